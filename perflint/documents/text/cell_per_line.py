"""One cell per line, as some converters print a table.

附件：项目支出绩效自评表     text before any cell is a paragraph
⇥项目资金                  a tab starts a cell
（万元）                   a line without a tab continues it (joined by a line feed)
⇥                          a bare tab is an empty cell, most often covered by a merged one
⇥<U+3000>                   a tab and an ideographic space: a cell that was left blank (without the
                           tab it continues the cell before it and does not end the row)
                           one blank line ends the row
                           two or more end the table
"""

from perflint.documents.interface import Source
from perflint.documents.model import Address, Cell, Document, Paragraph, Row, Table
from perflint.documents.text.lines import paragraph, starts_with_one_tab


class CellPerLine:
    """The reader of one-cell-per-line text."""

    format = "cell-text"

    def recognises(self, source: Source) -> bool:
        """Whether nine in ten of the lines with tabs hold just one, in front; in tab-separated rows hardly any does."""
        tabbed = [line for line in source.lines if "\t" in line]
        return bool(tabbed) and sum(map(starts_with_one_tab, tabbed)) * 10 >= len(tabbed) * 9

    def read(self, source: Source) -> Document:
        """Tables of rows of cells, each cell addressed by its first character. Raises InputTooLarge."""
        assembly = _Assembly()
        for number, line in enumerate(source.lines, 1):
            assembly.take(line.lstrip("\f"), number, shift=len(line) - len(line.lstrip("\f")))
        assembly.end_table()
        return Document(path=source.path, format=self.format, blocks=tuple(assembly.blocks), notices=source.notices)


class _Assembly:
    """The blocks so far, the open table, its open row, and the lines of the open cell."""

    def __init__(self) -> None:
        self.blocks: list[Table | Paragraph] = []
        self._rows: list[Row] = []
        self._cells: list[Cell] = []
        self._text: list[str] = []
        self._address: Address | None = None
        self._blanks = 0

    def take(self, line: str, number: int, shift: int) -> None:
        """One line, `shift` form feeds cut from its front."""
        if not line.strip(" "):
            self._blanks += 1
            self._end_row()
            if self._blanks > 1:
                self.end_table()
            return
        self._blanks = 0
        first, *others = line.split("\t")
        if first.strip(" "):
            if self._address is not None:
                self._text.append(first)
            elif first.strip():
                self.end_table()
                self.blocks.append(paragraph(first, number, shift + 1))
        column = shift + len(first) + 2
        for text in others:
            self._end_cell()
            self._address = Address("line", number, column)
            self._text = [text]
            column += len(text) + 1

    def _end_cell(self) -> None:
        if self._address is not None:
            self._cells.append(Cell("\n".join(self._text), self._address, len(self._cells)))
            self._address = None

    def _end_row(self) -> None:
        self._end_cell()
        if self._cells:
            self._rows.append(Row(tuple(self._cells)))
            self._cells = []

    def end_table(self) -> None:
        """Close what is open; what follows belongs to a new table."""
        self._end_row()
        if self._rows:
            self.blocks.append(Table(tuple(self._rows)))
            self._rows = []
