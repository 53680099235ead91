"""Dates: a target date is a deadline; both sides are stretches of days as far as they are printed."""

from datetime import date

from perflint.language import Bilingual
from perflint.values.model import Expression, Moment, Verdict

# The days of a part of a month, and the months of a part of a year; year's end is December.
_DAYS = {"early": (1, 10), "middle": (11, 20), "late": (21, 31), "": (1, 31)}
_MONTHS = {"early": (1, 3), "middle": (5, 7), "late": (12, 12), "": (1, 12)}
_ANY_YEAR = 2000
_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def judge_dates(actual: Expression, target: Expression) -> Verdict:
    """The verdict where the target is a date: on or before it is met, later is missed."""
    if actual.standing == "not":
        return Verdict(
            "missed",
            Bilingual(
                zh=f"实际值为“{actual.word}”，未按 {target.text} 完成",
                en=f'"{actual.word}" does not reach {target.text}',
            ),
        )
    deadline = target.until or target.moment
    done = actual.until or actual.moment
    if actual.kind != "date" or deadline is None or done is None:
        return _cannot(actual, target, "实际值不是日期", "the actual is no date")
    if (deadline.month is None) is not (done.month is None) and (deadline.part == done.part == ""):
        return _coarse(actual, target, done, deadline)
    if _only_day(deadline) is not _only_day(done):
        return _cannot(actual, target, "一方没有月份", "one side names no month")
    year = deadline.year or done.year or _ANY_YEAR
    earliest, latest = _days(done, done.year or year)
    first, last = _days(deadline, deadline.year or year)
    return _compare(actual, target, (earliest, latest), (first, last))


def _compare(actual: Expression, target: Expression, done: tuple[date, date], due: tuple[date, date]) -> Verdict:
    pair = f"{actual.text} ↔ {target.text}"
    met = Verdict("met", Bilingual(zh=f"按时完成：{pair}", en=f"done in time: {pair}"))
    missed = Verdict("missed", Bilingual(zh=f"晚于目标日期：{pair}", en=f"later than the target: {pair}"))
    if target.sign in ("≥", ">"):
        if done[0] >= due[0]:
            return met
        early = Bilingual(zh=f"早于目标日期：{pair}", en=f"earlier than the target: {pair}")
        return (
            Verdict("missed", early)
            if done[1] < due[0]
            else _cannot(actual, target, "日期不够具体", "dates too coarse")
        )
    if actual.sign in ("≥", ">"):
        return (
            missed
            if done[0] > due[1]
            else _cannot(actual, target, "实际日期只写了最早时间", "the actual says only not before")
        )
    if target.sign == "<" and done[1] >= due[0]:
        # `9月前` done in September: some mean the month's beginning, some its end.
        return (
            missed
            if done[0] > due[1]
            else _cannot(actual, target, "“前”是否含当期不明确", "before may or may not include it")
        )
    if done[1] <= due[1]:
        return met
    if actual.sign in ("≤", "<") or done[0] <= due[1]:
        return _cannot(actual, target, "实际日期不够具体", "the actual date is too coarse")
    return missed


def _coarse(actual: Expression, target: Expression, done: Moment, deadline: Moment) -> Verdict:
    if done.year is not None and deadline.year is not None:
        return _compare(actual, target, _days(done, done.year), _days(deadline, deadline.year))
    return _cannot(actual, target, "日期不够具体", "the dates are too coarse")


def _only_day(moment: Moment) -> bool:
    return moment.month is None and moment.day is not None


def _days(moment: Moment, year: int) -> tuple[date, date]:
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


def _cannot(actual: Expression, target: Expression, zh: str, en: str) -> Verdict:
    pair = f"{actual.text} ↔ {target.text}"
    return Verdict("cannot_tell", Bilingual(zh=f"{zh}：{pair}", en=f"{en}: {pair}"))
