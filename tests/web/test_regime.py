"""The configuration of `perflint check` at the server: the same rules, the same acceptances, the same mistakes."""

import json
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
import typer

from perflint import pipeline
from perflint.choosing import Grounds, Layer, Override
from perflint.cli import acceptances, rulebook
from perflint.cli.application import run
from perflint.cli.session import Session, open_settings
from perflint.web.orders import Wish
from perflint.web.regime import Regime
from tests.cli.scene import BROKEN, CLEAN, RULE
from tests.sources import ROOT
from tests.web.conftest import Served, serving

JSON = {"accept": "application/json"}
CONFIGURATION = """\
rules: [ours]
ignore: [PF6]
params: {PF308: {most: 50}}
severity: {MY001: {to: warning, reason: 试行一年}}
overrides:
  - {paths: "*旧*", profile: national, ignore: [MY001]}
waivers: accepted.yaml
baseline: base.jsonl
"""
WAIVERS = """\
waivers:
  - {rule: PF301, project: 图书采购, reason: 经研究同意, approver: 财务科}
"""
# A project of its own, with the same mistake, which the baseline has.
KNOWN = BROKEN.replace("图书采购", "车辆购置")
FORMS = {"新.yaml": BROKEN, "旧.yaml": BROKEN, "净.yaml": CLEAN, "已知.yaml": KNOWN}


def write(folder: Path) -> None:
    """An office's folder: its own rule, its configuration, what it accepts."""
    (folder / "ours").mkdir()
    (folder / "ours" / "points.yaml").write_text(RULE.format(severity="error", failing=11), encoding="utf-8")
    (folder / "accepted.yaml").write_text(WAIVERS, encoding="utf-8")
    for name, form in FORMS.items():
        (folder / name).write_text(form, encoding="utf-8")
    run(["check", "已知.yaml", "--rules", "ours", "--write-baseline", "base.jsonl", "--quiet"])
    (folder / "perflint.yaml").write_text(CONFIGURATION, encoding="utf-8")


def regime() -> Regime:
    """What `perflint serve` makes of the current folder."""
    settings = open_settings(
        typer.Context(typer.main.get_command(typer.Typer(callback=lambda: None)), obj=Session("zh"))
    )
    grounds = rulebook.grounds_for_forms(settings)
    return Regime(grounds, acceptances.accepted_by(settings, grounds.choice()))


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A server with that configuration, whose files are gone as soon as it has started."""
    folder = tmp_path_factory.mktemp("office")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        write(folder)
        with serving(workers=1, regime=regime()) as served:
            (folder / "ours" / "points.yaml").write_text("code: [", encoding="utf-8")
            yield served


def posted(served: Served, *names: str, **query: str) -> httpx.Response:
    """Forms of the folder, sent to `/api/check`."""
    files = [("file", (name, FORMS[name].encode())) for name in names]
    return served.client.post("/api/check", files=files, params=query)


def found(answer: httpx.Response, *lists: str) -> dict[str, list[str]]:
    """The codes of each list of the report."""
    report: dict[str, Any] = answer.json()
    return {name: sorted(one.get("finding", one)["code"] for one in report[name]) for name in lists}


def test_what_the_command_line_prints(
    office: Served, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """All of the configuration holds; the balance of the waiver file and the baseline is left to `check`."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path)
    capsys.readouterr()
    run(["check", *FORMS, "--format", "json", "--lang", "zh"])
    printed = json.loads(capsys.readouterr().out)
    answered = posted(office, *FORMS).json()
    assert printed.pop("baseline")["still"] > 0
    assert answered.pop("baseline") is None
    assert answered["findings"]
    # Where the file lies is not told to who uploads.
    assert {entry["waiver"]["path"] for entry in answered["waived"]} == {"accepted.yaml"}
    for entry in (*printed["waived"], *answered["waived"]):
        entry["waiver"].pop("path")
    assert answered == printed


def test_each_part_of_the_configuration_holds(office: Served) -> None:
    """Form by form, worked out by hand: MY001 is the own rule, PF301 is waived for one project, PF6 is ignored."""
    lists = ("findings", "waived", "known")
    # 60 of 100 points for one row is above the 50 of the configuration.
    assert found(posted(office, "新.yaml"), *lists) == {
        "findings": ["MY001", "PF308"],
        "waived": ["PF301"],
        "known": [],
    }
    assert found(posted(office, "旧.yaml"), *lists) == {"findings": ["PF308"], "waived": ["PF301"], "known": []}
    assert found(posted(office, "已知.yaml"), *lists) == {
        "findings": [],
        "waived": [],
        "known": ["MY001", "PF301", "PF308"],
    }
    # Full points in every row are noted, as everywhere.
    assert found(posted(office, "净.yaml"), *lists) == {"findings": ["PF107", "PF308"], "waived": [], "known": []}
    assert {one["severity"] for one in posted(office, "新.yaml").json()["findings"] if one["code"] == "MY001"} == {
        "warning"
    }


def test_the_words_of_a_request_stand_for_options(office: Served) -> None:
    """`select` and `ignore` take the place of the configuration's, as options of `check` do."""
    assert found(posted(office, "新.yaml", select="MY001"), "findings") == {"findings": ["MY001"]}
    assert found(posted(office, "旧.yaml", select="MY001"), "findings") == {"findings": []}
    assert "PF601" in found(posted(office, "新.yaml", ignore="MY001"), "findings")["findings"]
    refused = posted(office, "新.yaml", select="PF6")
    assert (refused.status_code, "没有剩下任何规则" in refused.json()["error"]["message"]) == (422, True)


def test_the_page_says_which_rules_are_in_force(office: Served) -> None:
    """The foot of the page and `/api/info` have the same figures; the list of rules has the own one."""
    info = office.client.get("/api/info").json()
    rules = office.client.get("/api/rules").json()
    assert info["rules"] == {"active": len(rules), "own": 1, "adjusted": 2, "overrides": 1}
    assert info["accepted"] == {"waivers": 1, "baseline": 6}
    assert info["profile"] == "auto"
    assert [rule["code"] for rule in rules if not rule["code"].startswith("PF")] == ["MY001"]
    said = office.client.get("/").text.partition('id="in-force"')[2].partition("</p>")[0]
    assert said == (
        f">本服务按 {len(rules)} 条规则核对，其中本单位自定 1 条，2 条的参数或级别由本单位调整，部分文件另有设置，"
        "默认地区配置：自动判断（按各表所在地区），已接受的问题（豁免 1 条、基线 6 处）不计入。"
    )


def test_the_page_shows_what_was_accepted(office: Served) -> None:
    """With the reason and who approved it; a form with nothing else is neither clean nor to be mended."""
    files = [("file", (name, FORMS[name].encode())) for name in ("新.yaml", "已知.yaml")]
    fresh, known = office.client.post("/files", files=files, headers=JSON).json()["files"]
    assert "另有 1 处已被接受，不计入" in fresh["view"]
    assert "已豁免：经研究同意（财务科）" in fresh["view"]
    view = office.client.get(f"/files/{known['id']}").text
    assert "另有 3 处已被接受，不计入" in view
    assert "未发现问题</strong>" not in view
    report = office.client.get("/report.html").text
    assert "经研究同意" in report
    office.client.post("/forget")


@pytest.mark.parametrize(
    ("started", "wish", "name", "guessed"),
    [
        (None, "auto", "beijing", False),
        (None, "hubei", "hubei", False),
        ("hubei", "hubei", "beijing", False),
        ("hubei", "auto", "national", True),
    ],
)
def test_a_profile_that_is_chosen_wins_over_overrides(started: str | None, wish: str, name: str, guessed: bool) -> None:
    """The profile of the start gives way to the override of a path; one that somebody chose does not."""
    grounds = Grounds(Layer(profile=started), overrides=(Override(("a.*",), Layer(profile="beijing")),))
    choice = Regime(grounds).choice(Wish(profile=wish))
    (form,) = pipeline.parse(ROOT / "examples" / "clean.txt").forms
    rules, _ = choice.for_form(msgspec.structs.replace(form, path="a.txt"))
    assert (rules.profile.name, choice.guesses("a.txt")) == (name, guessed)


@pytest.mark.parametrize(
    ("configuration", "files"),
    [
        ("sellect: [PF1]\n", {}),
        ("profile: mars\n", {}),
        ("params: {PF201: {tolerance: viel}}\n", {}),
        ("ignore: [PF999]\n", {}),
        ("select: [PF1]\nignore: [PF1]\n", {}),
        ("rules: [ours]\n", {"ours/a.yaml": "code: [\n"}),
        ("rules: [ours]\n", {"ours/a.yaml": RULE.format(severity="error", failing=11).replace("MY001", "PF101")}),
        ("waivers: w.yaml\n", {"w.yaml": "waivers: [{rule: PF301}]\n"}),
        ("baseline: b.jsonl\n", {"b.jsonl": "<<<<<<< HEAD\n"}),
        ("profile: p.yaml\n", {"p.yaml": "name: p\n"}),
    ],
)
def test_a_mistake_stops_the_start(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    configuration: str,
    files: dict[str, str],
) -> None:
    """Exit 2 and the sentences of `check`, before anything listens and without a trace."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tmp").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "tmp"))
    monkeypatch.setattr(socket.socket, "listen", lambda *_: pytest.fail("it listens"))
    for name, text in {"perflint.yaml": configuration, "form.yaml": CLEAN, **files}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    said = []
    for command in (["check", "form.yaml"], ["serve", "--no-browser"]):
        assert run([*command, "--lang", "zh"]) == 2
        said.append(capsys.readouterr().err)
    assert said[0] == said[1] != ""
    assert list((tmp_path / "tmp").iterdir()) == []
