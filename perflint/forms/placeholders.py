"""Rows of the printed template that nobody filled in."""

from perflint.patterns import pattern

_NUMBERED = pattern(r"^(?:指标|目标|任务)\s*[0-9０-９一二三四五六七八九十]*\s*[：:．.、]?\s*$|^[.…·\s]+$|^……$")
_EMPTY = ("", "—", "-", "－", "/", "无", "0")


def is_placeholder_name(name: str) -> bool:
    """`指标1：` or dots, with no name of its own."""
    return bool(_NUMBERED.match(name))


def is_placeholder(*, name: str, target: str, actual: str, weight: str, score: str, deviation: str) -> bool:
    """Whether a row is the template's own: `指标1：` or no name at all, and nothing filled in beside it."""
    if target or actual:
        return False
    return (not name or is_placeholder_name(name)) and weight in _EMPTY and score in _EMPTY and deviation in _EMPTY
