"""The examples inside rules, named by what became of them; and the schema of rule files."""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from perflint.engine.declaration import CASE, RULE, rule_schema
from perflint.engine.examples import run_example, run_examples
from perflint.engine.loading import read_rule
from perflint.engine.rule import Example, Rule
from tests.engine.building import rule, rule_text

JUDGED = rule("each: indicator\nparams:\n  most: {default: 10, help: {zh: x, en: x}}\nassert: score <= most\nat: score")
HIGH = {"indicators": [{"name": "甲", "score": "20"}]}
TWICE = {"indicators": [{"name": "甲", "score": "20"}, {"name": "乙", "score": "30"}]}
LOW = {"indicators": [{"name": "甲", "score": "5"}]}
BLANK = {"indicators": [{"name": "甲", "score": ""}]}
EXAMPLES = [
    (Example("pass", LOW), "validated"),
    (Example("pass", HIGH), "noisy"),
    (Example("pass", BLANK), "wrong"),
    (Example("pass", {"kind": "project_targets"}), "validated"),
    (Example("pass", HIGH, params={"most": 20}), "validated"),  # type: ignore[dict-item]
    (Example("fail", HIGH), "reported"),
    (Example("fail", HIGH, at="indicators.0.score", count=1, message={"zh": "不对", "en": "wrong"}), "reported"),
    (Example("fail", LOW), "missing"),
    (Example("fail", BLANK), "wrong"),
    (Example("fail", HIGH, at="indicators.0.weight"), "wrong"),
    (Example("fail", HIGH, message={"zh": "很对"}), "wrong"),
    (Example("fail", TWICE, count=1), "noisy"),
    (Example("fail", TWICE, count=3), "missing"),
    (Example("fail", {"kind": "project_targets"}), "wrong"),
    (Example("fail", {"indicatrs": []}), "wrong"),
    (Example("skip", BLANK), "validated"),
    (Example("skip", LOW), "missing"),
    (Example("skip", HIGH), "noisy"),
]


@pytest.mark.parametrize(("example", "verdict"), EXAMPLES)
def test_verdicts_on_examples(example: Example, verdict: str) -> None:
    """Validated and reported are good; noisy, missing and wrong say what happened instead."""
    found, detail = run_example(JUDGED, example)
    assert found == verdict
    if found in ("noisy", "wrong"):
        assert detail.zh


MISSPELT = [
    ("form: {indicatrs: [{name: 甲}]}", "8:46", "表单数据里有不认识的键“indicatrs”，是否指“indicators”？"),
    ("form: {indicators: [{nme: 甲}]}", "8:46", "表单数据里有不认识的键“indicators.0.nme”，是否指“name”？"),
    ("form: {indicators: 甲}", "8:39", "表单数据中“indicators”应为列表。"),
]


@pytest.mark.parametrize(("fragment", "place", "sentence"), MISSPELT)
def test_a_mistake_in_an_example_has_file_line_and_column(
    tmp_path: Path, fragment: str, place: str, sentence: str
) -> None:
    """The form inside an example is written by hand too: its slips are named at their place."""
    path = tmp_path / "r.yaml"
    path.write_text(rule_text(f"examples: {{fail: [{{{fragment}}}]}}\neach: form\nassert: true"), encoding="utf-8")
    judged = read_rule(path).rule
    verdict, detail = run_example(judged, judged.examples[0])
    assert (verdict, detail.zh) == ("wrong", f"{path}:{place}: {sentence}")


def test_examples_are_numbered_within_their_kind() -> None:
    """A result names rule, kind and number, so that it can be found in the file."""
    judged: Rule = msgspec.structs.replace(
        JUDGED, examples=(Example("pass", LOW), Example("fail", HIGH, note="过高"), Example("fail", LOW))
    )
    assert [(one.code, one.kind, one.number, one.note, one.good) for one in run_examples([judged])] == [
        ("T1", "pass", 1, "", True),
        ("T1", "fail", 1, "过高", True),
        ("T1", "fail", 2, "", False),
    ]


def test_the_schema_comes_from_the_declaration() -> None:
    """Every key that the validator knows is in the JSON Schema, unknown ones are forbidden, and it is plain JSON."""
    schema: dict[str, Any] = json.loads(json.dumps(rule_schema()))
    assert set(schema["properties"]) == set(RULE.keys)
    assert schema["additionalProperties"] is False
    assert set(schema["required"]) == {name for name, key in RULE.keys.items() if key.required}
    assert set(schema["properties"]["cases"]["items"]["properties"]) == set(CASE)
    assert schema["properties"]["severity"]["enum"] == ["error", "warning", "info"]
    assert schema["properties"]["examples"]["properties"]["fail"]["items"]["required"] == ["form"]
