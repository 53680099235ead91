"""docs/configuration.md is true: its files load, and it names every key, profile and code that there is."""

import re
from pathlib import Path

import pytest

from perflint import load_rules
from perflint.acceptance.waiver_file import WAIVERS, read_waivers
from perflint.cli.configuration import KEYS, find_configuration, refuse_wrong_names
from perflint.engine import profile_names
from tests.sources import ROOT

GUIDE = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"<!-- (\w+): (\S+) -->\n```\w+\n(.*?)```", re.DOTALL)
BLOCKS = [pytest.param(*found, id=found[1]) for found in BLOCK.findall(GUIDE)]


@pytest.mark.parametrize(("kind", "name", "text"), BLOCKS)
def test_its_files_load(kind: str, name: str, text: str, tmp_path: Path) -> None:
    """Every file of the guide is understood whole, and every rule and parameter in it exists."""
    rules = load_rules().known
    if kind == "waivers":
        assert len(read_waivers(text, name, rules).waivers) == 2
        return
    for file in ("perflint-waivers.yaml", "base.jsonl"):
        (tmp_path / file).touch()
    (tmp_path / "our-rules").mkdir()
    (tmp_path / name).write_text(text, encoding="utf-8")
    found = find_configuration(tmp_path)
    assert found.overrides
    refuse_wrong_names(found, rules)


def test_it_names_everything() -> None:
    """Every key of the configuration and of waivers, every profile."""
    words = set(re.findall(r"[a-z][a-z-]+", GUIDE))
    assert {*KEYS, *profile_names(), "fingerprint", "approver", "expires", "unit", "path"} - words == set()
    assert set(WAIVERS.keys) <= words
