"""The result as a comment on a merge request: tables that GitHub and GitLab draw, long parts folded.

A comment has a bound (65 536 characters on GitHub); forms that no longer fit are counted instead of shown.
"""

from collections import Counter
from collections.abc import Iterator

from perflint.engine.outcome import Finding
from perflint.language import Bilingual, Language
from perflint.patterns import pattern
from perflint.reports.accepted import Accepted, accepted
from perflint.reports.closing import counts_line
from perflint.reports.field_names import field_name
from perflint.reports.grouping import FindingGroup, grouped
from perflint.reports.interface import View
from perflint.reports.obstacles import Obstacle, obstacles, obstacles_of
from perflint.reports.printable import visible
from perflint.reports.unjudged import gaps
from perflint.reports.wording import (
    NOT_EVALUATED,
    SEVERITY_NAMES,
    STATE_NAMES,
    form_name,
    place_name,
    row_name,
    sentences,
)
from perflint.result import CheckedForm, CheckResult

# What a comment may hold, less room for the closing lines.
ROOM = 60_000
_SIGNS = {"error": "🔴", "warning": "🟠", "info": "🔵"}
_HEAD = (
    Bilingual("级别", "Severity"),
    Bilingual("位置", "Where"),
    Bilingual("规则", "Rule"),
    Bilingual("问题", "Problem"),
)
_OBSTACLES = Bilingual("没有评判的", "Not judged")
_NOTHING = Bilingual("没有发现问题。", "Nothing was found.")
# Characters that Markdown could take for more than themselves.
_MARKUP = pattern(r"[\\`*_\[\]|~#<>&@]")
_ENTITIES = {"<": "&lt;", ">": "&gt;", "&": "&amp;", "@": "&#64;"}


def render(result: CheckResult, view: View) -> str:
    """A heading with the counts, what was not judged, and each form that has something to say."""
    language = view.language
    whole = [one for one in obstacles(result) if one.form is None]
    pieces = [f"## perflint\n\n{_text(counts_line(result, language))}\n"]
    if whole:
        lines = "".join(f"- {_text(one.path)}: {_obstacle(one, language)}\n" for one in whole)
        pieces.append(f"\n**{_OBSTACLES.pick(language)}**\n\n{lines}")
    room = ROOM - sum(map(len, pieces))
    left_out = 0
    shown = False
    for text in _sections(result, language):
        shown = True
        if left_out or len(text) > room:
            left_out += 1
            continue
        room -= len(text)
        pieces.append(text)
    if left_out:
        more = f"另有 {left_out} 部分写不下" if language == "zh" else f"{left_out} more sections did not fit"
        pieces.append(f"\n*{more}*\n")
    if not (whole or shown):
        pieces.append(f"\n{_NOTHING.pick(language)}\n" if any(result.forms) else "")
    return "".join(pieces)


def _sections(result: CheckResult, language: Language) -> Iterator[str]:
    for form in result.forms:
        if form.spotless or form.passed_over:
            continue
        yield "".join(_form(form, language))
    if result.acceptance.findings:
        for_whom = "豁免文件" if language == "zh" else "Waiver file"
        yield f"\n### {for_whom}\n\n" + _table(result.acceptance.findings, language)


def _form(form: CheckedForm, language: Language) -> Iterator[str]:
    yield f"\n### {_text(form.ref.path)} · {_text(form_name(form.ref, language))}\n\n"
    if form.findings:
        yield _table(form.findings, language)
    lines = [f"- {_obstacle(one, language)}\n" for one in obstacles_of(form)]
    incomplete = "表不完整：" if language == "zh" else "Incomplete form: "
    lines += [f"- {incomplete}{_text(lack.reason.pick(language))}\n" for lack in form.lacks]
    if lines:
        yield ("\n" if form.findings else "") + "".join(lines)
    lines = []
    for gap in gaps(form.not_evaluated):
        rules = ("、" if language == "zh" else ", ").join(f"`{rule.short}`" for rule in gap.rules)
        lines.append(f"- {_text(gap.reason.pick(language))}: {rules}\n")
    if lines:
        yield _folded(f"{NOT_EVALUATED.pick(language)} {len(form.not_evaluated)}", "".join(lines))
    if settled := list(accepted(form)):
        counts = Counter(one.state for one in settled)
        names = [f"{STATE_NAMES[state].pick(language)} {count}" for state, count in counts.items()]
        lines = [f"- {_accepted(one, language)}\n" for one in settled]
        yield _folded(("、" if language == "zh" else ", ").join(names), "".join(lines))


def _accepted(one: Accepted, language: Language) -> str:
    finding = one.finding
    said = f"{place_name(finding.address, language)} {finding.message.pick(language)}"
    return f"`{finding.code}` {_text(said)} — {_text(one.why(language))}"


def _folded(title: str, body: str) -> str:
    return f"\n<details><summary>{_text(title)}</summary>\n\n{body}\n</details>\n"


def _table(findings: tuple[Finding, ...], language: Language) -> str:
    head = "| " + " | ".join(title.pick(language) for title in _HEAD) + " |\n|" + " --- |" * len(_HEAD) + "\n"
    return head + "".join(_row(group, language) for group in grouped(findings))


def _row(group: FindingGroup, language: Language) -> str:
    finding = group.first
    severity = f"{_SIGNS[finding.severity]} {SEVERITY_NAMES[finding.severity].pick(language)}"
    rule = f"`{finding.code}` {_text(finding.rule)}"
    if group.many:
        count = f"共 {len(group.findings)} 处" if language == "zh" else f"{len(group.findings)} places"
        rows = [_listed(one, group, language) for one in group.findings]
        problem = "<br>".join([*rows, *_advice(group, language)])
        return f"| {severity} | {count} | {rule} | {problem} |\n"
    what = field_name(finding.field, language, indicator=finding.indicator or "")
    where = f"{_text(place_name(finding.address, language))}<br>{_text(what)}"
    lines = [_text(finding.message.pick(language))]
    if finding.trace:
        lines.append(f"{'算式：' if language == 'zh' else 'Arithmetic: '}{_text(finding.arithmetic(language))}")
    return f"| {severity} | {where} | {rule} | {'<br>'.join([*lines, *_advice(group, language)])} |\n"


def _listed(finding: Finding, group: FindingGroup, language: Language) -> str:
    said = finding.message.pick(language)
    if group.advice is None:
        said = sentences((said, finding.advice.pick(language)), language)
    return f"{_text(row_name(finding.address, language))} {_text(said)}"


def _advice(group: FindingGroup, language: Language) -> Iterator[str]:
    text = group.advice.pick(language) if group.advice is not None else ""
    if text:
        yield f"{'处理：' if language == 'zh' else 'To do: '}{_text(text)}"


def _obstacle(one: Obstacle, language: Language) -> str:
    place = f"{place_name(one.address, language)} " if one.address is not None and one.kind == "refused" else ""
    return _text(place + one.say(language))


def _text(text: str) -> str:
    """Text of strangers as one line that Markdown and HTML leave alone."""
    line = " ".join(visible(text).split())
    return _MARKUP.sub(lambda found: _ENTITIES.get(found[0], f"\\{found[0]}"), line)
