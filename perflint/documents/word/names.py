"""The names of Word's markup (ECMA-376 part 1, 17), and the ways in which one element stands for another."""

from collections.abc import Iterator

from lxml import etree

TRANSITIONAL = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
W = f"{{{TRANSITIONAL}}}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"

BODY, PARAGRAPH, TABLE, ROW, CELL = (W + name for name in ("body", "p", "tbl", "tr", "tc"))
TEXT = W + "t"
BOX = W + "txbxContent"
CONTENT_CONTROL, CONTROL_CONTENT = W + "sdt", W + "sdtContent"
PLACEHOLDER = W + "showingPlcHdr"
ALTERNATIVES, CHOICE, FALLBACK = MC + "AlternateContent", MC + "Choice", MC + "Fallback"
VALUE = W + "val"
EMBEDDED = W + "altChunk"

# Around blocks, rows, cells or runs without a look of their own.
WRAPPERS = frozenset(
    W + name for name in ("customXml", "smartTag", "hyperlink", "fldSimple", "dir", "bdo", "sdtContent")
)
KEPT = frozenset((W + "ins", W + "moveTo"))
DROPPED = frozenset((W + "del", W + "moveFrom"))

REVISIONS, OBJECTS, PICTURES, CHUNKS = "revisions", "objects", "pictures", "chunks"
"""What was met on the way and should be said: see `word_notices`."""


def within(parent: etree._Element, wanted: frozenset[str], met: set[str]) -> Iterator[etree._Element]:
    """The children with a wanted name, in order, seen through content controls, insertions and other wrappers."""
    for node in parent:
        tag = node.tag
        if tag in wanted:
            yield node
        elif tag in WRAPPERS:
            yield from within(node, wanted, met)
        elif tag == CONTENT_CONTROL:
            content = first_child(node, CONTROL_CONTENT)
            if content is not None:
                yield from within(content, wanted, met)
        elif tag in KEPT:
            met.add(REVISIONS)
            yield from within(node, wanted, met)
        elif tag in DROPPED:
            met.add(REVISIONS)
        elif tag == ALTERNATIVES:
            branch = chosen(node)
            if branch is not None:
                yield from within(branch, wanted, met)
        elif tag == EMBEDDED:
            met.add(CHUNKS)


def first_child(parent: etree._Element, tag: str) -> etree._Element | None:
    """The first child of that name; a third of the time that `find` takes."""
    return next(parent.iterchildren(tag), None)


def look_of(parent: etree._Element, tag: str) -> etree._Element | None:
    """The properties of a paragraph, run, row or cell, which come before all content."""
    if not len(parent):
        return None
    node = parent[0]
    return node if node.tag == tag else None


def chosen(alternatives: etree._Element) -> etree._Element | None:
    """The one branch that counts, as today's Word would take it: the first choice, else the fallback."""
    choice = first_child(alternatives, CHOICE)
    return choice if choice is not None else first_child(alternatives, FALLBACK)


def is_on(element: etree._Element | None) -> bool:
    """Whether a property that is there is also on (17.17.4: true unless said otherwise)."""
    return element is not None and element.get(VALUE, "true") not in ("false", "0", "off", "none")


def number(element: etree._Element | None, default: int, *, key: str = VALUE) -> int:
    """The value of a numeric property; what is no number counts as not there."""
    text = "" if element is None else element.get(key, "").strip()
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 10 else default
