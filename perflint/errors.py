"""Everything that perflint raises on purpose.

    PerflintError
    ├── InputError              an input that cannot be read (exit 4)
    │   ├── MissingInput        no such file or folder
    │   ├── EmptyInput          nothing in it
    │   ├── UnknownFormat       no reader knows these bytes
    │   ├── DamagedInput        a known format, but broken or encrypted
    │   └── InputTooLarge       beyond a declared limit
    ├── UsageError              a wrong command line or configuration (exit 2)
    └── RuleFileError           a rule, profile or vocabulary file with mistakes (exit 2)

Each carries what a person needs: which file, where in it, what is wrong and what to do, in both languages.
They are rendered by the command line and the reports; nothing deeper prints them.
"""

from collections.abc import Mapping, Sequence
from typing import Any
from unicodedata import east_asian_width

from perflint.language import Bilingual, Language


class PerflintError(Exception):
    """The root: a sentence for the user, the file it is about, the place in it, and the remedy."""

    def __init__(self, message: Bilingual, *, path: str = "", place: str = "", remedy: Bilingual | None = None) -> None:
        super().__init__(message.en)
        self.message = message
        self.path = path
        self.place = place
        self.remedy = remedy

    def __reduce__(self) -> tuple[Any, ...]:
        # The way of exceptions, to call the class with `args`, knows no keywords.
        return _again, (type(self), self.args, vars(self))

    def describe(self, language: Language) -> str:
        """`path:place: message remedy` in one line, without what is not known."""
        where = ":".join(part for part in (self.path, self.place) if part)
        parts = (part.pick(language) for part in (self.message, self.remedy) if part is not None)
        what = ("" if language == "zh" else " ").join(parts)
        return f"{where}: {what}" if where else what


def _again(kind: type[PerflintError], args: tuple[Any, ...], state: Mapping[str, Any]) -> PerflintError:
    """An error as it was before it was pickled."""
    error = kind.__new__(kind, *args)
    vars(error).update(state)
    return error


class InputError(PerflintError):
    """An input that cannot be read; the other inputs are still judged."""


class MissingInput(InputError):
    """No file or folder of that name, or no permission to read it."""


class EmptyInput(InputError):
    """A file without content."""


class UnknownFormat(InputError):
    """Bytes that no reader recognises as one of its formats."""


class DamagedInput(InputError):
    """A file of a known format that is truncated, encrypted or otherwise unreadable."""


class InputTooLarge(InputError):
    """A file beyond a declared limit of size, rows or nesting."""


class UsageError(PerflintError):
    """A wrong option, selector or configuration."""


class Mistake(PerflintError):
    """One mistake in a rule, profile, vocabulary or configuration file, with line, column and the line itself."""

    def __init__(
        self,
        message: Bilingual,
        *,
        path: str,
        line: int,
        column: int,
        source_line: str = "",
        width: int = 1,
        remedy: Bilingual | None = None,
    ) -> None:
        super().__init__(message, path=path, place=f"{line}:{column}", remedy=remedy)
        self.line = line
        self.column = column
        self.source_line = source_line
        self.width = width

    def describe(self, language: Language) -> str:
        """The sentence, then the line of the file with carets under the place."""
        text = super().describe(language)
        if not self.source_line:
            return text
        before = self.source_line[: self.column - 1]
        under = self.source_line[self.column - 1 : self.column - 1 + self.width]
        carets = "^" * max(1, self.width, sum(len(_blank(char)) for char in under))
        return f"{text}\n    {self.source_line}\n    {''.join(map(_blank, before))}{carets}"


def _blank(char: str) -> str:
    """As many blanks as `char` is wide in a terminal: a Chinese character takes two columns."""
    return "\t" if char == "\t" else "  " if east_asian_width(char) in "WF" else " "


class RuleFileError(PerflintError):
    """All the mistakes of one or more rule files at once."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        first = mistakes[0]
        super().__init__(first.message, path=first.path, place=first.place, remedy=first.remedy)
        self.mistakes = tuple(mistakes)

    def describe(self, language: Language) -> str:
        """Every mistake, one after the other."""
        return "\n".join(mistake.describe(language) for mistake in self.mistakes)
