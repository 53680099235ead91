"""Forms whose cells are parted by pipes alone, as databases write them out."""

import pytest

from perflint.documents import read_bytes
from perflint.forms.export import form_to_mapping
from perflint.forms.recognise import recognise
from tests.forms.rendering import WIDTH, form_lines, sample


def piped(lines: list[list[str]], *, filled_up: bool) -> bytes:
    """The lines with a pipe between two cells, each as wide as the table or as what it says."""
    rows = []
    for line in lines:
        row = "|".join([*line, *[""] * (WIDTH - len(line))])
        rows.append(row if filled_up else row.rstrip("|"))
    return "\n".join(rows).encode()


@pytest.mark.parametrize("name", ["表.csv", "表.txt"])
@pytest.mark.parametrize("filled_up", [True, False], ids=["filled up", "ragged"])
@pytest.mark.parametrize("goals", [("办好全年培训。", "已办六期。"), ("办好培训", "办好六期"), ("", "办好六期")])
def test_both_sides_of_the_goal(name: str, filled_up: bool, goals: tuple[str, str]) -> None:
    """A blank cell in front of a row moves nothing: each side of the goal stands under its heading."""
    form = sample()
    form["goal"] = {"expected": goals[0], "actual": goals[1]}
    lines = form_lines(form)
    # Without 绩效指标 in front most rows begin with a text.
    table = lines.index(next(line for line in lines if "一级指标" in line))
    for line in lines[table:-1]:
        del line[0]
        line.append("")
    del lines[-1][1]
    [read] = recognise(read_bytes(piped(lines, filled_up=filled_up), name)).forms
    found = form_to_mapping(read)
    assert {key: found[key] for key in form} == form
    assert "lacks" not in found


@pytest.mark.parametrize("goals", [("办好培训", "办好六期"), ("办好全年培训。", "已办六期。")])
def test_a_row_of_goals_that_lost_its_first_cell(goals: tuple[str, str]) -> None:
    """Both texts stand one column left of their headings: the second is what was done."""
    form = sample()
    form["goal"] = {"expected": goals[0], "actual": goals[1]}
    lines = form_lines(form)
    row = next(line for line in lines if goals[0] in line)
    row.pop(0)
    text = "\n".join("\t".join(line) for line in lines)
    [read] = recognise(read_bytes(text.encode(), "表.txt")).forms
    assert form_to_mapping(read)["goal"] == form["goal"]
