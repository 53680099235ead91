"""The progress bar: for people who wait, and for nobody else."""

import io
import sys

import pytest

from perflint.cli.progress import MANY, watched


class Terminal(io.StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        """Always."""
        return True


@pytest.mark.parametrize(
    ("terminal", "quiet", "count", "drawn"),
    [(True, False, MANY, True), (True, False, MANY - 1, False), (True, True, MANY, False), (False, False, MANY, False)],
    ids=["many on a terminal", "few", "quiet", "no terminal"],
)
def test_bar(monkeypatch: pytest.MonkeyPatch, *, terminal: bool, quiet: bool, count: int, drawn: bool) -> None:
    """The inputs come through unchanged; a bar is drawn only on a terminal and for many of them."""
    stream = Terminal() if terminal else io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    with watched(range(count), quiet=quiet, language="zh") as inputs:
        assert list(inputs) == list(range(count))
    assert ("核对" in stream.getvalue()) is drawn
