"""From files, folders, patterns and `-` to the inputs to read."""

import os
from pathlib import Path

import pytest

from perflint.documents import Document, endings_passed_over, find_inputs, read_inputs
from perflint.errors import EmptyInput, InputError, MissingInput, UnknownFormat

FILES = (
    "b.txt",
    "a.TXT",
    "c.rar",
    "材料 一/表.md",
    "材料 一/~$表.txt",
    "材料 一/.隐藏.txt",
    "材料 一/深/x.yaml",
    "材料 一/深/y.yml",
    "材料 一/深/z.json",
    "材料 一/深/t.tsv",
    "材料 一/深/c.csv",
    "材料 一/深/读我.pptx",
    ".git/config.txt",
)


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with forms, other files, hidden files and lock files, as the current one."""
    for name in FILES:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("项目\t得分\t分值\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


DEEP = ["c.csv", "t.tsv", "x.yaml", "y.yml", "z.json"]


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["."], ["a.TXT", "b.txt", "材料 一/表.md", *(f"材料 一/深/{name}" for name in DEEP)]),
        (["./"], ["./a.TXT", "./b.txt", "./材料 一/表.md", *(f"./材料 一/深/{name}" for name in DEEP)]),
        (["材料 一"], ["材料 一/表.md", *(f"材料 一/深/{name}" for name in DEEP)]),
        (["材料 一/深/"], [f"材料 一/深/{name}" for name in DEEP]),
        ([".git"], [".git/config.txt"]),
        (["c.rar", "材料 一/~$表.txt"], ["c.rar", "材料 一/~$表.txt"]),
        (["*.txt"], ["b.txt"]),
        (["材料*/*.*"], ["材料 一/表.md"]),
        (["**/*.y*ml"], ["材料 一/深/x.yaml", "材料 一/深/y.yml"]),
        (["材料*"], ["材料 一/表.md", *(f"材料 一/深/{name}" for name in DEEP)]),
        (["[ab].*"], ["a.TXT", "b.txt"]),
        (["b**t"], ["b.txt"]),
        (["b.txt", "-", "./b.txt", "*.txt", "-"], ["b.txt", "-"]),
        (["-", "b.txt", "a.TXT"], ["-", "b.txt", "a.TXT"]),
        ([Path("b.txt")], ["b.txt"]),
    ],
)
def test_what_is_found(tree: Path, paths: list[str | Path], expected: list[str]) -> None:
    """Folders give forms by their endings, sorted; named files are always given; everything comes once."""
    assert list(find_inputs(paths)) == expected


def test_absolute_pattern(tree: Path) -> None:
    """A pattern may be absolute."""
    assert list(find_inputs([f"{tree}/*.txt"])) == [f"{tree}/b.txt"]


@pytest.mark.parametrize(
    ("path", "zh"),
    [
        ("没有.txt", "没有.txt: 文件或文件夹不存在。请检查路径是否写对。"),
        ("没有/*.txt", "没有/*.txt: 没有与此模式匹配的文件。请检查路径是否写对。"),
        ("", "文件或文件夹不存在。请检查路径是否写对。"),
    ],
)
def test_what_is_missing(tree: Path, path: str, zh: str) -> None:
    """What is not there comes as an error in its place, and the other inputs are still found."""
    first, error, last = find_inputs(["b.txt", path, "c.rar"])
    assert (first, last) == ("b.txt", "c.rar")
    assert isinstance(error, MissingInput)
    assert error.describe("zh") == zh


def test_a_file_whose_name_looks_like_a_pattern(tree: Path) -> None:
    """A file that exists under the name is meant before any pattern is."""
    (tree / "表[1].txt").write_text("x", encoding="utf-8")
    assert list(find_inputs(["表[1].txt"])) == ["表[1].txt"]


def test_link_loops(tree: Path) -> None:
    """Links to folders are not followed below a named folder, so that loops end; links to files are taken once."""
    for name in ("loop", "again", "third"):
        (tree / "材料 一" / name).symlink_to(tree, target_is_directory=True)
    (tree / "材料 一" / "self.txt").symlink_to(tree / "材料 一" / "self.txt")
    (tree / "材料 一" / "same.md").symlink_to(tree / "材料 一" / "表.md")
    (tree / "材料 一" / "dir.txt").symlink_to(tree / "材料 一" / "深", target_is_directory=True)
    deep = [f"材料 一/深/{name}" for name in DEEP]
    assert list(find_inputs(["材料 一"])) == ["材料 一/same.md", "材料 一/self.txt", *deep]
    assert list(find_inputs(["**/*.yaml"])) == ["材料 一/深/x.yaml"]
    assert list(find_inputs(["材料 一/loop"]))[:2] == ["材料 一/loop/a.TXT", "材料 一/loop/b.txt"]


def test_folder_without_forms(tree: Path) -> None:
    """A folder that holds no readable file gives nothing, not even an error."""
    (tree / "空").mkdir()
    assert list(find_inputs(["空"])) == []


def test_files_of_unknown_endings_are_counted(tree: Path) -> None:
    """What a folder holds beside readable files is counted, once; hidden files and files named outright are not."""
    (tree / "空" / "下").mkdir(parents=True)
    (tree / "空" / ".藏").mkdir()
    for name in ("a.txt", "b.jpg", ".b.jpg", "~$c.doc2", "下/c.dwg", "下/无后缀", ".藏/d.jpg"):
        (tree / "空" / name).write_bytes(b"x")
    assert endings_passed_over(["空", "./空", "空/b.jpg", "-", ""]) == {"jpg": 1, "dwg": 1, "": 1}
    assert endings_passed_over(["空/b.jpg"]) == {}


def test_folder_that_cannot_be_listed(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder without permission is one error; its neighbours are still searched."""
    scandir = os.scandir

    def refuse(path: str) -> object:
        if path.endswith("深"):
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    found = list(find_inputs(["材料 一", "b.txt"]))
    assert [str(item.path if isinstance(item, InputError) else item) for item in found] == [
        "材料 一/表.md",
        "材料 一/深",
        "b.txt",
    ]
    assert isinstance(found[1], MissingInput)
    assert found[1].message.zh == "没有读取权限。"


def test_read_inputs_goes_on(tree: Path) -> None:
    """One bad input is a value among the documents, and stops nothing."""
    (tree / "b.txt").write_bytes(b"")
    (tree / "c.rar").write_bytes(b"Rar!\x1a\x07\x01\0")
    results = list(read_inputs(["b.txt", "c.rar", "没有", "a.TXT"]))
    assert [type(result) for result in results] == [EmptyInput, UnknownFormat, MissingInput, Document]
    assert [result.path for result in results] == ["b.txt", "c.rar", "没有", "a.TXT"]
