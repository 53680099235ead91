"""`perflint check --fix`: corrected copies of the inputs, or with `--diff` what they would be."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import msgspec
import typer

from perflint.cli.shelf import FIXED, Shelf, write_bytes
from perflint.errors import InputError, UsageError
from perflint.language import Bilingual, Language

if TYPE_CHECKING:
    from perflint.acceptance.settling import Accepted
    from perflint.choosing import RuleChoice
    from perflint.engine import RuleSet
    from perflint.fixes import Mended, Unfixed
    from perflint.fixes.model import FixKind
    from perflint.result import CheckedDocument, CheckResult

Fix = Annotated[
    bool, typer.Option("--fix", help="改正写法（如全角数字），另存为 .已改 副本 / write copies with safe corrections")
]
UnsafeFixes = Annotated[
    bool,
    typer.Option("--unsafe-fixes", help="连同重算的得分、执行率、总分 / recomputed scores, rates and totals too"),
]
Diff = Annotated[bool, typer.Option("--diff", help="只显示会怎样改，不写文件 / show the corrections, write nothing")]
InPlace = Annotated[bool, typer.Option("--in-place", help="与 --fix 同用：直接改原文件 / change the inputs themselves")]
FixDir = Annotated[
    Path | None, typer.Option("--fix-dir", metavar="DIR", help="改正后的副本存入此文件夹 / folder of the copies")
]

_NEEDS_FIX = Bilingual("{} 要与 --fix 同用。", "{} goes with --fix.")
_NEEDS_EITHER = Bilingual("--unsafe-fixes 要与 --fix 或 --diff 同用。", "--unsafe-fixes goes with --fix or --diff.")
_ONE_OF = Bilingual(
    "--in-place 与 --fix-dir 只能选一个。", "--in-place and --fix-dir exclude each other."
)  # fmt: skip
_NO_FILE = Bilingual("来自标准输入，没有文件可改。", "It came from standard input: there is no file to fix.")
_IN_ARCHIVE = Bilingual(
    "在压缩包里，不能就地改；请用 --fix-dir 指定文件夹。",
    "It is inside an archive and cannot be changed there; name a folder with --fix-dir.",
)
_WRITTEN = Bilingual("改了 {} 处，写入 {}{}", "cells fixed: {}, written to {}{}")
_CHANGED = Bilingual("就地改了 {} 处", "cells fixed in place: {}")
_REPLACED = Bilingual("，替换了原有的同名文件", ", in the place of an older one")
_UNFIXED = Bilingual("没有改 {}（{}：{} → {}）：{}。", "not fixed: {} ({}: {} → {}): {}.")
_NOWHERE = Bilingual("表中无此格", "no such cell")
_NOTHING = Bilingual("没有可以直接改的。", "Nothing to fix.")
_MORE = Bilingual("还有 {} 处可用 --unsafe-fixes 重算。", "More that --unsafe-fixes would recompute: {}.")
_REPORT = Bilingual("以上报告说的是改正之后的内容。", "The report is about the corrected content.")


class Wanted(msgspec.Struct, frozen=True):
    """What the user asked for."""

    unsafe: bool
    diff: bool
    in_place: bool
    folder: Path | None

    @property
    def copies(self) -> bool:
        """Whether files named as corrected copies are written."""
        return not (self.diff or self.in_place)


def wanted(*, fix: bool, unsafe: bool, diff: bool, in_place: bool, folder: Path | None) -> Wanted | None:
    """The options together, None where none was given. Raises UsageError where they do not go together."""
    for option, given in (("--in-place", in_place), ("--fix-dir", folder is not None)):
        if given and not fix:
            raise UsageError(Bilingual(_NEEDS_FIX.zh.format(option), _NEEDS_FIX.en.format(option)))
    if unsafe and not (fix or diff):
        raise UsageError(_NEEDS_EITHER)
    if in_place and folder is not None:
        raise UsageError(_ONE_OF)
    return Wanted(unsafe, diff, in_place, folder) if fix or diff else None


class Fixing:
    """Mends the inputs of a run.

    failed      a corrected file could not be written
    said        what people are told, in order; what is amiss in `troubles`
    difference  what `--diff` shows
    files       the corrected file of each input that was changed
    """

    def __init__(self, asked: Wanted, inputs: Sequence[str], language: Language) -> None:
        self.asked = asked
        self.failed = False
        self.said: list[str] = []
        self.troubles: list[str] = []
        self.difference = ""
        self.files: dict[str, Path] = {}
        self._language = language
        self._inputs = inputs
        self._shelf = None if asked.folder is None else Shelf(asked.folder, inputs, FIXED, language)
        self._recomputable = 0

    def applied(
        self, result: "CheckResult", rules: "RuleSet | RuleChoice", accepted: "Accepted | None"
    ) -> "CheckResult":
        """Mend what was judged; the result with what the rules say of the corrected files in place of the others."""
        documents = tuple(self._document(document, rules) for document in result.documents)
        if not (self.files or self.difference):
            self.said.append(_NOTHING.pick(self._language))
        if self.files:
            self.said.append(_REPORT.pick(self._language))
        if self._recomputable and not self.asked.unsafe:
            self.said.append(_MORE.pick(self._language).format(self._recomputable))
        mended = msgspec.structs.replace(result, documents=documents)
        if accepted is None or not self.files:
            return mended
        from perflint.acceptance.settling import accept  # noqa: PLC0415  # most runs have nothing that was accepted

        unsettled = tuple(map(_unsettled, documents))
        return accept(msgspec.structs.replace(mended, documents=unsettled), accepted)

    def lines(self, *, quiet: bool) -> Iterable[str]:
        """What is to be said on standard error."""
        return self.troubles if quiet else (*self.troubles, *self.said)

    def _document(self, document: "CheckedDocument", rules: "RuleSet | RuleChoice") -> "CheckedDocument":
        from perflint.documents import read_bytes  # noqa: PLC0415

        try:
            mended = self._mended(document, rules)
        except InputError as error:
            # It was read a moment ago: it has been changed or taken away since.
            self.failed = True
            self.troubles.append(error.describe(self._language))
            return document
        if mended is None:
            return document
        self._recomputable += sum(change.kind == "recompute" for change in mended.proposals)
        self.troubles += self._unfixed(mended)
        if self.asked.diff:
            from perflint.fixes import difference  # noqa: PLC0415

            self.difference += difference(self._as_it_would_be(mended, document, rules), self._language)
            return document
        if mended.data == mended.before:
            return document
        if not self._written(mended):
            return document
        checked = mended.checked
        forms = tuple(msgspec.structs.replace(form, form=None) for form in checked.forms)
        # Reports that draw the cells draw those of the corrected file.
        read = None if document.document is None else read_bytes(mended.data, mended.path)
        return msgspec.structs.replace(checked, forms=forms, document=read)

    def _as_it_would_be(self, mended: "Mended", document: "CheckedDocument", rules: "RuleSet | RuleChoice") -> "Mended":
        """With the values that `--unsafe-fixes` would give: a total follows from the points mended with it."""
        if not any(change.kind == "recompute" for change in mended.proposals):
            return mended
        from perflint.fixes.model import UNSAFE  # noqa: PLC0415

        whole = self._mended(document, rules, UNSAFE)
        changes = () if whole is None else whole.changes
        shown = [one for one in mended.proposals if one.kind != "recompute"]
        shown += [one for one in changes if one.kind == "recompute"]
        return msgspec.structs.replace(mended, proposals=tuple(shown))

    def _mended(
        self, document: "CheckedDocument", rules: "RuleSet | RuleChoice", asked: "frozenset[FixKind] | None" = None
    ) -> "Mended | None":
        """A document after mending, by default with the kinds of fixes that the user asked for.

        None where there is nothing that could be mended.
        """
        from perflint.copies.rewriting import why_not  # noqa: PLC0415
        from perflint.documents.files import display_path, file_bytes, is_from_stdin  # noqa: PLC0415
        from perflint.documents.limits import Limits  # noqa: PLC0415
        from perflint.fixes import mend  # noqa: PLC0415
        from perflint.fixes.model import SAFE, UNSAFE  # noqa: PLC0415

        kinds = asked or (UNSAFE if self.asked.unsafe else SAFE)
        findings = [finding for form in document.forms for finding in form.findings]
        fixable = any(finding.fix is not None and finding.fix.kind in kinds for finding in findings)
        reason = _NO_FILE if is_from_stdin(document.path) else why_not(document.format)
        if reason is not None:
            if fixable:
                self.troubles.append(f"{document.path}: {reason.pick(self._language)}")
            return None
        limits = Limits.from_environment()
        name = display_path(document.path)
        data = file_bytes(document.path, name, limits.max_bytes)
        settled = {
            finding.fingerprint
            for form in document.forms
            for finding in (*(waived.finding for waived in form.waived), *form.known)
        }
        return mend(data, name, rules, kinds=kinds, accepted=settled, limits=limits)

    def _unfixed(self, mended: "Mended") -> Iterator[str]:
        for one in mended.unfixed:
            yield f"{mended.path}: {self._why(one)}"
        for remark in mended.remarks:
            yield f"{mended.path}: {remark.pick(self._language)}"

    def _why(self, one: "Unfixed") -> str:
        place = one.address.describe(self._language) if one.address is not None else _NOWHERE.pick(self._language)
        reason = one.reason.pick(self._language)
        return _UNFIXED.pick(self._language).format(place, one.code, one.before, one.after, reason)

    def _written(self, mended: "Mended") -> bool:
        """Write a corrected file; False where that cannot be."""
        number = len(mended.changes)
        try:
            if self.asked.in_place:
                target = self._in_place(mended.path)
                write_bytes(mended.data, target)
                self.said.append(f"{mended.path}: {_CHANGED.pick(self._language).format(number)}")
            else:
                shelf = self._shelf or self._beside(mended.path)
                target = shelf.target(mended.path, mended.ending)
                older = _REPLACED.pick(self._language) if shelf.write(mended.data, target) else ""
                self.said.append(f"{mended.path}: {_WRITTEN.pick(self._language).format(number, target, older)}")
        except UsageError as error:
            self.failed = True
            self.troubles.append(error.describe(self._language))
            return False
        self.files[mended.path] = target
        return True

    def _in_place(self, path: str) -> Path:
        if not Path(path).is_file():
            raise UsageError(_IN_ARCHIVE, path=path)
        return Path(path)

    def _beside(self, path: str) -> Shelf:
        """The folder that a file lies in."""
        if not Path(path).is_file():
            raise UsageError(_IN_ARCHIVE, path=path)
        return Shelf(Path(path).parent, [path, *self._inputs], FIXED, self._language, base=Path(path).parent)


def _unsettled(document: "CheckedDocument") -> "CheckedDocument":
    """A document before its findings were sorted into those that count and those that were accepted."""
    forms = tuple(
        msgspec.structs.replace(
            form,
            findings=(*form.findings, *(waived.finding for waived in form.waived), *form.known),
            waived=(),
            known=(),
        )
        for form in document.forms
    )
    return msgspec.structs.replace(document, forms=forms)
