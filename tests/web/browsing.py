"""Chromium for the tests of the page: how it is started, and what every test does with it."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.sources import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

CHROMIUM = shutil.which("chromium")
NEEDS_CHROMIUM = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
FORMATS = ROOT / "examples" / "formats"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
SOON = 30_000


@contextmanager
def started() -> Iterator["Browser"]:
    """One browser, as long as the block lasts; without playwright the test is skipped."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


def breach(said: "ConsoleMessage") -> bool:
    """Whether the console tells of a mistake of the page; that a request was refused is told on the page itself."""
    return said.type == "error" and "the server responded with a status of 4" not in said.text


def foreign(address: str, own: str) -> bool:
    """Whether the browser asks another server for something."""
    return not address.startswith((own, "data:", "blob:"))


def upload(page: "Page", *paths: Path) -> None:
    """Choose files and wait until each stands in the list."""
    before = page.locator("#rows tr").count()
    page.set_input_files("#file", list(paths))
    page.locator("#rows tr").nth(before + len(paths) - 1).wait_for()
    page.locator("#progress li:not(.failed)").first.wait_for(state="detached")


def listed(page: "Page") -> dict[str, str]:
    """The files of the list and their verdicts, read at one moment: it is drawn anew once all are there."""
    told = "rows => rows.map(row => ['th', '.standing'].map(part => row.querySelector(part).innerText))"
    return dict(page.locator("#rows tr").evaluate_all(told))


def open_file(page: "Page", name: str) -> None:
    """Open a file of the list."""
    page.get_by_role("link", name=name, exact=True).click()
    page.locator(".file").get_by_role("heading", name=name, exact=True).wait_for()


AUDIT = """() => {
  const amiss = [];
  const named = (node) => node.getAttribute('aria-label') || node.getAttribute('aria-labelledby') ||
    (node.labels && node.labels.length) || node.textContent.trim();
  const shown = (node) => node.offsetParent !== null;
  for (const node of document.querySelectorAll('a, button, input, select, summary, progress'))
    if (shown(node) && node.type !== 'hidden' && !named(node)) amiss.push('no name: ' + node.outerHTML);
  const ids = [...document.querySelectorAll('[id]')].map((node) => node.id);
  for (const id of new Set(ids)) if (ids.filter((other) => other === id).length > 1) amiss.push('twice: ' + id);
  let level = 0;
  for (const node of document.querySelectorAll('h1, h2, h3, h4')) {
    const now = Number(node.tagName[1]);
    if (now > level + 1) amiss.push(`heading ${now} after ${level}: ${node.textContent}`);
    level = now;
  }
  const numbers = (colour) => colour.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((c) => (c /= 255) <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (node) => {
    for (let n = node; n; n = n.parentElement) {
      const c = numbers(getComputedStyle(n).backgroundColor);
      if (c.length === 3 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  for (const node of document.querySelectorAll('body *')) {
    const own = [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
    if (!own || !shown(node) || ['OPTION', 'SCRIPT'].includes(node.tagName)) continue;
    const [a, b] = [light(numbers(getComputedStyle(node).color)), light(ground(node))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) amiss.push(`contrast ${ratio.toFixed(1)}: ${node.className} ${node.textContent.slice(0, 20)}`);
  }
  return amiss;
}"""
