"""Rules as bytes and back, with the code of their functions; most of each stays packed until somebody asks."""

import marshal
import pickle
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from types import CodeType
from typing import IO, Any, TypeVar

import msgspec

from perflint.engine.later import ExamplesIn, Packed, PackedTable
from perflint.engine.rule import Rule

T = TypeVar("T")

# How many bytes a length takes.
_WIDTH = 4


class _Packer(pickle.Pickler):
    """Pickles what is given. The code of functions goes by itself, because only `marshal` can write code."""

    def __init__(self, file: IO[bytes], apart: list[pickle.PickleBuffer]) -> None:
        super().__init__(file, protocol=5, buffer_callback=apart.append)
        self.codes: list[CodeType] = []

    def persistent_id(self, obj: object) -> int | None:
        if type(obj) is not CodeType:
            return None
        self.codes.append(obj)
        return len(self.codes) - 1


class _Unpacker(pickle.Unpickler):
    def __init__(self, body: memoryview, codes: memoryview, apart: Sequence[memoryview]) -> None:
        super().__init__(BytesIO(body), buffers=apart)
        self._codes: list[CodeType] = marshal.loads(codes)  # noqa: S302 - see `unpack`

    def persistent_load(self, pid: int) -> CodeType:
        return self._codes[pid]


def pack(content: object) -> bytes:
    """As bytes: how many parts, the length of each, then the parts: the pickle, the code, what stays packed."""
    from pickletools import optimize  # noqa: PLC0415 - most runs only unpack

    pickled, apart = BytesIO(), list[pickle.PickleBuffer]()
    packer = _Packer(pickled, apart)
    packer.dump(content)
    # Without the marks that nothing refers to it is read in less time.
    parts: list[bytes | memoryview] = [
        optimize(pickled.getvalue()),
        marshal.dumps(packer.codes),
        *(buffer.raw() for buffer in apart),
    ]
    lengths = [len(parts), *(len(part) for part in parts)]
    return b"".join(number.to_bytes(_WIDTH, "little") for number in lengths) + b"".join(parts)


def unpack(body: memoryview) -> Any:
    """What `pack` was given; it keeps nothing of `body`.

    Only for bytes that nobody but this user, or whoever installed perflint, has written.
    """
    count = int.from_bytes(body[:_WIDTH], "little")
    first, second, *lengths = (
        int.from_bytes(body[place : place + _WIDTH], "little") for place in range(_WIDTH, _WIDTH * (count + 1), _WIDTH)
    )
    start = _WIDTH * (count + 1)
    pickled, codes = body[start : start + first], body[start + first : start + first + second]
    rest, at, apart = memoryview(bytes(body[start + first + second :])), 0, []
    for length in lengths:
        apart.append(rest[at : at + length])
        at += length
    return _Unpacker(pickled, codes, apart).load()


@lru_cache(maxsize=256)
def _one_of_equals(value: T) -> T:
    """Of equal values always the same, which a pickle holds once."""
    return value


def _packed(members: Sequence[T]) -> Sequence[T]:
    """The members packed, if they are not."""
    return members if isinstance(members, Packed | ExamplesIn) else Packed(members)


def packed_rule(rule: Rule) -> Rule:
    """The same rule with everything packed that judging a clean form does not need."""
    return msgspec.structs.replace(
        rule,
        applies=_one_of_equals(rule.applies),
        written=_one_of_equals(rule.written),
        sources=_packed(rule.sources),
        params=PackedTable(rule.params) if rule.params and not isinstance(rule.params, PackedTable) else rule.params,
        cases=_packed(rule.cases),
        examples=_packed(rule.examples),
        remembered=rule.programs,
    )


def compiled_rule(rule: Rule) -> Rule:
    """The same rule with the code of its functions in place of their text."""
    programs = tuple(msgspec.structs.replace(program, function=program.code) for program in rule.programs)
    return msgspec.structs.replace(rule, remembered=programs)
