"""The exit status, a contract (DESIGN section 5).

0    every input was read and every form judged, nothing at or above `--fail-on`; single rules may have stayed
     unevaluated where a field is missing or unreadable, and are counted in the summary
1    findings at or above it
2    a mistake in the command line, the configuration or a rule file; a rule that broke while running; a report, an
     annotated copy or a corrected file that could not be written
3    no form found in any input (0 under `--allow-no-form`, or where `--changed-since` leaves no input)
4    some input could not be read, or some form not be judged: a kind that is refused by name, a form for which no
     rule is meant, a form on which every rule stayed unevaluated
70   perflint itself broke (never anything that an input can cause)
130  interrupted

2 outranks 4 outranks 3 outranks 1. A rule that could not be evaluated for want of a field does not change the status
as long as others could; nor does a form that none of the rules selected by the user is meant for.
"""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from perflint.result import CheckResult, ParseResult, ReadResult

CLEAN: Final = 0
FINDINGS: Final = 1
MISTAKE: Final = 2
NO_FORM: Final = 3
NOT_JUDGED: Final = 4
BROKEN: Final = 70
INTERRUPTED: Final = 130

# From the most to the least tolerant.
FAIL_ON: Final = ("never", "error", "warning", "info")


def check_status(result: "CheckResult", fail_on: str, *, allow_no_form: bool = False) -> int:
    """The status of a check; `fail_on` is one of FAIL_ON; `allow_no_form` makes a run without any form a clean one."""
    counts = result.counts()
    if counts.faults:
        return MISTAKE
    if counts.unreadable or counts.refused or counts.unjudged:
        return NOT_JUDGED
    if not counts.forms and not allow_no_form:
        return NO_FORM
    from perflint.engine.outcome import SEVERITIES  # noqa: PLC0415  # `--help` needs the figures alone

    failing = () if fail_on == "never" else SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return FINDINGS if any(counts.of(severity) for severity in failing) else CLEAN


def parse_status(result: "ParseResult") -> int:
    """The status of `parse`."""
    if result.failures or any(document.refusals for document in result.documents):
        return NOT_JUDGED
    return CLEAN if any(document.forms for document in result.documents) else NO_FORM


def read_status(result: "ReadResult") -> int:
    """The status of `parse --tables`, which looks for no form: whether every input could be read."""
    if result.failures:
        return NOT_JUDGED
    return CLEAN if result.documents else NO_FORM
