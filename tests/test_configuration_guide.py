"""The guide to the configuration is true in both languages: its files load, it names every key, profile and code."""

import re
from pathlib import Path

import pytest

from perflint import load_rules
from perflint.acceptance.waiver_file import WAIVERS, read_waivers
from perflint.cli.configuration import KEYS, find_configuration, refuse_wrong_names
from perflint.engine import profile_names
from tests.readme import Block, blocks
from tests.sources import ROOT

PAGES = ("docs/configuration.md", "docs/configuration.zh.md")
BLOCKS = [
    pytest.param(block, id=f"{page}-{block.argument}")
    for page in PAGES
    for kind in ("configuration", "waivers")
    for block in blocks(page, kind)
]


@pytest.mark.parametrize("block", BLOCKS)
def test_its_files_load(block: Block, tmp_path: Path) -> None:
    """Every file of the guide is understood whole, and every rule and parameter in it exists."""
    rules = load_rules().known
    if block.kind == "waivers":
        assert len(read_waivers(block.body, block.argument, rules).waivers) == 2
        return
    for file in ("perflint-waivers.yaml", "base.jsonl"):
        (tmp_path / file).touch()
    (tmp_path / "our-rules").mkdir()
    (tmp_path / block.argument).write_text(block.body, encoding="utf-8")
    found = find_configuration(tmp_path)
    assert found.overrides
    refuse_wrong_names(found, rules)


@pytest.mark.parametrize("page", PAGES)
def test_it_names_everything(page: str) -> None:
    """Every key of the configuration and of waivers, every profile, and the codes about the waiver file."""
    guide = (ROOT / page).read_text(encoding="utf-8")
    words = set(re.findall(r"[a-z][a-z-]+", guide))
    assert {*KEYS, *profile_names(), "fingerprint", "approver", "expires", "unit", "path"} - words == set()
    assert set(WAIVERS.keys) <= words
    (table,) = re.findall(r"\n\| `profile` \|.*?\n\n", guide, re.DOTALL)
    assert set(re.findall(r"`([a-z-]+)`", re.sub(r"\|[^|]*\|$", "|", table, flags=re.MULTILINE))) == set(KEYS)
    assert set(re.findall(r"\bPFW\d+", guide)) == {"PFW01", "PFW02"}


def test_both_languages_set_the_same() -> None:
    """The files of both pages differ in their comments only."""
    english, chinese = ([(block.kind, block.argument, re.sub(r" *#.*", "", block.body)) for kind in
                         ("configuration", "waivers") for block in blocks(page, kind)] for page in PAGES)  # fmt: skip
    assert english == chinese
