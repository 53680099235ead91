"""Memory: the most that one run over many files ever holds."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.figures import Figure
from benchmarks.generated import form_text

# The peak is counted per process, so the child reports its own and does nothing else.
CHILD = """
import resource, sys
from perflint.cli.application import run
status = run(sys.argv[1:])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(peak, file=sys.stderr)
sys.exit(status)
"""


def measure(files: int) -> Iterator[Figure]:
    """The peak of `perflint check` over one file and over `files` files of one form each, in MB."""
    with tempfile.TemporaryDirectory() as folder:
        one = Path(folder) / "one.txt"
        one.write_text(form_text(), encoding="utf-8")
        many = Path(folder) / "many"
        many.mkdir()
        for number in range(files):
            (many / f"{number}.txt").write_text(form_text(number=number), encoding="utf-8")
        yield Figure("peak memory, check of one text", peak_of(one), "MB")
        yield Figure(f"peak memory, check of {files} texts", peak_of(many), "MB", 300)


def peak_of(path: Path) -> float:
    """The peak of one `perflint check` over a file or folder, in MB."""
    command = [sys.executable, "-c", CHILD, "check", "--fail-on", "never", "--quiet", str(path)]
    done = subprocess.run(command, capture_output=True, check=True, env=os.environ | {"NO_COLOR": "1"})
    counted = int(done.stderr.decode().split()[-1])
    # macOS counts bytes, Linux kilobytes.
    return counted / (1024 * 1024 if sys.platform == "darwin" else 1024)
