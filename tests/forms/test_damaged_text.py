"""Text as extraction leaves it: wraps within cells, page numbers, lost heads and tails, totals and goals out of place.

Each damage is done to a form without a fault. It must come out the same, or say what it lacks; it never gives a finding
of the damage's own making.
"""

from collections.abc import Callable

import pytest

import perflint
from tests.forms.reading import forms_of
from tests.forms.rendering import form_lines, sample, tabbed

Lines = list[list[str]]

WHOLE = forms_of(tabbed(form_lines(sample())))


def findings(text: str) -> list[tuple[int, str]]:
    """(form, code) of every finding on a text."""
    return [(finding.form.index, finding.code) for finding in perflint.check(text.encode()).findings]


@pytest.mark.parametrize(
    ("cell", "cut"),
    [
        ("基层业务培训", "基层业务\n培训"),
        ("参训人次", "参训\n人次"),
        ("11月底前", "11月\n底前"),
        ("制度修订较晚，下一步", "制度修订较晚，\n下一步"),
    ],
)
def test_a_line_break_within_a_cell_is_joined(cell: str, cut: str) -> None:
    """Where the rows are equally wide, a row in two pieces is one row."""
    assert forms_of(tabbed(form_lines(sample())).replace(cell, cut)) == WHOLE


@pytest.mark.parametrize(
    "mark", [["3"], ["", "", "— 3 —"], ["", "", "", "第3页共5页"], ["", "", "", "第 3 页，共 5 页"]]
)
def test_a_page_number_in_a_row_is_no_content(mark: list[str]) -> None:
    """A page number between two indicators is dropped."""
    lines = form_lines(sample())
    lines.insert(-3, mark)
    assert forms_of(tabbed(lines)) == WHOLE


def test_weights_printed_as_percentages_are_points() -> None:
    """15% of the hundred is 15 points; the text stays as printed."""
    lines = form_lines(sample())
    for line in lines[-8:]:
        line[6] += "%"
    [form] = forms_of(tabbed(lines))
    assert [row["weight"] for row in form["indicators"]] == ["15%", "10%", "15%", "10%", "15%", "15%", "10%"]
    assert findings(tabbed(lines)) == []
    lines[-2][6] = "5%"
    assert findings(tabbed(lines)) == [(0, "PF301"), (0, "PF102"), (0, "PF103")]


def moved_total(lines: Lines) -> Lines:
    """自评总分 among the heads and no total row."""
    return [*lines[:3], ["自评总分", "96.5"], *lines[3:-1]]


def test_a_total_among_the_heads_is_the_total() -> None:
    """It sums the form, which is whole where its weights make the hundred."""
    lines = moved_total(form_lines(sample()))
    [form] = forms_of(tabbed(lines))
    assert (form["total"], form["complete"]) == ({"weight": "", "score": "96.5"}, True)
    assert findings(tabbed(lines)) == []
    lines[3][1] = "97.5"
    assert findings(tabbed(lines)) == [(0, "PF101")]


def test_a_total_among_the_heads_does_not_prove_the_end() -> None:
    """Without the last indicator the weights make 90: the tail is missing, and the sum is not judged."""
    lines = moved_total(form_lines(sample()))[:-1]
    assert findings(tabbed(lines)) == [(0, "PF606")]


def goal_below(lines: Lines) -> Lines:
    """The overall goal between the indicators and the total."""
    return [*lines[:9], *lines[11:-1], *lines[9:11], lines[-1]]


def goal_at_the_end(lines: Lines) -> Lines:
    """The overall goal below the total."""
    return [*lines[:9], *lines[11:], *lines[9:11]]


def test_a_goal_below_the_indicators_is_the_goal() -> None:
    """It is no row of the table, wherever it stands between the indicators and the total."""
    assert forms_of(tabbed(goal_below(form_lines(sample())))) == WHOLE


def total_twice(lines: Lines) -> Lines:
    """The total row printed again below the table."""
    return [*lines, lines[-1]]


def score_again(lines: Lines) -> Lines:
    """总分 and its score alone, below the total row."""
    return [*lines, ["总分", "", "", "", "", "", "", "96.5"]]


@pytest.mark.parametrize("damage", [total_twice, score_again])
def test_a_total_printed_again_is_no_second_form(damage: Callable[[Lines], Lines]) -> None:
    """What only repeats the total row begins nothing."""
    assert forms_of(tabbed(damage(form_lines(sample())))) == WHOLE


def test_a_text_that_ends_within_a_row() -> None:
    """The last row is cut off before its points: it is left out, named as missing, and not faulted."""
    text = tabbed(form_lines(sample()))
    for end in ("学员满意度\t≥90", "学员满意度\t≥90%\t93%", "学员满意度\t≥90%\t93%\t10\t"):
        cut = text[: text.index("学员满意度") + len(end)]
        assert cut.endswith(end)
        [form] = forms_of(cut)
        assert [row["name"] for row in form["indicators"]][-1] == "培训制度健全性"
        assert (findings(cut), form["lacks"]) == ([(0, "PF606")], ["rows", "tail"])


def test_a_form_that_begins_at_its_fund_table_has_lost_its_head() -> None:
    """Its project is missing with the head, which is said once and not as a blank that somebody left."""
    lines = form_lines(sample())
    assert findings(tabbed([*lines, *lines[4:]])) == [(1, "PF606")]
