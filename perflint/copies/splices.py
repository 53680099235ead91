"""Changes to bytes that leave all the others alone: pieces cut out and put in by their offsets."""

from collections.abc import Iterable
from typing import NamedTuple


class Splice(NamedTuple):
    """What stands from `start` to `end` gives way to `data`; at one place the order of making counts."""

    start: int
    end: int
    data: bytes


def spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    """The bytes with every splice made; splices must not overlap."""
    pieces: list[bytes] = []
    at = 0
    for splice in sorted(splices, key=lambda splice: (splice.start, splice.end)):
        if splice.start < at:
            raise ValueError(f"splices overlap at {splice.start}")
        pieces += [data[at : splice.start], splice.data]
        at = splice.end
    pieces.append(data[at:])
    return b"".join(pieces)
