"""Parts of a rule that are made when somebody asks for them: most of it is only said where something is wrong."""

import pickle
import zlib
from abc import abstractmethod
from collections.abc import Iterable, Sequence
from functools import cached_property
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
        self._pickled = zlib.compress(pickle.dumps(tuple(members), protocol=5), 1)

    def make(self) -> Sequence[T]:
        """The members."""
        members: Sequence[T] = pickle.loads(zlib.decompress(self._pickled))  # noqa: S301 - what this class pickled
        return members


class ExamplesIn(Later[Example]):
    """The examples of a rule file whose text is `text`; raises RuleFileError at the first question if it is wrong."""

    def __init__(self, text: str, path: str) -> None:
        self._text: str | bytes = text
        self._path = path

    def make(self) -> Sequence[Example]:
        """The examples."""
        from perflint.engine.loading import load_rule  # noqa: PLC0415 - most runs need no YAML

        text = self._text if isinstance(self._text, str) else zlib.decompress(self._text).decode()
        return load_rule(text, self._path).rule.examples

    def __getstate__(self) -> dict[str, Any]:
        text = self._text
        return {"_text": zlib.compress(text.encode(), 1) if isinstance(text, str) else text, "_path": self._path}


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
