"""One line of an indicator table, told apart into its columns.

Where the cells stand exactly under their headings and look right, they are taken as they stand. Page breaks and text
extraction shift them, so else the filled cells are matched with the columns in their printed order: what a cell looks
like (a label, a number, a value, a sentence) decides, where it stands breaks ties.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

import msgspec

from perflint.documents.model import Cell
from perflint.forms.grid import Line
from perflint.forms.layout import OTHER, Layout
from perflint.forms.placeholders import is_placeholder_name
from perflint.forms.vocabulary import dimension_of, fold, label_key, subdimension_of, vocabulary

_NUMBER = re.compile(r"^-?[0-9０-９][0-9０-９,，]*(?:[.．][0-9０-９]+)?分?$")
_NEAR_NUMBER = re.compile(r"^-?[0-9０-９][0-9０-９,，.．\s]*分?$")
_VALUE = re.compile(
    r"^(?:[<>≥≤=＝═≧≦＞＜《》约不]|[0-9０-９]|第?[一二三四五六七八九十]+[年月日季个])|[%％‰]$|以[上下内前]$"
)
_SENTENCE = re.compile(r"[。；;]|，.*，")
_NO_VALUE = frozenset(("—", "-", "－", "/", "——", "--"))
_FRAME = frozenset(("绩效指标", "绩效", "指标", "绩", "效", "指", "标", "绩效指", "效指标", "绩效指标值"))

Look = Literal["frame", "label", "number", "value", "dash", "sentence", "word"]

# How well a look fits a column: rows are columns, entries are looks in the order of `Look`.
_LOOKS: tuple[Look, ...] = ("frame", "label", "number", "value", "dash", "sentence", "word")
_FIT: dict[str, dict[Look, float]] = {
    name: dict(zip(_LOOKS, fits, strict=True))
    for name, fits in {
        "frame": (3, -3, -9, -9, -9, -9, -9),
        "level1": (-3, 3, -9, -9, -9, -9, -2),
        "level2": (-3, 3, -9, -9, -9, -9, -2),
        "level1_weight": (-9, -9, 1, -9, -9, -9, -9),
        "level2_weight": (-9, -9, 1, -9, -9, -9, -9),
        "name": (-3, -1, -4, 0, -4, 1, 2),
        "sign": (-9, -9, -9, 1, -1, -9, 0.5),
        "target": (-9, -1, 1, 1.8, 0.5, -1, 1.2),
        "unit": (-9, -9, -9, 0, -1, -9, 1),
        "actual": (-9, -1, 1, 1.8, 0.5, -1, 1.2),
        "weight": (-9, -9, 3, -6, 0, -9, -9),
        "score": (-9, -9, 3, -6, 0, -9, -9),
        "deviation": (-9, -4, -3, 0, 1, 2, 1),
        "adjusted_target": (-9, -1, 1, 1.8, 0.5, -1, 1.2),
        "coefficient": (-9, -9, 0.5, 0.5, 0, -9, -9),
        "core": (-9, -9, -9, -9, 0, -9, 0.3),
        "other": (-3, -1, 0.2, 0.2, 0.2, 0.2, 0.2),
        "review": (-9, -9, 0.5, -1, 0, -9, -9),
    }.items()
}
_MISSING = {"name": -3.0, "target": -1.2, "actual": -1.2, "weight": -2.0, "score": -2.0}
# A row with numbers has a name, even one that reads like a label (公众满意度).
_NO_NAME_WITH_NUMBERS = -6.0
_UNPLACED = -4.0
_DRIFT = 0.2


class Slots(msgspec.Struct, frozen=True, eq=False):
    """The cells of one line by column meaning; blank cells are kept where the position tells which they are."""

    line: Line
    cells: dict[str, Cell]
    exact: bool

    def text(self, meaning: str) -> str:
        """The trimmed text in a column, "" where it is blank or absent."""
        cell = self.cells.get(meaning)
        return cell.text.strip() if cell else ""

    @property
    def numbered(self) -> bool:
        """A weight or a score is printed."""
        return bool(_NEAR_NUMBER.match(self.text("weight")) or _NEAR_NUMBER.match(self.text("score")))

    @property
    def is_indicator(self) -> bool:
        """The line carries an indicator of its own (a filled row, or one of the template's empty rows)."""
        name = self.text("name")
        if not name:
            return self.numbered and bool(self.text("target"))
        return self.numbered or bool(self.text("target")) or is_placeholder_name(name)


@lru_cache(maxsize=8192)
def look_of(text: str) -> Look:
    """What a cell looks like, whatever column it stands in."""
    if label_key(text) in _FRAME:
        return "frame"
    if dimension_of(text) or subdimension_of(text):
        return "label"
    return _look_of_value(fold(text))


def _look_of_value(folded: str) -> Look:
    if _NUMBER.match(folded):
        return "number"
    if folded in _NO_VALUE:
        return "dash"
    if _VALUE.search(folded) and len(folded) < 40:
        return "value"
    if len(folded) > 40 or _SENTENCE.search(folded):
        return "sentence"
    return "word"


def split_line(line: Line, layout: Layout) -> Slots:
    """The cells of a line under the columns of `layout`."""
    if len(line.filled) == 1 and line.filled[0][0] == layout.columns.get("name") and not line.loose:
        # The cut end of a name can read like a label (…数量), but it stands under the names.
        return Slots(line, {"name": line.cells[line.filled[0][0]]}, False)
    return _as_it_stands(line, layout) or _by_content(line, layout)


def _as_it_stands(line: Line, layout: Layout) -> Slots | None:
    columns = layout.columns
    places = {column: name for name, column in columns.items()}
    for column, text in line.filled:
        name = places.get(column)
        if name is None or not _plausible(name, text):
            return None
    needed = [name for name in ("name", "target", "weight", "score") if name in columns]
    if any(not line.text(columns[name]) for name in needed):
        name = line.text(columns["name"]) if "name" in columns else ""
        rest = [text for column, text in line.filled if places[column] not in ("frame", "level1", "level2", "name")]
        if rest or not is_placeholder_name(name):
            return None
    return Slots(line, {name: line.cells[column] for name, column in columns.items() if column in line.cells}, True)


def _plausible(name: str, text: str) -> bool:
    look = look_of(text)
    if name in ("level1", "level2"):
        own = dimension_of(text) if name == "level1" else subdimension_of(text)
        return bool(own) if look == "label" else look == "word"
    return _looks(name)[look] > -1 or (name == "name" and look == "label")


def _looks(name: str) -> dict[Look, float]:
    return _FIT[OTHER] if name.startswith(OTHER) else _FIT[name]


def _by_content(line: Line, layout: Layout) -> Slots:
    """The best matching of all that stand under the headings or beside them by one shift of the whole line."""
    matches = (_match(line.filled, layout, shift) for shift in _shifts(line.filled, layout))
    _, best = max(matches, key=lambda found: found[0])
    cells = {name: line.cells[column] for name, (column, _) in best.items()}
    return Slots(line, _with_blanks(line, layout, cells), False)


def _shifts(filled: Sequence[tuple[int, str]], layout: Layout) -> list[int]:
    """0, and by how many columns the line stands beside its headings if its numbers are its weight or its score."""
    numbers = [column for column, text in filled if look_of(text) == "number"]
    shifts = [0]
    for name, number in (("score", numbers[-1:]), ("weight", numbers[:1])):
        if name in layout.columns and number:
            shifts.append(number[0] - layout.columns[name])
    return list(dict.fromkeys(shifts))


def _match(filled: Sequence[tuple[int, str]], layout: Layout, shift: int) -> tuple[float, dict[str, tuple[int, str]]]:
    """The best order-keeping assignment of filled cells to columns and its worth (dynamic programming over both)."""
    order = layout.order
    rows, width = len(filled), len(order)
    numbered = any(look_of(text) == "number" for _, text in filled)
    missing = _MISSING | {"name": _NO_NAME_WITH_NUMBERS} if numbered else _MISSING
    score = [[0.0] * (width + 1) for _ in range(rows + 1)]
    choice = [[0] * (width + 1) for _ in range(rows + 1)]
    for j in range(1, width + 1):
        score[0][j] = score[0][j - 1] + missing.get(order[j - 1], 0.0)
        choice[0][j] = 1
    for i in range(1, rows + 1):
        column, text = filled[i - 1]
        look = look_of(text)
        score[i][0] = score[i - 1][0] + _UNPLACED
        for j in range(1, width + 1):
            name = order[j - 1]
            drift = _DRIFT * abs(column - layout.columns[name] - shift)
            options = (
                score[i - 1][j - 1] + _fit(name, text, look) - drift,
                score[i][j - 1] + missing.get(name, 0.0),
                score[i - 1][j] + _UNPLACED,
            )
            choice[i][j] = options.index(max(options))
            score[i][j] = options[choice[i][j]]
    found: dict[str, tuple[int, str]] = {}
    i, j = rows, width
    while i and j:
        if choice[i][j] == 0:
            i, j = i - 1, j - 1
            found[order[j]] = filled[i]
        elif choice[i][j] == 1:
            j -= 1
        else:
            i -= 1
    return score[rows][width], found


def _fit(name: str, text: str, look: Look) -> float:
    fit = _looks(name)[look]
    if look == "label" and name in ("level1", "level2"):
        own = dimension_of(text) if name == "level1" else subdimension_of(text)
        return fit if own else -3.0
    return fit


def _with_blanks(line: Line, layout: Layout, cells: dict[str, Cell]) -> dict[str, Cell]:
    """Give each empty column between two placed ones the blank cell that stands for it, where there is just one."""
    order = [name for name in layout.order if name in ("name", "target", "actual", "weight", "score", "deviation")]
    taken = {cell.column for cell in cells.values()}
    result = dict(cells)
    for position, name in enumerate(order):
        if name in result:
            continue
        before = max((result[other].column for other in order[:position] if other in result), default=-1)
        after = min((result[other].column for other in order[position + 1 :] if other in result), default=1 << 20)
        free = [column for column in line.cells if before < column < after and column not in taken]
        if before >= 0 and free:
            column = min(free)
            result[name] = line.cells[column]
            taken.add(column)
    return result


def is_note(line: Line) -> bool:
    """A row about the whole form (评价结论, 存在问题 …): its label and a text, no numbers of an indicator."""
    return label_key(line.filled[0][1].split("：", 1)[0]) in vocabulary().notes and not any(
        look_of(text) == "number" for _, text in line.filled
    )


def is_total(line: Line) -> bool:
    """总分 with numbers (or a grade) beside it and nothing else."""
    known = vocabulary()
    labels = [text for _, text in line.filled if label_key(text) in known.totals]
    rest = [text for _, text in line.filled if label_key(text) not in known.totals]
    return (
        len(labels) == 1
        and not line.loose
        and any(look_of(text) == "number" for text in rest)
        and all(look_of(text) in ("number", "dash") or text in known.grades for text in rest)
    )
