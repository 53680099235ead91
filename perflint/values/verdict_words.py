"""Words, choice lists, periods, compounds and statements against what was written as the actual."""

from perflint.patterns import pattern
from perflint.values.classes import by_class
from perflint.values.fold import fold, normalise
from perflint.values.grades import asks_for_more, by_grade
from perflint.values.interval import base_amount, unit_of
from perflint.values.model import Expression, Quantity, Result, Standing, Verdict
from perflint.values.reasons import not_achieved, verdict
from perflint.values.senses import another_sense
from perflint.values.vocabulary import Choice, choices, word_set, words
from perflint.values.wording import narrows, standing_of, what_is_denied

_RANK: dict[Standing, int] = {"not": 0, "partly": 1, "met": 2}
_IN_TIME = ("及时", "按时", "准时", "按期", "如期", "按计划", "按进度", "提前")
_SOME = ("有", "存在", "发生", "出现")
# 1:50 and 2/3: whether more of the one or of the other is better is not said.
_RATIO = pattern(r"[0-9][:∶/][0-9]")
_LESSER = pattern("一般|轻微|较小|轻伤")
_WHOLE = 100
_NOT_AT_ALL = frozenset(("未", "没有", "没", "未能", "尚未", "暂未", "并未", "还未", "均未", "都未"))
_LITERAL_FALL = ("降低", "下降", "减少", "下滑")


def judge_words(actual: Expression, target: Expression) -> Verdict:
    """The verdict where the target is a word, a choice list, a period, a compound or a statement."""
    if target.kind == "choices":
        return _chosen(actual, target)
    if actual.standing == "not" and target.standing != "not" and actual.word != "低":
        return _bad(actual, target)
    if actual.standing is not None and actual.word in word_set("target_words") and target.standing != "not":
        return _about_the_target(actual, target, actual.standing)
    if target.kind == "compound":
        return _compound(actual, target)
    if target.kind == "word" and target.standing is not None:
        return _word(actual, target, target.standing)
    return _sentence(actual, target)


def _bad(actual: Expression, target: Expression) -> Verdict:
    if target.kind == "word" and another_sense(actual.word, target.word):
        return verdict("cannot_tell", actual, target, "说的是另一方面", "the actual speaks of something else")
    return not_achieved(actual, target)


def _about_the_target(actual: Expression, target: Expression, said: Standing) -> Verdict:
    """达成预期指标 and its kin speak of the target itself, whatever it is."""
    if said == "met":
        return verdict("met", actual, target, "填报已达成目标", "the actual says that the target is met")
    return verdict("partly", actual, target, "填报部分达成目标", "the actual says that the target is partly met")


def _chosen(actual: Expression, target: Expression) -> Verdict:
    choice = next((one for one in choices() if one.options == target.choices), None)
    if choice is None or actual.kind == "choices":
        return verdict("cannot_tell", actual, target, "实际值没有作出选择", "the actual makes no choice")
    standing = _choice_standing(choice, actual)
    match standing:
        case "met":
            return verdict("met", actual, target, "为选项中好的一档", "the good end of the choices")
        case "partly":
            return verdict("partly", actual, target, "为选项中的中间一档", "a middle choice")
        case "not":
            return verdict("missed", actual, target, "为选项中差的一档", "the bad end of the choices")
        case None:
            return verdict("cannot_tell", actual, target, "目标是选项，无法据此判断", "the target is a list of choices")


def _choice_standing(choice: Choice, actual: Expression) -> Standing | None:
    said = actual.word or normalise(actual.text)
    if said in choice.met:
        return "met"
    if said in choice.failed:
        return "not"
    if not choice.met:
        return None
    return "partly" if said in choice.options else actual.standing


def _word(actual: Expression, target: Expression, wanted: Standing) -> Verdict:
    if actual.kind in ("quantity", "range", "frequency") and actual.quantity is not None:
        return _number_for_a_word(actual, target, actual.quantity)
    if actual.standing is None:
        if (word := normalise(target.word)) and word in normalise(actual.text):
            return _repeats(actual, target)
        return verdict("cannot_tell", actual, target, "实际值不是定性的评语", "the actual is no qualitative word")
    if target.word == "有" and actual.word in ("无", "没有"):
        return verdict(
            "missed", actual, target, "目标是有，实际填没有", "it was to be there, the actual says that it is not"
        )
    if (actual.quantity is not None or actual.word == "低") and _downward(actual.word) is not _downward(target.word):
        return verdict("cannot_tell", actual, target, "“无”“低”答非所问", "none or low does not answer the target")
    result, zh, en = _unchanged(actual.word, target.word) or _weigh(actual, actual.standing, target, wanted)
    return verdict(result, actual, target, zh, en)


def _weigh(actual: Expression, said: Standing, target: Expression, wanted: Standing) -> tuple[Result, str, str]:
    if target.quantity is not None and actual.word in _SOME:
        return "missed", "目标是没有，实际填有", "the target is none, the actual says that there are some"
    if wanted == "not":
        return "cannot_tell", "目标本身是否定的", "the target itself is a negative"
    if _opposite(actual.word, target.word):
        return "missed", "方向相反", "the opposite direction"
    graded = (
        _kept(actual.word, target.word)
        or by_grade(actual.word, target.word)
        or _no_answer(actual.word, said, target.word)
    )
    if graded is not None:
        return graded
    if _RANK[said] >= _RANK[wanted]:
        return "met", "达到目标", "the target is met"
    return "partly", "部分达到目标", "the target is partly met"


def _kept(word: str, wanted: str) -> tuple[Result, str, str] | None:
    """不下降 is met by a rise of any size."""
    if not _has(wanted, words("not_to_move")) or not _has(wanted, words("falling")):
        return None
    if _has(_without(word, words("not_to_move")), (*words("rising"), *words("improving"))):
        return "met", "没有下降", "it did not fall"
    return None


def _denied_less(word: str, wanted: str) -> bool:
    """无投诉 and 未发生重大事故 under 无事故: what is denied is not all that was to be none."""
    less, more = what_is_denied(word), what_is_denied(wanted)
    return bool(less and more) and less not in more


def _no_answer(word: str, said: Standing, wanted: str) -> tuple[Result, str, str] | None:
    """What praises and yet does not say that the target is reached: 下降 under 规范, 满意 under 非常满意."""
    fell = _has(word, _LITERAL_FALL) and _has(_without(word, words("not_to_move")), _LITERAL_FALL)
    if fell and not _has(wanted, (*words("falling"), *words("not_to_move"))):
        return "cannot_tell", "答非所问", "no answer to the target"
    if said == "met" and word.endswith("完成") and not _has(word, _IN_TIME) and _has(wanted, _IN_TIME):
        return "cannot_tell", "只说完成，没有说是否及时", "it is done, and whether in time is not said"
    if said != "not" and not _has(word + wanted, words("not_to_move")) and another_sense(word, wanted):
        return (
            "cannot_tell",
            "说的是另一方面，不是目标要求的",
            "the actual praises something else than the target asks for",
        )
    if _denied_less(word, wanted):
        return "cannot_tell", "否定的不是目标所说的", "what is denied is not what was to be none"
    if said == "met" and asks_for_more(word, wanted):
        return "cannot_tell", "程度是否相同无法判断", "whether it is as much as was asked for is not said"
    return None


def _unchanged(word: str, wanted: str) -> tuple[Result, str, str] | None:
    """What 持平 and 稳定 say to a rise or a fall, and to a target that wanted no change."""
    level = _has(word, words("unchanged"))
    steady = _has(word, words("steady")) or _has(word, words("not_to_move"))
    moving = (*words("rising"), *words("improving"), *words("falling"))
    if not level and _has(wanted, words("unchanged")) and _has(_without(word, words("not_to_move")), moving):
        return "cannot_tell", "有升降，目标是不变", "it moved, and the target is no change"
    if not level and (not steady or _has(_without(word, words("not_to_move")), moving)):
        return None
    if _has(wanted, (*words("unchanged"), *words("steady"), *words("not_to_move"))):
        return ("met", "保持在目标要求的水平", "it stays as wanted") if level else None
    if not _has(wanted, moving):
        return None if steady else ("cannot_tell", "答非所问", "no answer to the target")
    if level and _has(wanted, (*words("rising"), *words("improving"), *_LITERAL_FALL)):
        return "missed", "没有变化，未达到目标", "nothing changed, so the target is missed"
    return "cannot_tell", "只说没有变化，看不出升降", "no change, which says neither rise nor fall"


def _number_for_a_word(actual: Expression, target: Expression, quantity: Quantity) -> Verdict:
    amount = base_amount(quantity)
    downward = _downward(target.word)
    if amount == 0 and actual.sign in ("", "=", "≤") and downward:
        return verdict(
            "met", actual, target, "目标是没有或减少，实际为0", "the target is none or fewer, the actual is 0"
        )
    if unit_of(quantity).family == "percent" and target.word in word_set("whole_words"):
        return _share_of_all(actual, target, quantity)
    if narrows(target.word) and _LESSER.search(actual.text):
        return verdict("cannot_tell", actual, target, "说的是轻一等的情况", "the actual speaks of lesser cases")
    some = amount > 0 and actual.sign in ("", "=", "≥", ">") and unit_of(quantity).family != "percent"
    if some and target.quantity is not None:
        return verdict("missed", actual, target, "目标是没有，实际不为0", "the target is none, the actual is not 0")
    if amount > 0 and actual.sign not in ("≤", "<") and standing_of(actual.word) is not None:
        moved = _moved(actual.word, target.word)
        if moved is not None:
            return verdict(moved[0], actual, target, moved[1], moved[2])
    return verdict(
        "cannot_tell", actual, target, "数值说明不了定性目标", "a number does not answer a qualitative target"
    )


def _share_of_all(actual: Expression, target: Expression, quantity: Quantity) -> Verdict:
    if actual.sign not in ("", "=") or actual.kind != "quantity":
        return verdict("cannot_tell", actual, target, "实际值只给出范围", "the actual gives only a range")
    if base_amount(quantity) >= _WHOLE:
        return verdict("met", actual, target, "达到全部", "it is all")
    return verdict("missed", actual, target, "没有达到全部", "it is not all")


def _moved(word: str, wanted: str) -> tuple[Result, str, str] | None:
    """较上年增长 under 增长, with a number: 较上年增长5%."""
    if _opposite(word, wanted):
        return "missed", "方向相反", "the opposite direction"
    if _has(wanted, words("not_to_move")):
        return _kept(word, wanted)
    for stems in (words("rising"), words("falling")):
        if _has(word, stems) and _has(wanted, stems):
            return "met", "方向与目标相同", "the direction that the target names"
    return None


def _downward(word: str) -> bool:
    return (
        word in word_set("zero_words") or bool(what_is_denied(word)) or any(stem in word for stem in words("falling"))
    )


def _opposite(word: str, other: str) -> bool:
    # 提升 praises whatever was to fall (投诉率: 提升 means "better"); only 上升 and its like say that it rose.
    if _has(other, words("not_to_move")):
        # 不下降 forbids a fall and asks for no rise.
        moved = _without(word, words("not_to_move"))
        forbidden, other_way = ("falling", "rising") if _has(other, words("falling")) else ("rising", "falling")
        return _has(moved, words(forbidden)) and not _has(moved, words(other_way))
    rose = _has(word, words("rising")) and not _has(word, words("falling"))
    fell = _has(word, _LITERAL_FALL) and not _has(word, words("rising"))
    to_fall = _has(other, words("falling")) and not _has(other, words("rising"))
    to_rise = (_has(other, words("rising")) or _has(other, words("improving"))) and not _has(other, words("falling"))
    return (rose and to_fall) or (fell and to_rise)


def _without(word: str, stems: tuple[str, ...]) -> str:
    for stem in stems:
        word = word.replace(stem, "")
    return word


def _has(word: str, stems: tuple[str, ...]) -> bool:
    return any(stem in word for stem in stems)


def _compound(actual: Expression, target: Expression) -> Verdict:
    if actual.kind != "compound" or len(actual.parts) != len(target.parts) or target.sign in ("≤", "<"):
        return verdict(
            "cannot_tell", actual, target, "目标含有几个数，无法逐一对应", "the target holds several numbers"
        )
    if _RATIO.search(fold(target.text)) or _RATIO.search(fold(actual.text)):
        return verdict("cannot_tell", actual, target, "比例大小的好坏无法判断", "which ratio is better is not said")
    pairs = list(zip(actual.parts, target.parts, strict=True))
    if any(unit_of(have).key != unit_of(want).key for have, want in pairs):
        return verdict("cannot_tell", actual, target, "单位不同", "units differ")
    if all(base_amount(have) >= base_amount(want) for have, want in pairs):
        return verdict("met", actual, target, "逐项达到目标", "every part is met")
    return verdict("cannot_tell", actual, target, "并非逐项达到目标", "not every part is met as printed")


def _sentence(actual: Expression, target: Expression) -> Verdict:
    said, wanted = normalise(actual.text), normalise(target.text)
    if actual.word and (actual.kind, actual.word) == (target.kind, target.word):
        return verdict("met", actual, target, "实际值与目标含义相同", "the actual means the same as the target")
    if (classed := by_class(actual.text, target.text)) is not None:
        return verdict(classed[0], actual, target, classed[1], classed[2])
    if len(said) > 1 and len(wanted) > 1 and (wanted in said or said in wanted):
        return _repeats(actual, target)
    return verdict("cannot_tell", actual, target, "目标是一句话，无法据此判断", "the target is a sentence")


def _repeats(actual: Expression, target: Expression) -> Verdict:
    said, wanted = normalise(actual.text), normalise(target.text)
    if said.removesuffix(wanted) in _NOT_AT_ALL:
        return not_achieved(actual, target)
    if _denies(said, wanted):
        return verdict("cannot_tell", actual, target, "实际值对目标有所保留", "the actual qualifies the target's words")
    return verdict("met", actual, target, "实际值与目标的表述一致", "the actual repeats the target's words")


def _denies(said: str, wanted: str) -> bool:
    front, found, back = said.partition(wanted) if wanted else ("", "", "")
    if not found:
        return standing_of(said) in ("partly", "not")
    reserved = (*words("not_prefixes"), *words("partly_prefixes"), *words("undone_words"), "正在")
    return standing_of(said) in ("partly", "not") or any(word in front or word in back for word in reserved)
