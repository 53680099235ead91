"""Other texts in cells, format by format: how they are written, and where nothing is."""

import io
from collections.abc import Callable

import docx
import openpyxl
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.styles import Font

from perflint.copies.interface import Copy, Edit, NoCopy
from perflint.copies.rewriting import rewrite
from perflint.documents import Address
from tests.copies.building import cell, members, repacked, sheet


def edited(data: bytes, name: str, *edits: Edit) -> Copy:
    """The copy, which must be one."""
    copy = rewrite(data, name, edits)
    assert isinstance(copy, Copy)
    return copy


def reasons(copy: Copy) -> list[tuple[str, str]]:
    """What was not written, and why."""
    return [(str(one.address), one.reason.zh) for one in copy.missed]


def workbook() -> bytes:
    """Numbers under formats, texts, a formula with its result, and what is neither."""
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "自评表"
    for name, value, code in (
        ("A1", 9.7, "0.00"),
        ("A2", 9.7, "General"),
        ("A3", 0.999, "0.0%"),
        ("A4", "9.7分", "General"),
        ("A5", "=A1*2", "0.00"),
        ("A6", True, "General"),
        ("A7", 9, "0"),
    ):
        page[name] = value
        page[name].number_format = code
        page[name].font = Font(bold=True)
    buffer = io.BytesIO()
    book.save(buffer)
    data = buffer.getvalue()
    part = "xl/worksheets/sheet1.xml"
    return repacked(
        data, {part: members(data)[part].replace(b"<v></v>", b"<v>19.4</v>").replace(b"<v />", b"<v>19.4</v>")}
    )


@pytest.mark.parametrize(
    ("name", "before", "after", "value", "code"),
    [
        ("A1", "9.70", "9.40", 9.4, "0.00"),
        ("A1", "9.70", "9.4", 9.4, "0.00"),
        ("A2", "9.7", "9.99", 9.99, "General"),
        ("A3", "99.9%", "99.89%", 0.9989, "0.00%"),
        ("A3", "99.9%", "98.7%", 0.987, "0.0%"),
        ("A4", "9.7分", "9.4分", "9.4分", "General"),
        ("A7", "9", "9.29", 9.29, "0.00"),
        ("A7", "9", "合格", "合格", "0"),
    ],
)
def test_a_value_and_the_format_that_shows_it(name: str, before: str, after: str, value: object, code: str) -> None:
    """Numbers stay numbers; the format changes only where it would not show the new one; the look stays."""
    copy = edited(workbook(), "a.xlsx", Edit(sheet(int(name[1:]), 1), before, after))
    found = openpyxl.load_workbook(io.BytesIO(copy.data))["自评表"][name]
    assert (found.value, found.number_format, found.font.b) == (value, code, True)
    assert copy.placed == 1


def test_what_is_no_value_of_its_own_is_left_alone() -> None:
    """Formulas and truth values are named, and the file is the same to the byte."""
    data = workbook()
    copy = edited(data, "a.xlsx", Edit(sheet(5, 1), "19.40", "20"), Edit(sheet(6, 1), "TRUE", "10"))
    assert copy.data == data
    assert reasons(copy) == [
        ("自评表!A5", "这一格是公式，没有改；请改它所引用的格，或检查公式"),
        ("自评表!A6", "这一格存的是日期、逻辑值或错误值"),
    ]


def test_formulas_elsewhere_are_calculated_anew() -> None:
    """The workbook is told so, and the copy says it."""
    copy = edited(workbook(), "a.xlsx", Edit(sheet(1, 1), "9.70", "9.40"))
    assert b'fullCalcOnLoad="1"' in members(copy.data)["xl/workbook.xml"]
    assert [remark.zh for remark in copy.remarks] == ["工作簿里有公式；改后的文件在 Excel、WPS 中打开时会重新计算。"]
    assert members(copy.data)["xl/worksheets/sheet1.xml"].count(b"<v>19.4</v>") == 1


def test_a_spelling_is_no_matter_of_numbers() -> None:
    """Only texts are spelt anew: a number is spelt by its format."""
    copy = edited(workbook(), "a.xlsx", Edit(sheet(1, 1), "9.70", "9.7", tidy=True))
    assert reasons(copy) == [("自评表!A1", "这一格存的是数值，写法由格式决定")]


def test_another_text_than_expected_is_left_alone() -> None:
    """An edit is made only where the cell shows what the edit says."""
    data = workbook()
    copy = edited(data, "a.xlsx", Edit(sheet(1, 1), "8.00", "9.40"), Edit(sheet(99, 1), "", "1"))
    assert reasons(copy) == [("自评表!A1", "格内的文字与读出的不一致"), ("自评表!A99", "文件里找不到这一格")]
    assert copy.data == data


def letter(fill: Callable[[docx.table._Cell], None]) -> bytes:
    """A table whose second cell is filled by the test."""
    document = docx.Document()
    table = document.add_table(1, 2)
    table.cell(0, 0).text = "得分"
    fill(table.cell(0, 1))
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def runs(box: docx.table._Cell) -> None:
    """The value in two runs, the first bold, and a line break."""
    first = box.paragraphs[0].add_run("9.")
    first.bold = True
    box.paragraphs[0].add_run("70").add_break()


def test_runs_become_one_with_the_first_look() -> None:
    """The text stands in the first run, whose look stays; the others are empty."""
    copy = edited(letter(runs), "a.docx", Edit(cell(1, 1, 2), "9.70", "9.40"))
    box = docx.Document(io.BytesIO(copy.data)).tables[0].cell(0, 1)
    assert (box.text, box.paragraphs[0].runs[0].bold) == ("9.40", True)
    assert docx.Document(io.BytesIO(copy.data)).tables[0].cell(0, 0).text == "得分"


def test_an_empty_cell_gets_a_run() -> None:
    """A blank is filled."""
    copy = edited(letter(lambda _: None), "a.docx", Edit(cell(1, 1, 2), "", "9.40"))
    assert docx.Document(io.BytesIO(copy.data)).tables[0].cell(0, 1).text == "9.40"


def tracked(box: docx.table._Cell) -> None:
    """The value is an insertion that nobody has accepted yet."""
    box.paragraphs[0]._p.append(
        parse_xml(f'<w:ins {nsdecls("w")} w:id="1" w:author="甲"><w:r><w:t>9.70</w:t></w:r></w:ins>')
    )


def two(box: docx.table._Cell) -> None:
    """Two paragraphs with text."""
    box.text = "9.70"
    box.add_paragraph("分")


def field(box: docx.table._Cell) -> None:
    """The value is a field's."""
    box.paragraphs[0]._p.append(
        parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="=1"><w:r><w:t>9.70</w:t></w:r></w:fldSimple>')
    )


@pytest.mark.parametrize(("fill", "before"), [(tracked, "9.70"), (two, "9.70\n分"), (field, "9.70")])
def test_more_than_text_is_left_to_word(fill: Callable[[docx.table._Cell], None], before: str) -> None:
    """Tracked changes, fields and several paragraphs are named, and the file stays."""
    data = letter(fill)
    copy = edited(data, "a.docx", Edit(cell(1, 1, 2), before, "9.40"))
    assert copy.data == data
    assert reasons(copy) == [
        ("T1R1C2", "这一格里有修订、域、控件或分成几段的内容，没有改；请在 Word 中手工改"),
    ]


@pytest.mark.parametrize(
    ("text", "name", "edit", "expected"),
    [
        ('a,"9,7",b\n', "a.csv", Edit(sheet(1, 2, "a"), "9,7", "8"), 'a,"8",b\n'),
        ("a,b\r\n9.7,c\r\n", "a.csv", Edit(sheet(2, 1, "a"), "9.7", "9,8"), 'a,b\r\n"9,8",c\r\n'),
        ("sep=;\na;b\n9;c\n", "a.csv", Edit(sheet(2, 1, "a"), "9", "10"), "sep=;\na;b\n10;c\n"),
        ("甲\t9.7 \t乙\n丙\t1\t2\n", "a.txt", Edit(Address("line", 1, 3), "9.7 ", "9.8"), "甲\t9.8\t乙\n丙\t1\t2\n"),
        ("| 甲 | **9.7** |\n|---|---|\n| 乙 | 1 |\n", "a.md", Edit(Address("line", 1, 9), "9.7", "9.8"),
         "| 甲 | **9.8** |\n|---|---|\n| 乙 | 1 |\n"),
        ("project: 甲\ntotal: {score: 9}\n", "a.yaml", Edit(Address("line", 2, 16), "9", "> 9"),
         "project: 甲\ntotal: {score: '> 9'}\n"),
        ('{"project": "甲", "total": {"score": 9}}', "a.json", Edit(Address("line", 1, 37), "9", "9%"),
         '{"project": "甲", "total": {"score": "9%"}}'),
    ],
)  # fmt: skip
def test_texts(text: str, name: str, edit: Edit, expected: str) -> None:
    """Only the value differs, in quotes where it needs them."""
    copy = edited(text.encode(), name, edit)
    assert (copy.data.decode(), copy.missed) == (expected, ())


@pytest.mark.parametrize(
    ("text", "name", "edit"),
    [
        ('a,"9\n7",b\n', "a.csv", Edit(sheet(1, 2, "a"), "9\n7", "8")),
        ('a,="9",b\nc,d,e\n', "a.csv", Edit(sheet(1, 2, "a"), "9", "8")),
        ("| 甲 | 1<br>2 |\n|---|---|\n| 乙 | 1 |\n", "a.md", Edit(Address("line", 1, 7), "1\n2", "3")),
        ("甲\t9\t乙\n", "a.txt", Edit(Address("line", 1, 3), "9", "8\t7")),
        ("project: 甲\ntotal: {score: }\n", "a.yaml", Edit(Address("line", 2, 16), "", "9")),
        ('project: "\\u7532"\ntotal: {}\n', "a.yaml", Edit(Address("line", 1, 11), "甲", "乙")),
    ],
)
def test_spellings_that_cannot_be_replaced(text: str, name: str, edit: Edit) -> None:
    """Line breaks, escapes and blanks that are no text are named, and the file stays."""
    copy = edited(text.encode(), name, edit)
    assert (copy.data.decode(), copy.placed) == (text, 0)
    assert [reason for _, reason in reasons(copy)] == ["原文的写法（换行、转义等）不能原样替换，请手工改"]


def test_pages_are_never_written() -> None:
    """Web pages and PDFs have no copy."""
    page = b"<html><body><table><tr><td>9</td></tr></table></body></html>"
    assert isinstance(rewrite(page, "a.html", [Edit(cell(1, 1, 1), "9", "10")]), NoCopy)
