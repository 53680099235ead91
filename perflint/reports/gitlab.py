"""The report that GitLab shows as Code Quality in a merge request: a JSON list of issues.

Severities: error is `major`, warning `minor`, info `info`; what could not be read or judged is `critical`, so that
it never looks like an improvement. Fingerprints are the findings' own, made unique within the file that they are in.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator

import msgspec

from perflint.documents.model import Address
from perflint.engine.outcome import Severity
from perflint.reports.interface import View
from perflint.reports.obstacles import ObstacleKind, obstacles
from perflint.reports.places import line_of, relative
from perflint.reports.wording import place_name
from perflint.result import CheckResult

_SEVERITIES: dict[Severity, str] = {"error": "major", "warning": "minor", "info": "info"}
_OBSTACLES: dict[ObstacleKind, str] = {
    "unreadable": "critical",
    "no-form": "minor",
    "refused": "minor",
    "not-judged": "critical",
    "rule-fault": "critical",
}


def render(result: CheckResult, view: View) -> str:
    """Findings that count, then what could not be judged."""
    return msgspec.json.format(msgspec.json.encode(list(_issues(result, view))), indent=2).decode() + "\n"


def _issues(result: CheckResult, view: View) -> Iterator[dict[str, object]]:
    seen: Counter[tuple[str, ...]] = Counter()

    def issue(
        text: str, name: str, severity: str, path: str, address: Address | None, *identity: str
    ) -> dict[str, object]:
        where = relative(path, view.base)
        key = (where, name, *identity)
        seen[key] += 1
        digest = hashlib.sha256("\x1f".join((*key, str(seen[key]))).encode()).hexdigest()[:32]
        return {
            "description": text,
            "check_name": name,
            "fingerprint": digest,
            "severity": severity,
            "location": {"path": where, "lines": {"begin": line_of(address)}},
        }

    language = view.language
    for finding in result.findings:
        place = place_name(finding.address, language)
        text = f"{finding.code} {place} {finding.message.pick(language)}"
        severity = _SEVERITIES[finding.severity]
        yield issue(text, finding.rule, severity, finding.form.path, finding.address, finding.fingerprint)
    for one in obstacles(result):
        form = str(one.form.index) if one.form is not None else ""
        yield issue(
            one.say(language), one.rule or one.kind, _OBSTACLES[one.kind], one.path, one.address, one.kind, form
        )
