"""Rows of a table that a page break cut, with the points before the target or behind it."""

import pytest

from tests.forms.reading import forms_of, rows_of
from tests.forms.rendering import tabbed

FIELDS = ("level2", "name", "target", "actual", "weight", "score", "deviation")
PROJECT = ["项目名称", "", "青石河堤防维护"]
TOP = [
    ["青石县水务站2023年度部门决算"],
    [],
    ["项目支出绩效自评表"],
    ["（2023年度）"],
    PROJECT,
    ["主管部门", "", "青石县水务局", "", "", "实施单位", "", "青石县水务站"],
    ["项目资金（万元）", "", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["", "年度资金总额", "", "80", "80", "80", "10", "100%", "10"],
    ["年度总体目标", "预期目标", "", "", "", "实际完成情况"],
    ["", "维护堤防六公里。", "", "", "", "已维护六公里。"],
]
ORDERS = {
    "weight first": ("weight", "target", "actual", "score"),
    "weight behind": ("target", "actual", "weight", "score"),
}
WORDS = {"weight": "分值", "target": "年度指标值", "actual": "全年实际值", "score": "得分"}
ROWS = [
    ("产出指标", "数量指标", "维护堤防长度", "≥6公里", "6公里", "20", "20", ""),
    ("", "质量指标", "隐患处置及时率", "=100%", "100%", "30", "30", ""),
    ("效益指标", "社会效益指标", "汛期安全度汛", "2023年9月底前", "2023年9月20日", "30", "30", ""),
    ("满意度指标", "服务对象满意度指标", "沿岸居民满意度", "≥90%", "88%", "10", "8", "个别河段施工扰民，将改进。"),
]
EXPECTED = [tuple(row[1:]) for row in ROWS]


def in_order(row: tuple[str, ...], order: str) -> list[str]:
    """A row as the table of that order prints it."""
    own = dict(zip(("target", "actual", "weight", "score"), row[3:7], strict=True))
    return ["", *row[:3], *(own[name] for name in ORDERS[order]), row[7]]


def read(order: str, rows: list[list[str]]) -> list[tuple[str, ...]]:
    """What is read of a form with these rows; an empty one is a break."""
    headings = ["绩效指标", "一级指标", "二级指标", "三级指标", *(WORDS[name] for name in ORDERS[order]), "未完成原因"]
    total = ["总分", "", "", "", *({"weight": "100", "score": "98"}.get(name, "") for name in ORDERS[order]), ""]
    [form] = forms_of(tabbed([*TOP, headings, *rows, total]))
    assert "lacks" not in form
    return rows_of(form, *FIELDS)


def cut(row: tuple[str, ...], *pieces: tuple[int, int]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """A row in two: before and after the break, each of these cells cut behind so many characters."""
    places = dict(pieces)
    above = tuple(text[: places[column]] if column in places else text for column, text in enumerate(row))
    below = tuple(text[places[column] :] if column in places else "" for column, text in enumerate(row))
    return above, below


# (row, where its cells are cut: 2 name, 3 target, 4 actual, 7 reason)
CUTS = [
    (1, ((2, 4), (3, 4))),
    (1, ((1, 3), (2, 4), (3, 4))),
    (2, ((2, 2), (3, 5), (4, 5))),
    (3, ((2, 4), (7, 6))),
    (3, ((2, 4), (3, 3), (4, 2), (7, 6))),
]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize(("number", "pieces"), CUTS)
@pytest.mark.parametrize("between", ["nothing", "head", "running line and head", "headings"])
def test_a_row_cut_by_a_page_break(order: str, number: int, pieces: tuple[tuple[int, int], ...], between: str) -> None:
    """The rest of its cells stands below the break, also below what the new page prints again."""
    above, below = cut(ROWS[number], *pieces)
    headings = ["绩效指标", "一级指标", "二级指标", "三级指标", *(WORDS[name] for name in ORDERS[order]), "未完成原因"]
    again: dict[str, list[list[str]]] = {
        "nothing": [[]],
        "head": [[], PROJECT],
        "running line and head": [[], ["— 1 —"], [], TOP[0], [], PROJECT],
        "headings": [[], headings],
    }
    whole = [in_order(row, order) for row in ROWS]
    rows = [*whole[:number], in_order(above, order), *again[between], in_order(below, order), *whole[number + 1 :]]
    assert read(order, rows) == EXPECTED


@pytest.mark.parametrize("order", ORDERS)
def test_the_points_stand_below_the_break(order: str) -> None:
    """The head of a row that is cut high waits for the line with its points."""
    above, below = cut(ROWS[1], (2, 4), (3, 4), (4, 4))
    above, below = (*above[:5], "", "", ""), (*below[:5], *ROWS[1][5:])
    rows = [in_order(row, order) for row in (ROWS[0], above)]
    assert read(order, [*rows, [], *(in_order(row, order) for row in (below, *ROWS[2:]))]) == EXPECTED


@pytest.mark.parametrize("order", ORDERS)
def test_an_unscored_row_below_a_break(order: str) -> None:
    """A target that begins with its sign is a row's own: the row has no points, and is none of the one before."""
    unscored = (*ROWS[1][:3], "≥95%", "96%", "", "", "")
    rows = [in_order(ROWS[0], order), [], *(in_order(row, order) for row in (unscored, *ROWS[2:]))]
    assert read(order, rows)[:2] == [EXPECTED[0], tuple(unscored[1:])]
