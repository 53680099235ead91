"""Whether an indicator's actual meets its target, with what the indicator's place and name say of the direction."""

from functools import lru_cache
from typing import NamedTuple

from perflint import values
from perflint.forms.model import Field
from perflint.forms.vocabulary import vocabulary
from perflint.language import Bilingual
from perflint.values import Expression, Unreadable, Verdict


class Told(NamedTuple):
    """What an indicator and its form tell beside target and actual."""

    name: str
    subdimension: str
    deviation: str
    year: int | None


def judge_actual(actual: Field[Expression], target: Field[Expression], told: Told) -> Verdict:
    """The verdict on one indicator; blank and unreadable values give `cannot_tell` with the reason."""
    name, subdimension = told.name, told.subdimension
    wanted = _operand(target)
    misread = values.likely_bound(wanted)
    if misread and (values.names_a_share(name) or subdimension == _SATISFACTION):
        return Verdict(
            "cannot_tell", Bilingual(f"指标值可能是“{misread}”的误识别", f"the target may be a misread {misread}")
        )
    cost = subdimension in vocabulary().costs
    named = _less_is_better(name, wanted)
    if cost and not named and values.share_of_unknown_side(actual.value, target.value) and not _saves(name):
        return _UNKNOWN_SIDE
    lower = named or (cost and not _saves(name))
    if lower and _nothing_spent(actual, target):
        lower = False
    found = _meets(_operand(actual), wanted, True if lower else False if named is False else None)
    if told.year is not None and target.value is not None and target.value.kind == "date":
        return _in_year(actual, target, found, told.year, told.deviation)
    return found


def _in_year(
    actual: Field[Expression], target: Field[Expression], found: Verdict, year: int, deviation: str
) -> Verdict:
    """The verdict in a form of that year: 2024年1月 misses 12月底前 in a form of 2023, unless its year is a slip."""
    within = _meets(_operand(actual), target.value, None, year)
    if within.result == "missed" and found.result != "missed" and values.says_nothing(deviation):
        return Verdict(
            "cannot_tell",
            Bilingual(
                "实际日期的年份可能写错，也没有说明", "the year of the actual may be a slip; nothing is said of it"
            ),
        )
    return within


# Under a cost 98% of 100% may be money saved, or work not paid for.
_UNKNOWN_SIDE = Verdict(
    "cannot_tell",
    Bilingual(
        "成本指标的百分比没有符号，多好还是少好不明确",
        "a percentage of cost without a sign, and whether more or less is better is not said",
    ),
)
_SATISFACTION = "服务对象满意度"
# Names, targets and actuals repeat from form to form.
_saves = lru_cache(maxsize=4096)(values.names_a_saving)
_less_is_better = lru_cache(maxsize=4096)(values.less_is_better)


@lru_cache(maxsize=4096)
def _meets(
    actual: Expression | Unreadable | None,
    target: Expression | Unreadable | None,
    lower: bool | None,
    year: int | None = None,
) -> Verdict:
    return values.meets(actual, target, lower_is_better=lower, year=year)


def _nothing_spent(actual: Field[Expression], target: Field[Expression]) -> bool:
    """A cost of 0 where something was to be spent: no saving, and nothing that says what was done."""
    if actual.value is None or target.value is None:
        return False
    spent, planned = actual.value.quantity, target.value.quantity
    return spent is not None and planned is not None and spent.amount == 0 < planned.amount and not target.value.sign


def _operand(field: Field[Expression]) -> Expression | Unreadable | None:
    return Unreadable(field.text, field.problem) if field.problem is not None else field.value
