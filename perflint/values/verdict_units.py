"""What two different units tell all the same: days beside working days, persons beside times that persons came."""

from fractions import Fraction

from perflint.values.interval import Interval, stated
from perflint.values.model import Expression, Verdict
from perflint.values.reasons import verdict
from perflint.values.units import Unit

_A_DAY = 86400
_PERSONS, _TIMES = "人", "人次"


def by_nature(actual: Expression, target: Expression, here: Unit, there: Unit) -> Verdict | None:
    """The verdict where one unit bounds the other; None where it does not decide.

    No stretch of time has more working days than days; whoever came, came at least once.
    """
    if target.kind != "quantity" or actual.kind != "quantity":
        return None
    have, want = stated(actual, there), stated(target, here)
    if target.sign in ("≤", "<"):
        return _within_days(actual, target, have, want, (here.family, there.family))
    if target.sign in ("≥", ">", "", "="):
        return _persons(actual, target, have, want, (here.key, there.key))
    return None


def _within_days(
    actual: Expression, target: Expression, have: Interval, want: Interval, families: tuple[str, str]
) -> Verdict | None:
    if families == ("time", "workday") and have.high is not None:
        days = Interval(have.low and have.low / _A_DAY, have.high / _A_DAY)
        if days.relation(want) == "inside":
            return verdict("met", actual, target, "连休息日算上也没有超过", "not exceeded with days of rest counted")
    if families != ("workday", "time") or have.low is None or want.high is None:
        return None
    # Three working days last two days at the least, from the evening of the first to the morning of the third.
    if have.low < want.high / _A_DAY + Fraction(1):
        return None
    return verdict("missed", actual, target, "只算工作日就已超过", "exceeded by the working days alone")


def _persons(
    actual: Expression, target: Expression, have: Interval, want: Interval, keys: tuple[str, str]
) -> Verdict | None:
    if keys == (_PERSONS, _TIMES):
        least = want if target.sign == ">" else Interval(low=want.low)
        if have.relation(least) == "inside":
            return verdict("met", actual, target, "人数已够人次的目标", "as many persons as times were asked for")
    fewer = have.high is not None and want.low is not None and have.high < want.low
    if keys == (_TIMES, _PERSONS) and target.sign != ">" and fewer:
        return verdict("missed", actual, target, "人次比要求的人数还少", "fewer times than persons were asked for")
    return None
