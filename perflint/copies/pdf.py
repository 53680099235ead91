"""A PDF with its findings as highlights that carry notes; the pages themselves stay as they are.

Source: ISO 32000-1, 12.5 (annotations). The copy is the original with an addition behind its end, so that whatever
else the file holds, and a signature over it, is not rewritten. Related cells are highlighted more lightly.
"""

import ctypes
import math
from collections import defaultdict
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types

from perflint.copies import colours
from perflint.copies.interface import Annotations, Copy, Missed, NoCopy
from perflint.documents.interface import Source
from perflint.documents.model import Address
from perflint.documents.pdf.page_marks import Box
from perflint.documents.pdf.pages import PDFIUM, opened, upright_view
from perflint.documents.pdf.reader import boxes_in
from perflint.documents.pdf.view import View
from perflint.language import Bilingual

AUTHOR = "perflint"
_OPAQUE = 255
# Of a note without a place of its own: its size, and its distance from the corner and from the next.
_ICON, _MARGIN = 20, 12
# The rim of a cell belongs to the table's lines.
_INSET = 1.5
# Viewers round the ends of a highlight by its height, so that a high cell is covered by several low ones.
_STRIP, _MOST_STRIPS = 8.0, 24
_NOT_SAVED = Bilingual(
    "这个 PDF 不让加批注（可能设有权限密码）；请对原来的 Word、Excel 文件出批注件。",
    "This PDF takes no annotations (it may be locked); annotate the Word or Excel file it was made from.",
)
_NO_PAGE = Bilingual("这一页打不开", "the page cannot be opened")
_AT_TOP = Bilingual(
    "有 {} 处在表格之外，说明放在该页左上角。",
    "Notes on places outside of tables, at the top left of their pages: {}.",
)


class _Sign(NamedTuple):
    """One annotation: where it is, if that is known, its colour and its text."""

    address: Address
    box: Box | None
    colour: str
    text: str


def annotate(source: Source, wanted: Annotations) -> Copy | NoCopy:
    """The PDF with its notes and marks. Raises InputError."""
    boxes = boxes_in(source)
    pages: dict[int, list[_Sign]] = defaultdict(list)
    for address in wanted.marks:
        if address in boxes:
            pages[_page(address)].append(_Sign(address, boxes[address], colours.RELATED, ""))
    for note in wanted.notes:
        box = boxes.get(note.address)
        pages[_page(note.address)].append(_Sign(note.address, box, colours.OF_SEVERITY[note.severity], note.text))
    missed: list[Missed] = []
    loose = 0
    with PDFIUM, opened(source.data, source.path) as document:
        for number, signs in sorted(pages.items()):
            page = pdfium.FPDF_LoadPage(document, number - 1)
            if not page:
                missed += [Missed(sign.address, _NO_PAGE) for sign in signs if sign.text]
                continue
            try:
                loose += _draw(page, signs)
            finally:
                pdfium.FPDF_ClosePage(page)
        data = _saved(document)
    if data is None:
        return NoCopy(_NOT_SAVED)
    remarks = (Bilingual(_AT_TOP.zh.format(loose), _AT_TOP.en.format(loose)),) if loose else ()
    return Copy(data, "pdf", len(wanted.notes) - len(missed), tuple(missed), remarks)


def _page(address: Address) -> int:
    return int(address.container) if address.container.isdecimal() else 1


def _draw(page: Any, signs: list[_Sign]) -> int:
    """Put the annotations on a page; how many of them have no place of their own."""
    view = upright_view(page)
    loose = 0
    for sign in signs:
        if sign.box is not None:
            _highlight(page, view, sign, sign.box)
        else:
            _icon(page, view, sign, loose)
            loose += 1
    return loose


def _highlight(page: Any, view: View, sign: _Sign, box: Box) -> None:
    left, bottom, right, top = view.back(box)
    if min(right - left, top - bottom) > 4 * _INSET:
        left, bottom, right, top = left + _INSET, bottom + _INSET, right - _INSET, top - _INSET
    annotation = pdfium.FPDFPage_CreateAnnot(page, pdfium.FPDF_ANNOT_HIGHLIGHT)
    if not annotation:
        return
    strips = max(1, min(_MOST_STRIPS, math.ceil((top - bottom) / _STRIP)))
    high = (top - bottom) / strips
    for number in range(strips):
        upper, lower = top - number * high, top - (number + 1) * high
        # Upper left, upper right, lower left, lower right: as programs expect it, not as the standard says.
        corners = pdfium.FS_QUADPOINTSF(left, upper, right, upper, left, lower, right, lower)
        pdfium.FPDFAnnot_AppendAttachmentPoints(annotation, ctypes.byref(corners))
    _finish(annotation, sign, (left, bottom, right, top))


def _icon(page: Any, view: View, sign: _Sign, number: int) -> None:
    x = _MARGIN + number * (_ICON + _MARGIN)
    box = Box(x, _MARGIN, x + _ICON, _MARGIN + _ICON)
    annotation = pdfium.FPDFPage_CreateAnnot(page, pdfium.FPDF_ANNOT_TEXT)
    if annotation:
        _finish(annotation, sign, view.back(box))


def _finish(annotation: Any, sign: _Sign, sides: tuple[float, float, float, float]) -> None:
    left, bottom, right, top = sides
    rect = pdfium.FS_RECTF(left, top, right, bottom)
    pdfium.FPDFAnnot_SetRect(annotation, ctypes.byref(rect))
    red, green, blue = bytes.fromhex(sign.colour)
    pdfium.FPDFAnnot_SetColor(annotation, pdfium.FPDFANNOT_COLORTYPE_Color, red, green, blue, _OPAQUE)
    pdfium.FPDFAnnot_SetFlags(annotation, pdfium.FPDF_ANNOT_FLAG_PRINT)
    if sign.text:
        _set_text(annotation, b"Contents", sign.text)
        _set_text(annotation, b"T", AUTHOR)
    pdfium.FPDFPage_CloseAnnot(annotation)


def _set_text(annotation: Any, key: bytes, text: str) -> None:
    wide = (text + "\0").encode("utf-16-le")
    words = (ctypes.c_ushort * (len(wide) // 2)).from_buffer_copy(wide)
    pdfium.FPDFAnnot_SetStringValue(annotation, key, words)


def _saved(document: Any) -> bytes | None:
    """The document with what was added behind its end; None where pdfium does not give it."""
    pieces: list[bytes] = []

    def take(_: Any, data: Any, size: int) -> int:
        pieces.append(ctypes.string_at(data, size))
        return 1

    writer = pdfium.FPDF_FILEWRITE(version=1)
    writer.WriteBlock = type(writer.WriteBlock)(take)
    done = pdfium.FPDF_SaveAsCopy(document, ctypes.byref(writer), pdfium.FPDF_INCREMENTAL)
    return b"".join(pieces) if done else None
