"""What one printed text may announce of its line, told once for each text: most lines announce nothing.

Whoever looks for a certain kind of line asks this first, and the line itself only where the answer is yes.
"""

from collections.abc import Iterable
from functools import lru_cache

from perflint.forms.vocabulary import label_key, vocabulary
from perflint.patterns import pattern

# A heading of the indicators, one of a kind of form that is not judged, the label of a total, of the head (funds and
# goals included), of a side of the goals, of a column or a row of the funds' money.
HEADING, REFUSED, TOTAL, HEAD, GOAL, FUNDS = (1 << place for place in range(6))

SCORE_ENDING = "得分"
_YEAR = pattern(r"^20[0-9]{2}年度?")
_BRACKETS = pattern(r"\(.*?\)")
# 总得分, 项目自评总分, 总分值/总得分: words of a total and nothing else.
_TOTAL = pattern(
    r"^(?:本|项目|单位|部门|整体|年度|绩效|自评|评价|综合|最终|各项)*(?:总|合计|累计|最终自评)(?:自?评)?"
    r"(?:得分|分值|分数|分|评分|计)+(?:/?总?得分)?$"
)


def announced_in(filled: Iterable[tuple[int, str]]) -> int:
    """What the texts of a line announce, as the sum of the kinds above."""
    kinds = 0
    for _, text in filled:
        kinds |= _announced_by(text)
    return kinds


@lru_cache(maxsize=8192)
def _announced_by(text: str) -> int:
    known, key = vocabulary(), label_key(text)
    kinds = {
        HEADING: key in known.columns,
        REFUSED: key in known.refused_columns,
        TOTAL: bool(total_key(text)) or key.endswith(SCORE_ENDING),
        HEAD: is_head_key(key) or is_head_key(key_before_colon(text)),
        GOAL: key in known.goals,
        FUNDS: key in known.funds or undated(key) in known.funds,
    }
    return sum(kind for kind, holds in kinds.items() if holds)


@lru_cache(maxsize=8192)
def key_before_colon(text: str) -> str:
    """The label in front of a value: 项目名称 of 项目名称：河道治理."""
    for mark in ("：", ":"):
        text = text.split(mark, 1)[0] or text
    return label_key(text)


def undated(label: str) -> str:
    """年初预算数 of 2023年年初预算数."""
    return _YEAR.sub("", label) if label.startswith("20") else label


def is_head_key(key: str) -> bool:
    """A label of the head, the funds or the goals."""
    known = vocabulary()
    return key in known.heads or key in known.fund_frames or key in known.target_funds


@lru_cache(maxsize=8192)
def total_key(text: str) -> str:
    """The label of a total without what stands in brackets behind it, "" for any other text."""
    key = _BRACKETS.sub("", label_key(text))
    return key if key in vocabulary().totals or _TOTAL.match(key) else ""
