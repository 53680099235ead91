"""Classes that a standard or an authority gives: Ⅲ类 of water, 二级 of air, 三级甲等, 5A级, 五星级."""

from functools import lru_cache

import msgspec

from perflint.patterns import pattern
from perflint.values.fold import close_up, fold
from perflint.values.model import Result

_LONGEST = 24
_MARKS = "。;,、."
# What may stand in front of a class and say only that it is kept, and what may stand behind it.
_LEAD = pattern(
    r"(?:≥|>=|≤|<=|=|>|达到?|保持在?|维持在?|稳定在?|控制在|为|均|总体|全部|国家|或|及|优于|高于|不低于|不劣于|不差于|至少"
    r"|地表|地下|饮用|河道|湖泊|海|水|水质|断面|国控|省控|质量"
    r"|环境|空气|大气)*"
)
_TAIL = r"(?:标准|要求)?(?:及以上|或以上|及优于|或优于|以上)?(?:标准)?"
_WATER = pattern(rf"(?P<worst>劣)?(?P<place>[Ⅰ-Ⅴ]|IV|V|I{{1,3}}|[一二三四五1-5])类(?P<water>水(?:质|体|环境)?)?{_TAIL}")
_LEVEL = pattern(rf"(?P<place>[一二三四五1-5])级{_TAIL}")
_STEM = pattern(rf"(?P<kind>[一二三]级)?(?P<place>[甲乙丙])[等级]{_TAIL}")
_STARS = pattern(rf"(?P<place>[一二三四五1-5])星级?{_TAIL}")
_LETTERS = pattern(rf"(?:(?P<times>[1-5])A|(?P<many>A{{1,5}})|(?P<place>[BCD]))级?{_TAIL}")
_PLACES = {sign: place for row in ("ⅠⅡⅢⅣⅤ", "一二三四五", "12345") for place, sign in enumerate(row, 1)}
_PLACES |= {"I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "甲": 1, "乙": 2, "丙": 3, "B": 2, "C": 3, "D": 4}


class _Class(msgspec.Struct, frozen=True):
    """A class; `place` is smaller the better it is, and two are compared where `scale` is the same.

    scale   "" where nothing says which end is the better one (一级, 三类 without its water)
    beyond  the class itself may be too little: 优于Ⅲ类
    """

    scale: str
    place: int
    hinted: str = ""
    beyond: bool = False


@lru_cache(maxsize=1024)
def _class_of(text: str) -> _Class | None:
    if len(text) > _LONGEST:
        return None
    tight = close_up(fold(text)).upper().strip(_MARKS)
    lead = _LEAD.match(tight)
    head = lead.group() if lead is not None else ""
    found = _read(tight[len(head) :], head)
    return found and msgspec.structs.replace(found, beyond=">" in head.replace(">=", "") or _only_better(head))


def _only_better(head: str) -> bool:
    return head.endswith(("优于", "高于")) and not head.endswith(("或优于", "及优于", "或高于"))


def _read(rest: str, head: str) -> _Class | None:
    if (water := _WATER.fullmatch(rest)) is not None:
        known = water["place"] not in "一二三四五12345" or water["water"] or "水" in head
        place = _PLACES[water["place"]] + (1 if water["worst"] else 0)
        return _Class("water" if known else "", place, hinted="water")
    if (level := _LEVEL.fullmatch(rest)) is not None:
        known = "空气" in head or "大气" in head
        return _Class("air" if known else "", _PLACES[level["place"]], hinted="air")
    return _rated(rest)


def _rated(rest: str) -> _Class | None:
    if (stem := _STEM.fullmatch(rest)) is not None:
        return _Class(f"甲{stem['kind'] or ''}", _PLACES[stem["place"]])
    if (stars := _STARS.fullmatch(rest)) is not None:
        return _Class("stars", -_PLACES[stars["place"]])
    if (letters := _LETTERS.fullmatch(rest)) is None:
        return None
    if letters["place"]:
        return _Class("letters", _PLACES[letters["place"]])
    times = int(letters["times"]) if letters["times"] else len(letters["many"])
    # A single A is the best of A, B, C and the least of A, AA, AAA.
    return _Class("A", -times, hinted="letters" if times == 1 else "")


def by_class(said: str, wanted: str) -> tuple[Result, str, str] | None:
    """How one class answers another, with the reason in both languages; None where either is no class."""
    mine, theirs = _class_of(said), _class_of(wanted)
    if mine is None or theirs is None:
        return None
    scale = _common_scale(mine, theirs)
    unknown: tuple[Result, str, str] = (
        "cannot_tell",
        "等级的高低无法比较",
        "which class is the better one is not said",
    )
    if mine.place == theirs.place and (mine.scale == theirs.scale or scale):
        return unknown if theirs.beyond else ("met", "等级达到目标", "the class is reached")
    if not scale:
        return unknown
    if scale == "letters":
        mine, theirs = _as_letter(mine), _as_letter(theirs)
    if mine.place <= theirs.place:
        return "met", "等级达到目标", "the class is reached"
    return "missed", "等级低于目标", "the class is below the target's"


def _common_scale(mine: _Class, theirs: _Class) -> str:
    if mine.scale == theirs.scale:
        return mine.scale
    hints = {mine.scale or mine.hinted, theirs.scale or theirs.hinted}
    if len(hints) == 1 and not (mine.scale and theirs.scale):
        return hints.pop()
    letters = all(one.scale == "letters" or one.hinted == "letters" for one in (mine, theirs))
    return "letters" if letters else ""


def _as_letter(one: _Class) -> _Class:
    return msgspec.structs.replace(one, place=abs(one.place))
