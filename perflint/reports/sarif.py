"""SARIF 2.1.0, which GitHub code scanning and editors read.

Every rule of the run is listed with its help; every finding has its cell as a logical location and, since code
scanning knows files and lines only, a physical one with the line (1 where the format has no lines). Waived findings
and those of the baseline are suppressed results. What could not be read or judged is a notification of the run.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from perflint import __version__
from perflint.documents.model import Address
from perflint.engine.outcome import Finding, FormRef, Severity
from perflint.engine.rule import Rule
from perflint.language import Bilingual, Language
from perflint.reports.accepted import waiver_words
from perflint.reports.field_names import field_name
from perflint.reports.interface import View
from perflint.reports.obstacles import OBSTACLE_LEVELS, obstacles
from perflint.reports.places import column_of, line_of, uri
from perflint.reports.printable import visible
from perflint.reports.rule_page import source_line
from perflint.reports.unjudged import gaps
from perflint.reports.wording import STATE_NAMES, form_name, place_name
from perflint.result import CheckResult

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
# What code scanning calls them.
_PROBLEMS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "recommendation"}
_FINGERPRINT = "perflintFinding/v1"


class _RuleNote(msgspec.Struct, frozen=True):
    """What a run says of a rule, from the rule itself or, where it was not handed over, from a finding of it."""

    code: str
    name: str
    severity: Severity
    title: Bilingual
    why: Bilingual
    sources: tuple[str, ...] = ()


def render(result: CheckResult, view: View) -> str:
    """One log with one run."""
    notes = _notes(result, view)
    places = {code: index for index, code in enumerate(notes)}
    run: dict[str, Any] = {
        "tool": {
            "driver": {
                "name": "perflint",
                "semanticVersion": __version__,
                "rules": [_rule(note, view.language) for note in notes.values()],
            }
        },
        "language": "zh-CN" if view.language == "zh" else "en-US",
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(result, view, places)],
        "results": list(_results(result, view, places)),
    }
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return msgspec.json.format(msgspec.json.encode(log), indent=2).decode() + "\n"


def _notes(result: CheckResult, view: View) -> Mapping[str, _RuleNote]:
    """The rules of the run by code, then those that only the outcomes name."""
    notes = {rule.code: _note(rule, view.language) for rule in view.rules}
    everything = (*result.findings, *result.known, *(waived.finding for waived in result.waived))
    for finding in everything:
        if finding.code not in notes:
            title = Bilingual(finding.rule, finding.rule)
            notes[finding.code] = _RuleNote(finding.code, finding.rule, finding.severity, title, finding.why)
    return notes


def _note(rule: Rule, language: Language) -> _RuleNote:
    sources = tuple(source_line(source, language) for source in rule.sources)
    return _RuleNote(rule.code, rule.name, rule.severity, rule.title, rule.why, sources)


def _rule(note: _RuleNote, language: Language) -> dict[str, Any]:
    title = note.title.pick(language)
    why = note.why.pick(language) or title
    label = "依据" if language == "zh" else "Source"
    colon = "：" if language == "zh" else ": "
    sources = "".join(f"\n{label}{colon}{source}" for source in note.sources)
    listed = "".join(f"\n- {source}" for source in note.sources)
    command = f"perflint explain {note.code}"
    return {
        "id": note.code,
        "name": note.name,
        "shortDescription": {"text": title},
        "fullDescription": {"text": why},
        "help": {
            "text": f"{why}{sources}\n{command}",
            "markdown": f"{why}\n" + (f"\n**{label}**\n{listed}\n" if listed else "") + f"\n`{command}`",
        },
        "defaultConfiguration": {"level": _LEVELS[note.severity]},
        "properties": {
            "tags": ["budget-performance"],
            "problem.severity": _PROBLEMS[note.severity],
        },
    }


def _results(result: CheckResult, view: View, places: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    compared = result.acceptance.baseline is not None
    for finding in result.findings:
        yield _result(finding, view, places) | ({"baselineState": "new"} if compared else {})
    for finding in result.known:
        accepted = STATE_NAMES["known"].pick(view.language)
        known = {"kind": "external", "status": "accepted", "justification": accepted}
        yield _result(finding, view, places) | {"baselineState": "unchanged", "suppressions": [known]}
    for waived in result.waived:
        waiver = waived.waiver
        suppression: dict[str, Any] = {
            "kind": "external",
            "status": "accepted",
            "justification": waiver_words(waiver, view.language),
            "location": _location(waiver.path, waiver.address, view),
        }
        yield _result(waived.finding, view, places) | {"suppressions": [suppression]}


def _result(finding: Finding, view: View, places: Mapping[str, int]) -> dict[str, Any]:
    language = view.language
    parts = [finding.message.pick(language), finding.arithmetic(language), finding.advice.pick(language)]
    properties: dict[str, Any] = {
        "project": finding.form.project,
        "form": finding.form.index + 1,
        "indicator": finding.indicator,
        "trace": finding.trace,
        "expected": finding.expected,
        "found": finding.found,
        "fix": None if finding.fix is None else msgspec.to_builtins(finding.fix),
        "doubt": None if finding.doubt is None else finding.doubt.pick(language),
    }
    entry: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": places[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": visible("\n".join(part for part in parts if part))},
        "locations": [
            _location(
                finding.form.path,
                finding.address,
                view,
                field=finding.field,
                indicator=finding.indicator,
                form=finding.form,
            )
        ],
        "partialFingerprints": {_FINGERPRINT: finding.fingerprint},
        "properties": {key: value for key, value in properties.items() if value not in (None, "")},
    }
    related = [
        {
            "id": number,
            "message": {"text": visible(f"{field_name(one.field, language)} {one.text}".rstrip())},
            **_location(finding.form.path, one.address, view, field=one.field),
        }
        for number, one in enumerate((one for one in finding.related if one.address is not None), start=1)
    ]
    return entry | ({"relatedLocations": related} if related else {})


def _location(
    path: str,
    address: Address | None,
    view: View,
    *,
    field: str = "",
    indicator: str | None = None,
    form: FormRef | None = None,
) -> dict[str, Any]:
    """The cell and the field as logical locations, the file and the line as the physical one."""
    region: dict[str, Any] = {"startLine": line_of(address)}
    if (column := column_of(address)) is not None:
        region["startColumn"] = column
    logical = []
    if address is not None:
        spelt = str(address)
        name = place_name(address, view.language)
        logical.append({"name": name, "fullyQualifiedName": f"{path}:{spelt}", "kind": "object"})
    if field:
        name = field_name(field, view.language, indicator=indicator or "")
        logical.append({"name": name, "fullyQualifiedName": field, "kind": "member"})
    if form is not None:
        logical.append({"name": form_name(form, view.language), "kind": "module"})
    physical = {"artifactLocation": {"uri": uri(path, view.base)}, "region": region}
    return {"physicalLocation": physical} | ({"logicalLocations": logical} if logical else {})


def _invocation(result: CheckResult, view: View, places: Mapping[str, int]) -> dict[str, Any]:
    broken = bool(result.failures) or any(result.faults)
    invocation: dict[str, Any] = {"executionSuccessful": not broken}
    if view.exit_code is not None:
        invocation["exitCode"] = view.exit_code
    if notifications := list(_notifications(result, view, places)):
        invocation["toolExecutionNotifications"] = notifications
    return invocation


def _notifications(result: CheckResult, view: View, places: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    language = view.language
    for one in obstacles(result):
        where = f"{form_name(one.form, language)}: " if one.form is not None else ""
        yield {
            "descriptor": {"id": one.kind},
            "level": OBSTACLE_LEVELS[one.kind],
            "message": {"text": visible(where + one.say(language))},
            "locations": [_location(one.path, one.address, view)],
            **({"associatedRule": _reference(one.code, places)} if one.code else {}),
        }
    for form in result.forms:
        for gap in gaps(form.not_evaluated):
            reason = gap.reason.pick(language)
            for rule in gap.rules:
                times = f" ×{rule.times}" if rule.times > 1 else ""
                yield {
                    "descriptor": {"id": "not-evaluated"},
                    "level": "note",
                    "message": {"text": visible(f"{form_name(form.ref, language)}: {reason}{times}")},
                    "locations": [_location(form.ref.path, form.begins, view)],
                    "associatedRule": _reference(rule.code, places),
                }


def _reference(code: str, places: Mapping[str, int]) -> dict[str, Any]:
    return {"id": code} | ({"index": places[code]} if code in places else {})
