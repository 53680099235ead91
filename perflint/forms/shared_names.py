"""The name of several indicators, printed once in a cell that is merged over their rows."""

from collections.abc import Iterable, Iterator, Sequence

from perflint.documents.model import Address, Cell
from perflint.forms.grid import BLANK, Line
from perflint.forms.layout import Layout
from perflint.forms.looks import look_of

_POINTS = ("number", "percent")


def with_shared_names(lines: Sequence[Line], layout: Layout) -> Sequence[Line]:
    """The lines with the name in each row that has a target and points of its own."""
    columns = layout.columns
    name, target = columns.get("name", -1), columns.get("target", -1)
    points = columns.get("weight", columns.get("score", -1))
    if not any((cell := line.cells.get(name)) is not None and cell.row_span > 1 for line in lines):
        return lines
    named: list[Line] = []
    above: tuple[Cell, int] | None = None
    for line in lines:
        own = line.cells.get(name)
        if own is not None:
            above = (own, line.block) if own.row_span > 1 and own.text.strip(BLANK) else None
            named.append(line)
            continue
        shared = above[0] if above is not None and above[1] == line.block and _covers(above[0], line) else None
        scored = line.text(target) and look_of(line.text(points)) in _POINTS
        named.append(_named(line, shared) if shared is not None and scored else line)
    return named


def merged_names(names: Iterable[Sequence[Cell]]) -> Iterator[Sequence[Cell]]:
    """The cells of each row's name: under a merged one the merged cell itself, for it is one place."""
    above: Sequence[Cell] = ()
    for own in names:
        if not (above and own and _spans(above[0], own[0])):
            above = own
        yield above


def _spans(above: Cell, own: Cell) -> bool:
    high, low = above.address, own.address
    same = (high.place, high.container, above.column, above.text) == (low.place, low.container, own.column, own.text)
    return same and high.row < low.row < high.row + above.row_span


def _covers(cell: Cell, line: Line) -> bool:
    return line.row < cell.address.row + cell.row_span


def _named(line: Line, shared: Cell) -> Line:
    place = shared.address
    cell = Cell(shared.text, Address(place.place, line.row, place.column, place.container), shared.column)
    cells = dict(sorted((line.cells | {shared.column: cell}).items()))
    texts = dict(sorted((line.texts | {shared.column: shared.text.strip(BLANK)}).items()))
    return line.having(cells, texts)
