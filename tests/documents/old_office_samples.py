"""Files of older office programs, as far as their kind is seen from outside."""

import io
import struct
import zipfile

from perflint.documents.legacy.compound_file import OLE

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file with these streams, each of 4096 bytes or more (MS-CFB, version 3)."""
    names = ["Root Entry", *streams]
    directory_sectors = -(-len(names) // 4)
    table = [FAT, *range(2, 1 + directory_sectors), END]
    content, firsts = [], []
    for data in streams.values():
        sectors = -(-len(data) // SECTOR)
        firsts.append(len(table))
        table += [*range(len(table) + 1, len(table) + sectors), END]
        content.append(data.ljust(sectors * SECTOR, b"\0"))
    table += [FREE] * (SECTOR // 4 - len(table))
    entries = []
    for number, name in enumerate(names):
        spelled = name.encode("utf-16-le")
        right = number + 1 if 0 < number < len(streams) else FREE
        below = 1 if not number and streams else FREE
        first, size = (END, 0) if not number else (firsts[number - 1], len(streams[name]))
        entries.append(
            struct.pack(
                "<64sHBBIII36xIII", spelled, len(spelled) + 2, 2 if number else 5, 1, FREE, right, below, first, size, 0
            )
        )
    sizes = (0x3E, 3, 0xFFFE, 9, 6)
    places = (0, 1, 1, 0, 4096, END, 0, END, 0, 0)
    head = struct.pack("<8s16xHHHHH6xIIIIIIIIII", OLE, *sizes, *places) + struct.pack("<108I", *[FREE] * 108)
    directory = b"".join(entries).ljust(directory_sectors * SECTOR, b"\0")
    return head + struct.pack(f"<{SECTOR // 4}I", *table) + directory + b"".join(content)


def word_stream(flags: int = 0) -> bytes:
    """The beginning of a Word stream, with the flags of its information block."""
    return struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0x409, 0, flags).ljust(5000, b"\0")


ODT_TYPE = "application/vnd.oasis.opendocument.text"


def open_document(mimetype: str, manifest: str = "<a/>") -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", mimetype)
        archive.writestr("META-INF/manifest.xml", manifest)
    return buffer.getvalue()
