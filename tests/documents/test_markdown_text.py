"""Markdown tables of pipes."""

import pytest

from perflint.documents import Address, Cell, Document, Paragraph, Row, Table, read_bytes


def at(line: int, column: int) -> Address:
    return Address("line", line, column)


def test_a_whole_document() -> None:
    """Pipes part cells; padding, drawn lines and a heading's mark are no content, `\\|` is a pipe, `<br>` breaks."""
    text = "# 自评表\n\n| 项目 |  |\n|---|:-:|\n| a\\|b | 一<br>二 |\n\n|总分|\n|----|\n"
    assert read_bytes(text.encode(), "a.txt") == Document(
        path="a.txt",
        format="md",
        blocks=(
            Paragraph(Cell("自评表", at(1, 3))),
            Table(
                (
                    Row((Cell("项目", at(3, 3), 0), Cell("", at(3, 7), 1))),
                    Row((Cell("a|b", at(5, 3), 0), Cell("一\n二", at(5, 10), 1))),
                )
            ),
            Table((Row((Cell("总分", at(7, 2), 0),)),)),
        ),
    )


@pytest.mark.parametrize(
    ("line", "text", "column"),
    [
        ("## 自评表 ##", "自评表", 4),
        ("# **自评表**", "自评表", 5),
        ("**（2023年度）**", "（2023年度）", 3),
        ("__自评表__", "自评表", 3),
        ("#自评表", "#自评表", 1),
        ("# ", "# ", 1),
        ("**", "**", 1),
        ("** 注 **", "** 注 **", 1),
        ("**注**：**无**", "**注**：**无**", 1),
    ],
)
def test_marks_around_a_whole_text(line: str, text: str, column: int) -> None:
    """Marks of headings and of bold are no content where they are around the whole line; anything else stays."""
    first, _ = read_bytes(f"{line}\n\n| a |\n|---|\n| b |\n".encode(), "a.md").blocks
    assert first == Paragraph(Cell(text, at(1, column)))


def test_bold_cells() -> None:
    """A bold label is its text, at its first character; asterisks that the form itself prints stay."""
    (table,) = read_bytes("| **总分** | * | ** |\n|---|---|---|\n".encode(), "a.md").blocks
    assert table == Table((Row((Cell("总分", at(1, 5), 0), Cell("*", at(1, 12), 1), Cell("**", at(1, 16), 2))),))


def test_dashes_further_down_are_values() -> None:
    """Only the line under the first row is drawing: a later row of dashes is what somebody printed."""
    (table,) = read_bytes(b"| a | b |\n|---|---|\n| 1 | 2 |\n| - | - |\n", "a.md").blocks
    assert isinstance(table, Table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [["a", "b"], ["1", "2"], ["-", "-"]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("| a |\n| b |\n", "md"),
        ("| a |\nx\n", "text"),
        ("a | b\nc | d\n", "text"),
        ("a | b\n--|--\n", "md"),
        ("一 | 二\n三 -- 四\n", "text"),
        ("| a | b | |---|---| | c | d |\n", "md"),
        ("| a | b | | c | d |\n", "text"),
        ("| a |\tb\n| c |\td\n", "text"),
    ],
)
def test_what_is_a_table(text: str, expected: str) -> None:
    """It takes two rows with pipes in front and behind, or a drawn line to show it; and no tab anywhere."""
    assert read_bytes(text.encode(), "a.md").format == expected


def texts(data: str) -> list[list[list[str]]]:
    """The tables of a document as texts."""
    tables = [block for block in read_bytes(data.encode(), "a.md").blocks if isinstance(block, Table)]
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("指标 | 得分\n:--|--:\n一 | 9\n二 |\n| 三 | 8\n\n完", [["指标", "得分"], ["一", "9"], ["二"], ["三", "8"]]),
        ("| a | b | c |\n|---|---|---|\n| 1 |\n| 1 | 2 | 3 | 4 |\n", [["a", "b", "c"], ["1"], ["1", "2", "3", "4"]]),
        ("|  a  |    |\n|     |  b |\n", [["a", ""], ["", "b"]]),
        ("| a | b | | c | d | | e |  |\n|---|---|\n", [["a", "b", "", "c", "d", "", "e", ""]]),
        ("| a | b | |---|---| | c | d | |  | e |", [["a", "b"], ["c", "d"], ["", "e"]]),
        ("| a | b |\n|---|---|\n| c | d | | e | f |\n| 1 | 2 | | 3 |\n",
         [["a", "b"], ["c", "d"], ["e", "f"], ["1", "2", "", "3"]]),
        ("| a |\n|---|\n| b |\n| -- |\n| — |\n", [["a"], ["b"], ["--"], ["—"]]),
    ],
)  # fmt: skip
def test_untidy_tables(text: str, expected: list[list[str]]) -> None:
    """Outer pipes may be missing, rows may be short or long, rows on one line part where the width is known."""
    assert texts(text) == [expected]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        # The joint of two rows is one blank wide, an empty cell two: rows may differ in width.
        (" ".join(["| a | b |  |", "| c |"] * 6), [["a", "b", ""], ["c"]] * 6),
        # All blanks alike: one width fits to the end.
        (" ".join(["| a | b | | d |"] * 5), [["a", "b", "", "d"]] * 5),
        # No width fits: nothing is guessed.
        (" ".join(["| a | b | c |", "| d | e |"] * 5 + ["| f |"]), [[*["a", "b", "c", "", "d", "e", ""] * 5, "f"]]),
    ],
)
def test_a_table_on_one_line(text: str, rows: list[list[str]]) -> None:
    """Rows run together come apart where the line itself tells how."""
    assert texts(f"{text}\n| x |\n") == [[*rows, ["x"]]]


def test_rows_on_one_line_keep_their_places() -> None:
    """Each cell's address is where it really stands."""
    [table] = read_bytes(b"| a | b | |---|---| | c | d |\n", "a.md").blocks
    assert isinstance(table, Table)
    assert [[cell.address for cell in row.cells] for row in table.rows] == [
        [at(1, 3), at(1, 7)],
        [at(1, 23), at(1, 27)],
    ]


CUT = """| 标题 ||||
| 甲 | 1 |||
| 项目名称 |
河道
保洁 |
||
| 乙 | 2 | 3 ||
| 丙 | 4 |||
注：无
"""


def test_a_row_over_several_lines() -> None:
    """Where every row has five pipes, a row goes on until it has them; a cell's address is where its text begins."""
    table, note = read_bytes(CUT.encode(), "a.txt").blocks
    assert isinstance(table, Table)
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["标题", "", "", ""],
        ["甲", "1", "", ""],
        ["项目名称", "河道\n保洁", "", ""],
        ["乙", "2", "3", ""],
        ["丙", "4", "", ""],
    ]
    # The third cell is the line's end behind 保洁 |, the fourth stands between the two pipes below it.
    assert [cell.address for cell in table.rows[2].cells] == [at(3, 3), at(4, 1), at(5, 5), at(6, 2)]
    assert note == Paragraph(Cell("注：无", at(9, 1)))


@pytest.mark.parametrize(
    ("whole", "broken"),
    [
        ("| 项目名称 |\n河道", "| 项目名称 |\n| 河道"),
        ("||\n| 乙", "|\n| 乙"),
        ("| 丙 | 4 |||", "| 丙 | 4 |"),
    ],
    ids=["a pipe too many", "a pipe too few", "an open end"],
)
def test_rows_that_do_not_come_out_even_stay_as_they_are(whole: str, broken: str) -> None:
    """One pipe more or less anywhere, and no line is taken for the end of another."""
    assert whole in CUT
    blocks = read_bytes(CUT.replace(whole, broken).encode(), "a.txt").blocks
    rows = [[cell.text for cell in row.cells] for block in blocks if isinstance(block, Table) for row in block.rows]
    assert ["项目名称"] in rows or ["项目名称", ""] in rows


@pytest.mark.parametrize(
    ("blank", "doubt"), [("| 甲 | 乙 | | |\n", True), ("| 甲 | | 乙 | |\n", False)], ids=["at the end", "in between"]
)
def test_blank_cells_that_stand_at_the_ends_of_all_rows_are_a_doubt(blank: str, doubt: bool) -> None:
    """A converter moves blank cells to the end of their rows; one blank between two filled cells shows it did not."""
    (table,) = read_bytes(("| 甲 | 乙 | 丙 | |\n" * 8 + blank).encode(), "a.md").blocks
    assert isinstance(table, Table)
    assert (table.doubt is not None) == doubt


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        (
            "a|b|c|d\n|1||2\nx|y||z\n|3|4|",
            [["a", "b", "c", "d"], ["", "1", "", "2"], ["x", "y", "", "z"], ["", "3", "4", ""]],
        ),
        (
            "a|b\nc|d|e|f\n|1||2\nx|y|w|z\nv|3||4",
            [["a", "b"], ["c", "d", "e", "f"], ["", "1", "", "2"], ["x", "y", "w", "z"], ["v", "3", "", "4"]],
        ),
        (
            "a|b|c|\n|1|2|\nx|y|z|\n|3||",
            [["a", "b", "c"], ["", "1", "2"], ["x", "y", "z"], ["", "3", ""]],
        ),
        ("|a|b|c|\n|1|2|3|\n|x||z|", [["a", "b", "c"], ["1", "2", "3"], ["x", "", "z"]]),
        ("|a|b|c|\n|1|2|3|\n|x|y|z|\nw|v|u", [["a", "b", "c"], ["1", "2", "3"], ["x", "y", "z"], ["w", "v", "u"]]),
        ("a|b|c|\n1|2|3|\n|x|y|z|\nw|v|u|", [["a", "b", "c"], ["1", "2", "3"], ["x", "y", "z"], ["w", "v", "u"]]),
    ],
    ids=["bare", "ragged", "a pipe behind each", "outer pipes", "one row lost its pipes", "most lost the first pipe"],
)
def test_a_pipe_in_front(text: str, rows: list[list[str]]) -> None:
    """Where rows are parted by pipes alone, one in front of a row parts off a blank cell; else it is an outer one."""
    assert texts(text) == [rows]
