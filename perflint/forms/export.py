"""A form as the plain mapping that `perflint parse` prints; `structured` reads it back."""

from collections.abc import Iterator
from typing import Any

from perflint.forms.model import BudgetLine, Field, Form, Indicator
from perflint.forms.structured import COLUMNS, GROUP_KEYS, HEADS


def form_to_mapping(form: Form, *, addresses: bool = False) -> dict[str, Any]:
    """The printed strings of a form; keys are absent where the document has no such field.

    `addresses` adds the place of every field, by its path.
    """
    data: dict[str, Any] = {"kind": form.kind, "complete": form.complete}
    if form.lacks:
        data["lacks"] = [lack.part for lack in form.lacks]
    for name in HEADS[:1]:
        _put(data, name, getattr(form, name))
    if form.year.value is not None:
        data["year"] = form.year.value
    for name in HEADS[1:]:
        _put(data, name, getattr(form, name))
    data["budget"] = {key: _line(line) for key, line in form.budget.items()} | {
        key: field.text for key, field in form.funds.items()
    }
    data["goal"] = {"expected": form.goal.expected.text, "actual": form.goal.actual.text}
    data["indicators"] = [_indicator(indicator, form.columns) for indicator in form.indicators]
    data["total"] = {"weight": form.total.weight.text, "score": form.total.score.text}
    _put(data["total"], "grade", form.total.grade)
    for level, key in enumerate(GROUP_KEYS):
        weights = {group.name.text: group.weight.text for group in form.groups if group.level == level}
        if weights:
            data[key] = weights
    if addresses:
        data["addresses"] = {field.path: str(field.address) for field in all_fields(form) if field.address is not None}
    return data


def _put(data: dict[str, Any], key: str, field: Field[Any]) -> None:
    if field.cells or field.text:
        data[key] = field.text


def _line(line: BudgetLine) -> dict[str, str]:
    return {name: getattr(line, name).text for name in ("initial", "annual", "executed", "weight", "rate", "score")}


def _indicator(indicator: Indicator, columns: tuple[str, ...]) -> dict[str, Any]:
    shown = {"level1": indicator.level1.text, "level2": indicator.level2.text}
    shown |= {name: getattr(indicator, name).text for name in COLUMNS if name in columns}
    return shown | {"unclear": list(indicator.unclear)} if indicator.unclear else shown


def all_fields(form: Form) -> Iterator[Field[Any]]:
    """Every field of a form, in the order of the paper."""
    for name in (HEADS[0], "year", *HEADS[1:]):
        yield getattr(form, name)
    yield from form.funds.values()
    for line in form.budget.values():
        for name in ("label", "initial", "annual", "executed", "weight", "rate", "score"):
            yield getattr(line, name)
    yield from (form.goal.expected, form.goal.actual)
    for indicator in form.indicators:
        for name in ("level1", "level2", *COLUMNS):
            yield getattr(indicator, name)
    for group in form.groups:
        yield group.weight
    yield from (form.total.weight, form.total.score, form.total.grade)
