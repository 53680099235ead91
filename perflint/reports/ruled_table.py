"""A table with ruled lines for a terminal, drawn line by line.

Cheap where a general one measures every cell several times over: a run may have thousands of findings.
"""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

import msgspec
from rich.cells import cell_len

from perflint.reports.wrapping import wrap

# Codes of terminal styles.
BOLD, DIM, RED, YELLOW, GREEN, CYAN = "1", "2", "31", "33", "32", "36"
_PADDING = 2


class Paragraph(msgspec.Struct, frozen=True):
    """A text that begins on a line of its own; `label` stands in front of it in a style of its own."""

    text: str
    style: str = ""
    label: str = ""
    label_style: str = DIM

    def lines(self, width: int, *, colour: bool) -> Iterator[tuple[str, int]]:
        """The lines as painted, each with the columns that it takes."""
        for number, line in enumerate(wrap(self.label + self.text, width)):
            size = cell_len(line)
            if number == 0 and self.label and line.startswith(self.label):
                painted = paint(self.label, self.label_style, colour=colour)
                yield painted + paint(line[len(self.label) :], self.style, colour=colour), size
            else:
                yield paint(line, self.style, colour=colour), size

    @property
    def natural(self) -> int:
        """The columns that its longest line would like."""
        return max(cell_len(line) for line in (self.label + self.text).split("\n"))


Cell = Sequence[Paragraph]


def paint(text: str, style: str, *, colour: bool) -> str:
    """`text` in a style, which is codes with semicolons between them."""
    return f"\x1b[{style}m{text}\x1b[0m" if colour and style and text else text


def draw(
    head: Sequence[str], rows: Sequence[Sequence[Cell]], limits: Sequence[int], width: int, *, colour: bool
) -> str:
    """The table, `width` columns wide: columns take what they need up to `limits`, the last one takes the rest."""
    titles = [(Paragraph(title, BOLD),) for title in head]
    widths = _widths([titles, *rows], limits, width)
    bars = ["─" * (size + _PADDING) for size in widths]
    upper, middle, lower = (
        paint(left + joint.join(bars) + right, DIM, colour=colour) + "\n"
        for left, joint, right in ("╭┬╮", "├┼┤", "╰┴╯")
    )
    return upper + middle.join(_row(row, widths, colour=colour) for row in (titles, *rows)) + lower


def _widths(rows: Sequence[Sequence[Cell]], limits: Sequence[int], width: int) -> list[int]:
    # On a narrow terminal the last column, which has the sentences, still gets about half.
    limits = [min(limit, max(4, width // 4)) for limit in limits]
    sizes = [
        min(limit, max((paragraph.natural for row in rows for paragraph in row[column]), default=0))
        for column, limit in enumerate(limits)
    ]
    rest = width - sum(sizes) - (len(sizes) + 1) * (_PADDING + 1) - 1
    return [*sizes, max(4, rest)]


def _row(row: Sequence[Cell], widths: Sequence[int], *, colour: bool) -> str:
    columns = [
        [line for paragraph in cell for line in paragraph.lines(size, colour=colour)]
        for cell, size in zip(row, widths, strict=True)
    ]
    bar = paint("│", DIM, colour=colour)
    text = ""
    for pieces in zip_longest(*columns, fillvalue=("", 0)):
        for (painted, taken), size in zip(pieces, widths, strict=True):
            text += f"{bar} {painted}{' ' * (size - taken)} "
        text += f"{bar}\n"
    return text
