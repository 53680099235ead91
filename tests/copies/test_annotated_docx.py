"""Word files with comments: around the cell's content, beside those that are there, everything else kept."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import _Cell

import perflint
from perflint.copies import Copy, annotate, annotate_bytes
from perflint.documents.model import Address
from perflint.engine.outcome import Finding
from tests.copies.building import NOTE, cell, finding, members, repacked

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "formats"


def letter() -> bytes:
    """A paragraph, a table with a merged cell and one within it, a comment that somebody made."""
    document = docx.Document()
    document.add_paragraph("附件：自评表")
    table = document.add_table(3, 3)
    for number, box in enumerate(box for row in table.rows for box in row.cells):
        box.text = f"第{number}格"
    table.cell(0, 0).merge(table.cell(1, 0))
    table.cell(2, 2).add_table(1, 1).cell(0, 0).text = "内"
    run = table.cell(2, 0).paragraphs[0].runs[0]
    document.add_comment(run, text="请补充", author="科长")
    buffer = io.BytesIO()
    document.save(buffer)
    return repacked(buffer.getvalue(), {"word/media/image1.png": b"\x89PNG"})


def annotated(data: bytes, *findings: Finding) -> Copy:
    """The copy, which must be one."""
    copy = annotate_bytes(data, "a.docx", findings)
    assert isinstance(copy, Copy)
    return copy


def opened(data: bytes) -> Document:
    """As python-docx sees it."""
    return docx.Document(io.BytesIO(data))


def shade(box: _Cell) -> str | None:
    """The ground of a cell."""
    found = box._tc.find(f"{qn('w:tcPr')}/{qn('w:shd')}")
    return None if found is None else found.get(qn("w:fill"))


def test_a_comment_around_the_cell_and_shades() -> None:
    """The comment's range is the cell's content; it and the related cell are shaded, others are not."""
    copy = annotated(letter(), finding(cell(1, 2, 2), cell(1, 3, 2)))
    document = opened(copy.data)
    box = document.tables[0].cell(1, 1)
    tags = [child.tag.rpartition("}")[2] for child in box.paragraphs[0]._p]
    assert tags == ["commentRangeStart", "r", "commentRangeEnd", "r"]
    assert box.text == "第4格"
    grounds = [[shade(document.tables[0].cell(row, column)) for column in range(3)] for row in range(3)]
    assert grounds == [[None, None, None], [None, "FFB3B3", None], [None, "FFF2CC", None]]
    comments = {(comment.author, comment.text) for comment in document.comments}
    assert comments == {("科长", "请补充"), ("perflint", f"{NOTE}\n相关：表格1第3行第2列")}
    assert (copy.placed, copy.missed) == (1, ())


def test_numbers_of_comments_are_their_own() -> None:
    """New comments take no number that is in use, nor one that only a mark in the body still has."""
    data = letter()
    body = members(data)["word/document.xml"]
    lost = body.replace(b"<w:p>", b'<w:p><w:commentRangeStart w:id="7"/>', 1)
    document = opened(annotated(repacked(data, {"word/document.xml": lost}), finding(cell(1, 2, 2))).data)
    assert [comment.comment_id for comment in document.comments] == [0, 8]


@pytest.mark.parametrize(
    ("address", "text"),
    [
        (cell(1, 1, 1), "第0格\n第3格"),
        (cell(1, 3, 3), "第8格"),
        (cell(2, 1, 1), "内"),
        (Address("paragraph", 1, 0), "附件：自评表"),
    ],
)
def test_merged_and_nested_cells_and_loose_text(address: Address, text: str) -> None:
    """A note finds its place wherever the reader's address leads; the text stays."""
    data = letter()
    copy = annotated(data, finding(address))
    assert copy.placed == 1
    document = perflint.parse(copy.data)
    assert document.path == "<bytes>"
    with zipfile.ZipFile(io.BytesIO(copy.data)) as package:
        root = opened(copy.data).element
        assert package.testzip() is None
    start = next(mark for mark in root.iter(qn("w:commentRangeStart")) if mark.get(qn("w:id")) == "1")
    holder = start.getparent()
    while holder.tag not in (qn("w:tc"), qn("w:body")) and address.place == "table":
        holder = holder.getparent()
    inside = "\n".join(
        "".join(part.text or "" for part in paragraph.iter(qn("w:t")))
        for paragraph in ([holder] if holder.tag == qn("w:p") else holder.iterchildren(qn("w:p")))
    )
    assert inside.strip("\n") == text


def test_a_cell_that_is_not_there() -> None:
    """It is named, and the others are placed."""
    copy = annotated(letter(), finding(cell(9, 1, 1)), finding(cell(1, 1, 2)))
    assert (copy.placed, [missed.address for missed in copy.missed]) == (1, [cell(9, 1, 1)])


def test_other_parts_stay_to_the_byte() -> None:
    """Only the body, the comments and, where there were none, what leads to them are written anew."""
    old = letter()
    new = members(annotated(old, finding(cell(1, 2, 2))).data)
    assert {name for name in new if members(old).get(name) != new[name]} == {
        "word/document.xml", "word/comments.xml",
    }  # fmt: skip
    plain = (EXAMPLES / "pf1_totals.docx").read_bytes()
    fresh = members(annotated(plain, finding(cell(1, 2, 1))).data)
    assert {name for name in fresh if members(plain).get(name) != fresh[name]} == {
        "word/document.xml", "word/comments.xml", "word/_rels/document.xml.rels", "[Content_Types].xml",
    }  # fmt: skip


def test_strict_files_stay_strict() -> None:
    """The namespaces of a strict file come back as they were."""
    data = (EXAMPLES / "pf1_totals.docx").read_bytes()
    plain, strict = (
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    changed = {"word/document.xml": members(data)["word/document.xml"].replace(plain, strict)}
    copy = annotated(repacked(data, changed), finding(cell(1, 2, 1)))
    body = members(copy.data)["word/document.xml"]
    assert plain not in body
    assert b"commentRangeStart" in body
    assert copy.placed == 1


def test_the_copy_is_judged_as_the_original() -> None:
    """Comments and shades are no content."""
    data = (EXAMPLES / "pf1_totals.docx").read_bytes()
    result = perflint.check(data)
    copy = annotate(data, result)
    assert isinstance(copy, Copy)
    assert [(one.code, one.address) for one in perflint.check(copy.data).findings] == [
        (one.code, one.address) for one in result.findings
    ]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_shows_the_comments(tmp_path: Path) -> None:
    """LibreOffice opens the copy with all comments, those of people too."""
    copy = annotated(letter(), finding(cell(1, 2, 2)), finding(cell(1, 1, 1)))
    (tmp_path / "a.docx").write_bytes(copy.data)
    program = ["soffice", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless"]
    subprocess.run(
        [*program, "--convert-to", "fodt", "a.docx"], cwd=tmp_path, check=True, capture_output=True, timeout=120
    )
    text = (tmp_path / "a.fodt").read_text(encoding="utf-8")
    assert text.count("<office:annotation ") == 3
    assert text.count("<office:annotation-end ") == 3
