"""`--format NAME[:FILE]`, several in one run: each to its place, none over another or over an input."""

import json
from pathlib import Path

import pytest

from perflint.reports.interface import CHECK_FORMATS
from tests.cli.scene import OWN, Perflint

NAME_A_FILE = "Write --format NAME:FILE, such as --format sarif:out.sarif."
AN_INPUT = "which is one of the inputs and must not be overwritten. Choose another name or folder."
QUIET = (*OWN, "--quiet", "--lang", "en")


def test_several_formats_in_one_run(perflint: Perflint, folder: Path) -> None:
    """One goes to standard output, each of the others whole to its file."""
    files = {name: f"出 {name}.out" for name in CHECK_FORMATS if name != "plain"}
    options = [word for name, file in files.items() for word in ("--format", f"{name}:{file}")]
    answer = perflint("check", "broken.yaml", *QUIET, "--format", "plain", *options)
    assert (answer.status, answer.out) == (1, "broken.yaml:7:95: error MY001 points-fit: 61 points of 60\n")
    assert [name for name, file in files.items() if "MY001" not in (folder / file).read_text(encoding="utf-8")] == []


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
    options = [word for name in ("html", "markdown.md", "json", "csv", "sarif.json") for word in ("-f", _to_file(name))]
    (folder / "forms").mkdir()
    (folder / "broken.yaml").rename(folder / "forms" / "broken.yaml")
    first = perflint("check", "forms", *QUIET, "-f", "plain", *options)
    assert len(list((folder / "forms").iterdir())) == 6
    assert perflint("check", "forms", *QUIET, "-f", "plain", *options) == first
    assert first.out == "forms/broken.yaml:7:95: error MY001 points-fit: 61 points of 60\n"


def _to_file(name: str) -> str:
    report, _, ending = name.partition(".")
    return f"{report}:forms/report-{report}.{ending or report}"
