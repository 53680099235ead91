"""What a check writes beside its report: annotated copies of the inputs."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from perflint.cli.annotate import Annotating, older_copies, without_copies
from perflint.language import Language

if TYPE_CHECKING:
    from perflint.result import CheckResult

T = TypeVar("T")


class Copying:
    """What the options ask for, for one run; without such options it does nothing."""

    def __init__(self, annotate: Path | None, language: Language) -> None:
        self._folder = annotate
        self._language = language
        self._left_out = 0
        self._annotating: Annotating | None = None

    @property
    def failed(self) -> bool:
        """Whether something could not be written."""
        return self._annotating is not None and self._annotating.failed

    def inputs(self, found: Iterable[T], named: Sequence[str]) -> list[T]:
        """The inputs of the run: what was found, without the copies of earlier runs that nobody named."""
        inputs = list(found)
        if self._folder is not None:
            inputs, self._left_out = without_copies(inputs, named)
        return inputs

    def lines(self, result: "CheckResult", inputs: Sequence[str], *, quiet: bool) -> Iterator[str]:
        """Write the copies, and say what became of them."""
        if self._folder is not None:
            self._annotating = Annotating(self._folder, inputs, self._language)
            yield from self._annotating.write(result, quiet=quiet)
        yield from older_copies(self._left_out, self._language)
