"""The comments of a sheet: the part with their texts, and the drawing that gives each its box.

Source: ECMA-376 part 1, 18.7 (comments); part 4, 19 (VML): Excel shows no comment without a shape. What people wrote
is kept; where they wrote at the same cell, the note is added to their text.
"""

import re
from typing import Any

from lxml import etree

from perflint.documents.model import column_letters

AUTHOR = "perflint"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SHAPE_NUMBER = re.compile(rb"_x0000_s(\d{1,9})")
_SHAPE_TYPE = b"_x0000_t202"
# A sheet's shapes are numbered from a thousand and a bit.
_FIRST_SHAPE = 1025
_CHARACTERS_A_LINE = 30
_FEWEST_ROWS, _MOST_ROWS = 4, 24
_COLUMNS = 4

_EMPTY_DRAWING = (
    b'<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    b'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    b"</o:shapelayout></xml>"
)
_TYPE = (
    '<v:shapetype xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_SHAPE = (
    '<v:shape xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel" id="_x0000_s{number}" type="#_x0000_t202" '
    'style="position:absolute;visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/>'
    '<v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{left}, 15, {top}, 4, {right}, 15, {bottom}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


class SheetComments:
    """The comments of one sheet, and what is added to them."""

    def __init__(self, root: Any, drawing: bytes | None) -> None:
        self.root = root
        self.drawing = drawing or _EMPTY_DRAWING
        self._space = root.tag.rpartition("}")[0] + "}"
        self._list = root.find(f"{self._space}commentList")
        if self._list is None:
            self._list = etree.SubElement(root, f"{self._space}commentList")
        self._known = {comment.get("ref", ""): comment for comment in self._list}
        self._shapes: list[str] = []
        self._number = max([_FIRST_SHAPE - 1, *map(int, _SHAPE_NUMBER.findall(self.drawing))])

    def add(self, row: int, column: int, text: str) -> bool:
        """A note at a cell; False where a conversation stands there, which Excel shows instead."""
        reference = f"{column_letters(column)}{row}"
        known = self._known.get(reference)
        if known is not None:
            if self._author(known).startswith("tc="):
                return False
            holder = known.find(f"{self._space}text")
            if holder is None:
                holder = etree.SubElement(known, f"{self._space}text")
            self._say(holder, f"\n\n{text}" if len(holder) else text)
            return True
        comment = etree.SubElement(
            self._list, f"{self._space}comment", {"ref": reference, "authorId": str(self._author_number())}
        )
        self._known[reference] = comment
        self._say(etree.SubElement(comment, f"{self._space}text"), text)
        self._shape(row, column, text)
        return True

    def drawn(self) -> bytes:
        """The drawing with a box for each comment that was added."""
        if not self._shapes:
            return self.drawing
        # Old programs write drawings that are no well-formed XML: nothing of them is touched.
        end = self.drawing.rfind(b"</xml>")
        end = len(self.drawing) if end < 0 else end
        kind = "" if _SHAPE_TYPE + b'"' in self.drawing[:end].replace(b'"#', b"") else _TYPE
        return self.drawing[:end] + (kind + "".join(self._shapes)).encode() + self.drawing[end:]

    def _say(self, holder: Any, text: str) -> None:
        run = etree.SubElement(holder, f"{self._space}r")
        look = etree.SubElement(run, f"{self._space}rPr")
        etree.SubElement(look, f"{self._space}sz", {"val": "9"})
        etree.SubElement(look, f"{self._space}rFont", {"val": "宋体"})
        words = etree.SubElement(run, f"{self._space}t", {_XML_SPACE: "preserve"})
        words.text = text

    def _author(self, comment: Any) -> str:
        authors = self.root.find(f"{self._space}authors")
        number = comment.get("authorId", "")
        if authors is None or not number.isdecimal() or int(number) >= len(authors):
            return ""
        return authors[int(number)].text or ""

    def _author_number(self) -> int:
        authors = self.root.find(f"{self._space}authors")
        if authors is None:
            authors = self.root.makeelement(f"{self._space}authors", {})
            self.root.insert(0, authors)
        for number, author in enumerate(authors):
            if author.text == AUTHOR:
                return number
        etree.SubElement(authors, f"{self._space}author").text = AUTHOR
        return len(authors) - 1

    def _shape(self, row: int, column: int, text: str) -> None:
        self._number += 1
        lines = sum(1 + len(line) // _CHARACTERS_A_LINE for line in text.split("\n"))
        high = min(max(lines * 4 // 5, _FEWEST_ROWS), _MOST_ROWS)
        self._shapes.append(
            _SHAPE.format(
                number=self._number,
                left=column,
                right=column + _COLUMNS,
                top=max(row - 2, 0),
                bottom=max(row - 2, 0) + high,
                row=row - 1,
                column=column - 1,
            )
        )


def new_comments(space: str) -> Any:
    """The part of a sheet that has no comment yet."""
    return etree.fromstring(f'<comments xmlns="{space}"/>')
