"""From the tree of a page to what it shows: lines of text and tables, in reading order.

Not shown, and left out: scripts and styles, what is hidden by attribute or by its own style (a style sheet's classes
are not followed), what was deleted, and Office's conditional comments.
"""

import re
from typing import TYPE_CHECKING

import msgspec

from perflint.documents.limits import Limits, too_large
from perflint.documents.symbols import symbol, symbol_font

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_TEXT = "-text"
_UNSEEN = frozenset(
    """del head script style template noscript title svg math object iframe frameset audio video canvas datalist xml
    -comment -document !doctype""".split()  # noqa: SIM905  # one word a line says no more
)
_BLOCKS = frozenset(
    """address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer
    form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p section summary ul""".split()  # noqa: SIM905  # one word a line says no more
)
_PREFORMATTED = frozenset(("pre", "listing", "xmp", "textarea", "plaintext"))
_GROUPS = {"thead": 0, "tbody": 1, "tfoot": 2}
_UNSHOWN_INPUTS = frozenset(("hidden", "password", "checkbox", "radio", "button", "submit", "reset", "image", "file"))
# All others (span, b, a …) change the look of their text and nothing else.
_MEANT = _BLOCKS | _PREFORMATTED | _GROUPS.keys() | {"td", "th", "table", "tr", "caption", "input", "select"}
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all", re.IGNORECASE)
_MAY_HIDE = ("display", "visibility", "hidden", "mso-hide")
_BLANKS = re.compile(r"[ \t\r\n\f\xa0]+")
# Programs wrap their lines anywhere between Chinese characters; no blank is shown there.
_WRAP = re.compile(r"(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t\r\f]*\n[ \t\r\n\f]*(?=[\u2e80-\u9fff\uff00-\uffef])")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_UNTIDY = re.compile("  |[\t\r\n\f\xa0\u00ad\u200b\u2060\ufeff]")
_FONT = re.compile(r"(?:^|[;{\s])font-family\s*:\s*([^,;]+)", re.IGNORECASE)
_SYMBOL_FONTS = ("symbol", "wingdings")
# So many hidden cells are a table that somebody may want to have checked.
_HIDDEN_CELLS = 24
_NUMBER = re.compile(r"\s*(\d{1,9})")


class Table(msgspec.Struct, eq=False):
    """A table as written: its caption, and its rows of cells by group (head, body, foot)."""

    caption: list["str | Table"] = []
    groups: list[tuple[int, list[list["Piece"]]]] = []

    def rows(self) -> int:
        """How many there are."""
        return sum(len(rows) for _, rows in self.groups)


class Piece(msgspec.Struct, eq=False):
    """One cell as written, and its node; a row span of 0 reaches to the end of the group."""

    content: list[str | Table]
    row_span: int
    column_span: int
    node: "LexborNode | None" = None


class Flow:
    """Takes the nodes of a page in their order; `content` is what it shows, `hides` whether it hides a whole table."""

    def __init__(self, text: str, limits: Limits, path: str, *, lines: bool = False) -> None:
        """`text` is the page's source; with `lines` its line breaks outside tables end lines, as in Markdown."""
        self.content: list[str | Table] = []
        self._limits = limits
        self._path = path
        self._lines = lines
        lowered = text.lower()
        self._may_hide = any(word in lowered for word in _MAY_HIDE)
        self._has_symbols = any(word in lowered for word in _SYMBOL_FONTS)
        self.hides = False
        self._target = self.content
        self._words: list[str] = []
        self._outer: list[list[str | Table]] = []
        self._tables: list[Table] = []
        self._preformatted = 0

    def take(self, root: "LexborNode") -> None:
        """Everything below `root`. Raises InputTooLarge for tables nested too deep."""
        # A node to come after those below another one, and the tag to close where no sibling is left.
        pending: list[tuple[LexborNode | None, str]] = [(root.child, "")]
        while pending:
            node, parent = pending.pop()
            while node is not None:
                tag = node.tag or ""
                following = node.next
                if tag == _TEXT:
                    self._text(node.text_content or "")
                elif tag == "br":
                    self._break()
                elif self._goes_into(node, tag):
                    pending.append((following, parent))
                    following, parent = node.child, tag
                node = following
            if parent in _MEANT:
                self._leave(parent)
        self._break()

    def _goes_into(self, node: "LexborNode", tag: str) -> bool:
        if tag in _UNSEEN:
            return False
        if self._may_hide and _is_hidden(node):
            self.hides = self.hides or len(node.css("td")) >= _HIDDEN_CELLS
            return False
        if tag in _MEANT:
            return self._enter(node, tag)
        if self._has_symbols and (font := _symbol_font(node)):
            self._words.append("".join(symbol(font, ord(character)) for character in node.text()))
            return False
        return True

    def _text(self, text: str) -> None:
        if not self._words and not self._lines and text.isspace():
            return
        if self._preformatted or (self._lines and not self._tables):
            first, *others = text.split("\n")
            self._words.append(first)
            for line in others:
                self._break()
                self._words.append(line)
        else:
            self._words.append(text)

    def _break(self) -> None:
        if self._words:
            text = "".join(self._words)
            self._words.clear()
            if line := shown(text):
                self._target.append(line)

    def _enter(self, node: "LexborNode", tag: str) -> bool:
        if tag in ("td", "th"):
            return self._open_cell(node)
        if tag == "table":
            self._break()
            if len(self._tables) >= self._limits.max_depth:
                raise too_large("max_depth", self._limits.max_depth, self._path)
            self._tables.append(Table(caption=[], groups=[]))
        elif tag == "tr" and self._tables and self._tables[-1].groups:
            self._tables[-1].groups[-1][1].append([])
        elif tag in _GROUPS and self._tables:
            self._tables[-1].groups.append((_GROUPS[tag], []))
        elif tag == "caption" and self._tables:
            self._redirect(self._tables[-1].caption)
        elif tag in _BLOCKS:
            self._break()
        elif tag in _PREFORMATTED:
            self._break()
            self._preformatted += 1
        elif tag in ("input", "select"):
            self._words.append(_filled_in(node, tag))
            return False
        return True

    def _open_cell(self, node: "LexborNode") -> bool:
        groups = self._tables[-1].groups if self._tables else ()
        if groups and groups[-1][1]:
            attributes = node.attributes
            across = max(1, _span(attributes.get("colspan")))
            piece = Piece([], _span(attributes.get("rowspan")), across, node)
            groups[-1][1][-1].append(piece)
            self._redirect(piece.content)
            return True
        return False

    def _leave(self, tag: str) -> None:
        if tag in ("td", "th", "caption"):
            self._break()
            self._target = self._outer.pop()
        elif tag == "table":
            self._break()
            self._target.append(self._tables.pop())
        elif tag in _BLOCKS:
            self._break()
        elif tag in _PREFORMATTED:
            self._break()
            self._preformatted -= 1

    def _redirect(self, target: list[str | Table]) -> None:
        self._break()
        self._outer.append(self._target)
        self._target = target


def shown(text: str) -> str:
    """A line as browsers show it: runs of blanks as one, none at the ends."""
    if _UNTIDY.search(text):
        text = _BLANKS.sub(" ", _INVISIBLE.sub("", _WRAP.sub("", text)))
    return text.strip(" ")


def _span(written: str | None) -> int:
    match = _NUMBER.match(written) if written else None
    return int(match[1]) if match else 1


def _is_hidden(node: "LexborNode") -> bool:
    attributes = node.attributes
    if not attributes:
        return False
    return "hidden" in attributes or bool(_HIDDEN_STYLE.search(attributes.get("style") or ""))


def _symbol_font(node: "LexborNode") -> str:
    attributes = node.attributes
    written = attributes.get("face") or ""
    if style := _FONT.search(attributes.get("style") or ""):
        written = style[1]
    return symbol_font(written.partition(",")[0])


def _filled_in(node: "LexborNode", tag: str) -> str:
    if tag == "input":
        attributes = node.attributes
        return "" if (attributes.get("type") or "").lower() in _UNSHOWN_INPUTS else attributes.get("value") or ""
    options = node.css("option")
    chosen = [option for option in options if "selected" in option.attributes] or options[:1]
    return chosen[0].text() if chosen else ""
