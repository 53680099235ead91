"""Text that is struck through is left out and named, unless a whole cell or most of the document is struck."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font

from perflint.documents import Address, Cell, Document, Paragraph, Row, Table, read_bytes
from perflint.documents.spreadsheet.xls import marked
from perflint.documents.struck import without_struck
from tests.documents.docx_samples import docx, p, tbl, tc, tr
from tests.documents.spreadsheet_samples import inline, raw_xlsx, rows, saved

# So much that is not struck, in one cell.
PLAIN = "项目名称：城区道路养护与排水设施维修"


def table_of(document: Document) -> list[list[str]]:
    """The texts of the last table, its first row left out."""
    table = [block for block in document.blocks if isinstance(block, Table)][-1]
    return [[cell.text for cell in row.cells] for row in table.rows[1:]]


def said(document: Document) -> list[str]:
    """What the notices say."""
    return [notice.message.zh for notice in document.notices]


def word_run(text: str, look: str = "<w:strike/>") -> str:
    """A run with a look."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def line(*parts: str) -> str:
    """A paragraph of runs."""
    return f"<w:p>{''.join(parts)}</w:p>"


def word_page(cell: str, styles: str = "") -> Document:
    """A Word file whose table has this cell below a plain one."""
    body = tbl(tr(tc(p(PLAIN))), tr(tc(cell)))
    extra = {"word/styles.xml": f'<w:styles xmlns:w="{W}">{styles}</w:styles>'} if styles else None
    return read_bytes(docx(body, extra), "a.docx")


W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = (
    '<w:style w:styleId="x"><w:basedOn w:val="b"/></w:style><w:style w:styleId="b"><w:rPr><w:strike/></w:rPr></w:style>'
)
IN_STYLE = '<w:pPr><w:pStyle w:val="x"/></w:pPr>'
DROPPED = "1 处带删除线的文字按已删除处理，没有读取：{}。"
KEPT = "1 个单元格的全部文字带删除线，仍按内容读取，请核对：{}。"


@pytest.mark.parametrize(
    ("cell", "text", "notice"),
    [
        (line(word_run("≥", ""), word_run("5"), word_run("6次", "")), "≥6次", DROPPED),
        (line(word_run("5", "<w:dstrike/>"), word_run("6次", "")), "6次", DROPPED),
        (line(word_run("5", '<w:strike w:val="0"/>'), word_run("6次", "")), "56次", None),
        (line(word_run("5次")) + p("6次"), "6次", DROPPED),
        (line(word_run("≥5"), word_run("次")), "≥5次", KEPT),
        (line(word_run("≥5"), word_run(" ", "")), "≥5 ", KEPT),
        (line(word_run(" "), word_run("6次", "")), " 6次", None),
    ],
)
def test_word(cell: str, text: str, notice: str | None) -> None:
    """Once or twice struck; a struck blank is nothing to speak of."""
    document = word_page(cell)
    assert table_of(document) == [[text]]
    assert said(document) == ([notice.format("T1R2C1")] if notice else [])


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (line(word_run("5", '<w:rStyle w:val="x"/>'), word_run("6次", "")), "6次"),
        (line(IN_STYLE, word_run("5次", "")) + p("6次"), "6次"),
        (line(IN_STYLE, word_run("5", ""), word_run("6次", '<w:strike w:val="false"/>')), "6次"),
    ],
)
def test_styles_of_word(cell: str, text: str) -> None:
    """Struck by a style of the run or of the paragraph, and by one that it is based on."""
    assert table_of(word_page(cell, STYLES)) == [[text]]


def test_a_loose_line_that_is_struck_is_gone() -> None:
    """What stands outside of tables leaves no line."""
    body = line(word_run("（2022年度）")) + p("（2023年度）") + tbl(tr(tc(p(PLAIN))))
    document = read_bytes(docx(body), "a.docx")
    assert [block.cell.text for block in document.blocks if not isinstance(block, Table)] == ["（2023年度）"]
    assert said(document) == [DROPPED.format("para1")]


def test_a_document_most_of_which_is_struck_is_kept() -> None:
    """Nobody would hand it in to have it read as blank."""
    body = tbl(tr(tc(line(word_run(PLAIN)))), tr(tc(line(word_run("5"), word_run("6次", "")))))
    document = read_bytes(docx(body), "a.docx")
    assert table_of(document) == [["56次"]]
    assert said(document) == ["文件的大部分文字带删除线，这些文字仍按内容读取，请核对。"]


STRIKES = InlineFont(strike=True)


def sheet_with(value: str | int | CellRichText, *, struck: bool) -> Document:
    """A workbook with a value in a cell, whose style strikes or not."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = PLAIN
    sheet["A2"] = value
    sheet["A2"].font = Font(strike=struck)
    return read_bytes(saved(book), "a.xlsx")


@pytest.mark.parametrize(
    ("value", "struck", "text", "notice"),
    [
        (CellRichText("≥", TextBlock(STRIKES, "5"), TextBlock(InlineFont(b=True), "6次")), False, "≥6次", DROPPED),
        (CellRichText(TextBlock(STRIKES, "5次\n"), "6次"), False, "6次", DROPPED),
        (CellRichText("5", TextBlock(InlineFont(b=True), "6次")), False, "56次", None),
        (CellRichText("5", TextBlock(InlineFont(b=True), "6次")), True, "6次", DROPPED),
        (CellRichText(TextBlock(STRIKES, "≥5"), "次"), True, "≥5次", KEPT),
        ("≥5次", True, "≥5次", KEPT),
        (5, True, "5", KEPT),
        ("≥5次", False, "≥5次", None),
    ],
)
def test_workbooks(value: str | int | CellRichText, struck: bool, text: str, notice: str | None) -> None:
    """A run with a font of its own is struck by that alone, others by the font of the cell."""
    document = sheet_with(value, struck=struck)
    assert table_of(document) == [[text]]
    assert said(document) == ([notice.format("Sheet!A2")] if notice else [])


def test_inline_strings() -> None:
    """The runs of a string that stands in its cell."""
    runs = "<r><t>≥</t></r><r><rPr><strike/></rPr><t>5</t></r><r><rPr><b/></rPr><t>6次</t></r>"
    document = read_bytes(
        raw_xlsx({"s": rows(inline("A1", PLAIN), f'<c r="A2" t="inlineStr"><is>{runs}</is></c>')}), "a.xlsx"
    )
    assert table_of(document) == [["≥6次"]]


@pytest.mark.parametrize(
    ("cell", "text", "notice"),
    [
        ("<td>≥<s>5</s>6次", "≥6次", DROPPED),
        ("<td>≥<del>5</del>6次", "≥6次", DROPPED),
        ("<td>≥<strike>5</strike>6次", "≥6次", DROPPED),
        ("<td>≥<span style='text-decoration: underline line-through'>5<b>0</b></span>6次", "≥6次", DROPPED),
        ("<td>≥<span style='text-decoration:underline'>5</span>6次", "≥56次", None),
        ("<td>≥<font class='b old'>5</font>6次", "≥6次", DROPPED),
        ("<td>甲<s>乙<br>丙</s><br>丁", "甲\n丁", DROPPED),
        ("<td><p><s>5次</s><p>6次", "6次", DROPPED),
        ("<td><s>≥5</s>次", "次", DROPPED),
        ("<td><s>≥5次</s>", "≥5次", KEPT),
        ("<td style='text-decoration:line-through'>≥5次", "≥5次", KEPT),
        ("<td class=old>≥<b>5</b>次", "≥5次", KEPT),
        ("<td>≥<del datetime='2023-01-05T08:00'>5</del>6次", "≥6次", None),
    ],
)
def test_pages(cell: str, text: str, notice: str | None) -> None:
    """By element, by style and by a class of the page; a revision was no part of the text before either."""
    style = "<style>.old, p.older\n{color:red;text-decoration:line-through}</style>"
    document = read_bytes(f"<html>{style}<table><tr><td>{PLAIN}<tr>{cell}</table></html>".encode(), "a.html")
    assert table_of(document) == [[text]]
    assert said(document) == ([notice.format("T1R2C1")] if notice else [])


def test_many_places_are_counted() -> None:
    """Five are named."""
    cells = "<td>".join("<s>5</s>6次" for _ in range(7))
    places = "、".join(f"T1R2C{column}" for column in range(1, 6))
    page = f"<html><table><tr><td>{PLAIN}<tr><td>{cells}</table>"
    assert said(read_bytes(page.encode(), "a.html")) == [f"7 处带删除线的文字按已删除处理，没有读取：{places}…。"]


def test_old_workbooks() -> None:
    """A text without runs of its own is struck by the font of its cell, and up to its first run."""
    fonts = [SimpleNamespace(struck_out=0), SimpleNamespace(struck_out=1)]
    styles = [SimpleNamespace(font_index=0), SimpleNamespace(font_index=1)]
    book = SimpleNamespace(font_list=fonts, xf_list=styles)

    def text(value: str, style: int, *runs: tuple[int, int]) -> str:
        sheet = SimpleNamespace(book=book, rich_text_runlist_map={(0, 0): list(runs)}, cell_xf_index=lambda *_: style)
        cell = Cell(marked(cast("Any", sheet), 0, 0, value), Address("sheet", 1, 1, "s"))
        blocks, _ = without_struck([Table((Row((Cell(PLAIN, cell.address), cell)),))])
        return table_text(blocks)

    assert text("≥56次", 0, (1, 1), (2, 0)) == "≥6次"
    assert text("56次", 1, (1, 0)) == "6次"
    assert text("≥5次", 1) == "≥5次"
    assert text("≥5次", 0) == "≥5次"


def table_text(blocks: tuple[Table | Paragraph, ...]) -> str:
    """The last text of the only table."""
    (table,) = blocks
    assert isinstance(table, Table)
    return table.rows[0].cells[-1].text
