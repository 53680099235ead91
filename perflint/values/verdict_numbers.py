"""Quantities against quantities: both are sets of numbers, and the actual's set must lie inside the target's."""

from decimal import Decimal
from fractions import Fraction

import msgspec

from perflint.language import Bilingual
from perflint.patterns import pattern
from perflint.values.counting import Pair, brought_together, with_own_size
from perflint.values.interval import Interval, base_amount, stated, unit_of
from perflint.values.model import Expression, Quantity, Verdict
from perflint.values.reasons import not_achieved, verdict
from perflint.values.units import Unit, resolve
from perflint.values.verdict_dates import kept_in_time
from perflint.values.verdict_units import by_nature
from perflint.values.vocabulary import words
from perflint.values.wording import narrows

_HIGHEST_FRACTION = Decimal("1.5")
# Of an "about" target, what lies between a tenth and a fifth below is nothing to quarrel over.
_A_LITTLE_LESS = Fraction(8, 9)
# Without sign these are as often a limit (respond within 2 小时) as a duty (2 小时 of lessons).
_LIMIT_UNSAID = ("时间是上限还是下限不明确", "whether the time is a limit or a duty is not said")
_LIMIT_OR_DUTY = ("秒", "毫秒", "分钟", "小时", "工作日")
_DAY, _HALF_A_YEAR = "天", 180
_UP = ("增长", "上升", "增加", "提高", "提升", "上涨", "增幅", "增速")
_DOWN = ("下降", "降低", "减少", "下滑", "缩短", "降幅", "节约", "节省")
# 2级 is better than 1级 of some things and worse of others.
_LEVEL = "级"
_GAINED = ("增收", "创收", "增加")
_FELL = ("下降", "降低", "减少", "下滑")
# 提升 may praise whatever it was; these only say which way a number went.
_ROSE_PLAINLY = ("增长", "上升", "增加", "上涨", "增幅", "增速")
_FELL_PLAINLY = (*_FELL, "降幅")
_ZERO = Quantity(Decimal(0))
# 提前3天 is no place.
_PLACE = pattern("(?:第|排名|(?:^|[名列位入进居国省市县区])前)$")
_PLACE_UNITS = frozenset(("人", "名次", "", "%"))
_ALL = Quantity(Decimal(100), "%")
_NOTHING = Bilingual(zh="", en="")


def judge_numbers(actual: Expression, target: Expression, lower_is_better: bool | None) -> Verdict:
    """The verdict where the target is a quantity, a range or a frequency with a number."""
    actual = _counting_the_same(actual, target)
    if actual.kind == "word" and not lower_is_better and _says_all(actual, target):
        actual = msgspec.structs.replace(actual, kind="quantity", quantity=_ALL)
    if _is_time_limit(target) and kept_in_time(actual):
        return verdict("met", actual, target, "填报在期限内完成", "the actual says that the limit was kept")
    if target.quantity is None or actual.quantity is None or actual.kind == "statement":
        return _no_number(actual, target)
    if target.word.endswith(_DOWN):
        # 下降5% of what should be low asks for a fall of at least that much.
        lower_is_better = None
    if not (actual.quantity.unit and target.quantity.unit):
        actual, target = with_own_size(actual, target)
    if (actual.word or target.word) and (ranked := _ranked(actual, target)) is not None:
        return ranked
    here, there = unit_of(actual.quantity or _ZERO), unit_of(target.quantity or _ZERO)
    unlike = _unlike(actual, target, here, there, lower_is_better)
    if unlike is not None:
        return unlike
    have = stated(actual, there)
    want = _wanted(target, here, there, lower_is_better)
    plain = target.sign == target.word == "" and target.kind == "quantity" and lower_is_better is None
    if plain and here.key == there.key and _limit_or_duty(target, there) and (have.low or 0) > (want.low or 0):
        return verdict("cannot_tell", actual, target, *_LIMIT_UNSAID)
    note = _NOTHING if here.key == there.key or actual.kind == "word" else _same_unit_taken(here, there)
    return _compare(
        actual, target, have, want, note=note, doubt=_open_question(target, have, want, there, lower_is_better)
    )


def _counting_the_same(actual: Expression, target: Expression) -> Expression:
    """131矿次 under ≥120矿次: a noun that is no unit of measure, and the very one that the target counts."""
    if actual.kind != "statement" or actual.quantity is None or target.quantity is None:
        return actual
    if not actual.quantity.unit or actual.quantity.unit != target.quantity.unit:
        return actual
    return msgspec.structs.replace(actual, kind="quantity")


def _is_time_limit(target: Expression) -> bool:
    if target.quantity is None or target.sign not in ("≤", "<"):
        return False
    # 每学期开学后1个月内 is read as 1月/学期.
    time = resolve(target.quantity.unit.partition("/")[0])
    return time is not None and time.family in ("time", "workday", "calendar")


def _ranked(actual: Expression, target: Expression) -> Verdict | None:
    """前10名 and 第8名: of places the lower is the better; 第3批 and 第5批 are only different ones."""
    ranks = [_PLACE.search(one.word) is not None if one.word else False for one in (actual, target)]
    if not any(ranks) or actual.quantity is None or target.quantity is None:
        return None
    if not all(ranks) or not {actual.quantity.unit, target.quantity.unit} <= _PLACE_UNITS:
        if actual.quantity == target.quantity:
            return None
        return verdict("cannot_tell", actual, target, "名次无法比较", "places cannot be compared")
    if actual.quantity.amount <= target.quantity.amount:
        return verdict("met", actual, target, "名次达到目标", "the place is reached")
    return verdict("missed", actual, target, "名次低于目标", "the place is below the target's")


def _says_all(actual: Expression, target: Expression) -> bool:
    """全覆盖 and 全部合格 are 100% of what is asked for."""
    return (
        target.quantity is not None
        and target.sign in ("", "=", "≥")
        and actual.standing == "met"
        and unit_of(target.quantity).family == "percent"
        and any(word in actual.word for word in words("whole_words"))
    )


def _compare(
    actual: Expression, target: Expression, have: Interval, want: Interval, *, note: Bilingual, doubt: Bilingual | None
) -> Verdict:
    relation = have.relation(want)
    if relation == "inside":
        return verdict("met", actual, target, f"达到目标{note.zh}", f"the target is met{note.en}")
    if relation == "overlapping":
        return verdict("cannot_tell", actual, target, "实际值只给出范围", "the actual gives only a range")
    if doubt is not None:
        return verdict("cannot_tell", actual, target, doubt.zh, doubt.en)
    return verdict("missed", actual, target, f"未达到目标{note.zh}", f"the target is missed{note.en}")


def _no_number(actual: Expression, target: Expression) -> Verdict:
    if actual.standing == "not":
        return not_achieved(actual, target)
    if actual.kind == "compound":
        return verdict("cannot_tell", actual, target, "实际值里有几个数", "the actual holds several numbers")
    return verdict("cannot_tell", actual, target, "实际值不是数值，无法比较", "the actual is no number")


def _unlike(
    actual: Expression, target: Expression, here: Unit, there: Unit, lower_is_better: bool | None
) -> Verdict | None:
    if actual.kind == "word":
        # 未发生重大事故 leaves open what else happened.
        bounded = (lower_is_better or target.sign in ("≤", "<")) and there.family != "money"
        if (bounded or base_amount(target.quantity or _ZERO) == 0) and not narrows(actual.word):
            return None
        return verdict("cannot_tell", actual, target, "文字无法与数值比较", "a word cannot be compared with a number")
    moved = _other_direction(actual, target, here, there)
    if moved is not None:
        return moved
    if here.key and there.key and here.key != there.key:
        pair = brought_together(actual, target)
        return (
            by_nature(actual, target, here, there)
            or (pair and _together(pair, lower_is_better))
            or _different_units(actual, target, here, there)
        )
    if _perhaps_a_fraction(actual.quantity or _ZERO, here, target.quantity or _ZERO, there):
        en = "one side lacks its percent sign and may be a fraction"
        return verdict("cannot_tell", actual, target, "一方没有百分号，可能是小数", en)
    return None


def _other_direction(actual: Expression, target: Expression, here: Unit, there: Unit) -> Verdict | None:
    if actual.word and went_the_other_way(actual, target):
        return verdict("missed", actual, target, "方向相反", "the opposite direction")
    if actual.word and _opposed(actual.word, target.word):
        return verdict("cannot_tell", actual, target, "一升一降，无法比较", "one speaks of a rise, the other of a fall")
    if not actual.word and _level_or_fall(actual, target, here, there):
        zh, en = "没有写是降了多少还是降到多少", "whether it fell by or to that figure is not said"
        return verdict("cannot_tell", actual, target, zh, en)
    if actual.word and _fell_unasked(actual, target, here, there):
        return verdict("cannot_tell", actual, target, "只说下降了多少", "the actual says by how much it fell")
    if there.name == _LEVEL and (actual.quantity, actual.sign, actual.kind) != (target.quantity, "", target.kind):
        return verdict(
            "cannot_tell", actual, target, "级别高低的方向不明确", "whether a higher level is better is not said"
        )
    return None


def went_the_other_way(actual: Expression, target: Expression) -> bool:
    """上升3% under 下降10%: whatever the figures are, it moved the way that was not wanted."""
    asked_to_rise = target.word.endswith(_ROSE_PLAINLY) and target.sign not in ("≤", "<")
    if not asked_to_rise and not target.word.endswith(_FELL_PLAINLY):
        return False
    other_way = _FELL_PLAINLY if asked_to_rise else _ROSE_PLAINLY
    figures = (actual.quantity, target.quantity)
    return actual.word.endswith(other_way) and all(one is not None and one.amount > 0 for one in figures)


def _level_or_fall(actual: Expression, target: Expression, here: Unit, there: Unit) -> bool:
    """A bare 6% under 较上年下降5%; the very figure of the target repeats it."""
    asked = target.sign == "" and target.word.endswith(_FELL_PLAINLY)
    plain = actual.kind == "quantity" and actual.sign == "" and here.key == there.key
    return asked and plain and actual.quantity != target.quantity


def _fell_unasked(actual: Expression, target: Expression, here: Unit, there: Unit) -> bool:
    """下降2% under ≥5%: of a growth it is a loss, of a 下降率 too little; under ≤5% it is met in either case."""
    if not actual.word.endswith(_FELL) or target.word.endswith(_DOWN):
        return False
    return target.sign not in ("≤", "<") or stated(actual, there).relation(stated(target, here)) != "inside"


def _together(pair: Pair, lower_is_better: bool | None) -> Verdict | None:
    """Units that count the same things, and times a month beside a year's total; None where that decides nothing."""
    actual, target = pair.actual, pair.target
    if actual.quantity is None or target.quantity is None:
        return None
    here, there = unit_of(actual.quantity), unit_of(target.quantity)
    have, want = stated(actual, there), _wanted(target, here, there, lower_is_better)
    if have.relation(want) == "inside":
        return verdict("met", actual, target, "折算后达到目标", "the target is met, once both are counted alike")
    if pair.short is None or have.high is None or want.low is None:
        return None
    if have.high < want.low * pair.short:
        return verdict("missed", actual, target, "折算到全年仍未达到目标", "the target is missed, counted over a year")
    return None


def _different_units(actual: Expression, target: Expression, here: Unit, there: Unit) -> Verdict:
    if here.family == "percent":
        return verdict(
            "cannot_tell",
            actual,
            target,
            "目标是数量，实际填的是完成率",
            "the target counts things, the actual is a completion rate",
        )
    return verdict(
        "cannot_tell",
        actual,
        target,
        f"单位不同（{here.name}、{there.name}）",
        f"units differ ({here.name}, {there.name})",
    )


def _perhaps_a_fraction(given: Quantity, here: Unit, asked: Quantity, there: Unit) -> bool:
    if here.key == there.key or "percent" not in (here.family, there.family):
        return False
    bare, other = (given, asked) if here.key == "" else (asked, given)
    return 0 < abs(bare.amount) <= _HIGHEST_FRACTION and other.amount != bare.amount


def _same_unit_taken(here: Unit, there: Unit) -> Bilingual:
    name = here.name if here.key else there.name
    return Bilingual(zh=f"（一方未写单位，按“{name}”比较）", en=f" (one side prints no unit; {name} is taken for both)")


def _wanted(target: Expression, here: Unit, there: Unit, lower_is_better: bool | None) -> Interval:
    printed = stated(target, here)
    if target.kind == "range" or target.sign not in ("", "="):
        return printed
    value = printed.low
    if lower_is_better or value == 0:
        return Interval(high=value)
    if _either_way(target, there, lower_is_better):
        return printed
    return Interval(low=value)


def _either_way(target: Expression, there: Unit, lower_is_better: bool | None) -> bool:
    """Money of which nothing says whether more or less is better; of what is saved or earned more is."""
    return there.family == "money" and lower_is_better is None and not target.word.endswith((*_DOWN, *_GAINED))


def _open_question(
    target: Expression, have: Interval, want: Interval, there: Unit, lower_is_better: bool | None
) -> Bilingual | None:
    """Why an actual outside of the target's numbers need not have missed it; None where it has."""
    above = want.high is not None and have.low is not None and have.low >= want.high
    unsigned = target.sign in ("", "=") and target.kind != "range"
    if unsigned and _either_way(target, there, lower_is_better) and want.low == want.high:
        return Bilingual(
            zh="金额不同，多好还是少好无法判断", en="amounts differ, and whether more or less is better is not said"
        )
    if unsigned and target.sign == "" and lower_is_better is None and not above and _limit_or_duty(target, there):
        return Bilingual(*_LIMIT_UNSAID)
    if target.kind == "range":
        # ±5%: either side of 0 is worse.
        return None if want.low is not None and want.low == -(want.high or 0) else _beyond(above, lower_is_better)
    if target.sign == "≈" and (above or lower_is_better):
        return _beyond(above, lower_is_better)
    if target.sign == "≈" and have.high is not None and want.low is not None and have.high >= want.low * _A_LITTLE_LESS:
        return Bilingual(zh="与“约”数相差不大", en="not far from the approximate target")
    return None


def _limit_or_duty(target: Expression, there: Unit) -> bool:
    """2小时 and 5天 are as often a time that is not to be exceeded; 365天 is a duty."""
    if there.name in _LIMIT_OR_DUTY:
        return True
    return there.name == _DAY and target.quantity is not None and abs(target.quantity.amount) < _HALF_A_YEAR


def _beyond(above: bool, lower_is_better: bool | None) -> Bilingual | None:
    worse = above if lower_is_better else not above
    if worse:
        return None
    return Bilingual(
        zh="超出所写的范围，好坏无法判断", en="beyond what is printed, and whether that is good is not said"
    )


def _opposed(label: str, other: str) -> bool:
    return (label.endswith(_UP) and other.endswith(_DOWN)) or (label.endswith(_DOWN) and other.endswith(_UP))
