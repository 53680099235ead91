"""`--watch`: check again whenever one of the inputs, the rules or the settings has changed."""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from perflint.cli import streams
from perflint.cli.environment import is_terminal
from perflint.language import Language

# Seconds between two looks; a person who saves a file does not wait longer.
PAUSE = 0.5

Stamp = dict[str, tuple[int, int]]
"""When each file was last written, and its size."""


def watch(
    run: Callable[[], int],
    files: Callable[[], Iterable[str]],
    language: Language,
    *,
    pause: Callable[[float], None] = time.sleep,
    rounds: int | None = None,
) -> int:
    """Run, wait until a file of `files()` changes, appears or goes, and run again; until interrupted.

    `rounds` ends after so many runs (for ever by default) and gives the last one's status.
    """
    done = 0
    while True:
        before = stamps(files())
        status = run()
        done += 1
        if done == rounds:
            return status
        waiting = "等待改动，按 Ctrl+C 结束 …" if language == "zh" else "waiting for changes, Ctrl+C to end …"
        streams.say(f"{time.strftime('%H:%M:%S')} {waiting}")
        while stamps(files()) == before:
            pause(PAUSE)
        if is_terminal(sys.stdout):
            # Each run begins on an empty screen.
            sys.stdout.write("\x1b[2J\x1b[H")
            sys.stdout.flush()


def stamps(files: Iterable[str]) -> Stamp:
    """The state of the files; one that is not there has none."""
    return dict(_stamped(files))


def _stamped(files: Iterable[str]) -> Iterator[tuple[str, tuple[int, int]]]:
    for file in files:
        try:
            state = Path(file).stat()
        except OSError:
            continue
        yield os.fspath(file), (state.st_mtime_ns, state.st_size)
