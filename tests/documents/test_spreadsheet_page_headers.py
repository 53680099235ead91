"""Titles of sheets that stand in the head of the printed page only."""

from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.worksheet import Worksheet

import perflint
from perflint.documents import Paragraph, read_bytes
from perflint.documents.spreadsheet.page_header import header_lines
from tests.documents.spreadsheet_samples import fill, placed_form, saved
from tests.forms.rendering import sample

TITLE, YEAR = "项目支出绩效自评表", "（2023年度）"


@pytest.mark.parametrize(
    ("code", "lines"),
    [
        ('&C&"宋体,加粗"&14项目支出绩效自评表', [TITLE]),
        ('&L附件2&C&"-,Bold"&16 &K000000项目支出绩效自评表\n&11（2023年度）&R&9 万元', ["附件2", TITLE, YEAR, "万元"]),
        ("项目支出绩效自评表", [TITLE]),
        ("&C&14 2023年度&B项目&B支出绩效自评表", ["2023年度项目支出绩效自评表"]),
        ("&C&K01+033收入&&支出绩效自评表\n&D &T", ["收入&支出绩效自评表"]),
        ("&C&A", ["自评表一览与汇总"]),
        ("&C云汀区&A（&P）", ["云汀区自评表一览与汇总（）"]),
        ("&C第 &P 页，共 &N 页", []),
        ("&C- &P -&R&G", []),
        ("&L&F&C&Z", []),
        ("", []),
    ],
)  # fmt: skip
def test_codes(code: str, lines: list[str]) -> None:
    """Fonts, colours, pictures and numbers of pages are no text; the name of the sheet is (18.3.1.46)."""
    assert header_lines(code, "自评表一览与汇总") == lines


def _book(header: str, *above: str, first: str | None = None, untitled: bool = True) -> bytes:
    """A form in a workbook, these rows above it instead of its title and year."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    cells = placed_form(sample(), top=len(above) - 1 if untitled else 1)
    fill(sheet, [cell for cell in cells if not untitled or cell.text not in (TITLE, YEAR)])
    for row, text in enumerate(above, 1):
        sheet.cell(row, 1, text)
    heads = sheet.HeaderFooter
    heads.oddHeader = HeaderFooterItem(center=_HeaderFooterPart(header))
    if first is not None:
        heads.differentFirst = True
        heads.firstHeader = HeaderFooterItem(center=_HeaderFooterPart(first))
    return saved(book)


def _read(data: bytes) -> tuple[list[str], list[Any]]:
    document = read_bytes(data, "a.xlsx")
    found = [f"{block.cell.address} {block.cell.text}" for block in document.blocks if isinstance(block, Paragraph)]
    return found, [(form.title.text, form.year.value, form.complete) for form in perflint.parse(data).forms]


@pytest.mark.parametrize(
    ("data", "lines", "form"),
    [
        (_book(f"{TITLE}\n{YEAR}"), [f"Sheet/header1 {TITLE}", f"Sheet/header2 {YEAR}"], (TITLE, 2023, True)),
        (_book(TITLE, YEAR), [f"Sheet/header1 {TITLE}"], (TITLE, 2023, True)),
        (_book(f"2023年度{TITLE}", "附件2"), [f"Sheet/header1 2023年度{TITLE}"], (f"2023年度{TITLE}", 2023, True)),
        (_book(f"2023年度{TITLE}", "填报单位：云溪区培训中心"), [f"Sheet/header1 2023年度{TITLE}"],
         (f"2023年度{TITLE}", 2023, True)),
        (_book("第 &P 页", first=f"{TITLE}\n{YEAR}"), [f"Sheet/header1 {TITLE}", f"Sheet/header2 {YEAR}"],
         (TITLE, 2023, True)),
        # The sheet's own title counts, and what is no title is no text of the sheet.
        (_book("2022年度部门决算公开", untitled=False), [], (TITLE, 2023, True)),
        (_book("附件2", f"2023年度{TITLE}"), [], (f"2023年度{TITLE}", 2023, True)),
        (_book("第 &P 页，共 &N 页"), [], ("", None, True)),
    ],
)  # fmt: skip
def test_titles_in_page_headers(data: bytes, lines: list[str], form: tuple[str, int | None, bool]) -> None:
    """The lines are read above the table where the top of the sheet has no title of its own."""
    found, forms = _read(data)
    assert found == lines
    assert forms == [form]
