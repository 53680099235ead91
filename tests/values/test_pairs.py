"""Pairs of target and actual as real forms print them: the table of pairs.txt, worked out by hand."""

from pathlib import Path

import pytest

from perflint.values import less_is_better, meets, parse_actual, parse_target

_TABLE = Path(__file__).with_name("pairs.txt")
_RESULTS = {"M": "met", "X": "missed", "P": "partly", "C": "cannot_tell"}


def _rows() -> list[str]:
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("row", _rows())
def test_pairs(row: str) -> None:
    """What is met and what is missed is said where the two texts tell it, and only there."""
    target, actual, verdict, *name = row.split("|")
    wanted = parse_target(target)
    lower = less_is_better(name[0], wanted) if name else None
    assert meets(parse_actual(actual), wanted, lower_is_better=lower).result == _RESULTS[verdict]
