"""The load of the rulebook: from its files, and from what an earlier run left in the cache."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from statistics import median

from benchmarks.figures import Figure
from perflint.pipeline import choose_rules

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
        _run(CHILD, folder)
        files = [str(rule.path) for rule in choose_rules()]
        turns = [(_run(CHILD, "off"), _run(CHILD, folder), _run(PLAIN_READING, "off", *files)) for _ in range(repeat)]
    cold, kept, plain = map(median, zip(*turns, strict=True))
    yield Figure("load of the rulebook from its files", cold * 1000, "ms", 60)
    yield Figure("load of the rulebook from the cache", kept * 1000, "ms", 5)
    yield Figure("ruamel.yaml's C reader alone, the same files", plain * 1000, "ms")
    yield Figure("load from the files ÷ that reader alone", cold / plain, "×")


def _run(program: str, cache: str, *arguments: str) -> float:
    """The seconds that a program of its own prints, with this cache folder."""
    environment = os.environ | {"PERFLINT_CACHE_DIR": cache}
    command = [sys.executable, "-c", program, *arguments]
    return float(subprocess.run(command, capture_output=True, check=True, env=environment).stdout)
