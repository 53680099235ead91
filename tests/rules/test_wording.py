"""What findings of the built-in rules show beside their sentence: other cells, what to put in, the arithmetic."""

from collections.abc import Mapping
from typing import Any

import pytest

from perflint.engine.outcome import Fix
from tests.rules.judging import findings

REASON = "经费减少，活动相应减少"
MISSED = {"target": "10场", "actual": "8场", "weight": "10", "score": "8"}
ROWS = [
    {"name": "宣传场次", **MISSED, "deviation": "场地整修；下一步提前预订"},
    {"name": "培训场次", **MISSED, "deviation": REASON},
    {"name": "培训场次", **MISSED, "deviation": REASON},
    {"name": "宣讲场次", "target": "10场", "actual": "10场", "weight": "10", "score": "10", "deviation": ""},
]
FUNDS = {"initial": "100", "annual": "70", "executed": "70", "weight": "10", "rate": "100%", "score": "10"}
RELATED: list[tuple[str, Mapping[str, Any], list[str]]] = [
    # The reasons of other rows say nothing of this one's, least of all blank ones.
    ("PF403", {"indicators": ROWS}, []),
    ("PF404", {"indicators": ROWS}, ["indicators.1.deviation"]),
    ("PF603", {"indicators": ROWS}, ["indicators.1.name"]),
    # The rows of which nothing shows that their full score is due; the third one is met.
    (
        "PF107",
        {
            "indicators": [
                {"name": "甲", "target": "10场", "actual": "8场", "weight": "40", "score": "40"},
                {"name": "乙", "target": "及时", "actual": "已安排", "weight": "40", "score": "40"},
                {"name": "丙", "target": "10场", "actual": "10场", "weight": "20", "score": "20"},
            ],
            "total": {"weight": "100", "score": "100"},
        },
        ["indicators.0.actual", "indicators.1.actual"],
    ),
    # The reasons in which nothing of the cut was found are not listed one by one.
    ("PF207", {"budget": {"total": FUNDS}, "indicators": ROWS[:1]}, ["budget.total.initial", "goal.actual"]),
]


def _finding(code: str, form: Mapping[str, Any]) -> Any:
    (found,) = [finding for finding in findings(form) if finding.code == code]
    return found


@pytest.mark.parametrize(("code", "form", "related"), RELATED)
def test_related_cells(code: str, form: Mapping[str, Any], related: list[str]) -> None:
    """Only cells that tell a clerk something."""
    assert [operand.field for operand in _finding(code, form).related] == related


def test_counting_is_no_arithmetic() -> None:
    """How often a reason was copied is no sum to show; a change of the budget is."""
    assert _finding("PF404", {"indicators": ROWS}).trace == ""
    assert _finding("PF207", RELATED[4][1]).trace == "|70 − 0 − 100| = 30; 0.2 × 100 = 20; 30 > 20"


@pytest.mark.parametrize(
    ("points", "total", "remedy"),
    [
        # 95 % of 10 points are 9.5; 9.5 + 90 = 99.5.
        ("9", "99.5", "请先改预算执行得分，总分不用改"),
        ("9", "98", "请把总分改为 99 分"),
        ("9.5", "98", "请把总分改为 99.5 分"),
    ],
)
def test_which_of_total_and_execution_points_is_wrong(points: str, total: str, remedy: str) -> None:
    """A total that was added up with the points that are due is not to be changed."""
    funds = {"annual": "100", "executed": "95", "rate": "95%", "weight": "10", "score": points}
    rows = [{"name": "培训场次", "weight": "90", "score": "90"}]
    form = {"budget": {"total": funds}, "indicators": rows, "total": {"weight": "100", "score": total}}
    assert remedy in _finding("PF101", form).advice.zh


MIXED = [
    {"annual": "480000", "executed": "45.6", "rate": "95%", "weight": "10", "score": "9.5"},
    {"annual": "480000", "executed": "45.6", "rate": "90%", "weight": "10", "score": "9"},
    {"annual": "48", "executed": "456000", "rate": "95%", "weight": "10", "score": "9.5"},
]


@pytest.mark.parametrize("funds", MIXED)
def test_mixed_units_are_named_and_give_no_rate(funds: Mapping[str, str]) -> None:
    """Where one amount is in 元 and the other in 万元, no rate and no points are proposed."""
    for code in ("PF201", "PF202"):
        finding = _finding(code, {"budget": {"total": funds}})
        assert finding.message.zh.endswith("；两个金额的单位（元、万元）像是不一致，请先核对金额。")
        assert "请先把两个金额换成同一单位" in finding.advice.zh
        assert "Bring both amounts to one unit first." in finding.advice.en
        assert (finding.fix, finding.expected) == (None, None)


def test_amounts_in_one_unit_give_rate_and_points() -> None:
    """A rate and points that are merely wrong are proposed as before."""
    form = {
        "budget": {"total": {"annual": "480000", "executed": "456000", "rate": "90%", "weight": "10", "score": "9"}}
    }
    rate, points = _finding("PF202", form), _finding("PF201", form)
    assert (rate.fix, rate.expected) == (Fix(field="budget.total.rate", to="95.00%", kind="recompute"), "95.00%")
    assert (points.fix, points.expected) == (Fix(field="budget.total.score", to="9.5", kind="recompute"), "9.5")
    assert "请改为 95.00%；如果是金额填错，请改金额。" in rate.advice.zh
    assert "请改为 9.50 分，并同时核对总分" in points.advice.zh
