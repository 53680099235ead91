"""The real texts beside the checkout: rows counted with other tools, cells looked up by hand."""

from pathlib import Path

import pytest

from perflint.documents import Document, Table, read_bytes, read_path

SEEDS = Path(__file__).resolve().parents[2] / ".." / "shared" / "seeds"

pytestmark = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed texts do not stand beside this checkout")

NAMES = {
    "000": "000_b75925251b567dd0.txt",
    "001": "001_bb01accd19b494dd.txt",
    "002": "002_b2e79f041ea14e32.txt",
    "003": "003_886dca9ce5a59eac.txt",
    "004": "004_3f2b319c8904045a.txt",
}


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


@pytest.mark.parametrize(
    ("seed", "format_name", "rows", "table_count", "paragraphs"),
    [
        ("000", "text", 429, 36, 2),
        ("001", "text", 78, 6, 2),
        ("002", "text", 473, 28, 0),
        ("003", "cell-text", 405, 17, 1),
        ("004", "text", 73, 3, 12),
    ],
)
def test_shape(seed: str, format_name: str, rows: int, table_count: int, paragraphs: int) -> None:
    """Format, rows, tables and paragraphs of each text."""
    document = read_path(SEEDS / NAMES[seed])
    assert document.format == format_name
    assert sum(len(table.rows) for table in tables(document)) == rows
    assert (len(tables(document)), len(document.blocks) - len(tables(document))) == (table_count, paragraphs)


@pytest.mark.parametrize(
    ("seed", "address", "text"),
    [
        ("000", "3:4", "数量"),
        ("000", "6:21", "100%"),
        ("001", "17:11", "3,870,000"),
        ("001", "18:41", "4,050,000"),
        ("002", "7:11", "年初预算数"),
        ("002", "8:19", "208000.00"),
        ("002", "23:1", "总分"),
        ("002", "23:8", "100"),
        ("002", "23:17", ""),
        ("003", "19:2", "项目资金\n（万元）"),
        ("003", "21:2", "\u3000"),
        ("003", "29:2", ""),
        ("003", "33:2", "19.992"),
        ("003", "343:2", "满意度\n指标\n\u3000"),
        ("004", "11:29", "29060158.28"),
    ],
)
def test_known_cells(seed: str, address: str, text: str) -> None:
    """Cells looked up by hand stand at their line and column."""
    document = read_path(SEEDS / NAMES[seed])
    found = {str(cell.address): cell.text for _, row in document.rows() for cell in row.cells}
    assert found.get(address) == text


def test_forms_of_one_layout_have_rows_alike() -> None:
    """In the cell-per-line text each form after the first has 24 rows."""
    assert [len(table.rows) for table in tables(read_path(SEEDS / NAMES["003"]))] == [21] + [24] * 16


@pytest.mark.parametrize("seed", sorted(NAMES))
def test_encoding_changes_nothing(seed: str) -> None:
    """The same text in GB18030 with Windows line ends, or in UTF-16, gives the same cells."""
    text = (SEEDS / NAMES[seed]).read_text(encoding="utf-8")
    expected = read_bytes(text.encode(), seed).blocks
    assert read_bytes(text.replace("\n", "\r\n").encode("gb18030"), seed).blocks == expected
    assert read_bytes(text.encode("utf-16-le"), seed).blocks == expected
