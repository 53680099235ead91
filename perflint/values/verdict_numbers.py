"""Quantities against quantities: both are sets of numbers, and the actual's set must lie inside the target's."""

from decimal import Decimal
from fractions import Fraction

from perflint.language import Bilingual
from perflint.values.interval import Interval, base_amount, stated, unit_of
from perflint.values.model import Expression, Quantity, Verdict
from perflint.values.units import Unit

_HIGHEST_FRACTION = Decimal("1.5")


def judge_numbers(actual: Expression, target: Expression, lower_is_better: bool | None) -> Verdict:
    """The verdict where the target is a quantity, a range or a frequency with a number."""
    if actual.quantity is None or actual.kind == "statement":
        return _words_for_a_number(actual, target)
    if actual.kind == "word" and base_amount(_quantity(target)) != 0:
        return _cannot(actual, target, "文字无法与数值比较", "words cannot be compared with a number")
    if _opposed(actual.word, target.word):
        return _cannot(actual, target, "两者说的不是同一件事", "the two speak of different things")
    here, there = unit_of(actual.quantity), unit_of(_quantity(target))
    if here.key != there.key and here.key and there.key and actual.kind != "word":
        return _different_units(actual, target, here, there)
    note = Bilingual(zh="", en="")
    if here.key != there.key and actual.kind != "word":
        if _fraction_or_percent(actual.quantity, here, _quantity(target), there):
            return _cannot(
                actual, target, "一方没有百分号，可能是小数", "one side lacks the percent sign and may be a fraction"
            )
        named = here.name or there.name
        note = Bilingual(
            zh=f"（一方未写单位，按同为“{named}”比较）", en=f" (one side prints no unit; {named} taken for both)"
        )
    have = stated(actual, there)
    want = _wanted(target, here, there, lower_is_better, have)
    if have is None or want is None:
        return _cannot(actual, target, "金额多少算好无法判断", "whether more or less money is better is not said")
    return _compare(actual, target, have, want, note, lower_is_better)


def _quantity(expression: Expression) -> Quantity:
    return expression.quantity or Quantity(Decimal(0))


def _wanted(
    target: Expression, here: Unit, there: Unit, lower_is_better: bool | None, have: Interval | None
) -> Interval | None:
    printed = stated(target, here)
    if printed is None or target.kind == "range" or target.sign not in ("", "="):
        return printed
    value = base_amount(_quantity(target), here)
    if lower_is_better or value == 0:
        return Interval(high=value)
    if there.family == "money" and lower_is_better is None:
        return printed if have == printed else None
    return Interval(low=value)


def _compare(
    actual: Expression,
    target: Expression,
    have: Interval,
    want: Interval,
    note: Bilingual,
    lower_is_better: bool | None,
) -> Verdict:
    shown = f"{_short(actual.text)} ↔ {_short(target.text)}"
    relation = have.relation(want)
    if relation == "inside":
        return Verdict("met", Bilingual(zh=f"达到目标：{shown}{note.zh}", en=f"the target is met: {shown}{note.en}"))
    if relation == "overlapping":
        return _cannot(actual, target, "实际值只给出范围", "the actual gives only a range")
    if _left_open(target, have, want, lower_is_better):
        return _cannot(
            actual, target, "超出所写的范围，好坏无法判断", "beyond what is printed; whether that is good is not said"
        )
    return Verdict(
        "missed", Bilingual(zh=f"未达到目标：{shown}{note.zh}", en=f"the target is missed: {shown}{note.en}")
    )


def _left_open(target: Expression, have: Interval, want: Interval, lower_is_better: bool | None) -> bool:
    above = want.high is not None and have.low is not None and have.low >= want.high
    if target.kind == "range":
        return above is not bool(lower_is_better) if lower_is_better is not None else above
    if target.sign != "≈":
        return False
    if above:
        return not lower_is_better
    # A little less than "about" is nothing to quarrel over.
    return lower_is_better is True or (
        have.high is not None and want.low is not None and have.high >= want.low - abs(want.low) * Fraction(1, 9)
    )


def _words_for_a_number(actual: Expression, target: Expression) -> Verdict:
    if actual.standing == "not":
        return Verdict(
            "missed",
            Bilingual(
                zh=f"实际值为“{actual.word}”，未达到目标 {target.text}",
                en=f'"{actual.word}" does not reach {target.text}',
            ),
        )
    if actual.kind == "compound":
        return _cannot(actual, target, "实际值里有几个数", "the actual holds several numbers")
    return _cannot(actual, target, "不是数值，无法比较", "the actual is no number")


def _different_units(actual: Expression, target: Expression, here: Unit, there: Unit) -> Verdict:
    if here.family == "percent":
        return _cannot(
            actual, target, "目标是数量，实际填的是完成率", "the target counts things, the actual is a completion rate"
        )
    return _cannot(
        actual, target, f"单位不同（{here.name}、{there.name}）", f"units differ ({here.name}, {there.name})"
    )


def _fraction_or_percent(actual: Quantity, here: Unit, target: Quantity, there: Unit) -> bool:
    if "percent" not in (here.family, there.family):
        return False
    bare, other = (actual, target) if here.key == "" else (target, actual)
    return 0 < abs(bare.amount) <= _HIGHEST_FRACTION and other.amount != bare.amount


_UP = ("增长", "上升", "增加", "提高", "提升", "上涨", "增幅", "增")
_DOWN = ("下降", "降低", "减少", "下滑", "缩短", "降幅", "减", "降")


def _opposed(label: str, other: str) -> bool:
    up, down = label.endswith(_UP), label.endswith(_DOWN)
    other_up, other_down = other.endswith(_UP), other.endswith(_DOWN)
    return (up and other_down) or (down and other_up)


def _cannot(actual: Expression, target: Expression, zh: str, en: str) -> Verdict:
    pair = f"{_short(actual.text)} ↔ {_short(target.text)}"
    return Verdict("cannot_tell", Bilingual(zh=f"{zh}：{pair}", en=f"{en}: {pair}"))


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"
