"""Which formats of office programs are read by way of another program, told by their content."""

import msgspec

from perflint.documents.interface import Source
from perflint.documents.legacy.compound_file import OLE, BrokenCompoundError, CompoundFile
from perflint.documents.package import ZIP, Package, encrypted
from perflint.errors import DamagedInput
from perflint.language import Bilingual
from perflint.patterns import pattern

RTF = b"{\\rtf"
XML = (b"<?xml", b"\xef\xbb\xbf<?xml")

_WORD_STREAM = "WordDocument"
_BOOK_STREAMS = ("Workbook", "Book")
_WORD_ENDINGS = ("doc", "dot", "wps", "wpt")
# [MS-DOC] 2.5.1: the flags of the file information block, and the encrypted one among them.
_FLAGS_AT, _ENCRYPTED = 0x0A, 0x0100
_BEGINNING = 2048
_WORD_XML = pattern(rb'progid="Word\.Document"|<w:wordDocument|<pkg:package')
_EXCEL_XML = pattern(rb'progid="Excel\.Sheet"|schemas-microsoft-com:office:spreadsheet')

SAVE_ANEW = Bilingual(
    zh="请用原来的程序打开，另存为 docx 或 xlsx 后再检查。",
    en="Open it in the program it came from, save it as docx or xlsx and check that.",
)


class Kind(msgspec.Struct, frozen=True):
    """A format, and its way into one that has a reader.

    ending   what the office program must see behind the file's name
    target   what it is turned into: docx or xlsx
    """

    name: str
    ending: str
    target: str


DOC = Kind("Word 97-2003 (doc, wps)", "doc", "docx")
XLS = Kind("Excel 97-2003 (xls, et)", "xls", "xlsx")
RICH_TEXT = Kind("RTF", "rtf", "docx")
ODT = Kind("OpenDocument (odt)", "odt", "docx")
ODS = Kind("OpenDocument (ods)", "ods", "xlsx")
WORD_XML = Kind("Word XML", "xml", "docx")
EXCEL_XML = Kind("Excel XML", "xml", "xlsx")

_OPEN_DOCUMENT = b"application/vnd.oasis.opendocument."
_OPEN_DOCUMENTS = {b"text": ODT, b"spreadsheet": ODS}


def kind_of(source: Source) -> Kind | None:
    """The kind of these bytes, None where no office program is needed for them or none would help."""
    data = source.data
    if data.startswith(OLE):
        return _compound_kind(source)
    if data.startswith(RTF):
        return RICH_TEXT
    if data.startswith(ZIP):
        return _open_document(source)
    if data.startswith(XML):
        return _xml_kind(data[:_BEGINNING])
    return None


def refuse_unreadable(source: Source, kind: Kind) -> None:
    """Raise DamagedInput for what the office program would only ask a password for, or mend and give in part."""
    if kind in (ODT, ODS):
        package = Package(source)
        if "meta-inf/manifest.xml" in package and b"encryption-data" in package.read("META-INF/manifest.xml"):
            raise encrypted(source.path)
    if kind is DOC:
        _refuse_unreadable_word(source)


def _xml_kind(beginning: bytes) -> Kind | None:
    # Web pages saved by office programs speak of the same namespaces.
    if b"<html" in beginning.lower():
        return None
    if _WORD_XML.search(beginning):
        return WORD_XML
    return EXCEL_XML if _EXCEL_XML.search(beginning) else None


def _compound_kind(source: Source) -> Kind | None:
    try:
        streams = CompoundFile(source.data).streams
    except BrokenCompoundError:
        # Its directory is gone; the names may still stand somewhere, and where they do not there is only the file's.
        known = _WORD_STREAM.encode("utf-16-le") in source.data or source.ending in _WORD_ENDINGS
        return DOC if known else None
    if _WORD_STREAM in streams:
        return DOC
    return XLS if any(name in streams for name in _BOOK_STREAMS) else None


def _open_document(source: Source) -> Kind | None:
    # The first member, not compressed, so that its content stands at a fixed place.
    _, found, rest = source.data[30:128].partition(b"mimetype" + _OPEN_DOCUMENT)
    return next((kind for word, kind in _OPEN_DOCUMENTS.items() if found and rest.startswith(word)), None)


def _refuse_unreadable_word(source: Source) -> None:
    try:
        file = CompoundFile(source.data)
        beginning = file.start(_WORD_STREAM, 32)
        for table in ("0Table", "1Table"):
            if table in file.streams:
                file.start(table, 0)
    except BrokenCompoundError as error:
        raise _damaged(source.path) from error
    if len(beginning) > _FLAGS_AT + 1 and int.from_bytes(beginning[_FLAGS_AT : _FLAGS_AT + 2], "little") & _ENCRYPTED:
        raise encrypted(source.path)


def _damaged(path: str) -> DamagedInput:
    """The refusal of a file that is broken beyond opening."""
    return DamagedInput(
        Bilingual(zh="文件已损坏或不完整，无法打开。", en="The file is damaged or cut short and cannot be opened."),
        path=path,
        remedy=SAVE_ANEW,
    )
