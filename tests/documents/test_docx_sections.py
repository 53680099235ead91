"""What stands beside the body of a Word file: heads of pages, and styles that hide."""

import pytest

import perflint
from perflint.documents import Paragraph, read_bytes
from tests.documents.docx_samples import OFFICE, WORD, boxes_table, docx, form_boxes, p, run, tbl, tc, tr
from tests.documents.test_docx_text import texts
from tests.forms.rendering import sample

RELATED = f'xmlns:r="{OFFICE}"'


def head(number: int, content: str) -> dict[str, str]:
    return {f"word/header{number}.xml": f'<w:hdr xmlns:w="{WORD}">{content}</w:hdr>'}


def relations(*numbers: int, styles: str = "") -> dict[str, str]:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/header" Target="header{number}.xml"/>' for number in numbers
    )
    namespace = "http://schemas.openxmlformats.org/package/2006/relationships"
    parts = {"word/_rels/document.xml.rels": f'<Relationships xmlns="{namespace}">{listed}</Relationships>'}
    return parts | ({"word/styles.xml": f'<w:styles xmlns:w="{WORD}">{styles}</w:styles>'} if styles else {})


def section(*references: tuple[str, int], inside: str = "") -> str:
    named = "".join(f'<w:headerReference w:type="{kind}" r:id="rId{number}"/>' for kind, number in references)
    return f"<w:sectPr {RELATED}>{named}{inside}</w:sectPr>"


def ending(properties: str) -> str:
    """A blank paragraph with which a section ends."""
    return f"<w:p><w:pPr>{properties}</w:pPr></w:p>"


def shown(body: str, parts: dict[str, str]) -> list[str | list[list[str]]]:
    return texts(read_bytes(docx(body, parts), "表.docx"))


ONE = tbl(tr(tc("指标"), tc("分值")), tr(tc("班次"), tc("10")))
OTHER = tbl(tr(tc("指标"), tc("得分")), tr(tc("人次"), tc("20")))
ROWS, OTHERS = [["指标", "分值"], ["班次", "10"]], [["指标", "得分"], ["人次", "20"]]


@pytest.mark.parametrize(
    ("body", "parts", "expected"),
    [
        pytest.param(
            p("正文") + ONE + section(("default", 1)),
            head(1, p("自评表") + tbl(tr(tc("云汀区"), tc("2022年度\n决算"))) + p("第1页 共3页")),
            ["自评表", "云汀区", "2022年度", "决算", "正文", ROWS],
            id="lines",
        ),
        pytest.param(
            ONE + section(("default", 1), ("first", 2), inside="<w:titlePg/>"),
            head(1, p("自评表")) | head(2, p("封面")),
            ["封面", "自评表", ROWS],
            id="first page",
        ),
        pytest.param(
            ONE + section(("default", 1), ("first", 2), ("even", 2)),
            head(1, p("自评表")) | head(2, p("封面")),
            ["自评表", ROWS],
            id="kinds not in use",
        ),
        pytest.param(
            ONE + ending(section(("default", 1))) + OTHER + ending(section()) + p("三") + section(("default", 2)),
            head(1, p("甲表")) | head(2, p("乙表")),
            ["甲表", ROWS, OTHERS, "乙表", "三"],
            id="sections",
        ),
        pytest.param(
            ONE + p() + OTHER + p() + ONE + section(("default", 1)),
            head(1, p("自评表")),
            ["自评表", ROWS, OTHERS, "自评表", ROWS],
            id="copies of a table",
        ),
        pytest.param(ONE + section(("default", 1)), {"word/header1.xml": "<w:hdr"}, [ROWS], id="broken"),
        pytest.param(ONE + section(("default", 3)), head(1, p("自评表")), [ROWS], id="missing"),
        pytest.param(p("正文") + section(("default", 1)), head(1, p("正文")), ["正文", "正文"], id="no table"),
    ],
)
def test_heads_of_pages(body: str, parts: dict[str, str], expected: list[str | list[list[str]]]) -> None:
    """Lines at the head of a section's pages come before it, once; page numbers are none."""
    assert shown(body, parts | relations(1, 2)) == expected


def test_places() -> None:
    """A line of a head has a place of its own, and those of the body count as without it."""
    document = read_bytes(docx(p("正文") + section(("default", 1)), head(1, p("自评表")) | relations(1)), "表.docx")
    places = [block.cell.address for block in document.blocks if isinstance(block, Paragraph)]
    assert [str(place) for place in places] == ["header1", "para1"]
    assert (places[0].describe("zh"), places[0].describe("en")) == ("页眉第1行", "line 1 of the page header")


def test_a_form_titled_in_the_head() -> None:
    """Title and year of a form are found where they stand at the head of its pages."""
    form = sample()
    body = boxes_table(form_boxes(form)) + p() + section(("default", 1))
    parts = head(1, p("项目支出绩效自评表") + p(f"（{form['year']}年度）")) | relations(1)
    (found,) = perflint.parse(docx(body, parts)).forms
    assert (found.title.text, found.year.value) == ("项目支出绩效自评表", int(form["year"]))


STYLES = (
    '<w:style w:styleId="hidden"><w:rPr><w:vanish/></w:rPr></w:style>'
    '<w:style w:styleId="child"><w:basedOn w:val="hidden"/></w:style>'
    '<w:style w:styleId="shown"><w:basedOn w:val="hidden"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>'
    '<w:style w:styleId="circle"><w:basedOn w:val="circle"/></w:style>'
)


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("hidden", ["甲"]),
        ("child", ["甲"]),
        ("shown", ["甲乙", "丙"]),
        ("circle", ["甲乙", "丙"]),
        ("none", ["甲乙", "丙"]),
    ],
)
def test_styles_that_hide(style: str, expected: list[str]) -> None:
    """Runs and paragraphs of a style that hides are not shown, nor those of a style made from it."""
    body = (
        f'<w:p>{run("甲")}<w:r><w:rPr><w:rStyle w:val="{style}"/></w:rPr><w:t>乙</w:t></w:r></w:p>'
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run("丙")}</w:p>'
    )
    assert shown(body, relations(styles=STYLES)) == expected
