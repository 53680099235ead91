"""Web pages that a Word file keeps as they are and Word turns into text when it opens the file (17.17.2.1, altChunk).

Programs that make Word files of web pages write such files; Word itself saves none.
"""

from lxml import etree

from perflint.documents.interface import Source
from perflint.documents.model import Notice, Paragraph, Table
from perflint.documents.struck import without_struck
from perflint.documents.web.encoding import page_text
from perflint.documents.web.html import Page, WebPage
from perflint.documents.web.mht import WebArchive, texts_of_pages
from perflint.documents.word import names
from perflint.documents.word.parts import WordPackage
from perflint.documents.word.sections import Surroundings


def embedded_pages(
    body: etree._Element, around: Surroundings, package: WordPackage, source: Source
) -> tuple[list[Table | Paragraph], tuple[Notice, ...]]:
    """What the pages in a body show, tables and paragraphs counted on, and what people should know of them.

    Raises as the readers of web pages do.
    """
    page = Page(source.limits, source.path)
    blocks: list[Table | Paragraph] = []
    for chunk in body.iter(names.EMBEDDED):
        part = around.target_of(chunk)
        if part not in package:
            continue
        inside = Source(package.read(part), source.path, source.limits)
        if WebArchive().recognises(inside):
            blocks += [block for text in texts_of_pages(inside) for block in page.blocks(text)]
        elif WebPage().recognises(inside):
            blocks += page.blocks(page_text(inside.data, source.path))
    kept, notices = without_struck(blocks)
    return list(kept), (*page.notices, *notices)
