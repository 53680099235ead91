"""Whole forms in Word files, from reading to recognition."""

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.document import Document as WordFile

import perflint
from perflint.forms.export import form_to_mapping
from tests.documents.docx_samples import Box, form_boxes, form_docx
from tests.forms.rendering import WIDTH, sample

SHARED = Path(__file__).resolve().parents[2] / ".." / "shared"


def understood(data: bytes) -> list[dict[str, Any]]:
    """The forms as `perflint parse` would print them."""
    parsed = perflint.parse(data)
    return [form_to_mapping(form) for form in parsed.forms]


def saved(file: WordFile) -> bytes:
    buffer = io.BytesIO()
    file.save(buffer)
    return buffer.getvalue()


def by_python_docx(form: dict[str, Any]) -> bytes:
    """The same layout, written by another library."""
    rows = form_boxes(form)
    file = docx.Document()
    file.add_heading(form["title"], 1)
    file.add_paragraph(f"（{form['year']}年度）")
    table = file.add_table(len(rows), WIDTH)
    for number, row in enumerate(rows):
        for box in row:
            merge(table, number, box)
    file.add_paragraph("填报说明：一式两份。")
    return saved(file)


def merge(table: Any, number: int, box: Box) -> None:
    cell = table.cell(number, box.column)
    if box.columns > 1 or box.rows > 1:
        cell = cell.merge(table.cell(number + box.rows - 1, box.column + box.columns - 1))
    cell.text = box.text


@pytest.mark.parametrize("data", [form_docx([sample()]), by_python_docx(sample())], ids=["by hand", "python-docx"])
def test_a_whole_form(data: bytes) -> None:
    """Every field of a form in the national layout comes back, whoever wrote the file."""
    assert understood(data) == [sample()]


def test_several_forms_in_a_file() -> None:
    """Each title begins a form."""
    forms = [sample() | {"project": f"项目{number}"} for number in range(3)]
    assert understood(form_docx(forms)) == forms


def test_addresses_of_fields() -> None:
    """A field is found at its table, row and grid column, however many cells before it are merged."""
    (form,) = perflint.parse(form_docx([sample()])).forms
    addresses = form_to_mapping(form, addresses=True)["addresses"]
    names = (
        "project",
        "unit",
        "budget.total.score",
        "goal.actual",
        "indicators.1.name",
        "indicators.6.score",
        "total.score",
    )
    assert {name: addresses[name] for name in names} == {
        "project": "T1R1C3",
        "unit": "T1R2C7",
        "budget.total.score": "T1R4C9",
        "goal.actual": "T1R9C6",
        "indicators.1.name": "T1R12C4",
        "indicators.6.score": "T1R17C8",
        "total.score": "T1R18C8",
    }


@pytest.mark.skipif(not SHARED.is_dir(), reason="the hand-made truth does not stand beside this checkout")
@pytest.mark.parametrize("name", ["002", "003"])
def test_real_forms(name: str, tmp_path: Path) -> None:
    """Real forms, written as Word tables, come back in every field."""
    forms = json.loads((SHARED / "groundtruth" / f"{name}.json").read_text(encoding="utf-8"))["forms"]
    # Half a form is what page breaks of other formats leave; a Word file has none.
    whole = [form for form in forms if form["complete"]]
    truth, parsed = tmp_path / "truth.json", tmp_path / "parsed.json"
    truth.write_text(json.dumps({"forms": whole}), encoding="utf-8")
    parsed.write_text(json.dumps({"documents": [{"forms": understood(form_docx(whole))}]}), encoding="utf-8")
    command = [sys.executable, str(SHARED / "tools" / "score_parse.py"), str(truth), str(parsed)]
    done = subprocess.run([*command, "--min", "100", "--whole", "-v"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
