"""Which rows a merged label covers, wherever beside its rows it is printed."""

import pytest

from perflint.documents import read_bytes
from perflint.forms.recognise import recognise
from tests.documents.spreadsheet_samples import xlsx_of
from tests.forms import rendering
from tests.forms.reading import forms_of, rows_of
from tests.forms.rendering import form_lines, head_lines, indicator_lines, sample, tabbed, total_line

LEVELS = [(row["level1"], row["level2"]) for row in sample()["indicators"]]


def _levels(lines: list[list[str]]) -> list[tuple[str, ...]]:
    text = tabbed([*head_lines(sample()), list(rendering.HEADINGS), *lines, total_line(sample())])
    return rows_of(forms_of(text)[0], "level1", "level2")


def _bare() -> list[list[str]]:
    """The sample's rows without labels."""
    return [["", "", "", *line[3:]] for line in indicator_lines(sample())]


def test_labels_beside_the_first_rows() -> None:
    """The usual print: each label stands beside the first row of its span."""
    assert _levels(indicator_lines(sample())) == LEVELS


def test_labels_beside_the_middle_rows() -> None:
    """Text extraction prints a merged label beside the middle of its cell."""
    lines = _bare()
    for row, label in ((1, "产出指标"), (4, "效益指标"), (6, "满意度指标")):
        lines[row][1] = label
    for row, label in ((0, "数量指标"), (2, "质量指标"), (3, "时效指标"), (4, "社会效益指标"), (5, "可持续影响指标")):
        lines[row][2] = label
    lines[6][2] = "服务对象满意度指标"
    assert _levels(lines) == LEVELS


def test_a_label_on_an_otherwise_empty_row_after_a_break_reaches_back() -> None:
    """Rows before the break belong to a label that only the new page prints."""
    lines = _bare()
    lines[4:] = indicator_lines(sample())[4:]
    labels = ["", "产出指标", "数量指标", *[""] * 6]
    first = [(LEVELS[row][0], "数量指标" if row < 4 else LEVELS[row][1]) for row in range(len(LEVELS))]
    assert _levels([*lines[:2], [], labels, *lines[2:]]) == first


def test_punctuality_before_a_break_belongs_to_the_label_after_it() -> None:
    """A 时效 label on the first row after a break reaches back over rows whose names speak of it."""
    form = sample()
    form["indicators"][2]["name"] = "经费拨付及时性"
    lines = indicator_lines(form)
    lines[2][2] = ""
    cut = [*lines[:3], [], *lines[3:]]
    assert _levels(cut)[:4] == [("产出指标", "数量指标")] * 2 + [("产出指标", "时效指标")] * 2


@pytest.mark.parametrize("shift", [0, 2])
def test_printed_weights_of_headings_decide_over_where_labels_stand(shift: int) -> None:
    """With 一级权重 printed, a break may leave labels some rows off; the sums tell the spans."""
    heading = ["一级指标", "一级权重", "二级指标", "三级指标", "分值", "年度指标值", "全年完成值", "偏差原因", "自评分"]
    rows = [["", "", "", f"事项{number}", "10", "≥1个", "1个", "", "10"] for number in range(10)]
    for row, label, weight in ((0, "投入管理指标", "30"), (3 + shift, "产出指标", "40"), (7 + shift, "效益指标", "30")):
        rows[row][:2] = [label, weight]
    text = tabbed(
        [
            ["部门（单位）整体支出绩效自评表"],
            ["（2023年度）"],
            ["单位名称", "云溪区服务中心"],
            ["整体支出规模", "", "", "全年预算数", "全年执行数", "执行率"],
            ["", "基本支出", "", "100.00", "98.00", "98%"],
            heading,
            *rows[:6],
            [],
            *rows[6:],
            ["总分", "100", "", "", "100", "", "", "", "100"],
        ]
    )
    [form] = forms_of(text)
    assert [row["level1"] for row in form["indicators"]] == ["投入管理指标"] * 3 + ["产出指标"] * 4 + ["效益指标"] * 3
    assert form["level1_weight"] == {"投入管理指标": "30", "产出指标": "40", "效益指标": "30"}


def test_no_label_at_all_leaves_the_levels_unknown() -> None:
    """Where no label is printed, no level is guessed."""
    assert _levels(_bare()) == [("", "")] * len(LEVELS)


@pytest.mark.parametrize("blank", [["质量指标"], ["质量指标", "时效指标"], ["数量指标", "质量指标"]])
def test_labels_of_rows_that_nobody_filled_in_cover_nothing(blank: list[str]) -> None:
    """The indicators below have labels of their own."""
    rows = [["绩效指标", "产出指标", "成本指标", "人均费用", "≤300元", "280元", "50", "50", ""]]
    for label in reversed(blank):
        rows.insert(0, ["", "", label, "", "", "", "", "", ""])
    rows[0][:2], rows[-1][:2] = ["绩效指标", "产出指标"], ["", ""]
    rows += [
        ["", "效益指标", "经济效益指标", "", "", "", "", "", ""],
        ["", "", "社会效益指标", "知晓率", "≥90%", "92%", "40", "40", ""],
    ]
    total = ["总分", *[""] * 5, "100", "100", ""]
    [form] = forms_of(tabbed([*head_lines(sample()), list(rendering.HEADINGS), *rows, total]))
    assert rows_of(form, "level1", "level2", "name") == [
        ("产出指标", "成本指标", "人均费用"),
        ("效益指标", "社会效益指标", "知晓率"),
    ]


@pytest.mark.parametrize("label", ["读者满意度", "读者满意度指标", "服务对象满意度指标", "社会评价"])
def test_satisfaction_of_its_own_words_below_a_page_break(label: str) -> None:
    """The level is printed beside its row, however the second one is spelled: nothing was lost with the break."""
    lines = form_lines(sample())
    satisfied = ["", "满意度指标", label, *lines[-2][3:]]
    text = tabbed([*lines[:-3], [], lines[-3], satisfied, lines[-1]])
    [form] = forms_of(text)
    assert rows_of(form, "level1", "level2")[-1] == ("满意度指标", label)


@pytest.mark.parametrize(("row", "label"), [(5, "数量指标"), (6, "质量指标")])
def test_a_label_stays_where_the_document_puts_it(row: int, label: str) -> None:
    """Beside a merged 一级指标, or in its very row, a 二级指标 of another level is printed so: PF607 is to say it."""
    form = sample()
    form["indicators"][row]["level2"] = label
    [read] = recognise(read_bytes(xlsx_of([form]), "form.xlsx")).forms
    expected = [*LEVELS]
    expected[row] = (LEVELS[row][0], label)
    assert [(one.level1.text, one.level2.text) for one in read.indicators] == expected
