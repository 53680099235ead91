"""JUnit XML, as Jenkins, GitLab and others read it: a test suite for each form, a test case for each rule asked of it.

failure   findings at or above `--fail-on`; lighter ones are output of a case that passed
skipped   the rule could not be evaluated, with the reasons
error     an input that could not be read, a form that was not judged, a rule that broke

Waived findings and those of the baseline are output too: they do not count. A suite of the name of the file holds what
concerns the file as a whole.
"""

from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

import msgspec

from perflint.engine.outcome import SEVERITIES, Finding
from perflint.language import Language
from perflint.patterns import pattern
from perflint.reports.accepted import accepted
from perflint.reports.field_names import field_name
from perflint.reports.interface import View
from perflint.reports.obstacles import OBSTACLE_NAMES, Obstacle, obstacles_in, obstacles_of
from perflint.reports.obstacles import obstacles as all_obstacles
from perflint.reports.printable import visible
from perflint.reports.unjudged import gaps
from perflint.reports.wording import SEVERITY_NAMES, form_name, place_name, sentences
from perflint.result import CheckedForm, CheckResult

# Characters that printable text may hold and XML 1.0 may not.
_NOT_XML = pattern("[\ud800-\udfff\ufffe\uffff]")


class _Case(msgspec.Struct):
    """A test case and what happened to it, as ready elements."""

    name: str
    failure: str = ""
    error: str = ""
    skipped: str = ""
    output: str = ""


def render(result: CheckResult, view: View) -> str:
    """All suites in one `testsuites`."""
    suites = list(_suites(result, view))
    cases = [case for _, _, group in suites for case in group]
    totals = f'tests="{len(cases)}" failures="{_count(cases, "failure")}" errors="{_count(cases, "error")}"'
    text = "".join(_suite(name, path, group) for name, path, group in suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="perflint" {totals}>\n{text}</testsuites>\n'


def _suites(result: CheckResult, view: View) -> Iterator[tuple[str, str, list[_Case]]]:
    language = view.language
    for document in result.documents:
        for form in document.forms:
            yield f"{form.ref.path} {form_name(form.ref, language)}", form.ref.path, _cases(form, view)
        whole = [_obstacle(one, language) for one in obstacles_in(document) if one.form is None]
        if whole:
            yield document.path, document.path, whole
    for one in all_obstacles(result):
        if one.kind == "unreadable":
            yield one.path, one.path, [_obstacle(one, language)]
    if result.acceptance.findings:
        by_path: dict[str, list[Finding]] = {}
        for finding in result.acceptance.findings:
            by_path.setdefault(finding.form.path, []).append(finding)
        for path, findings in by_path.items():
            yield path, path, _judged(findings, {}, (), view)


def _cases(form: CheckedForm, view: View) -> list[_Case]:
    language = view.language
    reasons: dict[str, list[str]] = {}
    names = {outcome.code: outcome.rule for outcome in form.not_evaluated}
    for gap in gaps(form.not_evaluated):
        for rule in gap.rules:
            times = f" ×{rule.times}" if rule.times > 1 else ""
            reasons.setdefault(rule.code, []).append(gap.reason.pick(language) + times)
    names |= {rule.code: rule.name for rule in view.rules}
    cases = _judged(form.findings, reasons, form.rules, view, names)
    by_code = {case.name.partition(" ")[0]: case for case in cases}
    for one in accepted(form):
        case = by_code.setdefault(one.finding.code, _Case(f"{one.finding.code} {one.finding.rule}"))
        line = f"{_line(one.finding, language)} ({one.why(language)})"
        case.output = "\n".join(part for part in (case.output, line) if part)
    cases = sorted(by_code.values(), key=lambda case: case.name)
    return [*cases, *(_obstacle(one, language) for one in obstacles_of(form))]


def _judged(
    findings: Iterable[Finding],
    reasons: Mapping[str, list[str]],
    asked: Iterable[str],
    view: View,
    names: Mapping[str, str] | None = None,
) -> list[_Case]:
    """A case for each rule, in the order of their codes."""
    by_code: dict[str, list[Finding]] = {}
    named = dict(names or {})
    for finding in findings:
        by_code.setdefault(finding.code, []).append(finding)
        named.setdefault(finding.code, finding.rule)
    cases = []
    for code in sorted({*asked, *by_code, *reasons}):
        case = _Case(f"{code} {named.get(code, '')}".rstrip())
        found = by_code.get(code, [])
        failing = [one for one in found if _fails(one, view.fail_on)]
        lighter = [one for one in found if not _fails(one, view.fail_on)]
        if failing:
            case.failure = _element(
                "failure", failing[0].severity, _first(failing, view.language), _lines(failing, view)
            )
        missing = reasons.get(code, [])
        if missing and not failing:
            case.skipped = f"<skipped message={_attribute('; '.join(missing))}/>"
        elif missing:
            case.output = "\n".join(missing)
        if lighter:
            case.output = "\n".join(part for part in (case.output, _lines(lighter, view)) if part)
        cases.append(case)
    return cases


def _fails(finding: Finding, fail_on: str) -> bool:
    return fail_on in SEVERITIES and SEVERITIES.index(finding.severity) <= SEVERITIES.index(fail_on)


def _first(findings: list[Finding], language: Language) -> str:
    first = findings[0].message.pick(language)
    if len(findings) == 1:
        return first
    return f"共 {len(findings)} 处；{first}" if language == "zh" else f"{len(findings)} findings; {first}"


def _lines(findings: Iterable[Finding], view: View) -> str:
    return "\n".join(_line(finding, view.language) for finding in findings)


def _line(finding: Finding, language: Language) -> str:
    what = field_name(finding.field, language, indicator=finding.indicator or "")
    severity = SEVERITY_NAMES[finding.severity].pick(language)
    said = sentences(
        (finding.message.pick(language), finding.arithmetic(language), finding.advice.pick(language)), language
    )
    return f"[{severity}] {place_name(finding.address, language)} {what}: {said}"


def _obstacle(one: Obstacle, language: Language) -> _Case:
    name = f"{one.code} {one.rule}" if one.code else OBSTACLE_NAMES[one.kind].pick(language)
    place = f"{place_name(one.address, language)} " if one.address is not None else ""
    return _Case(name, error=_element("error", one.kind, place + one.message.pick(language), ""))


def _element(tag: str, kind: str, message: str, text: str) -> str:
    head = f"<{tag} type={_attribute(kind)} message={_attribute(message)}"
    return f"{head}>{_text(text)}</{tag}>" if text else f"{head}/>"


def _suite(name: str, path: str, cases: list[_Case]) -> str:
    counts = f'tests="{len(cases)}" failures="{_count(cases, "failure")}" errors="{_count(cases, "error")}"'
    head = f'<testsuite name={_attribute(name)} {counts} skipped="{_count(cases, "skipped")}" file={_attribute(path)}>'
    body = "".join(_case(case, name) for case in cases)
    return f"  {head}\n{body}  </testsuite>\n"


def _case(case: _Case, suite: str) -> str:
    output = f"<system-out>{_text(case.output)}</system-out>" if case.output else ""
    inner = [part for part in (case.skipped, case.error, case.failure, output) if part]
    head = f"    <testcase name={_attribute(case.name)} classname={_attribute(suite)}"
    if not inner:
        return f"{head}/>\n"
    return f"{head}>\n" + "".join(f"      {part}\n" for part in inner) + "    </testcase>\n"


def _count(cases: Iterable[_Case], what: str) -> int:
    return sum(bool(getattr(case, what)) for case in cases)


def _attribute(text: str) -> str:
    return quoteattr(_clean(text))


def _text(text: str) -> str:
    return escape(_clean(text))


def _clean(text: str) -> str:
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", visible(text))
