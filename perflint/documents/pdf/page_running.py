"""Running heads and feet between the parts of a table that goes on over pages.

    产出指标  … 培训分拣人员 …        page 1
          - 1 -
    云汀区城市管理局2022年度决算      page 2
    产出指标  … 验收合格率 …

They are left out there, and between a title and its table, but nowhere else: above a table that begins a running head
may be its title. Forms that stand one a page repeat their titles at the same place; there each table begins anew, with
the label that the ones before begin with, and what is beneath a line that stays is part of its title.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import takewhile

import msgspec

from perflint.documents.pdf.page_layout import PageLayout, PlacedTable
from perflint.documents.pdf.page_rulings import NEAR

# Beside what runs, a line may stand between the parts of a table; a title and a year mean a new one.
BETWEEN = 1
# Pages are counted in Chinese too: 第三页 共十二页.
_DIGITS = re.compile(r"\d+|(?<=[第共])[〇零一二三四五六七八九十百]+(?=页)")

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
        tables = [thing for thing in page.things if isinstance(thing, PlacedTable)]
        if number and tables and _start(tables[0]) not in starts and _goes_on(pages[number - 1], page, running):
            for which, edge in ((number - 1, "foot"), (number, "head")):
                for position in _run(pages[which], edge, running):
                    things[which][position] = ""
            # What a table goes on with is no beginning.
            del tables[0]
        starts.update(map(_start, tables))
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


def _run(page: PageLayout, edge: str, running: set[Line]) -> Iterator[int]:
    """The lines that run, from that edge of the page up to the first that does not."""
    lines = dict(_edges(page))
    places = range(len(page.things)) if edge == "head" else range(len(page.things) - 1, -1, -1)
    return takewhile(lambda at: at in lines and lines[at][0] == edge and lines[at] in running, places)


def _start(table: PlacedTable) -> tuple[str, ...]:
    """The label of its first row, or all of a row without one, by which another table of the kind is known."""
    first = tuple(cell.text for cell in table.rows[0]) if table.rows else ()
    return first[:1] if first and first[0].strip() else first


def _goes_on(before: PageLayout, page: PageLayout, running: set[Line]) -> bool:
    """Whether the first table of a page can go on with the last of the page before, or stand below its last lines."""
    first = next(at for at, thing in enumerate(page.things) if isinstance(thing, PlacedTable))
    last = max((at for at, thing in enumerate(before.things) if isinstance(thing, PlacedTable)), default=-1)
    feet, heads = set(_run(before, "foot", running)), set(_run(page, "head", running))
    below = [at for at in range(last + 1, len(before.things)) if at not in feet]
    above = [at for at in range(first) if at not in heads]
    one, other = before.things[last] if last >= 0 else None, page.things[first]
    # A title at the end of the page before.
    is_titled = bool(below) and not above
    are_parts = isinstance(one, PlacedTable) and isinstance(other, PlacedTable) and alike(one, other)
    return is_titled or (are_parts and len(below) + len(above) <= BETWEEN)
