"""The real texts are understood: every form found, and the fields of those that have a truth."""

import json
import runpy
from typing import Any

import pytest

from perflint.documents import read_path
from perflint.forms.export import form_to_mapping
from perflint.forms.recognise import recognise
from tests.seed_texts import SHARED, needs_shared, seed

pytestmark = needs_shared


def _forms(number: str) -> list[dict[str, Any]]:
    return [form_to_mapping(form) for form in recognise(read_path(seed(number))).forms]


@pytest.mark.parametrize(
    ("number", "count", "fragments"),
    [("000", 14, {1, 2, 7, 14}), ("001", 2, set()), ("002", 22, {18}), ("003", 17, set()), ("004", 1, set())],
)
def test_every_form_is_found_and_fragments_are_fragments(number: str, count: int, fragments: set[int]) -> None:
    """The number of forms in each text, and which of them (from 1) lack their head."""
    forms = _forms(number)
    assert len(forms) == count
    assert {place for place, form in enumerate(forms, 1) if not form["complete"]} == fragments


@pytest.mark.parametrize(("number", "least"), [("000", 99.0), ("001", 99.0), ("002", 99.8), ("003", 99.8)])
def test_fields_agree_with_the_truth(number: str, least: float) -> None:
    """The share of right fields, counted by the scorer that comes with the truth."""
    score = runpy.run_path(str(SHARED / "tools" / "score_parse.py"))
    truth = json.loads((SHARED / "groundtruth" / f"{number}.json").read_text("utf-8"))["forms"]
    results = [score["compare"](true, read) for true, read in score["match_forms"](truth, _forms(number))]
    right, total = sum(result[0] for result in results), sum(result[1] for result in results)
    assert 100 * right / total >= least, [mistake for result in results for mistake in result[2]]


def test_the_department_form_is_understood() -> None:
    """Seed 004, checked by hand: level-1 weights decide the spans that page breaks moved."""
    [form] = _forms("004")
    assert (form["kind"], form["year"], form["total"]) == (
        "department_self_evaluation",
        2023,
        {"weight": "100", "score": "98.50"},
    )
    assert form["level1_weight"] == {"投入管理指标": "30", "产出指标": "25", "效益指标": "35", "满意度指标": "10"}
    assert form["budget"]["appropriation"] == {
        "initial": "",
        "annual": "29098904.33",
        "executed": "29060158.28",
        "weight": "",
        "rate": "99.87%",
        "score": "",
    }
    by_name = {row["name"]: (row["level1"], row["level2"], row["weight"], row["score"]) for row in form["indicators"]}
    assert len(form["indicators"]) == 56
    assert by_name["资产处置合规性"] == ("投入管理指标", "资产管理", "2", "2")
    assert by_name["招募辅警人数"] == ("产出指标", "数量指标", "1", "1")
    assert by_name["辅警人员出勤率"] == ("产出指标", "质量指标", "1", "")
    assert by_name["非机动车日常管理及时性"] == ("产出指标", "时效指标", "0.5", "1")
    assert by_name["投诉响应及时性"] == ("产出指标", "时效指标", "0.5", "1")
    assert by_name["交通安全事故数"] == ("效益指标", "社会效益指标", "4", "4")
    assert by_name["公众满意度"] == ("满意度指标", "满意度指标", "5", "5")


def test_levels_that_a_break_lost_stay_unknown() -> None:
    """Seed 000, third form: rows about satisfaction and punctuality whose own labels are not printed anywhere."""
    form = _forms("000")[2]
    assert form["lacks"] == ["rows"]
    levels = {row["name"]: (row["level1"], row["level2"]) for row in form["indicators"]}
    assert levels["参赛人员满意度"] == ("", "")
    assert levels["政工干部培训按时完成率"] == ("产出指标", "")
    assert levels["信访基础培训培训内容完整率"] == ("产出指标", "质量指标")
    assert levels["城管执法教育问卷总回收率"] == ("产出指标", "数量指标")
