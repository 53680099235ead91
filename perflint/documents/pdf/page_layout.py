"""A page's marks made into tables and loose text, in the order of reading, before anything is numbered."""

from bisect import bisect_right
from collections.abc import Sequence
from itertools import chain
from operator import or_

import msgspec

from perflint.documents.limits import Limits, too_large
from perflint.documents.page_overflow import returned
from perflint.documents.pdf.page_alignment import AlignedTable, aligned_table, aligned_tables
from perflint.documents.pdf.page_grid import Grid, fields_of, grid_of
from perflint.documents.pdf.page_low_rows import put_back
from perflint.documents.pdf.page_marks import Box, Glyph, PageMarks, PlacedCell, Ruling
from perflint.documents.pdf.page_order import Item, in_reading_order
from perflint.documents.pdf.page_rulings import lattices
from perflint.documents.pdf.page_stamps import take_out_large
from perflint.documents.pdf.page_text import block_text, line_text, lines_of
from perflint.documents.pdf.page_turns import put_in_turn
from perflint.language import Bilingual

# What is apart by more than this many heights of the line does not belong to one sentence.
_APART = 3
# A background that fills this much of the page is paper, not a cell.
_PAPER = 0.8
_BLANKS = " \u00a0"
# Heads and feet stand within so many points of the page's edge, in letters hardly larger than those of its tables.
_MARGIN = 80
_TITLE = 1.3

ALIGNED = Bilingual(
    zh="表格线没有画全，行列是按文字对齐推断的。",
    en="The table lacks lines; its rows and columns were told from the alignment of the text.",
)
LOW_ROWS = Bilingual(
    zh="有的行太矮，文字压在表格线上，可能读到了上面或下面的格里，请与原件核对。",
    en="Some rows are too low: their text stands over the lines and may have been read into the cell above or below.",
)
RECOGNISED = Bilingual(
    zh="文字是扫描件识别（OCR）出来的，可能有错字。",
    en="The text comes from the recognition (OCR) of a scan; letters may be wrong.",
)
UNNAMED = Bilingual(
    zh="字体没有文字编码，读出的可能是乱码。",
    en="The fonts do not say what their letters are; the text may be wrong.",
)


class PlacedTable(msgspec.Struct, frozen=True):
    """A table on its page: where its columns part (empty if only the alignment tells), its rows, why it is unsure."""

    xs: list[float]
    rows: list[list[PlacedCell]]
    doubt: Bilingual | None


class PageLayout(msgspec.Struct, frozen=True):
    """What is on one page, from above: tables and pieces of loose text, blank where one is left out.

    aligned   whether the alignment of the text had to tell rows and columns
    stamped   whether a stamp over the page was left out
    edges     which of the things are loose text at the head or at the foot of the page
    width     of the paper; a table that was put together from several pages is wider
    """

    page: int
    things: list[PlacedTable | str]
    aligned: bool
    height: float
    stamped: bool = False
    edges: dict[int, str] = {}
    width: float = 0


def page_layout(marks: PageMarks, page: int, limits: Limits, path: str) -> PageLayout:
    """The tables and the loose text of page `page` (from 1). Raises InputTooLarge."""
    grids = _grids(marks, limits, path, f"P{page}")
    inside, loose, stamped = _parted(marks.glyphs, grids)
    # Where text is cut off at its cell's edges, none stands whole in another cell.
    turned = [not marks.cut and put_in_turn(grid, cells, loose) for grid, cells in zip(grids, inside, strict=True)]
    low = [put_back(grid, cells, marks.cut) for grid, cells in zip(grids, inside, strict=True)]
    low = list(map(or_, low, turned))
    page_doubt = RECOGNISED if marks.unseen and marks.pictures else UNNAMED if marks.unnamed else None
    items: list[Item[PlacedTable | str]] = []
    aligned = False
    for grid, glyphs, is_low in zip(grids, inside, low, strict=True):
        # Lines under the rows and none between the columns: only the text says where those are.
        table = aligned_table(lines_of(list(chain.from_iterable(glyphs))), grid.ys) if len(grid.xs) == 2 else None
        aligned |= table is not None
        rows = _ruled_rows(grid, glyphs) if table is None else table.rows
        xs, doubt = ([], ALIGNED) if table else (grid.xs, page_doubt or (LOW_ROWS if is_low else None))
        items.append(Item(grid.box, PlacedTable(xs, rows, doubt), True))
    for found in aligned_tables(lines_of(loose), sorted({line.at for line in marks.horizontal})):
        if isinstance(found, AlignedTable):
            aligned = True
            items.append(Item(found.box, PlacedTable([], found.rows, ALIGNED), True))
        else:
            top, bottom = min(glyph.top for glyph in found), max(glyph.bottom for glyph in found)
            items += [
                Item(Box(part[0].left, top, part[-1].right, bottom), text, False)
                for part in _parts(found)
                if (text := line_text(part))
            ]
    ordered = in_reading_order(items)
    heights = sorted([bottom - top for cells in inside for glyphs in cells for _, top, _, bottom, _, _ in glyphs])
    highest = _TITLE * heights[len(heights) // 2] if heights else marks.height
    edges = {
        place: "head" if item.box.bottom < _MARGIN else "foot"
        for place, item in enumerate(ordered)
        if not item.is_table
        and (item.box.bottom < _MARGIN or item.box.top > marks.height - _MARGIN)
        and item.box.bottom - item.box.top <= highest
    }
    things = [item.thing for item in ordered]
    return PageLayout(page, things, aligned, marks.height, stamped or marks.slanted, edges, marks.width)


def _grids(marks: PageMarks, limits: Limits, path: str, place: str) -> list[Grid]:
    """The tables with lines, smaller ones first; backgrounds of cells stand in where nothing was ruled."""
    ruled = _built(marks.horizontal, marks.vertical, limits, path, place)
    area = marks.width * marks.height
    shaded = [
        box
        for box in marks.shaded
        if (box.right - box.left) * (box.bottom - box.top) < _PAPER * area
        and not any(_overlap(box, grid.box) for grid in ruled)
    ]
    across = [Ruling(y, box.left, box.right) for box in shaded for y in (box.top, box.bottom)]
    down = [Ruling(x, box.top, box.bottom) for box in shaded for x in (box.left, box.right)]
    # Stripes without columns say nothing about cells.
    filled = [grid for grid in _built(across, down, limits, path, place) if len(grid.xs) > 2 and len(grid.ys) > 2]
    return sorted(ruled + filled, key=lambda grid: _area(grid.box))


def _built(across: list[Ruling], down: list[Ruling], limits: Limits, path: str, place: str) -> list[Grid]:
    found = lattices(across, down, limits.max_cells)
    if found is None or sum(map(fields_of, found)) > limits.max_cells:
        raise too_large("max_cells", limits.max_cells, path, place=place)
    return [grid for lattice in found if (grid := grid_of(lattice)) is not None]


def _parted(glyphs: Sequence[Glyph], grids: Sequence[Grid]) -> tuple[list[list[list[Glyph]]], list[Glyph], bool]:
    """The characters by table and cell, and those in no table; whether a stamp was left out.

    A table within a cell of another takes its own.
    """
    inside: list[list[list[Glyph]]] = [[[] for _ in grid.cells] for grid in grids]
    frames = [
        (*grid.box, grid.xs[1:-1], grid.ys[1:-1], grid.owners, cells) for grid, cells in zip(grids, inside, strict=True)
    ]
    loose = []
    for glyph in glyphs:
        x0, y0, x1, y1, _, _ = glyph
        x, y = (x0 + x1) / 2, (y0 + y1) / 2
        for left, top, right, bottom, xs, ys, owners, cells in frames:
            if left <= x <= right and top <= y <= bottom:
                cells[owners[bisect_right(ys, y)][bisect_right(xs, x)]].append(glyph)
                break
        else:
            loose.append(glyph)
    stamped = bool(grids) and take_out_large(list(chain.from_iterable(inside)), loose)
    for grid, cells in zip(grids, inside, strict=True):
        returned(grid, cells)
    return inside, loose, stamped


def _ruled_rows(grid: Grid, texts: Sequence[Sequence[Glyph]]) -> list[list[PlacedCell]]:
    rows: list[list[PlacedCell]] = [[] for _ in grid.ys[1:]]
    for cell, glyphs in zip(grid.cells, texts, strict=True):
        right, bottom = grid.xs[cell.column + cell.column_span], grid.ys[cell.row + cell.row_span]
        box = Box(grid.xs[cell.column], grid.ys[cell.row], right, bottom)
        rows[cell.row].append(PlacedCell(cell.column, cell.row_span, cell.column_span, block_text(glyphs), box))
    return [sorted(row) for row in rows]


def _parts(line: Sequence[Glyph]) -> list[list[Glyph]]:
    """A line cut where it has a hole too wide for a sentence."""
    parts: list[list[Glyph]] = []
    last: Glyph | None = None
    for glyph in line:
        if glyph.text in _BLANKS:
            if parts:
                parts[-1].append(glyph)
            continue
        if last is None or glyph.left - last.right > _APART * (last.bottom - last.top):
            parts.append([])
        parts[-1].append(glyph)
        last = glyph
    return parts


def _area(box: Box) -> float:
    return (box.right - box.left) * (box.bottom - box.top)


def _overlap(one: Box, other: Box) -> bool:
    return one.left < other.right and other.left < one.right and one.top < other.bottom and other.top < one.bottom
