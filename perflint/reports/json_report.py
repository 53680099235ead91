"""The result of a check as JSON, exactly as `perflint.reports.findings_contract` and DESIGN section 5 describe it."""

import msgspec

from perflint.documents.model import Address, Notice
from perflint.engine.outcome import Finding, FormRef, NotEvaluated, RuleFault
from perflint.language import Language
from perflint.reports import findings_contract as contract
from perflint.reports.interface import View
from perflint.result import CheckedDocument, CheckResult


def render(result: CheckResult, view: View) -> str:
    """The whole run as one indented JSON object, its members always in the same order."""
    language = view.language
    report = contract.FindingsReport(
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
    )
    return msgspec.json.format(msgspec.json.encode(report), indent=2).decode() + "\n"


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
        )
        for form in document.forms
    ]
    notices = [notice_entry(notice, language) for notice in document.notices]
    return contract.InputEntry(document.path, document.format, forms, notices)


def _fault(fault: RuleFault, language: Language) -> contract.FaultEntry:
    message = fault.message.pick(language)
    return contract.FaultEntry(fault.code, fault.rule, fault.form.path, _place(fault.form), message)
