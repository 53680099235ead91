"""Runs rules over forms: the core loop of perflint.

A form is judged whole before anything of it is handed out, so that the decimal context of the rules never reaches the
code that consumes the outcomes.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import localcontext
from typing import Any

import msgspec

from perflint.engine.findings import build_finding, form_ref, title_field
from perflint.engine.generate import Check
from perflint.engine.interpret import Run
from perflint.engine.numbers import CONTEXT
from perflint.engine.outcome import Failed, FormRef, NotEvaluated, Outcome, Passed, RuleFault
from perflint.engine.reading import Lacking, NotEvaluable, View
from perflint.engine.reasons import reason
from perflint.engine.rule import Case, Rule
from perflint.forms.model import Form
from perflint.language import Bilingual


class Judgement(msgspec.Struct, frozen=True):
    """Everything that rules say of one form. `passed` counts what held; passes are listed only where asked for."""

    form: FormRef
    outcomes: tuple[Outcome, ...]
    passed: int


def judge(forms: Form | Iterable[Form], rules: Iterable[Rule], *, passes: bool = True) -> Iterator[Outcome]:
    """The outcomes of one form or of several, form by form; without `passes`, what held is left out."""
    rules = tuple(rules)
    for form in (forms,) if isinstance(forms, Form) else forms:
        yield from judge_form(form, rules, passes=passes).outcomes


def judge_form(form: Form, rules: Iterable[Rule], *, passes: bool = False) -> Judgement:
    """One form against all rules. A rule that breaks gives a RuleFault and is not run further on this form."""
    view, ref = View(form), form_ref(form)
    outcomes: list[Outcome] = []
    passed = 0
    with localcontext(CONTEXT):
        for rule in rules:
            if rule.meant_for(form):
                passed += _judge_rule(rule, view, ref, outcomes, passes)
    return Judgement(form=ref, outcomes=tuple(outcomes), passed=passed)


def _judge_rule(rule: Rule, view: View, ref: FormRef, outcomes: list[Outcome], passes: bool) -> int:
    if rule.applies.complete and (view.form.lacks or not view.form.complete):
        outcomes.append(_incomplete(rule, view, ref))
        return 0
    passed = 0
    start = len(outcomes)
    try:
        for case, check in zip(rule.cases, rule.checks, strict=True):
            passed += _judge_case(rule, case, check, view, ref, outcomes, passes)
    except Exception as error:  # noqa: BLE001 - a rule from anywhere may break in any way; the others go on
        del outcomes[start:]
        outcomes.append(_fault(rule, ref, error))
        return 0
    return passed


def _judge_case(  # noqa: PLR0917 - the inner loop, called for every rule of every form
    rule: Rule, case: Case, check: Check, view: View, ref: FormRef, outcomes: list[Outcome], passes: bool
) -> int:
    passed = 0
    try:
        things = subjects(case.each, view)
    except NotEvaluable as cause:
        _note(outcomes, _not_evaluated(rule, cause, view.form, view, ref))
        return 0
    for subject in things:
        try:
            held = check(subject, view)
        except (NotEvaluable, ArithmeticError) as cause:
            _note(outcomes, _not_evaluated(rule, cause, subject, view, ref))
            continue
        except Lacking as lacking:
            otherwise = case.requirements[lacking.number].otherwise
            said = otherwise.render(Run(subject, view, case.lets, rule.settings))
            field = title_field(subject, view).path
            _note(outcomes, NotEvaluated(code=rule.code, rule=rule.name, form=ref, field=field, reason=said))
            continue
        if held:
            passed += 1
            if passes:
                outcomes.append(Passed(rule=rule.name, form=ref, field=title_field(subject, view).path))
        elif held is False:
            run = Run(subject, view, case.lets, rule.settings)
            outcomes.append(Failed(build_finding(rule, case, run, ref)))
    return passed


def _note(outcomes: list[Outcome], outcome: NotEvaluated) -> None:
    """Adds what could not be judged; the cases of one rule that stop at the same want count once."""
    if not outcomes or outcomes[-1] != outcome:
        outcomes.append(outcome)


def subjects(each: str, view: View) -> Sequence[Any]:
    """The things of a form that a scope judges.

    A form without its total fund row is a form that cannot be judged; one without a component row has nothing to judge.
    """
    found = _SUBJECTS.get(each)
    if found is not None:
        return found(view)
    key = each.removeprefix("budget.")
    line = view.line(key) if key == "total" else view.form.budget.get(key)
    return () if line is None else (line,)


_SUBJECTS: dict[str, Callable[[View], Sequence[Any]]] = {
    "form": lambda view: (view.form,),
    "indicator": lambda view: view.indicators,
    "placeholder": lambda view: view.placeholders,
    "budget_line": lambda view: view.lines,
    "group": lambda view: view.form.groups,
    "total": lambda view: (view.form.total,),
}


def _not_evaluated(
    rule: Rule, cause: NotEvaluable | ArithmeticError, subject: Any, view: View, ref: FormRef
) -> NotEvaluated:
    field = (
        cause.field.path if isinstance(cause, NotEvaluable) and cause.field.path else title_field(subject, view).path
    )
    return NotEvaluated(code=rule.code, rule=rule.name, form=ref, field=field, reason=reason(cause, view))


def _incomplete(rule: Rule, view: View, ref: FormRef) -> NotEvaluated:
    lacks = [lack.reason for lack in view.form.lacks] or [Bilingual("表不完整", "the form is incomplete")]
    joined = Bilingual("；".join(lack.zh for lack in lacks), "; ".join(lack.en for lack in lacks))
    return NotEvaluated(code=rule.code, rule=rule.name, form=ref, field="", reason=joined)


def _fault(rule: Rule, ref: FormRef, error: Exception) -> RuleFault:
    what = f"{type(error).__name__}: {error}"
    message = Bilingual(f"规则 {rule.code} {rule.name} 自身出错，未能判断：{what}",
                        f"rule {rule.code} {rule.name} broke and did not judge: {what}")  # fmt: skip
    return RuleFault(code=rule.code, rule=rule.name, form=ref, message=message)
