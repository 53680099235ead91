"""Text too long for its cell that runs on over the blank cells beside it, as spreadsheet programs print it."""

from collections.abc import Mapping, Sequence

from perflint.documents.pdf.page_grid import Grid
from perflint.documents.pdf.page_marks import Glyph

# Letters of one word are nearer than this part of their height.
_TOUCHING = 0.1


def returned(grid: Grid, cells: Sequence[list[Glyph]]) -> None:
    """Give what ran over into a cell back to the cell where it began.

    It did so if all of the cell's characters follow one another in the file, the first of them directly after, and
    across the border from, a character of the cell to the left.
    """
    homes = {glyph.order: number for number, glyphs in enumerate(cells) for glyph in glyphs}
    reaches = [cell.column + cell.column_span for cell in grid.cells]
    for number in sorted(range(len(cells)), key=lambda number: grid.cells[number].column):
        glyphs, cell = cells[number], grid.cells[number]
        if not glyphs or not cell.column:
            continue
        first = min(glyphs, key=lambda glyph: glyph.order)
        home = homes.get(first.order - 1, number)
        if home == number or reaches[home] != cell.column or grid.cells[home].row != cell.row:
            continue
        before = next(glyph for glyph in cells[home] if glyph.order == first.order - 1)
        if _runs_over(before, first, grid.xs[cell.column]) and _alone(glyphs, homes, number):
            cells[home].extend(glyphs)
            homes.update(dict.fromkeys((glyph.order for glyph in glyphs), home))
            reaches[home] = reaches[number]
            glyphs.clear()


def _runs_over(before: Glyph, first: Glyph, border: float) -> bool:
    height = first.bottom - first.top
    touching = abs(first.left - before.right) < _TOUCHING * height and abs(first.bottom - before.bottom) < height / 2
    return touching and (before.right > border or first.left < border)


def _alone(glyphs: Sequence[Glyph], homes: Mapping[int, int], number: int) -> bool:
    """Whether nothing of another cell stands between these characters in the file (blanks may be left out there)."""
    orders = [glyph.order for glyph in glyphs]
    return all(homes.get(order, number) == number for order in range(min(orders), max(orders)))
