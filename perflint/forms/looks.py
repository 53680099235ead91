"""What a cell of an indicator table looks like, whatever column it stands in."""

from functools import lru_cache
from typing import Literal

from perflint.forms.grid import DASHES
from perflint.forms.vocabulary import dimension_of, fold, label_key, subdimension_of
from perflint.patterns import pattern

# frame        绩效指标 and its pieces, printed down the side of the table
# level1 …     a known label of level 1, of level 2, or of both (成本指标)
# number       a bare number
# percent      a bare percentage: a value, or a weight printed as its share of the hundred points
# value        what starts or ends like a target or an actual: a sign, a digit, %, 以内
# dash         a printed nothing
# sentence     a text with several clauses
# word         any other text
Look = Literal["frame", "level1", "level2", "level12", "number", "percent", "value", "dash", "sentence", "word"]

LABELS = frozenset(("level1", "level2", "level12"))

# What Excel prints where a formula failed stands where a number would.
_NUMBER = pattern(r"^(?:-?[0-9][0-9,]*(?:[.][0-9]+)?分?|#(?:REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|N/A))$")
_PERCENT = pattern(r"^[0-9]+(?:[.][0-9]+)?%$")
_VALUE = pattern(r"^(?:[<>≥≤=═≧≦《》约不]|[0-9]|第?[一二三四五六七八九十]+[年月日季个])|[%‰]$|以[上下内前]$")
_SENTENCE = pattern(r"[。；;]|，.*，|,.*,.*[\u4e00-\u9fff]")
_FRAME = frozenset(("绩效指标", "绩效", "指标", "绩", "效", "指", "标", "绩效指", "效指标", "绩效指标值"))
_LONGEST_VALUE = 40

# A sign alone in its cell.
SIGNS = frozenset(("≥", "≤", "=", "＝", ">", "<", "＞", "＜", ">=", "<=", "＞=", "＜=", "≧", "≦"))


@lru_cache(maxsize=8192)
def look_of(text: str) -> Look:
    """The look of a cell's text."""
    if label_key(text) in _FRAME:
        return "frame"
    first, second = dimension_of(text), subdimension_of(text)
    if first or second:
        return "level12" if first and second else "level1" if first else "level2"
    return _look_of_value(fold(text))


def _look_of_value(folded: str) -> Look:
    if _NUMBER.match(folded):
        return "number"
    if folded in DASHES:
        return "dash"
    if _PERCENT.match(folded):
        return "percent"
    if _VALUE.search(folded) and len(folded) < _LONGEST_VALUE:
        return "value"
    if len(folded) > _LONGEST_VALUE or _SENTENCE.search(folded):
        return "sentence"
    return "word"
