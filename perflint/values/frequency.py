"""How often, and how long: `每季度一次`, `7天*24小时`, `每月末`, `全年`, `上下半年各一次`."""

from decimal import Decimal

from perflint.patterns import pattern
from perflint.values.model import Expression, Moment, Quantity
from perflint.values.number import CHINESE, chinese_number, to_decimal
from perflint.values.sign import sign_after, sign_before
from perflint.values.units import unit_at
from perflint.values.vocabulary import word_set

_PERIODS = {
    "日": "天",
    "天": "天",
    "周": "周",
    "星期": "周",
    "月度": "月",
    "月": "月",
    "个月": "月",
    "季度": "季度",
    "季": "季度",
    "半年度": "半年",
    "半年": "半年",
    "年度": "年",
    "年": "年",
    "小时": "小时",
    "工作日": "工作日",
    "个工作日": "工作日",
    "学期": "学期",
    "学年": "学年",
    "旬": "旬",
    "两周": "两周",
    "两月": "两月",
    "两个月": "两月",
    "两年": "两年",
}
_EACH = pattern(f"(?:每|平均每)(?P<period>{'|'.join(sorted(_PERIODS, key=len, reverse=True))})")
_PLACES = {
    "初": "early",
    "月初": "early",
    "上旬": "early",
    "年初": "early",
    "中": "middle",
    "月中": "middle",
    "中旬": "middle",
    "末": "late",
    "底": "late",
    "月末": "late",
    "月底": "late",
    "下旬": "late",
    "年末": "late",
    "年底": "late",
    "季末": "late",
}
# What behind a number is a date within the period.
_DATES = {"月": "日号", "季度": "日号", "年": "月"}
_PART_NAMES = {"early": "初", "middle": "中", "late": "末"}
_AROUND_THE_CLOCK = pattern(
    r"(?:全年)?7(?:[天日][*×xX·/+、]?|[*×xX·/+、])24(?:小时|h|H)?(?P<tail>[\u4e00-\u9fff]{0,12})"
)
_COUNT = pattern(r"[0-9]+(?:\.[0-9]+)?|[零〇一二两三四五六七八九十百]+")
_HALVES = pattern(
    r"上、?下半年(?:度)?各?(?:完成|开展|组织|举办)?(?:[0-9一二两三四五]+[\u4e00-\u9fff]{1,2})?[\u4e00-\u9fff]{0,6}"
)
_TAIL = pattern(r"[\u4e00-\u9fff]{0,8}")
_LABEL = pattern(r"[\u4e00-\u9fff]{0,12}")


def read_frequency(text: str, tight: str) -> Expression | None:
    """A quantity per period, a recurring time, or round the clock; None if the text is none of these."""
    around = _AROUND_THE_CLOCK.fullmatch(tight)
    if around is not None:
        return Expression(text, "frequency", quantity=Quantity(Decimal(168), "小时/周"), word="7*24")
    found = _EACH.search(tight[:24])
    if found is None or _LABEL.fullmatch(tight[: found.start()]) is None:
        return None
    period = _PERIODS[found["period"]]
    rest = tight[found.end() :]
    if not rest:
        return Expression(text, "frequency", word=f"每{period}")
    place = next((name for name in sorted(_PLACES, key=len, reverse=True) if rest.startswith(name)), "")
    if place and _TAIL.fullmatch(rest[len(place) :]):
        return Expression(
            text, "frequency", word=f"每{period}{_PART_NAMES[_PLACES[place]]}", moment=Moment(part=_PLACES[place])
        )
    return _counted(text, rest, period)


def _counted(text: str, rest: str, period: str) -> Expression | None:
    number = _COUNT.search(rest[:16])
    if number is None:
        return None
    if number.start() == 0 and rest[number.end() : number.end() + 1] in _DATES.get(period, ""):
        # 每月25日前 is a day, and no 25 days.
        return None
    sign, label = sign_before(rest[: number.start()])
    if _LABEL.fullmatch(label) is None:
        return None
    counted = chinese_number(number.group()) if CHINESE.fullmatch(number.group()) else to_decimal(number.group())
    unit = unit_at(rest, number.end())
    if counted is None or unit is None or unit[0].composite:
        return None
    after, tail = sign_after(rest[unit[1] :])
    if _TAIL.fullmatch(tail) is None:
        return None
    quantity = Quantity(Decimal(counted), f"{unit[0].name}/{period}")
    return Expression(text, "frequency", sign=sign or after, quantity=quantity)


def read_period(text: str, tight: str) -> Expression | None:
    """A stretch of time named by word: `全年`, `上下半年各一次`."""
    if tight in word_set("periods") or _HALVES.fullmatch(tight):
        return Expression(text, "period", word=tight)
    return None
