"""The load of the rulebook: from its files, and from what an earlier run left in the cache."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from statistics import median

from benchmarks.figures import Figure

# A process of its own for each load, because a process loads a rule set once. What it imports is start-up and is
# measured there; the functions of all rules are part of the load, although a form of another kind needs fewer.
CHILD = """
import time
from perflint import pipeline
from perflint.engine import assembling, judge_form, remembering
start = time.perf_counter()
for rule in pipeline.choose_rules():
    rule.checks
print(time.perf_counter() - start)
"""


def measure(repeat: int) -> Iterator[Figure]:
    """Times in ms."""
    with tempfile.TemporaryDirectory() as folder:
        cold = median(_load("off") for _ in range(repeat))
        _load(folder)
        kept = median(_load(folder) for _ in range(repeat))
    yield Figure("load of the rulebook from its files", cold * 1000, "ms", 60)
    yield Figure("load of the rulebook from the cache", kept * 1000, "ms", 5)


def _load(cache: str) -> float:
    """The seconds that one load takes with this cache folder."""
    environment = os.environ | {"PERFLINT_CACHE_DIR": cache}
    done = subprocess.run([sys.executable, "-c", CHILD], capture_output=True, check=True, env=environment)
    return float(done.stdout)
