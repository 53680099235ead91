"""Rows of tab-separated text that a line break inside a cell cut in two.

    产出指标⇥数量指标⇥参训        a row of two tabs where the others have eight,
    人次⇥≥300人次⇥312人次⇥…      and the six that are missing: one row, its third cell 参训 + line break + 人次

Only where nearly all rows are equally wide, so that a gap and its filling are no chance.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

# Rows of how many tabs are told from chance, and how many of a hundred must have them.
_LEAST_TABS = 3
_EVEN = 80
_LONGEST_WRAP = 6
_GOES_ON = ("，", "、", "；", "：", ",", ";", "（")

Piece = tuple[int, str]
"""A line of the text with its number."""


def whole_rows(lines: Sequence[str]) -> Iterator[tuple[Piece, ...]]:
    """The lines, each alone or with those that its row goes on in."""
    width = _even_width(lines)
    at = 0
    while at < len(lines):
        length = _wrapped(lines, at, width) if width else 1
        yield tuple((number + 1, lines[number]) for number in range(at, at + length))
        at += length


def _even_width(lines: Sequence[str]) -> int:
    widths = Counter(count for line in lines if (count := line.count("\t")))
    if not widths:
        return 0
    width, often = widths.most_common(1)[0]
    return width if width >= _LEAST_TABS and often * 100 >= widths.total() * _EVEN else 0


def _wrapped(lines: Sequence[str], at: int, width: int) -> int:
    """How many lines the row that begins here takes."""
    tabs = lines[at].count("\t")
    if not tabs or tabs > width or lines[at].endswith("\t"):
        return 1
    if tabs == width:
        goes_on = lines[at].rstrip().endswith(_GOES_ON) and at + 1 < len(lines)
        return 2 if goes_on and lines[at + 1].strip() and "\t" not in lines[at + 1] else 1
    for number in range(at + 1, min(at + _LONGEST_WRAP, len(lines))):
        line = lines[number]
        if not line.strip() or line.startswith(("\t", "\f")):
            return 1
        tabs += line.count("\t")
        if tabs >= width:
            return number - at + 1 if tabs == width else 1
    return 1
