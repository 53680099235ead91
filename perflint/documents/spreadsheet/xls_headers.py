"""The heads of printed pages in an old Excel workbook, which xlrd passes over.

Source: [MS-XLS] 2.4.28 (BoundSheet8) and 2.4.136 (Header).
"""

import struct
from collections.abc import Iterator

_BOUND_SHEET, _HEADER, _EOF = 0x85, 0x14, 0x0A


def page_headers(stream: bytes) -> dict[str, str]:
    """The head of each sheet's pages, with its codes, by the sheet's name; none of what is cut short."""
    found: dict[str, str] = {}
    try:
        for kind, body in _records(stream, 0):
            if kind == _BOUND_SHEET:
                (place,) = struct.unpack_from("<I", body)
                name = _text(body[7:], body[6])
                for head in _headers(stream, place):
                    found[name] = _text(head[2:], head[0] | head[1] << 8)
    except (struct.error, IndexError, UnicodeDecodeError):
        return {}
    return found


def _headers(stream: bytes, place: int) -> Iterator[bytes]:
    for kind, body in _records(stream, place):
        if kind == _HEADER and body:
            yield body


def _records(stream: bytes, place: int) -> Iterator[tuple[int, bytes]]:
    """The records of a substream up to its end; what is embedded in it, as a chart, ends it early."""
    while place + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, place)
        yield kind, stream[place + 4 : place + 4 + length]
        if kind == _EOF:
            return
        place += 4 + length


def _text(body: bytes, count: int) -> str:
    """`count` characters behind a byte that says whether they have two bytes each."""
    wide = body[0] & 1
    return body[1 : 1 + count * (1 + wide)].decode("utf-16-le" if wide else "latin-1")
