"""Rows too low for their text: the lines that do not fit stand over a ruling line, or past it in the next row.

A line continues the one above it if that one fills its cell's width, stands near, and comes directly before it in the
file. What hangs together so is of one cell: of the one at whose top, middle or bottom it stands. Where the program cut
the text off at the cell's edges, its clip names the cell.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from perflint.documents.pdf.page_grid import Grid
from perflint.documents.pdf.page_marks import Box, Glyph
from perflint.documents.pdf.page_rulings import NEAR
from perflint.documents.pdf.page_text import lines_of

# A line stands over the ruling line with so much of its height; what is set tight touches it.
_OVER = 0.15
# Lines of one cell stand no farther apart, and hardly overlap.
_CLOSE = 0.9
_TIGHT = 0.1
# To the right of a line that goes on there is no room for so many characters.
_ROOM = 2
# Its lines fit the cell by so much of a line's height better than any other cell.
_BETTER = 0.1

Line = list[Glyph]
# A line and the cell in which it stands.
Placed = tuple[int, Line]


def put_back(grid: Grid, cells: Sequence[list[Glyph]], cut: Sequence[tuple[Glyph, Box]]) -> bool:
    """Give the lines that ran over above or below their cell back to it; whether nothing tells whose some line is.

    `cut` are characters above or below of what their clip shows, with the clip.
    """
    for glyph, shown in cut:
        if (home := _cell_of(grid, shown)) is not None:
            cells[home].append(glyph)
    over = [number for number, glyphs in enumerate(cells) if glyphs and _is_over(grid, number, glyphs)]
    if not over:
        return False
    in_file = sorted((glyph for glyphs in cells for glyph in glyphs), key=lambda glyph: glyph.order)
    lows = LowRows(grid, cells, in_file, {glyph.order for glyph, _ in cut})
    for _ in range(2):
        # What one line leaves behind settles another.
        settled = [lows.settle(number, step) for number in over for step in (1, -1)]
    return not all(settled)


def _cell_of(grid: Grid, shown: Box) -> int | None:
    """The cell that a clip shows from its upper to its lower edge; none at the rim, where a page may end within it."""
    x, y = (shown.left + shown.right) / 2, (shown.top + shown.bottom) / 2
    if not (grid.box.holds(x, y) and grid.xs[0] < x < grid.xs[-1] and grid.ys[0] < y < grid.ys[-1]):
        return None
    number = grid.owners[bisect_right(grid.ys, y) - 1][bisect_right(grid.xs, x) - 1]
    top, bottom = _edges(grid, number)
    fits = abs(top - shown.top) <= NEAR and abs(bottom - shown.bottom) <= NEAR
    return number if fits and top > grid.ys[0] and bottom < grid.ys[-1] else None


def _edges(grid: Grid, number: int) -> tuple[float, float]:
    cell = grid.cells[number]
    return grid.ys[cell.row], grid.ys[cell.row + cell.row_span]


def _is_over(grid: Grid, number: int, glyphs: Sequence[Glyph]) -> bool:
    top, bottom = _edges(grid, number)
    room = _OVER * (glyphs[0].bottom - glyphs[0].top)
    return min([glyph.top for glyph in glyphs]) < top - room or max([glyph.bottom for glyph in glyphs]) > bottom + room


class LowRows:
    """The lines of a table whose rows are too low, and which of them hang together."""

    def __init__(self, grid: Grid, cells: Sequence[Line], in_file: Line, clipped: set[int]) -> None:
        self.grid = grid
        self.cells = cells
        self.in_file = in_file
        self.ranks = {glyph.order: rank for rank, glyph in enumerate(in_file)}
        self.clipped = clipped

    def settle(self, number: int, step: int) -> bool:
        """Put the line of a cell over the border below (step 1) or above it (-1) where it belongs, if that is known."""
        lines = self.lines(number, step) if self.cells[number] else []
        if not lines or self.reach(number, lines[-1], step) <= _OVER:
            return True
        chain = self.chain(number, lines[-1])
        if any(_is_mixed(line) for _, line in chain):
            return False
        if len({cell for cell, _ in chain}) < 2:
            return len(chain) > 1 or not self.may_be_of_another(*chain[0], step)
        home = self.home(chain)
        if home is None:
            return False
        for cell, line in chain:
            if cell != home:
                moved = {glyph.order for glyph in line}
                self.cells[cell][:] = [glyph for glyph in self.cells[cell] if glyph.order not in moved]
                self.cells[home].extend(line)
        return True

    def may_be_of_another(self, number: int, line: Line, step: int) -> bool:
        """Whether a line of its own, over a border, hangs together or overlaps with one that stands beyond it."""
        beyond = self.beside(number, step, line)
        if beyond is None or not self.cells[beyond]:
            return False
        near = self.lines(beyond, step)[0]
        above, below = (line, near)[::step]
        if _is_next(above, below) and self.in_order(line, near, step):
            return True
        return -1 < _gap(above, below) < -_TIGHT or self.may_follow((number, line), (beyond, near), step)

    def chain(self, number: int, line: Line) -> list[Placed]:
        """The lines that hang together with one, itself included, from above."""
        chain = [(number, line)]
        while (above := self.next(*chain[0], -1)) is not None:
            chain.insert(0, above)
        while (below := self.next(*chain[-1], 1)) is not None:
            chain.append(below)
        return chain

    def next(self, number: int, line: Line, step: int) -> Placed | None:
        """The line that continues another (step 1), or is continued by it, in the same cell or the next one."""
        beside = self.beside(number, step, line)
        for place in (number,) if beside is None else (number, beside):
            for other in self.lines(place, step):
                if (
                    other is not line
                    and self.may_follow((number, line), (place, other), step)
                    and self.in_order(line, other, step)
                ):
                    return place, other
        return None

    def home(self, chain: Sequence[Placed]) -> int | None:
        """The cell of a chain: it has no text of its own, and they stand at its top, middle or bottom."""
        held = {cell: sum(len(line) for other, line in chain if other == cell) for cell, _ in chain}
        own = [cell for cell, count in held.items() if count == sum(map(len, self.lines(cell, 1)))]
        top, bottom = min(line[0].top for _, line in chain), max(line[0].bottom for _, line in chain)
        height = chain[0][1][0].bottom - chain[0][1][0].top
        misses = []
        for cell in own:
            above, below = _edges(self.grid, cell)
            ends = (top - above, bottom - below, (top + bottom - above - below) / 2)
            misses.append((min(map(abs, ends)) / height, cell))
        misses.sort()
        return misses[0][1] if misses and (len(misses) == 1 or misses[1][0] - misses[0][0] > _BETTER) else None

    def reach(self, number: int, line: Line, step: int) -> float:
        """How far a line stands over the border of a cell below (step 1) or above it, in heights of the line."""
        if any(glyph.order in self.clipped for glyph in line):
            return 0
        edge, height = _edges(self.grid, number)[step > 0], line[0].bottom - line[0].top
        beyond = max(glyph.bottom for glyph in line) - edge if step > 0 else edge - min(glyph.top for glyph in line)
        return beyond / height

    def lines(self, number: int, step: int) -> list[Line]:
        """The lines of a cell from above (step 1) or from below; lines of two cells may stand in one another."""
        runs: list[Line] = []
        last = -1
        for glyph in sorted(self.cells[number], key=lambda glyph: glyph.order):
            if self.ranks[glyph.order] != last + 1 or not runs:
                runs.append([])
            runs[-1].append(glyph)
            last = self.ranks[glyph.order]
        lines = [line for run in runs for line in lines_of(run)]
        return sorted(lines, key=lambda line: line[0].middle[1])[::step]

    def beside(self, number: int, step: int, line: Line) -> int | None:
        """The cell below (step 1) or above a cell, where a line stands."""
        cell = self.grid.cells[number]
        row = cell.row + cell.row_span if step > 0 else cell.row - 1
        if not 0 <= row < len(self.grid.owners):
            return None
        return self.grid.owners[row][bisect_right(self.grid.xs, line[0].middle[0], hi=len(self.grid.xs) - 1) - 1]

    def may_follow(self, one: Placed, other: Placed, step: int) -> bool:
        """Whether the lower one of two lines continues the other: its first word had no room there."""
        (number, above), (_, below) = (one, other) if step > 0 else (other, one)
        cell = self.grid.cells[number]
        room = self.grid.xs[cell.column + cell.column_span] - self.grid.xs[cell.column]
        room -= above[-1].right - above[0].left
        return _is_next(above, below) and room < _first_word(below) + _ROOM * (above[0].bottom - above[0].top)

    def in_order(self, line: Line, other: Line, step: int) -> bool:
        """Whether one line comes directly behind the other in the file.

        What the file has one after the other at one height pdfium gives from left to right.
        """
        above, below = (line, other) if step > 0 else (other, line)
        ends = max(self.ranks[glyph.order] for glyph in above)
        begins = min(self.ranks[glyph.order] for glyph in below)
        between = self.in_file[ends + 1 : begins]
        return begins > ends and all(_is_beside(glyph, above[0]) or _is_beside(glyph, below[0]) for glyph in between)


def _is_mixed(line: Line) -> bool:
    """Whether the lines of two cells stand in one another, at one height."""
    return any(other.left < (one.left + one.right) / 2 for one, other in pairwise(line))


def _is_next(above: Line, below: Line) -> bool:
    """Whether a line stands directly below another, with which its left, its right or its middle is in line."""
    height = above[0].bottom - above[0].top
    left, right = above[0].left - below[0].left, above[-1].right - below[-1].right
    return -_TIGHT < _gap(above, below) < _CLOSE and min(abs(left), abs(right), abs(left + right) / 2) < height / 2


def _gap(above: Line, below: Line) -> float:
    """How far one line stands below another, in heights of the line."""
    return (below[0].top - above[0].bottom) / (above[0].bottom - above[0].top)


def _first_word(line: Line) -> float:
    """How much room the first word of a line takes: letters, digits and brackets hang together."""
    end = next((number for number, glyph in enumerate(line) if "\u4e00" <= glyph.text <= "\u9fff"), len(line))
    return line[end - 1].right - line[0].left if end else 0


def _is_beside(glyph: Glyph, other: Glyph) -> bool:
    return abs(glyph.middle[1] - other.middle[1]) < (other.bottom - other.top) / 2
