"""Findings of one form in the order in which a person wants them, the same thing on many rows told once.

Errors come first, then warnings, then what is worth a look: what is certainly wrong is seen before what may be right.
Within a severity the order is that of the paper.
"""

from collections.abc import Iterable

import msgspec

from perflint.engine.outcome import SEVERITIES, Finding
from perflint.language import Bilingual

# From so many rows on, one entry with a list is easier to read than an entry for each.
MANY = 4


class FindingGroup(msgspec.Struct, frozen=True):
    """One entry: a finding, or the findings of one rule on many rows, in the order of the paper."""

    findings: tuple[Finding, ...]

    @property
    def first(self) -> Finding:
        """The one that stands for all."""
        return self.findings[0]

    @property
    def many(self) -> bool:
        """Whether rows are listed."""
        return len(self.findings) > 1

    @property
    def advice(self) -> Bilingual | None:
        """What to do, where it is the same for all; None where each row has its own."""
        return self.first.advice if len({finding.advice for finding in self.findings}) == 1 else None


def by_severity(findings: Iterable[Finding]) -> list[Finding]:
    """Errors first; otherwise as given."""
    return sorted(findings, key=lambda finding: SEVERITIES.index(finding.severity))


def grouped(findings: Iterable[Finding]) -> list[FindingGroup]:
    """The findings of one form as entries; those of one rule, severity and reason share one from MANY on."""
    ordered = by_severity(findings)
    alike: dict[tuple[object, ...], list[Finding]] = {}
    for finding in ordered:
        alike.setdefault(_kind(finding), []).append(finding)
    entries = []
    for finding in ordered:
        same = alike[_kind(finding)]
        if len(same) < MANY:
            entries.append(FindingGroup((finding,)))
        elif finding is same[0]:
            entries.append(FindingGroup(tuple(same)))
    return entries


def _kind(finding: Finding) -> tuple[object, ...]:
    return finding.code, finding.severity, finding.why
