"""Bands of numbers printed with two bounds or a deviation: `≥95%且≤100%`, `90%≤X≤100%`, `±5%`, `10±1次`."""

import re
from decimal import Decimal

from perflint.patterns import pattern
from perflint.values.model import Expression, Quantity, Sign
from perflint.values.number import to_decimal
from perflint.values.sign import sign_before
from perflint.values.units import unit_at

_NUMBER = r"[0-9][0-9,]*(?:\.[0-9]+)?"
_AROUND = pattern(
    rf"(?P<label>[\u3400-\u9fff:]{{0,12}}?)(?:≤|<=|<|不超过|控制在|在)?(?P<middle>{_NUMBER}(?P<inner>[^0-9±,.]{{0,4}}))?"
    rf"(?:±|\+/?-)(?P<room>{_NUMBER})(?P<unit>[^0-9±,.]{{0,6}}?)(?:以内|之内|内|以下|范围内|之间)?"
)
_JOINED = pattern(r"(?:,|、|;|且|并|并且|同时|和|与)*(?P<sign>[^,、;且并同时和与]+)")
_SIGN = "[<>]=|[<>≤≦≥≧]"
_BOUND = rf"(?P<{{0}}>{_NUMBER})(?P<{{0}}_unit>[^0-9<>≤≦≥≧=,]{{{{0,6}}}})"
_NAME = "[A-Za-z]|[\u3400-\u9fff]{2,8}"
_BOUNDS = pattern(
    rf"[\u3400-\u9fff]{{0,8}}:?{_BOUND.format('one')}(?P<first>{_SIGN})(?P<name>{_NAME})(?:(?P<second>{_SIGN}){_BOUND.format('other')})?"
)
_BRACKETS = pattern(rf"(?P<first>[\[(]){_BOUND.format('one')}[,、;]{_BOUND.format('other')}(?P<second>[\])])")
_SIGNS: dict[str, Sign] = {"<": "<", "<=": "≤", "≤": "≤", "≦": "≤", ">": ">", ">=": "≥", "≥": "≥", "≧": "≥"}
# What [1,200] has behind its comma.
_GROUP = 3
_SIGNS_IN_TEXT = frozenset("<>≤≦≥≧")
_TURNED: dict[Sign, Sign] = {"<": ">", "≤": "≥", ">": "<", "≥": "≤"}


def read_deviation(text: str, tight: str) -> Expression | None:
    """A range around a middle, 0 where none is printed; None if the text is none."""
    found = _AROUND.fullmatch(tight) if "±" in tight or "+-" in tight or "+/-" in tight else None
    if found is None:
        return None
    unit = unit_at(found["unit"]) if found["unit"] else None
    if found["unit"] and (unit is None or unit[1] != len(found["unit"])):
        return None
    name = "" if unit is None else unit[0].name
    room = to_decimal(found["room"])
    middle = to_decimal(found["middle"].removesuffix(found["inner"])) if found["middle"] else Decimal(0)
    if room is None or middle is None or (found["inner"] and found["inner"] != found["unit"]):
        return None
    return Expression(text, "range", quantity=Quantity(middle - room, name), upper=Quantity(middle + room, name))


def read_bounds(text: str, tight: str) -> Expression | None:
    """Bounds around a name or a letter: `95%≤X`, `95%<X≤100%`, `100%≥满意度≥90%`; None if the text has none."""
    found = None if _SIGNS_IN_TEXT.isdisjoint(tight[1:]) else _BOUNDS.fullmatch(tight)
    if found is None or unit_at(found["name"]) is not None:
        return None
    first = _SIGNS[found["first"]]
    if found["second"] is None:
        only = _bound(found, "one", "")
        return None if only is None else Expression(text, "quantity", sign=_TURNED[first], quantity=only)
    second = _SIGNS[found["second"]]
    if (first in ("<", "≤")) is not (second in ("<", "≤")):
        return None
    ends = ("one", "other") if first in ("<", "≤") else ("other", "one")
    opened = (first in ("<", ">"), second in ("<", ">"))
    return _between(text, found, ends, opened if ends[0] == "one" else (opened[1], opened[0]))


def read_between(text: str, tight: str) -> Expression | None:
    """An interval as mathematicians write it: `[90%,100%]`, `(90%,100%]`; None if the text is none."""
    found = _BRACKETS.fullmatch(tight)
    if found is None or (found["first"] + found["second"] == "()"):
        return None
    if not found["one_unit"] and len(found["other"]) == _GROUP:
        # [1,200] may be the number 1200.
        return None
    return _between(text, found, ("one", "other"), (found["first"] == "(", found["second"] == ")"))


def _between(text: str, found: re.Match[str], ends: tuple[str, str], opened: tuple[bool, bool]) -> Expression | None:
    low, high = (_bound(found, end, found["one_unit"] or found["other_unit"]) for end in ends)
    if low is None or high is None or low.unit != high.unit or low.amount > high.amount:
        return None
    return Expression(text, "range", quantity=low, upper=high, low_open=opened[0], high_open=opened[1])


def _bound(found: re.Match[str], end: str, abridged: str) -> Quantity | None:
    amount = to_decimal(found[end])
    printed = found[f"{end}_unit"] or abridged
    unit = unit_at(printed) if printed else None
    if amount is None or (printed and (unit is None or unit[1] != len(printed))):
        return None
    return Quantity(amount, "" if unit is None else unit[0].name)


def joined_bounds(first: Sign, between: str) -> bool:
    """Whether the words between two numbers make the one the lower and the other the upper bound of one band."""
    found = _JOINED.fullmatch(between)
    return first == "≥" and found is not None and sign_before(found["sign"]) == ("≤", "")
