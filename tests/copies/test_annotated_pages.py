"""Web pages with marks, and the formats that take no notes."""

import shutil
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

import perflint
from perflint.copies import Copy, NoCopy, annotate, annotate_bytes
from tests.copies.building import cell, finding, sheet

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "formats"
PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>表</title></head><body><p>附件</p>
<table><tr><td style="color:red">总分</td><td>99</td></tr></table></body></html>"""


def annotated(data: bytes, message: str = "总分 99 < 100 & “空”") -> Copy:
    """A page with a finding at the second cell that rests on the first."""
    copy = annotate_bytes(data, "a.html", [finding(cell(1, 1, 2), cell(1, 1, 1), message=message)])
    assert isinstance(copy, Copy)
    return copy


def test_marks_number_and_notes() -> None:
    """The cell is coloured and numbered, its note is its title and an entry at the end, all of it escaped."""
    copy = annotated(PAGE.format(charset="utf-8").encode(), "<script>alert(1)</script>")
    page = LexborHTMLParser(copy.data.decode())
    first, second = page.css("td")
    assert first.attributes["style"] == "color:red;background:#FFF2CC"
    assert second.attributes["style"] == "background:#FFB3B3"
    assert second.text() == "99[1]"
    assert (second.attributes["title"] or "").startswith("【错误 PF101】<script>alert(1)</script>")
    assert page.css("script") == []
    (entry,) = page.css("#perflint li")
    assert entry.text().startswith("表格1第1行第2列【错误 PF101】<script>alert(1)</script>算式：")
    assert page.css_matches("a[href='#perflint-1']")
    assert page.css_matches("li#perflint-1 a[href='#perflint-cell-1']")
    assert (copy.ending, copy.placed, copy.missed) == ("html", 1, ())


@pytest.mark.parametrize(("charset", "encoding"), [("utf-8", "utf-8"), ("gb2312", "gbk"), ("utf-8", "utf-8-sig")])
def test_the_encoding_is_kept(charset: str, encoding: str) -> None:
    """A page in GBK stays one; what GBK lacks becomes a reference."""
    copy = annotated(PAGE.format(charset=charset).encode(encoding), "总分☂")
    text = copy.data.decode(encoding)
    assert "总分☂" in (text if encoding != "gbk" else text.replace("&#9730;", "☂"))
    assert copy.remarks == ()


def test_another_encoding_becomes_utf8_and_says_so() -> None:
    """UTF-16 is written as UTF-8 with its mark, which browsers believe before the page's own word."""
    copy = annotated(PAGE.format(charset="utf-16").encode("utf-16"))
    assert copy.data.startswith(b"\xef\xbb\xbf")
    assert [remark.zh for remark in copy.remarks] == ["批注件改用 UTF-8 编码保存。"]


def test_a_finding_outside_of_tables_stands_in_the_list() -> None:
    """It has no cell to be marked; the copy says so."""
    copy = annotate_bytes(PAGE.format(charset="utf-8").encode(), "a.html", [finding(cell(7, 1, 1))])
    assert isinstance(copy, Copy)
    assert (copy.placed, len(copy.missed)) == (0, 1)
    assert "总分填 99 分" in copy.data.decode()


@pytest.mark.parametrize("name", ["clean.md", "clean.csv"])
def test_texts_take_no_notes(name: str) -> None:
    """Markdown, CSV and other texts have no comments: one sentence says so."""
    copy = annotate_bytes((EXAMPLES / name).read_bytes(), name, [finding(sheet(1, 1))])
    assert isinstance(copy, NoCopy)
    assert copy.reason.zh == "这种文本没有批注格式；问题所在的行见报告。"


def test_without_findings_no_copy() -> None:
    """A clean form needs none."""
    copy = annotate_bytes(b"", "a.xlsx", [])
    assert isinstance(copy, NoCopy)
    assert copy.reason.zh == "没有问题，不出批注件。"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("name", ["pf1_totals.xls", "pf1_totals.ods"])
def test_old_workbooks_are_annotated_as_xlsx(name: str) -> None:
    """Where LibreOffice is, the copy is a converted workbook, every note at its cell, and says so."""
    result = perflint.check(EXAMPLES / name)
    copy = annotate(EXAMPLES / name, result)
    assert isinstance(copy, Copy)
    assert (copy.ending, copy.placed, copy.missed) == ("xlsx", 3, ())
    assert "由 LibreOffice 转成了 xlsx" in copy.remarks[-1].zh


def test_without_libreoffice_it_says_what_to_save_as(monkeypatch: pytest.MonkeyPatch) -> None:
    """An old workbook is no dead end."""
    monkeypatch.setattr("perflint.documents.legacy.office_program.find_program", lambda: None)
    copy = annotate_bytes((EXAMPLES / "pf1_totals.xls").read_bytes(), "a.xls", [finding(sheet(1, 1))])
    assert isinstance(copy, NoCopy)
    assert copy.reason.zh == "这种文件里写不进批注；请用 Excel 或 WPS 另存为 xlsx，再对它出批注件。"
