"""The content of an OpenDocument spreadsheet, in a single pass."""

from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal, InvalidOperation

from perflint.documents.interface import Source
from perflint.documents.limits import too_large
from perflint.documents.model import Address
from perflint.documents.spreadsheet.grid import Merge, Sheet
from perflint.documents.spreadsheet.number_dates import serial_of
from perflint.documents.spreadsheet.number_format import compile_format
from perflint.documents.xml_events import Attributes, local, new_parser, run_parser
from perflint.patterns import pattern

_LAST = 1_048_576
_CELLS = ("table-cell", "covered-table-cell")
# What stands in a cell and is no part of its text: comments, pictures and shapes, forms, readings above the text.
_ASIDE = ("annotation", "frame", "custom-shape", "shapes", "forms", "ruby-text", "tracked-changes", "g", "rect", "line")
_BLANKS = pattern(r"[ \t\r\n]+")
_GONE = ("collapse", "filter")


class ContentReader:
    """Reads content.xml: the visible sheets, the names of hidden ones, formulas without result, values without text."""

    def __init__(self, source: Source) -> None:
        self.sheets: list[Sheet] = []
        # The kind of page on which each of them is printed.
        self.pages: list[str] = []
        self._page_of: dict[str, str] = {}
        self._page = ""
        self.hidden: list[str] = []
        self.unresolved: list[Address] = []
        self.by_value: list[Address] = []
        self._source = source
        self._undisplayed: set[str] = set()
        self._style = ""
        self._sheet: Sheet | None = None
        # Depth of tables within tables and of elements that are not read.
        self._tables = 0
        self._aside = 0
        self._row = self._column = self._columns = 0
        self._row_repeat = 1
        self._line: dict[int, str] = {}
        self._cell: Attributes = {}
        self._paragraphs: list[list[str]] = []
        self._inside = 0
        self._count = 0
        self._starts: dict[str, Callable[[Attributes], None]] = {
            "style": self._begin_style,
            "table-properties": self._style_properties,
            "table": self._begin_table,
            "table-column": self._take_column,
            "table-row": self._begin_row,
            "table-cell": self._begin_cell,
            "covered-table-cell": self._begin_cell,
            "p": self._begin_paragraph,
            "h": self._begin_paragraph,
            "s": lambda attributes: self._text(" " * min(_number(attributes, "c"), 1000)),
            "tab": lambda _: self._text("\t"),
            "line-break": lambda _: self._text("\n"),
        }
        self._ends: dict[str, Callable[[str], None]] = {
            "table": self._end_table,
            "table-row": self._end_row,
            "table-cell": self._end_cell,
            "covered-table-cell": self._end_cell,
            "p": self._end_paragraph,
            "h": self._end_paragraph,
        }

    def read(self, chunks: Iterable[bytes], part: str) -> None:
        """Take in the whole part. Raises InputError."""
        parser = new_parser()

        def start(name: str, attributes: Attributes) -> None:
            element = local(name)
            if self._aside or element in _ASIDE or (element == "table" and self._tables):
                # A table within a cell is of no use to the sheet's grid.
                self._aside += 1
            elif element in self._starts:
                self._starts[element]({local(key): value for key, value in attributes.items()})

        def end(name: str) -> None:
            element = local(name)
            if self._aside:
                self._aside -= 1
            elif element in self._ends:
                self._ends[element](element)

        parser.StartElementHandler = start
        parser.EndElementHandler = end
        parser.CharacterDataHandler = self._characters
        run_parser(parser, chunks, path=self._source.path, part=part)

    def _begin_style(self, attributes: Attributes) -> None:
        self._style = attributes.get("name", "")
        if page := attributes.get("master-page-name", ""):
            self._page_of[self._style] = page

    def _style_properties(self, attributes: Attributes) -> None:
        if attributes.get("display") == "false":
            self._undisplayed.add(self._style)

    def _begin_table(self, attributes: Attributes) -> None:
        self._tables += 1
        self._sheet = Sheet(attributes.get("name", ""), {}, [], [], [])
        self._page = self._page_of.get(attributes.get("style-name", ""), "Default")
        self._row = self._columns = 0
        if attributes.get("style-name") in self._undisplayed:
            self.hidden.append(self._sheet.name)
            self._sheet = None

    def _end_table(self, _: str) -> None:
        self._tables -= 1
        if self._sheet is not None:
            self.sheets.append(self._sheet)
            self.pages.append(self._page)
        self._sheet = None

    def _take_column(self, attributes: Attributes) -> None:
        count = _number(attributes, "number-columns-repeated")
        if self._sheet is not None and attributes.get("visibility") in _GONE:
            self._sheet.hidden_columns.append((self._columns + 1, self._columns + count))
        self._columns += count

    def _begin_row(self, attributes: Attributes) -> None:
        self._row_repeat = _number(attributes, "number-rows-repeated")
        self._column = 0
        self._line = {}
        if self._sheet is not None and attributes.get("visibility") in _GONE:
            self._sheet.hidden_rows.append((self._row + 1, self._row + self._row_repeat))

    def _end_row(self, _: str) -> None:
        sheet, first = self._sheet, self._row + 1
        self._row += self._row_repeat
        if sheet is None or not self._line:
            return
        self._count += len(self._line) * self._row_repeat
        limits = self._source.limits
        if self._count > limits.max_cells:
            raise too_large("max_cells", limits.max_cells, self._source.path, place=sheet.name)
        if self._row_repeat > limits.max_rows:
            raise too_large("max_rows", limits.max_rows, self._source.path, place=sheet.name)
        for row in range(first, first + self._row_repeat):
            sheet.cells[row] = self._line

    def _begin_cell(self, attributes: Attributes) -> None:
        self._cell = attributes
        self._paragraphs = []

    def _end_cell(self, element: str) -> None:
        repeat = _number(self._cell, "number-columns-repeated")
        first = self._column + 1
        self._column += repeat
        if self._sheet is None or element != _CELLS[0]:
            return
        row = self._row + 1
        high, wide = _number(self._cell, "number-rows-spanned"), _number(self._cell, "number-columns-spanned")
        if high > 1 or wide > 1:
            self._sheet.merges.append(Merge(row, first, row + high - 1, first + wide - 1))
        text = "\n".join("".join(pieces) for pieces in self._paragraphs)
        if not text:
            text = self._by_value(Address("sheet", row, first, self._sheet.name))
        if not text:
            return
        if repeat > self._source.limits.max_cells:
            raise too_large("max_cells", self._source.limits.max_cells, self._source.path, place=self._sheet.name)
        self._line.update(dict.fromkeys(range(first, first + repeat), text))

    def _by_value(self, address: Address) -> str:
        """A cell that stores a value and no text (some generators do so), or a formula that was never computed."""
        kind = self._cell.get("value-type", "")
        if not kind:
            if "formula" in self._cell:
                self.unresolved.append(address)
            return ""
        text = _value_text(kind, self._cell)
        if text:
            self.by_value.append(address)
        return text

    def _begin_paragraph(self, _: Attributes) -> None:
        if self._tables and not self._inside:
            self._paragraphs.append([])
        self._inside += 1

    def _end_paragraph(self, _: str) -> None:
        self._inside -= 1

    def _characters(self, text: str) -> None:
        if self._inside and not self._aside and self._paragraphs:
            # Blanks and line breaks that stand in the file itself count as one blank, none at the beginning.
            shown = _BLANKS.sub(" ", text)
            pieces = self._paragraphs[-1]
            pieces.append(shown if pieces else shown.lstrip(" "))

    def _text(self, text: str) -> None:
        if self._inside and self._paragraphs:
            self._paragraphs[-1].append(text)


def _number(attributes: Attributes, name: str) -> int:
    """A count, 1 where it is not given, never more than the rows of the largest sheet. Raises ValueError."""
    number = int(attributes.get(name, 1))
    if number < 0:
        raise ValueError(number)
    return min(max(number, 1), _LAST)


def _value_text(kind: str, cell: Attributes) -> str:
    """A stored value as programs show it by default. Raises ValueError."""
    if kind == "boolean":
        return cell.get("boolean-value", "").upper()
    if kind == "date":
        moment = datetime.fromisoformat(cell.get("date-value", ""))
        seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
        code = "yyyy-mm-dd hh:mm:ss" if seconds else "yyyy-mm-dd"
        return compile_format(code).show(serial_of(moment.date(), seconds))
    if kind in ("float", "percentage", "currency"):
        try:
            number = Decimal(cell.get("value", ""))
        except InvalidOperation as error:
            raise ValueError(cell.get("value")) from error
        if not number.is_finite() or abs(number.adjusted()) > 400:
            raise ValueError(number)
        return compile_format("0.00%" if kind == "percentage" else "General").show(number)
    return cell.get("string-value", "")
