"""Dates: a target date is a deadline; both sides are stretches of days as far as they are printed."""

from datetime import date

import msgspec

from perflint.patterns import pattern
from perflint.values.fold import normalise
from perflint.values.interval import unit_of
from perflint.values.model import Expression, Moment, Verdict
from perflint.values.reasons import not_achieved, verdict
from perflint.values.vocabulary import words

# The days of a part of a month, and the months of a part of a year; year's end is December.
_DAYS = {"early": (1, 10), "middle": (11, 20), "late": (21, 31), "": (1, 31)}
_MONTHS = {"early": (1, 3), "middle": (5, 7), "late": (12, 12), "": (1, 12)}
_ANY_YEAR = 2000
_DONE = "完成|支付|拨付|到位|验收|交付|办结|发放|完工|竣工|报送|上线|投用|兑付|兑现|结题|提交|开展|举办|实施"
_KEPT = pattern(rf"(?:均|都|已|全部|全额)*(?:按时|按期|如期|准时|提前)(?:均|都|已|全部|全额)*(?:{_DONE})+")
_EARLY = pattern(rf"(?:均|都|已|全部)*提前[0-9.]+(?:个)?(?:工作日|自然日|天|日|周|月|小时|年)(?:{_DONE})*")

Days = tuple[date, date]
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def judge_dates(actual: Expression, target: Expression, year: int | None = None) -> Verdict:
    """The verdict where the target is a date: on or before it is met, later is missed.

    A deadline without a year is of the form's year, and one of 次年 of the year after it.
    """
    deadline = target.until or target.moment
    done = actual.until or actual.moment
    if actual.standing == "not":
        return not_achieved(actual, target)
    if kept_in_time(actual):
        return verdict("met", actual, target, "填报按期完成", "the actual says that the date was kept")
    if actual.kind != "date" or deadline is None or done is None:
        return verdict("cannot_tell", actual, target, "实际值不是日期", "the actual is no date")
    if _next_year(actual) and not _next_year(target) and deadline.year is None:
        return verdict("missed", actual, target, "到次年才完成", "done in the next year only")
    if year is not None and deadline.year is None and done.year is not None:
        deadline = msgspec.structs.replace(deadline, year=year + _next_year(target))
    found = _by_days(actual, target, deadline, done)
    if found.result == "missed" and _next_year(target) and not _next_year(actual) and deadline.year is None:
        # 12月 answers 次年3月底前 in time, 2024年12月 does not: the form's year would tell.
        return verdict("cannot_tell", actual, target, "看不出是哪一年", "which year is meant is not said")
    return found


def kept_in_time(actual: Expression) -> bool:
    """按期完成, 按时发放, 提前12天: the actual says that a deadline or a limit was kept, without naming the day."""
    if actual.standing == "met" and actual.word and any(word in actual.word for word in words("on_time")):
        return True
    said = normalise(actual.text)
    if actual.kind == "quantity" and actual.sign == "" and actual.quantity is not None:
        family = unit_of(actual.quantity).family
        return family in ("time", "workday", "calendar") and _EARLY.fullmatch(said) is not None
    return actual.kind == "statement" and _KEPT.fullmatch(said) is not None


def _next_year(printed: Expression) -> bool:
    return any(word in printed.text for word in words("next_year"))


def _by_days(actual: Expression, target: Expression, deadline: Moment, done: Moment) -> Verdict:
    if _only_day(deadline) is not _only_day(done):
        return verdict("cannot_tell", actual, target, "一方没有月份", "one side names no month")
    year = deadline.year or done.year or _ANY_YEAR
    done_days, due_days = _days(done, done.year or year), _days(deadline, deadline.year or year)
    if target.sign in ("≥", ">"):
        return _not_before(actual, target, done_days, due_days)
    return _in_time(actual, target, done_days, due_days)


def _in_time(actual: Expression, target: Expression, done: Days, due: Days) -> Verdict:
    if done[0] > due[1] and actual.sign not in ("≤", "<"):
        return verdict("missed", actual, target, "晚于目标日期", "later than the target")
    if actual.sign in ("≥", ">"):
        return verdict("cannot_tell", actual, target, "实际值只写了最早时间", "the actual says only the earliest time")
    if target.sign == "<" and done[1] >= due[0]:
        # `9月前` done in September: some mean the month's beginning, some its end.
        return verdict(
            "cannot_tell", actual, target, "“前”是否含当期不明确", "whether that period itself is in time is not said"
        )
    if done[1] <= due[1]:
        return verdict("met", actual, target, "按时完成", "done in time")
    return verdict("cannot_tell", actual, target, "实际日期不够具体", "the actual date is too coarse")


def _not_before(actual: Expression, target: Expression, done: Days, due: Days) -> Verdict:
    if done[0] >= due[0] and actual.sign not in ("≤", "<"):
        return verdict("met", actual, target, "不早于目标日期", "not before the target")
    if done[1] < due[0] and actual.sign not in ("≥", ">"):
        return verdict("missed", actual, target, "早于目标日期", "earlier than the target")
    return verdict("cannot_tell", actual, target, "日期不够具体", "the dates are too coarse")


def _only_day(moment: Moment) -> bool:
    return moment.month is None and moment.day is not None


def _days(moment: Moment, year: int) -> Days:
    if moment.month is None and moment.day is None:
        first, last = _MONTHS[moment.part]
        return date(year, first, 1), date(year, last, _length(year, last))
    month = moment.month or 1
    if moment.day is not None:
        exact = date(year, month, min(moment.day, _length(year, month)))
        return exact, exact
    start, end = _DAYS[moment.part]
    return date(year, month, start), date(year, month, min(end, _length(year, month)))


def _length(year: int, month: int) -> int:
    leap = month == 2 and (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return _LENGTHS[month - 1] + leap
