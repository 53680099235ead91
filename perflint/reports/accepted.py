"""Findings that do not count: those that a waiver accepts and those that the baseline has, with the reason in words."""

from collections.abc import Iterator

import msgspec

from perflint.engine.outcome import Finding, Waiver
from perflint.language import Language
from perflint.reports.wording import STATE_NAMES, State
from perflint.result import CheckedForm


class Accepted(msgspec.Struct, frozen=True):
    """A finding, why it does not count, and the waiver where it is one."""

    finding: Finding
    state: State
    waiver: Waiver | None = None

    def why(self, language: Language) -> str:
        """`已豁免：理由（批准人，至 2026-12-31）` or `基线已有`."""
        name = STATE_NAMES[self.state].pick(language)
        if self.waiver is None:
            return name
        return f"{name}{'：' if language == 'zh' else ': '}{waiver_words(self.waiver, language)}"


def accepted(form: CheckedForm) -> Iterator[Accepted]:
    """Those of a form: waived ones first."""
    for waived in form.waived:
        yield Accepted(waived.finding, "waived", waived.waiver)
    for finding in form.known:
        yield Accepted(finding, "known")


def waiver_words(waiver: Waiver, language: Language) -> str:
    """Why, by whom, and until when."""
    if language == "zh":
        until = f"，至 {waiver.expires.isoformat()}" if waiver.expires is not None else ""
        return f"{waiver.reason}（{waiver.approver}{until}）"
    until = f", until {waiver.expires.isoformat()}" if waiver.expires is not None else ""
    return f"{waiver.reason} ({waiver.approver}{until})"
