"""Columns of text that is laid out by blanks: told by what stands above and below, so that a blank cell leaves a gap.

    清淤管网长度   ≥120公里   126公里   15   15      five columns
    清淤完成时间   10月底前             10   10      the third of them is blank

Rows whose pieces stand over one another share a block of columns. Where hardly any rows do, the text was not laid out
in columns, and nothing is told.
"""

from bisect import bisect_left, insort
from collections.abc import Sequence
from itertools import accumulate
from unicodedata import east_asian_width

import msgspec

Span = tuple[int, int]
"""Where a piece begins and ends in its line."""

# Rows of so many pieces have a say; so many must share their columns, and so many of a hundred of all such rows.
_LEAST_PIECES = 4
_LEAST_ROWS = 3
_SHARE = 80
# No form has so many; lines that long are no rows.
_MOST_COLUMNS = 100
# A piece that stands beside a column by no more than this, and much nearer to it than to another, belongs to it.
_BESIDE, _FAR = 2, 5


class _Column(msgspec.Struct, eq=False):
    start: int
    end: int


class _Block(msgspec.Struct, eq=False):
    """Columns from left to right, none over another, and the rows that stand in them, each by its columns."""

    columns: list[_Column]
    rows: list[tuple[int, list[_Column]]]


class Places(msgspec.Struct, frozen=True):
    """In which columns the pieces of a line stand, of how many."""

    columns: tuple[int, ...]
    width: int


def columns_of(lines: Sequence[str], pieces: Sequence[Sequence[Span]]) -> list[Places | None] | None:
    """The places of the pieces of each line, None for a line that stands for itself; None where nothing is told.

    Pieces are spans of characters. What a character takes up is not the same everywhere: both usual widths are tried.
    """
    wide = [_as_wide(line, spans) for line, spans in zip(lines, pieces, strict=True)]
    # The right one lets more rows share their columns, and leaves fewer blanks in them.
    either = (_blocks(wide), _blocks(pieces))
    blocks = max(either, key=lambda blocks: (_shared(blocks), -sum(map(_blanks, blocks))))
    return _told(blocks, len(pieces)) if _is_laid_out(blocks) else None


def _as_wide(line: str, spans: Sequence[Span]) -> list[Span]:
    """The same spans where Chinese characters are twice as wide."""
    places = list(accumulate((2 if east_asian_width(char) in "WF" else 1 for char in line), initial=0))
    return [(places[start], places[end]) for start, end in spans]


def _blocks(pieces: Sequence[Sequence[Span]]) -> list[_Block]:
    blocks: list[_Block] = []
    for number, spans in enumerate(pieces):
        placed = _join(blocks[-1], spans) if blocks else None
        if placed is None and _LEAST_PIECES <= len(spans) <= _MOST_COLUMNS:
            placed = [_Column(*span) for span in spans]
            blocks.append(_Block(list(placed), []))
        if placed is not None:
            blocks[-1].rows.append((number, placed))
    return blocks


def _told(blocks: Sequence[_Block], lines: int) -> list[Places | None]:
    found: list[Places | None] = [None] * lines
    for block in blocks:
        place = {id(column): at for at, column in enumerate(block.columns)}
        for number, columns in block.rows:
            found[number] = Places(tuple(place[id(column)] for column in columns), len(place))
    return found


def _is_laid_out(blocks: Sequence[_Block]) -> bool:
    shared = _shared(blocks)
    return shared > 0 and shared * 100 >= sum(map(_size, blocks)) * _SHARE


def _shared(blocks: Sequence[_Block]) -> int:
    """How many rows share their columns with others."""
    return sum(size for block in blocks if (size := _size(block)) >= _LEAST_ROWS)


def _blanks(block: _Block) -> int:
    return sum(len(block.columns) - len(columns) for _, columns in block.rows)


def _size(block: _Block) -> int:
    return sum(len(columns) >= _LEAST_PIECES for _, columns in block.rows)


def _join(block: _Block, spans: Sequence[Span]) -> list[_Column] | None:
    """The columns of a row that stands in the block, with new ones between them; None for a row that does not."""
    if len(spans) > _MOST_COLUMNS:
        return None
    over = [_over(block.columns, span) for span in spans]
    if any(len(columns) > 1 for columns in over):
        return None
    known = [columns[0] for columns in over if columns]
    if len({id(column) for column in known}) < len(known) or len(known) * 2 < max(len(spans), 2) or len(spans) < 2:
        return None
    if len(block.columns) + len(spans) - len(known) > _MOST_COLUMNS:
        return None
    placed = [columns[0] if columns else _Column(*span) for columns, span in zip(over, spans, strict=True)]
    for column, columns, (start, end) in zip(placed, over, spans, strict=True):
        column.start, column.end = min(column.start, start), max(column.end, end)
        if not columns:
            insort(block.columns, column, key=_start)
    return placed


def _start(column: _Column) -> int:
    return column.start


def _over(columns: Sequence[_Column], span: Span) -> list[_Column]:
    """The columns that a piece stands over, else the one that it stands beside."""
    behind = bisect_left(columns, span[1], key=_start)
    first = behind
    while first and columns[first - 1].end > span[0]:
        first -= 1
    return list(columns[first:behind]) or _near(columns[max(0, behind - 2) : behind + 2], span)


def _apart(column: _Column, span: Span) -> int:
    """How far a piece stands from a column that it does not stand over."""
    return max(span[0] - column.end, column.start - span[1])


def _near(columns: Sequence[_Column], span: Span) -> list[_Column]:
    """The column beside which a piece stands, of those around it."""
    nearest = sorted(columns, key=lambda column: _apart(column, span))[:2]
    distances = [_apart(column, span) for column in nearest]
    return nearest[:1] if distances[0] <= _BESIDE and distances[-1] >= _FAR else []
