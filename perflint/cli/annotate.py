"""`perflint check --annotate DIR`: a copy of each input with findings, these written beside the cells."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from perflint.cli.shelf import ANNOTATED, Shelf, is_copy
from perflint.errors import InputError, UsageError
from perflint.language import Bilingual, Language

if TYPE_CHECKING:
    from perflint.copies import Copy
    from perflint.result import CheckedDocument, CheckResult

T = TypeVar("T")

Annotate = Annotated[
    Path | None,
    typer.Option(
        "--annotate",
        metavar="DIR",
        help="批注了问题的文件副本存入此文件夹 / copies with comments go to this folder",
    ),
]

# So many copies are named one by one; of more only their number.
_NAMED = 12
_NO_FILE = Bilingual("来自标准输入，没有文件可批注。", "It came from standard input: there is no file to annotate.")
_NO_COPY = Bilingual("没有出批注件：", "no annotated copy: ")
_COPY = Bilingual("批注件 {}（{} 处）{}", "annotated copy {}, comments: {}{}")
_REPLACED = Bilingual("，替换了原有的同名文件", ", in the place of an older one")
_NOT_PLACED = Bilingual("有一处没有批上（{}）：{}。", "one place has no comment ({}): {}.")
_MANY = Bilingual("已写 {} 份批注件到 {}", "Annotated copies written to {1}: {0}")
_LEFT_OUT = Bilingual("略过 {} 份以前的批注件、改正件。", "Copies of earlier runs that were passed over: {}.")


def without_copies(inputs: Sequence[T], named: Sequence[str], tags: Sequence[Bilingual]) -> tuple[list[T], int]:
    """The inputs without the copies of earlier runs that lie in their folders, and how many those are."""
    kept = [
        one for one in inputs if not isinstance(one, str) or one in named or not any(is_copy(one, tag) for tag in tags)
    ]
    return kept, len(inputs) - len(kept)


def older_copies(number: int, language: Language) -> Iterator[str]:
    """What is said of the copies that were passed over."""
    if number:
        yield _LEFT_OUT.pick(language).format(number)


class Annotating:
    """Writes the copies of a run. `failed` says whether one could not be written."""

    def __init__(
        self, folder: Path, inputs: Sequence[str], language: Language, fixed: Mapping[str, Path] | None = None
    ) -> None:
        """`fixed` are the corrected files that the findings are about, by the inputs that they were made of."""
        self.failed = False
        self._fixed = fixed or {}
        self._folder = folder
        self._shelf = Shelf(folder, inputs, ANNOTATED, language)
        self._language = language

    def write(self, result: "CheckResult", *, quiet: bool) -> Iterator[str]:
        """Write them one after the other and say what became of each; only what is amiss where `quiet`."""
        written = sum(any(form.findings for form in document.forms) for document in result.documents)
        names = not quiet and written <= _NAMED
        count = 0
        for document in result.documents:
            if not any(form.findings for form in document.forms):
                continue
            try:
                made = self._copy(document)
                if isinstance(made, Bilingual):
                    yield f"{document.path}: {_NO_COPY.pick(self._language)}{made.pick(self._language)}"
                    continue
                target = self._shelf.target(document.path, made.ending)
                replaced = self._shelf.write(made.data, target)
            except (UsageError, InputError) as error:
                self.failed = True
                yield error.describe(self._language)
                continue
            count += 1
            if names:
                yield self._said(document.path, target, made, replaced=replaced)
            for missed in made.missed:
                place = missed.address.describe(self._language)
                reason = missed.reason.pick(self._language)
                yield f"{document.path}: {_NOT_PLACED.pick(self._language).format(place, reason)}"
            for remark in made.remarks:
                yield f"{document.path}: {remark.pick(self._language)}"
        if count and not names and not quiet:
            yield _MANY.pick(self._language).format(count, self._folder)

    def _copy(self, document: "CheckedDocument") -> "Copy | Bilingual":
        from perflint.copies import NoCopy, annotate  # noqa: PLC0415  # only where copies are wanted
        from perflint.documents.files import is_from_stdin  # noqa: PLC0415

        source = self._fixed.get(document.path, document.path)
        if is_from_stdin(document.path):
            return _NO_FILE
        made = annotate(source, document, language=self._language)
        return made.reason if isinstance(made, NoCopy) else made

    def _said(self, path: str, target: Path, made: "Copy", *, replaced: bool) -> str:
        older = _REPLACED.pick(self._language) if replaced else ""
        return f"{path}: {_COPY.pick(self._language).format(target, made.placed, older)}"
