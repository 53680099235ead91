"""Names merged over the rows of several indicators, and levels in lines of their own above headings printed again."""

from typing import Any

import pytest

from perflint.documents import read_bytes
from perflint.documents.model import Address, Cell
from perflint.forms.export import form_to_mapping
from perflint.forms.grid import Line
from perflint.forms.labels import TOTAL
from perflint.forms.layout import layout_of
from perflint.forms.recognise import recognise
from perflint.forms.shared_names import with_shared_names
from tests.forms.reading import rows_of

HEADINGS = ("一级指标", "二级指标", "三级指标", "指标值", "完成值", "分值", "得分", "偏差原因")


def page_form(*lines: str) -> dict[str, Any]:
    """The one form in a page; cells are parted by |, and text{2,3} spans two columns and three rows."""
    body = ""
    for line in ("项目名称|农田管护{7}", *lines):
        body += "<tr>"
        for cell in line.split("|"):
            text, _, spans = cell.rstrip("}").partition("{")
            wide, _, high = spans.partition(",")
            body += f"<td colspan={wide or 1} rowspan={high or 1}>{text}</td>"
        body += "</tr>"
    page = f"<p>项目支出绩效自评表</p><p>（2023年度）</p><table>{body}</table>"
    [form] = recognise(read_bytes(page.encode(), "form.html")).forms
    return form_to_mapping(form)


def test_a_name_over_the_rows_of_two_indicators() -> None:
    """Each row with a target and points of its own is an indicator of that name."""
    form = page_form(
        "|".join(HEADINGS),
        "产出指标{1,3}|数量指标{1,2}|管护面积{1,2}|平原≥3万亩|3.1万亩|25|25|",
        "丘陵≥2万亩|2.1万亩|25|25|",
        "质量指标|设施完好率|≥95%|96%|40|40|",
        "总分{5}|90|90|",
    )
    assert rows_of(form, "level2", "name", "target", "actual", "weight") == [
        ("数量指标", "管护面积", "平原≥3万亩", "3.1万亩", "25"),
        ("数量指标", "管护面积", "丘陵≥2万亩", "2.1万亩", "25"),
        ("质量指标", "设施完好率", "≥95%", "96%", "40"),
    ]


def test_a_row_without_points_is_a_part_of_the_one_above() -> None:
    """Where name and points are merged, the second line is no indicator of its own."""
    form = page_form(
        "|".join(HEADINGS),
        "产出指标{1,2}|数量指标{1,2}|管护面积{1,2}|平原≥3万亩|3.1万亩|50{1,2}|50{1,2}|",
        "丘陵≥2万亩|2.1万亩|",
        "效益指标|社会效益指标|农户收入|提高|提高|40|40|",
        "总分{5}|90|90|",
    )
    assert [(row["name"], row["weight"]) for row in form["indicators"] if row.get("weight")] == [
        ("管护面积", "50"),
        ("农户收入", "40"),
    ]


def test_levels_in_lines_of_their_own_above_headings_printed_again() -> None:
    """二、效益指标 over the whole table is the level of the rows below, and part of no name."""
    headings = "二级指标{2}|" + "|".join(HEADINGS[2:])
    form = page_form(
        "一、产出指标（50分）{8}",
        headings,
        "数量指标{2}|管护面积|≥5万亩|5.2万亩|50|50|",
        "二、效益指标（40分）{8}",
        headings,
        "社会效益指标{2}|农户收入|提高|提高|40|40|",
        "总分{5}|90|90|",
    )
    assert rows_of(form, "level1", "level2", "name") == [
        ("一、产出指标（50分）", "数量指标", "管护面积"),
        ("二、效益指标（40分）", "社会效益指标", "农户收入"),
    ]


@pytest.mark.parametrize(
    ("headings", "amounts"),
    [
        ("2022年执行数|年初预算数|全年预算数|全年执行数|执行率", "250|300|290|285|98.28%"),
        ("上年预算数|年初预算数|全年预算数|上年决算数|全年执行数", "260|300|290|250|285"),
        (
            "2022年预算数|2022年决算数|2023年年初预算数|2023年全年预算数|2023年支出数|执行率",
            "260|250|300|290|285|98.28%",
        ),
    ],
)
def test_amounts_of_other_years(headings: str, amounts: str) -> None:
    """Beside this year's amounts, in front of them or between them, those of the year before are read past."""
    form = page_form(
        f"项目资金（万元）{{1,2}}|资金来源|{headings}",
        f"资金总额|{amounts}",
        "|".join(HEADINGS),
        "产出指标|数量指标|管护面积|≥5万亩|5.2万亩|50|50|",
        "总分{5}|50|50|",
    )
    total = form["budget"]["total"]
    assert {name: total[name] for name in ("annual", "executed")} == {"annual": "290", "executed": "285"}


def test_the_sign_behind_the_unit() -> None:
    """性质 with ≥ is the sign of the target, wherever it stands."""
    form = page_form(
        "一级指标|二级指标|三级指标|目标值|单位|性质|完成值|分值|得分",
        "产出指标|数量指标|管护面积|5|万亩|≥|5.2|50|50",
        "总分{7}|50|50",
    )
    assert rows_of(form, "target", "actual") == [("≥5万亩", "5.2")]


def test_points_over_the_rows_of_two_indicators() -> None:
    """Which of them they belong to is not known, so neither row is judged by them."""
    form = page_form(
        "|".join(HEADINGS),
        "产出指标{1,2}|质量指标|设施完好率|≥95%|96%|50{1,2}|50{1,2}|",
        "时效指标|巡查及时率|100%|100%|",
        "效益指标|社会效益指标|农户收入|提高|提高|40|40|",
        "总分{5}|90|90|",
    )
    assert [row.get("unclear") for row in form["indicators"]] == [["weight", "score"], ["weight", "score"], None]
    assert form["lacks"] == ["cells"]


def test_a_fund_table_whose_headings_say_nothing() -> None:
    """Its amounts are nobody's, and the form says that it lacks its funds."""
    form = page_form(
        "项目资金（万元）{1,2}|资金来源|上级下拨|本级拨付|用去|结余|进度|得分",
        "合计|300|300|285|15|95%|9.5",
        "|".join(HEADINGS),
        "产出指标|数量指标|管护面积|≥5万亩|5.2万亩|90|90|",
        "总分{5}|100|99.5|",
    )
    assert (form["budget"], form["lacks"]) == ({}, ["funds"])


def test_reasons_beside_the_goal_are_no_part_of_it() -> None:
    """未完成原因 behind both sides of the goal heads a text of its own."""
    form = page_form(
        "年度总体目标{1,2}|预期目标{3}|实际完成情况{2}|未完成原因{2}",
        "管护农田。{3}|管护完成。{2}|无{2}",
        "|".join(HEADINGS),
        "产出指标|数量指标|管护面积|≥5万亩|5.2万亩|100|100|",
        "总分{5}|100|100|",
    )
    assert form["goal"] == {"expected": "管护农田。", "actual": "管护完成。"}


def test_a_line_that_gets_a_name_announces_what_the_name_does() -> None:
    """A name put into a row may look like the label of a total (测评得分), in that row as in its own."""
    cells = {place: Cell(text, Address("sheet", 2, place + 1), place) for place, text in ((3, "≥90分"), (5, "20"))}
    texts = {place: cell.text for place, cell in cells.items()}
    below = Line(cells, texts, tuple(texts.items()), 0, False, True, False)
    name = Cell("测评得分", Address("sheet", 1, 3), 2, 2)
    above = Line({2: name}, {2: name.text}, ((2, name.text),), TOTAL, True, False, False)
    layout = layout_of({"level1": 0, "level2": 1, "name": 2, "target": 3, "actual": 4, "weight": 5})
    named = with_shared_names([above, below], layout)[1]
    assert named.text(2) == "测评得分"
    assert named.announced == TOTAL
