"""Forms as plain data: what `perflint parse` prints, and reading it back.

The structure is the contract of DESIGN's `parse` output: printed strings, "" for a blank, keys absent where the
document has no such field. A fragment is valid: what it does not mention is absent.
"""

import difflib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, get_args

from perflint.documents.model import Address, Cell, Document
from perflint.errors import DamagedInput
from perflint.forms import fields
from perflint.forms.indicators import make_indicator
from perflint.forms.model import (
    BudgetLine,
    Field,
    Form,
    Goal,
    Group,
    Indicator,
    Kind,
    Lack,
    Part,
    Total,
)
from perflint.forms.shares import with_points
from perflint.forms.unused import with_unused
from perflint.language import Bilingual
from perflint.values import parse_year

HEADS = ("title", "project", "department", "unit", "leader", "phone", "money_unit", "start", "end", "category")
LINE = ("label", "initial", "annual", "executed", "weight", "rate", "score")
INDICATOR = ("level1", "level2", "name", "target", "actual", "weight", "score", "deviation")
COLUMNS = ("name", "target", "actual", "weight", "score", "deviation")
# What a fund row is called where its printed label is not given.
FUND_LABELS = {
    "total": "年度资金总额",
    "appropriation": "当年财政拨款",
    "carryover": "上年结转资金",
    "other": "其他资金",
}
# Weights of headings by level; level 0 stands over both (年度绩效目标1（40分）).
GROUP_KEYS = ("block_weight", "level1_weight", "level2_weight")
_PARTS = ("budget", "goal", "indicators", "total", *GROUP_KEYS)
_FORM_KEYS = frozenset((*HEADS, *_PARTS, "kind", "complete", "lacks", "year", "addresses", "id", "index", "lines"))

LACK_REASONS: dict[str, Bilingual] = {
    "head": Bilingual("表头部分（项目名称、资金情况）缺失", "the head of the form (project, budget) is missing"),
    "rows": Bilingual("部分指标行缺失或无法辨认", "some indicator rows are missing or illegible"),
    "columns": Bilingual("有认不出的列标题", "some column headings were not understood"),
    "cells": Bilingual(
        "有的行少了单元格（空格没有留下痕迹，或一格合并了几行），分不清有的字或分数属于哪一栏、哪一行",
        "some rows lack cells (blanks left no trace, or a cell is merged over several rows): "
        "it cannot be told which column or row some words or points belong to",
    ),
    "funds": Bilingual(
        "有的资金行没有读懂（列对不上，或空格没有留下痕迹），分不清哪个数是预算数、哪个是执行数",
        "some rows of money were not understood (their columns do not fit, or blanks left no trace): "
        "it cannot be told which amount is which",
    ),
    "tail": Bilingual("表尾部分（总分）缺失", "the tail of the form (the total row) is missing"),
}

Tree = Mapping[str, Any]


def forms_in(document: Document) -> tuple[Form, ...]:
    """The forms of a structured document: one form, a list of forms, or the whole output of `perflint parse`.

    Raises DamagedInput for unknown keys and wrong shapes, with the place.
    """
    if document.root is None:
        return ()
    return tuple(
        form_from_mapping(tree, path=document.path, index=index)
        for index, tree in enumerate(_form_trees(document.root, document.path))
    )


def _form_trees(root: Any, path: str) -> Iterator[Tree]:
    if isinstance(root, list):
        for entry in root:
            yield from _form_trees(entry, path)
    elif isinstance(root, Mapping):
        if "documents" in root:
            yield from _form_trees(root["documents"], path)
        elif "forms" in root:
            yield from _form_trees(root["forms"], path)
        elif root.keys() & {"indicators", "budget", "total", "goal", "kind", "project"}:
            yield root
    else:
        raise _wrong_shape("forms", "a mapping", path, root)


def form_from_mapping(data: Tree, *, path: str = "", index: int = 0) -> Form:
    """The form that a mapping of printed strings describes; leaves are strings, numbers, None or `Cell`s.

    A field without a cell of its own gets an address that spells its path in the form.
    Raises DamagedInput for unknown keys and wrong shapes.
    """
    _known(data, _FORM_KEYS, path, "")
    kind = _kind(data, path)
    heads: dict[str, Any] = {name: fields.text_field(name, _cells(data, name)) for name in HEADS}
    money_unit = heads["money_unit"].text
    lines, funds = _budget(_mapping(data, "budget", path), money_unit, path)
    goal = _mapping(data, "goal", path)
    _known(goal, ("expected", "actual"), path, "goal")
    total = _mapping(data, "total", path)
    _known(total, ("weight", "score", "grade"), path, "total")
    rows = data.get("indicators") or []
    if not isinstance(rows, list):
        raise _wrong_shape("indicators", "a list", path, rows)
    year = fields.parsed_field("year", _cells(data, "year"), parse_year)
    execution = lines["total"].weight.value if "total" in lines else None
    indicators = with_unused(
        [_indicator(row, position, path, year.value) for position, row in enumerate(rows)], execution
    )
    lacks = _lacks(data, path)
    form = Form(
        path=path,
        index=index,
        kind=kind,
        complete=not any(lack.part in ("head", "tail") for lack in lacks),
        lacks=lacks,
        year=year,
        budget=lines,
        funds=funds,
        goal=Goal(*(_long_text(f"goal.{side}", _cells(goal, side, f"goal.{side}")) for side in ("expected", "actual"))),
        indicators=indicators,
        groups=tuple(_groups(data, indicators, path)),
        total=Total(
            weight=fields.weight_field("total.weight", _cells(total, "weight", "total.weight")),
            score=fields.weight_field("total.score", _cells(total, "score", "total.score")),
            grade=fields.text_field("total.grade", _cells(total, "grade", "total.grade")),
        ),
        columns=tuple(name for name in COLUMNS if any(name in row for row in rows)),
        begins=next((leaf.address for leaf in _leaves(data)), None),
        **heads,
    )
    return with_points(form)


def _leaves(tree: Any) -> Iterator[Cell]:
    if isinstance(tree, Cell):
        yield tree
    elif isinstance(tree, Mapping | list):
        for member in tree.values() if isinstance(tree, Mapping) else tree:
            yield from _leaves(member)


def _long_text(path: str, cells: Sequence[Cell]) -> Field[str]:
    return fields.text_field(path, cells, fields.paragraphs(cells[0].text) if cells else "")


def _cells(tree: Tree, key: str, path: str = "") -> tuple[Cell, ...]:
    """The one cell of a leaf; none where the mapping has no such key."""
    if key not in tree:
        return ()
    leaf = tree[key]
    if isinstance(leaf, Cell):
        return (leaf,)
    if isinstance(leaf, Mapping | list):
        raise _wrong_shape(path or key, "a single value", "", leaf)
    text = "" if leaf is None else str(leaf)
    return (Cell(text, Address("field", 0, 0, path or key)),)


def _mapping(tree: Tree, key: str, path: str) -> Tree:
    part = tree.get(key)
    if part is None or (isinstance(part, Cell) and not part.text):
        return {}
    if not isinstance(part, Mapping):
        raise _wrong_shape(key, "a mapping", path, part)
    return part


def _leaf(value: Any) -> str:
    return value.text if isinstance(value, Cell) else "" if value is None else str(value)


def _kind(data: Tree, path: str) -> Kind:
    kind = _leaf(data.get("kind")) or "project_self_evaluation"
    if kind not in get_args(Kind):
        known = ", ".join(get_args(Kind))
        raise DamagedInput(
            Bilingual(
                f"表格类型“{kind}”不认识；可用：{known}。", f"unknown kind of form “{kind}”; known are: {known}."
            ),
            path=path,
            place=_place(data.get("kind")),
        )
    return kind  # type: ignore[return-value]  # just checked against the literal's members


def _lacks(data: Tree, path: str) -> tuple[Lack, ...]:
    named = data.get("lacks")
    parts = [_leaf(part) for part in named] if isinstance(named, list) else []
    complete = _leaf(data.get("complete")).lower()
    if complete in ("false", "no", "否") and not set(parts) & {"head", "tail"}:
        parts.append("head" if "project" not in data else "tail")
    for part in parts:
        if part not in get_args(Part):
            raise _wrong_shape("lacks", "head, rows, tail, columns, cells or funds", path, named)
    return tuple(Lack(part, LACK_REASONS[part]) for part in parts)  # type: ignore[arg-type]  # just checked


def _budget(tree: Tree, unit: str, path: str) -> tuple[dict[str, BudgetLine], dict[str, Field[Decimal]]]:
    lines: dict[str, BudgetLine] = {}
    funds: dict[str, Field[Decimal]] = {}
    for key, entry in tree.items():
        where = f"budget.{key}"
        if not isinstance(entry, Mapping):
            funds[key] = fields.money_field(where, _cells(tree, key, where), unit)
            continue
        _known(entry, LINE, path, where)
        cells = {name: _cells(entry, name, f"{where}.{name}") for name in LINE}
        money = {
            name: fields.money_field(f"{where}.{name}", cells[name], unit) for name in ("initial", "annual", "executed")
        }
        lines[key] = BudgetLine(
            path=where,
            key=key,
            label=fields.text_field(
                f"{where}.label", cells["label"], None if cells["label"] else FUND_LABELS.get(key, key)
            ),
            weight=fields.weight_field(f"{where}.weight", cells["weight"]),
            rate=fields.rate_field(f"{where}.rate", cells["rate"]),
            score=fields.number_field(f"{where}.score", cells["score"]),
            **money,
        )
    return lines, funds


def _indicator(row: Any, position: int, path: str, year: int | None) -> Indicator:
    where = f"indicators.{position}"
    if not isinstance(row, Mapping):
        raise _wrong_shape(where, "a mapping", path, row)
    _known(row, (*INDICATOR, "placeholder", "unclear"), path, where)
    unclear = row.get("unclear") or []
    names = tuple(map(_leaf, unclear)) if isinstance(unclear, list) else ("",)
    if not {*names} <= {*COLUMNS}:
        raise _wrong_shape(f"{where}.unclear", "a list of columns", path, unclear)
    cells = {name: _cells(row, name, f"{where}.{name}") for name in INDICATOR}
    return make_indicator(position, cells, unclear=names, year=year)


def _groups(data: Tree, indicators: Sequence[Indicator], path: str) -> Iterator[Group]:
    number = 0
    for level, key in enumerate(GROUP_KEYS):
        weights = _mapping(data, key, path)
        for name in weights:
            where = f"{key}.{name}"
            members = tuple(
                indicator
                for indicator in indicators
                if (indicator.level1 if level == 1 else indicator.level2).text == name
            )
            yield Group(
                path=where,
                level=level,
                name=fields.text_field(f"groups.{number}.name", (), name),
                weight=fields.weight_field(where, _cells(weights, name, where)),
                indicators=members,
            )
            number += 1


def _known(tree: Tree, keys: Sequence[str] | frozenset[str], path: str, where: str) -> None:
    for key in tree:
        if key not in keys:
            near = difflib.get_close_matches(str(key), list(keys), 1)
            spelled = f"{where}.{key}" if where else str(key)
            raise DamagedInput(
                Bilingual(
                    f"表单数据里有不认识的键“{spelled}”" + (f"，是否指“{near[0]}”？" if near else "。"),
                    f"unknown key “{spelled}” in the form data" + (f"; did you mean “{near[0]}”?" if near else "."),
                ),
                path=path,
                place=_place(tree[key]),
            )


def _place(value: Any) -> str:
    """line:column of the first leaf below a value that has an address."""
    if isinstance(value, Cell):
        return str(value.address)
    members = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else ()
    return next((place for member in members if (place := _place(member))), "")


def _wrong_shape(where: str, wanted: str, path: str, found: Any) -> DamagedInput:
    meanings = {
        "a mapping": "键值对",
        "a list": "列表",
        "a single value": "单个值",
        "head, rows, tail, columns, cells or funds": "head、rows、tail、columns、cells 或 funds",
        "a list of columns": "列名的列表",
    }
    return DamagedInput(
        Bilingual(
            f"表单数据中“{where}”应为{meanings.get(wanted, wanted)}。", f"“{where}” in the form data must be {wanted}."
        ),
        path=path,
        place=_place(found),
    )
