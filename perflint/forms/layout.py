"""The columns of an indicator table, declared by what its headings mean."""

from collections.abc import Sequence

import msgspec

from perflint.documents.model import Cell
from perflint.forms.grid import Line
from perflint.forms.vocabulary import dimension_of, heading_weight, label_key, vocabulary

# A heading row names at least these many different columns, among them the indicator's name or its target.
_LEAST_COLUMNS = 3

NATIONAL_ORDER = ("frame", "level1", "level2", "name", "target", "actual", "weight", "score", "deviation")


class Layout(msgspec.Struct, frozen=True):
    """Where each column stands: meaning → grid column, in printed order.

    labels are level-1 labels that a merged cell left in front of the heading row.
    """

    columns: dict[str, int]
    labels: tuple[Cell, ...] = ()
    declared: bool = True

    @property
    def order(self) -> tuple[str, ...]:
        """The meanings from left to right."""
        return tuple(sorted(self.columns, key=self.columns.__getitem__))

    @property
    def scored(self) -> bool:
        """The layout prints weights or scores."""
        return "weight" in self.columns or "score" in self.columns


NATIONAL = Layout({name: column for column, name in enumerate(NATIONAL_ORDER)}, declared=False)


def heading_layout(lines: Sequence[Line], start: int) -> tuple[Layout, int] | None:
    """The layout that begins at line `start` and the number of lines that its headings take, or None.

    A heading may stand over two lines (年度 + 指标值).
    """
    line = lines[start]
    if line.loose or len(line.filled) < _LEAST_COLUMNS:
        return None
    known = vocabulary().columns
    single = _meanings(line.filled)
    if len(single) < _LEAST_COLUMNS or not single.keys() & {"level1", "level2", "name", "target"}:
        return None
    used = 1
    found = single
    if start + 1 < len(lines):
        below = dict(lines[start + 1].filled)
        if below and all(label_key(line.text(column) + text) in known for column, text in below.items()):
            found = _meanings([(column, text + below.get(column, "")) for column, text in line.filled])
            used = 2
    if not found.keys() & {"target", "actual"}:
        return None
    # 绩效指标 often stands beside the table without a heading of its own.
    found.setdefault("frame", min(found.values()) - 1)
    labels = tuple(
        line.cells[column]
        for column, text in line.filled
        if label_key(text) not in known and (dimension_of(text) or heading_weight(text))
    )
    return Layout(found, labels), used


def _meanings(filled: Sequence[tuple[int, str]]) -> dict[str, int]:
    known = vocabulary().columns
    found: dict[str, int] = {}
    for column, text in filled:
        meaning = known.get(label_key(text))
        if meaning is not None:
            found.setdefault(meaning, column)
    if "name" not in found and "target" in found:
        _name_from_frame(found, filled)
    return found


def _name_from_frame(found: dict[str, int], filled: Sequence[tuple[int, str]]) -> None:
    """Layouts that head the indicators' names with 绩效指标 alone."""
    frames = [column for column, text in filled if vocabulary().columns.get(label_key(text)) == "frame"]
    if frames and "level1" in found and max(frames) > found["level1"]:
        found["name"] = max(frames)
        found.pop("frame", None)
