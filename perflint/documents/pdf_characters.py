"""The characters of a page of a PDF, as they look."""

from collections.abc import Sequence
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types

from perflint.documents.look_alikes import look_alikes
from perflint.documents.page_marks import Glyph
from perflint.documents.pdf_view import View

_REPLACEMENT = "\ufffd"
_PRIVATE = range(0xE000, 0xF900)
_SURROGATES = range(0xD800, 0xE000)


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
    return _glyphs(codes, numbers, view)


def _glyphs(codes: Sequence[int], numbers: Sequence[float], view: View) -> tuple[list[Glyph], int]:
    same = look_alikes()
    glyphs: list[Glyph] = []
    unnamed = 0
    a, b, c, d, e, f = view.matrix
    width, height = view.width, view.height
    for order, code in enumerate(codes):
        # FS_RECTF: left, top, right, bottom, in the page's coordinates.
        x0, y0, x1, y1 = numbers[4 * order : 4 * order + 4]
        if code <= 32 and (code in (10, 13) or x0 == x1):
            continue
        left, right = a * x0 + c * y0 + e, a * x1 + c * y1 + e
        top, bottom = b * x0 + d * y0 + f, b * x1 + d * y1 + f
        if left > right:
            left, right = right, left
        if top > bottom:
            top, bottom = bottom, top
        if not (0 <= left + right <= 2 * width and 0 <= top + bottom <= 2 * height):
            continue
        if code < 32 or code in _SURROGATES or code in _PRIVATE or code > 0x10FFFF or code == 0xFFFD:
            unnamed += 1
            text = chr(code) if code in _PRIVATE else _REPLACEMENT
        else:
            text = chr(code)
        glyphs.append(Glyph(left, top, right, bottom, same.get(text, text), order))
    return glyphs, unnamed
