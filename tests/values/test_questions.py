"""The questions that rules ask."""

from decimal import Decimal

import pytest

from perflint import values
from perflint.values import Expression, Unreadable, parse_actual, parse_target


def _both(actual: str, target: str) -> tuple[Expression | Unreadable, Expression | Unreadable]:
    return parse_actual(actual), parse_target(target)


@pytest.mark.parametrize(
    ("printed", "answers"),
    [
        ("≥95%", "percent threshold measurable"),
        ("95%", "percent measurable"),
        ("4次", "count measurable"),
        ("365天", "count measurable"),
        ("1次/月", "count measurable"),
        ("100人次 车辆50次", "count measurable"),
        ("45万元", "money measurable"),
        ("4元/人/次", "money measurable"),
        ("32", "measurable"),
        ("80%以上", "percent threshold measurable"),
        ("0起", "count measurable zero"),
        ("无", "zero"),
        ("7月15日", "measurable"),
        ("全年", "measurable"),
        ("及时", ""),
        ("好坏", "choice"),
        ("覆盖到中队", ""),
        ("**", ""),
    ],
)
def test_questions_of_one_value(printed: str, answers: str) -> None:
    """What a printed value is, each by its own question; unreadable is never yes."""
    found = parse_target(printed)
    questions = {
        "percent": values.is_percent,
        "count": values.is_count,
        "money": values.is_money,
        "threshold": values.is_threshold,
        "choice": values.is_choice_list,
        "measurable": values.is_measurable,
        "zero": values.is_zero,
    }
    assert [name for name, question in questions.items() if question(found)] == answers.split()


@pytest.mark.parametrize(
    ("target", "actual", "answers"),
    [
        ("≥95%", "96%", "comparable"),
        ("≥95%", "≥95%", "comparable copies"),
        ("≥80%", "80%以上", "comparable copies"),
        ("≥80%", "≥90%", "comparable"),
        ("=12次", "12", "comparable"),
        ("≤20%", "2.6%，18.6%", ""),
        ("≥5次", "符合预期", ""),
        ("≥5次", "未开展", "comparable"),
        ("≥5次", "无", ""),
        ("≤5次", "无", "comparable"),
        ("12场", "12次", "comparable"),
        ("=2000人次", "100%", "conflict completion"),
        ("5人", "5人次", "conflict"),
        ("45万元", "450000元", "comparable"),
        ("及时", "基本及时", "comparable"),
        ("及时", "100%", ""),
        ("7月15日", "7月10日", "comparable"),
        ("7月15日", "100%", ""),
        ("好坏", "达标", "comparable"),
        ("覆盖到中队", "覆盖到中队", "comparable"),
        ("100人次 车辆50次", "100人次 车辆50次", "comparable"),
        (">=12吃", "100%", ""),
    ],
)
def test_questions_of_a_pair(target: str, actual: str, answers: str) -> None:
    """What rules PF504 to PF507 need to know of an actual and its target."""
    said, asked = _both(actual, target)
    found = {
        "comparable": values.comparable(said, asked),
        "conflict": values.units_conflict(said, asked),
        "completion": values.is_completion_rate(said, asked),
        "copies": values.copies_threshold(said, asked),
    }
    assert [name for name, holds in found.items() if holds] == answers.split()


@pytest.mark.parametrize(
    ("printed", "carries"),
    [
        ("≥95%", True),
        ("＞5个", True),
        (">=60页", True),
        ("24小时内", False),
        ("80%以上", False),
        ("=5次", False),
        ("及时", False),
    ],
)
def test_a_bound_printed_with_a_sign(printed: str, carries: bool) -> None:
    """A symbol in front of the number tells a copied threshold from a natural wording."""
    assert values.carries_symbol(parse_actual(printed)) is carries


def test_blank_sides_answer_no() -> None:
    """A blank cell is no error of these questions."""
    five = parse_target("5次")
    assert not values.comparable(None, five)
    assert not values.units_conflict(five, None)
    assert not values.is_completion_rate(None, None)
    assert not values.is_percent(None)
    assert values.attainment(None, five) is None


@pytest.mark.parametrize(
    ("target", "name", "missing"),
    [
        (">=95", "服务对象满意度", True),
        ("95", "项目验收合格率", True),
        (">=95%", "服务对象满意度", False),
        ("0.95", "合格率", False),
        (">=84分", "社会满意度", False),
        ("4", "巡检次数", False),
        ("150", "点击率", False),
        ("及时", "满意度", False),
    ],
)
def test_a_rate_without_its_percent_sign(target: str, name: str, missing: bool) -> None:
    """A bare number above 1.5 and up to 100 on an indicator that is a rate by its name."""
    assert values.percent_missing(parse_target(target), name) is missing


@pytest.mark.parametrize(
    ("printed", "above"),
    [
        ("290%", True),
        ("100.01%", True),
        (">100%", True),
        ("≥100%", False),
        ("100%", False),
        ("1001‰", True),
        ("290次", False),
    ],
)
def test_more_than_a_hundred_percent(printed: str, above: bool) -> None:
    """A share above the whole."""
    assert values.above_hundred(parse_target(printed)) is above


@pytest.mark.parametrize(
    ("name", "target", "expected"),
    [
        ("系统故障率", "5%", True),
        ("总成本", "19.4万元", True),
        ("应急响应及时性", "24小时", True),
        ("工资发放及时性", "100%", None),
        ("总成本", "5次", None),
        ("故障处理率", "100%", None),
        ("产品不合格率", "2%", True),
        ("产品合格率", "98%", None),
        ("学生缺勤率", "2%", True),
        ("培训次数", "5次", None),
    ],
)
def test_names_that_say_that_less_is_better(name: str, target: str, expected: bool | None) -> None:
    """A name decides only together with the kind of its target."""
    assert values.less_is_better(name, parse_target(target)) is expected


@pytest.mark.parametrize(
    ("target", "actual", "ratio"),
    [
        ("=12天", "6天", "0.500000000000"),
        ("=12天", "6", "0.500000000000"),
        ("45万元", "900000元", "2.000000000000"),
        ("3次", "1次", "0.333333333333"),
        ("0起", "1起", None),
        ("5人", "5人次", None),
        ("及时", "及时", None),
    ],
)
def test_attainment(target: str, actual: str, ratio: str | None) -> None:
    """actual ÷ target in one unit, exact to twelve digits; none where the two do not divide."""
    assert values.attainment(*_both(actual, target)) == (None if ratio is None else Decimal(ratio))


def test_names_of_rates_and_growth() -> None:
    """By their endings and words."""
    assert values.names_a_rate("城管执法 满意度")
    assert values.names_a_rate("验收合格率")
    assert not values.names_a_rate("巡检次数")
    assert values.names_a_growth("税收同比增长率")
    assert not values.names_a_growth("验收合格率")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("≥45万元", "45万元"),
        ("不低于550元/人", "550元/人"),
        ("１２．５０％", "12.50%"),
        ("10-20次", "10次"),
        ("32", "32"),
        ("及时", ""),
        ("7月15日", ""),
        ("**", ""),
    ],
)
def test_figure(printed: str, expected: str) -> None:
    """The first number with its unit, without its sign; nothing where there is none."""
    assert values.figure(parse_target(printed)) == expected


@pytest.mark.parametrize(
    ("name", "share"),
    [
        ("群众满意度", True),
        ("验收合格率", True),
        ("销售收入增长率", False),
        ("任务完成率", False),
        ("床位使用率", False),
        ("培训场次", False),
        ("发电功率", False),
        ("毛入学率", False),
        ("入学率", True),
    ],
)
def test_names_a_share(name: str, share: bool) -> None:
    """A part of a whole ends at 100 %; growth, the completion of a plan and load do not (PF511, PF515)."""
    assert values.names_a_share(name) is share


@pytest.mark.parametrize(
    ("printed", "bound"),
    [
        ("290%", "≥90%"),
        ("298.5%", "≥98.5%"),
        ("250%", "≥50%"),
        ("249%", ""),
        ("300%", ""),
        ("≥290%", ""),
        ("290人", ""),
        ("90%", ""),
        ("好坏", ""),
    ],
)
def test_likely_bound(printed: str, bound: str) -> None:
    """A sign that became the figure 2 (PF511)."""
    assert values.likely_bound(parse_target(printed)) == bound
