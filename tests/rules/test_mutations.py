"""Breaking one number of a form that is right in every cell gives exactly the rules that should fire."""

from typing import Any

import pytest

from perflint.engine.outcome import NotEvaluated
from tests.rules.clean_form import (
    BENEFIT,
    CLEAN,
    LECTURES,
    OUTPUT,
    QUANTITY,
    ROWS,
    SATISFIED,
    SHORT_SEATS,
    changed,
    row,
)
from tests.rules.judging import findings, judged, rulebook

LECTURE = f"indicators.{LECTURES}"
STUDENTS = f"indicators.{SATISFIED}"
EXTRA = "报名人数多于预期，加开两场"
REASON = "六月场馆检修，少办了几场；下一步提前排定日程"

# Everything spent, the satisfaction reached, every row full: 10 + 50 + 30 + 10 = 100.
FULL = {
    "budget.total.executed": "480000.00", "budget.total.rate": "100.00%", "budget.total.score": "10",
    "budget.appropriation.executed": "380000.00", "budget.appropriation.rate": "100.00%",
    "budget.other.executed": "100000.00", "budget.other.rate": "100.00%",
    f"{STUDENTS}.actual": "93%", f"{STUDENTS}.score": "10", f"{STUDENTS}.deviation": "", "total.score": "100",
}  # fmt: skip
# 408 000 ÷ 480 000 = 85 %, 8.5 + 90 = 98.5, and no reason on any row.
UNEXPLAINED = {
    "budget.total.executed": "408000.00", "budget.total.rate": "85.00%", "budget.total.score": "8.50",
    "budget.appropriation.executed": "313000.00", "budget.appropriation.rate": "82.37%",
    f"{STUDENTS}.actual": "93%", f"{STUDENTS}.score": "10", f"{STUDENTS}.deviation": "", "total.score": "98.50",
}  # fmt: skip

# What is changed, and the codes that must come out, worked out by hand from the figures of the clean form.
MUTATIONS: dict[str, tuple[dict[str, Any], set[str]]] = {
    # -- totals
    "total score off by a tenth": ({"total.score": "98.80"}, {"PF101"}),
    "total score rounded to a whole number": ({"total.score": "99"}, {"PF101"}),
    "total weight too high": ({"total.weight": "110"}, {"PF102"}),
    "total weight below the total score": ({"total.weight": "90"}, {"PF102", "PF105"}),
    "total score above the full mark": ({"total.score": "100.10"}, {"PF101", "PF105"}),
    "total score above the full mark, and a score that hides the sum": (
        {"total.score": "100.10", f"{LECTURE}.score": "满分"},
        {"PF105", "PF303"},
    ),
    "a grade below the score": ({"total": {"weight": "100", "score": "98.90", "grade": "良"}}, {"PF106"}),
    "a grade that fits the sum and not the total": (
        {"total": {"weight": "100", "score": "88.90", "grade": "优"}},
        {"PF101"},
    ),
    "everything full": (FULL, {"PF107"}),
    "everything full, a missed target among it": (
        FULL | {f"{LECTURE}.actual": "20场", f"{LECTURE}.deviation": REASON},
        {"PF107", "PF304"},
    ),
    "a weight too low": (
        {"indicators.8.weight": "10"},  # 28 under 效益, which says 30 (and so 98 in all), and 12 points of 10
        {"PF102", "PF103", "PF104", "PF301"},
    ),
    "a weight too high": (
        {f"{LECTURE}.weight": "9"},  # 51 under 产出, which says 50, and 8 points of 9 without a reason
        {"PF102", "PF103", "PF104", "PF401"},
    ),
    "weights that add to 90 and say so": (
        {"indicators.8.weight": "2", "indicators.8.score": "2", "total.weight": "90", "total.score": "88.90",
         f"level1_weight.{BENEFIT}": "20"},
        {"PF103"},
    ),
    "a heading's weight": ({f"level1_weight.{OUTPUT}": "45"}, {"PF104"}),
    "a weight too low, and headings that do not say where": (
        {"indicators.8.weight": "10", "indicators.8.score": "10", "total.score": "96.90", "level1_weight": {}},
        {"PF102", "PF103"},
    ),
    # -- budget
    "execution points cut down to a whole number": ({"budget.total.score": "9", "total.score": "98.40"}, {"PF201"}),
    "execution points cut, total left standing": ({"budget.total.score": "9"}, {"PF101", "PF201"}),
    "execution points off by two hundredths": ({"budget.total.score": "9.48", "total.score": "98.88"}, {"PF201"}),
    "execution rate": ({"budget.total.rate": "94.00%"}, {"PF202"}),
    "execution rate off by two units of its last digit": ({"budget.total.rate": "95.02%"}, {"PF202"}),
    "a component's rate": ({"budget.other.rate": "96.00%"}, {"PF202"}),
    "initial budget of the total": ({"budget.total.initial": "510000.00"}, {"PF203"}),
    "initial budget off by a fen and a half": ({"budget.total.initial": "500000.02"}, {"PF203"}),
    "executed amount of the total": ({"budget.total.executed": "456100.00"}, {"PF203"}),
    "annual budget of a component": ({"budget.appropriation.annual": "390000.00"}, {"PF203"}),
    "annual budget below what was spent": (
        {"budget.total.annual": "450000.00"},  # 101.33 %, but the sources say 480 000, to which rate and points fit
        {"PF203"},
    ),
    "overspent, and everything else fits": (
        {"budget.total.executed": "490000.00", "budget.total.rate": "102.08%", "budget.total.score": "10",
         "budget.appropriation.executed": "395000.00", "budget.appropriation.rate": "103.95%", "total.score": "99.40"},
        {"PF204"},
    ),
    "one source overspent within the total": (
        {"budget.appropriation.executed": "381000.00", "budget.appropriation.rate": "100.26%",
         "budget.other.executed": "75000.00", "budget.other.rate": "75.00%"},
        {"PF204"},
    ),
    "a zero too many in the initial budget": (
        {"budget.total.initial": "4800000.00", "budget.appropriation.initial": "4700000.00"},
        {"PF205"},
    ),
    "a component with a digit too many": ({"budget.appropriation.initial": "4000000.00"}, {"PF203"}),
    "a low rate without a reason": (UNEXPLAINED, {"PF206"}),
    "a budget cut by a third without a word": (
        {"budget.total.initial": "720000.00", "budget.appropriation.initial": "620000.00"},  # 480 000 ÷ 720 000
        {"PF207"},
    ),
    "two fifths of the money for all of the output": (
        {"budget.total.executed": "192000.00", "budget.total.rate": "40.00%", "budget.total.score": "4.00",
         "budget.appropriation.executed": "97000.00", "budget.appropriation.rate": "25.53%", "total.score": "93.40"},
        {"PF212"},
    ),
    "a goal in 万元 where the head says 元": (
        {"goal.expected": "全年投入480000万元，面向中小学生举办科普讲座，更新馆内展品。"},
        {"PF213"},
    ),
    "execution weight": (
        {"budget.total.weight": "20"},  # 19 points due, 110 in all
        {"PF102", "PF103", "PF201", "PF208"},
    ),
    "an amount that is none": ({"budget.other.initial": "1,00.0,00"}, {"PF209"}),
    "annual budget left blank": ({"budget.total.annual": ""}, {"PF210"}),
    "annual budget of zero": ({"budget.total.annual": "0"}, {"PF203"}),
    "a component with weight and score": (
        {"budget.appropriation.weight": "10", "budget.appropriation.score": "9.50"},
        {"PF211"},
    ),
    # -- scores
    "a score above its weight": ({f"{LECTURE}.score": "9"}, {"PF101", "PF301"}),
    "a negative score": ({f"{LECTURE}.score": "-1"}, {"PF101", "PF302"}),
    "a weight of zero": ({f"{LECTURE}.weight": "0"}, {"PF102", "PF103", "PF302"}),
    "a score left blank": ({f"{LECTURE}.score": ""}, {"PF303"}),
    "a score in words": ({f"{LECTURE}.score": "满分"}, {"PF303"}),
    "a weight left blank": ({f"{LECTURE}.weight": ""}, {"PF303"}),
    "a missed target in full": ({f"{LECTURE}.actual": "20场", f"{LECTURE}.deviation": REASON}, {"PF304"}),
    "more than its share for a missed target": ({f"{STUDENTS}.score": "9.60", "total.score": "99.10"}, {"PF305"}),
    "points lost on a met target": (
        {f"{LECTURE}.score": "7", f"{LECTURE}.deviation": REASON, "total.score": "97.90"},
        {"PF306"},
    ),
    "a score too low": ({f"{LECTURE}.score": "7"}, {"PF101", "PF401"}),
    "a partly met qualitative target above its band": (
        {"indicators.10.actual": "基本健全", "indicators.10.score": "7.5",  # at most 6.4 of 8
         "indicators.10.deviation": REASON, "total.score": "98.40"},
        {"PF307"},
    ),
    "one indicator with a quarter of the points": (
        {"indicators.8.weight": "22", "indicators.8.score": "22", "indicators.9.weight": "4", "indicators.9.score": "4",
         "indicators.10.weight": "4", "indicators.10.score": "4"},
        {"PF308"},
    ),
    # -- deviation texts
    "no reason for lost points": ({f"{STUDENTS}.deviation": ""}, {"PF401"}),
    "a reason that says nothing": ({f"{STUDENTS}.deviation": "无"}, {"PF401"}),
    "a reason where nothing is amiss": ({f"{LECTURE}.deviation": "有两场讲座未完成"}, {"PF402"}),
    "a cause without a measure": ({f"{STUDENTS}.deviation": "部分场次座位不足，影响观感"}, {"PF403"}),
    "far above the target without a word": (
        {"indicators.1.actual": "7800人次", "goal.actual": CLEAN["goal"]["actual"].replace("6380", "7800")},  # 130 %
        {"PF405"},
    ),
    "a reason that says late on a row that says met": ({f"{LECTURE}.deviation": "有两场推迟到明年"}, {"PF407"}),
    "points lost on a row that says met and late": (
        {"indicators.6.score": "3", "indicators.6.deviation": "两场开讲不及时；下一步提前排定", "total.score": "97.90"},
        {"PF407"},
    ),
    "one reason for two rows": (
        {f"{LECTURE}.deviation": EXTRA, "indicators.1.deviation": f"{EXTRA}。"},
        {"PF404"},
    ),
    "one reason for three rows is one finding": (
        {f"indicators.{number}.deviation": EXTRA for number in (0, 1, 3)},
        {"PF404"},
    ),
    "a missed target without a reason": ({f"{LECTURE}.actual": "20场"}, {"PF304", "PF406"}),
    # -- targets and actuals
    "a target with a slip of the unit": ({f"{LECTURE}.target": "≥24吃"}, {"PF501"}),
    "a list of choices for a target": ({"indicators.8.target": "高中低"}, {"PF501"}),
    "stars for a target": ({f"{LECTURE}.target": "**"}, {"PF501"}),
    "no target": ({f"{LECTURE}.target": ""}, {"PF502"}),
    "no actual": ({f"{LECTURE}.actual": ""}, {"PF503"}),
    "an actual in general terms": ({f"{LECTURE}.actual": "符合预期"}, {"PF504"}),
    "an actual with an open end": ({f"{LECTURE}.actual": "24场以上"}, {"PF504"}),
    "an actual in another unit": ({f"{LECTURE}.actual": "26人"}, {"PF505"}),
    "an actual that copies the threshold": ({f"{LECTURE}.actual": "≥24场"}, {"PF506"}),
    "an actual that is a completion rate": ({f"{LECTURE}.actual": "100%"}, {"PF507"}),
    "a column of one percentage": (
        {f"indicators.{number}.actual": "100%" for number in range(12)}
        | {f"{STUDENTS}.score": "10", f"{STUDENTS}.deviation": "", "total.score": "99.50"},
        {"PF507"},
    ),
    "a rate without its percent sign": ({"indicators.9.target": "≥80"}, {"PF508"}),
    "a quantity without a number": ({f"{LECTURE}.target": "增加", f"{LECTURE}.actual": "增加"}, {"PF509"}),
    "a timeliness of another kind": ({"indicators.6.target": "良好", "indicators.6.actual": "良好"}, {"PF509"}),
    "dates of last year": (
        {"indicators.5.target": "2022年10月31日之前", "indicators.5.actual": "2022年9月28日"},
        {"PF510"},
    ),
    "an actual of last year": ({"indicators.5.actual": "2022年9月28日"}, {"PF510"}),
    "a name that says another number": ({"indicators.9.name": "受益学校覆盖率达85%"}, {"PF513"}),
    "a rate above a hundred": ({"indicators.9.actual": "284%"}, {"PF511"}),
    "a sign misread as a figure": ({"indicators.9.target": "280%", "indicators.9.actual": "84%"}, {"PF511"}),
    "a cost with a lower bound": ({"indicators.7.target": "≥2800元/场"}, {"PF512"}),
    "a bound that only all meet": ({"indicators.4.target": "≥100%"}, {"PF515"}),
    "every actual copied": (
        {f"indicators.{number}.actual": ROWS[number]["target"] for number in range(11)}
        | {f"{STUDENTS}.actual": "≥90%", f"{STUDENTS}.score": "10", f"{STUDENTS}.deviation": "",
           "total.score": "99.50"},
        {"PF506", "PF514"},
    ),
    # -- structure
    "satisfaction under another heading": (
        {f"{STUDENTS}.level1": BENEFIT, f"level1_weight.{BENEFIT}": "40", "level1_weight.满意度指标": None},
        {"PF601"},
    ),
    "no benefit at all": (
        {f"indicators.{number}.level1": OUTPUT for number in (8, 9, 10)} | {"level1_weight": {OUTPUT: "80"}},
        {"PF601"},
    ),
    "a benefit under the heading of output": (
        {"indicators.10.level1": OUTPUT, "level1_weight": {OUTPUT: "58", BENEFIT: "22", "满意度指标": "10"}},
        {"PF607"},
    ),
    "a level 2 that nobody knows": ({f"{LECTURE}.level2": "安全指标"}, {"PF607"}),
    "weights shared out otherwise": (
        {"indicators.8.weight": "10", "indicators.8.score": "10",
         "indicators.0.weight": "10", "indicators.0.score": "10",
         "level1_weight": {OUTPUT: "52", BENEFIT: "28", "满意度指标": "10"}},
        {"PF602"},
    ),
    "satisfaction among the benefits": ({"indicators.9.name": "受益学校满意度"}, {"PF608"}),
    "satisfaction by complaints": ({f"{STUDENTS}.name": "学生投诉率"}, {"PF609"}),
    "a name twice": ({"indicators.1.name": "科普讲座场次"}, {"PF603"}),
    "rows of the blank template": (
        {"indicators.+": row(BENEFIT, "生态效益指标", "指标1：", "", "", "", "", "")},
        {"PF604"},
    ),
    "filler in a name": ({f"{LECTURE}.name": "××讲座场次"}, {"PF604"}),
    "no project name": ({"project": ""}, {"PF605"}),
    "no department": ({"department": "—"}, {"PF605"}),
    "no year": ({"year": ""}, {"PF605"}),
    "no unit": ({"unit": ""}, {"PF605"}),
    "a form without its tail": ({"lacks": ["tail"], "total": {}}, {"PF606"}),
    "a form without its head": (
        {"lacks": ["head"], "project": None, "department": None, "unit": None, "year": None, "budget": {}, "goal": {}},
        {"PF606"},
    ),
    "a form without some rows": (
        {"lacks": ["rows"], "indicators.3": row(OUTPUT, QUANTITY, "参展学校数", "9所", "9所", "1", "1", "")},
        {"PF606"},
    ),
    # -- goals
    "a copied goal": ({"goal.actual": CLEAN["goal"]["expected"]}, {"PF701"}),
    "no outcome of the goal": ({"goal.actual": ""}, {"PF702"}),
    "no goal": ({"goal.expected": ""}, {"PF702"}),
    "a number in the goal that an indicator contradicts": (
        {"goal.actual": "全年举办科普讲座28场，参加6380人次；部分场次座位不足。"},
        {"PF703"},
    ),
    "a title of another year": ({"title": "2022年度项目支出绩效自评表"}, {"PF704"}),
    "a goal of another year": ({"goal.expected": "2022年，面向中小学生举办科普讲座，更新馆内展品。"}, {"PF704"}),
}  # fmt: skip


def test_a_clean_form_has_no_finding_and_nothing_unjudged() -> None:
    """A form that is right in every cell gives nothing, and every rule could judge it."""
    judgement = judged(CLEAN)
    assert judgement.outcomes == ()
    assert judgement.passed > 100


@pytest.mark.parametrize("name", MUTATIONS)
def test_one_break_gives_exactly_its_rules(name: str) -> None:
    """One broken value fires the rules that read it, and no other."""
    changes, codes = MUTATIONS[name]
    assert {finding.code for finding in findings(changed(changes))} == codes


@pytest.mark.parametrize("name", [name for name, (_, codes) in MUTATIONS.items() if len(codes) == 1])
def test_one_cause_gives_one_finding(name: str) -> None:
    """Where one rule alone sees the break it says so once, with a place."""
    found = findings(changed(MUTATIONS[name][0]))
    assert len(found) == 1
    assert str(found[0].address)


def test_every_rule_is_broken_at_least_once() -> None:
    """No rule of the rulebook is left out of the table above."""
    assert set().union(*(codes for _, codes in MUTATIONS.values())) == {rule.code for rule in rulebook()}


@pytest.mark.parametrize(
    ("change", "severity"),
    [
        ({"project": ""}, "error"),
        ({"department": ""}, "error"),
        ({"year": ""}, "warning"),
        ({"unit": ""}, "info"),
        ({f"indicators.{SATISFIED}.level1": OUTPUT, "level1_weight": {}}, "warning"),
        ({f"indicators.{SATISFIED}.level1": BENEFIT, "level1_weight": {}}, "info"),
        ({f"indicators.{number}.level1": OUTPUT for number in (8, 9, 10)} | {"level1_weight": {}}, "error"),
    ],
)  # fmt: skip
def test_severity_follows_what_is_missing(change: dict[str, Any], severity: str) -> None:
    """PF605 and PF601: project and 效益 hard, year and 满意度 softer, unit and a 满意度 under 效益 notes."""
    assert [finding.severity for finding in findings(changed(change))] == [severity]


def test_an_unknown_level_makes_the_dimensions_undecided() -> None:
    """A row of unknown level could be the missing one, so PF601 says that it cannot tell."""
    outcomes = judged(changed({f"{STUDENTS}.level1": "", f"{STUDENTS}.level2": "", "level1_weight": {}})).outcomes
    assert [(type(outcome), outcome.code) for outcome in outcomes if isinstance(outcome, NotEvaluated)] == [
        (NotEvaluated, "PF601")
    ]
    assert len(outcomes) == 1


def test_a_fragment_is_not_called_a_wrong_sum() -> None:
    """Rules that need the whole form are not evaluated on a fragment, visibly."""
    fragment = changed({"lacks": ["head"], "budget": {}, "total.score": "12"})
    codes = {outcome.code for outcome in judged(fragment).outcomes if isinstance(outcome, NotEvaluated)}
    assert {"PF101", "PF102", "PF103", "PF104", "PF601", "PF605"} <= codes


def test_a_kept_reason_is_not_touched() -> None:
    """The satisfaction row of the clean form loses points with a reason and keeps to its share: no finding."""
    assert findings(changed({f"{STUDENTS}.deviation": SHORT_SEATS})) == []
