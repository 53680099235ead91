"""The result of a check as JSON, exactly as `perflint.reports.findings_contract` and DESIGN section 5 describe it."""

import msgspec

from perflint.documents.model import Address, Notice
from perflint.engine.outcome import Finding, FormRef, NotEvaluated, RuleFault, Waived
from perflint.language import Language
from perflint.reports import findings_contract as contract
from perflint.reports.interface import View
from perflint.result import BaselineEntry, BaselineReport, CheckedDocument, CheckResult, ProfileChoice

# The lists of the report and what an entry of each is called where it stands alone (JSON lines).
ENTRIES = {
    "findings": "finding",
    "waived": "waived",
    "known": "known",
    "not_evaluated": "not_evaluated",
    "inputs": "input",
    "errors": "error",
    "refused": "refused",
    "faults": "fault",
}


def render(result: CheckResult, view: View) -> str:
    """The whole run as one indented JSON object, its members always in the same order."""
    return msgspec.json.format(msgspec.json.encode(report(result, view.language)), indent=2).decode() + "\n"


def report(result: CheckResult, language: Language) -> contract.FindingsReport:
    """The whole run as the types of the contract."""
    balance = result.acceptance.baseline
    return contract.FindingsReport(
        version=contract.VERSION,
        summary=contract.Summary(**msgspec.structs.asdict(result.counts())),
        findings=[_finding(finding, language) for finding in result.findings],
        not_evaluated=[_not_evaluated(outcome, language) for outcome in result.not_evaluated],
        inputs=[_input(document, language) for document in result.documents],
        errors=[contract.ErrorEntry(failure.path, failure.explain(language)) for failure in result.failures],
        refused=[
            contract.RefusedEntry(document.path, refusal.kind, refusal.reason.pick(language), spell(refusal.address))
            for document in result.documents
            for refusal in document.refusals
        ],
        faults=[_fault(fault, language) for fault in result.faults],
        waived=[_waived(waived, language) for waived in result.waived],
        known=[_finding(finding, language) for finding in result.known],
        baseline=None if balance is None else _baseline(balance),
    )


def spell(address: Address | None) -> str | None:
    """The short spelling of an address, or null where the layout has no such cell."""
    return None if address is None else str(address)


def notice_entry(notice: Notice, language: Language) -> contract.NoticeEntry:
    """A reader's notice in the language of the run."""
    return contract.NoticeEntry(notice.message.pick(language), spell(notice.address))


def _place(form: FormRef) -> contract.FormPlace:
    return contract.FormPlace(form.index, form.project, form.kind)


def _finding(finding: Finding, language: Language) -> contract.FindingEntry:
    fix = finding.fix
    return contract.FindingEntry(
        code=finding.code,
        rule=finding.rule,
        severity=finding.severity,
        message=finding.message.pick(language),
        why=finding.why.pick(language),
        advice=finding.advice.pick(language),
        trace=finding.trace,
        path=finding.form.path,
        form=_place(finding.form),
        field=finding.field,
        indicator=finding.indicator,
        address=str(finding.address),
        related=[contract.RelatedPlace(operand.field, spell(operand.address)) for operand in finding.related],
        expected=finding.expected,
        found=finding.found,
        fingerprint=finding.fingerprint,
        fix=None if fix is None else contract.FixEntry(fix.field, fix.to, fix.kind),
        doubt=msgspec.UNSET if finding.doubt is None else finding.doubt.pick(language),
    )


def _waived(waived: Waived, language: Language) -> contract.WaivedEntry:
    waiver = waived.waiver
    expires = waiver.expires.isoformat() if waiver.expires is not None else None
    entry = contract.WaiverEntry(waiver.reason, waiver.approver, expires, waiver.path, str(waiver.address))
    return contract.WaivedEntry(_finding(waived.finding, language), entry)


def _baseline(balance: BaselineReport) -> contract.BaselineEntry:
    fixed, unseen = ([_remembered(one) for one in entries] for entries in (balance.fixed, balance.unseen))
    return contract.BaselineEntry(balance.path, balance.new, balance.still, fixed, unseen)


def _remembered(entry: BaselineEntry) -> contract.RememberedEntry:
    return contract.RememberedEntry(**msgspec.structs.asdict(entry))


def _not_evaluated(outcome: NotEvaluated, language: Language) -> contract.NotEvaluatedEntry:
    return contract.NotEvaluatedEntry(
        rule=outcome.rule,
        path=outcome.form.path,
        form=_place(outcome.form),
        reason=outcome.reason.pick(language),
        code=outcome.code,
        field=outcome.field,
    )


def _input(document: CheckedDocument, language: Language) -> contract.InputEntry:
    forms = [
        contract.InputForm(
            index=form.ref.index,
            project=form.ref.project,
            kind=form.ref.kind,
            complete=form.complete,
            lacks=[lack.part for lack in form.lacks],
            judged=form.judged,
            profile=_profile(form.profile, language),
        )
        for form in document.forms
    ]
    notices = [notice_entry(notice, language) for notice in document.notices]
    return contract.InputEntry(document.path, document.format, forms, notices)


def _profile(choice: ProfileChoice | None, language: Language) -> contract.ProfileEntry | msgspec.UnsetType:
    if choice is None:
        return msgspec.UNSET
    return contract.ProfileEntry(choice.name, choice.guessed, choice.why.pick(language) if choice.why else None)


def _fault(fault: RuleFault, language: Language) -> contract.FaultEntry:
    message = fault.message.pick(language)
    return contract.FaultEntry(fault.code, fault.rule, fault.form.path, _place(fault.form), message)
