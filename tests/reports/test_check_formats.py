"""Every format of `check`, over one run, compared with its whole expected text (written down and read by hand)."""

import io
import json
import re
import zipfile
from pathlib import Path

import msgspec
import pytest

from perflint import __version__
from perflint.language import Bilingual, Language
from perflint.reports.closing import closing, notices, troubles
from perflint.reports.findings_contract import FindingsReport
from perflint.reports.interface import CHECK_FORMATS, PACKED_FORMATS, View, check_report, packed_report
from perflint.result import CheckResult
from tests.reports.conftest import RULES

EXPECTED = Path(__file__).parent / "expected"
PROGRAM = View(language="zh", rules=RULES, exit_code=4)


def lasting(text: str) -> str:
    """A report without what changes from version to version: the number itself, the style sheet and the script."""
    text = text.replace(f"perflint {__version__}", "perflint VERSION")
    text = text.replace(f'"semanticVersion": "{__version__}"', '"semanticVersion": "VERSION"')
    text = re.sub(r"(?s)(<(style|script)>).*?(</\2>)", r"\1\3", text)
    return re.sub(r"'sha256-[^']+'", "'sha256-…'", text)


@pytest.mark.parametrize(
    ("report", "view", "expected"),
    [
        ("plain", View(language="zh"), "plain.zh.txt"),
        ("plain", View(language="en"), "plain.en.txt"),
        ("rich", View(language="zh", width=90), "rich.zh.txt"),
        ("rich", View(language="en", width=90, verbose=True), "rich.en.txt"),
        ("json", View(language="zh"), "check.zh.json"),
        ("jsonl", View(language="zh"), "check.zh.jsonl"),
        ("sarif", PROGRAM, "check.zh.sarif"),
        ("junit", PROGRAM, "junit.zh.xml"),
        ("github", PROGRAM, "github.zh.txt"),
        ("gitlab", PROGRAM, "gitlab.zh.json"),
        ("csv", View(language="zh"), "check.zh.csv"),
        ("markdown", View(language="zh"), "markdown.zh.md"),
        ("html", PROGRAM, "page.zh.html"),
    ],
)
def test_whole_report(result: CheckResult, report: str, view: View, expected: str) -> None:
    """A format shows every finding, gap, refusal and fault of a run, in the asked language."""
    # With its own line ends and byte order mark.
    assert lasting(check_report(report).render(result, view)) == (EXPECTED / expected).read_bytes().decode()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_closing_lines(result: CheckResult, language: Language) -> None:
    """The end of a run names what was not judged, counts, and says what to do next."""
    lines = [*troubles(result, language), *closing(result, language)]
    assert "".join(f"{line}\n" for line in lines) == (EXPECTED / f"closing.{language}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("report", ["plain", "rich"])
def test_silence_when_clean(spotless: CheckResult, report: str) -> None:
    """A run without anything to say prints nothing where results go."""
    assert check_report(report).render(spotless, View()) == ""


def test_closing_of_a_clean_run(spotless: CheckResult) -> None:
    """A clean run says so, with its counts."""
    assert list(closing(spotless, "zh")) == ["1 个文件，1 张表：错误 0，警告 0，提示 0，规则未判断 0", "没有发现问题。"]


@pytest.mark.parametrize(
    ("documents", "failures", "said"),
    [
        (False, False, ["没有可读取的文件。"]),
        (False, True, []),
        (True, False, ["没有找到可评判的绩效自评表；用 perflint parse 查看读到了什么。"]),
    ],
    ids=["nothing", "only unreadable", "no form"],
)
def test_closing_without_forms(result: CheckResult, *, documents: bool, failures: bool, said: list[str]) -> None:
    """A run without a form says why, and never that nothing was found."""
    run = CheckResult(result.documents[3:] if documents else (), result.failures if failures else ())
    assert list(closing(run, "zh"))[1:] == said


def test_closing_with_gaps_only(result: CheckResult) -> None:
    """Without findings, but with gaps, the run is not called clean."""
    page = result.documents[0]
    fragment = msgspec.structs.replace(page.forms[1], faults=())
    run = CheckResult((msgspec.structs.replace(page, forms=(fragment,)),))
    assert list(closing(run, "zh")) == [
        "1 个文件，1 张表：错误 0，警告 0，提示 0，规则未判断 4",
        "能判断的部分没有发现问题；其余部分请人工核对。",
    ]


def test_unjudged_forms_of_a_file_share_a_line(result: CheckResult) -> None:
    """Many forms of a kind that no rule is meant for are one line with their numbers."""
    targets = result.documents[1].forms[0]
    second = msgspec.structs.replace(targets, ref=msgspec.structs.replace(targets.ref, index=1))
    run = CheckResult((msgspec.structs.replace(result.documents[1], forms=(targets, second), refusals=()),))
    assert list(troubles(run, "zh")) == ["目标.txt: 第1、2张表: 没有规则适用于这类表，未作任何评判"]


def test_colour_only_where_welcome(result: CheckResult) -> None:
    """Escape sequences occur with colour and never without."""
    assert "\x1b[" in check_report("rich").render(result, View(colour=True))
    assert "\x1b[" not in check_report("rich").render(result, View(colour=False))


def test_chinese_columns_line_up(result: CheckResult) -> None:
    """The right border of every table row stands in the same terminal column, wide characters counting two."""
    from rich.cells import cell_len

    text = check_report("rich").render(result, View(width=90))
    assert {cell_len(line) for line in text.splitlines() if line.endswith(("│", "╮", "┤", "╯"))} == {90}


def test_json_fits_its_contract(result: CheckResult) -> None:
    """The JSON decodes as the types that `schema findings` describes, and the contract's members come first."""
    text = check_report("json").render(result, View())
    report = msgspec.json.decode(text, type=FindingsReport)
    assert [finding.code for finding in report.findings] == ["PF201", "PF405"]
    assert list(json.loads(text))[:4] == ["version", "summary", "findings", "not_evaluated"]


def test_markup_in_texts_is_no_markup(result: CheckResult) -> None:
    """Square brackets and colons of a form's text are shown as they are."""
    page = result.documents[0]
    strange = msgspec.structs.replace(page.forms[0].findings[1], indicator="[red]数量[/red] :smile:")
    form = msgspec.structs.replace(page.forms[0], findings=(strange,))
    run = CheckResult((msgspec.structs.replace(page, forms=(form,)),))
    assert "[red]数量[/red] :smile:" in check_report("rich").render(run, View(width=120))


def test_every_name_has_its_module(spotless: CheckResult) -> None:
    """Each name of the registry leads to a module that renders, to text or to the bytes of a file."""
    for name in CHECK_FORMATS:
        made = (packed_report if name in PACKED_FORMATS else check_report)(name).render(spotless, View())
        assert isinstance(made, bytes if name in PACKED_FORMATS else str), name


def test_notices_of_readers(result: CheckResult) -> None:
    """What a reader wants people to know is said with its place."""
    assert list(notices(result, "zh")) == ["采购.xlsx:旧!A1: 有隐藏的工作表"]


@pytest.mark.parametrize("report", ["plain", "rich"])
def test_texts_do_not_steer_the_terminal(result: CheckResult, report: str) -> None:
    """Control characters of a form's texts are shown as �, so that no form can clear a screen or hide a finding."""
    page = result.documents[0]
    message = Bilingual("数量\x1b[2J\u202e", "")
    strange = msgspec.structs.replace(page.forms[0].findings[1], message=message, indicator="\x9b1m")
    form = msgspec.structs.replace(page.forms[0], findings=(strange,))
    text = check_report(report).render(CheckResult((msgspec.structs.replace(page, forms=(form,)),)), View(width=120))
    assert ("数量�[2J�" in text, any(char in text for char in "\x1b\x9b\u202e")) == (True, False)


# Of severities, states and obstacles, of labels and headings, of places and fields.
CHINESE_WORDS = re.compile(
    "错误|警告|提示|规则未判断|整表未评判|不评判的表|无法读取|没有绩效表|表不完整|新增|已豁免|基线|没有评判|"
    "位置|问题|处理：|依据：|算式：|相关：|共|筛选|按规则|主管部门|第1张表|全年预算数"
)


@pytest.mark.parametrize("name", [name for name in CHECK_FORMATS if name not in PACKED_FORMATS])
def test_english_reports_are_english(result: CheckResult, name: str) -> None:
    """Every word that a format adds is English where English was asked for; texts of forms stay as they are."""
    told = check_report(name).render(result, View(language="en", rules=RULES, exit_code=4))
    assert CHINESE_WORDS.findall(lasting(told)) == []


def test_an_english_workbook_is_english(result: CheckResult) -> None:
    """So are the names of its sheets, its headings and its words; the font of the cells has a Chinese name."""
    with zipfile.ZipFile(io.BytesIO(packed_report("xlsx").render(result, View(language="en", rules=RULES)))) as book:
        told = "".join(book.read(name).decode() for name in book.namelist() if not name.endswith("styles.xml"))
    assert "not evaluated" in told.lower()
    assert CHINESE_WORDS.findall(told) == []
