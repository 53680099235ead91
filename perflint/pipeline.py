"""The four verbs as plain functions: read, recognise, judge, and the results for the reports.

parse, parse_all      what was understood of one source, of many
check                 what the rules say of one or many sources
parse_each, check_each   the same one by one, for runs too large to hold
read_each     what the readers saw, before anything is recognised

A source is a path (a folder or a glob stands for its files, `-` for standard input), the bytes of a file, a `Document`
or a `Form`. A zip archive stands for the files in it, wherever it comes from; `parse`, which gives one document, takes
none. Nothing here prints; an input that cannot be read becomes a value and never stops the others.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from perflint.choosing import Layer, RuleChoice
from perflint.documents import Document, Notice, convert_together, find_inputs, open_streams, read_bytes, read_input
from perflint.documents.interface import Source as Held
from perflint.documents.limits import Limits
from perflint.engine.outcome import Failed, Finding, NotEvaluated, RuleFault, Waived
from perflint.errors import InputError
from perflint.forms.model import Form, Refusal
from perflint.result import (
    CheckedDocument,
    CheckedForm,
    CheckResult,
    FailedInput,
    ParsedDocument,
    ParseResult,
    ProfileChoice,
    ReadResult,
)

if TYPE_CHECKING:
    from perflint.acceptance.settling import Accepted
    from perflint.engine import RuleSet

T = TypeVar("T")

Source = str | Path | bytes | Document | Form
"""What can be parsed and checked."""

NAMELESS = "<bytes>"


def parse(source: Source, *, limits: Limits | None = None) -> ParsedDocument:
    """What was understood of one source.

    `limits` bounds its size; by default those of the environment hold.
    Raises InputError if it cannot be read: MissingInput, EmptyInput, UnknownFormat, DamagedInput or InputTooLarge.
    """
    return _understand(source, limits).parsed()


def parse_all(sources: Source | Iterable[Source], *, limits: Limits | None = None) -> ParseResult:
    """What was understood of all sources, and which could not be read."""
    return collect_parsed(parse_each(find(sources), limits=limits))


def check(
    sources: Source | Iterable[Source],
    *,
    rules: "RuleSet | RuleChoice | None" = None,
    profile: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    waivers: str | Path | None = None,
    baseline: str | Path | None = None,
    limits: Limits | None = None,
    keep_forms: bool = True,
    keep_documents: bool = False,
) -> CheckResult:
    """What the rules say of the sources.

    Without `rules` the built-in rulebook is loaded under `profile` (by default the one that each form suggests, else
    national), narrowed by `select` and `ignore` (codes, families, names). Findings that the file of `waivers` accepts
    or the one of `baseline` has stand apart, in `waived` and `known` of their form. `keep_forms=False` gives the forms'
    memory back as soon as they are judged, `keep_documents=True` keeps the cells as read, for those who draw them.
    Raises UsageError for an unknown profile or rule, RuleFileError for a damaged waiver file or baseline. An input that
    cannot be read is in the result's `failures`.
    """
    chosen = rules
    if chosen is None:
        chosen = RuleChoice(Layer(profile=profile, select=tuple(select), ignore=tuple(ignore)))
    accepted = choose_accepted(chosen, waivers=waivers, baseline=baseline)
    each = check_each(
        find(sources),
        chosen,
        accepted=accepted,
        limits=limits,
        keep_forms=keep_forms,
        keep_documents=keep_documents,
    )
    return collect(each, accepted)


def find(sources: Source | Iterable[Source]) -> Iterator[Source | InputError]:
    """The sources one by one, folders and globs replaced by their files, and an error for each that is not there."""
    paths: list[str | Path] = []
    for source in (sources,) if isinstance(sources, str | Path | bytes | Document | Form) else sources:
        if isinstance(source, str | Path):
            paths.append(source)
            continue
        yield from find_inputs(paths)
        paths.clear()
        yield source
    # All paths that stand together go in one call, so that a file named twice is read once.
    yield from find_inputs(paths)


def parse_each(
    sources: Iterable[Source | InputError], *, limits: Limits | None = None
) -> Iterator[ParsedDocument | FailedInput]:
    """Each source as understood, or why it could not be read, in order and one at a time.

    Older office files are converted ahead, many at a time.
    """
    for entry in _understand_each(sources, limits):
        yield entry if isinstance(entry, FailedInput) else entry.parsed()


def read_each(
    sources: Iterable[Source | InputError], *, limits: Limits | None = None
) -> Iterator[Document | FailedInput]:
    """Each source as the reader saw it, before anything is recognised; a Form was never read and is left out."""
    for source in _opened(sources, limits):
        if isinstance(source, Form):
            continue
        try:
            if isinstance(source, InputError):
                raise source
            document = _read(source, limits)
        except InputError as error:
            yield FailedInput.of(error, _name(source))
        else:
            yield document


def check_each(
    sources: Iterable[Source | InputError],
    rules: "RuleSet | RuleChoice",
    *,
    accepted: "Accepted | None" = None,
    limits: Limits | None = None,
    keep_forms: bool = True,
    keep_documents: bool = False,
) -> Iterator[CheckedDocument | FailedInput]:
    """Each source as judged, or why it could not be read, in order and one at a time.

    With `accepted` the findings are sorted as they come; `collect` then draws the balance.
    """
    each = _judge_each(sources, rules, limits, keep_forms=keep_forms, keep_documents=keep_documents)
    if accepted is None:
        return each
    from perflint.acceptance.settling import settle_each  # noqa: PLC0415  # most runs have nothing that was accepted

    return settle_each(each, accepted)


def _judge_each(
    sources: Iterable[Source | InputError],
    rules: "RuleSet | RuleChoice",
    limits: Limits | None,
    *,
    keep_forms: bool,
    keep_documents: bool,
) -> Iterator[CheckedDocument | FailedInput]:
    for entry in _understand_each(sources, limits):
        if isinstance(entry, FailedInput):
            yield entry
            continue
        forms = tuple(check_form(form, rules, keep_form=keep_forms) for form in entry.forms)
        kept = entry.document if keep_documents else None
        yield CheckedDocument(entry.path, entry.format, forms, entry.refusals, entry.notices, kept)


def check_form(form: Form, rules: "RuleSet | RuleChoice", *, keep_form: bool = True) -> CheckedForm:
    """What the rules say of one form, its findings in the order of the paper."""
    from perflint.engine import judge_form  # noqa: PLC0415  # parsing alone needs no engine

    if isinstance(rules, RuleChoice):
        rules, profile = rules.for_form(form)
    else:
        profile = ProfileChoice(rules.profile.name, rules.profile.title)
    findings: list[Finding] = []
    gaps: list[NotEvaluated] = []
    waived: list[Waived] = []
    faults: list[RuleFault] = []
    judgement = judge_form(form, rules)
    for outcome in judgement.outcomes:
        if isinstance(outcome, Failed):
            findings.append(outcome.finding)
        elif isinstance(outcome, NotEvaluated):
            gaps.append(outcome)
        elif isinstance(outcome, Waived):
            waived.append(outcome)
        elif isinstance(outcome, RuleFault):
            faults.append(outcome)
    return CheckedForm(
        ref=judgement.form,
        complete=form.complete,
        lacks=form.lacks,
        applicable=len(judgement.rules),
        passed=judgement.passed,
        findings=tuple(sorted(findings, key=_paper_order)),
        not_evaluated=tuple(gaps),
        waived=tuple(waived),
        faults=tuple(faults),
        rules=judgement.rules,
        profile=profile,
        form=form if keep_form else None,
        narrowed=rules.narrowed,
        department=form.department.text or form.unit.text,
        begins=form.begins,
    )


def collect(each: Iterable[CheckedDocument | FailedInput], accepted: "Accepted | None" = None) -> CheckResult:
    """A run of checks gathered into its result; `accepted` is what `check_each` was given."""
    result = CheckResult(*_parted(each))
    if accepted is None:
        return result
    from perflint.acceptance.settling import conclude  # noqa: PLC0415  # see check_each

    return conclude(result, accepted)


def collect_parsed(each: Iterable[ParsedDocument | FailedInput]) -> ParseResult:
    """A run of parses gathered into its result."""
    return ParseResult(*_parted(each))


def collect_read(each: Iterable[Document | FailedInput]) -> ReadResult:
    """A run of readings gathered into its result."""
    return ReadResult(*_parted(each))


def _parted(each: Iterable[T | FailedInput]) -> tuple[tuple[T, ...], tuple[FailedInput, ...]]:
    """What went well and what could not be read, each in its order."""
    done: list[T] = []
    failures: list[FailedInput] = []
    for entry in each:
        if isinstance(entry, FailedInput):
            failures.append(entry)
        else:
            done.append(entry)
    return tuple(done), tuple(failures)


def choose_rules(
    *,
    profile: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    own: Sequence[Path] = (),
) -> "RuleSet":
    """The built-in rulebook and the files of `own`, under a profile, narrowed by codes, families or names.

    One set for all forms: without a profile it is the national one.
    Raises UsageError for a profile or selector that does not exist and where no rule is left, RuleFileError for rule
    files with mistakes.
    """
    return RuleChoice(Layer(profile=profile, select=tuple(select), ignore=tuple(ignore)), own=own).usual


def choose_accepted(
    rules: "RuleSet | RuleChoice",
    *,
    waivers: str | Path | None = None,
    baseline: str | Path | None = None,
    today: dt.date | None = None,
) -> "Accepted | None":
    """The waivers and the baseline of these files, None where there is neither; waivers must hold `today`.

    Raises UsageError where a file is missing, RuleFileError where it has mistakes.
    """
    if waivers is None and baseline is None:
        return None
    from perflint.acceptance.baseline_file import load_baseline  # noqa: PLC0415  # see check_each
    from perflint.acceptance.settling import Accepted  # noqa: PLC0415
    from perflint.acceptance.waiver_file import load_waivers  # noqa: PLC0415

    known = (rules.usual if isinstance(rules, RuleChoice) else rules).known
    return Accepted(
        today=today or dt.date.today(),  # the day on the user's own calendar
        waivers=None if waivers is None else load_waivers(Path(waivers), known),
        baseline=None if baseline is None else load_baseline(Path(baseline)),
    )


def _paper_order(finding: Finding) -> tuple[tuple[bool, int, str], int, int, str]:
    address = finding.address
    container = address.container
    # Pages and tables are counted, sheets are named.
    place = (False, int(container), "") if container.isdecimal() else (True, 0, container)
    return place, address.row, address.column, finding.code


class _Understood(NamedTuple):
    """What was understood of a source, and what the reader saw of it; the forms are made as they are asked for."""

    path: str
    format: str
    forms: Iterable[Form]
    refusals: tuple[Refusal, ...] = ()
    notices: tuple[Notice, ...] = ()
    document: Document | None = None

    def parsed(self) -> ParsedDocument:
        """All of it, the forms made."""
        return ParsedDocument(self.path, self.format, tuple(self.forms), self.refusals, self.notices)


def _opened(sources: Iterable[Source | InputError], limits: Limits | None) -> Iterator[Source | Held | InputError]:
    """The sources, archives in memory as the files in them, older office files already read."""
    return convert_together(open_streams(sources, limits, nameless=NAMELESS), limits)


def _understand_each(
    sources: Iterable[Source | InputError], limits: Limits | None
) -> Iterator[_Understood | FailedInput]:
    for source in _opened(sources, limits):
        try:
            if isinstance(source, InputError):
                raise source
            understood = _understand(source, limits)
        except InputError as error:
            yield FailedInput.of(error, _name(source))
        else:
            yield understood


def _understand(source: Source | Held, limits: Limits | None) -> _Understood:
    if isinstance(source, Form):
        return _Understood(source.path, "form", (source,))
    from perflint.forms.recognise import recognise_each  # noqa: PLC0415  # a Form needs no recogniser

    document = _read(source, limits)
    forms, refusals = recognise_each(document)
    return _Understood(document.path, document.format, forms, refusals, document.notices, document)


def _read(source: str | Path | bytes | Document | Held, limits: Limits | None) -> Document:
    if isinstance(source, Document):
        return source
    if isinstance(source, bytes):
        return read_bytes(source, NAMELESS, limits)
    return read_input(source if isinstance(source, Held) else str(source), limits)


def _name(source: Source | Held | InputError) -> str:
    if isinstance(source, bytes):
        return NAMELESS
    return str(source) if isinstance(source, str | Path) else source.path
