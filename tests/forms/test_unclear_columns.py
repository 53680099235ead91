"""Rows whose blank cells left no trace: what a text is, is either shown by the other rows or left open and said."""

from typing import Any

import pytest

import perflint
from perflint.forms.export import form_to_mapping
from perflint.forms.structured import form_from_mapping
from tests.forms.reading import forms_of, recognised
from tests.forms.rendering import form_lines, sample

# A layout with sign and unit in columns of their own.
NATURE_AND_UNIT = [
    "一级指标",
    "二级指标",
    "三级指标",
    "指标性质",
    "指标值",
    "度量单位",
    "实际完成值",
    "分值",
    "得分",
    "备注",
]


def _spaced(form: dict[str, Any], gap: str = "  ") -> str:
    """The form as text that has lost its blank cells."""
    return "\n".join(gap.join(cell for cell in line if cell) for line in form_lines(form))


def _with(row: int, **cells: str) -> dict[str, Any]:
    form = sample()
    form["indicators"][row].update(cells)
    return form


# What is blanked of which row, and what that row then has as target and actual, and as unclear.
ROWS = [
    ("nothing", _with(0), 0, ("≥6次", "6次"), ()),
    ("the actual, and targets have signs", _with(0, actual=""), 0, ("≥6次", ""), ()),
    ("the actual of a deadline", _with(3, actual=""), 3, ("11月底前", ""), ()),
    ("the actual of a word", _with(4, actual=""), 4, None, ("target", "actual")),
    ("the target of a count", _with(0, target=""), 0, None, ("target", "actual")),
    # The weights add up to the total with the number that is left, so that it is the weight.
    ("the score", _with(0, score=""), 0, ("≥6次", "6次"), ()),
    ("the weight", _with(0, weight="", score="14"), 0, ("≥6次", "6次"), ("weight", "score")),
    ("the reason", _with(5, deviation=""), 5, ("健全", "基本健全"), ()),
]


@pytest.mark.parametrize(("form", "row", "values", "unclear"), [case[1:] for case in ROWS], ids=[c[0] for c in ROWS])
def test_what_a_text_is(
    form: dict[str, Any], row: int, values: tuple[str, str] | None, unclear: tuple[str, ...]
) -> None:
    """A comparison is a target where only targets have them; else target and actual are both unclear."""
    (read,) = recognised(_spaced(form)).forms
    indicator = read.indicators[row]
    assert indicator.unclear == unclear
    assert values is None or (indicator.target.text, indicator.actual.text) == values
    assert [one.unclear for one in read.indicators if one.position != row] == [()] * (len(read.indicators) - 1)
    assert ("cells" in [lack.part for lack in read.lacks]) == bool(unclear)


def test_copied_signs_tell_nothing() -> None:
    """Where actuals carry signs as well, a sign is no proof of a target."""
    form = _with(0, actual="")
    form["indicators"][1]["actual"] = "≥312人次"
    (read,) = recognised(_spaced(form)).forms
    assert read.indicators[0].unclear == ("target", "actual")


def test_what_is_unclear_is_no_error() -> None:
    """Neither target nor actual is called missing; the form says what it lacks, and the sums are still judged."""
    form = _with(4, actual="")
    form["total"]["score"] = "97.5"
    checked = perflint.check(_spaced(form).encode())
    assert {finding.code for finding in checked.findings} == {"PF101", "PF606"}
    (only,) = checked.documents[0].forms
    assert {"PF502", "PF503"} <= {one.code for one in only.not_evaluated}


def test_a_missing_actual_is_said_with_the_doubt() -> None:
    """Where the other rows show that the text is the target, its actual is missing: an error that says it is unsure."""
    (finding,) = perflint.check(_spaced(_with(0, actual="")).encode()).findings
    assert (finding.code, finding.doubt is None) == ("PF503", False)


def test_unclear_columns_survive_being_written_out() -> None:
    """`parse` prints which columns are unclear, and `check` of what it printed knows it."""
    (read,) = recognised(_spaced(_with(4, actual=""))).forms
    again = form_from_mapping(form_to_mapping(read))
    assert [one.unclear for one in again.indicators] == [one.unclear for one in read.indicators]
    assert [lack.part for lack in again.lacks] == ["cells"]


def _without_merged(lines: list[list[str]]) -> str:
    """Tabs, and the cells that a merged label covers left out."""
    heading = next(place for place, line in enumerate(lines) if line[0] == "绩效指标")
    rows = [
        line if place <= heading else line[next(column for column, cell in enumerate(line) if cell) :]
        for place, line in enumerate(lines)
    ]
    return "\n".join("\t".join(row) for row in rows)


@pytest.mark.parametrize(
    "cells",
    [{}, {"actual": ""}, {"deviation": ""}, {"target": ""}, {"actual": "", "deviation": ""}],
    ids=["nothing", "the actual", "the reason", "the target", "actual and reason"],
)
@pytest.mark.parametrize("row", [0, 1, 4])
def test_blank_cells_tell_where_a_row_stands(row: int, cells: dict[str, str]) -> None:
    """Tabs without the cells of merged labels: a blank cell among the others shows which one is blank."""
    form = _with(row, **cells)
    lines = form_lines(form)
    lines[-1] = ["总分", "", "", "", "", "", "100", "96.5", ""]
    (read,) = forms_of(_without_merged(lines))
    names = ("name", "target", "actual", "weight", "score", "deviation")
    assert [read["indicators"][row][name] for name in names] == [form["indicators"][row][name] for name in names]


@pytest.mark.parametrize("blank", ["actual", "nothing"])
def test_kinds_and_units_stand_in_their_columns(blank: str) -> None:
    """定性 is no target and % no actual, whether or not the actual is there."""
    rows = [
        ["产出指标", "数量指标", "培训班次", "≥", "6", "次", "6", "45", "45", "无"],
        ["", "质量指标", "结业考试合格率", "≥", "95", "%", "96", "20", "20", "无"],
        ["", "时效指标", "培训完成时间", "定性", "11月底前", "", "11月20日", "25", "25", "无"],
    ]
    if blank == "actual":
        for row in rows[1:]:
            row[6] = ""
    lines = [*form_lines(sample())[:9], NATURE_AND_UNIT, *rows, ["总分", "", "", "", "", "", "", "100", "99.5"]]
    (read,) = recognised("\n".join("  ".join(cell for cell in line if cell) for line in lines)).forms
    found = [(one.target.text, one.actual.text, one.unclear) for one in read.indicators]
    actuals = ["6", "", ""] if blank == "actual" else ["6", "96", "11月20日"]
    targets = ["≥6次", "≥95%", "11月底前"]
    if blank == "actual":
        # The deadline stands alone, and only one row shows a whole target.
        assert found[:2] == [(target, actual, ()) for target, actual in zip(targets[:2], actuals[:2], strict=True)]
        assert found[2][2] == ("target", "actual")
    else:
        assert found == [(target, actual, ()) for target, actual in zip(targets, actuals, strict=True)]


def _without_money(blank: dict[str, str]) -> dict[str, Any]:
    form = sample()
    for key, name in blank.items():
        form["budget"][key][name] = ""
    return form


MONEY = [
    ("nothing", {}, ("500000.00", "480000.00", "456000.00", "95.00%"), []),
    # 456000 / 480000 is the printed rate; the source has as many amounts as the total.
    (
        "initial",
        {"total": "initial", "appropriation": "initial"},
        ("", "480000.00", "456000.00", "95.00%"),
        [],
    ),
    ("executed", {"total": "executed", "appropriation": "executed"}, ("", "", "", ""), ["funds"]),
    ("one of a source", {"appropriation": "annual"}, ("500000.00", "480000.00", "456000.00", "95.00%"), ["funds"]),
]


@pytest.mark.parametrize(("blank", "total", "lacks"), [case[1:] for case in MONEY], ids=[case[0] for case in MONEY])
def test_which_amount_is_which(blank: dict[str, str], total: tuple[str, ...], lacks: list[str]) -> None:
    """The rate tells the amounts of the total; where nothing does, no amount is read, and no rule says it is wrong."""
    text = _spaced(_without_money(blank))
    (read,) = recognised(text).forms
    line = read.budget["total"]
    assert (line.initial.text, line.annual.text, line.executed.text, line.rate.text) == total
    assert [lack.part for lack in read.lacks if lack.part == "funds"] == lacks
    found = {finding.code for finding in perflint.check(text.encode()).findings}
    assert not any(code.startswith("PF2") for code in found)
    assert ("PF606" in found) == bool(lacks)


@pytest.mark.parametrize(
    ("row", "unclear", "points"),
    [
        # The weights make the total: 15 and 15 are points, and the actual is blank.
        (["更换井盖", "≥", "6", "套", "15", "15"], (), ("", "15", "15")),
        # 312 may be the actual and 15 one of the points, or both are points.
        (["更换井盖", "≥", "300", "套", "312", "15"], ("actual", "weight", "score"), None),
    ],
)
def test_bare_numbers_beside_points(row: list[str], unclear: tuple[str, ...], points: tuple[str, ...] | None) -> None:
    """Where actuals are bare numbers, two numbers of three are points only if the weights add up so."""
    rows = [
        ["产出指标", "数量指标", "培训班次", "≥", "6", "次", "6", "45", "45", "无"],
        ["质量指标", "结业考试合格率", "≥", "95", "%", "96", "30", "30", "无"],
        row,
    ]
    lines = [*form_lines(sample())[:9], NATURE_AND_UNIT, *rows, ["总分", "100", "99.5"]]
    (read,) = recognised("\n".join("  ".join(cell for cell in line if cell) for line in lines)).forms
    last = read.indicators[-1]
    assert last.unclear == unclear
    assert points is None or (last.actual.text, last.weight.text, last.score.text) == points
