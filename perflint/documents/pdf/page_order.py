"""The order in which people read what stands on a page: from above, and tables side by side one after the other."""

from collections.abc import Sequence
from typing import Generic, TypeVar

import msgspec

from perflint.documents.pdf.page_marks import Box

T = TypeVar("T")
_DEEPEST = 50


class Item(msgspec.Struct, Generic[T], frozen=True):
    """A table or a piece of loose text, and the place that it takes."""

    box: Box
    thing: T
    is_table: bool


def in_reading_order(items: Sequence[Item[T]], depth: int = 0) -> list[Item[T]]:
    """The items cut into columns where both sides hold a table, else into bands from above, again and again."""
    if len(items) < 2:
        return list(items)
    if depth > _DEEPEST:
        return sorted(items, key=_from_above)
    for start, end in ((0, 2), (1, 3)):
        groups = _cut(items, start, end)
        if len(groups) > 1 and (start or all(any(item.is_table for item in group) for group in groups)):
            return [item for group in groups for item in in_reading_order(group, depth + 1)]
    return sorted(items, key=_from_above)


def _from_above(item: Item[T]) -> tuple[float, float]:
    return item.box.top, item.box.left


def _cut(items: Sequence[Item[T]], start: int, end: int) -> list[list[Item[T]]]:
    """The items in groups whose extents from side `start` to side `end` do not meet."""
    groups: list[list[Item[T]]] = []
    reach = 0.0
    for item in sorted(items, key=lambda item: item.box[start]):
        if groups and item.box[start] < reach:
            groups[-1].append(item)
            reach = max(reach, item.box[end])
        else:
            groups.append([item])
            reach = item.box[end]
    return groups
