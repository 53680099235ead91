"""The result of a check as a workbook (xlsx): the findings, what was not evaluated, and what was not checked.

Written directly as the parts of an office package: every cell is a text, so that no spreadsheet program takes a
text of a form for a formula, and figures stay as printed.
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from perflint.documents.model import column_letters
from perflint.language import Bilingual, Language
from perflint.reports.closing import troubles
from perflint.reports.field_names import field_name
from perflint.reports.printable import visible
from perflint.reports.wording import SEVERITY_NAMES, form_name, place_name
from perflint.result import CheckResult

_FINDINGS = Bilingual("问题", "Findings")
_GAPS = Bilingual("未判断", "Not evaluated")
_TROUBLES = Bilingual("未核对", "Not checked")

_HEAD = (
    (Bilingual("文件", "File"), 24),
    (Bilingual("表", "Form"), 28),
    (Bilingual("位置", "Where"), 16),
    (Bilingual("字段", "Field"), 24),
    (Bilingual("级别", "Severity"), 8),
    (Bilingual("规则", "Rule"), 10),
    (Bilingual("问题", "Problem"), 56),
    (Bilingual("填报", "Filled in"), 14),
    (Bilingual("应为", "Should be"), 14),
    (Bilingual("算式", "Arithmetic"), 40),
    (Bilingual("处理", "To do"), 44),
    (Bilingual("依据", "Why"), 44),
)
_GAP_HEAD = (
    (Bilingual("文件", "File"), 24),
    (Bilingual("表", "Form"), 28),
    (Bilingual("字段", "Field"), 24),
    (Bilingual("规则", "Rule"), 10),
    (Bilingual("原因", "Reason"), 60),
)
_TROUBLE_HEAD = ((Bilingual("说明", "What"), 120),)
# What a cell of a workbook may hold.
_LONGEST = 32_767
_EPOCH = (1980, 1, 1, 0, 0, 0)

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Column = tuple[Bilingual, int]


def workbook(result: CheckResult, language: Language) -> bytes:
    """The workbook; the same result gives the same bytes."""
    sheets: list[tuple[Bilingual, Sequence[Column], list[tuple[str, ...]]]] = [
        (_FINDINGS, _HEAD, list(_findings(result, language))),
        (_GAPS, _GAP_HEAD, list(_gaps(result, language))),
        (_TROUBLES, _TROUBLE_HEAD, [(line,) for line in troubles(result, language)]),
    ]
    parts = {
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _book([name.pick(language) for name, _, _ in sheets]),
        "xl/_rels/workbook.xml.rels": _relations(
            [("worksheet", f"worksheets/sheet{number + 1}.xml") for number in range(len(sheets))]
            + [("styles", "styles.xml")]
        ),
        "xl/styles.xml": _STYLES,
    }
    for number, (_, head, rows) in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = _sheet(head, rows, language)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in parts.items():
            package.writestr(zipfile.ZipInfo(name, _EPOCH), _DECLARATION + text, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _findings(result: CheckResult, language: Language) -> Iterator[tuple[str, ...]]:
    for finding in result.findings:
        yield (
            finding.form.path,
            form_name(finding.form, language),
            place_name(finding.address, language),
            field_name(finding.field, language, indicator=finding.indicator or ""),
            SEVERITY_NAMES[finding.severity].pick(language),
            finding.code,
            finding.message.pick(language),
            finding.found or "",
            finding.expected or "",
            finding.arithmetic(language),
            finding.advice.pick(language),
            finding.why.pick(language),
        )


def _gaps(result: CheckResult, language: Language) -> Iterator[tuple[str, ...]]:
    for outcome in result.not_evaluated:
        yield (
            outcome.form.path,
            form_name(outcome.form, language),
            field_name(outcome.field, language),
            outcome.code,
            outcome.reason.pick(language),
        )


def _sheet(head: Sequence[Column], rows: Sequence[Sequence[str]], language: Language) -> str:
    widths = "".join(
        f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
        for number, (_, width) in enumerate(head, 1)
    )
    titles = [title.pick(language) for title, _ in head]
    lines = [_row(1, titles, style=1), *(_row(number, row, style=2) for number, row in enumerate(rows, 2))]
    extent = f"A1:{column_letters(len(head))}{max(1, len(lines))}"
    return (
        f'<worksheet xmlns="{_MAIN}"><sheetViews><sheetView workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
        f'<cols>{widths}</cols><sheetData>{"".join(lines)}</sheetData><autoFilter ref="{extent}"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _row(number: int, texts: Sequence[str], *, style: int) -> str:
    cells = "".join(
        f'<c r="{column_letters(column)}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
        f"{escape(visible(text)[:_LONGEST])}</t></is></c>"
        for column, text in enumerate(texts, 1)
        if text
    )
    return f'<row r="{number}">{cells}</row>'


def _book(names: Sequence[str]) -> str:
    sheets = "".join(
        f'<sheet name="{escape(name)}" sheetId="{number}" r:id="rId{number}"/>' for number, name in enumerate(names, 1)
    )
    return f'<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{sheets}</sheets></workbook>'


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="rId{number}" Type="{_LINKS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _content_types(sheets: int) -> str:
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{number + 1}.xml" ContentType="{_TYPE}.worksheet+xml"/>'
        for number in range(sheets)
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{overrides}</Types>'
    )


_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><fonts count="2"><font><sz val="11"/><name val="等线"/></font>'
    '<font><b/><sz val="11"/><name val="等线"/></font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE8EDF2"/></patternFill></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="3"><xf/><xf fontId="1" fillId="2" applyFont="1" applyFill="1"/>'
    '<xf applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
