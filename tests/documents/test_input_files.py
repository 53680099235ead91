"""From a file or standard input to a document: everything that can stand at a path."""

import errno
import io
import os
from pathlib import Path

import pytest

from perflint.documents import Limits, display_path, read_bytes, read_input, read_path, read_stdin
from perflint.errors import InputError, InputTooLarge, MissingInput, UnknownFormat, UsageError

TEXT = "项目名称\t道路养护\t\n"


def sentences(error: InputError) -> tuple[str, str]:
    """What is said beside the path, in both languages."""
    return error.describe("zh").removeprefix(f"{error.path}: "), error.describe("en").removeprefix(f"{error.path}: ")


def test_path_is_kept_as_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The document carries the path as the user spelt it, Chinese characters and blanks included."""
    folder = tmp_path / "自评 材料"
    folder.mkdir()
    (folder / "表 一（终稿）.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    document = read_path("./自评 材料/表 一（终稿）.txt")
    assert document.path == "./自评 材料/表 一（终稿）.txt"
    assert document.blocks == read_bytes(TEXT.encode(), "x").blocks
    assert read_path(folder / "表 一（终稿）.txt").path == str(folder / "表 一（终稿）.txt")


def test_missing_file(tmp_path: Path) -> None:
    """A path at which nothing stands, a file used as a folder, and an impossible name are all missing."""
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    for path in (tmp_path / "没有.txt", tmp_path / "a.txt" / "b.txt"):
        with pytest.raises(MissingInput) as caught:
            read_path(path)
        assert caught.value.path == str(path)
        assert sentences(caught.value) == (
            "文件或文件夹不存在。请检查路径是否写对。",
            "There is no such file or folder. Check the spelling of the path.",
        )
    with pytest.raises(MissingInput):
        read_path("a\0b")
    with pytest.raises(MissingInput):
        read_path(tmp_path / ("长" * 300))


def test_folder(tmp_path: Path) -> None:
    """A folder is no file."""
    with pytest.raises(UnknownFormat) as caught:
        read_path(tmp_path)
    assert sentences(caught.value) == (
        "这是文件夹，不是文件。请指定其中的文件。",
        "This is a folder, not a file. Name a file in it.",
    )


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_pipe_and_device(tmp_path: Path) -> None:
    """A pipe that nobody writes to is refused at once, and so is an endless device."""
    os.mkfifo(tmp_path / "pipe.txt")
    for path in (tmp_path / "pipe.txt", Path("/dev/zero")):
        with pytest.raises(UnknownFormat) as caught:
            read_path(path)
        assert sentences(caught.value) == (
            "这是管道或设备，不是普通文件。请改用普通文件，或用“-”从标准输入读取。",
            "This is a pipe or a device, not a regular file. Use a regular file, or '-' for standard input.",
        )


@pytest.mark.parametrize(
    ("error", "zh"),
    [
        (
            PermissionError(errno.EACCES, "Permission denied"),
            "没有读取权限。请检查文件权限，或确认文件没有被其他程序占用。",
        ),
        (FileNotFoundError(errno.ENOENT, "gone"), "文件或文件夹不存在。请检查路径是否写对。"),
        (OSError(errno.EIO, "Input/output error"), "无法打开（Input/output error）。"),
    ],
)
def test_refused_by_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, zh: str) -> None:
    """No permission, a file that vanishes before it is opened, and a failing disk are errors of this input only."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")

    def refuse(*_arguments: object) -> int:
        raise error

    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(MissingInput) as caught:
        read_path(path)
    assert sentences(caught.value)[0] == zh


def test_link_loop(tmp_path: Path) -> None:
    """A link that leads to itself cannot be opened, and says so."""
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    with pytest.raises(MissingInput) as caught:
        read_path(tmp_path / "a.txt")
    assert caught.value.message.zh.startswith("无法打开（")


TOO_LARGE = (
    "文件大于 32 MiB 的上限，没有读取。请拆分文件，或用环境变量 PERFLINT_LIMIT_BYTES 调高上限。",
    (
        "The file is larger than the limit of 32 MiB and was not read."
        " Split the file, or raise the limit with the environment variable PERFLINT_LIMIT_BYTES."
    ),
)


def test_fifty_megabytes(tmp_path: Path) -> None:
    """A file of 50 MB is refused by its size, without being read."""
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    with pytest.raises(InputTooLarge) as caught:
        read_path(path)
    assert sentences(caught.value) == TOO_LARGE


def test_endless_standard_input() -> None:
    """Of standard input no more is taken than the limit and one byte."""

    class Endless(io.RawIOBase):
        taken = 0

        def read(self, size: int = -1) -> bytes:
            assert size > 0
            self.taken += size
            return b"x" * size

    stream = Endless()
    with pytest.raises(InputTooLarge) as caught:
        read_stdin(stream)  # type: ignore[arg-type]  # only read is used
    assert (caught.value.path, sentences(caught.value)) == ("-", TOO_LARGE)
    assert stream.taken == 32 * 1024 * 1024 + 1


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` is standard input, read as bytes and so in any encoding."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode("gb18030")), encoding="ascii"))
    assert read_input("-") == read_bytes(TEXT.encode(), "-")


def test_limits_come_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without limits those of the environment hold; limits that are given win; a wrong setting is a usage error."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv("PERFLINT_LIMIT_BYTES", "10")
    with pytest.raises(InputTooLarge) as caught:
        read_path(path)
    assert caught.value.message.zh == "文件大于 10 B 的上限，没有读取。"
    assert read_path(path, Limits()).format == "text"
    monkeypatch.setenv("PERFLINT_LIMIT_BYTES", "viel")
    with pytest.raises(UsageError):
        read_path(path)


def test_input_is_not_changed(tmp_path: Path) -> None:
    """Reading leaves bytes and time of the file as they were, read-only files included."""
    path = tmp_path / "a.txt"
    path.write_bytes(TEXT.encode("gb18030"))
    path.chmod(0o444)
    before = path.stat()
    read_path(path)
    assert path.read_bytes() == TEXT.encode("gb18030")
    assert path.stat().st_mtime_ns == before.st_mtime_ns
    assert [entry.name for entry in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (b"a.txt", "a.txt"),
        ("材料/自评表.txt".encode(), "材料/自评表.txt"),
        ("材料".encode() + b"/" + "自评表.txt".encode("gb18030"), "材料/自评表.txt"),
        (b"\xff\xff.txt", "\\xff\\xff.txt"),
    ],
)
def test_names_that_are_not_utf8(name: bytes, shown: str) -> None:
    """Any file name can be shown and printed; those of old archives are read as GB18030."""
    assert display_path(os.fsdecode(name)) == shown
    assert display_path(os.fsdecode(name)).encode("utf-8")


def test_file_with_a_name_in_gb18030(tmp_path: Path) -> None:
    """A file whose name is no UTF-8 is read, and reported under a readable name."""
    name = os.fsencode(tmp_path) + b"/" + "自评表.txt".encode("gb18030")
    try:
        Path(os.fsdecode(name)).write_text(TEXT, encoding="utf-8")
    except OSError:
        pytest.skip("the file system takes UTF-8 names only")
    assert read_path(os.fsdecode(name)).path == f"{tmp_path}/自评表.txt"
