"""Texts of strangers on their way to a terminal."""

from perflint.patterns import pattern

# Control characters could make a terminal do things, and directional ones make a line read as what it is not.
_INVISIBLE = pattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def visible(text: str) -> str:
    """Text of a form or a path as a terminal may get it: whatever is no printable character shows as �."""
    return _INVISIBLE.sub("\N{REPLACEMENT CHARACTER}", text)
