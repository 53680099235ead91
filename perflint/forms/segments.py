"""Cutting a document's lines into forms, and each form into its parts.

A form begins at its title or its first head, and 总分 is its only sure end. Whatever looks like a part of a form
without a beginning is kept as a fragment: a form that was cut must be reported, never passed over.
"""

from collections.abc import Sequence

import msgspec

from perflint.documents.model import Cell
from perflint.forms.funds import fund_heading
from perflint.forms.grid import Line
from perflint.forms.kinds import Title, refused_heading, title_of
from perflint.forms.layout import NATIONAL, Layout, heading_layout
from perflint.forms.looks import look_of
from perflint.forms.rows import is_note, is_total, split_line
from perflint.forms.vocabulary import dimension_of, heading_weight, label_key, subdimension_of, vocabulary

# 总分 with a weight and a score beside it is the tail of a form, even alone.
_LONE_TOTAL = 2


class Segment(msgspec.Struct, eq=False):
    """The lines of one form by part.

    opening  titles and year above the head; heads, funds and goals are all in `head`
    layouts  the headings of the indicator table, each with the number of rows before it; a page may print them anew
    strays   loose lines between indicator rows that are no part of the table (`[illegible]`),
             each with the number of rows before it
    """

    title: Title | None = None
    opening: list[Line] = msgspec.field(default_factory=list)
    head: list[Line] = msgspec.field(default_factory=list)
    layouts: list[tuple[int, Layout]] = msgspec.field(default_factory=list)
    rows: list[Line] = msgspec.field(default_factory=list)
    strays: list[tuple[int, Line]] = msgspec.field(default_factory=list)
    total: Line | None = None
    closing: list[Line] = msgspec.field(default_factory=list)

    @property
    def layout(self) -> Layout | None:
        """The layout that the first headings declare."""
        return self.layouts[0][1] if self.layouts else None

    @property
    def begun(self) -> bool:
        """More than a title has been seen."""
        return bool(self.head or self.rows or self.total or self.layout)

    @property
    def is_form(self) -> bool:
        """There is more than a chance likeness: other tables too have names, numbers and a sum."""
        if self.title is not None:
            return self.begun
        if self.layout is not None:
            return bool(self.rows) and bool(self.layout.columns.keys() & {"level1", "level2", "weight", "score"})
        if any(fund_heading(line) for line in self.head):
            return True
        if any(dimension_of(text) or subdimension_of(text) for line in self.rows for _, text in line.filled):
            return True
        return self.total is not None and not self.rows and len(self.total.filled) > _LONE_TOTAL


class Refused(msgspec.Struct, frozen=True):
    """A form of a kind that is not judged, and where it begins."""

    title: Title
    cell: Cell


class Cutter:
    """Walks the lines once and collects segments and refusals."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.segments: list[Segment] = []
        self.refused: list[Refused] = []
        self.unplaced: list[Line] = []
        self.current: Segment | None = None
        self.refusing = False
        self.fallback = next(
            (found[0] for start in range(len(lines)) if (found := heading_layout(lines, start))), NATIONAL
        )

    def run(self) -> None:
        """Cut everything."""
        position = 0
        while position < len(self.lines):
            position += self._take(position)
        self._close()

    def _take(self, position: int) -> int:
        """Place the line at `position`; the number of lines that were used."""
        line = self.lines[position]
        title = title_of(line)
        if title is not None:
            self._begin(title, line)
            return 1
        refusal = refused_heading(line)
        if refusal is not None and not self.refusing:
            self._refuse(refusal, line)
            return 1
        if self.refusing:
            return 1
        heading = heading_layout(self.lines, position)
        if heading is not None:
            self._heading(heading[0])
            return heading[1]
        if is_total(line) and self._total(line):
            return 1
        if _opens_head(line) and not self._in_head():
            self._close()
        if _is_head(line) and self._in_head():
            self._segment().head.append(line)
        elif self.current is not None and self.current.layout is None and not self.current.rows:
            self._before_table(line)
        else:
            self._row(line)
        return 1

    def _in_head(self) -> bool:
        current = self.current
        if current is None or current.total is not None or current.rows:
            return current is None
        return current.layout is None

    def _segment(self) -> Segment:
        if self.current is None:
            self.current = Segment()
        return self.current

    def _begin(self, title: Title, line: Line) -> None:
        self.refusing = False
        if title.refused is not None:
            self._refuse(title, line)
            return
        if self.current is not None and self.current.begun:
            self._close()
        self.unplaced.clear()
        segment = self._segment()
        segment.title = title
        segment.opening.append(line)

    def _refuse(self, title: Title, line: Line) -> None:
        if self.current is not None and self.current.begun and self.current.layout is not None:
            self._close()
        self.current = None
        self.refusing = True
        self.refused.append(Refused(title, line.cells[line.filled[0][0]]))

    def _heading(self, layout: Layout) -> None:
        current = self.current
        if current is not None and (current.total is not None):
            self._close()
        segment = self._segment()
        segment.layouts.append((len(segment.rows), layout))

    def _total(self, line: Line) -> bool:
        current = self.current
        if current is not None and current.layout is None and not current.rows and current.head:
            return False
        if current is not None and current.total is not None:
            self._close()
        segment = self._segment()
        self._adopt_unplaced(segment)
        segment.total = line
        return True

    def _before_table(self, line: Line) -> None:
        segment = self._segment()
        if segment.begun:
            segment.head.append(line)
        else:
            segment.opening.append(line)

    def _row(self, line: Line) -> None:
        current = self.current
        if current is not None and is_note(line):
            current.closing.append(line)
            return
        if current is not None and current.total is None:
            if line.loose and not _is_label_line(line):
                current.strays.append((len(current.rows), line))
            else:
                current.rows.append(line)
            return
        if self._begins_fragment(line):
            self._close()
            segment = self._segment()
            self._adopt_unplaced(segment)
            segment.rows.append(line)
        elif line.loose:
            if self.current is not None:
                self.current.closing.append(line)
            self.unplaced.clear()
        else:
            self.unplaced.append(line)

    def _adopt_unplaced(self, segment: Segment) -> None:
        """Rows before the first sure row of a fragment: cut names, merged labels."""
        if not segment.head and segment.layout is None:
            segment.rows[:0] = self.unplaced
        self.unplaced.clear()

    def _begins_fragment(self, line: Line) -> bool:
        """A row that can only belong to an indicator table whose beginning is missing."""
        if line.loose or len(line.filled) < 3:
            return False
        slots = split_line(line, self.fallback)
        if self.fallback.scored:
            return slots.is_indicator and slots.numbered and look_of(slots.text("name")) != "number"
        return False

    def _close(self) -> None:
        if self.current is not None and self.current.is_form:
            self.segments.append(self.current)
        self.current = None


def cut(lines: Sequence[Line]) -> tuple[list[Segment], list[Refused]]:
    """The forms of a document as segments, and the refused ones."""
    cutter = Cutter(lines)
    cutter.run()
    return cutter.segments, cutter.refused


def _first_key(line: Line) -> str:
    text = line.filled[0][1]
    for mark in ("：", ":"):
        text = text.split(mark, 1)[0] or text
    return label_key(text)


def _is_head(line: Line) -> bool:
    known = vocabulary()
    keys = {label_key(text) for _, text in line.filled} | {_first_key(line)}
    return bool(keys & known.heads.keys() or keys & known.fund_frames or keys & known.target_funds.keys()) and not (
        len(line.filled) == 1 and line.loose and "：" not in line.filled[0][1] and ":" not in line.filled[0][1]
    )


def _opens_head(line: Line) -> bool:
    """项目名称 with a value beside it, or the first head of another kind of form."""
    return vocabulary().heads.get(_first_key(line)) in ("project", "department", "unit") and _is_head(line)


def _is_label_line(line: Line) -> bool:
    return any(dimension_of(text) or subdimension_of(text) or heading_weight(text) for _, text in line.filled)
