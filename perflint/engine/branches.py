"""Which ways through a rule its examples take, and which none of them does.

A way is one answer of one question: `when` yes or no, a requirement met or not, the claim held or not, either side of
`a if c else b`, and each part of an `and` (`or`) that once was the one to say no (yes). Examples run through the
interpreter here, so that judging forms pays nothing for it.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from decimal import localcontext
from typing import Any

import msgspec

from perflint.engine import tree
from perflint.engine.examples import as_set
from perflint.engine.findings import named_field
from perflint.engine.interpret import Run
from perflint.engine.judge import subjects, wanting
from perflint.engine.message import Placeholder, Template
from perflint.engine.numbers import CONTEXT
from perflint.engine.reading import NotEvaluable, View
from perflint.engine.rule import Case, Rule
from perflint.engine.shapes import Steps
from perflint.forms.model import Form

Arm = str | int


class Way(msgspec.Struct, frozen=True):
    """One answer of one question: the keys that lead to the expression, the characters in it, and the answer.

    The answer is yes or no of a whole expression, then or else of a choice, or the number of a part of `and` or `or`,
    from 0, that decides it.
    """

    steps: Steps
    start: int
    end: int
    arm: Arm


def ways(rule: Rule) -> dict[Way, None]:
    """Every way through the rule, in the order of its cases."""
    found: dict[Way, None] = {}
    for number, case in enumerate(rule.cases):
        for steps, node in _questions(rule, number, case):
            # `when: true` is no question.
            if isinstance(node, tree.Constant):
                continue
            found |= dict.fromkeys(Way(steps, node.start, node.end, arm) for arm in ("yes", "no"))
    for steps, node in expressions(rule):
        for below in tree.walk(node):
            found |= dict.fromkeys(Way(steps, below.start, below.end, arm) for arm in _arms(below))
    return found


def expressions(rule: Rule) -> Iterator[tuple[Steps, tree.Node]]:
    """Every expression of the rule with the keys that lead to it in the file."""
    for number, case in enumerate(rule.cases):
        yield from _expressions(rule, number, case)


def _arms(node: tree.Node) -> tuple[Arm, ...]:
    if isinstance(node, tree.Choice):
        return ("then", "else")
    return tuple(range(len(node.operands))) if isinstance(node, tree.Junction) else ()


def steps_to(rule: Rule, number: int, key: str) -> Steps:
    """Where the file writes a key of a case: in the case itself, or once for all of them."""
    return ("cases", number, key) if rule.written and key in rule.written[number] else (key,)


def _questions(rule: Rule, number: int, case: Case) -> Iterator[tuple[Steps, tree.Node]]:
    """The expressions that are answered yes or no."""
    if case.when is not None:
        yield steps_to(rule, number, "when"), case.when
    for index, one in enumerate(case.requirements):
        yield (*steps_to(rule, number, "requires"), index, "that"), one.that
    yield steps_to(rule, number, "assert"), case.claim


def _expressions(rule: Rule, number: int, case: Case) -> Iterator[tuple[Steps, tree.Node]]:
    for name, node in case.lets.items():
        yield (*steps_to(rule, number, "let"), name), node
    yield from _questions(rule, number, case)
    for index, one in enumerate(case.requirements):
        yield from _placed(one.otherwise, (*steps_to(rule, number, "requires"), index, "otherwise"))
    for key, single in (("at", case.at), ("expected", case.expected), ("found", case.found)):
        if single is not None:
            yield steps_to(rule, number, key), single
    yield from _placed(case.message, steps_to(rule, number, "message"))
    yield from _placed(case.advice, steps_to(rule, number, "advice"))
    if case.correction is not None:
        yield (*steps_to(rule, number, "fix"), "to"), case.correction.to


def _placed(template: Template, steps: Steps) -> Iterator[tuple[Steps, tree.Node]]:
    for language, pieces in (("zh", template.zh), ("en", template.en)):
        for piece in pieces:
            if isinstance(piece, Placeholder):
                yield (*steps, language), piece.node


class _Watched(Run):
    """A run that notes which part of every `and`, `or` and choice decided."""

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.taken: set[tuple[int, Arm]] = set()

    def value(self, node: tree.Node) -> Any:
        if isinstance(node, tree.Choice):
            arm = "then" if self.value(node.test) else "else"
            self.taken.add((id(node), arm))
            return self.value(node.then if arm == "then" else node.otherwise)
        if isinstance(node, tree.Junction):
            deciding = node.operator == "or"
            for number, operand in enumerate(node.operands):
                if bool(self.value(operand)) is deciding:
                    self.taken.add((id(node), number))
                    return deciding
            return not deciding
        return super().value(node)


def ways_taken(rule: Rule, forms: Iterable[tuple[Rule, Form]]) -> set[Way]:
    """The ways that forms take; each comes with the rule as its example sets the parameters."""
    places: dict[int, list[tuple[Steps, tree.Node]]] = {}
    for steps, node in expressions(rule):
        for below in tree.walk(node):
            places.setdefault(id(below), []).append((steps, below))
    taken: set[tuple[int, Arm]] = set()
    with localcontext(CONTEXT):
        for chosen, form in forms:
            if chosen.meant_for(form) and not wanting(chosen, form):
                taken |= _taken_on(chosen, View(form))
    return {Way(steps, node.start, node.end, arm) for key, arm in taken for steps, node in places[key]}


def _taken_on(rule: Rule, view: View) -> set[tuple[int, Arm]]:
    taken: set[tuple[int, Arm]] = set()
    for case in rule.cases:
        try:
            things = subjects(case.each, view)
        except NotEvaluable:
            continue
        for thing in things:
            run = _Watched(thing, view, case.lets, rule.settings)
            with suppress(NotEvaluable, ArithmeticError):
                _through(case, run)
            taken |= run.taken
    return taken


def _through(case: Case, run: _Watched) -> None:
    """Asks what judging asks, in its order, and says what a finding says."""
    if case.when is not None and not _asked(case.when, run):
        return
    for requirement in case.requirements:
        if not _asked(requirement.that, run):
            requirement.otherwise.render(run)
            return
    if _asked(case.claim, run):
        return
    if case.at is not None:
        named_field(case.at, run)
    case.message.render(run)
    case.advice.render(run)
    for node in (case.expected, case.found, None if case.correction is None else case.correction.to):
        if node is not None:
            run.value(node)


def _asked(node: tree.Node, run: _Watched) -> bool:
    answer = bool(run.value(node))
    run.taken.add((id(node), "yes" if answer else "no"))
    return answer


def unreached(rule: Rule) -> list[Way]:
    """The ways that no example of the rule takes."""
    from perflint.forms.structured import form_from_mapping  # noqa: PLC0415 - as in `run_example`

    forms = [(as_set(rule, example), form_from_mapping(example.form, path=rule.path)) for example in rule.examples]
    taken = ways_taken(rule, forms)
    return [way for way in ways(rule) if way not in taken]
