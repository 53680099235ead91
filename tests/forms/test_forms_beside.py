"""Forms beside one another in one table, and a table that only repeats its labels."""

from typing import Any

import pytest

import perflint
from perflint.documents import Address, Cell, Document, Row, Table
from perflint.forms.recognise import recognise
from tests.forms.rendering import form_lines, sample

WIDTH = 9


def rows(name: str) -> list[list[str]]:
    """A form as rows of nine texts."""
    lines = form_lines(sample() | {"project": name})
    return [[*line, *[""] * (WIDTH - len(line))] for line in lines]


def recognised(lines: list[list[str]]) -> list[Any]:
    """The forms of one table."""
    table = Table(
        tuple(
            Row(tuple(Cell(text, Address("table", row, at + 1, "1"), at) for at, text in enumerate(line)))
            for row, line in enumerate(lines, 1)
        )
    )
    return list(recognise(Document("a.docx", "docx", (table,))).forms)


@pytest.mark.parametrize("gap", [0, 1])
@pytest.mark.parametrize("names", ["甲乙", "甲乙丙"])
def test_forms_beside_one_another(gap: int, names: str) -> None:
    """Each is found whole, with the addresses of the table, whether a blank column stands between them or not."""
    parts = [rows(name) for name in names]
    found = recognised(
        [[text for line in beside for text in (*line, *[""] * gap)] for beside in zip(*parts, strict=True)]
    )
    assert [form.project.text for form in found] == list(names)
    assert [(form.complete, form.total.score.text, len(form.indicators)) for form in found] == [
        (True, "96.5", 7)
    ] * len(names)
    columns = [form.total.score.address.column for form in found]
    assert columns == [columns[0] + (WIDTH + gap) * number for number in range(len(names))]


def test_a_form_with_its_indicators_twice() -> None:
    """Targets of some years beside those of this year are columns of one form."""
    lines = [["项目支出绩效目标表"], ["项目名称", "甲"], ["项目总预算", "100"]]
    lines.append(["一级指标", "二级指标", "三级指标", "指标值"] * 2)
    for level1, level2, name in (
        ("产出指标", "数量指标", "班次数"), ("产出指标", "质量指标", "合格率"), ("产出指标", "时效指标", "按时率"),
        ("产出指标", "成本指标", "人均费"), ("效益指标", "社会效益指标", "知晓率"), ("满意度指标", "满意度", "满意率"),
    ):  # fmt: skip
        lines.append([level1, level2, name, "≥90%"] * 2)
    assert len(recognised([[*line, *[""] * (8 - len(line))] for line in lines])) <= 1


def test_a_page_with_both() -> None:
    """The same from a web page, under one title over both."""
    pairs = zip(rows("甲"), rows("乙"), strict=True)
    body = "".join(f"<tr>{''.join(f'<td>{text}</td>' for text in left + right)}</tr>" for left, right in pairs)
    forms = perflint.parse(f"<html><table><tr><td colspan=18>自评表汇编</td></tr>{body}</table></html>".encode()).forms
    assert [form.project.text for form in forms] == ["甲", "乙"]
