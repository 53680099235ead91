"""Compound files, which older office programs write: their directory, and the beginning of the streams in it.

Source: [MS-CFB]. Only what tells one program's files from another's is read; the chains of sectors are followed to
their end, so that a file cut short is noticed before another program mends it and gives half of it.
"""

import struct
from collections.abc import Iterator

import msgspec

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHAIN_END = 0xFFFFFFFE
_HIGHEST_SECTOR = 0xFFFFFFFA
_HEADER_FAT = 109
_ENTRY_SIZE = 128
_STREAM = 2


class BrokenCompoundError(Exception):
    """The file is cut short, or its tables contradict one another."""


class Stream(msgspec.Struct, frozen=True):
    """A stream: its first sector, and its length in bytes."""

    first: int
    size: int


class CompoundFile:
    """The streams of a compound file by name, without those of inner storages (embedded objects)."""

    def __init__(self, data: bytes) -> None:
        """Raises BrokenCompoundError."""
        self._data = data
        try:
            (shift,) = struct.unpack_from("<H", data, 0x1E)
            directory, self._shortest = struct.unpack_from("<I4xI", data, 0x30)
            if shift not in (9, 12):
                raise BrokenCompoundError
            self._sector_size: int = 1 << shift
            self._fat = self._allocation()
            self.streams = dict(self._entries(directory))
        except (struct.error, IndexError) as error:
            raise BrokenCompoundError from error

    def start(self, name: str, length: int) -> bytes:
        """The first bytes of a stream that is kept in sectors of its own; nothing for a short one.

        Raises BrokenCompoundError where any part of the stream is missing.
        """
        stream = self.streams[name]
        if stream.size < self._shortest:
            return b""
        sectors = list(self._chain(stream.first))
        needed = -(-stream.size // self._sector_size)
        if len(sectors) < needed:
            raise BrokenCompoundError
        # What comes after the end of the last stream may be missing.
        rest = stream.size - (needed - 1) * self._sector_size
        if self._offset(sectors[needed - 1]) + rest > len(self._data):
            raise BrokenCompoundError
        return self._data[self._offset(stream.first) :][: min(length, self._sector_size)]

    def _offset(self, sector: int) -> int:
        return (sector + 1) * self._sector_size

    def _words(self, sector: int) -> tuple[int, ...]:
        return struct.unpack_from(f"<{self._sector_size // 4}I", self._data, self._offset(sector))

    def _allocation(self) -> list[int]:
        """The table that gives for each sector the one that follows it."""
        listed = list(struct.unpack_from(f"<{_HEADER_FAT}I", self._data, 0x4C))
        more = struct.unpack_from("<I", self._data, 0x44)[0]
        # Each of these lists a sector's worth of others: no file can have more of them than sectors.
        for _ in range(len(self._data) // self._sector_size):
            if more > _HIGHEST_SECTOR:
                break
            *others, more = self._words(more)
            listed.extend(others)
        sectors = [sector for sector in listed if sector <= _HIGHEST_SECTOR]
        if len(sectors) > len(self._data) // self._sector_size:
            raise BrokenCompoundError
        return [word for sector in sectors for word in self._words(sector)]

    def _chain(self, sector: int) -> Iterator[int]:
        most = len(self._data) // self._sector_size + 1
        while sector != _CHAIN_END:
            if sector > _HIGHEST_SECTOR or not most or self._offset(sector) >= len(self._data):
                raise BrokenCompoundError
            yield sector
            sector = self._fat[sector]
            most -= 1

    def _entries(self, directory: int) -> Iterator[tuple[str, Stream]]:
        """What stands at the top: a tree of siblings below the first entry."""
        places = [
            self._offset(sector) + offset
            for sector in self._chain(directory)
            for offset in range(0, self._sector_size, _ENTRY_SIZE)
        ]
        pending = [self._links(places[0])[2]]
        seen: set[int] = set()
        while pending:
            number = pending.pop()
            if number >= len(places) or number in seen:
                continue
            seen.add(number)
            place = places[number]
            pending.extend(self._links(place)[:2])
            length, kind = struct.unpack_from("<HB", self._data, place + 0x40)
            if kind == _STREAM and 2 <= length <= 64:
                name = self._data[place : place + length - 2].decode("utf-16-le", "replace")
                yield name, Stream(*struct.unpack_from("<II", self._data, place + 0x74))

    def _links(self, place: int) -> tuple[int, int, int]:
        """The numbers of the entries left, right and below."""
        left, right, below = struct.unpack_from("<III", self._data, place + 0x44)
        return left, right, below
