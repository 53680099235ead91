"""Which texts of the reasons column say nothing, and which say something however short."""

import pytest

from perflint.values import says_nothing


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("", True),
        ("—", True),
        ("无", True),
        ("基本完成", True),
        ("无偏差，无需改进", True),
        ("无偏差，无需改进。", True),
        ("原因：无；措施：无", True),
        ("1.无偏差 2.无", True),
        ("已完成，正常。", True),
        ("偏差原因：\n改进措施：", True),
        ("详见自评报告", True),
        ("已完成，下年继续", False),
        ("原因：疫情；措施：无", False),
        ("无偏差，满意度略低", False),
        ("无，经费未到位", False),
        ("受疫情影响", False),
        ("未完成", False),
        ("经费", False),
    ],
)
def test_says_nothing(text: str, nothing: bool) -> None:
    """Words for no reason say nothing, alone or together; with anything else beside them the text says something."""
    assert says_nothing(text) is nothing
