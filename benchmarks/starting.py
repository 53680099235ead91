"""Start-up: whole processes, beside a bare interpreter and the libraries that any such program would import."""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.clock import process_seconds
from benchmarks.figures import Figure
from benchmarks.generated import form_text

LIBRARIES = "import typer, rich.console, ruamel.yaml, regex"


def measure(repeat: int) -> Iterator[Figure]:
    """Times in ms, and the ratio of a whole check of one small text to importing the libraries alone."""
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "form.txt"
        text.write_text(form_text(), encoding="utf-8")
        program = [sys.executable, "-m", "perflint"]
        times = process_seconds(
            {
                "python -c pass": [sys.executable, "-c", "pass"],
                f'python -c "{LIBRARIES}"': [sys.executable, "-c", LIBRARIES],
                "perflint --version": [*program, "--version"],
                "perflint --help": [*program, "--help"],
                "perflint check, one text of one form": [*program, "check", "--fail-on", "never", str(text)],
                "perflint parse, one text of one form": [*program, "parse", str(text)],
            },
            repeat,
        )
    for name, spent in times.items():
        yield Figure(name, spent * 1000, "ms")
    libraries = times[f'python -c "{LIBRARIES}"']
    yield Figure("check ÷ importing the libraries", times["perflint check, one text of one form"] / libraries, "×", 2.5)
    yield Figure("--help ÷ importing the libraries", times["perflint --help"] / libraries, "×")
