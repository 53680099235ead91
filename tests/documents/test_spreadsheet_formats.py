"""What a number shows under a format code, as Excel and WPS show it in a Chinese system."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perflint.documents.spreadsheet.number_builtin import BUILTIN
from perflint.documents.spreadsheet.number_format import compile_format

DATE = 'yyyy"年"m"月"d"日"'

NUMBERS = [
    ("0.9998", "0.00%", "99.98%"),
    ("0.99980000000000002", "0.00%", "99.98%"),
    ("1", "0%", "100%"),
    ("0.955", "0%", "96%"),
    ("200000", "#,##0.00", "200,000.00"),
    ("999.995", "#,##0.00", "1,000.00"),
    ("-1234.5", "#,##0.00", "-1,234.50"),
    ("1.005", "0.00", "1.01"),
    ("-1.005", "0.00", "-1.01"),
    ("5", "000", "005"),
    ("12", "#", "12"),
    ("0", "#", ""),
    ("0.5", "#.##", ".5"),
    ("0.5", "0.###", "0.5"),
    ("5", "0.0?", "5.0"),
    ("1234567", "#,##0,", "1,235"),
    ("1794600", "0.00,,", "1.79"),
    ("1794600", "#,##0.0,", "1,794.6"),
    ("1794600", "0!.0,", "179.5"),
    ("12345678", "0-000-0000", "1-234-5678"),
    ("1.5", '0.0"万元"', "1.5万元"),
    ("10", "0\\分", "10分"),
    ("1E+30", "#,##0", "1,000,000,000,000,000,000,000,000,000,000"),
    ("10", "0_ ", "10"),
    ("1234.5", "#,##0.00_);[Red](#,##0.00)", "1,234.50"),
    ("-1234.5", "#,##0.00_);[Red](#,##0.00)", "(1,234.50)"),
    ("-7", "0;(0)", "(7)"),
    ("0", '0;-0;"零"', "零"),
    ("7", ";;;", ""),
    ("-3", "#,##0;", ""),
    ("95", '[>=90]"优";[>=80]"良";"差"', "优"),
    ("85", '[>=90]"优";[>=80]"良";"差"', "良"),
    ("5", '[>=90]"优";[>=80]"良";"差"', "差"),
    ("1234.5", "[$¥-804]#,##0.00", "¥1,234.50"),
    ("0.75", "# ?/?", "3/4"),
    ("1.75", "# ?/?", "1 3/4"),
    ("2", "# ?/?", "2"),
    ("0.5", "# ?/8", "4/8"),
    ("12345", "0.00E+00", "1.23E+04"),
    ("0.00012", "0.00E+00", "1.20E-04"),
    ("999.9", "0E+00", "1E+03"),
    ("12345", "##0.0E+0", "12.3E+3"),
    ("10", "@", "10"),
    ("5", "G/通用格式", "5"),
    ("10", 'General"分"', "10分"),
    ("123", "[DBNum2][$-804]General", "壹佰贰拾叁"),
    ("10305", "[DBNum1][$-804]General", "一万零三百零五"),
    ("12", "[DBNum1][$-804]General", "十二"),
    ("2022", "[DBNum1][$-804]0", "二〇二二"),
    ("200000", BUILTIN[43], "200,000.00"),
    ("0", BUILTIN[43], "-"),
    ("-5", BUILTIN[44], "¥-5.00"),
]

GENERAL = [
    ("0.30000000000000004", "0.3"),
    ("0.33333333333333331", "0.333333333"),
    ("-0.33333333333333331", "-0.333333333"),
    ("98.5", "98.5"),
    ("100", "100"),
    ("1.0", "1"),
    ("0", "0"),
    ("-10", "-10"),
    ("3470510.31", "3470510.31"),
    ("1234567.891234", "1234567.891"),
    ("12345678901", "12345678901"),
    ("123456789012", "1.23457E+11"),
    ("100000000000", "1E+11"),
    ("0.00001", "0.00001"),
    ("0.0000123456789", "1.23457E-05"),
    ("0.0001234567", "0.000123457"),
    ("1E-10", "1E-10"),
    ("1E+20", "1E+20"),
]

DATES = [
    ("44926", DATE, "2022年12月31日"),
    ("44926", f"{DATE};@", "2022年12月31日"),
    ("44926", f"[$-804]{DATE}", "2022年12月31日"),
    ("44926", "yyyy-mm-dd", "2022-12-31"),
    ("44926", "yyyy\\-mm\\-dd;@", "2022-12-31"),
    ("44926", "m/d", "12/31"),
    ("44926", "yyyy.mm", "2022.12"),
    ("44926", 'yy"年"mm"月"', "22年12月"),
    ("44926", "e.m.d", "2022.12.31"),
    ("44926", "d-mmm-yy", "31-Dec-22"),
    ("44926", "aaaa", "星期六"),
    ("44926", "dddd", "Saturday"),
    ("44926", BUILTIN[14], "2022/12/31"),
    ("44926", BUILTIN[31], "2022年12月31日"),
    ("44926", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "2022年12月31日"),
    ("44926", '[DBNum1][$-804]yyyy"年"m"月"d"日";@', "二〇二二年十二月三十一日"),
    ("44926.5", "yyyy/m/d h:mm", "2022/12/31 12:00"),
    ("44926.75", '上午/下午h"时"mm"分"', "下午6时00分"),
    ("44926.999999999", "yyyy-m-d hh:mm:ss", "2023-1-1 00:00:00"),
    ("0.1", 'h"小时"', "2小时"),
    ("1.5", "[h]:mm", "36:00"),
    ("0.0105", "mm:ss.0", "15:07.2"),
    ("60", "yyyy-m-d", "1900-2-29"),
    ("1", "yyyy-m-d", "1900-1-1"),
]


@pytest.mark.parametrize(("value", "code", "shown"), NUMBERS)
def test_numbers(value: str, code: str, shown: str) -> None:
    """Digits, separators, percent, sections, conditions, fractions, exponents and literals."""
    assert compile_format(code).show(Decimal(value)) == shown


@pytest.mark.parametrize(("value", "shown"), GENERAL)
def test_general(value: str, shown: str) -> None:
    """Without a format a number has at most eleven places, and no trace of binary fractions."""
    assert compile_format("General").show(Decimal(value)) == shown


@pytest.mark.parametrize(("value", "code", "shown"), DATES)
def test_dates(value: str, code: str, shown: str) -> None:
    """Days are counted from the end of 1899, with the 29th of February 1900 that never was."""
    assert compile_format(code).show(Decimal(value)) == shown


def test_days_from_1904() -> None:
    """A workbook that counts from 1904 shows the same day for a number smaller by 1462."""
    assert compile_format("yyyy-mm-dd", epoch_1904=True).show(Decimal(44926 - 1462)) == "2022-12-31"


@pytest.mark.parametrize("value", ["-1", "2958466", "1E+300"])
def test_numbers_that_are_no_date(value: str) -> None:
    """A number before 1900 or after 9999 is shown as a number."""
    assert compile_format("yyyy-mm-dd").show(Decimal(value)) == compile_format("General").show(Decimal(value))


@pytest.mark.parametrize(
    ("code", "shown"), [("General", " 01 "), ("0.00", " 01 "), ("@", " 01 "), ('0;-0;0;@"元"', " 01 元"), (";;;", "")]
)
def test_text(code: str, shown: str) -> None:
    """Text is shown as it is, blanks and leading zeros included, unless the format has a section for text."""
    assert compile_format(code).show_text(" 01 ") == shown


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**20), max_value=10**20))
def test_general_loses_no_more_than_it_shows(value: Decimal) -> None:
    """General is a number again, within half a unit of the last of its six digits, and eleven places wide at most."""
    shown = compile_format("General").show(value)
    assert len(shown.lstrip("-")) <= 11
    assert abs(Decimal(shown) - value) <= abs(value) * Decimal("5.1E-6")


CODES = st.lists(
    st.sampled_from([*'0#?,.%;/@-_*\\"[] ', "General", "E+", "yyyy", "mm", "d", "h", "ss", "[h]", "[>5]", "[DBNum1]",
                     "[$¥-804]", "上午/下午", "aaa", "年", '"元"']),
    max_size=14,
).map("".join)  # fmt: skip


@given(CODES, st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**300), max_value=10**300, places=3))
def test_any_code_shows_something(code: str, value: Decimal) -> None:
    """No format code, however broken, breaks the reading."""
    compiled = compile_format(code)
    assert compiled.show(value) == compiled.show(value).strip()
    assert isinstance(compiled.show_text("甲"), str)
