"""The heads of printed pages of old Excel workbooks."""

import struct

import pytest

from perflint.documents.spreadsheet.xls_headers import page_headers

TITLE = "&C项目支出绩效自评表"


def _record(kind: int, body: bytes) -> bytes:
    return struct.pack("<HH", kind, len(body)) + body


def _wide(text: str) -> bytes:
    return b"\x01" + text.encode("utf-16-le")


def _stream(*sheets: tuple[str, bytes]) -> bytes:
    """A workbook's stream: its globals with the list of sheets, and a substream of each with this record within."""
    size = sum(4 + 8 + 2 * len(name) for name, _ in sheets) + 8
    parts: list[bytes] = []
    listed = b""
    for name, record in sheets:
        place = size + sum(map(len, parts))
        listed += _record(0x85, struct.pack("<IHB", place, 0, len(name)) + _wide(name))
        parts.append(_record(0x809, b"") + record + _record(0x0A, b""))
    return _record(0x809, b"") + listed + _record(0x0A, b"") + b"".join(parts)


def _header(text: str) -> bytes:
    return _record(0x14, struct.pack("<H", len(text)) + _wide(text))


@pytest.mark.parametrize(
    ("stream", "heads"),
    [
        (_stream(("表一", _header(TITLE)), ("表二", b""), ("表三", _record(0x14, b""))), {"表一": TITLE}),
        (_stream(("A", _record(0x14, struct.pack("<H", 3) + b"\x00&CA"))), {"A": "&CA"}),
        (_stream(("表一", _header(TITLE)))[:-30], {}),
        (_record(0x85, b"\x01"), {}),
        (b"", {}),
    ],
)
def test_heads(stream: bytes, heads: dict[str, str]) -> None:
    """Each sheet's own, whether its letters take one byte or two; what is cut short has none."""
    assert page_headers(stream) == heads
