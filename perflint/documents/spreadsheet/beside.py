"""Tables that stand beside one another on one sheet: a second form, somebody's sums to the right of the first.

    A … I  项目支出绩效自评表      J (blank)      K  96.5   核对
    A … I  项目支出绩效自评表      J (blank)      K … S  项目支出绩效自评表

They are told apart by a column that nothing reaches into, with something beside it that shows an edge: a merged cell
that fills the table's width, or the same labels on both sides.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from perflint.documents.model import Table
from perflint.documents.spreadsheet.grid import Budget, Hidden, Merge, Sheet, table_of

# Labels that both sides must have in common. A form repeats a few words of its own, as a target and its actual.
_ALIKE = 8
# Columns that a merged cell takes at least to be one that shows the width of a table.
_WIDE = 3
_LABEL = re.compile(r"[\u4e00-\u9fff]\s*[\u4e00-\u9fff]")

Range = tuple[int, int]
"""The first and the last column of a table."""


def tables_of(sheet: Sheet, budget: Budget) -> tuple[list[Table], Hidden]:
    """The tables of a sheet from the left, and what was left out of them as hidden. Raises InputTooLarge."""
    found = [table_of(part, budget) for part in _parts(sheet)]
    hidden = [left_out for _, left_out in found]
    rows = sorted({row for part in hidden for row in part.rows})
    columns = sorted({column for part in hidden for column in part.columns})
    return [table for table, _ in found if table is not None], Hidden(tuple(rows), tuple(columns))


def _parts(sheet: Sheet) -> Iterator[Sheet]:
    with_text = sorted({column for cells in sheet.cells.values() for column in cells})
    if all(after - before < 2 for before, after in pairwise(with_text)):
        yield sheet
        return
    blocks = _blocks(with_text, sheet.merges)
    ranges: list[Range] = blocks[:1]
    for block in blocks[1:]:
        if _is_edge(ranges[-1], block, sheet):
            ranges.append(block)
        else:
            ranges[-1] = ranges[-1][0], block[1]
    if len(ranges) < 2:
        yield sheet
        return
    for first, last in ranges:
        cells = {
            row: line
            for row, whole in sheet.cells.items()
            if (line := {column: text for column, text in whole.items() if first <= column <= last})
        }
        merges = [merge for merge in sheet.merges if first <= merge.left <= last]
        yield Sheet(sheet.name, cells, merges, sheet.hidden_rows, sheet.hidden_columns)


def _blocks(with_text: Sequence[int], merges: Sequence[Merge]) -> list[Range]:
    """Columns that are in touch, by text or by a merged cell; between two blocks stands a column with neither."""
    last = with_text[-1]
    blocks: list[Range] = []
    reaches = [(column, column) for column in with_text]
    # What is merged beyond the last text was merged to the end of the sheet.
    reaches += [(merge.left, min(merge.right, last)) for merge in merges if merge.left <= last]
    for left, right in sorted(reaches):
        if blocks and left <= blocks[-1][1] + 1:
            blocks[-1] = blocks[-1][0], max(blocks[-1][1], right)
        else:
            blocks.append((left, right))
    return blocks


def _is_edge(one: Range, other: Range, sheet: Sheet) -> bool:
    for merge in sheet.merges:
        if merge.right - merge.left + 1 >= _WIDE and (merge.right == one[1] or merge.left == other[0]):
            return True
    return len(_labels(sheet, one) & _labels(sheet, other)) >= _ALIKE


def _labels(sheet: Sheet, columns: Range) -> set[str]:
    first, last = columns
    return {
        text
        for cells in sheet.cells.values()
        for column, text in cells.items()
        if first <= column <= last and _LABEL.search(text)
    }
