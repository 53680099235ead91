"""The rows of a document as the recogniser walks them: cells by grid column, with the breaks between blocks."""

from collections.abc import Collection, Sequence

import msgspec

from perflint.documents.model import Address, Cell, Document, Paragraph, Row
from perflint.forms.beside import apart
from perflint.forms.labels import announced_in
from perflint.language import Bilingual

BLANK = " \t\r\n\u3000\u00a0\u200b\ufeff"
# Blank cells of a data frame or a database, written out.
_NOTHING = frozenset(("nan", "NaN", "None", "NULL", "null", "<NA>"))
# A printed nothing.
DASHES = frozenset(("—", "-", "－", "/", "——", "--"))
_RULE = frozenset("-—－_=+|: .·")


class Line(msgspec.Struct, frozen=True, eq=False, gc=False):
    """One row with something in it.

    cells   every cell by its grid column; columns that a span covers are absent
    texts   the trimmed text of each of them
    filled  (column, text) of the cells with text, from left to right
    announced   what they may announce (`perflint.forms.labels`)
    first   nothing stands directly before it: a page or a form may have begun here
    last    nothing stands directly after it
    loose   a paragraph, not a row of a table
    block   the number of the table or paragraph
    doubt   why the reading of its table is unsure
    """

    cells: dict[int, Cell]
    texts: dict[int, str]
    filled: tuple[tuple[int, str], ...]
    announced: int
    first: bool
    last: bool
    loose: bool
    block: int = 0
    doubt: Bilingual | None = None

    @property
    def row(self) -> int:
        """The row's number in its table, as the reader counts."""
        return next(iter(self.cells.values())).address.row

    def having(self, cells: dict[int, Cell], texts: dict[int, str], **changes: bool | int) -> "Line":
        """The same line with other cells, their trimmed texts, and what else is changed."""
        filled = _filled(texts)
        own = {"cells": cells, "texts": texts, "filled": filled, "announced": announced_in(filled)}
        return msgspec.structs.replace(self, **own, **changes)

    def with_text(self, column: int, text: str) -> "Line":
        """The same line with another text in one cell."""
        old = self.cells[column]
        cell = Cell(text, old.address, column, old.row_span, old.column_span)
        cells = {place: cell if place == column else own for place, own in self.cells.items()}
        texts = _texts(tuple(cells.values()))
        return self.having(cells, texts)

    def parted(self, column: int, start: int) -> "Line":
        """The same line with one cell cut in two, the second part in the next column."""
        old = self.cells[column]
        address = old.address
        if address.place == "line":
            address = Address("line", address.row, address.column + start)
        parts = (Cell(old.text[:start], old.address, column), Cell(old.text[start:], address, column + 1))
        cells = self.cells | {cell.column: cell for cell in parts}
        texts = _texts(tuple(cells.values()))
        return self.having(cells, texts, loose=False)

    def followed_by(self, other: "Line") -> "Line":
        """The cells of another line behind its own."""
        width = max(self.cells) + 1
        moved = [
            Cell(cell.text, cell.address, column + width, cell.row_span, cell.column_span)
            for column, cell in other.cells.items()
        ]
        cells = self.cells | {cell.column: cell for cell in moved}
        texts = _texts(tuple(cells.values()))
        return self.having(cells, texts, last=other.last)

    def without(self, columns: Collection[int]) -> "Line | None":
        """The line without the cells in these columns; None where nothing is left."""
        cells = {column: cell for column, cell in self.cells.items() if column not in columns}
        texts = {column: self.texts[column] for column in cells}
        line = self.having(cells, texts)
        return line if line.filled else None

    @property
    def lone(self) -> bool:
        """One text, and nothing but dashes in the other cells."""
        filled = self.filled
        return len(filled) == 1 or (filled[1][1] in DASHES and all(text in DASHES for _, text in filled[2:]))

    def text(self, column: int) -> str:
        """The trimmed text in a grid column, "" where there is none."""
        return self.texts.get(column, "")


def lines_of(document: Document) -> list[Line]:
    """The filled rows of a document in reading order; rulers of dashes are left out."""
    lines: list[Line] = []
    for count, block in enumerate(apart(document.blocks)):
        if isinstance(block, Paragraph):
            text = block.cell.text.strip(BLANK)
            if text and not _is_rule(text):
                announced = announced_in([(0, text)])
                lines.append(Line({0: block.cell}, {0: text}, ((0, text),), announced, True, True, True, count))
            continue
        rows = [
            (cells, texts, filled)
            for cells, texts in map(_said, block.rows)
            if (filled := _filled(texts)) and not (_is_rule(filled[0][1]) and all(_is_rule(text) for _, text in filled))
        ]
        for number, (cells, texts, filled) in enumerate(rows):
            by_column = {cell.column: cell for cell in cells}
            first, last = number == 0, number == len(rows) - 1
            announced = announced_in(filled)
            lines.append(Line(by_column, texts, filled, announced, first, last, False, count, block.doubt))
    return lines


def _said(row: Row) -> tuple[Sequence[Cell], dict[int, str]]:
    """The cells and their texts, blank where a program wrote its word for nothing."""
    texts = _texts(row.cells)
    if _NOTHING.isdisjoint(texts.values()):
        return row.cells, texts
    cells = [
        Cell("", cell.address, cell.column, cell.row_span, cell.column_span) if cell.text in _NOTHING else cell
        for cell in row.cells
    ]
    return cells, _texts(cells)


def _texts(cells: Sequence[Cell]) -> dict[int, str]:
    return {cell.column: cell.text.strip(BLANK) for cell in cells}


def _filled(texts: dict[int, str]) -> tuple[tuple[int, str], ...]:
    return tuple([place for place in texts.items() if place[1]])


def _is_rule(text: str) -> bool:
    # A lone sign beside a pipe is what a cell holds.
    return len(text) > 1 and _RULE.issuperset(text) and len(text.strip(" |")) != 1
