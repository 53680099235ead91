"""How often a PDF's drawings draw one another, counted before pdfium draws them.

A form XObject may draw others, and those others again: ten that draw ten that draw ten … are few bytes and millions of
drawings, which pdfium expands when it opens the page and cannot be stopped from. ISO 32000-1, 8.10.
"""

import re
import zlib
from collections import Counter

_OBJECT = re.compile(rb"(?<![0-9])(\d{1,9})\s+\d{1,5}\s+obj\b")
_STREAM = re.compile(rb"\bstream\r?\n")
_IS_FORM = re.compile(rb"/Subtype\s*/Form\b")
_RESOURCES = re.compile(rb"/Resources\s+(\d{1,9})\s+\d{1,5}\s+R")
_LISTED = re.compile(rb"/XObject\s*(?:<<(.*?)>>|(\d{1,9})\s+\d{1,5}\s+R)", re.DOTALL)
_NAMED = re.compile(rb"/([^\s/<>\[\]()%]+)\s+(\d{1,9})\s+\d{1,5}\s+R")
_DRAWN = re.compile(rb"/([^\s/<>\[\]()%]+)\s+Do\b")
# A drawing that calls others often is long; what stands behind this is not counted.
_LONGEST = 1 << 20
_FEWEST = 3
# pdfium follows no deeper nesting.
_DEEPEST = 60


def drawings_within(data: bytes) -> int:
    """The most drawings that one form XObject comes to, itself and all that it draws; 1 where none draws another."""
    if len(_IS_FORM.findall(data)) < _FEWEST:
        return 1
    objects = _objects(data)
    calls = {number: _calls(text, content, objects) for number, (text, content) in objects.items() if _is_form(text)}
    known: dict[int, int] = {}
    return max((_count(number, calls, known, frozenset()) for number in calls), default=1)


def _objects(data: bytes) -> dict[int, tuple[bytes, bytes]]:
    """Each object's dictionary text and the raw stream behind it."""
    found: dict[int, tuple[bytes, bytes]] = {}
    starts = list(_OBJECT.finditer(data))
    for match, following in zip(starts, [*starts[1:], None], strict=True):
        body = data[match.end() : following.start() if following is not None else len(data)]
        stream = _STREAM.search(body)
        text = body[: stream.start()] if stream else body
        found[int(match[1])] = (text, body[stream.end() :] if stream else b"")
    return found


def _is_form(text: bytes) -> bool:
    return _IS_FORM.search(text) is not None


def _calls(text: bytes, content: bytes, objects: dict[int, tuple[bytes, bytes]]) -> Counter[int]:
    """How often a form draws each other object."""
    where = text
    if (reference := _RESOURCES.search(text)) is not None:
        where = objects.get(int(reference[1]), (b"", b""))[0]
    names: dict[bytes, int] = {}
    for inline, number in _LISTED.findall(where):
        listed = inline or objects.get(int(number or 0), (b"", b""))[0]
        names.update((name, int(target)) for name, target in _NAMED.findall(listed))
    return Counter(names[name] for name in _DRAWN.findall(_unpacked(content)) if name in names)


def _unpacked(content: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(content, _LONGEST)
    except zlib.error:
        return content[:_LONGEST]


def _count(number: int, calls: dict[int, Counter[int]], known: dict[int, int], above: frozenset[int]) -> int:
    """Drawings that one object comes to; a circle ends where it closes, as in pdfium."""
    if number in known:
        return known[number]
    if number not in calls or number in above or len(above) > _DEEPEST:
        return 1
    within = above | {number}
    total = 1 + sum(times * _count(target, calls, known, within) for target, times in calls[number].items())
    known[number] = total
    return total
