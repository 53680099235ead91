"""From cells to fields: the printed text joined and trimmed, the value parsed, the cells kept."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import TypeVar

from perflint import values
from perflint.documents.model import Cell
from perflint.forms.model import Field
from perflint.patterns import pattern
from perflint.values import Expression, Unreadable

T = TypeVar("T")

_HAN = "\u2018-\u201f\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f"
# A wrap inside a cell: a break, or the blank that text extraction left between two hanzi.
_WRAP = pattern(rf"[ \t\r\u3000\u00a0]*\n[ \t\r\u3000\u00a0]*|(?<=[{_HAN}])[ \u3000\u00a0]+(?=[{_HAN}])")
_BREAK = pattern(r"[ \t\r\u3000\u00a0]*\n[ \t\r\u3000\u00a0]*")
_TRIM = " \t\r\n\u3000\u00a0\u200b\ufeff"


def printed(text: str) -> str:
    """A cell's text as one line: wraps joined, outer blanks trimmed."""
    return _short_printed(text) if len(text) <= _SHORT else _printed(text)


def _printed(text: str) -> str:
    text = text.strip(_TRIM)
    if "\n" in text or " " in text or "\u3000" in text or "\u00a0" in text:
        return _WRAP.sub("", text)
    return text


# Numbers, labels and values come again and again, prose does not.
_SHORT = 60
_short_printed = lru_cache(maxsize=8192)(_printed)


def paragraphs(text: str) -> str:
    """A long text with its own line breaks kept and outer blanks trimmed."""
    return "\n".join(line.strip(_TRIM) for line in text.strip(_TRIM).split("\n"))


def joined(cells: Sequence[Cell]) -> str:
    """The printed text of cells that a page break or a wrap cut apart."""
    if len(cells) == 1:
        text = cells[0].text
        return _short_printed(text) if len(text) <= _SHORT else _printed(text)
    return printed("".join(printed(cell.text) for cell in cells))


def text_field(path: str, cells: Sequence[Cell], text: str | None = None) -> Field[str]:
    """A field whose value is its text."""
    if not cells and not text:
        return Field(path)
    shown = joined(cells) if text is None else text
    return Field(path, shown, shown or None, tuple(cells))


def parsed_field(
    path: str, cells: Sequence[Cell], parse: Callable[[str], T | Unreadable], text: str | None = None
) -> Field[T]:
    """A field whose printed text is read by `parse`."""
    if not cells and not text:
        return Field(path)
    shown = joined(cells) if text is None else text
    if not shown:
        return Field(path, "", None, tuple(cells))
    value = parse(shown)
    if isinstance(value, Unreadable):
        return Field(path, shown, None, tuple(cells), value.reason)
    return Field(path, shown, value, tuple(cells))


def number_field(path: str, cells: Sequence[Cell], text: str | None = None) -> Field[Decimal]:
    """A weight or a score, in points."""
    return parsed_field(path, cells, values.parse_number, text)


def weight_field(path: str, cells: Sequence[Cell], text: str | None = None) -> Field[Decimal]:
    """A weight, or a total, in points; one printed as a percentage is its share of the hundred: 15% is 15 points."""
    return parsed_field(path, cells, _parse_weight, text)


def _parse_weight(text: str) -> Decimal | values.Unreadable:
    return values.parse_number(text.rstrip().removesuffix("%").removesuffix("％"))


def money_field(path: str, cells: Sequence[Cell], unit: str) -> Field[Decimal]:
    """An amount in the form's money unit (元 or 万元)."""
    return parsed_field(path, cells, lambda text: values.parse_money(text, unit))


def rate_field(path: str, cells: Sequence[Cell]) -> Field[Decimal]:
    """An execution rate as a fraction."""
    return parsed_field(path, cells, values.parse_rate)


def target_field(path: str, cells: Sequence[Cell], text: str | None = None) -> Field[Expression]:
    """A target value."""
    return parsed_field(path, cells, values.parse_target, _value_text(cells) if text is None else text)


def actual_field(path: str, cells: Sequence[Cell], text: str | None = None) -> Field[Expression]:
    """An actual value."""
    return parsed_field(path, cells, values.parse_actual, _value_text(cells) if text is None else text)


def _value_text(cells: Sequence[Cell]) -> str:
    """Values keep their inner blanks: `100人次 车辆50次` are two quantities."""
    if len(cells) == 1 and "\n" not in cells[0].text:
        return cells[0].text.strip(_TRIM)
    return "".join(_BREAK.sub("", cell.text.strip(_TRIM)) for cell in cells)


def blank_field(path: str) -> Field[T]:
    """A field that the layout does not have."""
    return Field(path)
