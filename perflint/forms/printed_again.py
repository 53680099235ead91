"""A form's title and head printed once more above the headings of its next page, funds and goals perhaps included."""

from collections.abc import Sequence

from perflint.forms.grid import Line
from perflint.forms.head_lines import opens_head
from perflint.forms.layout import heading_layout
from perflint.forms.segment import Segment

# No head has more lines.
_LONGEST_HEAD = 40


def printed_again(lines: Sequence[Line], position: int, form: Segment) -> int:
    """How many lines from a title on say nothing that the form's head does not; 0 where another form begins there.

    A copy of the form begins with its first indicator, the next page with another one.
    """
    if form.total is not None or not form.rows:
        return 0
    before = {text for line in (*form.opening, *form.head) for _, text in line.filled}
    heads = False
    for place in range(position, min(position + _LONGEST_HEAD, len(lines))):
        if heads and (found := heading_layout(lines, place)) is not None:
            below = place + found[1]
            copied = below == len(lines) or _texts(lines[below]) == _texts(form.rows[0])
            return 0 if copied else place - position
        if not before.issuperset(_texts(lines[place])):
            return 0
        heads = heads or opens_head(lines[place])
    return 0


def _texts(line: Line) -> list[str]:
    return [text for _, text in line.filled]
