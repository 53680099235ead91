"""A form is the same form in every format: the same fields, the same findings, addresses as each format has them."""

import datetime as dt
import subprocess
import sys
import zipfile
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlrd

import perflint
from perflint import RuleSet, check, load_rules
from perflint.documents import Address, Cell, Document, read_bytes
from perflint.forms.export import form_to_mapping
from tests.examples.expectations import EXAMPLES, FORMATS, expectation_of, finding_keys, format_files, gap_keys

FILES = format_files()
FORMS = ("beijing", "clean", "pf1_totals")
ENDINGS = ("csv", "docx", "html", "md", "ods", "pdf", "xls", "xlsx")
PACKAGES = ("docx", "ods", "xlsx")
each_file = pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)


@pytest.fixture(scope="module")
def rules() -> RuleSet:
    """The rulebook under the national profile, loaded once."""
    return load_rules(profile="national")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that the script has just filled."""
    folder = tmp_path_factory.mktemp("made")
    subprocess.run([sys.executable, EXAMPLES / "make_formats.py", folder], check=True, timeout=120)
    return folder


def fields(path: Path) -> dict[str, Any]:
    """The only form of a file, as `perflint parse` prints it."""
    (form,) = perflint.parse(path).forms
    return form_to_mapping(form)


def cells(document: Document) -> dict[str, Cell]:
    """Every cell of a document by its address."""
    return {str(cell.address): cell for _, row in document.rows() for cell in row.cells}


def test_every_form_is_there_in_every_format() -> None:
    """The folder holds these files and no other."""
    assert [path.name for path in FILES] == sorted(f"{form}.{ending}" for form in FORMS for ending in ENDINGS)


@each_file
def test_the_form_is_that_of_the_text(path: Path) -> None:
    """Field by field the printed strings are those of the text example.

    One difference is legitimate: a PDF does not tell where a line of the goal ends because the cell is full from where
    the writer ended it, so that its lines stay apart; with the breaks left out it is the same text.
    """
    found, expected = fields(path), fields(EXAMPLES / f"{path.stem}.txt")
    if path.suffix == ".pdf":
        for form in (found, expected):
            form["goal"] = {name: text.replace("\n", "") for name, text in form["goal"].items()}
    assert found == expected


@each_file
def test_the_form_is_read_whole_and_without_doubt(path: Path) -> None:
    """The format is told by the content, one form is found, nothing is missing, no notice and no doubt is given."""
    result = perflint.parse(path)
    (form,) = result.forms
    assert (result.format, result.notices, result.refusals) == (path.suffix[1:], (), ())
    assert (form.complete, form.lacks, form.doubts) == (True, (), ())


@each_file
def test_the_findings_are_those_of_the_text(path: Path, rules: RuleSet) -> None:
    """Code, severity, field and indicator of every finding, as worked out by hand for the text; nothing unjudged."""
    result = check(path, rules=rules)
    expected = expectation_of(path)
    assert finding_keys(result) == sorted(finding.key for finding in expected.findings)
    assert gap_keys(result) == [(gap.form, gap.code) for gap in expected.not_evaluated]


@each_file
def test_a_finding_stands_where_its_text_is_printed(path: Path, rules: RuleSet) -> None:
    """The cell at the address of a finding, and at those of its operands, prints the text of the field."""
    printed = cells(read_bytes(path.read_bytes(), path.name))
    result = check(path, rules=rules)
    (checked,) = result.forms
    assert checked.form is not None
    texts = flat(form_to_mapping(checked.form))
    places: list[tuple[str, Address | None]] = [(finding.field, finding.address) for finding in result.findings]
    places += [(operand.field, operand.address) for finding in result.findings for operand in finding.related]
    seen = {field: printed[str(address)].text.replace("\n", "") for field, address in places if address is not None}
    # A heading's weight is printed inside its name.
    texts = {field: field.split(".")[-1] if field.startswith("level1_") else text for field, text in texts.items()}
    assert seen == {field: texts[field] for field in seen}
    assert {finding.field for finding in expectation_of(path).findings} <= seen.keys()


def flat(node: Any, path: str = "") -> dict[str, str]:
    """The texts of a mapping by their dotted paths."""
    if isinstance(node, dict | list):
        items = node.items() if isinstance(node, dict) else enumerate(node)
        return {key: text for name, one in items for key, text in flat(one, f"{path}.{name}".lstrip(".")).items()}
    return {path: str(node)}


@pytest.mark.parametrize(
    ("name", "score", "rate"),
    [
        ("pf1_totals.csv", "pf1_totals!H20", "pf1_totals!H7"),
        ("pf1_totals.docx", "T1R18C8", "T1R5C8"),
        ("pf1_totals.html", "T1R18C8", "T1R5C8"),
        ("pf1_totals.md", "23:29", "10:62"),
        ("pf1_totals.ods", "自评表!H20", "自评表!H7"),
        ("pf1_totals.pdf", "P2R5C8", "P1R5C8"),
        ("pf1_totals.txt", "20:13", "7:45"),
        ("pf1_totals.xls", "自评表!H20", "自评表!H7"),
        ("pf1_totals.xlsx", "自评表!H20", "自评表!H7"),
    ],
)
def test_addresses_are_those_of_the_format(name: str, score: str, rate: str) -> None:
    """The total score and the execution rate, counted by hand: sheet and cell, table, row and column, page, or line.

    The table has 18 rows (3 heads, 5 of funds, 2 of goals, 7 of indicators, the total) under two lines of title; the
    PDF's first page ends with the thirteenth.
    """
    path = (EXAMPLES if name.endswith(".txt") else FORMATS) / name
    (form,) = perflint.parse(path).forms
    assert (str(form.total.score.address), str(form.budget["total"].rate.address)) == (score, rate)


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        ("D7", 1280000, "#,##0.00"),
        ("H7", Decimal("0.99"), "0.00%"),
        ("I7", Decimal("9.9"), "0.00"),
        ("G7", 10, "0"),
        ("F16", Decimal("0.972"), "0.0%"),
        ("E17", "2023年5月31日前", None),
        ("G9", "—", None),
    ],
)
def test_the_workbook_keeps_values_with_formats(cell: str, value: object, code: str | None) -> None:
    """What a clerk sees as 99.00% is 0.99 in the file, so that the reader's formats are put to the test."""
    sheet = openpyxl.load_workbook(FORMATS / "clean.xlsx")["自评表"]
    found = sheet[cell].value
    assert (found if isinstance(found, str) else Decimal(str(found))) == value
    if code:
        assert sheet[cell].number_format == code


def test_the_workbook_has_a_real_date_and_merged_cells() -> None:
    """2023年5月20日 is a day of the workbook's calendar; labels are merged over the rows they stand for."""
    sheet = openpyxl.load_workbook(FORMATS / "clean.xlsx")["自评表"]
    assert (sheet["F17"].value, sheet["F17"].number_format) == (dt.datetime(2023, 5, 20), 'yyyy"年"m"月"d"日"')
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert merged >= {"A1:I1", "C3:I3", "A6:B10", "A11:A12", "A13:A21", "B14:B18", "C14:C15", "A22:F22"}


def test_the_old_workbook_keeps_the_same_values_as_the_new_one() -> None:
    """Row by row what xlrd finds in the xls is what openpyxl finds in the xlsx, with the same merged areas."""
    old = xlrd.open_workbook(str(FORMATS / "clean.xls"), formatting_info=True)
    page, new = old.sheet_by_index(0), openpyxl.load_workbook(FORMATS / "clean.xlsx")["自评表"]
    epoch = dt.datetime(1899, 12, 30)
    values = [[(one - epoch).days if isinstance(one, dt.datetime) else one or "" for one in row] for row in new.values]
    # A blank cell and a zero are told apart by their kinds.
    zeros = [(9, column) for column in (3, 4, 5)]
    assert [page.cell_type(*place) for place in zeros] == [xlrd.XL_CELL_NUMBER] * 3
    assert [[one or "" for one in page.row_values(row)] for row in range(page.nrows)] == values
    areas = {(area.min_row - 1, area.max_row, area.min_col - 1, area.max_col) for area in new.merged_cells.ranges}
    assert set(page.merged_cells) == areas
    codes = {
        old.format_map[old.xf_list[page.cell_xf_index(*place)].format_key].format_str for place in ((6, 3), (6, 7))
    }
    assert codes == {"#,##0.00", "0.00%"}


def test_the_open_spreadsheet_keeps_values_with_types() -> None:
    """The rate is a percentage of 0.99, the date a date, and what is shown stands beside them."""
    with zipfile.ZipFile(FORMATS / "clean.ods") as archive:
        content = archive.read("content.xml").decode()
    assert 'office:value-type="percentage" office:value="0.99"><text:p>99.00%</text:p>' in content
    assert 'office:value-type="date" office:date-value="2023-05-20"><text:p>2023年5月20日</text:p>' in content
    assert 'office:value-type="float" office:value="1280000"><text:p>1,280,000.00</text:p>' in content


@pytest.mark.parametrize("form", FORMS)
def test_the_pdf_goes_on_over_a_page(form: str) -> None:
    """Its indicators stand on two pages, with the merged label of the outputs cut by the break."""
    (read,) = perflint.parse(FORMATS / f"{form}.pdf").forms
    outputs = [one for one in read.indicators if one.dimension == read.indicators[0].dimension]
    pages = [one.score.address.container for one in outputs if one.score.address is not None]
    assert sorted(set(pages)) == ["1", "2"]


def test_the_script_makes_what_is_committed(made: Path) -> None:
    """Running it gives the committed files: text to the byte, packages part by part, a PDF cell by cell.

    Compression may differ between versions of the libraries, what is inside may not.
    """
    assert [path.name for path in sorted(made.iterdir())] == [path.name for path in FILES]
    for path in FILES:
        fresh = (made / path.name).read_bytes()
        assert content(fresh, path.suffix) == content(path.read_bytes(), path.suffix), path.name


def content(data: bytes, suffix: str) -> object:
    """What is in a file, however it is compressed."""
    if suffix[1:] in PACKAGES:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return [(part.filename, part.date_time, archive.read(part)) for part in archive.infolist()]
    return read_bytes(data, "form.pdf").blocks if suffix == ".pdf" else data


@pytest.mark.parametrize("page", ["examples.md", "examples.zh.md"])
def test_the_table_of_contents_names_every_format(page: str) -> None:
    """A row for each format, which ends with the place of the total score of pf1_totals."""
    contents = (EXAMPLES.parent / "docs" / page).read_text(encoding="utf-8")
    rows = {line.split(" | ")[0]: line for line in contents.splitlines() if line.startswith("| `.")}
    assert sorted(rows) == [f"| `.{ending}`" for ending in ENDINGS]
    for ending in ENDINGS:
        (form,) = perflint.parse(FORMATS / f"pf1_totals.{ending}").forms
        assert rows[f"| `.{ending}`"].endswith(f" | `{form.total.score.address}` |")
