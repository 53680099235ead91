"""Qualitative words, choice lists, statements, and the texts that say nothing at all."""

import re
from decimal import Decimal
from functools import cache, lru_cache

from perflint.language import Bilingual
from perflint.patterns import pattern
from perflint.values.fold import normalise
from perflint.values.model import Expression, Quantity, Standing, Unreadable
from perflint.values.units import resolve
from perflint.values.vocabulary import choices, standings, word_set, words

_LONGEST_WORD = 20
_RANK: dict[Standing, int] = {"not": 0, "partly": 1, "met": 2}
_PLACEHOLDER = pattern(r"(?:指标|目标|内容|项目|任务)[0-9一二三四五六七八九十]*[::.、]*(?:…+|\.{2,}|[xX×]+)?")
_MARKS_ONLY = pattern(r"[^0-9A-Za-z\u3400-\u9fff]*")
_CROSSES = pattern(r"[×✕╳□△◯〇_*?]{2,}|(?<![A-Za-z])[xX]{2,}(?![A-Za-z])")
_LATIN_PLACEHOLDER = pattern(r"[A-Za-z]+")
# Classes with a letter or a Roman numeral (5A级, Ⅲ类水质及以上, 二级甲等), and standards by number (GB3838-2002).
# 二级 is a class as well, and 2级 may be an amount (风力); 三类 are three kinds, 三类水 is a class.
_CLASS = pattern(
    r"(?:[≥≤>=]|[\u3400-\u9fff]{0,8})[0-9一二三四五]?[A-EIVⅠ-Ⅻ]{1,3}[+-]?[级类等档](?:[\u3400-\u9fff]{0,8})"
    r"|(?:达到?|不低于|优于|[≥≤>=]|(?:环境)?(?:空气|大气)(?:质量)?)*[一二三四五]级(?:标准)?(?:及?以上)?"
    r"|(?:达到?|不低于|优于|[≥≤>=])?(?:[一二三四五]级)?[甲乙丙][等级](?:及?以上)?"
    r"|第[一二三四五]等(?:次|级)?(?:及?以上)?"
    r"|[一二三四五1-5]星级?(?:及?以上)?|A{2,5}[+-]?|[A-D][+-]?"
    r"|[\u3400-\u9fff≥≤>=]{0,8}[一二三四五1-5]类水(?:质|体)?(?:标准)?(?:及?以上)?|(?:GB|DB|HJ|CJ|JG|JT|YY|WS|ISO)[/A-Z]{0,3}[0-9][0-9A-Za-z.:/—-]*"
)
# Every class has one of these; a text without them need not be matched.
_CLASS_SIGNS = frozenset("级类等档星ABCDGHJYW")
# 不低于上年 asks for no fall, 高于去年 says that it rose.
_LAST_YEAR = pattern(
    r"(?:略|稍|明显|显著|远)?(?P<how>不低于|不少于|不高于|不超过|高于|多于|超过|低于|少于)(?:上一?|去|往)年(?:度|同期)?的?(?:平均)?(?:水平|实际|实际数)?"
)
_BESIDE_LAST_YEAR = {
    **dict.fromkeys(("不低于", "不少于"), "不下降"),
    **dict.fromkeys(("不高于", "不超过"), "不上升"),
    **dict.fromkeys(("高于", "多于", "超过"), "上升"),
    **dict.fromkeys(("低于", "少于"), "下降"),
}
_NONE_OF = pattern(
    "(?:无|零|未发生|未出现|没有发生|没有出现|没有|不发生|无发生|杜绝|避免|防止)(?:任何|一切|各类)?"
    "(?P<what>[\u3400-\u9fff]{0,8}?(?:事故|投诉|事件|案件|差错|违规|违纪|舆情|上访|信访|纠纷|伤亡|火灾|疫情|故障|中断|险情|泄密|泄露|返工))(?:的?发生|现象|情况)?"
)
_NARROWER = pattern("重大|较大|特大|恶性|有责|责任|有效|群体|严重|集体|越级|重复|属实")
# 未开展满意度调查; what follows a 但 or 已 takes some of it back.
_NOT_DONE = pattern(
    r"(?:本年|今年|当年|年内)?(?:均|都)?(?:未|尚未|暂未|没有|未能)"
    r"(?:开展|完成|实施|启动|进行|组织|举办|安排|召开)(?:(?![但已而或仅])[\u3400-\u9fff]){1,8}"
)
_ALL = ("全部", "已全部", "均已全部", "全部已")
# Longer texts say something.
_LONGEST_NOTHING = 30
_PARTS = pattern(r"[，。；：、,;:\s]|[0-9一二][.、]")
_COMPARED = ("较上", "较去", "较同期", "较往")


def standing_of(word: str) -> Standing | None:
    """Where a word stands, also with adverbs (明显提高), 基本/较 (partly) or 不/未 (not); None if unknown."""
    if len(word) > _LONGEST_WORD or word in word_set("not_applicable"):
        return None
    return _standing(word, {})


def _standing(word: str, known: dict[str, Standing | None]) -> Standing | None:
    found = standings().get(word)
    if found is not None:
        return found
    if len(word) < 2:
        return None
    if word not in known:
        known[word] = None  # a guard while the parts are looked at
        known[word] = _composed(word, known)
    return known[word]


def _composed(word: str, known: dict[str, Standing | None]) -> Standing | None:
    changed = _changed(word, known)
    if changed is not None:
        return changed
    adverbs = word_set("adverbs")
    joiners = word_set("joiners")
    table = standings()
    for cut in range(min(len(word) - 1, 8), 0, -1):
        front, rest = word[:cut], word[cut:]
        if front in adverbs or front in joiners:
            found = _standing(rest, known)
            if found is not None:
                return found
        elif front in table:
            if rest in word_set("word_endings"):
                return table[front]
            found = _standing(rest, known)
            if found is not None:
                return min(table[front], found, key=_RANK.__getitem__)
    return None


def _changed(word: str, known: dict[str, Standing | None]) -> Standing | None:
    if not word.startswith(_COMPARED) and "met" in _after(word, words("partly_prefixes"), known):
        return "partly"
    denied = _after(word, words("not_prefixes"), known)
    if {"met", "partly"} & denied:
        return "not"
    # 无延期, 未取消: what is denied is itself a failure.
    return "met" if "not" in denied else None


def _after(word: str, prefixes: tuple[str, ...], known: dict[str, Standing | None]) -> set[Standing | None]:
    if not word.startswith(prefixes):
        return set()
    return {_standing(word[len(prefix) :], known) for prefix in prefixes if word.startswith(prefix)}


def read_word(text: str, bare: str) -> Expression | None:
    """A known qualitative word; words for "none at all" (无, 未发生) also carry the quantity 0."""
    if "年" in bare and (beside := _LAST_YEAR.fullmatch(bare)) is not None:
        return Expression(text, "word", word=_BESIDE_LAST_YEAR[beside["how"]], standing="met")
    if what_is_denied(bare):
        return Expression(text, "word", word=bare, standing="met", quantity=Quantity(Decimal(0)))
    standing = standing_of(bare) or _all_done(bare) or ("not" if _NOT_DONE.fullmatch(bare) else None)
    if standing is None or _CROSSES.search(bare):
        return None
    quantity = Quantity(Decimal(0)) if bare in word_set("zero_words") else None
    return Expression(text, "word", word=bare, standing=standing, quantity=quantity)


def _all_done(bare: str) -> Standing | None:
    """全部建档, 已全部整改: all of what there was to do, by a verb that is known."""
    for front in _ALL:
        if bare.startswith(front) and bare[len(front) :] in word_set("statement_stems"):
            return "met"
    return None


@lru_cache(maxsize=2048)
def what_is_denied(word: str) -> str:
    """What a word says that there was none of: 重大安全事故 of 未发生重大安全事故; "" of 未发生 and of other words."""
    found = _NONE_OF.fullmatch(word)
    return "" if found is None else found["what"]


def narrows(word: str) -> bool:
    """Whether a denial leaves room for lesser cases: 未发生重大事故."""
    return _NARROWER.search(what_is_denied(word)) is not None


def read_choices(text: str, bare: str) -> Expression | None:
    """A template's choice list (`好坏`, `优/良/中/差`), in either order."""
    if not 2 <= len(bare) <= _LONGEST_WORD:
        return None
    plain = re.sub(r"[/、,;|\\或()\[\] .-]", "", bare)
    for choice in choices():
        if plain in ("".join(choice.options), "".join(reversed(choice.options))):
            return Expression(text, "choices", choices=choice.options)
    return None


def is_class(bare: str) -> bool:
    """Whether a text names a class or a standard by number and not an amount."""
    return not _CLASS_SIGNS.isdisjoint(bare) and _CLASS.fullmatch(bare) is not None


def read_statement(text: str, bare: str, hanzi: int) -> Expression | None:
    """A phrase that a person understands: two hanzi with a known stem, or a longer phrase of different hanzi."""
    if hanzi >= 5 and len(set(bare)) >= 4:
        return Expression(text, "statement")
    if (hanzi >= 2 or (hanzi and len(bare) > hanzi)) and _holds_a_stem(bare):
        return Expression(text, "statement")
    return None


def _holds_a_stem(bare: str) -> bool:
    stems = word_set("statement_stems")
    longest = len(bare)
    return any(bare[at : at + width] in stems for width in (1, 2, 3, 4) for at in range(longest - width + 1))


def nonsense(text: str, tight: str) -> Unreadable | None:
    """Marks without meaning (`**`, `—`), placeholders (`××`, `指标1:`); None where there may be a value."""
    if _CROSSES.search(tight):
        return Unreadable(
            text,
            Bilingual(zh=f"“{tight}”里有未填写的占位符", en=f'"{tight}" still holds a placeholder of the template'),
        )
    if _MARKS_ONLY.fullmatch(tight):
        return Unreadable(text, Bilingual(zh=f"“{tight}”只有符号，没有内容", en=f'"{tight}" is only marks'))
    if _PLACEHOLDER.fullmatch(tight):
        return Unreadable(
            text,
            Bilingual(zh=f"“{tight}”是模板原文，没有填写", en=f'"{tight}" is the template\'s own text, not filled in'),
        )
    return None


def unknown_word(text: str, tight: str) -> Unreadable:
    """The last resort: a text that is neither number, date, known word nor sentence."""
    shown = tight if len(tight) <= 20 else tight[:19] + "…"
    if resolve(shown) is not None:
        return Unreadable(
            text, Bilingual(zh=f"“{shown}”只有单位，没有数字", en=f'"{shown}" is a unit without a number')
        )
    return Unreadable(
        text,
        Bilingual(
            zh=f"“{shown}”不是数值、日期，也不是常用的定性表述",
            en=f'"{shown}" is no number, no date and no known qualitative wording',
        ),
    )


@cache
def _empty_reasons() -> frozenset[str]:
    return frozenset(normalise(word) for word in words("empty_reasons"))


@lru_cache(maxsize=8192)
def says_nothing(text: str) -> bool:
    """Blank, punctuation only, or nothing but words that stand for no reason (无, —, 已完成, 原因：无；措施：无)."""
    bare = normalise(text)
    if not bare or bare in _empty_reasons():
        return True
    if len(bare) > _LONGEST_NOTHING:
        return False
    labels = word_set("reason_labels")
    said = [normalise(part) for part in _PARTS.split(text)]
    return all(not part or part in labels or part in _empty_reasons() for part in said)
