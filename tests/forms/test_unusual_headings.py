"""Headings of indicator tables that are spelled, doubled or ordered unlike the national form's."""

import pytest

from perflint.documents import read_bytes
from perflint.forms.export import form_to_mapping
from perflint.forms.recognise import recognise
from tests.forms.reading import forms_of, rows_of

HEAD = """项目支出绩效自评表
（2023年度）
项目名称\t\t河道保洁船更新
主管部门\t\t青川市水务局\t\t实施单位\t云溪区河道站
项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分
\t年度资金总额\t80\t80\t80\t10\t100%\t10
年度总体目标\t预期目标\t\t\t实际完成情况
\t更新保洁船四艘。\t\t\t四艘已投用。
"""
ROWS = [
    ("产出指标", "数量指标", "更新保洁船", "≥4艘", "3艘", "50", "37.5", "一艘延期交付，将催办。"),
    ("效益指标", "社会效益指标", "河面洁净率", "≥95%", "96%", "30", "30", ""),
    ("满意度指标", "服务对象满意度指标", "沿河居民满意度", "≥90%", "92%", "10", "10", ""),
]
FIELDS = ("level1", "level2", "name", "target", "actual", "weight", "score", "deviation")


def form_with(headings: str, rows: list[list[str]], total: list[str]) -> str:
    """The head above with an indicator table under these headings (parted by |)."""
    lines = [headings.split("|"), *rows, total]
    return HEAD + "\n".join("\t".join(line) for line in lines) + "\n"


@pytest.mark.parametrize(
    "headings",
    [
        "一级指标|二级指标|三级指标|预期值|业绩值|满分值|自评打分|偏离绩效目标的原因和改进措施",
        "指标类别|指标类型|指标内容|计划完成数|实际完成数|赋分|评价得分|未达标原因分析",
        "一级指标|二级指标|三级指标|指标值（年初）|实绩|分数|自评分数|自评说明",
        "评价维度|评价内容|评价指标|目标|完成结果|权重分|自评|原因",
        "一级指标|二级指标|三级指标及目标值|全年目标值|年末完成值|分值（90分）|自评得分|备注（未完成原因及改进措施）",
        "一级指标|二级指标|三级指标|本年目标值|本年实际值|单项分值|单项得分|偏差情况说明",
    ],
)
def test_other_words_for_the_columns(headings: str) -> None:
    """What a person reads as target, actual, weight, score and reason is read as such."""
    [form] = forms_of(form_with(headings, [list(row) for row in ROWS], ["总分", "", "", "", "", "100", "87.5", ""]))
    assert rows_of(form, *FIELDS) == ROWS
    assert form["total"] == {"weight": "100", "score": "87.5"}


@pytest.mark.parametrize("other", ["三年目标值", "中期指标值", "实施期目标值", "上年指标值"])
def test_the_years_own_target_counts(other: str) -> None:
    """A target of several years in front of the year's own is read past."""
    rows = [[*row[:3], "≥99", *row[3:]] for row in ROWS]
    headings = f"一级指标|二级指标|三级指标|{other}|当年目标值|完成值|分值|得分|偏差原因"
    [form] = forms_of(form_with(headings, rows, ["总分", "", "", "", "", "", "100", "87.5", ""]))
    assert rows_of(form, *FIELDS) == ROWS


def test_weights_behind_each_level_under_one_word() -> None:
    """权重 behind 一级指标 and 二级指标 is the group's, behind 三级指标 the indicator's."""
    rows = [[row[0], row[5], row[1], row[5], row[2], row[5], row[3], row[4], row[6], row[7]] for row in ROWS]
    headings = "一级指标|权重|二级指标|权重|三级指标|权重|目标值|实际值|得分|原因分析"
    [form] = forms_of(form_with(headings, rows, ["总分", "", "", "", "", "100", "", "", "87.5", ""]))
    assert rows_of(form, *FIELDS) == ROWS
    assert form["level1_weight"] == {"产出指标": "50", "效益指标": "30", "满意度指标": "10"}


def test_two_levels_the_second_of_which_names_the_indicators() -> None:
    """Without 三级指标 the second level's cells are the indicators."""
    rows = [[row[0], *row[2:]] for row in ROWS]
    headings = "一级指标|二级指标|指标值|完成值|分值|得分|偏差原因"
    [form] = forms_of(form_with(headings, rows, ["总分", "", "", "", "100", "87.5", ""]))
    assert rows_of(form, "level1", *FIELDS[2:]) == [(row[0], *row[2:]) for row in ROWS]


def test_numbers_of_the_rows_in_front() -> None:
    """序号 in front of a table without levels is no part of an indicator, and no row is in doubt for it."""
    rows = [[str(number), *row[2:]] for number, row in enumerate(ROWS, 1)]
    headings = "序号|指标名称|指标值|完成值|权重|得分|说明"
    [form] = forms_of(form_with(headings, rows, ["总分", "", "", "", "100", "87.5", ""]))
    assert rows_of(form, *FIELDS[2:]) == [row[2:] for row in ROWS]
    assert "lacks" not in form


def test_the_sign_beside_the_nature_of_an_indicator() -> None:
    """Where 指标类型 (定量) and 运算符号 (≥) both stand, the sign is the target's."""
    rows = [
        ["产出指标", "数量指标", "更新保洁船", "定量", "≥", "4", "艘", "4", "50", "50", ""],
        ["效益指标", "社会效益指标", "河面洁净程度", "定性", "", "提升", "", "提升", "40", "40", ""],
    ]
    headings = "一级指标|二级指标|三级指标|指标类型|运算符号|指标值|单位|完成值|权重|得分|备注"
    [form] = forms_of(form_with(headings, rows, ["总分", "", "", "", "", "", "", "", "100", "100", ""]))
    assert rows_of(form, "name", "target", "actual", "weight") == [
        ("更新保洁船", "≥4艘", "4", "50"),
        ("河面洁净程度", "提升", "提升", "40"),
    ]


@pytest.mark.parametrize("heading", ["偏差率", "偏差度（%）", "完成比例", "偏离度"])
def test_a_rate_of_deviation_is_no_reason(heading: str) -> None:
    """Its figures must not stand in for the text that lost points need."""
    rows = [[*row[:7], "-25%", row[7]] for row in ROWS]
    headings = f"一级指标|二级指标|三级指标|指标值|完成值|分值|得分|{heading}|未达到目标的原因"
    [form] = forms_of(form_with(headings, rows, ["总分", "", "", "", "", "100", "87.5", "", ""]))
    assert rows_of(form, *FIELDS) == ROWS


NATIONAL = "一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|偏差原因"


@pytest.mark.parametrize(
    "label", ["总分数", "项目自评总分", "最终自评得分", "总分值/总得分", "累计得分", "合计（总分）", "本项目自评得分"]
)
def test_other_words_for_the_total(label: str) -> None:
    """A row that is named by words of a total alone is the total and no indicator."""
    [form] = forms_of(form_with(NATIONAL, [list(row) for row in ROWS], [label, "", "", "", "", "100", "87.5", ""]))
    assert (form["total"], len(form["indicators"])) == ({"weight": "100", "score": "87.5"}, len(ROWS))


@pytest.mark.parametrize("total", [["自评总分：87.5分"], ["自评得分", "87.5"], ["总分：87.5"]])
def test_a_total_in_a_cell_or_two(total: list[str]) -> None:
    """The number behind the label ends the form."""
    [form] = forms_of(form_with(NATIONAL, [list(row) for row in ROWS], total))
    assert form["total"]["score"].removesuffix("分") == "87.5"
    assert form["complete"] is True


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            ("一、产出指标", "二、效益指标", "三、满意度指标"),
            ("（一）数量指标", "（二）社会效益指标", "（三）服务对象满意度指标"),
        ),
        (("1.产出指标", "2.效益指标", "3.满意度指标"), ("1.1数量指标", "2.1社会效益指标", "3.1服务对象满意度指标")),
        (("产出类指标", "效益类指标", "满意度类指标"), ("产出数量", "可持续发展指标", "受益群众满意度指标")),
    ],
)
def test_levels_with_numbers_and_other_words(first: tuple[str, ...], second: tuple[str, ...]) -> None:
    """Levels stay levels however they are numbered."""
    rows = [[one, two, *row[2:]] for one, two, row in zip(first, second, ROWS, strict=True)]
    [form] = forms_of(form_with(NATIONAL, rows, ["总分", "", "", "", "", "100", "87.5", ""]))
    assert rows_of(form, *FIELDS) == [tuple(row) for row in rows]


def test_scores_without_targets() -> None:
    """A department's table of scores by a standard has no targets, and its sums are there all the same."""
    rows = [
        ["部门管理", "预算编制", "预算编制完整性", "20", "每缺一项扣1分", "18", "漏编一项，下年补编。"],
        ["履职效果", "社会效益", "监管对象合规率", "80", "按比例扣分", "80", ""],
    ]
    lines = [
        ["部门整体支出绩效自评表"],
        ["部门名称", "云溪区市场局"],
        ["一级指标", "二级指标", "三级指标", "分值", "评分标准", "自评得分", "扣分原因"],
        *rows,
        ["合计", "", "", "100", "", "98", ""],
    ]
    [form] = forms_of("\n".join("\t".join(line) for line in lines))
    assert rows_of(form, "level1", "name", "weight", "score", "deviation") == [
        (row[0], row[2], row[3], row[5], row[6]) for row in rows
    ]
    assert form["total"] == {"weight": "100", "score": "98"}


def test_a_checklist_of_another_trade_is_no_form_of_this_kind() -> None:
    """Scores under levels that no self-evaluation of spending has are left alone."""
    lines = [
        ["一级要素", "二级指标", "三级指标", "一级指标", "分值", "评分标准", "自评得分"],
        ["机构职责", "人员", "配备专职安全员", "", "50", "缺一人扣5分", "45"],
        ["现场管理", "设备", "设备完好", "", "50", "一台不完好扣2分", "50"],
    ]
    assert forms_of("\n".join("\t".join(line) for line in lines)) == []


def test_notes_in_the_headings_of_the_levels() -> None:
    """三级指标（具体指标） still heads the names; the second level is not taken for them."""
    headings = (
        "一级指标|二级指标|三级指标（具体指标）|年度指标值（包含数字及文字描述）|全年实际值（截至12月31日）"
        "|分值（满分90）|自评得分|偏差原因（未完成必填）"
    )
    [form] = forms_of(form_with(headings, [list(row) for row in ROWS], ["总分", "", "", "", "", "100", "87.5", ""]))
    assert rows_of(form, *FIELDS) == ROWS


def test_a_heading_that_is_not_understood_makes_no_names_of_the_second_level() -> None:
    """Between the second level and the target stands what may well be the names."""
    headings = "一级指标|二级指标|具体事项|指标值|完成值|分值|得分|偏差原因"
    [form] = forms_of(form_with(headings, [list(row) for row in ROWS], ["总分", "", "", "", "", "100", "87.5", ""]))
    assert rows_of(form, "level2") == [(row[1],) for row in ROWS]
    assert "columns" in form["lacks"]


def test_one_misread_character_is_enough_to_understand() -> None:
    """The nearest heading is the only one so near."""
    headings = NATIONAL.replace("年度指标值", "年度指标直").replace("三级指标", "三级指际")
    [form] = forms_of(form_with(headings, [list(row) for row in ROWS], ["总分", "", "", "", "", "100", "87.5", ""]))
    assert rows_of(form, *FIELDS) == ROWS


def test_a_heading_of_which_nothing_is_left_is_named() -> None:
    """A column whose heading says nothing is not read, and the form says so."""
    headings = NATIONAL.replace("实际完成值", "买际亮戍值")
    [form] = forms_of(form_with(headings, [list(row) for row in ROWS], ["总分", "", "", "", "", "100", "87.5", ""]))
    assert "actual" not in form["indicators"][0]
    assert "columns" in form["lacks"]


GROUPED = [
    (
        *(("一级指标", 1, 2), ("二级指标", 1, 2), ("三级指标", 1, 2)),
        *(("指标值", 3, 1), ("实际完成值", 1, 2), ("自评情况", 3, 1)),
    ),
    (("符号", 1, 1), ("值", 1, 1), ("{unit}", 1, 1), ("分值", 1, 1), ("得分", 1, 1), ("{reason}", 1, 1)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("unit", "reason"), [("单位（文字描述）", "未完成原因"), ("计量单位名称", "情况说明"), ("单位", "其他事项")]
)
def test_groups_of_headings_over_words_of_their_own(unit: str, reason: str) -> None:
    """What stands under the wide headings alone, beside headings of two lines, are headings."""
    lines = [[*row] for row in GROUPED]
    rows = [
        [*row[:3], sign, amount, measure, *row[4:]]
        for row, (sign, amount, measure) in zip(
            ROWS, [("≥", "4", "艘"), ("≥", "95", "%"), ("≥", "90", "%")], strict=True
        )
    ]
    lines += [[(text, 1, 1) for text in row] for row in rows]
    lines += [[("总分", 7, 1), ("100", 1, 1), ("87.5", 1, 1), ("", 1, 1)]]
    cells = [
        "".join(
            f"<td colspan={wide} rowspan={high}>{text.format(unit=unit, reason=reason)}</td>"
            for text, wide, high in line
        )
        for line in lines
    ]
    page = "<p>项目支出绩效自评表</p><table><tr><td colspan=3>项目名称<td colspan=7>保洁船更新</tr><tr>"
    page += "</tr><tr>".join(cells) + "</tr></table>"
    [form] = recognise(read_bytes(page.encode(), "form.html")).forms
    found = rows_of(form_to_mapping(form), "name", "target", "actual", "weight", "score")
    assert found == [(row[2], *row[3:7]) for row in ROWS]


def test_notes_behind_headings_of_the_second_line() -> None:
    """Without spans the words tell: 值 and 单位（文字描述） under 指标值."""
    lines = [
        "一级指标|二级指标|三级指标|指标值|||实际完成值|分值|得分|未完成原因",
        "|||符号|值|单位（文字描述）||||",
        "产出指标|数量指标|更新保洁船|≥|4|艘|3艘|50|37.5|一艘延期交付，将催办。",
        "效益指标|社会效益指标|河面洁净程度||提升||提升|40|40|",
        "总分|||||||100|87.5|",
    ]
    [form] = forms_of(HEAD + "\n".join(line.replace("|", "\t") for line in lines) + "\n")
    assert rows_of(form, "name", "target", "actual", "weight") == [
        ("更新保洁船", "≥4艘", "3艘", "50"),
        ("河面洁净程度", "提升", "提升", "40"),
    ]


def test_notes_behind_the_levels() -> None:
    """一级指标（权重） heads the levels, which print their points behind them."""
    headings = "一级指标（权重）|二级指标（权重）|三级指标|指标值|完成值|分值|自评分|扣分原因"
    rows = [[f"{row[0]}（{row[5]}%）", f"{row[1]}（{row[5]}%）", *row[2:]] for row in ROWS]
    [form] = forms_of(form_with(headings, rows, ["总分", "", "", "", "", "100", "87.5", ""]))
    assert rows_of(form, *FIELDS) == [tuple(row) for row in rows]
    assert "lacks" not in form
