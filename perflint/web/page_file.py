"""One file as people see it: each form drawn as its own table, the findings beside it, and what was not judged.

Made by a worker, which has the document; the server puts it into the page as it is.
"""

from collections.abc import Iterator, Sequence
from urllib.parse import urlencode

import msgspec

from perflint.copies.annotating import ANNOTATORS
from perflint.copies.rewriting import why_not
from perflint.documents.model import Address
from perflint.engine.outcome import SEVERITIES, Finding
from perflint.language import Bilingual, Language
from perflint.reports.accepted import accepted
from perflint.reports.field_names import field_name
from perflint.reports.html.form_table import Mark, Part, draw, parts_of
from perflint.reports.unjudged import gaps
from perflint.reports.wording import (
    NO_RULE_APPLIES,
    NOTHING_EVALUATED,
    PASSED_OVER,
    SEVERITY_NAMES,
    form_name,
    kind_name,
    place_name,
)
from perflint.result import CheckedDocument, CheckedForm, FailedInput
from perflint.web.markup import Child, Markup, file_path, join, tag
from perflint.web.orders import Wish
from perflint.web.page_finding import finding_item
from perflint.web.page_formless import formless_view
from perflint.web.wording import say

_NO_REGION = Bilingual("表中看不出地区", "no region shows in the form")


class FormView(msgspec.Struct, frozen=True):
    """A form on its way to the page: its part of the document, and the element ids of its findings and cells.

    `guessing` says that its profile was to be guessed.
    """

    checked: CheckedForm
    part: Part
    key: str
    cells: dict[Address, str]
    guessing: bool

    def finding_id(self, number: int) -> str:
        """The element of the finding, counted from 1 as on the page."""
        return f"f{self.key}-{number}"


def file_view(checked: CheckedDocument | FailedInput, key: str, wish: Wish, *, guessing: bool) -> str:
    """The whole view of a file; `key` makes its element ids differ from those of other files.

    `guessing` says that the profile of its forms was to be guessed.
    """
    language = wish.language
    if isinstance(checked, FailedInput):
        return failure_view(checked.path, Bilingual(checked.explain("zh"), checked.explain("en")), key, language)
    views = _views(checked, key, guessing=guessing)
    return tag(
        "article",
        _heading(checked.path, _meta(checked, language), key),
        _copies(checked, key, wish),
        list(_notices(checked, language)),
        list(_refusals(checked, language)),
        list(formless_view(checked.document, language)) if checked.formless else None,
        _filters(checked.forms, key, language),
        [_form(view, language) for view in views],
        class_="file",
        id=f"file-{key}",
        aria_labelledby=f"name-{key}",
    )


def failure_view(name: str, reason: Bilingual, key: str, language: Language) -> str:
    """The view of a file that could not be read."""
    box = tag(
        "div",
        tag("p", tag("strong", say(language, "这个文件没有核对", "This file was not checked"))),
        tag("p", reason.pick(language)),
        class_="box bad",
    )
    return tag(
        "article", _heading(name, None, key), box, class_="file", id=f"file-{key}", aria_labelledby=f"name-{key}"
    )


def _views(checked: CheckedDocument, key: str, *, guessing: bool) -> list[FormView]:
    begins = [form.begins for form in checked.forms]
    parts: Sequence[Part] = parts_of(checked.document, begins) if checked.document is not None else [()] * len(begins)
    views = []
    for number, (form, part) in enumerate(zip(checked.forms, parts, strict=True)):
        own = f"{key}-{number}"
        cells: dict[Address, str] = {}
        for finding in form.findings:
            for address in (finding.address, *(operand.address for operand in finding.related)):
                if address is not None:
                    cells.setdefault(address, f"c{own}-{len(cells)}")
        views.append(FormView(form, part, own, cells, guessing))
    return views


def _heading(name: str, meta: Child, key: str) -> Markup:
    return tag("header", tag("h2", file_path(name), id=f"name-{key}", tabindex="-1"), meta, class_="file-head")


def _copies(checked: CheckedDocument, key: str, wish: Wish) -> Child:
    """The ways to copies of the file, as far as its format and its findings allow them."""
    language = wish.language
    findings = [finding for form in checked.forms for finding in form.findings]
    fixes = {finding.fix.kind for finding in findings if finding.fix is not None}
    if why_not(checked.format) is not None:
        fixes.clear()
    kinds = []
    if findings and checked.format in ANNOTATORS:
        kinds.append(("annotated", say(language, "批注件：问题写在原文件里", "Annotated copy")))
    if "format" in fixes:
        kinds.append(("corrected", say(language, "改正件：只改写法", "Corrected copy: spelling only")))
    if "recompute" in fixes:
        kinds.append(("recomputed", say(language, "重算件：按规则重算，须核实", "Recomputed copy, to be confirmed")))
    if not kinds:
        return None
    # Under the rules of this view, whatever is chosen elsewhere by then.
    query = "?" + urlencode({"lang": language, "profile": wish.profile})
    links = [tag("a", text, href=f"files/{key}/copies/{kind}{query}", class_="button copy") for kind, text in kinds]
    note = tag("span", class_="note", role="status", data_note=True)
    return tag("p", links, note, class_="copies")


def _meta(checked: CheckedDocument, language: Language) -> Markup:
    forms = len(checked.forms)
    text = say(language, f"{checked.format} 文件，{forms} 张表", f"{checked.format} file, forms: {forms}")
    return tag("p", text, class_="meta")


def _notices(checked: CheckedDocument, language: Language) -> Iterator[Markup]:
    for notice in checked.notices:
        where = f"{place_name(notice.address, language)} " if notice.address is not None else ""
        yield tag("p", where, notice.message.pick(language), class_="note")


def _refusals(checked: CheckedDocument, language: Language) -> Iterator[Markup]:
    for refusal in checked.refusals:
        kind = kind_name(refusal.kind, language)
        where = f"（{place_name(refusal.address, language)}）" if refusal.address is not None else ""
        yield tag(
            "div",
            tag("p", tag("strong", say(language, "不评判的表：", "Not judged by design: "), kind), where),
            tag("p", refusal.reason.pick(language)),
            class_="box caution",
        )


def _filters(forms: Sequence[CheckedForm], key: str, language: Language) -> Child:
    findings = [finding for form in forms for finding in form.findings]
    if len(findings) < 2:
        return None
    counts = {severity: sum(finding.severity == severity for finding in findings) for severity in SEVERITIES}
    boxes = [
        tag(
            "label",
            tag("input", type="checkbox", checked=True, data_severity=severity),
            tag("span", SEVERITY_NAMES[severity].pick(language), f" {count}", class_=f"badge {severity}"),
        )
        for severity, count in counts.items()
        if count
    ]
    codes = {finding.code: finding.rule for finding in findings}
    rules = [tag("option", f"{code} {name}", value=code) for code, name in sorted(codes.items())]
    numbered = [tag("option", form_name(form.ref, language), value=str(number)) for number, form in enumerate(forms)]
    return tag(
        "form",
        tag("span", say(language, "筛选", "Filter"), class_="label"),
        boxes,
        _select("rule", key, say(language, "规则", "Rule"), say(language, "全部规则", "all rules"), rules),
        _select("form", key, say(language, "表", "Form"), say(language, "全部表", "all forms"), numbered)
        if len(forms) > 1
        else None,
        tag("output", class_="shown", aria_live="polite"),
        class_="filters",
        hidden=True,
        aria_label=say(language, "筛选问题", "Filter the findings"),
    )


def _select(name: str, key: str, label: str, everything: str, options: Sequence[Markup]) -> Markup:
    own = f"{name}-{key}"
    return join(
        tag("label", label, for_=own, class_="label"),
        tag("select", tag("option", everything, value=""), options, id=own, name=name),
    )


def _form(view: FormView, language: Language) -> Markup:
    checked = view.checked
    drawing = draw(view.part, _marks(view, language), language)
    title = f"title-{view.key}"
    drawn = tag("div", Markup(drawing), class_="paper", role="region", aria_labelledby=title, tabindex="0")
    return tag(
        "section",
        tag(
            "header",
            tag("h3", form_name(checked.ref, language), id=title),
            tag("p", _form_meta(view, language), class_="meta"),
            class_="form-head",
        ),
        tag(
            "div",
            drawn if drawing else None,
            tag(
                "div",
                list(_states(checked, language)),
                list(_findings(view, language)),
                _gaps(view, language),
                class_="said",
            ),
            class_="beside" if drawing else "alone",
        ),
        class_="form-view",
        data_form=view.key.rpartition("-")[2],
        aria_labelledby=title,
    )


def _form_meta(view: FormView, language: Language) -> str:
    checked = view.checked
    parts = [kind_name(checked.ref.kind, language)]
    if checked.department:
        parts.append(checked.department)
    form = checked.form
    if form is not None and form.total.score.text:
        parts.append(say(language, f"总分 {form.total.score.text}", f"total {form.total.score.text}"))
    if checked.profile is not None:
        name = checked.profile.title.pick(language)
        parts.append(say(language, f"地区配置 {name}", f"profile {name}"))
        if view.guessing:
            why = (checked.profile.why or _NO_REGION).pick(language)
            parts.append(say(language, f"自动判断：{why}", f"automatic: {why}"))
    return " · ".join(parts)


def _marks(view: FormView, language: Language) -> dict[Address, Mark]:
    """What is to be seen at each cell that a finding names; a finding's own cell shows its number."""
    own: dict[Address, list[tuple[int, Finding]]] = {}
    for number, finding in enumerate(view.checked.findings, 1):
        own.setdefault(finding.address, []).append((number, finding))
    marks: dict[Address, Mark] = {}
    for address, anchor in view.cells.items():
        mine = own.get(address, [])
        if not mine:
            marks[address] = Mark(None, anchor=anchor)
            continue
        worst = min((finding.severity for _, finding in mine), key=SEVERITIES.index)
        links = tuple((view.finding_id(number), str(number)) for number, _ in mine)
        title = "\n".join(f"{number} {finding.message.pick(language)}" for number, finding in mine)
        marks[address] = Mark(worst, links, anchor, title)
    return marks


def _states(checked: CheckedForm, language: Language) -> Iterator[Markup]:
    """What is to be known before the findings are read, or in their place."""
    if checked.passed_over:
        yield tag("p", PASSED_OVER.pick(language), class_="box note")
    elif not checked.judged:
        why = NOTHING_EVALUATED if checked.applicable else NO_RULE_APPLIES
        head = tag("strong", say(language, "整表未评判：", "Form not judged: "))
        yield tag("p", head, why.pick(language), class_="box caution")
    if checked.lacks:
        reasons = (say(language, "；", "; ")).join(lack.reason.pick(language) for lack in checked.lacks)
        head = tag("strong", say(language, "表不完整：", "Incomplete form: "))
        yield tag("p", head, reasons, class_="box caution")
    for fault in checked.faults:
        head = tag("strong", say(language, "规则故障：", "Broken rule: "))
        yield tag("p", head, fault.message.pick(language), class_="box bad")
    if checked.spotless:
        yield tag(
            "div",
            tag("p", tag("strong", say(language, "未发现问题", "Nothing was found"))),
            tag(
                "p",
                say(
                    language,
                    f"适用的 {checked.applicable} 条规则都已核对，共 {checked.passed} 处，没有矛盾。",
                    f"All {checked.applicable} rules that apply were checked in {checked.passed} places; "
                    "nothing contradicts.",
                ),
            ),
            class_="box good",
        )
    elif checked.settled:
        text = say(
            language,
            "除已被接受的问题外，没有发现问题。",
            "Nothing was found but what was accepted.",
        )
        yield tag("p", tag("strong", text), class_="box good")
    elif checked.judged and not checked.findings:
        text = say(
            language,
            "能判断的部分没有发现问题；其余部分请人工核对。",
            "Nothing was found in what could be judged; please check the rest by hand.",
        )
        yield tag("p", text, class_="box note")


def _findings(view: FormView, language: Language) -> Iterator[Markup]:
    findings = view.checked.findings
    aside = list(accepted(view.checked))
    if findings:
        count = len(findings)
        yield tag("h4", say(language, f"发现 {count} 处问题", f"{count} finding" + ("s" if count > 1 else "")))
        items = [
            finding_item(finding, number, view.finding_id(number), view.cells, language)
            for number, finding in enumerate(findings, 1)
        ]
        yield tag("ol", items, class_="findings")
    if aside:
        head = say(
            language, f"另有 {len(aside)} 处已被接受，不计入", f"{len(aside)} more were accepted and do not count"
        )
        entries = [
            tag(
                "li",
                field_name(one.finding.field, language, indicator=one.finding.indicator or ""),
                say(language, "：", ": "),
                one.finding.message.pick(language),
                tag("span", f"{one.why(language)} · {one.finding.code} {one.finding.rule}", class_="codes"),
            )
            for one in aside
        ]
        yield tag("details", tag("summary", head), tag("ul", entries), class_="gaps", open=not findings)


def _gaps(view: FormView, language: Language) -> Child:
    outcomes = view.checked.not_evaluated
    if not outcomes:
        return None
    entries = []
    for gap in gaps(outcomes):
        rules = say(language, "、", ", ").join(rule.short for rule in gap.rules)
        entries.append(tag("li", gap.reason.pick(language), tag("span", rules, class_="codes")))
    head = say(language, f"没有判断的 {len(outcomes)} 处及原因", f"Not evaluated: {len(outcomes)}, and why")
    return tag("details", tag("summary", head), tag("ul", entries), class_="gaps", open=not view.checked.findings)
