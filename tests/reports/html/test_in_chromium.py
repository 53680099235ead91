"""The page as people use it: opened from disk in a browser, clicked through, filtered, printed."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import perflint
from perflint.pipeline import choose_rules
from perflint.reports.interface import View, check_report
from tests.sources import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine")

# The contrast of each text with what is painted behind it, where it is below 4.5 : 1 (WCAG AA).
CONTRASTS = """() => {
  const parts = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = (one) => {
    for (let box = one; box; box = box.parentElement) {
      const colour = parts(getComputedStyle(box).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const weak = [];
  for (const one of document.querySelectorAll("body *")) {
    if (one.closest("script, style")) continue;
    if (![...one.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim())) continue;
    const [a, b] = [light(parts(getComputedStyle(one).color)), light(behind(one))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) weak.push(`${one.tagName} ${one.className} ${ratio.toFixed(2)}`);
  }
  return [...new Set(weak)];
}"""


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    """A headless Chromium for all tests of this file."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The report of four forms in three formats, in a file whose name has Chinese and a blank."""
    sources = [
        ROOT / "examples" / name
        for name in ("formats/pf1_totals.xlsx", "pf4_deviations.txt", "clean.txt", "monitoring.txt")
    ]
    rules = choose_rules()
    result = perflint.check(sources, rules=rules, keep_documents=True, keep_forms=False)
    path = tmp_path_factory.mktemp("out") / "核对 结果.html"
    path.write_text(check_report("html").render(result, View(rules=tuple(rules))), encoding="utf-8")
    return path


@pytest.fixture
def page(browser: "Browser", report: Path) -> "Iterator[Page]":
    """The report opened from disk; at the end nothing was fetched and nothing went wrong."""
    opened = browser.new_page(viewport={"width": 1400, "height": 900})
    requests: list[str] = []
    troubles: list[str] = []
    opened.on("request", lambda request: requests.append(request.url))
    opened.on("console", lambda message: troubles.append(message.text))
    opened.on("pageerror", lambda error: troubles.append(str(error)))
    opened.goto(report.as_uri())
    yield opened
    opened.close()
    assert (requests, troubles) == ([report.as_uri()], [])


def focused(page: "Page") -> tuple[str, str]:
    """The id and the text of what has the focus."""
    return page.evaluate("[document.activeElement.id, document.activeElement.textContent.trim()]")  # type: ignore[no-any-return]  # playwright's evaluate gives Any


def in_sight(page: "Page") -> bool:
    """Whether what has the focus lies within the window, below the bar with the filters."""
    return page.evaluate(  # type: ignore[no-any-return]  # playwright's evaluate gives Any
        """() => {
          const box = document.activeElement.getBoundingClientRect();
          const bar = document.getElementById("filters").getBoundingClientRect();
          return box.top >= bar.bottom - 1 && box.bottom <= innerHeight && box.left >= 0 && box.right <= innerWidth;
        }"""
    )


def test_a_click_leads_to_the_cell_and_back(page: "Page") -> None:
    """The total of the example, T20 in the sheet, is wrong: its finding leads to the cell, the cell back to it."""
    entry = page.locator(".entry", has_text="应为").or_(page.locator(".entry[data-r=PF101]")).first
    entry.locator("a.way").first.click()
    identity, text = focused(page)
    assert (identity.startswith("c1-"), text.split()[0], in_sight(page)) == (True, "101.6", True)
    page.locator(f"#{identity} a.back").first.click()
    assert (focused(page)[0].startswith("f1-"), in_sight(page)) == (True, True)


def test_every_way_leads_to_a_cell(page: "Page") -> None:
    """No link of the page leads nowhere, and every marked cell has a way back."""
    dead = page.evaluate(
        """[...document.querySelectorAll('a[href^="#"]')]
          .filter((way) => !document.getElementById(way.hash.slice(1))).length"""
    )
    lone = page.evaluate(
        """[...document.querySelectorAll("td.error, td.warning, td.info")]
          .filter((cell) => !cell.querySelector("a.back")).length"""
    )
    assert (dead, lone, page.locator("td.error").count() > 3) == (0, 0, True)


def test_the_keyboard_is_enough(page: "Page") -> None:
    """n goes to the first finding, Enter to its cell, b back, n on, p back again."""
    page.keyboard.press("n")
    assert focused(page)[0] == "f1-1"
    page.keyboard.press("Enter")
    assert focused(page)[0].startswith("c1-")
    page.keyboard.press("b")
    page.keyboard.press("n")
    assert focused(page)[0] == "f1-2"
    page.keyboard.press("p")
    assert focused(page)[0] == "f1-1"


def test_filters(page: "Page") -> None:
    """By severity, rule, file and text; what is filtered away takes no room, and an empty rest is said."""
    shown = page.locator(".entry:not(.away)")
    everything = shown.count()
    page.locator("input[value=error]").uncheck()
    assert (shown.count() < everything, page.locator(".entry[data-s=error]:not(.away)").count()) == (True, 0)
    page.locator("input[value=error]").check()
    page.locator("select[name=rule]").select_option("PF401")
    assert (shown.count(), page.locator(".entry[data-r=PF401]").count()) == (2, 2)
    page.locator("select[name=rule]").select_option("")
    page.locator("select[name=file]").select_option(label=str(ROOT / "examples" / "pf4_deviations.txt"))
    assert page.locator(".document:not(.away) h2").all_text_contents() == [
        str(ROOT / "examples" / "pf4_deviations.txt")
    ]
    assert page.locator(".document:not(.away) table.form").is_visible()
    page.locator("select[name=file]").select_option("")
    page.locator("input[name=text]").fill("补装路灯")
    assert shown.count() == 1
    page.locator("input[name=text]").fill("没有这样的词")
    assert (shown.count(), page.locator("#none").is_visible()) == (0, True)
    page.locator("input[name=text]").fill("")
    assert (shown.count(), page.locator("#none").is_visible()) == (everything, False)


def test_a_department_of_the_chart_is_looked_for(page: "Page") -> None:
    """A click on a department leaves its forms alone."""
    name = page.locator("a.find").first.text_content() or ""
    page.locator("a.find").first.click()
    heads = page.locator("section.form:not(.away) .about").all_text_contents()
    assert (name != "", len(heads) > 0, [head for head in heads if name not in head]) == (True, True, [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out(page: "Page", scheme: str) -> None:
    """Every text has a contrast of 4.5 or more, also where the system prefers dark."""
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # a Literal there
    assert page.evaluate(CONTRASTS) == []


def test_it_prints(page: "Page") -> None:
    """On paper there are all findings and tables, no filters, nothing cut at the right."""
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 720, "height": 1000})
    assert (page.locator("#filters").is_visible(), page.locator("td.error").first.is_visible()) == (False, True)
    assert page.evaluate("document.documentElement.scrollWidth") <= 720
    assert page.pdf().startswith(b"%PDF")


def test_it_fits_a_narrow_window(page: "Page") -> None:
    """On a small screen the page itself does not scroll sideways; wide tables do, on their own."""
    page.set_viewport_size({"width": 390, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
