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
