"""`--format NAME[:FILE]`, several in one run: each to its place, none over another or over an input."""

import json
from pathlib import Path

import openpyxl
import pytest

from perflint.reports.interface import CHECK_FORMATS, PACKED_FORMATS
from tests.cli.scene import OWN, Perflint

NAME_A_FILE = "Write --format NAME:FILE, such as --format sarif:out.sarif."
AN_INPUT = "which is one of the inputs and must not be overwritten. Choose another name or folder."
QUIET = (*OWN, "--quiet", "--lang", "en")


def test_several_formats_in_one_run(perflint: Perflint, folder: Path) -> None:
    """One goes to standard output, each of the others whole to its file."""
    files = {name: f"出 {name}.out" for name in CHECK_FORMATS if name != "plain" and name not in PACKED_FORMATS}
    options = [word for name, file in files.items() for word in ("--format", f"{name}:{file}")]
    answer = perflint("check", "broken.yaml", *QUIET, "--format", "plain", *options)
    assert (answer.status, answer.out) == (1, "broken.yaml:7:95: error MY001 points-fit: 61 points of 60\n")
    assert [name for name, file in files.items() if "MY001" not in (folder / file).read_text(encoding="utf-8")] == []


def test_the_help_names_every_format(perflint: Perflint) -> None:
    """The list is written out there, so that help needs no report."""
    words = " ".join(perflint("check", "--help").out.split())
    assert f"：{', '.join(CHECK_FORMATS)} / format" in words


def test_a_file_alone_leaves_standard_output_empty(perflint: Perflint, folder: Path) -> None:
    """Where every format names a file, nothing goes to standard output."""
    answer = perflint("check", "broken.yaml", *QUIET, "-f", "sarif:none/o.sarif")
    assert (answer.status, answer.out, answer.err) == (
        2,
        "",
        "--format “none/o.sarif” cannot be written (No such file or directory).\n",
    )
    answer = perflint("check", "broken.yaml", *QUIET, "-f", "sarif:o.sarif")
    run = json.loads((folder / "o.sarif").read_text(encoding="utf-8"))["runs"][0]
    assert (answer.status, answer.out, run["invocations"]) == (1, "", [{"executionSuccessful": True, "exitCode": 1}])


def test_a_workbook_goes_to_its_file_and_is_no_input_afterwards(perflint: Perflint, folder: Path) -> None:
    """`xlsx` is bytes, by `--format` or `--output`; the next run over the folder passes it over, named it is read."""
    for options, name in ((("-f", "xlsx:问题.xlsx"), "问题.xlsx"), (("-f", "xlsx", "-o", "b.XLSX"), "b.XLSX")):
        answer = perflint("check", "broken.yaml", *QUIET, *options)
        assert (answer.status, answer.out, answer.err) == (1, "", "")
        rows = list(openpyxl.load_workbook(folder / name)["Findings"].iter_rows(min_row=2, values_only=True))
        assert [(row[0], row[5]) for row in rows] == [("broken.yaml", "MY001")]
    (folder / "broken.yaml").rename(folder / "forms.yaml")
    answer = perflint("check", ".", *OWN, "--lang", "en", "-f", "plain")
    assert ("问题.xlsx" in answer.err, "b.XLSX" in answer.err) == (False, False)
    answer = perflint("check", "问题.xlsx", *QUIET)
    assert answer.status == 3


@pytest.mark.parametrize("name", ["perflint.yaml", "w.yaml", "own/error.rule.yaml"])
def test_no_report_takes_the_place_of_what_the_run_goes_by(perflint: Perflint, folder: Path, name: str) -> None:
    """The configuration, the waivers and the rules are as safe as the forms."""
    (folder / "perflint.yaml").write_text("fail-on: warning\n", encoding="utf-8")
    (folder / "w.yaml").write_text("waivers: []\n", encoding="utf-8")
    before = (folder / name).read_bytes()
    answer = perflint("check", "broken.yaml", *QUIET, "--waivers", "w.yaml", "-o", name)
    assert (answer.status, answer.err) == (2, f"--output names “{name}”, {AN_INPUT}\n")
    assert (folder / name).read_bytes() == before


def test_people_are_told_where_reports_went(perflint: Perflint, folder: Path) -> None:
    """Before the counts, on standard error, each file; with --quiet nothing."""
    answer = perflint("check", "clean.yaml", *OWN, "--lang", "zh", "-f", "html:页 一.html", "-f", "csv:a.csv")
    assert answer.err == (
        "报告已写入：页 一.html（html）\n"
        "报告已写入：a.csv（csv）\n"
        "1 个文件，1 张表：错误 0，警告 0，提示 0，规则未判断 0\n"
        "没有发现问题。\n"
    )


def test_output_is_for_the_format_without_a_file(perflint: Perflint, folder: Path) -> None:
    """`--output` goes with the one that names none."""
    answer = perflint("check", "broken.yaml", *QUIET, "-f", "json:a.json", "-f", "plain", "-o", "a.txt")
    assert (answer.status, answer.out, (folder / "a.txt").read_text(encoding="utf-8").count("MY001")) == (1, "", 1)
    assert json.loads((folder / "a.json").read_text(encoding="utf-8"))["summary"]["error"] == 1


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            ("-f", "plain", "-f", "json"),
            f"Only one format can go to standard output, not 2: plain, json. {NAME_A_FILE}",
        ),
        (
            ("-f", "csv:a", "-f", "html:./a"),
            "The formats csv and html would both be written to “a”. Give each a file of its own.",
        ),
        (
            ("-f", "csv:a", "-f", "plain", "-o", "a"),
            "The formats csv and plain would both be written to “a”. Give each a file of its own.",
        ),
        (
            ("-f", "csv:a", "-o", "b"),
            f"Every format names its file; --output is for one that does not. {NAME_A_FILE}",
        ),
        (
            ("-f", "xlsx"),
            "The format xlsx goes to a file. Write --format xlsx:FILE, such as --format xlsx:findings.xlsx.",
        ),
        (("-f", "csv:"), "--format “csv:” names no file behind its colon."),
        (("-f", "cvs:a"), f"--format has no value “cvs”; known are: {', '.join(CHECK_FORMATS)}. Did you mean “csv”?"),
        (
            ("-f", "csv:broken.yaml"),
            f"--format names “broken.yaml”, {AN_INPUT}",
        ),
    ],
    ids=[
        "two on standard output",
        "one file twice",
        "one file twice by --output",
        "idle --output",
        "bytes without a file",
        "no file",
        "unknown",
        "an input",
    ],
)
def test_refused(perflint: Perflint, folder: Path, options: tuple[str, ...], said: str) -> None:
    """A choice that would lose a report or an input is a mistake of the command line; nothing is written."""
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    answer = perflint("check", "broken.yaml", *QUIET, *options)
    assert (answer.status, answer.out, answer.err) == (2, "", f"{said}\n")
    assert {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()} == before


def test_formats_of_the_configuration(perflint: Perflint, folder: Path) -> None:
    """A list of formats; their files are relative to the configuration; the command line replaces them all."""
    (folder / "perflint.yaml").write_text("format: [plain, 'json:出.json']\n", encoding="utf-8")
    answer = perflint("check", "broken.yaml", *QUIET)
    assert answer.out.startswith("broken.yaml:7:95: error MY001")
    (folder / "出.json").rename(folder / "old.json")
    assert perflint("check", "broken.yaml", *QUIET, "-f", "github").out.startswith("::error file=broken.yaml,line=7")
    assert not (folder / "出.json").exists()


@pytest.mark.parametrize(
    ("setting", "said"),
    [
        ("plane", "format has no value “plane”; known are: "),
        ("[plain, 3]", "“format” must be a text or a list of texts."),
        ("[plain, 'csv:']", "format “csv:” names no file behind its colon."),
    ],
)
def test_wrong_formats_of_the_configuration(perflint: Perflint, folder: Path, setting: str, said: str) -> None:
    """A wrong format is told with the line of the configuration."""
    (folder / "perflint.yaml").write_text(f"lang: en\nformat: {setting}\n", encoding="utf-8")
    answer = perflint("check", "broken.yaml", *QUIET)
    assert (answer.status, "perflint.yaml:2:" in answer.err, said in answer.err) == (2, True, True)


def test_reports_in_the_folder_are_no_inputs(perflint: Perflint, folder: Path) -> None:
    """A run over a folder that holds the reports of the last run gives the same, and may write over them."""
    names = ("html", "markdown.md", "json", "csv", "sarif.json", "gitlab.json", "rich.txt", "github.txt", "plain.txt")
    options = [word for name in names for word in ("-f", _to_file(name))]
    (folder / "forms").mkdir()
    (folder / "broken.yaml").rename(folder / "forms" / "broken.yaml")
    first = perflint("check", "forms", *QUIET, "-f", "jsonl", *options)
    assert len(list((folder / "forms").iterdir())) == 10
    assert perflint("check", "forms", *QUIET, "-f", "jsonl", *options) == first
    assert perflint("check", "forms", *QUIET, "-f", "jsonl") == first
    assert first.out.count('"type":"finding"') == 1


def test_what_a_run_uses_or_writes_in_the_folder_is_no_input(perflint: Perflint, folder: Path) -> None:
    """A folder may hold its own rules, baseline, waivers and an empty report; named outright they are inputs."""
    forms = folder / "forms"
    forms.mkdir()
    (folder / "broken.yaml").rename(forms / "broken.yaml")
    (forms / "ok.yaml").write_text("waivers: []\n", encoding="utf-8")
    (forms / "rules").mkdir()
    (folder / "own" / "error.rule.yaml").rename(forms / "rules" / "error.rule.yaml")
    (forms / "clean.txt").write_bytes(b"")
    own = ("--rules", "forms/rules", "--select", "MY001", "--lang", "en", "--format", "plain:forms/clean.txt")
    assert perflint("check", "forms", *own, "--write-baseline", "forms/base.json", "--quiet").status == 0
    (forms / "clean.txt").write_bytes(b"")
    answer = perflint("check", "forms", *own, "--baseline", "forms/base.json", "--waivers", "forms/ok.yaml")
    assert answer.status == 0
    assert "1 file, 1 form: " in answer.err
    assert perflint("check", "forms/ok.yaml", *own, "--quiet").err.startswith("forms/ok.yaml: no performance form")


def test_the_file_that_takes_the_result_is_no_input(process: Perflint, folder: Path) -> None:
    """`> result.json` in the folder that is checked: the shell has made the file before the run begins."""
    (folder / "forms").mkdir()
    (folder / "broken.yaml").rename(folder / "forms" / "broken.yaml")
    answer = process("check", "forms", *QUIET, "-f", "json", stdout="forms/result.json")
    assert (answer.status, answer.err) == (1, "")
    summary = json.loads((folder / "forms" / "result.json").read_text(encoding="utf-8"))["summary"]
    assert (summary["documents"], summary["unreadable"]) == (1, 0)


def test_a_form_is_never_written_over_though_the_folder_was_named(perflint: Perflint, folder: Path) -> None:
    """A file with content that is no report stays an input, and the option that names it is refused."""
    answer = perflint("check", ".", *QUIET, "-f", "csv:broken.yaml")
    assert (answer.status, answer.err) == (2, f"--format names “broken.yaml”, {AN_INPUT}\n")


def _to_file(name: str) -> str:
    report, _, ending = name.partition(".")
    return f"{report}:forms/report-{report}.{ending or report}"
