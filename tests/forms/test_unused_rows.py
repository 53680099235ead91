"""Rows that a form keeps although they do not apply, and those that only look like them."""

from typing import Any

import pytest

import perflint
from perflint.forms.structured import form_from_mapping
from tests.forms.reading import recognised
from tests.forms.rendering import form_lines, sample, tabbed

EXECUTION = {"total": {"weight": 10, "score": 10}}


@pytest.mark.parametrize(
    ("row", "unused", "proved"),
    [
        # The row says so itself, whatever the other rows make: target, actual, weight, score.
        ("生态效益|不适用|不适用||", True, True),
        ("生态效益|不适用|||", True, True),
        ("生态效益||不涉及||", True, True),
        ("生态效益|不适用|无|—|—", True, True),
        ("生态效益|（不适用）|/|0|0", True, True),
        ("生态效益|不适用|不适用|不适用|不适用", True, True),
        ("安全事故|本项目不涉及|本项目不涉及||", True, True),
        ("无|无|无||", True, True),
        ("—|—|无||", True, True),
        ("生态效益指标|无|无|0|0", True, True),
        # What stands there may be an answer: only where no points are left the row does not count.
        ("安全事故|无|无||", False, True),
        ("安全事故|无|||", False, True),
        ("村容村貌|—|—|—|—", False, True),
        ("村容村貌||||", False, True),
        # Something was to be done, was done or has points.
        ("生态效益|不适用|95%||", False, False),
        ("生态效益|≥3项|不适用||", False, False),
        ("生态效益|不适用|不适用|5|5", False, False),
        ("生态效益|不适用|不适用|5|", False, False),
        ("生态效益|不适用|不适用||5", False, False),
        ("生态效益|不适用|不适用|五|", False, False),
        ("安全事故|0起|0起||", False, False),
        ("安全事故|0|0||", False, False),
    ],
)  # fmt: skip
@pytest.mark.parametrize("others", [90, 80])
def test_what_does_not_apply(row: str, unused: bool, proved: bool, others: int) -> None:
    """The row alone, and beside rows that make up the hundred with the execution's 10, or do not."""
    cells = dict(zip(("name", "target", "actual", "weight", "score"), row.split("|"), strict=True))
    form = form_from_mapping({"budget": EXECUTION, "indicators": [{"name": "甲", "weight": others}, cells]})
    assert [one.unused for one in form.indicators] == [False, proved if others == 90 else unused]


# Level 2, name, target, actual, weight, score, deviation of rows that do not apply, under 效益指标.
KEPT = [
    ("生态效益指标", "生态效益", "不适用", "不适用", "", "", ""),
    ("生态效益指标", "生态效益", "不适用", "不适用", "0", "0", "不适用"),
    ("生态效益指标", "不适用", "不适用", "不适用", "不适用", "不适用", "不适用"),
    ("经济效益指标", "经济效益", "无", "无", "", "", ""),
    ("经济效益指标", "无", "无", "无", "—", "—", "无"),
    ("经济效益指标", "增加收入", "无", "无", "", "", ""),
    ("经济效益指标", "—", "—", "—", "—", "—", "—"),
    ("生态效益指标", "/", "/", "/", "/", "/", "/"),
]


def _with(*rows: tuple[str, ...], **changed: str) -> dict[str, Any]:
    form = sample()
    names = ("level1", "level2", "name", "target", "actual", "weight", "score", "deviation")
    form["indicators"][5:5] = [dict(zip(names, ("效益指标", *row), strict=True)) for row in rows]
    form["indicators"][0].update(changed)
    return form


def _judged(text: str) -> tuple[set[str], set[str]]:
    checked = perflint.check(text.encode())
    (form,) = checked.documents[0].forms
    return {finding.code for finding in checked.findings}, {one.code for one in form.not_evaluated}


@pytest.mark.parametrize("rows", [*([row] for row in KEPT), KEPT], ids=range(len(KEPT) + 1))
def test_such_a_row_changes_nothing(rows: list[tuple[str, ...]]) -> None:
    """A clean form stays clean with it, every rule judged."""
    assert _judged(tabbed(form_lines(_with(*rows)))) == (set(), set())


@pytest.mark.parametrize("row", KEPT)
def test_the_sums_of_the_other_rows_are_judged(row: tuple[str, ...]) -> None:
    """One point too few on a row that counts: the total score is 0.5 or more off, whatever stands in the row beside."""
    found, left = _judged(tabbed(form_lines(_with(row, score="14", deviation="少办一期，下一步补办。"))))
    assert "PF101" in found
    assert not left & {"PF101", "PF102", "PF103", "PF303"}


def test_points_that_are_missing_stay_missing() -> None:
    """Where 15 points lack, a row with 无 may be the one that should have them: it is named, and no sum is judged."""
    form = _with(("经济效益指标", "安全事故", "无", "无", "", "", ""))
    del form["indicators"][0]
    found, left = _judged(tabbed(form_lines(form)))
    assert "PF303" in found
    assert {"PF101", "PF102", "PF103"} <= left


def test_blank_cells_that_left_no_trace() -> None:
    """Whether 不适用 stands for the target or the actual is open, and that the row does not apply is not."""
    form = _with(("生态效益指标", "生态环境改善", "不适用", "", "", "", ""))
    text = "\n".join("  ".join(cell for cell in line if cell) for line in form_lines(form))
    (read,) = recognised(text).forms
    assert [(row.unclear, row.unused) for row in read.indicators if row.name.text == "生态环境改善"] == [
        (("target", "actual"), True)
    ]
    found, left = _judged(text)
    assert found == {"PF606"}
    assert not left & {"PF101", "PF102", "PF103"}
