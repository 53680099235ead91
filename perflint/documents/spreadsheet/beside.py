"""Tables that stand beside one another on one sheet: a second form, somebody's sums to the right of the first.

    A … I  项目支出绩效自评表      J (blank)      K  96.5   核对
    A … I  项目支出绩效自评表      J (blank)      K … S  项目支出绩效自评表

They are told apart by a column that nothing reaches into, with something beside it that shows an edge: a merged cell
that fills the table's width, or the same labels on both sides. What stands above or below all of it, as a title over
both or a wider form, is cut off first where that parts forms. Forms without a column between them are left to
`perflint.forms`, which knows their labels.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from perflint.documents.model import Table
from perflint.documents.spreadsheet.grid import Budget, Hidden, Merge, Sheet, table_of
from perflint.patterns import pattern

# Labels that both sides must have in common. A form repeats a few words of its own, as a target and its actual.
_ALIKE = 8
# Columns that a merged cell takes at least to be one that shows the width of a table.
_WIDE = 3
_LABEL = pattern(r"[\u4e00-\u9fff]\s*[\u4e00-\u9fff]")

_HIGHEST = 1000

Range = tuple[int, int]
"""The first and the last column of a table."""
Band = tuple[int, int]
"""The first and the last of some rows."""


def tables_of(sheet: Sheet, budget: Budget) -> tuple[list[Table], Hidden]:
    """The tables of a sheet from the left, and what was left out of them as hidden. Raises InputTooLarge."""
    found = [table_of(part, budget) for part in _parts(sheet)]
    hidden = [left_out for _, left_out in found]
    rows = sorted({row for part in hidden for row in part.rows})
    columns = sorted({column for part in hidden for column in part.columns})
    return [table for table, _ in found if table is not None], Hidden(tuple(rows), tuple(columns))


def _parts(sheet: Sheet) -> Iterator[Sheet]:
    ranges = _ranges(sheet)
    if len(ranges) == 1 and not _repeats_labels(sheet):
        yield sheet
        return
    for columns in ranges:
        yield from _forms_in(_cut(sheet, columns) if len(ranges) > 1 else sheet)


def _forms_in(sheet: Sheet) -> Iterator[Sheet]:
    """The forms beside one another in some rows of a sheet, and the rows above, between and below them."""
    rows = sorted(row for row, cells in sheet.cells.items() if cells)
    merges = sorted(sheet.merges, key=_top)

    def within(top: int, bottom: int) -> Sheet:
        own = rows[bisect_left(rows, top) : bisect_right(rows, bottom)]
        return Sheet(
            sheet.name,
            {row: sheet.cells[row] for row in own},
            merges[bisect_left(merges, top, key=_top) : bisect_right(merges, bottom, key=_top)],
            sheet.hidden_rows,
            sheet.hidden_columns,
        )

    rest: Band | None = None
    parted = False
    for band in _bands({row: sheet.cells[row] for row in rows}, merges):
        part = within(*band)
        ranges = _ranges(part, forms=True)
        if len(ranges) == 1:
            rest = (rest or band)[0], band[1]
            continue
        if rest is not None:
            yield within(*rest)
        yield from (_cut(part, columns) for columns in ranges)
        rest, parted = None, True
    if not parted:
        yield sheet
    elif rest is not None:
        yield within(*rest)


def _bands(rows: Mapping[int, Mapping[int, str]], merges: Sequence[Merge]) -> Iterator[Band]:
    """Rows in runs, parted by rows that are blank or hold one text alone, where no merged cell is cut."""
    top = before = reach = 0
    following = iter(merges)
    merge = next(following, None)
    for row, cells in rows.items():
        while merge is not None and merge.top < row:
            # What is merged beyond so many rows was merged to the end of the sheet.
            if merge.bottom - merge.top < _HIGHEST:
                reach = max(reach, merge.bottom)
            merge = next(following, None)
        if before and row > reach and (row > before + 1 or 1 in (len(cells), len(rows[before]))):
            yield top, before
            top = row
        top, before = top or row, row
    if before:
        yield top, before


def _top(merge: Merge) -> int:
    return merge.top


def _cut(sheet: Sheet, columns: Range) -> Sheet:
    first, last = columns
    cells = {
        row: line
        for row, whole in sheet.cells.items()
        if (line := {column: text for column, text in whole.items() if first <= column <= last})
    }
    merges = [merge for merge in sheet.merges if first <= merge.left <= last]
    return Sheet(sheet.name, cells, merges, sheet.hidden_rows, sheet.hidden_columns)


def _ranges(sheet: Sheet, *, forms: bool = False) -> list[Range]:
    """The columns of each table of a sheet; with `forms` only those are parted that have their labels in common."""
    with_text = sorted({column for cells in sheet.cells.values() for column in cells})
    if not with_text:
        return [(1, 1)]
    ranges = [(with_text[0], with_text[-1])]
    if any(after - before > 1 for before, after in pairwise(with_text)):
        blocks = _blocks(with_text, sheet.merges)
        ranges = blocks[:1]
        for block in blocks[1:]:
            if (not forms and _is_edge(ranges[-1], block, sheet)) or _are_alike(ranges[-1], block, sheet):
                ranges.append(block)
            else:
                ranges[-1] = ranges[-1][0], block[1]
    return ranges


def _repeats_labels(sheet: Sheet) -> bool:
    """Whether some labels stand in more than one column each, as many as two forms have in common."""
    columns: dict[str, int] = {}
    again: set[str] = set()
    for cells in sheet.cells.values():
        for column, text in cells.items():
            if len(text) > 1 and columns.setdefault(text, column) != column and _LABEL.search(text):
                again.add(text)
    return len(again) >= _ALIKE


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
    return any(
        merge.right - merge.left + 1 >= _WIDE and (merge.right == one[1] or merge.left == other[0])
        for merge in sheet.merges
    )


def _are_alike(one: Range, other: Range, sheet: Sheet) -> bool:
    return len(_labels(sheet, one) & _labels(sheet, other)) >= _ALIKE


def _labels(sheet: Sheet, columns: Range) -> set[str]:
    first, last = columns
    return {
        text
        for cells in sheet.cells.values()
        for column, text in cells.items()
        if first <= column <= last and _LABEL.search(text)
    }
