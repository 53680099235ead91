"""Amounts of money and rates, as budget cells print them."""

from decimal import Decimal
from functools import lru_cache

from perflint.language import Bilingual
from perflint.patterns import pattern
from perflint.values.fold import close_up, fold
from perflint.values.model import Unreadable
from perflint.values.number import EXACT, NUMBER, not_a_number, scale, to_decimal, too_long
from perflint.values.units import resolve

# Spreadsheets lose the percent sign: 0.9998 is a fraction and 99.98 a percentage. Rates between 1 and 1.5 are overspent
# fractions; nobody prints 1.2 % as an execution rate without its sign.
_HIGHEST_FRACTION = Decimal("1.5")
_MARKS = "¥￥$"
_REMARK = pattern(r"(?<=.)\((?P<inside>[^()]+)\)$")
_HANZI = pattern(r"[\u3400-\u9fff]")
# A fund that there is not: 上年结转资金 无.
_NOTHING = frozenset(("无", "零", "没有", "不适用", "不涉及", "未涉及"))


@lru_cache(maxsize=4096)
def parse_money(text: str, unit: str = "") -> Decimal | Unreadable:
    """An amount in `unit` (元, 万元 or 亿元; "" when the form names none).

    A cell that carries its own unit (`45万元`) is converted exactly into `unit`, or into 元 where that is ""; 无 is 0.
    """
    if too_long(text):
        return not_a_number(text, "…")
    tight = close_up(fold(text)).lstrip(_MARKS)
    if tight in _NOTHING:
        return Decimal(0)
    tight = _without_remark(tight)
    found = NUMBER.match(tight)
    value = to_decimal(found.group()) if found else None
    if found is None or value is None:
        return not_a_number(text, tight)
    own = tight[found.end() :]
    return _converted(text, tight, value, own, unit) if own else value


def _without_remark(tight: str) -> str:
    """854万(道路400万,水渠454万) is 854万, and 20(万元) is 20万元; what is no remark of words stays."""
    found = _REMARK.search(tight) if tight.endswith(")") else None
    if found is None:
        return tight
    front, inside = tight[: found.start()], found["inside"]
    if resolve(inside) is not None:
        return front + inside
    return front if len(_HANZI.findall(inside)) > 1 else tight


def _converted(text: str, tight: str, value: Decimal, own: str, unit: str) -> Decimal | Unreadable:
    printed, wanted = resolve(own), resolve(unit or "元")
    if printed is None or printed.composite or printed.family not in ("money", ""):
        if own[0] in "0123456789.,+- ":
            return not_a_number(text, tight)
        return Unreadable(
            text, Bilingual(zh=f"“{own}”不是金额单位", en=f'"{own}" is not a unit of money; 元, 万元 or 亿元 are')
        )
    if wanted is None or wanted.family != "money":
        return Unreadable(text, Bilingual(zh=f"未知的金额单位“{unit}”", en=f'unknown money unit "{unit}"'))
    return scale(value, printed.factor / wanted.factor)


@lru_cache(maxsize=4096)
def parse_rate(text: str) -> Decimal | Unreadable:
    """A rate as a fraction that keeps the printed precision: `99.96%` → 0.9996, `100.00%` → 1.0000, `0` → 0.

    A number without a sign is a percentage above 1.5 and a fraction up to 1.5 (a spreadsheet's bare 0.9996).
    """
    if too_long(text):
        return not_a_number(text, "…")
    tight = _without_remark(close_up(fold(text)))
    if tight.startswith("百分之"):
        tight = tight.removeprefix("百分之") + "%"
    sign = tight[-1:] if tight[-1:] in ("%", "‰") else ""
    value = to_decimal(tight.removesuffix(sign))
    if value is None:
        return not_a_number(text, tight)
    if sign == "‰":
        return value.scaleb(-3, context=EXACT)
    if sign == "%" or abs(value) > _HIGHEST_FRACTION:
        return value.scaleb(-2, context=EXACT)
    return value
