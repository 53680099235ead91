"""Number formats of spreadsheets: what a cell shows, from the value that it stores.

    0.9998    0.00%                → 99.98%
    200000    #,##0.00             → 200,000.00
    44926     yyyy"年"m"月"d"日"     → 2022年12月31日
    0.1+0.2   General              → 0.3

A format has up to four sections (positive; negative; zero; text), each with its own condition, colour and locale.
Source: ECMA-376 part 1, 18.8.31 (numFmts); where it is silent, what Excel and WPS show in a Chinese system.
"""

from collections.abc import Callable, Iterable
from decimal import Context, Decimal
from functools import lru_cache

import msgspec

from perflint.documents.spreadsheet.number_dates import show_date
from perflint.documents.spreadsheet.number_digits import show_digits
from perflint.documents.spreadsheet.number_general import show_general
from perflint.documents.spreadsheet.number_tokens import Kind, Token, sections_of

# A spreadsheet stores binary fractions and shows at most 15 of their digits: 0.30000000000000004 is 0.3.
_STORED = Context(prec=15, rounding="ROUND_HALF_UP")
_COMPARISONS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "<": lambda value, bound: value < bound,
    "<=": lambda value, bound: value <= bound,
    ">": lambda value, bound: value > bound,
    ">=": lambda value, bound: value >= bound,
    "=": lambda value, bound: value == bound,
    "<>": lambda value, bound: value != bound,
}


class Section(msgspec.Struct, frozen=True):
    """One section: its tokens, the condition that it is chosen by, and how it shows numbers."""

    tokens: tuple[Token, ...]
    comparison: str = ""
    bound: Decimal = Decimal(0)
    shape: Kind = "literal"

    def takes(self, value: Decimal) -> bool:
        """Whether the condition holds; a section without one takes everything."""
        return not self.comparison or _COMPARISONS[self.comparison](value, self.bound)


class NumberFormat(msgspec.Struct, frozen=True):
    """A compiled format code. `epoch_1904` counts days from 1904, as old workbooks from Macintosh do."""

    numbers: tuple[Section, ...]
    text: Section | None = None
    epoch_1904: bool = False

    @property
    def is_date(self) -> bool:
        """Whether the first section shows a date or a time."""
        return bool(self.numbers) and self.numbers[0].shape == "date"

    def show(self, number: Decimal) -> str:
        """What a cell with this number shows, outer blanks (room for signs and brackets) removed."""
        value = _STORED.plus(number)
        chosen = next((place for place, section in enumerate(self.numbers) if section.takes(value)), None)
        if chosen is None:
            return show_general(value)
        section = self.numbers[chosen]
        below_zero = section.comparison in ("<", "<=") and section.bound <= 0
        if value < 0 and (chosen > 0 or below_zero):
            # A section for negative numbers prints its own sign.
            value = -value
        if section.shape == "date":
            shown = show_date(section.tokens, value, epoch_1904=self.epoch_1904)
        else:
            shown = show_digits(section.tokens, value)
        return (show_general(value) if shown is None else shown).strip()

    def show_text(self, text: str) -> str:
        """What a cell with this text shows."""
        if self.text is None:
            return text
        return "".join(text if token.kind == "text" else token.text for token in self.text.tokens)


@lru_cache(maxsize=4096)
def compile_format(code: str, *, epoch_1904: bool = False) -> NumberFormat:
    """The format that `code` spells. What is not understood in it is shown as it is spelt; nothing is raised."""
    sections = [_section(tokens) for tokens in sections_of(code)[:4]]
    text = None
    if len(sections) > 3 or (sections and sections[-1].shape == "text"):
        text = sections.pop()
        if text.tokens == (Token("text", "@"),):
            text = None
    return NumberFormat(tuple(_with_conditions(sections)), text, epoch_1904)


def _section(tokens: Iterable[Token]) -> Section:
    kept: list[Token] = []
    comparison, bound = "", Decimal(0)
    for token in tokens:
        if token.kind == "condition":
            sign = token.text.rstrip("0123456789.-+Ee")
            comparison, bound = sign, Decimal(token.text[len(sign) :])
        else:
            kept.append(token)
    kinds = {token.kind for token in kept}
    shape: Kind = next((kind for kind in ("date", "text", "digit", "general") if kind in kinds), "literal")
    return Section(tuple(kept), comparison, bound, shape)


def _with_conditions(sections: list[Section]) -> list[Section]:
    """The sections with the conditions that hold where none is written; the last takes the rest."""
    if any(section.comparison for section in sections):
        return sections
    defaults = {2: (">=", ""), 3: (">", "<", "")}.get(len(sections), ("",) * len(sections))
    return [
        msgspec.structs.replace(section, comparison=comparison)
        for section, comparison in zip(sections, defaults, strict=True)
    ]
