"""The generated function of a case against a plain reading of its parts by the interpreter."""

from collections.abc import Sequence
from decimal import localcontext
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from perflint.engine import tree
from perflint.engine.checking import Scope
from perflint.engine.expressions import check_expression
from perflint.engine.generate import Doubt, generate, needed_lets, write_program
from perflint.engine.interpret import Run
from perflint.engine.numbers import CONTEXT
from perflint.engine.reading import Lacking, View
from perflint.engine.schema import BOOLEAN, NUMBER, scope_record
from tests.engine.building import rows

if TYPE_CHECKING:
    from perflint.forms.model import Form

NUMBERS = st.recursive(
    st.sampled_from(
        ("score", "weight", "1", "0", "first", "len(form.indicators)", "sum([i.weight for i in form.indicators])")
    ),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda part: f"({part[0]} {part[1]} {part[2]})"),
        inner.map(lambda one: f"-{one}"),
        st.tuples(inner, st.sampled_from(("filled(score)", "weight > 1")), inner).map(
            lambda part: f"({part[0]} if {part[1]} else {part[2]})"
        ),
    ),
    max_leaves=4,
)
CLAIMS = st.recursive(
    st.one_of(
        st.sampled_from(("filled(score)", "filled(weight)", "readable(score)", "blank(weight)", "name != ''")),
        st.tuples(NUMBERS, st.sampled_from(("<", "<=", "==", "!=", ">")), NUMBERS).map(" ".join),
        st.tuples(NUMBERS, NUMBERS, NUMBERS).map(lambda part: f"{part[0]} <= {part[1]} < {part[2]}"),
        NUMBERS.map(lambda one: f"any(i.score > {one} for i in form.indicators if filled(i.score))"),
    ),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(("and", "or")), inner).map(lambda part: f"({' '.join(part)})"),
        inner.map(lambda one: f"(not {one})"),
    ),
    max_leaves=4,
)
FIELDS = st.sampled_from(("", "0", "1", "5", "—", "甲"))
LET = "score + weight"


def outcome(function: Any, things: Sequence[Any], view: View) -> tuple[int, list[tuple[str, str]]]:
    """How often the claim held, and of each other thing its row with why."""
    odd: list[tuple[Any, Exception | None]] = []
    with localcontext(CONTEXT):
        held = function(things, view, odd)
    return held, [(thing.path, said(cause)) for thing, cause in odd]


def said(cause: Exception | None) -> str:
    """A cause as something to compare."""
    if cause is None:
        return "fails"
    if isinstance(cause, ArithmeticError):
        return "arithmetic"
    return f"{type(cause).__name__} {cause} {getattr(getattr(cause, 'field', None), 'path', '')}"


def plainly(parts: Sequence[tree.Node], lets: dict[str, tree.Node]) -> Any:
    """The same by the interpreter: `when`, one requirement, the claim, each let just before what first needs it."""
    when, requirement, claim = parts

    def check(things: Sequence[Any], view: View, odd: list[tuple[Any, Exception | None]]) -> int:
        held = 0
        for thing in things:
            run = Run(thing, view, lets, {})
            try:
                if not value(run, when):
                    continue
                if not value(run, requirement):
                    odd.append((thing, Lacking(0)))
                elif value(run, claim):
                    held += 1
                else:
                    odd.append((thing, None))
            except Doubt as cause:
                odd.append((thing, cause))
        return held

    def value(run: Run, node: tree.Node) -> Any:
        for name in needed_lets(lets, node):
            run.value(lets[name])
        return run.value(node)

    return check


@pytest.mark.parametrize("each", ["indicator", "budget_line"])
@given(CLAIMS, CLAIMS, CLAIMS, st.lists(st.tuples(FIELDS, FIELDS), min_size=1, max_size=4))
@example("(filled(score) or weight > 1)", "weight > 1", "weight > 1", [("5", "0"), ("5", ""), ("", "")])
@example("score - (weight - 1) == 1", "-(score - weight) == 0", "score / (weight * 5) < 1", [("5", "5")])
@example("blank(weight)", "first > 1", "first > score", [("5", "甲"), ("", "5")])
def test_the_function_of_a_case_does_what_its_parts_say(
    each: str, when: str, requirement: str, claim: str, printed: list[tuple[str, str]]
) -> None:
    """Reading a value once and leaving brackets out changes nothing: what holds, what fails, what is missing."""
    scope = Scope(subject=scope_record("indicator"), names={})
    lets = {"first": check_expression(LET, scope, NUMBER)}
    scope.names["first"] = tree.Local(type=NUMBER, name="first", origin="let")
    parts = [check_expression(text, scope, BOOLEAN) for text in (when, requirement, claim)]
    # The scope decides how the loop is written; the things are rows in any case.
    program = write_program(each, parts[0], parts[1:2], lets, parts[2])
    judged: Form = rows(*({"name": f"甲{n}", "score": one, "weight": other} for n, (one, other) in enumerate(printed)))
    quick = outcome(generate(program, {}), judged.indicators, View(judged))
    slow = outcome(plainly(parts, lets), judged.indicators, View(judged))
    assert quick == slow, program.function
