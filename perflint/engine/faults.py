"""Mistakes inside one expression, before anybody knows in which file and line it stands."""

import difflib
from collections.abc import Iterable

import msgspec

from perflint.language import Bilingual


class Fault(msgspec.Struct, frozen=True):
    """One mistake in an expression: the characters [start, start + width) of its text, and what is wrong."""

    start: int
    width: int
    message: Bilingual


class FaultyExpression(Exception):  # noqa: N818 - carries faults to the loader, never to the user
    """The expression has mistakes."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(faults[0].message.en)
        self.faults = faults


def nearest(word: str, known: Iterable[str]) -> Bilingual | None:
    """ "did you mean", or None where nothing is near."""
    found = difflib.get_close_matches(word, list(known), n=1, cutoff=0.7)
    return Bilingual(f"是否想写 {found[0]}？", f"Did you mean {found[0]}?") if found else None


def with_hint(message: Bilingual, hint: Bilingual | None) -> Bilingual:
    """`message`, and the hint behind it."""
    return message if hint is None else Bilingual(f"{message.zh}，{hint.zh}", f"{message.en}. {hint.en}")
