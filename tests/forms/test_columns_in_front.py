"""Columns in front of the levels that name tasks, and a fourth level behind the third."""

import pytest

from tests.forms.reading import forms_of, rows_of
from tests.forms.rendering import HEADINGS, head_lines, indicator_lines, sample, tabbed, total_line

FIELDS = ("level1", "level2", "name", "target", "actual", "weight", "score", "deviation")
TRUTH = [tuple(row[field] for field in FIELDS) for row in sample()["indicators"]]
# Two tasks, the second of which begins within the rows of 产出指标.
TASKS = ["办班", "", "", "考核", "", "", ""]


@pytest.mark.parametrize("heading", ["任务名称", "工作任务", "项目任务", "年度重点工作", "子项目名称", "项目名称"])
@pytest.mark.parametrize("framed", [False, True], ids=["alone", "behind 绩效指标"])
def test_tasks_in_front_of_the_levels(heading: str, framed: bool) -> None:
    """The name of a task beside its rows is neither a level nor a row that was not understood."""
    form = sample()
    frame = [""] if framed else []
    rows = [[*frame, task, *row[1:]] for task, row in zip(TASKS, indicator_lines(form), strict=True)]
    headings = [*(["绩效指标"] if framed else []), heading, *HEADINGS[1:]]
    [read] = forms_of(tabbed([*head_lines(form), headings, *rows, [*frame, *total_line(form)]]))
    assert rows_of(read, *FIELDS) == TRUTH
    assert read["total"] == form["total"]
    assert "lacks" not in read


def test_a_tasks_name_goes_on_in_a_row_of_its_own() -> None:
    """The second line of a merged cell of the tasks, alone in its row, is no part of an indicator's name."""
    form = sample()
    rows = [[task, *row[1:]] for task, row in zip(TASKS, indicator_lines(form), strict=True)]
    rows.insert(4, ["及制度完善", *[""] * 8])
    [read] = forms_of(tabbed([*head_lines(form), ["任务名称", *HEADINGS[1:]], *rows, total_line(form)]))
    assert rows_of(read, *FIELDS) == TRUTH
    assert "lacks" not in read


def test_points_of_the_tasks_are_not_the_indicators() -> None:
    """权重 and 得分 behind 任务名称 are read past where the indicators have their own."""
    form = sample()
    points = [("55", "55"), ("", ""), ("", ""), ("35", "32"), *[("", "")] * 3]
    rows = [[task, *own, *row[1:]] for task, own, row in zip(TASKS, points, indicator_lines(form), strict=True)]
    headings = ["任务名称", "权重", "得分", *HEADINGS[1:]]
    [read] = forms_of(tabbed([*head_lines(form), headings, *rows, ["", "", *total_line(form)]]))
    assert rows_of(read, *FIELDS) == TRUTH
    assert read["total"] == form["total"]


def test_levels_begin_again_with_each_task() -> None:
    """Below the second task the same levels stand once more, and 产出指标 is no part of 效益指标."""
    form = sample()
    rows = [["办班", *row[1:]] if number == 0 else row for number, row in enumerate(indicator_lines(form)[:5])]
    rows += [
        ["考核", "产出指标", "数量指标", "考核人次", "≥80人次", "80人次", "15", "15", ""],
        ["", "满意度指标", "服务对象满意度指标", "学员满意度", "≥90%", "93%", "10", "10", ""],
    ]
    [read] = forms_of(tabbed([*head_lines(form), ["任务名称", *HEADINGS[1:]], *rows, total_line(form)]))
    assert rows_of(read, "level1", "level2", "name")[4:] == [
        ("效益指标", "社会效益指标", "业务能力"),
        ("产出指标", "数量指标", "考核人次"),
        ("满意度指标", "服务对象满意度指标", "学员满意度"),
    ]
    assert "lacks" not in read


def test_tasks_without_a_third_level_do_not_name_the_indicators() -> None:
    """Where 任务名称 stands for the names themselves, behind the levels, its heading is named as not understood."""
    form = sample()
    headings = [*HEADINGS[:3], "任务事项", *HEADINGS[4:]]
    [read] = forms_of(tabbed([*head_lines(form), headings, *indicator_lines(form), total_line(form)]))
    assert "columns" in read["lacks"]


GROUPS = ["组织办班", "", "考核", "", "能力建设", "", ""]


@pytest.mark.parametrize("heading", ["四级指标", "四级指标名称"])
def test_the_finest_level_is_the_name(heading: str) -> None:
    """Beside 四级指标 the third level groups the indicators, also where its cell is blank or spans several rows."""
    form = sample()
    rows = [[*row[:3], group, *row[3:]] for group, row in zip(GROUPS, indicator_lines(form), strict=True)]
    total = total_line(form)
    headings = [*HEADINGS[:4], heading, *HEADINGS[4:]]
    [read] = forms_of(tabbed([*head_lines(form), headings, *rows, [*total[:4], "", *total[4:]]]))
    assert rows_of(read, *FIELDS) == TRUTH
    assert "lacks" not in read


def test_a_row_that_ends_at_the_third_level() -> None:
    """An indicator without a fourth level has the name that its third level says."""
    form = sample()
    rows = [[*row[:3], group, *row[3:]] for group, row in zip(GROUPS, indicator_lines(form), strict=True)]
    rows[6][3:5] = ["学员满意度", ""]
    total = total_line(form)
    headings = [*HEADINGS[:4], "四级指标", *HEADINGS[4:]]
    [read] = forms_of(tabbed([*head_lines(form), headings, *rows, [*total[:4], "", *total[4:]]]))
    assert rows_of(read, *FIELDS) == TRUTH
