"""The examples of shipped rules, which are read when somebody asks for them."""

import pickle

import pytest

from perflint.engine.later import ExamplesIn
from perflint.engine.loading import load_rule
from perflint.errors import RuleFileError
from tests.engine.building import rule_text

BODY = "each: indicator\nassert: score <= weight"
EXAMPLES = "examples:\n  fail:\n    - {note: 过高, form: {indicators: [{name: 甲, weight: 1, score: 2}]}, count: 1}\n"
BROKEN = "examples:\n  fail:\n    - {nte: 过高, form: {}}\n"
SENTENCES = "message: {zh: 不对, en: wrong}\nadvice: {zh: 改, en: mend}\n"


def test_they_are_the_ones_that_a_full_reading_gives() -> None:
    """Asked for, kept and brought back, or read at once: the same examples."""
    text = rule_text(BODY, tail=SENTENCES + EXAMPLES)
    later, now = load_rule(text, proven=True).rule.examples, load_rule(text).rule.examples
    assert isinstance(later, ExamplesIn)
    kept = pickle.loads(pickle.dumps(later))  # noqa: S301 - made one line above
    assert [(one.kind, one.note, one.count) for one in now] == [("fail", "过高", 1)]
    assert list(later) == list(kept) == list(now)


def test_a_mistake_in_them_is_told_when_they_are_read() -> None:
    """A rule of one's own is read whole, its mistakes told at once; a shipped one tells it at the first question."""
    text = rule_text(BODY, tail=SENTENCES + BROKEN)
    with pytest.raises(RuleFileError, match="nte"):
        load_rule(text)
    later = load_rule(text, proven=True).rule.examples
    with pytest.raises(RuleFileError, match="nte"):
        len(later)


@pytest.mark.parametrize(
    "tail",
    [EXAMPLES + SENTENCES, SENTENCES + EXAMPLES.replace("\n", "   # 例子\n", 1), SENTENCES],
    ids=["something behind them", "a note beside them", "none"],
)
def test_files_of_another_order_are_read_whole(tail: str) -> None:
    """Only what surely is nothing but examples is left for later."""
    rule = load_rule(rule_text(BODY, tail=tail), proven=True).rule
    assert isinstance(rule.examples, tuple)
    assert len(rule.examples) == tail.count("note:")
