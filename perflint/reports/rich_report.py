"""The result of a check for people at a terminal: a heading a file, a table a form.

Each finding says where, what, why and what to do, errors first; the same rule on many rows is one entry. Below the
table stand what was not evaluated and why, what the form lacks, and rules that broke; many findings are summed up by
rule at the end. Clean forms are shown only with `verbose`. Chinese characters count as two columns.
"""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from perflint.documents.model import Notice
from perflint.engine.outcome import Finding, Operand
from perflint.language import Bilingual, Language
from perflint.reports.field_names import column_name, field_name, same_indicator
from perflint.reports.grouping import FindingGroup, grouped
from perflint.reports.interface import View
from perflint.reports.printable import visible
from perflint.reports.rule_summary import SEVERITY_STYLES, rule_summary
from perflint.reports.ruled_table import BOLD, DIM, GREEN, RED, YELLOW, Paragraph, draw, paint
from perflint.reports.unjudged import gaps
from perflint.reports.wording import (
    NO_RULE_APPLIES,
    NOTHING_EVALUATED,
    NOTHING_FOUND,
    PASSED_OVER,
    SEVERITY_NAMES,
    form_name,
    kind_name,
    place_name,
    row_name,
)
from perflint.result import CheckedDocument, CheckedForm, CheckResult

_STRONG_WARNING = f"{BOLD};{YELLOW}"

# A sum over a whole form rests on some forty cells; the table would be nothing but places.
RELATED_SHOWN = 8
TEXT_SHOWN = 20
_LIMITS = (24, 28)
_INDENT = "  "

_HEAD = (Bilingual("位置", "Where"), Bilingual("规则", "Rule"), Bilingual("问题", "Problem"))
_WHY = Bilingual("依据", "Why")
_ADVICE = Bilingual("处理", "To do")
_TRACE = Bilingual("算式", "Arithmetic")
_RELATED = Bilingual("相关", "See also")
_DOUBT = Bilingual("存疑", "Unsure")
_NOT_EVALUATED = Bilingual("规则未判断", "Not evaluated")
_NOT_JUDGED = Bilingual("整表未评判", "Form not judged")
_INCOMPLETE = Bilingual("表不完整", "Incomplete form")
_FAULT = Bilingual("规则故障", "Broken rule")
_REFUSED = Bilingual("不评判的表", "Not judged by design")
_NOTICE = Bilingual("说明", "Note")


def render(result: CheckResult, view: View) -> str:
    """All files that have anything to say; "" when every form is clean and the view is not verbose."""
    pieces = []
    for document in result.documents:
        parts = "".join(_document(document, view))
        if parts:
            pieces.append(f"{_rule(document.path, view)}\n{parts}\n")
    waivers = result.acceptance.findings
    if waivers:
        pieces.append(f"{_rule(waivers[0].form.path, view)}\n\n{_table(waivers, view)}\n")
    pieces.append(rule_summary(result, view))
    return "".join(pieces)


def _rule(path: str, view: View) -> str:
    name = visible(path).replace("\n", " ")
    line = "─" * max(0, view.width - cell_len(name) - 1)
    return f"{paint(name, BOLD, colour=view.colour)} {paint(line, DIM, colour=view.colour)}".rstrip()


def _document(document: CheckedDocument, view: View) -> Iterator[str]:
    language = view.language
    for form in document.forms:
        if view.verbose or not (form.settled or form.passed_over):
            yield from _form(form, view)
    for refusal in document.refusals:
        text = f"{kind_name(refusal.kind, language)}: {refusal.reason.pick(language)}"
        if refusal.address is not None:
            text = f"{place_name(refusal.address, language)} {text}"
        yield _note(_REFUSED, text, YELLOW, view)
    if view.verbose:
        for notice in document.notices:
            yield _note(_NOTICE, _notice_text(notice, language), DIM, view)


def _form(form: CheckedForm, view: View) -> Iterator[str]:
    language = view.language
    yield f"\n{_heading(form, view)}\n"
    if form.findings:
        yield _table(form.findings, view)
    if form.passed_over:
        yield _note(_NOTICE, PASSED_OVER.pick(language), DIM, view)
    elif not form.judged:
        why = NOTHING_EVALUATED if form.applicable else NO_RULE_APPLIES
        yield _note(_NOT_JUDGED, why.pick(language), _STRONG_WARNING, view)
    if form.lacks:
        reasons = [lack.reason.pick(language) for lack in form.lacks]
        yield _note(_INCOMPLETE, ("；" if language == "zh" else "; ").join(reasons), YELLOW, view)
    for gap in gaps(form.not_evaluated):
        rules = ("、" if language == "zh" else ", ").join(map(str, gap.rules))
        reason = gap.reason.pick(language)
        text = f"{gap.times} 处，{reason}：{rules}" if language == "zh" else f"{gap.times}, {reason}: {rules}"
        yield _note(_NOT_EVALUATED, text, YELLOW, view)
    for fault in form.faults:
        yield _note(_FAULT, fault.message.pick(language), f"{BOLD};{RED}", view)


def _heading(form: CheckedForm, view: View) -> str:
    parts = [
        paint(visible(form_name(form.ref, view.language)), BOLD, colour=view.colour),
        paint(kind_name(form.ref.kind, view.language), DIM, colour=view.colour),
    ]
    if form.spotless:
        parts.append(paint(NOTHING_FOUND.pick(view.language), GREEN, colour=view.colour))
    return "  ".join(parts)


def _table(findings: Sequence[Finding], view: View) -> str:
    head = [title.pick(view.language) for title in _HEAD]
    rows = [_row(group, view.language) for group in grouped(findings)]
    return draw(head, rows, _LIMITS, view.width, colour=view.colour)


def _row(group: FindingGroup, language: Language) -> tuple[list[Paragraph], ...]:
    finding = group.first
    if group.many:
        count = len(group.findings)
        place, what = f"共 {count} 处" if language == "zh" else f"{count} places", column_name(finding.field, language)
    else:
        place = place_name(finding.address, language)
        what = field_name(finding.field, language, indicator=finding.indicator or "")
    where = [Paragraph(visible(place), BOLD), Paragraph(visible(what))]
    severity = SEVERITY_NAMES[finding.severity].pick(language)
    rule = [
        Paragraph(f" {finding.code}", label=severity, label_style=SEVERITY_STYLES[finding.severity]),
        Paragraph(finding.rule),
    ]
    return where, rule, list(_problems(group, language) if group.many else _problem(finding, language))


def _problems(group: FindingGroup, language: Language) -> Iterator[Paragraph]:
    """Each row with what is wrong there, then once what holds for all."""
    for finding in group.findings:
        yield Paragraph(
            visible(finding.message.pick(language)), label=f"{visible(row_name(finding.address, language))} "
        )
        if group.advice is None:
            yield _labelled(_ADVICE, finding.advice.pick(language), DIM, language)
    doubts = dict.fromkeys(finding.doubt.pick(language) for finding in group.findings if finding.doubt is not None)
    for label, text in (
        (_WHY, group.first.why.pick(language)),
        (_ADVICE, group.advice.pick(language) if group.advice is not None else ""),
        *((_DOUBT, doubt) for doubt in doubts),
    ):
        if text:
            yield _labelled(label, text, DIM, language)


def _problem(finding: Finding, language: Language) -> Iterator[Paragraph]:
    yield Paragraph(visible(finding.message.pick(language)))
    for label, text in (
        (_TRACE, finding.arithmetic(language)),
        (_WHY, finding.why.pick(language)),
        (_ADVICE, finding.advice.pick(language)),
        (_RELATED, _related(finding, language)),
        (_DOUBT, finding.doubt.pick(language) if finding.doubt is not None else ""),
    ):
        if text:
            yield _labelled(label, text, DIM, language)


def _related(finding: Finding, language: Language) -> str:
    shown = [_operand(operand, finding, language) for operand in finding.related if operand.address is not None]
    text = ("；" if language == "zh" else "; ").join(shown[:RELATED_SHOWN])
    if len(shown) > RELATED_SHOWN:
        text += f"；… 共 {len(shown)} 处" if language == "zh" else f"; … {len(shown)} in all"
    return text


def _operand(operand: Operand, finding: Finding, language: Language) -> str:
    """`全年预算数 51970（自评表!E6）`; the indicator that the finding is about need not be named again."""
    if finding.indicator and same_indicator(operand.field, finding.field):
        name = column_name(operand.field, language)
    else:
        name = field_name(operand.field, language)
    place = row_name(operand.address, language)
    said = f"{name} {_short(operand.text)}".rstrip()
    return f"{said}（{place}）" if language == "zh" else f"{said} ({place})"


def _short(text: str) -> str:
    """A printed text as a reminder of the cell, not as a quotation."""
    line = " ".join(text.split())
    return line if len(line) <= TEXT_SHOWN else f"{line[:TEXT_SHOWN]}…"


def _note(label: Bilingual, text: str, style: str, view: View) -> str:
    paragraph = _labelled(label, text, style, view.language)
    lines = paragraph.lines(max(4, view.width - len(_INDENT)), colour=view.colour)
    return "".join(f"{_INDENT}{line}\n" for line, _ in lines)


def _labelled(label: Bilingual, text: str, style: str, language: Language) -> Paragraph:
    head = label.pick(language) + ("：" if language == "zh" else ": ")
    return Paragraph(visible(text), label=head, label_style=style)


def _notice_text(notice: Notice, language: Language) -> str:
    text = notice.message.pick(language)
    return text if notice.address is None else f"{place_name(notice.address, language)} {text}"
