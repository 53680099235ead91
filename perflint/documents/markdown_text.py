"""Markdown: tables of pipes, everything else as paragraphs.

| 项目名称 | 道路养护 |     a table row of two cells; blanks around a cell's text are padding
|---|:---:|               the line under the head is drawing, not content
a \\| in a cell is a pipe, a <br> is a line break
"""

import re
from itertools import pairwise

from perflint.documents.interface import Source
from perflint.documents.lines import is_blank, paragraph
from perflint.documents.model import Address, Cell, Document, Paragraph, Row, Table

_PIPE = re.compile(r"(?<!\\)\|")
_DRAWING = frozenset("|-: ")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)


class MarkdownText:
    """The reader of Markdown with pipe tables."""

    format = "md"

    def recognises(self, source: Source) -> bool:
        """Whether there are two lines with pipes in front and behind, and no tab in the text."""
        return "\t" not in source.text and sum(map(_is_row, source.lines)) >= 2

    def read(self, source: Source) -> Document:
        """One table per run of pipe rows, one paragraph per other line. Raises InputTooLarge."""
        blocks: list[Table | Paragraph] = []
        rows: list[Row] = []
        for number, line in enumerate(source.lines, 1):
            if _is_row(line):
                if len(rows) > 1 or not _is_drawing(line):
                    rows.append(_row(line, number))
                continue
            if rows:
                blocks.append(Table(tuple(rows)))
                rows = []
            if not is_blank(line):
                blocks.append(paragraph(line, number))
        if rows:
            blocks.append(Table(tuple(rows)))
        return Document(path=source.path, format=self.format, blocks=tuple(blocks), notices=source.notices)


def _is_row(line: str) -> bool:
    text = line.strip()
    return len(text) > 1 and text.startswith("|") and text.endswith("|")


def _is_drawing(line: str) -> bool:
    return "-" in line and set(line) <= _DRAWING


def _row(line: str, number: int) -> Row:
    edges = [match.start() for match in _PIPE.finditer(line)]
    if line[edges[-1] + 1 :].strip():
        edges.append(len(line))
    cells = []
    for column, (left, right) in enumerate(pairwise(edges)):
        padded = line[left + 1 : right]
        text = padded.strip()
        start = left + 2 + (len(padded) - len(padded.lstrip()) if text else 0)
        cells.append(Cell(_BREAK.sub("\n", text.replace("\\|", "|")), Address("line", number, start), column))
    return Row(tuple(cells))
