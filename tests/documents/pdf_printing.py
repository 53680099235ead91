"""PDFs for the tests, printed by reportlab: pages drawn by hand, and whole forms set as tables."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any, NamedTuple

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from perflint.documents import Document
from perflint.documents import Paragraph as LooseText
from tests.documents.pdf_samples import Piece, national_grid, texts_above

# Every PDF reader has this font of its own, so that no font file is needed.
FONT = "STSong-Light"
WIDTH, HEIGHT = A4


class Ruled(NamedTuple):
    """A table to be drawn: its grid lines (y downwards from the upper edge) and its cells."""

    xs: Sequence[float]
    ys: Sequence[float]
    cells: Sequence[tuple[int, Piece]]

    def boxes(self) -> Iterable[tuple[float, float, float, float, str]]:
        """Left, lower edge (in the coordinates of PDF), width, height and text of each cell."""
        for row, piece in self.cells:
            left, top = self.xs[piece.column], self.ys[row]
            right, bottom = self.xs[piece.column + piece.columns], self.ys[row + piece.rows]
            yield left, HEIGHT - bottom, right - left, bottom - top, piece.text


def plain(
    rows: Sequence[Sequence[str]], left: float = 60, top: float = 100, wide: float = 90, high: float = 24
) -> Ruled:
    """A table without merged cells."""
    return Ruled(
        [left + wide * at for at in range(len(rows[0]) + 1)],
        [top + high * at for at in range(len(rows) + 1)],
        [(number, Piece(text, column)) for number, row in enumerate(rows) for column, text in enumerate(row)],
    )


def pdf(*pages: Callable[[Canvas], None], **options: Any) -> bytes:
    """A PDF of these pages; `options` are those of the canvas (encrypt, pagesize …)."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    buffer = BytesIO()
    canvas = Canvas(buffer, pagesize=options.pop("pagesize", A4), invariant=1, **options)
    for draw in pages:
        canvas.setFont(FONT, 9)
        canvas.setLineWidth(0.5)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def write_cells(canvas: Canvas, table: Ruled) -> None:
    """The texts of the cells, from the upper left corner, a line each 11 points."""
    for left, bottom, _, high, text in table.boxes():
        for number, line in enumerate(text.split("\n")):
            canvas.drawString(left + 4, bottom + high - 12 - 11 * number, line)


def draw_boxes(canvas: Canvas, table: Ruled) -> None:
    """Each cell with a border of its own, as spreadsheet programs do it."""
    for left, bottom, wide, high, _ in table.boxes():
        canvas.rect(left, bottom, wide, high)


def draw_table(canvas: Canvas, table: Ruled) -> None:
    """Borders and texts."""
    draw_boxes(canvas, table)
    write_cells(canvas, table)


def texts(document: Document) -> list[str | list[list[str]]]:
    """Paragraphs as text, tables as lists of rows of texts."""
    return [
        block.cell.text if isinstance(block, LooseText) else [[cell.text for cell in row.cells] for row in block.rows]
        for block in document.blocks
    ]


def printed_forms(
    forms: Iterable[Mapping[str, Any]], *, repeat_heading: bool = False, break_rows: bool = False
) -> bytes:
    """The forms in the national layout, one after the other without page breaks between them.

    With `repeat_heading` the first row is printed again on every page; with `break_rows` a page may end within a row.
    """
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    style = ParagraphStyle("cell", fontName=FONT, fontSize=9, leading=12, wordWrap="CJK")
    story: list[Any] = []
    for form in forms:
        story += [Paragraph(text, style) for text in texts_above(form)]
        story.append(_table(national_grid(form), style, repeat_heading=repeat_heading, break_rows=break_rows))
        story.append(Spacer(1, 30))
    buffer = BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, leftMargin=40, rightMargin=40, topMargin=50, bottomMargin=50).build(story)
    return buffer.getvalue()


def printed_pages(
    forms: Iterable[Mapping[str, Any]], above: Sequence[str], around: Callable[[Canvas, int], None]
) -> bytes:
    """The forms one a page, with these lines above each; `around` draws what every page has besides."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    style = ParagraphStyle("cell", fontName=FONT, fontSize=9, leading=12, wordWrap="CJK")
    story: list[Any] = []
    for form in forms:
        story += [Paragraph(text, style) for text in above]
        story += [_table(national_grid(form), style, repeat_heading=False, break_rows=False), PageBreak()]
    buffer = BytesIO()

    def draw(canvas: Canvas, template: SimpleDocTemplate) -> None:
        around(canvas, template.page)

    SimpleDocTemplate(buffer, pagesize=A4, leftMargin=40, rightMargin=40, topMargin=35, bottomMargin=35).build(
        story, onFirstPage=draw, onLaterPages=draw
    )
    return buffer.getvalue()


def printed_grid(grid: Sequence[Sequence[Piece]], above: Sequence[str] = (), *, columns: int) -> bytes:
    """A ruled table of equal columns, with these lines of text above it."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    style = ParagraphStyle("cell", fontName=FONT, fontSize=9, leading=12, wordWrap="CJK")
    widths = [(WIDTH - 80) / columns] * columns
    table = _table(grid, style, repeat_heading=False, break_rows=False, widths=widths)
    buffer = BytesIO()
    SimpleDocTemplate(buffer, pagesize=A4, leftMargin=40, rightMargin=40, topMargin=50, bottomMargin=50).build(
        [*(Paragraph(text, style) for text in above), table]
    )
    return buffer.getvalue()


def _table(
    grid: Sequence[Sequence[Piece]],
    style: ParagraphStyle,
    *,
    repeat_heading: bool,
    break_rows: bool,
    widths: Sequence[float] = (28, 52, 62, 92, 62, 62, 40, 40, 76),
) -> Table:
    data: list[list[Any]] = [[""] * len(widths) for _ in grid]
    commands: list[tuple[Any, ...]] = [("GRID", (0, 0), (-1, -1), 0.5, "black"), ("VALIGN", (0, 0), (-1, -1), "MIDDLE")]
    for row, pieces in enumerate(grid):
        for piece in pieces:
            markup = piece.text.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br/>") if piece.text else ""
            data[row][piece.column] = Paragraph(markup, style)
            if piece.rows > 1 or piece.columns > 1:
                last = (piece.column + piece.columns - 1, row + piece.rows - 1)
                commands.append(("SPAN", (piece.column, row), last))
    return Table(data, list(widths), style=commands, repeatRows=int(repeat_heading), splitInRow=int(break_rows))


__all__ = [
    "FONT",
    "HEIGHT",
    "WIDTH",
    "PageBreak",
    "Ruled",
    "draw_boxes",
    "draw_table",
    "pdf",
    "plain",
    "printed_forms",
    "printed_grid",
    "printed_pages",
    "texts",
    "write_cells",
]
