"""A frequency beside the total that it makes in a year: `每季度2次，全年8次`, `12次（每月1次）`."""

from decimal import Decimal

from perflint.patterns import pattern
from perflint.values.counting import times_a_year
from perflint.values.frequency import read_frequency
from perflint.values.model import Expression, Quantity
from perflint.values.number import CHINESE, chinese_number, to_decimal
from perflint.values.sign import sign_after, sign_before
from perflint.values.units import resolve, unit_at

_EACH = "每"
_PIECES = pattern(r"(?P<one>[^,;、()]+)[,;、(](?:即|平均)?(?P<other>[^,;、()]+)\)?")
_TOTAL = pattern(
    r"(?:全年|年度|一年|年内|当年|本年)?(?:合计|总计|累计|总共|共计|共)?(?:完成|开展|组织|举办|检查|不定期)?(?P<sign>[^0-9一二三四五六七八九十百]*)"
    r"(?P<number>[0-9]+|[一二三四五六七八九十百]+)(?P<rest>.+)"
)


def read_yearly_total(text: str, tight: str) -> Expression | None:
    """The total of a cell that prints a frequency as well, where the two agree; None in every other case."""
    if _EACH not in tight:
        return None
    found = _PIECES.fullmatch(tight)
    if found is None or (_EACH in found["one"]) is (_EACH in found["other"]):
        return None
    often, whole = (found["one"], found["other"]) if _EACH in found["one"] else (found["other"], found["one"])
    each, total = read_frequency(text, often), _total(text, whole)
    if each is None or total is None or each.quantity is None or total.quantity is None:
        return None
    counted, _, period = each.quantity.unit.rpartition("/")
    mine, theirs = resolve(counted), resolve(total.quantity.unit)
    if mine is None or theirs is None or mine.key != theirs.key or each.sign not in ("", "=", "≥"):
        return None
    a_year = each.quantity.amount * times_a_year(period)
    agrees = a_year == total.quantity.amount or (total.sign == "≥" and a_year > total.quantity.amount)
    return total if agrees else None


def _total(text: str, whole: str) -> Expression | None:
    found = _TOTAL.fullmatch(whole)
    if found is None:
        return None
    sign, left = sign_before(found["sign"])
    number = chinese_number(found["number"]) if CHINESE.fullmatch(found["number"]) else to_decimal(found["number"])
    unit = unit_at(found["rest"])
    if left or not number or unit is None or unit[0].composite:
        return None
    after, tail = sign_after(found["rest"][unit[1] :])
    return (
        None
        if tail
        else Expression(text, "quantity", sign=sign or after, quantity=Quantity(Decimal(number), unit[0].name))
    )
