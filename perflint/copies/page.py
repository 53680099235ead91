"""A web page with its findings: coloured cells, a number in each, and the notes by number at the end of the page.

The page is written anew by the parser that read it, as a browser would: its markup may be spelt otherwise, what it
shows is the same. Nothing in it runs, and nothing is fetched that was not before.
"""

from html import escape
from typing import TYPE_CHECKING

from perflint.copies import colours
from perflint.copies.interface import NO_COMMENTS, Annotations, Copy, Missed, NoCopy, Note
from perflint.documents.interface import Source
from perflint.documents.web.encoding import page_text
from perflint.documents.web.html import Page
from perflint.language import Bilingual

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

    from perflint.documents.model import Address

_MARK = b"\xef\xbb\xbf"
# Markdown with tables in tags, which no browser would show as a page.
_NO_PAGES = frozenset(("md", "txt"))
_RECODED = Bilingual("批注件改用 UTF-8 编码保存。", "The copy is saved as UTF-8.")
_AT_END = Bilingual("表格之外的问题只列在页尾", "findings outside of tables are only listed at the end of the page")


def annotate(source: Source, wanted: Annotations) -> Copy | NoCopy:
    """The page with its notes and marks. Raises InputError."""
    if source.ending in _NO_PAGES:
        return NoCopy(NO_COMMENTS)
    places: dict[Address, LexborNode] = {}
    parser, _ = Page(source.limits, source.path, places).tree(page_text(source.data, source.path))
    for address in wanted.marks:
        if address in places:
            _colour(places[address], colours.RELATED)
    missed = []
    for number, note in enumerate(wanted.notes, 1):
        node = places.get(note.address)
        if node is None:
            missed.append(Missed(note.address, _AT_END))
            continue
        _colour(node, colours.OF_SEVERITY[note.severity])
        node.attrs["title"] = note.text
        node.insert_child(_made(f'<sup><a id="perflint-cell-{number}" href="#perflint-{number}">[{number}]</a></sup>'))
    if parser.body is not None:
        parser.body.insert_child(_made(_listed(wanted.notes)))
    data, remarks = _encoded(parser.html or "", source.data)
    return Copy(data, "html", len(wanted.notes) - len(missed), tuple(missed), remarks)


def _listed(notes: tuple[Note, ...]) -> str:
    entries = "".join(
        f'<li id="perflint-{number}" style="margin-bottom:1em"><a href="#perflint-cell-{number}">'
        f"{escape(note.place)}</a><br>" + escape(note.text).replace("\n", "<br>") + "</li>"
        for number, note in enumerate(notes, 1)
    )
    return f'<div id="perflint" style="margin:2em 1em;border-top:2px solid #999"><ol>{entries}</ol></div>'


def _made(markup: str) -> "LexborNode":
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415  # only pages need it

    body = LexborHTMLParser(markup).body
    if body is None or body.child is None:
        raise ValueError(markup)
    return body.child


def _colour(node: "LexborNode", colour: str) -> None:
    style = (node.attributes.get("style") or "").rstrip("; ")
    node.attrs["style"] = f"{style + ';' if style else ''}background:#{colour}"


def _encoded(text: str, original: bytes) -> tuple[bytes, tuple[Bilingual, ...]]:
    """The page in the encoding that it had; in UTF-8 with a mark where that cannot be told or kept."""
    if original.startswith(_MARK):
        return _MARK + text.encode(), ()
    for encoding in ("utf-8", "gbk"):
        try:
            original.decode(encoding)
        except UnicodeDecodeError:
            continue
        if b"\0" not in original:
            # What GBK lacks is written as a reference.
            return text.encode(encoding, "xmlcharrefreplace"), ()
    return _MARK + text.encode(), (_RECODED,)
