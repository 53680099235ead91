"""The printed JSON Schemas fit what people write and what perflint prints, and refuse what perflint refuses."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from perflint.cli.schema import SCHEMAS
from perflint.engine import load_rules
from perflint.engine.skeleton import rule_skeleton
from tests.cli.scene import OWN, Perflint
from tests.readme import READMES, blocks
from tests.sources import ROOT

RULE_FILES = sorted((ROOT / "rules").glob("pf*/*.yaml"))


def content(text: str) -> Any:
    """A YAML text as an editor's JSON Schema sees it."""
    return YAML(typ="safe").load(text)


def problems(name: str, data: Any) -> list[str]:
    """What the schema of that name says against some data."""
    validator = jsonschema.Draft202012Validator(SCHEMAS[name]())
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


@pytest.mark.parametrize("name", SCHEMAS)
def test_each_schema_is_one(name: str, perflint: Perflint) -> None:
    """What `perflint schema` prints is a valid JSON Schema of the draft that it names."""
    schema = json.loads(perflint("schema", name).out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    jsonschema.Draft202012Validator.check_schema(schema)


def test_every_rule_file_fits() -> None:
    """The rulebook, the README's own rules and the skeleton of `new-rule` are what the schema of rules asks for."""
    texts = [path.read_text(encoding="utf-8") for path in RULE_FILES]
    texts += [block.body for readme in READMES for block in blocks(readme, "rule")]
    texts.append(rule_skeleton("a-rule", "OWN1", ".perflint/rule.schema.json"))
    assert len(texts) > len(load_rules().known)
    assert [problem for text in texts for problem in problems("rule", content(text))] == []


MISTAKES = [
    ("code: OWN1", "code: own-1", "$.code"),
    ("severity: warning", "severity: fatal", "$.severity"),
    ("each: indicator", "each: indicators", "$.each"),
    ("assert:", "asert:", "$"),
    ("weight: 2}", "wieght: 2}", "$.examples.pass[0].form.indicators[0]"),
    ("    default: 2", "    defualt: 2", "$.params.least"),
]


@pytest.mark.parametrize(("right", "wrong", "place"), MISTAKES)
def test_mistakes_that_an_editor_marks(right: str, wrong: str, place: str) -> None:
    """A misspelt key or word is marked at its place, down into the forms of examples."""
    text = rule_skeleton("a-rule", "OWN1", "")
    assert right in text
    found = problems("rule", content(text.replace(right, wrong)))
    assert found
    assert all(problem.startswith(f"{place}: ") for problem in found)


@pytest.mark.parametrize("readme", READMES)
def test_configurations_fit(readme: str) -> None:
    """The README's configuration fits, and every key says what it is for."""
    (block,) = blocks(readme, "configuration")
    assert problems("config", content(block.body)) == []
    assert problems("config", {"profil": "shanghai"}) != []
    assert all(" / " in shape["description"] for shape in SCHEMAS["config"]()["properties"].values())


def test_what_parse_and_check_print_fits(perflint: Perflint, folder: Path) -> None:
    """The output of both commands is what the schemas of forms and findings promise."""
    parsed = json.loads(perflint("parse", "clean.yaml", "broken.yaml", "--format", "json").out)
    assert problems("form", parsed) == []
    checked = json.loads(perflint("check", "broken.yaml", "unreadable.yaml", *OWN, "--format", "json").out)
    assert checked["findings"]
    assert problems("findings", checked) == []
