"""Text broken into lines as wide as a terminal column allows, by the habits of Chinese print.

A Chinese sentence may break after any character, but a line begins with no closing mark and ends with no opening one,
and a number stays with its unit.
"""

from collections.abc import Iterator

from rich.cells import cell_len

from perflint.patterns import pattern

_OPENING = "“‘（《〈「『【〔(\\["
_CLOSING = "，。；：、！？”’）》〉」』】〕…,.;:!?)\\]%％"
# Blanks; or a number with its unit, a word, or one character, each with the marks that cling to it.
_UNIT = pattern(
    rf"\s+|[{_OPENING}]*(?:第?\d(?:[\d.,]*\d)?%?\ ?[\u4e00-\u9fff]|[!-'*+\--Z\\^-~]+|.)[{_CLOSING}]*",
)


def wrap(text: str, width: int) -> list[str]:
    """The lines of `text`, none wider than `width` terminal columns (at least 2); its own line breaks hold."""
    return [line for part in text.split("\n") for line in _lines(part, width)]


def _lines(text: str, width: int) -> Iterator[str]:
    if cell_len(text) <= width:
        yield text
        return
    line, taken = "", 0
    for unit in _UNIT.findall(text):
        size = cell_len(unit)
        if taken + size <= width:
            line, taken = line + unit, taken + size
        elif unit.isspace():
            yield line
            line, taken = "", 0
        else:
            if line:
                yield line.rstrip()
            *whole, line = _folded(unit, width)
            yield from whole
            taken = cell_len(line)
    if line.strip():
        yield line.rstrip()


def _folded(unit: str, width: int) -> list[str]:
    """A unit that may be wider than a line, cut wherever the line is full."""
    if cell_len(unit) <= width:
        return [unit]
    lines = [""]
    taken = 0
    for char in unit:
        size = cell_len(char)
        if taken + size > width and lines[-1]:
            lines.append("")
            taken = 0
        lines[-1] += char
        taken += size
    return lines
