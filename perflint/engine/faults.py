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
    return did_you_mean(nearest_word(word, known))


def nearest_word(word: str, known: Iterable[str]) -> str | None:
    """The one of `known` that is most like `word`, or None where nothing is near."""
    found = difflib.get_close_matches(word, list(known), n=5, cutoff=0.7)
    # Of several that are as like as one another (PF102 and PF512 to PF1O2) the one with most signs in their places.
    return max(found, key=lambda one: (_likeness(word, one), sum(map(str.__eq__, word, one))), default=None)


def _likeness(word: str, other: str) -> int:
    return int(difflib.SequenceMatcher(None, other, word).ratio() * 1_000_000)


def did_you_mean(word: str | None) -> Bilingual | None:
    """The question with that word in it."""
    return None if word is None else Bilingual(f"是否想写 {word}？", f"Did you mean {word}?")


def listed(known: Iterable[str]) -> Bilingual | None:
    """What there is, where nothing is near."""
    names = sorted(known)
    return Bilingual(f"可用的有 {'、'.join(names)}", f"There are {', '.join(names)}") if names else None


def with_hint(message: Bilingual, hint: Bilingual | None) -> Bilingual:
    """`message`, and the hint behind it."""
    return message if hint is None else Bilingual(f"{message.zh}，{hint.zh}", f"{message.en}. {hint.en}")
