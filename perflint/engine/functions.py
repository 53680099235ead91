"""The function table of the rule language: what each takes, what it gives, and how it is computed.

The table is the only place that names a function; the checker reads its signature, the generated code and the
interpreter call its `run`, and the reference in docs/rule-language.md is held against it by a test.
"""

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

import msgspec

from perflint import values
from perflint.engine import numbers
from perflint.engine.reading import NotEvaluable, missing
from perflint.engine.schema import BOOLEAN, NUMBER, TEXT, Type, list_of
from perflint.forms.model import Field
from perflint.rulebook import vocabulary_file

# Seconds that one pattern may run on one text; a form's longest text takes well under a millisecond.
PATTERN_TIMEOUT = 0.25
# Whether a text is blank or nothing but what is printed for "there is nothing here": no value, and no answer either.
dashes = frozenset("—－-–―/／\\_").issuperset


class Function(msgspec.Struct, frozen=True):
    """One function. `takes` names the kind of each argument; the last one repeats where `variadic`.

    number, text, boolean, any    a value of that type
    numbers                       numbers, or one list of numbers
    list, list:number, …          a list; `list:any` of anything
    field, field:number, …        a printed field itself, not its value
    pattern, words                a regular expression, written out or a parameter; the name of a word list

    `inline` is the same as `run`, written out for the generated code, {0} its only argument.
    `bind` makes from the last argument, where it is fixed, the function of the one before.
    """

    name: str
    takes: tuple[str, ...]
    gives: Type
    run: Callable[..., Any]
    optional: int = 0
    variadic: bool = False
    inline: str = ""
    bind: Callable[[Any], Callable[[Any], Any]] | None = None


def _sum(members: Iterable[Decimal]) -> Decimal:
    return sum(members, _ZERO)


def _flat(given: tuple[Any, ...]) -> Sequence[Decimal]:
    members: Sequence[Decimal] = given[0] if len(given) == 1 and not isinstance(given[0], Decimal) else given
    if not members:
        raise NotEvaluable("no_rows")
    return members


def _count(members: Sequence[object]) -> Decimal:
    return Decimal(sum(1 for member in members if member is not False))


def _close(left: Decimal, right: Decimal, tolerance: Decimal) -> bool:
    return abs(left - right) <= tolerance


def _precision(field: Field[Decimal]) -> Decimal:
    value = field.value
    if value is None:
        missing(field)
    return numbers.printed_unit(field.text, value)


def _percent(rate: Decimal, digits: Decimal = Decimal(2)) -> str:
    return f"{numbers.round_half_up(rate * 100, digits):f}%"


def _plain(number: Decimal, digits: Decimal | None = None) -> str:
    return numbers.shown(number) if digits is None else f"{numbers.round_half_up(number, digits):f}"


@lru_cache(maxsize=8192)
def normalise(text: str) -> str:
    """`text` as sentences are compared: full width folded, blanks and punctuation removed."""
    return values.normalise(text)


@lru_cache(maxsize=256)
def pattern(source: str) -> Any:
    """The compiled pattern."""
    import regex  # type: ignore[import-untyped]  # noqa: PLC0415 - most rules have no pattern

    return regex.compile(source)


# How often each pattern ran out of time in this process; after a few times it is not tried any more.
_TIMED_OUT: dict[str, int] = {}
MOST_TIMEOUTS = 8


def _matches(text: str, source: str) -> bool:
    if _TIMED_OUT.get(source, 0) >= MOST_TIMEOUTS:
        raise NotEvaluable("pattern_time", detail=source)
    try:
        return pattern(source).search(text, timeout=PATTERN_TIMEOUT) is not None
    except TimeoutError:
        _TIMED_OUT[source] = _TIMED_OUT.get(source, 0) + 1
        raise NotEvaluable("pattern_time", detail=source) from None


def _contains(text: str, *words: str) -> bool:
    return any(word in text for word in words)


def _contains_any(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)


@lru_cache(maxsize=256)
def _holds_one_of(words: tuple[str, ...]) -> Callable[[str], bool]:
    """The question whether a text holds one of these words; forms print the same few texts again and again."""
    return lru_cache(maxsize=4096)(lambda text: _contains_any(text, words))


def _filled(field: Field[Any]) -> bool:
    return not dashes(field.text)


def _readable(field: Field[Any]) -> bool:
    return field.value is not None


def _meets(actual: Field[Any], target: Field[Any]) -> str:
    return values.meets(actual.value, target.value).result


def _comparable(actual: Field[Any], target: Field[Any]) -> bool:
    return all(_one_number(field.value) for field in (actual, target)) and not values.units_conflict(
        actual.value, target.value
    )


def _one_number(printed: Any) -> bool:
    return printed is not None and printed.quantity is not None and printed.kind in ("quantity", "range", "frequency")


def _ratio(actual: Field[Any], target: Field[Any]) -> Decimal:
    for field in (actual, target):
        if field.value is None:
            missing(field)
    found = values.attainment(actual.value, target.value)
    if found is None:
        raise NotEvaluable("not_comparable", actual, target.text)
    return found


def _text(field: Field[Any]) -> str:
    return field.text


def _problem(field: Field[Any]) -> str:
    return field.problem.zh if field.problem is not None else ""


def _of_value(question: Callable[[Any], Any]) -> Callable[[Field[Any]], Any]:
    """A question of `perflint.values`, asked of a field; a blank or unreadable one gets a no.

    Several rules ask the same of the same row, and forms print the same few values again and again.
    """
    remembered = lru_cache(maxsize=4096)(question)
    return lambda field: remembered(field.value)


def _of_pair(question: Callable[[Any, Any], bool]) -> Callable[[Field[Any], Field[Any]], bool]:
    """The same of an actual and its target."""
    remembered = lru_cache(maxsize=4096)(question)
    return lambda actual, target: remembered(actual.value, target.value)


def _of_named(question: Callable[[Any, str], Any]) -> Callable[[Field[Any], str], Any]:
    """The same of a field and a name."""
    remembered = lru_cache(maxsize=4096)(question)
    return lambda field, name: remembered(field.value, name)


def _parent_of(subdimension: str) -> str:
    return str(_parents().get(subdimension, ""))


@cache
def _parents() -> dict[str, str]:
    return dict(vocabulary_file("levels")["parents"])


def _within_year(printed: Field[Any], year: Decimal) -> bool:
    return values.within_year(printed.value, year)


def _contradiction_in_text(printed: Field[Any], name: str, text: str) -> str:
    return values.contradiction_in_text(printed.value, name, text)


def _power_of_ten(one: Field[Decimal], other: Field[Decimal]) -> bool:
    return values.power_of_ten(one.value, other.value)


def _place(field: Field[Any]) -> str:
    return str(field.cells[0].address) if field.cells else field.path


_ZERO = Decimal(0)
VERDICT = Type("text", choices=("met", "missed", "partly", "cannot_tell"))
_PRINTED = "field:expression"

FUNCTIONS: dict[str, Function] = {
    function.name: function
    for function in (
        Function("abs", ("number",), NUMBER, abs),
        Function("min", ("numbers",), NUMBER, lambda *given: min(_flat(given)), variadic=True),
        Function("max", ("numbers",), NUMBER, lambda *given: max(_flat(given)), variadic=True),
        Function("round", ("number", "number"), NUMBER, numbers.round_half_up, optional=1),
        Function("floor", ("number",), NUMBER, numbers.floor),
        Function("percent", ("number", "number"), TEXT, _percent, optional=1),
        Function("plain", ("number", "number"), TEXT, _plain, optional=1),
        Function("sum", ("list:number",), NUMBER, _sum),
        Function("len", ("list:any",), NUMBER, lambda members: Decimal(len(members)), inline="whole(len({0}))"),
        Function("count", ("list:any",), NUMBER, _count),
        Function("occurrences", ("any", "list:any"), NUMBER, lambda member, members: Decimal(members.count(member))),
        Function("distinct", ("list:any",), NUMBER, lambda members: Decimal(len(set(members)))),
        Function("any", ("list:boolean",), BOOLEAN, any),
        Function("all", ("list:boolean",), BOOLEAN, all),
        Function("close", ("number", "number", "number"), BOOLEAN, _close),
        Function("precision", ("field:number",), NUMBER, _precision),
        Function("blank", ("field",), BOOLEAN, lambda field: not field.text, inline="not {0}.text"),
        Function("present", ("field",), BOOLEAN, lambda field: bool(field.text), inline='{0}.text != ""'),
        Function("filled", ("field",), BOOLEAN, _filled, inline="not dashes({0}.text)"),
        Function("exists", ("field",), BOOLEAN, lambda field: bool(field.cells), inline="{0}.cells != ()"),
        Function("readable", ("field",), BOOLEAN, _readable, inline="{0}.value is not None"),
        Function("unreadable", ("field",), BOOLEAN, lambda field: bool(field.text) and field.value is None),
        Function("text", ("field",), TEXT, _text, inline="{0}.text"),
        Function("problem", ("field",), TEXT, _problem),
        Function("normalise", ("text",), TEXT, normalise),
        Function("length", ("text",), NUMBER, lambda text: Decimal(len(text))),
        Function("contains", ("text", "text"), BOOLEAN, _contains, variadic=True),
        Function("contains_any", ("text", "list:text"), BOOLEAN, _contains_any, bind=_holds_one_of),
        Function("starts", ("text", "text"), BOOLEAN, lambda text, *heads: text.startswith(heads), variadic=True),
        Function("ends", ("text", "text"), BOOLEAN, lambda text, *tails: text.endswith(tails), variadic=True),
        Function("matches", ("text", "pattern"), BOOLEAN, _matches),
        Function("words", ("words",), list_of(TEXT), values.words),
        Function("says_nothing", ("text",), BOOLEAN, values.says_nothing),
        Function("meets", (_PRINTED, _PRINTED), VERDICT, _meets),
        Function("comparable", (_PRINTED, _PRINTED), BOOLEAN, _comparable),
        Function("ratio", (_PRINTED, _PRINTED), NUMBER, _ratio),
        Function("answers", (_PRINTED, _PRINTED), BOOLEAN, _of_pair(values.comparable)),
        Function("units_conflict", (_PRINTED, _PRINTED), BOOLEAN, _of_pair(values.units_conflict)),
        Function("is_completion_rate", (_PRINTED, _PRINTED), BOOLEAN, _of_pair(values.is_completion_rate)),
        Function("copies_threshold", (_PRINTED, _PRINTED), BOOLEAN, _of_pair(values.copies_threshold)),
        Function("is_percent", (_PRINTED,), BOOLEAN, _of_value(values.is_percent)),
        Function("is_count", (_PRINTED,), BOOLEAN, _of_value(values.is_count)),
        Function("is_money", (_PRINTED,), BOOLEAN, _of_value(values.is_money)),
        Function("is_threshold", (_PRINTED,), BOOLEAN, _of_value(values.is_threshold)),
        Function("is_choice_list", (_PRINTED,), BOOLEAN, _of_value(values.is_choice_list)),
        Function("is_measurable", (_PRINTED,), BOOLEAN, _of_value(values.is_measurable)),
        Function("above_hundred", (_PRINTED,), BOOLEAN, _of_value(values.above_hundred)),
        Function("likely_bound", (_PRINTED,), TEXT, _of_value(values.likely_bound)),
        Function("parent_of", ("text",), TEXT, _parent_of),
        Function("figure", (_PRINTED,), TEXT, _of_value(values.figure)),
        Function("percent_missing", (_PRINTED, "text"), BOOLEAN, _of_named(values.percent_missing)),
        Function("year_named", (_PRINTED,), NUMBER, _of_value(values.year_named)),
        Function("within_year", (_PRINTED, "number"), BOOLEAN, _within_year),
        Function("years_in", ("text",), list_of(NUMBER), values.years_in),
        Function("stray_year", ("text", "number"), NUMBER, values.stray_year),
        Function("contradiction_in_name", (_PRINTED, "text"), TEXT, _of_named(values.contradiction_in_name)),
        Function("contradiction_in_text", (_PRINTED, "text", "text"), TEXT, _contradiction_in_text),
        Function("place", ("field",), TEXT, _place),
        Function("power_of_ten", ("field:number", "field:number"), BOOLEAN, _power_of_ten),
        Function("misplaced_unit", ("text", "number", "number"), TEXT, values.misplaced_unit),
        Function("names_a_rate", ("text",), BOOLEAN, values.names_a_rate),
        Function("names_a_share", ("text",), BOOLEAN, values.names_a_share),
        Function("names_a_growth", ("text",), BOOLEAN, values.names_a_growth),
    )
}
