"""Which readers there are, and the choice among them: by content; a name only breaks ties."""

from importlib import import_module
from typing import NamedTuple, cast

from perflint.documents.foreign import refuse_foreign_bytes, refuse_foreign_text
from perflint.documents.interface import Reader, Source
from perflint.errors import EmptyInput, InputError
from perflint.language import Bilingual


class Entry(NamedTuple):
    """One reader: where its class is, the endings that folders are searched for, and how its files begin.

    A reader with `magic` is imported only for bytes that begin so; one without reads text.
    """

    module: str
    reader: str
    endings: tuple[str, ...]
    magic: tuple[bytes, ...] = ()


_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# In the order of asking: the last takes any text.
READERS = (
    Entry("perflint.documents.word.docx", "WordDocument", ("docx", "docm", "dotx", "dotm"), (_ZIP,)),
    Entry(
        "perflint.documents.pdf.reader",
        "PdfReader",
        ("pdf",),
        (b"%PDF-", b"\xef\xbb\xbf%PDF-", b"\n%PDF-", b"\r\n%PDF-"),
    ),
    Entry("perflint.documents.spreadsheet.xlsx", "ExcelWorkbook", ("xlsx", "xlsm"), (_ZIP,)),
    Entry("perflint.documents.spreadsheet.ods", "OpenSpreadsheet", ("ods",), (_ZIP,)),
    Entry("perflint.documents.spreadsheet.xls", "OldExcelWorkbook", ("xls", "et"), (_OLE,)),
    # After the readers of what it would otherwise convert.
    Entry(
        "perflint.documents.legacy.reader",
        "LegacyOffice",
        ("doc", "dot", "wps", "wpt", "rtf", "odt", "ott"),
        (_OLE, b"{\\rtf", _ZIP, b"<?xml", b"\xef\xbb\xbf<?xml"),
    ),
    Entry("perflint.documents.web.html", "WebPage", ("html", "htm"), (b"<", b"\xef\xbb\xbf<")),
    Entry("perflint.documents.web.mht", "WebArchive", ("mht", "mhtml"), (b"MIME-", b"From:", b"Subject:", b"Content-")),
    Entry("perflint.documents.structured.json_tree", "StructuredJson", ("json",)),
    Entry("perflint.documents.structured.yaml_tree", "StructuredYaml", ("yaml", "yml")),
    Entry("perflint.documents.web.html", "WebPage", ()),
    Entry("perflint.documents.text.markdown", "MarkdownText", ("md",)),
    Entry("perflint.documents.text.separated", "SeparatedValues", ("csv", "tsv")),
    Entry("perflint.documents.text.cell_per_line", "CellPerLine", ()),
    Entry("perflint.documents.text.spaced", "SpacedText", ()),
    Entry("perflint.documents.text.delimited", "DelimitedText", ("txt",)),
)


def known_endings() -> frozenset[str]:
    """The endings, lower case and without dot, of the files that are taken from folders."""
    return frozenset(ending for entry in READERS for ending in entry.endings)


def choose_reader(source: Source) -> Reader:
    """The reader of this content.

    Raises EmptyInput for nothing or only blanks, UnknownFormat where no reader fits, DamagedInput where the text
    cannot be decoded, InputError where a library that the reader stands on is not installed.
    """
    if not source.data:
        raise _empty(source.path)
    lacking: InputError | None = None
    for entry in READERS:
        if entry.magic and source.data.startswith(entry.magic):
            try:
                reader = _load(entry)
            except ImportError as error:
                # Another reader may still know these bytes.
                lacking = lacking or library_missing(error, source.path)
                continue
            if reader.recognises(source):
                return reader
    if lacking is not None:
        raise lacking
    refuse_foreign_bytes(source.data, source.path)
    if not source.text.strip():
        raise _empty(source.path)
    refuse_foreign_text(source.text, source.path)
    return next(reader for entry in READERS if not entry.magic and (reader := _load(entry)).recognises(source))


def library_missing(error: ImportError, path: str) -> InputError:
    """The refusal of one input for want of a library; raises `error` itself where the gap is in perflint."""
    library = (error.name or "").partition(".")[0]
    if library in ("", "perflint"):
        raise error
    return InputError(
        Bilingual(
            zh=f"读取这种文件要用的程序库 {library} 没有装好。",
            en=f"The library {library}, which reads such files, is not installed properly.",
        ),
        path=path,
        remedy=Bilingual(
            zh=f"请在 perflint 所在的环境里运行 python -m pip install --force-reinstall {library}，再检查。",
            en=f"Run python -m pip install --force-reinstall {library} in perflint's environment and check again.",
        ),
    )


def _load(entry: Entry) -> Reader:
    return cast("Reader", getattr(import_module(entry.module), entry.reader)())


def _empty(path: str) -> EmptyInput:
    return EmptyInput(
        Bilingual(zh="文件是空的，没有可检查的内容。", en="The file is empty; there is nothing to check."), path=path
    )
