"""What a cell of an indicator table looks like, whatever column it stands in."""

from functools import lru_cache
from typing import Literal

from perflint.forms.grid import DASHES
from perflint.forms.vocabulary import dimension_of, fold, label_key, subdimension_of
from perflint.patterns import pattern
from perflint.values.units import resolve

# frame        绩效指标 and its pieces, printed down the side of the table
# level1 …     a known label of level 1, of level 2, or of both (成本指标)
# number       a bare number
# percent      a bare percentage: a value, or a weight printed as its share of the hundred points
# value        what starts or ends like a target or an actual: a sign, a digit, %, 以内
# compared     a value with a sign of comparison in front, as no name begins
# dash         a printed nothing
# nature       定性, 定量, ≥: the kind of an indicator or the sign of its target, as a cell of its own
# unit         a unit alone: %, 人次, 元/人
# sentence     a text with several clauses
# word         any other text
Look = Literal[
    "frame", "level1", "level2", "level12", "number", "percent", "value", "dash", "sentence", "word", "nature", "unit",
    "compared",
]  # fmt: skip

LABELS = frozenset(("level1", "level2", "level12"))

# What Excel prints where a formula failed stands where a number would.
_NUMBER = pattern(r"^(?:-?[0-9][0-9,]*(?:[.][0-9]+)?分?|#(?:REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|N/A))$")
_PERCENT = pattern(r"^[0-9]+(?:[.][0-9]+)?%$")
_VALUE = pattern(r"^(?:[<>≥≤=═≧≦《》约不]|[0-9]|第?[一二三四五六七八九十]+[年月日季个])|[%‰]$|以[上下内前]$")
_SENTENCE = pattern(r"[。；;]|，.*，|,.*,.*[\u4e00-\u9fff]")
_FRAME = frozenset(("绩效指标", "绩效", "指标", "绩", "效", "指", "标", "绩效指", "效指标", "绩效指标值"))
_LONGEST_VALUE = 40
_SIGN = ("<", ">", "≥", "≤", "=", "═", "≧", "≦", "《", "》")
_LONGEST_UNIT = 8
# Units that are more often something else where they stand alone.
_NO_UNITS = frozenset(("项目", "单位", "年度", "学校", "企业", "学生", "报告", "平台", "系统", "社区", "街道"))
# A sign alone in its cell.
SIGNS = frozenset(("≥", "≤", "=", "＝", ">", "<", "＞", "＜", ">=", "<=", "＞=", "＜=", "≧", "≦"))
# The kinds of indicators: never a name, and a value only where no column has them.
NATURES = frozenset(
    (*("定性", "定量", "定性指标", "定量指标"), *("正向", "反向", "逆向", "正向指标", "反向指标", "逆向指标"))
)


@lru_cache(maxsize=8192)
def look_of(text: str) -> Look:
    """The look of a cell's text."""
    if label_key(text) in _FRAME:
        return "frame"
    first, second = dimension_of(text), subdimension_of(text)
    if first or second:
        return "level12" if first and second else "level1" if first else "level2"
    return _look_of_value(fold(text))


def _kind_or_unit(folded: str) -> Literal["nature", "unit"] | None:
    if folded in NATURES or folded in SIGNS:
        return "nature"
    return "unit" if len(folded) <= _LONGEST_UNIT and folded not in _NO_UNITS and resolve(folded) else None


def _look_of_value(folded: str) -> Look:
    if _NUMBER.match(folded):
        return "number"
    if folded in DASHES:
        return "dash"
    if _PERCENT.match(folded):
        return "percent"
    if kind := _kind_or_unit(folded):
        return kind
    if _VALUE.search(folded) and len(folded) < _LONGEST_VALUE:
        return "compared" if folded.startswith(_SIGN) else "value"
    return "sentence" if len(folded) > _LONGEST_VALUE or _SENTENCE.search(folded) else "word"
