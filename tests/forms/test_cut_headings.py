"""Headings of the fund table that the end of a page cuts in two, and lines with two heads."""

import pytest

from perflint.documents import Address, Cell, Document, Row, Table
from perflint.forms.export import form_to_mapping
from perflint.forms.recognise import recognise
from tests.forms.rendering import form_lines, sample

LINES = form_lines(sample())
HEADING = next(number for number, line in enumerate(LINES) if "年初预算数" in line)


def page(number: int, lines: list[list[str]]) -> Table:
    """The rows of a table on one page."""
    return Table(
        tuple(
            Row(tuple(Cell(text, Address("page", row, at + 1, str(number)), at) for at, text in enumerate(line)))
            for row, line in enumerate(lines, 1)
        )
    )


@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_headings_cut_by_a_page(length: int) -> None:
    """Wherever the cut goes through their words, the amounts are under them and the form is whole."""
    upper = [text[:length] for text in LINES[HEADING]]
    lower = [text[length:] for text in LINES[HEADING]]
    pages = page(1, [*LINES[:HEADING], upper]), page(2, [lower, *LINES[HEADING + 1 :]])
    (form,) = recognise(Document("a.pdf", "pdf", pages)).forms
    found = form_to_mapping(form)
    assert (found["complete"], found["budget"]) == (True, sample()["budget"])
    assert found["indicators"] == sample()["indicators"]


def test_headings_that_are_whole() -> None:
    """What stands below whole headings on the next page is a row of its own."""
    pages = page(1, LINES[: HEADING + 1]), page(2, LINES[HEADING + 1 :])
    (form,) = recognise(Document("a.pdf", "pdf", pages)).forms
    assert form_to_mapping(form)["budget"] == sample()["budget"]


@pytest.mark.parametrize("unit", ["单位：元", "金额单位：万元"])
def test_the_money_unit_behind_the_name_of_the_unit(unit: str) -> None:
    """It is no part of the name."""
    lines = [[line[0], *line[1:]] for line in LINES]
    lines.insert(2, [f"填报单位：云溪区站　　　　{unit}"])
    (form,) = recognise(Document("a.docx", "docx", (page(1, lines),))).forms
    assert "元" not in form.unit.text
