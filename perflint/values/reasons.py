"""How a verdict says why: a short sentence and the two printed texts."""

from perflint.language import Bilingual
from perflint.values.model import Expression, Result, Verdict

_LONGEST = 24


def verdict(result: Result, actual: Expression, target: Expression, zh: str, en: str) -> Verdict:
    """A verdict whose reason is the sentence followed by `actual ↔ target`."""
    pair = f"{shorten(actual.text)} ↔ {shorten(target.text)}"
    return Verdict(result, Bilingual(zh=f"{zh}：{pair}", en=f"{en}: {pair}"))


def not_achieved(actual: Expression, target: Expression) -> Verdict:
    """The verdict on an actual that says in words that nothing was reached (未开展, 取消)."""
    return verdict("missed", actual, target, "实际未做到", "the actual says it was not achieved")


def shorten(text: str) -> str:
    """`text`, cut with an ellipsis where it is too long to stand in a sentence."""
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
