"""A fund table whose headings take two lines: 年初预算数, 全年预算数, 全年执行数, each over 总额 and 其中：财政拨款."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from perflint.documents.model import Cell
from perflint.forms.compact_funds import MONEY
from perflint.forms.fund_headings import fund_heading
from perflint.forms.fund_labels import fund_key, is_known_fund, names_money
from perflint.forms.grid import Line
from perflint.forms.looks import look_of
from perflint.forms.turned_funds import Turned
from perflint.forms.vocabulary import label_key, vocabulary

_FIGURES = ("number", "percent", "dash")
_LEAST_SOURCES, _LEAST_AMOUNTS = 2, 2
_TOTAL = "total"


class _Slot(NamedTuple):
    """An amount of the row: what it is, whose (its key and the label that says so), and where it should stand."""

    meaning: str
    key: str
    label: Cell | None
    column: int


def grouped_funds(head: Sequence[Line]) -> Turned | None:
    """The first such table of a head; without sources where nothing tells which amount is which."""
    for place, (line, below) in enumerate(pairwise(head)):
        heading = fund_heading(line)
        labels = _labels(below) if heading is not None else ()
        if heading is None or not labels:
            continue
        rows = list(_rows(head[place + 2 :]))
        places = frozenset(range(place, place + 2 + len(rows)))
        slots = _aligned(heading, labels) or _in_order(heading, labels)
        if len(rows) != 1 or not slots:
            return Turned(places, ())
        cells = _cells(rows[0], slots)
        return Turned(places, tuple(_by_source(slots, cells, rows[0], line)) if cells else ())
    return None


def _labels(line: Line) -> tuple[tuple[str, int, Cell], ...]:
    """The sources that stand in a line of their own, each of them several times; none where other words do."""
    keyed = [(_source(text), column, line.cells[column]) for column, text in line.filled]
    labels = tuple((key, column, cell) for key, column, cell in keyed if key is not None)
    if line.loose or len(labels) < len(keyed):
        return ()
    keys = [key for key, _, _ in labels]
    distinct = set(keys)
    often = all(keys.count(key) == keys.count(keys[0]) for key in distinct)
    return labels if often and len(distinct) >= _LEAST_SOURCES and keys.count(keys[0]) >= _LEAST_AMOUNTS else ()


def _source(text: str) -> str | None:
    """The key of a source or of the sum of several; None for other words."""
    if label_key(text) in vocabulary().subtotals:
        return _TOTAL
    return fund_key(text) if is_known_fund(text) or names_money(text) else None


def _rows(lines: Sequence[Line]) -> Iterator[Line]:
    """The rows of figures that follow: a label at most, then several figures."""
    for line in lines:
        looks = [look_of(text) for _, text in line.filled]
        figures = sum(look in _FIGURES for look in looks)
        if line.loose or figures < _LEAST_AMOUNTS or figures < len(looks) - figures:
            return
        yield line


def _aligned(heading: Mapping[str, int], labels: Sequence[tuple[str, int, Cell]]) -> list[_Slot]:
    """The amounts where the labels stand below their headings; none where one stands elsewhere."""
    columns = sorted(heading.values())
    slots: list[_Slot] = []
    sequences = []
    for meaning, column in sorted(heading.items(), key=lambda item: item[1]):
        end = next((other for other in columns if other > column), max(at for _, at, _ in labels) + 1)
        own = [_Slot(meaning, key, cell, at) for key, at, cell in labels if column <= at < end]
        if own:
            sequences.append([slot.key for slot in own])
        elif meaning in MONEY:
            return []
        if own and own[0].column != column:
            return []
        slots += own or [_Slot(meaning, _TOTAL, None, column)]
    placed = sum(map(len, sequences)) == len(labels)
    same = all(keys == sequences[0] and len(set(keys)) == len(keys) for keys in sequences)
    return slots if placed and same else []


def _in_order(heading: Mapping[str, int], labels: Sequence[tuple[str, int, Cell]]) -> list[_Slot]:
    """The amounts where the labels follow one another, as many for each heading of money, all of which stand first."""
    meanings = sorted(heading, key=heading.__getitem__)
    money = [meaning for meaning in meanings if meaning in MONEY]
    keys = [key for key, _, _ in labels]
    each = len(keys) // len(money)
    if meanings[: len(money)] != money or keys != keys[:each] * len(money) or len(set(keys)) != each:
        return []
    amounts = [_Slot(money[number // each], key, cell, -1) for number, (key, _, cell) in enumerate(labels)]
    return amounts + [_Slot(meaning, _TOTAL, None, -1) for meaning in meanings[len(money) :]]


def _cells(row: Line, slots: Sequence[_Slot]) -> list[Cell | None]:
    """The cell of each amount; none where nothing tells which is which."""
    labels = [text for _, text in row.filled if look_of(text) not in _FIGURES]
    figures = [column for column, text in row.filled if look_of(text) in _FIGURES]
    behind = any(look_of(text) not in _FIGURES and column > figures[0] for column, text in row.filled)
    if behind or any(is_known_fund(text) and fund_key(text) != _TOTAL for text in labels):
        return []
    columns = [slot.column for slot in slots]
    if set(figures) <= set(columns) and (row.doubt is None or len(figures) == len(slots)):
        return [row.cells.get(column) for column in columns]
    return [row.cells[column] for column in figures] if len(figures) == len(slots) else []


def _by_source(
    slots: Sequence[_Slot], cells: Sequence[Cell | None], row: Line, line: Line
) -> Iterator[tuple[Cell, dict[str, Cell]]]:
    own = next((row.cells[column] for column, text in row.filled if is_known_fund(text)), None)
    pairs = list(zip(slots, cells, strict=True))
    for key in dict.fromkeys(slot.key for slot in slots):
        amounts = {slot.meaning: cell for slot, cell in pairs if slot.key == key and cell is not None}
        label = next((slot.label for slot in slots if slot.key == key and slot.label is not None), None)
        label = own or label if key == _TOTAL else label
        yield label or line.cells[line.filled[0][0]], amounts
