"""Forms laid out as ruled grids with spans, to be printed into PDF by whatever prints."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from tests.forms.rendering import COLUMNS, HEADINGS, WIDTH

LABELS = {
    "total": "年度资金总额",
    "appropriation": "其中：当年财政拨款",
    "carryover": "上年结转资金",
    "other": "其他资金",
}
AMOUNTS = ("initial", "annual", "executed", "weight", "rate", "score")


class Piece(NamedTuple):
    """One cell to be printed: its text, its first column and what it spans."""

    text: str
    column: int
    rows: int = 1
    columns: int = 1


Grid = list[list[Piece]]


def texts_above(form: Mapping[str, Any]) -> tuple[str, str]:
    """What stands above the table: the title and the year."""
    return form.get("title") or "项目支出绩效自评表", f"（{form['year']}年度）"


def national_grid(form: Mapping[str, Any]) -> Grid:
    """The whole form in the national layout, labels merged over the rows they stand for, nine columns."""
    return [*_head(form), *_indicators(form["indicators"]), _total(form["total"])]


def _head(form: Mapping[str, Any]) -> Grid:
    budget = form["budget"]
    rows = [
        [Piece("项目名称", 0, 1, 2), Piece(form["project"], 2, 1, 7)],
        [
            Piece("主管部门", 0, 1, 2),
            Piece(form["department"], 2, 1, 3),
            Piece("实施单位", 5),
            Piece(form["unit"], 6, 1, 3),
        ],
        [
            Piece(f"项目资金\n（{form['money_unit']}）", 0, 1 + len(budget), 2),
            Piece("", 2),
            *(
                Piece(text, 3 + at)
                for at, text in enumerate(("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"))
            ),
        ],
    ]
    for key, line in budget.items():
        amounts = (Piece(line.get(name) or "", 3 + at) for at, name in enumerate(AMOUNTS))
        rows.append([Piece(LABELS[key], 2), *amounts])
    goal = form["goal"]
    rows.append([Piece("年度总体目标", 0, 2), Piece("预期目标", 1, 1, 4), Piece("实际完成情况", 5, 1, 4)])
    rows.append([Piece(goal["expected"], 1, 1, 4), Piece(goal["actual"], 5, 1, 4)])
    return rows


def _indicators(indicators: Sequence[Mapping[str, str]]) -> Grid:
    rows = [[Piece("绩\n效\n指\n标", 0, 1 + len(indicators)), *(Piece(t, at) for at, t in enumerate(HEADINGS) if at)]]
    for number, row in enumerate(indicators):
        pieces = []
        for column, names in ((1, ("level1",)), (2, ("level1", "level2"))):
            keys = [tuple(one[name] for name in names) for one in indicators]
            if not number or keys[number - 1] != keys[number]:
                rest = keys[number:]
                span = next((at for at, key in enumerate(rest) if key != keys[number]), len(rest))
                pieces.append(Piece(row[names[-1]], column, span))
        rows.append([*pieces, *(Piece(row[name], 3 + at) for at, name in enumerate(COLUMNS))])
    return rows


def _total(total: Mapping[str, str]) -> list[Piece]:
    return [Piece("总分", 0, 1, 6), Piece(total["weight"], 6), Piece(total["score"], 7), Piece("", 8)]


def web_page(forms: Iterable[Mapping[str, Any]], *, ruled: bool = True) -> str:
    """The forms as one web page, a table each, which a word processor opens and prints."""
    border = "1" if ruled else "0"
    parts = [
        '<html><head><meta charset="utf-8">',
        '<style>td{font-family:"Noto Serif CJK SC";font-size:9pt}</style></head><body>',
    ]
    for form in forms:
        title, year = texts_above(form)
        parts.append(f'<p align="center">{title}</p><p align="center">{year}</p>')
        parts.append(f'<table border="{border}" cellspacing="0" cellpadding="4" width="100%">')
        for row in national_grid(form):
            cells = (
                f'<td rowspan="{piece.rows}" colspan="{piece.columns}">{_markup(piece.text, "<br>")}</td>'
                for piece in row
            )
            parts.append(f"<tr>{''.join(cells)}</tr>")
        parts.append("</table><p></p>")
    return "".join([*parts, "</body></html>"])


_SHEET = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles>
<style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"
 style:scale-to-X="1" style:scale-to-Y="0"/></style:page-layout>
<style:style style:name="co" style:family="table-column">
<style:table-column-properties fo:column-width="2.6cm"/></style:style>
<style:style style:name="ro" style:family="table-row">
<style:table-row-properties style:use-optimal-row-height="true"/></style:style>
<style:style style:name="ta" style:family="table" style:master-page-name="mp"/>
<style:style style:name="ce" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap" {border}/>
<style:text-properties fo:font-size="10pt" style:font-name-asian="Noto Serif CJK SC"/></style:style>
</office:automatic-styles>
<office:master-styles><style:master-page style:name="mp" style:page-layout-name="pm">
<style:header style:display="false"/><style:footer style:display="false"/></style:master-page></office:master-styles>
<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document>
"""


def spreadsheet(forms: Sequence[Mapping[str, Any]], *, ruled: bool = True) -> str:
    """The forms one below the other on one sheet (flat OpenDocument), which a spreadsheet program opens and prints."""
    border = 'fo:border="0.5pt solid #000000"' if ruled else ""
    rows: list[str] = []
    for form in forms:
        rows.extend(
            f"<table:table-row>{_sheet_cell(Piece(text, 0, 1, WIDTH), 'none')}</table:table-row>"
            for text in texts_above(form)
        )
        rows.extend(_sheet_rows(national_grid(form)))
        rows.append("<table:table-row><table:table-cell/></table:table-row>")
    columns = f'<table:table-column table:style-name="co" table:number-columns-repeated="{WIDTH}"/>'
    table = f'<table:table table:name="自评表" table:style-name="ta">{columns}{"".join(rows)}</table:table>'
    return _SHEET.format(border=border, tables=table)


def _sheet_rows(grid: Grid) -> list[str]:
    covered: set[tuple[int, int]] = set()
    rows = []
    for number, pieces in enumerate(grid):
        own = {piece.column: piece for piece in pieces}
        cells = []
        for column in range(WIDTH):
            piece = own.get(column)
            if piece is None:
                assert (number, column) in covered, (number, column)
                cells.append("<table:covered-table-cell/>")
                continue
            covered |= {(number + down, column + right) for down in range(piece.rows) for right in range(piece.columns)}
            cells.append(_sheet_cell(piece, "ce"))
        rows.append(f'<table:table-row table:style-name="ro">{"".join(cells)}</table:table-row>')
    return rows


def _sheet_cell(piece: Piece, style: str) -> str:
    spans = f'table:number-columns-spanned="{piece.columns}" table:number-rows-spanned="{piece.rows}"'
    text = _markup(piece.text, "</text:p><text:p>")
    name = "" if style == "none" else f'table:style-name="{style}" '
    return f'<table:table-cell {name}{spans} office:value-type="string"><text:p>{text}</text:p></table:table-cell>'


def _markup(text: str | None, line_break: str) -> str:
    return (text or "").replace("&", "&amp;").replace("<", "&lt;").replace("\n", line_break)
