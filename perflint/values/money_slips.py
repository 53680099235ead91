"""Slips in amounts of money: a digit too many or too few, and 元 where 万元 was meant."""

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from perflint.patterns import pattern
from perflint.values.fold import close_up, fold
from perflint.values.number import to_decimal

_FACTORS = (10, 100, 1000, 10000)
_TEN_THOUSAND = 10000
_UNITS = {"元": 1, "万元": 10_000, "亿元": 100_000_000}
_AMOUNT = pattern(
    r"(?P<head>[每人均户亩台次场]{0,2})(?P<number>(?<![0-9.])[0-9][0-9,]*(?:\.[0-9]+)?)(?P<unit>万元|亿元|元)"
)
# What stands behind a rate per head or per piece, which says nothing of the total: 450元/人, 300元每户.
_PER = ("/", "每", "一人", "人次")
_LEAST_FIGURES = 3


def power_of_ten(one: Decimal | None, other: Decimal | None) -> bool:
    """Whether two amounts are exactly 10, 100, 1 000 or 10 000 times apart; no where one is blank or not above 0."""
    if one is None or other is None or one <= 0 or other <= 0:
        return False
    larger, smaller = max(one, other), min(one, other)
    return any(larger == smaller * factor for factor in _FACTORS)


@lru_cache(maxsize=2048)
def misplaced_unit(text: str, amount: Decimal, slack: Decimal) -> str:
    """The first amount in `text` that is about ten thousand times `amount` (in 元), as it is printed; "" if none is.

    Larger ones count within `slack` of it, as a share. Smaller ones must have the very figures of the amount, three or
    more of them: a payment of 300元 in a budget of 300万元 is nothing odd. A text that prints the amount in the right
    unit as well shows that the unit was known, and gives "".
    """
    if amount <= 0 or "元" not in text:
        return ""
    found = ""
    for printed, value in _amounts(close_up(fold(text))):
        if abs(value - amount) <= slack * amount:
            return ""
        far = amount * _TEN_THOUSAND
        too_large = abs(value - far) <= slack * far
        too_small = value * _TEN_THOUSAND == amount and _figures(value) >= _LEAST_FIGURES
        if not found and (too_large or too_small):
            found = printed
    return found


def _amounts(text: str) -> Iterator[tuple[str, Decimal]]:
    for match in _AMOUNT.finditer(text):
        value = to_decimal(match["number"])
        if value is None or match["head"] or text.startswith(_PER, match.end()):
            continue
        yield match["number"] + match["unit"], value * _UNITS[match["unit"]]


def _figures(value: Decimal) -> int:
    """How many digits a number has that are not zeros at either end."""
    return len("".join(map(str, value.as_tuple().digits)).strip("0"))
