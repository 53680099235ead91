"""A table for a spreadsheet: a line for each finding, each gap and each obstacle, waived and known findings too.

It begins with a byte order mark and ends its lines with CR LF, so that Excel and WPS read it as UTF-8. A text that a
spreadsheet would take for a formula (`=`, `+`, `-`, `@` in front) gets an apostrophe before it; plain numbers do not.
"""

import csv
from collections.abc import Iterator
from io import StringIO

from perflint.engine.outcome import Finding
from perflint.language import Bilingual, Language
from perflint.patterns import pattern
from perflint.reports.field_names import field_name
from perflint.reports.interface import View
from perflint.reports.obstacles import OBSTACLE_NAMES, obstacles
from perflint.reports.printable import visible
from perflint.reports.wording import NOT_EVALUATED, SEVERITY_NAMES, STATE_NAMES, State, place_name
from perflint.result import CheckedForm, CheckResult

_COLUMNS = (
    Bilingual("级别", "severity"),
    Bilingual("状态", "state"),
    Bilingual("规则编号", "code"),
    Bilingual("规则名称", "rule"),
    Bilingual("文件", "file"),
    Bilingual("第几张表", "form"),
    Bilingual("主管部门", "department"),
    Bilingual("项目名称", "project"),
    Bilingual("位置", "place"),
    Bilingual("内容", "field"),
    Bilingual("问题", "problem"),
    Bilingual("算式", "arithmetic"),
    Bilingual("依据", "why"),
    Bilingual("处理", "to do"),
    Bilingual("填报", "found"),
    Bilingual("应为", "expected"),
    Bilingual("指纹", "fingerprint"),
)
_FORMULA = pattern(r"[=+\-@\t\r＝＋－＠]")
_NUMBER = pattern(r"[+-]?[0-9][0-9,]*(?:\.[0-9]+)?%?")


def render(result: CheckResult, view: View) -> str:
    """The whole table with its heading."""
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([column.pick(view.language) for column in _COLUMNS])
    for row in _rows(result, view.language):
        writer.writerow([_safe(value) for value in row])
    return "\ufeff" + text.getvalue()


def _rows(result: CheckResult, language: Language) -> Iterator[list[str]]:
    for form in result.forms:
        for finding in form.findings:
            yield _finding(finding, "new" if result.acceptance.baseline else "", form, language)
        for finding in form.known:
            yield _finding(finding, "known", form, language)
        for waived in form.waived:
            yield _finding(waived.finding, "waived", form, language)
        for gap in form.not_evaluated:
            what = field_name(gap.field, language)
            names = [NOT_EVALUATED.pick(language), "", gap.code, gap.rule, *_form(form)]
            yield [*names, "", what, gap.reason.pick(language), "", "", "", "", "", ""]
    for finding in result.acceptance.findings:
        yield _finding(finding, "", None, language)
    forms = {form.ref: form for form in result.forms}
    for one in obstacles(result):
        place = place_name(one.address, language) if one.address is not None else ""
        holder = forms.get(one.form) if one.form is not None else None
        names = [OBSTACLE_NAMES[one.kind].pick(language), "", one.code, one.rule]
        yield [
            *names,
            *(_form(holder) if holder else [one.path, "", "", ""]),
            place,
            "",
            one.message.pick(language),
        ] + [""] * 6


def _form(form: CheckedForm) -> list[str]:
    return [form.ref.path, str(form.ref.index + 1), form.department, form.ref.project]


def _finding(finding: Finding, state: State, form: CheckedForm | None, language: Language) -> list[str]:
    return [
        SEVERITY_NAMES[finding.severity].pick(language),
        STATE_NAMES[state].pick(language),
        finding.code,
        finding.rule,
        *(_form(form) if form is not None else [finding.form.path, "", "", ""]),
        place_name(finding.address, language),
        field_name(finding.field, language, indicator=finding.indicator or ""),
        finding.message.pick(language),
        finding.arithmetic(language),
        finding.why.pick(language),
        finding.advice.pick(language),
        finding.found or "",
        finding.expected or "",
        finding.fingerprint,
    ]


def _safe(value: str) -> str:
    text = visible(value)
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text) else text
