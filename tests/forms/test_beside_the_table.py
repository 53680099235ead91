"""What stands around a table and in its corners: years, units, remarks; and figures that are none."""

from io import BytesIO

import openpyxl
import pytest

from perflint.documents import read_bytes
from perflint.forms.export import form_to_mapping
from perflint.forms.recognise import recognise
from tests.forms.reading import forms_of, rows_of
from tests.forms.rendering import HEADINGS, tabbed

TITLE = ["项目支出绩效自评表"]
HEAD = [
    ["项目名称", "", "石坡小学操场翻新"],
    ["主管部门", "", "石坡区教育局", "", "实施单位", "", "", "石坡小学", ""],
]
FUNDS = [
    ["项目资金", "", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["", "年度资金总额", "", "60", "60", "60", "10", "100%", "10"],
    ["", "其中：当年财政拨款", "", "60", "60", "60", "—", "", ""],
    ["年度总体目标", "预期目标", "", "", "", "实际完成情况", "", "", ""],
    ["", "翻新操场一座。", "", "", "", "已翻新一座。", "", "", ""],
]
ROWS = [
    ["绩效指标", "产出指标", "数量指标", "翻新操场面积", "≥3000平方米", "2900平方米", "60", "58", ""],
    ["", "效益指标", "社会效益指标", "学生受益人数", "≥800人", "820人", "20", "20", ""],
    ["", "满意度指标", "服务对象满意度指标", "师生满意度", "≥90%", "95%", "10", "10", ""],
]
TOTAL = ["总分", "", "", "", "", "", "100", "98", ""]


def with_opening(*opening: list[str]) -> dict[str, object]:
    """What is read of a form with these lines above its head."""
    [form] = forms_of(tabbed([*opening, *HEAD, *FUNDS, list(HEADINGS), *ROWS, TOTAL]))
    return form


@pytest.mark.parametrize(
    "row",
    [
        ["（2023年度）", "", "", "", "", "", "", "", "单位：万元"],
        ["2023年", "", "", "", "", "", "", "单位：万元", ""],
        ["附件3", "", "", "", "（ 2023 年度）", "", "", "", "单位：万元"],
        ["（2023）", "", "", "", "", "", "", "", "金额单位：万元"],
        ["填报单位（盖章）：石坡小学", "", "", "2023年度", "", "", "", "", "单位：万元"],
        ["2023年1月-12月", "", "", "", "", "", "", "填报日期：2024年1月9日", "单位：万元"],
        ["二〇二三年度", "", "", "", "", "", "", "单位：万元", ""],
    ],
)
def test_the_year_beside_the_money_unit(row: list[str]) -> None:
    """Both stand in one row of a workbook."""
    form = with_opening(TITLE, row)
    assert (form["year"], form["money_unit"]) == (2023, "万元")


@pytest.mark.parametrize("row", ["（2023年度）  金额单位：万元", "2023年度 单位：万元", "单位：万元　（2023年）"])
def test_the_year_beside_the_money_unit_below_the_head(row: str) -> None:
    """Both stand in one cell between the head and the funds."""
    [form] = forms_of(tabbed([TITLE, *HEAD, [row], *FUNDS, list(HEADINGS), *ROWS, TOTAL]))
    assert (form["year"], form["money_unit"]) == (2023, "万元")


@pytest.mark.parametrize(
    "row",
    [
        ["填报日期：2024年1月9日", "", "", "", "", "", "", "", "单位：万元"],
        ["立项年度", "", "2019年", "", "备注", "", "无"],
    ],
)
def test_another_date_is_no_year_of_the_form(row: list[str]) -> None:
    """When it was filled in, or began, does not say for which year it is."""
    assert with_opening(TITLE, row).get("year") is None


@pytest.mark.parametrize("between", [[], [["石坡区2023年度部门决算公开"]], [["第 4 页"], ["附件2"]]])
def test_a_unit_above_the_title(between: list[list[str]]) -> None:
    """The header of a page stands there, and so do corners of a sheet."""
    assert with_opening(["单位：万元"], *between, TITLE)["money_unit"] == "万元"


def test_a_label_of_the_goal_cut_by_a_page_break() -> None:
    """年度总 | 体目标: its end is no part of the goal."""
    lines = [TITLE, *HEAD, *FUNDS[:3], ["年度总", *FUNDS[3][1:]], [], ["体目标", *FUNDS[4][1:]]]
    [form] = forms_of(tabbed([*lines, list(HEADINGS), *ROWS, TOTAL]))
    assert form["goal"] == {"expected": "翻新操场一座。", "actual": "已翻新一座。"}


def workbook(remarks: dict[int, str], span: int = 1) -> bytes:
    """The form as a sheet with remarks behind its rows, and the last heading over so many columns."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in (TITLE, *HEAD, *FUNDS, HEADINGS, *ROWS, TOTAL):
        sheet.append(list(line))
    for row, text in remarks.items():
        sheet.cell(row, 10, text)
    if span > 1:
        sheet.merge_cells(start_row=9, end_row=9, start_column=9, end_column=8 + span)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def test_a_remark_beside_a_blank_reason() -> None:
    """It is not the reason, but the row says that it is in doubt; in the fund table it moves no amount."""
    [form] = recognise(read_bytes(workbook({5: "已核", 6: "数据来自决算", 10: "少原因", 11: "好"}), "form.xlsx")).forms
    assert [row.deviation.text for row in form.indicators] == ["", "", ""]
    assert [row.score.text for row in form.indicators] == ["58", "20", "10"]
    assert [row.doubt is not None for row in form.indicators] == [True, True, False]
    assert form.budget["appropriation"].executed.text == "60"
    assert form.budget["appropriation"].rate.text == ""
    assert not form.lacks


def test_a_reason_under_a_wide_heading() -> None:
    """Where 偏差原因 stands over two columns, the second is its own."""
    [form] = recognise(read_bytes(workbook({10: "天气原因，将补做。"}, span=2), "form.xlsx")).forms
    assert form.indicators[0].deviation.text == "天气原因，将补做。"


@pytest.mark.parametrize("error", ["#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#N/A"])
def test_a_formula_that_failed(error: str) -> None:
    """Points that Excel could not work out are printed, and unreadable."""
    rows = [[*ROWS[0][:7], error, "场地沉降，将修补。"], *ROWS[1:]]
    total = [*TOTAL[:7], error, ""]
    [form] = recognise(
        read_bytes(tabbed([TITLE, *HEAD, *FUNDS, list(HEADINGS), *rows, total]).encode(), "form.txt")
    ).forms
    assert (form.total.score.text, form.total.score.problem is not None) == (error, True)
    assert (form.indicators[0].score.text, form.indicators[0].score.problem is not None) == (error, True)
    assert form.total.weight.text == "100"
    assert rows_of(form_to_mapping(form), "name", "deviation")[0] == ("翻新操场面积", "场地沉降，将修补。")
    assert not form.lacks


@pytest.mark.parametrize("dash", ["—", "-", "/"])
def test_dashes_in_all_blank_cells(dash: str) -> None:
    """They hide no year and are no part of a goal."""
    lines = [[*row, *[""] * (9 - len(row))] for row in (TITLE, ["（2023年度）"], *HEAD, *FUNDS, HEADINGS, *ROWS, TOTAL)]
    [form] = forms_of(tabbed([[text or dash for text in line] for line in lines]))
    assert form["year"] == 2023
    assert form["goal"] == {"expected": "翻新操场一座。", "actual": "已翻新一座。"}


@pytest.mark.parametrize(
    ("text", "deviation"),
    [("培训台账", ""), ("两名教师外出，将补训；已列入计划。", "两名教师外出，将补训；已列入计划。")],
)
def test_one_text_for_two_columns_without_traces(text: str, deviation: str) -> None:
    """A word behind the score may be the source of the data: it is no reason, and the row is in doubt."""
    headings = [*HEADINGS[:8], "数据来源", "偏差原因分析及改进措施"]
    full = [[*row[:8], "教育局台账", "无"] for row in ROWS]
    rows = [[*full[0][:8], text], *(row[1:] for row in full[1:])]
    pieces = [TITLE, ["（2023年度）"], *HEAD, *FUNDS, headings, *rows, [TOTAL[0], *TOTAL[6:8]]]
    [form] = recognise(read_bytes("\n".join("  ".join(filter(None, row)) for row in pieces).encode(), "f.txt")).forms
    assert (form.indicators[0].score.text, form.indicators[0].deviation.text) == ("58", deviation)
    assert form.indicators[0].doubt is not None
