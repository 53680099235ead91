"""The real page in a real browser: what a clerk does with it, by mouse, by keyboard, on a phone."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.cli.scene import CLEAN
from tests.documents.test_archive import packed
from tests.sources import ROOT
from tests.web.conftest import Served
from tests.web.test_profiles import wuhan

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, Page

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = shutil.which("chromium")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")

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


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """One browser for the module."""
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def page(browser: "Browser", shared_server: Served) -> Iterator["Page"]:
    """The empty page in a browser session of its own; an error or a breach of the policy on it fails the test."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.set_default_timeout(SOON)
    amiss: list[str] = []
    page.on("pageerror", lambda error: amiss.append(str(error)))
    page.on("console", lambda said: amiss.extend([said.text] if breach(said) else []))
    page.on("dialog", lambda dialog: amiss.append(dialog.message))
    page.on("request", lambda asked: amiss.extend([asked.url] if foreign(asked.url, shared_server.url) else []))
    page.goto(f"{shared_server.url}/")
    yield page
    page.request.post(f"{shared_server.url}/forget")
    context.close()
    assert amiss == []


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


def open_file(page: "Page", name: str) -> None:
    """Open a file of the list."""
    page.get_by_role("link", name=name, exact=True).click()
    page.locator(".file").get_by_role("heading", name=name, exact=True).wait_for()


def test_files_of_each_kind_and_a_broken_one(page: "Page", tmp_path: Path) -> None:
    """Each has its verdict in the list and its own table; the broken one has its reason."""
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04 cut")
    upload(page, FORMATS / "pf1_totals.xlsx", FORMATS / "pf1_totals.docx", FORMATS / "pf1_totals.pdf", broken)
    rows = {
        row.locator("th").inner_text(): row.locator(".standing").inner_text() for row in page.locator("#rows tr").all()
    }
    assert rows == {
        "pf1_totals.xlsx": "有错误",
        "pf1_totals.docx": "有错误",
        "pf1_totals.pdf": "有错误",
        "坏.xlsx": "没有核对",
    }
    codes = {}
    for name in ("pf1_totals.xlsx", "pf1_totals.docx", "pf1_totals.pdf"):
        open_file(page, name)
        codes[name] = sorted(item.get_attribute("data-rule") or "" for item in page.locator(".finding").all())
        assert page.locator(".paper table.form td.error").count() == 3
    assert set(map(tuple, codes.values())) == {("PF101", "PF102", "PF103", "PF104", "PF105")}
    open_file(page, "坏.xlsx")
    assert "这个文件没有核对" in page.locator(".file").inner_text()


def test_from_a_finding_to_its_cell_and_back(page: "Page") -> None:
    """The link of a finding leads to its cell, the number in the cell to its finding; both get the focus."""
    upload(page, FORMATS / "pf1_totals.xlsx")
    finding = page.locator(".finding", has_text="PF101")
    finding.locator("a.where").click()
    cell = page.locator("td:focus")
    assert cell.inner_text().split() == ["101.6", "45"]
    assert "here" in (cell.get_attribute("class") or "")
    cell.get_by_role("link", name="5").click()
    assert "PF105" in page.locator(".finding:focus").inner_text()


def test_the_annotated_copy_is_the_same_form(page: "Page", tmp_path: Path) -> None:
    """What is downloaded can be uploaded again and has the same findings; plain text takes no notes and offers none."""
    upload(page, FORMATS / "pf1_totals.xlsx", FORMATS / "pf1_totals.csv")
    codes = [item.get_attribute("data-rule") for item in page.locator(".finding").all()]
    with page.expect_download() as download:
        page.locator("a.copy", has_text="批注件").click()
    name = download.value.suggested_filename
    assert name == "pf1_totals.批注件.xlsx"
    download.value.save_as(tmp_path / name)
    upload(page, tmp_path / name)
    open_file(page, name)
    assert [item.get_attribute("data-rule") for item in page.locator(".finding").all()] == codes
    open_file(page, "pf1_totals.csv")
    assert page.locator("a.copy", has_text="批注件").count() == 0


def test_everything_by_keyboard(page: "Page") -> None:
    """Tab reaches the choice of files, a finding and its cell; Enter goes to and fro."""
    page.on("filechooser", lambda chooser: chooser.set_files(str(FORMATS / "pf1_totals.xlsx")))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    for _ in range(8):
        if page.evaluate("document.activeElement.id") == "choose":
            break
        page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "choose"
    page.keyboard.press("Enter")
    page.locator(".finding").first.wait_for()
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('a.where')"):
            break
    page.keyboard.press("Enter")
    assert page.locator("td:focus").count() == 1
    page.keyboard.press("Enter")
    assert "PF104" in page.locator(".finding:focus").inner_text()
    page.keyboard.press("Enter")
    assert page.locator("td:focus").inner_text().split()[0] == "效益指标(30分)"
    page.keyboard.press("Escape")
    assert page.locator(".here").count() == 0


def test_filters_hide_findings_and_their_marks(page: "Page") -> None:
    """By severity and by rule; the count is told, and the marks of what is hidden are gone."""
    upload(page, ROOT / "examples" / "pf3_scores.txt")
    marks = page.locator("td.mark:not(.muted) a.back:visible")
    assert marks.count() == 6
    page.locator('.filters [data-severity="warning"]').uncheck()
    assert page.locator(".finding:visible").count() == 4
    assert marks.count() == 4
    assert page.locator(".shown").inner_text() == "显示 4 / 6 处"
    page.select_option(".filters select[name=rule]", "PF302")
    assert [item.get_attribute("data-rule") for item in page.locator(".finding:visible").all()] == ["PF302"]


def test_another_profile_and_language_without_a_new_upload(page: "Page", shared_server: Served) -> None:
    """The files stay, the one that was open stays open, and everything is told under the other profile and language."""
    upload(page, FORMATS / "clean.xlsx", FORMATS / "pf1_totals.xlsx")
    open_file(page, "pf1_totals.xlsx")
    page.select_option("#profile", "beijing")
    page.wait_for_url("**profile=beijing**")
    assert "配置档 北京" in page.locator(".form-head").inner_text()
    assert page.locator(".file h2").inner_text() == "pf1_totals.xlsx"
    page.get_by_role("link", name="English").click()
    page.wait_for_url("**lang=en**")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert "5 findings" in page.locator(".said").inner_text()
    assert page.locator("#profile").input_value() == "beijing"


def test_a_hostile_form_is_only_text(page: "Page", tmp_path: Path) -> None:
    """A script as project name, an image as department, a script as file name: all are shown, none does anything."""
    script, image = "<script>window.hit=1</script>", '"><img src=x onerror=window.hit=1>'
    text = (
        CLEAN.replace("办公设备购置", f"'{script}'")
        .replace("甲市数据局", f"'{image}'")
        .replace('"60"}', f"'{image}'}}")
    )
    hostile = tmp_path / "<img src=x onerror=window.hit=1>.yaml"
    hostile.write_text(text, encoding="utf-8")
    other = tmp_path / "b.yaml"
    other.write_text(text, encoding="utf-8")
    upload(page, hostile, other)
    assert script in page.locator(".form-head h3").inner_text()
    assert image in page.locator("#overview").inner_text()
    page.reload()
    assert page.evaluate("window.hit === undefined")
    assert page.locator("main img, main script").count() == 0


def test_nothing_wrong_is_said_as_clearly(page: "Page") -> None:
    """A clean form has its table, a green verdict, and no list of findings."""
    upload(page, FORMATS / "clean.docx")
    assert page.locator(".box.good").inner_text().startswith("未发现问题")
    assert page.locator(".finding").count() == 0
    assert page.locator(".paper table.form").count() == 1


def test_a_phone_is_wide_enough(page: "Page") -> None:
    """At 390 pixels nothing but a form's own table scrolls sideways, empty or with results, in both languages."""
    page.set_viewport_size({"width": 390, "height": 844})
    for language in ("en", "zh"):
        page.goto(f"{page.url.partition('?')[0]}?lang={language}")
        assert page.evaluate("document.documentElement.scrollWidth") == 390
        assert page.locator('label[for="profile"]').bounding_box()["height"] < 40  # type: ignore[index]  # it is there
    upload(page, FORMATS / "pf1_totals.xlsx", ROOT / "examples" / "fragment.txt")
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    open_file(page, "fragment.txt")
    assert page.evaluate("document.documentElement.scrollWidth") == 390


def test_dropped_files_are_taken(page: "Page") -> None:
    """A file that is dropped on the page is uploaded as if it were chosen."""
    content = (FORMATS / "clean.csv").read_text(encoding="utf-8")
    transfer = page.evaluate_handle(
        "text => { const bag = new DataTransfer(); bag.items.add(new File([text], '拖来.csv')); return bag; }", content
    )
    page.dispatch_event("#upload", "drop", {"dataTransfer": transfer})
    page.locator('.file h2:text-is("拖来.csv")').wait_for()


def test_a_dropped_archive_becomes_its_files(page: "Page", tmp_path: Path) -> None:
    """One upload, a row for each file in it; one that is damaged has its reason, and the count does not go astray."""
    archive = tmp_path / "材料.zip"
    archive.write_bytes(
        packed({
            "甲/合计.xlsx": (FORMATS / "pf1_totals.xlsx").read_bytes(),
            "乙/净.docx": (FORMATS / "clean.docx").read_bytes(),
            "坏.xlsx": b"PK\3\4 cut",
        })
    )  # fmt: skip
    page.set_input_files("#file", archive)
    page.locator("#rows tr").nth(2).wait_for()
    page.locator('#status:text-is("已处理完毕，其中 1 个文件没有核对，点开文件看原因。")').wait_for()
    rows = {
        row.locator("th").inner_text(): row.locator(".standing").inner_text() for row in page.locator("#rows tr").all()
    }
    assert rows == {
        "净.docx 材料.zip › 乙": "未发现问题",
        "坏.xlsx 材料.zip": "没有核对",
        "合计.xlsx 材料.zip › 甲": "有错误",
    }
    # The first that could be read is open, below it the way to the next.
    assert page.locator(".file h2").inner_text() == "净.docx 材料.zip › 乙"
    page.get_by_role("link", name="下一个文件 → 坏.xlsx").click()
    page.locator(".box.bad").wait_for()
    open_file(page, "合计.xlsx 材料.zip › 甲")
    assert page.locator(".finding").count() == 5
    with page.expect_download() as download:
        page.locator("a.copy", has_text="批注件").click()
    assert download.value.suggested_filename == "合计.批注件.xlsx"


def test_a_large_archive_shows_how_far_it_is(page: "Page", tmp_path: Path) -> None:
    """Files found and judged are counted, rows come one by one, and those of one verdict can be seen."""
    archive = tmp_path / "多.zip"
    forms = [(FORMATS / "clean.csv").read_bytes(), (FORMATS / "pf1_totals.csv").read_bytes()]
    archive.write_bytes(packed({f"{number:02}.csv": forms[number % 2] for number in range(40)}))
    # The ninth waits until it was looked at.
    page.route("**/row?*", lambda route: held.append(route) if len(held) + len(passed) == 8 else go(route))
    held: list[Any] = []
    passed: list[Any] = []

    def go(route: Any) -> None:
        passed.append(route)
        route.continue_()

    page.set_input_files("#file", archive)
    page.locator('.progress .state:text-is("已核对 39 / 40")').wait_for()
    assert page.locator("#rows tr").count() == 39
    assert page.locator(".file").count() == 1
    assert page.locator(".progress progress").evaluate("bar => [bar.value, bar.max]") == [39, 40]
    held[0].continue_()
    page.locator('#status:text-is("核对完毕")').wait_for()
    assert page.locator("#rows tr").count() == 40
    assert page.locator(".progress li").count() == 0
    page.select_option("#only", "有错误")
    assert page.locator("#rows tr:visible").count() == 20
    assert page.evaluate("document.querySelector('.many').scrollHeight > document.querySelector('.many').clientHeight")


def test_a_file_above_the_limit_is_not_sent(page: "Page") -> None:
    """It is told at once, in megabytes, without the name of any setting, and can be put away."""
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.evaluate(DROP_LARGE)
    refused = page.locator(".progress .failed")
    assert refused.locator(".state").inner_text() == (
        "文件有 33 MB，超过单个文件 32 MB 的上限，没有上传。请只上传自评表，或拆成几个文件。"
    )
    assert (sent, page.locator("#status").inner_text()) == ([], "已核对 0 / 1 个文件")
    refused.get_by_role("button", name="收起 大.pdf").click()
    assert page.locator(".progress li").count() == 0


DROP_LARGE = """() => {
  const bag = new DataTransfer();
  bag.items.add(new File([new Uint8Array(33 * 1048576)], "大.pdf"));
  document.getElementById("upload").dispatchEvent(new DragEvent("drop", { dataTransfer: bag, bubbles: true }));
}"""


def test_an_unknown_layout_shows_what_was_read(page: "Page", tmp_path: Path) -> None:
    """A file without a form that is known says what that may mean, and its table is there to look at."""
    other = tmp_path / "自定.csv"
    other.write_text("绩效内容,计划,完成\n开展培训,12期,10期\n", encoding="utf-8")
    upload(page, other)
    said = page.locator(".box.bad").inner_text()
    assert "它的格式还不认识" in said
    assert page.locator(".read table.form td").all_inner_texts() == [
        "绩效内容",
        "计划",
        "完成",
        "开展培训",
        "12期",
        "10期",
    ]
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    assert page.evaluate(AUDIT) == []


def test_the_profile_is_guessed_and_said(page: "Page", tmp_path: Path) -> None:
    """A form that names its city is judged by its region; with another profile the finding, and the guess, are gone."""
    form = tmp_path / "表.xlsx"
    form.write_bytes(wuhan())
    upload(page, form)
    assert page.locator("#profile").input_value() == "auto"
    assert "主管部门以“武汉市”开头" in page.locator(".form-head").inner_text()
    assert [item.get_attribute("data-rule") for item in page.locator(".finding").all()] == ["PF208"]
    page.select_option("#profile", "national")
    page.wait_for_url("**profile=national**")
    assert "武汉市" not in page.locator(".form-head .meta").inner_text().partition("配置档")[2]
    assert page.locator(".finding").count() == 0


def test_removing_files(page: "Page") -> None:
    """One file, then all of them: the page is empty again, also after a reload."""
    upload(page, FORMATS / "clean.csv", FORMATS / "clean.md")
    page.get_by_role("button", name="移除 clean.csv").click()
    page.locator('.file h2:text-is("clean.md")').wait_for()
    assert page.locator("#rows tr").count() == 1
    page.get_by_role("button", name="全部移除").click()
    page.locator("#intro").wait_for()
    page.reload()
    assert page.locator("#rows tr").count() == 0


def test_the_page_is_readable_to_all(page: "Page") -> None:
    """Every control and image has a name, identifiers are unique, headings do not skip a level, text has contrast."""
    upload(page, FORMATS / "pf1_totals.xlsx", ROOT / "examples" / "fragment.txt")
    open_file(page, "fragment.txt")
    found = page.evaluate(AUDIT)
    assert found == []


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
