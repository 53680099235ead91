"""Scores, weights and amounts without unit."""

from decimal import Decimal

import pytest

from perflint.language import Bilingual
from perflint.values import Unreadable, parse_number


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("10", "10"),
        ("9.90", "9.90"),
        ("1,030,700.00", "1030700.00"),
        ("1，030，700", "1030700"),
        ("１０．５", "10.5"),
        (" 1 030 700 ", "1030700"),
        ("3,238,4 04.40", "3238404.40"),
        ("10分", "10"),
        ("98.5 分", "98.5"),
        ("-0.5", "-0.5"),
        ("－5", "-5"),
        ("+3", "3"),
        (".5", "0.5"),
        ("0", "0"),
        ("007", "7"),
    ],
)
def test_a_printed_number_keeps_its_digits(printed: str, value: str) -> None:
    """The value has exactly the printed digits, so that 9.90 is known to a hundredth."""
    assert str(parse_number(printed)) == value


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ("7,00.0,77", "“7,00.0,77”的小数点或千分位写法不成数字"),
        ("12.3.4", "“12.3.4”的小数点或千分位写法不成数字"),
        ("1,0000", "“1,0000”的小数点或千分位写法不成数字"),
        ("12.", "“12.”的小数点或千分位写法不成数字"),
        ("—", "“—”不是数字"),
        ("10 10", "一格里有两个数字"),
        ("", "空白，没有数字"),
        ("良好", "“良好”不是数字"),
        ("10元", "“10元”不是数字"),
        ("1E+05", "“1E+05”不是数字"),
        ("٣", "“٣”不是数字"),
        ("9" * 40, "超过28位，不可能是表内的数字"),
        ("9" * 400, "文字过长，不是一个数字"),
    ],
)
def test_what_is_no_number_says_why(printed: str, reason: str) -> None:
    """Malformed numbers, marks and words are unreadable, each with its own reason."""
    found = parse_number(printed)
    assert isinstance(found, Unreadable)
    assert found.text == printed
    assert found.reason.zh == reason


def test_the_reason_is_there_in_both_languages() -> None:
    """The English sentence says the same as the Chinese one."""
    assert parse_number("—") == Unreadable("—", Bilingual(zh="“—”不是数字", en='"—" is a mark, not a number'))


def test_equal_numbers_of_different_precision_are_equal_values() -> None:
    """Printed digits are kept in the exponent and do not change the value."""
    nine = parse_number("9.90")
    assert isinstance(nine, Decimal)
    assert nine == Decimal("9.9")
    assert nine.as_tuple().exponent == -2
