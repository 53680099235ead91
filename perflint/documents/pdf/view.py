"""From a PDF's own coordinates (y upwards, before any rotation) to the page as it is read."""

import ctypes
from typing import Any

import msgspec
import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types

from perflint.documents.pdf.page_marks import Box

Matrix = tuple[float, float, float, float, float, float]


class View(msgspec.Struct, frozen=True):
    """The visible part of a page in its own coordinates, and the quarter turns clockwise that make it readable."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def width(self) -> float:
        """As seen, in points."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """As seen, in points."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    @property
    def matrix(self) -> Matrix:
        """x' = a·x + c·y + e, y' = b·x + d·y + f, from the page's coordinates into the view's."""
        if self.turns == 0:
            return 1, 0, 0, -1, -self.left, self.top
        if self.turns == 1:
            return 0, 1, 1, 0, -self.bottom, -self.left
        if self.turns == 2:
            return -1, 0, 0, 1, self.right, -self.bottom
        return 0, -1, -1, 0, self.top, self.right

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of the page as it is seen."""
        if self.turns == 0:
            return Box(left - self.left, self.top - top, right - self.left, self.top - bottom)
        if self.turns == 1:
            return Box(bottom - self.bottom, left - self.left, top - self.bottom, right - self.left)
        if self.turns == 2:
            return Box(self.right - right, bottom - self.bottom, self.right - left, top - self.bottom)
        return Box(self.top - top, self.right - right, self.top - bottom, self.right - left)

    def back(self, box: Box) -> tuple[float, float, float, float]:
        """Left, bottom, right and top, in the page's coordinates, of a rectangle as it is seen."""
        x0, y0, x1, y1 = box
        if self.turns == 0:
            return self.left + x0, self.top - y1, self.left + x1, self.top - y0
        if self.turns == 1:
            return self.left + y0, self.bottom + x0, self.left + y1, self.bottom + x1
        if self.turns == 2:
            return self.right - x1, self.bottom + y0, self.right - x0, self.bottom + y1
        return self.right - y1, self.top - x1, self.right - y0, self.top - x0


def view_of(page: Any, turns: int | None) -> View:
    """How a page is seen: cut to its crop box, turned so that its text stands upright (`turns`), else as it says."""
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDF_GetPageBoundingBox(page, ctypes.byref(rect)):
        rect = pdfium.FS_RECTF(0, 842, 595, 0)
    if turns is None:
        turns = int(pdfium.FPDFPage_GetRotation(page)) % 4
    return View(rect.left, rect.bottom, rect.right, rect.top, turns)
