"""Whole forms printed into PDF over page breaks and read back through the recogniser."""

import json
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from perflint.documents import read_bytes
from perflint.forms.export import form_to_mapping
from perflint.forms.recognise import recognise
from tests.documents.pdf_printing import printed_forms
from tests.documents.pdf_samples import spreadsheet, web_page
from tests.forms.rendering import sample

TRUTH = Path(__file__).resolve().parents[2] / ".." / "shared" / "groundtruth"
SOFFICE = shutil.which("soffice")
# Percent of the fields. Word cuts rows and labels at any line of their text; what such a cut can cost is a few labels.
LEAST = 99.5
LEAST_OFFICE = {"docx": 99.5, "xlsx": 99.5}
LEAST_CUT = 97.5

needs_truth = pytest.mark.skipif(not TRUTH.is_dir(), reason="the hand-made truth does not stand beside this checkout")
needs_office = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice (soffice) is not installed")


def truth(name: str) -> list[dict[str, Any]]:
    """The complete forms of a real text, read by hand."""
    forms = json.loads((TRUTH / f"{name}.json").read_text(encoding="utf-8"))["forms"]
    return [form for form in forms if form["complete"]]


def parsed(data: bytes) -> list[dict[str, Any]]:
    """The forms of a PDF as `perflint parse` prints them."""
    return [form_to_mapping(form) for form in recognise(read_bytes(data, "a.pdf")).forms]


def values(node: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every printed value of a form with its path, without white space."""
    if isinstance(node, Mapping):
        for key, child in node.items():
            if key not in ("id", "lines", "addresses", "source"):
                yield from values(child, f"{path}.{key}")
    elif isinstance(node, list):
        for number, child in enumerate(node):
            yield from values(child, f"{path}.{number}")
    else:
        yield path, "" if node is None else "".join(str(node).split())


def percent_right(expected: Sequence[Mapping[str, Any]], found: Sequence[Mapping[str, Any]]) -> float:
    """How many of the true values stand at their place in the forms read, in percent."""
    assert len(found) == len(expected)
    right = total = 0
    for true, read in zip(expected, found, strict=True):
        got = dict(values(read))
        want = dict(values(true))
        total += len(want)
        right += sum(got.get(path) == text for path, text in want.items())
    return 100 * right / total


def without_blanks(form: Mapping[str, Any]) -> dict[str, str]:
    return {path: text for path, text in values(form) if text}


def test_sample_form() -> None:
    """A form of our own on one page comes back value for value."""
    (form,) = parsed(printed_forms([sample()]))
    assert without_blanks(form).items() >= without_blanks(sample()).items()


@pytest.mark.parametrize("repeat_heading", [False, True])
def test_sample_forms_over_pages(repeat_heading: bool) -> None:
    """Eight forms one below the other, cut by pages at any row, headings repeated or not, come back value for value."""
    forms = [sample() | {"project": f"基层业务培训{number}"} for number in range(8)]
    found = parsed(printed_forms(forms, repeat_heading=repeat_heading))
    assert [
        without_blanks(form).items() >= without_blanks(true).items() for form, true in zip(found, forms, strict=True)
    ] == [True] * 8


@needs_truth
@pytest.mark.parametrize("name", ["002", "003"])
@pytest.mark.parametrize("repeat_heading", [False, True])
def test_truth_printed(name: str, repeat_heading: bool) -> None:
    """Real forms printed over page breaks: nearly every field is right."""
    forms = truth(name)
    assert percent_right(forms, parsed(printed_forms(forms, repeat_heading=repeat_heading))) >= LEAST


@needs_truth
@pytest.mark.parametrize("name", ["002", "003"])
def test_truth_printed_with_rows_cut_by_pages(name: str) -> None:
    """Rows that a page break cuts in two, in any part of the form, are mostly put together again."""
    forms = truth(name)
    assert percent_right(forms, parsed(printed_forms(forms, break_rows=True))) >= LEAST_CUT


@needs_truth
@needs_office
@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_truth_through_office(kind: str, tmp_path: Path) -> None:
    """Real forms as a Word or Excel file, printed into PDF by an office program: nearly every field is right."""
    forms = truth("002") + truth("003")
    if kind == "docx":
        (tmp_path / "form.html").write_text(web_page(forms), encoding="utf-8")
        steps = [("form.html", "odt", "--infilter=HTML (StarWriter)"), ("form.odt", "docx"), ("form.docx", "pdf")]
    else:
        (tmp_path / "form.fods").write_text(spreadsheet(forms), encoding="utf-8")
        steps = [("form.fods", "xlsx:Calc MS Excel 2007 XML"), ("form.xlsx", "pdf")]
    for file, target, *options in steps:
        _convert(tmp_path, file, target, *options)
    assert percent_right(forms, parsed((tmp_path / "form.pdf").read_bytes())) >= LEAST_OFFICE[kind]


def _convert(folder: Path, file: str, target: str, *options: str) -> None:
    assert SOFFICE is not None
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [SOFFICE, "--headless", profile, *options, "--convert-to", target, "--outdir", str(folder), file]
    subprocess.run(command, check=True, capture_output=True, cwd=folder, timeout=120)
