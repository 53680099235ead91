"""Tables of Word files: merged, missing, moved, deleted and nested cells, and where each stands."""

import pytest

from perflint.documents import Document, Limits, Paragraph, Table, read_bytes
from perflint.errors import InputTooLarge
from tests.documents.docx_samples import GO_ON, START, docx, p, span, tbl, tc, tr

FIRST = '<w:hMerge w:val="restart"/>'

# Text, address, column, row span, column span.
Seen = tuple[str, str, int, int, int]


def tables(document: Document) -> list[list[list[Seen]]]:
    return [
        [
            [(cell.text, str(cell.address), cell.column, cell.row_span, cell.column_span) for cell in row.cells]
            for row in block.rows
        ]
        for block in document.blocks
        if isinstance(block, Table)
    ]


def grid(*rows: str) -> list[list[Seen]]:
    (table,) = tables(read_bytes(docx(tbl(*rows)), "表.docx"))
    return table


def control(content: str, look: str = "") -> str:
    """A content control."""
    return f"<w:sdt><w:sdtPr>{look}</w:sdtPr><w:sdtContent>{content}</w:sdtContent></w:sdt>"


def one(text: str, row: int, column: int, rows: int = 1, columns: int = 1) -> Seen:
    """A cell of the first table."""
    return text, f"T1R{row}C{column}", column - 1, rows, columns


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param(
            [tr(tc("甲"), tc("乙")), tr(tc("丙"), tc())],
            [[one("甲", 1, 1), one("乙", 1, 2)], [one("丙", 2, 1), one("", 2, 2)]],
            id="plain",
        ),
        pytest.param(
            [tr(tc("甲", span(2)), tc("乙")), tr(tc("丙"), tc("丁"), tc("戊"))],
            [[one("甲", 1, 1, 1, 2), one("乙", 1, 3)], [one("丙", 2, 1), one("丁", 2, 2), one("戊", 2, 3)]],
            id="over columns",
        ),
        pytest.param(
            [tr(tc("甲", START), tc("乙")), tr(tc("", GO_ON), tc("丙")), tr(tc("丁"), tc("戊"))],
            [[one("甲", 1, 1, 2), one("乙", 1, 2)], [one("丙", 2, 2)], [one("丁", 3, 1), one("戊", 3, 2)]],
            id="over rows",
        ),
        pytest.param(
            [tr(tc("甲", span(2) + START), tc("乙")), tr(tc("藏", span(2) + GO_ON), tc("丙"))],
            [[one("甲", 1, 1, 2, 2), one("乙", 1, 3)], [one("丙", 2, 3)]],
            id="over both; the text of a covered cell is not shown",
        ),
        pytest.param(
            [tr(tc("甲", START), tc("乙")), tr(tc("丙", START), tc("丁")), tr(tc("", GO_ON), tc("戊"))],
            [[one("甲", 1, 1), one("乙", 1, 2)], [one("丙", 2, 1, 2), one("丁", 2, 2)], [one("戊", 3, 2)]],
            id="one below the other",
        ),
        pytest.param(
            [tr(tc("甲"), tc("乙")), tr(tc("丙", GO_ON), tc("丁"))],
            [[one("甲", 1, 1), one("乙", 1, 2)], [one("丙", 2, 1), one("丁", 2, 2)]],
            id="going on with nothing",
        ),
        pytest.param(
            [tr(tc("甲", span(2) + START)), tr(tc("丙", GO_ON), tc("丁"))],
            [[one("甲", 1, 1, 1, 2)], [one("丙", 2, 1), one("丁", 2, 2)]],
            id="going on in another width",
        ),
        pytest.param(
            [tr(tc("甲", START), tc("乙")), tr(tc("丙"), tc("丁")), tr(tc("戊", GO_ON), tc("己"))],
            [
                [one("甲", 1, 1), one("乙", 1, 2)],
                [one("丙", 2, 1), one("丁", 2, 2)],
                [one("戊", 3, 1), one("己", 3, 2)],
            ],
            id="going on after a break",
        ),
        pytest.param(
            [tr(tc("甲", FIRST), tc("", "<w:hMerge/>"), tc("乙")), tr(tc("1"), tc("2"), tc("3"))],
            [[one("甲", 1, 1, 1, 2), one("乙", 1, 3)], [one("1", 2, 1), one("2", 2, 2), one("3", 2, 3)]],
            id="merged in the old way",
        ),
        pytest.param(
            [tr(tc("甲", "<w:hMerge/>"), tc("乙"))],
            [[one("甲", 1, 1), one("乙", 1, 2)]],
            id="merged with nothing",
        ),
        pytest.param(
            [tr(tc("甲"), look='<w:gridBefore w:val="2"/>'), tr(tc("1"), tc("2"), tc("3"), tc("4"))],
            [
                [one("", 1, 1), one("", 1, 2), one("甲", 1, 3), one("", 1, 4)],
                [one("1", 2, 1), one("2", 2, 2), one("3", 2, 3), one("4", 2, 4)],
            ],
            id="a row that begins later and ends earlier",
        ),
        pytest.param(
            [tr(), tr(tc("甲"), tc("乙"))],
            [[one("", 1, 1), one("", 1, 2)], [one("甲", 2, 1), one("乙", 2, 2)]],
            id="a row without cells",
        ),
        pytest.param(
            [tr(tc(p("甲") + p("乙") + p())), tr(tc(p() + p("丙")))],
            [[one("甲\n乙", 1, 1)], [one("丙", 2, 1)]],
            id="paragraphs",
        ),
        pytest.param(
            [tr(tc("甲", '<w:gridSpan w:val="x"/>'), tc("乙", '<w:gridSpan w:val="-1"/>'), tc("丙", span(0)))],
            [[one("甲", 1, 1), one("乙", 1, 2), one("丙", 1, 3)]],
            id="spans that are no numbers",
        ),
        pytest.param(
            [
                control(tr(tc("甲"), control(tc("乙")))),
                f"<w:customXml>{tr(tc('丙'), '<w:customXml>', tc('丁'), '</w:customXml>')}</w:customXml>",
            ],
            [[one("甲", 1, 1), one("乙", 1, 2)], [one("丙", 2, 1), one("丁", 2, 2)]],
            id="rows and cells in content controls",
        ),
        pytest.param(
            [
                tr(tc("甲"), control(tc("点击输入"), "<w:showingPlcHdr/>")),
            ],
            [[one("甲", 1, 1), one("", 1, 2)]],
            id="a cell that only holds a prompt",
        ),
        pytest.param(
            [
                tr(tc("甲"), look="<w:del/>"),
                tr(tc("乙"), look="<w:ins/>"),
                tr(tc("丙"), look="<w:hidden/>"),
                tr(tc("丁")),
            ],
            [[one("乙", 1, 1)], [one("丁", 2, 1)]],
            id="deleted, inserted and hidden rows",
        ),
        pytest.param(
            [tr(tc("甲", START), look="<w:del/>"), tr(tc("乙", GO_ON)), tr(tc("丙", GO_ON))],
            [[one("乙", 1, 1, 2)], []],
            id="the first row of a merged cell deleted",
        ),
        pytest.param(
            [tr(tc("甲", "<w:cellDel/>"), tc("乙", "<w:cellIns/>"))],
            [[one("乙", 1, 1)]],
            id="deleted and inserted cells",
        ),
    ],
)  # fmt: skip
def test_grid(rows: list[str], expected: list[list[Seen]]) -> None:
    """Every position of the grid is a cell or covered by one; addresses count grid columns from 1."""
    assert grid(*rows) == expected


def in_widths(*widths: int, rows: str) -> list[list[Seen]]:
    """A table whose grid columns have these widths."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    (table,) = tables(read_bytes(docx(f"<w:tbl><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"), "表.docx"))
    return table


@pytest.mark.parametrize(
    ("widths", "columns"),
    [((1000, 30, 1000, 1000), (1, 2, 3)), ((1000, 300, 1000, 1000), (1, 3, 4)), ((1000, 0, 1000, 1000), (1, 3, 4))],
)
def test_borders_almost_in_line(widths: tuple[int, ...], columns: tuple[int, int, int]) -> None:
    """A grid column of less than a millimetre is no column for whoever looks at the table; wider ones are."""
    head = tr(tc("甲", START + span(2)), tc("乙"), tc("丙"))
    table = in_widths(
        *widths, rows=head + tr(tc("", GO_ON + span(2)), tc("1"), tc("2")) + tr(tc("丁"), tc("戊", span(2)), tc("己"))
    )
    first, second, third = columns
    assert table[0] == [one("甲", 1, 1, 2, second - 1), one("乙", 1, second), one("丙", 1, third)]
    assert table[1] == [one("1", 2, second), one("2", 2, third)]
    assert table[2] == [one("丁", 3, first), one("戊", 3, 2, 1, third - 2), one("己", 3, third)]


def test_a_narrow_column_of_its_own() -> None:
    """A cell that stands in a narrow column alone keeps it."""
    assert in_widths(1000, 30, rows=tr(tc("甲"), tc("乙"))) == [[one("甲", 1, 1), one("乙", 1, 2)]]


def test_tables_side_by_side_stay_apart() -> None:
    """A table right after another is a table of its own, with its own number."""
    document = read_bytes(docx(tbl(tr(tc("甲"))) + tbl(tr(tc("乙")))), "表.docx")
    assert tables(document) == [[[("甲", "T1R1C1", 0, 1, 1)]], [[("乙", "T2R1C1", 0, 1, 1)]]]


def test_a_table_in_a_cell() -> None:
    """It follows the table that holds it; the cell keeps its own text, and the outer table stays in one piece."""
    inner = p("前") + tbl(tr(tc("内"))) + p("后")
    document = read_bytes(docx(tbl(tr(tc("甲"), tc(inner)), tr(tc("乙"), tc("丙"))) + tbl(tr(tc("丁")))), "表.docx")
    assert tables(document) == [
        [
            [("甲", "T1R1C1", 0, 1, 1), ("前\n后", "T1R1C2", 1, 1, 1)],
            [("乙", "T1R2C1", 0, 1, 1), ("丙", "T1R2C2", 1, 1, 1)],
        ],
        [[("内", "T2R1C1", 0, 1, 1)]],
        [[("丁", "T3R1C1", 0, 1, 1)]],
    ]


def test_a_table_that_only_arranges_others() -> None:
    """Of a table with one cell a row that holds tables, the paragraphs are loose text, in reading order."""
    form = p("题目") + tbl(tr(tc("项目名称"), tc("甲"))) + p("注")
    document = read_bytes(docx(tbl(tr(tc(form)), tr(tc("尾")))), "表.docx")
    assert [
        (block.cell.text, str(block.cell.address)) if isinstance(block, Paragraph) else len(block.rows)
        for block in document.blocks
    ] == [("题目", "T1R1C1"), 1, ("注", "T1R1C1"), ("尾", "T1R2C1")]
    assert tables(document) == [[[("项目名称", "T2R1C1", 0, 1, 1), ("甲", "T2R1C2", 1, 1, 1)]]]


def test_a_table_that_arranges_others_beside_one_another() -> None:
    """Text stands in its cells only beside tables: each title stays above its own table, side cells are blank."""
    left, right = (p(title) + tbl(tr(tc("项目名称"), tc(title))) + p() for title in "甲乙")
    document = read_bytes(docx(tbl(tr(tc(left), tc(), tc(right)))), "表.docx")
    assert [
        (block.cell.text, str(block.cell.address)) if isinstance(block, Paragraph) else block.rows[0].cells[1].text
        for block in document.blocks
    ] == [("甲", "T1R1C1"), "甲", ("乙", "T1R1C3"), "乙"]


def nested(depth: int) -> str:
    """Tables in tables."""
    content = p("底")
    for _ in range(depth):
        content = tbl(tr(tc(content + p())))
    return content


@pytest.mark.parametrize(
    ("body", "limits", "zh"),
    [
        (tbl(*[tr(tc("甲"))] * 3), Limits(max_rows=2), "行数超过 2 的上限，没有读取。"),
        (p("甲") * 3, Limits(max_rows=2), "行数超过 2 的上限，没有读取。"),
        (tbl(tr(tc("甲"), tc("乙")), tr(tc("丙"))), Limits(max_cells=3), "单元格数超过 3 的上限，没有读取。"),
        (tbl(tr(tc("甲", span(10**8)))), Limits(), "单元格数超过 1000000 的上限，没有读取。"),
        (
            tbl(tr(tc("甲"), look='<w:gridBefore w:val="99999999"/>')),
            Limits(),
            "单元格数超过 1000000 的上限，没有读取。",
        ),
        (nested(5), Limits(max_depth=4), "嵌套层数超过 4 的上限，没有读取。"),
    ],
)
def test_limits(body: str, limits: Limits, zh: str) -> None:
    """Rows, grid positions and nesting are bounded."""
    with pytest.raises(InputTooLarge) as caught:
        read_bytes(docx(body), "表.docx", limits)
    assert caught.value.message.zh == zh


def test_nesting_within_the_limit() -> None:
    """Tables in tables are read down to the limit."""
    document = read_bytes(docx(nested(20)), "表.docx", Limits(max_depth=20))
    assert tables(document) == [[[("底", "T20R1C1", 0, 1, 1)]]]
