"""An indicator table whose columns stand twice side by side."""

from io import BytesIO

import openpyxl
import pytest

from perflint.documents import read_bytes
from perflint.forms.model import Form
from perflint.forms.recognise import recognise

LEVELS = ["一级指标", "二级指标"]
HALF = ["三级指标", "年度指标值", "实际完成值", "分值", "得分"]
HEAD = [
    ["项目支出绩效自评表"],
    ["（2023年度）"],
    ["项目名称", "农村公路养护补助"],
    ["主管部门", "县交通运输局", "", "", "", "", "", "实施单位", "县公路养护中心"],
    ["项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"],
    ["", "年度资金总额", "320", "320", "304", "10", "95%", "9.5"],
]
LEFT = [
    ["产出指标", "数量指标", "养护里程", "≥120公里", "126公里", "15", "15"],
    ["", "", "修补坑槽", "≥800处", "812处", "10", "10"],
    ["", "质量指标", "验收合格率", "≥95%", "97%", "15", "15"],
    ["", "时效指标", "完工时间", "11月底前", "11月20日", "10", "10"],
]
RIGHT = [
    ["效益指标", "社会效益指标", "群众出行便利程度", "有效提升", "有效提升", "15", "13.5"],
    ["", "生态效益指标", "沿线绿化率", "≥60%", "61%", "15", "15"],
    ["满意度指标", "服务对象满意度指标", "沿线群众满意度", "≥90%", "88%", "10", "9"],
    [""] * 7,
]
TOTAL = ["总分", *[""] * 11, "100", "97"]
# level 1, level 2, name, target, actual, weight, score, and the row and column of the score from 1.
READ = [
    ("产出指标", "数量指标", "养护里程", "≥120公里", "126公里", "15", "15", 8, 7),
    ("产出指标", "数量指标", "修补坑槽", "≥800处", "812处", "10", "10", 9, 7),
    ("产出指标", "质量指标", "验收合格率", "≥95%", "97%", "15", "15", 10, 7),
    ("产出指标", "时效指标", "完工时间", "11月底前", "11月20日", "10", "10", 11, 7),
    ("效益指标", "社会效益指标", "群众出行便利程度", "有效提升", "有效提升", "15", "13.5", 8, 14),
    ("效益指标", "生态效益指标", "沿线绿化率", "≥60%", "61%", "15", "15", 9, 14),
    ("满意度指标", "服务对象满意度指标", "沿线群众满意度", "≥90%", "88%", "10", "9", 10, 14),
]


def form_of(lines: list[list[str]]) -> Form:
    """The one form of a workbook with these rows."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for line in lines:
        sheet.append([cell or None for cell in line])
    stream = BytesIO()
    book.save(stream)
    (form,) = recognise(read_bytes(stream.getvalue(), "form.xlsx")).forms
    return form


def read_in(form: Form) -> list[tuple[object, ...]]:
    """The rows of a form as in READ."""
    return [
        (
            *(
                field.text
                for field in (row.level1, row.level2, row.name, row.target, row.actual, row.weight, row.score)
            ),
            row.score.address.row if row.score.address else 0,
            row.score.address.column if row.score.address else 0,
        )
        for row in form.indicators
    ]


def beside(left: list[list[str]], right: list[list[str]]) -> list[list[str]]:
    """Rows of two halves."""
    return [[*one, *other] for one, other in zip(left, right, strict=True)]


@pytest.mark.parametrize(
    ("heading", "rows"),
    [
        ([*LEVELS, *HALF, *LEVELS, *HALF], [*beside(LEFT, RIGHT), TOTAL]),
        # The total beside the last row, within the right half.
        ([*LEVELS, *HALF, *LEVELS, *HALF], beside(LEFT, [*RIGHT[:3], ["总分", *[""] * 4, "100", "97"]])),
        # The total under the left half, and a note below.
        (
            [*LEVELS, *HALF, *LEVELS, *HALF],
            [*beside(LEFT, RIGHT), ["合计", "", "", "", "", "100", "97"], ["存在问题", "无"]],
        ),
        # Names headed 绩效指标.
        ([*LEVELS, "绩效指标", *HALF[1:], *LEVELS, "绩效指标", *HALF[1:]], [*beside(LEFT, RIGHT), TOTAL]),
    ],
)
def test_a_half_is_the_continuation_of_the_other(heading: list[str], rows: list[list[str]]) -> None:
    """The rows of the left half come first, then those of the right one, each with its own levels and addresses."""
    form = form_of([*HEAD, heading, *rows])
    assert read_in(form) == READ
    assert (form.lacks, form.total.weight.text, form.total.score.text) == ((), "100", "97")


def test_levels_printed_once_are_those_of_both_halves() -> None:
    """Level by level the left rows, then the right ones."""
    rows = [
        ["产出指标", "数量指标", "培训班次", "6次", "6次", "20", "20", "参训人数", "300人", "310人", "20", "20"],
        ["", "", "教材册数", "300册", "300册", "10", "10", "", "", "", "", ""],
        ["效益指标", "社会效益指标", "知晓率", "≥90%", "92%", "30", "30", "报道篇数", "5篇", "5篇", "10", "10"],
        ["总分", *[""] * 9, "100", "99.5"],
    ]
    form = form_of([*HEAD, [*LEVELS, *HALF, *HALF], *rows])
    assert [(row[1], row[2], row[7:]) for row in read_in(form)] == [
        ("数量指标", "培训班次", (8, 7)),
        ("数量指标", "教材册数", (9, 7)),
        ("数量指标", "参训人数", (8, 12)),
        ("社会效益指标", "知晓率", (10, 7)),
        ("社会效益指标", "报道篇数", (10, 12)),
    ]
    assert (form.lacks, form.total.score.text) == ((), "99.5")


@pytest.mark.parametrize(
    "right",
    [
        # A row without a name, one without points, a value that stands under another heading, words that are no row.
        ["效益指标", "社会效益指标", "", "有效提升", "有效提升", "15", "13.5"],
        ["效益指标", "社会效益指标", "群众出行便利程度", "有效提升", "有效提升", "", ""],
        ["效益指标", "社会效益指标", "≥90%", "92%", "15", "13.5", ""],
        ["", "", "", "其中一处由乡镇实施", "", "", ""],
    ],
)
def test_a_half_that_is_not_sure_is_named(right: list[str]) -> None:
    """The form lacks its columns, as long as one row of a half may be another thing."""
    form = form_of([*HEAD, [*LEVELS, *HALF, *LEVELS, *HALF], *beside(LEFT, [right, *RIGHT[1:]]), TOTAL])
    assert [lack.reason.zh for lack in form.lacks if lack.part == "columns"] == [
        "认不出的列标题：一级指标、二级指标、三级指标、年度指标值、实际完成值、分值、得分，这些列没有读"
    ]


@pytest.mark.parametrize("more", [[], ["三年目标值", "年度指标值"], ["上年目标值", "上年完成值"]])
def test_other_columns_are_no_half(more: list[str]) -> None:
    """Targets of more years stand beside those of this one."""
    rows = [[*row, *(["≥1"] * len(more))] for row in (*LEFT, *RIGHT[:3])]
    form = form_of([*HEAD, [*LEVELS, *HALF, *more], *rows, ["总分", "", "", "", "", "100", "97"]])
    assert len(form.indicators) == 7
    assert not any(lack.part == "columns" for lack in form.lacks)
