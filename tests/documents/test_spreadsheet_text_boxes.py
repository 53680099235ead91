"""Titles of sheets that stand in text boxes."""

import zipfile
from io import BytesIO
from xml.sax.saxutils import escape

import pytest

import perflint
from perflint.documents import Paragraph, read_bytes
from perflint.language import Language
from tests.documents.test_spreadsheet_page_headers import TITLE, YEAR, _book

DRAWINGS = "http://schemas.openxmlformats.org/drawingml/2006"
RELATIONS = "http://schemas.openxmlformats.org/{}/2006/relationships"


def _run(text: str) -> str:
    return f"<a:r><a:t>{escape(text)}</a:t></a:r>"


def boxed(data: bytes, *boxes: tuple[int, list[str]]) -> bytes:
    """The workbook with text boxes over its first sheet: the row (from 0) in which each begins, and its paragraphs."""
    anchors = "".join(
        f"<x:oneCellAnchor><x:from><x:col>0</x:col><x:row>{row}</x:row></x:from><x:sp><x:txBody>"
        + "".join(f"<a:p>{''.join(map(_run, (text[:4], text[4:])))}</a:p>" for text in texts)
        + "</x:txBody></x:sp></x:oneCellAnchor>"
        for row, texts in boxes
    )
    drawing = f'<x:wsDr xmlns:x="{DRAWINGS}/spreadsheetDrawing" xmlns:a="{DRAWINGS}/main">{anchors}</x:wsDr>'
    kind = RELATIONS.format("officeDocument") + "/drawing"
    linked = (
        f'<Relationships xmlns="{RELATIONS.format("package")}">'
        f'<Relationship Id="r1" Type="{kind}" Target="../drawings/drawing1.xml"/></Relationships>'
    )
    stream = BytesIO(data)
    with zipfile.ZipFile(stream, "a") as archive:
        archive.writestr("xl/drawings/drawing1.xml", drawing)
        archive.writestr("xl/worksheets/_rels/sheet1.xml.rels", linked)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("data", "lines", "form"),
    [
        (boxed(_book(""), (0, [TITLE, YEAR])), [f"Sheet/box1 {TITLE}", f"Sheet/box2 {YEAR}"], (TITLE, 2023)),
        (boxed(_book(""), (0, [TITLE]), (0, [YEAR])), [f"Sheet/box1 {TITLE}", f"Sheet/box2 {YEAR}"], (TITLE, 2023)),
        # The sheet's own title counts, then that of the page; a box below the head is a note.
        (boxed(_book("", untitled=False), (0, ["2022年度部门决算公开"])), [], (TITLE, 2023)),
        (boxed(_book(f"2023年度{TITLE}"), (0, ["部门决算公开表"])), [f"Sheet/header1 2023年度{TITLE}"],
         (f"2023年度{TITLE}", 2023)),
        (boxed(_book(""), (8, [TITLE])), [], ("", None)),
        (boxed(_book(""), (0, ["附件2"])), [], ("", None)),
    ],
)  # fmt: skip
def test_titles_in_text_boxes(data: bytes, lines: list[str], form: tuple[str, int | None]) -> None:
    """They are read above the table where nothing else names it."""
    blocks = read_bytes(data, "a.xlsx").blocks
    assert [f"{one.cell.address} {one.cell.text}" for one in blocks if isinstance(one, Paragraph)] == lines
    assert [(form.title.text, form.year.value) for form in perflint.parse(data).forms] == [form]


@pytest.mark.parametrize(("language", "place"), [("zh", "文本框第1行"), ("en", "line 1 of the text boxes")])
def test_where_it_stands(language: Language, place: str) -> None:
    """As a person would say it."""
    title = read_bytes(boxed(_book(""), (0, [TITLE])), "a.xlsx").blocks[0]
    assert isinstance(title, Paragraph)
    assert title.cell.address.describe(language) == place
