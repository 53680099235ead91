"""Cutting a document's lines into forms, and each form into its parts.

A form begins at its title or its first head, and 总分 is its only sure end. Whatever looks like a part of a form
without a beginning is kept as a fragment: a form that was cut must be reported, never passed over.
"""

from collections.abc import Sequence

import msgspec

from perflint.documents.model import Address
from perflint.forms.fund_headings import fund_heading
from perflint.forms.funds import is_fund_row
from perflint.forms.goals import heads_goals
from perflint.forms.grid import Line
from perflint.forms.head_lines import first_key, is_head, is_label_line, opens_head
from perflint.forms.heads import says_unit, says_year
from perflint.forms.kinds import Title, refused_heading, title_of
from perflint.forms.layout import NATIONAL, Layout, heading_layout, heads_right_part
from perflint.forms.looks import LABELS, look_of
from perflint.forms.margins import without_notes
from perflint.forms.page_breaks import PROGRAMS_NOTE, says_page
from perflint.forms.printed_again import printed_again
from perflint.forms.rows import is_note, is_total, parted_total, split_line, total_label
from perflint.forms.segment import Dropped, Refused, Segment
from perflint.forms.side_by_side import Halves, halves_of
from perflint.forms.vocabulary import dimension_of, label_key, vocabulary

# Within how many lines after its title a form's head or fund table begins.
_HEAD_WITHIN = 6
# Totals that may also sum a part of a table.
_ALSO_SUBTOTALS = ("合计", "总计")


class Cutter:
    """Walks the lines once and collects segments and refusals."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.position = 0
        self.segments: list[Segment] = []
        self.refused: list[Refused] = []
        self.dropped: list[Dropped] = []
        self.named: set[int] = set()
        self.late_goal: Line | None = None
        self.unplaced: list[Line] = []
        self.running: set[str] = set()
        self.notes: dict[int, Line | None] = {}
        self.anew = False
        self.current: Segment | None = None
        self.refusing = False
        self.aside = False
        self.fallback = next(
            (found[0] for start in range(len(lines)) if (found := heading_layout(lines, start))), NATIONAL
        )

    def run(self) -> None:
        """Cut everything."""
        while self.position < len(self.lines):
            self.position += self._take(self.position)
        self._close()

    def read(self) -> frozenset[int]:
        """The positions of the lines that became part of a form or of a refusal; what loose text says is none."""
        parts = [line for one in self.segments for line in (*one.head, *one.rows, *(line for _, line in one.strays))]
        parts += [line for one in self.segments for line in (*one.opening, *one.closing) if not line.loose]
        parts += [one.total for one in self.segments if one.total is not None]
        known = set(map(id, parts))
        return frozenset(position for position, line in enumerate(self.lines) if id(line) in known) | self.named

    def _take(self, position: int) -> int:
        """Place the line at `position`; the number of lines that were used."""
        line = self.lines[position]
        title = title_of(line)
        if title is not None:
            again = printed_again(self.lines, position, self.current) if self.current is not None else 0
            self.named.update(range(position, position + max(again, 1)))
            if not again and not self._within_form(position):
                self._begin(title, line)
            return max(again, 1)
        heading = heading_layout(self.lines, position)
        if not self.refusing and (refusal := refused_heading(line)) is not None:
            self._refuse(refusal, line)
        if self.refusing and not self._form_in_report(line, heading is not None):
            self.named.add(position)
            return 1
        if len(line.filled) == 1 and self._captions_level(position):
            self.named.add(position)
            return 1
        if heading is not None:
            self.notes |= without_notes(self.lines, position, heading[0])
            halves = halves_of(self.lines, position, heading[1]) if heading[0].halved else None
            taken = heading[1] if halves is None else halves.lines
            self.named.update(range(position, position + taken))
            self._heading(heading[0] if halves is None else halves.halves[0].layout)
            if halves is not None:
                self._rows_of(halves)
            return taken
        if self._is_cut_off(line):
            return 1
        if self._awaits_total():
            line = parted_total(line)
        if not is_total(line) or not (self._is_subtotal(position) or self._total(line)):
            self._place(line)
        return 1

    def _captions_level(self, position: int) -> bool:
        """产出指标 in a line of its own above a table, or headings within it, without a column for it."""
        line, below = self.lines[position], position + 1
        if len(line.filled) > 1 or below == len(self.lines) or not dimension_of(line.filled[0][1]):
            return False
        heading = heading_layout(self.lines, below)
        return heading is not None and "level1" not in heading[0].columns

    def _rows_of(self, halves: Halves) -> None:
        """The rows of a table whose columns stand twice side by side."""
        segment = self._segment()
        segment.layouts.pop()
        for half in halves.halves:
            segment.layouts.append((len(segment.rows), half.layout))
            for line in half.rows:
                if not is_total(line) or not self._total(line):
                    self._row(line)

    def _is_cut_off(self, line: Line) -> bool:
        """The right part of a table whose left part stands above it, as a wide sheet is printed: nothing joins them."""
        current = self.current
        if current is None or current.layout is None or current.total is not None:
            return False
        if heads_right_part(line):
            current.cut_off = self.aside = True
        if self.aside:
            self.named.add(self.position)
        return self.aside

    def _awaits_total(self) -> bool:
        return self.current is not None and bool(self.current.rows) and self.current.total is None

    def _place(self, line: Line) -> None:
        """A line that is neither title nor heading nor total."""
        if self._awaits_total() and says_year(line):
            # Below the title, on each page.
            self.named.add(self.position)
            return
        if opens_head(line) and not self._in_head():
            if self._is_page_header(line):
                self.anew = line.first
                return
            self._close()
        if self._opens_funds(line):
            self._close()
            self._segment().head.append(line)
        elif (self._in_head() and is_head(line)) or self._is_late_goal(line):
            self._segment().head.append(line)
        elif self.current is not None and self.current.layout is None and not self.current.rows:
            self._before_table(line)
        else:
            self._row(line)

    def _is_late_goal(self, line: Line) -> bool:
        """The overall goal printed below the indicators: its headings, and the one row of texts under them."""
        current = self.current
        if current is None or not current.rows or current.total is not None:
            return False
        if heads_goals(line):
            self.late_goal = line
            return True
        if not current.head or current.head[-1] is not self.late_goal or line.loose:
            return False
        return not any(look_of(text) in ("number", "percent", *LABELS) for _, text in line.filled)

    def _within_form(self, position: int) -> bool:
        """A title printed again on a new page, or a text that reads like one: no head follows it."""
        current = self.current
        if current is None or not current.begun or current.total is not None:
            return False
        following = self.lines[position + 1 : position + 1 + _HEAD_WITHIN]
        return not any(opens_head(line) or fund_heading(line) for line in following)

    def _form_in_report(self, line: Line, is_heading: bool) -> bool:
        """A form printed within a report in prose."""
        if self.refused[-1].title.kind == "report" and not line.loose and (is_heading or opens_head(line)):
            self.refusing = False
            self.refused.pop()
        return not self.refusing

    def _is_page_header(self, line: Line) -> bool:
        """项目名称 or 填报单位 printed again above the table on a new page."""
        current = self.current
        if current is None or current.total is not None or not current.rows:
            return False
        if vocabulary().heads.get(first_key(line)) != "project":
            return True
        printed_before = {text for other in (*current.opening, *current.head) for _, text in other.filled}
        return all(text in printed_before for _, text in line.filled)

    def _opens_funds(self, line: Line) -> bool:
        """A fund table whose form's beginning is missing."""
        if line.loose or not (self.current is None or self.current.total is not None):
            return False
        return fund_heading(line) is not None or is_fund_row(line)

    def _is_subtotal(self, position: int) -> bool:
        """合计 of a part: a total of another name follows within the same form."""
        label = total_label(self.lines[position])
        if label not in _ALSO_SUBTOTALS or self.current is None or not self.current.rows:
            return False
        for line in self.lines[position + 1 :]:
            if title_of(line) is not None or opens_head(line):
                return False
            if is_total(line) and total_label(line) != label:
                return True
        return False

    def _in_head(self) -> bool:
        current = self.current
        if current is None or current.total is not None or current.rows:
            return current is None
        return current.layout is None

    def _segment(self) -> Segment:
        if self.current is None:
            self.aside = False
            self.current = Segment(begins=_first_address(self.lines[self.position]))
        return self.current

    def _begin(self, title: Title, line: Line) -> None:
        self.refusing = False
        if title.refused is not None:
            self._refuse(title, line)
            return
        before = self.current.head if self.current is not None and self.current.only_says_who else []
        if before:
            # 填报单位 and 填报日期 above the title.
            self.current = None
        elif self.current is not None and self.current.begun:
            self._close()
        self.unplaced.clear()
        segment = self._segment()
        segment.opening.extend(self._said_above())
        segment.opening.extend(before)
        segment.title, segment.title_line = title, line
        segment.opening.append(line)

    def _said_above(self) -> Sequence[Line]:
        """The lines 单位：万元 and （2023年度） above the title, where only other lone lines stand between."""
        said: list[Line] = []
        for place in range(self.position - 1, max(self.position - _HEAD_WITHIN, -1), -1):
            line = self.lines[place]
            if len(line.filled) > 1 or title_of(line) is not None:
                break
            if says_unit(line) or says_year(line):
                said.insert(0, line)
        return said

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
        if self.position and self._captions_level(self.position - 1):
            above = self.lines[self.position - 1]
            label = above.cells[above.filled[0][0]]
            layout = msgspec.structs.replace(layout, labels=(label, *layout.labels))
        segment = self._segment()
        self.anew = bool(segment.rows) and self.lines[self.position].first
        segment.layouts.append((len(segment.rows), layout))
        self.aside = False
        if any(look_of(text) == "number" for _, text in self.lines[self.position].filled):
            # A row was joined to the headings.
            segment.strays.append((len(segment.rows), self.lines[self.position]))

    def _total(self, line: Line) -> bool:
        current = self.current
        if current is not None and current.layout is None and not current.rows and current.head:
            return False
        if current is not None and current.total is not None:
            if not current.closing and _repeats(line, current.total):
                current.closing.append(line)
                return True
            self._close()
        segment = self._segment()
        self._adopt_unplaced(segment)
        segment.total = line
        return True

    def _before_table(self, line: Line) -> None:
        segment = self._segment()
        if len(line.filled) == 1 and says_page(line.filled[0][1]):
            return
        if segment.begun:
            segment.head.append(line)
        else:
            segment.opening.append(line)

    def _row(self, line: Line) -> None:
        current = self.current
        if current is not None and is_note(line):
            current.closing.append(line)
            return
        if label_key(line.filled[0][1]) in vocabulary().subtotals or _is_bare_total(line):
            return
        if current is not None and current.total is None:
            if line.first and line.filled[0][1] in self.running and _stands_alone(line):
                self.named.add(self.position)
            elif not line.loose or is_label_line(line):
                current.rows.append(self._begun_anew(line) if self.anew else line)
            else:
                current.strays.append((len(current.rows), line))
            return
        if self._begins_fragment(line):
            self._close()
            segment = self._segment()
            self._adopt_unplaced(segment)
            segment.rows.append(line)
            return
        if self.current is None and _stands_alone(line) and not line.filled[0][1].startswith(PROGRAMS_NOTE):
            self.running.add(line.filled[0][1])
        if line.loose:
            if self.current is not None:
                self.current.closing.append(line)
            self.unplaced.clear()
        else:
            self.unplaced.append(line)

    def _begun_anew(self, line: Line) -> Line:
        """A row below headings that a new page prints again is the first one after the break."""
        self.anew = False
        self.named.add(self.position)
        return msgspec.structs.replace(line, first=True)

    def _adopt_unplaced(self, segment: Segment) -> None:
        """Rows before the first sure row of a fragment: cut names, merged labels."""
        if self.unplaced and not segment.head and segment.layout is None:
            segment.rows[:0] = self.unplaced
            segment.begins = _first_address(self.unplaced[0])
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
        current = self.current
        if current is not None and current.is_form and not current.hollow:
            self.segments.append(current)
        elif current is not None and current.looks_like_one:
            first = (*current.opening, *current.head, *current.rows, *([current.total] if current.total else []))[0]
            self.dropped.append(Dropped(first.cells[first.filled[0][0]], titled=current.titled_table))
        self.current = None


def cut(lines: Sequence[Line]) -> Cutter:
    """The forms of a document as segments, the refused ones, and where something like a form was not understood."""
    cutter = Cutter(lines)
    cutter.run()
    if not cutter.notes:
        return cutter
    # Beside the head they were taken for parts of it.
    changed = (cutter.notes.get(place, line) for place, line in enumerate(lines))
    again = Cutter([line for line in changed if line is not None])
    again.run()
    return again


def _is_bare_total(line: Line) -> bool:
    """总分 without its figures: no end of a form, and no piece of a name."""
    return not line.loose and len(line.filled) == 1 and bool(total_label(line))


def _first_address(line: Line) -> Address:
    return next(iter(line.cells.values())).address


def _repeats(line: Line, total: Line) -> bool:
    """A total printed again: nothing in it that the one before does not say."""
    return {text for _, text in line.filled} <= {text for _, text in total.filled}


def _stands_alone(line: Line) -> bool:
    """One text with nothing directly above or below it."""
    return line.first and line.last and len(line.filled) == 1
