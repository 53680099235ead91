"""The loop over rules and forms: passes, faults, order, and the decimal context that stays inside."""

from decimal import Decimal, Inexact, getcontext, localcontext
from typing import Any

import msgspec
import pytest

from perflint.engine.functions import FUNCTIONS
from perflint.engine.judge import judge, judge_form
from perflint.engine.outcome import Failed, NotEvaluated, Passed, RuleFault
from tests.engine.building import claim, form, rows, rule

ROW = {"name": "甲", "weight": "10", "score": "9"}
TWO = rows(ROW, {**ROW, "score": "20"})
GOOD = claim("score <= weight", "indicator")


def test_passes_are_counted_and_listed_where_asked_for() -> None:
    """A pass names the rule and the thing that passed."""
    judgement = judge_form(TWO, [GOOD])
    assert judgement.passed == 1
    assert [type(one) for one in judgement.outcomes] == [Failed]
    assert [type(one) for one in judge_form(TWO, [GOOD], passes=True).outcomes] == [Passed, Failed]
    assert judge_form(TWO, [GOOD], passes=True).outcomes[0] == Passed("test-rule", judgement.form, "indicators.0.name")


def test_a_stream_of_forms_in_order() -> None:
    """One form or many; without passes only what somebody must see."""
    assert [type(one) for one in judge(TWO, [GOOD])] == [Passed, Failed]
    assert [type(one) for one in judge(iter([TWO, TWO]), [GOOD], passes=False)] == [Failed, Failed]


class BrokenError(Exception):
    """Something that no rule expects."""


@pytest.fixture
def broken_function(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """`length` breaks, and notes how often it was called."""
    calls: list[str] = []

    def run(text: str) -> Decimal:
        calls.append(text)
        raise BrokenError("no such thing")

    monkeypatch.setitem(FUNCTIONS, "length", msgspec.structs.replace(FUNCTIONS["length"], run=run))
    monkeypatch.setitem(_fixed(), "f_length", run)
    return calls


def _fixed() -> dict[str, Any]:
    from perflint.engine import generate

    return generate._FIXED


def test_a_rule_that_breaks_is_its_own_fault(broken_function: list[str]) -> None:
    """It is reported once, not run again on the form, and the other rules go on."""
    breaks = rule("each: indicator\nassert: length(name) > 1", code="T2", name="breaks")
    found = judge_form(TWO, [breaks, GOOD], passes=True).outcomes
    assert [type(one) for one in found] == [RuleFault, Passed, Failed]
    assert isinstance(found[0], RuleFault)
    assert (found[0].code, found[0].rule) == ("T2", "breaks")
    assert found[0].message.zh == "规则 T2 breaks 自身出错，未能判断：BrokenError: no such thing"
    assert broken_function == ["甲"]


def test_a_message_that_breaks_is_the_rules_fault_too(broken_function: list[str]) -> None:
    """Half of what a broken rule said is not shown."""
    tail = "message: {zh: '{length(name)}', en: wrong}\nadvice: {zh: 改, en: mend}\n"
    breaks = rule("each: indicator\nassert: score <= weight", tail=tail)
    assert [type(one) for one in judge_form(TWO, [breaks], passes=True).outcomes] == [RuleFault]
    assert broken_function == ["甲"]


def test_the_decimal_context_of_rules_is_their_own() -> None:
    """A caller's precision changes no verdict, and a rule changes nothing for its caller, not even between outcomes."""
    exact = claim("score / 3 * 3 >= 6.99", "indicator")
    with localcontext() as context:
        context.prec = 2
        context.traps[Inexact] = True
        stream = judge([rows({**ROW, "score": "7"})] * 2, [exact])
        assert isinstance(next(stream), Passed)
        assert getcontext().prec == 2
        assert isinstance(next(stream), Passed)


EXTREME = [
    ("budget.total", {"annual": "9" * 25, "executed": "1"}, "annual * annual * annual > 0"),
    ("budget.total", {"annual": "9" * 25, "executed": "0.01"}, "annual // executed > 0"),
    ("budget.total", {"annual": "9" * 25, "executed": "1"}, "round(annual, 9) > 0"),
]


@pytest.mark.parametrize(("each", "fields", "expression"), EXTREME)
def test_extreme_numbers_break_nothing(each: str, fields: dict[str, str], expression: str) -> None:
    """Too large for 28 digits is at worst not evaluated."""
    (outcome,) = judge_form(form(budget={"total": fields}), [claim(expression, each)], passes=True).outcomes
    assert isinstance(outcome, Passed | NotEvaluated)


def test_every_row_once() -> None:
    """Sixty rows, sixty outcomes, in the order of the form."""
    many = rows(*({**ROW, "name": f"第{number}项"} for number in range(60)))
    fields = [one.field for one in judge(many, [GOOD]) if isinstance(one, Passed)]
    assert fields == [f"indicators.{number}.name" for number in range(60)]
