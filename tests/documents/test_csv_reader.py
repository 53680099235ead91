"""CSV: one table, with the addresses of the spreadsheet that opens it; prose with commas is none."""

import pytest

from perflint.documents import Address, Cell, Document, Limits, Row, Table, read_bytes
from perflint.errors import InputTooLarge


def texts(text: str, name: str) -> list[list[str]]:
    [table] = read_bytes(text.encode(), name).blocks
    assert isinstance(table, Table)
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_a_whole_document() -> None:
    """Every cell of the rectangle stands in its spreadsheet's place, whatever lines its text takes."""

    def cell(text: str, row: int, column: int) -> Cell:
        return Cell(text, Address("sheet", row, column + 1, "自评表"), column)

    text = '项目支出绩效自评表\r\n指标,"说明：\r\n""一""",得分\r\n\r\n满意度,"1,000.00",10\r\n'
    assert read_bytes(text.encode("utf-8-sig"), "材料/自评表.csv") == Document(
        path="材料/自评表.csv",
        format="csv",
        blocks=(
            Table(
                (
                    Row((cell("项目支出绩效自评表", 1, 0), cell("", 1, 1), cell("", 1, 2))),
                    Row((cell("指标", 2, 0), cell('说明：\n"一"', 2, 1), cell("得分", 2, 2))),
                    Row((cell("", 3, 0), cell("", 3, 1), cell("", 3, 2))),
                    Row((cell("满意度", 4, 0), cell("1,000.00", 4, 1), cell("10", 4, 2))),
                ),
                name="自评表",
            ),
        ),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
        ("指标，得分\n一，二\n", [["指标", "得分"], ["一", "二"]]),
        ("sep=;\na,b;c\n", [["a,b", "c"]]),
        ('a,="001"\nb,"=1"\n', [["a", "001"], ["b", "=1"]]),
        ('a,"=""≥1,5"""\nb,c\n', [["a", "≥1,5"], ["b", "c"]]),
        (
            "自评表\na,b,c,d\ne,f\ng,h,i\nj,k,l,m,n\n",
            [
                ["自评表", "", "", "", ""],
                ["a", "b", "c", "d", ""],
                ["e", "f", "", "", ""],
                ["g", "h", "i", "", ""],
                ["j", "k", "l", "m", "n"],
            ],
        ),
        ('"一网"平台,b\nc,"d\n', [['"一网"平台', "b"], ["c", '"d']]),
        ('a,""\n"",b', [["a", ""], ["", "b"]]),
        ("a,b,\n,,\nc\n", [["a", "b", ""], ["", "", ""], ["c", "", ""]]),
        ('a\t"1,5"\nb\t"x\ny"\n', [["a", "1,5"], ["b", "x\ny"]]),
        ("a\tb,c\n1,2\t3\n", [["a", "b,c"], ["1,2", "3"]]),
    ],
)
def test_separators_and_quotes(text: str, expected: list[list[str]]) -> None:
    """The separator that makes even rows is taken; a quote counts where it opens and closes a cell."""
    assert texts(text, "a.csv") == expected


ROWS = "一级,二级,得分,分值\n产出,数量,9,10\n,质量,8,10\n效益,,5,5\n"
PROSE = (
    "The unit met its goals, spent the money in time, and reported, as asked.\n"
    "It trained staff, bought tools, and paid suppliers, as planned.\n"
    "All accounts are kept, checked, and filed, as demanded.\n"
    "No one complained, no deadline was missed, no cent was lost, so far.\n"
)


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        (ROWS, "a.csv", "csv"),
        (ROWS, "a.txt", "csv"),
        (ROWS, "-", "csv"),
        (ROWS.replace(",", "\t"), "a.csv", "text"),
        (ROWS.replace(",", "，"), "a.txt", "text"),
        (PROSE, "a.txt", "text"),
        ("指标,得分\n", "a.txt", "text"),
        ("一句话\n两句话,没有表\n三\n四\n", "a.csv", "text"),
        ("自评表\na,b,c,d\ne,f\ng,h,i\n", "a.txt", "text"),
        ('a\t"b"\t"c"\n', "a.txt", "text"),
        ('a\t"1,000"\tc\nd\te\tf\n', "a.txt", "csv"),
        ('\t"甲,\n\t乙"\n\t丙\n', "a.txt", "cell-text"),
    ],
)
def test_what_is_csv(text: str, name: str, expected: str) -> None:
    """A .csv needs even rows in its half; without that name a table must be plain to see, and tabs go first."""
    assert read_bytes(text.encode(), name).format == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_encodings(encoding: str) -> None:
    """As in every text."""
    assert read_bytes(ROWS.encode(encoding), "a.csv").format == "csv"


@pytest.mark.parametrize(
    ("text", "limits", "zh"),
    [
        ("a,b\n" + "\n" * 300_000, Limits(), "行数超过 250000 的上限，没有读取。"),
        ("a,b\n" + "\n" * 99, Limits(max_cells=150), "单元格数超过 150 的上限，没有读取。"),
        ("a,b\n" + "," * 200, Limits(max_cells=150), "单元格数超过 150 的上限，没有读取。"),
        ("," * 2000 + "\na,b\n" * 2000, Limits(), "单元格数超过 1000000 的上限，没有读取。"),
    ],
)
def test_beyond_a_limit(text: str, limits: Limits, zh: str) -> None:
    """Empty rows and columns count: a short row is as wide as the widest."""
    with pytest.raises(InputTooLarge) as caught:
        read_bytes(text.encode(), "a.csv", limits)
    assert caught.value.message.zh == zh


def test_quotes_without_end() -> None:
    """Quotes that never close cost no more than the text is long, and take nothing with them."""
    assert texts('"a,b\n' * 50_000, "a.csv")[-1] == ['"a', "b"]
