"""Whole forms through spreadsheets: the same form, whatever the format, and every field of the hand-made truth."""

import json
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from perflint.documents import read_bytes, read_path
from perflint.forms.export import form_to_mapping
from perflint.forms.recognise import recognise
from tests.documents.spreadsheet_samples import ods_of, xlsx_of
from tests.forms.rendering import form_lines, sample

TRUTH = Path(__file__).resolve().parents[2] / ".." / "shared" / "groundtruth"
OLD = Path(__file__).with_name("old_workbook.xls")


def forms_in(data: bytes, name: str) -> list[dict[str, Any]]:
    return [form_to_mapping(form) for form in recognise(read_bytes(data, name)).forms]


@pytest.mark.parametrize("name", ["a.xlsx", "one.xlsx", "a.ods"])
def test_forms_survive(name: str) -> None:
    """Two forms, on a sheet each or below each other on one, come back whole from numbers, rates and merged cells."""
    forms = [sample(), sample() | {"project": "第二个项目"}]
    data = ods_of(forms) if name == "a.ods" else xlsx_of(forms, one_sheet=name == "one.xlsx")
    assert forms_in(data, name) == forms


def test_a_form_over_two_sheets_is_one_form() -> None:
    """The table goes on on the next sheet, with addresses of its own."""
    workbook = Workbook()
    sheets = (workbook.create_sheet("自评表"), workbook.create_sheet("续表"))
    for number, line in enumerate(form_lines(sample())):
        sheets[number >= 13].append(line)
    written = BytesIO()
    workbook.save(written)
    (form,) = recognise(read_bytes(written.getvalue(), "a.xlsx")).forms
    assert form_to_mapping(form) == sample()
    assert str(form.total.score.address) == "续表!H7"  # six of the seven rows, then the total


def test_form_in_an_old_workbook() -> None:
    """The same form from a committed xls."""
    (form,) = recognise(read_path(OLD)).forms
    assert form_to_mapping(form) == sample()
    assert str(form.indicators[0].score.address) == "自评表!H13"


def plain(value: object) -> str:
    """A field as text without white space; a field that the document does not have is blank."""
    return "" if value is None else "".join(str(value).split())


def fields(form: Mapping[str, Any]) -> dict[str, str]:
    """Every field of a true form, or of a read one, by its path."""
    found = {name: plain(form.get(name)) for name in ("year", "project", "department", "unit", "money_unit")}
    for part in ("goal", "total"):
        found |= {f"{part}.{name}": plain(form[part].get(name)) for name in sorted(sample()[part])}
    for key in sample()["budget"]:
        line = form["budget"].get(key, {})
        found |= {f"budget.{key}.{name}": plain(line.get(name)) for name in sample()["budget"]["total"]}
    for number, indicator in enumerate(form["indicators"]):
        found |= {f"{number}.{name}": plain(indicator.get(name)) for name in sample()["indicators"][0]}
    return found


@pytest.mark.parametrize("seed", ["002", "003"])
@pytest.mark.parametrize("name", ["a.xlsx", "one.xlsx", "a.ods"])
def test_every_field_of_the_truth(seed: str, name: str) -> None:
    """Real forms, rendered as a department would keep them, come back with every field right."""
    path = TRUTH / f"{seed}.json"
    if not path.exists():
        pytest.skip("the hand-made truth is not beside this checkout")
    truth: Sequence[Mapping[str, Any]] = json.loads(path.read_text(encoding="utf-8"))["forms"]
    data = ods_of(truth) if name == "a.ods" else xlsx_of(truth, one_sheet=name == "one.xlsx")
    assert [fields(form) for form in forms_in(data, name)] == [fields(form) for form in truth]
