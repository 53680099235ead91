"""The load of the rulebook: by a first run, from what an earlier one left in the cache, with every rule read anew."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.figures import Figure
from perflint.engine.ahead import make_ahead
from perflint.pipeline import choose_rules

# A process of its own for each load, because a process loads a rule set once. What it imports is start-up and is
# measured there; the functions of all rules are part of the load, although a form of another kind needs fewer. Its
# one argument is the file of rules that were made ahead, as the build of perflint does; one that is not there has none.
CHILD = """
import gc, sys, time
from pathlib import Path
from perflint import pipeline
from perflint.cli import OBJECTS_BETWEEN
from perflint.engine import ahead, assembling, judge_form, loading, remembering
ahead.FILE = Path(sys.argv[1])
gc.set_threshold(OBJECTS_BETWEEN)  # as the program does
start = time.perf_counter()
for rule in pipeline.choose_rules():
    rule.checks
print(time.perf_counter() - start)
"""
# What a program that has its rules in YAML would begin with: the library's own fast reader, and nothing made of it yet.
PLAIN_READING = """
import sys, time
from pathlib import Path
from ruamel.yaml import YAML
files = [Path(name) for name in sys.argv[1:]]
start = time.perf_counter()
for file in files:
    YAML(typ="safe").load(file.read_text("utf-8"))
print(time.perf_counter() - start)
"""


def measure(repeat: int) -> Iterator[Figure]:
    """Times in ms."""
    with tempfile.TemporaryDirectory() as folder:
        made, nowhere, store = (Path(folder) / name for name in ("made_ahead.bin", "nowhere", "cache"))
        make_ahead(made)
        _run(CHILD, str(store), made)
        files = [rule.path for rule in choose_rules()]
        turns = [
            (
                _run(CHILD, "off", made),
                _run(CHILD, str(store), made),
                _run(CHILD, "off", nowhere),
                _run(PLAIN_READING, "off", *files),
            )
            for _ in range(repeat)
        ]
    first, kept, anew, plain = map(median, zip(*turns, strict=True))
    yield Figure("first load of the rulebook, nothing in the cache", first * 1000, "ms", 60)
    yield Figure("load of the rulebook from the cache", kept * 1000, "ms", 5)
    yield Figure("every rule read anew from its YAML", anew * 1000, "ms")
    yield Figure("ruamel.yaml's C reader alone, the same files", plain * 1000, "ms")
    yield Figure("every rule read anew ÷ that reader alone", anew / plain, "×")


def _run(program: str, cache: str, *arguments: str | Path) -> float:
    """The seconds that a program of its own prints, with this cache folder."""
    environment = os.environ | {"PERFLINT_CACHE_DIR": cache}
    command = [sys.executable, "-c", program, *arguments]
    return float(subprocess.run(command, capture_output=True, check=True, env=environment).stdout)
