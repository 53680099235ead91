"""What the server asks of a worker and what it gets back, and how both travel: length, then MessagePack.

The server never looks into `state`: it holds what a worker made of a file, for the next worker that is asked.
"""

from typing import BinaryIO, Literal

import msgspec

from perflint.choosing import AUTO
from perflint.engine.outcome import Severity
from perflint.language import Bilingual, Language

Want = Literal["state", "report", "parsed", "page", "data"]
CopyKind = Literal["annotated", "corrected", "recomputed"]


class Wish(msgspec.Struct, frozen=True):
    """Under which profile and rules to judge, and in which language to tell it."""

    language: Language = "zh"
    profile: str = AUTO
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()


class Inside(msgspec.Struct, frozen=True):
    """Which file of an archive: its name there, and its bytes as the archive declares them."""

    name: str
    size: int


class Look(msgspec.Struct, frozen=True, tag="look"):
    """Judge one file: its bytes, or the state that an earlier answer gave. `key` marks what the page draws of it.

    Where there is a `member`, the bytes are those of the archive that it is in.
    """

    name: str
    wish: Wish
    wants: tuple[Want, ...]
    data: bytes | None = None
    state: bytes | None = None
    key: str = ""
    member: Inside | None = None


class Unpack(msgspec.Struct, frozen=True, tag="unpack"):
    """Say what is in a file, should it be an archive: at most `most` files, of at most `room` bytes together."""

    name: str
    data: bytes
    most: int
    room: int


class Gather(msgspec.Struct, frozen=True, tag="gather"):
    """One report over many files: a page of its own, or a workbook of findings."""

    kind: Literal["html", "xlsx"]
    states: tuple[bytes, ...]
    wish: Wish


class Copy(msgspec.Struct, frozen=True, tag="copy"):
    """A copy of the file: the findings written beside its cells, its spelling put right, its sums too."""

    kind: CopyKind
    name: str
    data: bytes
    state: bytes
    wish: Wish


Order = Look | Unpack | Gather | Copy


class FormDigest(msgspec.Struct, frozen=True):
    """One form in figures, for tables over many files. `score` is the printed total, "" where none was understood."""

    project: str
    department: str
    score: str
    rules: dict[str, int]
    graded: dict[Severity, int]
    gaps: int
    judged: bool
    complete: bool
    faults: int = 0
    accepted: int = 0


class Digest(msgspec.Struct, frozen=True):
    """One file in figures. `failure` says why it could not be read; `refused` counts forms that are not judged."""

    forms: tuple[FormDigest, ...] = ()
    refused: int = 0
    failure: Bilingual | None = None


class Looked(msgspec.Struct, frozen=True, tag="looked"):
    """The answer to `Look`; times are in microseconds. `data` are the file's own bytes, where it was in an archive."""

    digest: Digest
    state: bytes | None = None
    report: bytes | None = None
    parsed: bytes | None = None
    page: str = ""
    times: dict[str, int] = {}
    data: bytes | None = None


class Packed(msgspec.Struct, frozen=True):
    """A file in an archive, `name` for people; or why it, or the archive as a whole, is not taken (`failure`)."""

    name: str
    member: Inside | None = None
    failure: Bilingual | None = None


class Unpacked(msgspec.Struct, frozen=True, tag="unpacked"):
    """The answer to `Unpack`; None for a file that is no archive but a document."""

    members: tuple[Packed, ...] | None


class Made(msgspec.Struct, frozen=True, tag="made"):
    """The answer to `Gather` and `Copy`: a file and the ending of its name, and what is to be said of it."""

    body: bytes
    ending: str
    said: Bilingual | None = None


class Unable(msgspec.Struct, frozen=True, tag="unable"):
    """The worker is well, but could not do this; `memory` says that the file wanted too much of it."""

    reason: Bilingual
    memory: bool = False


Answer = Looked | Unpacked | Made | Unable

_LENGTH = 8
_orders = msgspec.msgpack.Decoder(Order)
_answers = msgspec.msgpack.Decoder(Answer)


def write(stream: BinaryIO, message: Order | Answer) -> None:
    """One message, complete."""
    body = msgspec.msgpack.encode(message)
    stream.write(len(body).to_bytes(_LENGTH, "big"))
    stream.write(body)
    stream.flush()


def read_order(stream: BinaryIO) -> Order | None:
    """The next order, None at the end."""
    body = _body(stream)
    return None if body is None else _orders.decode(body)


def read_answer(stream: BinaryIO) -> Answer | None:
    """The answer, None where the worker is gone."""
    body = _body(stream)
    return None if body is None else _answers.decode(body)


def _body(stream: BinaryIO) -> bytes | None:
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    length = int.from_bytes(head, "big")
    body = stream.read(length)
    return body if len(body) == length else None
