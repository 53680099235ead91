"""One line a finding, for editors, grep and small screens.

    path:address: error PF201 execution-points: message
    path:form 1: not-evaluated PF101, PF301 ×2: reason

The words `error`, `warning`, `info`, `not-evaluated`, `not-judged`, `refused` and `rule-fault`, and with `verbose`
`clean`, `passed-over` and `notice`, are the same in both languages, so that a filter written once keeps working. Line
breaks inside a message become blanks.
"""

from collections.abc import Iterator

from perflint.engine.outcome import Finding
from perflint.language import Language
from perflint.reports.interface import View
from perflint.reports.printable import visible
from perflint.reports.unjudged import gaps
from perflint.reports.wording import (
    NO_RULE_APPLIES,
    NOTHING_EVALUATED,
    NOTHING_FOUND,
    PASSED_OVER,
    form_name,
    kind_name,
)
from perflint.result import CheckedForm, CheckResult


def render(result: CheckResult, view: View) -> str:
    """Every finding, gap, refusal and fault as one line each, in the order of the inputs."""
    return "".join(f"{visible(' '.join(line.split()))}\n" for line in _lines(result, view))


def _lines(result: CheckResult, view: View) -> Iterator[str]:
    language = view.language
    for document in result.documents:
        for form in document.forms:
            yield from _form_lines(form, view)
        for refusal in document.refusals:
            where = f"{document.path}:{refusal.address}" if refusal.address else document.path
            yield f"{where}: refused {kind_name(refusal.kind, language)}: {refusal.reason.pick(language)}"
        for notice in document.notices if view.verbose else ():
            where = f"{document.path}:{notice.address}" if notice.address else document.path
            yield f"{where}: notice: {notice.message.pick(language)}"
    yield from (_finding_line(finding, language) for finding in result.acceptance.findings)


def _finding_line(finding: Finding, language: Language) -> str:
    head = f"{finding.form.path}:{finding.address}: {finding.severity} {finding.code} {finding.rule}"
    return f"{head}: {finding.message.pick(language)}"


def _form_lines(form: CheckedForm, view: View) -> Iterator[str]:
    language = view.language
    whole = f"{form.ref.path}:{form_name(form.ref, language)}"
    for finding in form.findings:
        yield _finding_line(finding, language)
    for gap in gaps(form.not_evaluated):
        rules = ", ".join(rule.short for rule in gap.rules)
        yield f"{whole}: not-evaluated {rules}: {gap.reason.pick(language)}"
    for fault in form.faults:
        yield f"{whole}: rule-fault {fault.code} {fault.rule}: {fault.message.pick(language)}"
    if form.passed_over:
        if view.verbose:
            yield f"{whole}: passed-over: {PASSED_OVER.pick(language)}"
    elif not form.judged:
        why = NOTHING_EVALUATED if form.applicable else NO_RULE_APPLIES
        yield f"{whole}: not-judged: {why.pick(language)}"
    elif view.verbose and form.spotless:
        yield f"{whole}: clean: {NOTHING_FOUND.pick(language)}"
