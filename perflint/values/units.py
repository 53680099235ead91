"""Units: canonical spelling, family and exact conversion, from `rules/vocabulary/units.yaml`.

unit     = part *( ("/" | "每") part )
part     = [ multiple ] name | multiple          万人次  元  万
"""

from fractions import Fraction
from functools import cache, lru_cache

import msgspec

from perflint.rulebook import vocabulary_file
from perflint.values.fold import close_up, fold

_SLASHES = "/每"


class Unit(msgspec.Struct, frozen=True):
    """A unit of measure.

    name    canonical spelling: 平米 is 平方米, 个月 is 月, 次/ 篇 is 次/篇
    family  percent, money, count, time …; of a composite unit the family of its numerator
    key     two units convert into one another when their keys are equal
    factor  how many of the base unit of `key` one of this unit is
    period  the denominator's calendar or clock unit, for frequencies (次/月 → 月)
    """

    name: str
    family: str
    key: str
    factor: Fraction
    composite: bool = False
    period: str = ""


BARE = Unit(name="", family="", key="", factor=Fraction(1))


class _Table(msgspec.Struct, frozen=True):
    simple: dict[str, Unit]
    multiples: dict[str, Fraction]
    longest: int


@cache
def _table() -> _Table:
    raw = vocabulary_file("units")
    simple: dict[str, Unit] = {}
    for family, body in raw["families"].items():
        for name, entry in body["units"].items():
            exact = body["exact"]
            unit = Unit(name, family, family if exact else name, Fraction(entry["factor"]) if exact else Fraction(1))
            for spelling in (name, *entry.get("aliases", "").split()):
                simple[fold(spelling)] = unit
    multiples = {name: Fraction(factor) for name, factor in raw["multiples"].items()}
    return _Table(simple, multiples, max(map(len, simple)))


def _name_at(text: str, start: int) -> tuple[Unit, int] | None:
    table = _table()
    for end in range(min(len(text), start + table.longest), start, -1):
        unit = table.simple.get(text[start:end])
        if unit is not None and not _cuts_a_word(text, end):
            return unit, end
    return None


def _cuts_a_word(text: str, end: int) -> bool:
    # A Latin unit must not be the front of a longer Latin word: `m` in `mbar`.
    return end < len(text) and text[end - 1].isascii() and text[end - 1].isalpha() and _latin(text[end])


def _latin(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()


def _part_at(text: str, start: int) -> tuple[Unit, int] | None:
    plain = _name_at(text, start)
    if plain is not None:
        return plain
    table = _table()
    for width in (2, 1):
        multiple = text[start : start + width]
        factor = table.multiples.get(multiple)
        if factor is None or len(multiple) < width:
            continue
        counted = _name_at(text, start + width)
        if counted is None:
            return Unit(multiple, "", "", factor), start + width
        unit, end = counted
        return Unit(multiple + unit.name, unit.family, unit.key, factor * unit.factor), end
    return None


# What a unit below the stroke is made of: 元/人次 is 元/人/次, 元/人天 is 元/人/天. With the factor of its parts.
_MADE_OF = {"人次": (("人", "次"), 1), "人天": (("人", "time"), 86400), "人月": (("人", "calendar"), 1)}


def _divided(unit: Unit, divisor: Unit) -> tuple[str, Fraction]:
    """Key and factor of a quotient; 元/人/年, 元/年/人 and 元/人·年 have one key."""
    numerator, *divisors = unit.key.split("/")
    parts, times = _MADE_OF.get(divisor.key, ((divisor.key,), 1))
    return "/".join((numerator, *sorted((*divisors, *parts)))), unit.factor / divisor.factor / times


def unit_at(text: str, start: int = 0) -> tuple[Unit, int] | None:
    """The longest unit that begins at `start` of a folded text without blanks, and where it ends; None if none does."""
    first = _part_at(text, start)
    if first is None:
        return None
    unit, end = first
    while end + 1 < len(text) and text[end] in _SLASHES:
        below = _part_at(text, end + 1)
        if below is None:
            break
        divisor, end = below
        unit = Unit(
            f"{unit.name}/{divisor.name}",
            unit.family,
            *_divided(unit, divisor),
            composite=True,
            period=divisor.name if divisor.family in ("time", "calendar", "workday") else "",
        )
        product = _part_at(text, end + 1) if end < len(text) and text[end] == "·" else None
        if product is not None:
            divisor, end = product
            unit = Unit(
                f"{unit.name}·{divisor.name}",
                unit.family,
                *_divided(unit, divisor),
                composite=True,
            )
    return unit, end


@lru_cache(maxsize=1024)
def resolve(text: str) -> Unit | None:
    """The unit that `text` spells as a whole; `""` is the bare number's; None when it is not known."""
    tight = close_up(fold(text))
    if not tight:
        return BARE
    found = unit_at(tight)
    if found is None or found[1] != len(tight):
        return None
    return found[0]


def leading_multiple(unit: Unit) -> Fraction:
    """The multiple with which a unit's name begins: ten thousand of 万元; 1 where there is none."""
    for width in (2, 1):
        factor = _table().multiples.get(unit.name[:width])
        counted = resolve(unit.name[width:]) if factor is not None and len(unit.name) > width else None
        if factor is not None and counted is not None and factor * counted.factor == unit.factor:
            return factor
    return Fraction(1)


def same_unit_family(unit_a: str, unit_b: str) -> bool:
    """Whether amounts in the two units can be compared: the same unit, or convertible exactly (元 and 万元, % and ‰).

    人 and 人次, 个 and 家 are not the same; a bare number ("") is of no family but its own.
    """
    a, b = resolve(unit_a), resolve(unit_b)
    if a is None or b is None:
        return unit_a == unit_b
    return a.key == b.key
