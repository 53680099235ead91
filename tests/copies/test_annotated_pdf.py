"""PDFs with highlights: where they lie, what they say, and that the original stands unchanged in front of them."""

import ctypes
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types
import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

import perflint
from perflint.copies import Copy, annotate, annotate_bytes
from perflint.documents.model import Address
from perflint.documents.pdf.page_marks import Box
from perflint.documents.pdf.view import View
from tests.copies.building import NOTE, finding

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "formats"


class Sign(NamedTuple):
    """An annotation as another program sees it."""

    page: int
    kind: int
    box: tuple[float, float, float, float]
    text: str
    strips: int


def signs(data: bytes) -> Iterator[Sign]:
    """All annotations of a PDF."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    for number in range(pdfium.FPDF_GetPageCount(document)):
        page = pdfium.FPDF_LoadPage(document, number)
        for at in range(pdfium.FPDFPage_GetAnnotCount(page)):
            one = pdfium.FPDFPage_GetAnnot(page, at)
            rect = pdfium.FS_RECTF()
            pdfium.FPDFAnnot_GetRect(one, ctypes.byref(rect))
            box = (rect.left, rect.bottom, rect.right, rect.top)
            strips = pdfium.FPDFAnnot_CountAttachmentPoints(one)
            yield Sign(number + 1, pdfium.FPDFAnnot_GetSubtype(one), box, _text(one), strips)
            pdfium.FPDFPage_CloseAnnot(one)
        pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)


def _text(annotation: Any) -> str:
    size = pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", None, 0)
    words = (ctypes.c_ushort * (size // 2))()
    pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", words, size)
    return bytes(words).decode("utf-16-le").rstrip("\0")


def turned(data: bytes, quarters: int) -> bytes:
    """The PDF with its pages said to be turned; what is written on them stays."""
    return data.replace(b"/Rotate 0", b"/Rotate %d" % (90 * quarters))


def annotated(data: bytes, *addresses: Address) -> Copy:
    """A copy with a finding at the first address that rests on the others."""
    copy = annotate_bytes(data, "a.pdf", [finding(*addresses)])
    assert isinstance(copy, Copy)
    return copy


def test_a_highlight_with_its_note_on_the_cell() -> None:
    """The highlight lies on the total's cell; a related cell is highlighted without a text."""
    data = (EXAMPLES / "pf1_totals.pdf").read_bytes()
    copy = annotated(data, Address("page", 5, 8, "2"), Address("page", 5, 7, "2"))
    related, total = signs(copy.data)
    assert (total.page, total.kind, total.text) == (2, pdfium.FPDF_ANNOT_HIGHLIGHT, f"{NOTE}\n相关：第2页第5行第7列")
    assert (related.page, related.text) == (2, "")
    # Side by side, in the same row.
    assert related.box[2] <= total.box[0] <= related.box[2] + 4
    assert related.box[1] == pytest.approx(total.box[1])
    assert words_in(data, 2, total.box) == "101.6"
    assert (copy.placed, copy.missed, copy.remarks) == (1, (), ())


def words_in(data: bytes, number: int, box: tuple[float, float, float, float]) -> str:
    """What stands within a box of a page."""
    document = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    page = pdfium.FPDF_LoadPage(document, number - 1)
    text = pdfium.FPDFText_LoadPage(page)
    left, bottom, right, top = box
    words = (ctypes.c_ushort * 200)()
    count = pdfium.FPDFText_GetBoundedText(text, left, top, right, bottom, words, 200)
    pdfium.FPDFText_ClosePage(text)
    pdfium.FPDF_ClosePage(page)
    pdfium.FPDF_CloseDocument(document)
    return bytes(words)[: 2 * count].decode("utf-16-le").strip("\0\r\n ")


def test_the_original_is_the_beginning_of_the_copy() -> None:
    """What is added stands behind the end: nothing of the original is rewritten."""
    data = (EXAMPLES / "pf1_totals.pdf").read_bytes()
    assert annotated(data, Address("page", 5, 8, "2")).data.startswith(data)


@pytest.mark.parametrize("quarters", [0, 1, 2, 3])
def test_turned_pages(quarters: int) -> None:
    """A page that is shown turned has its highlight on the same words."""
    data = turned((EXAMPLES / "pf1_totals.pdf").read_bytes(), quarters)
    (total,) = signs(annotated(data, Address("page", 5, 8, "2")).data)
    assert words_in(data, 2, total.box) == "101.6"


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_there_and_back(turns: int) -> None:
    """A rectangle of the page as it is seen comes back to where it is in the page's own coordinates."""
    view = View(10, 20, 605, 862, turns)
    assert view.back(view.box(30, 50, 90, 70)) == (30, 50, 90, 70)
    assert view.box(*view.back(Box(1, 2, 30, 40))) == Box(1, 2, 30, 40)


def test_a_place_outside_of_tables_is_noted_at_the_top() -> None:
    """Where no box is known, a note stands at the top left of the page, and the copy says so."""
    data = (EXAMPLES / "pf1_totals.pdf").read_bytes()
    copy = annotated(data, Address("page", 1, 0, "1"))
    (note,) = signs(copy.data)
    assert (note.page, note.kind, note.text) == (1, pdfium.FPDF_ANNOT_TEXT, NOTE)
    assert note.box[0] < 40
    assert note.box[1] > 780
    assert [remark.zh for remark in copy.remarks] == ["有 1 处在表格之外，说明放在该页左上角。"]


def test_high_cells_are_covered_by_low_strips() -> None:
    """Viewers bulge the ends of a highlight by its height."""
    data = (EXAMPLES / "pf1_totals.pdf").read_bytes()
    (high,) = signs(annotated(data, Address("page", 2, 2, "2")).data)
    # Two rows of the table, 84 points less the rim: eleven strips of less than eight.
    assert round(high.box[3] - high.box[1]) == 81
    assert high.strips == 11


def test_every_finding_of_an_example_is_placed() -> None:
    """Each cell with a finding has one highlight; the copy is judged as the original."""
    data = (EXAMPLES / "beijing.pdf").read_bytes()
    result = perflint.check(data)
    copy = annotate(data, result)
    assert isinstance(copy, Copy)
    cells = {one.address for one in result.findings}
    assert (copy.placed, copy.missed) == (len(cells), ())
    assert sum(bool(sign.text) for sign in signs(copy.data)) == len(cells)
    assert [(one.code, one.address) for one in perflint.check(copy.data).findings] == [
        (one.code, one.address) for one in result.findings
    ]


def test_a_file_locked_against_changes_by_its_owner() -> None:
    """A PDF that opens without a password, but is encrypted, is annotated all the same and still opens."""
    buffer = io.BytesIO()
    page = Canvas(buffer, encrypt=StandardEncryption("", ownerPassword="owner", canAnnotate=0))
    for row in range(4):
        for column in range(3):
            page.rect(50 + 100 * column, 700 - 30 * row, 100, 30)
            page.drawString(60 + 100 * column, 710 - 30 * row, f"{row}{column}")
    page.save()
    copy = annotated(buffer.getvalue(), Address("page", 2, 2, "1"))
    (sign,) = signs(copy.data)
    assert words_in(copy.data, 1, sign.box) == "11"
