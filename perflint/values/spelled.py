"""Amounts and dates in Chinese numerals: `一年内`, `百分之九十六点五`, `九成五`, `三分之二`, `十二月底前`."""

import re
from decimal import Decimal

from perflint.patterns import pattern
from perflint.values.model import Expression, Quantity, Unreadable
from perflint.values.moment import read_date
from perflint.values.number import CHINESE, EXACT, chinese_number
from perflint.values.quantity import read_quantities
from perflint.values.sign import sign_after, sign_before
from perflint.values.units import unit_at
from perflint.values.vocabulary import word_set

_NUMERAL = "[零〇一二两三四五六七八九十百千]"
_DIGIT = "[零〇一二三四五六七八九]"
# 百余人, 近百人: the scale alone is a number there.
_BARE_SCALES = {"百": 100, "千": 1000}
_SCALES_OF_SHARES = {**_BARE_SCALES, "万": 10000}
_SHARE = pattern(rf"(?P<of>万|{_NUMERAL}+)分之(?P<whole>{_NUMERAL}+)(?:点(?P<rest>{_DIGIT}+))?")
_TENTHS = pattern("(?P<tenths>[一二两三四五六七八九])成(?P<more>[一二三四五六七八九半])?")
# 二十二点五万元; 十二点前 is a time of day.
_POINT = pattern(f"点(?P<rest>{_DIGIT}+)")
_HALF_OF_ALL = pattern("(?P<over>过|超)半(?:数)?|(?P<sign>≥|不低于|不少于|至少|超过)?一半(?P<after>以上|以下|左右)?")
_DATE_PART = pattern(rf"(?P<number>{_NUMERAL}+)(?=[年月日号])")
_A_PLACE = pattern(rf"(?P<front>[\u3400-\u9fff]{{0,8}}(?:第|前))(?P<number>{_NUMERAL}+)(?P<unit>[名位批期届次轮]?)")
_LONGEST_DATE = 24
_UNITS_OF_SHARES = {"百": "%", "千": "‰", "万": "‱"}
_PLACES = Decimal("1E-12")
# 一 alone is as often a dash.
_DASH = "一"
_HALF = Decimal("0.5")


def read_spelled_date(text: str, tight: str) -> Expression | Unreadable | None:
    """A date in Chinese numerals: `二〇二三年十二月底前`, `六月三十日前`; None if the text is none."""
    if len(tight) > _LONGEST_DATE or not ("月" in tight or "年" in tight) or _DATE_PART.search(tight) is None:
        return None
    return read_date(text, _DATE_PART.sub(_in_digits, tight))


def _in_digits(found: re.Match[str]) -> str:
    value = chinese_number(found["number"])
    return found["number"] if value is None else str(value)


def read_spelled_number(text: str, tight: str) -> Expression | None:
    """A quantity in Chinese numerals that fills the text, with its sign in front or behind."""
    if "分" in tight or "成" in tight:
        share = _share(text, tight)
        if share is not None or "百分" in tight:
            return share
    return _half(text, tight) if "半" in tight else _counted(text, tight)


def read_spelled_place(text: str, tight: str) -> Expression | Unreadable | None:
    """A place in Chinese numerals: `前三名`, `全省第二`, `进入前五`; None if the text is none."""
    found = _A_PLACE.fullmatch(tight)
    place = None if found is None else chinese_number(found["number"])
    return None if found is None or not place else read_quantities(text, f"{found['front']}{place}{found['unit']}")


def _counted(text: str, tight: str) -> Expression | None:
    found = CHINESE.search(tight[:12])
    if found is None:
        return None
    sign, label = sign_before(tight[: found.start()])
    point = _POINT.match(tight, found.end())
    end = found.end() if point is None else point.end()
    vague, rest = sign_after(tight[end:])
    start = len(tight) - len(rest) if vague == ">" else end
    unit = unit_at(tight, start)
    whole = chinese_number(found.group()) or _BARE_SCALES.get(found.group() if sign or vague else "")
    if label or whole is None:
        return None
    value = Decimal(whole) if point is None else _decimal(whole, point["rest"])
    if unit is None:
        alone = tight == found.group() != _DASH
        return Expression(text, "quantity", quantity=Quantity(value)) if alone else None
    sign = sign or (vague if vague == ">" else "")
    after, tail = sign_after(tight[unit[1] :])
    if tail and tail not in word_set("completion_words"):
        return None
    return Expression(text, "quantity", sign=sign or after, quantity=Quantity(value, unit[0].name))


def _share(text: str, tight: str) -> Expression | None:
    tight = tight.replace("百分百", "百分之百")
    found = _SHARE.search(tight[:24]) or _TENTHS.search(tight[:16])
    if found is None:
        return None
    sign, label = sign_before(tight[: found.start()])
    after, tail = sign_after(tight[found.end() :])
    quantity = _tenths(found) if "tenths" in found.groupdict() else _parts(found)
    done = word_set("completion_words")
    if quantity is None or (label and label not in done) or (tail and tail not in done):
        return None
    return Expression(text, "quantity", sign=sign or after, quantity=quantity)


def _tenths(found: re.Match[str]) -> Quantity | None:
    tenths = chinese_number(found["tenths"])
    more = 5 if found["more"] == "半" else chinese_number(found["more"] or "零")
    return None if tenths is None or more is None else Quantity(Decimal(10 * tenths + more), "%")


def _parts(found: re.Match[str]) -> Quantity | None:
    of = _SCALES_OF_SHARES.get(found["of"]) or chinese_number(found["of"])
    whole = _BARE_SCALES.get(found["whole"]) or chinese_number(found["whole"])
    if whole is None or not of:
        return None
    amount = _decimal(whole, found["rest"] or "")
    unit = _UNITS_OF_SHARES.get(found["of"])
    if unit is not None:
        return Quantity(amount, unit)
    share = EXACT.divide(100 * amount, Decimal(of))
    return Quantity(share if share == share.quantize(_PLACES, context=EXACT) else share.quantize(_PLACES), "%")


def _decimal(whole: int, rest: str) -> Decimal:
    digits = "".join(str("零一二三四五六七八九".find(sign.replace("〇", "零"))) for sign in rest)
    return Decimal(f"{whole}.{digits}") if digits else Decimal(whole)


def _half(text: str, tight: str) -> Expression | None:
    """半年, 半个月内, 不少于半天: half of a stretch of time; 一半 and 过半: of a whole."""
    share = _HALF_OF_ALL.fullmatch(tight)
    if share is not None:
        sign = ">" if share["over"] else sign_before(share["sign"] or "")[0] or sign_after(share["after"] or "")[0]
        return Expression(text, "quantity", sign=sign, quantity=Quantity(Decimal(50), "%"))
    sign, label = sign_before(tight[: tight.index("半")])
    whole = unit_at(tight, tight.index("半"))
    unit = whole or unit_at(tight, tight.index("半") + 1)
    if label or unit is None or unit[0].family not in ("time", "calendar", "workday"):
        return None
    after, tail = sign_after(tight[unit[1] :])
    if tail and tail not in word_set("completion_words"):
        return None
    amount = Quantity(_HALF if whole is None else Decimal(1), unit[0].name)
    return Expression(text, "quantity", sign=sign or after, quantity=amount)
