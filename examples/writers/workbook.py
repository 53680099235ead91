"""The form as an Excel workbook: merged cells, values with number formats, borders, the title above the table."""

from xml.sax.saxutils import escape, quoteattr

from writers.layout import Placed, Sheet, widths
from writers.package import HEADER, OFFICE, content_types, package, relations
from writers.stored import stored

NAME = "自评表"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# Numbers of formats up to here are Excel's own.
_OWN_FORMATS = 164
_TITLE = 1
# How wide the table is, in Chinese characters.
ROOM = 55


def xlsx_file(sheet: Sheet) -> bytes:
    """The bytes of the workbook."""
    cells = sheet.whole()
    codes = sorted({stored(cell.text).code for cell in cells} - {"@"})
    texts = list(dict.fromkeys(cell.text for cell in cells if cell.text and stored(cell.text).kind == "text"))
    items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in texts)
    return package(
        {
            "[Content_Types].xml": content_types(
                {
                    "xl/workbook.xml": f"{_KIND}.sheet.main+xml",
                    "xl/worksheets/sheet1.xml": f"{_KIND}.worksheet+xml",
                    "xl/styles.xml": f"{_KIND}.styles+xml",
                    "xl/sharedStrings.xml": f"{_KIND}.sharedStrings+xml",
                }
            ),
            "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
            "xl/workbook.xml": (
                f'{HEADER}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}">'
                f'<sheets><sheet name="{NAME}" sheetId="1" r:id="rId1"/></sheets></workbook>'
            ),
            "xl/_rels/workbook.xml.rels": relations(
                ("worksheet", "worksheets/sheet1.xml"), ("styles", "styles.xml"), ("sharedStrings", "sharedStrings.xml")
            ),
            "xl/styles.xml": _styles(codes),
            "xl/sharedStrings.xml": f'{HEADER}<sst xmlns="{MAIN}" uniqueCount="{len(texts)}">{items}</sst>',
            "xl/worksheets/sheet1.xml": _worksheet(sheet, cells, codes, texts),
        }
    )


def _worksheet(sheet: Sheet, cells: list[Placed], codes: list[str], texts: list[str]) -> str:
    below = len(sheet.above)
    rows: dict[int, dict[int, str]] = {}
    for cell in cells:
        kept = stored(cell.text)
        style = 0 if cell.row >= below else _TITLE
        if kept.kind != "text":
            style = 2 + codes.index(kept.code)
        for row in range(cell.row, cell.row + cell.high):
            # Covered cells are there without a value, because they carry the border.
            for column in range(cell.column, cell.column + cell.wide):
                rows.setdefault(row, {})[column] = f'<c r="{_name(row, column)}" s="{style}"/>'
        place = f'<c r="{_name(cell.row, cell.column)}" s="{style}"'
        if kept.kind != "text":
            rows[cell.row][cell.column] = f"{place}><v>{kept.serial}</v></c>"
        elif cell.text:
            rows[cell.row][cell.column] = f'{place} t="s"><v>{texts.index(cell.text)}</v></c>'
    data = "".join(
        f'<row r="{row + 1}" ht="{height(sheet, row - below)}" customHeight="1">'
        f"{''.join(markup for _, markup in sorted(line.items()))}</row>"
        for row, line in sorted(rows.items())
    )
    columns = "".join(
        f'<col min="{number}" max="{number}" width="{wide:.1f}" customWidth="1"/>'
        for number, wide in enumerate(widths(2 * ROOM), 1)
    )
    merged = [
        f'<mergeCell ref="{_name(cell.row, cell.column)}:'
        f'{_name(cell.row + cell.high - 1, cell.column + cell.wide - 1)}"/>'
        for cell in cells
        if cell.high > 1 or cell.wide > 1
    ]
    return (
        f'{HEADER}<worksheet xmlns="{MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><cols>{columns}</cols>'
        f'<sheetData>{data}</sheetData><mergeCells count="{len(merged)}">{"".join(merged)}</mergeCells>'
        '<pageSetup paperSize="9" fitToHeight="0"/></worksheet>'
    )


def height(sheet: Sheet, row: int) -> int:
    """How high a row of the table is, in points; a row above the table has a negative number."""
    # Programs fit the height of a row to its text only where no cell is merged.
    return 6 + 14 * sheet.lines(row, ROOM) if row >= 0 else 24


def _styles(codes: list[str]) -> str:
    """Style 0 is text with a border, 1 the title, the others one for each number format."""
    formats = "".join(
        f'<numFmt numFmtId="{_OWN_FORMATS + at}" formatCode={quoteattr(code)}/>' for at, code in enumerate(codes)
    )
    middle = '<alignment horizontal="center" vertical="center" wrapText="1"/>'
    shown = "".join(
        f'<xf numFmtId="{_OWN_FORMATS + at}" fontId="0" fillId="0" borderId="1" xfId="0" applyNumberFormat="1" '
        f'applyBorder="1" applyAlignment="1">{middle}</xf>'
        for at in range(len(codes))
    )
    sides = "".join(f'<{side} style="thin"/>' for side in ("left", "right", "top", "bottom"))
    return (
        f'{HEADER}<styleSheet xmlns="{MAIN}"><numFmts count="{len(codes)}">{formats}</numFmts>'
        '<fonts count="2"><font><sz val="10"/><name val="宋体"/></font>'
        '<font><b/><sz val="14"/><name val="宋体"/></font></fonts>'
        '<fills count="2"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill></fills>'
        f'<borders count="2"><border/><border>{sides}</border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        f'<cellXfs count="{2 + len(codes)}">'
        f'<xf numFmtId="49" fontId="0" fillId="0" borderId="1" xfId="0" applyAlignment="1">{middle}</xf>'
        f'<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1" applyAlignment="1">{middle}</xf>'
        f'{shown}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>'
        "</styleSheet>"
    )


def _name(row: int, column: int) -> str:
    return f"{chr(ord('A') + column)}{row + 1}"
