"""Tab-separated text: rows, empty cells, paragraphs and the boundaries between tables."""

import pytest

from perflint.documents import Address, Cell, Document, Paragraph, Row, Table, read_bytes


def at(line: int, column: int) -> Address:
    return Address("line", line, column)


def shape(document: Document) -> list[str | list[list[str]]]:
    """Paragraphs as text, tables as lists of rows of texts."""
    return [
        block.cell.text if isinstance(block, Paragraph) else [[cell.text for cell in row.cells] for row in block.rows]
        for block in document.blocks
    ]


def test_a_whole_document() -> None:
    """Each line is a row, each tab parts two cells, empty cells are cells, and every cell knows its first character."""
    assert read_bytes("说明\n\n项目\t道路 养护\t\n\t95%\n".encode(), "表.txt") == Document(
        path="表.txt",
        format="text",
        blocks=(
            Paragraph(Cell("说明", at(1, 1))),
            Table(
                (
                    Row((Cell("项目", at(3, 1), 0), Cell("道路 养护", at(3, 4), 1), Cell("", at(3, 10), 2))),
                    Row((Cell("", at(4, 1), 0), Cell("95%", at(4, 2), 1))),
                )
            ),
        ),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\tb\nc\td", [[["a", "b"], ["c", "d"]]]),
        ("a\tb\n\nc\td\n", [[["a", "b"]], [["c", "d"]]]),
        ("a\tb\n　 \nc\td\n", [[["a", "b"]], [["c", "d"]]]),
        ("a\tb\n\n\n\nc\td\n", [[["a", "b"]], [["c", "d"]]]),
        ("a\tb\n标题\nc\td\n", [[["a", "b"]], "标题", [["c", "d"]]]),
        ("a\tb\n\fc\td\n", [[["a", "b"]], [["c", "d"]]]),
        ("a\tb\n\f\nc\td\n", [[["a", "b"]], [["c", "d"]]]),
        ("a\t\t\n\t\tb\n", [[["a", "", ""], ["", "", "b"]]]),
        ("\t\na\tb\tc\nd\te\tf", [[["", ""], ["a", "b", "c"], ["d", "e", "f"]]]),
        ("  a \t\u00a0b\u3000\n", [[["  a ", "\u00a0b\u3000"]]]),
        ("一、项目概况\n本项目……\n", ["一、项目概况", "本项目……"]),
        ("a\u2028b\x0bc\td\n", [[["a\u2028b\x0bc", "d"]]]),
    ],
)
def test_blocks(text: str, expected: list[str | list[list[str]]]) -> None:
    """Blank lines, form feeds and lines without tabs end a table; blanks inside cells are kept."""
    assert shape(read_bytes(text.encode(), "a.txt")) == expected


def test_address_after_a_form_feed() -> None:
    """A form feed takes a column of its line, so that the address still points at the cell's text."""
    (block,) = read_bytes(b"\fa\tb\n", "a.txt").blocks
    assert isinstance(block, Table)
    assert [str(cell.address) for cell in block.rows[0].cells] == ["1:2", "1:4"]
