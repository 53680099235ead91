"""Numbers with units that running text mentions, and what they contradict (PF513, PF703).

mention = [words] [sign] number unit [suffix sign] [words]      举办讲座26场 · 满意度达到90%以上 · 三个办公区

A clerk must never be told of a contradiction that is none, so a mention counts only where the text leaves no doubt
about what it counts; everything else gives no answer.
"""

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

import msgspec

from perflint.patterns import pattern
from perflint.values.fold import close_up, fold
from perflint.values.interval import Interval, base_amount, signed, stated, unit_of
from perflint.values.model import Expression, Quantity, Sign
from perflint.values.number import chinese_number, to_decimal
from perflint.values.sign import sign_after, sign_before
from perflint.values.units import unit_at
from perflint.values.vocabulary import words

# Longer texts are no goal of a form; what stands beyond is not searched.
_LONGEST_TEXT = 3000
# As much of the words around a number is kept as the name of an indicator can have.
_LONGEST_NAME = 100
_NUMBER = pattern(
    r"(?<![A-Za-z0-9.,第〔])(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?|(?<![一二两三四五六七八九十百千第])[两三四五六七八九十]+"
)
_ANY_NUMBER = pattern(r"[0-9０-９两三四五六七八九十]")
_CLAUSE = pattern(r"[。;!?、\n“”\"]|,(?![0-9]{3}(?![0-9]))")
_ASIDE = pattern(r"<[A-Za-z/][^<>]*>|\([^()]*\)|\[[^\[\]]*\]|《[^《》]*》|〔[^〔〕]*〕|【[^【】]*】")
# Chinese numerals are trusted before these alone: 三级, 二期, 三公 are no counts.
_COUNTED = frozenset("个次场名人家件份套台条座辆户项处所本部篇")
# Dates, ordinals, and the G of 5G.
_NO_COUNTS = frozenset("年月日号时分点期级届Gg")
# Per head, per month, or a part of something counted before: no total that a target could be held against.
_SHARE = pattern(
    r"(?:每.*|各.*|人均.*|户均.*|平均.*|日均.*|月均.*|其中.*|上半年.*|下半年.*|[一二三四]季度.*|[0-9]+月份?.*|指标)$"
)
_GLUE = pattern(
    r"(?:数量|总数|次数|人次|人数|个数|件数|份数|台数|套数|总量|面积|场次)?"
    r"(?:已经|已|均|共计|累计|合计|总计|共|总|达到了|达到|达|为|是|有|:|了)*$"
)
_COUNTERS = pattern(r"(?:完成)?(?:数量|总数|次数|场次|人次|人数|个数|件数|份数|台数|套数|户数|家数|面积|总量|数|量)$")
_PREFIX = pattern(r"^(?:三级)?指标[0-9]*[:.、]")
_SUFFIXES = ("", "等", "工作", "任务", "活动")
_UPWARDS, _DOWNWARDS = ("≥", ">"), ("≤", "<")
_LEAST_CORE = 2
_THIS_YEAR = frozenset(("全年", "年内", "当年", "本年", "本年度", "年度", "今年", "全年共", "全年累计", "全年实际"))
# What makes 80%以上 the aim even where more follows.
_REACHING = ("达到", "达", "至", "为", ":")


class Mention(msgspec.Struct, frozen=True):
    """One number of a text: as printed with its signs, what it says, and the words before and after in its clause.

    key       of its unit; amounts of one key convert into one another
    suffixed  its sign stands behind it: 以上, 以内
    """

    printed: str
    sign: Sign
    quantity: Quantity
    key: str
    before: str
    after: str
    suffixed: bool


@lru_cache(maxsize=1024)
def mentions(text: str) -> tuple[Mention, ...]:
    """The numbers with units in a text; no dates, years, ordinals, shares (每月2次), and nothing in brackets."""
    if not _ANY_NUMBER.search(text):
        return ()
    return tuple(
        mention
        for line in text[:_LONGEST_TEXT].splitlines()
        for clause in _CLAUSE.split(_ASIDE.sub("。", close_up(fold(line))))
        for mention in _in_clause(clause)
    )


def _in_clause(clause: str) -> Iterator[Mention]:
    for found in _NUMBER.finditer(clause):
        unit = unit_at(clause, found.end())
        middle: Sign = ""
        if unit is None:
            # `80余次`: the vague word stands between number and unit.
            middle, rest = sign_after(clause[found.end() :])
            unit = unit_at(clause, len(clause) - len(rest)) if middle else None
        amount = _amount(found.group(), "" if unit is None else unit[0].name)
        if unit is None or amount is None:
            continue
        bare = clause[found.end() : unit[1]]
        after, tail = sign_after(clause[unit[1] :])
        before, head = sign_before(clause[: found.start()])
        if bare in _NO_COUNTS or _SHARE.search(head) or head.endswith("第"):
            continue
        end = len(clause) - len(tail)
        start = len(head)
        sign, quantity = before or middle or after, Quantity(amount, unit[0].name)
        around = head[-_LONGEST_NAME:], tail[:_LONGEST_NAME]
        yield Mention(clause[start:end], sign, quantity, unit[0].key, *around, bool(after))


def _amount(printed: str, unit: str) -> Decimal | None:
    if printed[0].isascii():
        return to_decimal(printed)
    value = chinese_number(printed.replace("两", "二")) if unit in _COUNTED else None
    return None if value is None else Decimal(value)


def contradiction_in_name(target: object, name: str) -> str:
    """What an indicator's name states otherwise than its target, as printed; "" where it states nothing (PF513).

    满意度达80% against `≥85%` gives 80%; 65岁以上老人 and 24小时值守 state no target.
    """
    if not isinstance(target, Expression) or target.kind != "quantity" or target.quantity is None:
        return ""
    found = mentions(name)
    key = unit_of(target.quantity).key if found else ""
    same = [one for one in found if key and one.key == key]
    if len(same) != 1 or not _states(same[0]):
        return ""
    told = same[0]
    opposed = (told.sign in _UPWARDS and target.sign in _DOWNWARDS) or (
        told.sign in _DOWNWARDS and target.sign in _UPWARDS
    )
    differs = base_amount(told.quantity) != base_amount(target.quantity)
    return told.printed if opposed or differs else ""


def _states(mention: Mention) -> bool:
    """The mention says what is to be reached, not whom or what it is about (65岁以上老人, 完成100公里以上公路养护)."""
    if not mention.after:
        return True
    if mention.suffixed:
        return mention.before.endswith(_REACHING)
    if mention.sign or mention.before.endswith((*words("stating_words"), ":")):
        return True
    counts = unit_of(mention.quantity).family not in ("time", "workday", "calendar", "percent", "money", "points")
    return counts and not mention.before


def contradiction_in_text(printed: object, name: str, text: str) -> str:
    """What a text says of the same thing in the same unit with another number, as printed; "" for nothing (PF703).

    The text must name the thing as the indicator does, right beside the number: 科普讲座26场 or 26场科普讲座 for
    科普讲座场次, 群众满意度达到95%以上 for 群众满意度. Rounded figures (1.2万人次 for 12380人次) and bounds that hold
    do not contradict.
    """
    if not isinstance(printed, Expression) or printed.kind != "quantity" or printed.quantity is None:
        return ""
    found = mentions(text)
    key = unit_of(printed.quantity).key if found else ""
    if not key:
        return ""
    alike = [one for one in found if one.key == key]
    core = _core(name, key) if alike else ""
    if len(core) < _LEAST_CORE:
        return ""
    about = [one for one in alike if _is_about(one, core)]
    if not about or not all(_contradicts(one, printed) for one in about):
        return ""
    return about[0].printed


@lru_cache(maxsize=2048)
def _core(name: str, key: str) -> str:
    plain = _PREFIX.sub("", close_up(fold(name)))
    return plain if key == "percent" else _COUNTERS.sub("", plain)


def _is_about(mention: Mention, core: str) -> bool:
    head = _GLUE.sub("", mention.before)
    if head.endswith(core):
        lead = head.removesuffix(core)
        return not lead or lead in _THIS_YEAR or lead.endswith((*words("stating_words"), "的", "使", "了"))
    tail = mention.after.removeprefix("的")
    return tail.startswith(core) and tail.removeprefix(core) in _SUFFIXES


def _contradicts(mention: Mention, printed: Expression) -> bool:
    told = base_amount(mention.quantity)
    assert printed.quantity is not None  # noqa: S101 - asked by the caller
    own = base_amount(printed.quantity)
    for side in (_UPWARDS, _DOWNWARDS):
        if mention.sign in side and printed.sign in side:
            return told != own
    stated_here = stated(printed) if printed.sign else _rounded(printed.quantity, own)
    said = signed(mention.sign, told) if mention.sign else _rounded(mention.quantity, told)
    return said.relation(stated_here) == "outside"


def _rounded(quantity: Quantity, amount: Fraction) -> Interval:
    """A plain number may be rounded by half a unit of its last printed digit: 92% of 92.4%, 1.2万 of 12380."""
    exponent = quantity.amount.as_tuple().exponent
    half = Fraction(1, 2) * Fraction(10) ** (exponent if isinstance(exponent, int) else 0)
    room = half * unit_of(quantity).factor
    return Interval(amount - room, amount + room, low_open=True, high_open=True)
