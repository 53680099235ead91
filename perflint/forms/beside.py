"""Forms that stand beside one another in one table: their labels repeat, row for row, at one distance.

项目名称 | 甲 |   | 项目名称 | 乙
主管部门 | 某 |   | 主管部门 | 某         two tables, of columns 1–2 and 4–5
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from perflint.documents.model import Cell, Paragraph, Row, Table
from perflint.forms.vocabulary import label_key, vocabulary
from perflint.patterns import pattern

_LABEL = pattern(r"[\u4e00-\u9fff]\s*[\u4e00-\u9fff]")
# Labels that the forms must have in common, columns that a form has at least.
_ALIKE = 8
_NARROWEST = 3


def apart(blocks: Iterable[Table | Paragraph]) -> Iterator[Table | Paragraph]:
    """The blocks of a document, forms beside one another in one table as a table each."""
    for block in blocks:
        if isinstance(block, Table) and (width := _width(block)):
            yield from _parts(block, width)
        else:
            yield block


def _width(table: Table) -> int:
    """How many columns on the next form begins; 0 where a table is one.

    A head must be among what repeats: one form may have its indicators twice, for some years and for this one.
    """
    if not any(map(_begins_again, table.rows)):
        return 0
    heads = vocabulary().heads
    found: dict[int, set[str]] = defaultdict(set)
    begun: set[int] = set()
    for row in table.rows:
        texts = [cell.text for cell in row.cells if cell.text]
        if len(texts) == len(set(texts)):
            continue
        for text, columns in _repeated(row.cells):
            distances = {two - one for one, two in pairwise(columns)}
            if len(distances) == 1 and (distance := distances.pop()) >= _NARROWEST:
                found[distance].add(text)
                if columns[0] == 0 and label_key(text) in heads:
                    begun.add(distance)
    alike = [width for width, texts in found.items() if len(texts) >= _ALIKE and width in begun]
    return max(alike, key=lambda width: len(found[width]), default=0)


def _begins_again(row: Row) -> bool:
    """Whether what the row begins with stands in it once more: of most tables that is all that need be asked."""
    texts = [cell.text for cell in row.cells]
    return len(texts) > 1 and texts[0] != "" and texts[0] in texts[1:]


def _repeated(cells: Sequence[Cell]) -> Iterator[tuple[str, list[int]]]:
    columns: dict[str, list[int]] = defaultdict(list)
    for cell in cells:
        if _LABEL.search(cell.text):
            columns[cell.text].append(cell.column)
    return ((text, places) for text, places in columns.items() if len(places) > 1)


def _parts(table: Table, width: int) -> Iterator[Table]:
    """A table for each form; a cell over several of them, as a title above both, stays with the first."""
    last = max(cell.column for row in table.rows for cell in row.cells)
    for start in range(0, last + 1, width):
        rows = (
            Row(
                tuple(
                    Cell(cell.text, cell.address, cell.column - start, cell.row_span, cell.column_span)
                    for cell in row.cells
                    if start <= cell.column < start + width
                )
            )
            for row in table.rows
        )
        yield Table(tuple(row for row in rows if row.cells), table.name, table.doubt)
