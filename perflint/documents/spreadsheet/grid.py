"""From the cells of a sheet to a table: what is hidden left out, merged cells once, the empty far ends trimmed."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from operator import attrgetter

import msgspec

from perflint.documents.limits import Limits, too_large
from perflint.documents.model import Address, Cell, Row, Table, column_letters

# Rows and columns without text that are kept between others; a stray cell far out then costs nothing.
_GAP = 20
# A merged cell that reaches further past the last text than this was merged to the sheet's end.
_REACH = 64
# Overlapping merged cells are a fault that programs repair silently; past so many the rest is not worth the time.
_MAX_COLLISIONS = 100


class Merge(msgspec.Struct, frozen=True, gc=False):
    """A merged range, its corners counted from 1."""

    top: int
    left: int
    bottom: int
    right: int


class Sheet(msgspec.Struct):
    """A sheet as read: the shown text of each cell that has one, by row and column from 1; ranges are inclusive."""

    name: str
    cells: dict[int, dict[int, str]]
    merges: list[Merge]
    hidden_rows: list[tuple[int, int]]
    hidden_columns: list[tuple[int, int]]


class Hidden(msgspec.Struct, frozen=True):
    """Hidden rows and columns that hold text."""

    rows: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()


class Budget:
    """The rows and cells that the tables of one file may still have, over all its sheets."""

    def __init__(self, limits: Limits, path: str) -> None:
        self._limits = limits
        self._path = path
        self._rows = 0
        self._cells = 0

    def spend(self, rows: int, cells: int, *, place: str) -> None:
        """Count a table. Raises InputTooLarge."""
        self._rows += rows
        self._cells += cells
        if self._rows > self._limits.max_rows:
            raise too_large("max_rows", self._limits.max_rows, self._path, place=place)
        if self._cells > self._limits.max_cells:
            raise too_large("max_cells", self._limits.max_cells, self._path, place=place)


def table_of(sheet: Sheet, budget: Budget) -> tuple[Table | None, Hidden]:
    """The table of a sheet (None without any visible text), and what was left out of it as hidden.

    Raises InputTooLarge.
    """
    rows_with_text = {row for row, cells in sheet.cells.items() if cells}
    columns_with_text = {column for cells in sheet.cells.values() for column in cells}
    if not rows_with_text:
        return None, Hidden()
    anchored = [merge for merge in sheet.merges if merge.left in sheet.cells.get(merge.top, ())]
    rows = _kept(rows_with_text, max(rows_with_text), (merge.bottom for merge in anchored))
    columns = _kept(columns_with_text, max(columns_with_text), (merge.right for merge in anchored))
    hidden_rows = _within(rows, sheet.hidden_rows)
    hidden_columns = _within(columns, sheet.hidden_columns)
    visible_rows = [row for row in rows if row not in hidden_rows]
    visible_columns = [column for column in columns if column not in hidden_columns]
    budget.spend(len(visible_rows), len(visible_rows) * len(visible_columns), place=sheet.name)
    grid = _Grid(sheet, visible_rows, visible_columns)
    for merge in sheet.merges:
        if grid.collisions < _MAX_COLLISIONS:
            grid.merge(merge)
    table = grid.table()
    hidden = Hidden(
        tuple(sorted(rows_with_text & hidden_rows - grid.shown_rows)),
        tuple(sorted(columns_with_text & hidden_columns - grid.shown_columns)),
    )
    return table, hidden


def _kept(with_text: Iterable[int], last: int, ends: Iterable[int]) -> list[int]:
    """The rows (or columns) of the grid: up to the last with text or merged with text, long gaps cut short."""
    last = max([last, *(end for end in ends if end <= last + _REACH)])
    kept: list[int] = []
    before = 0
    for number in sorted({*with_text, last}):
        kept.extend(range(before + 1, min(before + _GAP + 1, number)))
        kept.append(number)
        before = number
    return kept


def _within(numbers: Sequence[int], ranges: Iterable[tuple[int, int]]) -> set[int]:
    """Those of the ascending numbers that lie in one of the ranges."""
    return {
        number
        for first, last in ranges
        for number in numbers[bisect_left(numbers, first) : bisect_left(numbers, last + 1)]
    }


class _Grid:
    """The visible rows and columns, which of their positions a merged cell covers, and the merged cells by row."""

    def __init__(self, sheet: Sheet, rows: Sequence[int], columns: Sequence[int]) -> None:
        self._sheet = sheet
        self._rows = rows
        self._columns = columns
        self._covered: dict[int, bytearray] = {}
        self._anchors: defaultdict[int, list[Cell]] = defaultdict(list)
        self.collisions = 0
        self.shown_rows: set[int] = set()
        self.shown_columns: set[int] = set()

    def merge(self, merge: Merge) -> None:
        """Place a merged range, clipped to what is visible; one that overlaps an earlier one is ignored."""
        top, bottom = bisect_left(self._rows, merge.top), bisect_left(self._rows, merge.bottom + 1)
        left, right = bisect_left(self._columns, merge.left), bisect_left(self._columns, merge.right + 1)
        if bottom <= top or right <= left:
            return
        for row in range(top, bottom):
            line = self._covered.get(row)
            if line is not None and 1 in line[left:right]:
                self.collisions += 1
                return
        for row in range(top, bottom):
            line = self._covered.setdefault(row, bytearray(len(self._columns)))
            line[left:right] = b"\1" * (right - left)
        text = self._sheet.cells.get(merge.top, {}).get(merge.left, "")
        address = Address("sheet", merge.top, merge.left, self._sheet.name)
        self._anchors[top].append(Cell(text, address, left, bottom - top, right - left))
        # A merged cell whose first row is hidden still shows its text in the others.
        self.shown_rows.add(merge.top)
        self.shown_columns.add(merge.left)

    def table(self) -> Table | None:
        """The rows of anchor cells; None where none of them has text."""
        name, cells = self._sheet.name, self._sheet.cells
        places = list(enumerate(self._columns))
        nothing: dict[int, str] = {}
        free = bytearray(len(self._columns))
        rows: list[Row] = []
        for place, row in enumerate(self._rows):
            texts = cells.get(row, nothing)
            covered = self._covered.get(place, free)
            line = [
                Cell(texts.get(column, ""), Address("sheet", row, column, name), position)
                for position, column in places
                if not covered[position]
            ]
            if place in self._anchors:
                line = sorted([*line, *self._anchors[place]], key=attrgetter("column"))
            rows.append(Row(tuple(line)))
        filled = any(cell.text and not cell.text.isspace() for row in rows for cell in row.cells)
        return Table(tuple(rows), name) if filled else None


def range_names(numbers: Sequence[int], *, letters: bool = False, most: int = 8) -> str:
    """Row numbers or column letters as people write them: 3、5-9、12; past `most` ranges an ellipsis."""
    ranges: list[list[int]] = []
    for number in numbers:
        if ranges and number == ranges[-1][1] + 1:
            ranges[-1][1] = number
        else:
            ranges.append([number, number])
    spelt = column_letters if letters else str
    shown = [spelt(first) if first == last else f"{spelt(first)}-{spelt(last)}" for first, last in ranges[:most]]
    return "、".join(shown) + ("…" if len(ranges) > most else "")
