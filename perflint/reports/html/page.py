"""The result of a check as one self-contained page: no network, printable, Chinese first.

The summary by severity, rule and department; what was not judged; each form as its own table with its findings beside
it; the rules at the end, so that their texts stand once. It reads without script; the script adds filters and keys.
"""

from collections import Counter
from collections.abc import Iterator, Sequence

from perflint import __version__
from perflint.engine.outcome import SEVERITIES, Finding, Severity
from perflint.language import Bilingual
from perflint.reports.accepted import accepted
from perflint.reports.closing import baseline_line, counts_line
from perflint.reports.html import markup
from perflint.reports.html.assets import asset, policy
from perflint.reports.html.charts import Bar, bars
from perflint.reports.html.entries import entries
from perflint.reports.html.form_table import Part, draw, parts_of
from perflint.reports.interface import View
from perflint.reports.obstacles import obstacles, obstacles_of
from perflint.reports.rule_page import source_line
from perflint.reports.unjudged import gaps
from perflint.reports.wording import (
    NOT_EVALUATED,
    NOTHING_FOUND,
    PASSED_OVER,
    SEVERITY_NAMES,
    form_name,
    kind_name,
    place_name,
)
from perflint.result import BaselineReport, CheckedDocument, CheckedForm, CheckResult

_TITLE = Bilingual("绩效自评表核对结果", "Check of performance self-evaluation forms")
_SKIP = Bilingual("跳到各表", "Skip to the forms")
_BY_RULE = Bilingual("按规则", "By rule")
_BY_DEPARTMENT = Bilingual("按主管部门", "By department")
_NO_DEPARTMENT = Bilingual("（未写主管部门）", "(no department)")
_OBSTACLES = Bilingual("没有评判的", "What was not judged")
_OBSTACLES_WHY = Bilingual(
    "以下内容没有评判，不代表没有问题。", "Nothing is said of these: they may be right or wrong."
)
_FILTERS = Bilingual("筛选", "Filter")
_ALL_RULES = Bilingual("全部规则", "all rules")
_ALL_FORMS = Bilingual("全部文件", "all files")
_SEARCH = Bilingual("搜索项目、部门、内容", "project, department, text")
_KEYS = Bilingual(
    "按 n、p 在问题之间移动，回车到表格中的单元格，b 返回。",
    "n and p move among findings, Enter goes to the cell, b back.",
)
_RULES = Bilingual("规则说明", "The rules")
_SOURCE = Bilingual("依据", "Source")
_WAIVERS = Bilingual("豁免文件", "Waiver file")
_INCOMPLETE = Bilingual("表不完整", "Incomplete form")
_NO_TABLE = Bilingual("没有可画的表格。", "There is no table to draw.")
_SHOW = Bilingual("查看表格", "Show the form")
_NONE_LEFT = Bilingual("没有符合筛选条件的问题。", "No finding fits the filter.")


def render(result: CheckResult, view: View) -> str:
    """The whole page."""
    styles = asset("form_table.css") + asset("report.css")
    script = asset("report.js")
    language = "zh-CN" if view.language == "zh" else "en"
    title = _TITLE.pick(view.language)
    return "".join(
        (
            f'<!DOCTYPE html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n',
            f'<meta name="generator" content="perflint {__version__}">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{policy(styles, script)}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            f"<title>{title}</title>\n<style>{styles}</style>\n</head>\n<body>\n",
            f'<a class="skip" href="#forms">{_SKIP.pick(view.language)}</a>\n',
            *_summary(result, view),
            *_filters(result, view),
            '<main id="forms" tabindex="-1">\n',
            *_documents(result, view),
            f'<p id="none" hidden>{_NONE_LEFT.pick(view.language)}</p>\n</main>\n',
            *_rules(result, view),
            f"<footer>perflint {__version__}</footer>\n<script>{script}</script>\n</body>\n</html>\n",
        )
    )


def _summary(result: CheckResult, view: View) -> Iterator[str]:
    language = view.language
    counts = result.counts()
    yield f"<header>\n<h1>{_TITLE.pick(language)}</h1>\n<p>{markup.text(counts_line(result, language))}</p>\n"
    yield '<ul class="tiles">'
    for level in SEVERITIES:
        number = counts.of(level)
        yield f'<li class="{level}{"" if number else " zero"}"><b>{number}</b> {SEVERITY_NAMES[level].pick(language)}'
    kind = "" if counts.not_evaluated else ' class="zero"'
    yield f"<li{kind}><b>{counts.not_evaluated}</b> {NOT_EVALUATED.pick(language)}"
    for number, zh, en in ((counts.waived, "已豁免", "waived"), (counts.known, "基线已有", "in the baseline")):
        if number:
            yield f"<li><b>{number}</b> {zh if language == 'zh' else en}"
    yield "</ul>\n"
    if result.acceptance.baseline is not None:
        yield _baseline(result.acceptance.baseline, view)
    yield from _obstacles(result, view)
    charts = bars(_BY_RULE.pick(language), _by_rule(result, view), language) + bars(
        _BY_DEPARTMENT.pick(language), _by_department(result, view), language
    )
    yield f'<div class="charts">\n{charts}</div>\n</header>\n' if charts else "</header>\n"


def _by_rule(result: CheckResult, view: View) -> list[Bar]:
    titles = {rule.code: rule.title.pick(view.language) for rule in view.rules}
    counts: dict[str, Counter[Severity]] = {}
    names: dict[str, str] = {}
    for finding in result.findings:
        counts.setdefault(finding.code, Counter())[finding.severity] += 1
        names.setdefault(finding.code, titles.get(finding.code, finding.rule))
    return [Bar(f"{code} {names[code]}", counted, f"r-{code}") for code, counted in counts.items()]


def _by_department(result: CheckResult, view: View) -> list[Bar]:
    counts: dict[str, Counter[Severity]] = {}
    for form in result.forms:
        counts.setdefault(form.department, Counter()).update(finding.severity for finding in form.findings)
    nameless = _NO_DEPARTMENT.pick(view.language)
    return [
        Bar(name, counted, "forms", finds=True) if name else Bar(nameless, counted)
        for name, counted in counts.items()
        if counted
    ]


def _baseline(balance: BaselineReport, view: View) -> str:
    rows = "".join(
        f"<li>{markup.text(' '.join(filter(None, (entry.code, entry.rule, entry.project, entry.indicator))))}"
        for entry in balance.fixed
    )
    done = "已改的" if view.language == "zh" else "Fixed"
    listed = f"<details><summary>{done} {len(balance.fixed)}</summary><ul>{rows}</ul></details>\n" if rows else ""
    return f"<p>{markup.text(baseline_line(balance, view.language))}</p>\n{listed}"


def _obstacles(result: CheckResult, view: View) -> Iterator[str]:
    language = view.language
    places = {form.ref: number for number, form in enumerate(result.forms, start=1)}
    lines = []
    for one in obstacles(result):
        name = markup.text(one.path)
        if one.form is not None:
            name = f'<a href="#t{places[one.form]}">{name} {markup.text(form_name(one.form, language))}</a>'
        place = f"{place_name(one.address, language)} " if one.address is not None and one.form is None else ""
        lines.append(f"<li>{name}<br>{markup.text(place + one.say(language))}\n")
    if lines:
        yield f'<section class="obstacles">\n<h2>{_OBSTACLES.pick(language)}</h2>\n'
        yield f"<p>{_OBSTACLES_WHY.pick(language)}</p>\n<ul>\n{''.join(lines)}</ul>\n</section>\n"


def _filters(result: CheckResult, view: View) -> Iterator[str]:
    """Of use with the script only, which shows them."""
    language = view.language
    yield f'<form id="filters" hidden aria-label="{_FILTERS.pick(language)}">\n'
    for level in SEVERITIES:
        name = SEVERITY_NAMES[level].pick(language)
        yield f'<label><input type="checkbox" name="severity" value="{level}" checked> {name}</label>\n'
    codes = sorted({finding.code for finding in result.findings})
    options = "".join(f"<option>{markup.text(code)}" for code in codes)
    yield _select("rule", _ALL_RULES.pick(language), options)
    files = dict.fromkeys(document.path for document in result.documents if any(map(_worth, document.forms)))
    options = "".join(f'<option value="{number}">{markup.text(path)}' for number, path in enumerate(files, start=1))
    yield _select("file", _ALL_FORMS.pick(language), options)
    search = _SEARCH.pick(language)
    yield f'<input type="search" name="text" placeholder="{search}" aria-label="{search}">\n'
    yield f'<output id="shown"></output>\n<p class="keys">{_KEYS.pick(language)}</p>\n</form>\n'


def _select(name: str, everything: str, options: str) -> str:
    return f'<select name="{name}" aria-label="{everything}"><option value="">{everything}{options}</select>\n'


def _worth(form: CheckedForm) -> bool:
    """Whether the form is shown open: it has something to say."""
    return not (form.spotless or form.passed_over)


def _documents(result: CheckResult, view: View) -> Iterator[str]:
    number = 0
    for place, document in enumerate(result.documents, start=1):
        if not document.forms:
            continue
        parts: Sequence[Part] = [()] * len(document.forms)
        if document.document is not None:
            parts = parts_of(document.document, [form.begins for form in document.forms])
        yield f'<section class="document" id="d{place}">\n<h2>{markup.text(document.path)}</h2>\n'
        yield from _notices(document, view)
        for form, part in zip(document.forms, parts, strict=True):
            number += 1
            yield from _form(form, part, number, view)
        yield "</section>\n"
    if result.acceptance.findings:
        yield f'<section class="document">\n<h2>{_WAIVERS.pick(view.language)}</h2>\n'
        yield f"{entries(result.acceptance.findings, 0, view.language, drawn=False).html}</section>\n"


def _notices(document: CheckedDocument, view: View) -> Iterator[str]:
    if document.notices:
        lines = []
        for notice in document.notices:
            place = f"{place_name(notice.address, view.language)} " if notice.address is not None else ""
            lines.append(f"<li>{markup.text(place + notice.message.pick(view.language))}")
        yield f'<ul class="notices">{"".join(lines)}</ul>\n'


def _form(form: CheckedForm, part: Part, number: int, view: View) -> Iterator[str]:
    language = view.language
    about = [kind_name(form.ref.kind, language), form.department]
    if form.profile is not None:
        why = form.profile.why
        guess = "" if why is None else f"（{why.zh}）" if language == "zh" else f" ({why.en})"
        about.append(form.profile.title.pick(language) + guess)
    line = " · ".join(markup.text(word) for word in about if word)
    clean = f' <span class="clean">{NOTHING_FOUND.pick(language)}</span>' if form.spotless else ""
    yield f'<section class="form" id="t{number}" tabindex="-1">\n'
    yield f'<h3>{markup.text(form_name(form.ref, language))}{clean}</h3>\n<p class="about">{line}</p>\n'
    settled = list(accepted(form))
    listed = entries(form.findings, number, language, accepted=settled, drawn=bool(part))
    table = draw(part, listed.marks, language) or f"<p>{_NO_TABLE.pick(language)}</p>\n"
    if not _worth(form):
        said = f"<p>{PASSED_OVER.pick(language)}</p>\n" if form.passed_over else ""
        yield f"{said}<details><summary>{_SHOW.pick(language)}</summary>\n{table}</details>\n</section>\n"
        return
    yield f'<div class="pair">\n<div class="told">\n{listed.html}{"".join(_rest(form, view))}'
    if settled:
        title = "已豁免或基线已有" if language == "zh" else "Waived or in the baseline"
        yield f'<details class="accepted"><summary>{title} {len(settled)}</summary>\n'
        yield f"<ul>{listed.accepted}</ul></details>\n"
    yield f'</div>\n<div class="drawn">\n{table}</div>\n</div>\n</section>\n'


def _rest(form: CheckedForm, view: View) -> Iterator[str]:
    """What is said of a form beside its findings."""
    language = view.language
    for one in obstacles_of(form):
        yield f'<p class="obstacle">{markup.text(one.say(language))}</p>\n'
    for lack in form.lacks:
        text = f"{_INCOMPLETE.pick(language)}{'：' if language == 'zh' else ': '}{lack.reason.pick(language)}"
        yield f'<p class="obstacle">{markup.text(text)}</p>\n'
    lines = []
    for gap in gaps(form.not_evaluated):
        rules = ("、" if language == "zh" else ", ").join(rule.short for rule in gap.rules)
        lines.append(f"<li>{markup.text(gap.reason.pick(language))}<br><small>{markup.text(rules)}</small>\n")
    if lines:
        title = f"{NOT_EVALUATED.pick(language)} {len(form.not_evaluated)}"
        yield f'<details class="gaps"><summary>{title}</summary>\n<ul>{"".join(lines)}</ul></details>\n'


def _rules(result: CheckResult, view: View) -> Iterator[str]:
    """Each rule that found something: its title, why, its sources."""
    language = view.language
    firsts: dict[str, list[Finding]] = {}
    for finding in result.findings:
        firsts.setdefault(finding.code, []).append(finding)
    if not firsts:
        return
    known = {rule.code: rule for rule in view.rules}
    yield f'<section class="rules">\n<h2>{_RULES.pick(language)}</h2>\n<dl>\n'
    for code in sorted(firsts):
        rule = known.get(code)
        title = rule.title.pick(language) if rule is not None else firsts[code][0].rule
        name = firsts[code][0].rule
        yield f'<dt id="r-{markup.attribute(code)}" tabindex="-1">{markup.text(code)} {markup.text(title)}'
        yield f" <small>{markup.text(name)}</small>\n" if name != title else "\n"
        for why in dict.fromkeys(finding.why.pick(language) for finding in firsts[code]):
            yield f"<dd>{markup.text(why)}\n" if why else ""
        for source in rule.sources if rule is not None else ():
            colon = "：" if language == "zh" else ": "
            yield f'<dd class="source">{_SOURCE.pick(language)}{colon}{markup.text(source_line(source, language))}\n'
    yield "</dl>\n</section>\n"
