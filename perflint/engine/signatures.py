"""Checks a call against the signature that the function table declares."""

from functools import cache
from math import prod
from typing import TYPE_CHECKING

import regex  # type: ignore[import-untyped]

from perflint.engine import tree
from perflint.engine.faults import nearest, nearest_word, with_hint
from perflint.engine.functions import FUNCTIONS, PATTERN_TIMEOUT, Function
from perflint.engine.hints import type_hint
from perflint.engine.schema import BOOLEAN, EXPRESSION, NUMBER, TEXT, Type, list_of
from perflint.language import Bilingual
from perflint.patterns import pattern
from perflint.values import word_list_names, words

if TYPE_CHECKING:
    from perflint.engine.checking import Checker

MAX_PATTERN = 300
# The product of all `{n}` of a pattern.
MAX_REPEATS = 100_000
_RECURSION = pattern(r"\(\?(?:R|[-+]?\d|&|P>)")
_REPEAT = pattern(r"\{(\d*),?(\d*)\}")
_TYPES: dict[str, Type] = {"number": NUMBER, "text": TEXT, "boolean": BOOLEAN, "expression": EXPRESSION}

# What functions are called elsewhere.
SYNONYMS = {
    "include": "contains", "includes": "contains", "has": "contains", "find": "contains", "search": "matches",
    "like": "contains", "match": "matches", "regex": "matches", "regexp": "matches", "size": "len",
    "startswith": "starts", "beginswith": "starts", "endswith": "ends", "empty": "blank", "isempty": "blank",
    "isblank": "blank", "isnull": "blank", "notempty": "present", "notblank": "present", "str": "text",
    "strlen": "length", "total": "sum", "rounded": "round", "ceil": "floor", "lower": "normalise",
    "strip": "normalise", "trim": "normalise", "normalize": "normalise",
}  # fmt: skip


def meant_function(name: str) -> str | None:
    """The function that a word of other languages, or a misspelt one, stands for."""
    return SYNONYMS.get(name.lower().replace("_", "")) or nearest_word(name, FUNCTIONS)


def check_call(
    checker: "Checker", function: Function, arguments: list[tree.Node], start: int, end: int
) -> tree.Node | None:
    """The call as a node, or None with every fault noted."""
    least = len(function.takes) - function.optional
    most = None if function.variadic else len(function.takes)
    if len(arguments) < least or (most is not None and len(arguments) > most):
        span = tree.Subject(type=NUMBER, start=start, end=end)
        want = str(least) if most == least else f"{least}+" if most is None else f"{least}–{most}"
        checker.fault(span, Bilingual(f"{function.name} 要 {want} 个参数，写了 {len(arguments)} 个",
                                      f"{function.name} takes {want} arguments, {len(arguments)} given"))  # fmt: skip
        return None
    before = len(checker.faults)
    kinds, fields = _kinds(function.name, len(arguments))
    for wanted, argument in zip(kinds, arguments, strict=True):
        _check_argument(checker, function, wanted, argument, single=len(arguments) == 1)
    if len(checker.faults) > before:
        return None
    if function.name == "words":
        name = arguments[0]
        assert isinstance(name, tree.Constant)  # noqa: S101 - `words` takes a literal
        listed = words(str(name.value))
        return tree.Constant(type=function.gives, value=listed, start=start, end=end)
    return tree.Call(type=function.gives, function=function.name, arguments=tuple(arguments),
                     fields=fields, start=start, end=end)  # fmt: skip


@cache
def _kinds(function: str, count: int) -> tuple[tuple[tuple[str, str], ...], tuple[bool, ...]]:
    """The kinds of so many arguments, each with that of its members, and which of them are fields."""
    takes = [kind.partition(":")[::2] for kind in FUNCTIONS[function].takes]
    kinds = tuple(takes[min(position, len(takes) - 1)] for position in range(count))
    return kinds, tuple(kind == "field" for kind, _ in kinds)


def _check_argument(
    checker: "Checker", function: Function, wanted: tuple[str, str], argument: tree.Node, *, single: bool
) -> None:
    kind, member = wanted
    if argument.type.kind == "any":
        return
    if function.name == "length" and argument.type.kind == "list":
        checker.fault(
            argument, Bilingual("length 数文字的字数；列表的成员数用 len", "length counts characters; a list takes len")
        )
    elif kind in _TYPES:
        checker.expect(argument, _TYPES[kind])
    elif kind == "field":
        _check_field(checker, function, member, argument)
    elif kind == "list" or (kind == "numbers" and single):
        _check_list(checker, member or "number", argument)
    elif kind == "numbers":
        checker.expect(argument, NUMBER)
    elif kind == "pattern":
        _check_pattern(checker, argument)
    elif kind == "words":
        _check_words(checker, argument)
    elif argument.type.kind not in ("number", "text", "boolean"):
        checker.fault(argument, Bilingual(f"这里不能用{argument.type.zh}", f"{argument.type.en} cannot stand here"))


def _check_field(checker: "Checker", function: Function, member: str, argument: tree.Node) -> None:
    if not (isinstance(argument, tree.Attribute) and argument.member.printed):
        checker.fault(argument, Bilingual(f"{function.name} 要表中的一个字段，如 score",
                                          f"{function.name} takes a field of the form, such as score"))  # fmt: skip
    elif member:
        checker.expect(argument, _TYPES[member])


def _check_list(checker: "Checker", member: str, argument: tree.Node) -> None:
    if argument.type.kind != "list" or argument.type.of is None:
        hint = type_hint(argument, list_of(NUMBER))
        checker.fault(
            argument,
            Bilingual(
                f"这里要列表，不是{argument.type.zh}{hint.zh}", f"a list wanted here, not {argument.type.en}{hint.en}"
            ),
        )
        return
    wanted = _TYPES.get(member)
    if wanted is not None and argument.type.of.kind != wanted.kind:
        place = argument.element if isinstance(argument, tree.Loop) else argument
        checker.fault(place, Bilingual(f"这里要{wanted.zh}的列表，不是{argument.type.zh}",
                                       f"{list_of(wanted).en} wanted here, not {argument.type.en}"))  # fmt: skip


def _literal(checker: "Checker", argument: tree.Node) -> str | None:
    if isinstance(argument, tree.Constant) and isinstance(argument.value, str):
        return argument.value
    checker.fault(argument, Bilingual("这里要直接写出文字", "a literal text wanted here"))
    return None


def _check_pattern(checker: "Checker", argument: tree.Node) -> None:
    """A pattern is written out, or is a parameter: then whoever sets the parameter is checked."""
    if isinstance(argument, tree.Local) and argument.origin == "param":
        checker.expect(argument, TEXT)
        checker.patterns.add(argument.name)
        return
    source = _literal(checker, argument)
    problem = None if source is None else pattern_problem(source)
    if problem is not None:
        checker.fault(argument, problem)


def pattern_problem(source: str) -> Bilingual | None:
    """What is wrong with a regular expression, or None."""
    if len(source) > MAX_PATTERN:
        return Bilingual("正则表达式过长", "the pattern is too long")
    if _RECURSION.search(source):
        # A pattern within itself takes hundreds of megabytes before its time is over.
        return Bilingual("正则表达式不能引用自身", "a pattern does not call itself")
    if prod(max(1, *map(int, filter(None, found))) for found in _REPEAT.findall(source)) > MAX_REPEATS:
        # Each is unrolled when the pattern is compiled; one inside the other they fill the memory.
        return Bilingual("正则表达式里的重复次数过大", "the pattern repeats too often")
    try:
        regex.compile(source).search("", timeout=PATTERN_TIMEOUT)
    except (regex.error, TimeoutError, MemoryError, OverflowError, RecursionError) as error:
        return Bilingual("正则表达式写法不对", f"not a regular expression: {error}")
    return None


def _check_words(checker: "Checker", argument: tree.Node) -> None:
    name = _literal(checker, argument)
    if name is not None and name not in (*word_list_names(), "choices"):
        message = Bilingual(f"词表里没有 {name!r}", f"there is no word list {name!r}")
        checker.fault(argument, with_hint(message, nearest(name, word_list_names())))
