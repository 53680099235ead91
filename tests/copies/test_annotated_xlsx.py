"""Workbooks with comments: what is added, what is merged, and that everything else stays to the byte."""

import io
import re
import shutil
import subprocess
import warnings
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Font

import perflint
from perflint.copies import Copy, annotate_bytes
from perflint.copies.interface import Missed
from perflint.documents.interface import Source
from perflint.documents.limits import Limits
from perflint.documents.spreadsheet.xlsx import ExcelWorkbook
from perflint.engine.outcome import Finding
from tests.copies.building import NOTE, finding, members, repacked, sheet

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "formats"
SPARKLINES = (
    b'<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"><some:thing xmlns:some="urn:x"/></ext></extLst>'
)


def workbook() -> bytes:
    """Two sheets, the first with a merged cell, a comment of its own, a formula with its result and a bold cell."""
    book = openpyxl.Workbook()
    first = book.active
    assert first is not None
    first.title = "自评表"
    first["A1"], first["B2"], first["B3"], first["D4"] = "标题", 50, "=B2*2", "备注"
    first["D4"].font = Font(bold=True)
    first.merge_cells("A1:D1")
    first["D4"].comment = Comment("科长：请补充", "科长")
    book.create_sheet("空表")
    buffer = io.BytesIO()
    book.save(buffer)
    data = buffer.getvalue()
    part = "xl/worksheets/sheet1.xml"
    markup = members(data)[part].replace(b"<v></v>", b"<v>100</v>").replace(b"<v />", b"<v>100</v>")
    markup = markup.replace(b"</worksheet>", SPARKLINES + b"</worksheet>")
    return repacked(data, {part: markup, "xl/media/image1.png": b"\x89PNG picture", "xl/vbaProject.bin": b"macros"})


def annotated(data: bytes, *findings: Finding, name: str = "a.xlsx") -> Copy:
    """The copy, which must be one."""
    copy = annotate_bytes(data, name, findings)
    assert isinstance(copy, Copy)
    return copy


def opened(data: bytes) -> openpyxl.Workbook:
    """As another program sees it, which says that it would lose the sparklines."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return openpyxl.load_workbook(io.BytesIO(data))


def test_a_comment_at_the_cell_and_fills_around() -> None:
    """The note is the cell's comment; it and what it rests on are coloured, other cells are not."""
    copy = annotated(workbook(), finding(sheet(2, 2), sheet(4, 4)))
    page = opened(copy.data)["自评表"]
    comment = page["B2"].comment
    assert comment is not None
    assert comment.text == f"{NOTE}\n相关：自评表!D4"
    colours = {cell: page[cell].fill.fgColor.rgb for cell in ("A1", "B2", "B3", "D4")}
    assert colours == {"A1": "00000000", "B2": "FFFFB3B3", "B3": "00000000", "D4": "FFFFF2CC"}
    assert page["D4"].font.bold
    assert (copy.placed, copy.missed, copy.ending) == (1, (), "xlsx")


def test_comments_of_people_are_kept_and_joined() -> None:
    """A comment elsewhere stays; one at the cell keeps its text and its author, the note behind it."""
    page = opened(annotated(workbook(), finding(sheet(2, 2)), finding(sheet(4, 4))).data)["自评表"]
    both = page["D4"].comment
    assert both is not None
    assert (both.text, both.author) == (f"科长：请补充\n\n{NOTE}", "科长")
    other = page["B2"].comment
    assert other is not None
    assert (other.text, other.author) == (NOTE, "perflint")


def test_everything_else_stays_to_the_byte() -> None:
    """Parts that the notes do not touch are the same; the sheet differs by styles and the name of its drawing alone."""
    before = workbook()
    old, new = members(before), members(annotated(before, finding(sheet(2, 2), sheet(4, 4))).data)
    touched = {name for name in new if old.get(name) != new[name]}
    assert touched == {
        "xl/worksheets/sheet1.xml",
        "xl/styles.xml",
        "xl/comments/comment1.xml",
        "xl/drawings/commentsDrawing1.vml"
        if "xl/drawings/commentsDrawing1.vml" in old
        else "xl/drawings/vmlDrawing1.vml",
    }
    assert old.keys() <= new.keys()
    part = "xl/worksheets/sheet1.xml"
    bare = re.compile(rb' s="\d+"')
    assert bare.sub(b"", new[part]) == bare.sub(b"", old[part])
    assert SPARKLINES in new[part]
    assert b"<v>100</v>" in new[part]


def test_a_sheet_without_comments_gets_its_parts() -> None:
    """Relations, content types and the drawing are added; the sheet names its drawing where the order demands."""
    plain = (EXAMPLES / "pf1_totals.xlsx").read_bytes()
    new = members(annotated(plain, finding(sheet(3, 2))).data)
    added = set(new) - set(members(plain))
    assert added == {"xl/worksheets/_rels/sheet1.xml.rels", "xl/comments1.xml", "xl/drawings/vmlDrawing1.vml"}
    assert re.search(rb"<pageSetup [^>]*/><legacyDrawing [^>]*/></worksheet>$", new["xl/worksheets/sheet1.xml"])
    assert b"/xl/comments1.xml" in new["[Content_Types].xml"]
    assert b'Extension="vml"' in new["[Content_Types].xml"]


@pytest.mark.parametrize("spot", [(1, 1), (2, 1), (2, 2), (2, 9), (3, 1), (7, 5), (900, 40)])
def test_cells_that_are_not_there_are_made(spot: tuple[int, int]) -> None:
    """A cell before, between, behind and below the others is added in its place."""
    row, column = spot
    page = opened(annotated(workbook(), finding(sheet(row, column))).data)["自评表"]
    noted = {(cell.row, cell.column) for line in page.iter_rows() for cell in line if cell.comment}
    assert noted == {spot, (4, 4)}
    assert page["B2"].value == 50


@pytest.mark.parametrize("body", [b"<sheetData/>", b'<sheetData><row r="2"/></sheetData>', b"<sheetData></sheetData>"])
def test_an_empty_sheet_can_be_annotated(body: bytes) -> None:
    """Elements written as one tag are opened."""
    part = "xl/worksheets/sheet1.xml"
    data = workbook()
    markup = re.sub(rb"<sheetData>.*</sheetData>", lambda _: body, members(data)[part], flags=re.DOTALL)
    copy = annotated(repacked(data, {part: markup}), finding(sheet(2, 2)), finding(sheet(5, 1)))
    page = opened(copy.data)["自评表"]
    assert [page[name].fill.fgColor.rgb for name in ("B2", "A5")] == ["FFFFB3B3", "FFFFB3B3"]


def test_markup_with_prefixes() -> None:
    """Sheets whose elements carry a prefix get new ones with the same."""
    part = "xl/worksheets/sheet1.xml"
    data = (EXAMPLES / "pf1_totals.xlsx").read_bytes()
    markup = re.sub(rb"<(/?)(\w)", rb"<\1x:\2", members(data)[part].partition(b"?>")[2]).replace(b"xmlns=", b"xmlns:x=")
    copy = annotated(repacked(data, {part: markup}), finding(sheet(50, 2)), finding(sheet(3, 1)))
    assert b'<x:row r="50"><x:c r="B50"' in members(copy.data)[part]
    page = opened(copy.data)["自评表"]
    assert page["B50"].comment is not None


def test_a_conversation_is_left_alone() -> None:
    """Excel shows a threaded comment instead of the text in the comments' part: the copy says what it did not write."""
    data = workbook()
    part = next(name for name in members(data) if "comments/comment" in name)
    talk = members(data)[part].replace("<author>科长".encode(), b"<author>tc={1}")
    copy = annotated(repacked(data, {part: talk}), finding(sheet(4, 4)))
    assert [missed.address for missed in copy.missed] == [sheet(4, 4)]
    assert members(copy.data)[part].count(b"<comment ") == 1


def test_a_sheet_that_is_not_there() -> None:
    """A finding at another sheet is named as not placed."""
    copy = annotated(workbook(), finding(sheet(1, 1, "别的表")), finding(sheet(2, 2)))
    assert (copy.placed, [type(one) for one in copy.missed], copy.missed[0].address) == (
        1,
        [Missed],
        sheet(1, 1, "别的表"),
    )


def test_macros_keep_their_ending() -> None:
    """An xlsm stays one."""
    assert annotated(workbook(), finding(sheet(2, 2)), name="a.xlsm").ending == "xlsm"


def test_annotating_is_the_same_each_time() -> None:
    """The same file and findings give the same bytes."""
    data = workbook()
    assert annotated(data, finding(sheet(2, 2))).data == annotated(data, finding(sheet(2, 2))).data


@settings(max_examples=25, deadline=None)
@given(st.sets(st.tuples(st.integers(1, 12), st.integers(1, 8)), min_size=1, max_size=12))
def test_no_value_changes(spots: set[tuple[int, int]]) -> None:
    """Whichever cells are noted, perflint reads the copy as it reads the original."""
    data = workbook()
    copy = annotated(data, *(finding(sheet(row, column)) for row, column in sorted(spots)))

    def shown(file: bytes) -> list[tuple[str, str]]:
        document = ExcelWorkbook().read(Source(file, "a.xlsx", Limits()))
        return [(str(cell.address), cell.text) for _, row in document.rows() for cell in row.cells if cell.text]

    assert shown(copy.data) == shown(data)
    assert copy.placed == len(spots)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_a_workbook_by_libreoffice(tmp_path: Path) -> None:
    """A workbook that LibreOffice wrote is annotated, and LibreOffice opens the copy with all its comments."""
    (tmp_path / "a.ods").write_bytes((EXAMPLES / "pf1_totals.ods").read_bytes())

    def convert(name: str, target: str) -> None:
        profile = (tmp_path / "profile").as_uri()
        program = ["soffice", f"-env:UserInstallation={profile}", "--headless", "--convert-to", target]
        subprocess.run([*program, name], cwd=tmp_path, check=True, capture_output=True, timeout=120)

    convert("a.ods", "xlsx")
    result = perflint.check(tmp_path / "a.xlsx")
    copy = perflint.annotate(tmp_path / "a.xlsx", result)
    assert isinstance(copy, Copy)
    assert copy.placed == 3
    (tmp_path / "b.xlsx").write_bytes(copy.data)
    convert("b.xlsx", "fods")
    assert (tmp_path / "b.fods").read_text(encoding="utf-8").count("<office:annotation ") == 3
