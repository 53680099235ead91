"""Text whose cells stand apart by blanks alone."""

import pytest

from perflint.documents import Address, Cell, Document, Paragraph, Row, Table, read_bytes
from perflint.documents.text.spaced import DOUBT

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
    """The number of cells of each row of the text."""
    blocks = read_bytes(text.encode(), "a.txt").blocks
    return [len(row.cells) for block in blocks if isinstance(block, Table) for row in block.rows]


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
