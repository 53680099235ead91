"""Questions that rules ask of a target, an actual or a pair of them.

None of them raises; a blank (None) or unreadable side answers "no".
"""

from decimal import Decimal
from functools import lru_cache

from perflint.values.counting import brought_together, with_own_size
from perflint.values.fold import fold, normalise
from perflint.values.interval import base_amount, unit_of
from perflint.values.model import Expression, Quantity, Unreadable
from perflint.values.number import EXACT
from perflint.values.sign import SYMBOLS
from perflint.values.verdict import NUMERIC, meets, same_text
from perflint.values.verdict_numbers import went_the_other_way
from perflint.values.vocabulary import word_set, words

Printed = Expression | Unreadable | None

_HUNDRED = 100
_CONTROL = ("情况", "控制")
_FRACTION = Decimal("1.5")
# ≥50% to ≥99% read with a 2 in the place of the sign.
_MISREAD_SIGN, _LEAST_MISREAD, _MOST_MISREAD = Decimal(200), Decimal(250), Decimal(300)


def _quantities(printed: Printed) -> tuple[Quantity, ...]:
    if not isinstance(printed, Expression):
        return ()
    return tuple(one for one in (printed.quantity, printed.upper) if one is not None) + printed.parts


def is_percent(printed: Printed) -> bool:
    """A rate: its number carries % or ‰."""
    return any(unit_of(one).family == "percent" for one in _quantities(printed))


def is_count(printed: Printed) -> bool:
    """It counts or measures something with a unit that is neither a percentage nor money: 4次, 365天, 737.8平米."""
    return (
        isinstance(printed, Expression)
        and printed.kind in (*NUMERIC, "compound")
        and any(unit_of(one).family not in ("percent", "percent_points", "money", "") for one in _quantities(printed))
    )


def is_money(printed: Printed) -> bool:
    """An amount of money, also per head or per year: 45万元, 4元/人/次."""
    return any(unit_of(one).family == "money" for one in _quantities(printed))


def is_threshold(printed: Printed) -> bool:
    """It prints a bound and not a value: `≥95%`, `80%以上`, `<5%` (PF506)."""
    return isinstance(printed, Expression) and printed.kind in NUMERIC and printed.sign in ("≥", ">", "≤", "<")


def carries_symbol(printed: Printed) -> bool:
    """A bound printed with a sign (`≥95%`, `＞5个`), not in words as `24小时内` is (PF506)."""
    return is_threshold(printed) and isinstance(printed, Expression) and not SYMBOLS.isdisjoint(fold(printed.text))


def is_choice_list(printed: Printed) -> bool:
    """A template's list of answers printed as if it were a value: `好坏`, `高中低` (PF501)."""
    return isinstance(printed, Expression) and printed.kind == "choices"


def is_measurable(printed: Printed) -> bool:
    """It holds a number, a date, a frequency or a period that an actual can be measured against (PF509)."""
    return isinstance(printed, Expression) and printed.kind in (*NUMERIC, "date", "period", "compound")


def comparable(actual: Printed, target: Printed) -> bool:
    """Whether the actual is of a kind that can be compared with its target at all (PF504).

    A target of words can be compared with any word or statement; a number needs one number in a matching unit or a
    plain "not done"; a date needs a date. `2.6%，18.6%` or 符合预期 against a number are not comparable, nor is
    a word or a percentage against another kind. Printed alike is always comparable, and so is what has a verdict.
    """
    if not isinstance(actual, Expression) or not isinstance(target, Expression):
        return False
    if same_text(actual, target) or actual.standing == "not" or _of_a_kind(actual, target):
        return True
    return meets(actual, target).result != "cannot_tell"


def _of_a_kind(actual: Expression, target: Expression) -> bool:
    if target.kind in NUMERIC and target.quantity is not None:
        return actual.kind in NUMERIC and actual.quantity is not None and not units_conflict(actual, target)
    if target.kind == "date":
        return actual.kind == "date"
    if target.kind in ("word", "choices", "statement", "period"):
        return actual.kind in ("word", "statement", "period", "frequency", "date") or is_zero(actual)
    return actual.kind == target.kind


@lru_cache(maxsize=4096)
def units_conflict(actual: Printed, target: Printed) -> bool:
    """Both print a unit, and the units neither are the same nor convert (PF505); also % against a count.

    12次 under 12场, and under 每月1次, are no conflict: there the numbers decide all the same.
    """
    if not _numeric(actual) or not _numeric(target) or _same_unit(actual, target):
        return False
    mine, theirs = _quantities(actual), _quantities(target)
    if not mine or not theirs:
        return False
    here, there = unit_of(mine[0]), unit_of(theirs[0])
    if not here.key or not there.key or here.key == there.key:
        return False
    return meets(actual, target).result == "cannot_tell"


def is_completion_rate(actual: Printed, target: Printed) -> bool:
    """The target counts things and the actual is a percentage (PF507): `>=2000人次` → `100%`."""
    return _numeric(target) and _numeric(actual) and is_count(target) and not is_percent(target) and is_percent(actual)


def copies_threshold(actual: Printed, target: Printed) -> bool:
    """The actual repeats its target's bound, sign and all (PF506): `≥95%` → `≥95%`."""
    return (
        isinstance(actual, Expression)
        and isinstance(target, Expression)
        and is_threshold(actual)
        and is_threshold(target)
        and actual.sign == target.sign
        and actual.quantity == target.quantity
    )


def is_zero(printed: Printed) -> bool:
    """The number 0, or a word for none at all (无, 未发生)."""
    return isinstance(printed, Expression) and printed.quantity is not None and base_amount(printed.quantity) == 0


def percent_missing(target: Printed, name: str) -> bool:
    """A rate by its name whose target is a bare number up to 100 (PF508): 满意度 `>=95`."""
    if not isinstance(target, Expression) or target.kind not in ("quantity", "range") or target.quantity is None:
        return False
    quantity = target.quantity
    return quantity.unit == "" and _FRACTION < quantity.amount <= _HUNDRED and names_a_rate(name)


@lru_cache(maxsize=4096)
def names_a_rate(name: str) -> bool:
    """Whether an indicator's name says that it is a rate or a satisfaction (率, 满意度, 比例 …)."""
    plain = normalise(name)
    return plain.endswith(words("rate_name_suffixes")) and not plain.endswith(words("no_rates"))


@lru_cache(maxsize=4096)
def names_a_growth(name: str) -> bool:
    """Whether an indicator's name says that it measures a change or a return, which may exceed 100 % (PF511)."""
    return any(word in name for word in word_set("growth_words"))


@lru_cache(maxsize=4096)
def names_a_share(name: str) -> bool:
    """A rate that ends at 100 %: no growth, no completion of a plan, no turnover (PF511, PF515)."""
    plain = normalise(name)
    return names_a_rate(name) and not any(word in plain for word in (*words("growth_words"), *words("open_rates")))


def less_is_better(name: str, target: Printed) -> bool | None:
    """Whether an indicator's name says that its target, printed without a sign, is an upper bound; None if unknown.

    It is one of 故障率 `5%`, 总成本 `45万元`, 响应及时性 `24小时`, and none of 培训时长 `5天`.
    Meant as `lower_is_better` of `meets`.
    """
    plain = normalise(name)
    if plain.endswith(words("reverse_names")) or (plain.endswith(_CONTROL) and _controlled(plain)):
        return True
    units = {unit_of(one) for one in _quantities(target)}
    if any(unit.family == "money" for unit in units) and plain.endswith(words("reverse_money_names")):
        return True
    if any(unit.family in ("time", "workday") for unit in units) and plain.endswith(words("limit_names")):
        return True
    if any(unit.family in ("time", "workday", "calendar") for unit in units):
        if plain.endswith(words("span_names")):
            return True
        if plain.endswith(words("duty_names")):
            return False
    return None


def _controlled(plain: str) -> bool:
    """故障率控制情况 is a 故障率."""
    for ending in _CONTROL:
        plain = plain.removesuffix(ending)
    return plain.endswith(words("reverse_names"))


def names_a_saving(name: str) -> bool:
    """Whether an indicator's name says that what is saved is measured, so that more is better: 成本节约率."""
    plain = normalise(name)
    return any(word in plain for word in words("saving_words"))


def share_of_unknown_side(actual: Printed, target: Printed) -> bool:
    """Two percentages that differ under a target without a sign."""
    if not isinstance(target, Expression) or not isinstance(actual, Expression) or target.quantity is None:
        return False
    plain = target.kind == "quantity" and target.sign in ("", "=") and is_percent(target)
    return plain and actual.kind in NUMERIC and actual.quantity != target.quantity


def above_hundred(printed: Printed) -> bool:
    """A percentage above 100 %, or a bound that only such a percentage meets (`>100%`) (PF511, PF515)."""
    if not isinstance(printed, Expression) or printed.quantity is None or not is_percent(printed):
        return False
    amount = base_amount(printed.quantity)
    return amount > _HUNDRED or (amount == _HUNDRED and printed.sign == ">")


def likely_bound(printed: Printed) -> str:
    """The bound that a percentage was before its sign was misread: ≥90% of `290%`; "" of any other (PF511)."""
    if not isinstance(printed, Expression) or printed.kind != "quantity" or printed.sign or printed.quantity is None:
        return ""
    amount, unit = printed.quantity.amount, printed.quantity.unit
    return f"≥{amount - _MISREAD_SIGN:f}%" if unit == "%" and _LEAST_MISREAD <= amount < _MOST_MISREAD else ""


def figure(printed: Printed) -> str:
    """The first number of a printed value with its unit, in canonical spelling and without its sign (PF512).

    `≥45万元` is 45万元; "" where there is no number.
    """
    found = _quantities(printed)
    return f"{found[0].amount:f}{found[0].unit}" if found else ""


@lru_cache(maxsize=4096)
def attainment(actual: Printed, target: Printed) -> Decimal | None:
    """actual ÷ target in the same unit, to 12 digits; None where that is no number (PF305, PF405)."""
    if not isinstance(actual, Expression) or not isinstance(target, Expression):
        return None
    numeric = _numeric(actual) and _numeric(target)
    if not numeric or units_conflict(actual, target) or went_the_other_way(actual, target):
        return None
    actual, target = with_own_size(actual, target)
    if not _same_unit(actual, target) and (pair := brought_together(actual, target)) is not None:
        actual, target = pair.actual, pair.target
    mine, theirs = _quantities(actual)[0], _quantities(target)[0]
    if mine.unit == theirs.unit and theirs.amount:
        # What most rows print needs no conversion.
        return EXACT.divide(mine.amount, theirs.amount).quantize(Decimal("1E-12"), context=EXACT)
    here, there = unit_of(mine), unit_of(theirs)
    if here.key and there.key and here.key != there.key and here.family != there.family:
        # 2.5天 and 3个工作日 were compared and are yet no share of one another.
        return None
    wanted = base_amount(theirs, here)
    if wanted == 0:
        return None
    ratio = base_amount(mine, unit_of(theirs)) / wanted
    return EXACT.divide(Decimal(ratio.numerator), Decimal(ratio.denominator)).quantize(Decimal("1E-12"), context=EXACT)


def _same_unit(actual: Printed, target: Printed) -> bool:
    """Both print the very same unit, as most rows do: nothing need be looked up."""
    mine, theirs = getattr(actual, "quantity", None), getattr(target, "quantity", None)
    return mine is not None and theirs is not None and mine.unit == theirs.unit


def _numeric(printed: Printed) -> bool:
    return isinstance(printed, Expression) and printed.kind in NUMERIC and printed.quantity is not None
