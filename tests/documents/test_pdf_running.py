"""Lines that stand at the same place of several pages of a PDF: running heads go, a form's own title and year stay."""

from collections.abc import Sequence
from typing import NamedTuple

import pytest
from reportlab.pdfgen.canvas import Canvas

from perflint.documents import read_bytes
from perflint.forms.export import form_to_mapping
from perflint.forms.recognise import recognise
from tests.documents.pdf_printing import FONT, HEIGHT, draw_table, pdf, plain, printed_pages, texts
from tests.forms.rendering import sample

OFFICE = "云汀区城市管理局"
TITLE, YEAR = "项目支出绩效自评表", "（2023年度）"


class Page(NamedTuple):
    """A page: the lines at its head with their size, the table below them, what stands under it, the foot."""

    head: Sequence[tuple[str, int]]
    rows: list[list[str]]
    below: str = ""
    foot: str = ""

    def draw(self, canvas: Canvas) -> None:
        """Print it."""
        down = 10
        for text, size in self.head:
            down += size + 10
            canvas.setFont(FONT, size)
            canvas.drawString(200, HEIGHT - down, text)
        canvas.setFont(FONT, 9)
        draw_table(canvas, plain(self.rows))
        canvas.drawString(60, HEIGHT - 120 - 24 * len(self.rows), self.below)
        canvas.drawString(260, 30, self.foot)


def read(*pages: Page) -> list[str | list[list[str]]]:
    """What is read of these pages."""
    return texts(read_bytes(pdf(*(page.draw for page in pages)), "表.pdf"))


def form(name: str, *, label: str = "项目名称") -> list[list[str]]:
    """A small form."""
    return [[label, name], ["产出指标", "10"], ["总分", "10"]]


SMALL = ((TITLE, 9), (YEAR, 9))
LARGE = ((TITLE, 16), (YEAR, 9))


@pytest.mark.parametrize("head", [SMALL, LARGE])
def test_titles_and_years_of_forms_one_a_page(head: Sequence[tuple[str, int]]) -> None:
    """They stay although they repeat, whatever the size of their letters."""
    pages = [Page(head, form(name)) for name in "甲乙丙"]
    assert read(*pages) == [TITLE, YEAR, form("甲"), TITLE, YEAR, form("乙"), TITLE, YEAR, form("丙")]


def test_with_a_note_below_the_table() -> None:
    """A signature under a form is not the title of the next one, whose own title stands above it."""
    pages = [Page(SMALL, form(name), below=f"填表人：{name}") for name in "甲乙"]
    assert read(*pages) == [TITLE, YEAR, form("甲"), "填表人：甲", TITLE, YEAR, form("乙"), "填表人：乙"]


def test_the_year_under_different_titles() -> None:
    """Beneath a title of its own a line that repeats is part of the title."""
    other = form("云汀区", label="部门名称")
    pages = Page((("部门整体支出绩效自评表", 9), (YEAR, 9)), other), Page(SMALL, form("甲"))
    assert read(*pages) == ["部门整体支出绩效自评表", YEAR, other, TITLE, YEAR, form("甲")]


def test_large_titles_over_tables_that_begin_differently() -> None:
    """What is set larger than the table is a title, and so is the line beneath it."""
    other = form("云汀区", label="部门名称")
    assert read(Page(LARGE, form("甲")), Page(LARGE, other)) == [TITLE, YEAR, form("甲"), TITLE, YEAR, other]


def test_running_lines_of_forms_over_two_pages() -> None:
    """A department's name and the number of the page part no table; above a new form's title they stay as they are."""
    rest = [["效益指标", "20"], ["总分", "30"]]
    pages = [
        Page(((OFFICE, 9), *SMALL), [["项目名称", "甲"], ["产出指标", "10"]], foot="第 1 页 共 4 页"),
        Page(((OFFICE, 9),), rest, foot="第 2 页 共 4 页"),
        Page(((OFFICE, 9), *SMALL), [["项目名称", "乙"], ["产出指标", "10"]], foot="第 3 页 共 4 页"),
        Page(((OFFICE, 9),), rest, foot="第 4 页 共 4 页"),
    ]
    assert read(*pages) == [
        OFFICE, TITLE, YEAR, [["项目名称", "甲"], ["产出指标", "10"]], rest, "第 2 页 共 4 页",
        OFFICE, TITLE, YEAR, [["项目名称", "乙"], ["产出指标", "10"]], rest, "第 4 页 共 4 页",
    ]  # fmt: skip


def test_headings_printed_again_on_every_page() -> None:
    """A heading that continuations begin with makes none of them a new table."""
    heading = ["一级指标", "分值"]
    first = [["项目名称", "甲"], heading, ["产出指标", "10"]]
    pages = [first, [heading, ["效益指标", "20"]], [heading, ["满意度指标", "5"]]]
    assert read(*(Page(((OFFICE, 9),), rows) for rows in pages)) == [OFFICE, *pages]


def _over(canvas: Canvas, text: str) -> None:
    canvas.saveState()
    canvas.translate(100, 400)
    canvas.rotate(40)
    canvas.setFont(FONT, 40)
    canvas.drawString(0, 0, text)
    canvas.restoreState()


@pytest.mark.parametrize("stamp", ["", "内部资料"])
@pytest.mark.parametrize("lines", [(TITLE, YEAR), ("附件2", TITLE, YEAR), (YEAR, TITLE), (f"2023年度{TITLE}",)])
@pytest.mark.parametrize("office", [None, OFFICE])
def test_whole_forms_one_a_page(office: str | None, lines: tuple[str, ...], stamp: str) -> None:
    """Every one of four forms keeps its year, its project and its total."""
    forms = [sample() | {"project": f"基层业务培训{name}"} for name in "甲乙丙丁"]

    def around(canvas: Canvas, page: int) -> None:
        if office:
            canvas.setFont(FONT, 9)
            canvas.drawString(40, HEIGHT - 30, office)
            canvas.drawString(260, 20, f"第 {page} 页 共 4 页")
        if stamp:
            _over(canvas, stamp)

    found = [form_to_mapping(one) for one in recognise(read_bytes(printed_pages(forms, lines, around), "表.pdf")).forms]
    assert [(one["year"], one["project"], one["total"]["score"], one["complete"]) for one in found] == [
        (2023, f"基层业务培训{name}", "96.5", True) for name in "甲乙丙丁"
    ]


def test_pages_counted_in_chinese() -> None:
    """第一页 and 第二页 are one running line, and so is what stands below them."""
    goes_on = [["效益指标", "5"], ["满意度指标", "5"]]
    pages = [
        Page(((f"第{number}页 共二页", 9), (OFFICE, 9)), rows) for number, rows in (("一", form("甲")), ("二", goes_on))
    ]
    assert read(*pages) == ["第一页 共二页", OFFICE, form("甲"), goes_on]
