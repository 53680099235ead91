"""Laid-out pages made into the blocks of a document, with addresses.

A table that goes on over pages keeps one table per page, as people count it; but its columns are counted alike on all
of them, also where a page shows fewer, so that a value stays under its heading.
"""

from collections.abc import Iterator, Sequence

from perflint.documents.model import Address, Cell, Paragraph, Row, Table
from perflint.documents.pdf.page_layout import PageLayout, PlacedTable
from perflint.documents.pdf.page_marks import Box, PlacedCell
from perflint.documents.pdf.page_rulings import distinct, nearest
from perflint.documents.pdf.page_running import BETWEEN, alike


def blocks_of(pages: Sequence[PageLayout]) -> Iterator[Table | Paragraph]:
    """The tables and paragraphs of all pages in order, rows and loose lines numbered page by page."""
    columns = _shared_columns(pages)
    for number, page in enumerate(pages):
        container = str(page.page)
        row = line = 0
        for position, thing in enumerate(page.things):
            if isinstance(thing, str):
                line += 1
                if not thing:
                    continue
                # In no table, hence in no column.
                yield Paragraph(Cell(thing, Address("page", line, 0, container)))
            else:
                xs = columns.get((number, position), thing.xs)
                yield Table(tuple(_rows(thing, xs, row, container)), doubt=thing.doubt)
                row += len(thing.rows)


def boxes_of(pages: Sequence[PageLayout]) -> dict[Address, Box]:
    """The place on its page of each cell of a table, as it is seen, under the address that `blocks_of` gives it.

    Cells that were printed on another page, as the right part of a wide table, have none.
    """
    columns = _shared_columns(pages)
    found: dict[Address, Box] = {}
    for number, page in enumerate(pages):
        row = 0
        for position, thing in enumerate(page.things):
            if isinstance(thing, str):
                continue
            places = [nearest(columns.get((number, position), thing.xs), x) for x in thing.xs]
            for cells in thing.rows:
                row += 1
                for cell in cells:
                    if cell.box is not None and cell.box.right <= page.width:
                        found[_cell(cell, places, row, str(page.page)).address] = cell.box
    return found


def _rows(table: PlacedTable, xs: Sequence[float], before: int, container: str) -> Iterator[Row]:
    places = [nearest(xs, x) for x in table.xs]
    for number, cells in enumerate(table.rows, before + 1):
        yield Row(tuple(_cell(cell, places, number, container) for cell in cells))


def _cell(cell: PlacedCell, places: Sequence[int], row: int, container: str) -> Cell:
    column, span = cell.column, cell.column_span
    if places:
        column, span = places[column], places[column + span] - places[column]
    return Cell(cell.text, Address("page", row, column + 1, container), column, cell.row_span, span)


def _shared_columns(pages: Sequence[PageLayout]) -> dict[tuple[int, int], list[float]]:
    """The columns of each table (by page and position) that goes on over a page break."""
    shared: dict[tuple[int, int], list[float]] = {}
    chain: dict[tuple[int, int], PlacedTable] = {}
    for number, page in enumerate(pages):
        tables = [(at, thing) for at, thing in enumerate(page.things) if isinstance(thing, PlacedTable)]
        if not tables:
            chain = {}
            continue
        (first, table), (last, lowest) = tables[0], tables[-1]
        if chain and _lines(page.things[:first]) <= BETWEEN and alike(next(reversed(chain.values())), table):
            chain[number, first] = table
            xs = distinct(x for part in chain.values() for x in part.xs)
            shared.update(dict.fromkeys(chain, xs))
        else:
            chain = {}
        if first != last or not chain:
            chain = {(number, last): lowest}
        if _lines(page.things[last + 1 :]) > BETWEEN:
            chain = {}
    return shared


def _lines(things: Sequence[PlacedTable | str]) -> int:
    return sum(bool(thing) for thing in things)
