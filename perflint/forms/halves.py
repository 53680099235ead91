"""Two lines that are one row: which end goes with which beginning."""

from collections.abc import Sequence

from perflint.forms.grid import Line
from perflint.forms.layout import Layout
from perflint.forms.looks import LABELS, SIGNS, look_of
from perflint.forms.placeholders import is_placeholder_name
from perflint.forms.rows import Slots, split_line

_SIGNS = frozenset(sign[0] for sign in SIGNS)

# A row of fewer columns is too short to show that two lines are one.
_LEAST_COLUMNS = 6


def may_follow(above: Slots, below: Slots) -> bool:
    """Whether the cells of the one can be the ends of the other's: nothing begins with a sign within a cell."""
    if is_placeholder_name(below.text("name")):
        return False
    if any(above.text(name) and below.text(name)[:1] in _SIGNS for name in ("target", "actual")):
        return False
    return all(above.text(name) for name in ("name", "target", "actual") if below.text(name))


def rejoined(lines: Sequence[Line], layout: Layout) -> list[Line]:
    """The lines with rows put together whose last cells stand in a line of their own, from its beginning on."""
    whole: list[Line] = []
    for line in lines:
        if whole and 0 in line.cells and line.filled[0][0] == 0 and line.block == whole[-1].block:
            together = _together(whole[-1], line, layout)
            if together is not None:
                whole[-1] = together
                continue
        whole.append(line)
    return whole


def _together(line: Line, below: Line, layout: Layout) -> Line | None:
    """Both as one line, if only so the row has its points and each cell its column."""
    looks = {look_of(text) for _, text in below.filled}
    if len(layout.columns) <= _LEAST_COLUMNS or "number" not in looks or looks & {"frame", *LABELS}:
        return None
    before = split_line(line, layout)
    begun = before.is_indicator or (
        before.text("name") and look_of(below.filled[0][1]) in ("value", "compared", "percent")
    )
    if not begun or scored(before, layout):
        return None
    whole = line.followed_by(below)
    slots = split_line(whole, layout)
    return whole if scored(slots, layout) and not slots.unplaced and _has_all(slots, before) else None


def scored(slots: Slots, layout: Layout) -> bool:
    """A number stands in each column of points that the table has."""
    return all(look_of(slots.text(name)) == "number" for name in ("weight", "score") if name in layout.columns)


def _has_all(slots: Slots, before: Slots) -> bool:
    """Whether the name and the target stay what they are without the second line, or come only with it."""
    return slots.text("name") == before.text("name") and before.text("target") in ("", slots.text("target"))
