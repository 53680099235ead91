"""Titles of OpenDocument sheets that stand in the head of the printed page only."""

import zipfile
from io import BytesIO

import pytest

from perflint.documents import Paragraph, read_bytes
from perflint.documents.spreadsheet.ods_headers import header_lines_of
from tests.documents.spreadsheet_samples import ods_package
from tests.documents.test_spreadsheet_ods import cell, row, sheet

NAMES = "".join(
    f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "style", "text")
)
TITLE = "项目支出绩效自评表"


def pages(**heads: str) -> bytes:
    """The part of the styles, with kinds of pages and what stands within their style:header element."""
    kinds = "".join(
        f'<style:master-page style:name="{name}"><style:header{head}</style:header>'
        "<style:footer><text:p>页脚里的文字</text:p></style:footer></style:master-page>"
        for name, head in heads.items()
    )
    return f"<office:document-styles{NAMES}>{kinds}</office:document-styles>".encode()


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        (f"><text:p>{TITLE}</text:p>", [TITLE]),
        (
            (
                f"><style:region-left><text:p>附件2</text:p></style:region-left><style:region-center><text:p>{TITLE[:4]}"
                f"<text:span>{TITLE[4:]}</text:span></text:p><text:p>（2023年度）</text:p></style:region-center>"
            ),
            ["附件2", TITLE, "（2023年度）"],
        ),
        ("><text:p>第<text:page-number>1</text:page-number>页</text:p>", ["第页"]),
        (f' style:display="false"><text:p>{TITLE}</text:p>', []),
    ],
)
def test_lines_of_heads(head: str, lines: list[str]) -> None:
    """Paragraphs are lines; numbers of pages, heads that are switched off, and feet are none."""
    assert header_lines_of([pages(one=head)], path="a.ods", part="styles.xml").get("one", []) == lines


@pytest.mark.parametrize(
    ("style", "first", "found"),
    [
        ("own", "项目名称", [f"表/header1 {TITLE}"]),
        ("", "项目名称", ["表/header1 部门整体支出绩效自评表"]),
        ("own", TITLE, []),
        ("bare", "项目名称", []),
    ],
)
def test_the_page_of_the_sheet(style: str, first: str, found: list[str]) -> None:
    """Each sheet has the head of its own kind of page, which is read where the sheet has no title."""
    styles = "".join(
        f'<style:style style:name="{name}" style:family="table" style:master-page-name="{page}"/>'
        for name, page in (("own", "mine"), ("bare", "none"))
    )
    rows = row(cell(first), *([] if first == TITLE else [cell("培训")])) + row(cell("主管部门"), cell("教育局"))
    stream = BytesIO(ods_package(sheet(rows, style=style), styles))
    heads = pages(Default="><text:p>部门整体支出绩效自评表</text:p>", mine=f"><text:p>{TITLE}</text:p>", none=">")
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr("styles.xml", heads)
    blocks = read_bytes(stream.getvalue(), "自评表.ods").blocks
    assert [f"{one.cell.address} {one.cell.text}" for one in blocks if isinstance(one, Paragraph)] == found
