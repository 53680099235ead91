"""xlsx: every cell as the clerk sees it, with its place, and what is said of what was left out."""

import pytest
from openpyxl import Workbook

from perflint.documents import Document, Table, read_bytes
from perflint.documents.limits import Limits
from perflint.errors import InputTooLarge
from tests.documents.spreadsheet_samples import STRICT, inline, raw_xlsx, rows, saved


def read(data: bytes, limits: Limits | None = None) -> Document:
    return read_bytes(data, "自评表.xlsx", limits)


def texts(document: Document, sheet: int = 0) -> list[list[str]]:
    block = document.blocks[sheet]
    assert isinstance(block, Table)
    return [[cell.text for cell in row.cells] for row in block.rows]


def notices(document: Document) -> list[tuple[str, str]]:
    return [(notice.message.zh, str(notice.address or "")) for notice in document.notices]


def value(reference: str, stored: str, style: int = 0, kind: str = "") -> str:
    typed = f' t="{kind}"' if kind else ""
    return f'<c r="{reference}" s="{style}"{typed}><v>{stored}</v></c>'


def test_values_are_shown_by_their_formats() -> None:
    """Rates, amounts, dates, plain numbers, truth values, errors and text come out as the sheet shows them."""
    codes = ["0.00%", "0%", "#,##0.00", 'yyyy"年"m"月"d"日"', "0;-0;0;@&quot;元&quot;".replace("&quot;", '"')]
    line = [
        value("A1", "0.99980000000000002", 1),
        value("B1", "1", 2),
        value("C1", "200000", 3),
        value("D1", "44926", 4),
        value("E1", "0.30000000000000004"),
        value("F1", "20.0"),
        value("G1", "1", kind="b"),
        value("H1", "#DIV/0!", kind="e"),
        value("I1", "007", kind="str"),
        value("J1", "十", 5, kind="str"),
        value("K1", "2022-12-31T00:00:00", 4, kind="d"),
        value("L1", "5", 99),
        value("M1", "1.5E-2", 1),
    ]
    document = read(raw_xlsx({"自评表": rows("".join(line))}, codes=codes))
    assert texts(document) == [
        ["99.98%", "100%", "200,000.00", "2022年12月31日", "0.3", "20", "TRUE", "#DIV/0!", "007", "十元",
         "2022年12月31日", "5", "1.50%"]
    ]  # fmt: skip
    assert document.format == "xlsx"
    assert notices(document) == []


@pytest.mark.parametrize("space", ["", "\n  "], ids=["in one line", "laid out for the eye"])
def test_what_stands_between_elements_is_no_value(space: str) -> None:
    """Spaces after a value are not of it, a formula's text is no value, and the last cell of a sheet counts."""
    cells = [
        '<c r="A1" t="str">~<f>B1&amp;"乙"</f>~<v>甲 </v>~</c>',
        '<c r="B1" t="str">~<f>1+1</f>~</c>',
        '<c r="C1" t="str">~<v> 丙</v>~</c>',
        '<c r="D1">~<v></v>~</c>',
        '<c r="E1" t="str">~<v/>~</c>',
        '<c r="F1" t="str">~<v>丁<![CDATA[ & ]]>戊</v>~</c>',
    ]
    document = read(raw_xlsx({"自评表": rows("~".join(cells)).replace("~", space)}))
    assert texts(document) == [["甲 ", "", " 丙", "", "", "丁 & 戊"]]


def test_builtin_formats_are_those_of_a_chinese_system() -> None:
    """Formats that a file names by number alone: 10, 4, 14, 31 and 43."""
    book = Workbook()
    sheet = book.worksheets[0]
    codes = ["0.00%", "#,##0.00", "mm-dd-yy", '_(* #,##0.00_);_(* \\(#,##0.00\\);_(* "-"??_);_(@_)']
    for column, code in enumerate(codes, 1):
        sheet.cell(1, column, 44926.25 if column > 1 else 0.5).number_format = code
    assert texts(read(saved(book))) == [["50.00%", "44,926.25", "2022/12/31", "44,926.25"]]


def test_days_counted_from_1904() -> None:
    """A workbook made on an old Macintosh shows its own dates."""
    data = raw_xlsx({"a": rows(value("A1", "43464", 1))}, codes=["yyyy-mm-dd"], workbook='<workbookPr date1904="1"/>')
    assert texts(read(data)) == [["2022-12-31"]]


def test_text_in_all_its_forms() -> None:
    """Shared and inline strings, rich text joined, phonetic guides dropped, blanks, line breaks and escapes kept."""
    strings = (
        "<si><t>产出</t></si>"
        "<si><r><rPr><b/></rPr><t>数量</t></r><r><t xml:space='preserve"
        "'> 指标</t></r><rPh sb='0' eb='1'><t>しすう</t></rPh><phoneticPr fontId='1'/></si>"
        "<si><t xml:space='preserve'>  年度\n指标值</t></si>"
        "<si><t>a_x000D_\nb_x4E00_</t></si>"
        "<si><t/></si>"
    )
    line = "".join(value(f"{letter}1", str(number), kind="s") for number, letter in enumerate("ABCDE"))
    rich = (
        '<c r="F1" t="inlineStr"><is><r><t>一</t></r><rPh sb="0" eb="1"><t>いち</t></rPh><r><t>二&amp;</t></r></is></c>'
    )
    document = read(raw_xlsx({"a": rows(line + rich)}, strings=strings))
    assert texts(document) == [["产出", "数量 指标", "  年度\n指标值", "a\nb一", "", "一二&"]]


def test_addresses_and_spans() -> None:
    """A merged cell stands once, at its first column; what it covers is absent, what is blank is present."""
    content = rows(
        inline("A1", "标题"), inline("A2", "甲") + inline("C2", "乙"), inline("B3", "covered") + inline("C3", "丙")
    )
    merges = '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A2:B3"/></mergeCells>'
    document = read(raw_xlsx({"表 1": content + merges}))
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert table.name == "表 1"
    found = [
        [(cell.text, str(cell.address), cell.column, cell.row_span, cell.column_span) for cell in row.cells]
        for row in table.rows
    ]
    assert found == [
        [("标题", "表 1!A1", 0, 1, 3)],
        [("甲", "表 1!A2", 0, 2, 2), ("乙", "表 1!C2", 2, 1, 1)],
        [("丙", "表 1!C3", 2, 1, 1)],
    ]


def test_overlapping_merged_cells() -> None:
    """Where merged ranges overlap, which programs repair silently, the first holds and no text is lost."""
    content = rows(inline("A1", "甲") + inline("C1", "乙"), inline("B2", "丙"))
    merges = '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="B1:C2"/></mergeCells>'
    assert texts(read(raw_xlsx({"a": content + merges}))) == [["甲", "乙"], ["", "丙", ""]]


def test_sheets_in_the_order_of_their_tabs() -> None:
    """Each sheet with text is a table of its own; empty ones are passed over."""
    data = raw_xlsx({"二": rows(inline("A1", "b")), "空": rows('<c r="A1" s="0"/>'), "一": rows(inline("B2", "a"))})
    document = read(data)
    assert [block.name for block in document.blocks if isinstance(block, Table)] == ["二", "一"]
    assert [texts(document, 0), texts(document, 1)] == [[["b"]], [["", "a"]]]


def test_hidden_sheets() -> None:
    """Hidden sheets are named and not read: they may be stale copies."""
    data = raw_xlsx(
        {"自评表": rows(inline("A1", "a")), "旧稿": rows(inline("A1", "b")), "字典": rows(inline("A1", "c"))},
        attributes={"旧稿": 'state="hidden"', "字典": 'state="veryHidden"'},
    )
    document = read(data)
    assert len(document.blocks) == 1
    assert notices(document) == [("隐藏的工作表没有读取：旧稿、字典。如需检查，请取消隐藏。", "")]
    assert document.notices[0].message.en == (
        "Hidden sheets were not read: 旧稿, 字典. Unhide them to have them checked."
    )


def test_hidden_rows_and_columns() -> None:
    """Hidden rows and columns are left out and named where they hold text; merged cells shrink with them."""
    lines = "".join(
        f'<row r="{n}"{" hidden=" + chr(34) + "1" + chr(34) if n in (2, 3, 5) else ""}>{cells}</row>'
        for n, cells in enumerate(
            (
                inline("A1", "标题"),
                inline("A2", "藏") + inline("B2", "藏"),
                inline("C3", "藏"),
                inline("A4", "甲") + inline("B4", "列") + inline("C4", "乙"),
                "",
                inline("C6", "丙"),
            ),
            1,
        )
    )
    content = (
        '<cols><col min="2" max="2" hidden="1"/><col min="5" max="16384" hidden="1"/></cols>'
        f'<sheetData>{lines}</sheetData><mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="A2:A4"/></mergeCells>'
    )
    document = read(raw_xlsx({"表": content}))
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert [
        [(cell.text, str(cell.address), cell.column, cell.row_span, cell.column_span) for cell in row.cells]
        for row in table.rows
    ] == [
        [("标题", "表!A1", 0, 1, 2)],
        [("藏", "表!A2", 0, 1, 1), ("乙", "表!C4", 1, 1, 1)],
        [("", "表!A6", 0, 1, 1), ("丙", "表!C6", 1, 1, 1)],
    ]
    assert notices(document) == [("工作表“表”中隐藏的第 3 行、B 列没有读取。如需检查，请取消隐藏。", "表!B3")]


def test_rows_and_columns_without_height_or_width() -> None:
    """They are hidden in another way; a height that is only small hides nothing."""
    content = (
        '<cols><col min="2" max="2" width="0" customWidth="1"/><col min="3" max="3" width="0.5"/></cols><sheetData>'
        f'<row r="1" ht="10">{inline("A1", "甲")}{inline("B1", "藏")}{inline("C1", "乙")}</row>'
        f'<row r="2" ht="0.0" customHeight="1">{inline("A2", "藏")}</row>'
        f'<row r="3" ht="0.75">{inline("A3", "丙")}</row><row r="4" ht="0">{inline("A4", "丁")}</row></sheetData>'
    )
    document = read(raw_xlsx({"表": content}))
    assert texts(document) == [["甲", "乙"], ["丙", ""], ["丁", ""]]
    assert notices(document) == [("工作表“表”中隐藏的第 2 行、B 列没有读取。如需检查，请取消隐藏。", "表!B2")]


def test_formulas() -> None:
    """A formula shows its stored result, an empty text among them; one without a result is blank, named and a doubt."""
    line = (
        '<c r="A1" s="1"><f>B1/C1</f><v>0.5</v></c><c r="B1" t="str"><f>""</f><v></v></c>'
        '<c r="C1"><f>SUM(A1:A9)</f></c><c r="D1"><f>1+1</f><v></v></c>' + inline("E1", "末")
    )
    document = read(raw_xlsx({"表": rows(line)}, codes=["0%"]))
    assert texts(document) == [["50%", "", "", "", "末"]]
    assert notices(document) == [
        ("2 个公式没有保存计算结果，按空白处理：表!C1、表!D1。请用 Excel 或 WPS 打开并重新保存。", "表!C1")
    ]
    both = read(raw_xlsx({"表": rows(line), "另": rows(inline("A1", "a"))}, codes=["0%"])).blocks
    assert [isinstance(block, Table) and block.doubt is not None for block in both] == [True, False]


def test_macros_are_not_run() -> None:
    """A workbook with macros is read, and says that they were left alone."""
    data = raw_xlsx({"表": rows(inline("A1", "a"))}, extra={"xl/vbaProject.bin": b"\0"})
    document = read(data)
    assert texts(document) == [["a"]]
    assert notices(document) == [("文件含有宏，宏没有运行，只读取了单元格的内容。", "")]


@pytest.mark.parametrize(
    "target", ["worksheets/sheet{}.xml", "/xl/worksheets/sheet{}.xml", "../xl/WorkSheets/Sheet{}.xml"]
)
def test_targets_of_sheets(target: str) -> None:
    """A sheet's part is named relative to the workbook or from the root, in any case."""
    assert texts(read(raw_xlsx({"表": rows(inline("A1", "a"))}, target=target))) == [["a"]]


def test_strict_workbooks() -> None:
    """The strict variant differs in its namespace alone."""
    data = raw_xlsx({"表": rows(value("A1", "0", kind="s"))}, strings="<si><t>a</t></si>", namespace=STRICT)
    assert texts(read(data)) == [["a"]]


def test_prefixed_names_and_missing_references() -> None:
    """Elements with a prefix, rows and cells without a reference, as some generators write them."""
    content = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        "<x:row><x:c><x:v>1</x:v></x:c><x:c/><x:c><x:v>2</x:v></x:c></x:row><x:row/>"
        '<x:row><x:c r="B3"><x:v>3</x:v></x:c><x:c><x:v>4</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    document = read(raw_xlsx({"表": ""}, target="x{}.xml", extra={"xl/x1.xml": content}))
    assert texts(document) == [["1", "", "2"], ["", "", ""], ["", "3", "4"]]


def test_a_stray_cell_far_out() -> None:
    """A used range of a million rows and sixteen thousand columns costs no more than the cells in it."""
    content = (
        f'<sheetData><row r="1">{inline("A1", "a")}</row><row r="1048576">{inline("XFD1048576", "z")}</row></sheetData>'
    )
    document = read(raw_xlsx({"表": content}))
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert (len(table.rows), len(table.rows[0].cells)) == (22, 22)
    assert str(table.rows[-1].cells[-1].address) == "表!XFD1048576"


def test_a_million_empty_rows() -> None:
    """Rows and cells that are only formatted leave no trace, nor do merges that reach to the end of the sheet."""
    empty = "".join(f'<row r="{n}" s="1" customFormat="1"><c r="A{n}" s="1"/></row>' for n in range(2, 1_000_001))
    content = (
        f'<dimension ref="A1:XFD1048576"/><sheetData><row r="1">{inline("A1", "a")}</row>{empty}</sheetData>'
        '<mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="A2:B1048576"/></mergeCells>'
    )
    (table,) = read(raw_xlsx({"表": content})).blocks
    assert isinstance(table, Table)
    assert [[(cell.text, cell.row_span, cell.column_span) for cell in row.cells] for row in table.rows] == [
        [("a", 1, 1)]
    ]


@pytest.mark.parametrize(
    ("limits", "sentence", "variable"),
    [
        (Limits(max_cells=3), "单元格数超过 3 的上限，没有读取。", "PERFLINT_LIMIT_CELLS"),
        (Limits(max_rows=1), "行数超过 1 的上限，没有读取。", "PERFLINT_LIMIT_ROWS"),
    ],
)
def test_limits(limits: Limits, sentence: str, variable: str) -> None:
    """Rows and cells count over all sheets, blank ones too; beyond a limit nothing is read."""
    data = raw_xlsx({"前": rows(inline("A1", "a")), "表": rows(inline("A1", "a"), inline("B2", "b"))})
    with pytest.raises(InputTooLarge) as caught:
        read(data, limits)
    remedy = f"请拆分文件，或用环境变量 {variable} 调高上限。"
    assert caught.value.describe("zh") == f"自评表.xlsx:表: {sentence}{remedy}"


def test_text_beyond_the_limit_of_cells() -> None:
    """The cells are counted while they are read, not after."""
    with pytest.raises(InputTooLarge):
        read(raw_xlsx({"表": rows(*(inline(f"A{n}", "a") for n in range(1, 9)))}), Limits(max_cells=7))
