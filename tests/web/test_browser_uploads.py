"""What becomes of uploads in a real browser: dropped files, archives, files that are too large, unknown layouts."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.documents.test_archive import packed
from tests.web.browsing import AUDIT, FORMATS, NEEDS_CHROMIUM, listed, open_file, upload

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = NEEDS_CHROMIUM


def test_dropped_files_are_taken(page: "Page") -> None:
    """A file that is dropped on the page is uploaded as if it were chosen."""
    content = (FORMATS / "clean.csv").read_text(encoding="utf-8")
    transfer = page.evaluate_handle(
        "text => { const bag = new DataTransfer(); bag.items.add(new File([text], '拖来.csv')); return bag; }", content
    )
    page.dispatch_event("#upload", "drop", {"dataTransfer": transfer})
    page.locator('.file h2:text-is("拖来.csv")').wait_for()


def test_a_dropped_folder_stands_for_its_files(page: "Page") -> None:
    """Files with known endings in it and below; what an office program or a system leaves there is not sent."""
    page.evaluate(DROP_FOLDER, (FORMATS / "clean.csv").read_text(encoding="utf-8"))
    page.locator("#rows tr").nth(1).wait_for()
    page.locator('#status:text-is("核对完毕")').wait_for()
    assert sorted(listed(page)) == ["一.csv", "二.csv"]
    page.evaluate(DROP_FOLDER, "")
    page.locator('#status:text-is("文件夹里没有可以核对的文件。")').wait_for()


DROP_FOLDER = """text => {
  const file = (name) => ({ isFile: true, name, file: (done) => done(new File([text], name)) });
  const folder = (members) => {
    const left = [members, []];
    return { isDirectory: true, name: "夹", createReader: () => ({ readEntries: (done) => done(left.shift()) }) };
  };
  const junk = [file(".DS_Store"), file("~$一.csv"), file("Thumbs.db")];
  const forms = text ? [file("一.csv"), folder([file("二.csv")])] : [];
  const drop = new Event("drop", { bubbles: true, cancelable: true });
  const outer = new File([], "材料");
  drop.dataTransfer = { files: [outer], items: [{ webkitGetAsEntry: () => folder([...junk, ...forms]) }] };
  document.getElementById("upload").dispatchEvent(drop);
}"""


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
    assert listed(page) == {
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
    # The list and the file that is open have a choice each.
    page.locator("#rows tr:visible a[data-file]").first.click()
    page.locator(".file .filters:visible").wait_for()
    page.locator('.file .filters [data-severity="error"]').uncheck()
    assert page.locator(".finding:visible").count() == 0
    assert page.locator("#rows tr:visible").count() == 20
    assert page.evaluate("document.querySelector('.many').scrollHeight > document.querySelector('.many').clientHeight")


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("大.pdf", "文件有 33 MB，超过单个文件 32 MB 的上限，没有上传。请只上传自评表，或拆成几个文件。"),
        ("大.ZIP", "压缩包有 33 MB，超过 32 MB 的上限，没有上传。请解压后把文件夹拖进来，或拆成几个压缩包。"),
    ],
)
def test_a_file_above_the_limit_is_not_sent(page: "Page", name: str, said: str) -> None:
    """It is told at once, in megabytes, without the name of any setting, and can be put away."""
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    page.evaluate(DROP_LARGE, name)
    refused = page.locator(".progress .failed")
    assert refused.locator(".state").inner_text() == said
    assert (sent, page.locator("#status").inner_text()) == ([], "已核对 0 / 1 个文件")
    refused.get_by_role("button", name=f"收起 {name}").click()
    assert page.locator(".progress li").count() == 0


DROP_LARGE = """name => {
  const bag = new DataTransfer();
  bag.items.add(new File([new Uint8Array(33 * 1048576)], name));
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
