"""The text of one paragraph of a Word file as it is shown: changes accepted, hidden text and field codes left out.

Numbers that Word adds to the items of lists are not in the text and are not rendered; notes and comments are left out.
"""

from collections.abc import Iterator

import msgspec
from lxml import etree

from perflint.documents.struck import struck
from perflint.documents.symbols import symbol
from perflint.documents.word import names
from perflint.documents.word.codes import drawn
from perflint.documents.word.names import MATH, W, first_child, is_on, look_of, number
from perflint.patterns import pattern

_LOOK, _PROPERTIES, _RUN = W + "pPr", W + "rPr", W + "r"
_FIELD_DATA, _FIELD_CODE = W + "ffData", W + "instrText"
_FIELD_MARKS = frozenset((W + "fldChar", _FIELD_CODE))
HIDDEN = W + "vanish"
"""The property of hidden text."""
STRUCK = frozenset((W + "strike", W + "dstrike"))
"""The properties of text that is struck through, once or twice."""
_PARAGRAPH_STYLE, _RUN_STYLE = W + "pStyle", W + "rStyle"
_RUBY, _RUBY_BASE = W + "ruby", W + "rubyBase"
_SYMBOL, _FONTS = W + "sym", W + "rFonts"
_SHAPES = frozenset((W + "drawing", W + "pict", W + "object"))
_SIGNS = {W + "tab": "\t", W + "ptab": "\t", W + "br": "\n", W + "cr": "\n", W + "noBreakHyphen": "-"}
_FORMULAS = frozenset((MATH + "oMath", MATH + "oMathPara"))
_PRIVATE = pattern("[\uf000-\uf0ff]")
_BLANKS = " \t\r\n"
_PRESERVED = "{http://www.w3.org/XML/1998/namespace}space"


class Shown(msgspec.Struct, frozen=True):
    """What a paragraph shows.

    text    its own text, a line break being a line feed
    joins   its end was deleted: the next paragraph goes on in the same line
    boxes   the text boxes anchored in it
    """

    text: str
    joins: bool
    boxes: tuple[etree._Element, ...]


def shown(
    paragraph: etree._Element,
    met: set[str],
    hidden: frozenset[str] = frozenset(),
    struck_styles: frozenset[str] = frozenset(),
) -> Shown:
    """The text of a paragraph without what the styles in `hidden` hide; what is worth a notice is added to `met`.

    What is struck through, by one of those styles too, is marked.
    """
    line = _Line(met, hidden, struck_styles)
    if struck_styles:
        line.is_struck = _has_style(look_of(paragraph, _LOOK), _PARAGRAPH_STYLE, struck_styles)
    if not hidden or not _has_style(look_of(paragraph, _LOOK), _PARAGRAPH_STYLE, hidden):
        line.inline(paragraph)
    return Shown("".join(line.pieces).strip("\n"), _joins(paragraph), tuple(line.boxes))


def _has_style(look: etree._Element | None, tag: str, styles: frozenset[str]) -> bool:
    style = None if look is None else first_child(look, tag)
    return style is not None and style.get(names.VALUE) in styles


def _joins(paragraph: etree._Element) -> bool:
    look = look_of(paragraph, _LOOK)
    mark = None if look is None else first_child(look, _PROPERTIES)
    return mark is not None and any(node.tag in names.DROPPED for node in mark)


class _Line:
    """One paragraph on its way to text."""

    def __init__(self, met: set[str], hidden: frozenset[str], struck_styles: frozenset[str]) -> None:
        self.met = met
        self.is_struck = False
        self._hidden = hidden
        self._struck_styles = struck_styles
        self.pieces: list[str] = []
        self.boxes: list[etree._Element] = []
        # For each open field whether its code, not its result, is being passed; and its code so far.
        self._codes: list[bool] = []
        self._written: list[str] = []

    def inline(self, parent: etree._Element) -> None:
        """Runs and whatever wraps them."""
        for child in parent:
            tag = child.tag
            if tag == _RUN:
                self._run(child)
            elif tag in names.WRAPPERS:
                self.inline(child)
            elif tag in names.KEPT:
                self.met.add(names.REVISIONS)
                self.inline(child)
            elif tag in names.DROPPED:
                self.met.add(names.REVISIONS)
            elif tag == names.CONTENT_CONTROL:
                content = first_child(child, names.CONTROL_CONTENT)
                if content is not None:
                    self.inline(content)
            elif tag == names.ALTERNATIVES:
                branch = names.chosen(child)
                if branch is not None:
                    self.inline(branch)
            elif tag in _FORMULAS:
                self._say(_formula(child))

    def _run(self, run: etree._Element) -> None:
        properties = look_of(run, _PROPERTIES)
        hidden = properties is not None and any(node.tag == HIDDEN and is_on(node) for node in properties)
        hidden = hidden or bool(self._hidden and _has_style(properties, _RUN_STYLE, self._hidden))
        self._content(run, properties, hidden=hidden)

    def _content(self, parent: etree._Element, properties: etree._Element | None, *, hidden: bool) -> None:
        for child in parent:
            tag = child.tag
            # Hidden or not, fields begin and end.
            if tag in _FIELD_MARKS:
                self._field(child, hidden=hidden)
            elif hidden:
                continue
            elif tag == names.TEXT:
                text = _text(child, properties)
                self._say(struck(text) if self._strikes(properties) else text)
            elif tag in _SIGNS:
                self._say(_SIGNS[tag])
            elif tag == _SYMBOL:
                self._say(_symbol(child))
            elif tag in _SHAPES:
                self._shape(child)
            elif tag == names.ALTERNATIVES:
                branch = names.chosen(child)
                if branch is not None:
                    self._content(branch, properties, hidden=hidden)
            elif tag == _RUBY:
                for base in child.iterchildren(_RUBY_BASE):
                    self.inline(base)

    def _strikes(self, properties: etree._Element | None) -> bool:
        if properties is not None and (said := [node for node in properties if node.tag in STRUCK]):
            return any(map(is_on, said))
        if self._struck_styles and _has_style(properties, _RUN_STYLE, self._struck_styles):
            return True
        return self.is_struck

    def _say(self, text: str) -> None:
        if not any(self._codes):
            self.pieces.append(text)

    def _field(self, char: etree._Element, *, hidden: bool) -> None:
        kind = char.get(W + "fldCharType")
        if char.tag == _FIELD_CODE:
            if self._written:
                self._written[-1] += char.text or ""
        elif kind == "begin":
            if not hidden:
                self._say(_form_field(first_child(char, _FIELD_DATA)))
            self._codes.append(True)
            self._written.append("")
        elif kind == "separate" and self._codes:
            self._codes[-1] = False
        elif kind == "end" and self._codes:
            code = self._written.pop()
            if self._codes.pop() and not hidden:
                self._say(drawn(code))

    def _shape(self, shape: etree._Element) -> None:
        boxes = list(_boxes(shape))
        self.boxes.extend(boxes)
        if shape.tag == W + "object":
            self.met.add(names.OBJECTS)
        elif not boxes:
            self.met.add(names.PICTURES)


def _text(element: etree._Element, properties: etree._Element | None) -> str:
    text = element.text or ""
    if text[:1] in _BLANKS or text[-1:] in _BLANKS:
        # As Word does with blanks that are not marked as meant.
        text = text if element.get(_PRESERVED) == "preserve" else text.strip(_BLANKS)
    # A line break of the file is not one of the text.
    text = text.replace("\n", " ")
    if _PRIVATE.search(text):
        font = _font(properties)
        text = _PRIVATE.sub(lambda match: symbol(font, ord(match[0])), text)
    return text


def _font(properties: etree._Element | None) -> str:
    fonts = None if properties is None else first_child(properties, _FONTS)
    if fonts is None:
        return ""
    return next((font for key in ("ascii", "hAnsi", "cs", "eastAsia") if (font := fonts.get(W + key))), "")


def _symbol(element: etree._Element) -> str:
    try:
        code = int(element.get(W + "char", ""), 16)
    except ValueError:
        return ""
    return symbol(element.get(W + "font", ""), code)


def _boxes(parent: etree._Element) -> Iterator[etree._Element]:
    for child in parent:
        if child.tag == names.BOX:
            yield child
        elif child.tag == names.ALTERNATIVES:
            branch = names.chosen(child)
            if branch is not None:
                yield from _boxes(branch)
        else:
            yield from _boxes(child)


def _form_field(data: etree._Element | None) -> str:
    """What a form field shows that is no text of the paragraph: a ticked box, the chosen word (17.16.17)."""
    if data is None:
        return ""
    box = first_child(data, W + "checkBox")
    if box is not None:
        state = first_child(box, W + "checked")
        return "☑" if is_on(state if state is not None else first_child(box, W + "default")) else "☐"
    choices = first_child(data, W + "ddList")
    if choices is None:
        return ""
    entries = [entry.get(names.VALUE, "") for entry in choices.iterchildren(W + "listEntry")]
    result = first_child(choices, W + "result")
    chosen = number(result if result is not None else first_child(choices, W + "default"), 0)
    return entries[chosen] if chosen < len(entries) else ""


def _formula(parent: etree._Element) -> str:
    """A formula in one line: `≥95%` typed as one, a fraction with its stroke."""
    pieces = []
    for child in parent:
        if child.tag == MATH + "t":
            pieces.append(child.text or "")
        elif child.tag == MATH + "f":
            parts = (first_child(child, MATH + name) for name in ("num", "den"))
            pieces.append("/".join("" if part is None else _formula(part) for part in parts))
        else:
            pieces.append(_formula(child))
    return "".join(pieces)
