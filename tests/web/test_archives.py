"""Zip archives on the page and at the interface: the files in them, each with its own fate, within the limits."""

import io
import zipfile
from pathlib import Path
from urllib.parse import unquote

import httpx
import openpyxl
import pytest

from perflint.cli.application import run
from perflint.web.orders import Inside, Look, Unpack, Unpacked, Wish
from perflint.web.pool import LARGE, _is_large
from perflint.web.unpacking import unpack
from tests.documents.test_archive import encrypted, packed
from tests.sources import ROOT
from tests.web.conftest import Served, serving

FORMATS = ROOT / "examples" / "formats"
JSON = {"accept": "application/json"}
TEXT = "指标\t分值\t得分\n".encode()


def example(name: str) -> bytes:
    """One of the example forms."""
    return (FORMATS / name).read_bytes()


MIXED = packed({
    "甲/合计.xlsx": example("pf1_totals.xlsx"),
    "内.ZIP": packed({"净.docx": example("clean.docx"), "深.zip": packed({"x.txt": TEXT})}),
    "../外.txt": TEXT,
    "坏.xlsx": b"PK\3\4 cut",
    "照片.jpg": b"x",
    "~$合计.xlsx": b"x",
})  # fmt: skip


def post(served: Served, address: str, *files: tuple[str, bytes]) -> httpx.Response:
    """Files sent in one request."""
    return served.client.post(address, files=[("file", file) for file in files], headers=JSON)


@pytest.mark.parametrize("command", ["check", "parse"])
def test_the_interface_answers_what_the_command_line_prints(
    served: Served, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, command: str
) -> None:
    """Members, archives inside and faults alike, in the same order and between other files."""
    (tmp_path / "材料.zip").write_bytes(MIXED)
    (tmp_path / "锁.zip").write_bytes(encrypted())
    (tmp_path / "a.csv").write_bytes(example("clean.csv"))
    monkeypatch.chdir(tmp_path)
    names = ("a.csv", "材料.zip", "锁.zip")
    answer = post(served, f"/api/{command}", *((name, Path(name).read_bytes()) for name in names))
    run([command, "--format", "json", "--lang", "zh", *names])
    assert answer.text == capsys.readouterr().out
    assert [entry["path"] for entry in answer.json()["errors"]] == [
        "材料.zip!/../外.txt",
        "材料.zip!/内.ZIP!/深.zip",
        "材料.zip!/坏.xlsx",
        "锁.zip",
    ]


def test_the_page_lists_each_file(served: Served) -> None:
    """A row for each with its verdict; the files are kept by themselves, not their archive as often."""
    before = served.app.state.shelf.size()
    answer = post(served, "/files", ("材料.zip", MIXED))
    assert len(answer.json()["files"]) == 5
    page = served.client.get("/").text
    for name, way, verdict in (
        ("外.txt", "材料.zip › ..", "没有核对"),
        ("净.docx", "材料.zip › 内.ZIP", "未发现问题"),
        ("深.zip", "材料.zip › 内.ZIP", "没有核对"),
        ("坏.xlsx", "材料.zip", "没有核对"),
        ("合计.xlsx", "材料.zip › 甲", "有错误"),
    ):
        shown = f'>{name} <span class="within">{way}</span></a>'
        assert verdict in page.partition(shown)[2][:200], name
    basket = next(iter(served.app.state.shelf._baskets.values()))
    kept = {file.name.rpartition("/")[2]: (file.data, file.member) for file in basket.files.values()}
    assert kept["合计.xlsx"] == (example("pf1_totals.xlsx"), None)
    assert kept["净.docx"] == (example("clean.docx"), None)
    served.client.post("/forget")
    assert served.app.state.shelf.size() == before


def test_the_script_asks_for_one_file_after_the_other(served: Served) -> None:
    """With `later` an archive is only listed; each row says its verdict, the list of those known grows with it."""
    files = post(served, "/files?later=1", ("材料.zip", MIXED)).json()["files"]
    assert [sorted(file) for file in files] == [["id", "name"]] * 5
    assert [file["name"].rpartition("/")[2] for file in files] == [
        "外.txt",
        "净.docx",
        "深.zip",
        "坏.xlsx",
        "合计.xlsx",
    ]
    assert served.client.get("/overview", params={"known": "1"}).text == ""
    rows = [served.client.get(f"/files/{file['id']}/row").json() for file in files[:3]]
    assert [row["read"] for row in rows] == [False, True, False]
    assert "未发现问题" in rows[1]["row"]
    assert served.client.get("/overview", params={"known": "1"}).text.count("data-row=") == 3
    # What nobody asked for yet is judged with the whole list.
    assert served.client.get("/overview").text.count("data-row=") == 5
    assert served.client.get("/files/none/row", headers=JSON).status_code == 404
    # One file by itself has its row and its view at once.
    (single,) = post(served, "/files?later=1", ("a.csv", example("clean.csv"))).json()["files"]
    assert sorted(single) == ["id", "row", "view"]


def test_the_first_file_that_could_be_read_is_opened(served: Served) -> None:
    """Of five files, the first of which has a fault, one view comes with the answer; where none is read, the reason."""
    files = post(served, "/files", ("材料.zip", MIXED)).json()["files"]
    assert [("view" in file) for file in files] == [False, True, False, False, False]
    assert "净.docx" in files[1]["view"]
    files = post(served, "/files", ("坏.zip", packed({"a.xlsx": b"PK\3\4", "b.xlsx": b"PK\3\4"}))).json()["files"]
    assert "这个文件没有核对" in files[0]["view"]


def test_a_file_of_an_archive_has_its_copies(served: Served) -> None:
    """The annotated copy is of the member, under its own name, and reads as the form that it was."""
    files = post(served, "/files", ("材料.zip", packed({"甲/合计.xlsx": example("pf1_totals.xlsx")}))).json()["files"]
    answer = served.client.get(f"/files/{files[0]['id']}/copies/annotated")
    assert unquote(answer.headers["content-disposition"].partition("''")[2]) == "合计.批注件.xlsx"
    assert unquote(answer.headers["perflint-note"]) == "批注 3 处"
    assert openpyxl.load_workbook(io.BytesIO(answer.content)).sheetnames == ["自评表"]
    book = openpyxl.load_workbook(io.BytesIO(served.client.get("/findings.xlsx").content))
    assert {row[0] for row in book["问题"].iter_rows(min_row=2, values_only=True)} == {"材料.zip!/甲/合计.xlsx"}


@pytest.mark.parametrize("name", ["clean.xlsx", "clean.docx", "clean.ods"])
@pytest.mark.parametrize("called", ["表", "表.zip"])
def test_office_files_are_documents(served: Served, name: str, called: str) -> None:
    """Packages are zip files by their making and stay one document, whatever their first member and their name."""
    with zipfile.ZipFile(io.BytesIO(example(name))) as package:
        data = packed({"a.xml": b"<a/>"} | {part: package.read(part) for part in package.namelist()})
    report = post(served, "/api/check", (called, data)).json()
    assert [(one["path"], len(one["forms"])) for one in report["inputs"]] == [(called, 1)]


def test_the_server_opens_nothing(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers list and unpack; the process that listens never has an archive open."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("the server opened a file of a user")

    monkeypatch.setattr(zipfile.ZipFile, "__init__", refuse)
    monkeypatch.setattr("pickle.loads", refuse)
    assert len(post(served, "/files", ("材料.zip", MIXED)).json()["files"]) == 5
    assert post(served, "/api/check", ("材料.zip", MIXED)).json()["summary"]["forms"] == 2


def many(count: int) -> bytes:
    """An archive of small files."""
    return packed({f"{number:05}.txt": TEXT for number in range(count)})


def unread(answer: httpx.Response) -> list[tuple[str, str]]:
    """The inputs that were not read, and the first words of why."""
    return [(entry["path"], entry["message"].partition("：")[0]) for entry in answer.json()["errors"]]


TOO_MANY = "压缩包里可核对的文件太多，没有打开"
TOO_LARGE = "压缩包里的文件太大，没有打开"


def test_limits_of_archives() -> None:
    """What all archives of a request hold and unpack to is bounded; one that does not fit is named, others are read."""
    large = packed({f"{number}.txt": TEXT + b" " * 40_000 for number in range(2)})
    with serving(max_members=5, max_request=100_000, max_file=50_000, workers=1) as served:
        check = "/api/check"
        assert unread(post(served, check, ("a.zip", many(5)))) == []
        assert unread(post(served, check, ("a.zip", many(6)), ("b.csv", example("clean.csv")))) == [("a.zip", TOO_MANY)]
        answer = post(served, check, ("a.zip", many(3)), ("b.zip", many(3)), ("c.zip", many(2)))
        assert (unread(answer), answer.json()["summary"]["documents"]) == ([("b.zip", TOO_MANY)], 5)
        answer = post(served, check, ("a.zip", large), ("b.zip", large))
        assert (unread(answer), answer.json()["summary"]["documents"]) == ([("b.zip", TOO_LARGE)], 2)
        one = packed({"a.txt": b" " * 50_001, "b.txt": TEXT})
        assert unread(post(served, check, ("a.zip", one)))[0][0] == "a.zip!/a.txt"


def test_an_archive_does_not_fill_the_line() -> None:
    """Ten thousand files are refused as a whole; those that are allowed stand in the line a few at a time."""
    with serving(workers=1, queue=20, queue_of_one=20) as served:
        assert unread(post(served, "/api/check", ("a.zip", many(9_999)))) == [("a.zip", TOO_MANY)]
        answer = post(served, "/api/check", ("a.zip", many(60)))
        assert (answer.status_code, answer.json()["summary"]["documents"]) == (200, 60)
        assert len(post(served, "/files", ("a.zip", many(60))).json()["files"]) == 60
        # Another profile asks for all of them anew.
        assert served.client.get("/", params={"profile": "beijing"}).status_code == 200


def test_a_full_line_leaves_nothing() -> None:
    """Where no order can be placed the request is refused with the time to come back, and no file of it is kept."""
    with serving(workers=1, queue=0) as served:
        answer = post(served, "/files", ("a.zip", many(3)))
        assert (answer.status_code, answer.headers["retry-after"]) == (503, "5")
        assert served.app.state.shelf.size() == 0


def test_the_page_has_an_end() -> None:
    """Neither more files nor more bytes than one user may keep come out of an archive."""
    bomb = packed({f"{number}.txt": b" " * 300_000 for number in range(4)})
    with serving(workers=1, max_kept_files=4, keep_bytes=1_000_000) as served:
        answer = post(served, "/files", ("a.zip", many(5)))
        assert (answer.status_code, "4 个文件" in answer.json()["error"]["message"]) == (413, True)
        answer = post(served, "/files", ("a.zip", bomb))
        assert (answer.status_code, "合计不超过" in answer.json()["error"]["message"]) == (413, True)
        assert served.app.state.shelf.size() == 0
        assert len(post(served, "/files", ("a.zip", many(4))).json()["files"]) == 4


def test_what_was_not_taken_stays_said(served: Served) -> None:
    """Under another profile the reason is still there, in the list and in the view."""
    locked = post(served, "/files", ("锁.zip", encrypted()), ("a.csv", example("clean.csv"))).json()["files"][0]["id"]
    for profile in ("auto", "beijing"):
        page = served.client.get("/", params={"profile": profile, "file": locked}).text
        assert page.count("没有核对</span>") == 1
        assert "压缩包设有密码，无法读取。" in page


def test_a_worker_lists_and_does_not_read() -> None:
    """The answer names each file as people see it and as the archive has it; long and unprintable names are tamed."""
    data = packed({"a\n/" + "长" * 300 + ".txt": TEXT, "b.txt": TEXT})
    answer = unpack(Unpack("z.zip", data, 10, 1_000))
    assert isinstance(answer, Unpacked)
    assert answer.members is not None
    first, second = answer.members
    assert first.name == "z.zip!/" + "长" * 196 + ".txt"
    assert first.member == Inside("a\n/" + "长" * 300 + ".txt", len(TEXT))
    assert (second.name, second.failure) == ("z.zip!/b.txt", None)
    assert unpack(Unpack("a.xlsx", example("clean.xlsx"), 10, 1_000)) == Unpacked(None)


def test_a_small_file_of_a_large_archive_is_small() -> None:
    """What counts for the line is the file, not the archive that it comes in."""
    archive = b"x" * LARGE
    sizes = (LARGE - 1, LARGE)
    looks = [Look("a", Wish(), (), data=archive, member=Inside("a", size)) for size in sizes]
    assert [_is_large(look) for look in looks] == [False, True]
