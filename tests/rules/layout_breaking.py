"""Breaks one field of a form in a layout, in the cell where that layout prints it."""

import re
from typing import Any

import perflint
from perflint.engine.ruleset import RuleSet
from perflint.forms.model import Field, Form
from tests.forms.layout_samples import Lines
from tests.forms.reading import recognised
from tests.forms.rendering import tabbed

_PLACE = re.compile(r"(\d+):(\d+)")


def codes(lines: Lines, rules: RuleSet) -> list[str]:
    """The codes of all findings on a form, through the reader and the recogniser."""
    return [finding.code for finding in perflint.check(tabbed(lines).encode(), rules=rules).findings]


def broken(lines: Lines, changes: dict[str, str]) -> Lines:
    """The lines with the printed cell of each dotted field (`indicators.0.score`) holding another text.

    A field that the layout prints in several cells is changed in the first of them.
    """
    text = tabbed(lines)
    (form,) = recognised(text).forms
    changed = [list(line) for line in lines]
    for path, value in changes.items():
        cell = _field(form, path).cells[0]
        line, column = (int(part) for part in _PLACE.fullmatch(str(cell.address)).groups())  # type: ignore[union-attr]  # a text's addresses are line:column
        before = text.splitlines()[line - 1][: column - 1]
        changed[line - 1][before.count("\t")] = value
    return changed


def _field(form: Form, path: str) -> Field[Any]:
    place: Any = form
    for step in path.split("."):
        place = _below(place, step)
    assert isinstance(place, Field), f"{path} is no field"
    assert place.cells, f"the layout prints no {path}"
    return place


def _below(place: Any, step: str) -> Any:
    if step.isdigit():
        return place[int(step)]
    return place[step] if isinstance(place, dict) else getattr(place, step)
