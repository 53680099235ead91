"""The generated pages of `docs/rules/`: `make pages` (`python -m tests.rule_pages`) writes them anew."""

from functools import cache
from pathlib import Path

from perflint.engine import load_rules, profile_names, read_rule
from perflint.reports.rule_documents import documents
from tests.sources import ROOT

FOLDER = ROOT / "docs" / "rules"
COMMAND = "make pages"


@cache
def pages() -> dict[str, str]:
    """File name → text, from the rule files and profiles as they are now."""
    rules = [read_rule(Path(rule.path)).rule for rule in load_rules().known]
    return documents(rules, [load_rules(profile=name) for name in profile_names()])


def written() -> dict[str, str]:
    """File name → text of the pages that are there."""
    return {path.name: path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.md"))}


def renew() -> None:
    """Writes what is stale or missing, removes what no rule has any more."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    made, there = pages(), written()
    for name, text in made.items():
        if there.get(name) != text:
            (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    for name in set(there) - set(made):
        (FOLDER / name).unlink()


if __name__ == "__main__":
    renew()
