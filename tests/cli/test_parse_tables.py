"""`perflint parse --tables`: what the readers saw, before anything was recognised."""

import json
from pathlib import Path

import pytest

from perflint.cli.application import run
from perflint.documents.model import Address, Cell, Document, Notice, Paragraph, Row, Table
from perflint.language import Bilingual
from perflint.reports.interface import TABLE_FORMATS, View, table_report
from perflint.reports.parse_tables import columns_of
from perflint.result import ReadResult
from tests.cli.scene import Perflint

PAGE = (
    "<html><body><p>绩效自评表</p><table>"
    "<tr><td rowspan='2'>项目资金<br>（元）</td><td colspan='2'>年初预算数</td></tr>"
    "<tr><td></td><td></td></tr></table></body></html>"
)


@pytest.fixture
def page(folder: Path) -> None:
    """A page with a line of text and a table of two rows with merged cells."""
    (folder / "form.html").write_text(PAGE, encoding="utf-8")


@pytest.mark.usefixtures("page")
def test_a_line_for_each_cell(perflint: Perflint) -> None:
    """Text outside tables, then each table: row, address, what is merged, text with its breaks; blanks share a line."""
    answer = perflint("parse", "--tables", "form.html")
    assert (answer.status, answer.out, answer.err) == (
        0,
        (
            "form.html  [html]\n"
            "\n"
            "  表外文字\n"
            "    para1  绩效自评表\n"
            "\n"
            "  表格1: 2行，3列，T1R1C1 – T1R2C3\n"
            "    1  T1R1C1           跨2行  项目资金⏎（元）\n"
            "       T1R1C2           跨2列  年初预算数\n"
            "    2  T1R2C2 – T1R2C3         （空）\n"
        ),
        "读到 1 个文件、1 个表格（共 2 行）\n",
    )


@pytest.mark.usefixtures("page")
def test_in_english(perflint: Perflint) -> None:
    """The words are those of the user's language, the texts those of the file."""
    answer = perflint("parse", "--tables", "--lang", "en", "form.html")
    assert (answer.out, answer.err) == (
        (
            "form.html  [html]\n"
            "\n"
            "  text outside tables\n"
            "    para1  绩效自评表\n"
            "\n"
            "  table 1: 2 rows, 3 columns, T1R1C1 – T1R2C3\n"
            "    1  T1R1C1           2 rows     项目资金⏎（元）\n"
            "       T1R1C2           2 columns  年初预算数\n"
            "    2  T1R2C2 – T1R2C3             (blank)\n"
        ),
        "read 1 file, 1 table (2 rows)\n",
    )


@pytest.mark.usefixtures("page")
def test_as_data(perflint: Perflint) -> None:
    """JSON has every cell, blank ones too, with its grid column from 1 and its spans."""
    answer = perflint("parse", "--tables", "--format", "json", "--quiet", "form.html")

    def cell(row: int, column: int, text: str, high: int = 1, wide: int = 1) -> dict[str, object]:
        address = f"T1R{row}C{column}"
        return {"address": address, "column": column, "row_span": high, "column_span": wide, "text": text}

    rows = [
        [cell(1, 1, "项目资金\n（元）", high=2), cell(1, 2, "年初预算数", wide=2)],
        [cell(2, 2, ""), cell(2, 3, "")],
    ]
    blocks = [
        {"kind": "text", "address": "para1", "text": "绩效自评表"},
        {"kind": "table", "number": 1, "name": "", "doubt": None, "rows": rows},
    ]
    document = {"path": "form.html", "format": "html", "notices": [], "blocks": blocks}
    assert (answer.status, answer.err) == (0, "")
    assert json.loads(answer.out) == {"version": 1, "documents": [document], "errors": []}


def test_a_structured_input_has_no_tables(perflint: Perflint) -> None:
    """YAML shows its values with path and place instead."""
    answer = perflint("parse", "--tables", "targets.yaml", "-q")
    assert answer.out == (
        "targets.yaml  [yaml]\n"
        "  结构化文件，没有表格\n"
        "    1:7   kind                 project_targets\n"
        "    2:10  project              道路养护\n"
        "    4:12  indicators.0.name    里程\n"
        "    4:24  indicators.0.target  ≥20公里\n"
    )
    report = json.loads(perflint("parse", "--tables", "-f", "json", "targets.yaml", "-q").out)
    assert report["documents"][0]["fields"][1] == {"path": "project", "address": "2:10", "text": "道路养护"}


@pytest.mark.usefixtures("page")
def test_what_could_not_be_read_is_said(perflint: Perflint) -> None:
    """An input that cannot be read is named and gives 4; the others are shown. A file without a form is no trouble."""
    answer = perflint("parse", "--tables", "empty.txt", "letter.txt", "form.html", "--lang", "en")
    assert answer.status == 4
    assert answer.err == (
        "empty.txt: cannot be read: The file is empty; there is nothing to check.\n"
        "read 2 files, 1 table (2 rows); 1 file unreadable\n"
    )
    assert "letter.txt  [text]" in answer.out
    assert "form.html  [html]" in answer.out
    assert perflint("parse", "--tables", "letter.txt").status == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--tables", "--format", "yaml"), "--format 的值“yaml”不认识；可用：text、json。"),
        (("--format", "text"), "--format 的值“text”不认识；可用：yaml、json。"),
    ],
)
def test_each_view_has_its_formats(arguments: tuple[str, ...], said: str, perflint: Perflint) -> None:
    """A format that the view does not have is refused with those that it has."""
    answer = perflint("parse", "clean.yaml", *arguments)
    assert answer.status == 2
    assert said in answer.err


def test_names_doubts_and_notices() -> None:
    """A sheet's name, why a table is in doubt, what the reader noticed, rows that are merged away altogether."""
    sheet = [Address("sheet", row, 1, "自评表") for row in (1, 2)]
    table = Table(
        rows=(Row((Cell("说明\t一", sheet[0], 0, 2, 3),)), Row(())),
        name="自评表",
        doubt=Bilingual("列是按对齐推断的", "columns were told by alignment"),
    )
    notice = Notice(Bilingual("隐藏的行", "a hidden row"), sheet[1])
    document = Document("甲.xlsx", "xlsx", (table,), (notice,))
    empty = Document("乙.xlsx", "xlsx")
    shown = table_report("text").render(ReadResult((document, empty)), View(language="en"))
    assert shown == (
        "甲.xlsx  [xlsx]\n"
        "  note: 自评表!A2 a hidden row\n"
        "\n"
        "  table 1 “自评表”: 2 rows, 3 columns, 自评表!A1 – 自评表!A1\n"
        "  in doubt: columns were told by alignment\n"
        "    1  自评表!A1  2 rows × 3 columns  说明⇥一\n"
        "    2                                 (all merged into rows above)\n"
        "\n"
        "乙.xlsx  [xlsx]\n"
        "  no text and no table\n"
    )


def test_strangers_texts_cannot_steer_the_terminal() -> None:
    """Control and direction characters of names, paths and cells come out as replacement characters."""
    address = Address("sheet", 1, 1, "表\x1b]0;")
    blocks = (Table((Row((Cell("\x1b[31m红\u202e", address),)),), "表\x1b"), Paragraph(Cell("\x07", address)))
    shown = table_report("text").render(ReadResult((Document("\x1b.xlsx", "xlsx", blocks),)), View())
    assert not set(shown) & {"\x1b", "\u202e", "\x07"}
    assert "�[31m红�" in shown


@pytest.mark.parametrize(("text", "columns"), [("", 0), ("G12", 3), ("自评表!A1", 9), ("（空）", 6), ("e\u0301", 1)])
def test_widths(text: str, columns: int) -> None:
    """Chinese characters and full-width signs take two columns, combining marks none."""
    assert columns_of(text) == columns


def test_every_table_format_is_there() -> None:
    """Each name in the table of formats is a module that renders an empty run."""
    assert sorted(TABLE_FORMATS) == ["json", "text"]
    for name in TABLE_FORMATS:
        assert isinstance(table_report(name).render(ReadResult(()), View()), str)


@pytest.mark.usefixtures("page")
def test_the_result_goes_to_the_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--output` takes the tables too."""
    assert run(["parse", "--tables", "-q", "-o", "seen.txt", "form.html"]) == 0
    assert capsys.readouterr().out == ""
    assert (folder / "seen.txt").read_text(encoding="utf-8").startswith("form.html  [html]\n")
