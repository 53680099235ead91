"""Whole forms in text: layouts, breaks, shifts, fragments and what is no form."""

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.forms import rendering
from tests.forms.reading import forms_of, recognised, rows_of
from tests.forms.rendering import cell_per_line, form_lines, head_lines, indicator_lines, sample, tabbed, total_line


def test_the_national_layout_gives_back_every_field() -> None:
    """A form written as tab-separated rows is read back as it was."""
    assert forms_of(tabbed(form_lines(sample()))) == [sample()]


def test_one_cell_per_line_gives_back_every_field() -> None:
    """The same form with one cell per line and a heading over two rows is read back as it was."""
    lines = form_lines(sample())
    heading = next(number for number, line in enumerate(lines) if line[0] == "绩效指标")
    lines[heading] = ["绩\n效\n指\n标", *rendering.HEADINGS[1:4], "年度", "实际", *rendering.HEADINGS[6:]]
    lines.insert(heading + 1, ["", "", "", "", "指标值", "完成值", "", "", ""])
    assert forms_of(cell_per_line(lines)) == [sample()]


def test_several_forms_in_a_file_stay_apart() -> None:
    """Two forms in one text, with an empty line between or without, are two forms in their order."""
    second = sample() | {"project": "窗口服务提升"}
    gap: list[list[str]] = [[]]
    for between in (gap, []):
        text = tabbed([*form_lines(sample()), *between, *form_lines(second)])
        assert [form["project"] for form in forms_of(text)] == ["基层业务培训", "窗口服务提升"]


@pytest.mark.parametrize("shift", [-2, -1, 1])
def test_rows_beside_their_headings_are_aligned_by_content(shift: int) -> None:
    """Rows that a page break shifted by some columns keep their meaning."""
    lines = [line[-shift:] if shift < 0 else [""] * shift + line for line in indicator_lines(sample())]
    if shift == -2:  # only the cells that fit: the labels stand one column further left
        lines = [
            [row["level2"], *line[1:]] if line[0] else line
            for row, line in zip(sample()["indicators"], lines, strict=True)
        ]
    text = tabbed([*head_lines(sample()), list(rendering.HEADINGS), *lines, total_line(sample())])
    columns = ("level2", "name", "target", "actual", "weight", "score", "deviation")
    assert rows_of(forms_of(text)[0], *columns) == [
        tuple(row[name] for name in columns) for row in sample()["indicators"]
    ]


def test_a_lost_deviation_column_leaves_it_empty() -> None:
    """A row whose last cell fell off with a shift has an empty deviation and its own weight and score."""
    lines = indicator_lines(sample())
    lines[3] = ["", *lines[3]][:9]
    text = tabbed([*head_lines(sample()), list(rendering.HEADINGS), *lines, total_line(sample())])
    row = forms_of(text)[0]["indicators"][3]
    assert row == sample()["indicators"][3] | {"deviation": ""}


@pytest.mark.parametrize("column", ["target", "actual", "weight", "score", "deviation"])
def test_a_blank_cell_does_not_collapse(column: str) -> None:
    """Every other cell stays what it is where one is blank."""
    form = sample()
    form["indicators"][1][column] = ""
    assert forms_of(tabbed(form_lines(form))) == [form]


def _cut(lines: list[list[str]], row: int, head: list[str], tail: list[str]) -> list[list[str]]:
    """The lines with one of them cut by a page break into a head and a tail."""
    return [*lines[:row], head, [], tail, *lines[row + 1 :]]


@pytest.mark.parametrize(
    ("head", "tail"),
    [
        pytest.param(
            ["", "", "可持续影响指标", "培训制度健全性", "健全", "基本健全", "15", "12", "制度修订较晚，下一步将"],
            ["", "", "", "", "", "", "", "", "加快修订。"],
            id="deviation-tail-after",
        ),
        pytest.param(
            ["", "", "", "", "", "", "", "", "制度修订较晚，"],
            ["", "", "可持续影响指标", "培训制度健全性", "健全", "基本健全", "15", "12", "下一步将加快修订。"],
            id="deviation-head-before",
        ),
        pytest.param(
            ["", "", "可持续影响指标", "培训制度", "健全", "基本健全", "15", "12", "制度修订较晚，下一步将加快修订。"],
            ["", "", "", "健全性", "", "", "", "", ""],
            id="name-tail-after",
        ),
        pytest.param(
            ["", "", "", "培训制度健全性", "健全", "基本健全", "15", "12", "制度修订较晚，下一步将加快"],
            ["", "", "可持续影响指标", "", "", "", "", "", "修订。"],
            id="label-on-the-tail",
        ),
    ],
)
def test_a_row_cut_by_a_page_break_is_joined(head: list[str], tail: list[str]) -> None:
    """Head and tail of a cut row make one indicator, with the label wherever it was printed."""
    lines = _cut(indicator_lines(sample()), 5, head, tail)
    text = tabbed([*head_lines(sample()), list(rendering.HEADINGS), *lines, total_line(sample())])
    assert forms_of(text) == [sample()]


def test_a_break_between_rows_changes_nothing() -> None:
    """An empty line before any row, or a heading printed again, is a page break inside the form."""
    lines = indicator_lines(sample())
    for row in range(1, len(lines)):
        for repeated in ([], [list(rendering.HEADINGS)]):
            cut = [*lines[:row], [], *repeated, *lines[row:]]
            text = tabbed([*head_lines(sample()), list(rendering.HEADINGS), *cut, total_line(sample())])
            assert forms_of(text) == [sample()], row


def test_a_level_1_label_in_front_of_the_headings_covers_the_first_rows() -> None:
    """A merged 产出指标 beside the heading row is the level 1 of the rows below it."""
    lines = indicator_lines(sample())
    lines[0][1] = ""
    text = tabbed([*head_lines(sample()), ["产出指标", *rendering.HEADINGS[1:]], *lines, total_line(sample())])
    assert rows_of(forms_of(text)[0], "level1") == [(row["level1"],) for row in sample()["indicators"]]


def test_a_tail_is_a_fragment_without_head() -> None:
    """Rows and a total without a head are one incomplete form that says what it lacks."""
    lines = indicator_lines(sample())[4:]
    [form] = forms_of(tabbed([*lines, total_line(sample())]))
    assert (form["complete"], form["lacks"]) == (False, ["head"])
    assert rows_of(form, "name", "level1") == [
        ("业务能力", "效益指标"),
        ("培训制度健全性", "效益指标"),
        ("学员满意度", "满意度指标"),
    ]


def test_a_head_without_total_is_a_fragment_without_tail() -> None:
    """A form that ends before 总分 is incomplete, and the next form begins afresh."""
    text = tabbed([*form_lines(sample())[:-1], [], *form_lines(sample())])
    assert [(form["complete"], form.get("lacks")) for form in forms_of(text)] == [(False, ["tail"]), (True, None)]


def test_illegible_rows_make_the_rows_incomplete() -> None:
    """A line that is no part of the table, between its rows, says that rows are missing."""
    lines = indicator_lines(sample())
    text = (
        tabbed([*head_lines(sample()), list(rendering.HEADINGS), *lines[:3]])
        + "\n[illegible]\n\n"
        + tabbed([*lines[3:], total_line(sample())])
    )
    assert [(form["complete"], form["lacks"]) for form in forms_of(text)] == [(True, ["rows"])]


@pytest.mark.parametrize("mark", ["- 3 -", "第 3 页 共 7 页", "3"])
def test_a_page_number_between_rows_is_no_loss(mark: str) -> None:
    """Page numbers stand between rows of a table without making it incomplete."""
    lines = indicator_lines(sample())
    text = (
        tabbed([*head_lines(sample()), list(rendering.HEADINGS), *lines[:3]])
        + f"\n{mark}\n\n"
        + tabbed([*lines[3:], total_line(sample())])
    )
    assert forms_of(text) == [sample()]


def test_placeholder_rows_are_kept_and_marked() -> None:
    """`指标1：` with nothing beside it is the template's row: kept in place, marked, without effect on levels."""
    form = sample()
    empty = dict.fromkeys(("target", "actual", "weight", "score", "deviation"), "")
    form["indicators"].insert(5, {"level1": "效益指标", "level2": "生态效益指标", "name": "指标1：", **empty})
    [read] = recognised(tabbed(form_lines(form))).forms
    assert [indicator.placeholder for indicator in read.indicators] == [False] * 5 + [True] + [False] * 2
    assert forms_of(tabbed(form_lines(form))) == [form]


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("项目支出绩效运行监控表", "monitoring"),
        ("项目支出绩效自评复核表", "recheck"),
    ],
)
def test_other_kinds_are_refused_by_name(title: str, kind: str) -> None:
    """A monitoring form and a re-check form are named and give no form."""
    result = recognised(tabbed([[title], *form_lines(sample())[1:]]))
    assert [refusal.kind for refusal in result.refusals] == [kind]
    assert result.forms == ()


def test_a_report_in_prose_is_refused_but_not_a_form_within_it() -> None:
    """A report is named; a form printed in it is read as a form."""
    prose = "2023年度项目绩效自评报告\n一、项目基本情况\n本项目按计划实施。\n"
    assert [refusal.kind for refusal in recognised(prose).refusals] == ["report"]
    within = recognised(prose + tabbed(form_lines(sample())[2:]))
    assert ([form.project.text for form in within.forms], within.refusals) == (["基层业务培训"], ())


@pytest.mark.parametrize(
    "text",
    [
        "今天会议讨论了培训安排。\n总分 100 分的考试定于周五举行。\n",
        "姓名\t部门\t得分\n甲\t一科\t98\n乙\t二科\t95\n",
        "日期\t金额\t备注\n1月\t100\t无\n2月\t200\t无\n合计\t300\t\n",
    ],
)
def test_text_without_a_form_gives_none(text: str) -> None:
    """Prose, name lists and accounts are no forms."""
    assert recognised(text).forms == ()


def test_targets_without_actuals_are_a_target_form() -> None:
    """A target form keeps its own heads and has targets only."""
    text = (
        "财政项目支出绩效目标表\t\t\t\n(2021年度)\t\t\t\n申报单位名称：云溪区培训中心\t\t\t\n"
        "项目名称：\t基层业务培训\t项目类别：\t经常性项目\n计划开始日期：\t2021-01-01\t计划完成日期：\t2021-12-31\n"
        "总目标及阶段性目标：\t办好培训。\t\t\n\n"
        "项目总预算（元）：\t300,000\t项目当年预算（元）：\t280,000\n\n"
        "一级目标\t二级目标\t三级目标\t指标目标值\n产出目标\t数量\t培训班次\t=4次\n\t质量\t考试合格率\t>=90%\n"
    )
    [form] = forms_of(text)
    assert form == {
        "kind": "project_targets",
        "complete": True,
        "title": "财政项目支出绩效目标表",
        "year": 2021,
        "project": "基层业务培训",
        "unit": "云溪区培训中心",
        "money_unit": "元",
        "start": "2021-01-01",
        "end": "2021-12-31",
        "category": "经常性项目",
        "budget": {"project_total": "300,000", "project_annual": "280,000"},
        "goal": {"expected": "办好培训。", "actual": ""},
        "indicators": [
            {"level1": "产出目标", "level2": "数量", "name": "培训班次", "target": "=4次"},
            {"level1": "产出目标", "level2": "质量", "name": "考试合格率", "target": ">=90%"},
        ],
        "total": {"weight": "", "score": ""},
    }


def test_weights_before_values_are_read_by_their_headings() -> None:
    """The weight-first layout differs only in the order of its columns."""
    order = [0, 1, 2, 3, 6, 4, 5, 7, 8]
    heading = [rendering.HEADINGS[column] for column in order]
    lines = [[line[column] for column in order] for line in indicator_lines(sample())]
    text = tabbed([*head_lines(sample()), heading, *lines, total_line(sample())])
    assert forms_of(text) == [sample()]


_words = st.text(st.sampled_from("培训宣传执法服务数据系统平台设备"), min_size=2, max_size=8)


@st.composite
def _forms(draw: st.DrawFn) -> dict[str, Any]:
    """The sample with other names, numbers and deviations."""
    form = copy.deepcopy(sample())
    for row in form["indicators"]:
        row["name"] = draw(_words) + row["name"]
        row["weight"] = row["score"] = str(draw(st.integers(1, 30)))
        row["target"] = f"≥{draw(st.integers(1, 9999))}{draw(st.sampled_from(['次', '%', '人次', '万元']))}"
        row["actual"] = draw(st.sampled_from([row["target"][1:], row["target"], "", "完成"]))
        row["deviation"] = draw(st.sampled_from(["", "无", "受天气影响，进度推迟，下一步将加强调度。"]))
    return form


@given(form=_forms(), breaks=st.sets(st.integers(1, 6)))
@settings(max_examples=60, deadline=None)
def test_any_form_survives_being_printed_and_read(form: dict[str, Any], breaks: set[int]) -> None:
    """Whatever names, numbers and breaks: what is printed is what is read."""
    lines: list[list[str]] = []
    for number, line in enumerate(indicator_lines(form)):
        lines += [[], line] if number in breaks else [line]
    text = tabbed([*head_lines(form), list(rendering.HEADINGS), *lines, total_line(form)])
    assert forms_of(text) == [form]


@given(
    text=st.text(st.sampled_from("产出指标数量\t\n总分1005% ，。—≥年初预算数项目名称得分权重三级指标"), max_size=400)
)
@settings(max_examples=300, deadline=None)
def test_no_text_breaks_the_recogniser(text: str) -> None:
    """Any jumble of a form's words and breaks gives forms or none, never an exception."""
    if text.strip():
        recognised("x\ty\n" + text)


def test_sign_value_and_unit_in_three_columns_make_one_target() -> None:
    """Where a layout prints sign, value and unit apart, the target is their joined text; 定性 is no sign."""
    heading = [
        "一级指标",
        "二级指标",
        "三级指标",
        "指标性质",
        "指标值",
        "度量单位",
        "实际完成值",
        "权重",
        "得分",
        "未完成原因分析",
    ]
    rows = [
        ["产出指标", "数量指标", "培训班次", "≥", "6", "次", "6", "45", "45", ""],
        ["", "质量指标", "资料归档", "定性", "规范", "", "规范", "45", "45", ""],
    ]
    text = tabbed([*head_lines(sample()), heading, *rows, ["总分", "", "", "", "", "", "", "100", "99.5"]])
    [form] = forms_of(text)
    assert rows_of(form, "name", "target", "actual", "weight", "score") == [
        ("培训班次", "≥6次", "6", "45", "45"),
        ("资料归档", "规范", "规范", "45", "45"),
    ]
    assert form["total"] == {"weight": "100", "score": "99.5"}


def test_a_row_matched_by_content_says_so() -> None:
    """A row beside its headings is read, and carries the doubt; rows under their headings carry none."""
    lines = indicator_lines(sample())
    lines[3] = ["", *lines[3]][:9]
    [form] = recognised(tabbed([*head_lines(sample()), list(rendering.HEADINGS), *lines, total_line(sample())])).forms
    assert [indicator.doubt is not None for indicator in form.indicators] == [number == 3 for number in range(7)]
