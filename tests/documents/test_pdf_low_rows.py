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


def low_rows(
    placing: str, rows: Sequence[Sequence[str]], *, clipped: bool = False, pitch: float = PITCH
) -> Callable[[Canvas], None]:
    """A page with rows of fourteen points; the lines of a cell stand at its top, its middle or its bottom."""
    table = plain(rows, wide=WIDE, high=HIGH)

    def page(canvas: Canvas) -> None:
        draw_boxes(canvas, table)
        for left, bottom, width, _, text in table.boxes():
            lines = text.split("\n")
            height = pitch * len(lines)
            top = {"top": HIGH, "center": (HIGH + height) / 2, "bottom": height}[placing]
            canvas.saveState()
            if clipped:
                clip = canvas.beginPath()
                clip.rect(left, bottom, width, HIGH)
                canvas.clipPath(clip, stroke=0)
            for number, line in enumerate(lines):
                canvas.drawString(left + 3, bottom + top - pitch * number - SIZE, line)
            canvas.restoreState()

    return page


# Each of three lines of a cell stands in the middle of a row, its own one or one beside it.
LEVEL = [
    ["指标", "偏差原因", "得分"],
    ["班次", "", "20"],
    ["合格率", "", "19"],
    ["人次", "", "18"],
    ["效益", "", "17"],
    ["满意度", "", "9"],
]


def level(row: int, beside: str = "") -> list[list[str]]:
    """The table in which that row gives three lines as the reason, and the ones beside it another."""
    reasons = {row: "\n".join(REASON), row - 1: beside, row + 1: beside}
    return [[one[0], one[1] or reasons.get(number, ""), one[2]] for number, one in enumerate(LEVEL)]


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


@pytest.mark.parametrize(
    ("placing", "row"), [("top", 2), ("top", 3), ("center", 2), ("center", 4), ("bottom", 4), ("bottom", 5)]
)
def test_lines_that_stand_whole_in_other_rows_go_back(placing: str, row: int) -> None:
    """They touch no ruling line; but the file has them before what stands to the right of their own row."""
    document = read(low_rows(placing, level(row), pitch=HIGH))
    assert texts(document) == [level(row)]
    assert doubts(document) == [False]


@pytest.mark.parametrize(("placing", "row"), [("top", 4), ("top", 5), ("center", 5)])
def test_lines_past_the_rim_go_back(placing: str, row: int) -> None:
    """The last lines of the last rows stand below the table, in no cell, and are read in the cell that printed them."""
    document = read(low_rows(placing, level(row), pitch=HIGH))
    assert texts(document) == [level(row)]
    assert doubts(document) == [False]


def test_a_line_below_the_last_cell_is_in_doubt() -> None:
    """Behind it the file has nothing more of the table: it may be a note."""
    rows = [*ROWS[:4], ["满意度", "9", "\n".join(REASON[:2])]]
    document = read(low_rows("top", rows, pitch=HIGH))
    assert texts(document) == [[*ROWS[:4], ["满意度", "9", REASON[0]]], REASON[1]]
    assert doubts(document) == [True]


@pytest.mark.parametrize("order", ["rows", "columns", "wrapped last"])
def test_full_lines_below_one_another_are_of_their_own_rows(order: str) -> None:
    """Cells that are full and stand close are ordinary, whether the file has them by rows, by columns, or wrapped
    ones last.
    """
    rows = [["指标", "偏差原因", "得分"], *([f"指标{number}", "外出务工未\n参加考试", "9"] for number in range(1, 4))]
    table = plain(rows, wide=WIDE, high=24)

    def turn(box: tuple[float, float, float, float, str]) -> tuple[float, float, float]:
        left, bottom, _, _, text = box
        late = order == "wrapped last" and "\n" in text
        return (late, left, -bottom) if order == "columns" else (late, -bottom, left)

    def page(canvas: Canvas) -> None:
        draw_boxes(canvas, table)
        for left, bottom, _, _, text in sorted(table.boxes(), key=turn):
            for number, line in enumerate(text.split("\n")):
                canvas.drawString(left + 3, bottom + 15 - PITCH * number, line)

    document = read(page)
    assert texts(document) == [rows]
    assert doubts(document) == [False]


def test_a_note_below_the_table_stays_there() -> None:
    """A line below a full last row that begins where the table does, or runs over its columns, is no part of a cell."""
    rows = [["指标", "说明"], ["满意度", "外出务工未"]]

    def page(canvas: Canvas) -> None:
        table = plain(rows, wide=WIDE, high=HIGH)
        draw_boxes(canvas, table)
        for left, bottom, _, _, text in table.boxes():
            canvas.drawString(left + 3, bottom + 4, text)
        canvas.drawString(63, HEIGHT - 100 - 2 * HIGH - 10, "注：本表由填报单位盖章后报送")

    document = read(page)
    assert texts(document) == [rows, "注：本表由填报单位盖章后报送"]
    assert doubts(document) == [False]
