"""Weights printed as shares of one (0.08 … 0.15, together 1) beside scores in points."""

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from perflint.forms.model import Field, Form, Group, Indicator

_ONE = Decimal(1)
_HUNDRED = Decimal(100)
_LEAST_ROWS = 3
# Shares make one, or somewhat more by mistake; rows of one point each make more.
_MOST = Decimal(2)
# Weights of one and less are shares where at least one in so many rows has a score that no such weight could give.
_ONE_IN = 2


def with_points(form: Form) -> Form:
    """The form with weights that are shares of one read as points, as 8% is 8 points.

    Shares are told by the scores, which are points; a form whose scores are shares too stays as it is printed.
    """
    if any(row.weight.value is not None and row.weight.value > _ONE for row in form.indicators):
        return form
    weighed = [row for row in form.indicators if row.weight.value]
    together = sum(row.weight.value or Decimal(0) for row in weighed)
    if len(weighed) < _LEAST_ROWS or together > _MOST or not _scored_in_points(weighed):
        return form
    indicators = tuple(msgspec.structs.replace(row, weight=_points(row.weight)) for row in form.indicators)
    budget = {
        key: msgspec.structs.replace(line, weight=_points(line.weight)) if key == "total" else line
        for key, line in form.budget.items()
    }
    return msgspec.structs.replace(
        form,
        indicators=indicators,
        budget=budget,
        groups=tuple(_group(group, indicators) for group in form.groups),
        total=msgspec.structs.replace(form.total, weight=_points(form.total.weight)),
    )


def _scored_in_points(rows: Sequence[Indicator]) -> bool:
    above = [
        (row.weight.value, row.score.value)
        for row in rows
        if row.weight.value is not None and row.score.value is not None and row.weight.value < row.score.value
    ]
    within = [score for weight, score in above if score <= weight * _HUNDRED]
    return len(above) * _ONE_IN >= len(rows) and len(within) * _ONE_IN > len(above)


def _points(weight: Field[Decimal]) -> Field[Decimal]:
    if weight.value is None or not 0 < weight.value <= _ONE:
        return weight
    return msgspec.structs.replace(weight, value=weight.value * _HUNDRED)


def _group(group: Group, indicators: Sequence[Indicator]) -> Group:
    rows = tuple(indicators[row.position] for row in group.indicators)
    return msgspec.structs.replace(group, weight=_points(group.weight), indicators=rows)
