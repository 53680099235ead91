"""Putting rows together again that a page break or a wrap cut apart.

A row cut by a break leaves its head before the break or its tail after it. Either may carry a merged label as well, so
that a line with a label is not always a new indicator.
"""

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from perflint.documents.model import Cell
from perflint.forms.alignment import MEASURES
from perflint.forms.fields import joined
from perflint.forms.grid import BLANK, Line
from perflint.forms.halves import may_follow, rejoined, scored
from perflint.forms.layout import Layout
from perflint.forms.looks import look_of
from perflint.forms.rivals import settled
from perflint.forms.rows import Slots, split_line, under_headings
from perflint.forms.shared_names import with_shared_names
from perflint.forms.vocabulary import dimension_of, subdimension_of
from perflint.language import Bilingual
from perflint.patterns import pattern
from perflint.values import Unreadable, parse_target

_EXECUTION = "预算执行率"
# Columns whose cells belong to several rows.
_BESIDE_ROWS = frozenset(("frame", "level1", "level2", "level1_weight", "level2_weight"))
TEXTS = ("name", "target", "actual", "deviation")
SHIFTED = Bilingual(
    "这一行的单元格与表头错开，是按内容对应到各栏的，请与原件核对",
    "the cells of this row stand beside their headings and were matched by content; compare with the original",
)
_PAGE_MARK = pattern(r"^[-—\s]*(?:第?\s*\d+\s*页?(?:\s*[/,，共]+\s*\d+\s*页?)?)[-—\s]*$")
# What a program wrote about the text: [illegible].
PROGRAMS_NOTE = ("[", "【")
_SAYS_PAGE = pattern(r"页|^[-—]+\s*\d+\s*[-—]+$")

_POINTS = frozenset(("weight", "score"))

# How a label stands beside its row: on a row of the table, on the first row after a break, on a line without any
# indicator, or on the tail of a row that a break cut.
Standing = Literal["row", "break", "loose", "tail"]


class Anchor(msgspec.Struct, frozen=True, gc=False):
    """A printed label of level 1 or 2 and the indicator it stands beside; `weight` is the heading's own weight cell."""

    level: int
    cell: Cell
    row: int
    standing: Standing
    weight: Cell | None = None


class Draft(msgspec.Struct, eq=False, gc=False):
    """The cells of one indicator by column, in reading order, and the row of its table that it stands on."""

    parts: dict[str, list[Cell]]
    block: int = 0
    row: int = 0
    doubt: Bilingual | None = None
    unclear: tuple[str, ...] = ()


class Drafts(msgspec.Struct, eq=False):
    """The indicators of a form before their levels are known.

    blocks   heads with a weight of their own over several levels (年度绩效目标1（40分）), each with its first row
    lost     before which rows something is missing or illegible
    broken   the table is cut by at least one break
    execution  the row that scores the execution of the budget among the indicators
    """

    rows: list[Draft] = msgspec.field(default_factory=list)
    anchors: list[Anchor] = msgspec.field(default_factory=list)
    blocks: list[tuple[int, Cell]] = msgspec.field(default_factory=list)
    lost: list[int] = msgspec.field(default_factory=list)
    broken: bool = False
    execution: Slots | None = None


def draft_rows(
    lines: Sequence[Line],
    strays: Sequence[tuple[int, Line]],
    layouts: Sequence[tuple[int, Layout]],
    execution: Sequence[str] = (),
) -> Drafts:
    """The indicators in the lines of an indicator table; `layouts` hold from the row with their number on.

    execution are the points that the fund table prints for the execution of the budget.
    """
    layout = layouts[0][1]
    lines = _whole_labels(rejoined(with_shared_names(lines, layout), layout), layout)
    of_rows = [
        next((newer for row, newer in reversed(layouts) if row <= number), layout) for number in range(len(lines))
    ]
    slots = settled([split_line(line, one) for line, one in zip(lines, of_rows, strict=True)], of_rows)
    drafter = _Drafter(slots, layouts, execution)
    headings = [(row, cell) for row, one in layouts for cell in one.labels]
    # Below a table that ends without a total, all kinds of lines stand.
    below = len(slots) if not layout.scored else len(slots) + 1
    stray_rows = [
        number
        for number, line in strays
        if not _PAGE_MARK.match(line.filled[0][1]) and (number < below or line.filled[0][1].startswith(PROGRAMS_NOTE))
    ]
    for number in range(len(slots)):
        while stray_rows and stray_rows[0] <= number:
            stray_rows.pop(0)
            drafter.lose()
        while headings and headings[0][0] <= number:
            _in_heading(drafter.result, headings.pop(0)[1])
        drafter.take(number)
    if stray_rows:
        drafter.lose()
    _share_reasons(drafter.result.rows)
    _share_points(drafter.result.rows)
    return drafter.result


def _share_reasons(rows: Sequence[Draft]) -> None:
    """A reason in a cell that is merged over several rows is that of each of them that lost points."""
    for number, draft in enumerate(rows):
        for cell in draft.parts.get("deviation", ())[:1]:
            last = cell.address.row + cell.row_span - 1
            for other in rows[number + 1 :] if cell.row_span > 1 and cell.text.strip(BLANK) else ():
                if other.block != draft.block or other.row > last:
                    break
                points = [joined(other.parts[name]) for name in ("weight", "score") if name in other.parts]
                if "deviation" not in other.parts and len(set(points)) > 1:
                    other.parts["deviation"] = [cell]


def _share_points(rows: Sequence[Draft]) -> None:
    """Points in a cell that is merged over several rows are those of all together: of none of them is known which."""
    for number, draft in enumerate(rows):
        cell = next(iter(draft.parts.get("weight", ())), None)
        if cell is None or cell.row_span == 1 or not cell.text.strip(BLANK):
            continue
        shared = [
            other
            for other in rows[number + 1 : number + cell.row_span]
            if other.block == draft.block
            and other.row < cell.address.row + cell.row_span
            and not joined(other.parts.get("weight", ()))
        ]
        for other in (draft, *shared) if shared else ():
            other.unclear = tuple(dict.fromkeys((*other.unclear, "weight", "score")))


def drop_cut_row(drafts: Drafts) -> None:
    """Leave out the last row where the text ends within it: values, but no numbers as the rows before it have."""
    if len(drafts.rows) > 1 and _points(drafts.rows[-1]) < min(map(_points, drafts.rows[:-1])):
        drafts.rows.pop()
        drafts.lost.append(len(drafts.rows))
        drafts.anchors = [anchor for anchor in drafts.anchors if anchor.row < len(drafts.rows)]


def _points(draft: Draft) -> int:
    """How many of weight and score are printed."""
    return sum(any(cell.text.strip(BLANK) for cell in draft.parts.get(name, ())) for name in ("weight", "score"))


class _Drafter:
    """Takes the lines one by one; the heads of cut rows wait for their tails."""

    def __init__(
        self, slots: list[Slots], layouts: Sequence[tuple[int, Layout]], execution: Sequence[str] = ()
    ) -> None:
        self.slots = slots
        self.layouts = layouts
        self.execution = execution
        self.result = Drafts()
        self.heads: list[tuple[str, Cell]] = []

    def lose(self) -> None:
        """Something is missing or illegible before the next row."""
        self.result.lost.append(len(self.result.rows))

    def take(self, number: int) -> None:
        """Place one line: an indicator, labels alone, or a part of a row that a break cut."""
        current = self.slots[number]
        line, rows = current.line, len(self.result.rows)
        begins = line.first and number > 0
        self.result.broken |= begins
        if _is_page_mark(line):
            return
        if current.unplaced:
            self.lose()
        standing: Standing = "break" if begins else "row"
        if _is_group_row(current):
            self.group(current, standing)
        elif self.scores_execution(number):
            self.result.execution = current
        elif (line.first or line.last) and self.is_piece(number):
            self.part(number)
        elif current.is_indicator or _stands_alone(current, self.layouts):
            _labels(self.result, current, rows, standing)
            doubt = None if current.exact else SHIFTED
            parts = _parts(current, self.heads)
            self.result.rows.append(Draft(parts, line.block, line.row, doubt, current.unclear))
            self.heads = []
            if not current.is_indicator and not current.text("actual"):
                # A name and nothing else: an unfilled row, or a piece of one that is not understood.
                self.lose()
        else:
            self.part(number)

    def group(self, current: Slots, standing: Standing) -> None:
        """A label with its group's points; that of the execution repeats the fund table."""
        label = next(current.cells[name] for name in ("level1", "level2", "name") if current.text(name))
        if dimension_of(label.text) == _EXECUTION:
            return
        level = 1 if dimension_of(label.text) else 2
        self.result.anchors.append(Anchor(level, label, len(self.result.rows), standing, current.cells.get("weight")))

    def scores_execution(self, number: int) -> bool:
        """The one row under 预算执行率: it scores the fund table, or repeats the points that stand there."""
        current = self.slots[number]
        if dimension_of(current.text("level1")) != _EXECUTION or not current.is_indicator:
            return False
        alone = number + 1 == len(self.slots) or bool(self.slots[number + 1].text("level1"))
        points = [current.text("weight"), current.text("score")]
        return alone and all(points) and (not any(self.execution) or points == list(self.execution))

    def is_piece(self, number: int) -> bool:
        """Whether a line beside a break is a piece of the row on its other side, which has the points of both."""
        line = self.slots[number].line
        if not (line.last or (line.first and self.result.rows)):
            return False
        return (line.first and self.continues(number, -1)) or (line.last and self.continues(number, 1))

    def continues(self, number: int, step: int) -> bool:
        """The same, with the row before the break (-1) or the one behind it (1)."""
        beside = number + step
        while 0 <= beside < len(self.slots) and _is_page_mark(self.slots[beside].line):
            beside += step
        if not 0 <= beside < len(self.slots):
            return False
        other, layout = self.slots[beside], self.layouts[0][1]
        piece = (other.exact and under_headings(self.slots[number].line, layout)) or self.slots[number]
        above, below = (other, piece) if step < 0 else (piece, other)
        if not (above.line.last and below.line.first and other.is_indicator and scored(other, layout)):
            return False
        if not piece.text("name") or piece.cells.keys() & _POINTS or piece.unplaced or not may_follow(above, below):
            return False
        if step > 0 and not isinstance(parse_target(below.text("target")), Unreadable):
            return False
        self.slots[number] = piece
        return True

    def part(self, number: int) -> None:
        """A line without an indicator of its own."""
        current = self.slots[number]
        line, rows = current.line, self.result.rows
        texts = [one for one in _texts(current) if not _says_task(line, one[0], self.layouts)]
        if not texts:
            _labels(self.result, current, len(rows), "loose")
        elif line.last and not line.first and number + 1 < len(self.slots):
            _labels(self.result, current, len(rows), "row")
            self.heads.extend(_placed(texts, self.slots, number, self.layouts[0][1]))
        elif rows:
            for name, cell in _placed(texts, self.slots, number, self.layouts[0][1]):
                rows[-1].parts.setdefault(name, []).append(cell)
            _labels(self.result, current, len(rows) - 1, "tail")
        else:
            _labels(self.result, current, 0, "loose")
            self.lose()


def _whole_labels(lines: Sequence[Line], layout: Layout) -> list[Line]:
    """The lines with labels put together that a break or a wrap cut within themselves: 产出指 | 标."""
    whole = list(lines)
    for level in ("level1", "level2"):
        column = layout.columns.get(level)
        before = -1
        for number, line in enumerate(whole):
            text = line.text(column) if column is not None else ""
            if column is None or not text:
                continue
            known = dimension_of if level == "level1" else subdimension_of
            wrapped = line.first or len(line.filled) == 1
            if wrapped and before >= 0 and not known(text) and known(whole[before].text(column) + text):
                whole[before] = whole[before].with_text(column, whole[before].text(column) + text)
                whole[number] = line.with_text(column, "")
            else:
                before = number
    return whole


def _in_heading(result: Drafts, cell: Cell) -> None:
    """A label in front of a heading row: a level 1, or the head of a block of indicators (年度绩效目标1（40分）)."""
    if dimension_of(cell.text):
        result.anchors.append(Anchor(1, cell, len(result.rows), "row"))
    else:
        result.blocks.append((len(result.rows), cell))


def _texts(slots: Slots) -> Iterator[tuple[int, Cell]]:
    """The filled cells of a line that are neither labels nor frame words."""
    taken = {slots.cells[name].column for name in ("frame", "level1", "level2", "level1_weight") if name in slots.cells}
    for column, text in slots.line.filled:
        if column not in taken and look_of(text) != "frame":
            yield column, slots.line.cells[column]


def _says_task(line: Line, column: int, layouts: Sequence[tuple[int, Layout]]) -> bool:
    """A text in front of the levels, under the heading of the tasks: the name of one goes on."""
    return len(line.cells) > 1 and any(column in layout.tasks for _, layout in layouts)


def _parts(slots: Slots, heads: Sequence[tuple[str, Cell]]) -> dict[str, list[Cell]]:
    parts: dict[str, list[Cell]] = {}
    for name, cell in heads:
        parts.setdefault(name, []).append(cell)
    for column, cell in slots.cells.items():
        name = "deviation" if column == MEASURES and slots.text(MEASURES) else column
        if name not in _BESIDE_ROWS:
            own = parts.get(name)
            if own is None:
                parts[name] = [cell]
            elif slots.text(column):
                own.append(cell)
    return parts


def says_page(text: str) -> bool:
    """A page number that says that it is one: 第 3 页, — 3 —."""
    return bool(_PAGE_MARK.match(text) and _SAYS_PAGE.search(text))


def _is_page_mark(line: Line) -> bool:
    """A page number in a row of its own: at the edge of a page, or one that says that it is one."""
    if len(line.filled) != 1:
        return False
    text = line.filled[0][1]
    # No column at the very left holds numbers.
    outside = line.filled[0][0] == 0 and len(line.cells) > 1
    return bool(_PAGE_MARK.match(text)) and (line.first or line.last or outside or bool(_SAYS_PAGE.search(text)))


def _is_group_row(slots: Slots) -> bool:
    """A label with the points of its group and nothing else; in a table without levels it stands under the names."""
    if slots.text("target") or slots.text("actual") or slots.text("deviation") or not slots.numbered:
        return False
    name = slots.text("name")
    if name:
        return bool(dimension_of(name)) and not slots.text("level1") and not slots.text("level2")
    return bool(slots.text("level1") or slots.text("level2"))


def _stands_alone(slots: Slots, layouts: Sequence[tuple[int, Layout]]) -> bool:
    """A row with a name under the names' heading and no break beside it: unfilled, but a row of its own."""
    name = slots.cells.get("name")
    if name is None or slots.line.first or slots.line.last or not slots.text("name"):
        return False
    return any(layout.columns.get("name") == name.column for _, layout in layouts)


def _labels(result: Drafts, slots: Slots, row: int, standing: Standing) -> None:
    for level, name in ((1, "level1"), (2, "level2")):
        cell = slots.cells.get(name)
        if cell is not None and slots.text(name):
            weight = slots.cells.get(f"{name}_weight")
            result.anchors.append(Anchor(level, cell, row, standing, weight))


def _placed(
    texts: Sequence[tuple[int, Cell]], slots: Sequence[Slots], number: int, layout: Layout
) -> Iterator[tuple[str, Cell]]:
    """The column of each piece of a cut row, told by the whole rows beside it on the same side of the break."""
    columns = _columns_beside(slots, number, layout)
    for column, cell in texts:
        name = min(columns, key=lambda name: abs(columns[name] - column))
        yield name, cell


def _columns_beside(slots: Sequence[Slots], number: int, layout: Layout) -> dict[str, int]:
    step = 1 if slots[number].line.first else -1
    columns = {name: column for name, column in layout.columns.items() if name in TEXTS}
    place = number
    while not (slots[place].line.last if step == 1 else slots[place].line.first):
        place += step
        if not 0 <= place < len(slots):
            break
        beside = slots[place]
        if beside.is_indicator:
            found = {name: cell.column for name, cell in beside.cells.items()}
            shift = found.get("score", columns.get("deviation", 0)) - layout.columns.get("score", 0)
            columns = {name: found.get(name, column + shift) for name, column in columns.items()}
            break
    return columns or {"name": 0}
