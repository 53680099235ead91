"""What of shipped rules is made when somebody asks for it: their examples, and all that is said where one fails."""

import pickle
from pathlib import Path

import pytest

from perflint.engine.later import ExamplesIn
from perflint.engine.loading import load_rule, read_rule
from perflint.engine.message import Placeholder
from perflint.errors import RuleFileError
from tests.engine.building import rule_text
from tests.sources import ROOT

BODY = "each: indicator\nassert: score <= weight"
EXAMPLES = "examples:\n  fail:\n    - {note: 过高, form: {indicators: [{name: 甲, weight: 1, score: 2}]}, count: 1}\n"
BROKEN = "examples:\n  fail:\n    - {nte: 过高, form: {}}\n"
SENTENCES = "message: {zh: 不对, en: wrong}\nadvice: {zh: 改, en: mend}\n"


def test_they_are_the_ones_that_a_full_reading_gives(tmp_path: Path) -> None:
    """Asked for, kept and brought back (then they are read from the file), or read at once: the same examples."""
    file = tmp_path / "own.yaml"
    file.write_text(rule_text(BODY, tail=SENTENCES + EXAMPLES), "utf-8")
    later, now = read_rule(file, proven=True).rule.examples, read_rule(file).rule.examples
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


def told(error: RuleFileError) -> list[tuple[int, int, str]]:
    """Each mistake with its place."""
    return [(one.line, one.column, one.message.en) for one in error.mistakes]


def test_a_shipped_rule_judges_as_a_full_reading_does() -> None:
    """The functions, the parameters that are patterns and the severity are told without what the rule says."""
    paths = sorted((ROOT / "rules").glob("pf*/*.yaml"))
    assert len(paths) > 60
    for path in paths:
        proven, full = read_rule(path, proven=True).rule, read_rule(path).rule
        assert proven.remembered
        assert [one.function for one in proven.programs] == [one.function for one in full.programs]
        assert [one.each for one in proven.programs] == [one.each for one in full.cases]
        assert [one.constants for one in proven.programs] == [one.constants for one in full.programs]
        assert (proven.patterns, proven.severity) == (full.patterns, full.severity)


def test_what_a_shipped_rule_says_is_the_same_too() -> None:
    """Asked for, or kept and brought back: the sentences of a full reading."""
    text = rule_text(
        BODY, tail="message: {zh: '{name} 超过 {weight:.1f}', en: too much}\nadvice: {zh: 改, en: mend}\n" + EXAMPLES
    )
    later, now = load_rule(text, proven=True).rule.cases, load_rule(text).rule.cases
    kept = pickle.loads(pickle.dumps(later))  # noqa: S301 - made one line above
    for one in (later[0], kept[0]):
        assert [type(piece) for piece in one.message.zh] == [Placeholder, str, Placeholder]
        assert repr(one.message) == repr(now[0].message)
        assert repr(one.claim) == repr(now[0].claim)


@pytest.mark.parametrize("mistake", ["message: {zh: '{nmae}', en: x}", "message: {zh: '{name', en: x}", "at: scroe"])
def test_a_mistake_in_what_it_says_is_told_at_the_first_question(mistake: str) -> None:
    """A rule of one's own tells it at once."""
    other = "advice: {zh: 改, en: mend}\n" + ("" if "message" in mistake else "message: {zh: 不对, en: wrong}\n")
    text = rule_text(BODY, tail=f"{mistake}\n{other}{EXAMPLES}")
    with pytest.raises(RuleFileError) as full:
        load_rule(text)
    cases = load_rule(text, proven=True).rule.cases
    with pytest.raises(RuleFileError) as late:
        cases[0]
    assert told(late.value) == told(full.value)
    with pytest.raises(RuleFileError) as again:
        pickle.dumps(cases)
    assert told(again.value) == told(full.value)


def test_a_changed_shipped_rule_tells_all_its_mistakes() -> None:
    """What is wrong in a claim is told at the load, and then everything else is, too."""
    text = rule_text("each: indicator\nassert: score <= wieght", tail="message: {zh: '{nmae}', en: x}\n" + BROKEN)
    with pytest.raises(RuleFileError) as proven:
        load_rule(text, proven=True)
    with pytest.raises(RuleFileError) as full:
        load_rule(text)
    assert told(proven.value) == told(full.value)
    assert len(full.value.mistakes) == 4


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
