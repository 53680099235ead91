"""The result of a check for people at a terminal: a heading a file, a table a form.

Each finding says where, what, why and what to do; below the table stand what was not evaluated and why, what the form
lacks, and rules that broke. Clean forms are shown only with `verbose`. Widths of Chinese characters are rich's care.
"""

from collections.abc import Iterator
from io import StringIO

from rich import box
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from perflint.documents.model import Notice
from perflint.engine.outcome import Finding, Severity
from perflint.language import Bilingual, Language
from perflint.reports.interface import View
from perflint.reports.printable import visible
from perflint.reports.unjudged import gaps
from perflint.reports.wording import (
    NO_RULE_APPLIES,
    NOTHING_EVALUATED,
    SEVERITY_NAMES,
    form_name,
    kind_name,
    place_name,
)
from perflint.result import CheckedDocument, CheckedForm, CheckResult

_STYLES: dict[Severity, str] = {"error": "bold red", "warning": "yellow", "info": "cyan"}

# A sum over a whole form rests on some forty cells; the table would be nothing but addresses.
RELATED_SHOWN = 8
TEXT_SHOWN = 20

_WHERE = Bilingual("位置", "Where")
_RULE = Bilingual("规则", "Rule")
_WHAT = Bilingual("问题", "Problem")
_WHY = Bilingual("依据", "Why")
_ADVICE = Bilingual("处理", "To do")
_TRACE = Bilingual("算式", "Arithmetic")
_RELATED = Bilingual("相关", "See also")
_DOUBT = Bilingual("存疑", "Unsure")
_NOT_EVALUATED = Bilingual("未评判", "Not evaluated")
_NOT_JUDGED = Bilingual("本表未能评判", "Form not judged")
_INCOMPLETE = Bilingual("表不完整", "Incomplete form")
_FAULT = Bilingual("规则故障", "Broken rule")
_REFUSED = Bilingual("不评判的表", "Not judged by design")
_NOTICE = Bilingual("说明", "Note")
_CLEAN = Bilingual("未发现问题", "nothing found")


def render(result: CheckResult, view: View) -> str:
    """All files that have anything to say; "" when every form is clean and the view is not verbose."""
    stream = StringIO()
    console = Console(
        file=stream,
        force_terminal=view.colour,
        no_color=not view.colour,
        color_system="standard" if view.colour else None,
        width=view.width,
        legacy_windows=False,
        highlight=False,
        emoji=False,
        markup=False,
    )
    for document in result.documents:
        parts = list(_document(document, view))
        if parts:
            console.print(Rule(Text(visible(document.path), style="bold"), align="left", style="dim"))
            for part in parts:
                console.print(part)
            console.print()
    # Padding to the full width would be noise in a file or a pipe.
    return "".join(f"{line.rstrip()}\n" for line in stream.getvalue().splitlines())


def _document(document: CheckedDocument, view: View) -> Iterator[RenderableType]:
    language = view.language
    for form in document.forms:
        if view.verbose or form.findings or form.not_evaluated or form.faults or not (form.complete and form.judged):
            yield from _form(form, view)
    for refusal in document.refusals:
        text = f"{kind_name(refusal.kind, language)}: {refusal.reason.pick(language)}"
        if refusal.address is not None:
            text = f"{place_name(refusal.address, language)} {text}"
        yield _note(_REFUSED, text, "yellow", language)
    if view.verbose:
        for notice in document.notices:
            yield _note(_NOTICE, _notice_text(notice, language), "dim", language)


def _form(form: CheckedForm, view: View) -> Iterator[RenderableType]:
    language = view.language
    heading = Text(visible(form_name(form.ref, language)), style="bold")
    heading.append(f"  {kind_name(form.ref.kind, language)}", style="dim")
    if form.judged and form.complete and not (form.findings or form.not_evaluated or form.faults):
        heading.append(f"  {_CLEAN.pick(language)}", style="green")
    yield Text()
    yield heading
    if form.findings:
        yield _table(form.findings, view)
    if not form.judged:
        why = NOTHING_EVALUATED if form.applicable else NO_RULE_APPLIES
        yield _note(_NOT_JUDGED, why.pick(language), "bold yellow", language)
    if form.lacks:
        reasons = [lack.reason.pick(language) for lack in form.lacks]
        yield _note(_INCOMPLETE, ("；" if language == "zh" else "; ").join(reasons), "yellow", language)
    for gap in gaps(form.not_evaluated):
        rules = ("、" if language == "zh" else ", ").join(map(str, gap.rules))
        reason = gap.reason.pick(language)
        text = f"{gap.times} 处，{reason}：{rules}" if language == "zh" else f"{gap.times}, {reason}: {rules}"
        yield _note(_NOT_EVALUATED, text, "yellow", language)
    for fault in form.faults:
        yield _note(_FAULT, fault.message.pick(language), "bold red", language)


def _table(findings: tuple[Finding, ...], view: View) -> Table:
    language = view.language
    table = Table(box=box.ROUNDED, show_lines=True, expand=True, border_style="dim", header_style="bold")
    table.add_column(_WHERE.pick(language), max_width=24, overflow="fold")
    table.add_column(_RULE.pick(language), max_width=28, overflow="fold")
    table.add_column(_WHAT.pick(language), ratio=1, overflow="fold")
    for finding in findings:
        where = Text(visible(place_name(finding.address, language)), style="bold")
        if finding.indicator:
            where.append(f"\n{visible(finding.indicator)}", style="not bold")
        rule = Text(SEVERITY_NAMES[finding.severity].pick(language), style=_STYLES[finding.severity])
        rule.append(f" {finding.code}\n{finding.rule}", style="not bold default")
        table.add_row(where, rule, _problem(finding, language))
    return table


def _problem(finding: Finding, language: Language) -> Text:
    lines = [Text(visible(finding.message.pick(language)))]
    for label, text in (
        (_TRACE, finding.trace),
        (_WHY, finding.why.pick(language)),
        (_ADVICE, finding.advice.pick(language)),
        (_RELATED, _related(finding, language)),
        (_DOUBT, finding.doubt.pick(language) if finding.doubt is not None else ""),
    ):
        if text:
            lines.append(_labelled(label, text, "dim", language))
    return Text("\n").join(lines)


def _related(finding: Finding, language: Language) -> str:
    places = [
        f"{place_name(operand.address, language)} {_short(operand.text)}".rstrip()
        for operand in finding.related
        if operand.address is not None
    ]
    text = ("；" if language == "zh" else "; ").join(places[:RELATED_SHOWN])
    if len(places) > RELATED_SHOWN:
        text += f"；… 共 {len(places)} 处" if language == "zh" else f"; … {len(places)} in all"
    return text


def _short(text: str) -> str:
    """A printed text as a reminder of the cell, not as a quotation."""
    line = " ".join(text.split())
    return line if len(line) <= TEXT_SHOWN else f"{line[:TEXT_SHOWN]}…"


def _note(label: Bilingual, text: str, style: str, language: Language) -> Padding:
    return Padding(_labelled(label, text, style, language), (0, 0, 0, 2))


def _labelled(label: Bilingual, text: str, style: str, language: Language) -> Text:
    line = Text(label.pick(language) + ("：" if language == "zh" else ": "), style=style)
    return line.append(visible(text), style="not bold not dim default")


def _notice_text(notice: Notice, language: Language) -> str:
    text = notice.message.pick(language)
    return text if notice.address is None else f"{place_name(notice.address, language)} {text}"
