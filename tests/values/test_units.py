"""Units: canonical spelling, families, exact conversion."""

from fractions import Fraction

import pytest

from perflint.values import same_unit_family
from perflint.values.units import resolve


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("平米", "平方米"),
        ("㎡", "平方米"),
        ("m2", "平方米"),
        ("个月", "月"),
        ("个自然日", "天"),
        ("日", "天"),
        ("个工作日", "工作日"),
        ("名", "人"),
        ("人 次", "人次"),
        ("次/ 篇", "次/篇"),
        ("人 /次", "人/次"),
        ("元/人/次", "元/人/次"),
        ("元/人·天", "元/人天"),
        ("元/生·年", "元/生·年"),
        ("万元／年", "万元/年"),
        ("元每人", "元/人"),
        ("万人次", "万人次"),
        ("千万元", "千万元"),
        ("万", "万"),
        ("％", "%"),
        ("km", "公里"),
        ("TB", "TB"),
        ("", ""),
    ],
)
def test_spellings_of_a_unit_become_its_canonical_one(printed: str, canonical: str) -> None:
    """Aliases, blanks, multiples and divided units have one spelling each."""
    unit = resolve(printed)
    assert unit is not None
    assert unit.name == canonical


@pytest.mark.parametrize("printed", ["吃", "元/吃", "mbar", "次次次", "/", "万万"])
def test_what_is_no_unit_is_not_resolved(printed: str) -> None:
    """A typing error or half a unit is none."""
    assert resolve(printed) is None


@pytest.mark.parametrize(
    ("larger", "smaller", "times"),
    [
        ("亿元", "万元", Fraction(10_000)),
        ("万元", "元", Fraction(10_000)),
        ("%", "‰", Fraction(10)),
        ("天", "小时", Fraction(24)),
        ("年", "月", Fraction(12)),
        ("季度", "月", Fraction(3)),
        ("公里", "米", Fraction(1000)),
        ("平方公里", "公顷", Fraction(100)),
        ("公顷", "亩", Fraction(15)),
        ("吨", "公斤", Fraction(1000)),
        ("万亩", "亩", Fraction(10_000)),
        ("TB", "GB", Fraction(1024)),
        ("次/月", "次/年", Fraction(12)),
        ("万元/年", "元/年", Fraction(10_000)),
    ],
)
def test_units_of_one_family_convert_exactly(larger: str, smaller: str, times: Fraction) -> None:
    """The factor between two units of a family is an exact fraction."""
    big, small = resolve(larger), resolve(smaller)
    assert big is not None
    assert small is not None
    assert big.key == small.key
    assert big.factor / small.factor == times


@pytest.mark.parametrize(
    ("unit_a", "unit_b", "same"),
    [
        ("元", "万元", True),
        ("%", "‰", True),
        ("个月", "年", True),
        ("自然日", "小时", True),
        ("平米", "㎡", True),
        ("名", "人", True),
        ("人", "万人", True),
        ("吃", "吃", True),
        ("人", "人次", False),
        ("个", "家", False),
        ("天", "工作日", False),
        ("天", "月", False),
        ("%", "次", False),
        ("%", "百分点", False),
        ("小时", "课时", False),
        ("元/人", "元", False),
        ("", "次", False),
        ("吃", "次", False),
    ],
)
def test_same_unit_family(unit_a: str, unit_b: str, same: bool) -> None:
    """Convertible units are of one family; 人 and 人次, 个 and 家 are not."""
    assert same_unit_family(unit_a, unit_b) is same
    assert same_unit_family(unit_b, unit_a) is same
