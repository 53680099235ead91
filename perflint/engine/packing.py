"""Rules as bytes and back, with the code of their functions; most of each stays packed until somebody asks."""

import marshal
import pickle
from collections.abc import Callable, Sequence
from functools import lru_cache
from io import BytesIO
from types import CodeType
from typing import IO, Any, TypeVar

import msgspec

from perflint.engine.later import ExamplesIn, Packed, PackedTable
from perflint.engine.rule import Rule

T = TypeVar("T")

# How many bytes the length of the pickle takes.
_WIDTH = 4


class _Packer(pickle.Pickler):
    """Pickles what is given, but for the code of functions, which only `marshal` can write, and what is packed."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file, protocol=5)
        self.codes: list[CodeType] = []
        self.later = bytearray()

    def persistent_id(self, obj: object) -> int | tuple[int, int] | None:
        if type(obj) is CodeType:
            self.codes.append(obj)
            return len(self.codes) - 1
        if type(obj) is not Packed:
            return None
        start = len(self.later)
        self.later += obj.pickled
        return start, len(self.later)


class _Unpacker(pickle.Unpickler):
    def __init__(self, pickled: memoryview, codes: memoryview, later: Callable[[], bytes]) -> None:
        super().__init__(BytesIO(pickled))
        self._codes: list[CodeType] = marshal.loads(codes)  # noqa: S302 - see `unpack`
        self._later = later

    def persistent_load(self, pid: int | tuple[int, int]) -> CodeType | Packed[Any]:
        return self._codes[pid] if isinstance(pid, int) else Packed(at=(self._later, pid))


def pack(content: object) -> tuple[bytes, bytes]:
    """As bytes: what it takes to bring it back, and what is packed in it, which is needed when somebody asks."""
    from pickletools import optimize  # noqa: PLC0415 - most runs only unpack

    file = BytesIO()
    packer = _Packer(file)
    packer.dump(content)
    # Without the marks that nothing refers to it is read in less time.
    pickled = optimize(file.getvalue())
    return len(pickled).to_bytes(_WIDTH, "little") + pickled + marshal.dumps(packer.codes), bytes(packer.later)


def unpack(body: memoryview, later: Callable[[], bytes]) -> Any:
    """What `pack` was given, of its two parts; it keeps nothing of `body`.

    Only for bytes that nobody but this user, or whoever installed perflint, has written.
    """
    end = _WIDTH + int.from_bytes(body[:_WIDTH], "little")
    return _Unpacker(body[_WIDTH:end], body[end:], later).load()


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
