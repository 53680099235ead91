"""Expressions that are checked once: the same words in another scope are checked again."""

import pytest

from perflint.engine import tree
from perflint.engine.checking import Scope
from perflint.engine.expressions import check_expression
from perflint.engine.faults import FaultyExpression
from perflint.engine.schema import BOOLEAN, NUMBER, TEXT, Type, scope_record


def scope(each: str = "indicator", **lets: Type) -> Scope:
    """A scope with these lets."""
    names = {name: tree.Local(type=kind, name=name, origin="let") for name, kind in lets.items()}
    return Scope(subject=scope_record(each), names=names)


def test_the_same_words_are_checked_once() -> None:
    """And whoever asks again is told which names it uses, as at the first time."""
    first, second = scope(least=NUMBER), scope(least=NUMBER, other=TEXT)
    node = check_expression("score + 7 > least", first, BOOLEAN)
    assert check_expression("score + 7 > least", second, BOOLEAN) is node
    assert first.used == second.used == {"least"}


def test_a_name_of_another_type_is_another_expression() -> None:
    """A let in the place of a field, or of another type, is heeded; so is one that is not there."""
    check_expression("score + 8 > least", scope(least=NUMBER), BOOLEAN)
    for others in (scope(least=TEXT), scope(), scope(least=NUMBER, score=TEXT), scope("goal", least=NUMBER)):
        with pytest.raises(FaultyExpression):
            check_expression("score + 8 > least", others, BOOLEAN)


def test_loops_around_count() -> None:
    """What is allowed outside of a loop may be too deep within one."""
    nested = "any(any(o.score == i.score for o in indicators) for i in indicators)"
    check_expression(nested, scope("form"), BOOLEAN)
    with pytest.raises(FaultyExpression):
        check_expression(nested, Scope(subject=scope_record("form"), names={}, loops=1), BOOLEAN)


def test_patterns_are_told_every_time() -> None:
    """A parameter that is used as a pattern is one in each rule that has it."""
    for _ in range(2):
        asked = Scope(
            subject=scope_record("indicator"), names={"like": tree.Local(type=TEXT, name="like", origin="param")}
        )
        check_expression("matches(name, like)", asked, BOOLEAN)
        assert asked.patterns == {"like"}
