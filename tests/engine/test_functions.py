"""The function table: every function with what it gives, and the reference that people read."""

from decimal import Decimal
from typing import Any

import pytest

from perflint.engine.reading import NotEvaluable
from tests.engine.building import claim, findings, form, line, rows, value_of, values_of
from tests.sources import ROOT

ROW = rows(
    {
        "name": "培训满意度",
        "target": "≥95%",
        "actual": "98%",
        "weight": "10",
        "score": "9.90",
        "deviation": "—",
    }
)
ODD = rows({"name": "天数", "target": "30天", "actual": "很多", "weight": "十", "score": "", "deviation": "已完成"})

PURE: list[tuple[str, Any]] = [
    ("abs(-2.5)", Decimal("2.5")),
    ("min(3, 1, 2)", Decimal(1)),
    ("max(3, 1, 2)", Decimal(3)),
    ("min([3, 1])", Decimal(1)),
    ("max([3, 1])", Decimal(3)),
    ("round(2.5)", Decimal(3)),
    ("round(3.5)", Decimal(4)),
    ("round(-2.5)", Decimal(-3)),
    ("round(9.985, 2)", Decimal("9.99")),
    ("round(1250, -2)", Decimal(1300)),
    ("floor(9.99)", Decimal(9)),
    ("floor(-9.01)", Decimal(-10)),
    ("percent(0.998922)", "99.89%"),
    ("percent(0.5, 0)", "50%"),
    ("plain(9.40)", "9.4"),
    ("plain(10)", "10"),
    ("plain(1 / 3)", "0.333333"),
    ("plain(9.4, 2)", "9.40"),
    ("plain(9.995, 2)", "10.00"),
    ("plain(12.5, 0)", "13"),
    ("sum([1, 2.5])", Decimal("3.5")),
    ("len([1, 2])", Decimal(2)),
    ("count(['a', 'b'])", Decimal(2)),
    ("count([true, false, true])", Decimal(2)),
    ("occurrences('a', ['a', 'b', 'a'])", Decimal(2)),
    ("distinct(['a', 'b', 'a'])", Decimal(2)),
    ("distinct([1, 1.0])", Decimal(1)),
    ("any([false, true])", True),
    ("all([false, true])", False),
    ("close(10, 9.99, 0.01)", True),
    ("close(10, 9.98, 0.01)", False),
    ("normalise('第１ 条：完成。') == normalise('第1条完成')", True),
    ("length('预算')", Decimal(2)),
    ("contains('资金到位', '到位')", True),
    ("contains('资金到位', '没', '资金')", True),
    ("contains('资金', '没', '有')", False),
    ("contains_any('下一步加强', ['加强', '改进'])", True),
    ("contains_any('照旧', ['加强', '改进'])", False),
    ("starts('指标1：', '指标', '其中')", True),
    ("starts('培训', '指标')", False),
    ("ends('完成率', '率')", True),
    ("ends('完成', '率', '度')", False),
    (r"matches('2022年', '\d{4}年')", True),
    (r"matches('本年', '\d{4}年')", False),
    ("says_nothing('')", True),
    ("says_nothing('  —')", True),
    ("says_nothing('无。')", True),
    ("says_nothing('场地整修，少办两场')", False),
    ("names_a_rate('群众满意度')", True),
    ("names_a_rate('培训场次')", False),
    ("names_a_growth('销售收入增长率')", True),
    ("names_a_share('群众满意度')", True),
    ("names_a_share('任务完成率')", False),
    ("parent_of('社会效益')", "效益"),
    ("parent_of('')", ""),
    ("years_in('2021年至2023年')", (Decimal(2021), Decimal(2023))),
    ("stray_year('2022年，举办讲座', 2023)", Decimal(2022)),
    ("stray_year('2023年，举办讲座', 2023)", Decimal(0)),
    ("misplaced_unit('投入450万元', 450, 0.05)", "450万元"),
    ("misplaced_unit('投入450万元', 4500000, 0.05)", ""),
    ("'无' in words('empty_reasons')", True),
]
FIELDS: list[tuple[str, Any, Any]] = [
    # expression, of the well filled row, of the odd one
    ("blank(score)", False, True),
    ("present(score)", True, False),
    ("filled(deviation)", False, True),
    ("exists(score)", True, True),
    ("exists(level1)", False, False),
    ("readable(weight)", True, False),
    ("unreadable(weight)", False, True),
    ("unreadable(score)", False, False),
    ("text(target)", "≥95%", "30天"),
    ("text(weight)", "10", "十"),
    ("problem(score)", "", ""),
    ("says_nothing(deviation)", True, True),
    ("meets(actual, target)", "met", "cannot_tell"),
    ("comparable(actual, target)", True, False),
    ("answers(actual, target)", True, False),
    ("units_conflict(actual, target)", False, False),
    ("is_completion_rate(actual, target)", False, False),
    ("copies_threshold(actual, target)", False, False),
    ("is_percent(target)", True, False),
    ("is_count(target)", False, True),
    ("is_money(target)", False, False),
    ("is_threshold(target)", True, False),
    ("is_choice_list(target)", False, False),
    ("is_measurable(target)", True, True),
    ("above_hundred(target)", False, False),
    ("percent_missing(target, name)", False, False),
    ("figure(target)", "95%", "30天"),
    ("year_named(target)", Decimal(0), Decimal(0)),
    ("likely_bound(target)", "", ""),
    ("within_year(target, 2023)", True, True),
    ("contradiction_in_name(target, name)", "", ""),
    ("contradiction_in_text(target, name, '培训满意度达到90%以上，天数29天')", "90%以上", ""),
    ("power_of_ten(weight, score)", False, False),
    ("place(score) == place(weight)", False, False),
    ("place(score) == place(score)", True, True),
]


@pytest.mark.parametrize(("expression", "expected"), PURE)
def test_functions_of_values(expression: str, expected: Any) -> None:
    """What each function gives."""
    assert value_of(expression) == expected


@pytest.mark.parametrize(("expression", "good", "odd"), FIELDS)
def test_functions_of_fields(expression: str, good: Any, odd: Any) -> None:
    """Questions about what is printed never fail, whatever is printed."""
    assert values_of(expression, ROW, "indicator") == [good]
    assert values_of(expression, ODD, "indicator") == [odd]


def test_words_of_a_parameter_are_bound_once_and_asked_of_each_text() -> None:
    """A list that a parameter fixes gives the same answers as one written out, in every function that names it."""
    judged = claim(
        "not contains_any(name, words_named)",
        "indicator",
        "params: {words_named: {default: [车辆, 会议], help: {zh: 词, en: words}}}",
    )
    named = rows({"name": "车辆运行"}, {"name": "培训"}, {"name": "会议费"})
    assert [finding.indicator for finding in findings(judged, named)] == ["车辆运行", "会议费"]


PRECISIONS = [
    ({"score": "9.90"}, "score", "0.01"),
    ({"score": "10"}, "score", "1"),
    ({"rate": "99.96%"}, "rate", "0.0001"),
    ({"rate": "100%"}, "rate", "0.01"),
    ({"rate": "0%"}, "rate", "0.01"),
    ({"annual": "1,234.50"}, "annual", "0.01"),
    ({"score": "０.５"}, "score", "0.1"),
]


@pytest.mark.parametrize(("fields", "field", "expected"), PRECISIONS)
def test_precision_is_one_unit_of_the_last_printed_digit(fields: dict[str, str], field: str, expected: str) -> None:
    """Rates are fractions, so the last digit of `99.96%` is worth 0.0001."""
    assert value_of(f"precision({field})", line(**fields), "budget.total") == Decimal(expected)


def test_ratio_converts_units() -> None:
    """actual ÷ target in the same unit."""
    row = rows({"target": "2万元", "actual": "5000元"})
    assert values_of("ratio(actual, target)", row, "indicator") == [Decimal("0.25")]


NO_VALUE = [
    ("precision(score)", ODD, "indicator", "blank"),
    ("ratio(actual, target)", rows({"target": "**", "actual": "5"}), "indicator", "unreadable"),
    ("ratio(actual, target)", rows({"target": "30天", "actual": "5%"}), "indicator", "not_comparable"),
    ("min([i.weight for i in indicators])", form(project="甲"), "form", "no_rows"),
]


@pytest.mark.parametrize(("expression", "printed", "each", "cause"), NO_VALUE)
def test_functions_without_a_result(expression: str, printed: Any, each: str, cause: str) -> None:
    """Where a function has no result the outcome is not evaluated, for a reason that can be named."""
    with pytest.raises(NotEvaluable) as caught:
        values_of(expression, printed, each)
    assert caught.value.cause == cause


def test_a_slow_pattern_is_stopped() -> None:
    """A pattern that backtracks for ever ends within its time limit and is not evaluated."""
    sentence = "a" * 60 + "!"
    with pytest.raises(NotEvaluable) as caught:
        value_of(r"matches(project, '^(a|a|aa)+$')", form(project=sentence))
    assert caught.value.cause == "pattern_time"


ATTRIBUTES: list[tuple[str, str, str]] = [
    ("≥95%", "quantity ≥ 95 %", ""),
    ("85%", "quantity  85 %", ""),
    ("45万元", "quantity  45 万元", ""),
    ("24小时内", "quantity ≤ 24 小时", ""),
    ("80%以上", "quantity ≥ 80 %", ""),
    ("约150平方米", "quantity ≈ 150 平方米", ""),
    ("10-20次", "range  10 次", ""),
    ("1次/月", "frequency  1 次/月", ""),
    ("7*24", "frequency  168 小时/周", ""),
    ("无", "word  0 ", "met"),
]


@pytest.mark.parametrize(("printed", "told", "standing"), ATTRIBUTES)
def test_attributes_are_those_of_the_documented_table(printed: str, told: str, standing: str) -> None:
    """Kind, sign, amount and unit of the targets that the table in docs/rule-language.md and its twin show."""
    form_of_one = rows({"name": "甲", "target": printed})
    found = [
        values_of(f"target.{name}", form_of_one, "indicator")[0]
        for name in ("kind", "sign", "amount", "unit", "standing")
    ]
    assert (" ".join(map(str, found[:4])), found[4]) == (told, standing)
    for page in ("rule-language.md", "rule-language.zh.md"):
        assert f"`{printed}`" in (ROOT / "docs" / page).read_text(encoding="utf-8")
