"""The straight lines of a page of a PDF: drawn as lines, as thin rectangles, or as the sides of boxes.

Shapes inside of shapes (form XObjects) are followed with their matrices.
"""

import ctypes
import math
from typing import Any

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types

from perflint.documents.pdf.page_marks import Box, Ruling
from perflint.documents.pdf.view import Matrix, View

# The thickest border that office programs draw is 6 pt; anything thicker is an area.
_THICKEST = 6.0
_SLENDER = 3
# Stray dots are no lines; dots in a row are, once they are joined.
_DOT = 3.0
_DEEPEST = 12
_LONGEST_CLIP = 64
_BOX = 5
_WHITE = 250
_IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)


class Strokes:
    """What was drawn on one page so far, in its view; `room` is how many objects may still come."""

    def __init__(self, view: View, room: int) -> None:
        self.view = view
        self.room = room
        self.horizontal: list[Ruling] = []
        self.vertical: list[Ruling] = []
        self.shaded: list[Box] = []
        self.pictures = False
        self.outlines = 0
        self.texts = 0
        self.unseen = 0
        # Text objects that do not lie within their clip, by the address that pdfium has them at.
        self.clipped: dict[int, Box] = {}

    def add(self, box: Box) -> bool:
        """Take a box that is thin enough for a line; whether it was."""
        width, height = box.right - box.left, box.bottom - box.top
        if height <= _THICKEST and width > _SLENDER * height:
            self.horizontal.append(Ruling((box.top + box.bottom) / 2, box.left, box.right))
        elif width <= _THICKEST and height > _SLENDER * width:
            self.vertical.append(Ruling((box.left + box.right) / 2, box.top, box.bottom))
        elif width <= _DOT and height <= _DOT:
            self.horizontal.append(Ruling((box.top + box.bottom) / 2, box.left, box.right))
            self.vertical.append(Ruling((box.left + box.right) / 2, box.top, box.bottom))
        else:
            return False
        return True


def collect_strokes(page: Any, strokes: Strokes) -> bool:
    """Gather the lines of a page into `strokes`; False where there are more objects than it has room for."""
    count = pdfium.FPDFPage_CountObjects(page)
    return all(_object(pdfium.FPDFPage_GetObject(page, index), strokes, None, 0) for index in range(count))


def _object(item: Any, strokes: Strokes, matrix: Matrix | None, depth: int) -> bool:
    strokes.room -= 1
    kind = pdfium.FPDFPageObj_GetType(item)
    if kind == pdfium.FPDF_PAGEOBJ_PATH:
        _path(item, strokes, matrix)
    elif kind == pdfium.FPDF_PAGEOBJ_TEXT:
        _text(item, strokes, matrix)
    elif kind == pdfium.FPDF_PAGEOBJ_IMAGE:
        strokes.pictures = True
    elif kind == pdfium.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
        inner = _times(_matrix_of(item), matrix)
        count = pdfium.FPDFFormObj_CountObjects(item)
        if count > strokes.room:
            return False
        return all(_object(pdfium.FPDFFormObj_GetObject(item, at), strokes, inner, depth + 1) for at in range(count))
    return strokes.room >= 0


def _path(item: Any, strokes: Strokes, matrix: Matrix | None) -> None:
    box = _bounds(item, strokes.view, matrix)
    if box is None or strokes.add(box):
        return
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke)):
        return
    if not stroke.value and fill.value and _is_box(item):
        # White hides; it shows nothing.
        if not _is_white(item):
            strokes.shaded.append(box)
    elif stroke.value or fill.value:
        _sides(item, strokes, matrix)


def _is_box(item: Any) -> bool:
    """Whether a path has no more corners than a rectangle and no curves."""
    count = pdfium.FPDFPath_CountSegments(item)
    return count <= _BOX and not any(
        pdfium.FPDFPathSegment_GetType(pdfium.FPDFPath_GetPathSegment(item, index)) == pdfium.FPDF_SEGMENT_BEZIERTO
        for index in range(count)
    )


def _text(item: Any, strokes: Strokes, matrix: Matrix | None) -> None:
    strokes.texts += 1
    strokes.unseen += pdfium.FPDFTextObj_GetTextRenderMode(item) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE
    clip = pdfium.FPDFPageObj_GetClipPath(item)
    paths = pdfium.FPDFClipPath_CountPaths(clip)
    if paths <= 0:
        return
    shown = _clip_box(clip, paths, _times(matrix or _IDENTITY, strokes.view.matrix))
    box = _bounds(item, strokes.view, matrix)
    if shown is not None and box is not None and not (shown.holds(box[0], box[1]) and shown.holds(box[2], box[3])):
        strokes.clipped[ctypes.addressof(item.contents)] = shown


def _clip_box(clip: Any, paths: int, matrix: Matrix) -> Box | None:
    """What a clip shows at most; None for a shape without corners."""
    x, y = ctypes.c_float(), ctypes.c_float()
    left = top = -math.inf
    right = bottom = math.inf
    for number in range(min(paths, _DEEPEST)):
        count = pdfium.FPDFClipPath_CountPathSegments(clip, number)
        # A rectangle is known by two opposite corners.
        wanted = (0, 2) if count in (4, 5) else range(min(count, _LONGEST_CLIP))
        points = []
        for index in wanted:
            pdfium.FPDFPathSegment_GetPoint(pdfium.FPDFClipPath_GetPathSegment(clip, number, index), x, y)
            points.append(_apply(matrix, x.value, y.value))
        if len(points) < 2:
            return None
        left, right = max(left, min(x for x, _ in points)), min(right, max(x for x, _ in points))
        top, bottom = max(top, min(y for _, y in points)), min(bottom, max(y for _, y in points))
    return Box(left, top, right, bottom)


def _bounds(item: Any, view: View, matrix: Matrix | None) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return None
    x0, y0, x1, y1 = left.value, bottom.value, right.value, top.value
    if matrix is not None:
        corners = [_apply(matrix, x, y) for x in (x0, x1) for y in (y0, y1)]
        x0, x1 = min(x for x, _ in corners), max(x for x, _ in corners)
        y0, y1 = min(y for _, y in corners), max(y for _, y in corners)
    return view.box(x0, y0, x1, y1)


def _sides(item: Any, strokes: Strokes, matrix: Matrix | None) -> None:
    """The straight sides of a path that is no single line."""
    whole = _times(_times(_matrix_of(item), matrix), strokes.view.matrix)
    count = min(pdfium.FPDFPath_CountSegments(item), max(strokes.room, 0))
    strokes.room -= count
    x, y = ctypes.c_float(), ctypes.c_float()
    start = last = (0.0, 0.0)
    curved = False
    for index in range(count):
        segment = pdfium.FPDFPath_GetPathSegment(item, index)
        kind = pdfium.FPDFPathSegment_GetType(segment)
        pdfium.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = _apply(whole, x.value, y.value)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            _side(strokes, last, point)
        else:
            curved = True
        last = point
        if pdfium.FPDFPathSegment_GetClose(segment):
            _side(strokes, point, start)
            last = start
    strokes.outlines += curved


def _side(strokes: Strokes, one: tuple[float, float], other: tuple[float, float]) -> None:
    (x0, y0), (x1, y1) = sorted((one, other))
    strokes.add(Box(x0, min(y0, y1), x1, max(y0, y1)))


def _is_white(item: Any) -> bool:
    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    if not pdfium.FPDFPageObj_GetFillColor(item, red, green, blue, alpha):
        return False
    return min(red.value, green.value, blue.value) >= _WHITE


def _matrix_of(item: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(item, ctypes.byref(found)):
        return _IDENTITY
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(first: Matrix, then: Matrix | None) -> Matrix:
    """One matrix for both, `first` applied first."""
    if then is None:
        return first
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u


def _apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
