"""The result as JSON lines, for programs that read as they go: one object a line, each with its `type` first.

    finding, waived, known, not_evaluated, input, error, refused, fault    the entries of the JSON report, same members
    summary                                                                the counts; always the last line

A file without its `summary` line was cut.
"""

from collections.abc import Iterator

import msgspec

from perflint.reports import json_report
from perflint.reports.interface import View
from perflint.result import CheckResult


def render(result: CheckResult, view: View) -> str:
    """A line for each entry in the order of the JSON report, and the summary."""
    return "".join(f"{msgspec.json.encode(line).decode()}\n" for line in _lines(result, view))


def _lines(result: CheckResult, view: View) -> Iterator[dict[str, object]]:
    report = json_report.report(result, view.language)
    for name, kind in json_report.ENTRIES.items():
        for entry in getattr(report, name):
            yield {"type": kind, **msgspec.to_builtins(entry)}
    yield {"type": "summary", "version": report.version, **msgspec.to_builtins(report.summary)}
