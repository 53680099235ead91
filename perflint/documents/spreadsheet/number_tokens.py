"""The pieces of a number format's code.

#,##0.00"元";[Red]\\-#,##0.00"元"     two sections; digits, comma, point, literals; the colour is dropped
[$-804]yyyy"年"m"月"                  a locale (dropped), date parts and literals
"""

import re
from collections.abc import Iterator
from typing import Literal

import msgspec

from perflint.patterns import pattern

Kind = Literal[
    "literal", "digit", "comma", "point", "percent", "exponent", "general", "text", "date", "elapsed", "condition",
    "numerals", "slash",
]  # fmt: skip


class Token(msgspec.Struct, frozen=True):
    """One piece; `text` is what it prints (literals), or how it is spelt, dates in lower case."""

    kind: Kind
    text: str


_TOKEN = pattern(
    r"""
      "(?P<quoted>[^"]*)"?
    | [\\!](?P<escaped>.)
    | _(?P<room>.?)
    | \*(?P<fill>.?)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General|G/通用格式)
    | (?P<half>AM/PM|A/P|上午/下午)
    | (?P<exponent>E[+-])
    | (?P<date>y+|m+|d+|h+|s+|aaaa?|e+|gg?g?|bb(?:bb)?)
    | (?P<point>\.)
    | (?P<digit>[0#?])
    | (?P<comma>,)
    | (?P<percent>%)
    | (?P<text>@)
    | (?P<slash>/)
    | (?P<end>;)
    | (?P<literal>.)
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_CONDITION = pattern(r"(?:<=|>=|<>|<|>|=)-?\d{1,20}(?:\.\d{1,20})?")
_ELAPSED = pattern(r"h{1,9}|m{1,9}|s{1,9}", re.IGNORECASE)
_NUMERALS = pattern(r"DBNum([123])", re.IGNORECASE)
# Day and time as the system spells them; Chinese systems do it so.
_SYSTEM = {"-f800": 'yyyy"年"m"月"d"日"', "-f400": "h:mm:ss"}
# No format that a person made is longer.
_LONGEST = 1000


def sections_of(code: str) -> list[list[Token]]:
    """The sections of a format code, each as its pieces."""
    sections: list[list[Token]] = [[]]
    for match in _TOKEN.finditer(code[:_LONGEST]):
        kind, text = match.lastgroup, match[match.lastgroup or 0]
        if kind == "end":
            sections.append([])
        elif kind == "bracket":
            system = _SYSTEM.get(text[1:].lower()) if text.startswith("$") else None
            if system:
                # What follows is only the fallback of programs that do not know the system's format.
                return sections_of(system)
            sections[-1].extend(_bracket(text))
        else:
            sections[-1].extend(_plain(kind or "", text))
    return [_sorted_out(tokens) for tokens in sections]


def _plain(kind: str, text: str) -> Iterator[Token]:
    match kind:
        case "quoted" | "escaped" | "literal":
            yield Token("literal", text)
        case "room":
            yield Token("literal", " ")
        case "fill":
            return
        case "half":
            yield Token("date", text.lower())
        case "date":
            yield Token("date", text.lower())
        case "exponent":
            yield Token("exponent", text.upper())
        case "general" | "digit" | "comma" | "point" | "percent" | "text" | "slash":
            yield Token(kind, text)


def _bracket(text: str) -> Iterator[Token]:
    if _CONDITION.fullmatch(text):
        yield Token("condition", text)
    elif _ELAPSED.fullmatch(text):
        yield Token("elapsed", text.lower())
    elif found := _NUMERALS.fullmatch(text):
        yield Token("numerals", found[1])
    elif text.startswith("$"):
        yield Token("literal", text[1:].partition("-")[0])
    # Anything else is a colour.


def _sorted_out(tokens: list[Token]) -> list[Token]:
    """Letters count as parts of a date only where no digit place stands beside them in the section."""
    kinds = {token.kind for token in tokens}
    if "elapsed" in kinds or ("date" in kinds and not _is_number(tokens)):
        return [Token("date", f"[{token.text}]") if token.kind == "elapsed" else token for token in tokens]
    return [Token("literal", token.text) if token.kind == "date" else token for token in tokens]


def _is_number(tokens: list[Token]) -> bool:
    """Whether there are digit places other than the fractions of a second (ss.00)."""
    if any(token.kind == "general" for token in tokens):
        return True
    real = [token for token in tokens if token.kind in ("digit", "point", "date")]
    for place, token in enumerate(real):
        if token.kind == "point" and (place == 0 or real[place - 1].text.strip("s")):
            return any(other.kind == "digit" for other in real)
        if token.kind == "digit" and (place == 0 or real[place - 1].kind == "date"):
            return True
    return False
