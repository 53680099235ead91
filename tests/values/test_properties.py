"""What holds for every text: looks do not matter, nothing raises, nothing is slow, nothing is a float."""

import time
from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perflint.values import (
    Expression,
    Quantity,
    Unreadable,
    meets,
    parse_actual,
    parse_money,
    parse_number,
    parse_rate,
    parse_target,
    parse_year,
)
from perflint.values.sign import spellings

_UNITS = ["", "%", "‰", "次", "人次", "万元", "元/人/次", "平方米", "天", "次/篇", "亩", "TB"]
_SIGNS = ["≥", ">", "≤", "<", "=", "≈", ""]

_amounts = st.decimals(min_value=0, max_value=10**12, places=2).map(abs) | st.integers(0, 10**9).map(Decimal)
_positive = st.decimals(min_value=Decimal("0.01"), max_value=10**9, places=2)
_texts = st.text(max_size=200) | st.text(
    alphabet="0123456789.,%≥≤<>=~-—年月日次人元万亿前内以上每底至到/*() 　好坏基本不及时", max_size=200
)


def _wide(text: str) -> str:
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


def _meaning(parsed: Expression | Unreadable) -> object:
    """Everything but the printed text."""
    if isinstance(parsed, Unreadable):
        return "unreadable"
    return (parsed.kind, parsed.sign, parsed.quantity, parsed.upper, parsed.moment, parsed.until, parsed.standing)


@given(_amounts)
def test_full_width_separators_and_blanks_do_not_change_a_number(amount: Decimal) -> None:
    """Every way to print 1030700.00 is one value with the same digits."""
    plain, grouped = f"{amount:f}", f"{amount:,f}"
    looks = (
        plain,
        grouped,
        _wide(plain),
        _wide(grouped),
        grouped.replace(",", " "),
        f"　{plain} ",
        grouped.replace(",", ", "),
    )
    assert {str(parse_number(look)) for look in looks} == {plain}
    assert {str(parse_money(look, "元")) for look in looks} == {plain}


@given(_amounts, st.sampled_from(_SIGNS), st.sampled_from(_UNITS))
def test_looks_do_not_change_a_target(amount: Decimal, sign: str, unit: str) -> None:
    """Width, separators and blanks leave kind, sign and quantity of a target as they are."""
    plain = f"{sign}{amount:f}{unit}"
    expected = _meaning(parse_target(plain))
    for look in (
        _wide(plain),
        f"{sign}{amount:,f}{unit}",
        f" {sign} {amount:f} {unit}　",
        f"{sign}　{amount:,f}　{unit}",
    ):
        assert _meaning(parse_target(look)) == expected


@pytest.mark.parametrize(("spelling", "sign"), sorted(spellings().items()))
@pytest.mark.parametrize("unit", ["", "%", "次"])
def test_every_spelling_of_a_sign_gives_that_sign(spelling: str, sign: str, unit: str) -> None:
    """A sign in symbols or words, half or full width, is the one canonical sign."""
    for look in (f"{spelling}95{unit}", _wide(f"{spelling}95{unit}"), f"{spelling} 95 {unit}"):
        found = parse_target(look)
        assert isinstance(found, Expression)
        assert (found.kind, found.sign, found.quantity) == ("quantity", sign, Quantity(Decimal(95), unit))


@given(_amounts, st.sampled_from(_SIGNS), st.sampled_from(_UNITS))
def test_every_quantity_meets_itself(amount: Decimal, sign: str, unit: str) -> None:
    """A target copied as the actual, or spelled with other width, is met."""
    text = f"{sign}{amount:f}{unit}"
    target = parse_target(text)
    assert meets(parse_actual(text), target).result == "met"
    if sign in ("", "="):
        assert meets(parse_actual(f"={amount:,f} {unit}"), target).result == "met"


@given(_positive, _positive, _positive, st.sampled_from(["≥", ">", "", "="]))
def test_more_never_turns_met_into_missed(target: Decimal, one: Decimal, other: Decimal, sign: str) -> None:
    """Where at least is asked for, a larger actual is never judged worse."""
    lower, higher = sorted((one, other))
    asked = parse_target(f"{sign}{target:f}次")
    rank = {"missed": 0, "cannot_tell": 1, "met": 2}
    worse = meets(parse_actual(f"{lower:f}次"), asked).result
    better = meets(parse_actual(f"{higher:f}次"), asked).result
    assert rank[worse] <= rank[better]
    assert meets(parse_actual(f"{one:f}次"), asked).result == (
        "met" if (one > target if sign == ">" else one >= target) else "missed"
    )


@given(_positive, _positive, st.sampled_from(["≤", "<"]))
def test_less_is_met_where_at_most_is_asked_for(target: Decimal, actual: Decimal, sign: str) -> None:
    """An upper bound is met exactly by the numbers below it."""
    asked = parse_target(f"{sign}{target:f}%")
    met = actual < target if sign == "<" else actual <= target
    assert meets(parse_actual(f"{actual:f}%"), asked).result == ("met" if met else "missed")


@given(_amounts)
def test_money_converts_exactly_both_ways(amount: Decimal) -> None:
    """万元 to 元 and back is the same amount, without rounding."""
    in_yuan = parse_money(f"{amount:f}万元", "元")
    assert in_yuan == amount * 10_000
    assert parse_money(f"{amount:f}元", "万元") == amount / 10_000


@settings(max_examples=300)
@given(_texts, _texts)
def test_nothing_raises_and_nothing_is_a_float(one: str, other: str) -> None:
    """Any two texts are parsed and judged; amounts are Decimal; the same text gives the same answer."""
    for value in (parse_number(one), parse_money(one, "万元"), parse_rate(one)):
        assert isinstance(value, Decimal | Unreadable)
    assert isinstance(parse_year(one), int | Unreadable)
    actual, target = parse_actual(one), parse_target(other)
    for parsed in (actual, target):
        for quantity in () if isinstance(parsed, Unreadable) else (parsed.quantity, parsed.upper, *parsed.parts):
            assert quantity is None or type(quantity.amount) is Decimal
    for direction in (None, True, False):
        verdict = meets(actual, target, lower_is_better=direction)
        assert verdict.result in ("met", "missed", "partly", "cannot_tell")
        assert verdict.reason.zh
        assert verdict.reason.en
    assert parse_target(one) == actual


@pytest.mark.parametrize(
    "seed",
    [
        "0 ",
        "1",
        "1,",
        "每",
        "(1",
        "不",
        "年",
        " ",
        "1-",
        "A1",
        "及时",
        "百",
        ".,",
        "基本",
        "1年",
        "至1",
        "≥",
        "〇",
        "“",
    ],
)
@pytest.mark.parametrize("parse", [parse_number, parse_money, parse_rate, parse_year, parse_target])
def test_no_text_is_slow(parse: Callable[[str], object], seed: str) -> None:
    """Ten thousand characters of anything take under 50 ms, and so do the longest texts that are looked into."""
    parse("≥5次")  # loads the vocabulary
    for length in (10_000, 160, 120):
        text = (seed * length)[:length]
        start = time.process_time()
        parse(text)
        assert time.process_time() - start < 0.05
