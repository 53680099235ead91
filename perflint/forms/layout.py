"""The columns of an indicator table, declared by what its headings mean."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import msgspec

from perflint.documents.model import Cell
from perflint.forms.alignment import MEASURES, OTHER
from perflint.forms.grid import Line
from perflint.forms.labels import FUNDS, HEADING
from perflint.forms.vocabulary import dimension_of, heading_weight, label_key, subdimension_of, vocabulary
from perflint.patterns import pattern

# A heading row names at least these many different columns, among them the indicator's name or its target.
_LEAST_COLUMNS = 3
_LONGEST_HEADING = 24
_LEAST_LETTERS = 4
# Within how many lines below its headings a table shows its levels.
_NEAR = 3
_TWO = 2
# What headings may mean without being read: remarks beside the values, and points that were lost.
_UNREAD = ("", "aside", "deduction")
# What a heading says of itself: 单位（文字描述）.
_BEHIND = pattern(r"(?<=.)\(.*\)$")
# What a scored table prints of each indicator.
_GROUPS = {"frame": ("level1", "level2", "name"), "target": ("sign", "target", "unit")}
_RIGHT = {"actual", "weight", "score", "deviation", "coefficient", "rate", "executed"}
_ROW = {"level1", "level2", "name", "target"}
_EXPECTED = {"name", "target", "actual", "weight", "score"}
# A table whose headings hold these once more goes on in its right half; targets alone are those of other years.
_HALF = {"target", "actual"}
_HALF_NAMES = {"name", "frame"}

NATIONAL_ORDER = ("frame", "level1", "level2", "name", "target", "actual", "weight", "score", "deviation")


class Layout(msgspec.Struct, frozen=True):
    """Where each column stands: meaning → grid column; `order` has the same from left to right, `names` by column.

    labels are labels that a merged cell left in front of the heading row, unknown the headings without a meaning,
    end the last column under any heading, halved that the table stands twice side by side, of which one half is read,
    lost the columns of points that were deducted, tasks those of the tasks in front of the levels.
    """

    columns: dict[str, int]
    order: tuple[tuple[str, int], ...]
    names: dict[int, str]
    labels: tuple[Cell, ...] = ()
    unknown: tuple[str, ...] = ()
    end: int = 0
    halved: bool = False
    lost: frozenset[int] = frozenset()
    tasks: frozenset[int] = frozenset()

    @property
    def scored(self) -> bool:
        """The layout prints weights or scores."""
        return "weight" in self.columns or "score" in self.columns


def layout_of(
    columns: dict[str, int], labels: tuple[Cell, ...] = (), unknown: tuple[str, ...] = (), end: int = 0
) -> Layout:
    """The layout with these columns."""
    order = tuple(sorted(columns.items(), key=lambda item: item[1]))
    return Layout(columns, order, {column: name for name, column in order}, labels, unknown, max(end, order[-1][1]))


NATIONAL = layout_of({name: column for column, name in enumerate(NATIONAL_ORDER)})


def heading_layout(lines: Sequence[Line], start: int) -> tuple[Layout, int] | None:
    """The layout that begins at line `start` and the number of lines that its headings take, or None.

    A heading may stand over two lines: cut in two (年度 + 指标值), or a group over its columns.
    """
    line = lines[start]
    if not line.announced & HEADING:
        return None
    whole = _continued(lines, start)
    if whole is not None:
        continued = heading_layout([whole], 0)
        return (continued[0], 2) if continued is not None else None
    if line.loose or len(line.filled) < _LEAST_COLUMNS:
        return None
    single = _meanings(line.filled)
    if len(single) < _LEAST_COLUMNS or not single.keys() & {"level1", "level2", "name", "target"}:
        return None
    below = _second_line(line, lines[start + 1]) if start + 1 < len(lines) else None
    filled = line.filled if below is None else _merged(line, below)
    found = _meanings(filled)
    if not found.keys() & {"target", "actual"} and not _is_scoring(found, lines[start + 1 : start + 1 + _NEAR]):
        return None
    labels = tuple(
        line.cells[column]
        for column, text in line.filled
        if label_key(text) not in vocabulary().columns and (dimension_of(text) or heading_weight(text))
    )
    columns = _with_others(found, filled, labels)
    unknown = tuple(
        text
        for column, text in filled
        if f"{OTHER}{column}" in columns
        and by_word(text, vocabulary().column_words) != "aside"
        and not (column < min(found.values()) and _is_aside_in_front(text))
    )
    again = {_meaning(text) for column, text in filled if f"{OTHER}{column}" in columns}
    last = line.filled[-1][0]
    end = last + line.cells[last].column_span - 1
    halved = again >= _HALF and bool(again & _HALF_NAMES)
    lost = frozenset(column for column, text in filled if _says_lost(text))
    tasks = frozenset(column for column, text in filled if f"{OTHER}{column}" in columns and _names_task(text))
    tasks = frozenset(column for column in tasks if column < min(found.values()))
    layout = layout_of(columns, labels, unknown, end)
    layout = msgspec.structs.replace(layout, halved=halved, lost=lost, tasks=tasks)
    return layout, 1 if below is None else 2


def _continued(lines: Sequence[Line], start: int) -> Line | None:
    """The headings in one line where the last of them stand at the beginning of a line of their own."""
    if start + 1 == len(lines) or lines[start].loose or lines[start + 1].loose:
        return None
    line, below = lines[start], lines[start + 1]
    if len(below.filled) < _TWO or below.filled[0][0] != 0 or _meaning(line.filled[-1][1]) is None:
        return None
    own, more = ([heading_meaning(text) for _, text in one.filled] for one in (line, below))
    if not all(own) or not all(more) or set(own) & (set(more) - {"aside"}):
        return None
    return line.followed_by(below) if "name" in own and {*own, *more} >= _EXPECTED - {"weight"} else None


def heading_meaning(text: str) -> str:
    """What a heading means, told by its spelling or by a word in it; "" where nothing tells."""
    return _meaning(text) or by_word(text, vocabulary().column_words)


def _says_lost(text: str) -> bool:
    return heading_meaning(text) == "deduction"


def _is_scoring(found: dict[str, int], below: Sequence[Line]) -> bool:
    """Whether a table without targets scores indicators: the levels below it are those of a self-evaluation."""
    labels = any(dimension_of(text) or subdimension_of(text) for line in below for _, text in line.filled)
    return labels and found.keys() >= {"level1", "name", "weight", "score"}


def _second_line(line: Line, below: Line) -> dict[int, str] | None:
    """The texts of the line below where each of them is a heading, by itself or together with the one above it."""
    known = vocabulary().columns
    texts = dict(below.filled)
    fits = not below.loose and (
        all(
            label_key(line.text(column) + text) in known or _BEHIND.sub("", label_key(text)) in known
            for column, text in texts.items()
        )
        or _under_groups(line, below)
    )
    return texts if fits and texts != dict(line.filled) else None


def _under_groups(line: Line, below: Line) -> bool:
    """Whether the cells of a line stand under the wide headings alone, and every other heading reaches down to it."""
    groups = [line.cells[column] for column, _ in line.filled if line.cells[column].row_span == 1]
    if len(groups) == len(line.filled) or not any(cell.column_span > 1 for cell in groups):
        return False
    under = {column for cell in groups for column in range(cell.column, cell.column + cell.column_span)}
    return all(
        column in under and text and not any(sign.isdigit() for sign in text) for column, text in below.texts.items()
    )


def _merged(line: Line, below: dict[int, str]) -> tuple[tuple[int, str], ...]:
    known = vocabulary().columns
    spread = _spread(line, below)
    if spread is not None:
        return spread
    merged = dict(line.filled)
    for column, text in below.items():
        together = line.text(column) + text
        merged[column] = together if label_key(together) in known else text
    return tuple(sorted(merged.items()))


def _spread(line: Line, below: dict[int, str]) -> tuple[tuple[int, str], ...] | None:
    """Both lines as one where nothing says how wide the groups are: 绩效指标 | 年度指标值 over the columns of both.

    None where every heading below stands under its group, and where they cannot be dealt out in their order.
    """
    known = vocabulary().columns
    misplaced = any(
        _meaning(line.text(column)) not in (None, *_GROUPS, _meaning(text))
        and label_key(line.text(column) + text) not in known
        for column, text in below.items()
    )
    if not misplaced:
        return None
    spread: list[str] = []
    rest = list(below.values())
    for _, text in line.filled:
        group = _GROUPS.get(_meaning(text) or "", ())
        outside = (place for place, heading in enumerate(rest) if _meaning(heading) not in group)
        end = next(outside, len(rest))
        spread.extend(rest[:end] or [text])
        del rest[:end]
    return None if rest else tuple(enumerate(spread, line.filled[0][0]))


def _with_others(found: dict[str, int], filled: Sequence[tuple[int, str]], labels: Sequence[Cell]) -> dict[str, int]:
    """The known columns, a frame before them, and a place for every other heading (评价标准 …): read past."""
    # 绩效指标 often stands beside the table without a heading of its own.
    columns = {"frame": min(found.values()) - 1} | found
    first, taken = min(found.values()), {*found.values(), *(cell.column for cell in labels)}
    if any(column < first and _is_aside_in_front(text) for column, text in filled):
        # 序号 or 任务名称 stands there instead.
        columns, first = found, -1
    others = {
        MEASURES if _is_measures(column, text, columns) else f"{OTHER}{column}": column
        for column, text in filled
        if column > first and column not in taken
    }
    return columns | others


def _is_aside_in_front(text: str) -> bool:
    """A heading in front of the levels whose column is none of the indicators': the row's number, the task."""
    return by_word(text, vocabulary().column_words) == "aside" or _names_task(text)


def _names_task(text: str) -> bool:
    return label_key(text).endswith(vocabulary().task_columns)


def _is_measures(column: int, text: str, columns: Mapping[str, int]) -> bool:
    """改进措施 in a column of its own behind 偏差原因: the second half of the reason."""
    return label_key(text).endswith("措施") and column > columns.get("deviation", column)


@lru_cache(maxsize=8192)
def _meaning(text: str) -> str | None:
    return vocabulary().columns.get(label_key(text))


def _meanings(filled: Sequence[tuple[int, str]]) -> dict[str, int]:
    known = vocabulary().columns
    found: dict[str, int] = {}
    exact = [_meaning(text) for _, text in filled]
    if len(exact) - exact.count(None) < _LEAST_COLUMNS:
        return found
    several = exact.count("weight") > 1
    before: str | None = None
    for (column, text), own in zip(filled, exact, strict=True):
        # 权重 behind each of the levels: the points of the group.
        of_group = own == "weight" and several and before in ("level1", "level2")
        meaning = f"{before}_weight" if of_group else own
        if own in ("weight", "score") and exact.count(own) > 1 and not found.keys() & _ROW:
            # Those of the task in front, not the indicators'.
            meaning = None
        if meaning is not None and not _is_rival(meaning, text, filled):
            found.setdefault(meaning, column)
        before = meaning
    if len(found) >= _LEAST_COLUMNS:
        for column, text in filled:
            if label_key(text) not in known and (column > min(found.values()) or _noted(text)):
                meaning = _noted(text) or by_word(text, vocabulary().column_words) or _misread(label_key(text))
                if meaning not in _UNREAD and not _is_rival(meaning, text, filled):
                    found.setdefault(meaning, column)
    if "finest" in found:
        # 四级指标 names what 三级指标 groups.
        found["name"] = found.pop("finest")
    if "name" not in found and "target" in found:
        _name_from_frame(found, filled)
    if found.get("sign", -1) < found.get("name", -1) and "sign" in found and "level2" not in found:
        # 指标类型 in front of the names is a level, behind them the sign.
        found["level2"] = found.pop("sign")
    return found


def _noted(text: str) -> str:
    """The level that a heading names with a note behind it: 一级指标（权重）."""
    meaning = vocabulary().columns.get(_BEHIND.sub("", label_key(text)), "")
    return meaning if meaning in _GROUPS["frame"] else ""


def _is_rival(meaning: str, text: str, filled: Sequence[tuple[int, str]]) -> bool:
    """Whether another heading has a better claim: the year's own target beside 三年目标值, ≥ beside 定量."""
    words = vocabulary().lesser_columns.get(meaning, ())
    if not any(word in label_key(text) for word in words):
        return False
    return any(
        (_meaning(other) or by_word(other, vocabulary().column_words)) == meaning
        and not any(word in label_key(other) for word in words)
        for _, other in filled
    )


def by_word(text: str, words: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    """The meaning of a heading that is spelled in no known way, told by a word in it; "" where none tells."""
    key = label_key(text)
    if len(key) > _LONGEST_HEADING:
        return ""
    return next((meaning for meaning, signs in words if any(sign in key for sign in signs)), "")


@lru_cache(maxsize=2048)
def _misread(key: str) -> str:
    """The meaning of a heading in which one character was misread (年度指标直), where just one meaning is so near."""
    near = {
        meaning
        for label, meaning in vocabulary().columns.items()
        if len(label) == len(key) >= _LEAST_LETTERS and sum(map(str.__ne__, label, key)) == 1
    }
    return near.pop() if len(near) == 1 else ""


def heads_right_part(line: Line) -> bool:
    """Headings of points, rates and actuals without any of names, levels or targets: those stand on another page."""
    if line.loose or not line.announced & (HEADING | FUNDS) or len(line.filled) < _TWO:
        return False
    found: set[str] = set()
    others = 0
    for _, text in line.filled:
        meaning = _meaning(text) or vocabulary().funds.get(label_key(text))
        if meaning in _RIGHT:
            found.add(meaning)
        elif meaning is not None or others:
            # Most lines end here, at their second text.
            return False
        else:
            others = 1
    return len(found) >= _TWO


def unread_headings(layout: Layout) -> tuple[str, ...]:
    """Headings that say nothing to us, in a table that lacks a column which they may well be; those of a right half."""
    if layout.halved:
        return layout.unknown
    if layout.columns.keys() >= _EXPECTED:
        return ()
    # Points that were deducted are points all the same.
    return layout.unknown if layout.scored else tuple(filter(_says_lost, layout.unknown))


def _name_from_frame(found: dict[str, int], filled: Sequence[tuple[int, str]]) -> None:
    """Layouts that head the indicators' names with 绩效指标 alone, or whose last level is the second."""
    frames = [column for column, text in filled if vocabulary().columns.get(label_key(text)) == "frame"]
    if frames and "level1" in found and max(frames) > found["level1"]:
        found["name"] = max(frames)
        found.pop("frame", None)
    elif found.keys() >= {"level1", "level2"} and not any(
        found["level2"] < column < found["target"] and not heading_meaning(text) for column, text in filled
    ):
        found["name"] = found.pop("level2")
