"""`perflint explain RULE --on FILE`: why a rule says what it says of each thing, also where it says nothing."""

from pathlib import Path

import pytest

from perflint.engine import load_rules
from perflint.engine.explaining import explain
from perflint.engine.judge import judge_form
from perflint.engine.outcome import Failed, NotEvaluated
from perflint.pipeline import parse
from perflint.reports.rule_page import rule_text
from tests.cli.scene import Perflint
from tests.sources import ROOT

RULE = """\
code: MY003
name: points-for-money
status: stable
severity: error
title: {zh: 按比例得分, en: Pro rata}
source: [{document: 内部办法, says: {zh: 按比例, en: pro rata}, checked: true}]
each: indicator
when: filled(weight) and contains(level1, "产出")
requires: [{that: weight < 100, otherwise: {zh: 分值过大, en: the weight is too large}}]
let: {due: weight * 0.5}
assert: score <= due
message: {zh: "应得 {due}，填报 {score}", en: "{due}, not {score}"}
advice: {zh: 改, en: mend}
examples:
  pass: [{form: {indicators: [{level1: 产出, weight: 10, score: 5}]}}]
  fail: [{form: {indicators: [{level1: 产出, weight: 10, score: 6}]}}]
"""
FORM = """\
project: 培训经费
year: 2023
indicators:
  - {level1: 产出指标, name: 甲, weight: 10, score: 5}
  - {level1: 产出指标, name: 乙, weight: 10, score: 6}
  - {level1: 效益指标, name: 丙, weight: 10, score: 9}
  - {level1: 产出指标, name: 丁, weight: 100, score: 9}
  - {level1: 产出指标, name: 戊, weight: 10, score: 九分}
"""
ENGLISH = """\
# MY003 points-for-money: Pro rata

## one.yaml form 1 培训经费 project self-evaluation

- 甲 (line 4, character 26): passed
  - assert `score <= due` holds: 10 × 0.5 = 5; 5 ≤ 5
  - rests on: score 5 (line 4, character 48); weight 10 (line 4, character 37)
  - let: due = 5
- 乙 (line 5, character 26): reported
  - 5, not 6
  - assert `score <= due` does not hold: 10 × 0.5 = 5; 6 > 5
  - rests on: score 6 (line 5, character 48); weight 10 (line 5, character 37)
  - let: due = 5
- 丙 (line 6, character 26): does not apply
  - when `contains(level1, "产出")` does not hold
    - `filled(weight)` holds: weight 10
    - `contains(level1, "产出")` does not hold (this decides): level 1 效益指标
  - rests on: level 1 效益指标 (line 6, character 14)
- 丁 (line 7, character 26): not evaluated
  - the weight is too large
  - requires `weight < 100` does not hold: 100 ≥ 100
  - rests on: weight 100 (line 7, character 37)
- 戊 (line 8, character 26): not evaluated
  - score of indicator “戊” cannot be read as a number: 九分 ("九分" is not a number)

reported 1, passed 1, does not apply 1, not evaluated 2
"""


@pytest.fixture
def scene(folder: Path) -> Path:
    """A form whose rows meet every fate of a rule."""
    (folder / "one.yaml").write_text(FORM, encoding="utf-8")
    (folder / "rule.yaml").write_text(RULE, encoding="utf-8")
    return folder


def test_every_fate_in_full(perflint: Perflint, scene: Path) -> None:
    """Passed, reported, not applicable (by which part of `when`), a requirement, an unreadable cell: with places."""
    answer = perflint("explain", "MY003", "--rules", "rule.yaml", "--on", "one.yaml", "--lang", "en")
    assert (answer.status, answer.out, answer.err) == (0, ENGLISH, "")


PARTS: list[tuple[str, str, list[str]]] = [
    (
        'when: weight > 1 and score == 6 and target.kind == "quantity" and target.amount > 3 and readable(weight)',
        "target: 良好, weight: 10, score: 5",
        [
            "- 甲（第2行第12字）：不适用",
            "  - when `score == 6` 不成立：5 ≠ 6",
            "    - `weight > 1` 成立：10 > 1",
            "    - `score == 6` 不成立（由它决定）：5 ≠ 6",
            '    - `target.kind == "quantity"` 不成立：“word” ≠ “quantity”',
            "    - `target.amount > 3` 看不出：指标值 良好",
            "    - `readable(weight)` 成立：分值 10",
            "  - 用到：得分 5（第2行第46字）",
        ],
    ),
    (
        "when: (weight > 1 and weight > 9) and score > 5",
        "weight: 5, score: 6",
        [
            "- 甲（第2行第12字）：不适用",
            "  - when `weight > 9` 不成立：5 ≤ 9",
            "    - `weight > 1` 成立：5 > 1",
            "    - `weight > 9` 不成立（由它决定）：5 ≤ 9",
            "    - `score > 5` 成立：6 > 5",
            "  - 用到：分值 5（第2行第23字）",
        ],
    ),
    (
        "assert: score > 8 or weight < 9 or blank(deviation)",
        "weight: 5, score: 6, deviation: ''",
        [
            "- 甲（第2行第12字）：通过",
            "  - assert `score > 8 or weight < 9 or blank(deviation)` 成立：5 < 9",
            "    - `score > 8` 不成立：6 ≤ 8",
            "    - `weight < 9` 成立（由它决定）：5 < 9",
            "    - `blank(deviation)` 成立：偏差原因 空",
            "  - 用到：得分 6（第2行第33字）、分值 5（第2行第23字）",
        ],
    ),
    # All of them say so: there is none that decided.
    (
        "assert: score > 5 and weight < 9",
        "weight: 5, score: 6",
        [
            "- 甲（第2行第12字）：通过",
            "  - assert `score > 5 and weight < 9` 成立：6 > 5; 5 < 9",
            "  - 用到：得分 6（第2行第33字）、分值 5（第2行第23字）",
        ],
    ),
]


@pytest.mark.parametrize(("asked", "row", "said"), PARTS)
def test_every_part_of_a_condition(perflint: Perflint, folder: Path, asked: str, row: str, said: list[str]) -> None:
    """All conditions joined by `and` or `or` with their figures, and which of them decided."""
    kept = [line for line in RULE.splitlines() if not line.startswith(("when", "requires", "let", "assert", "message"))]
    more = [
        asked,
        'message: {zh: "填报 {score}", en: "{score}"}',
        *([] if "assert" in asked else ["assert: score > 5"]),
    ]
    (folder / "rule.yaml").write_text("\n".join([*kept, *more]), encoding="utf-8")
    (folder / "one.yaml").write_text(f"indicators:\n  - {{name: 甲, {row}}}\n", encoding="utf-8")
    answer = perflint("explain", "MY003", "--rules", "rule.yaml", "--on", "one.yaml")
    lines = answer.out.splitlines()
    start = next((number for number, line in enumerate(lines) if line.startswith("- 甲")), 0)
    assert lines[start : start + len(said)] == said, answer.out + answer.err


@pytest.mark.parametrize(
    ("rule", "file", "said"),
    [
        ("PF101", "targets.yaml", "规则不看这种表（project_targets）"),
        ("PF401", "clean.yaml", "表里没有规则要看的栏目：deviation"),
        ("PF102", "part.yaml", "不能评判：表头部分（项目名称、资金情况）缺失"),
        ("PF604", "part.yaml", "报告 0，通过"),
    ],
)
def test_why_a_rule_looks_at_nothing(perflint: Perflint, folder: Path, rule: str, file: str, said: str) -> None:
    """Another kind of form, a column that the layout does not have, a form without its head."""
    (folder / "part.yaml").write_text("lacks: [head]\nindicators: [{name: 甲, weight: 1}]\n", encoding="utf-8")
    assert said in perflint("explain", rule, "--on", file).out


def test_files_without_forms(perflint: Perflint, folder: Path) -> None:
    """No form is 3, no file is 4, as with check."""
    assert perflint("explain", "PF101", "--on", "letter.txt").status == 3
    assert perflint("explain", "PF101", "--on", "none.txt").status == 4


def test_the_page_with_all_examples(perflint: Perflint, folder: Path) -> None:
    """`--format md` draws every example; an unknown format is a mistake."""
    text = perflint("explain", "PF201", "--format", "md").out
    assert "| 年度资金总额 | 77.6 | 72.06 | 10 | 92.86% | **9** |" in text
    assert perflint("explain", "PF201", "--format", "html").status == 2


EXAMPLES = sorted(path for path in (ROOT / "examples").glob("*.txt"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_it_says_what_judging_says(path: Path) -> None:
    """On every example form, each rule's reported and unevaluated things are exactly those of `check`."""
    rules = load_rules().rules
    for form in parse(path).forms:
        for rule in rules:
            judgement = judge_form(form, (rule,))
            explained = explain(rule, rule_text(rule), form)
            failed = [outcome for outcome in judgement.outcomes if isinstance(outcome, Failed)]
            gaps = [outcome for outcome in judgement.outcomes if isinstance(outcome, NotEvaluated)]
            answers = [step.answer for step in explained.steps]
            assert (answers.count("failed"), answers.count("held")) == (len(failed), judgement.passed)
            if explained.barred is None:
                assert ("not_evaluated" in answers) == bool(gaps)
