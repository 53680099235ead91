"""Tables without lines, or with lines under the rows only: read by the white between the columns, and said to be."""

from collections.abc import Callable, Sequence

import pytest
from reportlab.pdfgen.canvas import Canvas

from perflint.documents import Table, read_bytes
from perflint.documents.pdf.page_layout import ALIGNED
from tests.documents.pdf_printing import HEIGHT, pdf, texts

HEADING = ["三级指标", "年度指标值", "实际完成值", "分值", "得分"]
ROWS = [
    HEADING,
    ["培训班次", "≥6次", "6次", "20", "20"],
    ["参训人次", "≥300人次", "312人次", "30", "30"],
    ["满意度", "≥90%", "93%", "10", "9.5"],
]
XS = (60, 160, 260, 360, 420)
ZH = "第1页有表格没有画全表格线，按文字对齐读出，行列可能有误，请核对。"
EN = "Page 1: with tables without lines, read from the alignment of the text; rows and columns may be wrong."


def write(canvas: Canvas, rows: Sequence[Sequence[str]], top: float = 100, high: float = 20) -> None:
    for number, row in enumerate(rows):
        for x, text in zip(XS, row, strict=True):
            canvas.drawString(x, HEIGHT - top - high * number, text)


def no_lines(canvas: Canvas) -> None:
    write(canvas, ROWS)


def three_lines(canvas: Canvas) -> None:
    write(canvas, ROWS)
    for y in (86, 106, 170):
        canvas.line(50, HEIGHT - y, 480, HEIGHT - y)


def lines_under_rows(canvas: Canvas) -> None:
    write(canvas, ROWS)
    for number in range(5):
        canvas.line(50, HEIGHT - 86 - 20 * number, 480, HEIGHT - 86 - 20 * number)


def lines_under_rows_in_a_frame(canvas: Canvas) -> None:
    lines_under_rows(canvas)
    canvas.rect(50, HEIGHT - 166, 430, 80)


def stripes(canvas: Canvas) -> None:
    canvas.setFillGray(0.9)
    for number in (0, 2):
        canvas.rect(50, HEIGHT - 106 - 20 * number, 430, 20, stroke=0, fill=1)
    canvas.setFillGray(0)
    write(canvas, ROWS)


@pytest.mark.parametrize("draw", [no_lines, three_lines, lines_under_rows, lines_under_rows_in_a_frame, stripes])
def test_columns_by_alignment(draw: Callable[[Canvas], None]) -> None:
    """Without lines between the columns the white there parts them, and a notice says that this is less sure."""
    document = read_bytes(pdf(draw), "a.pdf")
    assert texts(document) == [ROWS]
    assert [(notice.message.zh, notice.message.en) for notice in document.notices] == [(ZH, EN)]
    assert [block.doubt for block in document.blocks if isinstance(block, Table)] == [ALIGNED]


def test_wrapped_blank_and_merged_cells() -> None:
    """Text that fills its column goes on below; blank cells are cells; text over several columns spans them."""

    def draw(canvas: Canvas) -> None:
        write(canvas, [HEADING, ["培训", "", "6次", "20", "20"], ["人次", "300人次", "", "30", "30"]])
        canvas.drawString(60, HEIGHT - 160, "业务骨干培训班的学员")
        canvas.drawString(60, HEIGHT - 172, "满意度")
        write(canvas, [["", "≥90%", "93%", "10", "9.5"], ["", "", "", "100", "99.5"]], top=160)
        canvas.drawString(60, HEIGHT - 180 - 12, "总分")
        canvas.drawString(60, HEIGHT - 212, "考核结论（由主管部门按照年度情况统一填写）")

    rows = texts(read_bytes(pdf(draw), "a.pdf"))[0]
    assert rows[:4] == [
        HEADING,
        ["培训", "", "6次", "20", "20"],
        ["人次", "300人次", "", "30", "30"],
        ["业务骨干培训班的学员\n满意度", "≥90%", "93%", "10", "9.5"],
    ]


def test_text_is_no_table() -> None:
    """Sentences, a line of heads, a signature: loose text, cut where a wide hole parts it, without any notice."""

    def draw(canvas: Canvas) -> None:
        canvas.drawString(60, HEIGHT - 60, "项目支出绩效自评报告")
        canvas.drawString(60, HEIGHT - 90, "主管部门：青川市财政局")
        canvas.drawString(300, HEIGHT - 90, "金额单位：万元")
        canvas.drawString(60, HEIGHT - 110, "本项目于年内完成，资金使用合规，效果良好。")
        canvas.drawString(60, HEIGHT - 125, "下一步将继续加强管理。")

    document = read_bytes(pdf(draw), "a.pdf")
    assert texts(document) == [
        "项目支出绩效自评报告",
        "主管部门：青川市财政局",
        "金额单位：万元",
        "本项目于年内完成，资金使用合规，效果良好。",
        "下一步将继续加强管理。",
    ]
    assert document.notices == ()
