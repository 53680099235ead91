"""The years of dates and of running texts."""

from decimal import Decimal

import pytest

from perflint.values import parse_target, stray_year, within_year, year_named, years_in


@pytest.mark.parametrize(
    ("printed", "named", "within"),
    [
        ("2023年12月31日前", 2023, True),
        ("2022年12月31日前", 2022, False),
        ("2024年1月1日", 2024, False),
        ("2022年10月至2024年6月", 2022, True),
        ("2021年1月--2022年11月", 2021, False),
        ("9月底前", 0, True),
        ("12次", 0, True),
        ("**", 0, True),
    ],
)
def test_years_of_dates(printed: str, named: int, within: bool) -> None:
    """A date with its year lies in 2023 or reaches over it; one without a year, and anything else, is never outside."""
    found = parse_target(printed)
    assert (int(year_named(found)), within_year(found, Decimal(2023))) == (named, within)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023年度项目支出绩效自评表", [2023]),
        ("（２０２２ 年度）", [2022]),
        ("2020-01-01", [2020]),
        ("2021年至2023年", [2021, 2023]),
        ("962000号码", []),
        ("20230件", []),
        ("培训2023人", []),
        ("绩效自评表", []),
    ],
)
def test_years_in(text: str, expected: list[int]) -> None:
    """Every year that is printed as one, in order."""
    assert [int(year) for year in years_in(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2022年，全区共举办讲座26场。", 2022),
        ("2024年1-12月共举办讲座26场。", 2024),
        ("一是开展讲座。2022年我中心举办26场。", 2022),
        ("1、2022年全年举办26场", 2022),
        ("预计2022年11月底完成支付", 2022),
        ("2022年举办讲座26场。", 2022),
        ("2022年度共开展巡查12次", 2022),
        ("目标1：2022年完成讲座26场", 2022),
        ("一、2022年已完成讲座26场", 2022),
        ("2022年举办的讲座反响良好", 0),
        ("2022年完成项目建设，支付尾款50万元", 0),
        ("2022年实施的项目完成结算", 0),
        ("2022年开展前期工作", 0),
        ("2022年结转资金全部支出", 0),
        ("2021年—2023年举办讲座26场", 0),
        ("2022年修订的预算法要求公开", 0),
        ("2022年农村厕所改造500户", 0),
        ("2022年，举办讲座；2023年继续。", 0),
        ("2021年，全区共举办讲座26场。", 0),
        ("2022年，区政府印发工作方案。", 0),
        ("完成2022年度决算公开", 0),
        ("自2022年全年", 0),
        ("根据《2022年全年工作要点》开展讲座", 0),
        ("2022年至2024年建设期", 0),
        ("2020年7月1日职权下放后案件减少", 0),
        ("举办讲座26场", 0),
        ("", 0),
    ],
)
def test_stray_year(text: str, expected: int) -> None:
    """The neighbour of 2023 that a text is about, only where nothing else explains it (PF704)."""
    assert stray_year(text, Decimal(2023)) == expected
