"""A zip archive on standard input, or as bytes: walked as one that lies on the disk, and nothing is written."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from perflint import pipeline
from perflint.documents import Document, Limits, read_inputs
from perflint.errors import InputError, InputTooLarge
from tests.documents.test_archive import TEXT, encrypted, outcome, packed, packed_on_chinese_windows
from tests.sources import ROOT

FORMATS = ROOT / "examples" / "formats"


@pytest.fixture(autouse=True)
def _inside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def given(monkeypatch: pytest.MonkeyPatch, data: bytes, limits: Limits | None = None) -> list[Document | InputError]:
    """What is read of these bytes on standard input."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(data)))
    return list(read_inputs(["-"], limits))


LINK = zipfile.ZipInfo("l.txt")
LINK.create_system = 3
LINK.external_attr = 0o120777 << 16


def with_link() -> bytes:
    """An archive of a link and a file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(LINK, "/etc/passwd")
        archive.writestr("z.txt", TEXT)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            packed({"乙/b.txt": TEXT, "甲.csv": b"a,b\nc,d\n", "照片.jpg": b"x", "~$a.txt": b"x", ".b.txt": b"x"}),
            [("-!/乙/b.txt", "text"), ("-!/甲.csv", "csv")],
        ),
        (
            packed({"b.zip": packed({"c.txt": TEXT, "d.zip": packed({"e.txt": TEXT})}), "f.txt": TEXT}),
            [("-!/b.zip!/c.txt", "text"), ("-!/b.zip!/d.zip", "DamagedInput"), ("-!/f.txt", "text")],
        ),
        (packed_on_chinese_windows("材料\\表.txt", TEXT), [("-!/材料/表.txt", "text")]),
        (encrypted(), [("-", "DamagedInput")]),
        (packed({"a.txt": TEXT})[:-30], [("-", "DamagedInput")]),
        (packed({}), [("-", "EmptyInput")]),
        (packed({"a.jpg": b"x"}), [("-", "EmptyInput")]),
        (packed({"../a.txt": TEXT, "b.txt": TEXT}), [("-!/../a.txt", "DamagedInput"), ("-!/b.txt", "text")]),
        (with_link(), [("-!/l.txt", "DamagedInput"), ("-!/z.txt", "text")]),
        (packed({"a.xlsx": b"PK\3\4 cut", "b.txt": b""}), [("-!/a.xlsx", "DamagedInput"), ("-!/b.txt", "EmptyInput")]),
        (b"Rar!\x1a\x07\x01\0", [("-", "UnknownFormat")]),
        (TEXT, [("-", "text")]),
        (b"", [("-", "EmptyInput")]),
    ],
    ids=[
        "files",
        "archives inside",
        "names of Chinese Windows",
        "password",
        "cut",
        "empty",
        "nothing to read",
        "a path out of it",
        "a link",
        "members with faults",
        "rar",
        "text",
        "no bytes",
    ],
)
def test_standard_input(monkeypatch: pytest.MonkeyPatch, data: bytes, expected: list[tuple[str, str]]) -> None:
    """Each member by its name behind `-!/`, or what keeps it from being read; nothing is left on the disk."""
    assert outcome(given(monkeypatch, data)) == expected
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [("clean.xlsx", "xlsx"), ("clean.docx", "docx"), ("clean.ods", "ods"), ("clean.xls", "xls"), ("clean.pdf", "pdf")],
)
@pytest.mark.parametrize("first", ["as written", "other.xml"])
def test_office_files_are_documents(monkeypatch: pytest.MonkeyPatch, name: str, expected: str, first: str) -> None:
    """An office package is a zip by its making and is read as the document that it is, whatever stands first in it."""
    data = (FORMATS / name).read_bytes()
    if first != "as written" and data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            data = packed({first: b"<a/>"} | {part: package.read(part) for part in package.namelist()})
    assert outcome(given(monkeypatch, data)) == [("-", expected)]


def test_a_cut_office_file_is_no_archive(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without its directory a workbook still begins as one: nobody is told to unpack it."""
    [error] = given(monkeypatch, (FORMATS / "clean.xlsx").read_bytes()[:2000])
    assert isinstance(error, InputError)
    assert error.message.zh == "文件已损坏：压缩包不完整（可能没有下载完）。"


@pytest.mark.parametrize(
    ("limits", "zh"),
    [
        (Limits(max_members=2), "压缩包内的文件数超过 2 的上限，没有读取。"),
        (Limits(max_unpacked=3 * len(TEXT) - 1), f"文件解压后大于 {3 * len(TEXT) - 1} B 的上限，没有读取。"),
        (Limits(max_bytes=100), "文件大于 100 B 的上限，没有读取。"),
    ],
)
def test_beyond_a_limit(monkeypatch: pytest.MonkeyPatch, limits: Limits, zh: str) -> None:
    """The archive is refused as a whole, as one on the disk."""
    [error] = given(monkeypatch, packed({f"{number}.txt": TEXT for number in range(3)}), limits)
    assert isinstance(error, InputTooLarge)
    assert (error.path, error.message.zh) == ("-", zh)


def test_a_bomb(monkeypatch: pytest.MonkeyPatch) -> None:
    """What its directory declares is not believed; the other member is read."""
    bomb = bytearray(packed({"a.txt": b"\0" * 40_000_000, "b.txt": TEXT}))
    assert outcome(given(monkeypatch, bytes(bomb))) == [("-!/a.txt", "InputTooLarge"), ("-!/b.txt", "text")]
    struct.pack_into("<I", bomb, bomb.index(b"PK\x01\x02") + 24, 10)
    assert outcome(given(monkeypatch, bytes(bomb)))[1] == ("-!/b.txt", "text")


@pytest.mark.parametrize(
    ("limits", "refused"),
    [
        (Limits(), []),
        (Limits(max_members=6), []),
        (Limits(max_members=5), ["-!/b.zip"]),
        (Limits(max_unpacked=2 * len(packed({"0.txt": b"", "1.txt": b""})) + 400), ["-!/b.zip"]),
    ],
)
def test_archives_inside_count_with_the_one_around_them(
    monkeypatch: pytest.MonkeyPatch, limits: Limits, refused: list[str]
) -> None:
    """Two archives of two files each are six members, and their bytes add up: an archive of archives is no way out."""
    inner = packed({"0.txt": b"x" * 200, "1.txt": b"y" * 100})
    results = given(monkeypatch, packed({"a.zip": inner, "b.zip": inner}), limits)
    assert [result.path for result in results if isinstance(result, InputTooLarge)] == refused


def test_bytes_in_python() -> None:
    """`perflint.check` takes the bytes of an archive as it takes its path; `parse` wants one document."""
    form = (FORMATS / "pf1_totals.xlsx").read_bytes()
    data = packed({"甲/表.xlsx": form, "坏.docx": b"PK\3\4 cut"})
    result = pipeline.check(data)
    assert [document.path for document in result.documents] == ["<bytes>!/甲/表.xlsx"]
    assert [failure.path for failure in result.failures] == ["<bytes>!/坏.docx"]
    alone = pipeline.check(form)
    assert [finding.code for finding in result.findings] == [finding.code for finding in alone.findings]
    with pytest.raises(InputError) as caught:
        pipeline.parse(packed({"表.xlsx": form}))
    assert caught.value.message.zh == "这是 zip 文件，此版本尚不能读取。"
