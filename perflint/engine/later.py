"""Parts of a rule that are made when somebody asks for them: most of it is only said where something is wrong."""

import pickle
import zlib
from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, overload

from perflint.engine.rule import Case, Example
from perflint.errors import RuleFileError

if TYPE_CHECKING:
    from perflint.engine.casework import CaseBuilder

T = TypeVar("T")


class Later(Sequence[T]):
    """Members that are made at the first question about them."""

    @abstractmethod
    def make(self) -> Sequence[T]:
        """The members."""

    @cached_property
    def _members(self) -> Sequence[T]:
        return self.make()

    @overload
    def __getitem__(self, index: int) -> T: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[T]: ...
    def __getitem__(self, index: Any) -> Any:
        return self._members[index]

    def __len__(self) -> int:
        return len(self._members)


class Packed(Later[T]):
    """Members that stay pickled."""

    def __init__(self, members: Iterable[T]) -> None:
        self._pickled: bytes | memoryview = zlib.compress(pickle.dumps(tuple(members), protocol=5), 1)

    def make(self) -> Sequence[T]:
        """The members."""
        members: Sequence[T] = pickle.loads(zlib.decompress(self._pickled))  # noqa: S301 - what this class pickled
        return members

    def __reduce_ex__(self, protocol: Any) -> tuple[Any, ...]:
        # Whoever keeps a rule set leaves them where they are: they are not even copied before somebody asks.
        content = pickle.PickleBuffer(self._pickled) if protocol >= 5 else bytes(self._pickled)
        return _still_packed, (content,)


def _still_packed(pickled: bytes | memoryview) -> Packed[Any]:
    packed: Packed[Any] = Packed.__new__(Packed)
    packed._pickled = pickled
    return packed


class PackedTable(Mapping[str, T]):
    """A table that stays pickled."""

    def __init__(self, table: Mapping[str, T]) -> None:
        self._items = Packed(table.items())

    @cached_property
    def _table(self) -> dict[str, T]:
        return dict(self._items)

    def __getitem__(self, key: str) -> T:
        return self._table[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)

    def __reduce__(self) -> tuple[Any, ...]:
        return _still_packed_table, (self._items,)


def _still_packed_table(items: Packed[tuple[str, Any]]) -> PackedTable[Any]:
    table: PackedTable[Any] = PackedTable.__new__(PackedTable)
    table._items = items
    return table


class ExamplesIn(Later[Example]):
    """The examples of a rule file; raises RuleFileError at the first question if something in them is wrong.

    Without the text of the file it is read at the first question.
    """

    def __init__(self, path: str, text: str = "") -> None:
        self._path = path
        self._text = text

    def make(self) -> Sequence[Example]:
        """The examples."""
        from perflint.engine.loading import load_rule, read_rule  # noqa: PLC0415 - most runs need no YAML

        loaded = load_rule(self._text, self._path) if self._text else read_rule(Path(self._path))
        return loaded.rule.examples

    def __reduce__(self) -> tuple[type["ExamplesIn"], tuple[str]]:
        return ExamplesIn, (self._path,)


class CasesOf(Later[Case]):
    """The cases that a builder makes; raises RuleFileError at the first question if something in them is wrong."""

    def __init__(self, builder: "CaseBuilder") -> None:
        self._builder = builder

    def make(self) -> Sequence[Case]:
        """The cases."""
        self._builder.notes.found.clear()
        made = tuple(self._builder.cases())
        if mistakes := self._builder.notes.mistakes():
            raise RuleFileError(mistakes)
        return made

    def __reduce__(self) -> tuple[type[Packed[Case]], tuple[tuple[Case, ...]]]:
        return Packed, (tuple(self),)
