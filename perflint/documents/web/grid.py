"""From a table as written to its grid: who stands in which column, what covers whom."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from perflint.documents.limits import Limits, too_large
from perflint.documents.model import Address, Cell, Row, Table
from perflint.documents.web.flow import Piece
from perflint.documents.web.flow import Table as Draft

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

Places = dict[Address, "LexborNode"]
"""Where in the page stands each cell that has an address."""

# The standard takes up to 1000; nobody's table is as wide, and "all columns" is often written as a large number.
_MAX_COLUMN_SPAN = 256


class Grids:
    """Builds the tables of one file; the limits hold for all of them together."""

    def __init__(self, limits: Limits, path: str, places: Places | None = None) -> None:
        """`places`, where given, takes in the node of each cell."""
        self.tables = 0
        self._places = places
        self._limits = limits
        self._path = path
        self._rows = 0
        self._cells = 0

    def table(self, draft: Draft) -> Table:
        """The next table of the file, heads first and feet last as browsers show them. Raises InputTooLarge."""
        self.tables += 1
        self._rows += draft.rows()
        if self._rows > self._limits.max_rows:
            raise too_large("max_rows", self._limits.max_rows, self._path, place=f"T{self.tables}")
        placed: list[_PlacedRow] = []
        for _, rows in sorted(draft.groups, key=lambda group: group[0]):
            placed.extend(self._place(rows))
        width = 1 + max((column for row in placed for column, _, _ in row.anchors), default=-1)
        return Table(tuple(self._row(row, number, width) for number, row in enumerate(placed, 1)))

    def _place(self, rows: list[list[Piece]]) -> Iterator["_PlacedRow"]:
        """The rows of one group; no cell reaches out of it."""
        covered_until: list[int] = []
        for number, pieces in enumerate(rows):
            row = _PlacedRow()
            column = 0
            for piece in pieces:
                while column < len(covered_until) and covered_until[column] > number:
                    column += 1
                end = column + 1
                if piece.column_span > 1:
                    wanted = column + min(piece.column_span, _MAX_COLUMN_SPAN)
                    while end < wanted and not (end < len(covered_until) and covered_until[end] > number):
                        end += 1
                    self._spend(end - column - 1)
                down = 1
                if piece.row_span != 1:
                    down = min(piece.row_span or len(rows), len(rows) - number)
                    covered_until.extend([0] * (end - len(covered_until)))
                    covered_until[column:end] = [number + down] * (end - column)
                row.anchors.append((column, piece, (down, end - column)))
                column = end
            row.end = column
            row.covered = {at for at in range(column, len(covered_until)) if covered_until[at] > number}
            self._spend(len(pieces) + max(0, len(covered_until) - column))
            yield row

    def _row(self, row: "_PlacedRow", number: int, width: int) -> Row:
        container = str(self.tables)
        if self._places is not None:
            for column, piece, _ in row.anchors:
                if piece.node is not None:
                    self._places[Address("table", number, column + 1, container)] = piece.node
        cells = [
            Cell(
                _text(piece.content),
                Address("table", number, column + 1, container),
                column,
                down,
                min(across, width - column),
            )
            for column, piece, (down, across) in row.anchors
        ]
        blanks = [column for column in range(row.end, width) if column not in row.covered]
        self._spend(len(blanks))
        cells.extend(Cell("", Address("table", number, column + 1, container), column) for column in blanks)
        return Row(tuple(cells))

    def _spend(self, cells: int) -> None:
        self._cells += cells
        if self._cells > self._limits.max_cells:
            raise too_large("max_cells", self._limits.max_cells, self._path, place=f"T{self.tables}")


class _PlacedRow:
    """The cells of a row with their column and spans; where they end, and which columns behind are covered."""

    def __init__(self) -> None:
        self.anchors: list[tuple[int, Piece, tuple[int, int]]] = []
        self.end = 0
        self.covered: set[int] = set()


def _text(content: list[str | Draft]) -> str:
    """A cell's lines; a small table inside it gives a line for each of its rows."""
    if len(content) == 1 and isinstance(content[0], str):
        return content[0]
    lines: list[str] = []
    for item in content:
        if isinstance(item, str):
            lines.append(item)
            continue
        lines.extend(line for line in item.caption if isinstance(line, str))
        for _, rows in item.groups:
            texts = ([_text(piece.content) for piece in row] for row in rows)
            lines.extend(line for row in texts if (line := " ".join(filter(None, row))))
    return "\n".join(lines)
