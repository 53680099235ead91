"""Running heads and feet between the parts of a table that goes on over pages.

    产出指标  … 培训分拣人员 …        page 1
          - 1 -
    云汀区城市管理局2022年度决算      page 2
    产出指标  … 验收合格率 …

They are left out there, and between a title and its table, but nowhere else: above a table that begins a running head
may be its title.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from perflint.documents.pdf.page_layout import PageLayout, PlacedTable
from perflint.documents.pdf.page_rulings import NEAR

# Beside what runs, a line may stand between the parts of a table; a title and a year mean a new one.
BETWEEN = 1
_DIGITS = re.compile(r"\d+")

Line = tuple[str, str]
"""The edge of the page (head or foot), and a line there, whatever its figures."""


def without_running(pages: Sequence[PageLayout]) -> list[PageLayout]:
    """The pages with blanks for the lines that part no table from another."""
    often = Counter(line for page in pages for line in {line for _, line in _edges(page)})
    running = {line for line, count in often.items() if count > 1}
    if not running:
        return list(pages)
    things = [list(page.things) for page in pages]
    starts: set[tuple[str, ...]] = set()
    for number, page in enumerate(pages):
        first = next((thing for thing in page.things if isinstance(thing, PlacedTable)), None)
        if number and first is not None and _start(first) not in starts and _goes_on(pages[number - 1], page, running):
            for which, edge in ((number - 1, "foot"), (number, "head")):
                for position, line in _edges(pages[which]):
                    if line in running and line[0] == edge:
                        things[which][position] = ""
        starts.update(_start(table) for table in page.things if isinstance(table, PlacedTable))
    return [msgspec.structs.replace(page, things=kept) for page, kept in zip(pages, things, strict=True)]


def alike(one: PlacedTable, other: PlacedTable) -> bool:
    """Whether the second can be the first going on: ruled, with the same rim left and right."""
    if not (one.xs and other.xs):
        return False
    return abs(one.xs[0] - other.xs[0]) <= NEAR and abs(one.xs[-1] - other.xs[-1]) <= NEAR


def _edges(page: PageLayout) -> Iterator[tuple[int, Line]]:
    for position, edge in page.edges.items():
        thing = page.things[position]
        if isinstance(thing, str):
            yield position, (edge, _DIGITS.sub("0", thing))


def _start(table: PlacedTable) -> tuple[str, ...]:
    """What its first row says, by which another copy of the same table is known."""
    return tuple(cell.text for cell in table.rows[0]) if table.rows else ()


def _goes_on(before: PageLayout, page: PageLayout, running: set[Line]) -> bool:
    """Whether the first table of a page can go on with the last of the page before, or stand below its last lines."""
    first = next(at for at, thing in enumerate(page.things) if isinstance(thing, PlacedTable))
    last = max((at for at, thing in enumerate(before.things) if isinstance(thing, PlacedTable)), default=-1)
    feet = {at for at, line in _edges(before) if line in running}
    heads = {at for at, line in _edges(page) if line in running}
    below = [at for at in range(last + 1, len(before.things)) if at not in feet]
    above = [at for at in range(first) if at not in heads]
    one, other = before.things[last] if last >= 0 else None, page.things[first]
    # A title at the end of the page before.
    is_titled = bool(below) and not above
    are_parts = isinstance(one, PlacedTable) and isinstance(other, PlacedTable) and alike(one, other)
    return is_titled or (are_parts and len(below) + len(above) <= BETWEEN)
