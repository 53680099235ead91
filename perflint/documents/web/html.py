"""Web pages, as saved by browsers, Word, Excel and WPS, printed by portals, or kept in Markdown.

    <table><tr><td rowspan=2>产出指标 …     a cell of table 1 with its spans, at T1R1C1
    <p>（2022年度）</p>                      loose text is a paragraph a line, in reading order
    a table that only arranges others       its cells' text and tables stand for themselves

Tables without any text are left out and not counted.
"""

import re
from itertools import groupby
from typing import TYPE_CHECKING

from perflint.documents.encoding import doubts
from perflint.documents.formulas import has_formulas, with_plain_formulas
from perflint.documents.interface import Source
from perflint.documents.limits import Limits
from perflint.documents.model import Address, Cell, Document, Notice, Paragraph, Table
from perflint.documents.struck import without_struck
from perflint.documents.web.encoding import page_text
from perflint.documents.web.flow import Flow, Piece
from perflint.documents.web.flow import Table as Draft
from perflint.documents.web.grid import Grids, Places
from perflint.documents.web.guard import refuse_endless
from perflint.errors import EmptyInput, UnknownFormat
from perflint.language import Bilingual
from perflint.patterns import pattern

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_PREAMBLE = r"(?:\ufeff|\s|<\?xml[^>]{0,300}\?>|<!--(?:(?!-->)[\s\S]){0,4000}-->)*+"
_BEGINNING = pattern(
    _PREAMBLE + r"<(?:!doctype\s+html|(?:html|head|title|meta|body|table|div|p|center|span|font|style|h[1-6])[\s/>])",
    re.IGNORECASE,
)
_TABLE = pattern(r"<table[\s>]", re.IGNORECASE)
_CELL = pattern(r"<t[dh][\s>]", re.IGNORECASE)
_FRAMES = pattern(r"<frame\b", re.IGNORECASE)
_SAMPLE = 16 * 1024
_HIDDEN = Notice(
    Bilingual(
        zh="网页中有隐藏的表格，没有读取。如需检查，请在浏览器中显示出来，复制到文档后再检查。",
        en="The page has hidden tables, which were not read. "
        "Show them in a browser and copy them to a document to have them checked.",
    )
)
# So many filled cells in an inner table are no remark in a cell: the outer one only arranges.
_SUBSTANTIAL = 24
# So many rows of texts beside one another arrange nothing.
_LEAST_ROWS = 3


class WebPage:
    """The reader of HTML; of Markdown too where its tables are written in HTML."""

    format = "html"

    def recognises(self, source: Source) -> bool:
        """Whether the bytes begin as a page does, or the text holds a table in tags."""
        if b"<" not in source.data:
            # In UTF-16, too, a tag begins with this byte.
            return False
        # Latin-1 shows the tags of any encoding that keeps ASCII; a page in UTF-16 begins with a mark.
        if _BEGINNING.match(source.data[:_SAMPLE].decode("latin-1").removeprefix("\xef\xbb\xbf")):
            return True
        text = source.text
        return bool(_BEGINNING.match(text[:_SAMPLE]) or (_TABLE.search(text) and _CELL.search(text)))

    def read(self, source: Source) -> Document:
        """Everything that the page shows.

        Raises DamagedInput for an unknown encoding, EmptyInput where nothing is shown, UnknownFormat for a frame page
        whose tables are in other files, InputTooLarge.
        """
        text = page_text(source.data, source.path)
        page = Page(source.limits, source.path)
        blocks = page.blocks(text)
        if not blocks:
            raise _frames(source.path) if _FRAMES.search(text) else _blank(source.path)
        if has_formulas(text):
            blocks = with_plain_formulas(blocks)
        kept, notices = without_struck(blocks)
        return Document(source.path, self.format, kept, (*doubts(text), *page.notices, *notices))


class Page:
    """The blocks of one page, or of several that are one document: tables and paragraphs are counted on."""

    def __init__(self, limits: Limits, path: str, places: Places | None = None) -> None:
        """`places`, where given, takes in the node of each cell."""
        self._limits = limits
        self._path = path
        self._grids = Grids(limits, path, places)
        self._paragraphs = 0
        self._hides = False

    def blocks(self, text: str) -> list[Table | Paragraph]:
        """What a page shows, in reading order. Raises InputTooLarge."""
        return self.tree(text)[1]

    def tree(self, text: str) -> tuple["LexborHTMLParser", list[Table | Paragraph]]:
        """A page as a tree, which the places lead into, and what it shows. Raises InputTooLarge."""
        from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415  # only pages need it

        refuse_endless(text, self._limits, self._path)
        flow = Flow(text, self._limits, self._path, lines=not _BEGINNING.match(text[:_SAMPLE]))
        parser = LexborHTMLParser(text)
        if parser.root is not None:
            flow.take(parser.root)
            self._hides = self._hides or flow.hides
        found: list[Table | Paragraph] = []
        self._emit(flow.content, found)
        return parser, found

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What people should know of the pages that were read."""
        return (_HIDDEN,) if self._hides else ()

    def _emit(self, content: list[str | Draft], found: list[Table | Paragraph]) -> None:
        for item in content:
            if isinstance(item, str):
                self._paragraphs += 1
                found.append(Paragraph(Cell(item, Address("paragraph", self._paragraphs, 0))))
                continue
            self._emit(item.caption, found)
            own, inner = _filled(item)
            if inner > own or inner >= _SUBSTANTIAL or item.only_arranges():
                for group, rows in sorted(item.groups, key=lambda group: group[0]):
                    self._emit_frame(group, rows, found)
            elif own or inner:
                found.append(self._grids.table(item))

    def _emit_frame(self, group: int, rows: list[list[Piece]], found: list[Table | Paragraph]) -> None:
        """What the cells of a frame hold; several rows of texts beside one another are a table all the same."""
        for has_tables, run in groupby(rows, key=_has_tables):
            listed = list(run)
            beside = sum(sum(bool(piece.content) for piece in row) > 1 for row in listed)
            if not has_tables and beside >= _LEAST_ROWS:
                found.append(self._grids.table(Draft(caption=[], groups=[(group, listed)])))
                continue
            for row in listed:
                for piece in row:
                    self._emit(piece.content, found)


def _has_tables(row: list[Piece]) -> bool:
    return any(not isinstance(item, str) for piece in row for item in piece.content)


def _filled(table: Draft) -> tuple[int, int]:
    """How many cells of a table have text of their own, and how many those of the tables inside it."""
    own = inner = 0
    for _, rows in table.groups:
        for row in rows:
            for piece in row:
                if piece.content:
                    tables = [item for item in piece.content if not isinstance(item, str) and not _is_cell(item)]
                    own += not tables
                    inner += sum(sum(_filled(item)) for item in tables) if tables else 0
    return own, inner


def _is_cell(table: Draft) -> bool:
    """Whether a table has one cell with text alone: a frame around it."""
    rows = [row for _, rows in table.groups for row in rows]
    return len(rows) == 1 and len(rows[0]) == 1 and all(isinstance(item, str) for item in rows[0][0].content)


def _frames(path: str) -> UnknownFormat:
    return UnknownFormat(
        Bilingual(
            zh="这是框架网页，表格在旁边的文件夹（通常名为“….files”）里。",
            en="This is a frame page; its tables are in the folder beside it (usually named '….files').",
        ),
        path=path,
        remedy=Bilingual(
            zh="请检查该文件夹中的 sheet001.htm 等文件，或用原来的程序另存为单个文件网页（.mht）。",
            en="Check sheet001.htm and the others in it, or save it as a single-file web page (.mht).",
        ),
    )


def _blank(path: str) -> EmptyInput:
    return EmptyInput(
        Bilingual(zh="网页中没有可见的文字。", en="The page shows no text."),
        path=path,
        remedy=Bilingual(
            zh="内容若由脚本生成，请在浏览器中打开后复制到文档，或另存为 PDF。",
            en="If scripts make its content, open it in a browser and copy it to a document, or print it as PDF.",
        ),
    )
