"""Tables whose rules are drawn with other characters than pipes and hyphens: full-width ones, and those for boxes.

┌──────────┬──────────┐
│ 项目名称 │ 道路养护 │        ｜ 项目名称 ｜ 道路养护 ｜
└──────────┴──────────┘
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

from perflint.documents.interface import Source
from perflint.patterns import pattern

_PIPES = "｜│┃║¦┆┇┊┋"
_HYPHENS = "─━═┄┅┈┉"
_JOINTS = "┌┬┐├┼┤└┴┘┏┳┓┣╋┫┗┻┛╔╦╗╠╬╣╚╩╝╒╤╕╞╪╡╘╧╛╓╥╖╟╫╢╙╨╜┠┨┯┷┿╂"
_PLAIN = str.maketrans(dict.fromkeys(_PIPES, "|") | dict.fromkeys(_HYPHENS, "-") | dict.fromkeys(_JOINTS, "+"))
# So many lines with so many rules show a table.
_LEAST_LINES = 4
_LEAST_RULES = 3
# Where so many rules stand, one is drawn under each row, so that the lines between two of them are one row.
_RULED_ROWS = 5
# So many figures over figures are those of two rows; in so many places they show that rules part groups of rows.
_FIGURES = 2
_FIGURE = pattern(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?")
_FRAME = frozenset("+-=:| ")


def with_pipes(source: Source) -> Source:
    """The source with pipes and hyphens for its rules, each character in its place; itself where it has none."""
    if "\t" in source.text or "|" in source.text or not any(pipe in source.text for pipe in _PIPES):
        return source
    ruled = sum(sum(map(line.count, _PIPES)) >= _LEAST_RULES for line in source.lines)
    if ruled < _LEAST_LINES:
        return source
    return Source(source.text.translate(_PLAIN).encode(), source.path, source.limits)


def is_frame(line: str) -> bool:
    """A line of a drawn table that only rules: +-----+-----+ or ├─────┼─────┤."""
    text = line.strip()
    return text.startswith("+") and text.endswith("+") and len(text) > _LEAST_RULES and _FRAME.issuperset(text)


def rows_between(lines: Sequence[tuple[int, str]]) -> Iterator[Sequence[tuple[int, str]]]:
    """The lines of each row of a drawn table, without its rules."""
    every_row = sum(is_frame(line) for _, line in lines) >= _RULED_ROWS
    between = [list(group) for frame, group in groupby(lines, key=lambda line: is_frame(line[1])) if not frame]
    if every_row and _rules_part_groups([own for own in between if len(own) > 1]):
        every_row = False
    for own in between:
        yield from [own] if every_row else ([line] for line in own)


def _rules_part_groups(several: Sequence[Sequence[tuple[int, str]]]) -> bool:
    """Whether lines without a rule between them are rows: in several places figures stand over figures.

    Of a cell on several lines hardly another one in its row has a second line too.
    """
    rows = wraps = 0
    for lines in several:
        one, other = ([cell.strip() for cell in line.strip(" ")[1:-1].split("|")] for _, line in lines[:2])
        pairs = list(zip(one, other, strict=False))
        both = sum(bool(above and below) for above, below in pairs)
        if both * 2 <= sum(bool(above or below) for above, below in pairs):
            wraps += 1
        elif sum(all(map(_FIGURE.fullmatch, pair)) for pair in pairs) >= _FIGURES:
            rows += 1
    return rows >= _FIGURES and rows > wraps
