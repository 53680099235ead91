"""What the readers saw before anything was recognised, as text for people who wonder why a form was misread.

A line a cell: the number of its row, its address, what it spans, its text. Blank cells that stand side by side share
a line, so that a gap shows without filling the page.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from unicodedata import combining, east_asian_width

from perflint.documents.model import Cell, Document, Paragraph, Row, Table
from perflint.language import Language
from perflint.reports.interface import View
from perflint.reports.parse_tables_json import leaves
from perflint.reports.printable import visible
from perflint.result import ReadResult

# One line of output: row number, address, span, text.
Line = tuple[str, str, str, str]


def render(result: ReadResult, view: View) -> str:
    """The documents in order, an empty line between two of them."""
    return "\n".join("".join(f"{line}\n" for line in _document(entry, view.language)) for entry in result.documents)


def columns_of(text: str) -> int:
    """How many columns of a terminal a text takes: a Chinese character two, a combining mark none."""
    return sum(0 if combining(char) else 2 if east_asian_width(char) in "WF" else 1 for char in text)


def _document(document: Document, language: Language) -> Iterator[str]:
    zh = language == "zh"
    yield f"{visible(document.path)}  [{document.format}]"
    for notice in document.notices:
        where = f"{notice.address} " if notice.address else ""
        yield f"  {'注意' if zh else 'note'}: {visible(where)}{visible(notice.message.pick(language))}"
    if document.root is not None:
        yield f"  {'结构化文件，没有表格' if zh else 'structured input, no tables'}"
        yield from _lines(
            [("", str(cell.address), path, _shown(cell.text, zh=zh)) for path, cell in leaves(document.root)]
        )
        return
    if not document.blocks:
        yield f"  {'没有文字，也没有表格' if zh else 'no text and no table'}"
    number = 0
    for texts, blocks in groupby(document.blocks, lambda block: isinstance(block, Paragraph)):
        if texts:
            yield ""
            yield f"  {'表外文字' if zh else 'text outside tables'}"
            cells = [block.cell for block in blocks if isinstance(block, Paragraph)]
            yield from _lines([("", str(cell.address), "", _shown(cell.text, zh=zh)) for cell in cells])
            continue
        for table in blocks:
            if isinstance(table, Table):
                number += 1
                yield ""
                yield from _table(table, number, language)


def _table(table: Table, number: int, language: Language) -> Iterator[str]:
    zh = language == "zh"
    cells = [cell for row in table.rows for cell in row.cells]
    wide = max((cell.column + cell.column_span for cell in cells), default=0)
    name = f"“{table.name}”" if zh else f" “{table.name}”"
    head = (f"表格{number}" if zh else f"table {number}") + (visible(name) if table.name else "")
    size = f"{len(table.rows)}行，{wide}列" if zh else f"{len(table.rows)} rows, {wide} columns"
    place = f", {cells[0].address} – {cells[-1].address}" if cells else ""
    yield f"  {head}: {size}{visible(place.replace(', ', '，') if zh else place)}"
    if table.doubt is not None:
        yield f"  {'存疑' if zh else 'in doubt'}: {visible(table.doubt.pick(language))}"
    yield from _lines([line for at, row in enumerate(table.rows, 1) for line in _row(at, row, language)])


def _row(number: int, row: Row, language: Language) -> Iterator[Line]:
    zh = language == "zh"
    head = str(number)
    if not row.cells:
        yield head, "", "", "（全行已并入上方）" if zh else "(all merged into rows above)"
    for blank, group in groupby(row.cells, lambda cell: not cell.text and cell.row_span == cell.column_span == 1):
        cells = list(group)
        if blank:
            last = f" – {cells[-1].address}" if len(cells) > 1 else ""
            yield head, f"{cells[0].address}{last}", "", _shown("", zh=zh)
            head = ""
            continue
        for cell in cells:
            yield head, str(cell.address), _span(cell, language), _shown(cell.text, zh=zh)
            head = ""


def _span(cell: Cell, language: Language) -> str:
    rows, columns = cell.row_span, cell.column_span
    if language == "zh":
        spans = (f"{rows}行" if rows > 1 else "") + (f"{columns}列" if columns > 1 else "")
        return f"跨{spans}" if spans else ""
    return " × ".join(f"{size} {what}" for size, what in ((rows, "rows"), (columns, "columns")) if size > 1)


def _shown(text: str, *, zh: bool) -> str:
    # Breaks inside a cell are often why it was misread, so they show.
    return text.replace("\r\n", "\n").replace("\n", "⏎").replace("\t", "⇥") if text else "（空）" if zh else "(blank)"


def _lines(lines: Sequence[Line]) -> Iterator[str]:
    shown = [tuple(visible(part) for part in line) for line in lines]
    # One far address (a long sheet name, a range of blanks) must not push every text off the screen.
    widths = [min(max((columns_of(line[at]) for line in shown), default=0), 32) for at in range(3)]
    for line in shown:
        parts = [f"{' ' * (widths[0] - columns_of(line[0]))}{line[0]}"] if widths[0] else []
        parts += [
            f"{text}{' ' * (width - columns_of(text))}"
            for text, width in zip(line[1:3], widths[1:], strict=True)
            if width
        ]
        yield f"    {'  '.join([*parts, line[3]])}"
