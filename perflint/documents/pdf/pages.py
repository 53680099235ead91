"""Pages of a PDF by way of pdfium: characters with their boxes, straight lines, images.

pdfium keeps global state and is not safe for threads, so the whole reading of one document happens under `PDFIUM`;
several documents at once need several processes. Form fields and notes are not part of a page's content: they are
drawn into it, as printing does, before it is read.
"""

import ctypes
import math
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import Lock
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types

from perflint.documents.limits import Limits, too_large
from perflint.documents.pdf.characters import characters
from perflint.documents.pdf.page_marks import Box, Glyph, PageMarks
from perflint.documents.pdf.page_stamps import without_slanted
from perflint.documents.pdf.paths import Strokes, collect_strokes
from perflint.documents.pdf.view import View, view_of
from perflint.errors import DamagedInput, InputError
from perflint.language import Bilingual

PDFIUM = Lock()

_NEEDS_PASSWORD = (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
# Characters that are asked for their direction and their font; most of a page is set in one direction.
_SAMPLED = 48
# A few signs from symbol fonts are normal; a tenth of the page is not.
_GARBLED = 10


@contextmanager
def opened(data: bytes, path: str) -> Iterator[Any]:
    """The document, closed again whatever happens. Raises DamagedInput where pdfium cannot open it."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not document:
        raise _refusal(pdfium.FPDF_GetLastError(), path)
    try:
        yield document
    finally:
        pdfium.FPDF_CloseDocument(document)


@contextmanager
def _text_page(page: Any) -> Iterator[Any]:
    text_page = pdfium.FPDFText_LoadPage(page)
    try:
        yield text_page
    finally:
        if text_page:
            pdfium.FPDFText_ClosePage(text_page)


def page_count(document: Any) -> int:
    """The number of pages."""
    return int(pdfium.FPDF_GetPageCount(document))


def read_pages(document: Any, limits: Limits, path: str) -> Generator[PageMarks | None, None, None]:
    """What stands on each page, None for one that cannot be loaded. To be closed where it is not read to its end.

    Raises DamagedInput without pages, InputTooLarge.
    """
    pages = page_count(document)
    if pages <= 0:
        raise damaged(path)
    if pages > limits.max_pages:
        raise too_large("max_pages", limits.max_pages, path)
    held: list[Any] = []
    try:
        for index in range(pages):
            held.append(pdfium.FPDF_LoadPage(document, index))
            if held[-1] and _draws_notes(held[-1]):
                # What was drawn into a page is seen when the page is loaded again.
                held.append(pdfium.FPDF_LoadPage(document, index))
            # Fonts are forgotten with the last page that uses them: a page is closed when the next one has them.
            _close(held[:-1])
            del held[:-1]
            yield _marks(held[0], index + 1, limits, path) if held[0] else None
    finally:
        _close(held)


def _close(pages: Iterable[Any]) -> None:
    for page in pages:
        if page:
            pdfium.FPDF_ClosePage(page)


def _draws_notes(page: Any) -> bool:
    """Draw form fields and notes into the page; whether there were any that show."""
    if pdfium.FPDFPage_GetAnnotCount(page) <= 0:
        return False
    return bool(pdfium.FPDFPage_Flatten(page, pdfium.FLAT_NORMALDISPLAY) == pdfium.FLATTEN_SUCCESS)


def _marks(page: Any, number: int, limits: Limits, path: str) -> PageMarks | None:
    place = f"P{number}"
    if pdfium.FPDFPage_CountObjects(page) > limits.max_page_objects:
        raise too_large("max_page_objects", limits.max_page_objects, path, place=place)
    with _text_page(page) as text_page:
        if not text_page:
            return None
        count = max(0, pdfium.FPDFText_CountChars(text_page))
        if count > limits.max_page_objects:
            raise too_large("max_page_objects", limits.max_page_objects, path, place=place)
        turns, garbled = _sampled(text_page, count)
        view = view_of(page, turns)
        strokes = Strokes(view, limits.max_page_objects)
        if not collect_strokes(page, strokes):
            raise too_large("max_page_objects", limits.max_page_objects, path, place=place)
        glyphs, unnamed = characters(text_page, count, view)
        cut: list[tuple[Glyph, Box]] = []
        if strokes.clipped:
            glyphs = _shown(text_page, glyphs, strokes.clipped, cut)
        upright = without_slanted(text_page, glyphs)
    return PageMarks(
        width=view.width,
        height=view.height,
        glyphs=upright,
        horizontal=strokes.horizontal,
        vertical=strokes.vertical,
        shaded=strokes.shaded,
        pictures=strokes.pictures,
        outlines=strokes.outlines,
        unnamed=garbled or _GARBLED * unnamed > len(glyphs),
        unseen=2 * strokes.unseen > strokes.texts,
        slanted=len(upright) < len(glyphs),
        cut=cut,
    )


def upright_view(page: Any) -> View:
    """How a loaded page is seen when it is read, for whoever draws on it what was found there."""
    with _text_page(page) as text_page:
        turns = _sampled(text_page, max(0, pdfium.FPDFText_CountChars(text_page)))[0] if text_page else None
    return view_of(page, turns)


def _shown(
    text_page: Any, glyphs: Sequence[Glyph], clipped: Mapping[int, Box], cut: list[tuple[Glyph, Box]]
) -> list[Glyph]:
    """The characters without those outside of what their clip shows (text too long for its cell).

    Those straight above or below of it, as lines are that a low row has no room for, go to `cut`.
    """
    shown = []
    for glyph in glyphs:
        item = pdfium.FPDFText_GetTextObject(text_page, glyph.order)
        box = clipped.get(ctypes.addressof(item.contents)) if item else None
        if box is None or box.holds(*glyph.middle):
            shown.append(glyph)
        elif box.left <= glyph.middle[0] <= box.right:
            cut.append((glyph, box))
    return shown


def _sampled(text_page: Any, count: int) -> tuple[int | None, bool]:
    """From characters here and there: the quarter turns clockwise after which text stands upright (None without text),
    and whether many are of fonts that do not say which characters they are.
    """
    turns: Counter[int] = Counter()
    asked = errors = 0
    for index in range(0, count, max(1, count // _SAMPLED)):
        # pdfium counts the angle clockwise; -1 is its way to say no.
        angle = pdfium.FPDFText_GetCharAngle(text_page, index)
        if angle >= 0:
            turns[-round(angle / (math.pi / 2)) % 4] += 1
        if not pdfium.FPDFText_IsGenerated(text_page, index):
            asked += 1
            errors += pdfium.FPDFText_HasUnicodeMapError(text_page, index) == 1
    return (turns.most_common(1)[0][0] if turns else None), _GARBLED * errors > asked


def _refusal(code: int, path: str) -> InputError:
    if code in _NEEDS_PASSWORD:
        return DamagedInput(
            Bilingual(zh="PDF 设有打开密码，无法读取。", en="The PDF is protected by a password and cannot be read."),
            path=path,
            remedy=Bilingual(
                zh="请取消密码后另存，或改用原来的 Word、Excel 文件。",
                en="Save it without the password, or use the Word or Excel file it was made from.",
            ),
        )
    return damaged(path)


def damaged(path: str) -> DamagedInput:
    """The refusal of a PDF that cannot be opened or has no page."""
    return DamagedInput(
        Bilingual(
            zh="PDF 文件已损坏或不完整，无法打开。", en="The PDF file is damaged or incomplete and cannot be opened."
        ),
        path=path,
        remedy=Bilingual(
            zh="请重新下载或重新导出后再检查。", en="Download it or export it again, then check the new file."
        ),
    )
