"""The characters of a page of a PDF, as they look."""

import ctypes
import struct
from collections import deque
from collections.abc import Sequence
from functools import partial
from itertools import repeat
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types

from perflint.documents.look_alikes import look_alikes
from perflint.documents.pdf.page_marks import Glyph
from perflint.documents.pdf.view import View
from perflint.documents.symbols import PRIVATE, symbol

_REPLACEMENT = "\ufffd"
_PRIVATE = range(0xE000, 0xF900)
_SYMBOLS = range(PRIVATE, PRIVATE + 0x100)
_LONGEST_NAME = 64
_SURROGATES = range(0xD800, 0xE000)
_FIRST_LOOK_ALIKE = "\u2e80"
_FIRST_UNNAMED = "\ud800"
_LINE_ENDS = "\n\r"
# What the text of a page has for a hyphen at the end of a line.
_HYPHEN = "\ufffe"
# FPDFText_GetLooseCharBox: the page, the number of the character, where the box goes.
_LOOSE_BOX = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_void_p, ctypes.c_int, ctypes.c_void_p)


def characters(text_page: Any, count: int, view: View) -> tuple[list[Glyph], int]:
    """The visible characters in the order of the file, and how many of them the file does not name.

    The blanks and line ends that pdfium adds have no width and are left out; what is outside of the visible page too.
    """
    if not count:
        return [], 0
    return _glyphs(_texts(text_page, count), _boxes(text_page, count), view, text_page)


def _texts(text_page: Any, count: int) -> Sequence[str]:
    """What each character is: asked for at once where the text of the page has one letter for each, else one by one."""
    letters = (ctypes.c_ushort * (count + 1))()
    if pdfium.FPDFText_GetText(text_page, 0, count, letters) == len(letters):
        text = bytes(letters)[: 2 * count].decode("utf-16-le", "surrogatepass")
        if len(text) == count and _HYPHEN not in text:
            return text
    return [chr(pdfium.FPDFText_GetUnicode(text_page, index)) for index in range(count)]


def _boxes(text_page: Any, count: int) -> Sequence[float]:
    """Left, top, right and bottom of each character, one after the other.

    Asking into one array, by plain addresses, and reading it at once costs a third of asking box by box.
    """
    boxes = (pdfium.FS_RECTF * count)()
    loose_box = _LOOSE_BOX(ctypes.cast(pdfium.FPDFText_GetLooseCharBox, ctypes.c_void_p).value or 0)
    first, size = ctypes.addressof(boxes), ctypes.sizeof(pdfium.FS_RECTF)
    places = range(first, first + size * count, size)
    handle = ctypes.cast(text_page, ctypes.c_void_p).value
    deque(map(loose_box, repeat(handle), range(count), places), maxlen=0)
    return struct.unpack(f"{4 * count}f", boxes)


def _glyphs(texts: Sequence[str], numbers: Sequence[float], view: View, text_page: Any) -> tuple[list[Glyph], int]:
    same = look_alikes()
    glyphs: list[Glyph] = []
    unnamed = 0
    from_left, from_top, turns = view.left, view.top, view.turns
    # Twice the sizes of the page: the middle of a character lies within it.
    width, height = 2 * view.width, 2 * view.height
    # Glyph(…) without the detour by way of its names, as this runs for every character.
    glyph = partial(tuple.__new__, Glyph)
    sides = (numbers[0::4], numbers[1::4], numbers[2::4], numbers[3::4])
    for order, text, x0, y1, x1, y0 in zip(range(len(texts)), texts, *sides, strict=True):
        if text <= " " and (text in _LINE_ENDS or x0 == x1):
            continue
        if turns:
            left, top, right, bottom = view.box(x0, y0, x1, y1)
        else:
            left, top, right, bottom = x0 - from_left, from_top - y1, x1 - from_left, from_top - y0
        if not (0 <= left + right <= width and 0 <= top + bottom <= height):
            continue
        letter = text if text < _FIRST_LOOK_ALIKE else same.get(text, text)
        if text < " " or (text >= _FIRST_UNNAMED and _is_unnamed(ord(text))):
            letter = symbol(_font(text_page, order), ord(text)) if ord(text) in _SYMBOLS else text
            if pdfium.FPDFText_IsHyphen(text_page, order) == 1:
                letter = "-"
            if letter == text:
                unnamed += 1
                letter = text if ord(text) in _PRIVATE else _REPLACEMENT
        glyphs.append(glyph((left, top, right, bottom, letter, order)))
    return glyphs, unnamed


def _font(text_page: Any, index: int) -> str:
    name, flags = ctypes.create_string_buffer(_LONGEST_NAME), ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(text_page, index, name, _LONGEST_NAME, flags)
    return name.value.decode("utf-8", "replace") if 0 < length <= _LONGEST_NAME else ""


def _is_unnamed(code: int) -> bool:
    return code in _SURROGATES or code in _PRIVATE or code == 0xFFFD
