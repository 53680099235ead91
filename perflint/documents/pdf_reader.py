"""PDF: one table per ruled grid and page, loose text around them, by way of pdfium.

Addresses are those of the printed page: `P3R7C8` is the eighth column of the seventh table row of page 3, rows of
several tables on a page counted on. A table that goes on over pages is one table per page.
"""

from collections.abc import Iterator

from perflint.documents.interface import Source
from perflint.documents.limits import too_large
from perflint.documents.model import Document
from perflint.documents.page_blocks import blocks_of
from perflint.documents.page_layout import PageLayout, page_layout
from perflint.documents.page_marks import PageMarks
from perflint.documents.pdf_notices import PageDoubts
from perflint.documents.pdf_pages import PDFIUM, damaged, opened, page_count, read_page
from perflint.documents.pdf_unpacked import unpacks_beyond


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
        pages: list[PageLayout] = []
        for page, marks in _pages(source):
            doubts.see(page, marks)
            if marks is not None:
                pages.append(page_layout(marks, page, source.limits, source.path))
                doubts.count(pages[-1], source.limits)
        doubts.refuse()
        return Document(
            path=source.path, format=self.format, blocks=tuple(blocks_of(pages)), notices=tuple(doubts.notices())
        )


def _pages(source: Source) -> Iterator[tuple[int, PageMarks | None]]:
    """Each page with its number from 1; None for one that cannot be loaded."""
    if unpacks_beyond(source.data, source.limits.max_unpacked):
        raise too_large("max_unpacked", source.limits.max_unpacked, source.path)
    with PDFIUM, opened(source.data, source.path) as document:
        pages = page_count(document)
        if pages <= 0:
            raise damaged(source.path)
        if pages > source.limits.max_pages:
            raise too_large("max_pages", source.limits.max_pages, source.path)
        for page in range(1, pages + 1):
            yield page, read_page(document, page, source.limits, source.path)
