"""Text whose cells stand apart by blanks alone."""

from collections.abc import Sequence

import pytest

from perflint.documents import Address, Cell, Document, Paragraph, Row, Table, read_bytes
from perflint.documents.text.spaced import ALIGNED, DOUBT

LINES = ["项目名称  道路养护", "年初预算数  全年预算数  全年执行数  得分", *["资金总额  100  90  9"] * 4]


def cell(text: str, line: int, character: int, column: int) -> Cell:
    """A cell of the text."""
    return Cell(text, Address("line", line, character), column)


def test_a_whole_document() -> None:
    """A gap parts two cells, a line without one is a paragraph, blanks at the edges are none; the table is doubted."""
    text = (
        "  自评表\n  名称  目标  实际  得分\n\n班次  6次  6次  10 \n"
        "人次\u3000\u3000300\u3000\u3000312\u3000\u300010\n日期  9月  8月  10\n"
    )
    assert read_bytes(text.encode(), "a.txt") == Document(
        path="a.txt",
        format="spaced-text",
        blocks=(
            Paragraph(cell("自评表", 1, 3, 0)),
            Table(
                (
                    Row((cell("名称", 2, 3, 0), cell("目标", 2, 7, 1), cell("实际", 2, 11, 2), cell("得分", 2, 15, 3))),
                    Row((cell("班次", 4, 1, 0), cell("6次", 4, 5, 1), cell("6次", 4, 9, 2), cell("10", 4, 13, 3))),
                    Row((cell("人次", 5, 1, 0), cell("300", 5, 5, 1), cell("312", 5, 10, 2), cell("10", 5, 15, 3))),
                    Row((cell("日期", 6, 1, 0), cell("9月", 6, 5, 1), cell("8月", 6, 9, 2), cell("10", 6, 13, 3))),
                ),
                doubt=DOUBT,
            ),
        ),
    )


def widths(text: str) -> list[int]:
    """The number of filled cells of each row of the text."""
    blocks = read_bytes(text.encode(), "a.txt").blocks
    return [
        len([cell for cell in row.cells if cell.text])
        for block in blocks
        if isinstance(block, Table)
        for row in block.rows
    ]


def test_single_blanks_part_cells_only_where_no_wide_gap_does() -> None:
    """`2022 年度` stays one cell in a text that has wide gaps."""
    assert widths("\n".join([*LINES, "2022 年度  计划  完成"])) == [2, 4, 4, 4, 4, 4, 3]
    assert widths("\n".join(line.replace("  ", " ") for line in [*LINES, "2022 年度  计划  完成"])) == [
        2, 4, 4, 4, 4, 4, 4,
    ]  # fmt: skip


def test_two_empty_lines_end_a_table() -> None:
    """One is the space between two rows."""
    text = "\n".join([*LINES[:3], "", *LINES[3:], "", "", *LINES])
    tables = [block for block in read_bytes(text.encode(), "a.txt").blocks if isinstance(block, Table)]
    assert [len(table.rows) for table in tables] == [6, 6]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(LINES[:3]),
        "This is a sentence of some words.\n" * 9,
        "这是 一段 普通的 说明，" + "写得很长，没有表格。" * 9 + "\n这是 一段 普通的 " + "说明文字，" * 20 + "\n",
        "项目名称\t道路养护\n" + "\n".join(LINES),
        "| a |\n" + "\n".join(LINES),
    ],
)
def test_prose_and_other_tables_are_none_of_its_own(text: str) -> None:
    """It takes four lines of four short Chinese cells, and neither tabs nor pipes."""
    assert read_bytes(text.encode(), "a.txt").format != "spaced-text"


def _columns(text: str) -> list[list[str]]:
    (table,) = [block for block in read_bytes(text.encode(), "a.txt").blocks if isinstance(block, Table)]
    return [[cell.text for cell in row.cells] for row in table.rows]


# By the width on a screen, where a Chinese character takes up two places.
BY_WIDTH = """\
名称          目标      实际     得分   说明
清淤长度      120公里   126公里  15     无
完成时间      10月底前           10
单位成本                2.4万    5      无
居民满意度    90%       94.5%    10     无
"""


def _centred(*rows: Sequence[str]) -> str:
    """Each text in the middle of its column, counted in characters, as programs print a PDF."""
    lines = []
    for row in rows:
        line = ""
        for text, middle in zip(row, (6, 18, 30, 40, 47), strict=True):
            line = line.ljust(middle - len(text) // 2) + text if text else line
        lines.append(line)
    return "\n".join(lines)


CENTRED = [
    ["名称", "目标", "实际", "得分", "说明"],
    ["清淤长度", "≥120公里", "126公里", "15", ""],
    ["清淤完成时间", "10月底前", "", "10", "无"],
    ["成本", "≤2.5万", "2.4万", "5", ""],
    ["居民满意程度指标", "≥90%", "94.5%", "10", ""],
    ["居民满意程度", "", "94.5%", "10", ""],
]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            BY_WIDTH,
            [
                ["名称", "目标", "实际", "得分", "说明"],
                ["清淤长度", "120公里", "126公里", "15", "无"],
                ["完成时间", "10月底前", "", "10", ""],
                ["单位成本", "", "2.4万", "5", "无"],
                ["居民满意度", "90%", "94.5%", "10", "无"],
            ],
        ),
        (_centred(*CENTRED), CENTRED),
    ],
    ids=["by width", "by number"],
)
def test_what_stands_over_what_shows_the_blank_cells(text: str, rows: list[list[str]]) -> None:
    """A gap in a column is a blank cell; the reading is doubted for another reason."""
    (table,) = [block for block in read_bytes(text.encode(), "a.txt").blocks if isinstance(block, Table)]
    assert (_columns(text), table.doubt) == (rows, ALIGNED)


def test_a_blank_cell_stands_behind_the_one_before_it() -> None:
    """So that a finding about it has a place."""
    (table,) = [block for block in read_bytes(BY_WIDTH.encode(), "a.txt").blocks if isinstance(block, Table)]
    assert [(one.address.row, one.address.column) for one in table.rows[2].cells if not one.text] == [(3, 16), (3, 29)]


def test_rows_that_stand_under_nothing_tell_no_columns() -> None:
    """Two blanks between cells of any length: what stands where is chance."""
    lines = ["名称  目标  实际  得分", "清淤管网的长度  ≥120公里  126公里  15", "成本  ≤2.5万元/公里  2.4  5"]
    text = "\n".join([*lines, "周边居民的满意程度  ≥90%  94.5%  10", "完成时间  10月底前  10  无"])
    (table,) = [block for block in read_bytes(text.encode(), "a.txt").blocks if isinstance(block, Table)]
    assert table.doubt == DOUBT
    assert [len(row.cells) for row in table.rows] == [4, 4, 4, 4, 4]


def test_a_line_too_long_for_a_form_stands_for_itself() -> None:
    """It costs no more time than its length, and tells the rows around it nothing."""
    rows = "指标一  甲乙  100  90  9\n" * 8
    table = read_bytes((rows + "甲  " * 30_000 + "\n" + rows).encode(), "a.txt").blocks[0]
    assert isinstance(table, Table)
    assert [len(row.cells) for row in table.rows] == [5] * 8 + [30_000] + [5] * 8
