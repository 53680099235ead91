"""The same thing on many rows is told once to people and each time to programs; what is surely wrong comes first."""

import msgspec
import pytest

from perflint.documents.model import Address
from perflint.engine.outcome import Finding, Severity
from perflint.language import Bilingual
from perflint.reports.grouping import grouped
from perflint.reports.interface import View, check_report
from perflint.result import CheckResult
from tests.reports.conftest import DEVIATION, EXECUTION


def lost(row: int, severity: Severity = "warning", advice: str = "补写原因") -> Finding:
    """Points lost without a reason in a row of the sheet."""
    return msgspec.structs.replace(
        DEVIATION,
        severity=severity,
        message=Bilingual(f"第 {row} 行扣了分", f"row {row} lost points"),
        advice=Bilingual(advice, advice),
        indicator=f"指标{row}",
        address=Address("sheet", row, 12, "自评表"),
        fingerprint=f"r{row}",
    )


def run(result: CheckResult, *findings: Finding) -> CheckResult:
    """A run with one form that has these findings."""
    page = msgspec.structs.replace(result.documents[0], notices=())
    form = msgspec.structs.replace(page.forms[0], findings=findings)
    return CheckResult((msgspec.structs.replace(page, forms=(form,)),))


def shapes(*findings: Finding) -> list[tuple[str, int]]:
    """The entries as code and number of findings."""
    return [(group.first.code, len(group.findings)) for group in grouped(findings)]


def test_four_rows_are_one_entry() -> None:
    """From four rows on; three stay three."""
    assert shapes(lost(1), lost(2), lost(3)) == [("PF405", 1)] * 3
    assert shapes(lost(1), lost(2), lost(3), lost(4)) == [("PF405", 4)]


def test_entries_stand_where_their_first_row_does() -> None:
    """Errors before warnings, otherwise in the order of the paper."""
    other = msgspec.structs.replace(lost(3), code="PF404")
    assert shapes(lost(1), lost(2), other, lost(4), EXECUTION, lost(5)) == [("PF201", 1), ("PF405", 4), ("PF404", 1)]


def test_another_severity_or_reason_is_another_entry() -> None:
    """A rule that speaks of two things does not mix them."""
    errors = [lost(row, "error") for row in range(1, 5)]
    why = [msgspec.structs.replace(lost(row), why=Bilingual("另一条", "another")) for row in range(5, 9)]
    assert shapes(*why, *errors, lost(9)) == [("PF405", 4), ("PF405", 4), ("PF405", 1)]


def test_rich_lists_the_rows(result: CheckResult) -> None:
    """One box with the rows, each with what is wrong there; what to do stands once where it is the same."""
    text = check_report("rich").render(run(result, *(lost(row) for row in range(1, 5)), EXECUTION), View(width=90))
    assert (
        text
        == """\
采购.xlsx ────────────────────────────────────────────────────────────────────────────────

第1张表 办公设备购置  项目支出绩效自评表
╭───────────────────┬───────────────────────┬────────────────────────────────────────────╮
│ 位置              │ 规则                  │ 问题                                       │
├───────────────────┼───────────────────────┼────────────────────────────────────────────┤
│ 自评表!J6         │ 错误 PF201            │ 执行率 99.89% × 10 分应得 9.99 分，填报    │
│ 年度资金总额·得分 │ execution-points      │ 10 分                                      │
│                   │                       │ 算式：51914 ÷ 51970 = 99.8922%, × 10 =     │
│                   │                       │ 9.99 ≠ 10                                  │
│                   │                       │ 依据：预算执行率得分按执行率计算           │
│                   │                       │ 处理：改为 9.99                            │
│                   │                       │ 相关：年度资金总额·全年预算数 51970（自评  │
│                   │                       │ 表!E6）；年度资金总额·全年执行数 51914（自 │
│                   │                       │ 评表!F6）                                  │
├───────────────────┼───────────────────────┼────────────────────────────────────────────┤
│ 共 4 处           │ 警告 PF405            │ 自评表!L1 第 1 行扣了分                    │
│ 偏差原因          │ overshoot-unexplained │ 自评表!L2 第 2 行扣了分                    │
│                   │                       │ 自评表!L3 第 3 行扣了分                    │
│                   │                       │ 自评表!L4 第 4 行扣了分                    │
│                   │                       │ 处理：补写原因                             │
╰───────────────────┴───────────────────────┴────────────────────────────────────────────╯

"""
    )


def test_rows_with_advice_of_their_own_keep_it(result: CheckResult) -> None:
    """Where what to do differs, it stands with each row, in every format for people."""
    found = run(result, *(lost(row, advice=f"补写{row}") for row in range(1, 5)))
    for name in ("rich", "html", "markdown"):
        text = check_report(name).render(found, View(width=90))
        assert [text.count(f"补写{row}") for row in range(1, 5)] == [1] * 4, name


@pytest.mark.parametrize("name", ["plain", "json", "jsonl", "sarif", "junit", "github", "gitlab", "csv"])
def test_programs_get_every_finding(result: CheckResult, name: str) -> None:
    """A line, an entry or a result for each."""
    text = check_report(name).render(run(result, *(lost(row) for row in range(1, 9))), View(fail_on="info"))
    assert [f"第 {row} 行扣了分" in text for row in range(1, 9)] == [True] * 8
    assert "共 8 处" not in text or name == "junit"


def test_the_page_leads_each_row_to_its_cell(result: CheckResult) -> None:
    """One entry with four ways, and each marked cell leads back to it."""
    page = check_report("html").render(run(result, *(lost(row) for row in range(11, 15))), View())
    assert [page.count(f'href="#c1-{number}"') for number in range(1, 5)] == [1] * 4
    # Of the four rows only row 14 is in the sheet of the run.
    assert ('id="c1-4"' in page, page.count('href="#f1-1"')) == (True, 1)


def test_many_findings_are_summed_up_by_rule(result: CheckResult) -> None:
    """From twenty on, the console ends with the rules: errors first, then the commonest."""
    few = check_report("rich").render(run(result, *map(lost, range(1, 19)), EXECUTION), View())
    many = run(result, *map(lost, range(1, 20)), EXECUTION)
    assert "按规则汇总" not in few
    assert check_report("rich").render(many, View()).split("\n\n")[-1] == (
        "按规则汇总\n"
        "  错误        1 处    1 张表  PF201 execution-points\n"
        "  警告       19 处    1 张表  PF405 overshoot-unexplained\n"
    )
    assert check_report("rich").render(many, View(language="en")).split("\n\n")[-1] == (
        "By rule\n"
        "  error       1 in   1 form   PF201 execution-points\n"
        "  warning    19 in   1 form   PF405 overshoot-unexplained\n"
    )
