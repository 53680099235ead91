"""Rows of pipes that stand on several lines, because the cells of a web page hold paragraphs.

| 主管部门 | 某局 | 实施单位 | 某所 |||       every row has the same number of pipes, merged cells filled up at its end,
| 项目名称 |                              so that a row goes on until it has them all
道路养护 |
||||
"""

from bisect import bisect_right
from collections.abc import Sequence

import msgspec

from perflint.documents.model import Address

# So many lines have all pipes of a row, and so many pipes has a row at the least.
_LEAST_WHOLE = 4
_LEAST_PIPES = 4
# A table of so many rows would show blank cells in the middle.
_LEAST_TABLE = 8


class TextRow(msgspec.Struct, frozen=True):
    """The text of a row, which may stand on several lines; `begins` has (place in the text, number of the line)."""

    text: str
    begins: tuple[tuple[int, int], ...]

    def address(self, place: int) -> Address:
        """Where the character at a place of the text stands in the file."""
        number = bisect_right(self.begins, place, key=lambda one: one[0]) - 1
        start, line = self.begins[number]
        return Address("line", line, place - start + 1)


def one_line(text: str, number: int) -> TextRow:
    """A row that stands on one line."""
    return TextRow(text, ((0, number),))


def whole_rows(lines: Sequence[str]) -> list[TextRow] | None:
    """The rows of a text, what stands outside of them as rows of their own; None unless some are cut, and all come out.

    A row that is open goes on over lines without a pipe, blank ones too.
    """
    pipes = [line.count("|") for line in lines]
    width = max(pipes, default=0)
    if width < _LEAST_PIPES or pipes.count(width) < _LEAST_WHOLE:
        return None
    rows: list[TextRow] = []
    parts: list[tuple[int, str]] = []
    count, cut = 0, False
    for number, (line, own) in enumerate(zip(lines, pipes, strict=True), 1):
        parts.append((number, line))
        count += own
        if count > width:
            return None
        if count in (0, width):
            cut = cut or len(parts) > 1
            rows.append(_joined(parts))
            parts, count = [], 0
    return rows if cut and not parts else None


def leaves_no_trace(filled: Sequence[Sequence[bool]]) -> bool:
    """Whether blank cells seem to have been moved to the ends of their rows: none stands between filled ones."""
    ragged = [row for row in filled if not all(row)]
    many = len(filled) >= _LEAST_TABLE and len(ragged) * 2 > len(filled)
    return many and all(sorted(row, reverse=True) == list(row) for row in ragged)


def _joined(parts: Sequence[tuple[int, str]]) -> TextRow:
    begins = []
    place = 0
    for number, line in parts:
        begins.append((place, number))
        place += len(line) + 1
    return TextRow("\n".join(line for _, line in parts), tuple(begins))
