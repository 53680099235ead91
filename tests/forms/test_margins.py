"""Notes in a column directly beside a form, and values that only stand far right."""

from io import BytesIO
from typing import Any

import openpyxl
import pytest

from perflint.documents import read_bytes
from perflint.forms.export import form_to_mapping
from perflint.forms.recognise import recognise

ROWS = [
    ["项目支出绩效自评表"],
    ["（2023年度）"],
    ["项目名称", "", "", "", "", "", "", ""],
    ["主管部门", "市人社局", "", "", "实施单位", "", "", ""],
    ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["", "年度资金总额", "200", "200", "190", "10", "95%", "9.5"],
    ["年度总体目标", "预期目标", "", "", "", "实际完成情况", "", ""],
    ["", "培训5000人次。", "", "", "", "培训5120人次。", "", ""],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施"],
    ["产出指标", "数量指标", "培训人次数", "≥5000人次", "5120人次", "50", "50", ""],
    ["效益指标", "社会效益指标", "带动就业人数", "≥1000人", "1100人", "30", "30", ""],
    ["满意度指标", "服务对象满意度指标", "学员满意度", "≥90%", "85%", "10", "9", "线上问卷"],
    ["总分", "", "", "", "", "100", "98.5", ""],
]
NOTES = {
    1: "此列为填表说明",
    2: "请按年度填写",
    3: "须与批复一致",
    4: "填写全称",
    5: "单位：万元",
    6: "与决算一致",
    7: "概括填写",
    8: "不超过100字",
    9: "扣分的必须写原因",
    10: "2022年为900人",
    11: "95",
    12: "已核",
    13: "合计应为100",
}
MERGED = ["A1:H1", "A2:H2", "B3:H3", "B4:D4", "F4:H4", "A5:A6", "B7:E7", "F7:H7", "B8:E8", "F8:H8", "A13:E13"]


def read(notes: dict[int, str], *, left: bool = False, merged: bool = False, wide: str = "") -> dict[str, Any]:
    """The form as a sheet with notes behind its columns, or before them; `wide` stands right of 实施单位."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row, line in enumerate(ROWS, 1):
        for column, text in enumerate(line, 1 + left):
            if text:
                sheet.cell(row, column, text)
    for row, text in notes.items():
        sheet.cell(row, 1 if left else 9, text)
    if wide:
        sheet["E4"], sheet["H4"], sheet["I4"] = None, "实施单位", wide
    for area in MERGED if merged else ():
        sheet.merge_cells(area)
    stream = BytesIO()
    book.save(stream)
    (form,) = recognise(read_bytes(stream.getvalue(), "form.xlsx")).forms
    return form_to_mapping(form)


def said(form: dict[str, Any]) -> dict[str, Any]:
    """What a form says, without where."""
    return {name: value for name, value in form.items() if name != "addresses"}


@pytest.mark.parametrize(("left", "merged"), [(False, False), (False, True), (True, False)])
def test_notes_are_no_values(left: bool, merged: bool) -> None:
    """The form is the same as without them, blank fields included."""
    plain = said(read({}))
    assert (plain["title"], plain["year"], plain["project"], plain["unit"]) == (ROWS[0][0], 2023, "", "")
    assert plain["goal"] == {"expected": "培训5000人次。", "actual": "培训5120人次。"}
    assert said(read(NOTES, left=left, merged=merged)) == plain


def test_one_note_beside_a_blank_name() -> None:
    """It is not the project's name."""
    assert read({3: "该项目名称待确认"})["project"] == ""


def test_a_value_right_of_all_headings() -> None:
    """Behind its label it is a value, however narrow the table of the indicators is."""
    assert read({}, wide="市就业服务中心")["unit"] == "市就业服务中心"
