"""Patterns of file paths in configurations and waivers."""

from pathlib import Path
from unicodedata import normalize

import pytest

from perflint.globs import covers

FOLDER = Path("/bureau")


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("2021/**", "/bureau/2021/a.xlsx", True),
        ("2021/**", "/bureau/2021/水务局/a.xlsx", True),
        ("2021/**", "/bureau/2022/2021/a.xlsx", False),
        ("2021/**", "/bureau/2021.xlsx", False),
        ("2021", "/bureau/2021/水务局/a.xlsx", True),
        ("2021/", "/bureau/2021/a.xlsx", True),
        ("2021/*", "/bureau/2021/a.xlsx", True),
        ("2021/*.xlsx", "/bureau/2021/水务局/a.xlsx", False),
        ("2021/**/*.xlsx", "/bureau/2021/a.xlsx", True),
        ("2021/**/*.xlsx", "/bureau/2021/水务局/河道/a.xlsx", True),
        ("**/旧/*", "/bureau/2021/旧/a.xlsx", True),
        ("*.docx", "/bureau/2021/a.docx", True),
        ("*.docx", "/bureau/2021/a.xlsx", False),
        ("附件*", "/bureau/2021/附件1 自评表.xlsx", True),
        ("附件 1.xlsx", "/bureau/附件 1.xlsx", True),
        ("水务局", "/bureau/2021/水务局/a.xlsx", True),
        ("a?.xlsx", "/bureau/a1.xlsx", True),
        ("a[12].xlsx", "/bureau/a2.xlsx", True),
        ("a[!12].xlsx", "/bureau/a2.xlsx", False),
        ("a(1).xlsx", "/bureau/a(1).xlsx", True),
        ("a.xlsx", "/bureau/aXxlsx", False),
        ("./2021/a.xlsx", "/bureau/2021/a.xlsx", True),
        ("../外/**", "/外/a.xlsx", True),
        ("2021/**", "/elsewhere/2021/a.xlsx", False),
        ("表.zip/**", "/bureau/表.zip!/内/a.xlsx", False),
        ("表.zip!/**", "/bureau/表.zip!/内/a.xlsx", True),
    ],
)
def test_what_a_pattern_covers(pattern: str, path: str, expected: bool) -> None:
    """Paths are seen from the folder of the file that holds the pattern."""
    assert covers(pattern, path, FOLDER) is expected


def test_paths_from_where_the_user_stands(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A relative path is one from the current folder, the pattern one from the folder of its file."""
    (tmp_path / "2021").mkdir()
    monkeypatch.chdir(tmp_path / "2021")
    assert covers("2021/*", "a.xlsx", tmp_path)
    assert not covers("2021/*", "../a.xlsx", tmp_path)


def test_letters_that_a_system_takes_apart() -> None:
    """A name that macOS has stored in parts is still the name in the pattern."""
    assert covers("café/*", f"/bureau/{normalize('NFD', 'café')}/a.xlsx", FOLDER)
