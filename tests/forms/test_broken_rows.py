"""Rows, labels and heads that a conversion cut, joined or mixed with what does not belong to the form."""

import pytest

from perflint.documents import read_bytes
from perflint.forms.recognise import recognise
from tests.forms.reading import forms_of, rows_of
from tests.forms.rendering import HEADINGS, tabbed

FIELDS = ("level2", "name", "target", "actual", "weight", "score", "deviation")
HEAD = [
    ["项目支出绩效自评表"],
    ["（2023年度）"],
    ["项目名称", "", "山塘除险加固"],
    ["主管部门", "", "青川市水务局", "", "实施单位", "云溪区山塘站"],
]
FUNDS = [
    ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["", "年度资金总额", "80", "80", "72", "10", "90%", "9"],
    ["", "其中：当年财政拨款", "80", "80", "72", "—", "", ""],
]
GOAL = [
    ["年度总体目标", "预期目标", "", "", "实际完成情况"],
    ["", "加固山塘五座。", "", "", "已加固五座。"],
]
ROWS = [
    ["绩效指标", "产出指标", "数量指标", "加固山塘数量", "≥5座", "4座", "50", "40", "一座地质复杂，将改期完成。"],
    ["", "效益指标", "可持续影响指标", "管护制度", "健全", "健全", "30", "30", ""],
    ["", "满意度指标", "服务对象满意度指标", "村民满意度", "≥90%", "92%", "10", "10", ""],
]
TOTAL = ["总分", "", "", "", "", "", "100", "89", ""]
EXPECTED = [tuple(row[2:]) for row in ROWS]
AMOUNTS = {"initial": "80", "annual": "80", "executed": "72", "weight": "10", "rate": "90%", "score": "9"}


@pytest.mark.parametrize(
    ("row", "cut"), [(0, 4), (0, 5), (0, 6), (0, 7), (1, 5), (1, 6), (1, 7), (2, 4), (2, 5), (2, 6), (2, 7)]
)
def test_a_row_over_two_lines(row: int, cut: int) -> None:
    """The rest of a row, printed from the beginning of the next line, belongs to it."""
    halves = [ROWS[row][:cut], ROWS[row][cut:]]
    [form] = forms_of(tabbed([*HEAD, *FUNDS, *GOAL, list(HEADINGS), *ROWS[:row], *halves, *ROWS[row + 1 :], TOTAL]))
    assert rows_of(form, *FIELDS) == EXPECTED
    assert "lacks" not in form


def test_an_unscored_row_stays_apart_from_the_next() -> None:
    """Points that are missing are not those of the row below."""
    rows = [[*ROWS[0][:6]], *ROWS[1:]]
    [form] = forms_of(tabbed([*HEAD, *FUNDS, *GOAL, list(HEADINGS), *rows, TOTAL]))
    assert rows_of(form, *FIELDS) == [(*EXPECTED[0][:4], "", "", ""), *EXPECTED[1:]]


def test_a_level_wrapped_within_the_table() -> None:
    """The second line of 可持续 | 影响指标 is the label's, not a name's."""
    wrapped = [ROWS[0], [*ROWS[1][:2], "可持续", *ROWS[1][3:]], ["", "", "影响指标"], ROWS[2]]
    [form] = forms_of(tabbed([*HEAD, *FUNDS, *GOAL, list(HEADINGS), *wrapped, TOTAL]))
    assert rows_of(form, *FIELDS) == EXPECTED


@pytest.mark.parametrize("mark", ["第 3 页", "— 12 —", "第3页 共9页", "- 4 -"])
@pytest.mark.parametrize("place", range(2, 9))
def test_page_numbers_within_the_head(mark: str, place: int) -> None:
    """They are no source of money and no part of a goal."""
    lines = [*HEAD, *FUNDS, *GOAL]
    [form] = forms_of(tabbed([*lines[:place], [mark], *lines[place:], list(HEADINGS), *ROWS, TOTAL]))
    assert form["goal"] == {"expected": "加固山塘五座。", "actual": "已加固五座。"}
    assert form["budget"] == {
        "total": AMOUNTS,
        "appropriation": AMOUNTS | {"weight": "—", "rate": "", "score": ""},
    }


@pytest.mark.parametrize("column", range(2, 7))
def test_a_blank_column_within_the_headings_of_money(column: int) -> None:
    """The row that has all its cells shows where those of the other rows stand."""
    headings = [*FUNDS[0][:column], "", *FUNDS[0][column:]]
    [form] = forms_of(tabbed([*HEAD, headings, *FUNDS[1:], *GOAL, list(HEADINGS), *ROWS, TOTAL]))
    assert [form["budget"][key]["executed"] for key in ("total", "appropriation")] == ["72", "72"]


def test_a_row_joined_to_the_headings() -> None:
    """A lost first row is said to be lost; the sums are not judged without it."""
    [form] = forms_of(tabbed([*HEAD, *FUNDS, *GOAL, [*HEADINGS, *ROWS[0]], *ROWS[1:], TOTAL]))
    assert "rows" in form["lacks"]


def test_a_fund_table_without_its_headings() -> None:
    """Amounts of which nobody says what they are leave the head incomplete."""
    [form] = forms_of(tabbed([*HEAD, *FUNDS[1:], *GOAL, list(HEADINGS), *ROWS, TOTAL]))
    assert (form["budget"], form["lacks"]) == ({}, ["head"])


@pytest.mark.parametrize("word", ["nan", "None", "NULL"])
def test_blank_cells_written_out(word: str) -> None:
    """A data frame's word for nothing is a blank cell."""
    lines = [*HEAD, *FUNDS, *GOAL, list(HEADINGS), *ROWS, TOTAL]
    width = len(HEADINGS)
    [form] = forms_of(tabbed([[cell or word for cell in [*line, *[""] * (width - len(line))]] for line in lines]))
    [plain] = forms_of(tabbed(lines))
    assert form == plain


def test_a_project_name_on_two_lines() -> None:
    """The second line of a value, alone below it, belongs to it."""
    head = [*HEAD[:2], ["项目名称", "", "山塘除险加固及"], ["", "", "管护"], HEAD[3]]
    [form] = forms_of(tabbed([*head, *FUNDS, *GOAL, list(HEADINGS), *ROWS, TOTAL]))
    assert (form["project"], form["unit"]) == ("山塘除险加固及管护", "云溪区山塘站")


def test_a_source_of_money_on_two_lines() -> None:
    """The second line of 其中：当年财 | 政拨款 is the label's."""
    funds = [*FUNDS[:2], ["", "其中：当年财", *FUNDS[2][2:]], ["", "政拨款"]]
    [form] = forms_of(tabbed([*HEAD, *funds, *GOAL, list(HEADINGS), *ROWS, TOTAL]))
    assert form["budget"]["appropriation"]["executed"] == "72"


def test_a_watermark_between_the_goals_and_their_headings() -> None:
    """A line beside both columns is no goal."""
    [form] = forms_of(tabbed([*HEAD, *FUNDS, GOAL[0], ["内部资料"], GOAL[1], list(HEADINGS), *ROWS, TOTAL]))
    assert form["goal"] == {"expected": "加固山塘五座。", "actual": "已加固五座。"}


@pytest.mark.parametrize("cut", range(4, 8))
def test_headings_over_two_lines(cut: int) -> None:
    """The last headings, printed from the beginning of the next line, belong to the table."""
    headings = [list(HEADINGS[:cut]), list(HEADINGS[cut:])]
    [form] = forms_of(tabbed([*HEAD, *FUNDS, *GOAL, *headings, *ROWS, TOTAL]))
    assert rows_of(form, *FIELDS) == EXPECTED
    assert "lacks" not in form


@pytest.mark.parametrize(("above", "below"), [("1,234,5", "67.80"), ("1,234,567.", "80"), ("1,234,567", ".80")])
def test_an_amount_over_two_lines(above: str, below: str) -> None:
    """Digits that a narrow column wrapped go on above."""
    rows = [["", "年度资金总额", "80", above, "72", "10", "90%", "9"], ["", "", "", below]]
    [form] = forms_of(tabbed([*HEAD, FUNDS[0], *rows, FUNDS[2], *GOAL, list(HEADINGS), *ROWS, TOTAL]))
    assert form["budget"]["total"] == AMOUNTS | {"annual": "1,234,567.80"}
    assert list(form["budget"]) == ["total", "appropriation"]


def test_a_whole_amount_takes_no_digits_from_below() -> None:
    """A figure without a label is not the end of a whole one."""
    rows = [FUNDS[1], ["", "", "", "0.00"]]
    [form] = forms_of(tabbed([*HEAD, FUNDS[0], *rows, *GOAL, list(HEADINGS), *ROWS, TOTAL]))
    assert form["budget"]["total"] == AMOUNTS


def test_a_reason_merged_over_several_rows() -> None:
    """It is the reason of each of them that lost points, and of the first."""
    row = "<tr><td>产出指标</td><td>数量指标</td><td>{}</td><td>≥5座</td><td>{}座</td><td>10</td><td>{}</td>{}</tr>"
    page = "".join(
        (
            "<table><tr><td>一级指标</td><td>二级指标</td><td>三级指标</td><td>指标值</td><td>完成值</td>",
            "<td>分值</td><td>得分</td><td>偏差原因</td></tr>",
            row.format("加固山塘", "5", "10", "<td rowspan=3>雨季停工，将于明年完成。</td>"),
            row.format("清淤山塘", "4", "8", ""),
            row.format("巡查山塘", "5", "10", ""),
            row.format("绿化山塘", "4", "8", "<td></td>"),
            "</table>",
        )
    )
    [form] = recognise(read_bytes(page.encode(), "form.html")).forms
    assert [one.deviation.text for one in form.indicators] == ["雨季停工，将于明年完成。"] * 2 + ["", ""]


@pytest.mark.parametrize("dash", ["-", "—", "/"])
def test_dashes_in_merged_cells(dash: str) -> None:
    """A dash where a merged cell goes on is no level, no head and no end of a label."""
    head = [["项目名称", dash, "山塘除险加固"], ["主管部门", dash, "青川市水务局", dash, "实施单位", "云溪区山塘站"]]
    funds = [FUNDS[0], *([dash, *row[1:]] for row in FUNDS[1:])]
    rows = [ROWS[0], *([dash, *row[1:]] for row in ROWS[1:])]
    [form] = forms_of(tabbed([*HEAD[:2], *head, *funds, *GOAL, list(HEADINGS), *rows, TOTAL]))
    assert (form["project"], form["unit"]) == ("山塘除险加固", "云溪区山塘站")
    assert form["budget"]["total"] == AMOUNTS
    assert rows_of(form, *FIELDS) == EXPECTED
    assert "lacks" not in form


def test_goals_left_of_their_headings() -> None:
    """Two whole texts one column to the left are the two goals."""
    goal = [["年度总体目标", "预期目标", "", "实际完成情况"], ["加固山塘五座，确保安全度汛。", "", "已加固五座。"]]
    [form] = forms_of(tabbed([*HEAD, *FUNDS, *goal, list(HEADINGS), *ROWS, TOTAL]))
    assert form["goal"] == {"expected": "加固山塘五座，确保安全度汛。", "actual": "已加固五座。"}


def test_who_answers_above_the_title() -> None:
    """填报单位 above the title belongs to the form below it, and is no form of its own."""
    above = ["填报单位：云溪区山塘站", "", "填报日期：2024年3月1日"]
    found = recognise(read_bytes(tabbed([above, *HEAD[:3], *FUNDS, list(HEADINGS), *ROWS, TOTAL]).encode(), "form.txt"))
    assert ([form.unit.text for form in found.forms], found.refusals) == (["云溪区山塘站"], ())


def test_two_rows_of_money_in_one() -> None:
    """A row with more figures than headings is not read, rather than read wrongly."""
    [form] = forms_of(tabbed([*HEAD, FUNDS[0], [*FUNDS[1], *FUNDS[2]], *GOAL, list(HEADINGS), *ROWS, TOTAL]))
    assert (form["budget"], form["lacks"]) == ({}, ["head"])
