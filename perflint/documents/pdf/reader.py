"""PDF: one table per ruled grid and page, loose text around them, by way of pdfium.

Addresses are those of the printed page: `P3R7C8` is the eighth column of the seventh table row of page 3, rows of
several tables on a page counted on. A table that goes on over pages is one table per page.
"""

from contextlib import closing

from perflint.documents.interface import Source
from perflint.documents.limits import too_large
from perflint.documents.model import Address, Document
from perflint.documents.pdf.nested import drawings_within
from perflint.documents.pdf.notices import PageDoubts
from perflint.documents.pdf.page_blocks import blocks_of, boxes_of
from perflint.documents.pdf.page_layout import PageLayout, page_layout
from perflint.documents.pdf.page_marks import Box
from perflint.documents.pdf.page_running import without_running
from perflint.documents.pdf.pages import PDFIUM, opened, read_pages
from perflint.documents.pdf.unpacked import unpacks_beyond


class PdfReader:
    """The reader of PDF files."""

    format = "pdf"

    def recognises(self, source: Source) -> bool:
        """Whether the PDF mark stands at the very beginning, where only blanks and a byte order mark may precede it."""
        return b"%PDF-" in source.data[:16]

    def read(self, source: Source) -> Document:
        """The tables and texts of all pages.

        Raises DamagedInput (password, cannot be opened, nothing but scans), EmptyInput (blank pages), InputTooLarge.
        """
        doubts = PageDoubts(source.path, source.data)
        pages = _laid_out(source, doubts)
        doubts.refuse()
        return Document(
            path=source.path, format=self.format, blocks=tuple(blocks_of(pages)), notices=tuple(doubts.notices())
        )


def boxes_in(source: Source) -> dict[Address, Box]:
    """Where on its page each cell of a table stands, in points of the page as it is seen. Raises as `read` does."""
    return boxes_of(_laid_out(source, PageDoubts(source.path, source.data)))


def _laid_out(source: Source, doubts: PageDoubts) -> list[PageLayout]:
    if unpacks_beyond(source.data, source.limits.max_unpacked):
        raise too_large("max_unpacked", source.limits.max_unpacked, source.path)
    if drawings_within(source.data) > source.limits.max_page_objects:
        raise too_large("max_page_objects", source.limits.max_page_objects, source.path)
    pages: list[PageLayout] = []
    with (
        PDFIUM,
        opened(source.data, source.path) as document,
        closing(read_pages(document, source.limits, source.path)) as all_marks,
    ):
        for page, marks in enumerate(all_marks, 1):
            doubts.see(page, marks)
            if marks is not None:
                pages.append(page_layout(marks, page, source.limits, source.path))
                doubts.count(pages[-1], source.limits)
    return without_running(pages)
