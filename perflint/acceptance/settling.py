"""Sorts the findings of judged forms: waived, known from the baseline, or counting; then draws the balance."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from perflint.acceptance.baseline_file import Baseline
from perflint.acceptance.matching import accepting
from perflint.acceptance.stale import could_tell, stale_waivers
from perflint.acceptance.waiver_file import WaiverFile
from perflint.engine.functions import normalise
from perflint.engine.outcome import Finding, FormRef, Waived, Waiver
from perflint.result import (
    Acceptance,
    BaselineEntry,
    BaselineReport,
    CheckedDocument,
    CheckedForm,
    CheckResult,
    FailedInput,
)


class Accepted(msgspec.Struct, frozen=True):
    """What was accepted before a run: a waiver file, a baseline, and the day on which the waivers must hold."""

    today: dt.date
    waivers: WaiverFile | None = None
    baseline: Baseline | None = None


def settle_each(
    each: Iterable[CheckedDocument | FailedInput], accepted: Accepted
) -> Iterator[CheckedDocument | FailedInput]:
    """Each input with its findings sorted. An entry of the baseline covers as many findings as it counts."""
    valid = (
        [] if accepted.waivers is None else [one for one in accepted.waivers.waivers if not one.expired(accepted.today)]
    )
    entries = {} if accepted.baseline is None else accepted.baseline.entries
    left = {fingerprint: entry.count for fingerprint, entry in entries.items()}
    for entry in each:
        if isinstance(entry, FailedInput):
            yield entry
        else:
            forms = tuple(_settle(form, valid, left) for form in entry.forms)
            yield msgspec.structs.replace(entry, forms=forms)


def _settle(form: CheckedForm, waivers: list[Waiver], left: dict[str, int]) -> CheckedForm:
    counting: list[Finding] = []
    waived: list[Waived] = []
    known: list[Finding] = []
    for finding in form.findings:
        waiver = accepting(waivers, finding)
        if waiver is not None:
            waived.append(Waived(finding, waiver))
        elif left.get(finding.fingerprint, 0):
            left[finding.fingerprint] -= 1
            known.append(finding)
        else:
            counting.append(finding)
    if not (waived or known):
        return form
    return msgspec.structs.replace(
        form, findings=tuple(counting), waived=(*form.waived, *waived), known=(*form.known, *known)
    )


def conclude(result: CheckResult, accepted: Accepted) -> CheckResult:
    """A settled run with what it says of its waiver file and its baseline."""
    findings = () if accepted.waivers is None else tuple(stale_waivers(accepted.waivers, result, accepted.today))
    baseline = None if accepted.baseline is None else _balance(accepted.baseline, result)
    return msgspec.structs.replace(result, acceptance=Acceptance(findings, baseline))


def accept(result: CheckResult, accepted: Accepted) -> CheckResult:
    """A finished run, settled and concluded."""
    documents = tuple(entry for entry in settle_each(result.documents, accepted) if isinstance(entry, CheckedDocument))
    return conclude(msgspec.structs.replace(result, documents=documents), accepted)


def _balance(baseline: Baseline, result: CheckResult) -> BaselineReport:
    there = Counter(finding.fingerprint for finding in result.known)
    # What is waived now has not been mended.
    there.update(waived.finding.fingerprint for waived in result.waived)
    forms: dict[tuple[str, int | None, str, str], list[CheckedForm]] = {}
    for form in result.forms:
        forms.setdefault(_identity(form.ref), []).append(form)
    fixed: list[BaselineEntry] = []
    unseen: list[BaselineEntry] = []
    for entry in baseline.entries.values():
        missing = entry.count - there[entry.fingerprint]
        if missing > 0:
            same = forms.get(_identity(entry), ())
            seen = bool(same) and all(could_tell(form, entry.code) for form in same)
            (fixed if seen else unseen).append(msgspec.structs.replace(entry, count=missing))
    return BaselineReport(
        path=baseline.path,
        new=sum(len(form.findings) for form in result.forms),
        still=sum(len(form.known) for form in result.forms),
        fixed=tuple(fixed),
        unseen=tuple(unseen),
    )


def _identity(form: FormRef | BaselineEntry) -> tuple[str, int | None, str, str]:
    """The form as fingerprints know it."""
    return form.kind, form.year, normalise(form.project), normalise(form.unit)
