"""The characters of a page of a PDF, as they look."""

import ctypes
from collections.abc import Sequence
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
_FIRST_LOOK_ALIKE = 0x2E80


def characters(text_page: Any, count: int, view: View) -> tuple[list[Glyph], int]:
    """The visible characters in the order of the file, and how many of them the file does not name.

    The blanks and line ends that pdfium adds have no width and are left out; what is outside of the visible page too.
    """
    if not count:
        return [], 0
    boxes = (pdfium.FS_RECTF * count)()
    loose_box, unicode_of = pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_GetUnicode
    # Asking into one array and reading it at once costs half of asking box by box.
    codes = []
    for index, box in enumerate(boxes):
        codes.append(unicode_of(text_page, index))
        loose_box(text_page, index, box)
    numbers = memoryview(boxes).cast("B").cast("f").tolist()
    return _glyphs(codes, numbers, view, text_page)


def _glyphs(codes: Sequence[int], numbers: Sequence[float], view: View, text_page: Any) -> tuple[list[Glyph], int]:
    same = look_alikes()
    glyphs: list[Glyph] = []
    unnamed = 0
    width, height = view.width, view.height
    # FS_RECTF: left, top, right, bottom.
    boxes = zip(codes, numbers[0::4], numbers[1::4], numbers[2::4], numbers[3::4], strict=True)
    for order, (code, x0, y1, x1, y0) in enumerate(boxes):
        if code <= 32 and (code in (10, 13) or x0 == x1):
            continue
        left, top, right, bottom = (
            view.box(x0, y0, x1, y1) if view.turns else (x0 - view.left, view.top - y1, x1 - view.left, view.top - y0)
        )
        if not (0 <= left + right <= 2 * width and 0 <= top + bottom <= 2 * height):
            continue
        text = chr(code)
        if code < 32 or (code >= 0xD800 and _is_unnamed(code)):
            if code in _SYMBOLS:
                text = symbol(_font(text_page, order), code)
            if ord(text) == code:
                unnamed += 1
                text = text if code in _PRIVATE else _REPLACEMENT
        elif code >= _FIRST_LOOK_ALIKE:
            text = same.get(text, text)
        glyphs.append(Glyph(left, top, right, bottom, text, order))
    return glyphs, unnamed


def _font(text_page: Any, index: int) -> str:
    name, flags = ctypes.create_string_buffer(_LONGEST_NAME), ctypes.c_int()
    length = pdfium.FPDFText_GetFontInfo(text_page, index, name, _LONGEST_NAME, flags)
    return name.value.decode("utf-8", "replace") if 0 < length <= _LONGEST_NAME else ""


def _is_unnamed(code: int) -> bool:
    return code in _SURROGATES or code in _PRIVATE or code == 0xFFFD
