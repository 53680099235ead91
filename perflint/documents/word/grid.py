"""A Word table's rows laid on its grid: which cells are one, where each stands (ECMA-376 part 1, 17.4)."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

import msgspec
from lxml import etree

from perflint.documents.model import Address, Cell, Row

# One millimetre.
_SLIVER = 57


class Piece(msgspec.Struct):
    """A cell as a row of the file has it.

    column  the first grid column, from 0
    merge   whether it starts or goes on with a cell over several rows
    text    what it shows
    element its markup
    """

    column: int
    span: int
    merge: Literal["", "restart", "continue"]
    text: str
    element: etree._Element | None = None


class _Anchor(msgspec.Struct):
    piece: Piece
    row_span: int = 1


Places = dict[Address, etree._Element]
"""Where in the markup stands what has an address: cells, and paragraphs outside of tables."""


def laid_out(
    pieces: Sequence[Sequence[Piece]], width: int, table: int, places: Places | None = None
) -> tuple[Row, ...]:
    """The rows of table number `table`: merged cells once, blank cells where a row has none up to `width`.

    `places` takes in the markup of each cell.
    """
    rows = list(_anchored(pieces))
    if places is not None:
        for number, anchors in enumerate(rows, 1):
            for piece in (anchor.piece for anchor in anchors):
                if piece.element is not None:
                    places[Address("table", number, piece.column + 1, str(table))] = piece.element
    return tuple(
        Row(tuple(_cells(anchors, row, width, table, number)))
        for number, (anchors, row) in enumerate(zip(rows, pieces, strict=True), 1)
    )


def without_slivers(pieces: Sequence[Sequence[Piece]], widths: Sequence[int]) -> None:
    """Take out the columns too narrow for any text, which come of borders dragged almost into line.

    `widths` are those of the grid's columns in twentieths of a point, 0 where unknown. A column stays where a cell
    has no other.
    """
    slivers = {column for column, width in enumerate(widths) if 0 < width <= _SLIVER}
    for piece in (piece for row in pieces for piece in row):
        extent = range(piece.column, piece.column + piece.span)
        if slivers and len(extent) <= len(slivers) and slivers.issuperset(extent):
            slivers.difference_update(extent)
    if not slivers:
        return
    gone = sorted(slivers)
    for piece in (piece for row in pieces for piece in row):
        end = piece.column + piece.span
        piece.column -= bisect_left(gone, piece.column)
        piece.span = end - bisect_left(gone, end) - piece.column


def width_of(pieces: Iterable[Sequence[Piece]]) -> int:
    """The number of grid columns in use."""
    return max((row[-1].column + row[-1].span for row in pieces if row), default=0)


def _anchored(pieces: Iterable[Sequence[Piece]]) -> Iterator[list[_Anchor]]:
    above: dict[int, _Anchor] = {}
    for row in pieces:
        anchors: list[_Anchor] = []
        here: dict[int, _Anchor] = {}
        for piece in row:
            anchor = above.get(piece.column) if piece.merge == "continue" else None
            # Cells of different widths are not merged, whatever they say.
            if anchor is None or anchor.piece.span != piece.span:
                anchor = _Anchor(piece)
                anchors.append(anchor)
            else:
                anchor.row_span += 1
            if piece.merge:
                here[piece.column] = anchor
        above = here
        yield anchors


def _cells(anchors: Iterable[_Anchor], row: Sequence[Piece], width: int, table: int, number: int) -> Iterator[Cell]:
    container = str(table)
    for column in range(row[0].column if row else width):
        yield Cell("", Address("table", number, column + 1, container), column)
    for anchor in anchors:
        column = anchor.piece.column
        address = Address("table", number, column + 1, container)
        yield Cell(anchor.piece.text, address, column, anchor.row_span, anchor.piece.span)
    for column in range(row[-1].column + row[-1].span if row else width, width):
        yield Cell("", Address("table", number, column + 1, container), column)
