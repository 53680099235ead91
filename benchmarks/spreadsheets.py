"""Spreadsheets: reading and checking workbooks beside openpyxl, which most programs would read them with."""

import io
import re
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from xml.sax.saxutils import escape

import perflint
from benchmarks.clock import beside, process_seconds
from benchmarks.figures import Figure
from benchmarks.generated import form_text
from benchmarks.memory import peak_of
from benchmarks.starting import LIBRARIES
from perflint import pipeline
from perflint.documents import read_bytes

FORMS = 50
COLUMNS = "ABCDEFGHI"
SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KINDS = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# Cell styles by what they show: text, plain numbers, amounts, rates.
TEXT, PLAIN, AMOUNT, RATE = 1, 1, 2, 3
# Empty cells carry borders, as they do in every printed form.
BLANK = 1
STYLES = (
    f'<styleSheet xmlns="{SPACE}"><fonts count="1"><font><sz val="11"/><name val="宋体"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="2"><border><left/><right/><top/><bottom/></border><border><left style="thin"/>'
    '<right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4">'
    + "".join(
        f'<xf numFmtId="{code}" fontId="0" fillId="0" borderId="{border}" xfId="0" applyAlignment="1">'
        '<alignment horizontal="center" vertical="center" wrapText="1"/></xf>'
        for code, border in ((0, 0), (0, 1), (4, 1), (10, 1))
    )
    + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def measure(repeat: int, files: int) -> Iterator[Figure]:
    """Times in ms and their ratio to openpyxl's, a whole process over one small file, and the peak over many."""
    # Here, so that the other parts run without it.
    import openpyxl

    data = workbook(FORMS)
    rules = pipeline.choose_rules()
    forms = perflint.parse(data).forms
    if len(forms) != FORMS or not all(form.complete for form in forms):
        raise RuntimeError(f"{len(forms)} of {FORMS} forms were recognised")
    taken = beside(
        {
            "openpyxl": lambda: openpyxl.load_workbook(io.BytesIO(data)),
            "read": partial(read_bytes, data, "a.xlsx"),
            "check": partial(perflint.check, data, rules=rules, keep_forms=False),
        },
        repeat,
    )
    yield Figure(f"openpyxl.load_workbook, {FORMS} forms", taken["openpyxl"] * 1000, "ms")
    yield Figure(f"reading alone, xlsx of {FORMS} forms", taken["read"] * 1000, "ms")
    yield Figure(f"whole check, xlsx of {FORMS} forms", taken["check"] * 1000, "ms")
    yield Figure("reading ÷ openpyxl.load_workbook", taken["read"] / taken["openpyxl"], "×")
    yield Figure("whole check ÷ openpyxl.load_workbook", taken["check"] / taken["openpyxl"], "×", 0.2)
    with tempfile.TemporaryDirectory() as folder:
        one = Path(folder) / "one.xlsx"
        one.write_bytes(workbook(1))
        program = [sys.executable, "-m", "perflint", "check", "--fail-on", "never", str(one)]
        times = process_seconds({"check": program, "libraries": [sys.executable, "-c", LIBRARIES]}, repeat)
        yield Figure("perflint check, one xlsx of one form", times["check"] * 1000, "ms")
        yield Figure("check ÷ importing the libraries", times["check"] / times["libraries"], "×", 2.5)
        many = Path(folder) / "many"
        many.mkdir()
        for number in range(files):
            (many / f"{number}.xlsx").write_bytes(workbook(1, first=number))
        yield Figure(f"peak memory, check of {files} xlsx files", peak_of(many), "MB", 300)


def workbook(forms: int, *, first: int = 1, losses: int = 0) -> bytes:
    """A workbook as Excel writes it, a sheet for each form: strings shared, numbers formatted, cells merged."""
    strings: dict[str, int] = {}
    numbers = range(1, forms + 1)
    sheets = [_sheet(form_text(number=first + number, losses=losses).splitlines(), strings) for number in numbers]
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{KINDS}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{KINDS}.styles+xml"/>'
        f'<Override PartName="/xl/sharedStrings.xml" ContentType="{KINDS}.sharedStrings+xml"/>'
        + "".join(
            f'<Override PartName="/xl/worksheets/sheet{number}.xml" ContentType="{KINDS}.worksheet+xml"/>'
            for number in numbers
        )
        + "</Types>",
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'<workbook xmlns="{SPACE}" xmlns:r="{OFFICE}"><sheets>'
        + "".join(f'<sheet name="自评表{number}" sheetId="{number}" r:id="rId{number}"/>' for number in numbers)
        + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": _relations(
            [
                *(("worksheet", f"worksheets/sheet{number}.xml") for number in numbers),
                ("styles", "styles.xml"),
                ("sharedStrings", "sharedStrings.xml"),
            ]
        ),
        "xl/styles.xml": STYLES,
        "xl/sharedStrings.xml": f'<sst xmlns="{SPACE}" count="{len(strings)}" uniqueCount="{len(strings)}">'
        + "".join(f"<si><t>{escape(text)}</t></si>" for text in strings)
        + "</sst>",
    } | {f"xl/worksheets/sheet{number}.xml": sheet for number, sheet in zip(numbers, sheets, strict=True)}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return buffer.getvalue()


def _sheet(lines: Sequence[str], strings: dict[str, int]) -> str:
    rows = []
    for row, line in enumerate(lines, 1):
        texts = line.split("\t")
        texts += [""] * (len(COLUMNS) - len(texts))
        cells = (_cell(f"{letter}{row}", text, strings) for letter, text in zip(COLUMNS, texts, strict=True))
        rows.append(f'<row r="{row}" spans="1:9" ht="27" customHeight="1">{"".join(cells)}</row>')
    merges = [f"A{row}:I{row}" for row in (1, 2)] + ["B3:I3", "B4:E4", "G4:I4", "A5:A9", "A10:A11"]
    merges += [f"{first}{row}:{last}{row}" for row in (10, 11) for first, last in (("B", "E"), ("F", "I"))]
    merges += [f"A12:A{len(lines) - 1}", f"A{len(lines)}:F{len(lines)}"]
    return (
        f'<worksheet xmlns="{SPACE}"><dimension ref="A1:I{len(lines)}"/><sheetFormatPr defaultRowHeight="13.5"/>'
        f'<cols><col min="1" max="9" width="14" customWidth="1"/></cols><sheetData>{"".join(rows)}</sheetData>'
        f'<mergeCells count="{len(merges)}">{"".join(f"<mergeCell ref={chr(34)}{ref}{chr(34)}/>" for ref in merges)}'
        '</mergeCells><pageMargins left="0.7" right="0.7" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>'
        "</worksheet>"
    )


def _cell(reference: str, text: str, strings: dict[str, int]) -> str:
    if not text:
        return f'<c r="{reference}" s="{BLANK}"/>'
    if re.fullmatch(r"\d+\.\d\d%", text):
        return f'<c r="{reference}" s="{RATE}"><v>{float(text[:-1]) / 100!r}</v></c>'
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        style = AMOUNT if text.endswith(".00") else PLAIN
        return f'<c r="{reference}" s="{style}"><v>{float(text)!r}</v></c>'
    return f'<c r="{reference}" s="{TEXT}" t="s"><v>{strings.setdefault(text, len(strings))}</v></c>'


def _relations(relations: Sequence[tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(relations, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'
