"""Numbers inside rules: one decimal context, one rounding, one way to print."""

import unicodedata
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal, DivisionByZero, InvalidOperation, Overflow

from perflint.patterns import pattern

# 28 digits hold any amount of a budget in 元 to the fen, and rates far beyond what a form prints.
CONTEXT = Context(prec=28, rounding=ROUND_HALF_UP, traps=[DivisionByZero, InvalidOperation, Overflow])

_PRINTED = pattern(r"\d[\d,]*(?:\.(\d*))?")


def round_half_up(number: Decimal, digits: Decimal = Decimal(0)) -> Decimal:
    """`number` to `digits` decimals, a half away from zero, as clerks round."""
    return number.quantize(Decimal(1).scaleb(-int(digits)), rounding=ROUND_HALF_UP)


def floor(number: Decimal) -> Decimal:
    """The greatest whole number that is not above `number`."""
    return number.to_integral_value(rounding=ROUND_FLOOR)


def plain(number: Decimal) -> str:
    """`number` without exponent and without zeros behind the last digit that counts."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def shown(number: Decimal, digits: int = 6) -> str:
    """`number` as a trace prints it: at most `digits` decimals."""
    exponent = number.as_tuple().exponent
    if isinstance(exponent, int) and exponent < -digits:
        number = number.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP, context=CONTEXT)
    return plain(number)


def printed_unit(text: str, value: Decimal) -> Decimal:
    """One unit of the last digit that `text` prints, in the scale of `value`.

    `9.90` gives 0.01. A rate is a fraction, so `99.96%` with the value 0.9996 gives 0.0001; an amount printed in 万元
    and held in 元 gives its unit in 元. A value that is zero has no scale, so there only a percent sign counts.
    """
    found = _PRINTED.search(unicodedata.normalize("NFKC", text))
    if found is None:
        exponent = value.as_tuple().exponent
        return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)
    unit = Decimal(1).scaleb(-len(found[1] or ""))
    printed = Decimal(found[0].replace(",", "").rstrip("."))
    if value and printed:
        return unit * abs(value) / printed
    return unit / 100 if "%" in unicodedata.normalize("NFKC", text) else unit
