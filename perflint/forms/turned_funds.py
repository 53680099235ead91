"""A fund table that is turned: the sources side by side, 年初预算数, 全年预算数 and 全年执行数 in rows below them.

Without sources each row prints one amount, which is the total's.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from perflint.documents.model import Cell
from perflint.forms.compact_funds import MONEY
from perflint.forms.fund_labels import fund_key, money_heading, names_money
from perflint.forms.grid import Line
from perflint.forms.looks import look_of
from perflint.forms.vocabulary import label_key

_FIGURES = ("number", "percent", "dash")
_LEAST_ROWS = 2
_OWN_WORDS = ("支出", "经费", "预算", "本级")


class Turned(NamedTuple):
    """The lines of a turned table by their place in the head, and its cells by source; no source where none is sure."""

    places: frozenset[int]
    sources: tuple[tuple[Cell, dict[str, Cell]], ...]


class _Row(NamedTuple):
    meaning: str
    label: Cell
    figures: dict[int, Cell]


def turned_funds(head: Sequence[Line]) -> Turned | None:
    """The first turned table of a head."""
    for first, rows in _runs(head):
        meanings = [row.meaning for row in rows]
        if len(set(meanings) & set(MONEY)) < _LEAST_ROWS or len(set(meanings)) != len(meanings):
            continue
        above = head[first - 1] if first else None
        places = frozenset(range(first, first + len(rows)))
        columns = sorted({column for row in rows for column in row.figures})
        labels = _sources(above, columns) if above is not None and not above.loose else {}
        if labels:
            return Turned(places | {first - 1}, tuple(_by_source(labels, rows)))
        if len(columns) == 1:
            return Turned(places, ((rows[0].label, {row.meaning: row.figures[columns[0]] for row in rows}),))
        return Turned(frozenset(), ())
    return None


def _runs(head: Sequence[Line]) -> Iterator[tuple[int, list[_Row]]]:
    """The rows that follow one another, each with the place of its first."""
    run: list[_Row] = []
    for place, line in enumerate(head):
        row = _row(line)
        if row is not None:
            run.append(row)
            continue
        if len(run) >= _LEAST_ROWS:
            yield place - len(run), run
        run = []
    if len(run) >= _LEAST_ROWS:
        yield len(head) - len(run), run


def _row(line: Line) -> _Row | None:
    """全年预算数 | 110 | 90 | 20: one label of the amounts, and figures alone behind it."""
    if line.loose:
        return None
    named = [(place, meaning) for place, (_, text) in enumerate(line.filled) if (meaning := money_heading(text))]
    if len(named) != 1:
        return None
    place, meaning = named[0]
    behind = line.filled[place + 1 :]
    if not behind or any(look_of(text) not in _FIGURES for _, text in behind):
        return None
    return _Row(meaning, line.cells[line.filled[place][0]], {column: line.cells[column] for column, _ in behind})


def _sources(line: Line, columns: Sequence[int]) -> dict[int, Cell]:
    """The labels above the figures; none where one of them names no money."""
    texts = [line.text(column) for column in columns]
    if not all(fund_key(text) and (names_money(text) or label_key(text).endswith(_OWN_WORDS)) for text in texts):
        return {}
    return {column: line.cells[column] for column in columns} if not any(map(money_heading, texts)) else {}


def _by_source(labels: Mapping[int, Cell], rows: Sequence[_Row]) -> Iterator[tuple[Cell, dict[str, Cell]]]:
    for column, label in labels.items():
        yield label, {row.meaning: row.figures[column] for row in rows if column in row.figures}
