"""From the tree of a page to what it shows: lines of text and tables, in reading order.

Not shown, and left out: scripts and styles, what is hidden by attribute or by its own style (a style sheet's classes
are not followed), what was deleted under revision, and Office's conditional comments. What is struck through is marked.
"""

import re
from typing import TYPE_CHECKING

import msgspec

from perflint.documents.limits import Limits, too_large
from perflint.documents.struck import struck
from perflint.documents.symbols import symbol, symbol_font
from perflint.documents.web.guard import refuse_endless
from perflint.documents.web.laid_out import Parts, parts_of, rules_of
from perflint.patterns import pattern

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

_TEXT = "-text"
# Behind the tag of an element that strikes its text.
_STROKE = "-"
_UNSEEN = frozenset(
    """head script style template noscript title svg math object iframe frameset audio video canvas datalist xml
    rt rp -comment -document !doctype""".split()  # noqa: SIM905  # one word a line says no more
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
_SPECIAL = _MEANT | _UNSEEN | {"sup"}
# Numbers that Word adds to the items of lists, and its comments, are no text of the document.
_HIDDEN_STYLE = pattern(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all"
    r"|mso-list\s*:\s*ignore|mso-element\s*:\s*comment-list",
    re.IGNORECASE,
)
_HIDDEN_CLASS = pattern(r"mso(?:comment|footnote|endnote)reference|msocomanchor", re.IGNORECASE)
_STRIKING = frozenset(("s", "strike", "del"))
_STRUCK_STYLE = pattern(r"text-decoration[\w-]{0,20}\s*:[^;]{0,200}line-through", re.IGNORECASE)
_MAY_STRIKE = (b"<s>", b"<s ", b"<strike", b"<del", b"line-through")
_MAY_HIDE = (b"display", b"visibility", b"hidden", b"mso-hide", b"mso-list", b"msocom", b"notereference")
# A raised number that leads to a note.
_NOTE = pattern(r"\s*[\[［〔]\s*注?\s*\d{1,3}\s*[\]］〕]\s*")
_BLANKS = pattern(r"[ \t\r\n\f\xa0]+")
# Programs wrap their lines anywhere between Chinese characters; no blank is shown there.
_WRAP = pattern(r"(?<=[\u2e80-\u9fff\uff00-\uffef])[ \t\r\f]*\n[ \t\r\n\f]*(?=[\u2e80-\u9fff\uff00-\uffef])")
_INVISIBLE = pattern("[\u00ad\u200b\u2060\ufeff]")
_UNTIDY = pattern("  |[\t\r\n\f\xa0\u00ad\u200b\u2060\ufeff]")
_FONT = pattern(r"(?:^|[;{\s])font-family\s*:\s*([^,;]+)", re.IGNORECASE)
_SYMBOL_FONTS = (b"symbol", b"wingdings")
# The spans of Excel's pages count the cells that it hides.
_OF_EXCEL = (b"office:excel", b"excel.sheet")
# Pages within pages within pages.
_MAX_FRAMES = 4
# Lines of one cell that are a page's text.
_LONG = 12
# So many hidden cells are a table that somebody may want to have checked.
_HIDDEN_CELLS = 24
_NUMBER = pattern(r"\s*(\d{1,9})")


class Table(msgspec.Struct, eq=False):
    """A table as written: its caption, and its rows of cells by group (head, body, foot); `made` of other elements."""

    caption: list["str | Table"] = []
    groups: list[tuple[int, list[list["Piece"]]]] = []
    made: bool = False

    def rows(self) -> int:
        """How many there are."""
        return sum(len(rows) for _, rows in self.groups)

    def only_arranges(self) -> bool:
        """Whether other elements were made a table to put columns of text beside one another, or one in the middle."""
        rows = [row for _, rows in self.groups for row in rows]
        if not self.made or any(len(row) > 1 for row in rows[1:]):
            return False
        return len(rows[0]) < 2 or any(len(piece.content) > _LONG for piece in rows[0]) if rows else True


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
        # Of bytes this takes a tenth of the time.
        lowered = text.encode("utf-8", "replace").lower()
        self._may_hide = any(word in lowered for word in _MAY_HIDE)
        self._has_symbols = any(word in lowered for word in _SYMBOL_FONTS)
        self._parts: Parts | None = parts_of(text, lowered)
        self._keeps_places = any(word in lowered for word in _OF_EXCEL)
        self._may_strike = any(word in lowered for word in _MAY_STRIKE)
        self._striking = _striking_classes(text) if b"line-through" in lowered else frozenset[str]()
        # How many elements that strike their text are open.
        self._struck = 0
        self._is_plain = not (self._may_hide or self._has_symbols or self._parts or self._may_strike)
        self._frames = 0
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
                else:
                    if self._parts is not None:
                        tag = self._acting(self._parts.tag(node, tag), tag)
                    strikes = self._may_strike and self._strikes(node, tag)
                    self._struck += strikes
                    if (self._is_plain and tag not in _SPECIAL) or self._goes_into(node, tag):
                        pending.append((following, parent))
                        following, parent = node.child, tag + _STROKE if strikes else tag
                    else:
                        self._struck -= strikes
                node = following
            if parent.endswith(_STROKE):
                parent = parent.removesuffix(_STROKE)
                self._struck -= 1
            if parent in _MEANT:
                self._leave(parent)
        self._break()

    def _acting(self, part: str, tag: str) -> str:
        """The part of a table that an element stands for, or its own tag where no table of such parts is open."""
        if part in (tag, "table"):
            return part
        table = self._tables[-1] if self._tables else None
        if table is None or not table.made:
            return tag
        rows = table.groups[-1][1] if table.groups else []
        is_within_cell = rows and rows[-1] and self._target is rows[-1][-1].content
        if is_within_cell:
            return tag
        if part == "td" and not rows:
            table.groups.append((_GROUPS["tbody"], [[]]))
        return part

    def _strikes(self, node: "LexborNode", tag: str) -> bool:
        if tag in _STRIKING:
            return True
        attributes = node.attributes
        if not attributes:
            return False
        if _STRUCK_STYLE.search(attributes.get("style") or ""):
            return True
        return bool(self._striking) and not self._striking.isdisjoint((attributes.get("class") or "").split())

    def _goes_into(self, node: "LexborNode", tag: str) -> bool:
        if tag == "iframe" and not (self._may_hide and _is_hidden(node)):
            self._frame(node)
        # Office's revisions say when; what is struck otherwise was struck to be seen.
        if tag in _UNSEEN or (tag == "del" and "datetime" in node.attributes):
            return False
        if self._may_hide and _is_hidden(node):
            self.hides = self.hides or len(node.css("td")) >= _HIDDEN_CELLS
            if tag in ("td", "th") and self._keeps_places:
                self._open_cell(node, hidden=True)
            return False
        if tag in _MEANT:
            return self._enter(node, tag)
        if tag == "sup" and _NOTE.fullmatch(node.text()):
            return False
        if self._has_symbols and (font := _symbol_font(node)):
            text = "".join(symbol(font, ord(character)) for character in node.text())
            self._words.append(struck(text) if self._struck else text)
            return False
        return True

    def _frame(self, node: "LexborNode") -> None:
        """A page within the page, where the text of it is in the attribute."""
        from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415  # only pages need it

        source = node.attributes.get("srcdoc")
        if not source or self._frames >= _MAX_FRAMES:
            return
        refuse_endless(source, self._limits, self._path)
        root = LexborHTMLParser(source).root
        if root is not None:
            self._break()
            self._frames += 1
            self.take(root)
            self._frames -= 1

    def _text(self, text: str) -> None:
        if not self._words and not self._lines and text.isspace():
            return
        if self._struck:
            self._words.append(struck(text))
        elif self._preformatted or (self._lines and not self._tables):
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
            self._tables.append(Table(caption=[], groups=[], made=node.tag != "table"))
        elif tag == "tr" and self._tables:
            groups = self._tables[-1].groups
            if not groups:
                groups.append((_GROUPS["tbody"], []))
            groups[-1][1].append([])
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

    def _open_cell(self, node: "LexborNode", *, hidden: bool = False) -> bool:
        groups = self._tables[-1].groups if self._tables else ()
        if not groups or not groups[-1][1]:
            return False
        attributes = node.attributes
        piece = Piece([], 1, 1)
        if attributes:
            piece.row_span = _span(attributes.get("rowspan") or attributes.get("aria-rowspan"))
            piece.column_span = max(1, _span(attributes.get("colspan") or attributes.get("aria-colspan")))
        if not self._frames:
            piece.node = node
        groups[-1][1][-1].append(piece)
        first = node.child
        if first is None or hidden:
            return False
        if first.next is None and first.tag == _TEXT and not self._preformatted:
            # Most cells hold a text and nothing else.
            self._break()
            if line := shown(first.text_content or ""):
                piece.content.append(struck(line) if self._struck else line)
            return False
        self._redirect(piece.content)
        return True

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
    if written is None or written == "1":
        return 1
    match = _NUMBER.match(written)
    return int(match[1]) if match else 1


def _is_hidden(node: "LexborNode") -> bool:
    attributes = node.attributes
    if not attributes:
        return False
    return (
        "hidden" in attributes
        or bool(_HIDDEN_STYLE.search(attributes.get("style") or ""))
        or bool(_HIDDEN_CLASS.match(attributes.get("class") or ""))
    )


def _striking_classes(text: str) -> frozenset[str]:
    """The classes that a page's style sheet strikes through."""
    return frozenset(name for names, look in rules_of(text) if _STRUCK_STYLE.search(look) for name in names)


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
