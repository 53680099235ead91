"""Characters that files keep by their place in a symbol font: what they look like, in Unicode.

Symbol's comparison signs and Wingdings' ticked boxes are what forms use; both sit at U+F000 plus their place.
"""

from perflint.patterns import pattern

_SYMBOL = {
    0xA3: "≤", 0xB3: "≥", 0xB9: "≠", 0xBB: "≈", 0xBA: "≡", 0xB1: "±", 0xB4: "×", 0xB8: "÷", 0xA5: "∞", 0xB0: "°",
    0xB7: "•", 0xD7: "⋅", 0xE5: "∑", 0xD6: "√", 0xA2: "′", 0xB2: "″", 0x2D: "−", 0x61: "α", 0x62: "β",
    0x6D: "μ", 0x57: "Ω", 0x44: "Δ", 0x22: "∀", 0x24: "∃", 0x27: "∋", 0x2A: "∗", 0x40: "≅", 0x5C: "∴", 0x7E: "∼",
}  # fmt: skip
_WINGDINGS = {
    0xFE: "☑", 0xFD: "☒", 0xA8: "☐", 0x6F: "□", 0x71: "❑", 0x72: "❒", 0xFC: "✓", 0xFB: "✗", 0x6E: "■", 0x6C: "●",
    0xA1: "○", 0x75: "◆", 0x76: "❖", 0xA7: "▪", 0xD8: "➢", 0xE0: "→", 0xDF: "←", 0xE1: "↑", 0xE2: "↓",
    0xAB: "★", 0xB5: "✪",
    **{0x81 + place: chr(0x2460 + place) for place in range(10)},
    **{0x8C + place: chr(0x2776 + place) for place in range(10)},
}  # fmt: skip
_WINGDINGS_2 = {
    0x52: "☑", 0x51: "☒", 0x53: "☒", 0x54: "☒", 0x50: "✓", 0x4F: "✗", 0xA3: "☐", 0x2A: "☐", 0x30: "☐",
}  # fmt: skip
# Where the font is not known (text copied out of Word, another font in its stead) these are meant.
_SIGNS = {place: _SYMBOL[place] for place in (0xA3, 0xB3, 0xB9, 0xBB)}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings2": _WINGDINGS_2}
PRIVATE = 0xF000
# BAAAAA+SymbolMT, Wingdings-Regular
_DRESSED = pattern(r"^[a-z]{6}\+|(?:mt)?(?:-regular|,.*)?$")


def symbol_font(name: str) -> str:
    """The name of a symbol font however a file spells it, "" for any other font."""
    plain = _DRESSED.sub("", name.strip().strip("\"'").lower()).replace(" ", "")
    return plain if plain in _FONTS else ""


def symbol(font: str, code: int) -> str:
    """What the character at `code` of a font looks like; one that is not known stays as it is stored.

    `code` is the place in the font, with or without U+F000 added.
    """
    is_private = PRIVATE <= code <= PRIVATE + 0xFF
    place = code - PRIVATE if is_private else code
    table = _FONTS.get(symbol_font(font))
    if table is None:
        return _SIGNS.get(place, _character(code)) if is_private else _character(code)
    if place in table:
        return table[place]
    # Symbol has digits and punctuation where ASCII has them.
    return chr(place) if table is _SYMBOL and 0x20 <= place < 0x40 else _character(code)


def _character(code: int) -> str:
    return chr(code) if 0x20 <= code < 0xD800 or 0xE000 <= code < 0x110000 else ""
