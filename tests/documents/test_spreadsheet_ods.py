"""ods: the displayed text of each cell, repeats, spans, what is hidden, and cells that store no text."""

import pytest

from perflint.documents import Document, Table, read_bytes
from perflint.documents.limits import Limits
from perflint.errors import DamagedInput, InputTooLarge
from tests.documents.spreadsheet_samples import ods_package


def read(tables: str, styles: str = "", limits: Limits | None = None) -> Document:
    return read_bytes(ods_package(tables, styles), "自评表.ods", limits)


def sheet(content: str, name: str = "表", style: str = "") -> str:
    return f'<table:table table:name="{name}" table:style-name="{style}">{content}</table:table>'


def row(*cells: str, more: str = "") -> str:
    return f"<table:table-row {more}>{''.join(cells)}</table:table-row>"


def cell(text: str = "", more: str = "") -> str:
    paragraph = f"<text:p>{text}</text:p>" if text else ""
    return f"<table:table-cell {more}>{paragraph}</table:table-cell>"


def shown(document: Document) -> list[list[tuple[str, str, int, int]]]:
    (table,) = document.blocks
    assert isinstance(table, Table)
    return [[(one.text, str(one.address), one.row_span, one.column_span) for one in line.cells] for line in table.rows]


def test_displayed_text_counts() -> None:
    """What is displayed is taken, not the value behind it; spans and covered cells keep their places."""
    content = row(
        cell("99.98%", 'office:value-type="percentage" office:value="0.9998"'),
        cell(
            "2022年12月31日", 'office:value-type="date" office:date-value="2022-12-31" table:number-columns-spanned="2"'
        ),
        "<table:covered-table-cell><text:p>covered</text:p></table:covered-table-cell>",
        cell("末"),
    )
    document = read(sheet(content))
    assert shown(document) == [[("99.98%", "表!A1", 1, 1), ("2022年12月31日", "表!B1", 1, 2), ("末", "表!D1", 1, 1)]]
    assert (document.format, document.notices) == ("ods", ())


def test_text_within_a_cell() -> None:
    """Spans joined, blanks and breaks as shown, paragraphs on lines of their own; comments and shapes left out."""
    inside = (
        "<table:table-cell><office:annotation><text:p>批注</text:p></office:annotation>"
        "<text:p>\n  一<text:span>二</text:span><text:s text:c='2'/>三 \n 四<text:line-break/>五<text:tab/>六　七"
        "</text:p>"
        "<text:p/><text:p>八<draw:frame><draw:text-box><text:p>图</text:p></draw:text-box></draw:frame>"
        "<text:ruby><text:ruby-base>九</text:ruby-base><text:ruby-text>jiu</text:ruby-text></text:ruby></text:p>"
        "</table:table-cell>"
    )
    assert shown(read(sheet(row(inside)))) == [[("一二  三 四\n五\t六　七\n\n八九", "表!A1", 1, 1)]]


def test_repeated_cells_and_rows() -> None:
    """Repeats are written out where they hold text, and cost nothing where they do not."""
    content = (
        row(cell("a", 'table:number-columns-repeated="2"'), cell(more='table:number-columns-repeated="16380"'))
        + row(cell("b"), more='table:number-rows-repeated="2"')
        + row(cell(), more='table:number-rows-repeated="1048573"')
    )
    assert shown(read(sheet(content))) == [
        [("a", "表!A1", 1, 1), ("a", "表!B1", 1, 1)],
        [("b", "表!A2", 1, 1), ("", "表!B2", 1, 1)],
        [("b", "表!A3", 1, 1), ("", "表!B3", 1, 1)],
    ]


def test_hidden_parts() -> None:
    """Hidden sheets, rows and columns are left out and named; filtered rows are hidden ones."""
    styles = '<style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>'
    content = (
        '<table:table-column/><table:table-column table:visibility="collapse"/><table:table-column/>'
        + row(cell("a"), cell("b"), cell("c"))
        + row(cell("d"), more='table:visibility="filter"')
        + row(cell("e"))
    )
    document = read(sheet(content) + sheet(row(cell("x")), "旧稿", "ta2"), styles)
    assert shown(document) == [
        [("a", "表!A1", 1, 1), ("c", "表!C1", 1, 1)],
        [("e", "表!A3", 1, 1), ("", "表!C3", 1, 1)],
    ]
    assert [notice.message.zh for notice in document.notices] == [
        "隐藏的工作表没有读取：旧稿。如需检查，请取消隐藏。",
        "工作表“表”中隐藏的第 2 行、B 列没有读取。如需检查，请取消隐藏。",
    ]


def test_values_without_text() -> None:
    """Some programs store values alone: they are shown plainly, and a notice says so."""
    content = row(
        cell(more='office:value-type="float" office:value="98.50"'),
        cell(more='office:value-type="percentage" office:value="0.9998"'),
        cell(more='office:value-type="date" office:date-value="2022-12-31"'),
        cell(more='office:value-type="boolean" office:boolean-value="true"'),
        cell(more='office:value-type="string" table:formula="of:=&quot;&quot;"'),
        cell(more='table:formula="of:=1+1"'),
    )
    document = read(sheet(content))
    assert [text for text, *_ in shown(document)[0]] == ["98.5", "99.98%", "2022-12-31", "TRUE"]
    assert [(notice.message.zh, str(notice.address)) for notice in document.notices] == [
        ("1 个公式没有保存计算结果，按空白处理：表!F1。请用 Excel 或 WPS 打开并重新保存。", "表!F1"),
        ("4 个单元格没有保存显示的文字，按数值读取，显示格式可能不同。", "表!A1"),
    ]


def test_password() -> None:
    """An encrypted file says so in its manifest."""
    data = ods_package(sheet(row(cell("a"))), manifest="<manifest:encryption-data/>")
    with pytest.raises(DamagedInput) as caught:
        read_bytes(data, "自评表.ods")
    assert caught.value.describe("en") == (
        "自评表.ods: The file is protected by a password and cannot be read. "
        "Remove the password, save it again and check that."
    )


@pytest.mark.parametrize(
    "content",
    [
        row(cell("a", 'table:number-columns-repeated="1000"'), more='table:number-rows-repeated="1000"'),
        row(cell("a"), more='table:number-rows-repeated="1000"'),
        row(cell("a", 'table:number-columns-repeated="99999999999"')),
    ],
)
def test_repeats_are_bounded(content: str) -> None:
    """A few words that stand for a million cells are refused before they are written out."""
    with pytest.raises(InputTooLarge):
        read(sheet(content), limits=Limits(max_cells=900, max_rows=900))


@pytest.mark.parametrize(
    "content", [row(cell(more='table:number-columns-repeated="x"')),
                row(cell(more='office:value-type="float" office:value="x"')),
                row(cell(more='office:value-type="date" office:date-value="x"'))]
)  # fmt: skip
def test_numbers_that_are_none(content: str) -> None:
    """A count, value or date that cannot be read refuses the file."""
    with pytest.raises(DamagedInput) as caught:
        read(sheet(content))
    assert caught.value.message.zh == "文件已损坏：部件 content.xml 的内容无效。"
