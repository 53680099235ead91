"""From a printed target or actual to an `Expression`; the kinds are tried from the most to the least specific."""

from functools import lru_cache

from perflint.language import Bilingual
from perflint.patterns import pattern
from perflint.values.band import read_between
from perflint.values.fold import close_up, fold
from perflint.values.frequency import read_frequency, read_period
from perflint.values.model import Actual, Expression, Target, Unreadable
from perflint.values.moment import read_date
from perflint.values.quantity import read_quantities
from perflint.values.spelled import read_spelled_date, read_spelled_number, read_spelled_place
from perflint.values.units import resolve
from perflint.values.wording import is_class, nonsense, read_choices, read_statement, read_word, unknown_word
from perflint.values.yearly import read_yearly_total

# A cell longer than this is prose; it is read as a statement without looking for values in it.
_LONGEST_EXPRESSION = 160
_HANZI = pattern(r"[\u3400-\u9fff]")
_EDGES = "。;,、"
_BRACKETED = pattern(r"[(\[【“\"‘'](?P<inside>[^()\[\]【】“”\"‘']+)[)\]】”\"’']")
# ≥3（个）: the unit in brackets behind the figure.
_BRACKETED_UNIT = pattern(r"(?P<figure>[^()]*[0-9])\((?P<unit>[^()0-9]{1,6})\)")
# 较2022年增长5% says what 较上年增长5% says; the year is no amount and no date.
_OTHER_YEAR = pattern(r"^(?:比|较|与|同)(?:19|20)[0-9]{2}年(?:度|同期|底|末)?(?:相比|比)?[,、]?(?=[\u3400-\u9fff])")
_DIGIT = pattern(r"[0-9]")


def parse_target(text: str) -> Target | Unreadable:
    """What a printed target asks for. Blank text is `Unreadable` too; telling blank from unreadable is the caller's."""
    return _cached(text) if len(text) <= _LONGEST_EXPRESSION else _prose(text)


def parse_actual(text: str) -> Actual | Unreadable:
    """What a printed actual states; the grammar is that of targets."""
    return parse_target(text)


def _prose(text: str) -> Expression | Unreadable:
    tight = close_up(fold(text))
    if len(tight) <= _LONGEST_EXPRESSION:
        parsed = _parse(text, tight)
    else:
        sample = tight[:_LONGEST_EXPRESSION]
        parsed = read_statement(text, sample, len(_HANZI.findall(sample))) or unknown_word(text, tight)
    return parsed


@lru_cache(maxsize=8192)
def _cached(text: str) -> Expression | Unreadable:
    return _parse(text, close_up(fold(text)))


def _parse(text: str, tight: str) -> Expression | Unreadable:
    if not tight:
        return Unreadable(text, Bilingual(zh="空白", en="blank"))
    bare = tight.strip(_EDGES).rstrip(".") or tight
    bracketed = _BRACKETED.fullmatch(bare)
    if bracketed is not None and (between := read_between(text, bare)) is not None:
        return between
    if bracketed is not None:
        bare = bracketed["inside"]
    if bare[0] in "比较与同":
        bare = _OTHER_YEAR.sub("较上年", bare)
    beside = _BRACKETED_UNIT.fullmatch(bare)
    if beside is not None and resolve(beside["unit"]) is not None:
        bare = beside["figure"] + beside["unit"]
    if is_class(bare):
        return Expression(text, "statement")
    readers = (_numeric,) if _DIGIT.search(bare) else (_wordless,)
    for reader in readers:
        parsed = reader(text, bare)
        if parsed is not None:
            return parsed
    return read_statement(text, bare, len(_HANZI.findall(bare))) or unknown_word(text, bare)


def _numeric(text: str, bare: str) -> Expression | Unreadable | None:
    return (
        nonsense(text, bare)
        or read_yearly_total(text, bare)
        or read_frequency(text, bare)
        or read_date(text, bare)
        or read_quantities(text, bare)
    )


def _wordless(text: str, bare: str) -> Expression | Unreadable | None:
    return (
        read_choices(text, bare)
        or read_period(text, bare)
        or read_word(text, bare)
        or nonsense(text, bare)
        or read_spelled_place(text, bare)
        or read_yearly_total(text, bare)
        or read_frequency(text, bare)
        or read_date(text, bare)
        or read_spelled_date(text, bare)
        or read_spelled_number(text, bare)
    )
