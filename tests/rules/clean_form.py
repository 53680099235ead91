"""A form that is right in every cell, and ways to change it. Department, project and figures are invented.

execution   456 000 ÷ 480 000 = 95 %, × 10 = 9.50
产出 50      8 + 6 + 6 + 8 + 6 + 8 + 4 + 4
效益 30      12 + 10 + 8
满意度 10    84.6 ÷ 90 × 10 = 9.4, with its reason
total       9.5 + 50 + 30 + 9.4 = 98.9
"""

import copy
from collections.abc import Iterator, Mapping
from typing import Any

OUTPUT, BENEFIT, SATISFACTION = "产出指标", "效益指标", "满意度指标"
QUANTITY, QUALITY, TIMELINESS, COST = "数量指标", "质量指标", "时效指标", "成本指标"
SOCIAL, LASTING, SERVED = "社会效益指标", "可持续影响指标", "服务对象满意度指标"
SHORT_SEATS = "部分场次座位不足，影响观感；下一步按报名人数安排场地"

Tree = dict[str, Any]


COLUMNS = ("level1", "level2", "name", "target", "actual", "weight", "score", "deviation")


def row(*cells: str) -> Tree:
    """One indicator row as `perflint parse` prints it, from its cells in printed order."""
    return dict(zip(COLUMNS, cells, strict=True))


ROWS = [
    row(OUTPUT, QUANTITY, "科普讲座场次", "≥24场", "26场", "8", "8", ""),
    row(OUTPUT, QUANTITY, "参加活动人次", "≥6000人次", "6380人次", "6", "6", ""),
    row(OUTPUT, QUANTITY, "展品更新数量", "12件", "12件", "6", "6", "无"),
    row(OUTPUT, QUALITY, "展品完好率", "≥98%", "98.6%", "8", "8", ""),
    row(OUTPUT, QUALITY, "讲座课件审核通过率", "100%", "100%", "6", "6", ""),
    row(OUTPUT, TIMELINESS, "展品更新完成时间", "2023年10月31日之前", "2023年9月28日", "8", "8", ""),
    row(OUTPUT, TIMELINESS, "讲座开展及时性", "及时", "及时", "4", "4", ""),
    row(OUTPUT, COST, "单场讲座成本", "≤3000元/场", "2850元/场", "4", "4", ""),
    row(BENEFIT, SOCIAL, "青少年科学素养", "提升", "提升", "12", "12", ""),
    row(BENEFIT, SOCIAL, "受益学校覆盖率", "≥80%", "84%", "10", "10", ""),
    row(BENEFIT, LASTING, "长效管理机制健全性", "健全", "健全", "8", "8", ""),
    row(SATISFACTION, SERVED, "参与学生满意度", "≥90%", "84.6%", "10", "9.40", SHORT_SEATS),
]
LECTURES, SATISFIED = 0, 11

CLEAN: Tree = {
    "kind": "project_self_evaluation",
    "complete": True,
    "title": "2023年度项目支出绩效自评表",
    "year": "2023",
    "project": "青少年科普活动经费",
    "department": "甲市科学技术协会",
    "unit": "甲市科技馆",
    "money_unit": "元",
    "budget": {
        "total": {
            "label": "年度资金总额", "initial": "500000.00", "annual": "480000.00", "executed": "456000.00",
            "weight": "10", "rate": "95.00%", "score": "9.50",
        },
        "appropriation": {
            "label": "当年财政拨款", "initial": "400000.00", "annual": "380000.00", "executed": "361000.00",
            "weight": "—", "rate": "95.00%", "score": "—",
        },
        "carryover": {
            "label": "上年结转资金", "initial": "0", "annual": "0", "executed": "",
            "weight": "—", "rate": "", "score": "—",
        },
        "other": {
            "label": "其他资金", "initial": "100000.00", "annual": "100000.00", "executed": "95000.00",
            "weight": "—", "rate": "95.00%", "score": "—",
        },
    },
    "goal": {
        "expected": "面向中小学生举办科普讲座，更新馆内展品，带动更多学校参与。",
        "actual": "举办讲座26场，参加6380人次，更新展品12件，覆盖全市84%的学校；部分场次座位不足。",
    },
    "level1_weight": {OUTPUT: "50", BENEFIT: "30", SATISFACTION: "10"},
    "indicators": ROWS,
    "total": {"weight": "100", "score": "98.90"},
}  # fmt: skip


def changed(changes: Mapping[str, Any]) -> Tree:
    """The clean form with the values at dotted paths replaced: `{"indicators.0.score": "7"}`.

    `indicators.+` appends a row. The value None takes a key away.
    """
    form = copy.deepcopy(CLEAN)
    for path, value in changes.items():
        *way, last = path.split(".")
        place: Any = form
        for step in way:
            place = place[int(step)] if isinstance(place, list) else place[step]
        if last == "+":
            place.append(value)
        elif value is None:
            del place[last]
        elif isinstance(place, list):
            place[int(last)] = value
        else:
            assert last in place or last == "lacks", f"the clean form has no {path}"
            place[last] = value
    return form


def printed_leaves(tree: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every printed string of a form with its dotted path."""
    if isinstance(tree, str):
        yield path, tree
    elif isinstance(tree, dict):
        for key, member in tree.items():
            yield from printed_leaves(member, f"{path}.{key}" if path else key)
    elif isinstance(tree, list):
        for number, member in enumerate(tree):
            yield from printed_leaves(member, f"{path}.{number}")
