"""A zip archive on standard input: every command says of it what it says of the file, under another name."""

from pathlib import Path

import pytest

from tests.cli.scene import Perflint
from tests.documents.test_archive import packed
from tests.sources import ROOT

FORMATS = ROOT / "examples" / "formats"
MEMBERS = ("clean.docx", "pf1_totals.xlsx", "pf1_totals.csv")
DATA = packed({f"甲/{name}": (FORMATS / name).read_bytes() for name in MEMBERS} | {"坏.xlsx": b"PK\3\4 cut"})


@pytest.mark.parametrize(
    ("command", "status"),
    [
        (("check", "-", "--format", "plain", "--lang", "zh"), 4),
        (("check", "-", "--format", "json", "--lang", "en"), 4),
        (("check", "-", "--format", "sarif", "--lang", "zh"), 4),
        (("parse", "-", "--lang", "zh"), 4),
        (("parse", "-", "--tables", "--lang", "zh"), 4),
        (("explain", "PF101", "--on", "-", "--lang", "zh"), 4),
    ],
)
def test_the_same_as_of_the_file(process: Perflint, folder: Path, command: tuple[str, ...], status: int) -> None:
    """The archive by its path and on standard input give the same output, but for its name."""
    (folder / "forms.zip").write_bytes(DATA)
    streamed = process(*command, stdin=DATA)
    by_path = process(*("forms.zip" if word == "-" else word for word in command))
    assert (streamed.status, by_path.status) == (status, status)
    assert "-!/" in streamed.out or "-%21/" in streamed.out
    for before, after in ((by_path.out, streamed.out), (by_path.err, streamed.err)):
        assert before.replace("forms.zip!/", "-!/").replace("forms.zip%21/", "-%21/") == after


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--annotate", "out"), "no annotated copy: It came from standard input: there is no file to annotate."),
        (("--fix", "--unsafe-fixes"), "It came from standard input: there is no file to fix."),
        (("--fix", "--fix-dir", "out", "--unsafe-fixes"), "It came from standard input: there is no file to fix."),
    ],
)
def test_there_is_no_file_to_copy(process: Perflint, folder: Path, options: tuple[str, ...], said: str) -> None:
    """Each member that would have had a copy says so, and nothing is written."""
    before = sorted(folder.rglob("*"))
    data = packed({"表.xlsx": (FORMATS / "pf1_totals.xlsx").read_bytes()})
    answer = process("check", "-", *options, "-q", "--format", "plain", "--lang", "en", stdin=data)
    assert (answer.status, answer.err) == (1, f"-!/表.xlsx: {said}\n")
    assert sorted(folder.rglob("*")) == before


def test_one_office_file_is_one_input(process: Perflint) -> None:
    """A document on standard input is still called `-`."""
    data = (FORMATS / "pf1_totals.docx").read_bytes()
    answer = process("check", "-", "-q", "--format", "plain", stdin=data)
    assert {line.partition(":")[0] for line in answer.out.splitlines()} == {"-"}
