"""The labels of the fund table: what an amount is, and whose."""

from functools import lru_cache

from perflint.forms.looks import look_of
from perflint.forms.vocabulary import fold, label_key, vocabulary
from perflint.patterns import pattern

_PREFIX = pattern(r"^(?:其中[:：]?)?(?:.{2,6}[:：](?=.))?(?:\(?[0-9一二三四五六七八九十]+[).、]|[①-⑩])?(?:其中[:：]?)?")
_NUMBERED = pattern(r"^\(?[0-9]{1,2}[).、](?![0-9])")


@lru_cache(maxsize=8192)
def money_heading(text: str) -> str | None:
    """What stands under (or beside) a label of the fund table: initial, annual, executed, rate, weight or score."""
    return vocabulary().funds.get(label_key(text))


@lru_cache(maxsize=8192)
def fund_key(text: str) -> str | None:
    """total, appropriation, carryover, other or the label's own words; None for a cell that is no fund label."""
    folded = fold(text)
    if look_of(_NUMBERED.sub("", folded)) != "word" and not folded.startswith(("其中", "资金来源", "资金结构")):
        return None
    key = label_key(_PREFIX.sub("", folded))
    for spelling, meaning in vocabulary().fund_rows:
        if key == spelling:
            return meaning
    for spelling, meaning in vocabulary().fund_rows:
        if len(spelling) > len("其他") and key.endswith(spelling):
            return meaning
    return key or None


@lru_cache(maxsize=8192)
def is_known_fund(text: str) -> bool:
    """A source of money that the vocabulary has, or the total."""
    return fund_key(text) in {key for _, key in vocabulary().fund_rows}


def names_money(text: str) -> bool:
    """A known source of money, or words that end like one."""
    return (
        is_known_fund(text) or label_key(text).startswith("其中") or label_key(text).endswith(("资金", "拨款", "收入"))
    )


@lru_cache(maxsize=8192)
def is_label(text: str) -> bool:
    """Words, also with a number in front: 2.政府性基金."""
    look = look_of(text)
    return look in ("word", "sentence", "label") or (look == "value" and fund_key(text) is not None)
