"""Annotated and corrected copies: a workbook of fifty sheets, each with findings."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import perflint
from benchmarks.clock import seconds
from benchmarks.figures import Figure
from benchmarks.spreadsheets import workbook
from perflint import pipeline
from perflint.copies import Copy, annotate
from perflint.engine.outcome import Finding

if TYPE_CHECKING:
    from perflint.documents.model import Address

SHEETS = 50
# A process of its own, whose peak is counted; what it holds before the copy counts too.
CHILD = """
import resource, sys, perflint
result = perflint.check(sys.argv[1], keep_forms=False)
perflint.annotate(sys.argv[1], result)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def measure(repeat: int) -> Iterator[Figure]:
    """The time of annotating the whole workbook, of mending it, and the peak of a process that annotates it."""
    data = workbook(SHEETS, losses=2)
    rules = pipeline.choose_rules()
    result = perflint.check(data, rules=rules, keep_forms=False)
    found = list(result.findings)
    if len({finding.address.container for finding in found}) != SHEETS:
        raise RuntimeError(f"{len(found)} findings do not stand on all {SHEETS} sheets")
    _prove(data, found)
    turns = max(1, repeat // 5)
    taken = seconds(lambda: annotate(data, result), turns)
    yield Figure(f"annotating an xlsx of {SHEETS} sheets", taken * 1000, "ms", 5000)
    mending = seconds(lambda: perflint.fix(data, rules=rules, unsafe=True), 1, warm=True)
    yield Figure(f"mending an xlsx of {SHEETS} sheets", mending * 1000, "ms")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "many.xlsx"
        path.write_bytes(data)
        done = subprocess.run([sys.executable, "-c", CHILD, str(path)], capture_output=True, check=True)
        # macOS counts bytes, Linux kilobytes.
        unit = 1024 * 1024 if sys.platform == "darwin" else 1024
        yield Figure(f"peak memory, annotating {SHEETS} sheets", int(done.stdout) / unit, "MB", 300)


def _prove(data: bytes, found: list[Finding]) -> None:
    """Raise RuntimeError unless a copy has a note at every cell with a finding."""
    copy = annotate(data, found)
    places: set[Address] = {finding.address for finding in found}
    if not isinstance(copy, Copy) or copy.placed != len(places):
        raise RuntimeError("not every finding was placed")
