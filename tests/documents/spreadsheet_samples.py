"""Spreadsheets for the tests: forms in the national layout with merged cells and number formats, as xlsx and ods."""

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.forms.rendering import COLUMNS, HEADINGS

LAST = len(HEADINGS)
FUNDS = {
    "total": "年度资金总额",
    "appropriation": "其中：当年财政拨款",
    "carryover": "上年结转资金",
    "other": "其他资金",
}
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


class Placed(NamedTuple):
    """A text at a row and column (from 1) with what it spans."""

    text: str
    row: int
    column: int
    high: int = 1
    wide: int = 1


def placed_form(form: Mapping[str, Any], top: int = 1) -> list[Placed]:
    """The whole form, its first row at `top`; every cell of the grid is in one placed text, blank ones too."""
    row = top
    cells = [
        Placed(form.get("title") or "项目支出绩效自评表", row, 1, 1, LAST),
        Placed(f"（{form['year']}年度）", row + 1, 1, 1, LAST),
        Placed("项目名称", row + 2, 1),
        Placed(form["project"], row + 2, 2, 1, LAST - 1),
        Placed("主管部门", row + 3, 1),
        Placed(form["department"], row + 3, 2, 1, 4),
        Placed("实施单位", row + 3, 6),
        Placed(form["unit"], row + 3, 7, 1, 3),
    ]
    row += 4
    cells.append(Placed(f"项目资金（{form['money_unit']}）", row, 1, 1 + len(form["budget"])))
    heads = ("", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    lines = [heads]
    for key, line in form["budget"].items():
        names = ("initial", "annual", "executed", "weight", "rate", "score")
        lines.append((FUNDS[key], *(line[name] for name in names)))
    for number, texts in enumerate(lines):
        cells.append(Placed(texts[0], row + number, 2, 1, 2))
        cells += [Placed(text, row + number, 4 + place) for place, text in enumerate(texts[1:])]
    row += len(lines)
    cells.append(Placed("年度总体目标", row, 1, 2))
    goals = (("预期目标", "实际完成情况"), (form["goal"]["expected"], form["goal"]["actual"]))
    for number, (left, right) in enumerate(goals):
        cells += [Placed(left, row + number, 2, 1, 4), Placed(right, row + number, 6, 1, 4)]
    row += 2
    cells.append(Placed(HEADINGS[0], row, 1, 1 + len(form["indicators"])))
    cells += [Placed(text, row, 2 + place) for place, text in enumerate(HEADINGS[1:])]
    row += 1
    cells += _labels(form["indicators"], row)
    for number, indicator in enumerate(form["indicators"]):
        cells += [Placed(indicator[name], row + number, 4 + place) for place, name in enumerate(COLUMNS)]
    row += len(form["indicators"])
    cells.append(Placed("总分", row, 1, 1, 6))
    cells += [Placed(form["total"][name], row, 7 + place) for place, name in enumerate(("weight", "score"))]
    cells.append(Placed("", row, LAST))
    # A truth says null where its document has no such field; here the cell is blank then.
    shown = [cell._replace(text=cell.text or "") for cell in cells]
    return sorted(shown, key=lambda cell: (cell.row, cell.column))


def _labels(indicators: Sequence[Mapping[str, str]], row: int) -> Iterator[Placed]:
    for column, names in ((2, ("level1",)), (3, ("level1", "level2"))):
        start = 0
        for number in range(1, len(indicators) + 1):
            last = number == len(indicators)
            if last or any(indicators[number][name] != indicators[start][name] for name in names):
                yield Placed(indicators[start][names[-1]], row + start, column, number - start)
                start = number


def stored(text: str) -> tuple[str | float, str]:
    """How a clerk's program stores a text: numbers and rates as numbers with a format that shows the same."""
    if re.fullmatch(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?%?", text):
        decimals = len(text.rstrip("%").partition(".")[2])
        form = "0" + (f".{'0' * decimals}" if decimals else "")
        if text.endswith("%"):
            return float(text[:-1]) / 100, f"{form}%"
        return float(text), form
    return text, "General"


def fill(sheet: Worksheet, cells: Sequence[Placed]) -> None:
    """Write placed texts into a sheet, merged cells and number formats included."""
    for cell in cells:
        value, code = stored(cell.text)
        if value != "":
            sheet.cell(cell.row, cell.column, value).number_format = code
        if cell.high > 1 or cell.wide > 1:
            sheet.merge_cells(
                start_row=cell.row,
                start_column=cell.column,
                end_row=cell.row + cell.high - 1,
                end_column=cell.column + cell.wide - 1,
            )


def saved(book: Workbook) -> bytes:
    """The workbook as the bytes of a file."""
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def xlsx_of(forms: Sequence[Mapping[str, Any]], *, one_sheet: bool = False) -> bytes:
    """The forms as a workbook: a sheet for each, or all below each other on one."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    top = 1
    sheet = None
    for number, form in enumerate(forms, 1):
        if sheet is None or not one_sheet:
            sheet, top = book.create_sheet(f"自评表{number}"), 1
        cells = placed_form(form, top)
        fill(sheet, cells)
        top = cells[-1].row + 2
    return saved(book)


def ods_of(forms: Sequence[Mapping[str, Any]]) -> bytes:
    """The forms as an OpenDocument spreadsheet, a sheet for each."""
    return ods_package(
        "".join(f'<table:table table:name="自评表{number}">{_ods_rows(placed_form(form))}</table:table>'
                for number, form in enumerate(forms, 1))
    )  # fmt: skip


def _ods_rows(cells: Sequence[Placed]) -> str:
    at = {(cell.row, cell.column): cell for cell in cells}
    out = []
    for row in range(1, max(cell.row for cell in cells) + 1):
        line = []
        for column in range(1, LAST + 1):
            cell = at.get((row, column))
            if cell is None:
                line.append("<table:covered-table-cell/>")
                continue
            value, _ = stored(cell.text)
            kind = "string" if isinstance(value, str) else "float"
            number = "" if isinstance(value, str) else f' office:value="{value!r}"'
            spans = f' table:number-rows-spanned="{cell.high}" table:number-columns-spanned="{cell.wide}"'
            paragraphs = "".join(f"<text:p>{escape(part)}</text:p>" for part in cell.text.split("\n") if cell.text)
            line.append(f'<table:table-cell office:value-type="{kind}"{number}{spans}>{paragraphs}</table:table-cell>')
        out.append(f"<table:table-row>{''.join(line)}</table:table-row>")
    return "".join(out)


ODS_KIND = "application/vnd.oasis.opendocument.spreadsheet"


def ods_package(tables: str, styles: str = "", manifest: str = "") -> bytes:
    """An ods with this content of its spreadsheet element."""
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{space}:1.0"'
        for name, space in (
            ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("draw", "drawing"),
        )
    )  # fmt: skip
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content{names}>'
        f"<office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    listing = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{ODS_KIND}">{manifest}</manifest:file-entry>'
        "</manifest:manifest>"
    )
    return archive({"mimetype": ODS_KIND, "content.xml": content, "META-INF/manifest.xml": listing})


def archive(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip file of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            # A package says first, and unpacked, what it is.
            package.writestr(name, content, zipfile.ZIP_STORED if name == "mimetype" else None)
    return buffer.getvalue()


def raw_xlsx(
    sheets: Mapping[str, str],
    *,
    strings: str | None = None,
    codes: Sequence[str] = (),
    attributes: Mapping[str, str] | None = None,
    namespace: str = MAIN,
    target: str = "worksheets/sheet{}.xml",
    extra: Mapping[str, str | bytes] | None = None,
    workbook: str = "",
) -> bytes:
    """A workbook written part by part: sheet name → what stands inside its worksheet element.

    Cell style n (from 1) has the n-th of `codes`; `attributes` are added to the workbook's sheet elements by name.
    """
    listed, relations, parts = [], [], dict(extra or {})
    for number, (name, content) in enumerate(sheets.items(), 1):
        more = (attributes or {}).get(name, "")
        listed.append(f'<sheet name={quoteattr(name)} sheetId="{number}" r:id="r{number}" {more}/>')
        relations.append((f"r{number}", "worksheet", target.format(number)))
        parts[f"xl/worksheets/sheet{number}.xml"] = f'<worksheet xmlns="{namespace}">{content}</worksheet>'
    if strings is not None:
        relations.append(("rs", "sharedStrings", "sharedStrings.xml"))
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{namespace}">{strings}</sst>'
    formats = "".join(
        f'<numFmt numFmtId="{200 + place}" formatCode={quoteattr(code)}/>' for place, code in enumerate(codes)
    )
    styles = "".join(f'<xf numFmtId="{number}"/>' for number in (0, *range(200, 200 + len(codes))))
    relations.append(("rt", "styles", "styles.xml"))
    parts["xl/styles.xml"] = (
        f'<styleSheet xmlns="{namespace}"><numFmts>{formats}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs>'
        f"<cellXfs>{styles}</cellXfs></styleSheet>"
    )
    parts["xl/workbook.xml"] = (
        f'<workbook xmlns="{namespace}" xmlns:r="{RELATIONS}">{workbook}<sheets>{"".join(listed)}</sheets></workbook>'
    )
    parts["xl/_rels/workbook.xml.rels"] = _relations(relations)
    parts["_rels/.rels"] = _relations([("r1", "officeDocument", "xl/workbook.xml")])
    return archive(parts)


def _relations(relations: Sequence[tuple[str, str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target="{target}"/>' for name, kind, target in relations
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    )


def rows(*lines: str) -> str:
    """Rows of cells written out as XML, numbered from 1."""
    return "<sheetData>" + "".join(f'<row r="{n}">{line}</row>' for n, line in enumerate(lines, 1)) + "</sheetData>"


def inline(reference: str, text: str) -> str:
    """A cell with an inline string."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{escape(text)}</t></is></c>'
