"""Web pages: what they show, in which cell of which table."""

import html

import pytest

from perflint.documents import Address, Cell, Document, Limits, Paragraph, Row, Table, read_bytes
from perflint.documents.web.laid_out import rules_of
from perflint.errors import DamagedInput, EmptyInput, InputError, InputTooLarge, UnknownFormat


def at(table: int, row: int, column: int) -> Address:
    return Address("table", row, column, str(table))


def loose(text: str, number: int) -> Paragraph:
    return Paragraph(Cell(text, Address("paragraph", number, 0)))


def read(text: str, limits: Limits | None = None) -> Document:
    return read_bytes(text.encode(), "a.html", limits)


def grids(text: str) -> list[list[list[tuple[str, int, int, int]]]]:
    """The tables of a page: text, first column, rows and columns taken of each cell."""
    return [
        [[(cell.text, cell.column, cell.row_span, cell.column_span) for cell in row.cells] for row in block.rows]
        for block in read(text).blocks
        if isinstance(block, Table)
    ]


def test_a_whole_page() -> None:
    """Lines of loose text are paragraphs; an arranging table gives its content; spans, heads and feet are in place."""
    text = """<html><head><title>不显示</title><style>td{}</style></head><body>
      <table><tr><td><a href="/">首页</a></td><td>
        <h1>项目支出绩效自评表</h1>（2022年度）<br>单位：<b>万元</b>
        <table>
          <caption>表一</caption>
          <tfoot><tr><td>总分<td>9</tfoot>
          <tr><td rowspan="2">产<br>出&nbsp;指标</td><td><p>甲</p><p>乙</p></td></tr>
          <tr><td>丙</td></tr>
          <thead><tr><th colspan=2>指标</th></tr></thead>
        </table>
      </td></tr></table><script>document.write("不显示")</script></body></html>"""
    assert read(text) == Document(
        path="a.html",
        format="html",
        blocks=(
            loose("首页", 1),
            loose("项目支出绩效自评表", 2),
            loose("（2022年度）", 3),
            loose("单位：万元", 4),
            loose("表一", 5),
            Table(
                (
                    Row((Cell("指标", at(1, 1, 1), 0, 1, 2),)),
                    Row((Cell("产\n出 指标", at(1, 2, 1), 0, 2, 1), Cell("甲\n乙", at(1, 2, 2), 1))),
                    Row((Cell("丙", at(1, 3, 2), 1),)),
                    Row((Cell("总分", at(1, 4, 1), 0), Cell("9", at(1, 4, 2), 1))),
                )
            ),
        ),
    )


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("<tr><td>a<td>b<tr><td>c", [[("a", 0, 1, 1), ("b", 1, 1, 1)], [("c", 0, 1, 1), ("", 1, 1, 1)]]),
        (
            "<tr><td rowspan=0>a<td>b<tr><td>c</tr><tfoot><tr><td>d<td>e",
            [[("a", 0, 2, 1), ("b", 1, 1, 1)], [("c", 1, 1, 1)], [("d", 0, 1, 1), ("e", 1, 1, 1)]],
        ),
        ("<tr><td rowspan=99999>a<td>b", [[("a", 0, 1, 1), ("b", 1, 1, 1)]]),
        ("<tr><td colspan=0>a<td colspan=x>b", [[("a", 0, 1, 1), ("b", 1, 1, 1)]]),
        ("<tr><td colspan=9999>a<tr><td>b<td>c", [[("a", 0, 1, 2)], [("b", 0, 1, 1), ("c", 1, 1, 1)]]),
        (
            "<tr><td>a<td rowspan=2>b<td>c<tr><td colspan=3>d<td>e",
            [[("a", 0, 1, 1), ("b", 1, 2, 1), ("c", 2, 1, 1)], [("d", 0, 1, 1), ("e", 2, 1, 1)]],
        ),
        ("<tr><td>a<tr><tr><td>b", [[("a", 0, 1, 1)], [("", 0, 1, 1)], [("b", 0, 1, 1)]]),
        ("<tr style='display:none'><td>x<tr><td hidden>y<td>a", [[("a", 0, 1, 1)]]),
    ],
)
def test_spans(rows: str, expected: list[list[tuple[str, int, int, int]]]) -> None:
    """Covered places have no cell, short rows are filled up, and no span reaches further than the table."""
    assert grids(f"<table>{rows}</table>") == [expected]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("  一 \n 二\t三&nbsp;&nbsp;四 ", "一二 三 四"),
        ("100\n 元", "100 元"),
        ("&nbsp;", ""),
        ("&ge;95% &#8805;", "≥95% ≥"),
        ("一<br/>二<div>三</div><ul><li>四<li>五</ul>", "一\n二\n三\n四\n五"),
        ("<p>一</p><p>&nbsp;</p><p>二</p>", "一\n二"),
        ("<pre>a\n  b</pre>", "a\nb"),
        ("a<script>b</script><!-- c --><!--[if gte mso 9]>d<![endif]-->e", "ae"),
        ("<![if !supportEmptyParas]>a<![endif]><o:p></o:p>", "a"),
        ("<span style='mso-hide:all;display:none'>x</span><font color=red>a</font>", "a"),
        ("<input value='12'><input type=hidden value=3><select><option>甲<option selected>乙</select>", "12乙"),
        ("<textarea>a\nb</textarea>", "a\nb"),
        ("x<sup>2</sup>", "x2"),
        ("<del>98</del><ins>96</ins>", "96"),
        ("<span style='font-size:9pt;font-family:Symbol;mso-char-type:symbol'><span>\u00b3</span></span>95%", "≥95%"),
        ("<font face='Symbol'>&#61603;</font>5，<font face=Wingdings>&#254;</font>是", "≤5，☑是"),
        ("<span style='font-family:\"Segoe UI Symbol\"'>\u00b3</span>", "\u00b3"),
        ("<ruby>培训<rp>(</rp><rt>px</rt><rp>)</rp></ruby>班次", "培训班次"),
        (
            "<![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span><![endif]>培训班次",
            "培训班次",
        ),
        ("96.5<span class=MsoCommentReference><a class=msocomanchor href='#c'>[张1]</a></span>", "96.5"),
        ("96<a href='#n' style='mso-footnote-id:n'><span class=MsoFootnoteReference>[1]</span></a>", "96"),
        ("96<sup><a href='#1'>[1]</a></sup>分<sup>②</sup>", "96分②"),
        ("备注<table><tr><td>甲<td>1<tr><td>乙<td>2</table>", "备注\n甲 1\n乙 2"),
    ],
)
def test_text_of_a_cell(cell: str, text: str) -> None:
    """A cell says what a browser shows in it; line breaks and blocks end lines."""
    page = f"<html><table><tr><td>{cell}</td><td>一</td><td>二</td><td>三</td><td>四</td><td>五</td></tr></table>"
    assert grids(page)[0][0][0][0] == text


def test_hidden_tables_are_named() -> None:
    """A whole table that the page hides is not read, and a notice says so; of a hidden word it says nothing."""
    table = "<table>" + "<tr><td>a<td>b<td>c<td>d" * 8 + "</table>"
    shown = read(f"<table><tr><td>a<td style='display:none'>b</table><div style='display:none'>{table}</div>")
    assert len(shown.blocks) == 1
    assert [notice.message.zh for notice in shown.notices] == [
        "网页中有隐藏的表格，没有读取。如需检查，请在浏览器中显示出来，复制到文档后再检查。"
    ]
    assert not read(f"<p hidden>x</p>{table}").notices


def test_tables_are_counted_as_shown() -> None:
    """Inner tables of a page's frame are tables of their own; empty ones are not counted."""
    inner = "<table><tr><td>a<td>b</table><td><table><tr><td>c<td>d</table>"
    blocks = read(f"<table><tr><td>&nbsp;</table><table><tr><td>{inner}</table>").blocks
    assert [[cell.address for cell in block.rows[0].cells] for block in blocks if isinstance(block, Table)] == [
        [at(1, 1, 1), at(1, 1, 2)],
        [at(2, 1, 1), at(2, 1, 2)],
    ]


def test_cells_framed_by_tables() -> None:
    """A table of one cell within a cell is a frame around its text; blank ones keep their place."""
    framed = "".join(f"<td><table><tr><td>{text}</td></tr></table></td>" for text in ("指标", "", "9.5"))
    assert grids(f"<table><tr>{framed}</tr></table>") == [[[("指标", 0, 1, 1), ("", 1, 1, 1), ("9.5", 2, 1, 1)]]]


def test_tables_of_tags_in_markdown() -> None:
    """Where only the tables are written in HTML, the lines around them stay lines."""
    blocks = read_bytes("# 自评表\n（2022年度）\n\n<table><tr><td>a</td></tr></table>\n".encode(), "a.md").blocks
    assert blocks == (loose("# 自评表", 1), loose("（2022年度）", 2), Table((Row((Cell("a", at(1, 1, 1), 0),)),)))


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("<meta charset=gb2312>", "gb18030"),
        ('<META http-equiv=Content-Type content="text/html; charset=gbk">', "gbk"),
        ('<?xml version="1.0" encoding="GB2312"?><html>', "gb18030"),
        ("<meta charset=gb2312>", "utf-8"),
        ("<meta charset=iso-8859-1>", "gb18030"),
        ("<meta charset=utf-8>", "gb18030"),
        ("<meta charset=utf-8>", "utf-8-sig"),
        ("<meta charset=unicode>", "utf-16"),
        ("<meta charset=big5>", "big5"),
        ("<meta charset=no-such-thing>", "gb18030"),
        ("<html>", "gb18030"),
        ("\n\n<html>", "gb18030"),
    ],
)
def test_encodings(head: str, encoding: str) -> None:
    """First the mark, then whether the bytes are UTF-8, then what the page says, then the rules for all texts."""
    page = f"{head}<table><tr><td>項目名稱一二三四五六七八九十</td></tr></table>"
    if encoding != "big5":
        page = page.replace("項目名稱", "项目名称")
    [table] = read_bytes(page.encode(encoding), "a.xls").blocks
    assert isinstance(table, Table)
    assert table.rows[0].cells[0].text[-10:] == "一二三四五六七八九十"


@pytest.mark.parametrize(
    ("text", "error", "zh"),
    [
        ("<html><body><script>x()</script></body></html>", EmptyInput, "网页中没有可见的文字。"),
        ("<html><frameset><frame src=a.files/sheet001.htm></frameset></html>", UnknownFormat, "这是框架网页"),
        ("<html>" + "<div>" * 20_000, InputTooLarge, "嵌套层数超过 64 的上限"),
        ("<html>" + "<table><tr><td>x" * 200, InputTooLarge, "嵌套层数超过 64 的上限"),
        ("<html>" + "".join(f"<font a={n}><p>x" for n in range(2000)), InputTooLarge, "嵌套层数超过 64 的上限"),
        ("<html><p " + " ".join(f"a{n}=1" for n in range(20_000)) + ">x", InputTooLarge, "单元格数超过"),
        ("<table>" + "<tr><td>x</td></tr>" * 250_001, InputTooLarge, "单元格数超过"),
        ("<table>" + "<tr></tr>" * 300_000 + "<tr><td>x", InputTooLarge, "行数超过 250000 的上限"),
        ("<table><tr>" + "<td colspan=1000 rowspan=65000>x" * 16 + "<tr>" * 100_000, InputTooLarge, "单元格数超过"),
        ("<html>得\x01\x02\x03\x04分", UnknownFormat, "不是文本文件"),
    ],
)
def test_bad_pages(text: str, error: type[InputError], zh: str) -> None:
    """One sentence for each, in bounded time and memory: nothing grows with the square of the page."""
    with pytest.raises(error) as caught:
        read(text)
    assert caught.value.message.zh.startswith(zh)
    assert caught.value.path == "a.html"


def test_damaged_bytes() -> None:
    """A page whose bytes fit no encoding is refused, not shown with holes."""
    with pytest.raises(DamagedInput):
        read_bytes("<meta charset=utf-8><p>项目名称项目名称".encode() + b"\xff\xfe\xff</p>", "a.html")


def test_limits_hold_for_all_tables_together() -> None:
    """Rows and cells are counted over the file."""
    page = "<table><tr><td>a</table>" * 3
    assert len(read(page, Limits(max_rows=3, max_cells=20)).blocks) == 3
    with pytest.raises(InputTooLarge) as caught:
        read(page, Limits(max_rows=2))
    assert caught.value.place == "T3"


_ROWS = [["指标", "分值", "得分"], ["班次", "", "9.5"]]


@pytest.mark.parametrize(
    ("style", "parts"),
    [
        ("", ("role=table", "role=row", 'role="cell"')),
        ("", ("role=grid", "role=row", 'role="gridcell"')),
        ("", ('style="display:table"', 'style="color:red; display: table-row"', "style='display:table-cell'")),
        ("", ('style="display:table"', 'style="DISPLAY:TABLE-ROW"', "style='display:table-cell;width:9%'")),
        (".t{display:table} .r , .x{display:table-row;height:9px} .t div.c{width:9px;display:table-cell}",
         ("class='big t'", "class=r", "class='c wide'")),
    ],
)  # fmt: skip
def test_tables_made_of_other_elements(style: str, parts: tuple[str, str, str]) -> None:
    """Roles, styles and the classes of the page's own style sheet tell rows and cells, blank ones too."""
    table, row, cell = parts
    rows = "".join(
        f"<div {row}>{''.join(f'<div {cell}><p>{text}</p></div>' for text in line)}</div>\n" for line in _ROWS
    )
    page = f"<html><style>{style}</style><p>自评表</p><div {table}>{rows}</div>"
    assert [[text for text, *_ in row] for row in grids(page)[0]] == _ROWS
    assert read(page).blocks[0] == loose("自评表", 1)


@pytest.mark.parametrize(
    "page",
    [
        "<style>.a{display:table}.b{display:table-cell}</style><div class=a><div class=b>一<p>二</div></div>",
        "<style>.a:before{display:table}.b::after{display:table-cell}</style><div class=a>一<p class=b>二</div>",
        "<style>.b{display:table-cell}</style><div class=b>一</div><div class=b>二</div>",
        "<div style='display:table'>一<div role=cell>二</div></div>",
    ],
)
def test_elements_that_only_look_like_tables(page: str) -> None:
    """What stands in the middle of a page by such a style, or clears its lines, is loose text."""
    assert read(page).blocks == (loose("一", 1), loose("二", 2))


def test_pages_within_the_page() -> None:
    """The text of a frame that is kept in its attribute is read in its place, not deeper than a few frames."""
    inner = "<p>二</p><table><tr><td>a<td>b</table>"
    for depth in range(1, 7):
        inner = f"<p>一</p><iframe srcdoc='{html.escape(inner)}'></iframe><p>三</p>"
        assert any(isinstance(block, Table) for block in read(inner).blocks) == (depth < 5)


@pytest.mark.parametrize(
    ("page", "rules"),
    [
        ("<style>.a, p.b{color:red}\n#x .c:hover, .d {}</style>", [(["a", "b"], "color:red"), (["d"], "")]),
        ("<STYLE type=text/css><!-- .a\n{x:y} --></style >", [(["a"], "x:y")]),
        ("<style>@media print{.a{x:y}.b{z:0}}</style>", [(["a"], "x:y"), (["b"], "z:0")]),
        ("<style>.a{x:y}</style><p>.n{o:p}</p><style>.b{z:0}", [(["a"], "x:y"), (["b"], "z:0")]),
        (f"<style>@font-face{{src:url({'A' * 3_000_000})}}.a{{x:y}}</style>", [(["a"], "x:y")]),
    ],
)
def test_rules_of_style_sheets(page: str, rules: list[tuple[list[str], str]]) -> None:
    """The classes of each rule; what a page keeps in its style sheets besides (fonts, pictures) costs no time."""
    assert list(rules_of(page)) == rules


def test_hidden_frames_are_not_read() -> None:
    """A page within the page is hidden as anything else is."""
    frame = html.escape("<table><tr><td>a<td>b</table>")
    for hiding in ("style='display:none'", "hidden", "style='visibility: hidden'"):
        assert not [
            block
            for block in read(f"<p>一</p><iframe {hiding} srcdoc='{frame}'></iframe>").blocks
            if isinstance(block, Table)
        ]


def test_hidden_cells_of_excel() -> None:
    """Excel's spans count the columns that it hides; in other pages they do not."""
    rows = "<tr><td colspan=3>表<tr><td>a<td style='display:none'>b<td>c"
    excel = '<html xmlns:x="urn:schemas-microsoft-com:office:excel">'
    assert grids(f"{excel}<table>{rows}</table>") == [
        [[("表", 0, 1, 3)], [("a", 0, 1, 1), ("", 1, 1, 1), ("c", 2, 1, 1)]]
    ]
    assert grids(f"<html><table>{rows.replace('3', '2')}</table>") == [
        [[("表", 0, 1, 2)], [("a", 0, 1, 1), ("c", 1, 1, 1)]]
    ]
