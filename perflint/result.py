"""What a run gives back: each input as understood or as judged, and the inputs that could not be read.

These types stand between the pipeline and the reports; they hold outcomes and count them, nothing more.
"""

import msgspec

from perflint.documents.model import Address, Document, Notice
from perflint.engine.outcome import SEVERITIES, Finding, FormRef, NotEvaluated, RuleFault, Severity, Waived
from perflint.errors import InputError
from perflint.forms.model import Form, Lack, Refusal
from perflint.language import Bilingual, Language


class FailedInput(msgspec.Struct, frozen=True):
    """An input that could not be read, and why; the other inputs were judged all the same."""

    path: str
    message: Bilingual
    place: str = ""
    remedy: Bilingual | None = None

    @classmethod
    def of(cls, error: InputError, path: str) -> "FailedInput":
        """The value that stands for `error`, raised while the input called `path` was read."""
        return cls(error.path or path, error.message, error.place, error.remedy)

    def explain(self, language: Language) -> str:
        """What is wrong and what to do, without the path."""
        parts = (part.pick(language) for part in (self.message, self.remedy) if part is not None)
        what = ("" if language == "zh" else " ").join(parts)
        return f"{self.place}: {what}" if self.place else what


class ParsedDocument(msgspec.Struct, frozen=True):
    """One input as understood: its forms, and the forms of kinds that perflint knows and does not judge."""

    path: str
    format: str
    forms: tuple[Form, ...]
    refusals: tuple[Refusal, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def formless(self) -> bool:
        """Whether nothing in it was taken for a form, not even for one that is refused."""
        return not (self.forms or self.refusals)


class ProfileChoice(msgspec.Struct, frozen=True):
    """The profile that a form was judged under; `why` says what it was guessed from, None where somebody named it."""

    name: str
    title: Bilingual
    why: Bilingual | None = None

    @property
    def guessed(self) -> bool:
        """Whether nobody named it."""
        return self.why is not None


class BaselineEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A finding of an earlier run as a baseline keeps it: its fingerprint, how often it occurred, and words for people.

    The form is told by kind, year, project and unit, never by its file.
    """

    fingerprint: str
    count: int = 1
    code: str
    rule: str
    kind: str
    year: int | None = None
    project: str = ""
    unit: str = ""
    indicator: str = ""


class BaselineReport(msgspec.Struct, frozen=True):
    """What became of a baseline.

    new     findings of this run that the baseline does not have (they alone count)
    still   findings of this run that it has
    fixed   entries whose form was judged whole, by the same rule, without the finding
    unseen  entries of which this run cannot tell: the form was not part of it or not whole, the rule did not run or
            could not be evaluated
    """

    path: str
    new: int
    still: int
    fixed: tuple[BaselineEntry, ...] = ()
    unseen: tuple[BaselineEntry, ...] = ()


class Acceptance(msgspec.Struct, frozen=True):
    """What a run says of its own waiver file and baseline: findings about waivers (PFW…), the baseline's balance."""

    findings: tuple[Finding, ...] = ()
    baseline: BaselineReport | None = None


class CheckedForm(msgspec.Struct, frozen=True, kw_only=True):
    """What the rules said of one form.

    findings    what counts: neither waived nor in the baseline
    waived      findings that a waiver accepts
    known       findings that the baseline has: still there, they do not count
    applicable  how many of the chosen rules are meant for this kind of form and year
    rules       the codes of these rules
    profile     the profile that they stand under
    narrowed    the user chose the rules by name
    passed      how many times a rule applied and held
    form        the form itself, where the caller asked to keep it
    department  who answers for it, as printed: the department, else the unit
    begins      its first cell, by which the document is parted among its forms
    """

    ref: FormRef
    complete: bool
    lacks: tuple[Lack, ...]
    applicable: int
    passed: int
    findings: tuple[Finding, ...]
    not_evaluated: tuple[NotEvaluated, ...] = ()
    waived: tuple[Waived, ...] = ()
    known: tuple[Finding, ...] = ()
    faults: tuple[RuleFault, ...] = ()
    rules: tuple[str, ...] = ()
    profile: ProfileChoice | None = None
    form: Form | None = None
    narrowed: bool = False
    department: str = ""
    begins: Address | None = None

    @property
    def judged(self) -> bool:
        """Whether the run may speak about this form at all.

        It may not where no chosen rule is meant for such a form, nor where every rule that was tried could not be
        evaluated: silence would then read as "clean".
        """
        evaluated = self.passed or self.findings or self.waived or self.known
        return bool(self.applicable and (evaluated or not (self.not_evaluated or self.faults)))

    @property
    def spotless(self) -> bool:
        """Whether the form is whole, was judged, and there is nothing to say of it."""
        return self.settled and not (self.waived or self.known)

    @property
    def settled(self) -> bool:
        """Whether there is nothing to say of it but what was accepted before, by a waiver or a baseline."""
        return self.judged and self.complete and not (self.findings or self.not_evaluated or self.faults)

    @property
    def passed_over(self) -> bool:
        """Whether the user chose rules of which none is meant for such a form: nothing is said, and nothing amiss."""
        return self.narrowed and not self.applicable


class CheckedDocument(msgspec.Struct, frozen=True):
    """One input as judged.

    `document` is what the reader saw, cell by cell, where the caller asked to keep it.
    """

    path: str
    format: str
    forms: tuple[CheckedForm, ...]
    refusals: tuple[Refusal, ...] = ()
    notices: tuple[Notice, ...] = ()
    document: Document | None = None

    @property
    def formless(self) -> bool:
        """Whether nothing in it was taken for a form, not even for one that is refused."""
        return not (self.forms or self.refusals)


class Counts(msgspec.Struct, frozen=True):
    """The figures of a run.

    `documents` are the inputs that were read; `not_evaluated` counts outcomes: a rule that fails to see ten indicators
    counts ten; `unjudged` leaves out the forms that were `passed_over`. `error`, `warning` and `info` count neither
    `waived` findings nor the `known` ones of a baseline.
    """

    documents: int
    forms: int
    error: int
    warning: int
    info: int
    not_evaluated: int
    waived: int
    refused: int
    unjudged: int
    without_form: int
    unreadable: int
    faults: int
    passed_over: int = 0
    known: int = 0

    def of(self, severity: Severity) -> int:
        """How many findings have this severity."""
        return {"error": self.error, "warning": self.warning, "info": self.info}[severity]


class CheckResult(msgspec.Struct, frozen=True):
    """A whole run: the judged inputs in their order, those that could not be read, and what it says of acceptances."""

    documents: tuple[CheckedDocument, ...]
    failures: tuple[FailedInput, ...] = ()
    acceptance: Acceptance = Acceptance()

    @property
    def forms(self) -> tuple[CheckedForm, ...]:
        """Every form of the run, in order."""
        return tuple(form for document in self.documents for form in document.forms)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding of the run that counts, in order; those about the waiver file come last."""
        return (*(finding for form in self.forms for finding in form.findings), *self.acceptance.findings)

    @property
    def waived(self) -> tuple[Waived, ...]:
        """Every finding that a waiver accepts, in order."""
        return tuple(waived for form in self.forms for waived in form.waived)

    @property
    def known(self) -> tuple[Finding, ...]:
        """Every finding that the baseline has, in order."""
        return tuple(finding for form in self.forms for finding in form.known)

    @property
    def not_evaluated(self) -> tuple[NotEvaluated, ...]:
        """Every outcome that could not be evaluated, in order."""
        return tuple(outcome for form in self.forms for outcome in form.not_evaluated)

    @property
    def faults(self) -> tuple[RuleFault, ...]:
        """Every rule that broke while running, in order."""
        return tuple(fault for form in self.forms for fault in form.faults)

    def counts(self) -> Counts:
        """The figures for a summary."""
        forms = self.forms
        graded = dict.fromkeys(SEVERITIES, 0)
        for finding in self.findings:
            graded[finding.severity] += 1
        return Counts(
            documents=len(self.documents),
            forms=len(forms),
            error=graded["error"],
            warning=graded["warning"],
            info=graded["info"],
            not_evaluated=sum(len(form.not_evaluated) for form in forms),
            waived=sum(len(form.waived) for form in forms),
            refused=sum(len(document.refusals) for document in self.documents),
            unjudged=sum(not (form.judged or form.passed_over) for form in forms),
            without_form=sum(document.formless for document in self.documents),
            unreadable=len(self.failures),
            faults=sum(len(form.faults) for form in forms),
            passed_over=sum(form.passed_over for form in forms),
            known=sum(len(form.known) for form in forms),
        )


class ParseResult(msgspec.Struct, frozen=True):
    """A whole run of `parse`."""

    documents: tuple[ParsedDocument, ...]
    failures: tuple[FailedInput, ...] = ()


class ReadResult(msgspec.Struct, frozen=True):
    """A whole run of readings: the inputs as tables and text, before anything is recognised."""

    documents: tuple[Document, ...]
    failures: tuple[FailedInput, ...] = ()
