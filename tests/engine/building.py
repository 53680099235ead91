"""Small rules and forms for the tests of the engine."""

from collections.abc import Mapping, Sequence
from decimal import localcontext
from textwrap import dedent, indent
from typing import Any

from perflint.engine.checking import Scope
from perflint.engine.expressions import check_expression
from perflint.engine.generate import Generator, Program, generate
from perflint.engine.interpret import Run
from perflint.engine.judge import judge_form, subjects
from perflint.engine.loading import load_rule
from perflint.engine.numbers import CONTEXT
from perflint.engine.outcome import Failed, Finding, NotEvaluated, Outcome
from perflint.engine.reading import View
from perflint.engine.rule import Rule
from perflint.engine.schema import LOOPING_SCOPES, scope_record
from perflint.forms.model import Form
from perflint.forms.structured import form_from_mapping

HEAD = """\
code: {code}
name: {name}
status: {status}
severity: {severity}
title: {{zh: 标题, en: title}}
source:
  - {{document: 文件, says: {{zh: 要求, en: demand}}}}
"""
TAIL = """\
message: {zh: 不对, en: wrong}
advice: {zh: 改, en: mend}
"""


def rule_text(
    body: str,
    *,
    code: str = "T1",
    name: str = "test-rule",
    status: str = "preview",
    severity: str = "error",
    tail: str = TAIL,
) -> str:
    """The text of a rule file with `body` between head and message."""
    head = HEAD.format(code=code, name=name, status=status, severity=severity)
    return head + dedent(body).strip("\n") + "\n" + tail


def rule(body: str, **head: Any) -> Rule:
    """The rule with that body."""
    return load_rule(rule_text(body, **head), "rule.yaml").rule


def claim(expression: str, each: str = "form", extra: str = "") -> Rule:
    """A rule that asserts `expression`."""
    return rule(f"each: {each}\nassert: >-\n{indent(expression, '  ')}\n{dedent(extra)}")


def form(**data: Any) -> Form:
    """The form that a fragment describes."""
    return form_from_mapping(data, path="form.yaml")


def rows(*given: Mapping[str, Any], **data: Any) -> Form:
    """A form with these indicators."""
    return form(indicators=list(given), **data)


def line(**fields: Any) -> Form:
    """A form whose total fund row has these fields."""
    return form(budget={"total": fields})


def outcomes(judged: Rule, judged_form: Form) -> tuple[Outcome, ...]:
    """What the rule says of the form, passes included."""
    return judge_form(judged_form, (judged,), passes=True).outcomes


def findings(judged: Rule, judged_form: Form) -> list[Finding]:
    """The findings alone."""
    return [outcome.finding for outcome in outcomes(judged, judged_form) if isinstance(outcome, Failed)]


def only_finding(judged: Rule, judged_form: Form) -> Finding:
    """The one finding that there must be."""
    found = findings(judged, judged_form)
    assert len(found) == 1
    return found[0]


def reasons(judged: Rule, judged_form: Form) -> list[tuple[str, str]]:
    """Field and Chinese reason of everything that was not evaluated."""
    return [
        (outcome.field, outcome.reason.zh)
        for outcome in outcomes(judged, judged_form)
        if isinstance(outcome, NotEvaluated)
    ]


def values_of(expression: str, judged_form: Form, each: str = "form") -> list[Any]:
    """The value of an expression for everything that the scope judges; both ways of running it must agree."""
    scope = Scope(subject=scope_record(each), names={}, loops=1 if each in LOOPING_SCOPES else 0)
    node = check_expression(expression, scope)
    view = View(judged_form)
    writer = Generator()
    text = f"def check(s, F): return {writer.value(node)}"
    check: Any = generate(Program(text, "indicator", writer.constants, tuple(writer.kept), writer.bound), {})
    with localcontext(CONTEXT):
        things: Sequence[Any] = subjects(each, view)
        quick = [check(thing, view) for thing in things]
        slow = [Run(thing, view, {}, {}).value(node) for thing in things]
    assert list(map(_comparable, quick)) == list(map(_comparable, slow))
    return quick


def value_of(expression: str, judged_form: Form | None = None, each: str = "form") -> Any:
    """The one value of an expression."""
    (value,) = values_of(expression, judged_form or form(), each)
    return value


def _comparable(value: Any) -> Any:
    return list(value) if isinstance(value, list | tuple) else value


def fingerprints_of(given: Sequence[Mapping[str, Any]]) -> list[str]:
    """The fingerprints of rows that score above their weight."""
    return [finding.fingerprint for finding in findings(claim("score <= weight", "indicator"), rows(*given))]
