"""The format General: as many digits as a cell of ordinary width shows, eleven places at most."""

from decimal import Context, Decimal

_WIDTH = 11
_EXACT = Context(prec=400, rounding="ROUND_HALF_UP")


def show_general(value: Decimal) -> str:
    """The number without trailing zeros; beyond eleven places with an exponent: 1234567890123 → 1.23457E+12."""
    if not value:
        return "0"
    sign, magnitude = ("-", -value) if value < 0 else ("", value)
    exponent = magnitude.adjusted()
    if -5 < exponent < 0:
        return sign + _plain(_rounded(magnitude, 10 + exponent))
    if abs(exponent) < _WIDTH - 1:
        for shown in (_plain(magnitude), _plain(_rounded(magnitude, 10))):
            if len(shown) <= _WIDTH:
                return sign + shown
    if exponent == _WIDTH - 1:
        return sign + _plain(_EXACT.quantize(magnitude, Decimal(1)))
    digits = _rounded(magnitude, 6)
    mantissa = _plain(digits.scaleb(-digits.adjusted()))
    return f"{sign}{mantissa}E{'-' if digits.adjusted() < 0 else '+'}{abs(digits.adjusted()):02d}"


def _rounded(value: Decimal, digits: int) -> Decimal:
    return Context(prec=digits, rounding="ROUND_HALF_UP").plus(value)


def _plain(value: Decimal) -> str:
    shown = f"{value:f}"
    return shown.rstrip("0").rstrip(".") if "." in shown else shown
