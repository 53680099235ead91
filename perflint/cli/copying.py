"""Everything that a check writes beside its report: corrected files, then annotated copies of what remains."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from perflint.cli.annotate import Annotating, older_copies, without_copies
from perflint.cli.fix import Fixing, Wanted
from perflint.cli.shelf import ANNOTATED, FIXED
from perflint.cli.status import MISTAKE
from perflint.language import Language

if TYPE_CHECKING:
    from perflint.acceptance.settling import Accepted
    from perflint.choosing import RuleChoice
    from perflint.engine import RuleSet
    from perflint.result import CheckResult

T = TypeVar("T")


class Copying:
    """What the options ask for, for one run; without such options it does nothing.

    difference  what is shown in place of the report, None where that is the report itself
    """

    def __init__(self, annotate: Path | None, asked: Wanted | None, language: Language) -> None:
        self.difference: str | None = None
        self._folder = annotate
        self._asked = asked
        self._language = language
        self._left_out = 0
        self._fixing: Fixing | None = None
        self._annotating: Annotating | None = None

    def status(self, status: int) -> int:
        """The exit status of the run: that of the check, unless something could not be written."""
        failed = any(one is not None and one.failed for one in (self._fixing, self._annotating))
        return MISTAKE if failed else status

    def inputs(self, found: Iterable[T], named: Sequence[str]) -> list[T]:
        """The inputs of the run: what was found, without the copies of earlier runs that nobody named.

        An annotated copy says what its original says; a corrected one may have taken the place of the original and is
        passed over only where it is to be written anew.
        """
        tags = [ANNOTATED]
        if self._asked is not None and self._asked.copies:
            tags.append(FIXED)
        kept, self._left_out = without_copies(list(found), named, tags)
        return kept

    def fixed(
        self, result: "CheckResult", inputs: Sequence[str], rules: "RuleSet | RuleChoice", accepted: "Accepted | None"
    ) -> "CheckResult":
        """The result after the fixes that were asked for."""
        if self._asked is None:
            return result
        self._fixing = Fixing(self._asked, inputs, self._language)
        mended = self._fixing.applied(result, rules, accepted)
        if self._asked.diff:
            self.difference = self._fixing.difference
        return mended

    def lines(self, result: "CheckResult", inputs: Sequence[str], *, quiet: bool) -> Iterator[str]:
        """Write the annotated copies, and say what became of all copies."""
        if self._fixing is not None:
            yield from self._fixing.lines(quiet=quiet)
        if self._folder is not None:
            files = self._fixing.files if self._fixing is not None else {}
            self._annotating = Annotating(self._folder, inputs, self._language, files)
            yield from self._annotating.write(result, quiet=quiet)
        yield from older_copies(self._left_out, self._language)
