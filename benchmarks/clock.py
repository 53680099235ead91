"""Measuring: medians of repeated runs, interleaved where two things are compared."""

import gc
import os
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from statistics import median
from time import perf_counter


def seconds(action: Callable[[], object], repeat: int, *, loops: int = 1, warm: bool = False) -> float:
    """The median time of one call, in seconds; `loops` calls are timed together where one is too short to see.

    One call comes before and is not counted, unless the action is `warm` already.
    """
    if not warm:
        action()
    taken = []
    for _ in range(repeat):
        gc.collect()
        start = perf_counter()
        for _ in range(loops):
            action()
        taken.append((perf_counter() - start) / loops)
    return median(taken)


def beside(actions: Mapping[str, Callable[[], object]], repeat: int) -> dict[str, float]:
    """The best time of one call of each, in seconds.

    They take turns, so that a busy moment of the machine meets them all alike. One call of each is not counted.
    """
    for action in actions.values():
        action()
    best = dict.fromkeys(actions, float("inf"))
    for _ in range(repeat):
        for name, action in actions.items():
            best[name] = min(best[name], seconds(action, 1, warm=True))
    return best


def growth(smaller: Callable[[], object], larger: Callable[[], object], repeat: int) -> tuple[float, float, float]:
    """The median times of both in seconds, and how many times longer the larger takes.

    They take turns, and the ratio is the median of the turns' own, so that a machine that slows down does no harm.
    """
    smaller()
    pairs = [(seconds(smaller, 1, warm=True), seconds(larger, 1, warm=True)) for _ in range(repeat)]
    ratios = [second / first for first, second in pairs]
    return median(first for first, _ in pairs), median(second for _, second in pairs), median(ratios)


def process_seconds(commands: Mapping[str, Sequence[str]], repeat: int) -> dict[str, float]:
    """The median time of each command as a process of its own.

    The commands take turns, so that a busy moment of the machine meets them all alike. They share a cache of bytecode
    of their own, as an installed program has one. Raises RuntimeError if one does not end with 0.
    """
    taken: dict[str, list[float]] = {name: [] for name in commands}
    with tempfile.TemporaryDirectory() as cache:
        environment = os.environ | {"PYTHONPYCACHEPREFIX": cache, "PYTHONDONTWRITEBYTECODE": ""}
        for turn in range(repeat + 1):
            for name, command in commands.items():
                start = perf_counter()
                done = subprocess.run(command, capture_output=True, check=False, env=environment)
                spent = perf_counter() - start
                if done.returncode != 0:
                    raise RuntimeError(f"{name} ended with {done.returncode}: {done.stderr.decode(errors='replace')}")
                # The first turn fills the caches of the disk and of bytecode.
                if turn:
                    taken[name].append(spent)
    return {name: median(times) for name, times in taken.items()}
