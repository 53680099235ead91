"""A row of money whose blank cells left no trace: which amount is which.

The row of the total prints a rate, and executed by annual budget is that rate by one reading only. A row of a source
that has as many amounts as the total has the same ones. Else nothing tells, and the row is not read.
"""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, takewhile

from perflint.forms.grid import Line
from perflint.forms.looks import look_of
from perflint.forms.vocabulary import fold
from perflint.values import Unreadable, parse_number

MONEY = ("initial", "annual", "executed")
_POINTS = ("weight", "score")
_DASHES = (["—"], ["-"], ["/"])
# How far a printed rate may be from the quotient, in hundredths.
_ROUNDED = Decimal("0.6")


def compact_columns(
    line: Line, figures: Sequence[int], heading: Mapping[str, int], pattern: Sequence[str]
) -> dict[str, int] | None:
    """The columns of the row's figures by meaning; None where more than one reading is left.

    pattern has the amounts that the total was read with.
    """
    names = sorted(heading, key=heading.__getitem__)
    amounts = [name for name in names if name in MONEY]
    leading = list(takewhile(lambda column: look_of(line.text(column)) != "dash", figures))
    rates = [column for column in figures if "%" in fold(line.text(column))]
    if len(rates) == 1 and "rate" in names:
        before = figures[: figures.index(rates[0])]
        taken = _before_rate(line, before, names[: names.index("rate")], rates[0])
        return None if taken is None else taken | _points(line, figures, taken, rates, names)
    numbers = leading[: len(amounts)]
    if len(numbers) < len(amounts) and any(_number(line, column) for column in numbers):
        if len(numbers) != len(pattern):
            return None
        amounts = list(pattern)
    found = dict(zip(amounts, numbers, strict=False))
    return found | _points(line, figures, found, rates, names)


def _before_rate(line: Line, figures: Sequence[int], names: Sequence[str], rate: int) -> dict[str, int] | None:
    """What stands in front of the rate: all of it, or what makes the rate."""
    if len(figures) == len(names):
        return {**dict(zip(names, figures, strict=True)), "rate": rate}
    readings = [reading for reading in _readings(figures, names) if _makes_rate(line, reading, line.text(rate))]
    return {**readings[0], "rate": rate} if len(readings) == 1 else None


def _readings(figures: Sequence[int], names: Sequence[str]) -> Iterator[dict[str, int]]:
    for chosen in combinations(names, len(figures)):
        yield dict(zip(chosen, figures, strict=True))


def _makes_rate(line: Line, reading: Mapping[str, int], printed: str) -> bool:
    if "annual" not in reading or "executed" not in reading:
        return False
    rate = parse_number(fold(printed).rstrip("%"))
    annual, executed = (_number(line, reading[name]) for name in ("annual", "executed"))
    return not isinstance(rate, Unreadable) and annual > 0 and abs(executed / annual * 100 - rate) <= _ROUNDED


def _number(line: Line, column: int) -> Decimal:
    value = parse_number(line.text(column))
    return Decimal(0) if isinstance(value, Unreadable) else value


def _points(
    line: Line, figures: Sequence[int], taken: Mapping[str, int], rates: Sequence[int], names: Sequence[str]
) -> dict[str, int]:
    """Weight and score from what is left, where both are there; one dash stands for the weight."""
    wanted = [name for name in names if name in _POINTS and name not in taken]
    rest = [column for column in figures if column not in taken.values() and column not in rates]
    if len(rest) == len(wanted) or [line.text(column) for column in rest] in _DASHES:
        return dict(zip(wanted, rest, strict=False))
    return {}
