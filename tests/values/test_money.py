"""Amounts of money and rates."""

import pytest

from perflint.values import Unreadable, parse_money, parse_rate


@pytest.mark.parametrize(
    ("printed", "unit", "value"),
    [
        ("208,000.00", "元", "208000.00"),
        ("45", "万元", "45"),
        ("45万元", "元", "450000"),
        ("45万元", "万元", "45"),
        ("2.6亿元", "万元", "26000"),
        ("2.6亿元", "元", "260000000"),
        ("189.70875万元", "元", "1897087.5"),
        ("5元", "万元", "0.0005"),
        ("45万", "元", "450000"),
        ("￥1,000.00", "元", "1000.00"),
        ("１００ 元", "元", "100"),
        ("45万元", "", "450000"),
        ("无", "元", "0"),
        ("854万（道路400万，水渠454万）", "万元", "854"),
        ("20（万元）", "元", "200000"),
        ("50（含上年结转）", "万元", "50"),
        ("不适用", "万元", "0"),
        ("77.60", "", "77.60"),
        ("-3.5", "万元", "-3.5"),
    ],
)
def test_an_amount_is_given_in_the_unit_of_its_form(printed: str, unit: str, value: str) -> None:
    """A cell's own unit is converted exactly; a bare amount is taken in the form's unit, digits kept."""
    assert str(parse_money(printed, unit)) == value


@pytest.mark.parametrize(
    ("printed", "unit", "reason"),
    [
        ("7,00.0,77", "元", "“7,00.0,77”的小数点或千分位写法不成数字"),
        ("5人", "元", "“人”不是金额单位"),
        ("5元/人", "元", "“元/人”不是金额单位"),
        ("—", "元", "“—”不是数字"),
        ("50（48）", "元", "“(48)”不是金额单位"),
        ("100 20", "元", "一格里有两个数字"),
        ("5元", "美元", "未知的金额单位“美元”"),
    ],
)
def test_what_is_no_amount_says_why(printed: str, unit: str, reason: str) -> None:
    """An amount in people or a malformed one is unreadable."""
    found = parse_money(printed, unit)
    assert isinstance(found, Unreadable)
    assert found.reason.zh == reason


@pytest.mark.parametrize(
    ("printed", "fraction"),
    [
        ("99.96%", "0.9996"),
        ("95%（按调整后预算）", "0.95"),
        ("100.00%", "1.0000"),
        ("100%", "1.00"),
        ("99.96", "0.9996"),
        ("100", "1.00"),
        ("0.9998", "0.9998"),
        ("1", "1"),
        ("1.0", "1.0"),
        ("1.2", "1.2"),
        ("0", "0"),
        ("0%", "0.00"),
        ("5‰", "0.005"),
        ("９９．９６ ％", "0.9996"),
        ("百分之95", "0.95"),
    ],
)
def test_a_rate_is_a_fraction_of_the_printed_precision(printed: str, fraction: str) -> None:
    """Percent, per mille and a spreadsheet's bare fraction come out the same, digits kept."""
    assert str(parse_rate(printed)) == fraction


@pytest.mark.parametrize("printed", ["—", "", "≥95%", "95%%", "99.9.6%", "完成", "50% 60%"])
def test_what_is_no_rate_is_unreadable(printed: str) -> None:
    """A bound, a mark or a word is no execution rate."""
    assert isinstance(parse_rate(printed), Unreadable)
