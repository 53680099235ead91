"""What stands on a printed page, whatever format it came from: characters and ruling lines, in the reader's view.

Lengths are points (1/72 inch); x grows to the right and y grows downwards, from the corner that is the upper left one
when the text stands upright.
"""

from typing import NamedTuple

import msgspec


class Glyph(NamedTuple):
    """One character and its box; `order` is its place in the file, which need not be the order of reading."""

    left: float
    top: float
    right: float
    bottom: float
    text: str
    order: int

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of the box."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2


class Ruling(NamedTuple):
    """A straight line along an axis: its place across (y of a horizontal one, x of a vertical one) and its ends."""

    at: float
    start: float
    end: float


class Box(NamedTuple):
    """A rectangle of the page."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies in it."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


class PlacedCell(NamedTuple):
    """A cell within a row: its first column (from 0), what it spans, its text, the place that it takes if known."""

    column: int
    row_span: int
    column_span: int
    text: str
    box: Box | None = None


class PageMarks(msgspec.Struct, frozen=True):
    """A page as read.

    horizontal, vertical    lines that were drawn as lines, or as rectangles too thin to be anything else
    shaded                  rectangles that were only filled: backgrounds of cells, whose edges may stand for lines
    pictures                whether there is any image
    outlines                shapes with curves, as letters turned into drawings are
    unnamed                 for many characters the file does not say which they are
    unseen                  most text is there to be searched, not to be seen: a scan with its recognised text
    slanted                 whether text that runs up or down the page was left out
    cut                     characters above or below of what their clip shows, and the clip
    """

    width: float
    height: float
    glyphs: list[Glyph]
    horizontal: list[Ruling]
    vertical: list[Ruling]
    shaded: list[Box]
    pictures: bool = False
    outlines: int = 0
    unnamed: bool = False
    unseen: bool = False
    slanted: bool = False
    cut: list[tuple[Glyph, Box]] = []
