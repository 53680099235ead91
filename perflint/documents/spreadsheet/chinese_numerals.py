"""Numbers in Chinese characters, as the formats DBNum1 (一二三), DBNum2 (壹贰叁) and DBNum3 (１２３) show them."""

from decimal import Decimal

_DIGITS = {"1": "〇一二三四五六七八九", "2": "零壹贰叁肆伍陆柒捌玖", "3": "０１２３４５６７８９"}
_STEPS = {"1": ("", "十", "百", "千"), "2": ("", "拾", "佰", "仟"), "3": ("", "十", "百", "千")}
_GROUPS = ("", "万", "亿", "万亿")
# 〇 is for single digits; within a number the character is 零.
_WITHIN = "零"


def digits_as_written(text: str, style: str) -> str:
    """Every digit of `text` replaced by its character: 2022 → 二〇二二."""
    return text.translate(str.maketrans("0123456789", _DIGITS[style]))


def number_as_written(value: Decimal, style: str) -> str:
    """The number as it is said: 12 → 十二 (style 1), 壹拾贰 (style 2); decimals digit by digit."""
    whole, _, decimals = f"{value.normalize():f}".partition(".")
    if len(whole) > 4 * len(_GROUPS):
        return digits_as_written(whole, style)
    text = _integer(int(whole), style)
    return f"{text}.{digits_as_written(decimals, style)}" if decimals else text


def _integer(number: int, style: str) -> str:
    if not number:
        return _DIGITS[style][0]
    parts: list[str] = []
    gap = False
    for group in range(len(_GROUPS) - 1, -1, -1):
        value = number // 10_000**group % 10_000
        if not value:
            gap = gap or bool(parts)
            continue
        if parts and (gap or value < 1000):
            parts.append(_WITHIN)
        parts.append(_thousands(value, style) + _GROUPS[group])
        gap = False
    text = "".join(parts)
    # Ten to nineteen are said without the one, except on cheques.
    return text[1:] if style == "1" and text.startswith("一十") else text


def _thousands(value: int, style: str) -> str:
    text, gap = "", False
    for step in range(3, -1, -1):
        digit = value // 10**step % 10
        if digit:
            text += (_WITHIN if gap and text else "") + _DIGITS[style][digit] + _STEPS[style][step]
            gap = False
        else:
            gap = True
    return text
