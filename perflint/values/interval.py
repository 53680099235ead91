"""What a quantity says as a set of numbers, and how two such sets lie to each other."""

from fractions import Fraction
from typing import Literal

import msgspec

from perflint.values.model import Expression, Quantity, Sign
from perflint.values.units import BARE, Unit, leading_multiple, resolve

# Where "about" ends: within a tenth it is met; what lies between a tenth and a fifth below is left open.
ABOUT = Fraction(1, 10)

Relation = Literal["inside", "outside", "overlapping"]


class Interval(msgspec.Struct, frozen=True):
    """The numbers from low to high; None is unbounded, `open` ends are not included."""

    low: Fraction | None = None
    high: Fraction | None = None
    low_open: bool = False
    high_open: bool = False

    def relation(self, other: "Interval") -> Relation:
        """Whether this set lies inside `other`, outside of it, or partly in it."""
        if self._above(other) or other._above(self):
            return "outside"
        return "inside" if other._reaches_down_to(self) and other._reaches_up_to(self) else "overlapping"

    def _above(self, other: "Interval") -> bool:
        if self.low is None or other.high is None:
            return False
        return self.low > other.high or (self.low == other.high and (self.low_open or other.high_open))

    def _reaches_down_to(self, inner: "Interval") -> bool:
        if self.low is None:
            return True
        if inner.low is None:
            return False
        return inner.low > self.low or (inner.low == self.low and (inner.low_open or not self.low_open))

    def _reaches_up_to(self, inner: "Interval") -> bool:
        if self.high is None:
            return True
        if inner.high is None:
            return False
        return inner.high < self.high or (inner.high == self.high and (inner.high_open or not self.high_open))


def unit_of(quantity: Quantity) -> Unit:
    """The unit of a quantity; a printed noun that is no known unit stands for itself."""
    return resolve(quantity.unit) or Unit(quantity.unit, "count", quantity.unit, Fraction(1))


def base_amount(quantity: Quantity, unit: Unit | None = None) -> Fraction:
    """The amount in the base unit of its family, exactly; read in `unit` where a bare number takes the other's unit."""
    own = unit_of(quantity)
    if own.key == "" and unit is not None and unit is not BARE:
        # 2000万 beside 万元 is 2000 万元, and no ten thousand times as much.
        single = unit.factor if own.factor == 1 else unit.factor / leading_multiple(unit)
        return Fraction(quantity.amount) * own.factor * single
    return Fraction(quantity.amount) * own.factor


def signed(sign: Sign, value: Fraction) -> Interval:
    """The numbers that `sign` and `value` describe; without a sign the value itself."""
    match sign:
        case "≥":
            return Interval(low=value)
        case ">":
            return Interval(low=value, low_open=True)
        case "≤":
            return Interval(high=value)
        case "<":
            return Interval(high=value, high_open=True)
        case "≈":
            room = abs(value) * ABOUT
            return Interval(value - room, value + room)
        case _:
            return Interval(value, value)


def stated(expression: Expression, unit: Unit | None = None) -> Interval:
    """The numbers that an expression with a quantity states, in base units; all numbers where it has none."""
    if expression.quantity is None:
        return Interval()
    low = base_amount(expression.quantity, unit)
    if expression.kind == "range" and expression.upper is not None:
        return Interval(low, base_amount(expression.upper, unit), expression.low_open, expression.high_open)
    return signed(expression.sign, low)
