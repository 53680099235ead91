"""Why a rule says what it says of a form, thing by thing: also where it passes, does not apply or cannot be judged."""

from collections.abc import Callable, Iterator, Mapping
from decimal import localcontext
from typing import Any, Literal

import msgspec

from perflint.engine import tree
from perflint.engine.branches import steps_to
from perflint.engine.findings import title_field
from perflint.engine.generate import needed_lets
from perflint.engine.interpret import Run
from perflint.engine.judge import subjects, wanting
from perflint.engine.message import written
from perflint.engine.numbers import CONTEXT
from perflint.engine.outcome import Operand
from perflint.engine.reading import NotEvaluable, View
from perflint.engine.reasons import reason
from perflint.engine.rule import Case, Rule
from perflint.engine.trace import sign, truth, word
from perflint.engine.unclear import with_unclear
from perflint.forms.model import Field, Form
from perflint.language import Bilingual

Answer = Literal["held", "failed", "not_applicable", "not_evaluated"]


class Part(msgspec.Struct, frozen=True):
    """One of the conditions that `and` or `or` join: whether it holds, or None where that cannot be told.

    `decided` marks the one that gave the answer of them all, `truth` has its figures.
    """

    text: str
    holds: bool | None
    decided: bool = False
    truth: str = ""
    operands: tuple[Operand, ...] = ()


class Step(msgspec.Struct, frozen=True):
    """One thing judged by one case: the answer, the part of the rule that gave it, and what it rests on.

    `part` is the expression as the file writes it, `said` the message or the reason, `lets` the intermediate values;
    `parts` are all conditions of an expression that one of them decided.
    """

    thing: Operand
    answer: Answer
    part: str = ""
    said: Bilingual | None = None
    truth: str = ""
    lets: tuple[tuple[str, Bilingual], ...] = ()
    operands: tuple[Operand, ...] = ()
    parts: tuple[Part, ...] = ()


class Explanation(msgspec.Struct, frozen=True):
    """What a rule says of one form; `barred` is why it does not look at the form at all."""

    form: Form
    barred: Bilingual | None
    steps: tuple[Step, ...]


def explain(rule: Rule, declared: Mapping[str, Any], form: Form) -> Explanation:
    """Every step of a rule on a form; `declared` is the content of the rule's file, for its own wording."""
    barred = _barred(rule, form)
    if barred is not None:
        return Explanation(form, barred, ())
    view = View(form)
    with localcontext(CONTEXT):
        steps = [
            step
            for number, case in enumerate(rule.cases)
            for step in _of_case(_Case(rule, number, case, declared, view))
        ]
    return Explanation(form, None, tuple(steps))


def _barred(rule: Rule, form: Form) -> Bilingual | None:
    applies = rule.applies
    if form.kind not in applies.kinds:
        return Bilingual(f"规则不看这种表（{form.kind}）", f"the rule is not meant for this kind of form ({form.kind})")
    absent = [column for column in applies.columns if column not in form.columns]
    if absent:
        return Bilingual(f"表里没有规则要看的栏目：{'、'.join(absent)}",
                         f"the form has no column {', '.join(absent)}, which the rule looks at")  # fmt: skip
    if not rule.meant_for(form):
        return Bilingual(f"规则不看 {form.year.text} 年度的表", f"the rule is not meant for forms of {form.year.text}")
    lacks = wanting(rule, form)
    if lacks:
        return Bilingual("不能评判：" + "；".join(one.zh for one in lacks),
                         "not evaluated: " + "; ".join(one.en for one in lacks))  # fmt: skip
    return None


class _Case(msgspec.Struct):
    """One case of a rule over one form."""

    rule: Rule
    number: int
    case: Case
    declared: Mapping[str, Any]
    view: View

    def text(self, key: str, node: tree.Node, *below: str | int) -> str:
        """A part of an expression as the file writes it, on one line."""
        found: Any = self.declared
        for step in (*steps_to(self.rule, self.number, key), *below):
            found = found[step]
        return " ".join(str(found)[node.start : node.end].split()) or str(found)


def _of_case(one: _Case) -> Iterator[Step]:
    try:
        things = subjects(one.case.each, one.view)
    except NotEvaluable as cause:
        yield Step(_operand(title_field(one.view.form, one.view)), "not_evaluated", said=reason(cause, one.view))
        return
    for thing, unclear in with_unclear(one.case, things, one.view):
        named = _operand(title_field(thing, one.view))
        if unclear is not None:
            yield Step(named, "not_evaluated", said=reason(unclear, one.view))
        else:
            yield _step(one, Run(thing, one.view, one.case.lets, one.rule.settings), named)


def _step(one: _Case, run: Run, thing: Operand) -> Step:
    case = one.case
    try:
        if case.when is not None and not run.value(case.when):
            part = _deciding(case.when, run)
            parts = _parts(case.when, run, lambda node: one.text("when", node))
            return _told(run, Step(thing, "not_applicable", one.text("when", part), parts=parts), part)
        for index, requirement in enumerate(case.requirements):
            if not run.value(requirement.that):
                text = one.text("requires", requirement.that, index, "that")
                said = requirement.otherwise.render(run)
                return _told(run, Step(thing, "not_evaluated", text, said), requirement.that)
        held = bool(run.value(case.claim))
    except (NotEvaluable, ArithmeticError) as cause:
        return Step(thing, "not_evaluated", said=reason(cause, one.view))
    text = one.text("assert", case.claim)
    parts = _parts(case.claim, run, lambda node: one.text("assert", node))
    if held:
        return _told(run, Step(thing, "held", text, parts=parts), case.claim)
    return _told(run, Step(thing, "failed", text, case.message.render(run), parts=parts), case.claim)


def _told(run: Run, step: Step, node: tree.Node) -> Step:
    """The step with what the expression that decided it rests on."""
    return msgspec.structs.replace(
        step,
        truth=truth(run, node, holds=step.answer == "held"),
        lets=tuple((name, _value(run, name)) for name in needed_lets(run.lets, node)),
        operands=tuple(map(_operand, run.operands(node))),
    )


def _deciding(node: tree.Node, run: Run) -> tree.Node:
    """The smallest part of a condition that says no by itself."""
    if isinstance(node, tree.Junction) and node.operator == "and":
        return next((_deciding(part, run) for part in node.operands if not run.value(part)), node)
    return node


def _parts(node: tree.Node, run: Run, text: Callable[[tree.Node], str]) -> tuple[Part, ...]:
    """Every condition that `and` or `or` join where one of them gives the answer, those behind it too."""
    if not isinstance(node, tree.Junction):
        return ()
    deciding = node.operator == "or"
    found: list[Part] = []
    decided = False
    for operand in _joined(node, node.operator):
        holds = _answer(operand, run)
        found.append(
            Part(
                text(operand),
                holds,
                decided=holds is deciding and not decided,
                truth="" if holds is None else _figures(operand, run, holds),
                operands=tuple(map(_operand, run.operands(operand))),
            )
        )
        decided = decided or holds is deciding
    return tuple(found) if decided else ()


def _joined(node: tree.Node, operator: str) -> Iterator[tree.Node]:
    if isinstance(node, tree.Junction) and node.operator == operator:
        for operand in node.operands:
            yield from _joined(operand, operator)
    else:
        yield node


def _answer(node: tree.Node, run: Run) -> bool | None:
    try:
        return bool(run.value(node))
    except (NotEvaluable, ArithmeticError):
        return None


def _figures(node: tree.Node, run: Run, holds: bool) -> str:
    """The figures of a condition, or the words that it compares: `“met” ≠ “missed”`."""
    told = truth(run, node, holds=holds)
    if told or not (isinstance(node, tree.Comparison) and len(node.operands) == 2):
        return told
    left, right = (word(run.value(operand)) for operand in node.operands)
    return f"{left} {sign(node.operators[0], holds=holds)} {right}"


def _value(run: Run, name: str) -> Bilingual:
    try:
        value = run.value(tree.Local(type=run.lets[name].type, name=name, origin="let"))
    except (NotEvaluable, ArithmeticError):
        return Bilingual("没有值", "no value")
    return Bilingual(written(value, "", "zh"), written(value, "", "en"))


def _operand(field: Field[Any]) -> Operand:
    return Operand(field.path, field.text, field.address)


def in_a_line(step: Step) -> Bilingual:
    """A step in a few words: `培训场次: when contains(name, '满意度') does not hold`."""
    thing = step.thing.text or step.thing.field
    if step.answer == "not_evaluated" or not step.part:
        why = step.said or Bilingual("不能评判", "not evaluated")
        return Bilingual(f"{thing}：{why.zh}", f"{thing}: {why.en}")
    figures = f" ({step.truth})" if step.truth else ""
    if step.answer == "not_applicable":
        return Bilingual(
            f"{thing}：不适用，when 里的 {step.part} 不成立{figures}",
            f"{thing}: `when` says no, {step.part} does not hold{figures}",
        )
    return Bilingual(f"{thing}：assert {step.part} 成立{figures}", f"{thing}: assert {step.part} holds{figures}")
