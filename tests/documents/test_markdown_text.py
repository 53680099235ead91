"""Markdown tables of pipes."""

import pytest

from perflint.documents import Address, Cell, Document, Paragraph, Row, Table, read_bytes


def at(line: int, column: int) -> Address:
    return Address("line", line, column)


def test_a_whole_document() -> None:
    """Pipes part cells, padding is no content, the drawn line is left out, `\\|` is a pipe and `<br>` a line break."""
    text = "# 自评表\n\n| 项目 |  |\n|---|:-:|\n| a\\|b | 一<br>二 |\n\n|总分|\n|----|\n"
    assert read_bytes(text.encode(), "a.txt") == Document(
        path="a.txt",
        format="md",
        blocks=(
            Paragraph(Cell("# 自评表", at(1, 1))),
            Table(
                (
                    Row((Cell("项目", at(3, 3), 0), Cell("", at(3, 7), 1))),
                    Row((Cell("a|b", at(5, 3), 0), Cell("一\n二", at(5, 10), 1))),
                )
            ),
            Table((Row((Cell("总分", at(7, 2), 0),)),)),
        ),
    )


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
        ("| a |\tb\n| c |\td\n", "text"),
    ],
)
def test_what_is_a_table(text: str, expected: str) -> None:
    """It takes two rows with pipes in front and behind, and no tab anywhere."""
    assert read_bytes(text.encode(), "a.md").format == expected
