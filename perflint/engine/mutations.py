"""Small changes of an example's form: a cell blanked, a figure moved by one unit of its last digit, a word swapped.

They show whether a passing example stands at the border of its rule, and which change of which example would take a way
that none takes yet.
"""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from decimal import Decimal
from typing import Any

import msgspec

from perflint.language import Bilingual
from perflint.patterns import pattern

Path = tuple[str | int, ...]
_NUMBER = pattern(r"\d+(?:\.\d+)?")
_SIGNS = {"≥": "≤", "≤": "≥", ">": "<", "<": ">", "＞": "＜", "＜": "＞"}
# One word of a pair for the other, wherever it stands in a text.
_WORDS = (
    ("及时", "不及时"), ("达到", "未达到"), ("完成", "未完成"), ("无", "受天气影响推迟，下一步提前安排"),
    ("产出指标", "效益指标"), ("效益指标", "产出指标"), ("满意度指标", "产出指标"), ("数量指标", "质量指标"),
    ("质量指标", "数量指标"), ("成本指标", "数量指标"), ("时效指标", "数量指标"),
    ("率", "数"), ("场", "人次"), ("%", "个"), ("元", "天"),
)  # fmt: skip
# What a cell that the example leaves out may hold.
_ROW = {
    "name": ("培训场次", "群众满意度"), "target": ("≥10场", "≥95%", "及时", "好坏"),
    "actual": ("10场", "9场", "96%", "及时", "若干"), "weight": ("10", "0", "十分"), "score": ("10", "9", "0", "九分"),
    "deviation": ("", "无", "场地整修推迟，下一步提前预订"),
    "level1": ("产出指标", "满意度指标", "其他"), "level2": ("数量指标", "满意度指标", "其他"),
}  # fmt: skip
_LINE = {
    "initial": ("100",), "annual": ("100", "0", "一百"), "executed": ("90", "110", "九十"), "rate": ("90%", "110%"),
    "weight": ("10", "0", "十分"), "score": ("9", "10", "九分"),
}  # fmt: skip
_TOTAL = {"weight": ("100", "一百"), "score": ("90", "九十"), "grade": ("优", "差")}
_HEADS = {"project": ("培训经费",), "department": ("甲市教育局",), "unit": ("甲市教师进修学校",), "year": ("2023",)}
_KINDS = ("project_self_evaluation", "department_self_evaluation", "project_targets")
_PARTS = ("head", "rows", "tail")
_FILLED = {"name": "培训场次", "target": "≥10场", "actual": "10场", "weight": "10", "score": "10", "deviation": ""}


class Mutation(msgspec.Struct, frozen=True):
    """A changed form: where, what stands there now (None: taken away), and the whole form."""

    at: Path
    to: str | None
    form: Mapping[str, Any]
    # One value of the form moved by the least that can be written.
    small: bool = False

    def describe(self) -> Bilingual:
        """The change in a few words; the path is spelled as in the file."""
        where = ".".join(map(str, self.at))
        if self.to is None:
            return Bilingual(f"去掉 {where}", f"{where} taken away")
        if not self.to:
            return Bilingual(f"{where} 空着", f"{where} left blank")
        return Bilingual(f"{where} 改为 {self.to}", f"{where} changed to {self.to}")


def cells_of(form: Mapping[str, Any]) -> int:
    """How many values a form holds, at least one."""
    return 1 + sum(1 for _ in _leaves(form, ()))


def small_changes(form: Mapping[str, Any]) -> Iterator[Mutation]:
    """Every value of the form blanked, moved by one unit of its last digit, its sign turned, a word of it swapped."""
    for path, value in _leaves(form, ()):
        text = "" if value is None else str(value)
        for changed in dict.fromkeys(_changed(text)):
            if changed != text:
                yield Mutation(path, changed, _with(form, path, changed), small=True)


def changes(form: Mapping[str, Any]) -> Iterator[Mutation]:
    """The small changes, then whole cells, rows, parts of the form and kinds taken away or put in."""
    yield from small_changes(form)
    for path, _ in _branches(form, ()):
        yield Mutation(path, None, _without(form, path))
    yield from _put_in(form)
    for kind in _KINDS:
        if form.get("kind", _KINDS[0]) != kind:
            yield Mutation(("kind",), kind, {**form, "kind": kind})
    for part in _PARTS:
        lacks = [*form.get("lacks", ()), part]
        if part not in form.get("lacks", ()):
            yield Mutation(("lacks",), f"[{', '.join(lacks)}]", {**form, "lacks": lacks})


def _put_in(form: Mapping[str, Any]) -> Iterator[Mutation]:
    """Cells that the example leaves out, and rows of its own kind once more."""
    rows = form.get("indicators") or []
    for number, row in enumerate(rows):
        yield from _added(form, ("indicators", number), row, _ROW)
        yield Mutation(("indicators", len(rows)), f"= indicators.{number}", {**form, "indicators": [*rows, row]})
    yield Mutation(("indicators", len(rows)), "培训场次", {**form, "indicators": [*rows, dict(_FILLED)]})
    budget = form.get("budget") or {}
    for key in dict.fromkeys((*budget, "total")):
        line = budget.get(key, {})
        if isinstance(line, Mapping):
            yield from _added(form, ("budget", key), line, _LINE)
    yield from _added(form, ("total",), form.get("total") or {}, _TOTAL)
    yield from _added(form, (), form, _HEADS)
    yield from _added(
        form, ("goal",), form.get("goal") or {}, {"expected": ("举办培训十场。",), "actual": ("举办培训九场。",)}
    )


def _added(
    form: Mapping[str, Any], path: Path, record: Mapping[str, Any], cells: Mapping[str, tuple[str, ...]]
) -> Iterator[Mutation]:
    for name, values in cells.items():
        for value in dict.fromkeys((*values, "")):
            if name not in record or str(record[name]) != value:
                yield Mutation((*path, name), value, _with(form, (*path, name), value))


def _changed(text: str) -> Iterator[str]:
    yield ""
    found = _NUMBER.search(text)
    if found is not None:
        number = Decimal(found[0])
        unit = Decimal(1).scaleb(min(0, _exponent(number)))
        for moved in (number + unit, number - unit):
            yield f"{text[: found.start()]}{moved:f}{text[found.end() :]}"
        yield text[: found.start()] + "若干" + text[found.end() :]
    if text[:1].isdigit():
        yield f"≥{text}"
    for sign, other in _SIGNS.items():
        if sign in text:
            yield text.replace(sign, other)
            yield text.replace(sign, "")
    for word, other in _WORDS:
        if word in text:
            yield text.replace(word, other)
    if text and found is None:
        yield "无"
        yield "若干"


def _exponent(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _leaves(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, Mapping | list):
        for step, member in value.items() if isinstance(value, Mapping) else enumerate(value):
            if path or step not in ("kind", "lacks", "complete"):
                yield from _leaves(member, (*path, step))
    else:
        yield path, value


def _branches(value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    """Everything that can be taken away, leaves and what holds them."""
    if isinstance(value, Mapping | list):
        for step, member in value.items() if isinstance(value, Mapping) else enumerate(value):
            yield (*path, step), member
            yield from _branches(member, (*path, step))


def _with(form: Mapping[str, Any], path: Path, value: str) -> dict[str, Any]:
    def put(holder: Any, step: str | int) -> None:
        holder[step] = value

    return _edited(form, path, put)


def _without(form: Mapping[str, Any], path: Path) -> dict[str, Any]:
    def take(holder: Any, step: str | int) -> None:
        del holder[step]

    return _edited(form, path, take)


def _edited(form: Mapping[str, Any], path: Path, edit: Callable[[Any, str | int], None]) -> dict[str, Any]:
    copy: dict[str, Any] = deepcopy(dict(form))
    holder: Any = copy
    for step in path[:-1]:
        if isinstance(holder, dict) and holder.get(step) is None:
            holder[step] = {}
        holder = holder[step]
    edit(holder, path[-1])
    return copy
