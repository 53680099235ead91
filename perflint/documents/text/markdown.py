"""Markdown: tables of pipes, everything else as paragraphs.

| 项目名称 | 道路养护 |     a table row of two cells; blanks around a cell's text are padding
|---|:---:|               the line under the head is drawing, not content
a \\| in a cell is a pipe, a <br> is a line break, **bold** marks the whole of a cell and is no content

# 自评表                   the marks of a heading are no content either

项目名称 | 道路养护         over a drawn line, and in the rows under it, the outer pipes may be missing
---------|---------

| a | b | | c | d |       rows run together on one line, as some converters print them, come apart again where the
                          drawn line, or the row above, says how wide a row is
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from perflint.documents.interface import Source
from perflint.documents.model import Address, Cell, Document, Paragraph, Row, Table
from perflint.documents.text.lines import is_blank, paragraph

_PIPE = re.compile(r"(?<!\\)\|")
_DRAWING = frozenset("|-: ")
_DRAWN_CELL = re.compile(r"\s*:?-{2,}:?\s*")
_DRAWN_RUN = re.compile(r"\|[ ]*\|(?:[ ]*:?-{2,}:?[ ]*\|)+[ ]*(?:\||$)")
# Marks around a whole text; a lone asterisk is what forms print for a figure that is kept secret.
_HEADING = re.compile(r" {0,3}#{1,6}[ ]+(?P<text>[^#\s].*?)(?:[ ]+#+)?[ ]*")
_BOLD = re.compile(r"(?P<mark>\*\*|__)(?P<text>[^*_\s](?:[^*_]*[^*_\s])?)(?P=mark)")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)

Piece = tuple[str, int]
"""What stands between two pipes, and where it begins in its line (from 0)."""


class MarkdownText:
    """The reader of Markdown with pipe tables."""

    format = "md"

    def recognises(self, source: Source) -> bool:
        """Whether there is a table, and no tab in the text.

        A table is two lines with pipes in front and behind, a line with pipes over a drawn one, or a line that holds
        several rows and a drawn one.
        """
        if "\t" in source.text or "|" not in source.text:
            return False
        if sum(map(_is_row, source.lines)) >= 2 or any(map(_DRAWN_RUN.search, source.lines)):
            return True
        return any(_heads_table(line, below) for line, below in pairwise(source.lines))

    def read(self, source: Source) -> Document:
        """One table per run of pipe rows, one paragraph per other line. Raises InputTooLarge."""
        blocks: list[Table | Paragraph] = []
        rows: list[Row] = []
        width = 0
        for number, (line, below) in enumerate(pairwise([*source.lines, ""]), 1):
            if _is_row(line) or (rows and _PIPE.search(line)) or _heads_table(line, below):
                if len(rows) == 1 and _is_drawing(line):
                    continue
                for pieces in _rows_of(_pieces(line), width):
                    if rows or not _is_drawn(pieces):
                        rows.append(_row(pieces, number))
                width = width or (len(rows[0].cells) if rows else 0)
                continue
            if rows:
                blocks.append(Table(tuple(rows)))
                rows, width = [], 0
            if not is_blank(line):
                blocks.append(_paragraph(line, number))
        if rows:
            blocks.append(Table(tuple(rows)))
        return Document(path=source.path, format=self.format, blocks=tuple(blocks), notices=source.notices)


def _paragraph(line: str, number: int) -> Paragraph:
    text, start = line, 0
    if heading := _HEADING.fullmatch(line):
        text, start = heading["text"], heading.start("text")
    text, marks = _without_bold(text)
    return paragraph(text, number, start + marks + 1)


def _without_bold(text: str) -> tuple[str, int]:
    """The text, and how many characters of marks stood in front of it."""
    bold = _BOLD.fullmatch(text)
    return (bold["text"], bold.start("text")) if bold else (text, 0)


def _is_row(line: str) -> bool:
    text = line.strip()
    return len(text) > 1 and text.startswith("|") and text.endswith("|")


def _is_drawing(line: str) -> bool:
    return "-" in line and set(line) <= _DRAWING


def _heads_table(line: str, below: str) -> bool:
    return "|" in below and _is_drawing(below) and not _is_drawing(line) and bool(_PIPE.search(line))


def _pieces(line: str) -> list[Piece]:
    """A line cut at its pipes; what is missing outside of the outer ones makes no cell."""
    edges = [-1, *(match.start() for match in _PIPE.finditer(line)), len(line)]
    pieces = [(line[left + 1 : right], left + 1) for left, right in pairwise(edges)]
    first = 0 if pieces[0][0].strip() else 1
    last = len(pieces) if pieces[-1][0].strip() else len(pieces) - 1
    return pieces[first:last]


def _rows_of(pieces: list[Piece], width: int) -> Iterator[list[Piece]]:
    """The rows that stand on one line, without the drawn one between them."""
    drawn = [bool(_DRAWN_CELL.fullmatch(text)) for text, _ in pieces]
    if any(drawn) and not all(drawn):
        width = _drawn_width(drawn) or width
    step = width + 1
    joints = pieces[width::step]
    if not width or len(pieces) <= width or (len(pieces) + 1) % step or any(text.strip() for text, _ in joints):
        yield pieces
        return
    for start in range(0, len(pieces), step):
        row = pieces[start : start + width]
        if not (start == step and _is_drawn(row)):
            yield row


def _drawn_width(drawn: Sequence[bool]) -> int:
    """The width of the first run of drawn cells, where it is as long as the row before it."""
    start = drawn.index(True)
    end = next((at for at in range(start, len(drawn)) if not drawn[at]), len(drawn))
    return end - start if end - start == start - 1 else 0


def _is_drawn(pieces: Sequence[Piece]) -> bool:
    return _is_drawing("".join(text for text, _ in pieces))


def _row(pieces: Sequence[Piece], number: int) -> Row:
    cells = []
    for column, (padded, start) in enumerate(pieces):
        text, marks = _without_bold(padded.strip())
        at = start + 1 + (len(padded) - len(padded.lstrip()) + marks if text else 0)
        cells.append(Cell(_BREAK.sub("\n", text.replace("\\|", "|")), Address("line", number, at), column))
    return Row(tuple(cells))
