"""What `parse` prints: the contract in full, readable YAML, and the way back."""

import json
from typing import Any

import msgspec
import pytest
import ruamel.yaml

from perflint.documents import read_bytes
from perflint.documents.model import Address, Document, Notice
from perflint.errors import EmptyInput
from perflint.forms.model import Refusal
from perflint.forms.structured import form_from_mapping
from perflint.language import Bilingual
from perflint.pipeline import parse
from perflint.reports.form_contract import ParseReportShape
from perflint.reports.interface import View, parse_report
from perflint.result import FailedInput, ParsedDocument, ParseResult

FORM: dict[str, Any] = {
    "kind": "project_self_evaluation",
    "year": "2022",
    "title": "项目支出绩效自评表",
    "project": "办公设备购置",
    "money_unit": "万元",
    "budget": {
        "total": {
            "initial": "20",
            "annual": "20.00",
            "executed": "19.98",
            "weight": "10",
            "rate": "99.90%",
            "score": "9.99",
        }
    },
    "goal": {"expected": "1、购置设备。\n2、按时验收。", "actual": "已完成: 全部"},
    "indicators": [
        {"level1": "产出指标", "level2": "数量指标", "name": "购置数量", "target": "≥20台", "weight": "90", "score": ""}
    ],
    "total": {"weight": "100", "score": "9.99"},
}

YAML = """\
version: 1
documents:
  - path: 采购.yaml
    format: yaml
    forms:
      - kind: project_self_evaluation
        complete: true
        title: 项目支出绩效自评表
        year: 2022
        project: 办公设备购置
        money_unit: 万元
        budget:
          total:
            initial: '20'
            annual: '20.00'
            executed: '19.98'
            weight: '10'
            rate: 99.90%
            score: '9.99'
        goal:
          expected: |-
            1、购置设备。
            2、按时验收。
          actual: '已完成: 全部'
        indicators:
          - level1: 产出指标
            level2: 数量指标
            name: 购置数量
            target: ≥20台
            weight: '90'
            score: ''
        total:
          weight: '100'
          score: '9.99'
"""


def _result() -> ParseResult:
    return ParseResult((ParsedDocument("采购.yaml", "yaml", (form_from_mapping(FORM, path="采购.yaml"),)),))


def test_yaml_in_full() -> None:
    """Printed strings stay strings, sentences of several lines are blocks, empty lists are left out."""
    assert parse_report("yaml").render(_result(), View()) == YAML


def test_json_in_full() -> None:
    """The JSON has the members of the contract in its order, with the address of every field."""
    assert json.loads(parse_report("json").render(_result(), View())) == {
        "version": 1,
        "documents": [
            {
                "path": "采购.yaml",
                "format": "yaml",
                "notices": [],
                "forms": [
                    {
                        **FORM,
                        "complete": True,
                        "year": 2022,
                        "addresses": {
                            path: path
                            for path in (
                                "title",
                                "year",
                                "project",
                                "money_unit",
                                "budget.total.initial",
                                "budget.total.annual",
                                "budget.total.executed",
                                "budget.total.weight",
                                "budget.total.rate",
                                "budget.total.score",
                                "goal.expected",
                                "goal.actual",
                                "indicators.0.level1",
                                "indicators.0.level2",
                                "indicators.0.name",
                                "indicators.0.target",
                                "indicators.0.weight",
                                "indicators.0.score",
                                "total.weight",
                                "total.score",
                            )
                        },
                    }
                ],
                "refused": [],
            }
        ],
        "errors": [],
    }


def test_locations_in_yaml() -> None:
    """`--locations` adds the addresses to the YAML; without it there are none."""
    assert "indicators.0.score: indicators.0.score" in parse_report("yaml").render(_result(), View(locations=True))
    assert "addresses" not in parse_report("yaml").render(_result(), View())


@pytest.mark.parametrize("report", ["yaml", "json"])
@pytest.mark.parametrize("locations", [False, True])
def test_way_back(report: str, *, locations: bool) -> None:
    """What `parse` prints can be parsed again and gives the same output."""
    view = View(locations=locations)
    text = parse_report(report).render(_result(), view)
    again = parse(read_bytes(text.encode(), f"采购.{report}"))
    renamed = ParseResult((msgspec.structs.replace(again, path="采购.yaml", format="yaml"),))
    assert parse_report("yaml").render(renamed, View()) == YAML


def test_output_fits_its_contract() -> None:
    """The JSON decodes as the types that `schema form` describes."""
    report = msgspec.json.decode(parse_report("json").render(_result(), View()), type=ParseReportShape)
    assert [form.project for document in report.documents for form in document.forms] == ["办公设备购置"]


@pytest.mark.parametrize("report", ["yaml", "json"])
def test_what_could_not_be_understood_is_there(report: str) -> None:
    """Refused forms, notices and unreadable inputs are named beside what was understood."""
    notice = Notice(Bilingual("编码存疑", "the encoding is doubtful"), Address("line", 3, 1))
    refusal = Refusal("绩效运行监控表", Bilingual("年中用的表", "a form of the middle of the year"), None)
    failure = FailedInput.of(EmptyInput(Bilingual("文件是空的。", "The file is empty."), path="空.txt"), "空.txt")
    result = ParseResult((ParsedDocument("监控.txt", "text", (), (refusal,), (notice,)),), (failure,))
    text = parse_report(report).render(result, View(language="en"))
    assert _tree(text, report) == {
        "version": 1,
        "documents": [
            {
                "path": "监控.txt",
                "format": "text",
                "notices": [{"message": "the encoding is doubtful", "address": "3:1"}],
                "forms": [],
                "refused": [
                    {
                        "path": "监控.txt",
                        "kind": "绩效运行监控表",
                        "reason": "a form of the middle of the year",
                        "address": None,
                    }
                ],
            }
        ],
        "errors": [{"path": "空.txt", "message": "The file is empty."}],
    }


def _tree(text: str, report: str) -> object:
    if report == "json":
        return json.loads(text)
    return ruamel.yaml.YAML(typ="safe").load(text)


def test_awkward_texts_survive_yaml() -> None:
    """Texts that YAML could take for something else come back as they were printed."""
    texts = [
        "是",
        "yes",
        "1:30",
        "2022-07-01",
        "null",
        "~",
        "# 无",
        "- 项",
        "'引'",
        '"引"',
        "a\nb",
        " 首",
        "0x1F",
        "1_000",
    ]
    data = {
        "project": "甲",
        "indicators": [{"name": text, "target": "1个", "deviation": text} for text in texts],
    }
    form = form_from_mapping(data, path="x.yaml")
    text = parse_report("yaml").render(ParseResult((ParsedDocument("x.yaml", "yaml", (form,)),)), View())
    tree: Any = _tree(text, "yaml")
    names = [indicator.name.text for indicator in form.indicators]
    assert [row["name"] for row in tree["documents"][0]["forms"][0]["indicators"]] == names


def test_document_and_form_are_sources_too() -> None:
    """A form that is in memory needs no reading; a document without forms is understood as such."""
    form = form_from_mapping(FORM, path="采购.yaml")
    assert parse(form) == ParsedDocument("采购.yaml", "form", (form,))
    assert parse(Document("leer.txt", "text")) == ParsedDocument("leer.txt", "text", ())
