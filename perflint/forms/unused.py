"""Rows that a form keeps although they do not apply: 生态效益 | 不适用 | 不适用, without points."""

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache

import msgspec

from perflint import values
from perflint.forms.looks import LABELS, look_of
from perflint.forms.model import Field, Indicator

_FULL = Decimal(100)


def with_unused(indicators: Sequence[Indicator], execution: Decimal | None) -> tuple[Indicator, ...]:
    """The rows with those marked that do not apply; `execution`: the weight of the execution of the budget.

    Such a row has no points and neither target nor actual. It says so itself (不适用, or 无 behind the name of a
    level), or the other rows have all the hundred points, so that none are left for it.
    """
    if all(row.weight.value for row in indicators):
        return tuple(indicators)
    idle = [not row.placeholder and _is_idle(row) for row in indicators]
    if not any(idle):
        return tuple(indicators)
    proved = _has_all_points([row for row, is_idle in zip(indicators, idle, strict=True) if not is_idle], execution)
    return tuple(
        msgspec.structs.replace(row, unused=True) if is_idle and (proved or _says_so(row)) else row
        for row, is_idle in zip(indicators, idle, strict=True)
    )


def _is_idle(row: Indicator) -> bool:
    return (
        not row.weight.value
        and _is_nothing(row.target.text)
        and _is_nothing(row.actual.text)
        and _has_no_points(row.weight)
        and _has_no_points(row.score)
    )


def _has_no_points(field: Field[Decimal]) -> bool:
    return not field.value if field.readable else _is_nothing(field.text)


def _says_so(row: Indicator) -> bool:
    name = row.name.text
    return (
        _is_nothing(name)
        or any(_does_not_apply(field.text) for field in (row.target, row.actual, row.weight, row.score))
        or (look_of(name) in LABELS and not (row.target.blank and row.actual.blank))
    )


def _has_all_points(rows: Sequence[Indicator], execution: Decimal | None) -> bool:
    """Whether the weights of these rows and of the execution were all read and make up the hundred."""
    weights = [row.weight.value for row in rows if not row.placeholder]
    return sum((weight for weight in weights if weight is not None), execution or Decimal(0)) == _FULL and all(
        weight is not None for weight in weights
    )


@lru_cache(maxsize=4096)
def _is_nothing(text: str) -> bool:
    """Blank, dashes, 无, or words like 不适用."""
    bare = values.normalise(text)
    return not bare or bare in values.words("nothing_words") or bare in values.words("not_applicable")


@lru_cache(maxsize=4096)
def _does_not_apply(text: str) -> bool:
    return values.normalise(text) in values.words("not_applicable")
