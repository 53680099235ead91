r"""Formulas that converters make of signs and figures, as they were printed: $\geq 95\%$ is ≥95%.

    $\geqslant 20000$ 剂次      ≥20000 剂次
    \( 9 8 . 5 \% \)           98.5%: blanks between the letters are none
    ${\leq}3 \mathrm{~m}^{2}$  ≤3m²

What has another command, an index or a fraction stays as it is, and so does an amount in dollars.
"""

import re
from collections.abc import Sequence

from perflint.documents.model import Cell, Paragraph, Row, Table
from perflint.patterns import pattern

_FORMULA = pattern(r"\$([^$\n]{1,120})\$|\\\(((?:(?!\\[()])[^\n]){1,120})\\\)")
_STYLE = pattern(r"\\(?:mathrm|mathbf|mathsf|text|textbf|boldsymbol|operatorname)\s*\{([^{}]*)\}")
_COMMAND = pattern(r"\\([A-Za-z]+|[^A-Za-z])")
_FIGURE = pattern(r"[0-9][0-9., ]*")
_SIGNS = {
    **dict.fromkeys(("geq", "geqslant", "ge", "geqq"), "≥"),
    **dict.fromkeys(("leq", "leqslant", "le", "leqq"), "≤"),
    **dict.fromkeys(("quad", "qquad", "left", "right", ",", ";", ":", "!", " "), ""),
    "gt": ">",
    "lt": "<",
    "neq": "≠",
    "times": "×",
    "div": "÷",
    "sim": "~",
    "approx": "≈",
    "pm": "±",
    "cdot": "·",
    "circ": "°",
    "%": "%",
    "$": "$",
    "&": "&",
    "#": "#",
    "_": "_",
}
_UNKNOWN = "\\"


def has_formulas(text: str) -> bool:
    """Whether there may be any in a whole text."""
    return "\\" in text and ("$" in text or "\\(" in text)


def plain(text: str) -> str:
    """A cell's text with its formulas as printed."""
    return _FORMULA.sub(_printed, text) if has_formulas(text) or text.count("$") > 1 else text


def _printed(found: re.Match[str]) -> str:
    formula = found.group(1) or found.group(2)
    if _UNKNOWN not in formula and not _FIGURE.fullmatch(formula.strip()):
        return found.group()
    formula = _STYLE.sub(lambda style: style.group(1).replace("~", ""), formula)
    formula = _COMMAND.sub(lambda command: _SIGNS.get(command.group(1), _UNKNOWN), formula)
    formula = formula.translate(_DROPPED).replace("^°", "°").replace("^2", "²").replace("^3", "³")
    return found.group() if any(mark in formula for mark in (_UNKNOWN, "^", "_")) else formula


_DROPPED = str.maketrans("", "", "{} ")


def with_plain_formulas(blocks: Sequence[Table | Paragraph]) -> list[Table | Paragraph]:
    """The blocks with every cell's formulas as printed."""
    return [
        Paragraph(_plain_cell(block.cell))
        if isinstance(block, Paragraph)
        else Table(tuple(Row(tuple(map(_plain_cell, row.cells))) for row in block.rows), block.name, block.doubt)
        for block in blocks
    ]


def _plain_cell(cell: Cell) -> Cell:
    text = plain(cell.text)
    return cell if text == cell.text else Cell(text, cell.address, cell.column, cell.row_span, cell.column_span)
