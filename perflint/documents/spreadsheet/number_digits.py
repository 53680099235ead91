"""Sections that show digits: #,##0.00, 0.0%, # ?/?, 0.00E+00, with literals between and around."""

from collections.abc import Iterator, Sequence
from decimal import Context, Decimal
from fractions import Fraction
from functools import lru_cache

import msgspec

from perflint.documents.spreadsheet.chinese_numerals import digits_as_written, number_as_written
from perflint.documents.spreadsheet.number_general import show_general
from perflint.documents.spreadsheet.number_tokens import Kind, Token
from perflint.patterns import pattern

_EXACT = Context(prec=400, rounding="ROUND_HALF_UP")
_USUAL = pattern(r"(#,##)?0(?:\.(0+))?(%?)")
_BLANK = {"0": "0", "?": " ", "#": ""}


class _Usual(msgspec.Struct, frozen=True):
    """A section like 0, #,##0.00 or 0.00%, as which nearly every number of a form is shown."""

    grouping: str
    smallest: Decimal
    percent: str

    def show(self, value: Decimal) -> str:
        """What `show_digits` gives."""
        magnitude = abs(value).scaleb(2) if self.percent else abs(value)
        rounded = _EXACT.quantize(magnitude, self.smallest)
        return f"{'-' if value < 0 else ''}{rounded:{self.grouping}f}{self.percent}"


@lru_cache(maxsize=256)
def _usual(tokens: tuple[Token, ...]) -> _Usual | None:
    if any(token.kind not in ("digit", "comma", "point", "percent") for token in tokens):
        return None
    found = _USUAL.fullmatch("".join(token.text for token in tokens))
    return _Usual("," if found[1] else "", Decimal(1).scaleb(-len(found[2] or "")), found[3]) if found else None


def show_digits(tokens: Sequence[Token], value: Decimal) -> str:
    """The number as the section spells it, its sign in front."""
    usual = _usual(tuple(tokens))
    if usual is not None:
        return usual.show(value)
    kinds = {token.kind for token in tokens}
    numerals = next((token.text for token in tokens if token.kind == "numerals"), "")
    sign = "-" if value < 0 else ""
    value = abs(value)
    for token in tokens:
        if token.kind == "percent":
            value = value.scaleb(2)
    if "digit" not in kinds:
        if "general" not in kinds:
            # Nothing but literals: the number itself is not shown, nor its sign.
            return "".join(_literal(token) for token in tokens)
        number = number_as_written(value, numerals) if numerals else show_general(value)
        return sign + "".join(number if token.kind == "general" else _literal(token) for token in tokens)
    if "exponent" in kinds:
        shown = _scientific(tokens, value)
    elif _slash(tokens) is not None:
        shown = _fraction(tokens, value)
    else:
        shown = _fixed(tokens, value)
    return sign + (digits_as_written(shown, numerals) if numerals else shown)


def _literal(token: Token) -> str:
    return "" if token.kind in ("comma", "numerals", "digit", "point", "exponent") else token.text


def _fixed(tokens: Sequence[Token], value: Decimal) -> str:
    """Digit places around one decimal point; commas behind the last place, of all or of the integer, divide by 1000."""
    places = [place for place, token in enumerate(tokens) if token.kind == "digit"]
    point = next((place for place, token in enumerate(tokens) if token.kind == "point"), len(tokens))
    whole = [place for place in places if place < point]
    decimals = [place for place in places if place > point]
    last = whole[-1] if whole else -1
    commas = [place for place, token in enumerate(tokens) if token.kind == "comma"]
    grouped = any(whole and whole[0] < place < last for place in commas)
    ends = {last, *places[-1:]}
    scale = (
        sum(any(place > end and _only_commas(tokens, end, place) for end in ends) for place in commas) if whole else 0
    )
    rounded = _EXACT.quantize(value.scaleb(-3 * scale), Decimal(1).scaleb(-len(decimals)))
    integer, _, fraction = f"{rounded:f}".partition(".")
    shown = _integer([tokens[place].text for place in whole], integer.lstrip("0"), grouped=grouped)
    filled = dict(zip(whole, shown, strict=True)) | dict(_decimals(tokens, decimals, fraction))
    out = []
    for place, token in enumerate(tokens):
        if token.kind == "digit":
            out.append(filled[place])
        elif token.kind == "point":
            # Places for an integer may be missing: .5 is shown so.
            out.append(("" if whole else integer.lstrip("0")) + "." if place == point else token.text)
        else:
            out.append(_literal(token))
    return "".join(out)


def _only_commas(tokens: Sequence[Token], start: int, end: int) -> bool:
    return all(token.kind == "comma" for token in tokens[start + 1 : end])


def _integer(places: Sequence[str], digits: str, *, grouped: bool) -> list[str]:
    """What each place of the integer shows, from left to right; the first takes all digits that are left."""
    shown: list[str] = []
    position = 0
    for number, place in enumerate(reversed(places)):
        is_first = number == len(places) - 1
        take = digits if is_first else digits[-1:]
        digits = "" if is_first else digits[:-1]
        text = ""
        for digit in reversed(take or _BLANK[place]):
            if grouped and position and position % 3 == 0 and digit != " ":
                text = "," + text
            text = digit + text
            position += 1
        shown.append(text)
    return shown[::-1]


def _decimals(tokens: Sequence[Token], places: Sequence[int], fraction: str) -> Iterator[tuple[int, str]]:
    """Each place with what it shows; zeros at the end only where the place asks for them."""
    needed = len(fraction.rstrip("0"))
    for number, place in enumerate(places):
        yield place, fraction[number] if number < needed else _BLANK[tokens[place].text]


def _scientific(tokens: Sequence[Token], value: Decimal) -> str:
    split = next(place for place, token in enumerate(tokens) if token.kind == "exponent")
    mantissa, power = tokens[:split], tokens[split + 1 :]
    point = next((place for place, token in enumerate(mantissa) if token.kind == "point"), len(mantissa))
    kinds: list[Kind] = [token.kind for token in mantissa]
    step = max(1, kinds[:point].count("digit"))
    decimals = kinds[point:].count("digit")
    exponent = value.adjusted() // step * step if value else 0
    scaled = _EXACT.quantize(value.scaleb(-exponent), Decimal(1).scaleb(-decimals))
    if scaled and scaled.adjusted() >= step:
        exponent += step
        scaled = value.scaleb(-exponent)
    sign = "-" if exponent < 0 else "+" if tokens[split].text == "E+" else ""
    return f"{_fixed(mantissa, scaled)}E{sign}{_fixed(power, Decimal(abs(exponent)))}"


def _slash(tokens: Sequence[Token]) -> int | None:
    """Where a fraction's stroke stands: digit places before it, places or digits behind it."""
    for place, token in enumerate(tokens):
        if token.kind != "slash" or not 0 < place < len(tokens) - 1 or tokens[place - 1].kind != "digit":
            continue
        if tokens[place + 1].kind == "digit" or tokens[place + 1].text.isdecimal():
            return place
    return None


def _fraction(tokens: Sequence[Token], value: Decimal) -> str:
    stroke = _slash(tokens) or 0
    start = stroke
    while start and tokens[start - 1].kind == "digit":
        start -= 1
    end = stroke + 1
    while end < len(tokens) and (tokens[end].kind == "digit" or tokens[end].text.isdecimal()):
        end += 1
    spelt = "".join(token.text for token in tokens[stroke + 1 : end])
    whole = tokens[:start]
    has_whole = any(token.kind == "digit" for token in whole)
    rest = Fraction(value) % 1 if has_whole else Fraction(value)
    if spelt.strip("0#?"):
        # A denominator that is written out, as in # ?/8; places beside it stand for nothing.
        denominator = int("".join(char for char in spelt if char.isdecimal())) or 1
        numerator = int(rest * denominator + Fraction(1, 2))
    else:
        near = rest.limit_denominator(10 ** min(len(spelt), 9) - 1)
        numerator, denominator = near.numerator, near.denominator
    integer = Decimal(int(value))
    if has_whole and numerator == denominator:
        integer, numerator = integer + 1, 0
    front = _fixed(whole, integer) if has_whole else "".join(_literal(token) for token in whole)
    back = "".join(_literal(token) for token in tokens[end:])
    if has_whole and not numerator:
        return (front.strip() or "0") + back
    return f"{front if integer or not has_whole else ''}{numerator}/{denominator}{back}"
