"""The form as an Excel workbook of old (xls): the same cells, formats and merged areas in binary records.

Sources: [MS-XLS] for the records, [MS-CFB] for the compound file around them.
"""

import struct
from collections.abc import Iterator

from writers.layout import WIDTH, Placed, Sheet, widths
from writers.stored import stored
from writers.workbook import NAME, ROOM, height

_BOF, _EOF, _BOUNDSHEET, _FONT, _FORMAT, _XF, _STYLE = 0x809, 0x0A, 0x85, 0x31, 0x41E, 0xE0, 0x293
_CODEPAGE, _DATEMODE, _WINDOW1, _WINDOW2, _COLINFO, _DIMENSIONS, _MERGED = 0x42, 0x22, 0x3D, 0x23E, 0x7D, 0x200, 0xE5
_NUMBER, _LABEL, _BLANK, _ROW = 0x203, 0x204, 0x201, 0x208
_GLOBALS, _WORKSHEET = 5, 0x10
# Excel counts formats of its own up to here, and wants fifteen styles before the first cell's.
_OWN_FORMATS = 164
_STYLES = 15
_TITLE = _STYLES + 1
_SECTOR = 512
# A stream that is shorter than this would stand in another kind of sector.
_SHORT = 4096
_FREE, _CHAIN_END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def xls_file(sheet: Sheet) -> bytes:
    """The bytes of the workbook."""
    cells = sheet.whole()
    codes = sorted({stored(cell.text).code for cell in cells} - {"@"})
    page = _worksheet(sheet, cells, codes)
    # The sheet's place is known only after the records before it are as long as they will be.
    start = len(_workbook(codes, 0))
    return _compound(_workbook(codes, start) + page)


def _record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


def _text(text: str, count: str) -> bytes:
    return struct.pack(f"<{count}B", len(text), 1) + text.encode("utf-16-le")


def _bof(kind: int) -> bytes:
    return _record(_BOF, struct.pack("<HHHHII", 0x600, kind, 0x0DBB, 0x07CC, 0x41, 0x06))


def _font(height: int, weight: int) -> bytes:
    return _record(_FONT, struct.pack("<5H4B", 20 * height, 0, 0x7FFF, weight, 0, 0, 0, 0x86, 0) + _text("宋体", "B"))


def _look(number_format: int, font: int = 0, *, style: bool = False, bordered: bool = True) -> bytes:
    lines = 0x1111 if bordered and not style else 0
    # Automatic colours; centred both ways, long texts wrapped.
    return _record(
        _XF,
        struct.pack(
            "<3H4BIIH",
            font,
            number_format,
            0xFFF5 if style else 0x0001,
            0x20 if style else 0x1A,
            0,
            0,
            0xF4 if style else 0xFC,
            lines | 0x40 << 16 | 0x40 << 23 if lines else 0,
            0x40 | 0x40 << 7 if lines else 0,
            0x20C0,
        ),
    )


def _workbook(codes: list[str], start: int) -> bytes:
    formats = (
        _record(_FORMAT, struct.pack("<H", _OWN_FORMATS + at) + _text(code, "H")) for at, code in enumerate(codes)
    )
    records = [
        _bof(_GLOBALS),
        _record(_CODEPAGE, struct.pack("<H", 1200)),
        _record(_WINDOW1, struct.pack("<9H", 0, 0, 0x4000, 0x3000, 0x38, 0, 0, 1, 0x258)),
        _record(_DATEMODE, struct.pack("<H", 0)),
        *(_font(10, 400) for _ in range(4)),
        _font(14, 700),
        *formats,
        *(_look(0, style=True) for _ in range(_STYLES)),
        _look(49),
        # The fifth font is called 5: the number 4 is never used.
        _look(0, 5, bordered=False),
        *(_look(_OWN_FORMATS + at) for at in range(len(codes))),
        _record(_STYLE, struct.pack("<HBB", 0x8000, 0, 0xFF)),
        _record(_BOUNDSHEET, struct.pack("<IBB", start, 0, 0) + _text(NAME, "B")),
        _record(_EOF),
    ]
    return b"".join(records)


def _worksheet(sheet: Sheet, cells: list[Placed], codes: list[str]) -> bytes:
    above = len(sheet.above)
    rows = above + sheet.rows
    columns = (
        _record(_COLINFO, struct.pack("<6H", at, at, round(256 * wide), _STYLES, 0, 0))
        for at, wide in enumerate(widths(2 * ROOM))
    )
    heights = (
        _record(_ROW, struct.pack("<6HI", row, 0, WIDTH, 20 * height(sheet, row - above), 0, 0, 0x0F0140))
        for row in range(rows)
    )
    written = {place: data for cell in cells for place, data in _cell(cell, codes, above)}
    merged = [cell for cell in cells if cell.high > 1 or cell.wide > 1]
    areas = (
        struct.pack("<4H", cell.row, cell.row + cell.high - 1, cell.column, cell.column + cell.wide - 1)
        for cell in merged
    )
    records = [
        _bof(_WORKSHEET),
        *columns,
        _record(_DIMENSIONS, struct.pack("<IIHHH", 0, rows, 0, WIDTH, 0)),
        *heights,
        *(data for _, data in sorted(written.items())),
        _record(_WINDOW2, struct.pack("<HHHIHHI", 0x06B6, 0, 0, 0x40, 0, 0, 0)),
        _record(_MERGED, struct.pack("<H", len(merged)) + b"".join(areas)),
        _record(_EOF),
    ]
    return b"".join(records)


def _cell(cell: Placed, codes: list[str], above: int) -> Iterator[tuple[tuple[int, int], bytes]]:
    kept = stored(cell.text)
    style = _TITLE if cell.row < above else _STYLES
    if kept.kind != "text":
        style = _TITLE + 1 + codes.index(kept.code)
    for row in range(cell.row, cell.row + cell.high):
        for column in range(cell.column, cell.column + cell.wide):
            place = struct.pack("<3H", row, column, style)
            data = _record(_BLANK, place)
            # Covered cells are blank ones, because they carry the border.
            if (row, column) == (cell.row, cell.column) and cell.text:
                if kept.kind == "text":
                    data = _record(_LABEL, place + _text(cell.text, "H"))
                else:
                    data = _record(_NUMBER, place + struct.pack("<d", float(kept.serial)))
            yield (row, column), data


def _compound(stream: bytes) -> bytes:
    """A compound file of one stream: header, allocation table, directory, then the stream's own sectors."""
    stream = stream.ljust(_SHORT, b"\0")
    sectors = -(-len(stream) // _SECTOR)
    chain = [_FAT, _CHAIN_END, *range(3, 2 + sectors), _CHAIN_END]
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(_SECTOR, b"\xff")
    header = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(16) + struct.pack("<5H6x", 0x3E, 3, 0xFFFE, 9, 6)
    # One sector of the table; the directory in sector 1; no short sectors; the table itself in sector 0.
    header += struct.pack("<10I", 0, 1, 1, 0, _SHORT, _CHAIN_END, 0, _CHAIN_END, 0, 0)
    header = header.ljust(_SECTOR, b"\xff")
    entries = _entry("Root Entry", 5, child=1, start=_CHAIN_END, size=0)
    entries += _entry("Workbook", 2, child=_FREE, start=2, size=len(stream))
    entries += _entry("", 0, child=_FREE, start=0, size=0) * 2
    return header + table + entries + stream.ljust(sectors * _SECTOR, b"\0")


def _entry(name: str, kind: int, *, child: int, start: int, size: int) -> bytes:
    shown = name.encode("utf-16-le") + b"\0\0" if name else b""
    return struct.pack("<64sHBBIII36xIII", shown, len(shown), kind, 1, _FREE, _FREE, child, start, size, 0)
