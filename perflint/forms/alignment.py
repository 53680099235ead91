"""Matching the filled cells of a shifted line with the columns of its table.

Page breaks and text extraction shift cells sideways and drop some. The columns keep their order, and most cells show
what they are, so the match is the order-keeping one that is worth most: what a cell looks like decides, where it
stands breaks ties. Worths are whole twentieths of a point.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple, get_args

from perflint.forms.looks import LABELS, Look

# The name that every column has whose heading is not in the vocabulary, before its own number.
OTHER = "other"
# What will be done, in a column of its own behind the reasons.
MEASURES = "measures"

# How well each look fits a column, in the order of `Look`:
# frame level1 level2 level12 number value dash sentence word nature unit (percentages are values, but for weights)
_FITS = {
    "frame": (60, -60, -60, -60, -180, -180, -180, -180, -180, -180, -180),
    "level1": (-60, 60, -60, 60, -180, -180, -180, -180, -40, -40, -60),
    "level2": (-60, -60, 60, 60, -180, -180, -180, -180, -40, -40, -60),
    "level1_weight": (-180, -180, -180, -180, 20, -180, -180, -180, -180, -180, -180),
    "level2_weight": (-180, -180, -180, -180, 20, -180, -180, -180, -180, -180, -180),
    "name": (-60, -20, -20, -20, -80, 0, -80, 20, 40, -60, -40),
    "sign": (-180, -180, -180, -180, -180, 20, -20, -180, 10, 60, -60),
    "target": (-180, -20, -20, -20, 20, 36, 10, -20, 24, -20, -20),
    "unit": (-180, -180, -180, -180, -180, 0, -20, -180, 20, -20, 60),
    "actual": (-180, -20, -20, -20, 20, 36, 10, -20, 24, -20, -20),
    "adjusted_target": (-180, -20, -20, -20, 20, 36, 10, -20, 24, -20, -20),
    "coefficient": (-180, -180, -180, -180, 10, 10, 0, -180, -180, -180, -180),
    "core": (-180, -180, -180, -180, -180, -180, 0, -180, 6, -180, -60),
    "weight": (-180, -180, -180, -180, 60, -120, 0, -180, -180, -180, -180),
    "score": (-180, -180, -180, -180, 60, -120, 0, -180, -180, -180, -180),
    "deviation": (-180, -80, -80, -80, -60, 0, 20, 40, 20, -60, -40),
    MEASURES: (-180, -80, -80, -80, -60, 0, 20, 40, 20, -60, -40),
    "review": (-180, -180, -180, -180, 10, -20, 0, -180, -180, -180, -180),
    OTHER: (-60, -20, -20, -20, 4, 4, 4, 4, 4, 4, 4),
}
_LOOKS: tuple[Look, ...] = tuple(look for look in get_args(Look) if look not in ("percent", "compared"))
# Under its heading it may be a weight or a score; beside it an actual is likelier.
_PERCENT_FITS = {"weight": 0, "score": -10, "level1_weight": 0, "level2_weight": 0, "coefficient": 50}
_FIT: dict[str, dict[Look, int]] = {}
for _name, _worths in _FITS.items():
    _by_look = dict(zip(_LOOKS, _worths, strict=True))
    _value = _by_look["value"]
    _FIT[_name] = _by_look | {
        "percent": _PERCENT_FITS.get(_name, _value),
        "compared": -100 if _name == "name" else _value,
    }
_MISSING = {"name": -60, "target": -24, "actual": -24, "weight": -40, "score": -40}
# A row with numbers and values has a name, even one that reads like a label (公众满意度); a label with nothing but
# numbers prints the points of its group.
_NO_NAME_WITH_NUMBERS = -120
_UNPLACED = -80
_DRIFT = 4

# (meaning, column) from left to right; (column, look) from left to right.
Columns = tuple[tuple[str, int], ...]
Cells = tuple[tuple[int, Look], ...]


def fits(name: str, look: Look) -> int:
    """How well a look fits a column; above -20 it may stand there."""
    return _FIT[OTHER if name.startswith(OTHER) else name][look]


@lru_cache(maxsize=4096)
def match(columns: Columns, cells: Cells) -> dict[str, int]:
    """The column meaning of each cell that has one, as meaning → grid column.

    The line as a whole may stand beside its headings by one shift; the shifts that put a number under weight or score
    are tried beside 0.
    """
    return max((_match_shifted(columns, cells, shift) for shift in _shifts(columns, cells)), key=lambda best: best[0])[
        1
    ]


def _shifts(columns: Columns, cells: Cells) -> list[int]:
    places = dict(columns)
    numbers = [column for column, look in cells if look == "number"]
    shifts = [0]
    for name, number in (("score", numbers[-1:]), ("weight", numbers[:1])):
        if name in places and number:
            shifts.append(number[0] - places[name])
    return list(dict.fromkeys(shifts))


def _match_shifted(columns: Columns, cells: Cells, shift: int) -> tuple[int, dict[str, int]]:
    """Dynamic programming over both sequences: worth[j] of the cells so far against the first j columns."""
    missing = _missing([name for name, _ in columns], [look for _, look in cells])
    worth = [0]
    for loss in missing:
        worth.append(worth[-1] + loss)
    choices: list[list[int]] = []
    for column, look in cells:
        row = [worth[0] + _UNPLACED]
        choice = [2]
        for j, (name, place) in enumerate(columns):
            placed = worth[j] + fits(name, look) - _DRIFT * abs(column - place - shift)
            skipped, unplaced = row[j] + missing[j], worth[j + 1] + _UNPLACED
            best = max(placed, skipped, unplaced)
            row.append(best)
            choice.append(0 if best == placed else 1 if best == skipped else 2)
        worth = row
        choices.append(choice)
    return worth[-1], _trace(columns, cells, choices)


def _trace(columns: Columns, cells: Cells, choices: list[list[int]]) -> dict[str, int]:
    found: dict[str, int] = {}
    i, j = len(cells), len(columns)
    while i and j:
        choice = choices[i - 1][j]
        if choice == 0:
            i, j = i - 1, j - 1
            found[columns[j][0]] = cells[i][0]
        elif choice == 1:
            j -= 1
        else:
            i -= 1
    return found


class Place(NamedTuple):
    """A column and what it is worth to leave it blank, or to have a cell of each look in it."""

    name: str
    blank: int
    worth: Mapping[Look, int]


def places(columns: Columns, looks: Collection[Look]) -> list[Place]:
    """The columns as a row of these looks weighs them."""
    names = [name for name, _ in columns]
    return [
        Place(name, blank, _FIT[OTHER if name.startswith(OTHER) else name])
        for name, blank in zip(names, _missing(names, looks), strict=True)
    ]


def values_worth() -> Mapping[Look, int]:
    """What each look is worth in a column of values, as that of the targets is."""
    return _FIT["target"]


def rivals(columns: Sequence[Place], looks: Sequence[Look], margin: int) -> list[set[str]]:
    """For each cell the columns in which it may stand, if where it stands says nothing: by order and looks alone.

    Those of every placement of the whole row that is worth less than the best one by no more than `margin`.
    """
    before = _prefixes(columns, looks)
    behind = [row[::-1] for row in _prefixes(columns[::-1], looks[::-1])[::-1]]
    least = before[-1][-1] - margin
    return [
        {
            column.name
            for j, column in enumerate(columns)
            if before[i][j] + column.worth[look] + behind[i + 1][j + 1] >= least
        }
        for i, look in enumerate(looks)
    ]


def _prefixes(columns: Sequence[Place], looks: Sequence[Look]) -> list[list[int]]:
    """What the first cells are worth at best against the first columns, [cells][columns]."""
    rows = [list(accumulate((column.blank for column in columns), initial=0))]
    for look in looks:
        last, row = rows[-1], [rows[-1][0] + _UNPLACED]
        for j, column in enumerate(columns):
            row.append(max(last[j] + column.worth[look], row[j] + column.blank, last[j + 1] + _UNPLACED))
        rows.append(row)
    return rows


def _missing(names: Sequence[str], looks: Collection[Look]) -> list[int]:
    """What a row loses by each column of which it has no cell."""
    numbered = "number" in looks and bool({*looks} - LABELS - {"number", "frame", "dash"})
    return [_NO_NAME_WITH_NUMBERS if name == "name" and numbered else _MISSING.get(name, 0) for name in names]


def plausible(name: str, look: Look) -> bool:
    """Whether a cell of this look may stand in a column as it is, without a second thought."""
    if name in ("level1", "level2"):
        return look in (name, "level12", "word", "nature")
    return (name == "name" and look in LABELS) or fits(name, look) > _MISSING["target"]
