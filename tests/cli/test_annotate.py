"""`perflint check --annotate`: names, folders, what is said, and what is never touched."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from perflint.cli.annotate import without_copies
from perflint.cli.shelf import ANNOTATED, Shelf, is_copy
from tests.cli.scene import Perflint

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "formats"
Place = Callable[..., Path]


@pytest.fixture
def place(folder: Path) -> Place:
    """Puts an example where the test wants it."""

    def put(example: str, *targets: str) -> Path:
        for target in targets:
            (folder / target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(EXAMPLES / example, folder / target)
        return folder

    return put


def files(folder: Path) -> list[str]:
    """All files below, as paths from it."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_copies_keep_their_folders(perflint: Perflint, place: Place) -> None:
    """Names carry 批注, folders stay, clean files give none, inputs are not touched, the status is the check's."""
    folder = place("pf1_totals.xlsx", "表 格/甲.xlsx", "表 格/乙/甲.xlsx")
    place("clean.docx", "表 格/净.docx")
    before = (folder / "表 格/甲.xlsx").read_bytes()
    answer = perflint("check", "表 格", "--annotate", "out", "--format", "plain")
    assert files(folder / "out") == ["乙/甲.批注.xlsx", "甲.批注.xlsx"]
    assert answer.status == 1
    assert answer.err.splitlines()[2:] == [
        "表 格/甲.xlsx: 批注件 out/甲.批注.xlsx（3 处）",
        "表 格/乙/甲.xlsx: 批注件 out/乙/甲.批注.xlsx（3 处）",
    ]
    assert (folder / "表 格/甲.xlsx").read_bytes() == before


def test_older_copies_are_replaced_and_named(perflint: Perflint, place: Place) -> None:
    """A second run says that it wrote over the first one's copies, and does not take them for inputs."""
    folder = place("pf1_totals.docx", "甲.docx")
    perflint("check", "甲.docx", "--annotate", ".", "-q")
    answer = perflint("check", ".", "--annotate", ".", "--format", "plain", "--select", "PF1")
    assert "甲.docx: 批注件 甲.批注.docx（3 处），替换了原有的同名文件\n略过 1 份以前的批注件、改正件。\n" in answer.err
    assert files(folder).count("甲.批注.docx") == 1
    assert "甲.批注.批注.docx" not in files(folder)
    assert perflint("check", "甲.批注.docx", "--format", "plain", "-q").out.startswith("甲.批注.docx:T1R")


def test_older_copies_are_never_inputs_of_a_folder(perflint: Perflint, place: Place) -> None:
    """A check of the folder without `--annotate` judges each form once, and says what it passed over."""
    place("pf1_totals.docx", "甲.docx")
    alone = perflint("check", ".", "--format", "plain", "--select", "PF1")
    perflint("check", "甲.docx", "--annotate", ".", "-q")
    answer = perflint("check", ".", "--format", "plain", "--select", "PF1")
    assert (answer.status, answer.out) == (alone.status, alone.out)
    assert answer.err == alone.err + "略过 1 份以前的批注件、改正件。\n"


def test_what_takes_no_comments_is_said(perflint: Perflint, place: Place) -> None:
    """A text gets one sentence, standard input another; `--quiet` keeps both."""
    folder = place("pf1_totals.csv", "a.csv")
    answer = perflint("check", "a.csv", "--annotate", "out", "-q", "--format", "plain")
    assert answer.err == "a.csv: 没有出批注件：这种文本没有批注格式；问题所在的行见报告。\n"
    assert (answer.status, (folder / "out").exists()) == (1, False)


def test_standard_input_has_no_copy(process: Perflint) -> None:
    """There is no file to be copied."""
    data = (EXAMPLES / "pf1_totals.xlsx").read_bytes()
    answer = process("check", "-", "--annotate", "out", "-q", "--format", "plain", "--lang", "en", stdin=data)
    assert answer.err == "-: no annotated copy: It came from standard input: there is no file to annotate.\n"


def test_what_cannot_be_written_fails_the_run(perflint: Perflint, place: Place) -> None:
    """A folder that is a file: the reason, exit 2, and the report all the same."""
    folder = place("pf1_totals.xlsx", "a.xlsx")
    (folder / "out").write_bytes(b"")
    answer = perflint("check", "a.xlsx", "--annotate", "out", "-q", "--format", "plain", "--fail-on", "never")
    assert answer.status == 2
    assert answer.out.count("\n") == 5
    assert answer.err.startswith("out/a.批注.xlsx: 无法写入（")
    assert (folder / "out").read_bytes() == b""


def test_an_input_is_never_written_over(perflint: Perflint, place: Place) -> None:
    """A file called as a copy would be, named as an input, stays."""
    folder = place("pf1_totals.xlsx", "a.xlsx", "a.批注.xlsx")
    before = (folder / "a.批注.xlsx").read_bytes()
    answer = perflint("check", "a.xlsx", "a.批注.xlsx", "--annotate", ".", "-q", "--format", "plain")
    assert answer.status == 2
    assert "a.批注.xlsx: 这里已有一个同名的输入文件，没有写。请换一个文件夹。" in answer.err
    assert (folder / "a.批注.xlsx").read_bytes() == before


def test_many_copies_are_counted(perflint: Perflint, place: Place) -> None:
    """Past a dozen only their number is said."""
    place("pf1_totals.docx", *(f"f/{number}.docx" for number in range(13)))
    answer = perflint("check", "f", "--annotate", "out", "--lang", "en", "--format", "plain", "--select", "PF101")
    assert answer.err.splitlines()[-1] == "Annotated copies written to out: 13"


@pytest.mark.parametrize(
    ("paths", "ending", "expected"),
    [
        (["a/x.xlsx"], "xlsx", ["x.批注.xlsx"]),
        (["a/x.doc", "a/x.docx"], "docx", ["x.doc.批注.docx", "x.批注.docx"]),
        (["a/x.xlsx", "b/x.xlsx"], "xlsx", ["a/x.批注.xlsx", "b/x.批注.xlsx"]),
        (["a.zip!/in/x.xlsx", "a.zip!/x.xlsx"], "xlsx", ["a.zip/in/x.批注.xlsx", "a.zip/x.批注.xlsx"]),
        (["a/x.XLSX", "a/x.xlsx"], "xlsx", ["x.批注.xlsx", "x.批注2.xlsx"]),
        (["a/无名"], "xlsx", ["无名.批注.xlsx"]),
    ],
)
def test_names(paths: list[str], ending: str, expected: list[str], folder: Path) -> None:
    """No two copies of a run share a name."""
    shelf = Shelf(Path("out"), paths, ANNOTATED, "zh")
    assert [shelf.target(path, ending).relative_to("out").as_posix() for path in paths] == expected


def test_copies_are_known_by_name() -> None:
    """Those of both languages, numbered ones too; a file that was named is kept."""
    names = ["a.批注.xlsx", "b/a.annotated.pdf", "a.批注2.docx", "批注.xlsx", "a.xlsx"]
    assert [is_copy(name, ANNOTATED) for name in names] == [True, True, True, False, False]
    assert without_copies(names, ["a.批注.xlsx"], [ANNOTATED]) == (["a.批注.xlsx", "批注.xlsx", "a.xlsx"], 2)
