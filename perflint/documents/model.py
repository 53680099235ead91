"""What a reader gives: tables of cells and loose text, each with the place where it stands.

A document knows nothing of budgets. Readers keep every cell, empty ones too, with its raw text; what the cells mean
is decided by `perflint.forms`.
"""

from collections.abc import Iterator
from typing import Literal

import msgspec

from perflint.language import Bilingual, Language

Place = Literal["line", "sheet", "table", "paragraph", "page", "field"]


class Address(msgspec.Struct, frozen=True, gc=False):
    """Where a thing stands, in the user's own coordinates; all numbers count from 1.

    place       spelling                container        row     column
    line        `12:5`                  ""               line    character in the line
    sheet       `自评表!G12`             sheet name       row     column number
    table       `T2R7C8`                table ordinal    row     column
    paragraph   `para3`                 ""               ordinal 0       (text outside of all tables)
                `header1`               header           ordinal 0       (text at the head of Word's pages)
                `自评表/header1`         自评表/header     ordinal 0       (text at the head of a sheet's pages)
                `自评表/box1`            自评表/box        ordinal 0       (text in boxes over a sheet)
    page        `P3R7C8`                page number      row     column
                `P3L2`                  page number      line    0    (text outside of the tables of a page)
    field       `indicators.3.score`    the field's path 0       0    (a form made in memory has no other place)
    """

    place: Place
    row: int
    column: int
    container: str = ""

    def __str__(self) -> str:
        """The short spelling that reports and JSON carry."""
        if self.place == "line":
            return f"{self.row}:{self.column}"
        if self.place == "sheet":
            return f"{self.container}!{column_letters(self.column)}{self.row}"
        if self.place == "field":
            return self.container
        if self.place == "paragraph":
            return f"{self.container or 'para'}{self.row}"
        if self.place == "page" and not self.column:
            return f"P{self.container}L{self.row}"
        return f"{'T' if self.place == 'table' else 'P'}{self.container}R{self.row}C{self.column}"

    def describe(self, language: Language) -> str:
        """The place as a person would say it.

        In a text file the second number counts characters: there are no columns that a clerk could see.
        """
        if self.place == "line":
            return (
                f"第{self.row}行第{self.column}字" if language == "zh" else f"line {self.row}, character {self.column}"
            )
        if self.place in ("sheet", "field"):
            return str(self)
        if self.place == "paragraph":
            where = ("页眉", "of the page header") if self.container else ("表外", "outside tables")
            where = ("文本框", "of the text boxes") if self.container.endswith("/box") else where
            return (
                f"{where[0]}第{self.row}{'行' if self.container else '段'}"
                if language == "zh"
                else f"{'line' if self.container else 'paragraph'} {self.row} {where[1]}"
            )
        if self.place == "page" and not self.column:
            zh, en = f"第{self.container}页表外第{self.row}行", f"page {self.container}, line {self.row} outside tables"
            return zh if language == "zh" else en
        if language == "zh":
            head = f"表格{self.container}" if self.place == "table" else f"第{self.container}页"
            return f"{head}第{self.row}行第{self.column}列"
        head = "table" if self.place == "table" else "page"
        return f"{head} {self.container}, row {self.row}, column {self.column}"


def column_letters(number: int) -> str:
    """A spreadsheet's name of a column: 1 → A, 27 → AA."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class Cell(msgspec.Struct, frozen=True, gc=False):
    """One cell: its raw text as shown, its address, its first grid column (from 0) and what it spans."""

    text: str
    address: Address
    column: int = 0
    row_span: int = 1
    column_span: int = 1


class Row(msgspec.Struct, frozen=True, gc=False):
    """The cells of one row, from left to right; cells covered by a span from above or the left are absent."""

    cells: tuple[Cell, ...]


class Table(msgspec.Struct, frozen=True, gc=False):
    """Rows that stand together, without an empty line or other text between them.

    `doubt` says why the reading itself is unsure (columns told by alignment, letters by recognition).
    """

    rows: tuple[Row, ...]
    name: str = ""
    doubt: Bilingual | None = None


class Paragraph(msgspec.Struct, frozen=True):
    """Loose text between tables, kept as one cell."""

    cell: Cell


class Notice(msgspec.Struct, frozen=True):
    """Something that the reader wants people to know (a decoding doubt, a hidden sheet), never a judgement."""

    message: Bilingual
    address: Address | None = None


# A structured document (YAML or JSON): mappings and lists whose leaves are cells.
Node = Cell | dict[str, "Node"] | list["Node"]


class Document(msgspec.Struct, frozen=True):
    """One input as read: its path as the user wrote it, its format, and its content in reading order.

    A structured input (`format` yaml or json) has `root` and no blocks.
    """

    path: str
    format: str
    blocks: tuple[Table | Paragraph, ...] = ()
    notices: tuple[Notice, ...] = ()
    root: Node | None = None

    def rows(self) -> Iterator[tuple[int, Row]]:
        """Every row in reading order with the number of its block; a paragraph is a row of one cell."""
        for number, block in enumerate(self.blocks):
            if isinstance(block, Paragraph):
                yield number, Row((block.cell,))
            else:
                for row in block.rows:
                    yield number, row
