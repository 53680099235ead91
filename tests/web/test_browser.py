"""The real page in a real browser: what a clerk does with it, by mouse, by keyboard, on a phone."""

from pathlib import Path
from typing import TYPE_CHECKING

from tests.cli.scene import CLEAN
from tests.sources import ROOT
from tests.web.browsing import AUDIT, FORMATS, NEEDS_CHROMIUM, listed, open_file, upload
from tests.web.conftest import Served
from tests.web.test_profiles import wuhan

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = NEEDS_CHROMIUM


def test_files_of_each_kind_and_a_broken_one(page: "Page", tmp_path: Path) -> None:
    """Each has its verdict in the list and its own table; the broken one has its reason."""
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK\x03\x04 cut")
    upload(page, FORMATS / "pf1_totals.xlsx", FORMATS / "pf1_totals.docx", FORMATS / "pf1_totals.pdf", broken)
    assert listed(page) == {
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


def test_a_long_list_can_be_skipped(page: "Page") -> None:
    """A link in front of everything leads to the file that is open; an empty page has none."""
    skip = page.get_by_role("link", name="跳到打开的文件")
    assert skip.count() == 0
    upload(page, FORMATS / "pf1_totals.xlsx")
    skip.focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('results-file').contains(document.activeElement)")


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
    assert "地区配置 北京" in page.locator(".form-head").inner_text()
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
    # The tables' summary is fetched when all files are judged, a moment after the last row.
    page.locator("#overview", has_text=image).wait_for()
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
    assert "武汉市" not in page.locator(".form-head .meta").inner_text().partition("地区配置")[2]
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
