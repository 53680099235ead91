"""A digit too many or too few, and 元 where 万元 was meant."""

from decimal import Decimal

import pytest

from perflint.values import misplaced_unit, power_of_ten

SLACK = Decimal("0.05")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("33.9204", "339.204", True),
        ("450000", "45.0000", True),
        ("100", "10", True),
        ("100", "100", False),
        ("100", "990", False),
        ("1", "100000", False),  # a hundred thousand times is no slip of a digit
        ("0", "0", False),
        ("-100", "-10", False),
        (None, "10", False),
        ("10", None, False),
    ],
)
def test_power_of_ten(one: str | None, other: str | None, expected: bool) -> None:
    """Exactly ten to ten thousand times apart, in either direction; blanks, zeros and negatives are not."""
    given = [None if text is None else Decimal(text) for text in (one, other)]
    assert power_of_ten(*given) is expected


@pytest.mark.parametrize(
    ("text", "budget", "expected"),
    [
        # budget in 元
        ("全年投入450万元用于路灯更新", "450", "450万元"),
        ("全年投入 4,500,000.00 元", "450", "4,500,000.00元"),
        ("全年投入470万元", "450", "470万元"),  # 4.4 % off
        ("全年投入475万元", "450", ""),  # 5.6 % off
        ("全年投入450万元", "4500000", ""),
        ("全年投入¥450万元", "450", "450万元"),
        ("服务450万人次，无事故", "450", ""),  # 万 without 元 counts people
        ("服务450万人次，支出30元", "450", ""),
        ("投入2.6亿元", "26000", "2.6亿元"),
        # smaller: the very figures, three or more of them
        ("合同金额22.09元", "220900", "22.09元"),
        ("补助标准300元", "3000000", ""),
        ("培训费298元", "3000000", ""),
        ("补助450.5元/人", "4505000", ""),
        ("每户450.5元", "4505000", ""),
        ("补助450.5元每人", "4505000", ""),
        # the right amount stands there as well
        ("项目450万元，其中每所学校配450.5元，合计4500000元", "4500000", ""),
        ("没有金额", "4500000", ""),
        ("投入450万元", "0", ""),
        ("投入4.5.0万元，追加450万元", "450", "450万元"),
    ],
)
def test_misplaced_unit(text: str, budget: str, expected: str) -> None:
    """The first amount that is ten thousand times off, as it is printed."""
    assert misplaced_unit(text, Decimal(budget), SLACK) == expected
