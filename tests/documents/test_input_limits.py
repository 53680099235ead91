"""The limits on one input: declared once, set from the environment, refused with a way out."""

import pytest

from perflint.documents import Limits, read_bytes
from perflint.errors import InputTooLarge, UsageError


def test_from_the_environment() -> None:
    """Each limit has its variable; those not set, or set to nothing, keep their default."""
    settings = {"PERFLINT_LIMIT_BYTES": "1000", "PERFLINT_LIMIT_DEPTH": " 8 ", "PERFLINT_LIMIT_ROWS": "", "OTHER": "x"}
    assert Limits.from_environment(settings) == Limits(max_bytes=1000, max_depth=8)
    assert Limits.from_environment({}) == Limits()


@pytest.mark.parametrize("value", ["0", "-1", "32MiB", "1.5", "１０"])
def test_wrong_setting(value: str) -> None:
    """A limit is a whole number above zero in plain digits."""
    with pytest.raises(UsageError) as caught:
        Limits.from_environment({"PERFLINT_LIMIT_CELLS": value})
    assert caught.value.describe("zh") == f"环境变量 PERFLINT_LIMIT_CELLS 应为正整数，现为“{value}”。"
    assert caught.value.describe("en") == (
        f"The environment variable PERFLINT_LIMIT_CELLS must be a whole number above zero, not '{value}'."
    )


@pytest.mark.parametrize(
    ("text", "limits", "zh"),
    [
        ("一二三四", Limits(max_bytes=11), "文件大于 11 B 的上限，没有读取。{BYTES}"),
        ("a\n\n\nb\tc\td", Limits(max_rows=2), "行数超过 2 的上限，没有读取。{ROWS}"),
        ("a\tb\tc\nd\te\tf\n", Limits(max_cells=5), "单元格数超过 5 的上限，没有读取。{CELLS}"),
        ("| a | b |\n| c | d |\n", Limits(max_cells=7), "单元格数超过 7 的上限，没有读取。{CELLS}"),
        ("year: 1\n\n\n", Limits(max_rows=2), "行数超过 2 的上限，没有读取。{ROWS}"),
        ('[\n\n{"a": 1}]', Limits(max_rows=1), "行数超过 1 的上限，没有读取。{ROWS}"),
    ],
)
def test_beyond_a_limit(text: str, limits: Limits, zh: str) -> None:
    """The refusal names the limit and how to raise it."""
    remedies = {
        name: f"请拆分文件，或用环境变量 PERFLINT_LIMIT_{name} 调高上限。" for name in ("BYTES", "ROWS", "CELLS")
    }
    with pytest.raises(InputTooLarge) as caught:
        read_bytes(text.encode(), "a.txt", limits)
    assert caught.value.describe("zh") == "a.txt: " + zh.format(**remedies)


@pytest.mark.parametrize(
    ("text", "limits"),
    [
        ("一二三四", Limits(max_bytes=12)),
        ("a\n\n\nb\tc\td", Limits(max_rows=3)),
        ("a\tb\tc\nd\te\tf\n", Limits(max_cells=6)),
    ],
)
def test_up_to_a_limit(text: str, limits: Limits) -> None:
    """What just fits is read."""
    assert read_bytes(text.encode(), "a.txt", limits).format == "text"
