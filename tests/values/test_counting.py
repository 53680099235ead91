"""Units that forms use for the same things, and times a period beside a year's total."""

import pytest

from perflint.values import attainment, meets, parse_actual, parse_target, units_conflict
from perflint.values.counting import alike


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("场", "次", True),
        ("期", "批", True),
        ("个", "家", True),
        ("户", "个", True),
        ("个", "社区", True),
        ("家", "所", True),
        ("项", "个", True),
        ("份", "篇", True),
        ("台", "套", True),
        ("money/场", "money/次", True),
        ("人", "人次", False),
        ("个", "人次", False),
        ("个", "倍", False),
        ("个", "percent", False),
        ("个", "length", False),
        ("项", "家", False),
        ("money/人", "money/人次", False),
        ("money/场", "场", False),
    ],
)
def test_units_that_count_the_same_things(one: str, other: str, same: bool) -> None:
    """Both ways round; 人 and 人次 stay apart, and 个 stands for counted things alone."""
    assert (alike(one, other), alike(other, one)) == (same, same)


@pytest.mark.parametrize(
    ("target", "actual", "result", "conflict", "ratio"),
    [
        ("12场", "12次", "met", False, "1"),
        ("≥12场", "15次", "met", False, "1.25"),
        ("≥1万个", "1.2万家", "met", False, "1.2"),
        ("≤2件", "1起", "met", False, "0.5"),
        ("0起", "0件", "met", False, None),
        # Fewer by another name may count something else: nobody is accused of missing the target.
        ("12场", "10次", "cannot_tell", True, None),
        ("≤2件", "3起", "cannot_tell", True, None),
        ("≥5家", "3-8个", "cannot_tell", True, None),
        ("≤3000元/场", "2850元/次", "met", False, "0.95"),
        ("100人", "120人次", "cannot_tell", True, None),
        ("2000元/人·年", "2000元/年·人", "met", False, "1"),
        ("4元/人/次", "4元/人次", "met", False, "1"),
        ("200元/人·天", "180元/人/天", "cannot_tell", False, "0.9"),
        ("3000元/人/月", "36000元/人·年", "met", False, "1"),
        # A year has 12 months, 4 quarters and 52 weeks.
        ("每月1次", "12次", "met", False, "1"),
        ("每月1次", "24场", "met", False, "2"),
        ("每季度一次", "4次", "met", False, "1"),
        ("每周1次", "52次", "met", False, "1"),
        ("每半年1次", "2次", "met", False, "1"),
        ("每天1次", "365次", "met", False, "1"),
        ("≥4次/年", "4次", "met", False, "1"),
        ("≥4次/年", "3次", "missed", False, "0.75"),
        # Nobody knows for how many months of the year it was due.
        ("每月1次", "10次", "cannot_tell", True, None),
        ("12次", "每月1次", "met", False, "1"),
        ("24次", "每月1次", "missed", False, "0.5"),
        ("50次", "每周1次", "met", False, "1.04"),
        ("53次", "每周1次", "cannot_tell", True, None),
        ("每周1次", "每月1次", "missed", False, "0.230769230769"),
        ("每周1次", "每月4次", "cannot_tell", True, None),
        ("每月2次", "每周1次", "met", False, "2.166666666667"),
        ("每月1次", "100%", "cannot_tell", True, None),
    ],
)
def test_pairs_in_two_units(target: str, actual: str, result: str, conflict: bool, ratio: str | None) -> None:
    """Where the numbers decide all the same there is no conflict of units, and the share is reckoned in one of them."""
    asked, said = parse_target(target), parse_actual(actual)
    share = attainment(said, asked)
    assert meets(said, asked).result == result
    assert units_conflict(said, asked) is conflict
    assert (None if share is None else f"{share.normalize():f}") == ratio
