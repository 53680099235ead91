"""Weights and scores in other measures than points: shares of one, percentages, and scores out of a hundred each.

Forms print 15 points of a hundred as 0.15 or 15%, and a score of 12 of them as 12%, 80% (of its weight), 80 (of a
hundred) or 0.8. What is meant shows in all rows together and in the printed total; where it does not show, the numbers
stay as they are printed.
"""

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from perflint.forms.model import BudgetLine, Field, Form, Group, Indicator, Total
from perflint.values import Unreadable, parse_number

_ZERO, _ONE, _HUNDRED = Decimal(0), Decimal(1), Decimal(100)
_LEAST_ROWS, _LEAST_IN_PERCENT = 3, 2
# Shares make one, or somewhat more by mistake; rows of one point each make more.
_MOST = Decimal(2)
# A measure is told where at least one in so many rows has a score that points could not give.
_ONE_IN = 2
# Scores of a hundred each make many times the weights; scores somewhat too high do not.
_FAR_ABOVE = Decimal(3)
# Scores of a hundred or of one each are told where the weights are most of a hundred.
_MOST_OF_ALL = Decimal(50)
# A measure by which the printed total comes out this closely is meant; what is then still wrong is the rules' to say.
_NEAR = Decimal("0.5")
_PERCENT = ("%", "％")

Pair = tuple[Decimal, Decimal]


class _Measure(msgspec.Struct, frozen=True):
    """How a form prints its points.

    shares   weights are shares of one
    percent  scores carry a percent sign
    out_of   a score is so many of 100, or of 1, that its weight stands for; 0 where it is points itself
    """

    shares: bool
    percent: bool
    out_of: Decimal


def with_points(form: Form) -> Form:
    """The form with weights and scores in points, whatever measure they are printed in; texts stay as printed."""
    rows = [row for row in form.indicators if row.weight.value]
    if not _looks_odd(rows):
        return form
    measure = _measure(form, rows)
    if not (measure.shares or measure.percent or measure.out_of):
        return form
    indicators = tuple(
        msgspec.structs.replace(
            row,
            weight=_points(row.weight) if measure.shares else row.weight,
            score=_scored(row.score, row.weight, measure),
        )
        for row in form.indicators
    )
    return msgspec.structs.replace(
        form,
        indicators=indicators,
        budget={key: _line(line, measure) if key == "total" else line for key, line in form.budget.items()},
        groups=tuple(_group(group, indicators, measure) for group in form.groups),
        total=_total(form, measure),
    )


def _looks_odd(rows: Sequence[Indicator]) -> bool:
    """A first look that most forms do not pass: their weights are above one, and hardly a score is above its weight."""
    odd, small, tiny = 0, True, True
    for row in rows:
        weight, score = row.weight.value or _ZERO, row.score.value
        small = small and weight <= _ONE
        tiny = tiny and score is not None and score <= _ONE
        odd += score > weight if score is not None else row.score.text.endswith(_PERCENT)
    return bool(rows) and (small or tiny or odd * _ONE_IN >= len(rows))


def _measure(form: Form, rows: Sequence[Indicator]) -> _Measure:
    pairs = [(row.weight.value or _ZERO, score) for row in rows if (score := _printed(row.score)) is not None]
    in_percent = sum(row.score.text.endswith(_PERCENT) for row in rows)
    percent = in_percent >= _LEAST_IN_PERCENT and in_percent * _ONE_IN >= len(pairs)
    shares = _are_shares([row.weight.value or _ZERO for row in rows], pairs)
    if shares:
        pairs = [(weight * _HUNDRED, score) for weight, score in pairs]
    measure = _Measure(shares, percent, _HUNDRED)
    if _out_of_a_hundred(form, pairs, measure):
        return measure
    each = _Measure(shares, percent, _ONE)
    return each if _out_of_one(form, pairs, each) else _Measure(shares, percent, _ZERO)


def _are_shares(weights: Sequence[Decimal], pairs: Sequence[Pair]) -> bool:
    if len(weights) < _LEAST_ROWS or max(weights) > _ONE or sum(weights) > _MOST:
        return False
    above = [(weight, score) for weight, score in pairs if weight < score]
    within = [score for weight, score in above if score <= weight * _HUNDRED]
    hundred = all(score <= _HUNDRED for _, score in above)
    return len(above) * _ONE_IN >= len(weights) and (hundred or len(within) * _ONE_IN > len(above))


def _out_of_a_hundred(form: Form, pairs: Sequence[Pair], measure: _Measure) -> bool:
    above = sum(score > weight for weight, score in pairs)
    least = _LEAST_IN_PERCENT if measure.percent else _LEAST_ROWS
    if len(pairs) < least or above * _ONE_IN < len(pairs):
        return False
    if measure.percent:
        return True
    if max(score for _, score in pairs) > _HUNDRED:
        return False
    plain = any(_ZERO < score <= weight for weight, score in pairs)
    scores, weights = sum(score for _, score in pairs), sum(weight for weight, _ in pairs)
    far = not plain and weights >= _MOST_OF_ALL and scores > weights * _FAR_ABOVE
    return far or _makes(form, pairs, measure, _printed(form.total.score))


def _out_of_one(form: Form, pairs: Sequence[Pair], measure: _Measure) -> bool:
    if len(pairs) < _LEAST_ROWS or max(score for _, score in pairs) > _ONE:
        return False
    if sum(weight for weight, _ in pairs) < _MOST_OF_ALL:
        return False
    return _makes(form, pairs, measure, _total_score(form, measure))


def _makes(form: Form, pairs: Sequence[Pair], measure: _Measure, total: Decimal | None) -> bool:
    """Whether the scores, so measured, come to the printed total."""
    line = form.budget.get("total")
    own = _line(line, measure).score.value if line is not None else None
    made = sum((weight * score / measure.out_of for weight, score in pairs), own or _ZERO)
    return total is not None and abs(made - total) <= _NEAR


def _printed(field: Field[Decimal]) -> Decimal | None:
    """The number of a score, also the one in front of its percent sign."""
    if field.value is not None or not field.text.endswith(_PERCENT):
        return field.value
    number = parse_number(field.text.rstrip("%％ "))
    return None if isinstance(number, Unreadable) else number


def _scored(score: Field[Decimal], weight: Field[Decimal], measure: _Measure) -> Field[Decimal]:
    printed, most = _printed(score), _points(weight).value if measure.shares else weight.value
    if printed is None:
        return score
    # Among percentages a bare number within its weight is points.
    if measure.out_of and most is not None and not (measure.percent and score.value is not None and printed <= most):
        printed = most * printed / measure.out_of
    return msgspec.structs.replace(score, value=printed, problem=None)


def _line(line: BudgetLine, measure: _Measure) -> BudgetLine:
    weight = _points(line.weight) if measure.shares else line.weight
    printed, most = _printed(line.score), weight.value
    if printed is None:
        return msgspec.structs.replace(line, weight=weight)
    bare = line.score.value is not None
    # The execution may be scored in points where the indicators are not.
    in_points = bare and printed > _ONE and (measure.out_of == _ONE or (most is not None and printed <= most))
    if measure.out_of and most is not None and not in_points:
        printed = most * printed / measure.out_of
    return msgspec.structs.replace(
        line, weight=weight, score=msgspec.structs.replace(line.score, value=printed, problem=None)
    )


def _total(form: Form, measure: _Measure) -> Total:
    weight = _points(form.total.weight) if measure.shares else form.total.weight
    score = msgspec.structs.replace(form.total.score, value=_total_score(form, measure))
    return msgspec.structs.replace(form.total, weight=weight, score=score)


def _total_score(form: Form, measure: _Measure) -> Decimal | None:
    """The total in points: 0.965 of one where the scores are of one each."""
    score = form.total.score.value
    return score * _HUNDRED if score is not None and measure.out_of == _ONE and score <= _ONE else score


def _points(weight: Field[Decimal]) -> Field[Decimal]:
    if weight.value is None or not 0 < weight.value <= _ONE:
        return weight
    return msgspec.structs.replace(weight, value=weight.value * _HUNDRED)


def _group(group: Group, indicators: Sequence[Indicator], measure: _Measure) -> Group:
    rows = tuple(indicators[row.position] for row in group.indicators)
    weight = _points(group.weight) if measure.shares else group.weight
    return msgspec.structs.replace(group, weight=weight, indicators=rows)
