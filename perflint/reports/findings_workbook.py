"""The result of a check as a workbook (xlsx): findings, forms, counts by rule, and what was not judged or not counted.

Written directly as the parts of an office package: what comes from a form is a text, so that no spreadsheet
program takes it for a formula and figures stay as printed; perflint's own counts are numbers.
"""

import io
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from xml.sax.saxutils import escape

from perflint.documents.model import column_letters
from perflint.documents.own_reports import WORKBOOK_MARK, WORKBOOK_PROGRAM
from perflint.engine.outcome import SEVERITIES, Finding
from perflint.language import Bilingual, Language
from perflint.reports.accepted import accepted
from perflint.reports.closing import troubles
from perflint.reports.field_names import field_name
from perflint.reports.interface import View
from perflint.reports.printable import visible
from perflint.reports.wording import SEVERITY_NAMES, form_name, place_name
from perflint.result import CheckedForm, CheckResult

_FINDINGS = Bilingual("问题", "Findings")
_GAPS = Bilingual("未判断", "Not evaluated")
_TROUBLES = Bilingual("未核对", "Not checked")
_FORMS = Bilingual("各表", "Forms")
_RULES = Bilingual("按规则", "By rule")
_ACCEPTED = Bilingual("已认可", "Accepted")

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
    (Bilingual("主管部门", "Department"), 24),
    (Bilingual("指纹", "Fingerprint"), 20),
)
_GAP_HEAD = (
    (Bilingual("文件", "File"), 24),
    (Bilingual("表", "Form"), 28),
    (Bilingual("字段", "Field"), 24),
    (Bilingual("规则", "Rule"), 10),
    (Bilingual("原因", "Reason"), 60),
)
_TROUBLE_HEAD = ((Bilingual("说明", "What"), 120),)
_FORM_HEAD = (
    (Bilingual("文件", "File"), 32),
    (Bilingual("表", "Form"), 32),
    (Bilingual("主管部门", "Department"), 24),
    *((SEVERITY_NAMES[severity], 8) for severity in SEVERITIES),
    (Bilingual("规则未判断", "Not evaluated"), 12),
    (Bilingual("已认可", "Accepted"), 10),
    (Bilingual("整表未评判", "Not judged"), 12),
)
_RULE_HEAD = (
    (Bilingual("规则", "Rule"), 10),
    (Bilingual("名称", "Name"), 40),
    (Bilingual("级别", "Severity"), 8),
    (Bilingual("处", "Findings"), 10),
    (Bilingual("张表", "Forms"), 10),
)
_ACCEPTED_HEAD = (
    (Bilingual("文件", "File"), 24),
    (Bilingual("表", "Form"), 28),
    (Bilingual("规则", "Rule"), 10),
    (Bilingual("问题", "Problem"), 56),
    (Bilingual("为什么不计", "Why it does not count"), 44),
    (Bilingual("指纹", "Fingerprint"), 20),
)
_YES = Bilingual("是", "yes")
# What a cell of a workbook may hold.
_LONGEST = 32_767
_EPOCH = (1980, 1, 1, 0, 0, 0)

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

Column = tuple[Bilingual, int]
Line = tuple[str | int, ...]


def render(result: CheckResult, view: View) -> bytes:
    """The workbook of `--format xlsx:FILE`, with the titles of the rules where the view has them."""
    titles = {rule.code: rule.title.pick(view.language) for rule in view.rules}
    return workbook(result, view.language, titles)


def workbook(result: CheckResult, language: Language, titles: Mapping[str, str] | None = None) -> bytes:
    """The workbook; the same result gives the same bytes."""
    sheets: list[tuple[Bilingual, Sequence[Column], list[Line]]] = [
        (_FINDINGS, _HEAD, list(_findings(result, language))),
        (_GAPS, _GAP_HEAD, list(_gaps(result, language))),
        (_TROUBLES, _TROUBLE_HEAD, [(line,) for line in troubles(result, language)]),
        (_ACCEPTED, _ACCEPTED_HEAD, list(_accepted(result, language))),
        (_FORMS, _FORM_HEAD, [_form(form, language) for form in result.forms]),
        (_RULES, _RULE_HEAD, list(_rules(result, language, titles or {}))),
    ]
    parts = {
        WORKBOOK_MARK: _PROGRAM,
        "[Content_Types].xml": _content_types(len(sheets)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml"), ("extended-properties", WORKBOOK_MARK)]),
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
            # The mark is stored as it is: it tells the file from a form without opening it.
            method = zipfile.ZIP_STORED if name == WORKBOOK_MARK else zipfile.ZIP_DEFLATED
            package.writestr(zipfile.ZipInfo(name, _EPOCH), _DECLARATION + text, method)
    return target.getvalue()


def _findings(result: CheckResult, language: Language) -> Iterator[tuple[str, ...]]:
    departments = {form.ref: form.department for form in result.forms}
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
            departments.get(finding.form, ""),
            finding.fingerprint,
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


def _accepted(result: CheckResult, language: Language) -> Iterator[tuple[str, ...]]:
    for form in result.forms:
        for one in accepted(form):
            name = form_name(form.ref, language)
            said = one.finding.message.pick(language)
            yield form.ref.path, name, one.finding.code, said, one.why(language), one.finding.fingerprint


def _form(form: CheckedForm, language: Language) -> Line:
    found = Counter(finding.severity for finding in form.findings)
    return (
        form.ref.path,
        form_name(form.ref, language),
        form.department,
        *(found[severity] for severity in SEVERITIES),
        len(form.not_evaluated),
        len(form.waived) + len(form.known),
        "" if form.judged else _YES.pick(language),
    )


def _rules(result: CheckResult, language: Language, titles: Mapping[str, str]) -> Iterator[Line]:
    by_rule: dict[str, list[Finding]] = {}
    for finding in result.findings:
        by_rule.setdefault(finding.code, []).append(finding)
    for code, found in sorted(by_rule.items(), key=lambda item: (-len(item[1]), item[0])):
        worst = min((finding.severity for finding in found), key=SEVERITIES.index)
        forms = len({(finding.form.path, finding.form.index) for finding in found})
        name = titles.get(code, found[0].rule)
        yield code, name, SEVERITY_NAMES[worst].pick(language), len(found), forms


def _sheet(head: Sequence[Column], rows: Sequence[Line], language: Language) -> str:
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


def _row(number: int, values: Sequence[str | int], *, style: int) -> str:
    cells = "".join(
        _cell(f"{column_letters(column)}{number}", value, style)
        for column, value in enumerate(values, 1)
        if value != ""
    )
    return f'<row r="{number}">{cells}</row>'


def _cell(place: str, value: str | int, style: int) -> str:
    if isinstance(value, int):
        return f'<c r="{place}" s="{style}"><v>{value}</v></c>'
    text = escape(visible(value)[:_LONGEST])
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


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
        f'<Override PartName="/{WORKBOOK_MARK}" '
        'ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>{overrides}</Types>'
    )


_PROGRAM = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    f"{WORKBOOK_PROGRAM}</Properties>"
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
