"""Rows in which it is not certain which column a text belongs to, because blank cells left no trace.

`≥95% 10 10` behind a name is a target without an actual or an actual without a target: both fit alike, and where the
text stands says nothing. Where the other rows of the form show that only targets have comparisons, a comparison is a
target; else both columns are unclear, and nothing that rests on them is judged.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec

from perflint.forms.alignment import Place, places, rivals, values_worth
from perflint.forms.layout import Layout
from perflint.forms.looks import Look, look_of
from perflint.forms.rows import Slots
from perflint.values import Unreadable, parse_target

# A placement that is worth less than the best by no more than this is as good as that one.
_MARGIN = 10
# The columns that make up each field; the order is that of the paper.
_FIELDS = {
    "name": "name",
    "sign": "target",
    "target": "target",
    "adjusted_target": "target",
    "unit": "target",
    "actual": "actual",
    "weight": "weight",
    "score": "score",
    "deviation": "deviation",
}
_BESIDE = frozenset(("frame", "level1", "level2", "level1_weight", "level2_weight"))
# A column that makes no field and that most rows fill alike: what a cell like theirs is worth there, and none.
_USUAL, _USUAL_BLANK = 36, -24
# What a bare number is worth as an actual where most actuals are bare numbers.
_BARE = 70
_VALUE_LOOKS = frozenset(("value", "compared", "number", "percent"))
_VALUES = ("target", "actual")
_COMPARISONS = frozenset(("≥", ">", "≤", "<"))
# So many other rows must show how targets and actuals are told apart.
_LEAST_SHOWN = 2


def settled(slots: Sequence[Slots], layouts: Sequence[Layout]) -> list[Slots]:
    """The rows, with their unclear columns named, or filled where the other rows tell."""
    traceless = [_is_traceless(row, layout) for row, layout in zip(slots, layouts, strict=True)]
    if not any(traceless):
        return list(slots)
    usual = _usual_looks(slots)
    placed = [
        _placed(row, layout, usual) if doubted else row
        for row, layout, doubted in zip(slots, layouts, traceless, strict=True)
    ]
    compares = _only_targets_compare([row for row in placed if not row.unclear])
    return [_told(row) if compares and {*row.unclear} == {*_VALUES} else row for row in placed]


def _told(row: Slots) -> Slots:
    """The row whose only value is a target, as its comparison tells."""
    held = [row.cells[name] for name in _VALUES if row.text(name)]
    if len(held) != 1 or not _is_comparison(held[0].text):
        return row
    cells = {name: cell for name, cell in row.cells.items() if name not in _VALUES}
    return msgspec.structs.replace(row, cells=cells | {"target": held[0]}, unclear=())


def _placed(row: Slots, layout: Layout, usual: Mapping[str, Look]) -> Slots:
    """The row by order and looks alone: its cells in the only columns that they fit, or its unclear columns."""
    looks = [look_of(text) for _, text in row.line.filled]
    columns = [_as_usual(column, usual) for column in places(layout.order, looks)]
    fitting = rivals(columns, looks, _MARGIN)
    own = {cell.column: name for name, cell in row.cells.items()}
    if all(len(names) == 1 for names in fitting):
        cells = {name: row.line.cells[column] for (column, _), (name,) in zip(row.line.filled, fitting, strict=True)}
        return msgspec.structs.replace(row, cells=cells)
    found: set[str] = set()
    for (column, _), names in zip(row.line.filled, fitting, strict=True):
        fields = {_FIELDS.get(name, name) for name in (*names, own.get(column, ""))}
        if len(fields) > 1:
            found |= fields
    unclear = tuple(name for name in dict.fromkeys(_FIELDS.values()) if name in found)
    return msgspec.structs.replace(row, unclear=unclear)


def _usual_looks(slots: Sequence[Slots]) -> dict[str, Look]:
    """What most rows have under each heading that makes no field of an indicator."""
    looks: dict[str, Counter[Look]] = {}
    for row in slots:
        for name in row.cells:
            if name not in _FIELDS and name not in _BESIDE and row.text(name):
                looks.setdefault(name, Counter())[look_of(row.text(name))] += 1
    rows = sum(row.is_indicator for row in slots)
    usual = {name: counted.most_common(1)[0] for name, counted in looks.items()}
    found = {name: look for name, (look, often) in usual.items() if often * 2 > rows}
    bare = sum(look_of(row.text("actual")) == "number" for row in slots if row.is_indicator)
    return found | {"actual": "number"} if bare * 2 > rows else found


def _as_usual(column: Place, usual: Mapping[str, Look]) -> Place:
    """Such a column holds what it usually holds as well as a target its value.

    Where actuals are bare numbers, 312 | 10 may be an actual and one of its points as well as both points.
    """
    look = usual.get(column.name)
    if column.name == "actual" and look is not None:
        return Place(column.name, column.blank, {**column.worth, look: _BARE})
    if look is None:
        return column
    own = values_worth() if look in _VALUE_LOOKS else {}
    return Place(column.name, _USUAL_BLANK, {**column.worth, **own, look: _USUAL})


def _is_traceless(row: Slots, layout: Layout) -> bool:
    """The cells stand side by side from the beginning, and are fewer than the columns: their places say nothing."""
    if row.exact or not row.is_indicator:
        return False
    line = row.line
    side_by_side = [column for column, _ in line.filled] == list(range(len(line.filled)))
    untold = line.doubt is not None or len(line.cells) == len(line.filled)
    return side_by_side and untold and len(line.filled) < len(layout.columns)


def _only_targets_compare(rows: Sequence[Slots]) -> bool:
    """Whether in the rows that have both it is the target that carries a sign or its word, and never the actual."""
    both = [row for row in rows if row.text("target") and row.text("actual")]
    compared = [row for row in both if _is_comparison(row.text("target")) or row.text("sign")]
    return len(compared) >= _LEAST_SHOWN and not any(_is_comparison(row.text("actual")) for row in both)


@lru_cache(maxsize=1024)
def _is_comparison(text: str) -> bool:
    """≥95%, 不低于3次, 10月底前: what a target says and a result does not."""
    target = parse_target(text)
    return not isinstance(target, Unreadable) and target.sign in _COMPARISONS
