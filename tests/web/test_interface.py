"""The HTTP interface: what the command line prints, over HTTP, and a sentence for each refusal."""

import json
from typing import Any

import httpx
import pytest

from perflint.cli.application import run
from perflint.documents.limits import MIB, too_large
from perflint.errors import InputTooLarge
from perflint.web.refusals import failed
from tests.sources import ROOT
from tests.web.conftest import Served, serving

FORMATS = ROOT / "examples" / "formats"
NAMES = ("pf1_totals.xlsx", "clean.docx", "beijing.pdf")


def upload(*names: str) -> list[tuple[str, tuple[str, bytes]]]:
    """The files of the examples as parts of a multipart form."""
    return [("file", (name, (FORMATS / name).read_bytes())) for name in names]


def printed(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    """What the command line prints in the folder of the examples."""
    monkeypatch.chdir(FORMATS)
    run([*arguments, "--lang", "zh"])
    return capsys.readouterr().out


def test_check_answers_what_the_command_line_prints(
    served: Served, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same files in the same order give the same bytes, three judged apart or in one run."""
    answer = served.client.post("/api/check", files=upload(*NAMES))
    assert answer.status_code == 200
    assert answer.text == printed(capsys, monkeypatch, "check", "--format", "json", *NAMES)


def test_parse_answers_what_the_command_line_prints(
    served: Served, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`/api/parse` gives the JSON of `perflint parse`."""
    answer = served.client.post("/api/parse", files=upload(*NAMES))
    assert answer.text == printed(capsys, monkeypatch, "parse", "--format", "json", *NAMES)


def test_rules_answer_what_the_command_line_prints(
    served: Served, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """`/api/rules` gives the JSON of `perflint rules`, narrowed or not."""
    assert served.client.get("/api/rules").text == printed(capsys, monkeypatch, "rules", "--format", "json")
    narrowed = served.client.get("/api/rules", params={"select": "PF1", "ignore": "PF101"}).json()
    assert [rule["code"] for rule in narrowed] == ["PF102", "PF103", "PF104", "PF105", "PF106", "PF107"]


def test_a_file_that_cannot_be_read_costs_no_other(served: Served) -> None:
    """It stands under `errors` with its name and the reason; the other file is judged."""
    files = [*upload("clean.xlsx"), ("file", ("坏.xlsx", b"PK\x03\x04 cut"))]
    report = served.client.post("/api/check", files=files, data={"lang": "en"}).json()
    assert [entry["path"] for entry in report["errors"]] == ["坏.xlsx"]
    assert (report["summary"]["documents"], report["summary"]["unreadable"]) == (1, 1)
    assert all(ord(char) < 0x3000 for char in report["errors"][0]["message"])


def test_options_come_from_the_address_or_the_form(served: Served) -> None:
    """`select` narrows alike in the query and in a field."""
    by_query = served.client.post("/api/check", params={"select": "PF104"}, files=upload("pf1_totals.xlsx"))
    by_field = served.client.post("/api/check", data={"select": "PF104"}, files=upload("pf1_totals.xlsx"))
    assert [finding["code"] for finding in by_query.json()["findings"]] == ["PF104"]
    assert by_query.text == by_field.text


def refusal(answer: httpx.Response) -> tuple[int, str]:
    """The status of a refused request and its sentence, which must agree with what the header says."""
    body = answer.json()["error"]
    assert body["status"] == answer.status_code
    return answer.status_code, body["message"]


@pytest.mark.parametrize(
    ("request_", "status", "word"),
    [
        ({"content": b"x"}, 415, "multipart"),
        ({"files": [("other", ("a.txt", b"x"))]}, 422, "file"),
        ({"files": upload("clean.csv"), "data": {"profile": "mars"}}, 422, "shanghai"),
        ({"files": upload("clean.csv"), "data": {"profile": "/etc/passwd.yaml"}}, 422, "shanghai"),
        ({"files": upload("clean.csv"), "data": {"select": "PF999"}}, 422, "PF999"),
        ({"files": upload("clean.csv"), "data": {"lang": "fr"}}, 422, "zh"),
        ({"files": upload(*["clean.csv"] * 51)}, 413, "50"),
        ({"content": b"--x", "headers": {"content-type": "multipart/form-data; boundary=y"}}, 422, "格式"),
        ({"content": b"--x", "headers": {"content-type": "multipart/form-data"}}, 422, "格式"),
    ],
)
def test_a_wrong_request_gets_its_status_and_a_sentence(
    served: Served, request_: dict[str, Any], status: int, word: str
) -> None:
    """No body, no file, too many files, an unknown profile, rule or language; a profile is never a path."""
    found, sentence = refusal(served.client.post("/api/check", **request_))
    assert (found, word in sentence) == (status, True)


def test_limits_of_size_are_kept() -> None:
    """A request above its size is refused as a whole, a file above its own is an error of that file."""
    with serving(max_request=20_000, max_file=4_600, workers=1) as served:
        assert refusal(served.client.post("/api/check", files=[("file", ("a.txt", b"x" * 30_000))]))[0] == 413
        head = b'--y\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        chunks = iter([head, *[b"x" * 5_000] * 6])
        headers = {"content-type": "multipart/form-data; boundary=y"}
        assert refusal(served.client.post("/api/check", content=chunks, headers=headers))[0] == 413
        report = served.client.post("/api/check", files=upload("clean.xlsx", "beijing.xlsx")).json()
        sizes = {name: (FORMATS / name).stat().st_size for name in ("clean.xlsx", "beijing.xlsx")}
        large = [name for name, size in sizes.items() if size > 4_600]
        assert [entry["path"] for entry in report["errors"]] == large


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (too_large("max_bytes", 32 * MIB, "a"), "文件大于 32 MB 的上限，没有读取。"),
        (too_large("max_unpacked", 128 * MIB, "a"), "文件解压后大于 128 MB 的上限，没有读取。"),
        (too_large("max_rows", 250_000, "a"), "行数超过 250000 的上限，没有读取。"),
    ],
)
def test_limits_are_told_in_the_words_of_users(error: InputTooLarge, said: str) -> None:
    """In megabytes, and never with the name of a setting: that is a matter of the administrator."""
    why = failed(error, "a")
    assert why.explain("zh") == f"{said}请只上传自评表，或拆成几个文件；确需核对这样大的文件，请与管理员联系。"
    assert "PERFLINT" not in why.explain("en")


def test_health_and_description(served: Served) -> None:
    """Two workers are up; the description names every address of the interface."""
    health = served.client.get("/api/health").json()
    assert (health["status"], health["workers"]) == ("ok", 2)
    described = served.client.get("/api/openapi.json").json()
    assert sorted(described["paths"]) == [
        "/api/check",
        "/api/health",
        "/api/info",
        "/api/openapi.json",
        "/api/parse",
        "/api/rules",
    ]


def test_answers_say_where_the_time_went(served: Served) -> None:
    """The header Server-Timing has the parts: the line, reading, judging, rendering."""
    header = served.client.post("/api/check", files=upload("clean.xlsx")).headers["server-timing"]
    assert [part.partition(";")[0] for part in header.split(", ")] == ["queue", "read", "judge", "render"]


def test_nothing_of_a_request_stays(served: Served) -> None:
    """The interface keeps no file: the shelf is as full as before."""
    before = served.app.state.shelf.size()
    served.client.post("/api/check", files=upload(*NAMES))
    assert served.app.state.shelf.size() == before


def test_the_page_needs_its_extra(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without starlette `perflint serve` says in one sentence how to install it, and ends with 2."""
    import sys

    for name in [name for name in sys.modules if name.startswith(("perflint.web", "starlette", "uvicorn"))]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "starlette", None)
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    assert run(["serve", "--no-browser", "--lang", "zh"]) == 2
    said = capsys.readouterr().err
    assert 'python -m pip install "perflint[web]"' in said
    assert said.count("\n") == 1


def test_the_log_names_no_file(capsys: pytest.CaptureFixture[str]) -> None:
    """One line of JSON for each request: the pattern of the address, the status, the size; nothing of the document."""
    with serving(log=True, workers=1) as served:
        served.client.post("/files?file=geheim", files=[("file", ("秘密.xlsx", (FORMATS / "clean.xlsx").read_bytes()))])
    lines = [json.loads(line) for line in capsys.readouterr().err.splitlines() if line.startswith("{")]
    posts = [line for line in lines if line["method"] == "POST"]
    assert [(line["route"], line["status"], line["files"]) for line in posts] == [("/files", 303, 1)]
    text = json.dumps(lines, ensure_ascii=False)
    assert "秘密" not in text
    assert "geheim" not in text
    assert "xlsx" not in text
