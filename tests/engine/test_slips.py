"""What people write who think in Chinese or say it in words, and what the language tells them to write instead."""

import pytest

from perflint.engine.checking import Scope
from perflint.engine.expressions import check_expression
from perflint.engine.faults import FaultyExpression
from perflint.engine.loading import load_rule
from perflint.engine.schema import TEXT, scope_record
from perflint.engine.tree import Local
from perflint.errors import RuleFileError

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
    ("indicator", "ratio > 0.9", 0, "，它是函数，要写成 ratio(actual, target)"),
    ("indicator", "length > 3", 0, "，它是函数，要写成 length(name)"),
    ("indicator", "is_percent and weight > 1", 0, "，它是函数，要写成 is_percent(target)"),
    ("indicator", "present", 0, "，它是函数，要写成 present(score)"),
    ("indicator", "contains == 1", 0, "，它是函数，要写成 contains(name, '…')"),
    ("indicator", "percent > 1", 0, "，它是函数，要写成 percent(…)"),
    ("indicator", "score.present", 6, "，它是函数，要写成 present(…)"),
    ("indicator", "score != null", 9, "，空着写 blank(…)，填了写 present(…)"),
    ("indicator", "score is None", 0, "，空着写 blank(…)，填了写 present(…)"),
    ("indicator", "score != None", 9, "，空着写 blank(…)，填了写 present(…)"),
    ("indicator", "yes", 0, "，是否想写 true？"),
    ("indicator", "verdict == '未达到'", 11, "，是否想写 missed？"),
    ("indicator", "target.kind == '日期'", 15, "，是否想写 date？"),
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


RULE = """\
code: T1
name: test-rule
status: preview
severity: warning
title: {zh: 标题, en: title}
source:
  - {document: 文件, says: {zh: 要求, en: demand}, checked: true}
each: indicator
when: present(score)
let: {due: weight * 0.5}
assert: score <= due
message: {zh: "应得 {due}，填报 {score}", en: "{due}, not {score}"}
advice: {zh: 改, en: mend}
"""
_YAML = "不是合法的 YAML："
_COLON = f"{_YAML}“：”是中文（全角）冒号，键后面请用英文冒号加空格"
_TRUTH = "这里要 true 或 false，不是文字"
_LEVELS = "不在可选值 error、warning、info 之中"
FILE_SLIPS: list[tuple[str, str, int, int, str]] = [
    # The colon of a Chinese keyboard: the reader itself gives up a line later, or calls it a key.
    ("severity: warning", "severity：warning", 4, 9, _COLON),
    ("code: T1", "code：T1", 1, 5, _COLON),
    ("title: {", "title：{", 5, 6, _COLON),
    ("source:", "source：", 6, 7, _COLON),
    ("each: indicator", "each：indicator", 8, 5, _COLON),
    ("advice: {", "advice：{", 13, 7, _COLON),
    ("{zh: 标题", "{zh：标题", 5, 9, "键 zh 后面的“：”是中文（全角）冒号，请用英文冒号加空格"),
    ("{zh: 标题", "{zh:标题", 5, 11, f"{_YAML}冒号后要有空格"),
    ("标题, en", "标题，en", 5, 15, f"{_YAML}“，”是中文（全角）逗号，请用英文逗号"),
    ("let: {due: weight * 0.5}", "let:\n  due：weight * 0.5", 11, 3,
     "这里要映射，不是文字，写成 {due: …}，“：”是中文（全角）冒号"),
    ("let: {due: weight * 0.5}", "let: due = weight * 0.5", 10, 6, "这里要映射，不是文字，写成 {due: …}"),
    ("let: {due: weight * 0.5}", "let:\n  - due: weight * 0.5", 11, 3, "这里要映射，不是列表，请去掉行首的短横 -"),
    ("severity: warning", "severity:warning", 4, 9, f"{_YAML}冒号后要有空格"),
    ("assert: score", "assert score", 11, 1, f"{_YAML}缺少冒号（冒号后要有空格）"),
    # What is left open is told where it begins.
    ("0.5}", "0.5", 10, 6, f"{_YAML}花括号没有结束，或缺少逗号；句子里有花括号的，整句要加双引号"),
    ("assert: score", 'assert: "score', 11, 9, f"{_YAML}引号没有结束"),
    ("{due}，填报", "{due，填报", 12, 19, "花括号 { 没有结束，缺少 }"),
    ('填报 {score}"', '填报 {score"', 12, 28, "花括号 { 没有结束，缺少 }"),
    ('填报 {score}"', '填报 score}"', 12, 33, "花括号 } 前面没有 {；要印出花括号本身，写两个：}}"),
    ('填报 {score}"', '填报 ｛score｝"', 12, 28, "“｛”是中文（全角）花括号，不会填入数值，请用英文的 { 和 }"),
    ("when: present(score)", "when: present(score), present(weight)", 9, 7,
     "这里要真假，不是真假的列表；几个条件之间写 and 或 or，对一列用 any(…)、all(…)"),
    # Closed words and keys in Chinese.
    ("severity: warning", "severity: 警告", 4, 11, f"'警告' {_LEVELS}，是否想写 warning？"),
    ("severity: warning", "severity: 错误", 4, 11, f"'错误' {_LEVELS}，是否想写 error？"),
    ("severity: warning", "severity: 提示", 4, 11, f"'提示' {_LEVELS}，是否想写 info？"),
    ("severity: warning", "severity: critical", 4, 11, f"'critical' {_LEVELS}，是否想写 error？"),
    ("status: preview", "status: 稳定", 3, 9, "'稳定' 不在可选值 preview、stable、retired 之中，是否想写 stable？"),
    ("severity: warning", "严重程度: warning", 4, 1, "不认识的键 严重程度，是否想写 severity？"),
    ("assert: score", "断言: score", 11, 1, "不认识的键 断言，是否想写 assert？"),
    # Values in another shape.
    ("checked: true", "checked: yes ", 7, 57, f"{_TRUTH}，是否想写 true？"),
    ("checked: true", "checked: 否", 7, 57, f"{_TRUTH}，是否想写 false？"),
    ("checked: true", 'checked: "true"', 7, 57, f"{_TRUTH}，请去掉引号"),
    ("checked: true", "checked: 已核对", 7, 57, _TRUTH),
    ("title: {zh: 标题, en: title}", "title: 标题", 5, 8, "这里要映射，不是文字，写成 {zh: …, en: …}"),
]  # fmt: skip


@pytest.mark.parametrize(("right", "wrong", "line", "column", "said"), FILE_SLIPS)
def test_slips_in_files(right: str, wrong: str, line: int, column: int, said: str) -> None:
    """One mistake, where it was typed and not where the reader gave up, with what was meant; nothing that follows."""
    assert load_rule(RULE, "r.yaml").rule.code == "T1"
    assert right in RULE
    with pytest.raises(RuleFileError) as caught:
        load_rule(RULE.replace(right, wrong, 1), "r.yaml")
    assert [(one.line, one.column, one.message.zh) for one in caught.value.mistakes] == [(line, column, said)]


NO_SLIPS = [
    # A colon in a sentence, above a mistake of another kind.
    ("why: {zh: 注意：先核对, en: x}\nassert score", 12, 1),
    ("why: {zh: 先核对，再改：都要, en: x}\nassert score", 12, 1),
    ('why: {zh: "zh：甲, en：乙", en: x}\nassert score', 12, 1),
    ("why:\n  zh: >-\n    en：甲\n  en: x\nassert score", 15, 1),
]


@pytest.mark.parametrize(("wrong", "line", "column"), NO_SLIPS)
def test_what_is_no_slip(wrong: str, line: int, column: int) -> None:
    """Full-width signs that belong to a sentence are not blamed for what stands below them."""
    with pytest.raises(RuleFileError) as caught:
        load_rule(RULE.replace("assert: score", wrong, 1), "r.yaml")
    assert [(one.line, one.column) for one in caught.value.mistakes] == [(line, column)]
