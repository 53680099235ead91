"""Totals of the indicators alone beside points in the fund table, and names in a cell merged over several rows."""

from typing import Any

import pytest

import perflint
from perflint.engine.outcome import NotEvaluated
from tests.rules.judging import findings, judged, rulebook

SUMS = ("PF101", "PF102", "PF103")


def _form(weights: str, total: str, execution: str = "10 9.5", kind: str = "project_self_evaluation") -> dict[str, Any]:
    """Two indicators (`40/40 50/49.6` are weight and score of each), and the total and the execution as printed."""
    rows = [pair.split("/") for pair in weights.split()]
    weight, score = total.split()
    own_weight, own_score = execution.split()
    return {
        "kind": kind,
        "budget": {"total": {"annual": 200, "executed": 190, "rate": "95%", "weight": own_weight, "score": own_score}},
        "indicators": [
            {"name": f"指标{number}", "weight": one, "score": other} for number, (one, other) in enumerate(rows)
        ],
        "total": {"weight": "" if weight == "*" else weight, "score": score},
    }


@pytest.mark.parametrize("kind", ["project_self_evaluation", "department_self_evaluation"])
@pytest.mark.parametrize(
    ("weights", "total", "execution", "expected"),
    [
        # 40 + 50 = 90 and 40 + 49.6 = 89.6: both parts are right, and 10 + 90 = 100.
        ("40/40 50/49.6", "90 89.6", "10 9.5", []),
        # 9.5 + 89.6 = 99.1 over the whole of 100.
        ("40/40 50/49.6", "100 99.1", "10 9.5", []),
        # The whole without the execution's points.
        ("40/40 50/49.6", "100 89.6", "10 9.5", ["PF101"]),
        ("40/40 50/49.6", "* 89.6", "10 9.5", ["PF101"]),
        # The score has the execution in it, the weight has not.
        ("40/40 50/49.6", "90 99.1", "10 9.5", ["PF102"]),
        # 89.6 + 9.5 / 2 = 94.35: at 94.3 the score is nearer to 89.6, at 94.4 to 99.1; it is neither.
        ("40/40 50/49.6", "90 94.3", "10 9.5", ["PF101"]),
        ("40/40 50/49.6", "90 94.4", "10 9.5", ["PF101", "PF102"]),
        # Off by 0.1 from the indicators' 89.6.
        ("40/40 50/49.6", "90 89.5", "10 9.5", ["PF101"]),
        # 80 and 10 are 90 of 100: the total of the indicators alone would be 80.
        ("40/40 40/39.6", "80 79.6", "10 9.5", ["PF103"]),
        ("40/40 40/39.6", "90 89.1", "10 9.5", ["PF103"]),
        ("40/40 40/39.6", "90 79.6", "10 9.5", ["PF101", "PF103"]),
        # 100 is the whole, and 10 + 100 = 110.
        ("40/40 60/59.6", "100 99.6", "10 9.5", ["PF101", "PF102", "PF103"]),
        # No points for the execution: both sums are 90, and the weight is that of the indicators.
        ("40/40 50/50", "90 90", "10 0", []),
    ],
)
def test_a_total_of_the_indicators_alone(
    kind: str, weights: str, total: str, execution: str, expected: list[str]
) -> None:
    """The two parts may be printed apart, weights and scores alike; out of 100, both have the execution in them."""
    found = {finding.code for finding in findings(_form(weights, total, execution, kind))}
    assert [code for code in SUMS if code in found] == expected


@pytest.mark.parametrize("printed", [{"score": 19}, {"weight": 20, "score": 19}])
def test_points_on_a_row_that_may_be_the_total(printed: dict[str, int]) -> None:
    """All three sums step back, for 20 and 80 may be 100, and say so."""
    form = _form("40/40 40/40", "100 99", "— —", "department_self_evaluation")
    form["budget"] = {"部门整体支出规模": {"annual": 200, "executed": 190, "rate": "95%", **printed}}
    outcomes = [one for one in judged(form).outcomes if isinstance(one, NotEvaluated)]
    assert {one.rule for one in outcomes if "印在别的资金行上" in one.reason.zh} == {
        "total-score-sum",
        "total-weight-sum",
        "total-weight-hundred",
    }


HEAD = """<h1>2023年度项目支出绩效自评表</h1><table>
<tr><td>项目名称</td><td colspan=7>农田管护经费</td></tr>
<tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>年度指标值</td><td>实际完成值</td>
<td>分值</td><td>得分</td><td>偏差原因分析及改进措施</td></tr>"""
TAIL = """<tr><td>效益指标</td><td>社会效益指标</td><td>农户收入</td><td>提高</td><td>提高</td>
<td>20</td><td>20</td><td></td></tr>
<tr><td>满意度指标</td><td>服务对象满意度指标</td><td>农户满意度</td><td>≥90%</td><td>93%</td>
<td>10</td><td>10</td><td></td></tr>
<tr><td colspan=5>总分</td><td>90</td><td>90</td><td></td></tr></table>"""
ONE, TWO, THREE = ("<td{}>管护面积</td>".format(f" rowspan={rows}" if rows > 1 else "") for rows in (1, 2, 3))


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((THREE, "", ""), []),
        ((TWO, "", "<td>管护长度</td>"), []),
        ((ONE, ONE, "<td>管护长度</td>"), ["指标“管护面积”在表中出现了 2 次，这里是第二次。"]),
        ((TWO, "", ONE), ["指标“管护面积”在表中出现了 2 次，这里是第二次。"]),
        ((ONE, TWO, ""), ["指标“管护面积”在表中出现了 2 次，这里是第二次。"]),
        ((ONE, ONE, ONE), ["指标“管护面积”在表中出现了 3 次，这里是第二次。"]),
    ],
)
def test_a_merged_name_stands_once(names: tuple[str, ...], expected: list[str]) -> None:
    """A name in a cell over several rows is printed once; two cells with it are a repetition."""
    levels = "<td rowspan=3>产出指标</td><td rowspan=3>数量指标</td>"
    targets = ("平原≥3万亩", "3.1万亩"), ("丘陵≥2万亩", "2.1万亩"), ("山区≥1万亩", "1.1万亩")
    rows = [
        f"<tr>{levels if number == 0 else ''}{name}<td>{target}</td><td>{actual}</td>"
        "<td>20</td><td>20</td><td></td></tr>"
        for number, (name, (target, actual)) in enumerate(zip(names, targets, strict=True))
    ]
    result = perflint.check((HEAD + "".join(rows) + TAIL).encode(), rules=rulebook())
    assert [finding.message.zh for finding in result.findings if finding.code == "PF603"] == expected
