"""Amounts in two units that are told apart on paper and yet count the same: 12场 and 12次, 每月1次 and 12次 a year."""

from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache

import msgspec

from perflint.rulebook import vocabulary_file
from perflint.values.interval import unit_of
from perflint.values.model import Expression, Quantity
from perflint.values.number import scale
from perflint.values.units import Unit, leading_multiple, resolve

# How often a stretch of time comes in the year that a form is about; 工作日 as the leanest year has them.
_A_YEAR = {
    "年": 1, "学年": 1, "半年": 2, "学期": 2, "季度": 4, "两月": 6, "月": 12, "旬": 36,
    "两周": 26, "周": 52, "工作日": 248, "天": 365,
}  # fmt: skip
# A year has these without remainder: too few of them are too few, while 50 weeks of work may well be "every week".
_WHOLE = ("年", "学年", "半年", "季度", "月")
# A bare number this many times the other's is not meant in the other's 万.
_FAR = 1000
_ALMOST = Fraction(9, 10)


def times_a_year(period: str) -> int:
    """How often a stretch of time comes in a year, as the leanest year has it; 0 of an unknown one."""
    return _A_YEAR.get(period, 0)


class Pair(msgspec.Struct, frozen=True):
    """An actual and a target in one unit.

    short  below this share of the target the actual misses it for certain; None where it never does
    """

    actual: Expression
    target: Expression
    short: Fraction | None


@lru_cache(maxsize=1024)
def alike(key_a: str, key_b: str) -> bool:
    """Whether forms use two units of different keys for the same things: 场 and 次, 家 and 个, 元/场 and 元/次."""
    parts_a, parts_b = key_a.split("/"), key_b.split("/")
    return len(parts_a) == len(parts_b) and all(
        a == b or _interchangeable(a, b) for a, b in zip(parts_a, parts_b, strict=True)
    )


def _interchangeable(a: str, b: str) -> bool:
    groups = _groups()
    if _ANYTHING in (a, b):
        other = resolve(b if a == _ANYTHING else a)
        return other is not None and other.family == "count" and other.key not in groups.apart
    return any(a in group and b in group for group in groups.alike)


_ANYTHING = "个"


class _Groups(msgspec.Struct, frozen=True):
    alike: tuple[frozenset[str], ...]
    apart: frozenset[str]


@cache
def _groups() -> _Groups:
    raw = vocabulary_file("units")
    return _Groups(
        tuple(frozenset(_key(name) for name in group.split()) for group in raw["alike"]),
        frozenset(_key(name) for name in raw["never_alike"].split()),
    )


def _key(name: str) -> str:
    unit = resolve(name)
    return name if unit is None else unit.key


def brought_together(actual: Expression, target: Expression) -> Pair | None:
    """The two in one unit where they count alike, or once both are counted over a year; None where neither helps."""
    if actual.quantity is None or target.quantity is None:
        return None
    short: Fraction | None = None
    if unit_of(actual.quantity).period or "/" in actual.quantity.unit + target.quantity.unit:
        mine, theirs = _period(actual.quantity), _period(target.quantity)
        if mine or theirs:
            whole = all(period in ("", *_WHOLE) for period in (mine, theirs))
            # A total below what each month asks for may come from a shorter project; below what a year asks for, not.
            certain = theirs in ("", "年", "学年") or mine != ""
            short = None if not certain else Fraction(1) if whole else _ALMOST
            actual, target = _of_a_year(actual), _of_a_year(target)
    return _in_one_unit(actual, target, short)


def _in_one_unit(actual: Expression, target: Expression, short: Fraction | None) -> Pair | None:
    if actual.quantity is None or target.quantity is None:
        return None
    here, there = unit_of(actual.quantity), unit_of(target.quantity)
    if here.key == there.key:
        return Pair(actual, target, short)
    if not here.key or not there.key or not alike(here.key, there.key):
        return None
    return Pair(_read_as(actual, here, there), target, None)


def _read_as(actual: Expression, here: Unit, there: Unit) -> Expression:
    ratio = here.factor / there.factor
    changed = {
        name: Quantity(scale(one.amount, ratio), there.name)
        for name, one in (("quantity", actual.quantity), ("upper", actual.upper))
        if one is not None
    }
    return msgspec.structs.replace(actual, **changed)


def _period(quantity: Quantity) -> str:
    numerator, slash, period = quantity.unit.rpartition("/")
    counted = resolve(numerator) if slash and period in _A_YEAR else None
    return period if counted is not None and counted.family == "count" and not counted.composite else ""


def _of_a_year(printed: Expression) -> Expression:
    quantity = printed.quantity
    period = _period(quantity) if quantity is not None else ""
    if quantity is None or not period:
        return printed
    times = Decimal(_A_YEAR[period])
    unit = quantity.unit.rpartition("/")[0]
    upper = printed.upper and Quantity(printed.upper.amount * times, unit)
    return msgspec.structs.replace(printed, quantity=Quantity(quantity.amount * times, unit), upper=upper)


def with_own_size(actual: Expression, target: Expression) -> tuple[Expression, Expression]:
    """The two, where a bare number shows by its size that it is not in the other's 万: 12000 beside 1.2万."""
    if actual.quantity is None or target.quantity is None:
        return actual, target
    if actual.quantity.unit and target.quantity.unit:
        return actual, target
    if not actual.quantity.unit:
        return _sized(actual, target.quantity), target
    return actual, _sized(target, actual.quantity)


def _sized(bare: Expression, other: Quantity) -> Expression:
    quantity = bare.quantity
    if quantity is None or not other.unit or abs(quantity.amount) < abs(other.amount) * _FAR or not other.amount:
        return bare
    multiple = leading_multiple(unit_of(other)) if unit_of(other).key else unit_of(other).factor
    if multiple < _FAR:
        return bare
    smaller = {
        name: Quantity(scale(one.amount, 1 / multiple), other.unit)
        for name, one in (("quantity", quantity), ("upper", bare.upper))
        if one is not None
    }
    return msgspec.structs.replace(bare, **smaller)
