"""Why something could not be judged, in the words that stand on the form."""

from collections.abc import Callable, Iterator
from typing import Any

from perflint.engine.reading import Cause, NotEvaluable, View
from perflint.forms.model import Field
from perflint.language import Bilingual

# The heads of columns and rows as clerks know them.
FIELD_NAMES = {
    name: Bilingual(zh, en)
    for name, zh, en in (
        ("title", "标题", "title"),
        ("year", "年度", "year"),
        ("project", "项目名称", "project name"),
        ("department", "主管部门", "department"),
        ("unit", "实施单位", "implementing unit"),
        ("leader", "项目负责人", "project leader"),
        ("phone", "联系电话", "telephone"),
        ("money_unit", "金额单位", "money unit"),
        ("start", "开始时间", "start"),
        ("end", "结束时间", "end"),
        ("category", "项目类别", "category"),
        ("level1", "一级指标", "level 1"),
        ("level2", "二级指标", "level 2"),
        ("name", "名称", "name"),
        ("target", "年度指标值", "target"),
        ("actual", "实际完成值", "actual value"),
        ("weight", "分值", "weight"),
        ("score", "得分", "score"),
        ("deviation", "偏差原因分析及改进措施", "deviation text"),
        ("label", "资金名称", "label"),
        ("initial", "年初预算数", "initial budget"),
        ("annual", "全年预算数", "annual budget"),
        ("executed", "全年执行数", "executed amount"),
        ("rate", "执行率", "execution rate"),
        ("grade", "评价等级", "grade"),
        ("project_total", "项目资金总额", "project funds"),
        ("project_annual", "年度资金总额", "funds of the year"),
        ("prior_budget", "上年预算数", "last year's budget"),
        ("prior_executed", "上年执行数", "last year's executed amount"),
    )
}
_GOALS = {
    "expected": Bilingual("年度总体目标（预期）", "expected goal"),
    "actual": Bilingual("年度总体目标完成情况", "achieved goal"),
}
_LINES = {
    "total": Bilingual("年度资金总额", "total funds"),
    "appropriation": Bilingual("当年财政拨款", "appropriation"),
    "carryover": Bilingual("上年结转资金", "carried-over funds"),
    "other": Bilingual("其他资金", "other funds"),
}
_PARTS = {
    "amount": Bilingual("数值", "amount"),
    "upper": Bilingual("上限", "upper limit"),
    "year": Bilingual("年份", "year"),
    "month": Bilingual("月份", "month"),
    "day": Bilingual("日期", "day"),
}


def field_name(path: str, view: View) -> Bilingual:
    """A field as a clerk would call it: `指标“培训人次”的得分`, `“年度资金总额”的全年预算数`, `总分的得分`."""
    owner, _, last = path.rpartition(".")
    if owner == "goal":
        return _GOALS.get(last, Bilingual(last, last))
    column = FIELD_NAMES.get(last, Bilingual(last, last))
    if owner == "total":
        return column if last == "grade" else Bilingual(f"总分行的{column.zh}", f"{column.en} of the total")
    whose = _owner(owner, view)
    return Bilingual(f"{whose.zh}的{column.zh}", f"{column.en} of {whose.en}") if whose is not None else column


def _owner(path: str, view: View) -> Bilingual | None:
    head, _, key = path.partition(".")
    if head == "budget" and key:
        return _line_name(key, view)
    names = _names(view)
    if path in names:
        return names[path]
    return None


def _line_name(key: str, view: View) -> Bilingual:
    line = view.form.budget.get(key)
    if line is not None and line.label.text:
        return Bilingual(f"“{line.label.text}”", f"“{line.label.text}”")
    known = _LINES.get(key, Bilingual(key, key))
    return Bilingual(f"“{known.zh}”", f"“{known.en}”")


def _names(view: View) -> dict[str, Bilingual]:
    """Indicators and headings by path; made once for a form that needs it."""
    found: dict[str, Bilingual] | None = view.memo.get("names")
    if found is None:
        found = dict(_indicator_names(view))
        view.memo["names"] = found
    return found


def _indicator_names(view: View) -> Iterator[tuple[str, Bilingual]]:
    for row in view.form.indicators:
        name = row.name.text
        if name:
            yield row.path, Bilingual(f"指标“{name}”", f"indicator “{name}”")
        else:
            yield row.path, Bilingual(f"第 {row.position} 行指标", f"indicator row {row.position}")
    for group in view.form.groups:
        yield group.path, Bilingual(f"“{group.name.text}”", f"“{group.name.text}”")


def reason(cause: NotEvaluable | ArithmeticError, view: View) -> Bilingual:
    """The sentence for an outcome that is *not evaluated*."""
    if not isinstance(cause, NotEvaluable):
        if isinstance(cause, ZeroDivisionError):
            return Bilingual("除数为零，无法计算", "division by zero")
        return Bilingual("数字过大或无意义，无法计算", "a number is too large or undefined")
    named = field_name(cause.field.path, view)
    return _SENTENCES[cause.cause](named, cause.field, cause.detail)


def _blank(named: Bilingual, field: Field[Any], _: str) -> Bilingual:
    if not field.cells:
        return Bilingual(f"表中没有{named.zh}", f"the form has no {named.en}")
    return Bilingual(f"{named.zh}为空", f"{named.en} is blank")


def _unreadable(named: Bilingual, field: Field[Any], _: str) -> Bilingual:
    because = field.problem
    zh, en = ("读不懂", "cannot be understood")
    if field.path.endswith(("weight", "score", "initial", "annual", "executed", "rate", "year")):
        zh, en = ("无法读成数字", "cannot be read as a number")
    extra = Bilingual(f"（{because.zh}）", f" ({because.en})") if because is not None else Bilingual("", "")
    return Bilingual(f"{named.zh}{zh}：{field.text}{extra.zh}", f"{named.en} {en}: {field.text}{extra.en}")


def _no_part(named: Bilingual, field: Field[Any], detail: str) -> Bilingual:
    part = _PARTS[detail]
    return Bilingual(f"{named.zh}“{field.text}”里没有{part.zh}", f"{named.en} “{field.text}” has no {part.en}")


def _unclear(named: Bilingual, _: Field[Any], detail: str) -> Bilingual:
    names = [FIELD_NAMES[name] for name in detail.split(",")]
    return Bilingual(
        f"{named.zh}不能确定：空单元格没有留下痕迹，分不清这一行的字是{'还是'.join(name.zh for name in names)}",
        f"{named.en} is not certain: blank cells left no trace, and what stands in the row may be its "
        f"{' or its '.join(name.en for name in names)}",
    )


def _no_line(_: Bilingual, __: Field[Any], detail: str) -> Bilingual:
    known = _LINES.get(detail, Bilingual(detail, detail))
    return Bilingual(f"表中没有“{known.zh}”一行", f"the form has no row “{known.en}”")


_Sentence = Callable[[Bilingual, Field[Any], str], Bilingual]
_SENTENCES: dict[Cause, _Sentence] = {
    "blank": _blank,
    "unreadable": _unreadable,
    "no_part": _no_part,
    "no_line": _no_line,
    "unclear": _unclear,
    "not_comparable": lambda named, field, detail: Bilingual(
        f"{named.zh}“{field.text}”与目标“{detail}”不能相除",
        f"{named.en} “{field.text}” cannot be divided by “{detail}”",
    ),
    "too_large": lambda *_: Bilingual("规则拼出的文字过长", "the rule puts together too long a text"),
    "no_rows": lambda *_: Bilingual("表中没有可以计算的行", "the form has no rows to compute with"),
    "pattern_time": lambda *_: Bilingual("文字过长，正则表达式未能按时完成", "the pattern did not finish in time"),
}
