"""Sections that show a date or a time: the stored number counts days from the end of 1899 (or from 1904)."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from perflint.documents.spreadsheet.chinese_numerals import digits_as_written, number_as_written
from perflint.documents.spreadsheet.number_tokens import Token

_DAY = 24 * 60 * 60
_LAST = 2_958_465  # the 31st of December 9999
_DAYS_TO_1904 = 1462
# The first spreadsheet took 1900 for a leap year, and all others follow: day 60 is a 29th of February.
_LEAP_1900 = 60
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CHINESE_WEEKDAYS = "一二三四五六日"
_BUDDHIST = 543


def serial_of(day: date, seconds: int = 0) -> Decimal:
    """The stored number of a day and a time of it, counted from the end of 1899."""
    return Decimal((day - date(1899, 12, 30)).days) + Decimal(seconds) / _DAY


def show_date(tokens: Sequence[Token], value: Decimal, *, epoch_1904: bool = False) -> str | None:
    """The date or time as the section spells it; None for what is no date (below zero, after the year 9999)."""
    if epoch_1904:
        value += _DAYS_TO_1904
    if not 0 <= value < _LAST + 1:
        return None
    places = _fraction_places(tokens)
    unit = Decimal(1).scaleb(-places)
    seconds = (value * _DAY).quantize(unit, rounding="ROUND_HALF_UP")
    if seconds == (_LAST + 1) * _DAY:
        # Rounded up into the year 10000.
        return None
    moment = _Moment(seconds, half_day=any(token.text in ("am/pm", "a/p", "上午/下午") for token in tokens))
    numerals = next((token.text for token in tokens if token.kind == "numerals"), "")
    parts = [token.text for token in tokens if token.kind == "date"]
    out: list[str] = []
    seen = 0
    fraction = 0
    for token in tokens:
        if token.kind == "date":
            minute = token.text in ("m", "mm") and _is_minute(parts, seen)
            out.append(moment.part(token.text, minute=minute, numerals=numerals))
            seen += 1
        elif token.kind == "digit":
            out.append(moment.fraction(fraction))
            fraction += 1
        elif token.kind != "numerals":
            out.append(token.text)
    return "".join(out)


def _fraction_places(tokens: Sequence[Token]) -> int:
    return min(3, sum(token.kind == "digit" for token in tokens))


def _is_minute(parts: Sequence[str], place: int) -> bool:
    """An m is a minute right after hours or right before seconds."""
    before = [part for part in parts[:place] if "/" not in part]
    behind = parts[place + 1 : place + 2]
    return bool(before and before[-1].strip("[]")[0] == "h") or bool(behind and behind[0].strip("[]")[0] == "s")


class _Moment:
    """A moment in its parts; `half_day` counts hours from 1 to 12."""

    def __init__(self, seconds: Decimal, *, half_day: bool) -> None:
        self._total = int(seconds)
        self._fraction = f"{seconds % 1:.3f}"[2:]
        days, self._seconds = divmod(self._total, _DAY)
        self._year, self._month, self._day = _calendar(days)
        self._weekday = (days + 5) % 7
        self._half_day = half_day

    def fraction(self, place: int) -> str:
        """One digit of the fraction of a second."""
        return self._fraction[place] if place < len(self._fraction) else "0"

    def part(self, text: str, *, minute: bool, numerals: str) -> str:
        """What one part of the format shows."""
        shown = self._clock(text) or self._named(text)
        if shown is not None:
            return shown
        number, width = self._number(text, minute=minute)
        if not numerals:
            return str(number).zfill(width)
        if width >= 4 or text in ("yy", "e"):
            return digits_as_written(str(number).zfill(width), numerals)
        return number_as_written(Decimal(number), numerals)

    def _clock(self, text: str) -> str | None:
        afternoon = self._seconds >= _DAY // 2
        match text:
            case "am/pm":
                return "PM" if afternoon else "AM"
            case "a/p":
                return "P" if afternoon else "A"
            case "上午/下午":
                return "下午" if afternoon else "上午"
        if text.startswith("["):
            unit = {"h": 3600, "m": 60, "s": 1}[text[1]]
            return str(self._total // unit).zfill(len(text) - 2)
        return None

    def _named(self, text: str) -> str | None:
        month = _MONTHS[self._month - 1]
        names = {
            "mmm": month[:3],
            "mmmm": month,
            "mmmmm": month[0],
            "ddd": _WEEKDAYS[self._weekday][:3],
            "dddd": _WEEKDAYS[self._weekday],
            "aaa": _CHINESE_WEEKDAYS[self._weekday],
            "aaaa": "星期" + _CHINESE_WEEKDAYS[self._weekday],
        }
        return "公元"[: len(text)] if text.startswith("g") else names.get(text)

    def _number(self, text: str, *, minute: bool) -> tuple[int, int]:
        """The number of a part and the places that it fills."""
        letter = text[0]
        if letter in "yeb":
            year = self._year + (_BUDDHIST if letter == "b" else 0)
            return (year % 100, 2) if len(text) <= 2 and letter != "e" else (year, 4)
        hour = self._seconds // 3600
        numbers = {
            "d": self._day,
            "h": (hour % 12 or 12) if self._half_day else hour,
            "s": self._seconds % 60,
            "m": self._seconds // 60 % 60 if minute else self._month,
        }
        return numbers[letter], min(len(text), 2)


def _calendar(days: int) -> tuple[int, int, int]:
    if days == 0:
        return 1900, 1, 0
    if days == _LEAP_1900:
        return 1900, 2, 29
    day = date(1899, 12, 31 if days < _LEAP_1900 else 30) + timedelta(days)
    return day.year, day.month, day.day
