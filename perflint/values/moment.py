"""Years and dates: `7月15日`, `2021年底`, `9月前完成`, `当月20日之前`, `2020年1月--2020年11月`.

span    = date ("-" | "~" | "至" | "到") date
date    = year month day | year month | year | month day | month | day, with 初 中 底 上旬 中旬 下旬
before  = 前 (<)  | 之前 以前 底前 (≤)
"""

from functools import lru_cache

from perflint.language import Bilingual
from perflint.patterns import pattern
from perflint.values.fold import close_up, fold
from perflint.values.further import asked_beside_a_date
from perflint.values.model import Expression, Moment, Sign, Unreadable
from perflint.values.number import chinese_number
from perflint.values.sign import sign_before

_YEAR = pattern(r"(?<![0-9])((?:19|20)[0-9]{2})(?=年|[-./][0-9]{1,2}(?![0-9])|[-.~至—]+(?:19|20)[0-9]{2}年)")
_BARE_YEAR = pattern(r"[(\[]?((?:19|20)[0-9]{2})(?:年度?)?[)\]]?")
_CHINESE_YEAR = pattern("([一二][零〇一二三四五六七八九]{3})年")
_YEAR_SEARCH_LIMIT = 2000

_DATE = pattern(
    r"(?:(?P<year>(?:19|20)[0-9]{2})年度?|(?P<relative>本年|当年|次年|第二年|每年))?"
    r"(?:(?P<month>[0-9]{1,2})月份?|(?P<this>当月|次月|本月|每月))?"
    r"(?:(?P<day>[0-9]{1,2})[日号])?"
    r"(?P<part>年?[初中底末]|[上中下]旬|月[初中底末])?"
)
_NUMERIC_DATE = pattern(
    r"(?P<year>(?:19|20)[0-9]{2})(?P<mark>[-./])(?P<month>0?[1-9]|1[0-2])"
    r"(?:(?P=mark)(?P<day>[0-9]{1,2})(?![0-9A-Za-z.%‰])"
    # `2069.01次` is a number: what follows year and month is the end, a mark, or a word such as 前 or 完成.
    r"|(?=$|[^0-9A-Za-z\u3400-\u9fff%‰]|[前之以后起至到完开年底内及]))"
)
_COMPACT_DATE = pattern(r"(?P<year>20[0-9]{2})(?P<month>0[1-9]|1[0-2])(?P<day>[0-3][0-9])(?![0-9])")
_SPAN_OF_YEARS = pattern(r"(?P<first>(?:19|20)[0-9]{2})[-~—至]+(?P<last>(?:19|20)[0-9]{2})年度?(?![0-9])")
_SPAN_OF_MONTHS = pattern(
    r"(?:(?P<year>(?:19|20)[0-9]{2})年)?(?P<first>[0-9]{1,2})[-~—至]+(?P<last>[0-9]{1,2})月份?(?![0-9])"
)
_SPAN_OF_DAYS = pattern(
    r"(?:(?P<year>(?:19|20)[0-9]{2})年)?(?P<month>[0-9]{1,2})月(?P<first>[0-9]{1,2})[-~—至]+(?P<last>[0-9]{1,2})[日号]"
)
_HALVES = {"上半年": (1, 6), "下半年": (7, 12), "前三季度": (1, 9)}
_QUARTER = pattern(r"(?:(?P<year>(?:19|20)[0-9]{2})年度?)?(?:第?(?P<quarter>[一二三四1-4])季度?|(?P<half>[上下]半年))")
_BETWEEN = pattern(r"(?:[-~—―]+|至|到)")
_BEFORE: tuple[tuple[str, Sign], ...] = (
    *(("底之前", "≤"), ("底以前", "≤"), ("底前", "≤"), ("末前", "≤"), ("日前", "≤"), ("号前", "≤")),
    *(("之前", "≤"), ("以前", "≤"), ("及之前", "≤"), ("前", "<"), ("以内", "≤"), ("内", "≤")),
    *(("之后", "≥"), ("以后", "≥"), ("后", ">"), ("起", "≥")),
)
_PARTS = {"初": "early", "上旬": "early", "中": "middle", "中旬": "middle", "底": "late", "末": "late", "下旬": "late"}
_LONGEST_WORDS = 14
_RELATIVE = ("当月", "次月", "本月", "每月", "当年", "次年", "本年", "第二年")
_HANZI = pattern(r"[\u4e00-\u9fff、,()（）“”\"]*")
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


@lru_cache(maxsize=1024)
def parse_year(text: str) -> int | Unreadable:
    """The one year that a head or title names: `（2022年度）`, `2023年1月-2023年12月`, `二〇二二年`.

    Unreadable where there is none, or where two different years stand.
    """
    tight = close_up(fold(text[:_YEAR_SEARCH_LIMIT]))
    years = {int(found) for found in _YEAR.findall(tight)}
    whole = _BARE_YEAR.fullmatch(tight)
    if whole is not None:
        years.add(int(whole[1]))
    for found in _CHINESE_YEAR.findall(tight):
        number = chinese_number(found)
        if number is not None and 1900 <= number < 2100:
            years.add(number)
    if len(years) == 1:
        return years.pop()
    if years:
        listed = "、".join(map(str, sorted(years)))
        return Unreadable(
            text, Bilingual(zh=f"同时写有{listed}年", en=f"names more than one year: {listed.replace('、', ', ')}")
        )
    return Unreadable(text, Bilingual(zh="没有写明年度", en="no year is printed"))


def _moment_at(text: str, start: int) -> tuple[Moment, Moment | None, int] | None:
    span = _span_at(text, start)
    if span is not None:
        return span
    quarter = _QUARTER.match(text, start)
    if quarter is not None:
        year = int(quarter["year"]) if quarter["year"] else None
        if quarter["half"]:
            first, last = _HALVES[quarter["half"]]
        else:
            number = "一二三四".find(quarter["quarter"]) + 1 or int(quarter["quarter"])
            first, last = 3 * number - 2, 3 * number
        return Moment(year, first), Moment(year, last), quarter.end()
    found = _NUMERIC_DATE.match(text, start) or _COMPACT_DATE.match(text, start)
    if found is not None:
        return (
            Moment(int(found["year"]), int(found["month"]), int(found["day"]) if found["day"] else None),
            None,
            found.end(),
        )
    found = _DATE.match(text, start)
    if (
        found is None
        or found.end() == start
        or not (found["year"] or found["month"] or found["day"] or (found["relative"] and found["part"]))
    ):
        return _named_part(text, start)
    part = _PARTS.get((found["part"] or "").lstrip("年月"), "")
    moment = Moment(
        int(found["year"]) if found["year"] else None,
        int(found["month"]) if found["month"] else None,
        int(found["day"]) if found["day"] else None,
        part,
    )
    return moment, None, found.end()


def _span_at(text: str, start: int) -> tuple[Moment, Moment, int] | None:
    years = _SPAN_OF_YEARS.match(text, start)
    if years is not None:
        return Moment(int(years["first"])), Moment(int(years["last"])), years.end()
    months = _SPAN_OF_MONTHS.match(text, start)
    found = months or _SPAN_OF_DAYS.match(text, start)
    if found is None:
        return None
    year = int(found["year"]) if found["year"] else None
    first, last = int(found["first"]), int(found["last"])
    if months is not None:
        return Moment(year, first), Moment(year, last), found.end()
    month = int(found["month"])
    return Moment(year, month, first), Moment(year, month, last), found.end()


def _named_part(text: str, start: int) -> tuple[Moment, Moment | None, int] | None:
    for name, part in (("年底", "late"), ("年末", "late"), ("年终", "late"), ("年中", "middle"), ("年初", "early")):
        if text.startswith(name, start):
            return Moment(part=part), None, start + len(name)
    return None


def _possible(moment: Moment) -> bool:
    if moment.month is not None and not 1 <= moment.month <= 12:
        return False
    longest = _DAYS[moment.month - 1] if moment.month is not None else 31
    return moment.day is None or 1 <= moment.day <= longest


def _start_of_date(text: str) -> int:
    for position in range(min(len(text), _LONGEST_WORDS)):
        sign = text[position]
        if sign in "0123456789年上下第前本当次" or (sign in "一二三四" and text.startswith("季度", position + 1)):
            return position
    return -1


def read_date(text: str, tight: str) -> Expression | Unreadable | None:
    """The date or span of dates in `tight` (folded, closed up), with a short phrase around it; None if it is none.

    `15日` or `3年` alone is a duration, not a date, and is left to the quantities.
    """
    start = _start_of_date(tight)
    while 0 <= start < min(len(tight), _LONGEST_WORDS):
        found = _moment_at(tight, start)
        if found is not None:
            return _finish(text, tight, start, found)
        following = _start_of_date(tight[start + 1 :])
        if following < 0 or tight[start].isdigit():
            return None
        start += 1 + following
    return None


def _finish(
    text: str, tight: str, start: int, found: tuple[Moment, Moment | None, int]
) -> Expression | Unreadable | None:
    moment, until, end = found
    between = _BETWEEN.match(tight, end)
    second = _moment_at(tight, between.end()) if between is not None else None
    if second is not None:
        until, end = second[1] or second[0], second[2]
        if moment.year is None and until.year is not None and tight[start : start + 1].isdigit():
            moment = Moment(until.year, moment.month, moment.day, moment.part)
        elif until.year is None and moment.year is not None:
            until = Moment(moment.year, until.month, until.day, until.part)
    sign, head = sign_before(tight[:start].rstrip(":"))
    after, tail = _before_sign(tight[end:])
    if after == "<" and (moment.day is not None or moment.part == "late"):
        # A named day or an end is itself still in time (6月30日前, 12月底前); a whole month (9月前) is left in doubt.
        after = "≤"
    if (
        len(tail) > _LONGEST_WORDS
        or _HANZI.fullmatch(tail) is None
        or _HANZI.fullmatch(head) is None
        or (head != "每月" and _is_duration(moment, until, after, tight[start:end], tight[end:]))
    ):
        return None
    if _counts_months(moment, until) and (sign or (moment.month or 0) % 6 == 0):
        # ≥14月 and 24月 are stretches of months, 13月 is a slip.
        return None
    if not _possible(moment) or (until is not None and not _possible(until)):
        return Unreadable(text, Bilingual(zh=f"“{tight}”不是日历上的日期", en=f'"{tight}" is no date of the calendar'))
    asked = asked_beside_a_date(tail)
    return Expression(text, "date", sign=sign or after, moment=moment, until=until, word=head, further=asked)


def _counts_months(moment: Moment, until: Moment | None) -> bool:
    return until is None and (moment.month or 0) > 12 and moment.year is None and moment.day is None and not moment.part


def _is_duration(moment: Moment, until: Moment | None, after: Sign, printed: str, tail: str) -> bool:
    if until is not None or moment.year is not None or moment.part or printed.startswith(_RELATIVE):
        return False
    within = tail.startswith(("内", "以内", "之内"))
    if moment.month is not None:
        # `3月内` is a stretch of three months, `3月` the month of March.
        return moment.day is None and "份" not in printed and within
    # `15日前` is a day of the month, `15日` and `15日内` are fifteen days.
    return after == "" or within


def _before_sign(tail: str) -> tuple[Sign, str]:
    for spelling, sign in _BEFORE:
        if tail.startswith(spelling):
            return sign, tail[len(spelling) :]
    return "", tail
