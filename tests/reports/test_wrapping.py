"""Lines of a terminal table: full width used, no mark astray, no number without its unit."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from perflint.reports.wrapping import wrap


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("短句", 10, ["短句"]),
        ("", 10, [""]),
        ("甲\n乙", 10, ["甲", "乙"]),
        ("预算执行得分共计 10 分", 19, ["预算执行得分共计", "10 分"]),
        ("得分合计为10分。", 13, ["得分合计为", "10分。"]),
        ("应得九分，实得十分", 8, ["应得九", "分，实得", "十分"]),
        ("规则写着“甲”", 10, ["规则写着", "“甲”"]),
        ("one two three", 8, ["one two", "three"]),
        ("execution-points", 8, ["executio", "n-points"]),
    ],
)
def test_lines(text: str, width: int, lines: list[str]) -> None:
    """Chinese breaks anywhere but before closing marks and after opening ones; words break where nothing else helps."""
    assert wrap(text, width) == lines


@given(st.text(alphabet="预算分10.%“”（）， abc-\n", max_size=60), st.integers(2, 30))
def test_nothing_is_lost_and_no_line_is_too_wide(text: str, width: int) -> None:
    """Every line fits, and but for blanks the lines are the text."""
    lines = wrap(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())
