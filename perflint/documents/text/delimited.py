"""Tab-separated text: a line is a row, a tab parts two cells.

    财政项目支出绩效自评表⇥⇥⇥          a table row of four cells, three of them empty
    项目名称⇥…⇥⇥                      the next row of the same table
                                       a blank line ends the table
    2020年绩效目标                      a line without a tab is a paragraph, and ends the table as well

Texts without any tab come out as paragraphs. Blanks inside cells are kept as they stand.
"""

from perflint.documents.interface import Source
from perflint.documents.model import Address, Cell, Document, Paragraph, Row, Table
from perflint.documents.text.lines import is_blank, paragraph

FORM_FEED = "\f"


class DelimitedText:
    """The reader of tab-separated and of plain text; it takes whatever no other text reader claims."""

    format = "text"

    def recognises(self, source: Source) -> bool:
        """Any text."""
        return bool(source.text)

    def read(self, source: Source) -> Document:
        """One table per run of lines with tabs, one paragraph per other line.

        A form feed at the beginning of a line ends the table as a blank line does. Raises InputTooLarge.
        """
        blocks: list[Table | Paragraph] = []
        rows: list[Row] = []

        def end_table() -> None:
            if rows:
                blocks.append(Table(tuple(rows)))
                rows.clear()

        for number, line in enumerate(source.lines, 1):
            if line.startswith(FORM_FEED) or "\t" not in line:
                end_table()
            if "\t" in line:
                rows.append(_row(line, number))
            elif not is_blank(line):
                blocks.append(paragraph(line, number))
        end_table()
        return Document(path=source.path, format=self.format, blocks=tuple(blocks), notices=source.notices)


def _row(line: str, number: int) -> Row:
    start = len(line) - len(line.lstrip(FORM_FEED))
    cells = []
    for column, text in enumerate(line[start:].split("\t")):
        cells.append(Cell(text, Address("line", number, start + 1), column))
        start += len(text) + 1
    return Row(tuple(cells))
