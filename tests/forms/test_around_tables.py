"""Pages around forms, labels that say more than the label, lists of forms, and tables that are not understood."""

import pytest

from perflint.documents import read_bytes
from perflint.forms.export import form_to_mapping
from perflint.forms.model import Recognition
from perflint.forms.recognise import recognise
from tests.forms.reading import forms_of, recognised
from tests.forms.rendering import HEADINGS, form_lines, head_lines, indicator_lines, sample, tabbed, total_line


def _table(lines: list[list[str]]) -> str:
    rows = ("".join(f"<td>{text}</td>" for text in line) for line in lines)
    return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"


def _page(body: str) -> Recognition:
    return recognise(read_bytes(f"<html><body>{body}</body></html>".encode(), "form.html"))


@pytest.mark.parametrize(
    "line",
    [
        "发布时间：2024-08-15 来源：云溪区发展局 浏览次数：102",
        "发布日期：2024年8月15日",
        "信息来源：财务科　时间：2024/8/15 10:20",
        "2024-08-15 来源：发展局",
    ],
)
def test_the_day_of_publishing_is_not_the_year_of_the_form(line: str) -> None:
    """It stands between the title, which names the year, and the table."""
    body = f"<h1>云溪区发展局2023年度项目支出绩效自评表</h1><p>{line}</p>"
    [form] = _page(body + _table(form_lines(sample())[2:])).forms
    assert form.year.value == 2023


@pytest.mark.parametrize(
    ("line", "year"),
    [
        ("评价时段：2023年1月1日至2023年12月31日", 2023),
        ("（2023年1月1日—12月31日）", 2023),
        ("年度：2023", 2023),
        ("发布时间：2024-08-15", None),
    ],
)
def test_a_period_is_the_year_and_a_day_is_not(line: str, year: int | None) -> None:
    """Where the title names no year."""
    [form] = forms_of(tabbed([["项目支出绩效自评表"], [line], *form_lines(sample())[2:]]))
    assert form.get("year") == year


@pytest.mark.parametrize("caption", ["三、绩效指标完成情况", "（三）绩效指标", "绩效指标得分情况"])
def test_a_caption_above_the_indicators_is_no_goal(caption: str) -> None:
    """Each part of the form is a table of its own, with a paragraph above it."""
    lines = form_lines(sample())
    parts = [lines[2:9], lines[9:11], lines[11:]]
    captions = ["2023年度项目支出绩效自评表", "二、年度总体目标", caption]
    [form] = _page("".join(f"<p>{text}</p>{_table(part)}" for text, part in zip(captions, parts, strict=True))).forms
    assert form_to_mapping(form)["goal"] == sample()["goal"]


ENGLISH = {
    "项目名称": "Project Name",
    "主管部门": "Department",
    "实施单位": "Unit",
    "年初预算数": "Initial Budget",
    "全年预算数": "Annual Budget (A)",
    "全年执行数": "Executed (B)",
    "分值": "Weight",
    "执行率": "Execution Rate",
    "得分": "Score",
    "年度资金总额": "Total Funds",
    "预期目标": "Expected",
    "实际完成情况": "Outcome",
    "一级指标": "Level 1",
    "二级指标": "Level 2",
    "三级指标": "Indicator",
    "年度指标值": "Target",
    "实际完成值": "Actual Value",
    "偏差原因分析及改进措施": "Deviation & Measures",
    "总分": "Total",
}


@pytest.mark.parametrize("shape", ["{zh} {en}", "{zh}（{en}）", "{zh}/{en}", "{en} {zh}"])
def test_labels_in_two_languages(shape: str) -> None:
    """The English behind a label, in brackets or not, says the same again."""
    lines = [
        [shape.format(zh=text, en=ENGLISH[text]) if text in ENGLISH else text for text in line]
        for line in form_lines(sample())
    ]
    assert forms_of(tabbed(lines)) == [sample()]


def test_a_label_that_says_that_it_goes_on() -> None:
    """绩效指标（续） and 产出指标（续） where the headings are printed again within the table."""
    rows = [["绩效指标（续）", *row[1:]] for row in indicator_lines(sample())]
    rows[3][1] = "产出指标（续）"
    lines = [*head_lines(sample()), list(HEADINGS), *rows[:3], list(HEADINGS), *rows[3:], total_line(sample())]
    [form] = forms_of(tabbed(lines))
    assert form.get("lacks") is None
    assert [row["name"] for row in form["indicators"]] == [row["name"] for row in sample()["indicators"]]


LIST = [
    ["2022年度项目支出绩效自评结果汇总表"],
    ["序号", "项目名称", "预算数（万元）", "自评得分", "自评等级"],
    *([str(number), f"道路养护{number}段", "100", "98", "优"] for number in range(1, 9)),
]
STRANGE = [
    ["Project", "道路养护"],
    ["Funds", "", "Initial", "Annual", "Executed", "Weight", "Rate", "Score"],
    *(["", "Source", "90", "90", "81", "10", "90%", "9"] for _ in range(3)),
    ["", "Level 1", "Level 2", "Indicator", "Target", "Actual", "Weight", "Score"],
    *(["", "Output", "Quantity", "路段", "≥6段", "6段", "15", "15"] for _ in range(6)),
    ["Total", "", "", "", "", "", "100", "99"],
]


def test_a_list_of_forms_is_no_form() -> None:
    """Its columns are no heads, its rows no sources of money; the form beside it is read."""
    assert forms_of(tabbed(LIST)) == []
    for lines in ([*LIST, [], *form_lines(sample())], [*form_lines(sample()), [], *LIST]):
        found = recognised(tabbed(lines))
        assert [form_to_mapping(form) for form in found.forms] == [sample()]
        assert found.refusals == ()


def test_a_table_under_a_title_of_which_nothing_is_understood_is_named() -> None:
    """It must not vanish, beside a form that was read or alone; a guide under such a title is no form."""
    table = [["项目支出绩效自评表"], ["（2023年度）"], *STRANGE]
    for whole in ([form_lines(sample())], []):
        found = _page("".join(map(_table, [*whole, table])))
        assert (len(found.forms), [one.kind for one in found.refusals]) == (len(whole), ["unrecognised"])
    guide = [["项目支出绩效自评表填报要求"], *([str(number), "填报栏目", "按批复填写"] for number in range(1, 4))]
    assert _page(_table(form_lines(sample())) + _table(guide)).refusals == ()


def test_amounts_below_their_headings_without_a_label() -> None:
    """The only row is the total; of several nobody knows which is which."""
    lines = form_lines(sample())
    heading, amounts = lines[4], ["", "", *lines[5][2:]]
    [form] = forms_of(tabbed([*lines[:4], heading, amounts, *lines[9:]]))
    assert form == sample() | {"budget": {"total": sample()["budget"]["total"]}}
    [form] = forms_of(tabbed([*lines[:4], heading, amounts, amounts, *lines[9:]]))
    assert (form["budget"], form["lacks"]) == ({}, ["head"])


@pytest.mark.parametrize(("adjusted", "expected"), [("", "办好全年培训。"), ("办好三期培训。", "办好三期培训。")])
@pytest.mark.parametrize(
    "headings",
    [
        ["年度绩效目标", "年初绩效目标", "", "全年（调整）绩效目标", "", "全年目标实际完成情况"],
        ["年度总体目标", "当年设定的目标", "", "年中调整后的目标", "", "目标达成情况"],
    ],
)
def test_a_goal_that_was_adjusted_in_the_year(headings: list[str], adjusted: str, expected: str) -> None:
    """Three texts side by side: what was planned in the end is what the outcome is held against."""
    lines = form_lines(sample())
    goal = [headings, ["", "办好全年培训。", "", adjusted, "", "全年办班六期。"]]
    [form] = forms_of(tabbed([*lines[:9], *goal, *lines[11:]]))
    assert form["goal"] == {"expected": expected, "actual": "全年办班六期。"}


def test_lines_below_a_table_that_has_no_total() -> None:
    """A page's foot and signatures are no lost rows; what a program could not read is one."""
    lines = [
        ["中央对地方转移支付区域（项目）绩效目标自评表"],
        ["（2023年度）"],
        ["转移支付（项目）名称", "", "农村饮水补助"],
        ["资金情况（万元）", "", "全年预算数（A）", "全年执行数（B）", "预算执行率（B/A）"],
        ["", "年度资金总额：", "500", "480", "96%"],
        ["一级指标", "二级指标", "三级指标", "指标值", "全年完成值", "未完成原因和改进措施"],
        ["产出指标", "数量指标", "改造水厂数量", "≥3座", "3座", ""],
        ["效益指标", "社会效益指标", "受益人口", "≥2万人", "2.1万人", ""],
    ]
    for below, lacks in (("主办单位：云溪区人民政府办公室", []), ("[illegible]", ["rows"])):
        [form] = _page(_table(lines) + f"<p>{below}</p>").forms
        assert [lack.part for lack in form.lacks] == lacks


@pytest.mark.parametrize("again", [4, 9, 11])
def test_a_form_whose_title_and_heads_are_printed_on_each_page(again: int) -> None:
    """Title, year, project and department (funds and goals too) again above the next page's headings begin no form."""
    lines, rows = form_lines(sample()), indicator_lines(sample())
    second = [*lines[:again], list(HEADINGS), *rows[4:], total_line(sample())]
    [form] = _page(_table([*lines[:11], list(HEADINGS), *rows[:4]]) + _table(second)).forms
    assert form_to_mapping(form) == sample()


def test_the_same_project_with_another_fund_table_is_another_form() -> None:
    """A form that was cut off, and the whole form behind it."""
    lines = form_lines(sample())
    found = _page(_table(lines[:14]) + _table(lines)).forms
    assert [form.complete for form in found] == [False, True]


def test_a_table_for_each_level_under_its_own_line() -> None:
    """产出指标 in a line above a table without its column is the level of that table's rows and part of no name."""
    lines, rows = form_lines(sample()), indicator_lines(sample())
    body = _table(lines[:11])
    for label, start, end in (("产出指标", 0, 4), ("效益指标（30分）", 4, 6), ("满意度指标", 6, 7)):
        body += f"<h4>{label}</h4>" + _table([list(HEADINGS[2:]), *(row[2:] for row in rows[start:end])])
    [form] = _page(body + _table([total_line(sample())])).forms
    read = form_to_mapping(form)
    names = ("level2", "name", "target", "score")
    assert [[row[name] for name in names] for row in read["indicators"]] == [
        [row[name] for name in names] for row in sample()["indicators"]
    ]
    assert [row["level1"] for row in read["indicators"]] == ["产出指标"] * 4 + ["效益指标（30分）"] * 2 + ["满意度指标"]


def test_causes_and_measures_in_two_columns() -> None:
    """Both are the reason; where only the measure is filled, it is the reason alone."""
    headings = [*HEADINGS[:-1], "偏差原因", "改进措施"]
    rows = [[*row[:-1], "", ""] for row in indicator_lines(sample())]
    rows[2][-1] = "下一步加强辅导。"
    rows[5][-2:] = ["制度修订较晚。", "下一步将加快修订。"]
    [form] = _page(_table([*head_lines(sample()), headings, *rows, [*total_line(sample()), ""]])).forms
    assert [row.deviation.text for row in form.indicators] == [
        *["", "", "下一步加强辅导。", "", ""],
        "制度修订较晚。下一步将加快修订。",
        "",
    ]


def test_indicators_in_a_table_within_the_table_of_the_heads() -> None:
    """The rows around the inner table are a table too, however large the inner one is."""
    lines = form_lines(sample())
    inner = f"<tr><td colspan=9>{_table(lines[11:])}</td></tr></table>"
    [form] = _page(_table(lines[:11]).replace("</table>", inner)).forms
    assert form_to_mapping(form) == sample()


def test_the_total_stands_in_the_table_around_the_inner_one() -> None:
    """Read before the inner table, it is weight and score all the same."""
    grid = [
        [["项目支出绩效自评表"]],
        [["项目名称", "基层业务培训"]],
        [["总分", "", "", "", "", "100", "96.5", ""]],
        [["自评总分", "96.5", "复核总分", "95"]],
    ]
    table = _table(form_lines(sample())[11:-1])
    [form] = _page(_table([row for rows in grid[:3] for row in rows]) + table).forms
    assert (form.total.weight.text, form.total.score.text) == ("100", "96.5")
    [form] = _page(_table([row for rows in (*grid[:2], grid[3]) for row in rows]) + table).forms
    assert (form.total.weight.text, form.total.score.text) == ("", "96.5")
