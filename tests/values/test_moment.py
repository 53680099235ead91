"""Years and dates."""

import pytest

from perflint.values import Expression, Moment, Unreadable, parse_target, parse_year


@pytest.mark.parametrize(
    ("printed", "year"),
    [
        ("（2022年度）", 2022),
        ("(2022 年度)", 2022),
        ("（２０２２年度）", 2022),
        ("2022", 2022),
        ("申报时段：(2023年1月-2023年12月)", 2023),
        ("二〇二二年度", 2022),
        ("二○二二年", 2022),
        ("2021年度项目支出绩效自评表", 2021),
        ("2022-12-31", 2022),
        ("2022-2022年度", 2022),
    ],
)
def test_the_one_year_of_a_text(printed: str, year: int) -> None:
    """A year in figures or hanzi, alone or within a title or a span."""
    assert parse_year(printed) == year


@pytest.mark.parametrize(
    ("printed", "reason"),
    [
        ("（ 年度）", "没有写明年度"),
        ("", "没有写明年度"),
        ("2022年1月-2023年12月", "同时写有2022、2023年"),
        ("2022-2023年度", "同时写有2022、2023年"),
        ("联系电话 20220001", "没有写明年度"),
    ],
)
def test_no_year_or_two_years_are_unreadable(printed: str, reason: str) -> None:
    """No year, or two of them, is not one year."""
    found = parse_year(printed)
    assert isinstance(found, Unreadable)
    assert found.reason.zh == reason


def _date(text: str, moment: Moment, **members: object) -> Expression:
    return Expression(text, "date", moment=moment, **members)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "expected",
    [
        _date("7月15日", Moment(None, 7, 15)),
        _date("7 月 15 号", Moment(None, 7, 15)),
        _date("11月", Moment(None, 11)),
        _date("9月份", Moment(None, 9)),
        _date("11月底", Moment(None, 11, part="late")),
        _date("3月中旬", Moment(None, 3, part="middle")),
        _date("2021年底", Moment(2021, part="late")),
        _date("年底", Moment(part="late")),
        _date("次年初", Moment(part="early")),
        _date("年底前", Moment(part="late"), sign="≤"),
        _date("2022年", Moment(2022)),
        _date("2021年12月31日", Moment(2021, 12, 31)),
        _date("2021-12-31", Moment(2021, 12, 31)),
        _date("2021/12/31", Moment(2021, 12, 31)),
        _date("20211231", Moment(2021, 12, 31)),
        _date("2022.12", Moment(2022, 12)),
        _date("2022年7月1日之前", Moment(2022, 7, 1), sign="≤"),
        _date("11月底之前", Moment(None, 11, part="late"), sign="≤"),
        _date("9月前", Moment(None, 9), sign="<"),
        _date("9月前完成", Moment(None, 9), sign="<"),
        _date("12月底到位", Moment(None, 12, part="late")),
        _date("2021年12月完成", Moment(2021, 12)),
        _date("<=3月", Moment(None, 3), sign="≤"),
        _date("不晚于6月30日", Moment(None, 6, 30), sign="≤"),
        _date("于2022年12月31日前完成验收", Moment(2022, 12, 31), sign="≤", word="于"),
        _date("2022年12月底前", Moment(2022, 12, part="late"), sign="≤"),
        _date("当月20日之前", Moment(day=20), sign="≤"),
        _date("15日前", Moment(day=15), sign="≤"),
        _date("2020年1月--2020年11月", Moment(2020, 1), until=Moment(2020, 11)),
        _date("2020年1-11月", Moment(2020, 1), until=Moment(2020, 11)),
        _date("7月1-15日", Moment(None, 7, 1), until=Moment(None, 7, 15)),
        _date("3月至5月", Moment(None, 3), until=Moment(None, 5)),
        _date("2022-2023年", Moment(2022), until=Moment(2023)),
        _date("第三季度", Moment(None, 7), until=Moment(None, 9)),
        _date("2022年上半年", Moment(2022, 1), until=Moment(2022, 6)),
    ],
    ids=lambda expected: expected.text,
)
def test_dates_are_read_as_far_as_they_are_printed(expected: Expression) -> None:
    """Days, months, years, parts of them, deadlines and spans."""
    assert parse_target(expected.text) == expected


@pytest.mark.parametrize("printed", ["13月", "2月30日", "2022年0月", "6月31日前完成"])
def test_a_day_that_no_calendar_has_is_unreadable(printed: str) -> None:
    """An impossible date is reported and not bent into a possible one."""
    found = parse_target(printed)
    assert isinstance(found, Unreadable)
    assert "不是日历上的日期" in found.reason.zh
