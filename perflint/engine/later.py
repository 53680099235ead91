"""Parts of a rule that are made when somebody asks for them: most of it is only said where something is wrong."""

import pickle
import zlib
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
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
    """Members that stay pickled: in bytes, or at a place in what is read when it is first asked for."""

    def __init__(
        self, members: Iterable[T] = (), at: tuple[Callable[[], bytes], tuple[int, int]] | None = None
    ) -> None:
        self._pickled = at or zlib.compress(pickle.dumps(tuple(members), protocol=5), 1)

    @property
    def pickled(self) -> bytes:
        """The members as bytes."""
        if isinstance(self._pickled, bytes):
            return self._pickled
        content, (start, end) = self._pickled
        return content()[start:end]

    def make(self) -> Sequence[T]:
        """The members."""
        members: Sequence[T] = pickle.loads(zlib.decompress(self.pickled))  # noqa: S301 - what this class pickled
        return members

    def __reduce__(self) -> tuple[type["Packed[T]"], tuple[tuple[T, ...]]]:
        return Packed, (tuple(self),)


class PackedTable(Mapping[str, T]):
    """A table that stays pickled."""

    def __init__(self, table: Mapping[str, T]) -> None:
        self._items = Packed(table.items())

    @cached_property
    def _table(self) -> dict[str, T]:
        return dict(self._items)

    def __getstate__(self) -> dict[str, Any]:
        return {"_items": self._items}

    def __getitem__(self, key: str) -> T:
        return self._table[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._table)

    def __len__(self) -> int:
        return len(self._table)


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
