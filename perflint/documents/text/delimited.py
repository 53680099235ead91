"""Tab-separated text: a line is a row, a tab parts two cells.

    财政项目支出绩效自评表⇥⇥⇥          a table row of four cells, three of them empty
    项目名称⇥…⇥⇥                      the next row of the same table
                                       a blank line ends the table
    参训⏎人次⇥≥300人次⇥312人次         a line break inside a cell is found by the rows' even width (see `wraps`)
    2020年绩效目标                      a line without a tab is a paragraph, and ends the table as well
    | 项目名称 | 道路养护 |             two or more lines of pipes without a tab are a table of their own

Texts without any tab come out as paragraphs. Blanks inside cells are kept as they stand.
"""

from collections.abc import Sequence

from perflint.documents.interface import Source
from perflint.documents.model import Address, Cell, Document, Paragraph, Row, Table
from perflint.documents.text.lines import is_blank, paragraph
from perflint.documents.text.markdown import is_pipe_row, pipe_table
from perflint.documents.text.wraps import Piece, whole_rows

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
        pipes: list[tuple[int, str]] = []

        def end_tables() -> None:
            if rows:
                blocks.append(Table(tuple(rows)))
                rows.clear()
            if len(pipes) > 1:
                blocks.append(pipe_table(pipes))
            else:
                blocks.extend(paragraph(line, number) for number, line in pipes)
            pipes.clear()

        for pieces in whole_rows(source.lines):
            number, line = pieces[0]
            if "\t" in line:
                if pipes or line.startswith(FORM_FEED):
                    end_tables()
                rows.append(_row(pieces))
            elif is_pipe_row(line):
                if rows:
                    end_tables()
                pipes.append((number, line))
            else:
                end_tables()
                if not is_blank(line):
                    blocks.append(paragraph(line, number))
        end_tables()
        return Document(path=source.path, format=self.format, blocks=tuple(blocks), notices=source.notices)


def _row(pieces: Sequence[Piece]) -> Row:
    cells: list[Cell] = []
    for number, line in pieces:
        start = len(line) - len(line.lstrip(FORM_FEED))
        first, *others = line[start:].split("\t")
        if cells:
            cells[-1] = Cell(f"{cells[-1].text}\n{first}", cells[-1].address, cells[-1].column)
        else:
            cells.append(Cell(first, Address("line", number, start + 1), 0))
        start += len(first) + 1
        for text in others:
            cells.append(Cell(text, Address("line", number, start + 1), len(cells)))
            start += len(text) + 1
    return Row(tuple(cells))
