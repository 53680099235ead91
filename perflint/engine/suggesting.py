"""Examples that a rule lacks: changes of its examples that take a way which none of them takes."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from perflint.engine.branches import Way, ways_taken
from perflint.engine.examples import as_set
from perflint.engine.judge import judge_form
from perflint.engine.mutations import Mutation, cells_of, changes, small_changes
from perflint.engine.outcome import Failed, NotEvaluated, RuleFault
from perflint.engine.rule import Example, ExampleKind, Rule
from perflint.errors import PerflintError
from perflint.language import Bilingual

# Cells of changed forms that are looked at for one rule: some thousand forms of the size that examples have.
MAX_CELLS = 40_000


class Suggestion(msgspec.Struct, frozen=True):
    """An example that would take ways not taken: what it is changed from, and what the rule says of it."""

    base: str
    changes: tuple[Mutation, ...]
    kind: ExampleKind
    reaches: tuple[Way, ...]
    params: Mapping[str, Any] = {}

    @property
    def form(self) -> Mapping[str, Any]:
        """The form of the example."""
        return self.changes[-1].form

    def describe(self) -> Bilingual:
        """From which example it comes and how."""
        said = [change.describe() for change in self.changes]
        return Bilingual(
            f"{self.base}：{'，'.join(one.zh for one in said)}", f"{self.base}: {', '.join(one.en for one in said)}"
        )


class Trial(msgspec.Struct):
    """What became of the small changes of a rule's passing examples."""

    reported: int = 0
    unjudged: int = 0
    quiet: int = 0
    broken: Bilingual | None = None


def try_small_changes(rule: Rule) -> Trial:
    """Judges every small change of every passing example; a rule that breaks on one is told."""
    trial = Trial()
    spent = 0
    for example in rule.examples:
        if example.kind == "pass":
            size = cells_of(example.form)
            for mutation in small_changes(example.form):
                spent += size
                if spent > MAX_CELLS:
                    return trial
                _count(trial, as_set(rule, example), mutation)
    return trial


def _count(trial: Trial, rule: Rule, mutation: Mutation) -> None:
    outcomes = _judged(rule, mutation.form)
    if outcomes is None:
        return
    for outcome in outcomes:
        if isinstance(outcome, RuleFault):
            trial.broken = trial.broken or outcome.message
    if any(isinstance(outcome, Failed) for outcome in outcomes):
        trial.reported += 1
    elif any(isinstance(outcome, NotEvaluated) for outcome in outcomes):
        trial.unjudged += 1
    else:
        trial.quiet += 1


def _judged(rule: Rule, data: Mapping[str, Any]) -> tuple[Any, ...] | None:
    """The outcomes on a changed form; None where the change made it no form, or none that the rule is meant for."""
    form = _form(rule, data)
    return judge_form(form, (rule,)).outcomes if form is not None and rule.meant_for(form) else None


def _form(rule: Rule, data: Mapping[str, Any]) -> Any:
    from perflint.forms.structured import form_from_mapping  # noqa: PLC0415 - as in `run_example`

    try:
        return form_from_mapping(data, path=rule.path)
    except PerflintError:
        return None


def suggestions(rule: Rule, missing: list[Way]) -> Iterator[Suggestion]:
    """Examples one change, then two changes away from those that there are, each taking ways still missing."""
    open_ways = set(missing)
    spent = 0
    for depth in (1, 2):
        for example, steps in _changed(rule, depth):
            spent += cells_of(steps[-1].form)
            if not open_ways or spent > MAX_CELLS:
                return
            chosen = as_set(rule, example)
            form = _form(rule, steps[-1].form)
            if form is None or not chosen.meant_for(form):
                continue
            reached = ways_taken(rule, [(chosen, form)]) & open_ways
            if reached:
                kind = _kind(chosen, form)
                if kind is not None:
                    open_ways -= reached
                    yield Suggestion(
                        _name(rule, example), steps, kind, tuple(sorted(reached, key=repr)), example.params
                    )


def _changed(rule: Rule, depth: int) -> Iterator[tuple[Example, tuple[Mutation, ...]]]:
    # A failing example that a change quiets shows that the way is needed; a passing one may pass anyway.
    for example in sorted(rule.examples, key=lambda one: ("fail", "skip", "pass").index(one.kind)):
        for first in changes(example.form):
            if depth == 1:
                yield example, (first,)
            else:
                yield from ((example, (first, second)) for second in changes(first.form) if second.at != first.at)


def _kind(rule: Rule, form: Any) -> ExampleKind | None:
    """What kind of example a form is; None where the rule breaks on it."""
    outcomes = judge_form(form, (rule,)).outcomes
    if any(isinstance(outcome, RuleFault) for outcome in outcomes):
        return None
    if any(isinstance(outcome, Failed) for outcome in outcomes):
        return "fail"
    return "skip" if any(isinstance(outcome, NotEvaluated) for outcome in outcomes) else "pass"


def _name(rule: Rule, example: Example) -> str:
    """`pass 2`, as results name examples."""
    same = [one for one in rule.examples if one.kind == example.kind]
    return f"{example.kind} {next(number for number, one in enumerate(same, start=1) if one is example)}"
