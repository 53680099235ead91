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


def table(figures: Iterable[Figure]) -> str:
    """The figures as aligned text, one a line."""
    lines = [f"{'':<58}{'measured':>12}{'bound':>12}"]
    for figure in figures:
        bound = "" if figure.bound is None else f"≤ {figure.bound:g} {figure.unit}"
        verdict = "" if figure.kept else "   OVER"
        lines.append(f"{figure.name:<58}{f'{figure.value:.2f} {figure.unit}':>12}{bound:>12}{verdict}")
    return "\n".join(lines)
