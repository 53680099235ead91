"""Which rules the page and the interface judge by: as the form suggests, and everywhere the same as was shown."""

import html
import io
import re
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from perflint.choosing import Grounds, Layer
from perflint.cli.application import run
from perflint.web.regime import Regime
from tests.sources import ROOT
from tests.web.conftest import Served, serving

JSON = {"accept": "application/json"}


@cache
def wuhan() -> bytes:
    """A form of Hubei, where execution carries 20 points, with the 10 of the national rules: right there alone."""
    book = openpyxl.load_workbook(ROOT / "examples" / "formats" / "clean.xlsx")
    book["自评表"]["C4"] = "武汉市武昌区城市管理局"
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def profile_and_codes(served: Served, query: dict[str, str]) -> tuple[tuple[str, str | None], list[str]]:
    """By which profile the interface judged the form, with the reason, and what it found."""
    report: dict[str, Any] = served.client.post("/api/check", params=query, files={"file": ("表.xlsx", wuhan())}).json()
    (form,) = report["inputs"][0]["forms"]
    return (form["profile"]["name"], form["profile"]["why"]), [finding["code"] for finding in report["findings"]]


@pytest.mark.parametrize(
    ("query", "profile", "codes"),
    [
        ({}, ("hubei", "主管部门以“武汉市”开头"), ["PF208"]),
        ({"profile": "auto"}, ("hubei", "主管部门以“武汉市”开头"), ["PF208"]),
        ({"profile": "hubei"}, ("hubei", None), ["PF208"]),
        ({"profile": "national"}, ("national", None), []),
    ],
)
def test_the_interface_guesses_unless_told(
    served: Served, query: dict[str, str], profile: tuple[str, str | None], codes: list[str]
) -> None:
    """Without a profile, or with `auto`, the form's own words choose, as on the command line."""
    assert profile_and_codes(served, query) == (profile, codes)


def test_it_guesses_as_the_command_line_does(
    served: Served, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The same bytes as `perflint check --format json`."""
    (tmp_path / "表.xlsx").write_bytes(wuhan())
    monkeypatch.chdir(tmp_path)
    run(["check", "表.xlsx", "--format", "json", "--lang", "zh"])
    assert served.client.post("/api/check", files={"file": ("表.xlsx", wuhan())}).text == capsys.readouterr().out


@pytest.mark.parametrize(("started", "name"), [("national", "national"), ("beijing", "beijing"), ("auto", "hubei")])
def test_the_server_has_a_default(started: str, name: str) -> None:
    """Where a request names no profile, the one of `--profile` holds; a request may still ask for `auto`."""
    with serving(workers=1, regime=Regime(Grounds(Layer(profile=started)))) as served:
        assert profile_and_codes(served, {})[0][0] == name
        assert profile_and_codes(served, {"profile": "auto"})[0][0] == "hubei"
        assert f'<option value="{started}" selected>' in served.client.get("/").text


def test_a_profile_of_ones_own(tmp_path: Path) -> None:
    """The file that the server was started with is a choice beside the others; no other path is."""
    own = tmp_path / "ours.yaml"
    own.write_text("name: ours\ntitle: {zh: 本局, en: our office}\nextends: hubei\n", encoding="utf-8")
    with serving(workers=1, regime=Regime(Grounds(Layer(profile=str(own))))) as served:
        assert profile_and_codes(served, {}) == (("ours", None), ["PF208"])
        assert '<option value="ours" selected>本局</option>' in served.client.get("/").text
        assert str(tmp_path) not in served.client.get("/").text
        other = {"profile": str(tmp_path / "other.yaml")}
        answer = served.client.post("/api/check", params=other, files={"file": ("表.xlsx", wuhan())})
        assert answer.status_code == 422


@pytest.mark.parametrize(
    ("query", "said", "findings"),
    [
        ({"profile": "auto", "lang": "zh"}, "· 自动判断：主管部门以“武汉市”开头<", 1),
        ({"profile": "auto", "lang": "en"}, "· automatic: the department begins with 武汉市<", 1),
        ({"profile": "national", "lang": "zh"}, "· 地区配置 ", 0),
    ],
)
def test_what_is_shown_and_what_is_taken_away_agree(
    served: Served, query: dict[str, str], said: str, findings: int
) -> None:
    """The view says the guess; copies, the report and the workbook are made by the rules of the view."""
    answer = served.client.post("/files", params=query, files={"file": ("表.xlsx", wuhan())}, headers=JSON)
    (file,) = answer.json()["files"]
    assert said in file["view"]
    assert file["view"].count('class="finding ') == findings
    links = [html.unescape(link) for link in re.findall(r'href="(files/[^"]+)"', file["view"])]
    assert [link.partition("?")[2] for link in links] == [f"lang={query['lang']}&profile=auto"] * findings
    for link in links:
        copy = openpyxl.load_workbook(io.BytesIO(served.client.get(f"/{link}").content))
        assert any("PF208" in cell.comment.text for row in copy["自评表"].iter_rows() for cell in row if cell.comment)
    book = openpyxl.load_workbook(io.BytesIO(served.client.get("/findings.xlsx", params=query).content))
    rows = next(iter(book.worksheets)).iter_rows(min_row=2, values_only=True)
    assert [row[5] for row in rows] == ["PF208"] * findings
    report = served.client.get("/report.html", params=query).text
    assert ("PF208" in report) is (findings > 0)


def test_where_no_region_shows(served: Served) -> None:
    """The national rules judge, and the view says that nothing was guessed."""
    data = (ROOT / "examples" / "formats" / "clean.xlsx").read_bytes()
    asked = {"files": {"file": ("表.xlsx", data)}, "headers": JSON}
    auto, named = (
        served.client.post("/files", params={"profile": profile}, **asked).json()["files"][0]["view"]  # type: ignore[arg-type]  # by name
        for profile in ("auto", "national")
    )
    assert "· 自动判断：表中看不出地区<" in auto
    assert "自动判断" not in named


def test_the_choice_is_described(served: Served) -> None:
    """The page has it in its list, the description among the values of `profile`."""
    page = served.client.get("/").text
    assert '<option value="auto" selected>自动判断（按各表所在地区）</option>' in page
    described = served.client.get("/api/openapi.json").json()["paths"]["/api/check"]["post"]["parameters"]
    (values,) = [entry["schema"]["enum"] for entry in described if entry["name"] == "profile"]
    assert values[0] == "auto"
    assert "hubei" in values
    assert len(served.client.get("/api/rules").json()) == len(
        served.client.get("/api/rules", params={"profile": "national"}).json()
    )


def test_an_unknown_profile_stops_the_start(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """`perflint serve --profile` says so before it listens, and leaves nothing behind."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    assert run(["serve", "--no-browser", "--profile", "mars", "--lang", "en"]) == 2
    assert capsys.readouterr().err.startswith("No profile is called mars.")
    assert list(tmp_path.iterdir()) == []
