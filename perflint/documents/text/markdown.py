"""Markdown: tables of pipes, everything else as paragraphs.

| 项目名称 | 道路养护 |     a table row of two cells; blanks around a cell's text are padding
|---|:---:|               the line under the head is drawing, not content
a \\| in a cell is a pipe, a \\> or \\~ the mark itself, a <br> is a line break, $\\geq 95\\%$ is ≥95%, and
**bold** marks the whole of a cell and is no content

# 自评表                   the marks of a heading are no content either

项目名称 | 道路养护         over a drawn line, and in the rows under it, the outer pipes may be missing
---------|---------

项目名称 | 道路养护 | ||     several lines with three pipes and more need no drawn line; short rows are filled up
|年度资金总额|80|            among such lines a pipe in front parts off a blank cell

| a | b | | c | d |       rows run together on one line, as some converters print them, come apart again where the
                          drawn line, or the row above, says how wide a row is, where the blank between two rows is
                          narrower than an empty cell, or where one width alone fits the whole line

｜ and │ are pipes as well (see `ruled`)

| 项目名称 |               a row goes on over several lines where every row has the same number of pipes
道路养护 ||
"""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from perflint.documents.formulas import plain
from perflint.documents.interface import Source
from perflint.documents.model import Cell, Document, Paragraph, Row, Table
from perflint.documents.text.cut_rows import TextRow, leaves_no_trace, one_line, whole_rows
from perflint.documents.text.lines import is_blank, paragraph
from perflint.documents.text.ruled import is_frame, rows_between, with_pipes
from perflint.language import Bilingual
from perflint.patterns import pattern

_PIPE = pattern(r"(?<!\\)\|")
_DRAWING = frozenset("|-: ")
_DRAWN_CELL = pattern(r"\s*:?-{2,}:?\s*")
_DRAWN_RUN = pattern(r"\|[ ]*\|(?:[ ]*:?-{2,}:?[ ]*\|)+[ ]*(?:\||$)")
# Marks around a whole text; a lone asterisk is what forms print for a figure that is kept secret.
_HEADING = pattern(r" {0,3}#{1,6}[ ]+(?P<text>[^#\s].*?)(?:[ ]+#+)?[ ]*")
_BOLD = pattern(r"(?P<mark>\*\*|__)(?P<text>[^*_\s](?:[^*_]*[^*_\s])?)(?P=mark)")
# Every mark may stand behind a backslash: \>=, 10\~20, \*.
_ESCAPED = pattern(r"\\([!-/:-@\[-`{-~])")
_BREAK = pattern(r"<br\s*/?>", re.IGNORECASE)

# A table on one line: of how many cells and rows at least, and how wide.
_LONG_RUN = 20
_ROWS_IN_RUN = 4
_NARROWEST_RUN = 4
# A table whose lines have no pipe in front: so many lines with so many pipes each.
_LEAST_ROWS = 4
_LEAST_PIPES = 3

NO_TRACE = Bilingual("空单元格没有留下痕迹，列可能认错", "empty cells left no trace, so columns may be mistaken")

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
        source = with_pipes(source)
        if "\t" in source.text or "|" not in source.text:
            return False
        if sum(map(is_pipe_row, source.lines)) >= 2 or any(map(_DRAWN_RUN.search, source.lines)):
            return True
        if sum(map(_has_columns, source.lines)) >= _LEAST_ROWS:
            return True
        if any(_run_together(_pieces(line)) for line in source.lines if line.count("|") > _LONG_RUN):
            return True
        return any(_heads_table(line, below) for line, below in pairwise(source.lines))

    def read(self, source: Source) -> Document:
        """One table per run of pipe rows, one paragraph per other line. Raises InputTooLarge."""
        source = with_pipes(source)
        blocks = _blocks_of(whole_rows(source.lines) or []) or _blocks(source)
        return Document(path=source.path, format=self.format, blocks=tuple(blocks), notices=source.notices)


def _blocks(source: Source) -> list[Table | Paragraph]:
    blocks: list[Table | Paragraph] = []
    run: list[tuple[int, str]] = []
    above = _above_rows(source.lines)
    for number, (line, below) in enumerate(pairwise([*source.lines, ""]), 1):
        in_table = is_pipe_row(line) or _has_columns(line) or (run and _PIPE.search(line)) or is_frame(line)
        if in_table or number in above or _heads_table(line, below):
            run.append((number, line))
            continue
        if run:
            blocks.append(pipe_table(run))
            run = []
        if not is_blank(line):
            blocks.append(_paragraph(line, number))
    if run:
        blocks.append(pipe_table(run))
    return blocks


def _above_rows(lines: Sequence[str]) -> frozenset[int]:
    """The numbers of lines with a pipe or two directly above rows without one in front: 项目名称|道路养护."""
    found: set[int] = set()
    for number in range(len(lines) - 1, 0, -1):
        line, below = lines[number - 1].strip(), lines[number].strip()
        on_row = number + 1 in found or (_has_columns(below) and not below.startswith("|"))
        if on_row and not line.startswith("|") and _PIPE.search(line):
            found.add(number)
    return frozenset(found)


def _blocks_of(rows: Sequence[TextRow]) -> list[Table | Paragraph]:
    """The same of rows that were put together from several lines each."""
    blocks: list[Table | Paragraph] = []
    for tabular, group in groupby(rows, lambda row: "|" in row.text):
        run = list(group)
        if tabular:
            blocks.append(_table([_row(_pieces(row.text), row) for row in run if not _is_drawing(row.text)]))
        else:
            blocks += [_paragraph(row.text, row.begins[0][1]) for row in run if not is_blank(row.text)]
    return blocks


def is_pipe_row(line: str) -> bool:
    """Whether the line has pipes in front and behind."""
    text = line.strip()
    return len(text) > 1 and text.startswith("|") and text.endswith("|")


def _has_columns(line: str) -> bool:
    """Whether pipes part the line into several cells, though none stands in front."""
    return len(_PIPE.findall(line)) >= _LEAST_PIPES


def pipe_table(lines: Sequence[tuple[int, str]]) -> Table:
    """The table of lines that stand together, each with its number in the text."""
    rows: list[Row] = []
    if any(is_frame(line) for _, line in lines):
        return _table([_drawn_row(own) for own in rows_between(lines)])
    outer = _outer_pipes([line for _, line in lines])
    cut = [(number, line, _pieces(line, *outer)) for number, line in lines]
    width = _width([(line, pieces) for _, line, pieces in cut])
    for number, line, pieces in cut:
        if len(rows) == 1 and _is_drawing(line):
            continue
        rows.extend(
            _row(part, one_line(line, number)) for part in _rows_of(pieces, width) if rows or not _is_drawn(part)
        )
    return _table(rows)


def _outer_pipes(lines: Sequence[str]) -> tuple[bool, bool]:
    """Whether a pipe in front of a row, and one behind it, stands outside of its cells.

    Where they are separators alone, all rows have as many pipes and some begin with a text, or most begin with one, or
    those that begin with a pipe mostly end with a text.
    """
    if any(map(_is_drawing, lines)):
        return True, True
    texts = [line.strip() for line in lines]
    piped = [text for text in texts if text.startswith("|")]
    plain = [text for text in texts if not text.startswith("|")]
    of_piped, of_plain = ({len(_PIPE.findall(text)) for text in some} for some in (piped, plain))
    if len(plain) > 1 and len(of_piped | of_plain) == 1:
        return False, all(text.endswith("|") for text in texts)
    if len(of_piped) == len(of_plain) == 1 and max(of_plain) < max(of_piped):
        # Some rows lost the pipe in front.
        return True, True
    closed = sum(text.endswith("|") for text in piped)
    return len(plain) <= len(piped) and (len(plain) <= 1 or closed * 2 >= len(piped)), True


def _drawn_row(lines: Sequence[tuple[int, str]]) -> Row:
    """A row of a drawn table, whose cells may go on over several lines."""
    parts = [_row(_pieces(line), one_line(line, number)).cells for number, line in lines]
    cells = []
    for column in range(max(map(len, parts))):
        own = [part[column] for part in parts if column < len(part)]
        said = [cell for cell in own if cell.text] or own[:1]
        cells.append(Cell("\n".join(cell.text for cell in said), said[0].address, column))
    return Row(tuple(cells))


def _table(rows: Sequence[Row]) -> Table:
    unsure = leaves_no_trace([[bool(cell.text) for cell in row.cells] for row in rows])
    return Table(tuple(rows), doubt=NO_TRACE if unsure else None)


def _width(lines: Sequence[tuple[str, list[Piece]]]) -> int:
    """How wide the rows are: as the first over a drawn line, or over lines that are as wide or several such; else 0."""
    width = len(lines[0][1])
    if width <= 1 or _run_together(lines[0][1]):
        return 0
    drawn = len(lines) > 1 and _is_drawing(lines[1][0])
    even = all(len(pieces) <= width or (len(pieces) + 1) % (width + 1) == 0 for _, pieces in lines)
    return width if drawn or even else 0


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


def _is_drawing(line: str) -> bool:
    return "-" in line and set(line) <= _DRAWING


def _heads_table(line: str, below: str) -> bool:
    return "|" in below and _is_drawing(below) and not _is_drawing(line) and bool(_PIPE.search(line))


def _pieces(line: str, before: bool = True, behind: bool = True) -> list[Piece]:
    """A line cut at its pipes; what is missing outside of the outer ones makes no cell.

    `before` and `behind` say whether a pipe at that end is an outer one.
    """
    edges = [-1, *(match.start() for match in _PIPE.finditer(line)), len(line)]
    pieces = [(line[left + 1 : right], left + 1) for left, right in pairwise(edges)]
    first = int(before and not pieces[0][0].strip())
    last = len(pieces) - int(behind and not pieces[-1][0].strip())
    return pieces[first:last]


def _rows_of(pieces: list[Piece], width: int) -> Iterator[list[Piece]]:
    """The rows that stand on one line, without the drawn one between them."""
    drawn = [bool(_DRAWN_CELL.fullmatch(text)) for text, _ in pieces]
    if any(drawn) and not all(drawn):
        width = _drawn_width(drawn) or width
    if not width and (parts := _run_together(pieces)):
        yield from parts
        return
    step = width + 1
    joints = pieces[width::step]
    if not width or len(pieces) <= width or (len(pieces) + 1) % step or any(text.strip() for text, _ in joints):
        yield pieces
        return
    for start in range(0, len(pieces), step):
        row = pieces[start : start + width]
        if not (start == step and _is_drawn(row)):
            yield row


def _run_together(pieces: Sequence[Piece]) -> list[list[Piece]]:
    """The rows of a long line that holds a whole table, none where the line itself does not tell them.

    Printed as `| a |  | | b | c |`, an empty cell is wider than the joint of two rows. Where both look alike, one
    width must fit: a blank after every so many cells, to the end.
    """
    if len(pieces) < _LONG_RUN:
        return []
    blanks = {text for text, _ in pieces if not text.strip()}
    joint = min(blanks, key=len, default="")
    if len(blanks) > 1 and len(joint) <= 1:
        rows: list[list[Piece]] = [[]]
        for piece in pieces:
            if piece[0] == joint:
                rows.append([])
            else:
                rows[-1].append(piece)
        return [row for row in rows if row] if len(rows) >= _ROWS_IN_RUN else []
    for width in range(_NARROWEST_RUN, len(pieces) // _ROWS_IN_RUN + 1):
        step = width + 1
        if (len(pieces) + 1) % step == 0 and not any(text.strip() for text, _ in pieces[width::step]):
            return [list(pieces[start : start + width]) for start in range(0, len(pieces), step)]
    return []


def _drawn_width(drawn: Sequence[bool]) -> int:
    """The width of the first run of drawn cells, where it is as long as the row before it."""
    start = drawn.index(True)
    end = next((at for at in range(start, len(drawn)) if not drawn[at]), len(drawn))
    return end - start if end - start == start - 1 else 0


def _is_drawn(pieces: Sequence[Piece]) -> bool:
    return _is_drawing("".join(text for text, _ in pieces))


def _row(pieces: Sequence[Piece], row: TextRow) -> Row:
    cells = []
    for column, (padded, start) in enumerate(pieces):
        text, marks = _without_bold(padded.strip())
        place = start + (len(padded) - len(padded.lstrip()) + marks if text else 0)
        if "\\" in text or "$" in text:
            text = _ESCAPED.sub(r"\1", plain(text))
        cells.append(Cell(_BREAK.sub("\n", text), row.address(place), column))
    return Row(tuple(cells))
