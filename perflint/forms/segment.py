"""A form as it is cut out of a document: its lines, by part."""

import msgspec

from perflint.documents.model import Address, Cell
from perflint.forms.fund_headings import fund_heading, heads_list
from perflint.forms.grid import Line
from perflint.forms.head_lines import first_key, opens_head
from perflint.forms.kinds import Title
from perflint.forms.layout import Layout
from perflint.forms.looks import look_of
from perflint.forms.vocabulary import dimension_of, subdimension_of, vocabulary

# 总分 with a weight and a score beside it is the tail of a form, even alone.
_LONE_TOTAL = 2
# As many rows with figures hold more than instructions do.
_LEAST_ROWS = 6
_FIGURES = frozenset(("number", "percent"))
# Titles of lists of forms.
_LISTS = ("汇总", "一览", "统计", "目录", "清单", "填报情况", "名单", "说明")


class Segment(msgspec.Struct, eq=False):
    """The lines of one form by part.

    opening  titles and year above the head; heads, funds and goals are all in `head`
    layouts  the headings of the indicator table, each with the number of rows before it; a page may print them anew
    strays   loose lines between indicator rows that are no part of the table (`[illegible]`),
             each with the number of rows before it
    begins   the first cell of the line that opened it
    cut_off  the right part of the table stands apart from it and was not read
    """

    begins: Address | None = None
    title: Title | None = None
    title_line: Line | None = None
    opening: list[Line] = msgspec.field(default_factory=list)
    head: list[Line] = msgspec.field(default_factory=list)
    layouts: list[tuple[int, Layout]] = msgspec.field(default_factory=list)
    rows: list[Line] = msgspec.field(default_factory=list)
    strays: list[tuple[int, Line]] = msgspec.field(default_factory=list)
    total: Line | None = None
    closing: list[Line] = msgspec.field(default_factory=list)
    cut_off: bool = False

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
            return self.begun and (self.layout is not None or not any(map(heads_list, self.head)))
        if self.layout is not None:
            return bool(self.rows) and bool(self.layout.columns.keys() & {"level1", "level2", "weight", "score"})
        if any(fund_heading(line) for line in self.head):
            return True
        if any(dimension_of(text) or subdimension_of(text) for line in self.rows for _, text in line.filled):
            return True
        return self.total is not None and len(self.total.filled) > _LONE_TOTAL

    @property
    def only_says_who(self) -> bool:
        """A line about who answers for the form, without any other part of one."""
        if self.title is not None or self.layouts or self.rows or self.total is not None or len(self.head) != 1:
            return False
        return vocabulary().heads.get(first_key(self.head[0])) in ("department", "unit")

    @property
    def looks_like_one(self) -> bool:
        """Not enough to read as a form, yet too much to pass over: a total, or a project's head."""
        return self.total is not None or any(opens_head(line) for line in self.head) or self.titled_table

    @property
    def titled_table(self) -> bool:
        """A form's title, and below it a table that says nothing to us; a list of several forms is none."""
        if self.title is None:
            return False
        rows = [line for line in (*self.opening, *self.head) if not line.loose and len(line.filled) > _LONE_TOTAL]
        figured = [line for line in rows if any(look_of(text) in _FIGURES for _, text in line.filled[1:])]
        if len(figured) < _LEAST_ROWS or any(map(heads_list, rows)):
            return False
        title = "" if self.title_line is None else self.title_line.filled[0][1]
        return not any(word in title for word in _LISTS)

    @property
    def hollow(self) -> bool:
        """A title with heads, and neither amounts, indicators nor a total: nothing that could be judged."""
        return (
            not self.rows
            and self.layout is None
            and self.total is None
            and self.titled_table
            and not any(fund_heading(line) for line in self.head)
        )


class Dropped(msgspec.Struct, frozen=True):
    """What looks like a form without being read as one: where it begins, and whether it is called one."""

    cell: Cell
    titled: bool


class Refused(msgspec.Struct, frozen=True):
    """A form of a kind that is not judged, and where it begins."""

    title: Title
    cell: Cell
