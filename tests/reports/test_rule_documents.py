"""The pages of `docs/rules/` are those that the rule files give today."""

import re

from tests.rule_pages import COMMAND, FOLDER, pages, written
from tests.sources import ROOT

STALE = f"the pages in docs/rules are stale: run `{COMMAND}` (python -m tests.rule_pages) and commit them"


def test_the_pages_are_todays() -> None:
    """Every rule has its page in both languages, as its file and the profiles are now, and no page is left over."""
    made, there = pages(), written()
    stale = sorted(name for name in {*made, *there} if made.get(name) != there.get(name))
    assert stale == [], STALE


def test_pages_do_not_depend_on_the_machine() -> None:
    """No path of a checkout stands on a page, and no line ends in blanks, which editors take away."""
    for name, text in pages().items():
        assert str(ROOT) not in text, name
        assert not re.search(r"[ \t]+$", text, re.MULTILINE), name


def test_every_link_leads_somewhere() -> None:
    """The links between pages and indexes name files that are there."""
    targets = {link for text in pages().values() for link in re.findall(r"\]\(([^)#:]+)\)", text)}
    assert {link for link in targets if not (FOLDER / link).is_file()} == set()


def test_a_page_in_the_rulebook_shows_what_it_promises() -> None:
    """PF201, read by eye: severity, unread source, parameter, gaps, the failing figure in bold, what is said."""
    page = pages()["PF201.en.md"]
    for line in (
        "[中文](PF201.md) · [All rules](README.en.md)",
        "- severity: error",
        "(the text itself was not checked)",
        "- `tolerance` = 0.01: The tolerance, in points.",
        "## When it is not evaluated",
        "- the annual budget is not above 0, so there is no rate",
        "- gives the recomputed figure; the signer decides whether it goes in",
        "| total funds | 77.6 | 72.06 | 10 | 92.86% | **9** |",
        "> The rate 92.86% × the weight 10 gives 9.29 points; the form says 9.",
    ):
        assert line in page
