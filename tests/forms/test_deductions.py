"""Columns of points that were deducted: they are no scores, and without scores the form says what it lacks."""

import pytest

from tests.forms.reading import forms_of, rows_of
from tests.forms.rendering import HEADINGS, head_lines, indicator_lines, sample, tabbed, total_line

LOST = ["0", "0", "", "0", "0", "3", "0"]


@pytest.mark.parametrize("heading", ["扣分", "自评扣分", "扣分值", "扣减分值", "减分"])
@pytest.mark.parametrize("total", ["3.5", "96.5"], ids=["what was lost", "what was got"])
def test_points_that_were_lost_are_no_scores(heading: str, total: str) -> None:
    """Nothing stands as score that is none, neither in a row nor in the total, and the column is named as unread."""
    form = sample()
    rows = indicator_lines(form)
    for row, lost in zip(rows, LOST, strict=True):
        row[7] = lost
    [read] = forms_of(
        tabbed(
            [
                *head_lines(form),
                [*HEADINGS[:7], heading, HEADINGS[8]],
                *rows,
                ["总分", *[""] * 5, "100", total, "优"],
            ]
        )
    )
    assert "score" not in read["indicators"][0]
    assert rows_of(read, "name", "weight") == [(row["name"], row["weight"]) for row in form["indicators"]]
    assert read["total"] == {"weight": "100", "score": "", "grade": "优"}
    assert read["lacks"] == ["columns"]


@pytest.mark.parametrize("heading", ["扣分", "自评扣分", "扣分值"])
@pytest.mark.parametrize("place", [7, 8], ids=["in front of the score", "behind it"])
def test_points_that_were_lost_beside_the_score(heading: str, place: int) -> None:
    """Beside 得分 they are read past."""
    form = sample()
    rows = indicator_lines(form)
    for row, lost in zip(rows, LOST, strict=True):
        row.insert(place, lost)
    headings = list(HEADINGS)
    headings.insert(place, heading)
    total = total_line(form)
    total.insert(place, "3.5")
    [read] = forms_of(tabbed([*head_lines(form), headings, *rows, total]))
    assert rows_of(read, "weight", "score", "deviation") == [
        (row["weight"], row["score"], row["deviation"]) for row in form["indicators"]
    ]
    assert read["total"] == form["total"]
    assert "lacks" not in read


def test_points_that_were_lost_in_a_table_without_weights() -> None:
    """A table without weights and scores has points all the same, and lacks them by name."""
    form = sample()
    rows = [[*row[:6], lost, row[8]] for row, lost in zip(indicator_lines(form), LOST, strict=True)]
    [read] = forms_of(tabbed([*head_lines(form), [*HEADINGS[:6], "扣分", HEADINGS[8]], *rows]))
    assert "columns" in read["lacks"]
