"""From ruling lines to a grid of cells with spans.

The lines cut their rectangle into the smallest fields there are; fields without a line between them are one cell.
What the lines leave open at the rim (a merged cell that goes on over the page, a table without side lines) is closed
there. Grid lines at which no cell begins or ends are dropped again: underlines, or strokes through a cell.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

import msgspec

from perflint.documents.pdf.page_marks import Box, Ruling
from perflint.documents.pdf.page_rulings import Lattice, distinct, nearest

# A side is closed if a line covers at least this part of it; corners are often not quite met.
_COVERED = 0.6
# In place of the number of a region, where a cell has it.
_TAKEN = -1


class GridCell(msgspec.Struct, frozen=True, gc=False):
    """One cell: its first row and column (from 0) and what it spans."""

    row: int
    column: int
    row_span: int
    column_span: int


class Grid(msgspec.Struct, frozen=True):
    """The cells of one table, by row and column, and the lines between them, rim included."""

    xs: list[float]
    ys: list[float]
    cells: list[GridCell]
    owners: list[list[int]]

    @property
    def box(self) -> Box:
        """The rectangle that it fills."""
        return Box(self.xs[0], self.ys[0], self.xs[-1], self.ys[-1])


def fields_of(lattice: Lattice) -> int:
    """How many of the smallest fields there are: what building the grid costs."""
    return (len(lattice.horizontal) + 1) * (len(lattice.vertical) + 1)


def grid_of(lattice: Lattice) -> Grid | None:
    """The grid of a lattice, or None where it has no more than one cell (a frame, not a table)."""
    xs = distinct([line.at for line in lattice.vertical] + _rim(lattice.horizontal))
    ys = distinct([line.at for line in lattice.horizontal] + _rim(lattice.vertical))
    if len(xs) < 2 or len(ys) < 2:
        return None
    owners = _regions(
        _walls(lattice.vertical, xs, ys),
        _walls(lattice.horizontal, ys, xs),
        len(ys) - 1,
        len(xs) - 1,
    )
    cells = list(_rectangles(owners))
    if len(cells) < 2:
        return None
    return _pressed(xs, ys, cells)


def _rim(lines: list[Ruling]) -> list[float]:
    """Where the lines of the other direction end at last: the rim, even where no line closes it."""
    return [min(line.start for line in lines), max(line.end for line in lines)]


def _walls(lines: list[Ruling], places: list[float], stations: list[float]) -> list[list[bool]]:
    """For each place (a grid line) and each step between two stations, whether a line stands there."""
    walls = [[False] * (len(stations) - 1) for _ in places]
    for line in lines:
        wall = walls[nearest(places, line.at)]
        first, last = bisect_left(stations, line.start), bisect_right(stations, line.end) - 1
        if first < last:
            wall[first:last] = [True] * (last - first)
        # The steps within which the line begins and ends.
        for step in (first - 1, last):
            if 0 <= step < len(wall):
                begin, end = stations[step], stations[step + 1]
                if min(end, line.end) - max(begin, line.start) >= _COVERED * (end - begin):
                    wall[step] = True
    # The rim is closed, whether a line stands there or not.
    walls[0] = walls[-1] = [True] * (len(stations) - 1)
    return walls


def _regions(upright: list[list[bool]], level: list[list[bool]], rows: int, columns: int) -> list[list[int]]:
    """For each field the number of its region; neighbours without a wall between them are in one."""
    numbers = [[-1] * columns for _ in range(rows)]
    found = 0
    for row in range(rows):
        for column in range(columns):
            if numbers[row][column] >= 0:
                continue
            pending = [(row, column)]
            while pending:
                at, beside = pending.pop()
                if numbers[at][beside] >= 0:
                    continue
                numbers[at][beside] = found
                if not upright[beside + 1][at]:
                    pending.append((at, beside + 1))
                if not upright[beside][at]:
                    pending.append((at, beside - 1))
                if not level[at + 1][beside]:
                    pending.append((at + 1, beside))
                if not level[at][beside]:
                    pending.append((at - 1, beside))
            found += 1
    return numbers


def _rectangles(numbers: list[list[int]]) -> Iterator[GridCell]:
    """The regions as rectangles; one of another shape (a line is missing somewhere) is cut from the upper left.

    What was taken is struck out of `numbers`.
    """
    rows, columns = len(numbers), len(numbers[0])
    for row in range(rows):
        for column in range(columns):
            own = numbers[row][column]
            if own == _TAKEN:
                continue
            end = column + 1
            while end < columns and numbers[row][end] == own:
                end += 1
            width = end - column
            across, taken = [own] * width, [_TAKEN] * width
            below = row
            while below < rows and numbers[below][column:end] == across:
                numbers[below][column:end] = taken
                below += 1
            yield GridCell(row, column, below - row, width)


def _pressed(xs: list[float], ys: list[float], cells: list[GridCell]) -> Grid:
    """The grid without the lines at which no cell begins."""
    rows = sorted({cell.row for cell in cells})
    columns = sorted({cell.column for cell in cells})
    row_of = {old: new for new, old in enumerate([*rows, len(ys) - 1])}
    column_of = {old: new for new, old in enumerate([*columns, len(xs) - 1])}
    pressed = []
    owners = [[0] * len(columns) for _ in rows]
    for number, cell in enumerate(cells):
        row, column = row_of[cell.row], column_of[cell.column]
        last_row, last_column = row_of[cell.row + cell.row_span], column_of[cell.column + cell.column_span]
        pressed.append(GridCell(row, column, last_row - row, last_column - column))
        for at in range(row, last_row):
            owners[at][column:last_column] = [number] * (last_column - column)
    return Grid([xs[column] for column in columns] + xs[-1:], [ys[row] for row in rows] + ys[-1:], pressed, owners)
