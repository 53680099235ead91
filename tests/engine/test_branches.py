"""Which ways through a rule its examples take, what small changes of them show, and which examples it lacks."""

from pathlib import Path

import pytest

from perflint.engine.branches import unreached, ways
from perflint.engine.examples import run_example
from perflint.engine.loading import load_rule
from perflint.engine.mutations import small_changes
from perflint.engine.rule import Example, Rule
from perflint.engine.suggesting import suggestions, try_small_changes
from perflint.engine.tidiness import review
from tests.engine.building import TAIL, rule_text

BODY = """\
each: indicator
when: filled(score) and filled(weight)
requires: [{that: weight < 100, otherwise: {zh: 过大, en: too much}}]
let: {most: weight if weight > 0 else 0}
assert: score <= most or name == '不计'
"""
RIGHT = "{indicators: [{name: 甲, weight: 10, score: 10}]}"
WRONG = "{indicators: [{name: 甲, weight: 10, score: 11}]}"


def with_examples(examples: str, body: str = BODY, tail: str | None = None) -> Rule:
    """The rule of BODY with these examples."""
    said = tail or "message: {zh: '{name}不对', en: '{name} is wrong'}\nadvice: {zh: 改, en: mend}\n"
    return load_rule(rule_text(body, tail=f"{said}examples:\n{examples}"), "rule.yaml").rule


def missed(examples: str) -> set[tuple[tuple[str | int, ...], str | int]]:
    """Keys and arm of every way that the examples do not take."""
    return {(way.steps, way.arm) for way in unreached(with_examples(examples))}


def test_the_ways_of_a_rule() -> None:
    """Yes and no of when, requires, assert; both sides of a choice; each part of `and` and `or` as the deciding one."""
    assert [(way.steps, way.arm) for way in ways(with_examples(f"  pass: [{{form: {RIGHT}}}]"))] == [
        (("when",), "yes"),
        (("when",), "no"),
        (("requires", 0, "that"), "yes"),
        (("requires", 0, "that"), "no"),
        (("assert",), "yes"),
        (("assert",), "no"),
        (("let", "most"), "then"),
        (("let", "most"), "else"),
        (("when",), 0),
        (("when",), 1),
        (("assert",), 0),
        (("assert",), 1),
    ]


REST = {
    "no score": (("when",), 0),
    "no weight": (("when",), 1),
    "too much": (("requires", 0, "that"), "no"),
    "no points": (("let", "most"), "else"),
    "not counted": (("assert",), 1),
}


def test_two_examples_leave_ways_open() -> None:
    """A pass and a fail: five ways remain, and that `when` says no."""
    assert missed(f"  pass: [{{form: {RIGHT}}}]\n  fail: [{{form: {WRONG}}}]") == {*REST.values(), (("when",), "no")}


@pytest.mark.parametrize(
    ("kind", "row", "reached"),
    [
        ("pass", "name: 甲, weight: 10, score: ''", "no score"),
        ("pass", "name: 甲, weight: '', score: 11", "no weight"),
        ("skip", "name: 甲, weight: 100, score: 11", "too much"),
        ("fail", "name: 甲, weight: 0, score: 1", "no points"),
        ("pass", "name: 不计, weight: 10, score: 11", "not counted"),
    ],
)
def test_each_way_is_reached_by_its_example(kind: str, row: str, reached: str) -> None:
    """One example more closes exactly the way that it was written for (and `when` as a whole)."""
    examples = {"pass": [RIGHT], "fail": [WRONG], "skip": []}
    examples[kind].append(f"{{indicators: [{{{row}}}]}}")
    text = "".join(
        f"  {one}: [{', '.join(f'{{form: {form}}}' for form in forms)}]\n" for one, forms in examples.items()
    )
    left = missed(text) - {(("when",), "no")}
    assert left == set(REST.values()) - {REST[reached]}


def test_a_key_of_a_case_stands_in_the_case() -> None:
    """With `cases`, a way is named where the file writes it: in the entry, or once for all of them."""
    body = "each: indicator\nassert: score <= weight\ncases:\n  - {when: weight > 0}\n  - {when: weight == 0}\n"
    rule = with_examples(f"  pass: [{{form: {RIGHT}}}]", body)
    assert [(way.steps, way.arm) for way in unreached(rule)] == [
        (("cases", 0, "when"), "no"),
        (("assert",), "no"),
        (("cases", 1, "when"), "yes"),
    ]


def test_small_changes_of_a_form() -> None:
    """A cell is blanked, moved by one unit of its last digit, its sign turned, a word swapped."""
    form = {"indicators": [{"target": "≥9.5%", "level1": "产出指标"}]}
    assert [(change.at[-1], change.to) for change in small_changes(form)] == [
        ("target", ""),
        ("target", "≥9.6%"),
        ("target", "≥9.4%"),
        ("target", "≥若干%"),
        ("target", "≤9.5%"),
        ("target", "9.5%"),
        ("target", "≥9.5个"),
        ("level1", ""),
        ("level1", "效益指标"),
        ("level1", "无"),
        ("level1", "若干"),
    ]
    assert form == {"indicators": [{"target": "≥9.5%", "level1": "产出指标"}]}


@pytest.mark.parametrize("part", ["goal", "budget", "total", "indicators", "level1_weight", "lacks"])
def test_a_part_that_is_null(part: str, tmp_path: Path) -> None:
    """A part of a form that an example writes as null, as YAML does for nothing, is changed like one that is absent."""
    path = tmp_path / "rule.yaml"
    text = rule_text("each: form\nwhen: filled(project)\nassert: filled(unit)\n", tail=TAIL)
    text += f"examples:\n  pass: [{{form: {{project: 甲, unit: 乙, {part}: }}}}]\n  fail: [{{form: {{project: 甲}}}}]\n"
    path.write_text(text, encoding="utf-8")
    rule = load_rule(text, str(path)).rule
    assert [verdict for verdict, _ in (run_example(rule, one) for one in rule.examples)] == ["validated", "reported"]
    assert [one.kind for one in review(rule, suggest=True).suggested] == ["pass"]


def test_what_small_changes_show() -> None:
    """Of 10 points of 10: weight 9 and score 11 are reported, 11 and 9 pass; a blank, 若干 and ≥10 are no numbers."""
    body = "each: indicator\nassert: score <= weight\n"
    trial = try_small_changes(with_examples("  pass: [{form: {indicators: [{weight: 10, score: 10}]}}]", body))
    assert (trial.reported, trial.unjudged, trial.quiet, trial.broken) == (2, 6, 2, None)


def test_suggested_examples_are_what_they_say() -> None:
    """Examples are found for every way that is open here, of the kind that the rule gives, and each holds."""
    rule = with_examples(f"  pass: [{{form: {RIGHT}}}]\n  fail: [{{form: {WRONG}}}]")
    missing = unreached(rule)
    found = list(suggestions(rule, missing))
    reached = {way for one in found for way in one.reaches}
    # No change is as large as to a weight of 100, and none finds the name that is not counted.
    assert {(way.steps, way.arm) for way in missing if way not in reached} == {REST["too much"], REST["not counted"]}
    for one in found:
        verdict, _ = run_example(rule, Example(kind=one.kind, form=one.form))
        assert verdict in ("validated", "reported")


UNTIDY = [
    ("reason: 有理由\n", "a reason goes with `overrides` only"),
    ("why: {zh: because, en: because}\n", "there is no Chinese in zh"),
    ("why: {zh: 因为, en: 因为如此}\n", "en is mostly Chinese"),
]


@pytest.mark.parametrize(("line", "said"), UNTIDY)
def test_untidy_sentences(tmp_path: Path, line: str, said: str) -> None:
    """What is untidy is said with its place."""
    path = tmp_path / "rule.yaml"
    text = rule_text(BODY + line) + f"examples:\n  pass: [{{form: {RIGHT}}}]\n  fail: [{{form: {WRONG}}}]\n"
    path.write_text(text, encoding="utf-8")
    mistakes = review(load_rule(text, str(path)).rule).untidy
    assert said in [mistake.message.en for mistake in mistakes]


def test_what_one_look_says(tmp_path: Path) -> None:
    """Ways, the border, too few examples, a message that names nothing: each at its line, in the order of the file."""
    path = tmp_path / "rule.yaml"
    text = rule_text("each: indicator\nassert: score <= weight\n") + (
        "examples:\n  pass: [{form: {indicators: [{name: 甲, weight: 10, score: 5}]}}]\n"
    )
    path.write_text(text, encoding="utf-8")
    found = [(mistake.place, mistake.message.en) for mistake in review(load_rule(text, str(path)).rule).untidy]
    nothing = "the message names nothing of the form (such as {name}, {score}): its reader cannot see what is wrong"
    few = "fewer than two {} examples: one does not show where the border lies"
    assert found == [
        ("1:1", few.format("failing")),
        ("9:9", "no example makes this false; one could be added (pass 1: indicators.0.weight changed to 0)"),
        ("10:15", nothing),
        ("10:23", nothing),
        ("13:3", "no passing example stands at the border: no figure moved by one unit makes the rule report"),
        ("13:3", few.format("passing")),
    ]
