"""A progress bar on standard error: only for people, and only for work long enough to wonder about."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

from perflint.cli.environment import is_terminal
from perflint.language import Language

T = TypeVar("T")

# Fewer inputs are done before a bar could be read.
MANY = 8


@contextmanager
def watched(inputs: Sequence[T], *, quiet: bool, language: Language) -> Iterator[Iterator[T]]:
    """The inputs one by one, with a bar that counts them where somebody looks at it; the bar is gone at the end."""
    if quiet or len(inputs) < MANY or not is_terminal(sys.stderr):
        yield iter(inputs)
        return
    from rich.console import Console  # noqa: PLC0415  # only where a bar is drawn
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        yield iter(bar.track(inputs, description="核对" if language == "zh" else "checking"))
