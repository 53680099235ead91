"""What was understood, as JSON: the contract of DESIGN section 5, with the address of every field."""

import json
from typing import Any

import msgspec

from perflint.forms.export import form_to_mapping
from perflint.language import Language
from perflint.reports.findings_contract import VERSION, RefusedEntry
from perflint.reports.interface import View
from perflint.reports.json_report import notice_entry, spell
from perflint.result import ParsedDocument, ParseResult


def render(result: ParseResult, view: View) -> str:
    """The documents in order, then the inputs that could not be read."""
    return json.dumps(as_mapping(result, view.language, addresses=True), ensure_ascii=False, indent=2) + "\n"


def as_mapping(result: ParseResult, language: Language, *, addresses: bool) -> dict[str, Any]:
    """The whole output of `parse` as plain data, in the order of the contract."""
    return {
        "version": VERSION,
        "documents": [_document(document, language, addresses=addresses) for document in result.documents],
        "errors": [{"path": failure.path, "message": failure.explain(language)} for failure in result.failures],
    }


def _document(document: ParsedDocument, language: Language, *, addresses: bool) -> dict[str, Any]:
    return {
        "path": document.path,
        "format": document.format,
        "notices": [msgspec.to_builtins(notice_entry(notice, language)) for notice in document.notices],
        "forms": [form_to_mapping(form, addresses=addresses) for form in document.forms],
        "refused": [
            msgspec.to_builtins(
                RefusedEntry(document.path, refusal.kind, refusal.reason.pick(language), spell(refusal.address))
            )
            for refusal in document.refusals
        ],
    }
