"""The part of a document that holds a form, drawn as the user knows it: HTML tables with their spans, and marked cells.

    parts = parts_of(document, [form.begins for form in checked.forms])
    html = draw(parts[0], marks, language)

A mark says what is wrong with a cell and where that is told. All text is escaped; the result holds no script and no
style, only the classes of `form_table.css`. End tags of cells and rows are left out, as HTML allows: a page may have
200 forms.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from perflint.documents.model import Address, Cell, Document, Paragraph, Row, Table, column_letters
from perflint.engine.outcome import Severity
from perflint.language import Language
from perflint.reports.html import markup

# More rows than any form has; a longer part is a list of something else.
ROWS_SHOWN = 600
# A cell wider than the table itself is a mistake of its file.
COLUMNS_SHOWN = 60
_BLANK = " \t\r\n\u3000\u00a0\u200b\ufeff"


class Mark(msgspec.Struct, frozen=True):
    """What is to be seen at a cell.

    severity   of the worst finding; None for a cell that findings only refer to, or whose findings were accepted
    links      the element ids of the findings with what a click on them promises (`3`, `PF201`); empty for references
    anchor     the element id of the cell itself
    title      what a pointer that rests on it is told
    """

    severity: Severity | None
    links: tuple[tuple[str, str], ...] = ()
    anchor: str = ""
    title: str = ""


Part = Sequence[Table | Paragraph]
"""The blocks of a document, or rows of them, that belong to one form."""


def parts_of(document: Document, begins: Sequence[Address | None]) -> list[Part]:
    """The document parted among its forms: each from its first cell to the next form's, without the text that follows.

    `begins` holds the first cell of each form, in order. A form whose first cell is not in the document gets nothing.
    """
    blocks = _blocks(document)
    rows = [(number, row) for number, block in enumerate(blocks) for row in _rows(block)]
    at: dict[Address, int] = {}
    for place, (_, row) in enumerate(rows):
        for cell in row.cells:
            at.setdefault(cell.address, place)
    starts = [at.get(address) if address is not None else None for address in begins]
    parts: list[Part] = []
    for index, start in enumerate(starts):
        end = next((later for later in starts[index + 1 :] if later is not None), len(rows))
        parts.append(_part(blocks, rows[start:end]) if start is not None else ())
    return parts


def draw(part: Part, marks: Mapping[Address, Mark], language: Language) -> str:
    """The blocks one below the other; "" where there is nothing."""
    pieces: list[str] = []
    loose: list[str] = []
    drawn = 0
    for block in part:
        if isinstance(block, Paragraph):
            loose.append(f"<p{_shown(block.cell, marks)}\n")
            continue
        if loose:
            pieces.append(f'<div class="loose">{"".join(loose)}</div>\n')
            loose = []
        pieces.append(_table(block, marks, ROWS_SHOWN - drawn, language))
        drawn += len(block.rows)
    if loose:
        pieces.append(f'<div class="loose">{"".join(loose)}</div>\n')
    return "".join(pieces)


def _blocks(document: Document) -> Sequence[Table | Paragraph]:
    """The document's own, or a structured one as a table of names and values."""
    if document.root is None:
        return document.blocks
    rows = []
    for name, cell in _leaves(document.root, ""):
        # The name is no cell of the document: it must not be taken for one.
        label = Cell(name, Address("field", 0, 0, name), 0)
        rows.append(Row((label, Cell(cell.text, cell.address, 1))))
    return (Table(tuple(rows)),)


def _leaves(node: object, path: str) -> Iterator[tuple[str, Cell]]:
    if isinstance(node, Cell):
        yield path, node
    elif isinstance(node, dict):
        for key, member in node.items():
            yield from _leaves(member, f"{path}.{key}" if path else key)
    elif isinstance(node, list):
        for number, member in enumerate(node):
            yield from _leaves(member, f"{path}.{number}" if path else str(number))


def _rows(block: Table | Paragraph) -> Sequence[Row]:
    return (Row((block.cell,)),) if isinstance(block, Paragraph) else block.rows


def _part(blocks: Sequence[Table | Paragraph], rows: Sequence[tuple[int, Row]]) -> Part:
    """The rows as blocks again; behind the last table only a few lines of loose text are taken for part of the form."""
    part: list[Table | Paragraph] = []
    run: list[Row] = []
    for position, (number, row) in enumerate(rows):
        block = blocks[number]
        if isinstance(block, Paragraph):
            part.append(block)
            continue
        run.append(row)
        if position + 1 == len(rows) or rows[position + 1][0] != number:
            part.append(Table(tuple(run), block.name, block.doubt))
            run = []
    tables = [place for place, block in enumerate(part) if isinstance(block, Table)]
    return tuple(part[: tables[-1] + 4]) if tables else tuple(part)


def _table(table: Table, marks: Mapping[Address, Mark], room: int, language: Language) -> str:
    rows = _filled(table.rows, marks)
    if not rows:
        return ""
    first = min((cell.column for row in rows for cell in row.cells), default=0)
    width = min(COLUMNS_SHOWN, max(_end(row, first, marks) for row in rows))
    lines: list[str] = []
    # Columns that a span from above still covers, with the rows that it goes on for.
    covered = [0] * width
    left_out = 0
    for number, row in enumerate(rows):
        if number >= room and not any(cell.address in marks for cell in row.cells):
            left_out += 1
            covered = [max(0, more - 1) for more in covered]
            continue
        lines.append(f"<tr>{_row_name(row)}{_cells(row, marks, covered, first, len(rows) - number)}\n")
    head = _column_names(rows, first, width)
    name = f"<caption>{markup.text(table.name)}</caption>" if table.name else ""
    said = f"其余 {left_out} 行从略" if language == "zh" else f"{left_out} more rows are left out"
    note = f'<p class="left-out">{said}</p>\n' if left_out else ""
    return f'<div class="sheet"><table class="form">{name}{head}{"".join(lines)}</table></div>\n{note}'


def _filled(rows: Sequence[Row], marks: Mapping[Address, Mark]) -> Sequence[Row]:
    """The rows without those at their end that have nothing to show."""
    end = len(rows)
    while end and not any(_shows(cell, marks) for cell in rows[end - 1].cells):
        end -= 1
    return rows[:end]


def _end(row: Row, first: int, marks: Mapping[Address, Mark]) -> int:
    """One more than the last column that the row needs; cells at its end that show nothing need none."""
    needed = [cell.column + cell.column_span for cell in row.cells if _shows(cell, marks)]
    return max(needed, default=first + 1) - first


def _shows(cell: Cell, marks: Mapping[Address, Mark]) -> bool:
    """Whether there is a text or a mark to see: a blank cell may be just what is wrong."""
    return bool(cell.text.strip(_BLANK)) or cell.address in marks


def _row_name(row: Row) -> str:
    """The number under which a finding names the row."""
    address = next((cell.address for cell in row.cells if cell.address.place != "field"), None)
    return f"<th scope=row>{address.row}" if address is not None else "<th>"


def _column_names(rows: Sequence[Row], first: int, width: int) -> str:
    """A spreadsheet's letters, since its addresses have them; other formats count their rows only."""
    sample = next((cell for row in rows for cell in row.cells if cell.address.place == "sheet"), None)
    if sample is None:
        return ""
    shift = sample.address.column - sample.column + first
    letters = "".join(f"<th scope=col>{column_letters(shift + number)}" for number in range(width))
    return f"<tr class=letters><th>{letters}\n"


def _cells(row: Row, marks: Mapping[Address, Mark], covered: list[int], first: int, room: int) -> str:
    """The cells of a row in their columns; `covered` is brought up to the next row."""
    width = len(covered)
    by_column = {cell.column - first: cell for cell in row.cells}
    pieces: list[str] = []
    column = 0
    while column < width:
        if covered[column]:
            covered[column] -= 1
            column += 1
            continue
        cell = by_column.get(column)
        if cell is None:
            pieces.append("<td>")
            column += 1
            continue
        # A span ends where another one comes down from above, at the edge of the table and of the part.
        across = 1
        while across < cell.column_span and column + across < width and not covered[column + across]:
            across += 1
        down = max(1, min(cell.row_span, room))
        for place in range(column, column + across):
            covered[place] = down - 1
        spans = (f" colspan={across}" if across > 1 else "") + (f" rowspan={down}" if down > 1 else "")
        pieces.append(f"<td{spans}{_shown(cell, marks)}")
        column += across
    return "".join(pieces)


def _shown(cell: Cell, marks: Mapping[Address, Mark]) -> str:
    """The rest of a start tag, and the text of the cell with the ways to its findings."""
    text = markup.text(cell.text)
    mark = marks.get(cell.address)
    if mark is None:
        return f">{text}"
    kind = mark.severity or ("accepted" if mark.links else "related")
    anchor = f' id="{markup.attribute(mark.anchor)}" tabindex=-1' if mark.anchor else ""
    title = f' title="{markup.attribute(mark.title)}"' if mark.title else ""
    links = "".join(
        f'<a class=back href="#{markup.attribute(target)}">{markup.attribute(label)}</a>'
        for target, label in mark.links
    )
    return f' class="mark {kind}"{anchor}{title}>{text}{f" <span class=ways>{links}</span>" if links else ""}'
