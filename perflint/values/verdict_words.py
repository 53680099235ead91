"""Words, choice lists, periods, compounds and statements against what was written as the actual."""

from perflint.language import Bilingual
from perflint.values.fold import normalise
from perflint.values.interval import base_amount, unit_of
from perflint.values.model import Expression, Quantity, Standing, Verdict
from perflint.values.vocabulary import choices, word_set
from perflint.values.wording import standing_of

_RANK: dict[Standing, int] = {"not": 0, "partly": 1, "met": 2}


def judge_words(actual: Expression, target: Expression) -> Verdict:
    """The verdict where the target is a word, a choice list, a period, a compound or a statement."""
    if target.kind == "choices":
        return _chosen(actual, target)
    if actual.standing == "not" and target.standing != "not":
        return _verdict("missed", actual, target, "未做到", "not achieved")
    if target.kind == "compound":
        return _compound(actual, target)
    if target.kind == "word" and target.standing is not None:
        return _word(actual, target, target.standing)
    return _sentence(actual, target)


def _chosen(actual: Expression, target: Expression) -> Verdict:
    said = actual.word or normalise(actual.text)
    choice = next((one for one in choices() if one.options == target.choices), None)
    if choice is None or actual.kind == "choices":
        return _verdict("cannot_tell", actual, target, "实际值没有作出选择", "the actual makes no choice")
    if said in choice.met:
        return _verdict("met", actual, target, "为选项中的最好一档", "the best of the choices")
    if said in choice.failed:
        return _verdict("missed", actual, target, "为选项中的最差一档", "the worst of the choices")
    if said in choice.options and choice.met:
        return _verdict("partly", actual, target, "为选项中的中间一档", "a middle choice")
    if actual.standing is not None and (choice.met or choice.failed):
        result: dict[Standing, tuple[str, str]] = {
            "met": ("达到要求", "good"),
            "partly": ("部分达到", "partly good"),
            "not": ("未达到", "not good"),
        }
        zh, en = result[actual.standing]
        if actual.standing == "met":
            return _verdict("met", actual, target, zh, en)
        return _verdict("partly" if actual.standing == "partly" else "missed", actual, target, zh, en)
    return _verdict("cannot_tell", actual, target, "目标是选项，无法据此判断", "the target is a list of choices")


def _word(actual: Expression, target: Expression, wanted: Standing) -> Verdict:
    if actual.kind == "quantity" and actual.quantity is not None:
        return _number_for_a_word(actual, target, actual.quantity)
    if actual.standing is None:
        if normalise(target.word) in normalise(actual.text) and standing_of(normalise(actual.text)) != "not":
            return _verdict("met", actual, target, "实际值含有目标的表述", "the actual contains the target's words")
        return _verdict("cannot_tell", actual, target, "实际值不是定性的评语", "the actual is no qualitative word")
    if _opposite(actual.word, target.word):
        return _verdict("missed", actual, target, "方向相反", "the opposite direction")
    if wanted == "not":
        return _verdict("cannot_tell", actual, target, "目标本身是否定的", "the target itself is a negative")
    if _RANK[actual.standing] >= _RANK[wanted]:
        return _verdict("met", actual, target, "达到目标", "the target is met")
    if actual.standing == "partly":
        return _verdict("partly", actual, target, "部分达到目标", "the target is partly met")
    return _verdict("missed", actual, target, "未达到目标", "the target is missed")


def _number_for_a_word(actual: Expression, target: Expression, quantity: Quantity) -> Verdict:
    if base_amount(quantity) == 0 and actual.sign in ("", "=", "≤") and _downward(target.word):
        return _verdict(
            "met", actual, target, "目标是没有或减少，实际为0", "the target is none or fewer, the actual is 0"
        )
    if target.quantity is not None and actual.sign in ("", "=", "≥", ">") and base_amount(quantity) > 0:
        if unit_of(quantity).family != "percent":
            return _verdict(
                "missed", actual, target, "目标是没有，实际不为0", "the target is none, the actual is not 0"
            )
    return _verdict(
        "cannot_tell", actual, target, "数值说明不了定性目标", "a number does not answer a qualitative target"
    )


def _downward(word: str) -> bool:
    return word in word_set("zero_words") or any(stem in word for stem in word_set("falling"))


def _opposite(word: str, other: str) -> bool:
    rising = any(stem in word for stem in word_set("rising"))
    falling = any(stem in word for stem in word_set("falling"))
    other_rising = any(stem in other for stem in (*word_set("rising"), *word_set("improving")))
    other_falling = any(stem in other for stem in word_set("falling"))
    literal_fall = any(stem in word for stem in ("降低", "下降", "减少", "下滑"))
    return (rising and other_falling and not falling) or (literal_fall and other_rising and not other_falling)


def _compound(actual: Expression, target: Expression) -> Verdict:
    if actual.kind != "compound" or len(actual.parts) != len(target.parts) or target.sign in ("≤", "<"):
        return _verdict(
            "cannot_tell", actual, target, "目标含有几个数，无法逐一对应", "the target holds several numbers"
        )
    pairs = list(zip(actual.parts, target.parts, strict=True))
    if any(unit_of(have).key != unit_of(want).key for have, want in pairs):
        return _verdict("cannot_tell", actual, target, "单位不同", "units differ")
    if all(base_amount(have) >= base_amount(want) for have, want in pairs):
        return _verdict("met", actual, target, "逐项达到目标", "every part is met")
    return _verdict("cannot_tell", actual, target, "并非逐项达到目标", "not every part is met as printed")


def _sentence(actual: Expression, target: Expression) -> Verdict:
    said, wanted = normalise(actual.text), normalise(target.text)
    if len(said) > 1 and len(wanted) > 1 and (wanted in said or said in wanted):
        if standing_of(said) in ("partly", "not"):
            return _verdict("partly", actual, target, "部分做到", "partly done")
        return _verdict("met", actual, target, "实际值与目标的表述一致", "the actual repeats the target's words")
    return _verdict("cannot_tell", actual, target, "目标是一句话，无法据此判断", "the target is a sentence")


def _verdict(result: str, actual: Expression, target: Expression, zh: str, en: str) -> Verdict:
    pair = f"{_short(actual.text)} ↔ {_short(target.text)}"
    reason = Bilingual(zh=f"{zh}：{pair}", en=f"{en}: {pair}")
    match result:
        case "met":
            return Verdict("met", reason)
        case "partly":
            return Verdict("partly", reason)
        case "missed":
            return Verdict("missed", reason)
        case _:
            return Verdict("cannot_tell", reason)


def _short(text: str) -> str:
    return text if len(text) <= 24 else text[:23] + "…"
