"""The guide to the Python interface: every block of it runs, in both languages."""

import subprocess
import sys

import pytest

from tests.readme import blocks
from tests.sources import ROOT

PAGES = ("docs/python.md", "docs/python.zh.md")
BLOCKS = [
    pytest.param(block.body, id=f"{page}-{number}")
    for page in PAGES
    for number, block in enumerate(blocks(page, "python"), start=1)
]


@pytest.mark.parametrize("page", PAGES)
def test_the_guide_has_its_blocks(page: str) -> None:
    """Every fence of the guide is marked, so that none escapes."""
    assert len(blocks(page, "python")) == (ROOT / page).read_text(encoding="utf-8").count("```python") >= 5


@pytest.mark.parametrize("block", BLOCKS)
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
