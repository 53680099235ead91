"""One place where the looks of a printed text are evened out.

Not NFKC: that would turn ㎡ into m2, ℃ into °C and ½ into 1⁄2 behind the grammar's back. The table says what is folded
and everything else stays as printed; comparison signs (≥ ≧ ⩾ ═ 》) stay too, because their spelling is grammar.
"""

import re
import unicodedata
from functools import cache

from perflint.patterns import pattern

_BLANKS = "\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\xa0\u1680\u180e\u202f\u205f\u2028\u2029\u3000" + "".join(
    chr(code) for code in range(0x2000, 0x200B)
)
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\xad\u202a\u202b\u202c\u202d\u202e\ufe0e\ufe0f"
# An em dash is not a minus: it prints "nothing here", or a span.
_HYPHENS = "\u2010\u2011\u2012\u2013\u2212\ufe63"
_TILDES = "\u301c\u223c\u02dc"
_SINGLE = {
    "﹪": "%",
    "﹥": ">",
    "﹤": "<",
    "﹦": "=",
    "﹢": "+",
    "﹡": "*",
    "∗": "*",
    "﹐": ",",
    "﹑": "、",
    "﹒": ".",
    "﹔": ";",
    "﹕": ":",
    "﹙": "(",
    "﹚": ")",
    "₋": "-",
    "○": "〇",
    "∶": ":",
    "∕": "/",
    "⁄": "/",
    "•": "·",
    "・": "·",
    "‧": "·",
}

# Word keeps a sign of the font Symbol at 0xF000 + its place in that font.
SYMBOLS = {
    0xF0B3: "≥",
    0xF0A3: "≤",
    0xF0B1: "±",
    0xF0B4: "×",
    0xF0B8: "÷",
    0xF0B9: "≠",
    0xF0BB: "≈",
    0xF0B0: "°",
    0xF0B7: "·",
    **{0xF000 + ord(sign): sign for sign in "%+<=>"},
}

_NUMBER_RUN = pattern(r"[0-9.,](?:[0-9.,]| (?=[0-9., ]))*")
_WHOLE = pattern(r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?")
_BLANK_GROUPS = pattern(r"[0-9]{1,3}(?: [0-9]{3})+(?:\.[0-9]+)?")
_SPACED_OUT = pattern(r"[0-9.](?: [0-9.])+")
_DROPPED = pattern(r"[^\w%‰<>=≥≤≧≦+℃.~/*—: -]|_|-(?![0-9])|(?<![0-9])[.~/*—: ]|[.~/*—: ](?![0-9])")
_BLANK_RUN = pattern(r" {2,}")


@cache
def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {0xFF01 + offset: chr(0x21 + offset) for offset in range(94)}
    table.update(dict.fromkeys(map(ord, _BLANKS), " "))
    table.update(dict.fromkeys(map(ord, _INVISIBLE), None))
    table.update(dict.fromkeys(map(ord, _HYPHENS), "-"))
    table.update(dict.fromkeys(map(ord, _TILDES), "~"))
    table.update(SYMBOLS)
    table.update({ord(odd): plain for odd, plain in _SINGLE.items()})
    # PDF fonts often map 日 月 人 to the look-alike radicals, and some hanzi to their compatibility forms.
    for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00)):
        plain = unicodedata.normalize("NFKC", chr(code))
        if plain != chr(code):
            table[code] = plain
    return table


def fold(text: str) -> str:
    """`text` with full-width forms, kinds of blanks, dashes and look-alike hanzi evened out, and outer blanks trimmed.

    Inner blanks become single plain spaces. Signs, ㎡, ℃, ‰ and the em dash are kept.
    """
    folded = text.translate(_table()).strip()
    return _BLANK_RUN.sub(" ", folded) if "  " in folded else folded


def close_up(folded: str) -> str:
    """A folded text without its blanks, except a blank that parts two whole numbers (`50 60`).

    Blanks inside one number are closed: thousands (`1 030 700`), wraps (`3,238,4 04.40`, `99. 96`), spaced-out digits.
    """
    if " " not in folded:
        return folded
    return _NUMBER_RUN.sub(_close_number, folded).replace(" ", "").replace("\0", " ")


def _close_number(match: re.Match[str]) -> str:
    run = match.group()
    if " " not in run:
        return run
    joined = run.replace(" ", "")
    if _BLANK_GROUPS.fullmatch(run) or _SPACED_OUT.fullmatch(run):
        return joined
    if _WHOLE.fullmatch(joined) and not all(_WHOLE.fullmatch(piece) for piece in run.split()):
        return joined
    return run.replace(" ", "\0")


def normalise(text: str) -> str:
    """`text` folded, with blanks and punctuation removed: two sentences that a reader would call the same are equal.

    Marks that make a number what it is stay: 9.5 and 95, 3-5 and 35, ≥5 and ≤5 remain different.
    """
    return _DROPPED.sub("", close_up(fold(text)))
