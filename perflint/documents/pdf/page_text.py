"""From characters to lines of text, as a person reads them."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from math import inf
from operator import sub
from unicodedata import east_asian_width

from perflint.documents.pdf.page_marks import Glyph

# Characters stand on one line if their middles are nearer than this part of the higher one: raised and lowered ones
# do, the next line does not, even where lines are set tight.
_SAME_LINE = 0.45
_ONE_LINE = 1.3
# Some programs say of a comma only how high its ink is: what is lower than this part of the others is put into the
# line that it touches or nearly touches, beside characters that are not farther than so many heights.
_SMALL = 0.6
_TOUCHING = 0.25
_BESIDE = 2
_NEARBY = 3
# A second copy, shifted by less than this part of its width, makes a letter look bold.
_COPY = 0.3
# Holes, by the height of the line, that are read as a blank: between letters of words, and beside Chinese characters,
# which are spread out to fill a line and set off from digits by a quarter of a character.
_WORD_HOLE = 0.22
_WIDE_HOLE = 0.8


def lines_of(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """The characters by line from above, in each line from the left; second copies of a character are left out."""
    if len(glyphs) < 2:
        return [list(glyphs)] if glyphs else []
    _, tops, _, bottoms, *_ = zip(*glyphs, strict=True)
    room = (max(bottoms) - min(tops)) / _ONE_LINE
    # Most cells hold one line, and its letters are of one height.
    if room <= bottoms[0] - tops[0]:
        return [_once(glyphs)]
    heights = list(map(sub, bottoms, tops))
    if room <= max(heights):
        return [_once(glyphs)]
    height = _SMALL * sorted(heights)[len(glyphs) // 2]
    lines = _stacked([glyph for glyph in glyphs if glyph.bottom - glyph.top >= height])
    strays = _joined(lines, [glyph for glyph in glyphs if glyph.bottom - glyph.top < height])
    if strays:
        lines = sorted(lines + _stacked(strays), key=lambda line: _level(line[0]))
    return [_once(line) for line in lines]


def _stacked(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Characters of about one height by line."""
    lines: list[list[Glyph]] = []
    middle = height = 0.0
    for glyph in sorted(glyphs, key=_level):
        own, own_height = (glyph.top + glyph.bottom) / 2, glyph.bottom - glyph.top
        if lines and own - middle < _SAME_LINE * max(height, own_height):
            line = lines[-1]
            line.append(glyph)
            # The largest character says where the line is: a raised one at its beginning must not.
            if own_height > height:
                middle, height = own, own_height
                line[0], line[-1] = line[-1], line[0]
        else:
            lines.append([glyph])
            middle, height = own, own_height
    return lines


def _joined(lines: Sequence[list[Glyph]], small: Sequence[Glyph]) -> list[Glyph]:
    """Put commas, dashes and raised figures into the lines that they touch; what stands beside none is left."""
    levels = [_level(line[0]) for line in lines]
    sorted_lines = [(line[0], sorted(line)) for line in lines]
    strays = []
    for glyph in small:
        after = bisect_left(levels, _level(glyph))
        nearby = range(max(after - _NEARBY, 0), min(after + _NEARBY, len(lines)))
        gaps = [(gap, number) for number in nearby if (gap := _gap(glyph, *sorted_lines[number])) is not None]
        if gaps:
            lines[min(gaps)[1]].append(glyph)
        else:
            strays.append(glyph)
    return strays


def _gap(glyph: Glyph, largest: Glyph, line: Sequence[Glyph]) -> float | None:
    """How far a character is above or below a line (negative within it); None where it is not of that line."""
    height = largest.bottom - largest.top
    gap = max(largest.top - glyph.bottom, glyph.top - largest.bottom)
    if gap > _TOUCHING * height:
        return None
    after = bisect_left(line, glyph)
    beside = any(
        other.left - glyph.right < _BESIDE * height and glyph.left - other.right < _BESIDE * height
        for other in line[max(after - 1, 0) : after + 1]
    )
    return gap if beside else None


def _level(glyph: Glyph) -> float:
    return glyph.top + glyph.bottom


def _once(line: Sequence[Glyph]) -> list[Glyph]:
    kept: list[Glyph] = []
    before = last = ""
    for glyph in sorted(line):
        text = glyph.text
        # Copies of a pair of narrow letters can stand in turns: l l' l l'.
        if text in (last, before) and any(other.text == text and _is_copy(glyph, other) for other in kept[-2:]):
            continue
        kept.append(glyph)
        before, last = last, text
    return kept


def _is_copy(glyph: Glyph, other: Glyph) -> bool:
    width = _COPY * (glyph.right - glyph.left)
    return abs(other.left - glyph.left) <= width and abs(other.top - glyph.top) <= width


def line_text(line: Sequence[Glyph]) -> str:
    """The text of one line; wide holes become blanks, blanks of ordinary width at its ends are cut."""
    parts: list[str] = []
    end = inf
    for place, (left, _, right, _, text, _) in enumerate(line):
        if left > end and _is_hole(line[place - 1], line[place]):
            parts.append(" ")
        parts.append(text)
        end = right
    return "".join(parts).strip(" \u00a0")


def _is_hole(before: Glyph, glyph: Glyph) -> bool:
    if before.text.isspace() or glyph.text.isspace():
        return False
    widest = _WIDE_HOLE if is_wide(before.text) or is_wide(glyph.text) else _WORD_HOLE
    return glyph.left - before.right > widest * (glyph.bottom - glyph.top)


def block_text(glyphs: Sequence[Glyph]) -> str:
    """The text of a cell, its lines joined by line feeds; blank lines are left out."""
    if not glyphs:
        return ""
    lines = lines_of(glyphs)
    if len(lines) == 1:
        return line_text(lines[0])
    if _reads_upwards(lines):
        return line_text([line[0] for line in reversed(lines)])
    return "\n".join(text for text in map(line_text, lines) if text)


def _reads_upwards(lines: Sequence[Sequence[Glyph]]) -> bool:
    """Whether a label is turned to the left: one character a line, the file's order from below."""
    return all(len(line) == 1 for line in lines) and all(
        above[0].order > below[0].order for above, below in pairwise(lines)
    )


def is_wide(text: str) -> bool:
    """Whether a character is as wide as it is high, as Chinese ones are."""
    return east_asian_width(text[0]) in "WF"
