"""The body of a Word file in reading order: loose paragraphs and tables, those inside tables and text boxes too.

A table inside a cell is a table of its own, after the one that holds it; the cell keeps its own text. Where a table
only arranges others (one cell a row), its paragraphs are loose text. A text box is read where it is anchored: in a cell
its text belongs to the cell.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

from lxml import etree

from perflint.documents.limits import Limits, too_large
from perflint.documents.model import Address, Cell, Paragraph, Table
from perflint.documents.word import names
from perflint.documents.word.grid import Piece, Places, laid_out, width_of, without_slivers
from perflint.documents.word.names import W, first_child, is_on, look_of, number, within
from perflint.documents.word.text import shown

_BLOCKS = frozenset((names.PARAGRAPH, names.TABLE))
_ROWS, _CELLS = frozenset((names.ROW,)), frozenset((names.CELL,))
_GRID_COLUMNS, _WIDTH = f"{W}tblGrid/{W}gridCol", W + "w"
_SPAN, _DOWN, _ACROSS, _DELETED = (W + name for name in ("gridSpan", "vMerge", "hMerge", "cellDel"))
_ROW_LOOK, _CELL_LOOK = W + "trPr", W + "tcPr"
_PARAGRAPH_LOOK, _SECTION = W + "pPr", W + "sectPr"

# The text of a paragraph, or a table.
Item = str | etree._Element


class Story:
    """Reads a body. `blocks` fills up in reading order; `met` holds what is worth a notice.

    `places`, where given, takes in the markup of whatever gets an address; text of the styles in `hidden` is not shown,
    that of those in `struck` is struck through, as other text may be (see `perflint.documents.struck`).
    """

    def __init__(
        self,
        limits: Limits,
        path: str,
        places: Places | None = None,
        hidden: frozenset[str] = frozenset(),
        struck: frozenset[str] = frozenset(),
    ) -> None:
        self.blocks: list[Table | Paragraph] = []
        self.met: set[str] = set()
        self._places = places
        self._hidden = hidden
        self._struck = struck
        # The paragraph whose text was given last.
        self._block: etree._Element | None = None
        self._limits = limits
        self._path = path
        self._tables = 0
        self._paragraphs = 0
        self._rows = 0
        self._cells = 0

    def read(self, body: etree._Element, heads: Sequence[Sequence[str]] = ()) -> None:
        """Everything in the body, each section below the head of its pages where that is another than before.

        Raises InputTooLarge beyond a limit of rows, cells or nesting.
        """
        pages = _PageHeads(heads)
        self.blocks.extend(pages.next_section())
        for item in self._items(body):
            if not isinstance(item, str):
                before = len(self.blocks)
                self._table(item, 1)
                if heads:
                    self.blocks[before:before] = pages.above(self.blocks[before:])
                continue
            if item.strip():
                self._paragraphs += 1
                self._count(rows=1)
                address = Address("paragraph", self._paragraphs, 0)
                self.blocks.append(Paragraph(Cell(item, address)))
                if self._places is not None and self._block is not None:
                    self._places[address] = self._block
            if heads and self._block is not None and _ends_section(self._block):
                self.blocks.extend(pages.next_section())

    def _items(self, parent: etree._Element) -> Iterator[Item]:
        line = ""
        goes_on = False
        for block in within(parent, _BLOCKS, self.met):
            if block.tag == names.TABLE:
                if goes_on:
                    yield line
                line, goes_on = "", False
                yield block
                continue
            paragraph = shown(block, self.met, self._hidden, self._struck)
            self._block = block
            line, goes_on = line + paragraph.text, paragraph.joins
            if goes_on:
                continue
            yield line
            line = ""
            for box in paragraph.boxes:
                yield from self._items(box)
        if goes_on:
            yield line

    def _table(self, table: etree._Element, depth: int) -> None:
        if depth > self._limits.max_depth:
            raise too_large("max_depth", self._limits.max_depth, self._path, place=f"T{self._tables}")
        self._tables += 1
        ordinal = self._tables
        rows: list[list[Piece]] = []
        nested: list[tuple[Address, etree._Element, list[Item]]] = []
        inner: list[etree._Element] = []
        for row in within(table, _ROWS, self.met):
            look = look_of(row, _ROW_LOOK)
            if look is not None and self._is_gone(look):
                continue
            self._count(rows=1)
            pieces: list[Piece] = []
            column = 0 if look is None else number(first_child(look, W + "gridBefore"), 0)
            for cell in within(row, _CELLS, self.met):
                items = self._piece(cell, pieces, column)
                if items is None:
                    continue
                column = pieces[-1].column + pieces[-1].span
                inner.extend(item for item in items if not isinstance(item, str))
                address = Address("table", len(rows) + 1, pieces[-1].column + 1, str(ordinal))
                nested.append((address, cell, items))
            rows.append(pieces)
        if inner and (all(len(pieces) == 1 for pieces in rows) or _only_arranges(nested)):
            self._arranged(nested, depth)
            return
        without_slivers(rows, [number(column, 0, key=_WIDTH) for column in table.iterfind(_GRID_COLUMNS)])
        width = width_of(rows)
        self._count(cells=width * len(rows))
        if width:
            self.blocks.append(Table(laid_out(rows, width, ordinal, self._places)))
        for item in inner:
            self._table(item, depth + 1)

    def _piece(self, cell: etree._Element, row: list[Piece], column: int) -> list[Item] | None:
        """Add a cell to its row and give its content; a covered cell widens the one before, a deleted one is none."""
        span, down, across = 1, "", ""
        look = look_of(cell, _CELL_LOOK)
        for property_ in () if look is None else look:
            tag = property_.tag
            if tag == _SPAN:
                span = max(1, number(property_, 1))
            elif tag == _DOWN:
                down = property_.get(names.VALUE, "continue")
            elif tag == _ACROSS:
                across = property_.get(names.VALUE, "continue")
            elif tag == _DELETED:
                self.met.add(names.REVISIONS)
                return None
        if across == "continue" and row:
            row[-1].span += span
            return []
        items = list(self._items(cell))
        merge: Literal["", "restart", "continue"] = "restart" if down == "restart" else "continue" if down else ""
        row.append(Piece(column, span, merge, _text(items), cell))
        return items

    def _is_gone(self, look: etree._Element) -> bool:
        if first_child(look, W + "del") is not None:
            self.met.add(names.REVISIONS)
            return True
        return is_on(first_child(look, W + "hidden"))

    def _arranged(self, cells: Sequence[tuple[Address, etree._Element, list[Item]]], depth: int) -> None:
        for address, cell, items in cells:
            for item in items:
                if not isinstance(item, str):
                    self._table(item, depth + 1)
                elif item.strip():
                    self.blocks.append(Paragraph(Cell(item, address)))
                    if self._places is not None:
                        self._places[address] = cell

    def _count(self, *, rows: int = 0, cells: int = 0) -> None:
        self._rows += rows
        self._cells += cells
        if self._rows > self._limits.max_rows:
            raise too_large("max_rows", self._limits.max_rows, self._path)
        if self._cells > self._limits.max_cells:
            raise too_large("max_cells", self._limits.max_cells, self._path)


class _PageHeads:
    """Which head of a page stands above what comes next."""

    def __init__(self, heads: Sequence[Sequence[str]]) -> None:
        self._heads = iter(heads)
        self._lines: Sequence[str] = ()
        self._start: tuple[str, ...] | None = None
        self._count = 0

    def next_section(self) -> list[Paragraph]:
        """The head of a section's pages; nothing where the pages before have the same."""
        lines = next(self._heads, self._lines)
        if lines == self._lines:
            return []
        self._lines, self._start = lines, None
        return self._paragraphs()

    def above(self, tables: Sequence[Table | Paragraph]) -> list[Paragraph]:
        """The head again above another copy of the table that came first below it."""
        first = next((table for table in tables if isinstance(table, Table)), None)
        if first is None:
            return []
        start = tuple(cell.text for cell in first.rows[0].cells)
        if self._start is None:
            self._start = start
            return []
        return self._paragraphs() if start == self._start else []

    def _paragraphs(self) -> list[Paragraph]:
        found = []
        for line in self._lines:
            self._count += 1
            found.append(Paragraph(Cell(line, Address("paragraph", self._count, 0, "header"))))
        return found


def _only_arranges(cells: Sequence[tuple[Address, etree._Element, list[Item]]]) -> bool:
    """Whether a table has no text but beside the tables within its cells."""
    return all(not _text(items).strip() or not all(isinstance(item, str) for item in items) for _, _, items in cells)


def _ends_section(paragraph: etree._Element) -> bool:
    look = look_of(paragraph, _PARAGRAPH_LOOK)
    return look is not None and first_child(look, _SECTION) is not None


def _text(items: Sequence[Item]) -> str:
    return "\n".join(item for item in items if isinstance(item, str)).strip("\n")
