"""Tables without lines: columns by the white between them, rows by what stands side by side.

This is a guess, and the document says so. Cells whose text wraps are told by their first line filling its column; a
label that stands beside several rows is given to the first of them.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import groupby

import msgspec

from perflint.documents.pdf.page_columns import Piece, corridors, pieces_of, place
from perflint.documents.pdf.page_marks import Box, Glyph, PlacedCell
from perflint.documents.pdf.page_text import block_text

# A table has at least so many lines with text in several columns, and so many columns in some line.
_LINES = 3
_COLUMNS = 3
# A page of text holds some sixty lines.
_MOST_LINES = 400
# Holes by the height of the line: between columns, and between the lines of one table.
_COLUMN_HOLE = 1.0
_LINE_HOLE = 4
# Lines of text in one column (a cell that wraps) that may stand between those with several.
_WRAPS = 4
# Rules part the rows if there are that many, and no more lines than that between two of them, on average.
_RULES = 3
_LINES_A_RULE = 4
# The lines of one cell are nearer than this part of their height.
_WRAP_HOLE = 0.8
# Text does not touch the next column.
_MARGIN = 0.6
# In the last column nothing says how wide it is; what is shorter is no sentence.
_SENTENCE = 6


class AlignedTable(msgspec.Struct, frozen=True):
    """A table read from alignment: its place and its rows."""

    box: Box
    rows: list[list[PlacedCell]]


def aligned_tables(lines: Sequence[list[Glyph]], rules: Sequence[float]) -> list[AlignedTable | list[Glyph]]:
    """The lines of loose text from above, those that make up tables put together. `rules` are heights of rulings."""
    several = [len(pieces_of(line, 0, _COLUMN_HOLE)) for line in lines]
    result: list[AlignedTable | list[Glyph]] = []
    at = 0
    while at < len(lines):
        end = max(at + 1, _end_of_run(lines, several, at))
        table = aligned_table(lines[at:end], rules) if max(several[at:end]) >= _COLUMNS else None
        result += [table] if table is not None else lines[at:end]
        at = end
    return result


def _end_of_run(lines: Sequence[list[Glyph]], several: Sequence[int], start: int) -> int:
    """Where the run of lines ends that begins at `start`: the last line with several columns that is near enough."""
    if several[start] < 2:
        return start
    end = start + 1
    for at in range(start + 1, len(lines)):
        height = lines[at][0].bottom - lines[at][0].top
        if lines[at][0].top - lines[at - 1][0].bottom > _LINE_HOLE * height or at - end >= _WRAPS:
            break
        if several[at] >= 2:
            end = at + 1
    return end


def aligned_table(lines: Sequence[list[Glyph]], rules: Sequence[float]) -> AlignedTable | None:
    """The table that the lines make up, or None where they do not stand in columns."""
    pieces = [pieces_of(line, number) for number, line in enumerate(lines)]
    pieces = [line for line in pieces if line]
    if not _LINES <= len(pieces) <= _MOST_LINES:
        return None
    white = corridors(pieces)
    if not white:
        return None
    middles = [(start + end) / 2 for start, end in white]
    placed = [place(line, middles) for line in pieces]
    if sum(len(line) > 1 for line in placed) < _LINES or max(map(len, placed)) < min(_COLUMNS, len(lines)):
        return None
    everything = [piece for line in placed for piece in line]
    box = _around(everything)
    inside = [rule for rule in rules if box.top < rule < box.bottom]
    if len(inside) >= _RULES and len(placed) <= _LINES_A_RULE * (len(inside) + 1):
        rows = _rows_by_rules(everything, inside)
    else:
        rows = _rows_by_columns(everything, [end for _, end in white])
    return AlignedTable(box, [list(_row(row, len(middles) + 1)) for row in rows])


def _around(pieces: Sequence[Piece]) -> Box:
    return Box(
        min(piece.left for piece in pieces),
        min(piece.top for piece in pieces),
        max(piece.right for piece in pieces),
        max(piece.bottom for piece in pieces),
    )


def _rows_by_rules(pieces: Sequence[Piece], rules: Sequence[float]) -> list[list[list[Piece]]]:
    def band(piece: Piece) -> int:
        return sum(rule < (piece.top + piece.bottom) / 2 for rule in rules)

    rows = []
    for _, row in groupby(pieces, band):
        blocks: dict[int, list[Piece]] = defaultdict(list)
        for piece in row:
            blocks[piece.first].append(piece)
        rows.append(list(blocks.values()))
    return rows


def _rows_by_columns(pieces: Sequence[Piece], next_left: Sequence[float]) -> list[list[list[Piece]]]:
    """Rows around the cells of the column that has most of them; what stands beside none is a row of its own."""
    blocks = _cells(pieces, next_left)
    counts: dict[int, int] = defaultdict(int)
    for block in blocks:
        counts[block[0].first] += block[0].first == block[0].last
    spine = max(counts, key=lambda column: (counts[column], column))
    rows: list[list[list[Piece]]] = [[block] for block in blocks if block[0].first == spine]
    frames = [(row[0][0].top, row[0][-1].bottom) for row in rows]
    others = []
    for block in blocks:
        if block[0].first == spine:
            continue
        shared = [min(block[-1].bottom, bottom) - max(block[0].top, top) for top, bottom in frames]
        beside = [number for number, length in enumerate(shared) if 2 * length > block[0].bottom - block[0].top]
        free = [number for number in beside if all(block[0].first != other[0].first for other in rows[number])]
        if free:
            rows[free[0]].append(block)
        else:
            others.append(block)
    reach = 0.0
    for block in sorted(others, key=lambda block: block[0].top):
        middle = (block[0].top + block[0].bottom) / 2
        if rows and rows[-1][0] in others and middle < reach:
            rows[-1].append(block)
        else:
            rows.append([block])
        reach = max(reach, block[-1].bottom)
    return sorted(rows, key=lambda row: min(block[0].top for block in row))


def _cells(pieces: Sequence[Piece], next_left: Sequence[float]) -> list[list[Piece]]:
    """Pieces of one column that are the lines of one cell, together."""
    columns: dict[int, list[Piece]] = defaultdict(list)
    for piece in pieces:
        columns[piece.first].append(piece)
    blocks = []
    for column in columns.values():
        block: list[Piece] = []
        for piece in column:
            if block and not _goes_on(block[-1], piece, next_left):
                blocks.append(block)
                block = []
            block.append(piece)
        blocks.append(block)
    return blocks


def _goes_on(above: Piece, below: Piece, next_left: Sequence[float]) -> bool:
    """Whether the text wraps from one line into the next: there was no room for one more character."""
    height = above.bottom - above.top
    if below.top - above.bottom > _WRAP_HOLE * height or below.last > above.last:
        return False
    if above.last >= len(next_left):
        return len(above.glyphs) >= _SENTENCE
    wide = below.glyphs[0].right - below.glyphs[0].left
    return above.right + wide + _MARGIN * height > next_left[above.last]


def _row(blocks: Sequence[Sequence[Piece]], columns: int) -> Iterator[PlacedCell]:
    at = 0
    for block in sorted(blocks, key=lambda block: block[0].first):
        first, last = max(at, block[0].first), max(piece.last for piece in block)
        for blank in range(at, first):
            yield PlacedCell(blank, 1, 1, "")
        if last < first:
            continue
        text = block_text([glyph for piece in block for glyph in piece.glyphs])
        yield PlacedCell(first, 1, last - first + 1, text, _around(block))
        at = last + 1
    for blank in range(at, columns):
        yield PlacedCell(blank, 1, 1, "")
