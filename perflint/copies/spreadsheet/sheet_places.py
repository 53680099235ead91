"""Where the cells of a sheet stand in its markup, by their offsets in bytes, and where missing ones would stand.

Source: ECMA-376 part 1, 18.3.1 (worksheets): rows and cells ascend, the children of a worksheet have a fixed order.
"""

import re
from collections.abc import Iterable

import msgspec

from perflint.documents.xml_events import Attributes, local, new_parser, run_parser

_LETTERS = re.compile(r"[A-Z]{1,3}")

Spot = tuple[int, int]
"""Row and column, counted from 1."""


class Element(msgspec.Struct):
    """An element: where its first tag begins and ends, where it ends itself, its attributes."""

    start: int
    tag_end: int
    end: int
    attributes: Attributes

    @property
    def hollow(self) -> bool:
        """Whether it is written as one tag."""
        return self.end == self.tag_end


class CellPlace(msgspec.Struct):
    """A cell of the sheet; `formula` says whether it computes its value."""

    element: Element
    formula: bool = False


class Gap(msgspec.Struct, frozen=True):
    """Where a cell that is not there would stand, and the row that would hold it (None: the row is not there)."""

    at: int
    row: Element | None


class SheetPlaces(msgspec.Struct):
    """What was found of a sheet.

    prefix        of its elements, with its colon, in bytes
    cells, gaps   the wanted cells that are there, and the places of those that are not
    columns       first and last column and the style of what has no style of its own
    children      name and offset of each child of the worksheet
    end           where the worksheet's last tag begins
    formulas      whether any cell computes its value
    """

    prefix: bytes = b""
    cells: dict[Spot, CellPlace] = {}
    gaps: dict[Spot, Gap] = {}
    columns: list[tuple[int, int, int]] = []
    children: list[tuple[str, Element]] = []
    end: int = 0
    formulas: bool = False

    def child(self, name: str) -> Element | None:
        """The worksheet's child of that name."""
        return next((element for found, element in self.children if found == name), None)


def sheet_places(data: bytes, wanted: Iterable[Spot], *, path: str, part: str) -> SheetPlaces:
    """The places of the wanted cells in a part in UTF-8. Raises DamagedInput."""
    scan = _Scan(data, wanted)
    run_parser(scan.parser, [data], path=path, part=part)
    return scan.places


def column_number(letters: str) -> int:
    """A → 1, AA → 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class _Scan:
    """One pass over the part."""

    def __init__(self, data: bytes, wanted: Iterable[Spot]) -> None:
        self.places = SheetPlaces(cells={}, gaps={}, columns=[], children=[])
        self.parser = new_parser()
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self._data = data
        self._rows: dict[int, list[int]] = {}
        for row, column in sorted(wanted):
            self._rows.setdefault(row, []).append(column)
        self._pending_rows = sorted(self._rows, reverse=True)
        self._pending_cells: list[int] = []
        self._depth = 0
        self._row = 0
        self._column = 0
        self._row_element: Element | None = None
        self._cell: CellPlace | None = None
        self._child: Element | None = None

    def _start(self, name: str, attributes: Attributes) -> None:
        self._depth += 1
        start = self.parser.CurrentByteIndex
        tag = local(name)
        if self._depth == 1:
            raw = self._data[start + 1 : start + 1 + _name_length(self._data, start + 1)]
            self.places.prefix = raw[: raw.find(b":") + 1]
        elif self._depth == 2:
            self._child = self._element(start, attributes)
            self.places.children.append((tag, self._child))
        elif tag == "row" and self._depth == 3:
            self._begin_row(start, attributes)
        elif tag == "c" and self._depth == 4:
            self._begin_cell(start, attributes)
        elif tag == "f" and self._depth == 5:
            self.places.formulas = True
            if self._cell is not None:
                self._cell.formula = True
        elif tag == "col":
            first, last, style = (int(attributes.get(key, "0")) for key in ("min", "max", "style"))
            self.places.columns.append((first, last, style))

    def _end(self, name: str) -> None:
        at = self.parser.CurrentByteIndex
        tag = local(name)
        if self._depth == 1:
            self.places.end = at
        elif self._depth == 2 and self._child is not None:
            if tag == "sheetData":
                self._close_rows(at, self._child)
            self._finish(self._child, at)
        elif tag == "row" and self._depth == 3 and self._row_element is not None:
            element = self._row_element
            self._finish(element, at)
            self._close_cells(element.end if element.hollow else at)
            self._row_element = None
        elif tag == "c" and self._depth == 4:
            if self._cell is not None:
                self._finish(self._cell.element, at)
            self._cell = None
        self._depth -= 1

    def _begin_row(self, start: int, attributes: Attributes) -> None:
        self._row = int(attributes.get("r", self._row + 1))
        self._column = 0
        while self._pending_rows and self._pending_rows[-1] < self._row:
            self._no_row(self._pending_rows.pop(), start)
        self._pending_cells = []
        if self._pending_rows and self._pending_rows[-1] == self._row:
            self._pending_cells = sorted(self._rows[self._pending_rows.pop()], reverse=True)
        self._row_element = self._element(start, attributes)

    def _begin_cell(self, start: int, attributes: Attributes) -> None:
        match = _LETTERS.match(attributes.get("r", ""))
        self._column = column_number(match[0]) if match else self._column + 1
        while self._pending_cells and self._pending_cells[-1] < self._column:
            self.places.gaps[self._row, self._pending_cells.pop()] = Gap(start, self._row_element)
        if self._pending_cells and self._pending_cells[-1] == self._column:
            self._cell = CellPlace(self._element(start, attributes))
            self.places.cells[self._row, self._pending_cells.pop()] = self._cell

    def _close_cells(self, at: int) -> None:
        while self._pending_cells:
            self.places.gaps[self._row, self._pending_cells.pop()] = Gap(at, self._row_element)

    def _close_rows(self, at: int, sheet_data: Element) -> None:
        hollow = self._data[sheet_data.tag_end - 2 : sheet_data.tag_end] == b"/>"
        while self._pending_rows:
            self._no_row(self._pending_rows.pop(), sheet_data.tag_end if hollow else at)

    def _no_row(self, row: int, at: int) -> None:
        for column in self._rows[row]:
            self.places.gaps[row, column] = Gap(at, None)

    def _element(self, start: int, attributes: Attributes) -> Element:
        end = _tag_end(self._data, start)
        return Element(start, end, end, {local(key): value for key, value in attributes.items()})

    def _finish(self, element: Element, at: int) -> None:
        """Where an element ends that was not closed by its first tag."""
        if self._data[element.tag_end - 2 : element.tag_end] != b"/>":
            element.end = self._data.index(b">", at) + 1


def _tag_end(data: bytes, start: int) -> int:
    """Behind the tag that begins at `start`: attribute values may hold its last sign."""
    quote = 0
    for at in range(start, len(data)):
        sign = data[at]
        if quote:
            if sign == quote:
                quote = 0
        elif sign in b"\"'":
            quote = sign
        elif sign == ord(">"):
            return at + 1
    return len(data)


def _name_length(data: bytes, at: int) -> int:
    match = re.compile(rb"[^\s/>]+").match(data, at)
    return len(match[0]) if match else 0
