"""The names of the rule language in the words of the form, for who writes rules and for who wrote the words instead."""

from collections.abc import Collection

from perflint.engine.faults import did_you_mean, listed, nearest
from perflint.engine.functions import FUNCTIONS
from perflint.engine.schema import Schema
from perflint.language import Bilingual

GLOSSES = {
    "level1": "一级指标", "level2": "二级指标", "name": "指标名称", "target": "指标值", "actual": "实际完成值",
    "weight": "分值", "score": "得分", "deviation": "偏差原因", "project": "项目名称", "department": "主管部门",
    "unit": "单位", "year": "年度", "budget": "资金（budget.total.annual 全年预算数）",
    "total": "总分行（total.score）", "goal": "总体目标（goal.expected、goal.actual）", "indicators": "全部指标",
    "kind": "种类", "amount": "数", "sign": "≥ ≤", "text": "原文",
}  # fmt: skip
# Other words for the same; what stands in the head of the form is reached through it from within a row.
_WORDS = {
    **{gloss.partition("（")[0]: name for name, gloss in GLOSSES.items()},
    "三级指标": "name", "指标": "name", "目标值": "target", "完成值": "actual", "实际值": "actual", "权重": "weight",
    "分数": "score", "评分": "score", "偏差": "deviation", "原因": "deviation", "偏差原因分析": "deviation",
    "项目": "project", "部门": "department", "实施单位": "unit", "年份": "year", "总分": "total.score",
    "执行率": "rate", "全年预算数": "annual", "年初预算数": "initial", "全年执行数": "executed",
}  # fmt: skip
NOT_NOTHING = Bilingual("空着写 blank(…)，填了写 present(…)", "For an empty cell write blank(…), else present(…)")
_MONEY = ("rate", "annual", "initial", "executed")


def name_hint(word: str, known: Collection[str], schema: Schema) -> Bilingual | None:
    """What a name that is none was meant for; `known` are the names that stand in the scope."""
    if any("\u4e00" <= char <= "\u9fff" for char in word):
        return _chinese(word, known)
    if word in schema.records["form"]:
        return did_you_mean(f"form.{word}")
    return _elsewhere(word, schema) or _no_name(word) or nearest(word, (*known, *FUNCTIONS))


def _elsewhere(word: str, schema: Schema) -> Bilingual | None:
    """The name of a field of the rows or the fund rows, from outside of them."""
    if word in schema.records["indicator"]:
        return Bilingual(
            f"它是指标行里的：写 each: indicator，或者 … i.{word} … for i in indicators",
            f"it belongs to the indicators: write each: indicator, or … i.{word} … for i in indicators",
        )
    if word in schema.records["line"]:
        return Bilingual(
            f"它是资金行里的，例如 budget.total.{word}", f"it belongs to the fund rows: budget.total.{word}"
        )
    return None


def _no_name(word: str) -> Bilingual | None:
    """A function without its brackets, a loop's variable without its loop, and words of other languages."""
    from perflint.engine.slips import meant_truth  # noqa: PLC0415 - only for a mistake

    if word in FUNCTIONS:
        call = _call(word)
        return Bilingual(f"它是函数，要写成 {call}", f"It is a function: write {call}")
    if word.lower() in ("null", "none", "nil"):
        return NOT_NOTHING
    if len(word) == 1:
        return Bilingual(
            f"循环要写全：sum({word}.score for {word} in indicators)",
            f"write the loop in full: sum({word}.score for {word} in indicators)",
        )
    return meant_truth(word)


# What stands in the brackets of a function, by what it takes; `…` where many things could.
_GIVEN = {"field": "score", "field:expression": "target", "field:number": "score", "text": "name"}


def _call(function: str) -> str:
    """`ratio(actual, target)`, `contains(name, '…')`."""
    takes = FUNCTIONS[function].takes
    if takes == ("field:expression", "field:expression"):
        return f"{function}(actual, target)"
    needed = takes[: len(takes) - FUNCTIONS[function].optional]
    given = [_GIVEN.get(kind, "…") if kind != "text" or number == 0 else "'…'" for number, kind in enumerate(needed)]
    return f"{function}({', '.join(given)})"


def member_hint(word: str, members: Collection[str]) -> Bilingual | None:
    """What an attribute that does not exist was meant for, else which there are."""
    near = nearest(word, members)
    if near is None and word in FUNCTIONS:
        return Bilingual(f"它是函数，要写成 {word}(…)", f"It is a function: write {word}(…)")
    return near or listed(members)


def _chinese(word: str, known: Collection[str]) -> Bilingual:
    """A name of the language that the form calls so, else a text that lacks its quotes."""
    name = _WORDS.get(word)
    if name is not None:
        if name in _MONEY and name not in known:
            name = f"budget.total.{name}"
        meant = name if name.partition(".")[0] in known else f"form.{name}"
        return Bilingual(f"是否想写 {meant}？", f"Did you mean {meant}?")
    return Bilingual(f"如果是文字，请加英文引号：'{word}'", f"If it is a text, put straight quotes around it: '{word}'")
