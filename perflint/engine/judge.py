"""Runs rules over forms: the core loop of perflint.

A form is judged whole before anything of it is handed out, so that the decimal context of the rules never reaches the
code that consumes the outcomes.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import localcontext
from typing import Any, NamedTuple

import msgspec

from perflint.engine.findings import build_finding, form_ref, title_field
from perflint.engine.generate import Check, Odd
from perflint.engine.interpret import Run
from perflint.engine.numbers import CONTEXT
from perflint.engine.outcome import Failed, FormRef, NotEvaluated, Outcome, Passed, RuleFault
from perflint.engine.reading import Lacking, NotEvaluable, View
from perflint.engine.reasons import reason
from perflint.engine.rule import Case, Rule
from perflint.engine.unclear import with_unclear
from perflint.forms.model import Form
from perflint.language import Bilingual


class Judgement(msgspec.Struct, frozen=True):
    """Everything that rules say of one form.

    `passed` counts what held (passes are listed only where asked for), `rules` has the codes of those that are meant
    for such a form.
    """

    form: FormRef
    outcomes: tuple[Outcome, ...]
    passed: int
    rules: tuple[str, ...]


def judge(forms: Form | Iterable[Form], rules: Iterable[Rule], *, passes: bool = True) -> Iterator[Outcome]:
    """The outcomes of one form or of several, form by form; without `passes`, what held is left out."""
    rules = tuple(rules)
    for form in (forms,) if isinstance(forms, Form) else forms:
        yield from judge_form(form, rules, passes=passes).outcomes


def judge_form(form: Form, rules: Iterable[Rule], *, passes: bool = False) -> Judgement:
    """One form against all rules. A rule that breaks gives a RuleFault and is not run further on this form."""
    view, ref = View(form), form_ref(form)
    outcomes: list[Outcome] = []
    meant: list[str] = []
    passed = 0
    whole = form.complete and not form.lacks
    with localcontext(CONTEXT):
        for rule in rules:
            if not rule.meant_for(form):
                continue
            meant.append(rule.code)
            lacks = None if whole else wanting(rule, form)
            if lacks:
                outcomes.append(_incomplete(rule, lacks, ref))
            else:
                passed += _judge_rule(rule, view, ref, outcomes, passes)
    return Judgement(form=ref, outcomes=tuple(outcomes), passed=passed, rules=tuple(meant))


def _judge_rule(rule: Rule, view: View, ref: FormRef, outcomes: list[Outcome], passes: bool) -> int:
    found: list[Outcome] = []
    passed = 0
    try:
        for number, (each, check) in enumerate(rule.checks):
            # The commonest way first: sixty rules ask a hundred things of every form, and nearly all of them hold.
            things = view.memo.get(each)
            if things is None:
                things = _Judging(rule, number, view, ref, found).subjects(each)
            if view.unclear:
                things = list(_Judging(rule, number, view, ref, found).clear(things))
            if passes:
                passed += _Judging(rule, number, view, ref, found).one_by_one(things, check)
            elif things:
                odd: Odd = []
                passed += check(things, view, odd)
                if odd:
                    _Judging(rule, number, view, ref, found).say(odd)
    except Exception as error:  # noqa: BLE001 - a rule from anywhere may break in any way; the others go on
        outcomes.append(_fault(rule, ref, error))
        return 0
    if found:
        outcomes.extend(_once(found))
    return passed


class _Judging(NamedTuple):
    """One case of a rule over one form."""

    rule: Rule
    number: int
    view: View
    ref: FormRef
    outcomes: list[Outcome]

    @property
    def case(self) -> Case:
        """What is to be said; asked only where a claim does not simply hold."""
        return self.rule.cases[self.number]

    def one_by_one(self, things: Sequence[Any], check: Check) -> int:
        """Judges the things, passes among the outcomes; gives how often the claim held."""
        held = 0
        for subject in things:
            odd: Odd = []
            if check((subject,), self.view, odd):
                held += 1
                self.outcomes.append(self.passed(subject))
            self.say(odd)
        return held

    def say(self, odd: Odd) -> None:
        """The outcomes of the things for which the claim does not simply hold."""
        for subject, cause in odd:
            self.outcomes.append(self.said(subject, cause))

    def said(self, subject: Any, cause: Exception | None) -> Outcome:
        """The outcome for a thing of which the claim does not hold, or of which `cause` keeps one from telling."""
        if cause is None:
            return self.failed(subject)
        if isinstance(cause, Lacking):
            return self.lacking(cause, subject)
        assert isinstance(cause, NotEvaluable | ArithmeticError)  # noqa: S101 - what generated code lets through
        return self.not_evaluated(cause, subject)

    def subjects(self, each: str) -> Sequence[Any]:
        """The things to judge; none, and the reason among the outcomes, on a form without its total fund row."""
        try:
            return subjects(each, self.view)
        except NotEvaluable as cause:
            self.outcomes.append(self.not_evaluated(cause, self.view.form))
            return ()

    def clear(self, things: Sequence[Any]) -> Iterator[Any]:
        """The things whose columns are known; why the others are not judged goes among the outcomes."""
        for subject, cause in with_unclear(self.case, things, self.view):
            if cause is None:
                yield subject
            else:
                self.outcomes.append(self.not_evaluated(cause, subject))

    def passed(self, subject: Any) -> Passed:
        return Passed(rule=self.rule.name, form=self.ref, field=title_field(subject, self.view).path)

    def failed(self, subject: Any) -> Failed:
        run = Run(subject, self.view, self.case.lets, self.rule.settings)
        return Failed(build_finding(self.rule, self.case, run, self.ref))

    def not_evaluated(self, cause: NotEvaluable | ArithmeticError, subject: Any) -> NotEvaluated:
        field = cause.field.path if isinstance(cause, NotEvaluable) else ""
        return self.unknown(field or title_field(subject, self.view).path, reason(cause, self.view))

    def lacking(self, lacking: Lacking, subject: Any) -> NotEvaluated:
        run = Run(subject, self.view, self.case.lets, self.rule.settings)
        said = self.case.requirements[lacking.number].otherwise.render(run)
        return self.unknown(title_field(subject, self.view).path, said)

    def unknown(self, field: str, why: Bilingual) -> NotEvaluated:
        return NotEvaluated(code=self.rule.code, rule=self.rule.name, form=self.ref, field=field, reason=why)


def _once(outcomes: list[Outcome]) -> Iterator[Outcome]:
    """The outcomes of a rule, each gap named once: sixty rows may lack the same field of the form."""
    seen: set[tuple[str, str]] = set()
    for outcome in outcomes:
        if isinstance(outcome, NotEvaluated):
            gap = (outcome.field, outcome.reason.zh)
            if gap in seen:
                continue
            seen.add(gap)
        yield outcome


def subjects(each: str, view: View) -> Sequence[Any]:
    """The things of a form that a scope judges, kept with the form.

    A form without its total fund row is a form that cannot be judged; one without a component row has nothing to judge.
    """
    things: Sequence[Any] | None = view.memo.get(each)
    if things is None:
        things = view.memo[each] = _subjects(each, view)
    return things


def _subjects(each: str, view: View) -> Sequence[Any]:
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


def wanting(rule: Rule, form: Form) -> list[Bilingual]:
    """Why the form is not complete enough for the rule; nothing where it is."""
    if rule.applies.complete:
        # Cells that may belong to either of two columns are asked for row by row.
        named = [lack.reason for lack in form.lacks if lack.part != "cells"]
        return named or ([] if form.complete else [Bilingual("表不完整", "the form is incomplete")])
    # The rows of money are a part of the head.
    return [lack.reason for lack in form.lacks if ("head" if lack.part == "funds" else lack.part) in rule.applies.parts]


def _incomplete(rule: Rule, lacks: Sequence[Bilingual], ref: FormRef) -> NotEvaluated:
    joined = Bilingual("；".join(lack.zh for lack in lacks), "; ".join(lack.en for lack in lacks))
    return NotEvaluated(code=rule.code, rule=rule.name, form=ref, field="", reason=joined)


def _fault(rule: Rule, ref: FormRef, error: Exception) -> RuleFault:
    what = f"{type(error).__name__}: {error}"
    message = Bilingual(f"规则 {rule.code} {rule.name} 自身出错，未能判断：{what}",
                        f"rule {rule.code} {rule.name} broke and did not judge: {what}")  # fmt: skip
    return RuleFault(code=rule.code, rule=rule.name, form=ref, message=message)
