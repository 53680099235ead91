"""Breaking one field of a form in every layout gives exactly the rules that should fire; every error rule is there."""

from collections import Counter

import pytest

from tests.forms import layout_samples, rendering
from tests.forms.layout_samples import Lines
from tests.rules.judging import rulebook
from tests.rules.layout_breaking import broken, codes


def department() -> Lines:
    """A department's form with level-1 weights, everything right: 20 + 40 + 30 + 9.5 = 99.5."""
    return [
        ["部门（单位）整体支出绩效自评表"],
        ["申报时段：(2023年1月-2023年12月)"],
        ["单位名称", "青川市云溪区清泉街道办事处"],
        ["所属部门", "青川市云溪区清泉街道办事处"],
        ["整体支出规模", "", "", "全年预算数", "全年执行数", "执行率"],
        ["", "资金来源：(1) 财政拨款", "", "14000000.00", "13720000.00", "98.00%"],
        ["年度总体目标", "年初设定目标", "", "全年完成情况"],
        ["", "管好市容，办好工单。", "", "市容好于上年，工单多数按时办结。"],
        ["分解目标自评"],
        [
            "一级指标",
            "一级权重",
            "二级指标",
            "三级指标",
            "分值",
            "年度指标值",
            "全年完成值",
            "偏差及原因分析",
            "自评分",
        ],
        ["投入管理指标", "20", "预算编审管理", "预算编制规范性", "20", "规范", "规范", "", "20"],
        ["产出指标", "40", "数量指标", "市容巡查次数", "20", "≥720次", "748次", "", "20"],
        ["", "", "质量指标", "市容问题办结率", "20", "≥98%", "98.6%", "", "20"],
        ["效益指标", "30", "社会效益指标", "市容考核得分", "15", "≥90分", "92.5分", "", "15"],
        ["", "", "可持续影响指标", "街面长效管理机制", "15", "健全", "健全", "", "15"],
        [
            "满意度指标",
            "10",
            "满意度指标",
            "辖区公众满意度",
            "10",
            "≥90%",
            "85.5%",
            "停车位不足；下一步增设车位。",
            "9.5",
        ],
        ["总分", "", "", "", "100", "", "", "", "99.5"],
    ]


LAYOUTS: dict[str, Lines] = {
    "L1": rendering.form_lines(rendering.sample()),
    "L2": layout_samples.weight_first(),
    "L3": layout_samples.sichuan(),
    "L3b": layout_samples.yunnan(),
    "L4": layout_samples.hubei(),
    "L5": layout_samples.chongqing(),
    "L6": layout_samples.transfer(),
    "L7": layout_samples.region(),
    "department": department(),
}

# What is said of the unbroken forms: notes on their weights, a year or a dimension that they do not have. No error.
UNBROKEN: dict[str, list[str]] = {
    "L3": ["PF308", "PF308", "PF602"],  # 30 and 30 of 100; 60/20/10
    "L3b": ["PF306", "PF308", "PF308", "PF605"],  # met and 47 of 50; 50 and 30 of 100; no year
    "L4": ["PF208"],  # Hubei's 20 under the national profile
    "L5": ["PF308", "PF308"],  # 50 and 40 of 100
    "L6": ["PF601"],  # no satisfaction
}

WITH_FUNDS = ("L1", "L2", "L3", "L3b", "L5")
SCORED = (*WITH_FUNDS, "L4", "L7", "department")
WEIGHED = (*WITH_FUNDS, "department")
HEADED = (*WITH_FUNDS, "L4", "L6", "L7")

# The break, the layouts that have the field, and the codes that come anew; worked out from the figures of the samples.
Break = tuple[dict[str, str], tuple[str, ...], set[str]]
BREAKS: dict[str, Break] = {
    "a total that is not the sum": ({"total.score": "12.3"}, SCORED, {"PF101"}),
    "a total above the mark that is not the sum": ({"total.score": "123"}, SCORED, {"PF101", "PF105"}),
    "a total weight that is not the sum": ({"total.weight": "110"}, WEIGHED, {"PF102"}),
    "a weight too high": ({"indicators.5.weight": "20"}, ("L1", "L2"), {"PF102", "PF103"}),  # 105
    "a weight too high in L3": ({"indicators.1.weight": "35"}, ("L3",), {"PF102", "PF103"}),
    "a weight too high in L3b": ({"indicators.0.weight": "55"}, ("L3b",), {"PF102", "PF103"}),
    "a weight too high in L5": ({"indicators.1.weight": "45"}, ("L5",), {"PF102", "PF103"}),
    "a weight too high under a heading": (
        {"indicators.5.weight": "10.1"},
        ("department",),
        {"PF102", "PF103", "PF104"},
    ),
    "a heading's weight": ({"groups.1.weight": "45"}, ("department",), {"PF104"}),
    "a heading that says 45 of 50": ({"indicators.0.level1": "产出指标(45分)"}, ("L1", "L2"), {"PF104"}),
    "a total above the mark beside a blank score": (
        {"total.score": "101", "indicators.0.score": ""},
        SCORED,
        {"PF105", "PF303"},
    ),
    "a grade that the total does not earn": ({"total.grade": "中"}, ("L3b",), {"PF106"}),
    "execution points": ({"budget.total.score": "1"}, (*WITH_FUNDS, "L4"), {"PF101", "PF201"}),
    "execution rate": ({"budget.total.rate": "12%"}, (*WITH_FUNDS, "L4", "L6", "L7"), {"PF202"}),
    "execution rate of a source": ({"budget.appropriation.rate": "12%"}, ("L3", "department"), {"PF202"}),
    "a source that does not add up": ({"budget.appropriation.initial": "1"}, ("L1", "L2", "L3"), {"PF203"}),
    "an amount that is none": ({"budget.total.annual": "2,8.0"}, (*WITH_FUNDS, "L4", "L6", "L7"), {"PF209"}),
    "an annual budget left blank": ({"budget.total.annual": ""}, (*WITH_FUNDS, "L4", "L7"), {"PF210"}),
    "a score above its weight": ({"indicators.0.score": "60"}, WEIGHED, {"PF101", "PF301"}),
    "a negative score": ({"indicators.1.score": "-1"}, SCORED, {"PF101", "PF302"}),
    "a weight of zero": ({"indicators.1.weight": "0"}, WEIGHED, {"PF102", "PF103", "PF302"}),
    "a score left blank": ({"indicators.0.score": ""}, SCORED, {"PF303"}),
    "a weight left blank": ({"indicators.0.weight": ""}, WEIGHED, {"PF303"}),
    "a missed target in full": ({"indicators.0.actual": "1次"}, ("L1", "L2"), {"PF304", "PF406"}),
    "a missed target in full in L3": ({"indicators.0.actual": "1"}, ("L3",), {"PF304", "PF406"}),
    "a missed target in full in L3b": ({"indicators.2.actual": "1%"}, ("L3b",), {"PF304", "PF406"}),
    "a missed target in full in L5": ({"indicators.0.actual": "1"}, ("L5",), {"PF304"}),  # no reasons column
    "a missed target in full in a department": ({"indicators.1.actual": "1次"}, ("department",), {"PF304", "PF406"}),
    "no reason for lost points": ({"indicators.5.deviation": ""}, ("L1", "L2", "department"), {"PF401"}),
    "no reason for lost points in L3": ({"indicators.1.deviation": ""}, ("L3",), {"PF401"}),
    "no reason for lost points in L3b": ({"indicators.0.deviation": ""}, ("L3b",), {"PF401"}),
    "no reason for a missed target": ({"indicators.1.deviation": ""}, ("L6",), {"PF406"}),
    "a target with a slip of the unit": ({"indicators.0.target": "≥6吃"}, ("L1", "L2", "L4", "L6", "L7"), {"PF501"}),
    "no target": ({"indicators.0.target": ""}, ("L1", "L2", "department"), {"PF502"}),
    "no actual": ({"indicators.0.actual": ""}, SCORED, {"PF503"}),
    "no benefit": (
        {"indicators.4.level1": "产出指标", "indicators.4.level2": "质量指标", "indicators.5.level2": "质量指标"},
        ("L1", "L2"),
        {"PF601"},
    ),
    "no project name": ({"project": ""}, HEADED, {"PF605"}),
    "no department": ({"department": ""}, HEADED, {"PF605"}),
}
CASES = [(name, layout) for name, (_, layouts, _) in BREAKS.items() for layout in layouts]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_right_form_of_a_layout_has_no_error(layout: str) -> None:
    """The unbroken forms have the notes that their figures earn, and nothing else."""
    assert sorted(codes(LAYOUTS[layout], rulebook())) == UNBROKEN.get(layout, [])


@pytest.mark.parametrize(("name", "layout"), CASES)
def test_a_break_gives_exactly_its_rules_in_every_layout(name: str, layout: str) -> None:
    """One broken cell, read from the text of the layout, fires the rules that it should and no other."""
    changes, _, expected = BREAKS[name]
    before, after = Counter(UNBROKEN.get(layout, [])), Counter(codes(broken(LAYOUTS[layout], changes), rulebook()))
    assert dict(after - before) == dict.fromkeys(expected, 1)


def test_every_error_rule_is_broken_in_some_layout() -> None:
    """No rule that can give an error is left out."""
    errors = {rule.code for rule in rulebook() if any(case.severity == "error" for case in rule.cases)}
    assert errors <= set().union(*(codes for _, _, codes in BREAKS.values()))
