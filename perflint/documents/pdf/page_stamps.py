"""Stamps over a page (内部资料, a name, DRAFT), which are no text of it: letters set aslant, or large across cells."""

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types

from perflint.documents.pdf.page_marks import Glyph

# Neighbours in the file that stand on one line do so up to this, in points.
_LEVEL = 0.5
# Scans lie a little askew, turned labels stand at a right angle; in degrees.
_ASLANT = 8
# Letters of a stamp are so many times higher than those of the page.
_LARGE = 2.2
# Blanks between the letters of a stamp count in the file.
_NEXT = 3


def without_slanted(text_page: Any, glyphs: list[Glyph]) -> list[Glyph]:
    """The characters without those that run up or down the page; all of them where most do."""
    if not glyphs:
        return glyphs
    tops = [glyph.top for glyph in glyphs]
    # Runs for every character: a line of text is passed by comparing each with the one before it.
    suspects = [
        glyph
        for glyph, top, before, after in zip(glyphs, tops, [math.inf, *tops], [*tops[1:], math.inf], strict=False)
        if abs(top - before) > _LEVEL and abs(top - after) > _LEVEL
    ]
    aslant = {glyph.order for glyph in suspects if _is_aslant(text_page, glyph.order)}
    if not aslant or 2 * len(aslant) > len(glyphs):
        return glyphs
    return [glyph for glyph in glyphs if glyph.order not in aslant]


def _is_aslant(text_page: Any, order: int) -> bool:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(text_page, order, matrix):
        return False
    # The direction of its line: letters that only lean are not aslant.
    angle = math.degrees(math.atan2(matrix.b, matrix.a)) % 90
    return min(angle, 90 - angle) > _ASLANT


def take_out_large(cells: Sequence[list[Glyph]], loose: list[Glyph]) -> bool:
    """Take large letters out of the cells that they were printed across; whether there were any.

    A title may be as large: it stands in one cell, or runs over blank ones.
    """
    heights = [bottom - top for glyphs in (*cells, loose) for _, top, _, bottom, _, _ in glyphs]
    # On most pages no letter is so much higher than any other.
    if not heights or max(heights) <= _LARGE * min(heights):
        return False
    least = _LARGE * sorted(heights)[len(heights) // 2]
    if max(heights) <= least:
        return False
    large = sorted(
        (glyph.order, number)
        for number, glyphs in enumerate((*cells, loose))
        for glyph in glyphs
        if glyph.bottom - glyph.top > least
    )
    stamps: set[int] = set()
    for run in _runs(large):
        homes = {number for _, number in run}
        orders = {order for order, _ in run}
        covers = any(glyph.order not in orders for home in homes if home < len(cells) for glyph in cells[home])
        if len(homes) > 1 and covers:
            stamps |= orders
    for glyphs in (*cells, loose) if stamps else ():
        glyphs[:] = [glyph for glyph in glyphs if glyph.order not in stamps]
    return bool(stamps)


def _runs(large: Sequence[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    """Letters that follow one another in the file."""
    run = [large[0]]
    for before, after in pairwise(large):
        if after[0] - before[0] > _NEXT:
            yield run
            run = []
        run.append(after)
    yield run
