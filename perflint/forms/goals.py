"""The overall goal: expected and actual, side by side or behind their labels."""

from collections.abc import Sequence

from perflint.documents.model import Cell
from perflint.forms import fields
from perflint.forms.fund_headings import fund_heading
from perflint.forms.grid import Line
from perflint.forms.heads import labelled_values
from perflint.forms.labels import GOAL
from perflint.forms.looks import look_of
from perflint.forms.model import Field, Goal
from perflint.forms.vocabulary import label_key, vocabulary
from perflint.patterns import pattern

# No label is longer than this.
_LABEL = 12
_TEXTS = ("word", "sentence")
_ENDINGS = {
    "actual": pattern(r"(?:完成|实现|达成).{0,2}(?:情况|结果|效果)$"),
    "adjusted": pattern(r"调整.{0,4}目标$"),
    "expected": pattern(r"目标$"),
}
_ORDERS = (["expected", "actual"], ["expected", "adjusted", "actual"])
_CAPTION = pattern(
    r"(?:[(（]?[一二三四五六七八九十0-9]{1,2}[)）、.．]\s*)?[^。；，,;：:]{0,12}(?:指标|资金|预算)[^。；，,;]{0,8}[：:]?$"
)


def goal_of(head: Sequence[Line]) -> Goal:
    """The two goal texts; a text that a page break cut over several lines is joined."""
    known = vocabulary().goals
    parts: dict[str, list[Cell]] = {"expected": [], "actual": []}
    columns: dict[str, int] = {}
    headings: Line | None = None
    adjusted: int | None = None
    for number, line in enumerate(head):
        meanings = _meanings(line)
        if len(meanings) >= len(parts):
            adjusted = meanings.pop("adjusted", None)
            columns, headings = meanings, line
            continue
        if len(meanings) == 1 and not columns:
            for meaning, _, value in labelled_values((line,), known):
                if meaning != "frame":
                    parts[meaning].append(value)
            continue
        if not columns or _is_other(line):
            columns = {} if any(parts.values()) else columns
            continue
        texts = _texts_of(line, headings, columns, adjusted)
        if len(texts) > len(parts) and any(parts.values()):
            # 年度主要任务 and its own columns.
            columns = {}
            continue
        if columns and not any(parts.values()) and _is_beside(line, head[number + 1 : number + 2], columns):
            continue
        side_by_side = not any(parts.values()) and _are_shifted(line, texts, columns)
        middle = texts[1] if side_by_side or _is_compact(line, texts, columns["actual"]) else columns["actual"]
        for column in texts:
            parts["actual" if column >= middle else "expected"].append(line.cells[column])
        for side, column in columns.items():
            if not parts[side] and column in line.cells:
                parts[side].append(line.cells[column])
    parts["expected"] = parts["expected"] or _beside_frame(head if headings is None else ())
    return Goal(_goal_field("expected", parts["expected"]), _goal_field("actual", parts["actual"]))


def _texts_of(line: Line, headings: Line | None, columns: dict[str, int], adjusted: int | None) -> list[int]:
    """The columns of a line in which a goal's text stands."""
    known = vocabulary().goals
    beside = _behind_goals(headings, columns)
    texts = [
        column
        for column, text in line.filled
        if label_key(text) not in known
        and column not in beside
        and (column in columns.values() or look_of(text) != "dash")
        and look_of(text) != "frame"
        # The end of a label that a page break cut: 年度总 | 体目标.
        and not (headings is not None and label_key(headings.text(column) + text) in known)
    ]
    if adjusted is not None and line.text(adjusted):
        # What was planned in the end.
        texts = [column for column in texts if column != columns["expected"]]
    return texts


def _behind_goals(headings: Line | None, columns: dict[str, int]) -> list[int]:
    """The columns of headings behind both sides of the goal: 未完成原因."""
    if headings is None or "actual" not in columns:
        return []
    known = vocabulary().goals
    return [
        column
        for column, text in headings.filled
        if column > max(columns.values()) and len(text) <= _LABEL and label_key(text) not in known
    ]


def heads_goals(line: Line) -> bool:
    """Whether the line heads both sides of the goal."""
    return bool(line.announced & GOAL) and {"expected", "actual"} <= _meanings(line).keys()


def _meanings(line: Line) -> dict[str, int]:
    """The columns of the goals that this line heads; a frame's label within the line heads the expected goal."""
    known = vocabulary().goals
    labels = [(column, known[key]) for column, text in line.filled if (key := label_key(text)) in known]
    if not labels:
        return {}
    meanings = {meaning: column for column, meaning in labels if meaning != "frame"}
    if "expected" not in meanings and [meaning for _, meaning in labels] == ["frame", "frame", "actual"]:
        meanings["expected"] = labels[1][0]
    if "actual" not in meanings and labels[0][1] == "frame":
        meanings |= _by_ending(line)
    return meanings if {"expected", "actual"} <= meanings.keys() else _without_adjusted(meanings)


def _without_adjusted(meanings: dict[str, int]) -> dict[str, int]:
    return {meaning: column for meaning, column in meanings.items() if meaning != "adjusted"}


def _by_ending(line: Line) -> dict[str, int]:
    """All the headings behind the frame where their endings tell: …目标 | 调整…目标 | …完成情况; else none."""
    found: dict[str, int] = {}
    for column, text in line.filled[1:]:
        key = label_key(text)
        meaning = next((meaning for meaning, ending in _ENDINGS.items() if ending.search(key)), "")
        if not meaning or meaning in found or len(key) > _LABEL:
            return {}
        found[meaning] = column
    return found if list(found) in _ORDERS else {}


def _beside_frame(head: Sequence[Line]) -> list[Cell]:
    """年度总体目标 and a text beside it, without headings of their own: what was planned."""
    known = vocabulary().goals
    frames = {key: meaning for key, meaning in known.items() if meaning == "frame"}
    found = [value for _, _, value in labelled_values(head, frames)]
    return [cell for cell in found if label_key(cell.text) not in known and look_of(cell.text) in _TEXTS][:1]


def _is_beside(line: Line, following: Sequence[Line], columns: dict[str, int]) -> bool:
    """A line between headings and texts that is neither: the next has a text under each heading (a watermark)."""
    if len(line.filled) != 1 or line.filled[0][0] in columns.values():
        return False
    return any(all(below.text(column) for column in columns.values()) for below in following)


def _is_compact(line: Line, texts: Sequence[int], actual: int) -> bool:
    """Two texts side by side at the left: empty cells left no trace, and the second is the actual side's."""
    return len(texts) > 1 and texts[-1] < actual and [column for column, _ in line.filled] == list(range(texts[1] + 1))


def _are_shifted(line: Line, texts: Sequence[int], columns: dict[str, int]) -> bool:
    """Two whole texts in a row that stands left of its headings: a blank cell at its beginning left no trace."""
    expected, actual = columns["expected"], columns["actual"]
    if len(texts) != len(columns) or texts[-1] != actual - 1:
        return False
    first = line.text(texts[0])
    by_one = texts[0] == expected - 1 and texts[-1] != expected
    return by_one or len(first) > _LABEL or look_of(first) == "sentence"


def _goal_field(side: str, cells: Sequence[Cell]) -> Field[str]:
    text = "".join(fields.paragraphs(cell.text) for cell in cells)
    return fields.text_field(f"goal.{side}", cells, text)


def _is_other(line: Line) -> bool:
    first = line.filled[0][1]
    # 三、绩效指标完成情况, above the next table.
    captioned = line.loose and _CAPTION.match(first) is not None
    return captioned or fund_heading(line) is not None or label_key(first) in vocabulary().heads
