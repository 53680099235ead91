"""Every operator and form of expression, run both ways."""

from decimal import Decimal
from typing import Any

import pytest

from tests.engine.building import form, line, rows, value_of, values_of

ARITHMETIC = [
    ("1 + 2", "3"),
    ("0.1 + 0.2", "0.3"),
    ("5 - 7", "-2"),
    ("-3 * 4", "-12"),
    ("1 / 8", "0.125"),
    ("7 // 2", "3"),
    ("7 % 2", "1"),
    ("2 + 3 * 4", "14"),
    ("(2 + 3) * 4", "20"),
    ("7 / 3", "2.333333333333333333333333333"),
    ("1 if 2 > 1 else 0", "1"),
    ("1 if false else 0", "0"),
]
TRUTHS = [
    ("1 < 2", True), ("2 < 2", False), ("2 <= 2", True), ("3 > 2", True), ("3 >= 4", False), ("1 == 1.0", True),
    ("1 != 1.00", False), ("0 < 1 <= 1", True), ("0 < 2 <= 1", False), ("1 in (1, 2)", True), ("3 in [1, 2]", False),
    ("3 not in (1, 2)", True), ("'算' in '预算'", True), ("'a' + 'b' == 'ab'", True), ("true and false", False),
    ("true or false", True), ("not false", True), ("not (1 == 1 and 2 == 3)", True), ("True == true", True),
]  # fmt: skip


@pytest.mark.parametrize(("expression", "expected"), ARITHMETIC)
def test_arithmetic_is_exact(expression: str, expected: str) -> None:
    """Numbers are decimals from the rule file to the result; nothing passes through binary floats."""
    value = value_of(expression)
    assert isinstance(value, Decimal)
    assert value == Decimal(expected)


@pytest.mark.parametrize(("expression", "expected"), TRUTHS)
def test_comparisons_and_logic(expression: str, expected: bool) -> None:
    """Comparisons, chains of them, membership, and, or, not."""
    assert value_of(expression) is expected


TWO = rows(
    {"level1": "产出指标", "name": "甲", "target": "≥95%", "actual": "96%", "weight": "10", "score": "9.50"},
    {"level1": "效益指标", "name": "乙", "target": "7月15日", "actual": "7月1日", "weight": "20", "score": "20"},
    {"name": "指标3：", "target": "", "actual": "", "weight": "", "score": ""},
    year="2022",
    goal={"expected": "办班", "actual": ""},
    budget={"total": {"annual": "200", "executed": "150", "rate": "75.00%"}, "other": {"annual": "5"}},
    total={"weight": "100", "score": "88", "grade": "良"},
)
NAMES: list[tuple[str, Any]] = [
    ("kind", "project_self_evaluation"),
    ("complete", True),
    ("year", Decimal(2022)),
    ("goal.expected", "办班"),
    ("goal.actual", ""),
    ("total.score + total.weight", Decimal(188)),
    ("total.grade", "良"),
    ("budget.total.rate", Decimal("0.75")),
    ("[l.key for l in budget.lines]", ["total", "other"]),
    ("[l.annual for l in budget.components]", [Decimal(5)]),
    ("[i.name for i in indicators]", ["甲", "乙"]),
    ("[i.name for i in indicators if i.weight > 10]", ["乙"]),
    ("[p.name for p in placeholders]", ["指标3："]),
    ("len(lacks)", Decimal(0)),
    ("'weight' in columns", True),
    ("'deviation' in columns", False),
    ("any(i.score < i.weight for i in indicators)", True),
    ("all(any(j.score > i.score for j in indicators) for i in indicators)", False),
    ("project", ""),
]


@pytest.mark.parametrize(("expression", "expected"), NAMES)
def test_names_of_the_form(expression: str, expected: Any) -> None:
    """A rule about the form reaches heads, fund rows, goals, indicators and the total."""
    assert value_of(expression, TWO) == expected


ROW_NAMES: list[tuple[str, list[Any]]] = [
    ("name", ["甲", "乙"]),
    ("score", [Decimal("9.50"), Decimal(20)]),
    ("target.kind", ["quantity", "date"]),
    ("target.sign", ["≥", ""]),
    ("target.unit", ["%", ""]),
    ("verdict", ["met", "met"]),
    ("dimension", ["产出", "效益"]),
    ("form.total.score", [Decimal(88), Decimal(88)]),
    ("sum(i.weight for i in form.indicators)", [Decimal(30), Decimal(30)]),
    ("occurrences(name, [i.name for i in form.indicators])", [Decimal(1), Decimal(1)]),
    ("len([i.name for i in form.indicators if i.score > score])", [Decimal(1), Decimal(0)]),
]


@pytest.mark.parametrize(("expression", "expected"), ROW_NAMES)
def test_names_of_an_indicator(expression: str, expected: list[Any]) -> None:
    """A rule about indicators judges the filled rows, one by one, and reaches the whole form."""
    assert values_of(expression, TWO, "indicator") == expected


SCOPES: list[tuple[str, str, list[Any]]] = [
    ("placeholder", "name", ["指标3："]),
    ("budget_line", "key", ["total", "other"]),
    ("budget.total", "executed / annual", [Decimal("0.75")]),
    ("budget.other", "annual", [Decimal(5)]),
    ("budget.carryover", "annual", []),
    ("total", "score", [Decimal(88)]),
    ("group", "name", []),
]


@pytest.mark.parametrize(("each", "expression", "expected"), SCOPES)
def test_scopes(each: str, expression: str, expected: list[Any]) -> None:
    """Each scope judges its own things; a component fund row that the form does not print gives none."""
    assert values_of(expression, TWO, each) == expected


def test_parts_of_a_date() -> None:
    """A date target gives its month and day."""
    row = rows({"target": "7月15日"})
    assert values_of("target.month * 100 + target.day", row, "indicator") == [Decimal(715)]


def test_an_absent_fund_row_is_blank_to_questions() -> None:
    """Questions about the printed state see a fund row that is not there as blank."""
    bare = form(project="甲")
    assert value_of("blank(budget.total.score)", bare) is True
    assert value_of("present(budget.total.score) or exists(budget.total.score)", bare) is False


def test_lists_of_the_form_alone_are_made_once() -> None:
    """A list that depends on the form alone is the same object for every row, so that rows cost no square."""
    lists = values_of("[i.weight for i in form.indicators]", TWO, "indicator")
    assert lists[0] is lists[1]


def test_integer_division_of_a_fund_row() -> None:
    """Numbers of fields and literals mix."""
    assert value_of("(annual // 1) * 2 + weight / 4", line(annual="3.7", weight="10"), "budget.total") == Decimal("8.5")
