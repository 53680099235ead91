"""Lines out of turn: text of a row too low for it that stands whole in the row above or below, or past the table's rim.

Such a line touches no ruling line, and only the order of the file tells whose it is. Programs print row by row:

    合格率 | 外出务工未 | 19        the file has  合格率, 外出务工未, 参加考试, 19, 人次, 无, 20
    人次   | 参加考试   | 20        so that 参加考试 comes before 19, and is no text of the row below

A line that goes on from a cell into the next one down belongs to that of them whose turn it is between what is printed
before and what is printed after both. Where the file is in another order, none is.
"""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from math import inf

from perflint.documents.pdf.page_columns import pieces_of
from perflint.documents.pdf.page_grid import Grid, GridCell
from perflint.documents.pdf.page_low_rows import Line, LowRows, Placed
from perflint.documents.pdf.page_text import lines_of

# Lines past the rim stand within so many of their heights of it.
_BEYOND = 4
# Pieces of loose text that are farther apart than this part of their height are not of one cell.
_APART = 1.0
# Between a line and the next, the file may count the two characters of a line's end.
_LINE_END = 3

Turn = tuple[float, float]
"""A place in the order of printing: row and column."""


def put_in_turn(grid: Grid, cells: Sequence[Line], loose: Line) -> bool:
    """Give lines that stand whole in another cell, or past the rim, back to their cell; whether some line's is unsure.

    `cells` and `loose` are in the order of the file, and are changed.
    """
    first = min([glyphs[0].order for glyphs in cells if glyphs], default=0)
    last = max([glyphs[-1].order for glyphs in cells if glyphs], default=0)
    # Behind the table stand notes to it, and other titles.
    near = any(
        first < glyph.order < last or (last < glyph.order <= last + _LINE_END and glyph.left > grid.xs[1])
        for glyph in loose
    )
    if not near and _is_in_turn(cells):
        return False
    wider, beyond = _with_rim(grid, [glyph for glyph in loose if glyph.order >= first] if near else [])
    turns = _Turns(wider, [*cells, *beyond])
    doubt = turns.settle(len(cells))
    left = {glyph.order for glyphs in beyond for glyph in glyphs}
    moved = {glyph.order for glyph in turns.in_file if glyph.order in turns.loose and glyph.order not in left}
    if moved:
        loose[:] = [glyph for glyph in loose if glyph.order not in moved]
    return doubt


def _is_in_turn(cells: Sequence[Line]) -> bool:
    """Whether the file has one cell after the other, row by row."""
    last = -1
    for glyphs in cells:
        if glyphs:
            if glyphs[0].order < last:
                return False
            last = glyphs[-1].order
    return True


def _with_rim(grid: Grid, loose: Line) -> tuple[Grid, list[Line]]:
    """The grid with a row more above and below, of cells like their neighbours, and the loose text that is in these."""
    height = max((glyph.bottom - glyph.top for glyph in loose), default=1)
    ys = [grid.ys[0] - _BEYOND * height, *grid.ys, grid.ys[-1] + _BEYOND * height]
    cells = [GridCell(cell.row + 1, cell.column, cell.row_span, cell.column_span) for cell in grid.cells]
    rims: list[list[int]] = []
    for row, owners in ((0, grid.owners[0]), (len(ys) - 2, grid.owners[-1])):
        rims.append([])
        for column, owner in enumerate(owners):
            if column == grid.cells[owner].column:
                cells.append(GridCell(row, column, 1, grid.cells[owner].column_span))
            rims[-1].append(len(cells) - 1)
    beyond: list[Line] = [[] for _ in cells[len(grid.cells) :]]
    near = [glyph for glyph in loose if ys[0] < glyph.middle[1] < ys[-1]]
    for piece in (piece for line in lines_of(near) for piece in pieces_of(line, 0, _APART)):
        first, last = (bisect_right(grid.xs, piece.glyphs[at].middle[0]) - 1 for at in (0, -1))
        rim = rims[piece.top > grid.ys[0]]
        if first >= 0 and last < len(rim) and rim[first] == rim[last]:
            beyond[rim[first] - len(grid.cells)].extend(piece.glyphs)
    return Grid(grid.xs, ys, cells, [rims[0], *grid.owners, rims[1]]), beyond


class _Turns:
    def __init__(self, grid: Grid, cells: list[Line]) -> None:
        self.grid = grid
        self.cells = cells
        self.in_file = sorted((glyph for glyphs in cells for glyph in glyphs), key=lambda glyph: glyph.order)
        self.lows = LowRows(grid, cells, self.in_file, set())
        self.homes = {glyph.order: number for number, glyphs in enumerate(cells) for glyph in glyphs}
        self.loose = set(self.homes)

    def settle(self, own: int) -> bool:
        """Put lines out of turn where they belong, into one of the first `own` cells; whether that is unsure of one."""
        self.loose = {glyph.order for glyphs in self.cells[own:] for glyph in glyphs}
        seen: set[int] = set()
        doubt = False
        for above, below in pairwise(self.in_file):
            number = self.homes[above.order]
            if above.order in seen or not self.is_below(number, self.homes[below.order]):
                continue
            line = next(line for line in self.lows.lines(number, 1) if above in line)
            whole = self.lows.chain(number, line)
            chain = self.unbroken(whole, line)
            seen.update(glyph.order for _, line in chain for glyph in line)
            home = self.home(chain)
            if home is None:
                doubt |= self.is_past_rim(chain, own)
            elif home < 0 or home >= own:
                doubt |= home < 0
            else:
                # Where pdfium hides the turn of further lines, they must stand as those of the same cell do.
                is_sure = len(chain) == len(whole) or self.lows.home(whole) == home
                self.move(whole if is_sure else chain, home)
                doubt |= not is_sure
        return doubt

    def is_below(self, number: int, other: int) -> bool:
        """Whether the second cell stands directly below the first."""
        upper, lower = self.grid.cells[number], self.grid.cells[other]
        return (
            upper.row + upper.row_span == lower.row
            and upper.column < lower.column + lower.column_span
            and lower.column < upper.column + upper.column_span
        )

    def unbroken(self, chain: Sequence[Placed], line: Line) -> list[Placed]:
        """The lines around one that follow one another in the file: what pdfium puts between them hides their turn."""
        parts: list[list[Placed]] = []
        for placed in chain:
            begins = min(self.lows.ranks[glyph.order] for glyph in placed[1])
            if parts and begins == 1 + max(self.lows.ranks[glyph.order] for glyph in parts[-1][-1][1]):
                parts[-1].append(placed)
            else:
                parts.append([placed])
        return next(part for part in parts if any(other is line for _, other in part))

    def home(self, chain: Sequence[Placed]) -> int | None:
        """The cell whose turn it is; None where all are in turn, or the file is in another order; -1 if unsure."""
        numbers = list(dict.fromkeys(number for number, _ in chain))
        ranks = [self.lows.ranks[glyph.order] for _, line in chain for glyph in line]
        begin, end = min(ranks), max(ranks)
        before: Turn = self.turn(begin - 1) if begin else (-inf, -inf)
        after: Turn = self.turn(end + 1) if end + 1 < len(self.in_file) else (inf, inf)
        turns = {number: (self.grid.cells[number].row, self.grid.cells[number].column) for number in numbers}
        possible = [number for number, turn in turns.items() if before <= turn <= after]
        if len(possible) == len(numbers) or not possible:
            return None
        return possible[0] if len(possible) == 1 else -1

    def turn(self, rank: int) -> Turn:
        """Whose turn it is at a place in the file."""
        cell = self.grid.cells[self.homes[self.in_file[rank].order]]
        return cell.row, cell.column

    def is_past_rim(self, chain: Sequence[Placed], own: int) -> bool:
        """Whether a line below the table, to the right of where notes to it begin, goes on from its last row."""
        (first, _), (last, _) = chain[0], chain[-1]
        return first < own <= last and self.grid.cells[last].column > 0

    def move(self, chain: Sequence[Placed], home: int) -> None:
        """Put all lines of a chain into one cell."""
        for number, line in chain:
            if number != home:
                orders = {glyph.order for glyph in line}
                self.cells[number][:] = [glyph for glyph in self.cells[number] if glyph.order not in orders]
                self.cells[home].extend(line)
                self.homes.update(dict.fromkeys(orders, home))
