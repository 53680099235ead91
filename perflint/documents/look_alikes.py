"""Characters that only look like the ones that were typed.

Programs that print by glyph (browsers among them) write radicals into PDFs where the text had the character:
⽬ (U+2F6C) for 目, ⻓ (U+2ED3) for 长. Nobody can see the difference, and no word matches. Unicode calls the first kind
compatible with its character; the second kind it only draws alike, so they are listed here.
"""

from functools import cache
from unicodedata import normalize

# The radicals of simplified shape that have the look of a whole character (Unicode block 2E80–2EFF).
_RADICALS = "⺠⺟⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳"
_CHARACTERS = "民母西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟"
_COMPATIBLE = (range(0x2F00, 0x2FD6), range(0xF900, 0xFB00), range(0xFB00, 0xFB07))


@cache
def look_alikes() -> dict[str, str]:
    """Look-alike → the character (or characters) that it stands for."""
    table = dict(zip(_RADICALS, _CHARACTERS, strict=True))
    for block in _COMPATIBLE:
        for code in block:
            plain = normalize("NFKC", chr(code))
            if plain != chr(code):
                table[chr(code)] = plain
    return table
