"""Fields that Word draws from their code and keeps no text of (ECMA-376 part 1, 17.16.5): SYMBOL and EQ.

SYMBOL 179 \\f "Symbol"     ≥
EQ \\o(≥)                   ≥
EQ \\f(1,2)                 1/2
"""

import re

from perflint.documents.symbols import symbol
from perflint.patterns import pattern

_SYMBOL = pattern(r'\s*SYMBOL\s+(0x[0-9A-F]{1,4}|\d{1,5})\b(?:.*?\\f\s*"?([^"\\]+))?', re.IGNORECASE | re.DOTALL)
_EQUATION = pattern(r"\s*EQ\s+(.*)", re.IGNORECASE | re.DOTALL)
_FRACTION = pattern(r"\\f\s*\(([^(),]*),([^()]*)\)", re.IGNORECASE)
_SWITCH = pattern(r"\\[a-z]+\d*|[(),]", re.IGNORECASE)
_LONGEST = 500


def drawn(code: str) -> str:
    """What a field without a stored result shows; nothing for other fields."""
    if found := _SYMBOL.match(code[:_LONGEST]):
        return symbol(found[2] or "Symbol", int(found[1], 0) & 0xFFFF)
    if found := _EQUATION.match(code[:_LONGEST]):
        flat = _FRACTION.sub(r"\1/\2", found[1])
        return _SWITCH.sub("", flat).strip()
    return ""
