"""What is printed over the page of a PDF, or on every page of it, and is no part of its tables."""

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from perflint.documents import Document, read_bytes
from tests.documents.pdf_printing import FONT, HEIGHT, draw_table, pdf, plain, texts

ROWS = [["指标", "分值", "得分"], ["班次", "10", "9.5"], ["人次", "20", "20"]]


def read(data: bytes) -> Document:
    return read_bytes(data, "表.pdf")


def _aslant(canvas: Canvas) -> None:
    canvas.translate(90, HEIGHT - 180)
    canvas.rotate(30)
    canvas.setFont(FONT, 14)
    canvas.drawString(0, 0, "内部资料严禁外传")


def _tiled(canvas: Canvas) -> None:
    canvas.setFont(FONT, 8)
    for left in (70, 160, 250):
        for down in (120, 150, 180):
            canvas.saveState()
            canvas.translate(left, HEIGHT - down)
            canvas.rotate(-25)
            canvas.drawString(0, 0, "云汀")
            canvas.restoreState()


def _large(canvas: Canvas) -> None:
    canvas.setFont(FONT, 48)
    canvas.drawString(80, HEIGHT - 160, "草 稿 DRAFT")


@pytest.mark.parametrize("stamp", [_aslant, _tiled, _large])
def test_stamps(stamp: Callable[[Canvas], None]) -> None:
    """Stamps are no text of the cells, whether drawn before or after them; a notice says that they are there."""

    def under(canvas: Canvas) -> None:
        canvas.saveState()
        stamp(canvas)
        canvas.restoreState()
        draw_table(canvas, plain(ROWS))

    def over(canvas: Canvas) -> None:
        draw_table(canvas, plain(ROWS))
        stamp(canvas)

    document = read(pdf(under, over, Canvas.saveState))
    assert texts(document) == [ROWS, ROWS]
    assert [notice.message.zh for notice in document.notices] == [
        "第1–2页印有水印一类的斜字或压在表格上的大字，没有读取。"
    ]


def test_what_is_no_stamp() -> None:
    """A large title in a table, running over its blank cells, letters that lean, a page that is askew as a whole."""
    rows = [["", "", "附件"], *ROWS]

    def titled(canvas: Canvas) -> None:
        draw_table(canvas, plain(rows))
        canvas.setFont(FONT, 22)
        canvas.drawString(64, HEIGHT - 118, "绩效自评表")

    def leaning(canvas: Canvas) -> None:
        text = canvas.beginText()
        text.setTextTransform(1, 0, 0.36, 1, 60, HEIGHT - 80)
        text.textOut("倾斜的标题")
        canvas.drawText(text)
        draw_table(canvas, plain(ROWS))

    def askew(canvas: Canvas) -> None:
        canvas.translate(60, HEIGHT - 300)
        canvas.rotate(20)
        canvas.drawString(0, 0, "整页都是斜的")

    document = read(pdf(titled, leaning, askew))
    assert texts(document)[:3] == [[["绩效自评表", "", "附件"], *ROWS], "倾斜的标题", ROWS]
    assert "".join(str(text) for text in texts(document)[3:]).replace(" ", "")
    assert not document.notices


def _pages(*tables: list[list[str]], head: str = "云汀区2022年度决算", notes: str = "") -> bytes:
    def page(number: int, rows: list[list[str]]) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(60, HEIGHT - 40, head)
            if notes:
                canvas.drawString(60, HEIGHT - 55, f"{notes}{'甲乙丙丁'[number]}")
            draw_table(canvas, plain(rows))
            canvas.drawString(290, 30, f"— {number} —")

        return draw

    return pdf(*(page(number, rows) for number, rows in enumerate(tables, 1)))


def test_running_heads() -> None:
    """Heads and feet that run are left out where a table goes on over them, and nowhere else."""
    rest = [["场次", "30", "30"]]
    assert texts(read(_pages(ROWS, rest, ROWS))) == [
        "云汀区2022年度决算", ROWS, rest, "— 2 —", "云汀区2022年度决算", ROWS, "— 3 —",
    ]  # fmt: skip


def test_heads_that_stay() -> None:
    """Above tables of other widths, beside other lines, or on a single page they stay."""
    wider = [["场次", "30", "30", ""]]
    assert texts(read(_pages(ROWS, wider)))[1:] == [ROWS, "— 1 —", "云汀区2022年度决算", wider, "— 2 —"]
    rest = [["场次", "30", "30"]]
    lines = texts(read(_pages(ROWS, rest, notes="附表")))
    assert lines == ["云汀区2022年度决算", "附表乙", ROWS, "附表丙", rest, "— 2 —"]
    assert texts(read(_pages(ROWS))) == ["云汀区2022年度决算", ROWS, "— 1 —"]


def test_a_title_on_the_page_before() -> None:
    """Heads and feet between the last lines of a page and the table below them are left out too."""

    def page(number: int, *tables: list[list[str]], title: str = "") -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(60, HEIGHT - 40, "云汀区2022年度决算")
            for rows in tables:
                draw_table(canvas, plain(rows))
            if title:
                canvas.drawString(60, 120, title)
            canvas.drawString(290, 30, f"— {number} —")

        return draw

    other = [["目标", "实际", "原因", "措施"]]
    assert texts(read(pdf(page(1, ROWS, title="自评表二"), page(2, other), page(3, ROWS)))) == [
        "云汀区2022年度决算", ROWS, "自评表二", other, "— 2 —", "云汀区2022年度决算", ROWS, "— 3 —",
    ]  # fmt: skip


def test_lines_keep_their_numbers() -> None:
    """A line that was left out still counts: what comes after it is found where it stands on the page."""
    document = read(_pages(ROWS, [["场次", "30", "30"]], notes="附表"))
    assert [str(block.cell.address) for block in document.blocks if hasattr(block, "cell")] == [
        "P1L1", "P1L2", "P2L2", "P2L3",
    ]  # fmt: skip
