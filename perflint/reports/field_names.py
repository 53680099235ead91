"""What a clerk calls a field: `budget.total.score` is “年度资金总额·得分” on the form.

The words are the commonest ones of `rules/vocabulary/labels.yaml`; a part that has no such word is shown as it is.
"""

from perflint.language import Bilingual, Language

_HEADS = {
    "title": Bilingual("标题", "title"),
    "year": Bilingual("年度", "year"),
    "project": Bilingual("项目名称", "project"),
    "department": Bilingual("主管部门", "department"),
    "unit": Bilingual("实施单位", "unit"),
    "leader": Bilingual("项目负责人", "leader"),
    "phone": Bilingual("联系电话", "phone"),
    "money_unit": Bilingual("金额单位", "money unit"),
    "start": Bilingual("开始日期", "start"),
    "end": Bilingual("完成日期", "end"),
    "category": Bilingual("项目类别", "category"),
    "project_total": Bilingual("项目总预算", "whole budget"),
    "project_annual": Bilingual("项目当年预算", "budget of the year"),
    "prior_budget": Bilingual("上年预算", "last year's budget"),
    "prior_executed": Bilingual("上年执行数", "last year's executed budget"),
    "waiver": Bilingual("豁免", "waiver"),
}
_FUNDS = {
    "total": Bilingual("年度资金总额", "total funds"),
    "appropriation": Bilingual("当年财政拨款", "appropriation"),
    "carryover": Bilingual("上年结转资金", "carry-over"),
    "other": Bilingual("其他资金", "other funds"),
}
_COLUMNS = {
    "initial": Bilingual("年初预算数", "initial budget"),
    "annual": Bilingual("全年预算数", "annual budget"),
    "executed": Bilingual("全年执行数", "executed budget"),
    "rate": Bilingual("执行率", "execution rate"),
    "weight": Bilingual("分值", "weight"),
    "score": Bilingual("得分", "score"),
    "grade": Bilingual("等级", "grade"),
    "level1": Bilingual("一级指标", "level 1"),
    "level2": Bilingual("二级指标", "level 2"),
    "name": Bilingual("指标名称", "name"),
    "target": Bilingual("指标值", "target"),
    "actual": Bilingual("实际完成值", "actual"),
    "deviation": Bilingual("偏差原因", "deviation"),
}
_GOAL = Bilingual("年度总体目标", "overall goal")
_GOALS = {"expected": Bilingual("预期目标", "expected"), "actual": Bilingual("实际完成情况", "achieved")}
_TOTAL = Bilingual("总分", "total")
_JOINT = "·"


def field_name(path: str, language: Language, *, indicator: str = "") -> str:
    """The field in the words of the form; of an indicator `年度资金总额·得分`, `第3条指标·得分`.

    `indicator` is the name of the indicator that the path is in, where it is known: it stands for the number.
    """
    head, _, rest = path.partition(".")
    if head == "indicators":
        number, _, column = rest.partition(".")
        return _joined(indicator or _numbered(number, language), _word(_COLUMNS, column, language))
    if head == "budget":
        row, _, column = rest.rpartition(".")
        # A row's own label may hold dots; a path without column names the whole row.
        if column not in _COLUMNS:
            row, column = rest, ""
        return _joined(_word(_FUNDS, row, language), _word(_COLUMNS, column, language))
    if head == "goal":
        return _joined(_GOAL.pick(language), _word(_GOALS, rest, language))
    if head == "total":
        return _joined(_TOTAL.pick(language), _word(_COLUMNS, rest, language))
    if head in ("level1_weight", "level2_weight"):
        return _joined(rest, _COLUMNS["weight"].pick(language))
    return _word(_HEADS, rest or head, language)


def same_indicator(one: str, other: str) -> bool:
    """Whether both paths lie in one indicator row."""
    return one.startswith("indicators.") and one.split(".")[:2] == other.split(".")[:2]


def column_name(path: str, language: Language) -> str:
    """The column alone, for a path in an indicator that was named already."""
    return _word(_COLUMNS, path.rpartition(".")[2], language)


def _numbered(number: str, language: Language) -> str:
    if not number.isdecimal():
        return "指标" if language == "zh" else "indicators"
    return f"第{int(number) + 1}条指标" if language == "zh" else f"indicator {int(number) + 1}"


def _word(words: dict[str, Bilingual], key: str, language: Language) -> str:
    return words[key].pick(language) if key in words else key


def _joined(*parts: str) -> str:
    return _JOINT.join(part for part in parts if part)
