"""What a file of an older office program is, told by its content."""

import random
import struct

import pytest

from perflint.documents import Limits, read_bytes
from perflint.documents.interface import Source
from perflint.documents.legacy import office_program
from perflint.documents.legacy.compound_file import BrokenCompoundError, CompoundFile
from perflint.documents.legacy.kinds import DOC, EXCEL_XML, ODT, RICH_TEXT, WORD_XML, XLS, Kind, kind_of
from perflint.errors import DamagedInput
from tests.documents.docx_samples import docx, p, zipped
from tests.documents.old_office_samples import END, FAT, FREE, ODT_TYPE, SECTOR, compound, open_document, word_stream


def source(data: bytes, name: str = "表.doc") -> Source:
    return Source(data, name, Limits())


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (compound({"WordDocument": word_stream()}), DOC),
        (compound({"Workbook": b"x" * 5000}), XLS),
        (compound({"Book": b"x" * 5000}), XLS),
        (compound({"1Table": b"x" * 5000, "WordDocument": word_stream()}), DOC),
        (compound({"PowerPoint Document": b"x" * 5000}), None),
        (compound({"EncryptedPackage": b"x" * 5000}), None),
        (compound({}), None),
        (compound({"WordDocument": word_stream()})[:1500], DOC),
        (b"{\\rtf1\\ansi a}", RICH_TEXT),
        (open_document(ODT_TYPE), ODT),
        (open_document("application/vnd.oasis.opendocument.graphics"), None),
        (docx(p("a")), None),
        (zipped({"a.txt": "a"}), None),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?><w:wordDocument/>', WORD_XML),
        (b'\xef\xbb\xbf<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', EXCEL_XML),
        (b'<?xml version="1.0"?><html/>', None),
        (b"<html/>", None),
        ("项目\t得分".encode(), None),
    ],
)  # fmt: skip
def test_kinds(data: bytes, kind: Kind | None) -> None:
    """The content decides what a file is, and whether an office program is needed for it."""
    assert kind_of(source(data)) is kind


def test_embedded_files_do_not_decide() -> None:
    """A stream inside a storage (a Word file embedded in a workbook) is not the file's own."""
    data = bytearray(compound({"Workbook": b"x" * 5000, "WordDocument": word_stream()}))
    second = 512 + SECTOR + 2 * 128
    # The second stream is no longer beside the first: nothing leads to it from the top.
    struct.pack_into("<I", data, second - 128 + 0x48, FREE)
    struct.pack_into("<I", data, 512 + SECTOR + 128 + 0x48, FREE)
    assert kind_of(source(bytes(data))) is XLS


def test_every_cut_of_a_compound_file_is_noticed() -> None:
    """A file cut anywhere before the end of its last stream is not taken for a whole one."""
    whole = compound({"1Table": b"x" * 4500, "WordDocument": word_stream()})
    CompoundFile(whole).start("WordDocument", 32)
    for length in range(0, len(whole) - (SECTOR - 5000 % SECTOR) - 1, 61):
        with pytest.raises((BrokenCompoundError, KeyError)):
            CompoundFile(whole[:length]).start("WordDocument", 32)


def test_damage_to_a_compound_file() -> None:
    """Whatever stands in its tables (loops, sectors that are not there), its reader comes to an end."""
    whole = compound({"1Table": b"x" * 5000, "WordDocument": word_stream()})
    chance = random.Random(7)  # noqa: S311
    for _ in range(2000):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(0, 3 * SECTOR, 4)
            data[at : at + 4] = struct.pack(
                "<I", chance.choice((0, 1, 2, 3, 5, FREE, END, FAT, 0xFFFFFFF0, chance.randrange(2**32)))
            )
        try:
            file = CompoundFile(bytes(data))
            for name in file.streams:
                file.start(name, 32)
        except BrokenCompoundError:
            continue


LOCKED = "文件设有打开密码，无法读取。"
DAMAGED = "文件已损坏或不完整，无法打开。"


@pytest.mark.parametrize(
    ("data", "zh"),
    [
        (compound({"WordDocument": word_stream(0x0100)}), LOCKED),
        (open_document(ODT_TYPE, "<manifest:encryption-data/>"), LOCKED),
        (compound({"WordDocument": word_stream()})[:3000], DAMAGED),
        (compound({"WordDocument": word_stream()})[:1500], DAMAGED),
    ],
)
def test_refused_before_any_program_starts(data: bytes, zh: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A password or a missing end is seen in the file itself: nothing is mended and half read."""
    monkeypatch.setattr(office_program, "convert", None)
    with pytest.raises(DamagedInput) as caught:
        read_bytes(data, "表.doc")
    assert caught.value.message.zh == zh
