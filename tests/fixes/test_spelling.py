"""Plain spellings: what they are, and that no value changes by them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from perflint.fixes.proposals import respelt
from perflint.fixes.spelling import same_value, tidy
from perflint.values import Unreadable, parse_number, parse_rate, parse_target


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("１０", "10"),
        (" 9.5 ", "9.5"),
        ("9. 5", "9.5"),
        ("９５．５％", "95.5%"),
        ("95 %", "95%"),
        ("＞=95%", "≥95%"),
        (">＝ 95％", "≥95%"),
        ("< =3天", "≤3天"),
        ("≧２０公里", "≥20公里"),
        ("＝100%", "=100%"),
        ("５０，０００．００", "50,000.00"),
        ("\u300012\xa0", "12"),
        # Nothing to tidy.
        ("10", "10"),
        ("≥95%", "≥95%"),
        ("50,000", "50,000"),
        # More than one value, or none: left alone to the last blank.
        (" 已完成 ", " 已完成 "),
        ("１０人，２次", "１０人，２次"),
        ("2023年１0月", "2023年１0月"),
        ("优", "优"),
        ("—", "—"),
        ("", ""),
    ],
)
def test_plain_spellings(text: str, plain: str) -> None:
    """Digits and signs become half-width, comparisons one sign, stray blanks go; other texts stay."""
    assert tidy(text) == plain


@given(st.text(alphabet="０１２３9５.．,，%％ \u3000＞＜=≥≧<>－-天公", max_size=12))
def test_tidying_twice_is_once(text: str) -> None:
    """A plain spelling is plain."""
    assert tidy(tidy(text)) == tidy(text)


@given(
    st.from_regex(r"[＞>≧≥]?[=＝]? ?[0-9０-９]{1,4}([.．][0-9０-９]{1,2})?[%％]?", fullmatch=True),
    st.sampled_from([parse_number, parse_rate, parse_target]),
)
def test_what_is_read_is_the_same(text: str, parse: object) -> None:
    """What perflint reads in a value it reads in its plain spelling too, or it could not read it before."""
    before, after = parse(text), parse(tidy(text))  # type: ignore[operator]  # one of three functions
    assert same_value(before, after) or isinstance(before, Unreadable)


@pytest.mark.parametrize(
    ("before", "to", "after"),
    [
        ("10", "9.99", "9.99"),
        ("9.70", "9.4", "9.40"),
        ("得9.5分", "9.99", "得9.99分"),
        ("９．５分", "9.99", "9.99分"),
        ("99.90%", "99.89%", "99.89%"),
        ("99.9％", "99.89%", "99.89%"),
        ("0.999", "99.89%", "99.890%"),
        ("-3", "2", "2"),
        ("1,000.00", "999", "999.00"),
        ("", "9.99", "9.99"),
        ("优", "9.99", "9.99"),
        ("9至10", "9.99", "9.99"),
        ("9.5", "良", "良"),
    ],
)
def test_a_new_value_in_the_words_of_the_old(before: str, to: str, after: str) -> None:
    """Words around a number and its places are kept; where there is no single number the new value stands alone."""
    assert respelt(before, to) == after
