"""Heads and fund tables unlike the national form's, and tables that repeat what they merge."""

import pytest

from tests.forms.layout_samples import transfer
from tests.forms.reading import forms_of, recognised, rows_of
from tests.forms.rendering import HEADINGS, tabbed

GOAL = [
    ["年度总体目标", "", "预期目标", "", "", "实际完成情况"],
    ["", "", "疏浚河道六公里。", "", "", "已疏浚六公里。"],
]
TABLE = [
    list(HEADINGS),
    ["", "产出指标", "数量指标", "疏浚河道长度", "≥6公里", "6公里", "50", "50", ""],
    ["", "效益指标", "社会效益指标", "行洪能力", "提升", "提升", "30", "30", ""],
    ["", "满意度指标", "服务对象满意度指标", "沿岸居民满意度", "≥90%", "92%", "10", "10", ""],
    ["总分", "", "", "", "", "", "100", "100", ""],
]
NAMES = ["项目名称", "", "河道疏浚"]
UNITS = ["主管部门", "", "青川市水务局", "", "实施单位", "云溪区河道站"]


def lines(*head: list[str]) -> str:
    """A form with these lines between its title and its goals."""
    return tabbed([["项目支出绩效自评表"], ["（2023年度）"], *head, *GOAL, *TABLE])


def test_amounts_behind_labels_of_their_own() -> None:
    """The form of 2018 prints 预算数 and 执行数 side by side, each with its sources below."""
    [form] = forms_of(
        lines(
            NAMES,
            UNITS,
            ["预算执行情况（万元）", "", "预算数：", "80", "", "执行数：", "78"],
            ["", "", "其中：财政拨款", "70", "", "其中：财政拨款", "68"],
            ["", "", "其他资金", "10", "", "其他资金", "10"],
        )
    )
    assert {key: (line["annual"], line["executed"]) for key, line in form["budget"].items()} == {
        "total": ("80", "78"),
        "appropriation": ("70", "68"),
        "other": ("10", "10"),
    }
    assert form["money_unit"] == "万元"


@pytest.mark.parametrize(
    "headings",
    [
        "年初预算金额|调整后全年预算数（A）|实际支出数（B）|权重（分）|预算执行率（B/A）|自评得分",
        "年初批复数|全年预算金额|累计支出金额|标准分|支出率|执行率得分",
        "预算批复数|调整后预算|支付金额|分值|预算完成率|得分",
        "年初下达数|实际到位资金|实际使用资金|分值|资金使用率|得分（执行率*10）",
    ],
)
def test_other_words_for_the_columns_of_money(headings: str) -> None:
    """Each heading is read as what it means."""
    amounts = ["", "资金总额", "90", "80", "72", "10", "90%", "9"]
    [form] = forms_of(lines(NAMES, UNITS, ["项目资金（万元）", "", *headings.split("|")], amounts))
    assert form["budget"]["total"] == {
        "initial": "90",
        "annual": "80",
        "executed": "72",
        "weight": "10",
        "rate": "90%",
        "score": "9",
    }


@pytest.mark.parametrize("label", ["支出总额", "部门支出总额", "整体支出", "支出合计", "年度资金总额"])
def test_what_a_department_calls_its_total_funds(label: str) -> None:
    """The row above 基本支出 and 项目支出 is the total whatever it is called, so that its sums and rate are checked."""
    funds = [["", label, "90", "80", "72", "10", "90%", "9"], ["", "基本支出", "50", "45", "40", "", "", ""]]
    headings = "年初预算数|全年预算数|全年执行数|分值|执行率|得分"
    [form] = forms_of(lines(NAMES, UNITS, ["项目资金（万元）", "", *headings.split("|")], *funds))
    assert list(form["budget"]) == ["total", "基本支出"]


def test_several_labels_in_one_line() -> None:
    """The value of a label ends where the next label of the line begins; 年度：2023 names the year."""
    [form] = forms_of(
        tabbed(
            [
                ["部门预算项目支出绩效自评表"],
                ["年度：2023　　单位：万元"],
                NAMES,
                ["填报单位：云溪区河道站　　　　填报日期：2024年2月20日"],
                *GOAL,
                *TABLE,
            ]
        )
    )
    assert (form["year"], form["unit"], form["money_unit"]) == (2023, "云溪区河道站", "万元")


def test_the_years_tasks_are_no_goal() -> None:
    """A table of 年度主要任务 below the goals leaves them as they are."""
    tasks = [
        ["年度主要任务", "任务名称", "主要内容", "预算数", "完成情况"],
        ["", "任务一", "清理河面漂浮物", "20", "已完成"],
    ]
    head = [["部门整体支出绩效自评表"], ["（2023年度）"], ["部门（单位）名称", "", "云溪区水务局"]]
    [form] = forms_of(tabbed([*head, *GOAL, *tasks, *TABLE]))
    assert form["goal"] == {"expected": "疏浚河道六公里。", "actual": "已疏浚六公里。"}
    assert (form["kind"], form["unit"]) == ("department_self_evaluation", "云溪区水务局")


def test_merged_cells_printed_again_in_each_of_their_columns() -> None:
    """Converters that repeat a merged text change nothing: title, heads, goals, names; equal values stay two."""
    width = 10
    table = [[row[0] or "绩效指标", *row[1:4], row[3], *row[4:]] for row in TABLE[:-1]]
    text = tabbed(
        [
            ["项目支出绩效自评表"] * width,
            ["（2023年度）"] * width,
            [*["项目名称"] * 2, *["河道疏浚"] * 8],
            [*["主管部门"] * 2, *["青川市水务局"] * 2, "实施单位", *["云溪区河道站"] * 5],
            ["年度总体目标", *["预期目标"] * 4, *["实际完成情况"] * 5],
            ["年度总体目标", *["疏浚河道六公里。"] * 4, *["已疏浚六公里。"] * 5],
            *table,
            [*["总分"] * 7, "100", "90", ""],
        ]
    )
    [form] = forms_of(text)
    assert (form["year"], form["project"], form["unit"]) == (2023, "河道疏浚", "云溪区河道站")
    assert form["goal"] == {"expected": "疏浚河道六公里。", "actual": "已疏浚六公里。"}
    assert rows_of(form, "level1", "name", "target", "actual", "weight", "score") == [
        ("产出指标", "疏浚河道长度", "≥6公里", "6公里", "50", "50"),
        ("效益指标", "行洪能力", "提升", "提升", "30", "30"),
        ("满意度指标", "沿岸居民满意度", "≥90%", "92%", "10", "10"),
    ]
    assert form["total"] == {"weight": "100", "score": "90"}


def test_a_table_that_repeats_nothing_stays() -> None:
    """A name that is target and actual as well stays three cells, in a form without weights too."""
    rows = [*transfer()[:-1], ["", "", "", "按时拨付", "按时拨付", "按时拨付", ""]]
    [form] = forms_of(tabbed(rows))
    assert rows_of(form, "name", "target", "actual")[-1] == ("按时拨付", "按时拨付", "按时拨付")


@pytest.mark.parametrize("printed", ["1O", "l0", "11、25", "优", "十", "九点五分"])
def test_points_that_are_no_number_stay_points(printed: str) -> None:
    """A slip under 得分 is reported there and does not become the reason beside it."""
    [form] = forms_of(
        tabbed([["项目支出绩效自评表"], NAMES, UNITS, *TABLE[:1], [*TABLE[1][:7], printed, ""], *TABLE[2:]])
    )
    assert rows_of(form, "weight", "score", "deviation")[0] == ("50", printed, "")


EXECUTION = ["绩效指标", "预算执行情况（10分）", "预算执行率", "预算执行率", "100%", "90%", "10", "9", ""]
FUNDS = [
    ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "执行率"],
    ["", "年度资金总额", "80", "80", "72", "90%"],
]


def test_execution_scored_among_the_indicators() -> None:
    """The row under 预算执行 has the points of the fund table, which prints none itself; it is no indicator."""
    [form] = forms_of(tabbed([["项目支出绩效自评表"], NAMES, UNITS, *FUNDS, *GOAL, TABLE[0], EXECUTION, *TABLE[1:]]))
    assert form["budget"]["total"] == {
        "initial": "80",
        "annual": "80",
        "executed": "72",
        "weight": "10",
        "rate": "90%",
        "score": "9",
    }
    assert [row["name"] for row in form["indicators"]] == ["疏浚河道长度", "行洪能力", "沿岸居民满意度"]


def test_execution_scored_without_any_fund_table() -> None:
    """Then the row alone tells the rate and the points."""
    [form] = forms_of(tabbed([["项目支出绩效自评表"], NAMES, UNITS, *GOAL, TABLE[0], EXECUTION, *TABLE[1:]]))
    assert form["budget"]["total"] == {
        "initial": "",
        "annual": "",
        "executed": "",
        "weight": "10",
        "rate": "90%",
        "score": "9",
    }


@pytest.mark.parametrize(("score", "indicators"), [("9", 3), ("8", 4)])
def test_execution_scored_twice(score: str, indicators: int) -> None:
    """Points that repeat those of the fund table count once; others are what an indicator prints."""
    funds = [[*FUNDS[0], "分值", "得分"], [*FUNDS[1], "10", "9"]]
    row = [*EXECUTION[:7], score, ""]
    [form] = forms_of(tabbed([["项目支出绩效自评表"], NAMES, UNITS, *funds, *GOAL, TABLE[0], row, *TABLE[1:]]))
    assert (form["budget"]["total"]["score"], len(form["indicators"])) == ("9", indicators)


def test_sources_of_money_under_a_heading_of_their_own() -> None:
    """资金来源 in front of the amounts heads the labels and shifts nothing."""
    heading = ["项目资金（万元）", "", "资金来源", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    amounts = ["", "", "合计", "90", "80", "72", "10", "90%", "9"]
    source = ["", "", "一般公共预算财政拨款", "90", "80", "72", "", "", ""]
    unit = ["", "", "单位资金", "0", "0", "0", "", "", ""]
    [form] = forms_of(lines(NAMES, UNITS, heading, amounts, source, unit))
    assert [form["budget"][key]["executed"] for key in ("total", "appropriation", "单位资金")] == ["72", "72", "0"]


@pytest.mark.parametrize(("expected", "actual"), [("年初目标", "完成情况"), ("绩效目标设定", "绩效目标完成情况")])
def test_other_words_for_the_goals(expected: str, actual: str) -> None:
    """The texts stand below their headings; no heading becomes a goal."""
    goal = [["年度绩效目标", expected, "", actual], ["", "疏浚河道六公里。", "", "已疏浚六公里。"]]
    [form] = forms_of(tabbed([["项目支出绩效自评表"], NAMES, UNITS, *goal, *TABLE]))
    assert form["goal"] == {"expected": "疏浚河道六公里。", "actual": "已疏浚六公里。"}


@pytest.mark.parametrize("title", [[], [["2023年度项目支出绩效自评汇总表"]]])
@pytest.mark.parametrize(
    "headings", ["序号|项目名称|预算数|执行数|自评得分", "项目名称|年初预算数|执行数|执行率|自评得分"]
)
def test_a_list_of_projects_is_no_form(title: list[list[str]], headings: str) -> None:
    """A summary in front of the forms is neither one of them nor a part of the first."""
    names = headings.split("|")
    rows = [["1"] * names.index("项目名称") + ["河道疏浚", "80", "78", "97.5%", "99"][: len(names)]]
    found = recognised(tabbed([*title, names, *rows]) + "\n\n" + lines(NAMES, UNITS, *FUNDS))
    assert ([form.project.text for form in found.forms], found.refusals) == (["河道疏浚"], ())


@pytest.mark.parametrize(
    ("goal", "expected", "actual"),
    [
        ([["年度总体目标", "", "疏浚河道六公里。"]], "疏浚河道六公里。", ""),
        ([["*年度总体绩效目标：疏浚河道六公里。"]], "疏浚河道六公里。", ""),
        (
            [["年度绩效目标", "疏浚河道六公里。"], ["目标完成情况", "已疏浚六公里。"]],
            "疏浚河道六公里。",
            "已疏浚六公里。",
        ),
        (
            [["年度总体目标", "预期目标", "", "", "实际完成情况"], ["", "", "", "", "已疏浚六公里。"]],
            "",
            "已疏浚六公里。",
        ),
    ],
    ids=["beside it", "behind a colon", "then the actual", "a blank goal under its heading"],
)
def test_a_goal_beside_the_frames_own_label(goal: list[list[str]], expected: str, actual: str) -> None:
    """Where no heading 预期目标 stands, the text beside 年度总体目标 is what was planned."""
    [form] = forms_of(tabbed([["项目支出绩效自评表"], NAMES, UNITS, *goal, *TABLE]))
    assert form["goal"] == {"expected": expected, "actual": actual}


WORDED = ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]


@pytest.mark.parametrize(
    ("label", "key"),
    [("年度资金总额", "total"), ("其中：当年财政拨款", "appropriation"), ("其中：市级资金", "市级资金")],
)
@pytest.mark.parametrize("word", ["无", "见附件", "待定", "追加", "不适用", "年中追加", "详见附件1；另行说明。"])
@pytest.mark.parametrize("places", [(0,), (1,), (2,), (0, 1)])
def test_a_word_for_an_amount(label: str, key: str, word: str, places: tuple[int, ...]) -> None:
    """What stands under a heading of money is an amount, readable or not, and never the name of the row."""
    printed = ["80", "80", "72"]
    for place in places:
        printed[place] = word
    [form] = forms_of(lines(NAMES, UNITS, WORDED, ["", label, *printed, "10", "90%", "9"]))
    assert {name: line for name, line in form["budget"].items() if name == key} == {
        key: dict(
            zip(("initial", "annual", "executed", "weight", "rate", "score"), [*printed, "10", "90%", "9"], strict=True)
        )
    }
    assert len(form["budget"]) == 1
    assert "lacks" not in form


def test_words_for_all_amounts() -> None:
    """A total row without one figure is still the total row."""
    [form] = forms_of(lines(NAMES, UNITS, WORDED, ["", "年度资金总额", "见附件", "见附件", "见附件", "10", "", "9"]))
    assert form["budget"]["total"]["executed"] == "见附件"
    assert form["budget"]["total"]["score"] == "9"


@pytest.mark.parametrize("frame", ["项目资金", "资金来源"])
def test_a_label_under_a_heading_of_money_stays_a_label(frame: str) -> None:
    """In a row that is shifted to the right the source of money stands where an amount would."""
    head = ["项目资金（万元）", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"]
    [form] = forms_of(lines(NAMES, UNITS, head, [frame, "年度资金总额", "80", "80", "72", "10", "90%", "9"]))
    assert form["budget"]["total"]["initial"] == "80"
    assert form["budget"]["total"]["score"] == "9"


def test_a_head_below_the_funds_is_no_source_of_money() -> None:
    """A name under a heading of money is no amount."""
    funds = [WORDED, ["", "年度资金总额", "80", "80", "72", "10", "90%", "9"]]
    [form] = forms_of(
        lines(NAMES, UNITS, *funds, ["项目负责人", "", "王一", "联系电话", "1234"], ["资金用途", "", "修缮"])
    )
    assert list(form["budget"]) == ["total"]
    assert form["leader"] == "王一"
