"""What is not understood is said; what only looks like something else is not mistaken for it."""

import pytest

from tests.forms import rendering
from tests.forms.reading import forms_of, recognised, rows_of
from tests.forms.rendering import form_lines, head_lines, indicator_lines, sample, tabbed, total_line

HEADINGS = list(rendering.HEADINGS)
NAMES = [(row["name"],) for row in sample()["indicators"]]


def _text(rows: list[list[str]], headings: list[str] | None = None, total: list[str] | None = None) -> str:
    return tabbed([*head_lines(sample()), headings or HEADINGS, *rows, total or total_line(sample())])


@pytest.mark.parametrize(
    ("heading", "spelled"),
    [
        ("得分", "自评分数"),
        ("得分", "评价得分"),
        ("分值", "分值（权重）"),
        ("分值", "设定分值"),
        ("年度指标值", "年度预期指标值"),
        ("年度指标值", "年初设定目标值"),
        ("实际完成值", "年末完成值"),
        ("偏差原因分析及改进措施", "偏差原因分析及整改措施"),
    ],
)
def test_a_heading_is_known_by_a_word_in_it(heading: str, spelled: str) -> None:
    """Headings are spelled in many ways; the form is the same."""
    headings = [spelled if text == heading else text for text in HEADINGS]
    assert forms_of(_text(indicator_lines(sample()), headings)) == [sample()]


def test_a_heading_that_says_nothing_makes_the_columns_incomplete() -> None:
    """Where a core column is missing and a heading is not understood, the form says so."""
    headings = ["甲栏" if text == "得分" else text for text in HEADINGS]
    [form] = recognised(_text(indicator_lines(sample()), headings)).forms
    assert [(lack.part, "甲栏" in lack.reason.zh) for lack in form.lacks] == [("columns", True)]


def test_a_second_form_that_is_not_understood_is_named() -> None:
    """Beside a form that was read, something like a form is never passed over."""
    strange = [["甲", "乙", "丙", "丁"], ["事项", "说明", "10", "9"], ["总分", "", "100", "90"]]
    head = [["项目名称", "另一个项目"], ["主管部门", "某局"]]
    result = recognised(tabbed([*form_lines(sample()), [], *head, *strange]))
    assert len(result.forms) + len(result.refusals) == 2


def test_a_name_alone_in_its_row_makes_the_rows_incomplete() -> None:
    """An unfilled row, or a piece of one, is kept as a row of its own and said."""
    rows = indicator_lines(sample())
    rows.insert(1, ["", "", "", "完成巡查", *[""] * 5])
    [form] = forms_of(_text(rows))
    assert rows_of(form, "name")[:3] == [NAMES[0], ("完成巡查",), NAMES[1]]
    assert form["lacks"] == ["rows"]


def test_two_rows_in_one_make_the_rows_incomplete() -> None:
    """Cells that fit no column say that a row was not understood."""
    rows = indicator_lines(sample())
    rows[1:3] = [[*rows[1], *rows[2][3:]]]
    [form] = forms_of(_text(rows))
    assert form["lacks"] == ["rows"]


@pytest.mark.parametrize(
    "header",
    [
        [["项目支出绩效自评表"]],
        [["项目支出绩效自评表（续）"]],
        [["项目名称", "基层业务培训"], HEADINGS],
        [["填报单位：云溪区培训中心", "", "", "", "", "", "单位：元"]],
    ],
)
def test_a_page_header_within_the_table_begins_no_form(header: list[list[str]]) -> None:
    """Title, project and unit printed again on a new page belong to the form that goes on."""
    rows = indicator_lines(sample())
    text = _text([*rows[:3], [], *header, *rows[3:]])
    assert [rows_of(form, "name") for form in forms_of(text)] == [NAMES]


@pytest.mark.parametrize("sentence", ["形成绩效评价报告", "做好绩效监控", "完成绩效自评表"])
def test_a_goal_that_reads_like_a_title_is_a_goal(sentence: str) -> None:
    """Texts within a form name no other kind of form."""
    form = sample()
    form["goal"] = {"expected": sentence, "actual": sentence}
    assert forms_of(tabbed(form_lines(form))) == [form]


@pytest.mark.parametrize("label", ["合计", "综合得分", "自评总得分", "总分（权重合计）", "总 分"])
def test_the_total_has_many_names(label: str) -> None:
    """Each of them ends the form and is no indicator."""
    assert forms_of(_text(indicator_lines(sample()), total=[label, *total_line(sample())[1:]])) == [sample()]


def test_a_grade_behind_the_total_is_no_part_of_it() -> None:
    """`96.5（优）` is a score of 96.5."""
    [form] = recognised(_text(indicator_lines(sample()), total=["总分", *[""] * 5, "100", "96.5（优）", ""])).forms
    assert (str(form.total.weight.value), str(form.total.score.value)) == ("100", "96.5")


def test_subtotals_and_group_points_are_no_indicators() -> None:
    """小计 rows, 合计 of a part, and labels with their group's points stand between indicators."""
    rows = indicator_lines(sample())
    rows.insert(4, ["", "合计", "", "", "", "", "50", "50", ""])
    rows.insert(5, ["", "小计", "", "", "", "", "50", "50", ""])
    rows.insert(0, ["", "产出指标", "", "", "", "", "50", "50", ""])
    assert rows_of(forms_of(_text(rows))[0], "name") == NAMES


@pytest.mark.parametrize("note", ["存在的主要问题", "下一步改进措施", "评价结论"])
def test_notes_before_the_total_are_no_indicators(note: str) -> None:
    """Rows about the whole form, wherever they stand."""
    assert rows_of(forms_of(_text([*indicator_lines(sample()), [note, "进度偏慢。"]]))[0], "name") == NAMES


def test_a_form_that_begins_in_its_fund_table_keeps_its_rows_apart() -> None:
    """Fund rows of a form whose head was cut are no indicators."""
    lines = form_lines(sample())
    heading = next(number for number, line in enumerate(lines) if line[0].startswith("项目资金"))
    for start in (heading, heading + 1, heading + 2):
        [form] = forms_of(tabbed(lines[start:]))
        assert rows_of(form, "name") == NAMES, start


def test_zero_width_blanks_are_blanks() -> None:
    """Pages carry U+200B in empty cells."""
    rows = [[cell or "\u200b" for cell in line] for line in indicator_lines(sample())]
    assert forms_of(_text(rows)) == [sample()]


@pytest.mark.parametrize("forms", [1, 2])
def test_a_wide_table_whose_right_part_stands_apart_lacks_its_columns(forms: int) -> None:
    """Nothing says which points belong to which row, so none is taken, and no row is made of them."""
    whole = [*head_lines(sample()), HEADINGS, *indicator_lines(sample()), total_line(sample())]
    parts = [[line[:6] for line in whole], [[*line[6:]] for line in whole if any(line[6:])]]
    found = recognised("\n".join(tabbed(part) for part in parts * forms)).forms
    assert [[lack.part for lack in form.lacks] for form in found] == [["columns"]] * forms
    for form in found:
        assert [(row.name.text,) for row in form.indicators] == NAMES
        assert not any(field.text for row in form.indicators for field in (row.weight, row.score, row.deviation))
