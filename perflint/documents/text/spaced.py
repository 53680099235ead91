"""Text whose cells stand apart by blanks alone, as it comes out of a copied page or a printed listing.

    项目支出绩效自评表                          a line without a gap is a paragraph
    项目名称  道路养护                          a gap parts two cells
    年度资金总额  100  100  90  10  90%  9      an empty cell leaves no trace, so what stands in which column is unsure,
                                                unless what stands above and below shows it (see `aligned`)

Where one line has gaps of two blanks and more, only those part cells; else each blank does. One blank line within a
table is a gap between rows; two end it.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from perflint.documents.interface import Source
from perflint.documents.model import Address, Cell, Document, Paragraph, Row, Table
from perflint.documents.text.aligned import Places, columns_of
from perflint.documents.text.lines import is_blank, paragraph
from perflint.language import Bilingual
from perflint.patterns import pattern

DOUBT = Bilingual(
    "单元格只靠空格分开，空单元格没有留下痕迹，列可能认错",
    "cells stand apart by blanks alone and empty ones leave no trace, so columns may be mistaken",
)

ALIGNED = Bilingual(
    "单元格只靠空格分开，列是按上下对齐认出的，请与原件核对",
    "cells stand apart by blanks alone; columns were told by what stands over what: compare with the original",
)

_WIDE_GAP = pattern(r"[ \u3000\xa0]{2,}")
_GAP = pattern(r"[ \u3000\xa0]+")
_HANZI = pattern(r"[\u4e00-\u9fff]")
_LETTER = pattern(r"[A-Za-z\u4e00-\u9fff]")
# What prose does not have: so many lines of so many cells, none of them a long sentence.
_LEAST_CELLS = 4
_LEAST_ROWS = 4
_LONGEST_CELL = 60


class SpacedText:
    """The reader of text laid out by blanks."""

    format = "spaced-text"

    def recognises(self, source: Source) -> bool:
        """Whether Chinese text, without tabs and pipes, has several lines of several short cells."""
        text = source.text
        if "\t" in text or "|" in text:
            return False
        gap = _gap(source.lines)
        rows = [cells for cells in (gap.split(line.strip()) for line in source.lines) if len(cells) >= _LEAST_CELLS]
        tabular = [cells for cells in rows if max(map(len, cells)) <= _LONGEST_CELL]
        written = "".join("".join(cells) for cells in tabular)
        chinese = len(_HANZI.findall(written)) * 2 > len(_LETTER.findall(written))
        return len(tabular) >= _LEAST_ROWS and len(tabular) * 4 >= len(rows) * 3 and chinese

    def read(self, source: Source) -> Document:
        """Tables of the lines with gaps, paragraphs of the others, each cell addressed by its first character."""
        gap = _gap(source.lines)
        blocks: list[Table | Paragraph] = []
        rows: list[Row] = []
        for number, (before, line) in enumerate(pairwise(["", *source.lines]), 1):
            if is_blank(line):
                if is_blank(before):
                    _end(rows, blocks)
                continue
            row = _row(line, number, gap)
            if len(row.cells) > 1:
                rows.append(row)
            else:
                _end(rows, blocks)
                blocks.append(paragraph(row.cells[0].text, number, row.cells[0].address.column))
        _end(rows, blocks)
        return Document(
            path=source.path, format=self.format, blocks=_in_columns(blocks, source.lines), notices=source.notices
        )


def _in_columns(blocks: Sequence[Table | Paragraph], lines: Sequence[str]) -> tuple[Table | Paragraph, ...]:
    """The same with each cell in the column in which it stands, where the text is laid out in columns."""
    rows = [row for block in blocks if isinstance(block, Table) for row in block.rows]
    texts = [lines[row.cells[0].address.row - 1] for row in rows]
    spans = [
        [(cell.address.column - 1, cell.address.column - 1 + len(cell.text)) for cell in row.cells] for row in rows
    ]
    told = columns_of(texts, spans)
    if told is None:
        return tuple(blocks)
    placed = (
        row if places is None else Row(tuple(_with_blanks(row.cells, places)))
        for row, places in zip(rows, told, strict=True)
    )
    return tuple(
        Table(tuple(islice(placed, len(block.rows))), doubt=ALIGNED) if isinstance(block, Table) else block
        for block in blocks
    )


def _with_blanks(cells: Sequence[Cell], places: Places) -> Iterator[Cell]:
    """The cells in their columns, and a blank one in each other column, addressed behind the cell before it."""
    filled = dict(zip(places.columns, cells, strict=True))
    end = 1
    for column in range(places.width):
        cell = filled.get(column)
        if cell is None:
            yield Cell("", Address("line", cells[0].address.row, end), column)
        else:
            yield Cell(cell.text, cell.address, column)
            end = cell.address.column + len(cell.text)


def _gap(lines: list[str]) -> re.Pattern[str]:
    wide = sum(len(_WIDE_GAP.split(line.strip())) >= _LEAST_CELLS for line in lines)
    return _WIDE_GAP if wide >= _LEAST_ROWS else _GAP


def _row(line: str, number: int, gap: re.Pattern[str]) -> Row:
    body = line.rstrip()
    start = len(body) - len(body.lstrip())
    cells: list[Cell] = []
    for match in [*gap.finditer(body, start), None]:
        end = match.start() if match else len(body)
        cells.append(Cell(body[start:end], Address("line", number, start + 1), len(cells)))
        start = match.end() if match else end
    return Row(tuple(cells))


def _end(rows: list[Row], blocks: list[Table | Paragraph]) -> None:
    if rows:
        blocks.append(Table(tuple(rows), doubt=DOUBT))
        rows.clear()
