"""Tables in which every cell of a merged range prints the range's text again, as some converters write them.

Such a table shows itself by its title, printed in every column, or by the value of a head. Then the repeated cells of
its head are one cell again; in the rows under headings only those are whose headings repeat as well, and the label of a
total: name, target and actual of an indicator may be the same.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from perflint.forms.fund_headings import fund_heading
from perflint.forms.grid import Line
from perflint.forms.layout import heading_layout
from perflint.forms.looks import LABELS, look_of
from perflint.forms.vocabulary import label_key, vocabulary

_SHORTEST = 4
_LONGEST_VALUE = 12
_TWICE = 2
# How many columns a table has at least whose title is told by being printed in each of them.
_WIDE = 5
_TEXTS = LABELS | {"word", "sentence", "frame"}

_OF_INDICATORS = LABELS | {"number", "percent", "value", "compared"}


def collapsed(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines, in which the tables that repeat merged cells have each of them once."""
    repeating = {line.block for line in lines if len(line.filled) > _TWICE and not line.loose and _shows_it(line)}
    if not repeating:
        return lines
    result: list[Line] = []
    for block, group in groupby(lines, key=lambda line: line.block):
        own = list(group)
        result.extend(_collapsed(own) if block in repeating else own)
    return result


def _shows_it(line: Line) -> bool:
    """Whether one text stands in each of many cells, or three times behind the label of a head."""
    texts = [text for _, text in line.filled]
    if len(texts[0]) < _SHORTEST or not _is_text(texts[-1]):
        return False
    if texts[0] == texts[-1]:
        return texts.count(texts[0]) == len(texts) >= _WIDE
    values = len(texts) - texts.count(texts[0])
    return label_key(texts[0]) in vocabulary().heads and texts.count(texts[-1]) == values > _TWICE


def _is_text(text: str) -> bool:
    """No figure, and no value that its neighbour may well share."""
    return look_of(text) in _TEXTS or len(text) > _LONGEST_VALUE


def _collapsed(lines: Sequence[Line]) -> Iterator[Line]:
    groups: frozenset[int] = frozenset()
    below = False
    for line in lines:
        once = _without(line, _repeats(line))
        if heading_layout([once], 0) is not None:
            below, groups = True, _repeats(line)
        elif fund_heading(once) is not None:
            groups = _repeats(line)
        elif below and _may_be_indicator(line):
            once = _without(line, _repeats(line, figures=True) & groups)
        else:
            once = _without(line, _repeats(line) | (_repeats(line, figures=True) & groups))
        yield once


def _may_be_indicator(line: Line) -> bool:
    """A row with labels or figures that does not begin with one text three times, as a total does."""
    leading = {text for _, text in line.filled[: _TWICE + 1]}
    return len(leading) > 1 and any(look_of(text) in _OF_INDICATORS for _, text in line.filled)


def _repeats(line: Line, *, figures: bool = False) -> frozenset[int]:
    """The columns whose text stands directly left of them as well; figures only where `figures` says so."""
    return frozenset(
        column
        for (left, before), (column, text) in pairwise(line.filled)
        if text == before and column == left + 1 and (figures or _is_text(text))
    )


def _without(line: Line, columns: frozenset[int]) -> Line:
    if not columns:
        return line
    cells = {column: cell for column, cell in line.cells.items() if column not in columns}
    texts = {column: text for column, text in line.texts.items() if column not in columns}
    return line.having(cells, texts)
