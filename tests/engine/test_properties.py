"""Properties over texts and numbers that nobody thought of."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perflint.engine.checking import Scope
from perflint.engine.expressions import check_expression
from perflint.engine.faults import Fault, FaultyExpression
from perflint.engine.loading import load_rule
from perflint.engine.message import BrokenTemplate, Piece, split
from perflint.engine.schema import scope_record
from perflint.errors import RuleFileError
from perflint.language import Bilingual
from tests.engine.building import fingerprints_of, rule_text, value_of

WORDS = """score total . ( ) [ ] { } , : + - * / % ** < <= == != in not and or if else for i indicators lambda sum any
    round matches '甲' '' 1 0.5 1e9 __class__ None true := @ ; \\ # 预算 ' \""""
TOKENS = st.sampled_from([*WORDS.split(), "\n", "\x00"])
SMALL = st.integers(min_value=-99, max_value=99)


def faults_of(text: str) -> list[Fault]:
    """What is wrong with an expression about a form."""
    try:
        check_expression(text, Scope(subject=scope_record("form"), names={}))
    except FaultyExpression as faulty:
        return faulty.faults or [Fault(-1, 0, Bilingual("", ""))]
    return []


@settings(max_examples=200, deadline=None)
@given(st.lists(TOKENS, max_size=30).map(" ".join))
def test_any_text_is_an_expression_or_a_fault_inside_it(text: str) -> None:
    """No text breaks the checker, and every fault has its place inside the text."""
    assert all(0 <= fault.start <= len(text) and fault.width >= 1 for fault in faults_of(text))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_a_rule_file_or_has_a_mistake_with_a_line(text: str) -> None:
    """No text breaks the loader; a mistake's line is a line of the file."""
    with pytest.raises(RuleFileError) as caught:
        load_rule(text, "r.yaml")
    assert all(1 <= mistake.line <= text.count("\n") + text.count("\r") + 2 for mistake in caught.value.mistakes)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="{}:ab '\".2f%", max_size=30))
def test_any_text_is_a_message_or_has_a_brace_alone(text: str) -> None:
    """Messages are cut without loss: the pieces put together again are the text; or a brace stands alone."""
    try:
        again = "".join(map(_written, split(text)))
    except BrokenTemplate as broken:
        again, text = text[broken.start], "{" if text[broken.start] == "{" else "}"
    assert again == text


def _written(piece: Piece) -> str:
    if piece.start is None:
        return piece.text.replace("{", "{{").replace("}", "}}")
    return f"{{{piece.text}{':' if piece.format_start else ''}{piece.format}}}"


@settings(max_examples=100, deadline=None)
@given(SMALL, SMALL, SMALL, st.sampled_from("+-*"), st.sampled_from("+-*"))
def test_whole_numbers_are_computed_as_in_school(a: int, b: int, c: int, first: str, second: str) -> None:
    """Signs and precedence are those of arithmetic, in the generated code and in the interpreter."""
    text = f"{a} {first} {b} {second} {c}"
    assert value_of(text) == Decimal(eval(text))  # noqa: S307 - three small numbers and two signs made above


@settings(max_examples=100, deadline=None)
@given(SMALL, SMALL.filter(bool))
def test_division_is_exact_to_28_digits(a: int, b: int) -> None:
    """A quotient is off by less than one unit of the last of 28 digits."""
    quotient = value_of(f"{a} / {b}")
    assert abs(Fraction(quotient) - Fraction(a, b)) <= Fraction(abs(a), abs(b)) / 10**27


@settings(max_examples=30, deadline=None)
@given(st.permutations(range(6)))
def test_the_order_of_rows_changes_no_fingerprint(order: list[int]) -> None:
    """The same findings, whatever the order of the rows."""
    rows = [{"name": f"第{number}项", "weight": "1", "score": "2"} for number in range(6)]
    assert sorted(fingerprints_of([rows[place] for place in order])) == sorted(fingerprints_of(rows))


def test_the_text_of_a_rule_is_read_as_written() -> None:
    """The helper that all tests use gives a rule that loads."""
    assert load_rule(rule_text("each: form\nassert: true"), "r.yaml").rule.code == "T1"
