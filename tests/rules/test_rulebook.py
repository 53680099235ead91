"""The rulebook is the one that was promised: codes, names, severities, both languages, honest sources."""

import re

import pytest

from perflint.engine.examples import run_examples
from perflint.engine.rule import Rule
from perflint.engine.ruleset import load_rules
from perflint.engine.tidiness import review
from tests.rules.judging import rulebook

ERROR, WARNING, INFO = "error", "warning", "info"

# Typed from the list of rules that the project promises; people quote these codes and names.
PROMISED: list[tuple[str, str, set[str]]] = [
    ("PF101", "total-score-sum", {ERROR}),
    ("PF102", "total-weight-sum", {ERROR}),
    ("PF103", "total-weight-hundred", {ERROR}),
    ("PF104", "group-weight-sum", {ERROR}),
    ("PF105", "total-above-hundred", {ERROR}),
    ("PF106", "grade-band", {ERROR}),
    ("PF107", "all-full-score", {WARNING, INFO}),
    ("PF201", "execution-points", {ERROR}),
    ("PF202", "execution-rate", {ERROR}),
    ("PF203", "funds-sum", {ERROR}),
    ("PF204", "overspent", {WARNING}),
    ("PF205", "budget-digit-slip", {WARNING}),
    ("PF206", "low-execution-unexplained", {WARNING}),
    ("PF207", "budget-adjusted-unexplained", {INFO}),
    ("PF208", "execution-weight", {WARNING}),
    ("PF209", "money-unreadable", {ERROR}),
    ("PF210", "zero-budget-scored", {ERROR}),
    ("PF211", "component-scored", {INFO}),
    ("PF212", "execution-contradicts-output", {WARNING}),
    ("PF213", "money-unit-suspect", {WARNING}),
    ("PF301", "score-above-weight", {ERROR}),
    ("PF302", "score-negative", {ERROR}),
    ("PF303", "score-unreadable", {ERROR}),
    ("PF304", "full-score-target-missed", {ERROR}),
    ("PF305", "score-not-pro-rata", {WARNING}),
    ("PF306", "points-lost-target-met", {WARNING}),
    ("PF307", "qualitative-band", {WARNING}),
    ("PF308", "dominant-weight", {INFO}),
    ("PF401", "deviation-required", {ERROR}),
    ("PF402", "deviation-unneeded", {INFO}),
    ("PF403", "deviation-without-measure", {INFO}),
    ("PF404", "deviation-copied", {WARNING}),
    ("PF405", "overshoot-unexplained", {WARNING}),
    ("PF406", "missed-unexplained", {ERROR}),
    ("PF407", "deviation-contradicts-actual", {WARNING}),
    ("PF501", "target-parseable", {ERROR}),
    ("PF502", "target-missing", {ERROR}),
    ("PF503", "actual-missing", {ERROR}),
    ("PF504", "actual-parseable", {WARNING}),
    ("PF505", "unit-mismatch", {WARNING}),
    ("PF506", "actual-copies-threshold", {WARNING}),
    ("PF507", "actual-is-completion-rate", {WARNING}),
    ("PF508", "percent-sign-missing", {WARNING}),
    ("PF509", "target-unmeasurable", {WARNING}),
    ("PF510", "date-outside-year", {WARNING}),
    ("PF511", "percent-above-hundred", {WARNING}),
    ("PF512", "cost-direction", {WARNING}),
    ("PF513", "name-contradicts-target", {WARNING}),
    ("PF514", "all-actuals-copied", {INFO}),
    ("PF515", "target-equals-impossible", {INFO}),
    ("PF601", "dimension-missing", {ERROR, WARNING, INFO}),
    ("PF602", "standard-weights", {INFO}),
    ("PF603", "duplicate-indicator", {WARNING}),
    ("PF604", "placeholder-left", {INFO}),
    ("PF605", "header-missing", {ERROR, WARNING, INFO}),
    ("PF606", "incomplete-form", {WARNING}),
    ("PF607", "level2-misplaced", {WARNING}),
    ("PF608", "indicator-misplaced", {INFO}),
    ("PF609", "satisfaction-without-survey", {INFO}),
    ("PF701", "goal-copied", {WARNING}),
    ("PF702", "goal-missing", {WARNING}),
    ("PF703", "goal-number-mismatch", {INFO}),
    ("PF704", "year-mismatch", {WARNING}),
]
CODES = [code for code, _, _ in PROMISED]
# Rules of doubtful worth: there for who names them, and off for everybody else.
PREVIEW: list[tuple[str, str, set[str]]] = [
    ("PF309", "weight-bait", {INFO}),
]
ALL_CODES = [*CODES, *(code for code, _, _ in PREVIEW)]

# A rule that reads no number can always be judged, so it has no example of not being evaluated.
ALWAYS_JUDGED = {
    "PF209", "PF211", "PF305", "PF402", "PF403", "PF404", "PF405", "PF407",
    "PF501", "PF503", "PF504", "PF506", "PF507", "PF508", "PF509", "PF511", "PF512", "PF513", "PF514", "PF515",
    "PF603", "PF604", "PF606", "PF607", "PF608", "PF609", "PF701", "PF703",
}  # fmt: skip

_HANZI = re.compile(r"[\u4e00-\u9fff]")


def rule(code: str) -> Rule:
    """The rule of that code."""
    found = rulebook().find(code)
    assert found is not None
    return found


def test_the_rulebook_is_the_promised_one() -> None:
    """Codes, names and severities are those that people were told, and all rules are on."""
    found = [(one.code, one.name, {case.severity for case in one.cases}) for one in rulebook()]
    assert found == PROMISED


def test_preview_rules_are_off_unless_named() -> None:
    """A preview rule is known, does not run by itself, and runs where it is named."""
    known = [one for one in rulebook().known if one.status == "preview"]
    assert [(one.code, one.name, {case.severity for case in one.cases}) for one in known] == PREVIEW
    for code, name, _ in PREVIEW:
        assert code not in {one.code for one in rulebook()}
        assert [one.code for one in load_rules(select=[name])] == [code]


def test_rule_files_are_tidy() -> None:
    """No file has a parameter or a let that nothing uses."""
    assert rulebook().warnings == ()


@pytest.mark.parametrize("code", ALL_CODES)
def test_every_sentence_has_both_languages(code: str) -> None:
    """Titles, reasons, help, messages and advice are Chinese in `zh` and free of Chinese prose in `en`."""
    one = rule(code)
    pairs = [one.title, one.why, *(source.says for source in one.sources)]
    pairs += [parameter.help for parameter in one.params.values()]
    for pair in pairs:
        assert _HANZI.search(pair.zh)
        assert pair.en.strip()
        assert len(_HANZI.findall(pair.en)) < len(pair.en) / 3
    for case in one.cases:
        for template in (case.message, case.advice):
            assert any(isinstance(piece, str) and _HANZI.search(piece) for piece in template.zh)
            assert any(isinstance(piece, str) and re.search("[a-z]{3}", piece) for piece in template.en)


@pytest.mark.parametrize("code", ALL_CODES)
def test_no_article_is_quoted(code: str) -> None:
    """No article number was verified, so none is printed; what was not read is marked unchecked."""
    for source in rule(code).sources:
        assert source.article == ""
        assert not re.search(r"第[一二三四五六七八九十百\d]+条", source.says.zh)
        if source.document.startswith("财预〔2020〕10号"):
            assert not source.checked


@pytest.mark.parametrize("code", ALL_CODES)
def test_every_example_says_what_the_rule_says(code: str) -> None:
    """All examples of a rule come out as they claim: passing, failing at the named place, or not evaluated."""
    bad = [
        (result.kind, result.number, result.note, result.verdict, result.detail.zh)
        for result in run_examples([rule(code)])
        if not result.good
    ]
    assert bad == []


def test_the_examples_take_every_way() -> None:
    """No rule is untidy: its examples take every branch, stand at its border, and its sentences name what is wrong.

    `perflint test-rules rules --suggest` prints an example for each branch that none takes.
    """
    untidy = [mistake.describe("en") for one in rulebook().known for mistake in review(one).untidy]
    assert not untidy, "\n".join([*untidy, "perflint test-rules rules --suggest prints the examples that are wanted"])


@pytest.mark.parametrize("code", ALL_CODES)
def test_examples_show_the_border(code: str) -> None:
    """At least two passing and two failing examples each, and one not evaluated where a field can be missing."""
    kinds = [example.kind for example in rule(code).examples]
    assert kinds.count("pass") >= 2
    assert kinds.count("fail") >= 2
    assert ("skip" in kinds) is (code not in ALWAYS_JUDGED)
    assert all(example.note for example in rule(code).examples)


@pytest.mark.parametrize("code", ALL_CODES)
def test_file_is_named_for_its_rule(code: str) -> None:
    """A rule is found by its code and its name: pf201_execution_points.yaml, in the folder of its family."""
    one = rule(code)
    folder, name = one.path.replace("\\", "/").split("/")[-2:]
    assert name == f"{code.lower()}_{one.name.replace('-', '_')}.yaml"
    assert folder.startswith(code[:3].lower() + "_")
