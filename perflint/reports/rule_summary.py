"""Many findings summed up by rule, below the console report: what is certainly wrong first, the commonest first."""

from collections.abc import Iterable

import msgspec
from rich.cells import cell_len

from perflint.engine.outcome import SEVERITIES, Finding, FormRef, Severity
from perflint.language import Bilingual
from perflint.reports.interface import View
from perflint.reports.printable import visible
from perflint.reports.ruled_table import BOLD, CYAN, RED, YELLOW, paint
from perflint.reports.wording import SEVERITY_NAMES
from perflint.result import CheckResult

# Fewer are seen at a glance.
MANY = 20
SEVERITY_STYLES: dict[Severity, str] = {"error": f"{BOLD};{RED}", "warning": YELLOW, "info": CYAN}

_TITLE = Bilingual("按规则汇总", "By rule")
_INDENT = "  "
_SEVERITY_WIDTH = 8


class RuleCount(msgspec.Struct):
    """What one rule found at one severity."""

    code: str
    name: str
    severity: Severity
    findings: int = 0
    forms: set[FormRef] = msgspec.field(default_factory=set)


def counted(findings: Iterable[Finding]) -> list[RuleCount]:
    """The rules with their figures: by severity, then by the number of findings, then by code."""
    counts: dict[tuple[str, Severity], RuleCount] = {}
    for finding in findings:
        key = finding.code, finding.severity
        count = counts.setdefault(key, RuleCount(finding.code, finding.rule, finding.severity))
        count.findings += 1
        count.forms.add(finding.form)
    return sorted(counts.values(), key=lambda one: (SEVERITIES.index(one.severity), -one.findings, one.code))


def rule_summary(result: CheckResult, view: View) -> str:
    """The list; "" where there are fewer than MANY findings or only one rule."""
    language = view.language
    counts = counted(result.findings)
    if len(counts) < 2 or sum(one.findings for one in counts) < MANY:
        return ""
    titles = {rule.code: rule.title.pick(language) for rule in view.rules}
    heading = paint(_TITLE.pick(language), BOLD, colour=view.colour)
    lines = [_line(one, titles.get(one.code, one.name), view) for one in counts]
    return f"{heading}\n" + "".join(f"{_INDENT}{line}\n" for line in lines)


def _line(one: RuleCount, title: str, view: View) -> str:
    forms = len(one.forms)
    if view.language == "zh":
        figures = f"{one.findings:>5} 处 {forms:>4} 张表"
    else:
        figures = f"{one.findings:>5} in {forms:>3} {'form ' if forms == 1 else 'forms'}"
    severity = SEVERITY_NAMES[one.severity].pick(view.language)
    gap = " " * (_SEVERITY_WIDTH - cell_len(severity))
    painted = paint(severity, SEVERITY_STYLES[one.severity], colour=view.colour)
    return f"{painted}{gap}{figures}  {visible(f'{one.code} {title}')}"
