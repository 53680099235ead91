"""Columns told by the white between them: corridors that (nearly) no line of text crosses."""

from collections.abc import Sequence

import msgspec

from perflint.documents.pdf.page_marks import Glyph
from perflint.documents.pdf.page_text import is_wide

# Holes within a line, by its height: smaller ones are inside of a sentence, larger ones part two pieces of text.
# Letters and digits are set off from each other and from Chinese characters, which stand close together.
_INSIDE = 0.15
_BESIDE_LETTERS = 0.35
# One line in so many may cross a corridor: a title, a merged cell.
_CROSSING = 8
# Text must stand on both sides of a corridor in at least one line of so many, and in two at all.
_BOTH_SIDES = 4
# Text that runs over this part of the width is a merged cell, and says nothing about the columns.
_WIDE = 0.3
# No form has more columns.
_MOST = 100


class Piece(msgspec.Struct, eq=False):
    """Characters of one line that stand together: where, and which columns they fill (`last` included)."""

    glyphs: list[Glyph]
    left: float
    right: float
    top: float
    bottom: float
    line: int
    first: int = 0
    last: int = 0


def pieces_of(line: Sequence[Glyph], number: int, hole: float | None = None) -> list[Piece]:
    """A line cut at its holes, or only at those wider than `hole` times its height; blanks are holes."""
    pieces: list[Piece] = []
    for glyph in line:
        if glyph.text.isspace():
            continue
        last = pieces[-1] if pieces else None
        if last is None or glyph.left - last.right > (hole or _hole(last.glyphs[-1], glyph)) * (
            glyph.bottom - glyph.top
        ):
            pieces.append(Piece([glyph], glyph.left, glyph.right, glyph.top, glyph.bottom, number))
        else:
            last.glyphs.append(glyph)
            last.right = max(last.right, glyph.right)
            last.top, last.bottom = min(last.top, glyph.top), max(last.bottom, glyph.bottom)
    return pieces


def _hole(one: Glyph, other: Glyph) -> float:
    return _INSIDE if is_wide(one.text) and is_wide(other.text) else _BESIDE_LETTERS


def corridors(lines: Sequence[Sequence[Piece]]) -> list[tuple[float, float]]:
    """The white between the columns, from the left: where each corridor begins and ends."""
    wide = _WIDE * (max(line[-1].right for line in lines) - min(line[0].left for line in lines))
    narrow = [line for line in lines if all(piece.right - piece.left < wide for piece in line)]
    lines = narrow if len(narrow) > 1 else lines
    edges: list[tuple[float, int]] = []
    for line in lines:
        for piece in line:
            edges += [(piece.left, 1), (piece.right, -1)]
    edges.sort(key=lambda edge: (edge[0], -edge[1]))
    allowed = len(lines) // _CROSSING
    height = sorted(piece.bottom - piece.top for line in lines for piece in line)[sum(map(len, lines)) // 2]
    found = []
    depth = 0
    start: float | None = None
    for x, step in edges:
        before, depth = depth, depth + step
        if before > allowed >= depth:
            start = x
        elif before <= allowed < depth and start is not None:
            if x - start > _INSIDE * height:
                found.append((start, x))
            start = None
    # White everywhere is no table.
    return [white for white in found if _parts_text(lines, *white)] if len(found) <= _MOST else []


def _parts_text(lines: Sequence[Sequence[Piece]], start: float, end: float) -> bool:
    middle = (start + end) / 2
    both = sum(
        any(piece.right <= middle for piece in line) and any(piece.left >= middle for piece in line) for line in lines
    )
    return both >= max(2, len(lines) // _BOTH_SIDES)


def place(line: Sequence[Piece], middles: Sequence[float]) -> list[Piece]:
    """The pieces of a line with their columns; what stands in the same column is one piece."""
    placed: list[Piece] = []
    for piece in line:
        piece.first = sum(middle <= piece.left for middle in middles)
        piece.last = max(piece.first, sum(middle < piece.right for middle in middles))
        last = placed[-1] if placed else None
        if last is not None and piece.first <= last.last:
            last.glyphs += piece.glyphs
            last.right, last.last = max(last.right, piece.right), max(last.last, piece.last)
            last.top, last.bottom = min(last.top, piece.top), max(last.bottom, piece.bottom)
        else:
            placed.append(piece)
    return placed
