"""Rows of printed spreadsheets that are too low for their text."""

from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from perflint.documents import Document, Table, read_bytes
from tests.documents.pdf_printing import HEIGHT, draw_boxes, pdf, plain, texts

HIGH, WIDE, PITCH, SIZE = 14, 56, 11, 9
# One cell of the third row holds three lines; its neighbours above and below are blank or have one.
REASON = ["外出务工未", "参加考试，将", "安排补考"]
ROWS = [
    ["指标", "得分", "偏差原因"],
    ["班次", "20", ""],
    ["合格率", "19", "\n".join(REASON)],
    ["人次", "20", ""],
    ["满意度", "9", "无"],
]


def low_rows(placing: str, rows: Sequence[Sequence[str]], *, clipped: bool = False) -> Callable[[Canvas], None]:
    """A page with rows of fourteen points; the lines of a cell stand at its top, its middle or its bottom."""
    table = plain(rows, wide=WIDE, high=HIGH)

    def page(canvas: Canvas) -> None:
        draw_boxes(canvas, table)
        for left, bottom, width, _, text in table.boxes():
            lines = text.split("\n")
            height = PITCH * len(lines)
            top = {"top": HIGH, "center": (HIGH + height) / 2, "bottom": height}[placing]
            canvas.saveState()
            if clipped:
                clip = canvas.beginPath()
                clip.rect(left, bottom, width, HIGH)
                canvas.clipPath(clip, stroke=0)
            for number, line in enumerate(lines):
                canvas.drawString(left + 3, bottom + top - PITCH * number - SIZE, line)
            canvas.restoreState()

    return page


def by_line(rows: Sequence[Sequence[str]]) -> Callable[[Canvas], None]:
    """The same, centred, but the lines of the last column are printed from below: the file's order tells nothing."""
    table = plain([[*row[:2], ""] for row in rows], wide=WIDE, high=HIGH)

    def page(canvas: Canvas) -> None:
        draw_boxes(canvas, table)
        for left, bottom, _, _, text in table.boxes():
            canvas.drawString(left + 3, bottom + 4, text)
        for row in range(len(rows) - 1, -1, -1):
            lines = rows[row][2].split("\n")
            for number in range(len(lines) - 1, -1, -1):
                middle = HEIGHT - 100 - HIGH * (row + 0.5) + PITCH * ((len(lines) - 1) / 2 - number)
                canvas.drawString(63 + 2 * WIDE, middle - 3, lines[number])

    return page


def read(page: Callable[[Canvas], None]) -> Document:
    """The document that a page makes."""
    return read_bytes(pdf(page), "表.pdf")


def doubts(document: Document) -> list[bool]:
    """Of each table whether its reading is unsure."""
    return [block.doubt is not None for block in document.blocks if isinstance(block, Table)]


@pytest.mark.parametrize("clipped", [False, True])
@pytest.mark.parametrize("placing", ["top", "center", "bottom"])
def test_lines_go_back_to_their_cell(placing: str, clipped: bool) -> None:
    """All three are read in the cell that printed them, though two of them stand in the rows beside it."""
    document = read(low_rows(placing, ROWS, clipped=clipped))
    assert texts(document) == [ROWS]
    assert doubts(document) == [False]


@pytest.mark.parametrize("neighbour", [1, 3])
def test_text_of_their_own_stays_with_the_neighbours(neighbour: int) -> None:
    """Where the program cut the text off at its cell, the clip says whose it is."""
    rows = [list(row) for row in ROWS]
    rows[neighbour][2] = "另有原因"
    assert texts(read(low_rows("center", rows, clipped=True))) == [rows]


def test_nothing_tells_whose_a_line_is() -> None:
    """Below a full line that stands over the border is another text, which may be its end: the table is in doubt."""
    rows = [*ROWS[:2], ["合格率", "19", "外出务工未\n参加考试的"], ["人次", "20", "另有原因"], ROWS[4]]
    assert doubts(read(by_line(rows))) == [True]
    rows[2] = ["合格率", "19", "未参加考试"]
    assert doubts(read(by_line(rows))) == [False]
