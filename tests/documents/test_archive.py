"""Zip archives: each file inside is an input, what cannot be taken is an error, and nothing is written."""

import io
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from perflint.documents import Document, Limits, find_inputs, read_inputs, read_path
from perflint.errors import DamagedInput, EmptyInput, InputError, InputTooLarge, MissingInput, UnknownFormat

TEXT = "指标\t分值\t得分\n".encode()


def packed(members: dict[str, bytes]) -> bytes:
    """A zip archive of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def packed_on_chinese_windows(name: str, data: bytes) -> bytes:
    """An archive whose file name is GBK without the flag that would say otherwise."""
    raw = name.encode("gbk")
    return packed({"x" * len(raw): data}).replace(b"x" * len(raw), raw)


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def outcome(results: list[Document | InputError]) -> list[tuple[str, str]]:
    """The path of each result with its format or the kind of its error."""
    return [(one.path, one.format if isinstance(one, Document) else type(one).__name__) for one in results]


def test_a_folder_of_archives() -> None:
    """Archives in folders are opened; files of known endings come in their order, hidden and foreign ones do not."""
    Path("材料.zip").write_bytes(
        packed({
            "乙/b.txt": TEXT,
            "甲.csv": b"a,b\nc,d\n",
            "__MACOSX/._b.txt": b"x",
            "~$a.txt": b"x",
            "照片.jpg": b"x",
            "空/": b"",
        })
    )  # fmt: skip
    Path("z.txt").write_bytes(TEXT)
    assert list(find_inputs(["."])) == ["z.txt", "材料.zip!/乙/b.txt", "材料.zip!/甲.csv"]
    assert outcome(list(read_inputs(["材料.zip"]))) == [("材料.zip!/乙/b.txt", "text"), ("材料.zip!/甲.csv", "csv")]


def test_one_member_by_its_path() -> None:
    """What reports call a member is a path that can be given."""
    Path("a.zip").write_bytes(packed({"b/c.txt": TEXT, "d.txt": TEXT}))
    assert outcome(list(read_inputs(["a.zip!/b/c.txt"]))) == [("a.zip!/b/c.txt", "text")]
    assert read_path(Path("a.zip!/d.txt")).path == "a.zip!/d.txt"
    with pytest.raises(MissingInput) as caught:
        read_path("a.zip!/e.txt")
    assert caught.value.describe("zh") == "a.zip!/e.txt: 压缩包里没有这个文件。请检查路径是否写对。"


def test_a_name_that_only_looks_like_a_member() -> None:
    """A real file or folder of that name goes first."""
    Path("x!").mkdir()
    Path("x!/a.txt").write_bytes(TEXT)
    assert outcome(list(read_inputs(["x!"]))) == [("x!/a.txt", "text")]
    assert outcome(list(read_inputs(["y!/a.txt"]))) == [("y!/a.txt", "MissingInput")]


def test_archives_inside() -> None:
    """One archive inside another is opened, the next is not."""
    third = packed({"e.txt": TEXT})
    Path("a.zip").write_bytes(packed({"b.zip": packed({"c.txt": TEXT, "d.zip": third}), "f.txt": TEXT}))
    assert outcome(list(read_inputs(["a.zip"]))) == [
        ("a.zip!/b.zip!/c.txt", "text"),
        ("a.zip!/b.zip!/d.zip", "DamagedInput"),
        ("a.zip!/f.txt", "text"),
    ]


@pytest.mark.parametrize("name", ["自评表.txt", "材料\\自评表.txt"])
def test_names_from_chinese_windows(name: str) -> None:
    """GBK names without the UTF-8 flag, and backslashes, are read as meant."""
    Path("a.zip").write_bytes(packed_on_chinese_windows(name, TEXT))
    shown = name.replace("\\", "/")
    assert outcome(list(read_inputs(["a.zip"]))) == [(f"a.zip!/{shown}", "text")]


@pytest.mark.parametrize("name", ["../a.txt", "/etc/a.txt", "b/../../a.txt", "C:/a.txt"])
def test_paths_out_of_the_archive(name: str) -> None:
    """They are named and not read; the others are."""
    Path("a.zip").write_bytes(packed({name: TEXT, "z.txt": TEXT}))
    assert sorted(outcome(list(read_inputs(["a.zip"])))) == sorted(
        [(f"a.zip!/{name}", "DamagedInput"), ("a.zip!/z.txt", "text")]
    )


def test_links() -> None:
    """A link is named and not followed."""
    link = zipfile.ZipInfo("a.txt")
    link.create_system = 3
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile("a.zip", "w") as archive:
        archive.writestr(link, "/etc/passwd")
    [error] = read_inputs(["a.zip"])
    assert isinstance(error, DamagedInput)
    assert error.describe("zh") == "a.zip!/a.txt: 压缩包内的这一项是链接，没有读取。请先解压，再检查其中的文件。"


def encrypted() -> bytes:
    """An archive whose directory says that its file has a password."""
    data = bytearray(packed({"a.txt": TEXT}))
    entry = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, 6, 1)
    struct.pack_into("<H", data, entry + 8, 1)
    return bytes(data)


GOOD = packed({"a.txt": TEXT * 50})


@pytest.mark.parametrize(
    ("data", "error", "zh"),
    [
        (encrypted(), DamagedInput, "压缩包设有密码，无法读取。"),
        (GOOD[:-30], DamagedInput, "压缩包已损坏或使用了不支持的压缩方式。"),
        (GOOD[:40] + b"\xff" * 10 + GOOD[50:], DamagedInput, "压缩包已损坏或使用了不支持的压缩方式。"),
        (packed({}), EmptyInput, "压缩包里没有可检查的文件。"),
        (packed({"a.jpg": b"x"}), EmptyInput, "压缩包里没有可检查的文件。"),
        (b"Rar!\x1a\x07\x01\0", UnknownFormat, "这是 RAR 文件，此版本尚不能读取。"),
        (b"7z\xbc\xaf\x27\x1c\0\4", UnknownFormat, "这是 7z 文件，此版本尚不能读取。"),
    ],
)
def test_bad_archives(data: bytes, error: type[InputError], zh: str) -> None:
    """One sentence for each."""
    Path("a.zip").write_bytes(data)
    [result] = read_inputs(["a.zip"])
    assert isinstance(result, error)
    assert result.message.zh == zh


@pytest.mark.parametrize(
    ("limits", "zh"),
    [
        (Limits(max_members=3), "压缩包内的文件数超过 3 的上限，没有读取。"),
        (Limits(max_unpacked=3 * len(TEXT) - 1), f"文件解压后大于 {3 * len(TEXT) - 1} B 的上限，没有读取。"),
        (Limits(max_bytes=100), "文件大于 100 B 的上限，没有读取。"),
    ],
)
def test_beyond_a_limit(limits: Limits, zh: str) -> None:
    """The archive is refused as a whole, before anything is unpacked; pictures that nobody reads weigh nothing."""
    Path("a.zip").write_bytes(packed({f"{number}.txt": TEXT for number in range(3)} | {"照片/a.jpg": b"x" * 500}))
    [result] = read_inputs(["a.zip"], limits)
    assert isinstance(result, InputTooLarge)
    assert result.message.zh == zh


def test_a_bomb() -> None:
    """A member that unpacks to more than a file may have is refused; what its directory declares is not believed."""
    bomb = bytearray(packed({"a.txt": b"\0" * 40_000_000, "b.txt": TEXT}))
    Path("honest.zip").write_bytes(bomb)
    entry = bomb.index(b"PK\x01\x02")
    struct.pack_into("<I", bomb, entry + 24, 10)
    Path("lying.zip").write_bytes(bomb)
    results = list(read_inputs(["honest.zip", "lying.zip"]))
    assert [type(result) for result in results[:1]] == [InputTooLarge]
    assert outcome(results)[1::2] == [("honest.zip!/b.txt", "text"), ("lying.zip!/b.txt", "text")]
    assert isinstance(results[2], InputError)


def test_many_members_cost_no_more_than_one_each() -> None:
    """The directory is read once and not for every member."""
    Path("a.zip").write_bytes(packed({f"{number:05}.txt": TEXT for number in range(3000)}))
    assert sum(isinstance(result, Document) for result in read_inputs(["a.zip"])) == 3000


def test_just_within_the_limits() -> None:
    """What is not taken counts as a member, not as something to unpack."""
    Path("a.zip").write_bytes(packed({"a.txt": TEXT, "b.jpg": b"x" * 500}))
    limits = Limits(max_members=2, max_unpacked=len(TEXT))
    assert outcome(list(read_inputs(["a.zip"], limits))) == [("a.zip!/a.txt", "text")]
