"""Parts of a rule that are made when somebody asks for them: most of it is only said where something is wrong."""

import pickle
from abc import abstractmethod
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any, TypeVar, overload

from perflint.engine.rule import Example

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
        self._pickled = pickle.dumps(tuple(members), protocol=5)

    def make(self) -> Sequence[T]:
        """The members."""
        members: Sequence[T] = pickle.loads(self._pickled)  # noqa: S301 - what this class pickled
        return members


class ExamplesIn(Later[Example]):
    """The examples of a rule file whose text is `text`; raises RuleFileError at the first question if it is wrong."""

    def __init__(self, text: str, path: str) -> None:
        # Bytes are kept and remembered as they are.
        self._content = text.encode()
        self._path = path

    def make(self) -> Sequence[Example]:
        """The examples."""
        from perflint.engine.loading import load_rule  # noqa: PLC0415 - a run without an error needs no YAML

        return load_rule(self._content.decode(), self._path).rule.examples
