"""One measured line, and the table of all of them."""

from collections.abc import Iterable

import msgspec


class Figure(msgspec.Struct, frozen=True):
    """What was measured, its value with the unit, and (where DESIGN sets a bound) how it stands to its bound.

    value   in `unit`: ms, MB, ×
    bound   the most it may be, in the same unit; None where nothing is promised
    """

    name: str
    value: float
    unit: str
    bound: float | None = None

    @property
    def kept(self) -> bool:
        """Whether the bound holds; true where there is none."""
        return self.bound is None or self.value <= self.bound


class Skipped(msgspec.Struct, frozen=True):
    """What was not measured, and why."""

    name: str
    reason: str

    @property
    def kept(self) -> bool:
        """Nothing was promised of a machine that lacks what it takes."""
        return True


def table(figures: Iterable[Figure | Skipped]) -> str:
    """The figures as aligned text, one a line."""
    lines = [f"{'':<58}{'measured':>12}{'bound':>12}"]
    for figure in figures:
        if isinstance(figure, Skipped):
            lines.append(f"{figure.name:<58}skipped: {figure.reason}")
            continue
        bound = "" if figure.bound is None else f"≤ {figure.bound:g} {figure.unit}"
        verdict = "" if figure.kept else "   OVER"
        lines.append(f"{figure.name:<58}{f'{figure.value:.2f} {figure.unit}':>12}{bound:>12}{verdict}")
    return "\n".join(lines)
