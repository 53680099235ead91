"""Excel workbooks of old: xls, and what WPS saves as et, which is the same inside. Source: [MS-XLS].

xlrd is chosen because it gives number formats, which the faster libraries drop.
"""

import io
import struct
from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, cast

from perflint.documents.interface import Source
from perflint.documents.limits import too_large
from perflint.documents.model import Document, Notice, Paragraph, Table
from perflint.documents.package import damaged, encrypted
from perflint.documents.spreadsheet.beside import tables_of
from perflint.documents.spreadsheet.grid import Budget, Merge, Sheet
from perflint.documents.spreadsheet.notices import hidden_parts, hidden_sheets, macros
from perflint.documents.spreadsheet.number_builtin import BUILTIN
from perflint.documents.spreadsheet.number_format import NumberFormat, compile_format
from perflint.documents.spreadsheet.page_header import above, is_titled
from perflint.documents.spreadsheet.xls_headers import page_headers
from perflint.documents.struck import struck, without_struck

if TYPE_CHECKING:
    from xlrd.book import Book
    from xlrd.sheet import Sheet as BookSheet

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_STREAMS = tuple(name.encode("utf-16-le") for name in ("Workbook", "WORKBOOK", "Book", "BOOK"))
_WORD = "WordDocument".encode("utf-16-le")
_MACROS = "_VBA_PROJECT_CUR".encode("utf-16-le")
# The text of xlrd's refusal of a password.
_REFUSAL = "encrypted"
# The formats with a currency or with brackets are spelt out in every file, as the system that wrote it had them.
_SPELT_OUT = {5, 6, 7, 8, *range(37, 45)}
_EMPTY, _TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = range(6)


class OldExcelWorkbook:
    """The reader of xls: a table for each visible sheet with text, every cell as it is shown."""

    format = "xls"

    def recognises(self, source: Source) -> bool:
        """Whether the compound file has a workbook's stream and is no Word file with a table embedded."""
        data = source.data
        if not data.startswith(OLE) or not any(stream in data for stream in _STREAMS):
            return False
        return _WORD not in data or source.ending in ("xls", "xlt", "et")

    def read(self, source: Source) -> Document:
        """The visible cells of the visible sheets.

        Raises DamagedInput for a broken or encrypted workbook, InputTooLarge beyond a limit.
        """
        book = _open(source)
        notices: list[Notice] = []
        if _MACROS in source.data:
            notices.append(macros())
        sheets = [sheet for sheet in book.sheets() if sheet.nrows]
        hidden = [sheet.name for sheet in sheets if sheet.visibility]
        if hidden:
            notices.append(hidden_sheets(hidden))
        formats = [
            compile_format(_code(book, style.format_key), epoch_1904=bool(book.datemode)) for style in book.xf_list
        ]
        budget = Budget(source.limits, source.path)
        blocks: list[Table | Paragraph] = []
        heads: dict[str, str] | None = None
        for one in sheets:
            if one.visibility:
                continue
            sheet = _sheet(one, formats, source)
            found, left_out = tables_of(sheet, budget)
            if found and not is_titled(sheet.cells):
                heads = page_headers(_stream(source)) if heads is None else heads
                blocks += above(heads.get(one.name, ""), one.name, sheet.cells)
            blocks += found
            if left_out.rows or left_out.columns:
                notices.append(hidden_parts(one.name, left_out))
        kept, crossed = without_struck(blocks)
        return Document(source.path, self.format, kept, (*notices, *crossed))


def _open(source: Source) -> "Book":
    import xlrd  # noqa: PLC0415  # only for the files that need it
    from xlrd.biffh import XLRDError  # noqa: PLC0415
    from xlrd.compdoc import CompDocError  # noqa: PLC0415

    try:
        return xlrd.open_workbook(
            file_contents=source.data, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
    except (XLRDError, CompDocError) as error:
        if _REFUSAL in str(error):
            raise encrypted(source.path) from error
        raise _broken(source.path) from error
    # xlrd takes the file at its word: lengths and indexes that are wrong surface as these.
    except (
        struct.error, ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, RecursionError,
        TypeError, ValueError, NotImplementedError,
    ) as error:  # fmt: skip
        raise _broken(source.path) from error


def _stream(source: Source) -> bytes:
    """The stream of the workbook, in a file that was opened."""
    from xlrd.compdoc import CompDoc  # noqa: PLC0415

    compound = CompDoc(source.data, logfile=io.StringIO())
    memory, start, length = compound.locate_named_stream("Workbook")
    return bytes(memory[start : start + length]) if memory else b""


def _broken(path: str) -> Exception:
    return damaged(path, "工作簿的内容无法读取", "the content of the workbook cannot be read")


def _code(book: "Book", key: int) -> str:
    """The code of a number format; those known by number alone are shown as a Chinese system does."""
    known = book.format_map.get(key)
    if key in BUILTIN and key not in _SPELT_OUT:
        return BUILTIN[key]
    return known.format_str if known is not None else "General"


def _sheet(one: "BookSheet", formats: list[NumberFormat], source: Source) -> Sheet:
    cells: dict[int, dict[int, str]] = {}
    count = 0
    for row in range(one.nrows):
        line = {column + 1: text for column, text in _texts(one, row, formats) if text}
        if line:
            cells[row + 1] = line
            count += len(line)
            if count > source.limits.max_cells:
                raise too_large("max_cells", source.limits.max_cells, source.path, place=one.name)
    return Sheet(
        name=one.name,
        cells=cells,
        merges=[Merge(top + 1, left + 1, bottom, right) for top, bottom, left, right in one.merged_cells],
        hidden_rows=[(row + 1, row + 1) for row, info in one.rowinfo_map.items() if info.hidden],
        hidden_columns=[(column + 1, column + 1) for column, info in one.colinfo_map.items() if info.hidden],
    )


def _texts(one: "BookSheet", row: int, formats: list[NumberFormat]) -> Iterator[tuple[int, str]]:
    """The cells of a row as they are shown, by column from 0."""
    from xlrd.biffh import error_text_from_code  # noqa: PLC0415

    values = zip(one.row_types(row), one.row_values(row), strict=True)
    for column, (kind, value) in enumerate(values):
        if kind in (_NUMBER, _DATE):
            # repr gives the shortest text that means this number.
            text = _format(one, row, column, formats).show(Decimal(repr(value)))
            yield column, struck(text) if _is_struck(one, _font(one, row, column)) else text
        elif kind == _TEXT:
            text = marked(one, row, column, value).replace("\r\n", "\n").replace("\r", "\n")
            yield column, _format(one, row, column, formats).show_text(text)
        elif kind == _BOOLEAN:
            yield column, "TRUE" if value else "FALSE"
        elif kind == _ERROR:
            yield column, error_text_from_code.get(int(value), "#N/A")


def marked(one: "BookSheet", row: int, column: int, text: str) -> str:
    """A text with those of its runs marked that are struck through; up to the first it has the font of its cell."""
    runs = [(0, _font(one, row, column)), *one.rich_text_runlist_map.get((row, column), ())]
    if not any(_is_struck(one, font) for _, font in runs):
        return text
    ends = [start for start, _ in runs[1:]] + [len(text)]
    pieces = [(text[start:end], font) for (start, font), end in zip(runs, ends, strict=True)]
    return "".join(struck(piece) if _is_struck(one, font) else piece for piece, font in pieces)


def _book(one: "BookSheet") -> "Book":
    return cast("Book", one.book)


def _font(one: "BookSheet", row: int, column: int) -> int:
    style, styles = one.cell_xf_index(row, column), _book(one).xf_list
    return styles[style].font_index if 0 <= style < len(styles) else 0


def _is_struck(one: "BookSheet", font: int) -> bool:
    fonts = _book(one).font_list
    return 0 <= font < len(fonts) and bool(fonts[font].struck_out)


def _format(one: "BookSheet", row: int, column: int, formats: list[NumberFormat]) -> NumberFormat:
    style = one.cell_xf_index(row, column)
    return formats[style] if 0 <= style < len(formats) else compile_format("General")
