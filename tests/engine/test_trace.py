"""The arithmetic of a finding, as a clerk would write it."""

from typing import Any

import pytest

from tests.engine.building import claim, form, line, only_finding, rows, rule

SUMS = rows(
    {"name": "甲", "weight": "10", "score": "10"},
    {"name": "乙", "weight": "20", "score": "15"},
    {"name": "丙", "weight": "30", "score": "20"},
    total={"weight": "100", "score": "47"},
    budget={"total": {"weight": "10", "score": "9.90"}},
)
EXECUTION = {
    "annual": "51970",
    "executed": "51914",
    "weight": "10",
    "score": "10",
    "rate": "99.90%",
}
CLAIMS: list[tuple[str, str, Any, str]] = [
    ("form", "sum(i.score for i in indicators) == total.score", SUMS, "10 + 15 + 20 = 45; 45 ≠ 47"),
    ("form", "close(total.score, sum(i.score for i in indicators) + budget.total.score, 0.01)", SUMS,
     "10 + 15 + 20 + 9.9 = 54.9; 47 ≠ 54.9 (±0.01)"),
    ("form", "2 * sum(i.score for i in indicators if i.score > 10) == total.score", SUMS,
     "2 × (15 + 20) = 70; 70 ≠ 47"),
    ("form", "all(i.score >= i.weight for i in indicators)", SUMS, "15 < 20; 20 < 30"),
    ("form", "not any(i.score < i.weight for i in indicators)", SUMS, "15 < 20; 20 < 30"),
    ("form", "total.weight <= 100 and total.score >= 60", SUMS, "47 < 60"),
    ("form", "total.weight < 100 or total.score >= 60", SUMS, "100 ≥ 100; 47 < 60"),
    ("form", "not (total.score < 60 and total.weight == 100)", SUMS, "47 < 60; 100 = 100"),
    ("form", "0 < total.score <= 40", SUMS, "47 > 40"),
    ("form", "len(indicators) == 4", SUMS, ""),
    ("form", "distinct([place(i.score) for i in indicators]) == 1", SUMS, ""),
    ("form", "abs(total.score - 50) < 2", SUMS, "|47 − 50| = 3; 3 ≥ 2"),
    ("form", "project == 'x'", SUMS, ""),
    ("budget.total", "executed / annual == 1", line(**EXECUTION), "51914 ÷ 51970 = 0.998922; 0.998922 ≠ 1"),
    ("budget.total", "rate == executed / annual", line(**EXECUTION), "51914 ÷ 51970 = 0.998922; 99.90% ≠ 99.8922%"),
    ("budget.total", "close(rate, executed / annual, 0.00001)", line(**EXECUTION),
     "51914 ÷ 51970 = 0.998922; 99.90% ≠ 99.8922% (±0.001%)"),
    ("budget.total", "(annual - executed) * 2 < weight", line(**EXECUTION), "(51970 − 51914) × 2 = 112; 112 ≥ 10"),
    ("budget.total", "annual - (executed - weight) < score", line(**EXECUTION), "51970 − (51914 − 10) = 66; 66 ≥ 10"),
    ("budget.total", "min(annual, 52000) < score", line(**EXECUTION), "51970 ≥ 10"),
    ("budget.total", "min(annual * 2, 52000) < score", line(**EXECUTION), "min(51970 × 2, 52000) = 52000; 52000 ≥ 10"),
    ("indicator", "ratio(actual, target) * weight >= score",
     rows({"name": "甲", "target": "≥95%", "actual": "90.25%", "weight": "15", "score": "14.8"}),
     "90.25 ÷ 95 × 15 = 14.25; 14.25 < 14.8"),
    ("indicator", "ratio(actual, target) * weight >= score",
     rows({"name": "甲", "target": "≥1万元", "actual": "5000元", "weight": "10", "score": "8"}),
     "0.5 × 10 = 5; 5 < 8"),
    ("budget.total", "-score > 0", line(**EXECUTION), "-10 ≤ 0"),
    ("budget.total", "score == (9 if weight > 5 else annual)", line(**EXECUTION), "10 ≠ 9"),
]  # fmt: skip


@pytest.mark.parametrize(("each", "expression", "printed", "expected"), CLAIMS)
def test_traces(each: str, expression: str, printed: Any, expected: str) -> None:
    """Steps with their results, then the statement that is true; only the parts that decide."""
    assert only_finding(claim(expression, each), printed).trace == expected


def test_lets_are_the_steps() -> None:
    """The lets that count come first, in their order; the tolerance is said behind the comparison."""
    judged = rule(
        """
        each: budget.total
        params:
          tolerance: {default: 0.005, help: {zh: 容差, en: tolerance}}
        let:
          spare: annual * 2
          rate: executed / annual
          expected: round(min(rate, 1) * weight, 2)
        assert: close(score, expected, tolerance)
        found: spare
        """
    )
    assert only_finding(judged, line(**EXECUTION)).trace == (
        "51914 ÷ 51970 = 0.998922; round(0.998922 × 10, 2) = 9.99; 10 ≠ 9.99 (±0.005)"
    )


TOLD = [
    ("得分 {score}，分值 {weight}", ""),
    ("得分 {score} 过高", "20 > 10"),
]


@pytest.mark.parametrize(("message", "expected"), TOLD)
def test_figures_that_the_message_names_are_no_arithmetic(message: str, expected: str) -> None:
    """Two printed figures side by side explain nothing that the message has not said."""
    tail = f"message: {{zh: '{message}', en: wrong}}\nadvice: {{zh: 改, en: mend}}\n"
    judged = rule("each: indicator\nassert: score <= weight", tail=tail)
    assert only_finding(judged, rows({"name": "甲", "weight": "10", "score": "20"})).trace == expected


def test_a_long_sum_is_cut() -> None:
    """Two hundred rows do not make a trace of two hundred terms."""
    many = rows(*({"name": f"第{number}项", "score": "1"} for number in range(200)), total={"score": "1"})
    found = only_finding(claim("sum(i.score for i in indicators) == total.score"), many).trace
    assert found.count("+") == 60
    assert found.endswith(" + … + 1 = 200; 200 ≠ 1")


OPERANDS: list[tuple[str, str, Any, str, list[str]]] = [
    ("indicator", "score <= weight", rows({"name": "甲", "weight": "10", "score": "20"}), "indicators.0.score",
     ["indicators.0.weight"]),
    ("form", "sum(i.score for i in indicators) == total.score", SUMS, "indicators.0.score",
     ["indicators.1.score", "indicators.2.score", "total.score"]),
    ("form", "sum(i.score for i in indicators if i.weight > 10) == total.score", SUMS, "indicators.1.score",
     ["indicators.2.score", "total.score"]),
    ("form", "total.score >= 60 or total.weight < 50", SUMS, "total.score", ["total.weight"]),
    ("form", "blank(goal.actual)", form(goal={"actual": "完成"}), "goal.actual", []),
]  # fmt: skip


@pytest.mark.parametrize(("each", "expression", "printed", "primary", "related"), OPERANDS)
def test_operands(each: str, expression: str, printed: Any, primary: str, related: list[str]) -> None:
    """The first field read is the primary one, the others are related; a filter's own fields are not."""
    finding = only_finding(claim(expression, each), printed)
    assert finding.field == primary
    assert [operand.field for operand in finding.related] == related


def test_operands_carry_text_and_address() -> None:
    """What is printed and where it stands."""
    finding = only_finding(claim("score <= weight", "indicator"), rows({"weight": "10.0", "score": "20"}))
    (operand,) = finding.related
    assert (operand.text, str(operand.address)) == ("10.0", "indicators.0.weight")
    assert str(finding.address) == "indicators.0.score"


def test_the_arithmetic_in_the_words_of_a_language() -> None:
    """Chinese sentences take Chinese punctuation and say what the ± is; English ones show the trace as it is."""
    finding = only_finding(claim("close(total.score, sum(i.score for i in indicators), 0.05)", "form"), SUMS)
    assert "; " in finding.trace
    assert finding.arithmetic("en") == finding.trace
    assert finding.trace.endswith(" (±0.05)")
    assert finding.arithmetic("zh") == finding.trace.replace("; ", "；").replace(" (±0.05)", "（允许误差 ±0.05）")
