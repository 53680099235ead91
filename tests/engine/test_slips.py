"""What people write who think in Chinese or say it in words, and what the language tells them to write instead."""

import pytest

from perflint.engine.checking import Scope
from perflint.engine.expressions import check_expression
from perflint.engine.faults import FaultyExpression
from perflint.engine.schema import TEXT, scope_record
from perflint.engine.tree import Local

SLIPS = [
    ("form", "target.amount > 3", 0, "，它是指标行里的：写 each: indicator，或者 … i.target … for i in indicators"),
    ("form", "annual > 3", 0, "，它是资金行里的，例如 budget.total.annual"),
    ("form", "sum(i.weight) == 90", 4, "，循环要写全：sum(i.score for i in indicators)"),
    ("form", "end <= '2023-12-31'", 0, "文字不能比大小，字数用 length(…)，指标值里的数用 target.amount"),
    ("indicator", "dimension == '满意度指标'", 13, "，是否想写 满意度？"),
    ("indicator", "subdimension in ['数量指标']", 17, "，是否想写 数量？"),
    ("indicator", "分值 >= 2", 0, "，是否想写 weight？"),
    ("indicator", "目标值 == '及时'", 0, "，是否想写 target？"),
    ("indicator", "项目名称 == '培训'", 0, "，是否想写 form.project？"),
    ("indicator", "总分 > 2", 0, "，是否想写 form.total.score？"),
    ("indicator", "执行率 > 0.5", 0, "，是否想写 form.budget.total.rate？"),
    ("form", "全年预算数 > 5", 0, "，是否想写 budget.total.annual？"),
    ("budget.total", "全年预算数 > 5", 0, "，是否想写 annual？"),
    ("form", "培训 in project", 0, "，如果是文字，请加英文引号：'培训'"),
    ("indicator", "name contains '培训'", 5, "写成 contains(名称, '文字')"),
    ("indicator", "weight >= 2分", 11, "数字后面不写单位"),
    ("indicator", "weight between 2 and 5", 7, "写成 2 <= 名称 <= 5 这样"),
    ("indicator", "weight > 2 if present(score)", 11, "if 后面还要有 else：甲 if 条件 else 乙"),
    ("indicator", "weight > 2 AND score > 1", 11, "AND 要小写：and"),
    (
        "indicator",
        "weight > least",
        9,
        "；参数的默认值要写成数字，不带引号和单位：85% 写 85（与 target.amount 比）或 0.85（与 rate 比）",
    ),
    (
        "indicator",
        "abs(least) > 1",
        4,
        "；参数的默认值要写成数字，不带引号和单位：85% 写 85（与 target.amount 比）或 0.85（与 rate 比）",
    ),
]


@pytest.mark.parametrize(("each", "text", "start", "said"), SLIPS)
def test_the_remedy_is_named(each: str, text: str, start: int, said: str) -> None:
    """Each slip is told at its place, and what is said ends with what to write; `least` is a parameter of a text."""
    least = Local(type=TEXT, name="least", origin="param")
    scope = Scope(subject=scope_record(each), names={"least": least})
    with pytest.raises(FaultyExpression) as caught:
        check_expression(text, scope)
    (fault,) = caught.value.faults
    assert (fault.start, fault.message.zh.endswith(said)) == (start, True)
