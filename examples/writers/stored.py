"""How a spreadsheet keeps what a clerk sees: numbers, rates and dates as values with a format that shows the same."""

import datetime as dt
import re
from decimal import Decimal
from typing import Literal, NamedTuple

Kind = Literal["text", "number", "percentage", "date"]

_NUMBER = re.compile(r"(?P<whole>0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.(?P<rest>\d+))?(?P<percent>%?)")
_DATE = re.compile(r"(\d{4})年([1-9]|1[0-2])月([1-9]|[12]\d|3[01])日")
# Day 60 of a workbook is a day that never was, so that real days count from here.
_FIRST_DAY = dt.date(1899, 12, 30)


class Stored(NamedTuple):
    """The value as a file holds it, and the format that shows it; `grouped` puts commas between the thousands."""

    kind: Kind
    value: str
    decimals: int = 0
    grouped: bool = False

    @property
    def code(self) -> str:
        """The number format in the notation of workbooks."""
        if self.kind == "text":
            return "@"
        if self.kind == "date":
            return 'yyyy"年"m"月"d"日"'
        rest = "." + "0" * self.decimals if self.decimals else ""
        return ("#,##0" if self.grouped else "0") + rest + ("%" if self.kind == "percentage" else "")

    @property
    def serial(self) -> str:
        """The value as the number that a workbook keeps; a date is a count of days."""
        if self.kind == "date":
            return str((dt.date.fromisoformat(self.value) - _FIRST_DAY).days)
        return self.value


def stored(text: str) -> Stored:
    """`99.00%` is 0.99 shown as 0.00%, `1,280,000.00` a number shown as #,##0.00, a whole date a date."""
    if found := _NUMBER.fullmatch(text):
        amount = Decimal(text.rstrip("%").replace(",", ""))
        percent = bool(found["percent"])
        value = f"{(amount / 100 if percent else amount).normalize():f}"
        return Stored("percentage" if percent else "number", value, len(found["rest"] or ""), "," in text)
    if found := _DATE.fullmatch(text):
        return Stored("date", dt.date(*map(int, found.groups())).isoformat())
    return Stored("text", text)
