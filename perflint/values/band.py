"""Bands of numbers printed with two bounds or a deviation: `≥95%且≤100%`, `90%≤X≤100%`, `±5%`, `10±1次`."""

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
_BETWEEN = pattern(r"(?P<low>≤|<=|≦)[A-Za-z\u3400-\u9fff]{1,8}(?P<sign>≤|<=|≦)")


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


def joined_bounds(first: Sign, between: str) -> bool:
    """Whether the words between two numbers make the one the lower and the other the upper bound of one band."""
    turned = _BETWEEN.fullmatch(between)
    if turned is not None:
        return first == ""
    found = _JOINED.fullmatch(between)
    return first == "≥" and found is not None and sign_before(found["sign"]) == ("≤", "")
