"""From drawn strokes to ruling lines: double lines made one, dashes joined, and what touches kept together."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise

import msgspec

from perflint.documents.pdf.page_marks import Ruling

# Lines nearer to one another than this are one line (a double border, a border drawn by both of its cells); the
# smallest rows that people can read are twice as high.
NEAR = 2.5
# The longest hole of a dashed line; between two cells that are not joined it is wider.
_HOLE = 4.5
# What is shorter than a character is a leftover of a dot or of a letter.
_SHORTEST = 5.0


class Lattice(msgspec.Struct, frozen=True):
    """Ruling lines that touch one another: the lines of one table."""

    horizontal: list[Ruling]
    vertical: list[Ruling]


def lattices(horizontal: Iterable[Ruling], vertical: Iterable[Ruling], most: int) -> list[Lattice] | None:
    """The tables' lines, one lattice for each set of lines that touch; those without lines both ways are left out.

    None where the lines may cross more than `most` times.
    """
    across, down = _joined(horizontal), _joined(vertical)
    parents = list(range(len(across) + len(down)))

    def root(number: int) -> int:
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    down_at = [line.at for line in down]
    reaches = [(bisect_left(down_at, line.start - NEAR), bisect_right(down_at, line.end + NEAR)) for line in across]
    if sum(last - first for first, last in reaches) > most:
        return None
    for number, (line, (first, last)) in enumerate(zip(across, reaches, strict=True)):
        own = root(number)
        for other in range(first, last):
            if down[other].start - NEAR <= line.at <= down[other].end + NEAR:
                parents[root(len(across) + other)] = own
    groups: dict[int, tuple[list[Ruling], list[Ruling]]] = defaultdict(lambda: ([], []))
    for number, line in enumerate(across):
        groups[root(number)][0].append(line)
    for number, line in enumerate(down):
        groups[root(len(across) + number)][1].append(line)
    return [Lattice(rows, columns) for rows, columns in groups.values() if rows and columns]


def _joined(rulings: Iterable[Ruling]) -> list[Ruling]:
    """Each line once and whole, sorted by its place."""
    result: list[Ruling] = []
    for cluster in _clusters(sorted(rulings)):
        at = _middle([line.at for line in cluster])
        pieces = sorted((line.start, line.end) for line in cluster)
        start, end = pieces[0]
        for next_start, next_end in pieces[1:]:
            if next_start - end > _HOLE:
                result.append(Ruling(at, start, end))
                start, end = next_start, next_end
            end = max(end, next_end)
        result.append(Ruling(at, start, end))
    return [line for line in result if line.end - line.start >= _SHORTEST]


def _clusters(rulings: Sequence[Ruling]) -> list[list[Ruling]]:
    """Lines by place; a cluster is never wider than two steps, so that hatching does not become one line."""
    clusters: list[list[Ruling]] = []
    for line in rulings:
        last = clusters[-1] if clusters else None
        if last is not None and line.at - last[-1].at <= NEAR and line.at - last[0].at <= 2 * NEAR:
            last.append(line)
        else:
            clusters.append([line])
    return clusters


def _middle(places: Sequence[float]) -> float:
    return (places[0] + places[-1]) / 2


def distinct(places: Iterable[float]) -> list[float]:
    """Sorted places, near ones only once."""
    ordered = sorted(places)
    return ordered[:1] + [place for before, place in pairwise(ordered) if place - before > NEAR]


def nearest(places: Sequence[float], wanted: float) -> int:
    """The number of the sorted place that is nearest to the wanted one."""
    after = bisect_left(places, wanted)
    if after == len(places) or (after and wanted - places[after - 1] <= places[after] - wanted):
        return after - 1
    return after
