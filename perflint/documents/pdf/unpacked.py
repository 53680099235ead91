"""How much a PDF unpacks to, measured before pdfium unpacks it.

Compressed parts of ordinary files grow tenfold; only those that grow far more count, so that fonts and pictures, which
may be large and are hardly ever unpacked, do no harm. Flate is measured (plain, within itself, or written in ASCII);
pdfium bounds the other methods itself.
"""

import re
import struct
import zlib
from base64 import a85decode
from collections import Counter
from collections.abc import Iterable, Iterator

_STREAM = re.compile(rb"\bstream\r?\n")
_LIST = re.compile(rb"\[\s*\d+\s+\d+\s+R(?:\s+\d+\s+\d+\s+R)+\s*\]")
_REFERENCE = re.compile(rb"\d+\s+\d+\s+R")
# Flate makes up to a thousand bytes of one; text and drawings of ordinary pages give ten.
_SUSPECT = 50
_PIECE = 1 << 20
_NESTED = 4
# ASCII is slow to undo, so that only the beginning of a long part is measured; a multiple of five.
_ASCII = 250_000
_DIGITS = bytes(range(ord("!"), ord("u") + 1))
_GROUP = 5
# Five of the first digit, which stand for 0.
_FIRST = ord("!") * sum(85**place for place in range(_GROUP))
_HEX = re.compile(rb"[0-9A-Fa-f\s]+>?\s*\Z")


def unpacks_beyond(data: bytes, limit: int) -> bool:
    """Whether the parts of a PDF that grow suspiciously come to more than `limit` bytes, counted as listed."""
    total = 0
    ordinary = []
    for packed in _streams(data):
        grown = 0
        for size in _pieces(packed, _NESTED):
            grown += size
            if grown > _SUSPECT * len(packed) and total + grown > limit:
                return True
        if grown > _SUSPECT * len(packed):
            total += grown
        else:
            ordinary.append(packed)
    return total > 0 and total * _most_listed([data, *map(_beginning, ordinary)]) > limit


def _most_listed(texts: Iterable[bytes]) -> int:
    """How often one list names the same part: a page's contents are put together from such a list."""
    most = 1
    for text in texts:
        for match in _LIST.finditer(text):
            most = max(most, *Counter(_REFERENCE.findall(match[0])).values())
    return most


def _beginning(packed: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(packed, _PIECE)
    except zlib.error:
        return b""


def _streams(data: bytes) -> Iterator[bytes]:
    at = 0
    while match := _STREAM.search(data, at):
        end = data.find(b"endstream", match.end())
        packed = data[match.end() : end if end >= 0 else len(data)]
        yield from _flate_in(packed)
        # A broken part before this one must not hide it.
        if (last := packed.rfind(b"stream\n")) >= 0:
            yield from _flate_in(packed[last + len(b"stream\n") :])
        at = end + 1 if end >= 0 else len(data)


def _flate_in(packed: bytes) -> Iterator[bytes]:
    if _is_flate(packed):
        yield packed
    elif packed.rstrip().endswith(b"~>"):
        yield _from_ascii85(packed)
    elif packed[:2].strip().isalnum() and _HEX.match(packed):
        digits = b"".join(packed.split()).rstrip(b">")
        yield bytes.fromhex(digits[: len(digits) & ~1].decode("ascii"))


def _from_ascii85(packed: bytes) -> bytes:
    text = packed.strip().removesuffix(b"~>").removeprefix(b"<~")[:_ASCII]
    digits = text.translate(None, b" \t\n\r\v")
    try:
        # What stands for four zeros makes groups of other lengths.
        return a85decode(text) if b"z" in digits else _from_groups(digits)
    except (ValueError, struct.error):
        return b""


def _from_groups(digits: bytes) -> bytes:
    """What `a85decode` gives for whole groups of digits, in a tenth of its time. Raises as it does, or struct.error."""
    if digits.translate(None, _DIGITS):
        raise ValueError
    missing = -len(digits) % _GROUP
    digits += _DIGITS[-1:] * missing
    each = [iter(digits)] * _GROUP
    numbers = [(((a * 85 + b) * 85 + c) * 85 + d) * 85 + e - _FIRST for a, b, c, d, e in zip(*each, strict=True)]
    whole = struct.pack(f">{len(numbers)}I", *numbers)
    return whole[: len(whole) - missing]


def _is_flate(data: bytes) -> bool:
    """Whether these bytes begin like zlib's (RFC 1950, 2.2)."""
    return len(data) > 2 and data[0] & 15 == 8 and int.from_bytes(data[:2], "big") % 31 == 0


def _pieces(packed: bytes, depth: int) -> Iterator[int]:
    """The sizes of what comes out, piece by piece; what is packed again is unpacked again."""
    if not _is_flate(packed):
        return
    machine = zlib.decompressobj()
    first = b""
    try:
        while packed and not machine.eof:
            piece = machine.decompress(packed, _PIECE)
            packed = machine.unconsumed_tail
            first = first or piece
            yield len(piece)
            if not piece:
                break
    except zlib.error:
        return
    # A bomb in a bomb is small in between.
    if depth and _is_flate(first):
        yield from _pieces(first, depth - 1)
