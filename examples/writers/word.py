"""The form as a Word document: the title as paragraphs, one table with cells merged across and down."""

from xml.sax.saxutils import escape

from writers.layout import Placed, Sheet, widths
from writers.package import HEADER, content_types, package, relations

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# Twentieths of a point: A4 upright less its margins.
_PAPER = 9600


def docx_file(sheet: Sheet) -> bytes:
    """The bytes of the document."""
    above = "".join(_paragraph(text, size=32 if not at else 24) for at, text in enumerate(sheet.above))
    document = (
        f'{HEADER}<w:document xmlns:w="{MAIN}"><w:body>{above}{_table(sheet)}<w:p/>'
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134" w:header="720" w:footer="720"'
        ' w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>"
    )
    return package(
        {
            "[Content_Types].xml": content_types({"word/document.xml": _KIND}),
            "_rels/.rels": relations(("officeDocument", "word/document.xml")),
            "word/document.xml": document,
        }
    )


def _table(sheet: Sheet) -> str:
    columns = [round(wide) for wide in widths(_PAPER)]
    grid = "".join(f'<w:gridCol w:w="{wide}"/>' for wide in columns)
    sides = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    rows = []
    for row in range(sheet.rows):
        # A cell merged downwards is written in each of its rows, with text only in the first.
        here = [cell for cell in sheet.cells if cell.row <= row < cell.row + cell.high]
        cells = (_cell(cell, columns, first=cell.row == row) for cell in sorted(here, key=lambda cell: cell.column))
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(columns)}" w:type="dxa"/><w:tblBorders>{sides}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{"".join(rows)}</w:tbl>'
    )


def _cell(cell: Placed, columns: list[int], *, first: bool) -> str:
    wide = sum(columns[cell.column : cell.column + cell.wide])
    look = f'<w:tcW w:w="{wide}" w:type="dxa"/>'
    if cell.wide > 1:
        look += f'<w:gridSpan w:val="{cell.wide}"/>'
    if cell.high > 1:
        look += '<w:vMerge w:val="restart"/>' if first else "<w:vMerge/>"
    lines = cell.text.split("\n") if first else [""]
    return f'<w:tc><w:tcPr>{look}<w:vAlign w:val="center"/></w:tcPr>{"".join(map(_paragraph, lines))}</w:tc>'


def _paragraph(text: str, size: int = 18) -> str:
    if not text:
        return '<w:p><w:pPr><w:jc w:val="center"/></w:pPr></w:p>'
    look = f'<w:rPr><w:rFonts w:eastAsia="宋体"/><w:sz w:val="{size}"/></w:rPr>'
    run = f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'
    return f'<w:p><w:pPr><w:jc w:val="center"/></w:pPr>{run}</w:p>'
