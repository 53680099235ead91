"""Fund tables that are turned, that number their sources, or that have columns and rows of other things."""

from typing import Any

import pytest

from tests.forms.reading import forms_of

TABLE = """一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因
产出指标\t数量指标\t改造敬老院\t≥3所\t3所\t50\t50\t
效益指标\t社会效益指标\t入住率\t≥80%\t85%\t30\t30\t
满意度指标\t服务对象满意度指标\t老人满意度\t≥95%\t96%\t10\t10\t
总分\t\t\t\t\t100\t99.5\t
"""


def form_with(*funds: str, title: str = "项目支出绩效自评表") -> dict[str, Any]:
    """The form with these lines of its head (cells parted by |)."""
    lines = [title, "（2023年度）", "项目名称|敬老院改造", *funds]
    [form] = forms_of("\n".join(line.replace("|", "\t") for line in lines) + "\n" + TABLE)
    return form


def amounts(form: dict[str, Any]) -> dict[str, tuple[str, str, str]]:
    """Initial, annual and executed amount of each source."""
    return {key: (line["initial"], line["annual"], line["executed"]) for key, line in form["budget"].items()}


def test_sources_side_by_side() -> None:
    """The sources head columns, and what each amount is stands in front of the rows."""
    form = form_with(
        "预算执行情况（万元）||年度资金总额|其中：财政拨款|其他资金",
        "|年初预算数|120|100|20",
        "|全年预算数|110|90|20",
        "|全年执行数|104.5|88|16.5",
        "|执行率|95%|97.78%|82.5%",
        "|分值|10||",
        "|得分|9.5||",
    )
    assert amounts(form) == {
        "total": ("120", "110", "104.5"),
        "appropriation": ("100", "90", "88"),
        "other": ("20", "20", "16.5"),
    }
    total = form["budget"]["total"]
    assert (total["weight"], total["rate"], total["score"]) == ("10", "95%", "9.5")
    assert "lacks" not in form


def test_natures_of_spending_side_by_side() -> None:
    """基本支出, 项目支出 and their 合计 of a department."""
    form = form_with(
        "部门整体支出（元）||基本支出|项目支出|合计",
        "|年初预算数|3000|1000|4000",
        "|全年预算数|3100|900|4000",
        "|全年执行数|3100|860|3960",
        title="部门整体支出绩效自评表",
    )
    assert amounts(form) == {
        "基本支出": ("3000", "3100", "3100"),
        "项目支出": ("1000", "900", "860"),
        "total": ("4000", "4000", "3960"),
    }


def test_one_amount_a_row() -> None:
    """Without sources the amounts are those of the total."""
    form = form_with("项目资金（万元）|年初预算数|120", "|全年预算数|110", "|全年执行数|104.5", "|执行率|95%")
    assert amounts(form) == {"total": ("120", "110", "104.5")}
    assert form["budget"]["total"]["rate"] == "95%"


def test_what_heads_the_columns_is_no_source() -> None:
    """Amounts of three years side by side are nobody's here, and the form says that it lacks its funds."""
    form = form_with("项目资金（万元）||2021年|2022年|2023年", "|年初预算数|1|2|3", "|全年执行数|1|2|3")
    assert form["budget"] == {}
    assert "funds" in form["lacks"]


def test_sources_with_numbers() -> None:
    """2.政府性基金 is a source of money like any other."""
    form = form_with(
        "资金（万元）||年初预算数|全年预算数|全年执行数|执行率",
        "|资金总额|2000|2100|2058|98%",
        "|按来源分：1.一般公共预算|1900|2000|1960|98%",
        "|2.政府性基金|100|100|98|98%",
        "|①其他资金|0|0|0|",
    )
    assert amounts(form) == {
        "total": ("2000", "2100", "2058"),
        "appropriation": ("1900", "2000", "1960"),
        "政府性基金": ("100", "100", "98"),
        "other": ("0", "0", "0"),
    }


def test_two_columns_that_are_spelled_like_the_annual_budget() -> None:
    """预算调整数 and 结转结余 stand beside the amounts, and shift none."""
    form = form_with(
        "资金（万元）|项目|年初预算数|预算调整数（调增+，调减-）|调整后预算数|实际支出数|结转结余|执行率|得分",
        "|合计|80|-8|72|72|0|100%|10",
        "|财政拨款|80|-8|72|72|0|100%|",
        "|上年结转|0|0|0|0|0||",
    )
    assert amounts(form) == {
        "total": ("80", "72", "72"),
        "appropriation": ("80", "72", "72"),
        "carryover": ("0", "0", "0"),
    }
    assert [line["rate"] for line in form["budget"].values()] == ["100%", "100%", ""]


def test_tasks_with_their_money_are_no_sources() -> None:
    """The year's tasks below the funds have amounts of their own."""
    form = form_with(
        "资金（万元）||年初预算数|全年预算数|全年执行数",
        "|资金总额|20|20|19",
        "年度主要任务|任务名称|主要内容|预算数|执行数",
        "|免费开放|全年开馆|12|11",
        "|阅读推广|活动百场|8|8",
    )
    assert amounts(form) == {"total": ("20", "20", "19")}
    assert "lacks" not in form


def test_a_row_of_the_table_that_is_not_understood() -> None:
    """Its amounts may belong to any source, and so the form says that it lacks some."""
    form = form_with(
        "资金（万元）||年初预算数|全年预算数|全年执行数",
        "|资金总额|20|20|19",
        "|其中，第一批2023年3月下达；第二批6月下达|15|15|14",
        "|其他资金|5|5|5",
    )
    assert "funds" in form["lacks"]


@pytest.mark.parametrize(("label", "year"), [("年度", "2023"), ("年份", "2022年"), ("开工年度", "2021")])
def test_a_year_behind_its_label(label: str, year: str) -> None:
    """年度 | 2023 says the year; that of something else does not."""
    lines = ["项目支出绩效自评表", f"项目名称|敬老院改造|{label}|{year}", "主管部门|青川市民政局"]
    [form] = forms_of("\n".join(line.replace("|", "\t") for line in lines) + "\n" + TABLE)
    assert form.get("year") == (None if label == "开工年度" else int(year[:4]))


@pytest.mark.parametrize("label", ["部门支出总额", "支出合计", "部门预算合计"])
def test_other_words_for_the_total_of_a_department(label: str) -> None:
    """Its points are those of the execution."""
    form = form_with(
        "部门预算执行（万元）|支出类型|年初预算数|调整预算数|决算数|分值|执行率|得分",
        f"|{label}|1000|1000|950|10|95%|9.5",
        "|其中：项目支出|200|200|190||95%|",
        title="部门整体支出绩效自评表",
    )
    assert amounts(form) == {"total": ("1000", "1000", "950"), "项目支出": ("200", "200", "190")}


@pytest.mark.parametrize(
    ("first", "second", "unit"),
    [
        ("填报单位（盖章）：青川市民政局", "实施单位|市福利中心", "市福利中心"),
        ("实施单位|市福利中心", "填报单位|青川市民政局", "市福利中心"),
        ("填报单位：青川市民政局", "实施单位|", "青川市民政局"),
    ],
)
def test_who_filled_the_form_in_steps_back(first: str, second: str, unit: str) -> None:
    """The carrying-out unit counts, wherever it stands."""
    assert form_with(first, second)["unit"] == unit


def test_pairs_in_several_lines() -> None:
    """Weight and score of the execution may stand in a second line, and what is no column of the table is passed."""
    form = form_with(
        "年初预算数（万元）|300|调整后预算数（万元）|300|实际支出（万元）|285|预算执行率|95%",
        "执行率分值|10|执行率得分|9.5|结余资金（万元）|15|是否追加|否",
    )
    assert form["budget"]["total"] == {
        "initial": "300",
        "annual": "300",
        "executed": "285",
        "weight": "10",
        "rate": "95%",
        "score": "9.5",
    }


def test_the_parts_of_a_project_below_its_total() -> None:
    """子项目名称 behind 项目资金 heads the labels of the money and no list of projects."""
    form = form_with(
        "项目资金（万元）|子项目名称|年初预算数|全年预算数|全年执行数|分值|执行率|得分",
        "|年度资金总额|300|300|285|10|95%|9.5",
        "|1.沟渠清淤|100|100|95||95%|",
        "|2.泵站维修|200|200|190||95%|",
    )
    assert amounts(form) == {
        "total": ("300", "300", "285"),
        "沟渠清淤": ("100", "100", "95"),
        "泵站维修": ("200", "200", "190"),
    }


def test_a_frame_that_is_spelled_like_a_head() -> None:
    """年度预算（万元） in front of the headings of the money has no value of its own."""
    form = form_with("年度预算（万元）||年初预算|调整预算|执行数|执行率", "|资金总额|3000|3200|3040|95%")
    assert form["budget"].keys() == {"total"}


@pytest.mark.parametrize("end", ["", "合计||||100\n"])
def test_a_target_form_with_weights(end: str) -> None:
    """Weights beside targets, without actuals and scores, are those of approved targets: nothing is missing."""
    lines = [
        "项目支出绩效目标申报表",
        "（2024年度）",
        "项目名称|农田管护",
        "项目资金（万元）|年度资金总额|300",
        "|其中：财政拨款|280",
        "|其他资金|20",
        "一级指标|二级指标|三级指标|指标值|权重",
        "产出指标|数量指标|管护面积|≥5万亩|60",
        "满意度指标|服务对象满意度指标|农户满意度|≥90%|40",
    ]
    [form] = forms_of(("\n".join(lines) + "\n" + end).replace("|", "\t"))
    assert (form["kind"], form["complete"], form.get("lacks")) == ("project_targets", True, None)
    assert [(row["name"], row["target"]) for row in form["indicators"]] == [
        ("管护面积", "≥5万亩"),
        ("农户满意度", "≥90%"),
    ]
