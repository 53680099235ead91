"""PDF: one table per ruled grid and page, loose text around them, by way of pdfium.

Addresses are those of the printed page: `P3R7C8` is the eighth column of the seventh table row of page 3, rows of
several tables on a page counted on. A table that goes on over pages is one table per page.
"""

from collections.abc import Sequence
from contextlib import closing
from typing import Any

import msgspec

from perflint.documents.interface import Source
from perflint.documents.limits import too_large
from perflint.documents.model import Address, Document
from perflint.documents.pdf.nested import drawings_within
from perflint.documents.pdf.notices import PageDoubts
from perflint.documents.pdf.page_blocks import blocks_of, boxes_of
from perflint.documents.pdf.page_halves import halves, joined
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


def _put_together(
    document: Any, pages: Sequence[PageLayout], groups: Sequence[Sequence[int]], source: Source
) -> list[PageLayout]:
    """The pages with the parts of wide tables on the first page of each; read again, as few documents have any."""
    numbers = {pages[place].page for group in groups for place in group}
    with closing(read_pages(document, source.limits, source.path)) as all_marks:
        marks = {page: marks for page, marks in enumerate(all_marks, 1) if page in numbers and marks is not None}
    result = {page.page: page for page in pages}
    for group in groups:
        parts = [pages[place] for place in group]
        whole = joined([marks[part.page] for part in parts], parts)
        for part in parts:
            del result[part.page]
        first = page_layout(whole, parts[0].page, source.limits, source.path)
        result[first.page] = msgspec.structs.replace(first, width=parts[0].width)
    return [result[number] for number in sorted(result)]


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
        if groups := halves(pages):
            doubts.join(pages[place].page for group in groups for place in group)
            pages = _put_together(document, pages, groups, source)
    return without_running(pages)
