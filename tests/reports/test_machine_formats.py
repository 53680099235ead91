"""The formats for programs: valid by their schemas, right at their edges, and nothing that counts left out."""

import csv
import datetime as dt
import io
import json
import re
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest
from lxml import etree

from perflint.documents.model import Address
from perflint.engine.outcome import Waived, Waiver
from perflint.language import Bilingual
from perflint.reports.interface import View, check_report
from perflint.reports.places import relative, uri
from perflint.result import Acceptance, BaselineReport, CheckResult
from tests.reports.conftest import DEVIATION, EXECUTION, FIRST, RULES

SCHEMAS = Path(__file__).parent / "schemas"
VIEW = View(rules=RULES, exit_code=4)

WAIVER = Waiver(
    reason="上级已批复",
    approver="甲科",
    expires=dt.date(2027, 12, 31),
    path="perflint-waivers.yaml",
    address=Address("line", 3, 1),
)
"""A waiver for EXECUTION."""


def settled(result: CheckResult) -> CheckResult:
    """The run with its error waived and its warning in the baseline."""
    page = result.documents[0]
    form = msgspec.structs.replace(page.forms[0], findings=(), waived=(Waived(EXECUTION, WAIVER),), known=(DEVIATION,))
    documents = (msgspec.structs.replace(page, forms=(form, page.forms[1])), *result.documents[1:])
    balance = BaselineReport("base.jsonl", new=0, still=1)
    return CheckResult(documents, result.failures, Acceptance(baseline=balance))


def rendered(name: str, result: CheckResult, view: View = VIEW) -> str:
    """A run in the format called `name`."""
    return check_report(name).render(result, view)


def sarif(result: CheckResult, view: View = VIEW) -> dict[str, Any]:
    """The one run of the SARIF log, after its whole log was found valid."""
    log = json.loads(rendered("sarif", result, view))
    schema = json.loads((SCHEMAS / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)
    run: dict[str, Any] = log["runs"][0]
    return run


def test_sarif_is_valid(result: CheckResult, spotless: CheckResult) -> None:
    """By the official schema, with every kind of outcome and with none; also without rules and in English."""
    for run in (result, spotless, settled(result), CheckResult(())):
        for view in (VIEW, View(language="en"), View(rules=RULES, exit_code=0, base="/elsewhere")):
            assert sarif(run, view)["tool"]["driver"]["name"] == "perflint"


def test_sarif_suppresses_what_was_accepted(result: CheckResult) -> None:
    """A waived finding carries its reason, person and day and the entry's place; one of the baseline is unchanged."""
    known, waived = sarif(settled(result))["results"]
    assert (known["ruleId"], known["baselineState"], known["suppressions"][0]["justification"]) == (
        "PF405", "unchanged", "基线已有",
    )  # fmt: skip
    assert waived["suppressions"][0]["justification"] == "上级已批复（甲科，至 2027-12-31）"
    where = waived["suppressions"][0]["location"]["physicalLocation"]
    assert where == {"artifactLocation": {"uri": "perflint-waivers.yaml"}, "region": {"startLine": 3, "startColumn": 1}}


def test_sarif_says_what_is_new(result: CheckResult) -> None:
    """With a baseline, a finding that it lacks is new; without one there is no state."""
    compared = CheckResult(result.documents, (), Acceptance(baseline=BaselineReport("b", new=2, still=0)))
    assert [entry["baselineState"] for entry in sarif(compared)["results"]] == ["new", "new"]
    assert ["baselineState" in entry for entry in sarif(result)["results"]] == [False, False]


@pytest.mark.parametrize(
    ("path", "base", "shown", "encoded"),
    [
        ("自评 表/一.xlsx", "", "自评 表/一.xlsx", "%E8%87%AA%E8%AF%84%20%E8%A1%A8/%E4%B8%80.xlsx"),
        ("./a.yaml", "", "a.yaml", "a.yaml"),
        ("/repo/forms/a:1#b?.yaml", "/repo", "forms/a:1#b?.yaml", "forms/a%3A1%23b%3F.yaml"),
        ("/repo2/a.yaml", "/repo", "/repo2/a.yaml", "file:///repo2/a.yaml"),
    ],
)
def test_paths_for_programs(path: str, base: str, shown: str, encoded: str) -> None:
    """Relative to where the run began, encoded as a URI; a path elsewhere stays whole."""
    assert (relative(path, base), uri(path, base)) == (shown, encoded)


def junit(result: CheckResult, view: View = VIEW) -> Any:
    """The JUnit document, after it was found valid."""
    document = etree.fromstring(rendered("junit", result, view).encode())
    etree.XMLSchema(etree.parse(SCHEMAS / "junit-10.xsd")).assertValid(document)
    return document


def test_junit_is_valid(result: CheckResult, spotless: CheckResult) -> None:
    """By the schema of Jenkins' plugin, with every kind of outcome and with none."""
    for run in (result, spotless, settled(result), CheckResult(())):
        document = junit(run)
        cases = document.findall(".//testcase")
        assert (document.get("tests"), document.get("errors")) == (
            str(len(cases)),
            str(len(document.findall(".//error"))),
        )


@pytest.mark.parametrize(
    ("fail_on", "failing"),
    [("error", ["PF201"]), ("warning", ["PF201", "PF405"]), ("info", ["PF201", "PF405"]), ("never", [])],
)
def test_junit_fails_where_the_run_fails(result: CheckResult, fail_on: str, failing: list[str]) -> None:
    """A finding below `--fail-on` is output of a case that passed."""
    document = junit(result, View(rules=RULES, fail_on=fail_on))
    assert [case.get("name").split()[0] for case in document.findall(".//testcase[failure]")] == failing


def test_junit_holds_no_character_that_xml_forbids(result: CheckResult) -> None:
    """Control characters and half characters of a form's text show as �, so that the file stays well-formed."""
    page = result.documents[0]
    strange = msgspec.structs.replace(EXECUTION, message=Bilingual("一\x00\ufffe]]>\x1b", ""))
    form = msgspec.structs.replace(page.forms[0], findings=(strange,))
    document = junit(CheckResult((msgspec.structs.replace(page, forms=(form,)),)))
    assert document.find(".//failure").get("message") == "一��]]>�"


def test_junit_tells_what_was_accepted(result: CheckResult) -> None:
    """A waived finding does not fail its case, and the case says why."""
    document = junit(settled(result))
    outputs = [one.text for one in document.findall(".//system-out")]
    assert (len(document.findall(".//failure")), len(outputs)) == (0, 2)
    assert outputs[0].endswith("(已豁免：上级已批复（甲科，至 2027-12-31）)")


def test_github_escapes(result: CheckResult) -> None:
    """Text cannot end a command or begin another: line breaks, percent signs, and in properties colons and commas."""
    page = result.documents[0]
    place = msgspec.structs.replace(FIRST, path="a,b:c%\n::error::.xlsx")
    strange = msgspec.structs.replace(EXECUTION, form=place, message=Bilingual("一%\n::error::二", ""))
    form = msgspec.structs.replace(page.forms[0], findings=(strange,))
    (line,) = rendered("github", CheckResult((msgspec.structs.replace(page, forms=(form,)),))).splitlines()
    assert line == (
        "::error file=a%2Cb%3Ac%25%0A%3A%3Aerror%3A%3A.xlsx,line=1,title=PF201 execution-points::"
        "自评表!J6 年度资金总额·得分：一%25%0A::error::二。改为 9.99。"
    )


def test_github_shows_the_heaviest_first(result: CheckResult) -> None:
    """Of each kind GitHub keeps the first ten, so errors stand before warnings and notices."""
    kinds = [line.split(" ")[0] for line in rendered("github", result).splitlines()]
    assert kinds == sorted(kinds, key=["::error", "::warning", "::notice"].index)


def test_gitlab_fingerprints_are_unique(result: CheckResult) -> None:
    """Two copies of a form give the same findings; in one report each still has its own fingerprint."""
    twice = CheckResult((*result.documents, *result.documents), result.failures)
    issues = json.loads(rendered("gitlab", twice))
    fingerprints = {issue["fingerprint"] for issue in issues}
    assert (len(issues), len(fingerprints)) == (13, 13)
    assert fingerprints > {issue["fingerprint"] for issue in json.loads(rendered("gitlab", result))}


def test_annotations_leave_out_what_was_accepted(result: CheckResult) -> None:
    """What does not count is no annotation: neither on GitHub nor in GitLab's widget."""
    texts = [rendered(name, settled(result)) for name in ("github", "gitlab")]
    assert ["PF201" in text or "PF405" in text for text in texts] == [False, False]


def test_csv_keeps_formulas_from_running(result: CheckResult) -> None:
    """What a spreadsheet would run begins with an apostrophe; plain numbers stay numbers."""
    page = result.documents[0]
    found = ["=1+1", "+8", "-5.5%", "@SUM(A1)", "\tx", "＝1+1", "-x", "1,000"]
    strange = tuple(msgspec.structs.replace(EXECUTION, found=text) for text in found)
    form = msgspec.structs.replace(page.forms[0], findings=strange)
    text = rendered("csv", CheckResult((msgspec.structs.replace(page, forms=(form,)),)))
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [row["填报"] for row in rows] == ["'=1+1", "+8", "-5.5%", "'@SUM(A1)", "'\tx", "'＝1+1", "'-x", "1,000"]


def test_csv_tells_what_was_accepted(result: CheckResult) -> None:
    """Waived findings and those of the baseline are in the table, with their state."""
    rows = list(csv.DictReader(io.StringIO(rendered("csv", settled(result)).removeprefix("\ufeff"))))
    assert [(row["规则编号"], row["状态"]) for row in rows[:2]] == [("PF405", "基线已有"), ("PF201", "已豁免")]


def test_json_lines_are_the_entries_of_the_json(result: CheckResult) -> None:
    """Each line is an entry of the JSON report with its type; the last one is the summary."""
    run = settled(result)
    report = json.loads(rendered("json", run))
    lines = [json.loads(line) for line in rendered("jsonl", run).splitlines()]
    assert lines[-1] == {"type": "summary", "version": 1, **report["summary"]}
    names = {"waived": "waived", "known": "known", "input": "inputs", "error": "errors", "fault": "faults"}
    for kind, name in names.items():
        assert [{"type": kind, **entry} for entry in report[name]] == [line for line in lines if line["type"] == kind]
    assert report["waived"][0]["waiver"] == {
        "reason": "上级已批复",
        "approver": "甲科",
        "expires": "2027-12-31",
        "path": "perflint-waivers.yaml",
        "address": "3:1",
    }


def test_markdown_leaves_no_markup_of_a_form(result: CheckResult) -> None:
    """Pipes, tags, links, code and mentions of a form's text are shown as they are, each finding in one row."""
    page = result.documents[0]
    strange = msgspec.structs.replace(EXECUTION, message=Bilingual("a|b <img src=x>\n[l](u) `c` @all", ""), trace="")
    form = msgspec.structs.replace(page.forms[0], findings=(strange,))
    text = rendered("markdown", CheckResult((msgspec.structs.replace(page, forms=(form,)),)))
    assert r"| a\|b &lt;img src=x&gt; \[l\](u) \`c\` &#64;all<br>" in text


def test_markdown_fits_into_a_comment(result: CheckResult) -> None:
    """What no longer fits is counted."""
    page = result.documents[0]
    forms = tuple(
        msgspec.structs.replace(page.forms[0], ref=msgspec.structs.replace(FIRST, index=index)) for index in range(400)
    )
    text = rendered("markdown", CheckResult((msgspec.structs.replace(page, forms=forms),)))
    (left_out,) = re.findall(r"\*另有 (\d+) 部分写不下\*", text)
    assert (len(text) < 65_536, text.count("\n### ") + int(left_out)) == (True, 400)


def test_markdown_of_a_clean_run(spotless: CheckResult) -> None:
    """A comment on a clean change is short, and says that it is clean."""
    assert rendered("markdown", spotless) == (
        "## perflint\n\n1 个文件，1 张表：错误 0，警告 0，提示 0，规则未判断 0\n\n没有发现问题。\n"
    )
