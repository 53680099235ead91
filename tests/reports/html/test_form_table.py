"""A form drawn as its own table: parted from its document, spans as on the form, cells marked, all text escaped."""

from pathlib import Path

import pytest

import perflint
from perflint.documents.model import Address, Cell, Document, Paragraph, Row, Table
from perflint.reports.html.form_table import Mark, draw, parts_of
from tests.sources import ROOT


def at(row: int, column: int) -> Address:
    """A cell of the sheet 表."""
    return Address("sheet", row, column, "表")


def cell(row: int, column: int, text: str, down: int = 1, across: int = 1) -> Cell:
    """A cell of the sheet 表, whose first column is A."""
    return Cell(text, at(row, column), column - 1, down, across)


TABLE = Table(
    (
        Row((cell(1, 1, "标题", across=3),)),
        Row((cell(2, 1, "产出", down=2), cell(2, 2, "数量"), cell(2, 3, "5"))),
        Row((cell(3, 2, "质量"), cell(3, 3, "9"))),
        Row((cell(4, 1, ""), cell(4, 2, ""), cell(4, 3, ""))),
    ),
    name="表",
)
HEAD = (
    '<div class="sheet"><table class="form"><caption>表</caption><tr class=letters><th><th scope=col>A<th scope=col>B'
    "<th scope=col>C\n"
)


def test_a_table_as_on_the_form() -> None:
    """Spans, letters and row numbers are drawn; empty rows at the end are not."""
    assert draw((TABLE,), {}, "zh") == (
        f"{HEAD}<tr><th scope=row>1<td colspan=3>标题\n"
        "<tr><th scope=row>2<td rowspan=2>产出<td>数量<td>5\n"
        "<tr><th scope=row>3<td>质量<td>9\n"
        "</table></div>\n"
    )


def test_marks() -> None:
    """A wrong cell has its severity, an anchor and the way to its finding; one that is only referred to has a tint."""
    marks = {
        at(2, 3): Mark("error", (("f1", "1"),), "c1", "PF301 <分>"),
        at(3, 3): Mark(None),
    }
    html = draw((TABLE,), marks, "zh")
    assert (
        '<td class="mark error" id="c1" tabindex=-1 title="PF301 &lt;分&gt;">5 '
        '<span class=ways><a class=back href="#f1">1</a></span>\n'
    ) in html
    assert '<td class="mark related">9\n' in html


def test_text_of_strangers_is_text() -> None:
    """Markup is escaped, line breaks are kept, and what steers a terminal or the direction of text shows as �."""
    strange = Table((Row((cell(1, 1, '<script>alert("1")</script>&\n二\u202e'),)),))
    assert '<td>&lt;script&gt;alert("1")&lt;/script&gt;&amp;<br>二�\n' in draw((strange,), {}, "zh")


def test_cells_stand_in_their_columns() -> None:
    """A ragged row leaves its missing columns empty, and a span that meets one from above ends before it."""
    ragged = Table(
        (
            Row((cell(1, 1, "甲"), cell(1, 3, "丙", down=2))),
            Row((cell(2, 1, "乙", across=3),)),
            Row((cell(3, 3, "丁", down=9),)),
        )
    )
    assert draw((ragged,), {}, "en").split("\n", 1)[1] == (
        "<tr><th scope=row>1<td>甲<td><td rowspan=2>丙\n"
        "<tr><th scope=row>2<td colspan=2>乙\n"
        "<tr><th scope=row>3<td><td><td>丁\n"
        "</table></div>\n"
    )


def test_paragraphs_and_pages() -> None:
    """Loose text is drawn as lines and can be marked; tables without letters have none."""
    line = Cell("项目名称：甲", Address("line", 3, 1))
    row = Row((Cell("分", Address("line", 4, 1), 0), Cell("10", Address("line", 4, 3), 1)))
    html = draw((Paragraph(line), Table((row,))), {line.address: Mark("info", anchor="c1")}, "zh")
    assert html == (
        '<div class="loose"><p class="mark info" id="c1" tabindex=-1>项目名称：甲\n</div>\n'
        '<div class="sheet"><table class="form"><tr><th scope=row>4<td>分<td>10\n</table></div>\n'
    )


def test_long_parts_keep_their_marked_rows() -> None:
    """Of a table longer than any form the rest is left out, and said so, but for rows with a mark."""
    long = Table(tuple(Row((cell(number, 1, "文"),)) for number in range(1, 701)))
    html = draw((long,), {at(650, 1): Mark("error")}, "zh")
    assert (html.count("<td"), "<th scope=row>650<td class" in html, "其余 99 行从略" in html) == (601, True, True)


def test_a_document_is_parted_among_its_forms() -> None:
    """Each form gets the rows from its first cell to the next form's; text far behind the last table is no part."""
    first = Table((Row((cell(1, 1, "甲"),)), Row((cell(2, 1, "乙"),)), Row((cell(3, 1, "丙"),))), name="表")
    loose = [
        Paragraph(Cell(text, Address("paragraph", number, 0))) for number, text in enumerate("一二三四五", start=1)
    ]
    document = Document("f.xlsx", "xlsx", (loose[0], first, *loose[1:]))
    parts = parts_of(document, [at(1, 1), None, at(3, 1)])
    assert parts[:2] == [(Table(first.rows[:2], "表"),), ()]
    assert parts[2] == (Table(first.rows[2:], "表"), *loose[1:4])


@pytest.mark.parametrize(
    "path", [*sorted((ROOT / "examples").glob("*.txt")), *sorted((ROOT / "examples" / "formats").iterdir())],
    ids=lambda path: path.name,
)  # fmt: skip
def test_every_cell_that_a_finding_names_is_drawn(path: Path) -> None:
    """In every format, primary and related cells stand in the part of the document that is drawn for their form."""
    result = perflint.check(path, keep_documents=True)
    for document in result.documents:
        assert document.document is not None
        parts = parts_of(document.document, [form.begins for form in document.forms])
        for form, part in zip(document.forms, parts, strict=True):
            named = [finding.address for finding in form.findings]
            named += [one.address for finding in form.findings for one in finding.related if one.address is not None]
            marks = {address: Mark(None, anchor=f"at-{address}") for address in named}
            html = draw(part, marks, "zh")
            assert [address for address in marks if html.count(f'id="at-{address}"') != 1] == []


def test_a_structured_form_is_a_table_of_names_and_values() -> None:
    """A YAML form has no table of its own: it is drawn as names and values, its marks on the values."""
    result = perflint.check(
        b"kind: project_self_evaluation\nproject: A\nindicators:\n- {name: B, score: '11'}\n", keep_documents=True
    )
    (document,) = result.documents
    assert document.document is not None
    (part,) = parts_of(document.document, [form.begins for form in document.forms])
    assert draw(part, {Address("line", 4, 21): Mark("error")}, "en") == (
        '<div class="sheet"><table class="form">'
        "<tr><th scope=row>1<td>kind<td>project_self_evaluation\n"
        "<tr><th scope=row>2<td>project<td>A\n"
        "<tr><th scope=row>4<td>indicators.0.name<td>B\n"
        '<tr><th scope=row>4<td>indicators.0.score<td class="mark error">11\n'
        "</table></div>\n"
    )
