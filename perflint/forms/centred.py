"""Labels that text extraction printed beside the middle of their merged cells, not beside the first row.

It shows where a table begins with rows that no label stands beside. Then each label's rows lie around it, and the spans
follow one another without a gap: the division of the rows that leaves every label nearest to the middle of its span,
weighed against what the indicators' names and the usual points of a level 1 say.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import pairwise

from perflint.forms.page_breaks import Anchor
from perflint.forms.vocabulary import dimension_of, subdimension_of, vocabulary

# All costs are in tenths of a row.
_ROW = 10
# A label in the middle of an even number of rows stands half a row off: beside the upper of the two middle rows
# throughout a document (1), or beside the lower (-1).
LEANINGS = (1, -1)
_HALF_OFF_AS_USUAL, _HALF_OFF_OTHERWISE = 1, 4
# What a level-2 label under another level 1 weighs, a name that speaks for or against a label, and the usual points.
_ELSEWHERE, _CUE, _USUAL = 30, 6, 15

# What a division costs besides its labels' misfit: label number, first row, row after the last.
Cost = Callable[[int, int, int], int]

# The cost of a division and the first row of each label's span.
Division = tuple[int, list[int]]


def is_centred(anchors: Sequence[Anchor]) -> bool:
    """Whether the first label stands below the first row although no break came between."""
    return bool(anchors) and anchors[0].standing == "row" and anchors[0].row > 0


def centred_level1(
    anchors: Sequence[Anchor], below: Sequence[Anchor], weights: Sequence[Decimal], leaning: int
) -> Division | None:
    """The division of all rows among the level-1 labels, or None where two labels stand beside one row.

    below are the labels of level 2, which belong under their own level 1; weights are the points of the rows.
    """
    known = vocabulary()
    dimensions = [dimension_of(anchor.cell.text) for anchor in anchors]
    parents = [(other.row, known.parents.get(subdimension_of(other.cell.text), "")) for other in below]

    def cost(number: int, start: int, end: int) -> int:
        own = dimensions[number]
        elsewhere = sum(start <= row < end and parent not in ("", own) for row, parent in parents)
        usual = sum(weights[start:end]) in known.usual_weights.get(own, ())
        return _ELSEWHERE * elsewhere - _USUAL * usual

    return _divide([anchor.row for anchor in anchors], (0, len(weights)), cost, leaning)


def centred_level2(
    anchors: Sequence[Anchor], names: Sequence[str], within: tuple[int, int], leaning: int
) -> Division | None:
    """The division of some rows among the level-2 labels, or None where two labels stand beside one row."""
    labels = [subdimension_of(anchor.cell.text) for anchor in anchors]

    def cost(number: int, first: int, after: int) -> int:
        return _against(names[first:after], labels[number], labels)

    return _divide([anchor.row for anchor in anchors], within, cost, leaning)


def _divide(rows: Sequence[int], within: tuple[int, int], cost: Cost, leaning: int) -> Division | None:
    """The cheapest division of the rows `within` into consecutive spans, one around each of `rows`."""
    start, end = within
    if not rows or any(first >= second for first, second in pairwise(rows)):
        return None
    if rows[0] < start or rows[-1] >= end:
        return None
    # best[row] = (cost, starts so far) of all labels before the current one, whose span begins at `row`.
    best: dict[int, Division] = {start: (0, [start])}
    for number, row in enumerate(rows):
        last = number + 1 == len(rows)
        following: dict[int, Division] = {}
        for first, (total, starts) in best.items():
            for after in [end] if last else range(row + 1, rows[number + 1] + 1):
                now = total + _misfit(first + after - 1 - 2 * row, leaning) + cost(number, first, after)
                if after not in following or now < following[after][0]:
                    following[after] = (now, starts if last else [*starts, after])
        best = following
    return best[end]


def _misfit(halves: int, leaning: int) -> int:
    """What a label costs that stands so many half rows above the middle of its span."""
    if abs(halves) > 1:
        return _ROW * abs(halves) // 2
    if halves == 0:
        return 0
    return _HALF_OFF_AS_USUAL if halves == leaning else _HALF_OFF_OTHERWISE


def _against(names: Sequence[str], label: str, labels: Sequence[str]) -> int:
    """What the names of a span say against its label; below zero where they speak for it."""
    cost = 0
    for cued, words in vocabulary().name_cues.items():
        if cued in labels:
            speaking = sum(any(word in name for word in words) for name in names)
            cost += -_CUE * speaking if cued == label else _CUE * speaking
    return cost
