"""What is missing makes an outcome *not evaluated*, with the field and the reason in the words of the form."""

from typing import Any

import pytest

from perflint.engine.judge import judge_form
from perflint.engine.outcome import NotEvaluated, Passed
from tests.engine.building import claim, form, line, outcomes, reasons, rows, rule

ROW: dict[str, Any] = {"name": "培训人次", "target": "≥95%", "actual": "96%", "weight": "10", "score": "9"}
BLANK_SCORE = rows({**ROW, "score": ""})
TWO = rows(ROW, {**ROW, "name": "乙", "score": ""})
IDLE = line(annual="0", executed="1")
CASES: list[tuple[str, str, Any, str, str]] = [
    ("indicator", "score > 1", BLANK_SCORE, "indicators.0.score", "指标“培训人次”的得分为空"),
    ("indicator", "weight + score > 1", BLANK_SCORE, "indicators.0.score", "指标“培训人次”的得分为空"),
    ("indicator", "score > 1", rows({"name": "甲"}), "indicators.0.score", "表中没有指标“甲”的得分"),
    ("indicator", "target.amount > 1", rows({"name": "甲", "target": ""}), "indicators.0.target",
     "指标“甲”的年度指标值为空"),
    ("indicator", "target.month > 1", rows(ROW), "indicators.0.target", "指标“培训人次”的年度指标值“≥95%”里没有月份"),
    ("indicator", "score / (weight - 10) > 1", rows(ROW), "indicators.0.name", "除数为零，无法计算"),
    ("indicator", "(score - 9) / (weight - 10) > 1", rows(ROW), "indicators.0.name", "数字过大或无意义，无法计算"),
    ("form", "year > 2000", form(year=""), "year", "年度为空"),
    ("form", "sum(i.score for i in indicators) > 1", TWO, "indicators.1.score", "指标“乙”的得分为空"),
    ("form", "max([i.score for i in indicators]) > 1", form(project="甲"), "project", "表中没有可以计算的行"),
    ("form", "total.score > 1", form(total={"score": ""}), "total.score", "总分行的得分为空"),
    ("form", "budget.other.annual > 1", line(annual="1"), "budget.other", "表中没有“其他资金”一行"),
    ("form", "budget.other.label == ''", line(annual="1"), "budget.other", "表中没有“其他资金”一行"),
    ("form", "funds.project_total > 1", form(project="甲"), "funds.project_total", "表中没有项目资金总额"),
    ("budget.total", "annual > 1", form(project="甲"), "budget.total", "表中没有“年度资金总额”一行"),
    ("budget.total", "executed / annual > 1", IDLE, "budget.total.label", "除数为零，无法计算"),
]  # fmt: skip

UNCLEAR = {"name": "甲", "target": "≥95%", "actual": "", "weight": "10", "score": "9", "unclear": ["target", "actual"]}
EITHER = "空单元格没有留下痕迹，分不清这一行的字是年度指标值还是实际完成值"
CASES += [
    ("indicator", "filled(actual)", rows(UNCLEAR), "indicators.0.target", f"指标“甲”的年度指标值不能确定：{EITHER}"),
    ("indicator", "verdict == 'met'", rows(ROW, UNCLEAR), "indicators.1.target",
     f"指标“甲”的年度指标值不能确定：{EITHER}"),
    ("form", "all(filled(i.actual) for i in indicators)", rows(UNCLEAR), "indicators.0.target",
     f"指标“甲”的年度指标值不能确定：{EITHER}"),
]  # fmt: skip
# What holds by either reading, and what another row says.
KNOWN = [
    ("indicator", "score <= weight"),
    ("indicator", "filled(target) or filled(actual)"),
    ("form", "sum(i.score for i in indicators if filled(i.target) or filled(i.actual)) == 18"),
    ("form", "len(indicators) == 2"),
]


@pytest.mark.parametrize(("each", "expression"), KNOWN)
def test_what_rests_on_no_unclear_column_is_judged(each: str, expression: str) -> None:
    """A row of which target and actual cannot be told apart still has its name and its points."""
    found = outcomes(claim(expression, each), rows(ROW, UNCLEAR))
    assert {type(outcome) for outcome in found} == {Passed}


@pytest.mark.parametrize(("each", "expression", "printed", "field", "reason"), CASES)
def test_reasons(each: str, expression: str, printed: Any, field: str, reason: str) -> None:
    """The field as a clerk knows it, and what is wrong with it."""
    assert reasons(claim(expression, each), printed) == [(field, reason)]


def test_an_unreadable_number_is_quoted() -> None:
    """What is printed is said, so that it can be found."""
    ((field, reason),) = reasons(claim("annual > 1", "budget.total"), line(annual="7,00.0,77"))
    assert field == "budget.total.annual"
    assert reason.startswith("“年度资金总额”的全年预算数无法读成数字：7,00.0,77")


REACHED = [
    ("weight > 5 or score > 1", "Passed"),
    ("blank(score) or score > 1", "Passed"),
    ("not blank(score) and score > 1", "Failed"),
    ("score > 1 if present(score) else true", "Passed"),
    ("sum(i.score for i in form.indicators if readable(i.score)) == 0", "Passed"),
    ("any(i.weight > 5 or i.score > 1 for i in form.indicators)", "Passed"),
    ("score > 1 or weight > 5", "NotEvaluated"),
]


@pytest.mark.parametrize(("expression", "outcome"), REACHED)
def test_only_what_is_reached_can_be_missing(expression: str, outcome: str) -> None:
    """and, or, a condition and a filter keep a blank field from being read."""
    found = outcomes(claim(expression, "indicator"), rows({**ROW, "score": ""}))
    assert [type(one).__name__ for one in found] == [outcome]


def test_a_condition_that_cannot_be_told_is_not_a_pass() -> None:
    """Where `when` rests on a blank field, nobody knows whether the rule applies."""
    judged = rule("each: indicator\nwhen: weight > 0\nassert: true")
    assert reasons(judged, rows({**ROW, "weight": ""})) == [("indicators.0.weight", "指标“培训人次”的分值为空")]


def test_a_let_that_only_the_message_uses_does_no_harm() -> None:
    """Such a let is computed for the message alone."""
    judged = rule("each: indicator\nlet: {spare: score + 1}\nassert: weight > 5\nfound: spare")
    assert [type(one) for one in outcomes(judged, rows({**ROW, "score": ""}))] == [Passed]


def test_requirements_give_their_own_reason() -> None:
    """A requirement that does not hold is said with its numbers, after `when` and before the claim."""
    judged = rule(
        """
        each: indicator
        when: weight > 5
        requires:
          - that: score < weight
            otherwise: {zh: "{name}得 {score} 分，不能判断", en: "{name} has {score}"}
        assert: score > 100
        """
    )
    assert reasons(judged, rows({**ROW, "score": "10"})) == [("indicators.0.name", "培训人次得 10 分，不能判断")]
    assert outcomes(judged, rows({**ROW, "weight": "5"})) == ()


@pytest.mark.parametrize("lacking", [{"complete": False}, {"lacks": ["rows"]}, {"lacks": ["tail"]}])
def test_a_fragment_is_not_judged_by_rules_that_need_the_whole(lacking: dict[str, Any]) -> None:
    """One outcome a form with the reason of what is missing, however many rows there are."""
    judged = rule("each: indicator\napplies: {complete: true}\nassert: score > 100")
    fragment = rows(ROW, {**ROW, "name": "乙"}, **lacking)
    assert [
        (type(one), one.reason) for one in judge_form(fragment, [judged]).outcomes if isinstance(one, NotEvaluated)
    ] == [(NotEvaluated, fragment.lacks[0].reason)]


def test_one_gap_is_named_once() -> None:
    """Rows and cases that lack the same field of the form make one outcome."""
    judged = rule("each: indicator\nassert: score < form.year\ncases: [{when: weight > 1}, {when: weight > 2}]")
    assert reasons(judged, rows(ROW, ROW, ROW, year="")) == [("year", "年度为空")]


NOT_MEANT = [
    ("applies: {kinds: [department_self_evaluation]}", {}),
    ("applies: {years: {from: 2023}}", {"year": "2022"}),
    ("applies: {years: {until: 2021}}", {"year": "2022"}),
    ("applies: {columns: [deviation]}", {}),
]


@pytest.mark.parametrize(("applies", "data"), NOT_MEANT)
def test_a_rule_is_silent_about_forms_it_is_not_meant_for(applies: str, data: dict[str, Any]) -> None:
    """Another kind, year or layout is no reason to say anything."""
    assert outcomes(rule(f"each: indicator\n{applies}\nassert: score > 100"), rows(ROW, **data)) == ()


def test_a_form_without_a_year_is_judged() -> None:
    """Nobody escapes a rule by leaving out the year."""
    assert len(outcomes(rule("each: indicator\napplies: {years: {from: 2023}}\nassert: score > 100"), rows(ROW))) == 1
