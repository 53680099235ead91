"""Findings made by hand, and packages taken apart: what the tests of the copies compare."""

import io
import zipfile
from collections.abc import Mapping

from perflint.documents.model import Address
from perflint.engine.outcome import Finding, FormRef, Operand, Severity
from perflint.language import Bilingual


def sheet(row: int, column: int, name: str = "自评表") -> Address:
    """A cell of a workbook."""
    return Address("sheet", row, column, name)


def cell(table: int, row: int, column: int) -> Address:
    """A cell of a table."""
    return Address("table", row, column, str(table))


def finding(
    address: Address,
    *related: Address,
    code: str = "PF101",
    severity: Severity = "error",
    message: str = "总分填 99 分，相加是 98 分。",
) -> Finding:
    """A finding at an address that rests on others."""
    return Finding(
        code=code,
        rule="total-score-sum",
        severity=severity,
        form=FormRef("a", 0, "道路养护", "project_self_evaluation"),
        message=Bilingual(message, "The total says 99, the sum is 98."),
        why=Bilingual("总分由各项相加。", "The total is a sum."),
        advice=Bilingual("请核对。", "Check it."),
        trace="50 + 48 = 98; 98 ≠ 99",
        field="total.score",
        indicator=None,
        address=address,
        related=tuple(Operand("indicators.0.score", "50", one) for one in related),
        expected="98",
        found="99",
        fingerprint="0",
        fix=None,
    )


NOTE = "【错误 PF101】总分填 99 分，相加是 98 分。\n算式：50 + 48 = 98；98 ≠ 99\n依据：总分由各项相加。\n处理：请核对。"
"""What such a finding without related cells says at its cell."""


def members(data: bytes) -> dict[str, bytes]:
    """The parts of a package, unpacked."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def repacked(data: bytes, changes: Mapping[str, bytes]) -> bytes:
    """The package with some parts replaced or added."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in (members(data) | dict(changes)).items():
            package.writestr(name, content)
    return buffer.getvalue()
