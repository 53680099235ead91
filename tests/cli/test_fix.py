"""`perflint check --fix`: what is written where, what is shown, what is said, and how the run ends."""

from pathlib import Path

import pytest

from tests.cli.scene import Perflint

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CLEAN = (EXAMPLES / "clean.txt").read_text(encoding="utf-8")
# The points are 0.4 short and the total leans on them; one weight is in full-width digits.
WRONG = CLEAN.replace("99.00%\t9.90", "99.00%\t9.50").replace("99.67", "99.27").replace("15\t14.77", "１５\t14.77")
PLAIN = ("--format", "plain")


@pytest.fixture
def wrong(folder: Path) -> Path:
    """A form with three mistakes that can be mended."""
    path = folder / "表 一.txt"
    path.write_text(WRONG, encoding="utf-8")
    return path


def test_safe_fixes_go_into_a_copy(perflint: Perflint, wrong: Path, folder: Path) -> None:
    """The copy stands beside the input, which stays; the report and the status are about the copy."""
    answer = perflint("check", wrong.name, "--fix", *PLAIN)
    assert wrong.read_text(encoding="utf-8") == WRONG
    assert (folder / "表 一.已改.txt").read_text(encoding="utf-8") == WRONG.replace("１５", "15")
    assert (answer.status, answer.out.count("\n")) == (1, 1)
    assert answer.err.splitlines()[2:] == [
        "表 一.txt: 改了 1 处，写入 表 一.已改.txt",
        "以上报告说的是改正之后的内容。",
        "还有 1 处可用 --unsafe-fixes 重算。",
    ]


def test_unsafe_fixes_make_it_clean(perflint: Perflint, wrong: Path, folder: Path) -> None:
    """With consent the points and the total follow, and nothing remains; a second run changes nothing."""
    answer = perflint("check", wrong.name, "--fix", "--unsafe-fixes", *PLAIN, "-q")
    assert (answer.status, answer.out, answer.err) == (0, "", "")
    copy = folder / "表 一.已改.txt"
    assert copy.read_text(encoding="utf-8") == CLEAN
    again = perflint("check", copy.name, "--fix", "--unsafe-fixes", *PLAIN)
    assert again.err.splitlines()[-1] == "没有可以直接改的。"
    assert not (folder / "表 一.已改.已改.txt").exists()


def test_a_second_run_over_the_folder(perflint: Perflint, wrong: Path, folder: Path) -> None:
    """Copies of the run before are no inputs, and are replaced with a word about it."""
    forms = folder / "forms"
    forms.mkdir()
    wrong.rename(forms / "a.txt")
    perflint("check", "forms", "--fix", *PLAIN)
    answer = perflint("check", "forms", "--fix", *PLAIN, "--lang", "zh")
    assert "forms/a.txt: 改了 1 处，写入 forms/a.已改.txt，替换了原有的同名文件\n" in answer.err
    assert "略过 1 份以前的批注件、改正件。\n" in answer.err
    assert sorted(path.name for path in forms.iterdir()) == ["a.txt", "a.已改.txt"]


def test_a_folder_for_the_copies(perflint: Perflint, wrong: Path, folder: Path) -> None:
    """`--fix-dir` takes them, in English under an English name."""
    perflint("check", wrong.name, "--fix", "--fix-dir", "out/fixed", *PLAIN, "--lang", "en")
    assert [path.name for path in (folder / "out/fixed").iterdir()] == ["表 一.fixed.txt"]


def test_in_place_only_when_asked(perflint: Perflint, wrong: Path, folder: Path) -> None:
    """The input itself is changed, whole, and keeps its permissions."""
    wrong.chmod(0o640)
    answer = perflint("check", wrong.name, "--fix", "--unsafe-fixes", "--in-place", *PLAIN)
    assert (answer.status, wrong.read_text(encoding="utf-8")) == (0, CLEAN)
    assert wrong.stat().st_mode & 0o777 == 0o640
    assert "表 一.txt: 就地改了 3 处\n" in answer.err
    assert [path.name for path in folder.glob("*.txt") if "表" in path.name] == ["表 一.txt"]


def test_the_difference_of_a_text(perflint: Perflint, wrong: Path, folder: Path) -> None:
    """`--diff` shows lines as programs compare them, writes nothing, and ends as the check of the input does.

    What `--unsafe-fixes` would add is shown as it would come out: the total with the points that follow the rate.
    """
    answer = perflint("check", wrong.name, "--diff")
    before = next(line for line in WRONG.splitlines() if "１５" in line)
    after = before.replace("１５", "15")
    lines = answer.out.splitlines()
    assert lines[:2] == ["--- 表 一.txt", "+++ 表 一.txt"]
    assert [line for line in lines if line[:1] in "+-" and line[:3] not in ("---", "+++")] == [
        f"-{before}",
        f"+{after}",
    ]
    assert lines[-2:] == [
        "# 表 一.txt: 第7行第58字: 9.50 → 9.90  重算 PF201（要加 --unsafe-fixes）",
        "# 表 一.txt: 第22行第13字: 99.27 → 99.67  重算 PF101（要加 --unsafe-fixes）",
    ]
    assert answer.status == 1
    assert not list(folder.glob("*已改*"))


def test_the_difference_of_an_office_file(perflint: Perflint, folder: Path) -> None:
    """Cell by cell, with what is only proposed."""
    (folder / "a.xlsx").write_bytes((EXAMPLES / "formats" / "pf1_totals.xlsx").read_bytes())
    answer = perflint("check", "a.xlsx", "--diff", "--unsafe-fixes", "--select", "PF101,PF102", "--lang", "en")
    assert answer.out == (
        "a.xlsx\n"
        "  自评表!H20: 101.6 → 104.6  recompute PF101\n"
        "  自评表!G20: 100 → 105  proposal PF102 (only shown, never written)\n"
    )


def test_what_cannot_be_fixed_is_said(perflint: Perflint, folder: Path) -> None:
    """A PDF is named with what to do, quiet or not; the status is that of what remains."""
    (folder / "a.pdf").write_bytes((EXAMPLES / "formats" / "pf1_totals.pdf").read_bytes())
    answer = perflint("check", "a.pdf", "--fix", "--unsafe-fixes", *PLAIN, "-q")
    assert answer.err == "a.pdf: 这种文件不能改，请改原来的 Word、Excel 文件或文本。\n"
    assert answer.status == 1


def test_what_cannot_be_written_is_never_0(perflint: Perflint, wrong: Path, folder: Path) -> None:
    """A folder that is a file: the reason and exit 2, whatever --fail-on says."""
    (folder / "out").write_bytes(b"")
    answer = perflint("check", wrong.name, "--fix", "--fix-dir", "out", *PLAIN, "-q", "--fail-on", "never")
    assert answer.status == 2
    assert answer.err.startswith("out/表 一.已改.txt: 无法写入（")


def test_annotated_copies_of_what_remains(perflint: Perflint, folder: Path) -> None:
    """With both options the comments are written into the corrected file."""
    (folder / "a.xlsx").write_bytes((EXAMPLES / "formats" / "pf1_totals.xlsx").read_bytes())
    perflint("check", "a.xlsx", "--fix", "--unsafe-fixes", "--annotate", "out", *PLAIN)
    again = perflint("check", "out/a.批注.xlsx", *PLAIN, "-q", "--select", "PF101")
    assert (again.status, again.out) == (0, "")


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (["--in-place"], "--in-place 要与 --fix 同用。"),
        (["--fix-dir", "out"], "--fix-dir 要与 --fix 同用。"),
        (["--unsafe-fixes"], "--unsafe-fixes 要与 --fix 或 --diff 同用。"),
        (["--fix", "--in-place", "--fix-dir", "out"], "--in-place 与 --fix-dir 只能选一个。"),
    ],
)
def test_options_that_do_not_go_together(options: list[str], sentence: str, perflint: Perflint, wrong: Path) -> None:
    """A mistake in the command line, exit 2, nothing checked."""
    answer = perflint("check", wrong.name, *options, *PLAIN)
    assert (answer.status, answer.out, answer.err) == (2, "", f"{sentence}\n")


def test_standard_input_has_no_file(process: Perflint) -> None:
    """The findings come, and one sentence."""
    answer = process("check", "-", "--fix", "--unsafe-fixes", *PLAIN, "-q", stdin=WRONG.encode())
    assert answer.err == "-: 来自标准输入，没有文件可改。\n"
    assert answer.status == 1
