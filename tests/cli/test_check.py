"""`perflint check`: what goes in, what is chosen, where the result goes."""

import io
import json
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.cli.scene import BROKEN, OWN, Perflint

LINE = "broken.yaml:7:95: error MY001 points-fit: 得分 61 超过分值 60\n"
COUNTS = "1 个文件，1 张表：错误 1，警告 0，提示 0，规则未判断 0\n规则说明：perflint explain MY001\n"
PLAIN = (*OWN, "--format", "plain")


def test_results_and_summary_go_their_ways(perflint: Perflint) -> None:
    """Findings are on standard output, counts and the next step on standard error."""
    answer = perflint("check", "broken.yaml", *PLAIN)
    assert (answer.out, answer.err) == (LINE, COUNTS)


def test_console_report_in_full(perflint: Perflint) -> None:
    """Without a format the console report is drawn, plain where nobody looks at it."""
    answer = perflint("check", "broken.yaml", "clean.yaml", *OWN)
    assert answer.out == (
        "broken.yaml ────────────────────────────────────────────────────────────────────────────────────────\n"
        "\n"
        "第1张表 图书采购  项目支出绩效自评表\n"
        "╭───────────────┬────────────┬─────────────────────────────────────────────────────────────────────╮\n"
        "│ 位置          │ 规则       │ 问题                                                                │\n"
        "├───────────────┼────────────┼─────────────────────────────────────────────────────────────────────┤\n"
        "│ 第7行第95字   │ 错误 MY001 │ 得分 61 超过分值 60                                                 │\n"
        "│ 购置数量·得分 │ points-fit │ 依据：得分不得超过分值                                              │\n"
        "│               │            │ 处理：请核对得分                                                    │\n"
        "│               │            │ 相关：分值 60（第7行）                                              │\n"
        "╰───────────────┴────────────┴─────────────────────────────────────────────────────────────────────╯\n"
        "\n"
    )


def test_quiet_says_only_what_went_wrong(perflint: Perflint) -> None:
    """`--quiet` drops the counts, never the names of what could not be judged."""
    assert perflint("check", "broken.yaml", *PLAIN, "-q").err == ""
    assert perflint("check", "clean.yaml", "empty.txt", "letter.txt", *PLAIN, "-q").err == (
        "empty.txt: 无法读取: 文件是空的，没有可检查的内容。\nletter.txt: "
        "没有认出绩效表；如果有，请用 perflint parse --tables 看读到了什么\n"
    )


def test_verbose_shows_clean_forms(perflint: Perflint) -> None:
    """`--verbose` lists forms without findings as well."""
    assert "第1张表 办公设备购置  项目支出绩效自评表  未发现问题\n" in perflint("check", "clean.yaml", *OWN, "-v").out
    assert perflint("check", "clean.yaml", *OWN).out == ""
    assert perflint("check", "clean.yaml", *PLAIN, "-v").out == "clean.yaml:第1张表 办公设备购置: clean: 未发现问题\n"


def test_json_on_standard_output(perflint: Perflint) -> None:
    """JSON names findings, inputs and errors of the run."""
    answer = perflint("check", "broken.yaml", "empty.txt", *OWN, "--format", "json")
    report = json.loads(answer.out)
    assert {key: report["findings"][0][key] for key in ("code", "path", "address", "expected", "found")} == {
        "code": "MY001",
        "path": "broken.yaml",
        "address": "7:95",
        "expected": "60",
        "found": "61",
    }
    assert [entry["path"] for entry in report["errors"]] == ["empty.txt"]


@pytest.mark.parametrize(
    "paths",
    [["broken.yaml"], ["brok*.yaml"], ["./broken.yaml", "broken.yaml"], ["forms"], ["-"]],
    ids=["file", "glob", "twice", "folder", "standard input"],
)
def test_every_kind_of_path(
    perflint: Perflint, folder: Path, monkeypatch: pytest.MonkeyPatch, paths: list[str]
) -> None:
    """Files, globs, folders and standard input give the same finding, each input once."""
    (folder / "forms" / "2022").mkdir(parents=True)
    (folder / "forms" / "2022" / "form.yaml").write_text(BROKEN, encoding="utf-8")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(BROKEN.encode())))
    answer = perflint("check", *paths, *PLAIN)
    assert (answer.status, answer.out.count("error MY001"), answer.err) == (1, 1, COUNTS)


def test_files_that_a_folder_passes_over_are_counted_by_their_endings(perflint: Perflint, folder: Path) -> None:
    """Files of endings that no reader knows are one line on standard error, for a folder only."""
    (folder / "forms").mkdir()
    (folder / "forms" / "form.yaml").write_text(BROKEN, encoding="utf-8")
    for name in ("photo.jpg", "form.dwg", "other.dwg", "readme"):
        (folder / "forms" / name).write_bytes(b"x")
    said = "文件夹里另有 4 个文件因后缀不认识而没有读（.dwg 2、无后缀 1、.jpg 1）；要核对其中的，请直接写出文件名。\n"
    assert perflint("check", "forms", *PLAIN).err == said + COUNTS
    assert perflint("check", "forms/form.yaml", *PLAIN).err == COUNTS
    assert perflint("check", "forms", *PLAIN, "-q").err == ""


def test_an_ofd_file_in_a_folder_is_unread_and_not_passed_over(perflint: Perflint, folder: Path) -> None:
    """A form may be in it, so that a folder with one is never clean."""
    (folder / "forms").mkdir()
    with ZipFile(folder / "forms" / "form.ofd", "w") as package:
        package.writestr("OFD.xml", "<ofd/>")
    answer = perflint("check", "forms", *PLAIN, "-q")
    assert answer.status == 4
    assert "OFD" in answer.out + answer.err


def test_english(perflint: Perflint, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--lang` decides, before the locale."""
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    answer = perflint("check", "broken.yaml", *PLAIN, "--lang", "en")
    assert (answer.out, answer.err) == (
        "broken.yaml:7:95: error MY001 points-fit: 61 points of 60\n",
        "1 file, 1 form: 1 error, 0 warnings, 0 info, 0 not evaluated\nAbout a rule: perflint explain MY001\n",
    )


def test_output_file(perflint: Perflint, folder: Path) -> None:
    """The result is in the file, standard output is empty, the summary is where it always is."""
    answer = perflint("check", "broken.yaml", *PLAIN, "--output", "结果.txt")
    assert (answer.status, answer.out, answer.err) == (1, "", COUNTS)
    assert (folder / "结果.txt").read_text(encoding="utf-8") == LINE


def test_output_never_replaces_an_input(perflint: Perflint, folder: Path) -> None:
    """A result that would overwrite an input is refused before anything is written."""
    answer = perflint("check", "broken.yaml", *PLAIN, "--output", "./broken.yaml")
    assert (answer.status, answer.out) == (2, "")
    assert (folder / "broken.yaml").read_text(encoding="utf-8") == BROKEN


@pytest.mark.parametrize(
    ("variable", "options", "coloured"),
    [
        ("FORCE_COLOR", (), True),
        ("NO_COLOR", (), False),
        ("FORCE_COLOR", ("--output", "result.txt"), False),
    ],
)
def test_colour(
    perflint: Perflint,
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    variable: str,
    options: tuple[str, ...],
    *,
    coloured: bool,
) -> None:
    """FORCE_COLOR colours a pipe, NO_COLOR and a file never are coloured."""
    monkeypatch.setenv(variable, "1")
    out = perflint("check", "broken.yaml", *OWN, *options).out
    written = folder / "result.txt"
    text = written.read_text(encoding="utf-8") if options else out
    assert ("得分 61" in text, "\x1b[" in text) == (True, coloured)


def test_configuration_holds_and_the_command_line_wins(perflint: Perflint, folder: Path) -> None:
    """What perflint.yaml sets holds until an option says otherwise."""
    settings = "rules: own/warning.rule.yaml\nselect: MY001\nfail-on: warning\nformat: plain\nlang: en\n"
    (folder / "perflint.yaml").write_text(settings, encoding="utf-8")
    answer = perflint("check", "broken.yaml", "-q")
    assert (answer.status, answer.out) == (1, "broken.yaml:7:95: warning MY001 points-fit: 61 points of 60\n")
    answer = perflint("check", "broken.yaml", "-q", "--fail-on", "error", "--lang", "zh")
    assert (answer.status, answer.out) == (0, "broken.yaml:7:95: warning MY001 points-fit: 得分 61 超过分值 60\n")


def test_wrong_configuration(perflint: Perflint, folder: Path) -> None:
    """A mistake in the configuration stops the run with its place."""
    (folder / "perflint.yaml").write_text("selct: PF1\n", encoding="utf-8")
    answer = perflint("check", "broken.yaml")
    assert (answer.status, answer.out, answer.err) == (
        2,
        "",
        f"{folder / 'perflint.yaml'}:1:1: 不认识的配置项“selct”。是否指“select”？\n    selct: PF1\n    ^^^^^\n",
    )


def test_ignore_wins_over_select(perflint: Perflint) -> None:
    """An ignored rule is not judged; where then no rule is left, the command line is at fault."""
    answer = perflint("check", "broken.yaml", *PLAIN, "--ignore", "points-fit")
    assert (answer.status, answer.out, answer.err) == (
        2,
        "",
        (
            "选用（select）与排除（ignore）之后没有剩下任何规则，无从核对。"
            "请改动二者之一；试行的规则写全编号或名称才会启用。\n"
        ),
    )


def test_forms_beside_the_selection_are_passed_over(perflint: Perflint) -> None:
    """A form that none of the selected rules is meant for is counted, and neither a trouble nor called clean."""
    answer = perflint("check", "targets.yaml", *PLAIN)
    assert (answer.status, answer.out, answer.err) == (
        0,
        "",
        (
            "1 个文件，1 张表：错误 0，警告 0，提示 0，规则未判断 0，所选规则不适用的表 1\n"
            "所选规则都不适用于这些表，没有核对任何内容。\n"
        ),
    )
    assert perflint("check", "targets.yaml", "broken.yaml", *PLAIN).status == 1
    assert perflint("check", "targets.yaml", *PLAIN, "-v").out == (
        "targets.yaml:第1张表 道路养护: passed-over: 所选规则不适用于这类表，略过\n"
    )


def test_a_form_that_no_rule_at_all_is_meant_for_is_not_judged(perflint: Perflint, folder: Path) -> None:
    """Without a selection by the user there must be a rule for every form: silence would read as clean."""
    everything_else = ",".join(f"PF{family}" for family in range(1, 8))
    options = ("--rules", "own/error.rule.yaml", "--ignore", everything_else, "--format", "plain", "-q")
    answer = perflint("check", "targets.yaml", *options)
    line = "targets.yaml:第1张表 道路养护: not-judged: 没有规则适用于这类表，未作任何评判\n"
    assert (answer.status, answer.out) == (4, line)


@pytest.mark.parametrize("select", ["my001", "MY001", "Points-Fit", "my"])
def test_selectors_and_profiles_in_any_case(perflint: Perflint, select: str) -> None:
    """Codes, names, families and profiles are known in capitals and without."""
    options = ("--rules", "own/error.rule.yaml", "--select", select, "--profile", "Shanghai", "--format", "plain")
    assert perflint("check", "broken.yaml", *options).out == LINE


def test_parsed_form_is_checked_like_its_source(perflint: Perflint, folder: Path) -> None:
    """What `parse` prints is valid input to `check` and gives the same verdict."""
    (folder / "again.yaml").write_text(perflint("parse", "broken.yaml").out, encoding="utf-8")
    answer = perflint("check", "again.yaml", *PLAIN)
    assert (answer.status, answer.out.count("得分 61 超过分值 60")) == (1, 1)
