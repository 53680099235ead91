"""The page without a browser: one file that allows only itself, and what was accepted or never counted in its place."""

import base64
import hashlib
import re

import msgspec

import perflint
from perflint.reports.html.assets import asset
from perflint.reports.interface import View, check_report
from perflint.result import Acceptance, BaselineEntry, BaselineReport, CheckResult
from tests.reports.conftest import DEVIATION, RULES
from tests.reports.test_machine_formats import settled


def page(result: CheckResult) -> str:
    """A run as the page."""
    return check_report("html").render(result, View(rules=RULES))


def test_the_policy_allows_what_is_inside_and_nothing_else(result: CheckResult) -> None:
    """Style and script are let in by their hashes; nothing may be loaded, and no attribute holds style or script."""
    text = page(result)
    for tag, directive in (("style", "style-src"), ("script", "script-src")):
        (content,) = re.findall(rf"(?s)<{tag}>(.*?)</{tag}>", text)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{directive} 'sha256-{digest}'" in text
    assert "default-src 'none'" in text
    assert re.findall(r"<(?:img|link|iframe|object)\b|\s(?:style|src|on[a-z]+)=|https?:", text) == []


def test_the_parts_of_the_page_are_data_of_the_package() -> None:
    """Style sheets and script lie beside the code and are found wherever it is installed."""
    assert [name for name in ("form_table.css", "report.css", "report.js") if not asset(name).startswith("/*")] == []


def test_accepted_findings_lead_to_their_cells(result: CheckResult) -> None:
    """Waived and known findings are told with their reason below the others; their cells lead back to them."""
    text = page(settled(result))
    assert "<summary>已豁免或基线已有 2</summary>" in text
    assert "<small>已豁免：上级已批复（甲科，至 2027-12-31）</small>" in text
    assert '<td class="mark accepted" id="c1-1" tabindex=-1 title="PF201 执行率' in text
    assert [text.count(f'href="#{name}"') for name in ("c1-1", "a1-1", "c1-2", "a1-2")] == [1, 1, 1, 1]
    assert '<li class="error zero"><b>0</b> 错误' in text


def test_the_balance_of_a_baseline(result: CheckResult) -> None:
    """What is new, fixed and still there is told, and the fixed ones by name."""
    entry = BaselineEntry(
        fingerprint="f", count=2, code="PF101", rule="total-score-sum", kind="project_self_evaluation", project="图书"
    )
    balance = BaselineReport("b.jsonl", new=2, still=1, fixed=(entry,))
    text = page(CheckResult(result.documents, (), Acceptance(baseline=balance)))
    assert "<p>与基线相比：新增 2，已改 2，仍在 1</p>" in text
    assert "<li>PF101 total-score-sum 图书" in text


def test_findings_about_the_waiver_file_lead_nowhere(result: CheckResult) -> None:
    """No form is drawn for them; their places are words."""
    about = msgspec.structs.replace(DEVIATION, code="PFW01")
    text = page(CheckResult((), (), Acceptance(findings=(about,))))
    assert ("<h2>豁免文件</h2>" in text, "PFW01" in text, 'class="way"' in text) == (True, True, False)


def test_a_form_made_in_memory_has_no_table() -> None:
    """What was never read cannot be drawn; its findings stand all the same."""
    form = perflint.parse(b"kind: project_self_evaluation\nindicators: [{name: A, weight: '10', score: '11'}]\n").forms[
        0
    ]
    result = perflint.check(form, select=["PF301"], keep_documents=True)
    text = page(result)
    assert (text.count('class="entry"'), "没有可画的表格。" in text, 'class="way"' in text) == (1, True, False)
