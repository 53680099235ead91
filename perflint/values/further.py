"""What a target asks for beside its number: 且无投诉 of `≥95%，且无投诉`, 验收合格 of `1套，验收合格`."""

from perflint.patterns import pattern
from perflint.values.fold import normalise
from perflint.values.vocabulary import word_set
from perflint.values.wording import standing_of

_HANZI = pattern(r"[\u3400-\u9fff]{2}")
_BRACKETED = pattern(r"\([^()]*\)")
# 合并 and 并网 are words of their own.
_VERB = "同时|并且|且|(?<![合兼归])并(?![网行联购轨列入案存]|发[症率])"
_BEHIND = pattern(rf"^(?:、|和)|[,;。]|{_VERB}")
_BEFORE = pattern(rf"(?P<asked>.+?)[,;]?(?:{_VERB})|(?P<said>[^,;]+)[,;]$")
_JOINERS = pattern(rf"^(?:[,;。、和]|{_VERB})+")
# 即, 含 and 其中 explain the number, 确保 and 保障 say what it is for.
_EXPLAINS = ("即", "含", "包括", "其中", "共", "合计", "约", "以", "用于", "主要", "确保", "保证", "保障", "为")


def asked_behind(tail: str) -> str:
    """The requirement that follows a number and its unit; "" where what follows only belongs to the number."""
    plain = _BRACKETED.sub("", tail)
    joined = _BEHIND.search(plain)
    return "" if joined is None else _requirement(plain[joined.start() :])


def asked_before(label: str) -> tuple[str, str]:
    """The requirement in front of a number, and what is left of its label: `验收合格且≥95%`."""
    joined = _BEFORE.match(label)
    if joined is None or (joined["said"] and standing_of(joined["said"]) is None):
        return "", label.rstrip(",;")
    return _requirement(joined["asked"] or joined["said"]), label[joined.end() :]


def asked_beside_a_date(tail: str) -> str:
    """The requirement of another kind behind a date: 验收合格, while 完成并验收 is done by the date as well."""
    asked = asked_behind(tail)
    standing = standing_of(asked) if asked else None
    return asked if standing is not None and not asked.endswith(_DONE) else ""


_DONE = ("完成", "验收", "到位", "交付", "拨付", "支付", "发放")


def _requirement(text: str) -> str:
    asked = normalise(_JOINERS.sub("", text))
    if _HANZI.search(asked) is None or asked.startswith(_EXPLAINS) or asked in _MERELY_DONE | word_set("on_time"):
        return ""
    return asked


_MERELY_DONE = frozenset(("完成", "已完成", "全部完成", "达标", "达成", "达到", "到位", "实现"))


def answered(said: str, asked: str) -> bool:
    """Whether an actual's text answers the requirement in the target's own words, with nothing that takes them back."""
    front, found, back = normalise(said).partition(asked)
    return bool(found) and not front.endswith(_TAKES_BACK) and not back.startswith("率")


_TAKES_BACK = ("未", "不", "没有", "没", "基本", "部分", "大部分", "较", "尚未", "有待", "无")
