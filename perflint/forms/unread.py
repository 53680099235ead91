"""Text that has the words of a form and was not read as one: its cells were lost before it came here.

A form that was copied as running text, or printed one cell a line without marks, has no rows to read. It must be
named, never passed over in silence.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import groupby

import msgspec

from perflint.documents.model import Cell
from perflint.forms.grid import Line
from perflint.forms.vocabulary import fold, vocabulary
from perflint.patterns import pattern

_FIGURE = pattern(r"\d+(?:\.\d+)?")
# How many different labels, and of how many letters each, prose about a form hardly holds together.
_LEAST_LABELS = 8
_LEAST_LETTERS = 4
# Of each of these kinds of label a form has some.
_KINDS = 3


class _Labels(msgspec.Struct, frozen=True):
    """The long labels of forms, by what part of a form they stand in."""

    table: tuple[str, ...]
    levels: tuple[str, ...]
    funds: tuple[str, ...]
    heads: tuple[str, ...]


@cache
def _labels() -> _Labels:
    known = vocabulary()
    levels = [f"{name}指标" for name in (*known.level1, *known.level2)]
    return _Labels(_long(known.columns), _long(levels), _long(known.funds), _long(known.heads))


def _long(labels: Iterable[str]) -> tuple[str, ...]:
    """Without those that stand within another of the same part: 实际完成值 is one label and not two."""
    return tuple(label for label in labels if len(label) >= _LEAST_LETTERS)


def unread_forms(lines: Sequence[Line], read: frozenset[int]) -> Iterator[Cell]:
    """Where text begins that looks like a form; `read`: the positions of lines that have their place."""
    for is_read, run in groupby(range(len(lines)), key=lambda position: position in read):
        if is_read:
            continue
        positions = list(run)
        if looks_like_a_form(" ".join(text for position in positions for _, text in lines[position].filled)):
            first = lines[positions[0]]
            yield first.cells[first.filled[0][0]]


def looks_like_a_form(text: str) -> bool:
    """Whether a text holds labels of a form's parts as only a form does."""
    folded = fold(text)
    found = [[label for label in part if label in folded] for part in msgspec.structs.astuple(_labels())]
    counted = [len(_outermost(part)) for part in found]
    labels = sum(counted)
    # Instructions explain the labels of a form; a form fills them with figures.
    return labels >= _LEAST_LABELS and sum(map(bool, counted)) >= _KINDS and len(_FIGURE.findall(text)) * 2 >= labels


def _outermost(labels: Sequence[str]) -> list[str]:
    return [label for label in labels if not any(label != other and label in other for other in labels)]
