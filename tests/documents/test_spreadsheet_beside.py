"""Tables beside one another on one sheet, and what only looks like it."""

from collections.abc import Callable

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

import perflint
from perflint.documents import Document, Table, read_bytes
from tests.documents.spreadsheet_samples import Placed, fill, placed_form, saved
from tests.forms.rendering import sample


def read(write: Callable[[Worksheet], None]) -> Document:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    write(sheet)
    return read_bytes(saved(book), "自评表.xlsx")


def places(document: Document) -> list[tuple[str, str]]:
    """The first and the last address of each table."""
    tables = [block for block in document.blocks if isinstance(block, Table)]
    return [(str(table.rows[0].cells[0].address), str(table.rows[-1].cells[-1].address)) for table in tables]


def write_rows(sheet: Worksheet, rows: list[list[str | float | None]], column: int = 1, merged: str = "") -> None:
    for number, row in enumerate(rows, 1):
        for at, value in enumerate(row, column):
            sheet.cell(number, at, value)
    if merged:
        sheet.merge_cells(merged)


ROWS: list[list[str | float | None]] = [["自评表"], ["指标", "分值", "得分"], ["班次", 10, 9.5], ["人次", 20, 20]]


def test_sums_beside_a_table() -> None:
    """What stands apart from a table whose title fills its width is a table of its own, on either side."""

    def right(sheet: Worksheet) -> None:
        write_rows(sheet, ROWS, merged="A1:C1")
        sheet["E3"] = "核对"
        sheet["F3"] = 29.5

    def to_the_end(sheet: Worksheet) -> None:
        right(sheet)
        sheet.merge_cells("F3:K3")

    def left(sheet: Worksheet) -> None:
        write_rows(sheet, ROWS, column=3, merged="C1:E1")
        sheet["A2"] = "已核"

    assert places(read(right)) == [("Sheet!A1", "Sheet!C4"), ("Sheet!A1", "Sheet!F3")]
    assert places(read(to_the_end)) == [("Sheet!A1", "Sheet!C4"), ("Sheet!A1", "Sheet!F3")]
    assert places(read(left)) == [("Sheet!A1", "Sheet!A2"), ("Sheet!A1", "Sheet!E4")]


def test_what_is_one_table() -> None:
    """A blank column within a table: something reaches over it, or nothing shows that a table ends there."""

    def reached_over(sheet: Worksheet) -> None:
        write_rows(sheet, [["自评表"], ["指标", "", "分值", "", "得分"], ["班次", "", 10, "", 9.5]], merged="A1:E1")

    def unmerged(sheet: Worksheet) -> None:
        write_rows(sheet, [["自评表"], ["指标", None, "分值", None, "得分"], ["良好", None, 10, None, "良好"]])

    def labels_of_two_columns(sheet: Worksheet) -> None:
        write_rows(sheet, [["自评表"], ["指标", None, "分值", None, "得分"]], merged="A2:B2")

    for write in (reached_over, unmerged, labels_of_two_columns):
        assert len(places(read(write))) == 1, write.__name__


def _shifted(columns: int) -> list[Placed]:
    return [cell._replace(column=cell.column + columns) for cell in placed_form(sample())]


def test_two_forms_beside_one_another() -> None:
    """Both are found, each as it is alone; without merged cells their labels tell them apart."""
    for keep_merges in (True, False):
        book = Workbook()
        sheet = book.active
        assert isinstance(sheet, Worksheet)
        fill(sheet, placed_form(sample()))
        fill(sheet, _shifted(10))
        if not keep_merges:
            for merged in list(sheet.merged_cells.ranges):
                sheet.unmerge_cells(str(merged))
        forms = perflint.parse(saved(book)).forms
        assert [form.project.text for form in forms] == [sample()["project"]] * 2
        assert [len(form.indicators) for form in forms] == [len(sample()["indicators"])] * 2
        assert all(form.complete for form in forms)


HIGH = max(cell.row for cell in placed_form(sample()))


@pytest.mark.parametrize(
    ("corners", "over", "order"),
    [
        ([(0, 0), (0, 10), (HIGH + 1, 0), (HIGH + 1, 10)], False, "甲丙乙丁"),
        ([(0, 0), (0, 10), (HIGH, 0), (HIGH, 10)], False, "甲丙乙丁"),
        # Without a blank column between them.
        ([(0, 0), (0, 9), (HIGH + 1, 0), (HIGH + 1, 9)], False, "甲丙乙丁"),
        ([(0, 0), (0, 9), (0, 18)], False, "甲乙丙"),
        # Below a title that is merged over both.
        ([(1, 0), (1, 10), (HIGH + 2, 0), (HIGH + 2, 10)], True, "甲乙丙丁"),
        ([(2, 0), (2, 9)], True, "甲乙"),
        # One above or below two.
        ([(0, 0), (0, 10), (HIGH + 1, 4)], False, "甲乙丙"),
        ([(0, 5), (HIGH + 1, 0), (HIGH + 1, 10)], False, "甲乙丙"),
    ],
)
def test_forms_beside_and_below_one_another(corners: list[tuple[int, int]], over: bool, order: str) -> None:
    """Every form of a sheet is found whole, wherever it stands."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for name, (down, right) in zip("甲乙丙丁", corners, strict=False):
        form = placed_form(sample() | {"project": name})
        fill(sheet, [cell._replace(row=cell.row + down, column=cell.column + right) for cell in form])
    if over:
        sheet["A1"] = "绩效自评表汇编"
        sheet.merge_cells("A1:S1")
    forms = perflint.parse(saved(book)).forms
    assert [form.project.text for form in forms] == list(order)
    assert {(form.complete, form.year.value, len(form.indicators)) for form in forms} == {(True, 2023, 7)}


def test_a_form_that_repeats_its_words() -> None:
    """Words that stand in two columns of one form do not part it, with and without merged cells."""
    form = sample()
    words = ("完成", "达标", "及时", "提升", "健全", "满意", "合格", "良好")
    form["indicators"] = [
        form["indicators"][0] | {"name": f"指标{number}", "target": word, "actual": word, "deviation": word}
        for number, word in enumerate(words)
    ]
    for keep_merges in (True, False):
        book = Workbook()
        sheet = book.active
        assert isinstance(sheet, Worksheet)
        fill(sheet, placed_form(form))
        if not keep_merges:
            for merged in list(sheet.merged_cells.ranges):
                sheet.unmerge_cells(str(merged))
        assert len(places(read_bytes(saved(book), "自评表.xlsx"))) == 1
