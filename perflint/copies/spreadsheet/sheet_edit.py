"""The markup of one sheet with other cells: styles set, contents replaced, cells added that were not there."""

import re
from collections import defaultdict
from xml.sax.saxutils import escape

from perflint.copies.splices import Splice, spliced
from perflint.copies.spreadsheet.sheet_places import Element, SheetPlaces, Spot
from perflint.documents.model import column_letters

_ATTRIBUTE = r"""(?<=\s){}\s*=\s*(?:"[^"]*"|'[^']*')\s*"""
_STYLE = re.compile(_ATTRIBUTE.format("s").encode())
_TYPE = re.compile(_ATTRIBUTE.format("t").encode())
# What may follow the reference to the drawing of comments (18.3.1.99).
_BEHIND_LEGACY = frozenset(
    ("legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst")
)


class SheetEdit:
    """Collects the changes of one sheet; `done` is its markup with all of them."""

    def __init__(self, data: bytes, places: SheetPlaces) -> None:
        self._data = data
        self._places = places
        self._styles: dict[Spot, int] = {}
        self._contents: dict[Spot, tuple[str, str]] = {}
        self._tail: list[Splice] = []

    def style_of(self, spot: Spot) -> int:
        """The style of a cell; of one that is not there that of its row or its column."""
        if spot in self._styles:
            return self._styles[spot]
        if (cell := self._places.cells.get(spot)) is not None:
            return _number(cell.element.attributes.get("s"))
        gap = self._places.gaps.get(spot)
        if gap is not None and gap.row is not None and gap.row.attributes.get("customFormat") in ("1", "true"):
            return _number(gap.row.attributes.get("s"))
        return next((style for first, last, style in self._places.columns if first <= spot[1] <= last), 0)

    def set_style(self, spot: Spot, style: int) -> None:
        """Give a cell another style."""
        self._styles[spot] = style

    def set_number(self, spot: Spot, number: str) -> None:
        """Let a cell hold a number, spelt as XML does."""
        self._contents[spot] = ("", self._wrapped("v", number))

    def set_text(self, spot: Spot, text: str) -> None:
        """Let a cell hold a text of its own."""
        inner = self._wrapped("t", escape(text), ' xml:space="preserve"')
        self._contents[spot] = ("inlineStr", self._wrapped("is", inner))

    def set_legacy_drawing(self, identifier: str, space: str) -> None:
        """Name the drawing of the comments, where the sheet names none yet."""
        at = next((one.start for name, one in self._places.children if name in _BEHIND_LEGACY), self._places.end)
        prefix = self._places.prefix.decode()
        tag = f'<{prefix}legacyDrawing xmlns:r="{space}" r:id="{identifier}"/>'
        self._tail.append(Splice(at, at, tag.encode()))

    def done(self) -> bytes:
        """The markup with all changes."""
        splices = list(self._tail)
        added: dict[tuple[int, int], list[Spot]] = defaultdict(list)
        for spot in sorted(self._styles.keys() | self._contents.keys()):
            cell = self._places.cells.get(spot)
            if cell is not None:
                splices.append(self._changed(spot, cell.element))
            elif (gap := self._places.gaps.get(spot)) is not None:
                added[gap.at, -1 if gap.row is None else gap.row.start].append(spot)
        for (at, _), spots in added.items():
            splices += self._added(at, spots)
        return spliced(self._data, splices)

    def _changed(self, spot: Spot, element: Element) -> Splice:
        tag = self._data[element.start : element.tag_end]
        if spot in self._styles:
            tag = _with_attribute(tag, _STYLE, "s", str(self._styles[spot]))
        if spot not in self._contents:
            return Splice(element.start, element.tag_end, tag)
        kind, _ = self._contents[spot]
        tag = _with_attribute(tag, _TYPE, "t", kind)
        opening = tag[:-2].rstrip() + b">" if tag.endswith(b"/>") else tag
        return Splice(element.start, element.end, opening + self._content(spot) + self._closing("c"))

    def _added(self, at: int, spots: list[Spot]) -> list[Splice]:
        """New cells at one place: in a row that is there, or in new rows."""
        prefix = self._places.prefix
        gap = self._places.gaps[spots[0]]
        if gap.row is not None:
            cells = b"".join(map(self._new_cell, spots))
            return [self._opened(gap.row, cells, "row") if gap.row.hollow else Splice(at, at, cells)]
        rows: dict[int, bytes] = defaultdict(bytes)
        for spot in spots:
            rows[spot[0]] += self._new_cell(spot)
        markup = b"".join(
            b'<%srow r="%d">' % (prefix, row) + cells + self._closing("row") for row, cells in rows.items()
        )
        sheet_data = self._places.child("sheetData")
        if sheet_data is not None and sheet_data.hollow:
            return [self._opened(sheet_data, markup, "sheetData")]
        return [Splice(at, at, markup)]

    def _opened(self, element: Element, content: bytes, name: str) -> Splice:
        """An element written as one tag, given a content."""
        tag = self._data[element.start : element.tag_end]
        return Splice(element.start, element.end, tag[:-2].rstrip() + b">" + content + self._closing(name))

    def _new_cell(self, spot: Spot) -> bytes:
        style = self.style_of(spot)
        tag = f'<{self._places.prefix.decode()}c r="{column_letters(spot[1])}{spot[0]}"'
        if style:
            tag += f' s="{style}"'
        if spot not in self._contents:
            return f"{tag}/>".encode()
        if kind := self._contents[spot][0]:
            tag += f' t="{kind}"'
        return f"{tag}>".encode() + self._content(spot) + self._closing("c")

    def _content(self, spot: Spot) -> bytes:
        return self._contents[spot][1].encode()

    def _wrapped(self, name: str, content: str, attributes: str = "") -> str:
        prefix = self._places.prefix.decode()
        return f"<{prefix}{name}{attributes}>{content}</{prefix}{name}>"

    def _closing(self, name: str) -> bytes:
        return b"</" + self._places.prefix + name.encode() + b">"


def _with_attribute(tag: bytes, known: re.Pattern[bytes], name: str, value: str) -> bytes:
    """A tag with an attribute set; an empty value takes it away."""
    tag = known.sub(b"", tag)
    if not value:
        return tag
    closing = b"/>" if tag.endswith(b"/>") else b">"
    return tag[: -len(closing)].rstrip() + f' {name}="{value}"'.encode() + closing


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
