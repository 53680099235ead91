"""The workbook of a run: its sheets, with the rows worked out by hand from the run of conftest.py."""

import io
from pathlib import Path
from typing import Any

import msgspec
import openpyxl

from perflint.documents.model import Address
from perflint.documents.own_reports import is_findings_workbook
from perflint.engine.outcome import Waived, Waiver
from perflint.reports.findings_workbook import render
from perflint.reports.interface import View
from perflint.result import CheckResult
from tests.reports.conftest import DEVIATION, RULES

ADDED = {
    "各表": [
        ("采购.xlsx", "第1张表 办公设备购置", "甲市数据局", 1, 1, 0, 0, 0, None),
        ("采购.xlsx", "第2张表", None, 0, 0, 0, 4, 0, None),
        ("目标.txt", "第1张表 道路养护", None, 0, 0, 0, 0, 0, "是"),
        ("整洁.txt", "第1张表 图书采购", None, 0, 0, 0, 0, 0, None),
    ],
    "按规则": [
        ("PF201", "执行率得分", "错误", 1, 1),
        ("PF405", "overshoot-unexplained", "警告", 1, 1),
    ],
    "已认可": [],
}


def sheets(result: CheckResult) -> dict[str, list[tuple[Any, ...]]]:
    """The rows of every sheet, without the headings."""
    book = openpyxl.load_workbook(io.BytesIO(render(result, View(language="zh", rules=RULES))))
    return {sheet.title: list(sheet.iter_rows(min_row=2, values_only=True)) for sheet in book}


def test_sheets_beside_the_findings(result: CheckResult) -> None:
    """Every form with its counts, clean and unjudged ones too; counts by rule with the titles of the rules."""
    found = sheets(result)
    assert {name: found[name] for name in ADDED} == ADDED
    assert [(row[5], row[12], row[13]) for row in found["问题"]] == [
        ("PF201", "甲市数据局", "f1"),
        ("PF405", "甲市数据局", "f2"),
    ]


def test_what_was_accepted_has_a_sheet(result: CheckResult) -> None:
    """A waived finding does not count; it is listed with the reason, and in the counts of its form."""
    waived = Waived(
        DEVIATION, Waiver(reason="已书面说明", approver="张科长", path="w.yaml", address=Address("line", 2, 3))
    )
    first = result.documents[0]
    form = msgspec.structs.replace(first.forms[0], findings=first.forms[0].findings[:1], waived=(waived,))
    found = sheets(CheckResult(documents=(msgspec.structs.replace(first, forms=(form,)),)))
    said = "完成 30 台，超过目标 20 台的 130%，未说明原因"
    why = "已豁免：已书面说明（张科长）"
    assert found["已认可"] == [("采购.xlsx", "第1张表 办公设备购置", "PF405", said, why, "f2")]
    assert found["各表"][0][3:8] == (1, 0, 0, 0, 1)


def test_its_own_workbook_is_known_again(tmp_path: Path, spotless: CheckResult) -> None:
    """By the first part of the package; other workbooks and what cannot be read are none of perflint's."""
    own = tmp_path / "问题.xlsx"
    own.write_bytes(render(spotless, View()))
    other = tmp_path / "表.xlsx"
    openpyxl.Workbook().save(other)
    assert [is_findings_workbook(str(path)) for path in (own, other, tmp_path / "无.xlsx")] == [True, False, False]
