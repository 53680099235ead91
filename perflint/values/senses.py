"""What a qualitative word speaks of: 及时 of time, 规范 of rules. Praise in another sense does not answer a target."""

from functools import cache, lru_cache

from perflint.patterns import pattern
from perflint.values.vocabulary import word_set, words

_TIME = "及时"
# 及时 and 安全 in front of another word ask for something of their own; 稳定增长 is growth.
_FACTS = (_TIME, "安全", "公开", "公正", "准确", "优良")
_DEGREE = frozenset(("显著", "明显"))
_JOINED = pattern("[、,;且]")


@cache
def _groups() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group.split("/")) for group in words("senses"))


@lru_cache(maxsize=4096)
def _senses(word: str) -> frozenset[int]:
    return frozenset(number for number, group in enumerate(_groups()) if any(stem in word for stem in group))


@cache
def _with(*stems: str) -> frozenset[int]:
    return frozenset(number for number, group in enumerate(_groups()) if not group.isdisjoint(stems))


@lru_cache(maxsize=4096)
def another_sense(said: str, wanted: str) -> bool:
    """Whether `said` praises (or blames) something else than `wanted` asks for: 规范 under 及时, 及时 under 合格.

    What praises in general (良好, 显著) answers every target but one of time. Of 真实、完整 and 公开公正
    each part must be answered.
    """
    if said in word_set("target_words") or any(word in said for word in words("passing")):
        return False
    mine, theirs = _senses(said), _senses(wanted)
    time = _with(_TIME)
    if not theirs:
        return mine == time and (wanted in _DEGREE or wanted in word_set("general_praise"))
    if not mine:
        return bool(time & theirs) and said in word_set("general_praise")
    if mine.isdisjoint(theirs):
        return True
    left = theirs - mine
    return bool(left) and (bool(left & _with(*_FACTS)) or _JOINED.search(wanted) is not None or _two_facts(wanted))


@lru_cache(maxsize=1024)
def _two_facts(wanted: str) -> bool:
    """安全稳定 asks for both; 稳定增长 and 长期稳定 ask for one thing and say how."""
    stems = {stem for group in _groups() for stem in group}
    for cut in range(2, len(wanted) - 1):
        front, back = wanted[:cut], wanted[cut:]
        if front in stems and back in stems and not _with("提升", "降低", "长期") & (_senses(front) | _senses(back)):
            return _senses(front).isdisjoint(_senses(back))
    return False
