"""The text of PDF cells as people see it: cut off, running over, bold, upright, raised, spread out."""

import pytest
from reportlab.pdfgen.canvas import Canvas

from perflint.documents import Document, read_bytes
from perflint.documents.look_alikes import look_alikes
from perflint.documents.symbols import symbol
from tests.documents.pdf_printing import FONT, HEIGHT, Ruled, draw_boxes, draw_table, pdf, plain, texts, write_cells
from tests.documents.pdf_samples import Piece

ROWS = [["指标", "分值", "得分"], ["班次", "10", "9.5"], ["人次", "20", "20"]]
SMALL = plain(ROWS)


def read(data: bytes) -> Document:
    return read_bytes(data, "表.pdf")


def test_clipped_text() -> None:
    """Text that is too long for its cell is read as far as one sees it, a character of which half is seen included."""

    def page(canvas: Canvas) -> None:
        draw_boxes(canvas, SMALL)
        write_cells(canvas, plain([["", "", ""], *ROWS[1:]]))
        canvas.saveState()
        clip = canvas.beginPath()
        clip.rect(60, HEIGHT - 124, 90, 24)
        canvas.clipPath(clip, stroke=0)
        canvas.drawString(64, HEIGHT - 112, "指标名称很长很长很长很长很长")
        canvas.restoreState()

    assert texts(read(pdf(page))) == [[["指标名称很长很长很长", "", ""], *ROWS[1:]]]


def test_text_running_over_blank_cells() -> None:
    """A text that was printed on over the cells beside it belongs to its own cell; neighbours keep theirs."""
    table = plain([["", "", "", "5"], ["", "乙", "丙", ""]], wide=45)

    def page(canvas: Canvas) -> None:
        draw_table(canvas, table)
        canvas.drawString(64, HEIGHT - 112, "项目资金年初预算数合计")
        canvas.drawString(64, HEIGHT - 136, "甲甲甲甲")

    assert texts(read(pdf(page))) == [[["项目资金年初预算数合计", "", "", "5"], ["甲甲甲甲", "乙", "丙", ""]]]


def test_bold_by_printing_twice() -> None:
    """A second copy, a little shifted, makes a text bold and not double; doubled characters stay doubled."""
    table = plain([["满意度", "100%", "天天llll"]])

    def page(canvas: Canvas) -> None:
        draw_table(canvas, table)
        canvas.translate(0.3, 0)
        write_cells(canvas, table)
        canvas.translate(0, 0.2)
        write_cells(canvas, table)

    assert texts(read(pdf(page))) == [[["满意度", "100%", "天天llll"]]]


def test_labels_set_upright_and_turned() -> None:
    """One character a line stays so; a label turned to the left is read along its line."""
    table = Ruled(
        [60, 100, 200], [100, 200, 300], [(0, Piece("", 0)), (0, Piece("甲", 1)), (1, Piece("", 0)), (1, Piece("", 1))]
    )

    def page(canvas: Canvas) -> None:
        draw_table(canvas, table)
        for number, char in enumerate("绩效指标"):
            canvas.drawString(75, HEIGHT - 120 - 14 * number, char)
        canvas.saveState()
        canvas.translate(80, HEIGHT - 270)
        canvas.rotate(90)
        canvas.drawString(0, 0, "满意度")
        canvas.restoreState()

    assert texts(read(pdf(page))) == [[["绩\n效\n指\n标", "甲"], ["满意度", ""]]]


def test_raised_figures_blanks_and_holes() -> None:
    """Raised figures stay on their line, ideographic blanks are kept, holes between words are blanks, between
    spread-out Chinese characters they are not.
    """
    table = plain([["", "　指标1：", ""], ["", "", ""]])

    def page(canvas: Canvas) -> None:
        draw_table(canvas, table)
        canvas.drawString(64, HEIGHT - 114, "120m")
        canvas.setFont(FONT, 5)
        canvas.drawString(64 + 18, HEIGHT - 110, "2")
        canvas.setFont(FONT, 9)
        canvas.drawString(244, HEIGHT - 112, "ab")
        canvas.drawString(258, HEIGHT - 112, "cd")
        canvas.drawString(64, HEIGHT - 136, "项")
        canvas.drawString(78, HEIGHT - 136, "目")
        canvas.drawString(154, HEIGHT - 136, "5")
        canvas.drawString(161, HEIGHT - 136, "天")

    assert texts(read(pdf(page))) == [[["120m2", "　指标1：", "ab cd"], ["项目", "5天", ""]]]


@pytest.mark.parametrize(("seen", "meant"), [("⽬", "目"), ("⻓", "长"), ("⻚", "页"), ("ﬁ", "fi"), ("\uf9d0", "類")])
def test_look_alikes(seen: str, meant: str) -> None:
    """Radicals and ligatures that a browser prints become the characters that were typed."""
    assert look_alikes()[seen] == meant


def test_look_alikes_leave_the_rest() -> None:
    """No ordinary character is replaced."""
    assert not look_alikes().keys() & set("目长页项绩效指标≥①％㎡")


@pytest.mark.parametrize(
    ("font", "code", "meant"),
    [
        ("Symbol", 0xF0B3, "≥"),
        ("ABCDEF+SymbolMT", 0xF0A3, "≤"),
        ("ABCDEF+Wingdings-Regular", 0xF0FE, "☑"),
        ("Wingdings 2", 0x52, "☑"),
        ("BAAAAA+OpenSymbol", 0xF0B3, "≥"),
        ("SimSun", 0xF0FE, "\uf0fe"),
        ("Segoe UI Symbol", 0xB3, "\u00b3"),
    ],
)
def test_symbol_fonts(font: str, code: int, meant: str) -> None:
    """Signs that are told only by their font, however its name is spelt; those of any font where they are clear."""
    assert symbol(font, code) == meant


def test_a_hyphen_at_the_end_of_a_line() -> None:
    """pdfium has a sign of its own for it, in the text of the page and where it is asked for the letter."""

    def page(canvas: Canvas) -> None:
        canvas.drawString(60, HEIGHT - 100, "A-")
        canvas.drawString(60, HEIGHT - 112, "B20")

    assert texts(read_bytes(pdf(page), "a.pdf")) == ["A-", "B20"]
