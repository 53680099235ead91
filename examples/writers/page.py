"""The form as a PDF of A4 pages: a ruled table that goes on over a page break, without its heading repeated."""

from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

from writers.layout import HEADINGS, WIDTH, Sheet, widths

# Every PDF reader has this font of its own, so that no font file is needed.
FONT = "STSong-Light"
_MARGIN = 42


def pdf_file(sheet: Sheet) -> bytes:
    """The bytes of the PDF, the same ones at each run."""
    pdfmetrics.registerFont(UnicodeCIDFont(FONT))
    title = ParagraphStyle("title", fontSize=16, leading=22, alignment=1, fontName=FONT, wordWrap="CJK")
    style = ParagraphStyle("cell", fontSize=9.5, leading=13, alignment=1, fontName=FONT, wordWrap="CJK")
    story: list[Any] = [Paragraph(escape(text), title if not at else style) for at, text in enumerate(sheet.above)]
    # A page ends between two indicators, with merged cells going on over it.
    heading = next(cell.row for cell in sheet.cells if cell.text == HEADINGS[0])
    first, second = sheet.cut(heading + 3)
    story += [Spacer(1, 10), _table(first, style), PageBreak(), _table(second, style)]
    buffer = BytesIO()
    paper = SimpleDocTemplate(
        buffer,
        pagesize=A4,
        leftMargin=_MARGIN,
        rightMargin=_MARGIN,
        topMargin=56,
        bottomMargin=56,
        title=sheet.above[0],
        # Without the time and a random name of the file.
        invariant=1,
    )
    paper.build(story)
    return buffer.getvalue()


def _table(sheet: Sheet, style: ParagraphStyle) -> Table:
    data: list[list[Any]] = [[""] * WIDTH for _ in range(sheet.rows)]
    commands: list[tuple[Any, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, "black"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("LEFTPADDING", (0, 0), (-1, -1), 3),
        ("RIGHTPADDING", (0, 0), (-1, -1), 3),
        ("TOPPADDING", (0, 0), (-1, -1), 8),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 8),
    ]
    for cell in sheet.cells:
        data[cell.row][cell.column] = Paragraph(escape(cell.text).replace("\n", "<br/>"), style)
        if cell.high > 1 or cell.wide > 1:
            last = (cell.column + cell.wide - 1, cell.row + cell.high - 1)
            commands.append(("SPAN", (cell.column, cell.row), last))
    return Table(data, widths(A4[0] - 2 * _MARGIN), style=commands)
