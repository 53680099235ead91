"""READMEs and guides come in pairs, X.md in English and X.zh.md in Chinese, of the same parts; no link is broken."""

import re
from collections import Counter
from pathlib import Path

import pytest

from perflint.reports.interface import CHECK_FORMATS
from tests.readme import READMES
from tests.sources import ROOT

DOCS = ROOT / "docs"
CHINESE = sorted(DOCS.glob("*.zh.md"))
ENGLISH = [path.with_name(path.name.replace(".zh.md", ".md")) for path in CHINESE]
PAIRS = [
    pytest.param(*pair, id=pair[0].name)
    for pair in (*zip(ENGLISH, CHINESE, strict=True), [ROOT / name for name in READMES])
]
PAGES = [*ENGLISH, *CHINESE, *(ROOT / name for name in (*READMES, "CONTRIBUTING.md"))]
each_pair = pytest.mark.parametrize(("english", "chinese"), PAIRS)
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
FENCE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
# Names of keys, options, functions, variables; a word in capitals, or a workbook, is something of the reader's own.
NAME = re.compile(r"(?:--)?[A-Za-z_](?:[\w.-]*\w)?", re.ASCII)
OWN = re.compile(r"(?:^|\.)[A-Z]+(?:\.|$)|\.(?:xlsx|html)$")


def text_of(page: Path) -> str:
    """The whole page."""
    return page.read_text(encoding="utf-8")


def headings(page: Path) -> list[str]:
    """Every heading with its marks, those of files in fences left out."""
    return re.findall(r"^#+ .+$", FENCE.sub("", text_of(page)), re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """The headings as GitHub makes anchors of them."""
    titles = (heading.lstrip("#").strip().lower() for heading in headings(page))
    return {re.sub(r"[^\w -]", "", title).replace(" ", "-") for title in titles}


def names(page: Path) -> set[str]:
    """The names that stand in backquotes, without those of the reader's own."""
    spans = re.findall(r"`([^`\n]+)`", FENCE.sub("", text_of(page)))
    return {name for span in spans if span.isascii() for name in NAME.findall(span) if not OWN.search(name)}


def links(page: Path) -> list[str]:
    """Where the page's links lead, those to other sites left out."""
    return [link for link in LINK.findall(FENCE.sub("", text_of(page))) if "://" not in link]


def test_every_guide_has_its_twin() -> None:
    """No guide stands in one language alone."""
    assert ENGLISH
    assert sorted(DOCS.glob("*.md")) == sorted([*ENGLISH, *CHINESE])


@each_pair
def test_twins_name_one_another_at_their_top(english: Path, chinese: Path) -> None:
    """The third line of each leads to the other."""
    assert text_of(english).splitlines()[2] == f"[中文]({chinese.name})"
    assert text_of(chinese).splitlines()[2] == f"[English]({english.name})"


@each_pair
def test_twins_have_the_same_parts(english: Path, chinese: Path) -> None:
    """As many headings of each level in the same order, and the same fences; each heading in its own language."""
    levels, fences = (
        [[found.split(" ")[0] for found in headings(page)] for page in (english, chinese)],
        [[found.split("\n")[0] for found in FENCE.findall(text_of(page))] for page in (english, chinese)],
    )
    assert levels[0] == levels[1]
    assert fences[0] == fences[1]
    assert [heading for heading in headings(english) if re.search(r"[\u4e00-\u9fff]", heading)] == []


@each_pair
def test_twins_name_the_same_things(english: Path, chinese: Path) -> None:
    """What stands in backquotes in the one stands in the other, too: keys, options, functions, exact words."""
    assert names(english) - set(NAME.findall(text_of(chinese))) == set()
    assert names(chinese) - set(NAME.findall(text_of(english))) == set()


@each_page
def test_every_link_leads_to_a_file_and_a_heading(page: Path) -> None:
    """Relative links lead to files of the project; what stands behind # is a heading there."""
    lost = []
    for link in links(page):
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(link)
    assert links(page)
    assert lost == []


@each_page
def test_links_stay_within_the_language(page: Path) -> None:
    """A page leads to pages of its own language, but for the one link to its twin."""
    foreign = [link for link in links(page) if is_chinese(page, link) != page.name.endswith(".zh.md")]
    twin = page.name.replace(".zh.md", ".md") if page.name.endswith(".zh.md") else page.name.replace(".md", ".zh.md")
    assert Counter(foreign) == (Counter([twin]) if (page.parent / twin).exists() else Counter())


def is_chinese(page: Path, link: str) -> bool:
    """Whether a link leads to a Chinese page; what has no twin is taken to be of the page's own language."""
    path = page.parent / link.partition("#")[0]
    generated = path.parent == DOCS / "rules"
    english, chinese = (".en.md", ".md") if generated else (".md", ".zh.md")
    stem = path.name.removesuffix(".en.md").removesuffix(".zh.md").removesuffix(".md")
    if path.suffix != ".md" or not all((path.parent / f"{stem}{ending}").exists() for ending in (english, chinese)):
        return page.name.endswith(".zh.md")
    return path.name == f"{stem}{chinese}"


@pytest.mark.parametrize("page", ["reports.md", "reports.zh.md"])
def test_every_format_of_reports_is_told(page: str) -> None:
    """The table of formats has a row for each, in their order, and no other."""
    rows = re.findall(r"^\| `([a-z]+)` \|", text_of(DOCS / page), re.MULTILINE)
    assert sorted(rows) == sorted(CHECK_FORMATS)
