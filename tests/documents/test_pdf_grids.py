"""From the marks of a page to tables: however the lines were drawn, whichever way the page is turned."""

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from perflint.documents import Address, Cell, Document, Paragraph, Row, Table, read_bytes
from tests.documents.pdf_printing import (
    FONT,
    HEIGHT,
    WIDTH,
    Ruled,
    draw_boxes,
    draw_table,
    pdf,
    plain,
    texts,
    write_cells,
)
from tests.documents.pdf_samples import Piece

ROWS = [["指标", "分值", "得分"], ["班次", "10", "9.5"], ["人次", "20", "20"]]
SMALL = plain(ROWS)


def read(data: bytes) -> Document:
    return read_bytes(data, "表.pdf")


def at(row: int, column: int, page: int = 1) -> Address:
    return Address("page", row, column, str(page))


def test_a_whole_document() -> None:
    """Cells with spans stand once, blank ones too; loose text is a paragraph in column 0; addresses differ."""
    merged = Ruled(
        [60, 150, 240, 330],
        [100, 124, 148],
        [(0, Piece("产出", 0, 2, 1)), (0, Piece("得分合计", 1, 1, 2)), (1, Piece("", 1)), (1, Piece("20", 2))],
    )

    def draw(canvas: Canvas) -> None:
        canvas.drawString(200, HEIGHT - 60, "绩效自评表")
        draw_table(canvas, merged)
        draw_table(canvas, plain([["甲", "乙"]], top=200))
        canvas.drawString(300, 30, "第1页")

    assert read(pdf(draw)) == Document(
        path="表.pdf",
        format="pdf",
        blocks=(
            Paragraph(Cell("绩效自评表", at(1, 0))),
            Table(
                (
                    Row((Cell("产出", at(1, 1), 0, 2, 1), Cell("得分合计", at(1, 2), 1, 1, 2))),
                    Row((Cell("", at(2, 2), 1), Cell("20", at(2, 3), 2))),
                )
            ),
            Table((Row((Cell("甲", at(3, 1), 0), Cell("乙", at(3, 2), 1))),)),
            Paragraph(Cell("第1页", at(2, 0))),
        ),
    )


@pytest.mark.parametrize(
    ("address", "short", "zh", "en"),
    [
        (at(7, 8, 3), "P3R7C8", "第3页第7行第8列", "page 3, row 7, column 8"),
        (at(2, 0, 3), "P3L2", "第3页表外第2行", "page 3, line 2 outside tables"),
    ],
)
def test_addresses(address: Address, short: str, zh: str, en: str) -> None:
    """A cell is named by page, row and column; loose text by its line among the loose lines of the page."""
    assert (str(address), address.describe("zh"), address.describe("en")) == (short, zh, en)


def _lines(canvas: Canvas) -> None:
    for x in SMALL.xs:
        canvas.line(x, HEIGHT - SMALL.ys[0], x, HEIGHT - SMALL.ys[-1])
    for y in SMALL.ys:
        canvas.line(SMALL.xs[0], HEIGHT - y, SMALL.xs[-1], HEIGHT - y)


def _thin_rectangles(canvas: Canvas) -> None:
    for x in SMALL.xs:
        canvas.rect(x - 0.4, HEIGHT - SMALL.ys[-1], 0.8, SMALL.ys[-1] - SMALL.ys[0], stroke=0, fill=1)
    for y in SMALL.ys:
        canvas.rect(SMALL.xs[0], HEIGHT - y - 0.4, SMALL.xs[-1] - SMALL.xs[0], 0.8, stroke=0, fill=1)


def _boxes(canvas: Canvas) -> None:
    draw_boxes(canvas, SMALL)


def _one_path(canvas: Canvas) -> None:
    path = canvas.beginPath()
    for left, bottom, wide, high, _ in SMALL.boxes():
        path.rect(left, bottom, wide, high)
    canvas.drawPath(path)


def _many_short_lines(canvas: Canvas) -> None:
    for x in SMALL.xs:
        for step in range(int(SMALL.ys[0]), int(SMALL.ys[-1]), 4):
            canvas.line(x, HEIGHT - step, x, HEIGHT - step - 2)
    for y in SMALL.ys:
        for step in range(int(SMALL.xs[0]), int(SMALL.xs[-1]), 4):
            canvas.line(step, HEIGHT - y, step + 2, HEIGHT - y)


def _dots(canvas: Canvas) -> None:
    for x in SMALL.xs:
        for step in range(int(SMALL.ys[0]), int(SMALL.ys[-1]) + 1, 3):
            canvas.rect(x - 0.5, HEIGHT - step - 0.5, 1, 1, stroke=0, fill=1)
    for y in SMALL.ys:
        for step in range(int(SMALL.xs[0]), int(SMALL.xs[-1]) + 1, 3):
            canvas.rect(step - 0.5, HEIGHT - y - 0.5, 1, 1, stroke=0, fill=1)


def _dash_pattern(canvas: Canvas) -> None:
    canvas.setDash(2, 2)
    _lines(canvas)


def _double_lines(canvas: Canvas) -> None:
    canvas.setLineWidth(0.3)
    _lines(canvas)
    canvas.translate(1.5, 1.5)
    _lines(canvas)
    canvas.translate(-1.5, -1.5)


def _with_backgrounds(canvas: Canvas) -> None:
    canvas.setFillGray(0.9)
    for left, bottom, wide, high, _ in SMALL.boxes():
        canvas.rect(left + 3, bottom + 3, wide - 6, high - 6, stroke=0, fill=1)
    canvas.setFillGray(0)
    _lines(canvas)


def _only_backgrounds(canvas: Canvas) -> None:
    for number, (left, bottom, wide, high, _) in enumerate(SMALL.boxes()):
        canvas.setFillGray(0.8 + 0.02 * number)
        canvas.rect(left, bottom, wide, high, stroke=0, fill=1)
    canvas.setFillGray(0)


def _shape_inside_a_shape(canvas: Canvas) -> None:
    canvas.beginForm("lines")
    canvas.setLineWidth(0.5)
    for x in SMALL.xs:
        canvas.line((x - 60) / 2, -(SMALL.ys[0] - 100) / 2, (x - 60) / 2, -(SMALL.ys[-1] - 100) / 2)
    for y in SMALL.ys:
        canvas.line(0, -(y - 100) / 2, (SMALL.xs[-1] - 60) / 2, -(y - 100) / 2)
    canvas.endForm()
    canvas.saveState()
    canvas.translate(60, HEIGHT - 100)
    canvas.scale(2, 2)
    canvas.doForm("lines")
    canvas.restoreState()
    canvas.setFont(FONT, 9)


def _open_at_the_sides(canvas: Canvas) -> None:
    for x in SMALL.xs[1:-1]:
        canvas.line(x, HEIGHT - SMALL.ys[0], x, HEIGHT - SMALL.ys[-1])
    for y in SMALL.ys:
        canvas.line(SMALL.xs[0], HEIGHT - y, SMALL.xs[-1], HEIGHT - y)


def _corners_not_quite_met(canvas: Canvas) -> None:
    for left, bottom, wide, high, _ in SMALL.boxes():
        canvas.line(left + 1, bottom, left + wide - 1, bottom)
        canvas.line(left + 1, bottom + high, left + wide - 1, bottom + high)
        canvas.line(left, bottom + 1, left, bottom + high - 1)
        canvas.line(left + wide, bottom + 1, left + wide, bottom + high - 1)


def _underlines_and_strokes(canvas: Canvas) -> None:
    _lines(canvas)
    for left, bottom, wide, high, _ in SMALL.boxes():
        canvas.line(left + 4, bottom + high - 14, left + 0.4 * wide, bottom + high - 14)


def _within_a_frame(canvas: Canvas) -> None:
    canvas.rect(20, 20, WIDTH - 40, HEIGHT - 40)
    _lines(canvas)


def _on_coloured_paper(canvas: Canvas) -> None:
    canvas.setFillGray(0.95)
    canvas.rect(0, 0, WIDTH, HEIGHT, stroke=0, fill=1)
    canvas.setFillGray(0)
    _lines(canvas)


@pytest.mark.parametrize(
    "draw",
    [
        _lines,
        _thin_rectangles,
        _boxes,
        _one_path,
        _many_short_lines,
        _dots,
        _dash_pattern,
        _double_lines,
        _with_backgrounds,
        _only_backgrounds,
        _shape_inside_a_shape,
        _open_at_the_sides,
        _corners_not_quite_met,
        _underlines_and_strokes,
        _within_a_frame,
        _on_coloured_paper,
    ],
)
def test_however_lines_are_drawn(draw: Callable[[Canvas], None]) -> None:
    """Lines, thin rectangles, boxes, dashes, backgrounds, shapes in shapes: always the same three by three cells."""

    def page(canvas: Canvas) -> None:
        draw(canvas)
        canvas.setDash()
        write_cells(canvas, SMALL)

    document = read(pdf(page))
    assert texts(document) == [ROWS]
    assert document.notices == ()
    assert [block.doubt for block in document.blocks if isinstance(block, Table)] == [None]


@pytest.mark.parametrize("turns", [0, 90, 180, 270])
def test_turned_pages(turns: int) -> None:
    """A page whose text stands upright only when turned is read as turned, whether or not it says so itself."""

    def page(canvas: Canvas) -> None:
        canvas.translate(HEIGHT / 2, HEIGHT / 2)
        canvas.rotate(turns)
        canvas.translate(-HEIGHT / 2, -HEIGHT / 2)
        draw_table(canvas, SMALL)

    def turned_page(canvas: Canvas) -> None:
        canvas.setPageRotation(turns)
        page(canvas)

    square = (HEIGHT, HEIGHT)
    assert texts(read(pdf(page, pagesize=square))) == [ROWS]
    assert texts(read(pdf(turned_page, pagesize=square))) == [ROWS]


def test_crop_box() -> None:
    """What lies outside of the visible part of a page is not read, and its corner is where the page begins."""

    def page(canvas: Canvas) -> None:
        canvas.setCropBox((40, HEIGHT - 300, 400, HEIGHT - 50))
        draw_table(canvas, SMALL)
        canvas.drawString(60, HEIGHT - 30, "页边之外")
        canvas.drawString(60, 100, "页边之外")

    assert texts(read(pdf(page))) == [ROWS]


def test_tables_side_by_side() -> None:
    """Two columns of tables are read one after the other, each with the text above it; rows are counted on."""
    right = Ruled([320, 400, 480], [100, 124], [(0, Piece("丙", 0)), (0, Piece("丁", 1))])

    def page(canvas: Canvas) -> None:
        draw_table(canvas, plain([["甲", "乙"]]))
        draw_table(canvas, right)
        canvas.drawString(60, HEIGHT - 90, "表一")
        canvas.drawString(320, HEIGHT - 90, "表二")

    document = read(pdf(page))
    assert texts(document) == ["表一", [["甲", "乙"]], "表二", [["丙", "丁"]]]
    assert [str(row.cells[-1].address) for _, row in document.rows()] == ["P1L1", "P1R1C2", "P1L2", "P1R2C2"]


def test_table_within_a_cell() -> None:
    """A table inside of a cell has its own cells; the outer one keeps the rest of its text."""
    outer = Ruled(
        [60, 300, 400],
        [100, 200, 224],
        [(0, Piece("外", 0)), (0, Piece("", 1)), (1, Piece("下", 0)), (1, Piece("", 1))],
    )

    def page(canvas: Canvas) -> None:
        draw_table(canvas, outer)
        draw_table(canvas, Ruled([80, 140, 200], [130, 160], [(0, Piece("里", 0)), (0, Piece("面", 1))]))

    assert texts(read(pdf(page))) == [[["外", ""], ["下", ""]], [["里", "面"]]]


def test_columns_go_on_over_a_page_break() -> None:
    """A page that shows fewer columns of a table counts them as the page before does; a new table counts its own."""
    going_on = Ruled([60, 240, 330], [50, 74], [(0, Piece("甲", 0)), (0, Piece("5", 1))])

    def numbered(number: int, table: Ruled, *, titled: bool = False) -> Callable[[Canvas], None]:
        def page(canvas: Canvas) -> None:
            draw_table(canvas, table)
            canvas.drawString(300, 20, f"第{number}页")
            if titled:
                canvas.drawString(100, HEIGHT - 20, "项目支出绩效自评表")
                canvas.drawString(100, HEIGHT - 40, "（2023年度）")

        return page

    document = read(pdf(numbered(1, SMALL), numbered(2, going_on), numbered(3, going_on, titled=True)))
    tables = [block for block in document.blocks if isinstance(block, Table)]
    assert tables[1].rows == (Row((Cell("甲", at(1, 1, 2), 0, 1, 2), Cell("5", at(1, 3, 2), 2))),)
    assert tables[2].rows == (Row((Cell("甲", at(1, 1, 3), 0), Cell("5", at(1, 2, 3), 1))),)
