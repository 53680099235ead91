"""The form as an OpenDocument spreadsheet: merged cells, values with their types, number styles."""

from xml.sax.saxutils import escape

from writers.layout import WIDTH, Placed, Sheet, widths
from writers.package import package
from writers.stored import Stored, stored

NAME = "自评表"
KIND = "application/vnd.oasis.opendocument.spreadsheet"
_HEADER = '<?xml version="1.0" encoding="UTF-8"?>\n'
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
# How wide the table is, in Chinese characters of 10 points.
_ROOM = 65
_SPACES = " ".join(
    f'xmlns:{prefix}="{_OASIS}:{name}:1.0"'
    for prefix, name in (
        ("office", "office"),
        ("table", "table"),
        ("text", "text"),
        ("style", "style"),
        ("number", "datastyle"),
        ("fo", "xsl-fo-compatible"),
    )
)


def ods_file(sheet: Sheet) -> bytes:
    """The bytes of the spreadsheet."""
    # One style for each number format that occurs.
    shown = {kept.code: kept for cell in sheet.cells if (kept := stored(cell.text)).kind != "text"}
    styles = {code: f"N{number}" for number, code in enumerate(sorted(shown), 1)}
    data_styles = "".join(_data_style(name, shown[code]) for code, name in styles.items())
    cell_styles = "".join(
        f'<style:style style:name="c{name}" style:family="table-cell" style:parent-style-name="Default" '
        f'style:data-style-name="{name}"><style:table-cell-properties fo:border="0.5pt solid #000000"/></style:style>'
        for name in styles.values()
    )
    columns = "".join(f'<table:table-column table:style-name="co{number}"/>' for number in range(WIDTH))
    column_styles = "".join(
        f'<style:style style:name="co{number}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{wide:.2f}cm"/></style:style>'
        for number, wide in enumerate(widths(24))
    )
    # Programs fit the height of a row to its text only where no cell is merged.
    row_styles = "".join(
        f'<style:style style:name="ro{lines}" style:family="table-row">'
        f'<style:table-row-properties style:row-height="{0.2 + 0.45 * lines:.2f}cm"/></style:style>'
        for lines in sorted({_lines(sheet, row) for row in range(len(sheet.above) + sheet.rows)})
    )
    content = (
        f'{_HEADER}<office:document-content {_SPACES} office:version="1.2"><office:automatic-styles>'
        f"{column_styles}{row_styles}{data_styles}{cell_styles}"
        '<style:style style:name="cT" style:family="table-cell" style:parent-style-name="Default">'
        '<style:table-cell-properties fo:wrap-option="wrap" fo:border="0.5pt solid #000000"/></style:style>'
        "</office:automatic-styles><office:body><office:spreadsheet>"
        f'<table:table table:name="{NAME}">{columns}'
        f"{_rows(sheet, styles)}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        f'{_HEADER}<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0" manifest:version="1.2">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{KIND}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    return package({"mimetype": KIND, "content.xml": content, "META-INF/manifest.xml": manifest})


def _rows(sheet: Sheet, styles: dict[str, str]) -> str:
    lines = [[Placed(text, 0, 0, 1, WIDTH)] for text in sheet.above]
    lines += list(sheet.by_row())
    rows: list[str] = []
    for line in lines:
        own = {cell.column: cell for cell in line}
        cells = [
            _cell(own[column], styles) if column in own else "<table:covered-table-cell/>" for column in range(WIDTH)
        ]
        height = f' table:style-name="ro{_lines(sheet, len(rows))}"'
        rows.append(f"<table:table-row{height}>{''.join(cells)}</table:table-row>")
    return "".join(rows)


def _lines(sheet: Sheet, row: int) -> int:
    below = row - len(sheet.above)
    return sheet.lines(below, _ROOM) if below >= 0 else 1


def _cell(cell: Placed, styles: dict[str, str]) -> str:
    kept = stored(cell.text)
    spans = ""
    if cell.high > 1 or cell.wide > 1:
        spans = f' table:number-rows-spanned="{cell.high}" table:number-columns-spanned="{cell.wide}"'
    style = styles.get(kept.code, "T")
    if not cell.text:
        return f'<table:table-cell table:style-name="c{style}"{spans}/>'
    value = {
        "text": 'office:value-type="string"',
        "number": f'office:value-type="float" office:value="{kept.value}"',
        "percentage": f'office:value-type="percentage" office:value="{kept.value}"',
        "date": f'office:value-type="date" office:date-value="{kept.value}"',
    }[kept.kind]
    paragraphs = "".join(f"<text:p>{escape(line)}</text:p>" for line in cell.text.split("\n"))
    return f'<table:table-cell table:style-name="c{style}"{spans} {value}>{paragraphs}</table:table-cell>'


def _data_style(name: str, kept: Stored) -> str:
    if kept.kind == "date":
        parts = "".join(
            f"<number:{part}/><number:text>{text}</number:text>" for part, text in (("month", "月"), ("day", "日"))
        )
        return (
            f'<number:date-style style:name="{name}"><number:year number:style="long"/>'
            f"<number:text>年</number:text>{parts}</number:date-style>"
        )
    grouping = ' number:grouping="true"' if kept.grouped else ""
    number = f'<number:number number:decimal-places="{kept.decimals}" number:min-integer-digits="1"{grouping}/>'
    kind, sign = ("percentage", "<number:text>%</number:text>") if kept.kind == "percentage" else ("number", "")
    return f'<number:{kind}-style style:name="{name}">{number}{sign}</number:{kind}-style>'
