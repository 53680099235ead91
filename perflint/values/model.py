"""The values that forms print: numbers, money, rates, dates, targets, actuals, and the verdict on a pair of them.

Numbers are `Decimal` and keep the digits that were printed, so that a value knows its own precision:
`Decimal("9.90")` was printed to a hundredth.
"""

from decimal import Decimal
from typing import Literal

import msgspec

from perflint.language import Bilingual

# The sign of a comparison in its one canonical spelling; "" where a target prints none ("4条", "365天").
Sign = Literal["≥", ">", "≤", "<", "=", "≈", ""]

Result = Literal["met", "missed", "partly", "cannot_tell"]

# Where a qualitative word stands on the scale of a self-evaluation.
Standing = Literal["met", "partly", "not"]

TargetKind = Literal["quantity", "range", "date", "period", "frequency", "word", "choices", "compound", "statement"]


class Unreadable(msgspec.Struct, frozen=True, gc=False):
    """A printed text that is not what its place asks for, and why."""

    text: str
    reason: Bilingual


class Quantity(msgspec.Struct, frozen=True, gc=False):
    """An amount with its unit in canonical spelling ("%", "人次", "万元"); unit "" for a bare number.

    `amount` is in the printed unit and keeps the printed digits: `99.50%` is Quantity(Decimal("99.50"), "%").
    """

    amount: Decimal
    unit: str = ""


class Moment(msgspec.Struct, frozen=True, gc=False):
    """A date as far as it is printed: `7月15日` has no year, `2021年底` no month; part is early, middle, late or ""."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    part: str = ""


class Expression(msgspec.Struct, frozen=True, gc=False, cache_hash=True):
    """What a target or an actual says.

    kind        meaning and the members that are filled
    quantity    sign + quantity: `≥95%`, `4条`, `24小时内` (≤), `约150平方米` (≈), `80%以上` (≥)
    range       quantity and upper: `10-20次`, `3至5天`; an end that is left out is open: `95%<X≤100%`
    date        sign + moment: `7月15日`, `9月前` (<), `2021年12月31日之前` (≤); a span of dates has moment and until
    period      a stretch of time named by word: `全年`, `上下半年各一次`
    frequency   quantity per period: `1次/月`, `每季度一次`, `7*24`, `每月末`
    word        a known qualitative word with its standing: `及时` met, `基本及时` partly, `不及时` not
    choices     a template's list printed as if it were a value: `好坏`, `高中低`, `优良中差`
    compound    several quantities (parts): `100人次 车辆50次`
    statement   a phrase with a known qualitative stem or number, comparable only with itself: `覆盖到中队`

    word is the known word of a word, the canonical spelling of a frequency (`7*24`, `每月末`) or a period, and the
    phrase in front of a number or a date (`在编人数1392人`: 在编人数), "" where there is none.
    further is what is asked for or said beside the number or date (`≥95%，且无投诉`: 无投诉).
    A word for none at all (无, 未发生) carries the quantity 0; a number with a noun that is no unit (`15社区网格`) is a
    statement that carries the number.
    """

    text: str
    kind: TargetKind
    sign: Sign = ""
    quantity: Quantity | None = None
    upper: Quantity | None = None
    low_open: bool = False
    high_open: bool = False
    moment: Moment | None = None
    until: Moment | None = None
    word: str = ""
    standing: Standing | None = None
    choices: tuple[str, ...] = ()
    parts: tuple[Quantity, ...] = ()
    further: str = ""


Target = Expression
Actual = Expression


class Verdict(msgspec.Struct, frozen=True, gc=False):
    """Whether an actual meets its target, and why one can or cannot tell."""

    result: Result
    reason: Bilingual
