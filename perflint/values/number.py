"""Numbers as forms print them, exact and with the printed digits.

number  = ["-" | "+"] whole ["." digits]
whole   = digits | 1*3digits *("," 3digits)
"""

from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache

from perflint.language import Bilingual
from perflint.patterns import pattern
from perflint.values.fold import close_up, fold
from perflint.values.model import Unreadable

# Beyond this a text is no amount that a budget could hold; the bound also keeps all arithmetic exact.
MAX_DIGITS = 28
_LONGEST = 120
EXACT = Context(prec=4 * MAX_DIGITS)

NUMBER = pattern(r"[-+]?(?:(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|\.[0-9]+)")
_LOOKS_NUMERIC = pattern(r"[-+0-9.,]*[0-9][-+0-9.,]*")

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
CHINESE = pattern("[零〇一二两三四五六七八九十百千]+")


def to_decimal(digits: str) -> Decimal | None:
    """The value of one printed number without blanks, or None when it is malformed or absurdly long."""
    if NUMBER.fullmatch(digits) is None:
        return None
    plain = digits.replace(",", "")
    if len(plain) > MAX_DIGITS + 2:
        return None
    return Decimal(plain)


def chinese_number(text: str) -> int | None:
    """`十二` → 12, `二〇二二` → 2022, `两百` → 200; None when the signs make no number."""
    if not text or len(text) > 12:
        return None
    if not any(sign in _TENS for sign in text):
        if len(text) > 1 and "两" in text:
            return None
        return int("".join(str(_DIGITS[sign]) for sign in text))
    total, digit, last = 0, 0, 10_000
    for sign in text:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
            continue
        scale = _TENS[sign]
        if scale >= last or (digit == 0 and scale != 10):
            return None
        total, digit, last = total + (digit or 1) * scale, 0, scale
    return total + digit


def too_long(text: str) -> bool:
    """Whether a text is longer than any printed number; such a text is not searched at all."""
    return len(text) > _LONGEST


def not_a_number(text: str, tight: str) -> Unreadable:
    """Why `text` (folded and closed up: `tight`) is not one number."""
    return Unreadable(text, _fault(text, tight))


def _fault(text: str, tight: str) -> Bilingual:
    shown = _short(tight)
    if not tight:
        return Bilingual(zh="空白，没有数字", en="blank, no number")
    if too_long(text):
        return Bilingual(zh="文字过长，不是一个数字", en="too long to be a number")
    if " " in tight and all(to_decimal(piece) is not None for piece in tight.split()):
        return Bilingual(zh="一格里有两个数字", en="two numbers where one is meant")
    if NUMBER.fullmatch(tight):
        return Bilingual(
            zh=f"超过{MAX_DIGITS}位，不可能是表内的数字", en=f"more than {MAX_DIGITS} digits; no form prints that"
        )
    if _LOOKS_NUMERIC.fullmatch(tight):
        return Bilingual(
            zh=f"“{shown}”的小数点或千分位写法不成数字", en=f'"{shown}" is malformed: check its points and commas'
        )
    kind = Bilingual(zh="不是数字", en="is not a number" if any(map(str.isalnum, tight)) else "is a mark, not a number")
    return Bilingual(zh=f"“{shown}”{kind.zh}", en=f'"{shown}" {kind.en}')


def _short(text: str) -> str:
    return text if len(text) <= 20 else text[:19] + "…"


@lru_cache(maxsize=4096)
def parse_number(text: str) -> Decimal | Unreadable:
    """A score, weight or amount without unit; a trailing 分 is allowed. Printed digits are kept: `9.90` → 9.90.

    Full-width digits, thousands separators and blanks do not matter. `7,00.0,77`, `—` and words are unreadable.
    """
    if too_long(text):
        return not_a_number(text, "…")
    tight = close_up(fold(text))
    value = to_decimal(tight.removesuffix("分"))
    return not_a_number(text, tight) if value is None else value


def scale(amount: Decimal, factor: Fraction) -> Decimal:
    """`amount` × `factor`, exact for the factors of money and percentages (powers of ten, ratios of them).

    Digits that the factor turns into whole units are not kept as decimals: 2.6 亿元 is 26000 万元, not 26000.0.
    """
    product = EXACT.divide(EXACT.multiply(amount, Decimal(factor.numerator)), Decimal(factor.denominator))
    digits = amount.as_tuple().exponent
    shift = len(str(factor.numerator)) - len(str(factor.denominator))
    places = min(0, (digits if isinstance(digits, int) else 0) + shift)
    return product.quantize(Decimal(1).scaleb(places), context=EXACT)
