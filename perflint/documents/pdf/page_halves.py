"""Tables too wide for their paper, of which a spreadsheet program prints the right part on a later page.

    page 1   项目名称 | 年初预算数 | 全年预算数        page 2   分值 | 执行率 | 得分
             年度资金总额 | 200.00 | 180.00                    10 | 99.70% | 10

The parts have their rows at the same heights, and the next column had no room on the page before. They are put
together again before rows and cells are told, so that a cell that was cut is whole.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from perflint.documents.pdf.page_layout import PageLayout, PlacedTable
from perflint.documents.pdf.page_marks import Box, Glyph, PageMarks, Ruling
from perflint.documents.pdf.page_rulings import NEAR, distinct

# Where all rows, or nearly all, stand at the same heights, and are of so many sizes, it is no chance.
_LEAST, _MANY, _NEARLY = 6, 10, 85
_STEPS = 3
# Rows of one height are those of one table where so many merged cells stand behind the cut, one of them on both sides.
_MERGED = 3
# How many pages down the table goes on before its right part comes.
_AHEAD = 12
# The narrowest margin of a printer.
_MARGIN = 15
_LABEL = re.compile(r"[\u4e00-\u9fff]\s*[\u4e00-\u9fff]")


class _Part(msgspec.Struct, frozen=True):
    """What is ruled on a page: its rim left and right, its first column, where its rows part, what its cells say.

    begins and ends are the tops of the rows whose first, or last, cell takes several columns.
    """

    left: float
    right: float
    first: float
    heights: list[float]
    labels: set[str]
    begins: list[float]
    ends: list[float]


def halves(pages: Sequence[PageLayout]) -> list[list[int]]:
    """The pages (from 0) that hold parts of one table side by side, from the left."""
    if len(distinct(right for page in pages for right in _rims(page))) < 2:
        # Parts side by side are hardly ever all equally wide; forms of one template are.
        return []
    parts = [_part(page) for page in pages]
    follower: dict[int, int] = {}
    for after, other in enumerate(parts):
        fits: list[tuple[float, int]] = []
        for before in range(max(0, after - _AHEAD), after):
            one = parts[before]
            if one is None or other is None or before in follower:
                continue
            room = pages[before].width - max(_MARGIN, one.left) - one.right
            if other.first > room:
                known = any(_like(one, parts[left]) and _like(other, parts[right]) for left, right in follower.items())
                fits.append((-_fit(one, other, known=known), before))
        if fits and min(fits)[0] < 0:
            follower[min(fits)[1]] = after
    groups = []
    for start in sorted(follower.keys() - set(follower.values())):
        group = [start]
        while group[-1] in follower:
            group.append(follower[group[-1]])
        groups.append(group)
    return groups


def joined(marks: Sequence[PageMarks], pages: Sequence[PageLayout]) -> PageMarks:
    """The marks of the parts as one page, each part where the one before it ends."""
    whole = marks[0]
    first = _part(pages[0])
    right = first.right if first is not None else whole.width
    for part, page in zip(marks[1:], pages[1:], strict=True):
        ruled = _part(page)
        by = right - (ruled.left if ruled is not None else 0)
        after = 1 + max((glyph.order for glyph in whole.glyphs), default=0)
        whole = msgspec.structs.replace(
            whole,
            width=max(whole.width, part.width + by),
            glyphs=whole.glyphs + [_moved(glyph, by, after) for glyph in part.glyphs],
            horizontal=whole.horizontal + [Ruling(line.at, line.start + by, line.end + by) for line in part.horizontal],
            vertical=whole.vertical + [Ruling(line.at + by, line.start, line.end) for line in part.vertical],
            shaded=whole.shaded + [Box(box.left + by, box.top, box.right + by, box.bottom) for box in part.shaded],
            unnamed=whole.unnamed or part.unnamed,
            slanted=whole.slanted or part.slanted,
        )
        right += ruled.right - ruled.left if ruled is not None else part.width
    return whole


def _moved(glyph: Glyph, by: float, after: int) -> Glyph:
    return glyph._replace(left=glyph.left + by, right=glyph.right + by, order=glyph.order + after)


def _rims(page: PageLayout) -> list[float]:
    """Where the tables of a page end at the right: nothing, or one place."""
    return sorted(thing.xs[-1] for thing in page.things if isinstance(thing, PlacedTable) and thing.xs)[-1:]


def _part(page: PageLayout) -> _Part | None:
    """A cell that takes the whole part may cut it in two: all that is ruled counts together."""
    tables = [thing for thing in page.things if isinstance(thing, PlacedTable) and len(thing.xs) > 1]
    if not tables:
        return None
    rows = [row for table in tables for row in table.rows if row]
    cells = [cell for row in rows for cell in row]
    sides = [side for cell in cells if cell.box is not None for side in (cell.box.top, cell.box.bottom)]
    return _Part(
        min(table.xs[0] for table in tables),
        max(table.xs[-1] for table in tables),
        min(table.xs[1] - table.xs[0] for table in tables),
        distinct(sides),
        {cell.text for cell in cells if _LABEL.search(cell.text)},
        [row[0].box.top for row in rows if row[0].box is not None and row[0].column_span > 1],
        [row[-1].box.top for row in rows if row[-1].box is not None and row[-1].column_span > 1],
    )


def _like(one: _Part, other: _Part | None) -> bool:
    return other is not None and abs(one.left - other.left) <= NEAR and abs(one.right - other.right) <= NEAR


def _fit(one: _Part, other: _Part, *, known: bool) -> float:
    """How well their rows stand beside one another, from 0 (not at all) to 1; merged cells may hide some on a side.

    Copies of one table say the same, and even rows stand level by chance, unless merged cells go over the cut; a short
    rest of rows counts where the same columns were parted in the same way before (`known`).
    """
    if 2 * len(one.labels & other.labels) >= max(1, len(other.labels)):
        return 0
    few, many = sorted((one.heights, other.heights), key=len)
    common = sum(any(abs(y - height) <= NEAR for height in many) for y in few)
    if known:
        return 1 if common == len(many) else 0
    steps = distinct(below - above for above, below in pairwise(other.heights))
    all_level = common == len(few)
    varied = len(steps) >= _STEPS - (all_level and (common >= _MANY or len(few) == len(many)))
    if all_level and len(few) == len(many) and common >= _MANY:
        few_alike = 4 * len(one.labels & other.labels) < len(other.labels)
        crossing = any(abs(top - end) <= NEAR for end in one.ends for top in other.begins)
        varied = varied or (crossing and len(other.begins) >= _MERGED and few_alike)
    enough = common >= _LEAST if all_level else common >= max(_MANY, _NEARLY * len(few) // 100)
    if not (varied and enough):
        return 0
    return common / len(many)
