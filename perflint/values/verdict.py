"""Whether an actual meets its target: one question, answered per kind of target, with the reason in both languages."""

from perflint.language import Bilingual
from perflint.values.fold import normalise
from perflint.values.further import answered
from perflint.values.interval import base_amount, unit_of
from perflint.values.model import Actual, Expression, Target, Unreadable, Verdict
from perflint.values.reasons import verdict
from perflint.values.verdict_dates import judge_dates
from perflint.values.verdict_numbers import judge_numbers
from perflint.values.verdict_words import judge_words
from perflint.values.vocabulary import word_set, words

NUMERIC = ("quantity", "range", "frequency")


def meets(
    actual: Actual | Unreadable | None,
    target: Target | Unreadable | None,
    *,
    lower_is_better: bool | None = None,
    year: int | None = None,
) -> Verdict:
    """The verdict on a pair of printed values; None stands for a blank cell. `year` is the form's, where it is known.

    A target without a sign (`=5次`, `5次`) asks for at least that much, for at most that much where `lower_is_better`,
    and for exactly none where it is 0. Plain amounts of money that differ cannot be told without `lower_is_better`.
    Never raises; what cannot be told says why.
    """
    if not isinstance(actual, Expression) or not isinstance(target, Expression):
        return _unusable(actual, target)
    if target.kind != "choices" and same_text(actual, target):
        return verdict("met", actual, target, "实际值与目标相同", "the actual is printed like the target")
    if _whole_year(actual, target) or _whole_year(target, actual):
        return verdict("met", actual, target, "都是一整年", "both are a whole year")
    if target.kind in NUMERIC and target.quantity is not None:
        return _beside(judge_numbers(actual, target, lower_is_better), actual, target)
    if target.kind == "date":
        return _beside(judge_dates(actual, target, year), actual, target)
    return _within_the_year(actual, target, year) or judge_words(actual, target)


def _beside(found: Verdict, actual: Expression, target: Expression) -> Verdict:
    """The verdict on the number or date, and on what is asked for beside it: 96% alone does not meet ≥95%，且无投诉."""
    if not target.further or found.result != "met" or answered(actual.text, target.further):
        return found
    if actual.word in word_set("target_words"):
        return found
    zh, en = f"没有写“{target.further}”是否做到", f"nothing is said of “{target.further}”"
    return verdict("cannot_tell", actual, target, zh, en)


def same_text(actual: Expression, target: Expression) -> bool:
    """Whether the two are printed alike, but for blanks, width and punctuation."""
    # 》 is a sign in 》5个 and mere punctuation in a sentence.
    return actual.text == target.text or (
        actual.sign == target.sign and normalise(actual.text) == normalise(target.text) != ""
    )


def _within_the_year(actual: Actual, target: Target, year: int | None) -> Verdict | None:
    """年内 and 12月20日; a year that is printed must be the form's. None where that is not asked."""
    if target.kind != "period" or actual.kind != "date" or target.word not in word_set("within_year"):
        return None
    done = actual.until or actual.moment
    named = None if done is None else done.year
    if any(word in actual.text for word in words("next_year")):
        return verdict("missed", actual, target, "到次年才完成", "done in the next year only")
    if named is None or named == year:
        return verdict("met", actual, target, "在本年度之内", "within the year")
    if year is None or named < year:
        return verdict("cannot_tell", actual, target, "不知道是不是本年度", "whether it is that year is not said")
    return verdict("missed", actual, target, "晚于本年度", "later than the year")


def _whole_year(period: Expression, stretch: Expression) -> bool:
    """A word for the whole year beside what lasts as long: 全年 and 365天, 12个月, 1年."""
    if period.kind != "period" or stretch.kind != "quantity" or stretch.quantity is None:
        return False
    unit = unit_of(stretch.quantity)
    if period.word not in word_set("whole_year"):
        return False
    if stretch.sign in ("≥", ">") and unit.key == _MONTHS:
        # ≥6个月 is met by a year.
        return base_amount(stretch.quantity) < _A_YEAR + (stretch.sign == "≥")
    least = _YEAR_LENGTHS.get(unit.name)
    return least is not None and stretch.quantity.amount in least


_MONTHS, _A_YEAR = "calendar", 12
_YEAR_LENGTHS = {"天": (365, 366), "月": (12,), "年": (1,)}


def _unusable(actual: Expression | Unreadable | None, target: Expression | Unreadable | None) -> Verdict:
    if target is None:
        return Verdict("cannot_tell", Bilingual(zh="没有填写目标值", en="no target is printed"))
    if isinstance(target, Unreadable):
        why = target.reason
        return Verdict("cannot_tell", Bilingual(zh=f"目标值读不懂：{why.zh}", en=f"the target is unreadable: {why.en}"))
    if isinstance(actual, Unreadable):
        why = actual.reason
        return Verdict("cannot_tell", Bilingual(zh=f"实际值读不懂：{why.zh}", en=f"the actual is unreadable: {why.en}"))
    return Verdict("cannot_tell", Bilingual(zh="没有填写实际完成值", en="no actual is printed"))
