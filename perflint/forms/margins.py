"""Notes beside a form in the same table, with no blank column between: 填表说明, 已核, what a reviewer wrote.

They stand left or right of all headings of the indicators, and none of them is a label of a form. Beside the head they
would be taken for values of it; what stands right of the indicators is left to `perflint.forms.rows`.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from perflint.forms.alignment import OTHER
from perflint.forms.grid import Line
from perflint.forms.heads import says_unit, says_year
from perflint.forms.kinds import title_of
from perflint.forms.layout import Layout
from perflint.forms.looks import LABELS, look_of
from perflint.forms.rows import is_total
from perflint.forms.vocabulary import label_key, vocabulary

# A merged cell over so many columns shows how wide the table is.
_WIDE = 3
# A value stands no farther behind its label than this, where merged cells were lost.
_NEAR = 3
# Behind the last column of any table.
_BEYOND = 1 << 20


def without_notes(lines: Sequence[Line], place: int, layout: Layout) -> dict[int, Line | None]:
    """The lines around the headings at `place` that have notes beside them, without these (None: nothing is left)."""
    heading = lines[place]
    known = [
        column
        for name, column in layout.columns.items()
        if not name.startswith(OTHER) and (name != "frame" or look_of(heading.text(column)) == "frame")
    ]
    first, last = min(known), max(known)
    start = place
    while start and lines[start - 1].block == heading.block and not is_total(lines[start - 1]):
        start -= 1
    above = lines[start:place]
    if not any(line.filled[-1][0] > last or line.filled[0][0] < first for line in above):
        return {}
    if heading.loose or heading.doubt is not None or heading.cells[heading.filled[0][0]].address.place == "line":
        return {}
    last += heading.cells[last].column_span if last in heading.cells else 1
    end = next((at for at in range(place, len(lines)) if lines[at].block != heading.block), len(lines))
    changed: dict[int, Line | None] = {}
    if _are_notes(above, last, _BEYOND):
        changed = {at: _without(lines[at], last, _BEYOND) for at in range(start, place)}
        if _ends_before(above, last):
            # Without these cells it may be a column that is not known.
            changed[place] = _without(heading, last, _BEYOND)
            changed |= {at: _without_figures(lines[at], last) for at in range(place + 1, end)}
    if first and _are_notes(lines[start:end], 0, first):
        cut = ((at, changed.get(at, lines[at])) for at in range(start, end))
        changed |= {at: _without(line, 0, first) for at, line in cut if line is not None}
    return {at: line for at, line in changed.items() if line is not lines[at]}


def _ends_before(lines: Iterable[Line], border: int) -> bool:
    """Whether merged cells show that the table ends before a column."""
    ends = [
        column + cell.column_span for line in lines for column, cell in line.cells.items() if cell.column_span >= _WIDE
    ]
    return max(ends, default=-1) == border


def _are_notes(lines: Iterable[Line], start: int, end: int) -> bool:
    """Whether there is text in these columns, none of it a label or the value of one, and no cell reaches into them."""
    found = False
    for line in lines:
        if any(
            column < edge < column + cell.column_span for column, cell in line.cells.items() for edge in (start, end)
        ):
            return False
        before, at = "", -1
        for column, text in line.filled:
            if start <= column < end and not _says(line, column):
                if _is_label(text) or (column - at <= _NEAR and _has_value(before)):
                    return False
                found = True
            before, at = text, column + line.cells[column].column_span - 1
    return found


@lru_cache(maxsize=4096)
def _is_label(text: str) -> bool:
    known, key = vocabulary(), label_key(text.split("：", 1)[0].split(":", 1)[0])
    tables = (known.heads, known.columns, known.funds, known.goals, known.target_funds, known.fund_frames, known.totals)
    return any(key in table for table in tables) or look_of(text) in (*LABELS, "frame")


@lru_cache(maxsize=4096)
def _has_value(text: str) -> bool:
    """Whether a value stands beside a label, not below it."""
    return label_key(text) in vocabulary().heads or label_key(text) in vocabulary().target_funds


def _without(line: Line, start: int, end: int) -> Line | None:
    """The line without the notes in these columns; titles, the year and the money unit stay."""
    notes = {column for column in line.cells if start <= column < end and not _says(line, column)}
    return line if not notes or title_of(line) is not None else line.without(notes)


def _without_figures(line: Line, start: int) -> Line | None:
    """A row without figures in its margin; words there may be a reason."""
    notes = {column for column, text in line.filled if column >= start and look_of(text) not in ("word", "sentence")}
    return line.without(notes) if notes else line


def _says(line: Line, column: int) -> bool:
    alone = line.without(set(line.cells) - {column})
    return alone is not None and (says_unit(alone) or says_year(alone))
