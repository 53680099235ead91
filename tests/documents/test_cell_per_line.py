"""One cell per line, as some converters print a table."""

import pytest

from perflint.documents import Address, Cell, Document, Paragraph, Row, Table, read_bytes

FORM = """\
附件：自评表
\t项目名称
\t道路养护

\t项目资金
（万元）
\t\u3000
\t
\t20

\t总分
\t100


\t第二张表
"""


def at(line: int, column: int = 2) -> Address:
    return Address("line", line, column)


def test_a_whole_document() -> None:
    """A tab starts a cell, an untabbed line continues it, one blank line ends the row, two end the table."""
    assert read_bytes(FORM.encode(), "表.txt") == Document(
        path="表.txt",
        format="cell-text",
        blocks=(
            Paragraph(Cell("附件：自评表", at(1, 1))),
            Table(
                (
                    Row((Cell("项目名称", at(2), 0), Cell("道路养护", at(3), 1))),
                    Row(
                        (
                            Cell("项目资金\n（万元）", at(5), 0),
                            Cell("\u3000", at(7), 1),
                            Cell("", at(8), 2),
                            Cell("20", at(9), 3),
                        )
                    ),
                    Row((Cell("总分", at(11), 0), Cell("100", at(12), 1))),
                )
            ),
            Table((Row((Cell("第二张表", at(15), 0),)),)),
        ),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\ta\n\tb\n", "cell-text"),
        ("\ta\nb\nc\n\td\n", "cell-text"),
        ("\ta\tb\n\tc\td\n", "text"),
        ("a\tb\nc\td\n", "text"),
        ("a\tb\tc\n\td\te\n\tf\n", "text"),
        ("a\n", "text"),
        ("\ta\n" * 9 + "b\tc\n", "cell-text"),
        ("\ta\n" * 8 + "b\tc\n", "text"),
    ],
)
def test_which_shape(text: str, expected: str) -> None:
    """It is one cell per line when nine in ten of the tabbed lines hold a single tab, in front."""
    assert read_bytes(text.encode(), "a.txt").format == expected


def test_an_ideographic_space_continues_the_cell() -> None:
    """Only an empty line ends the row: a line of an ideographic space is what a blank line inside a cell leaves."""
    (table,) = read_bytes("\t满意度\n指标\n\u3000\n\t满意\n \n\t总分\n".encode(), "a.txt").blocks
    assert table == Table(
        (Row((Cell("满意度\n指标\n\u3000", at(1), 0), Cell("满意", at(4), 1))), Row((Cell("总分", at(6), 0),)))
    )


def test_text_after_a_row_is_a_paragraph() -> None:
    """An untabbed line after a blank one continues nothing: it is loose text, and the table ends before it."""
    document = read_bytes("\ta\n\n附件2\n\tb\n".encode(), "a.txt")
    assert document.blocks == (
        Table((Row((Cell("a", at(1), 0),)),)),
        Paragraph(Cell("附件2", at(3, 1))),
        Table((Row((Cell("b", at(4), 0),)),)),
    )


def test_a_second_tab_in_a_line_starts_a_cell() -> None:
    """Stray lines of another shape lose nothing: every tab starts a cell, text before the first continues the last."""
    document = read_bytes(("\ta\n" * 20 + "b\tc\td\n").encode(), "a.txt")
    (table,) = document.blocks
    assert isinstance(table, Table)
    assert table.rows[0].cells[19:] == (Cell("a\nb", at(20), 19), Cell("c", at(21, 3), 20), Cell("d", at(21, 5), 21))
