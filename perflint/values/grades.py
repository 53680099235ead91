"""Grades: 优秀 above 良好 above 合格 or 中 above 差."""

from functools import cache

from perflint.values.model import Result
from perflint.values.vocabulary import word_set, words

_ENDINGS = ("及以上", "以上", "等次", "等级")
# Words that do not say which of two grades they mean.
# Less than 较好, though as much as 合格.
_SO_SO = "一般"
_BEST_TWO, _MIDDLE_TWO = "优良", ("较好", "比较好")


@cache
def _ranks() -> dict[str, tuple[int, int]]:
    """Every spelling of a grade with the best and the worst place that it can mean, 0 being the best."""
    table = {name: (place, place) for place, names in enumerate(words("grades")) for name in names.split("/")}
    reached = dict.fromkeys(words("passing"), (0, table["合格"][0]))
    return table | {_BEST_TWO: (0, 1), **dict.fromkeys(_MIDDLE_TWO, (1, 2)), **reached}


def _rank(word: str) -> tuple[int, int] | None:
    for ending in _ENDINGS:
        word = word.removesuffix(ending)
    for start in range(len(word)):
        found = _ranks().get(word[start:])
        if found is not None and (start == 0 or word[:start] in word_set("adverbs")):
            return found
    return None


def asks_for_more(word: str, wanted: str) -> bool:
    """Whether the wanted word says more than the other: 非常满意 beside 满意, and 优秀 beside what is no grade."""
    if wanted.endswith(word) and any(wanted == stronger + word for stronger in words("intensifiers")):
        return True
    theirs = _rank(wanted)
    return theirs is not None and theirs[1] == 0 and _rank(word) is None


def by_grade(word: str, wanted: str) -> tuple[Result, str, str] | None:
    """How a grade answers the one that was wanted, with the reason in both languages; None where either is no grade."""
    mine, theirs = _rank(word), _rank(wanted)
    if mine is None or theirs is None:
        return None
    if mine[1] <= theirs[1] and not (wanted in _MIDDLE_TWO and word.endswith(_SO_SO)):
        return "met", "等级达到目标", "the grade is reached"
    if mine[0] <= theirs[1] and not word.endswith(_SO_SO):
        # 较好 is "partly" by itself, and no less than 合格.
        return ("cannot_tell", "等级不明确", "which grade is meant is not said") if mine[0] == 0 else None
    return "partly", "等级低于目标", "the grade is below the target's"
