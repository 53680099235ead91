"""xls, by a small committed workbook: what it shows, what it hides, and what is said of damaged ones."""

from pathlib import Path

import pytest

from perflint.documents import Table, read_bytes, read_path
from perflint.errors import DamagedInput, InputError

OLD = Path(__file__).with_name("old_workbook.xls")


def test_values_are_shown_by_their_formats() -> None:
    """The second sheet holds a value a row under various formats, a hidden row 13 and a hidden column C."""
    document = read_path(OLD)
    assert document.format == "xls"
    table = document.blocks[1]
    assert isinstance(table, Table)
    assert table.name == "格式"
    assert [row.cells[0].text for row in table.rows] == [
        "99.98%",
        "100%",
        "200,000.00",
        "2022年12月31日",
        "2022-12-31",
        "0.3",
        "20",
        "007",
        "TRUE",
        "2022/12/31",
        "甲\n乙",
        "0.5万元",
    ]
    assert [(cell.text, str(cell.address), cell.column) for cell in table.rows[0].cells] == [
        ("99.98%", "格式!A1", 0),
        ("", "格式!B1", 1),
        ("末列", "格式!D1", 2),
    ]


def test_what_is_hidden_is_named() -> None:
    """The hidden sheet is not read, nor are hidden rows and columns; empty sheets are passed over."""
    document = read_path(OLD)
    assert [block.name for block in document.blocks if isinstance(block, Table)] == ["自评表", "格式"]
    assert [notice.message.zh for notice in document.notices] == [
        "隐藏的工作表没有读取：旧稿。如需检查，请取消隐藏。",
        "工作表“格式”中隐藏的第 13 行、C 列没有读取。如需检查，请取消隐藏。",
    ]


def test_merged_cells() -> None:
    """A merged label stands once with its spans."""
    table = read_path(OLD).blocks[0]
    assert isinstance(table, Table)
    cells = {
        cell.text: (str(cell.address), cell.row_span, cell.column_span) for row in table.rows for cell in row.cells
    }
    assert cells["产出指标"] == ("自评表!B13", 4, 1)
    assert cells["总分"] == ("自评表!A20", 1, 6)


@pytest.mark.parametrize("name", ["自评表.et", "自评表.xlsx", "-"])
def test_the_name_does_not_decide(name: str) -> None:
    """An old workbook is known by its content."""
    assert read_bytes(OLD.read_bytes(), name).format == "xls"


def test_password() -> None:
    """A workbook that opens only with a password says so: the record after the beginning is the one of the cipher."""
    data = bytearray(OLD.read_bytes())
    begin = data.index(bytes.fromhex("0908100000060500"))
    data[begin + 20 : begin + 22] = b"\x2f\x00"
    with pytest.raises(DamagedInput) as caught:
        read_bytes(bytes(data), "自评表.xls")
    assert caught.value.describe("zh") == "自评表.xls: 文件设有打开密码，无法读取。请取消密码，重新保存后再检查。"


@pytest.mark.parametrize("length", [9, 600, 3000, 6000, 9000])
def test_truncated(length: int) -> None:
    """A workbook that was cut short is refused."""
    with pytest.raises(InputError):
        read_bytes(OLD.read_bytes()[:length] + b"\0", "自评表.xls")
