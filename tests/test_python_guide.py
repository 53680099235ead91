"""The guide to the Python interface: every block of it runs."""

import re
import subprocess
import sys

import pytest

from tests.sources import ROOT

_GUIDE = ROOT / "docs" / "python.md"
_BLOCKS = re.findall(r"<!-- python -->\n```python\n(.*?)```", _GUIDE.read_text(encoding="utf-8"), re.DOTALL)


def test_the_guide_has_its_blocks() -> None:
    """Every fence of the guide is marked, so that none escapes."""
    assert len(_BLOCKS) == _GUIDE.read_text(encoding="utf-8").count("```python") >= 5


@pytest.mark.parametrize("block", _BLOCKS, ids=range(len(_BLOCKS)))
def test_a_block_runs_alone(block: str) -> None:
    """In a process of its own, from the project's folder, with warnings as errors; it prints what it promises to."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-X", "utf8", "-c", block],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout
