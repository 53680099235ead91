"""An indicator table whose columns stand twice side by side: its right half is its continuation.

一级指标 | 二级指标 | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 一级指标 | 二级指标 | 三级指标 | …
           | 三级指标 | 指标值 | 完成值 | 分值 | 得分 | 三级指标 | …       levels once, for both halves

The halves are told apart by their headings. They are read only where every row is sure: each of its cells stands under
a heading of its half and looks like it, and no cell reaches from one half into the other.
"""

from collections.abc import Sequence
from typing import NamedTuple

from perflint.forms.alignment import OTHER
from perflint.forms.grid import Line
from perflint.forms.head_lines import opens_head
from perflint.forms.kinds import title_of
from perflint.forms.layout import Layout, heading_layout, heading_meaning
from perflint.forms.rows import is_note, is_total, points_in, total_label, under_headings
from perflint.forms.vocabulary import label_key, vocabulary

_LABELS = ("frame", "level1", "level2")
_BESIDE = frozenset((*_LABELS, "aside"))
_MOST = 3


class Half(NamedTuple):
    """Rows that stand under one half's headings, in the order of the form."""

    layout: Layout
    rows: list[Line]


class Halves(NamedTuple):
    """A whole table as read, half by half, and the number of its lines, headings included."""

    halves: list[Half]
    lines: int


def halves_of(lines: Sequence[Line], start: int, headings: int) -> Halves | None:
    """The table whose headings take `headings` lines from `start` on; None where its halves cannot be read surely."""
    borders = _borders(lines[start : start + headings])
    if not borders:
        return None
    layouts = _layouts(lines[start : start + headings], borders)
    end = _end(lines, start + headings, borders[1])
    if layouts is None or end is None:
        return None
    rows = [_pieces(line, borders) for line in lines[start + headings : end]]
    if not all(_is_sure(pieces, layouts, borders, last=pieces is rows[-1]) for pieces in rows):
        return None
    if _sums_itself(rows) and end < len(lines) and is_total(lines[end]):
        return None
    return Halves([Half(layout, own) for layout, own in _in_order(rows, layouts) if own], end - start)


def _borders(headings: Sequence[Line]) -> list[int]:
    """The first column of each half; empty where the headings are not the same in all of them."""
    texts = dict(headings[0].filled)
    for column, text in headings[1].filled if len(headings) > 1 else ():
        together = texts.get(column, "") + text
        texts[column] = together if heading_meaning(together) else text
    core = [
        (column, meaning)
        for column, text in sorted(texts.items())
        if (meaning := heading_meaning(text) or label_key(text)) not in _BESIDE
    ]
    for count in range(2, _MOST + 1):
        size, rest = divmod(len(core), count)
        parts = [[meaning for _, meaning in core[place : place + size]] for place in range(0, len(core), size or 1)]
        if not rest and size > 1 and all(part == parts[0] for part in parts) and "target" in parts[0]:
            ends = [core[size * number - 1][0] for number in range(1, count)]
            return [0, *(min(column for column in texts if column > end) for end in ends)]
    return []


def _layouts(headings: Sequence[Line], borders: Sequence[int]) -> list[Layout] | None:
    """What the headings of each half say; None where they do not say the same but for the levels."""
    found = []
    for number in range(len(borders)):
        own = [_pieces(line, borders)[number] for line in headings]
        layout = heading_layout(own, 0) if all(line.filled for line in own) else None
        if layout is None or layout[1] != len(headings) or layout[0].halved:
            return None
        found.append(layout[0])
    columns = [{name for name in one.columns if name not in _LABELS and not name.startswith(OTHER)} for one in found]
    alike = "name" in columns[0] and all(names == columns[0] for names in columns)
    return found if alike else None


def _end(lines: Sequence[Line], start: int, border: int) -> int | None:
    """The first line after the table's rows; None where one is neither a row nor one with which a table ends."""
    for place in range(start, len(lines)):
        line = lines[place]
        if line.loose:
            after = next((one for one in range(place, len(lines)) if not lines[one].loose), None)
            return place if after is None or _ends(lines, after, border) else None
        if _ends(lines, place, border):
            return place
        if line.doubt is not None:
            return None
    return len(lines)


def _ends(lines: Sequence[Line], place: int, border: int) -> bool:
    line = lines[place]
    if title_of(line) is not None or opens_head(line) or is_note(line) or heading_layout(lines, place) is not None:
        return True
    column = line.filled[0][0]
    if column >= border:
        return False
    over = column + line.cells[column].column_span > border
    return (len(line.filled) == 1 and over) or (is_total(line) and _is_over_all(line))


def _is_over_all(line: Line) -> bool:
    """A total that has no row beside it."""
    label, grades = total_label(line), vocabulary().grades
    return all(points_in(text) or label in label_key(text) or text in grades for _, text in line.filled)


def _pieces(line: Line, borders: Sequence[int]) -> list[Line]:
    """The line cut at the borders; rows of different halves never stand in one block."""
    pieces = []
    for number, (start, end) in enumerate(zip(borders, (*borders[1:], 1 << 20), strict=True)):
        cells = {column: cell for column, cell in line.cells.items() if start <= column < end}
        texts = {column: line.texts[column] for column in cells}
        block = line.block if not number else -1 - line.block * _MOST - number
        pieces.append(line.having(cells, texts, first=line.first and not number, last=False, loose=False, block=block))
    return pieces


def _is_sure(pieces: Sequence[Line], layouts: Sequence[Layout], borders: Sequence[int], *, last: bool) -> bool:
    """Whether every half of a line is a row, labels or blank; the last line of the last half may be the total."""
    for line, layout, border in zip(pieces, layouts, (*borders[1:], 1 << 20), strict=True):
        if any(column + cell.column_span > border for column, cell in line.cells.items()):
            return False
        is_end = last and line is pieces[-1]
        if line.filled and not (is_end and is_total(line)) and not _is_row(line, layout):
            return False
    return True


def _is_row(line: Line, layout: Layout) -> bool:
    """A row of the table, or labels alone."""
    slots = under_headings(line, layout)
    if slots is None:
        return False
    if all(name in _LABELS for name in slots.cells):
        return True
    return slots.is_indicator and (slots.numbered or not layout.scored) and bool(slots.text("name"))


def _sums_itself(rows: Sequence[Sequence[Line]]) -> bool:
    return bool(rows) and any(line.filled and total_label(line) for line in rows[-1])


def _in_order(rows: Sequence[Sequence[Line]], layouts: Sequence[Layout]) -> list[tuple[Layout, list[Line]]]:
    """One half after the other; where only the first one prints the levels, level by level."""
    shared = [
        column
        for name, column in layouts[0].columns.items()
        if name in ("level1", "level2") and not any(name in other.columns for other in layouts[1:])
    ]
    runs: list[list[Sequence[Line]]] = []
    for pieces in rows:
        if not runs or any(pieces[0].text(column) for column in shared):
            runs.append([])
        runs[-1].append(pieces)
    return [
        (layout, [pieces[number] for pieces in run if pieces[number].filled])
        for run in runs
        for number, layout in enumerate(layouts)
    ]
