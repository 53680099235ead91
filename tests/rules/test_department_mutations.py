"""Breaking one number of a right department's form gives exactly the rules that should fire.

execution   1140 ÷ 1200 = 95 %, × 10 = 9.5; 700 + 500 = 1200 and 700 + 440 = 1140
投入管理 20, 产出 30, 效益 30, and 85.5 ÷ 90 × 10 = 9.5 with its reason: 99 in all
"""

import copy
from typing import Any

import pytest

from tests.rules.clean_form import BENEFIT, OUTPUT, QUALITY, QUANTITY, SATISFACTION, SERVED, SOCIAL, row
from tests.rules.judging import findings

MANAGEMENT = "投入管理指标"
FORM: dict[str, Any] = {
    "kind": "department_self_evaluation",
    "title": "2023年度部门整体支出绩效自评表",
    "year": "2023",
    "department": "甲市城市管理局",
    "unit": "甲市城市管理局",
    "money_unit": "万元",
    "budget": {
        "total": {
            "label": "年度资金总额", "initial": "1000.00", "annual": "1200.00", "executed": "1140.00",
            "weight": "10", "rate": "95.00%", "score": "9.50",
        },
        "基本支出": {"initial": "600.00", "annual": "700.00", "executed": "700.00", "rate": "100%"},
        "项目支出": {"initial": "400.00", "annual": "500.00", "executed": "440.00", "rate": "88%"},
    },
    "goal": {"expected": "管好市容，办好工单，提升辖区服务水平。", "actual": "市容好于上年，工单多数办结。"},
    "level1_weight": {MANAGEMENT: "20", OUTPUT: "30", BENEFIT: "30", SATISFACTION: "10"},
    "indicators": [
        row(MANAGEMENT, "预算编审管理", "预算编制规范性", "规范", "规范", "10", "10", ""),
        row(MANAGEMENT, "资产管理", "固定资产在用率", "≥95%", "97.4%", "10", "10", ""),
        row(OUTPUT, QUANTITY, "市容巡查次数", "≥720次", "748次", "20", "20", ""),
        row(OUTPUT, QUALITY, "市容问题办结率", "≥98%", "98.6%", "10", "10", ""),
        row(BENEFIT, SOCIAL, "市容环境考核得分", "≥90分", "92.5分", "15", "15", ""),
        row(BENEFIT, "可持续影响指标", "街面长效管理机制", "健全", "健全", "15", "15", ""),
        row(SATISFACTION, SERVED, "辖区公众满意度", "≥90%", "85.5%", "10", "9.5", "停车位不足；下一步增设车位"),
    ],
    "total": {"weight": "100", "score": "99"},
}  # fmt: skip

MUTATIONS: dict[str, tuple[dict[str, str], list[str]]] = {
    "nothing": ({}, []),
    "full execution points at 95 %": ({"budget.total.score": "10", "total.score": "99.5"}, ["PF201"]),
    "execution points cut to a whole number": ({"budget.total.score": "9", "total.score": "98.5"}, ["PF201"]),
    "execution points off by a hundredth": ({"budget.total.score": "9.49", "total.score": "98.99"}, []),
    "execution points off by two hundredths": ({"budget.total.score": "9.48", "total.score": "98.98"}, ["PF201"]),
    "no weight and no score in the head": (
        {"budget.total.weight": "", "budget.total.score": "", "indicators.2.weight": "30", "indicators.2.score": "30",
         f"level1_weight.{OUTPUT}": "40", "total.score": "99.5"},
        ["PF308"],
    ),
    "execution rate": ({"budget.total.rate": "98.00%"}, ["PF202"]),
    "a blank annual budget": ({"budget.total.annual": ""}, ["PF210"]),
    "what was spent on does not make up the total": (
        {"budget.项目支出.annual": "510.00", "budget.项目支出.rate": "86.27%"},
        ["PF203"],
    ),
    "the same within a hundredth": ({"budget.项目支出.annual": "500.01"}, []),
    "total score": ({"total.score": "98.5"}, ["PF101"]),
    "total weight": ({"total.weight": "99"}, ["PF102"]),
    "a heading's weight": ({f"level1_weight.{OUTPUT}": "35"}, ["PF104"]),
    "no reason for lost points": ({"indicators.6.deviation": ""}, ["PF401"]),
    "a missed target in full": ({"indicators.2.actual": "719次"}, ["PF304", "PF406"]),
}  # fmt: skip


@pytest.mark.parametrize("name", MUTATIONS)
def test_one_break_of_a_department_gives_exactly_its_rules(name: str) -> None:
    """The rules on execution and funds hold for departments too; the weight of execution is theirs to set."""
    changes, expected = MUTATIONS[name]
    form = copy.deepcopy(FORM)
    for path, value in changes.items():
        *way, last = path.split(".")
        place: Any = form
        for step in way:
            place = place[int(step)] if isinstance(place, list) else place[step]
        place[last] = value
    assert sorted(finding.code for finding in findings(form)) == expected
