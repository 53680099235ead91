"""Tables drawn with other rules than pipes and hyphens."""

import pytest

from perflint.documents import Table, read_bytes

ROWS = [["项目名称", "道路养护", ""], ["主管部门", "某局", "甲"], ["名称", "", "实际"], ["里程", "≥20公里", "21公里"]]


def _drawn(pipe: str, hyphen: str, joint: str) -> str:
    rule = joint + (hyphen * 6 + joint) * 3
    return "\n".join(line for row in ROWS for line in (rule, pipe + pipe.join(f" {cell} " for cell in row) + pipe))


@pytest.mark.parametrize(
    "text",
    [
        _drawn("│", "─", "┼"),
        _drawn("┃", "━", "╋"),
        _drawn("║", "═", "╬"),
        _drawn("|", "-", "+"),
        "\n".join(f"｜{'｜'.join(row)}｜" for row in ROWS),
    ],
    ids=["light", "heavy", "double", "plain", "full-width"],
)
def test_each_rule_parts_cells(text: str) -> None:
    """Blank cells keep their place, and a line of rules is no row."""
    (table,) = [block for block in read_bytes(text.encode(), "a.txt").blocks if isinstance(block, Table)]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert [row for row in rows if any(cell.strip("-+") for cell in row)] == ROWS


def test_addresses_are_those_of_the_text() -> None:
    """A character of the drawing is one character, whatever it is called."""
    (table,) = [
        block for block in read_bytes(_drawn("│", "─", "┼").encode(), "a.txt").blocks if isinstance(block, Table)
    ]
    (cell,) = [cell for row in table.rows for cell in row.cells if cell.text == "≥20公里"]
    assert (cell.address.row, cell.address.column) == (8, 8)


@pytest.mark.parametrize("text", ["项目名称\t道路│养护\n" * 5, "甲│乙\n" * 5, "说明｜一｜二｜三\n说明\n"])
def test_a_rule_within_other_text_is_text(text: str) -> None:
    """Beside tabs, or on few lines, it parts nothing."""
    assert read_bytes(text.encode(), "a.txt").format != "md"


def test_a_cell_on_several_lines_of_a_drawn_row() -> None:
    """What stands between two rules is one row where a rule is drawn under each."""
    rule = "+------+------+----+"
    rows = [
        "| 名称 | 年度 | 分 |\n|      | 指标 | 值 |",
        "| 里程 | 20   |    |",
        "| 绿化 |      | 10 |",
        "| 总分 |      | 10 |",
    ]
    text = "\n".join(line for row in rows for line in (rule, row)) + f"\n{rule}\n"
    (table,) = [block for block in read_bytes(text.encode(), "a.txt").blocks if isinstance(block, Table)]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["名称", "年度\n指标", "分\n值"], ["里程", "20", ""], ["绿化", "", "10"], ["总分", "", "10"],
    ]  # fmt: skip


def test_rules_around_the_heading_alone_leave_each_line_a_row() -> None:
    """As databases print their answers."""
    rule = "+------+----+"
    lines = [rule, "| 名称 | 值 |", rule, "| 里程 | 20 |", "| 绿化 | 30 |", rule]
    (table,) = [block for block in read_bytes("\n".join(lines).encode(), "a.txt").blocks if isinstance(block, Table)]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["名称", "值"], ["里程", "20"], ["绿化", "30"]]


def test_rules_under_groups_of_rows_leave_each_line_a_row() -> None:
    """Lines with figures under figures are rows of their own, however many rules there are."""
    rule = "+------+------+----+----+"
    rows = [["名称", "目标", "值", "分"], *([f"里程{at}", "", "20", "10"] for at in range(8))]
    lines = ["|" + "|".join(row) + "|" for row in rows]
    text = "\n".join([rule, lines[0], *(line for at in range(1, 9, 2) for line in (rule, *lines[at : at + 2])), rule])
    (table,) = [block for block in read_bytes(text.encode(), "a.txt").blocks if isinstance(block, Table)]
    assert [[cell.text for cell in row.cells] for row in table.rows] == rows
