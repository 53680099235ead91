"""Word files: reading forms beside python-docx, which most programs would read them with."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any
from xml.sax.saxutils import escape

import perflint
from benchmarks.clock import beside
from benchmarks.figures import Figure
from benchmarks.generated import form_text
from perflint.documents import Table, read_bytes

FORMS = 20
COLUMNS = 9
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
# What Word writes into every paragraph and run of a printed form.
LOOK = '<w:rPr><w:rFonts w:ascii="宋体" w:eastAsia="宋体" w:hAnsi="宋体"/><w:kern w:val="0"/><w:sz w:val="18"/></w:rPr>'


def measure(repeat: int) -> Iterator[Figure]:
    """The time per form in ms for a file of one form and for one of many, and its ratio to python-docx's."""
    for forms in (1, FORMS):
        data = word_file(forms)
        whole = perflint.parse(data).forms
        if len(whole) != forms or not all(form.complete for form in whole):
            raise RuntimeError(f"{len(whole)} of {forms} forms were recognised")
        if _own_texts(data) != _their_texts(data):
            raise RuntimeError("perflint and python-docx differ about the texts of the cells")
        taken = beside({"own": partial(read_bytes, data, "forms.docx"), "other": partial(_their_texts, data)}, repeat)
        own, other = taken["own"], taken["other"]
        yield Figure(f"read, a docx of {forms} forms, per form", own / forms * 1000, "ms")
        yield Figure(f"python-docx, the cells of {forms} forms, per form", other / forms * 1000, "ms")
        yield Figure(f"read ÷ python-docx, a docx of {forms} forms", own / other, "×", 0.7)


def word_file(forms: int) -> bytes:
    """A Word file of so many forms in the national layout, each a table."""
    body = "".join(_table(form_text(number=number)) + "<w:p/>" for number in range(forms))
    parts = {
        "[Content_Types].xml": (
            f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'wordprocessingml.document.main+xml"/></Types>'
        ),
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>'
        ),
        "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def _table(text: str) -> str:
    grid = '<w:gridCol w:w="1000"/>' * COLUMNS
    rows = "".join(_row(line.split("\t")) for line in text.splitlines())
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"


def _row(texts: Sequence[str]) -> str:
    """The last cell reaches to the table's right edge."""
    spans = [1] * (len(texts) - 1) + [COLUMNS + 1 - len(texts)]
    return f"<w:tr>{''.join(map(_cell, texts, spans))}</w:tr>"


def _cell(text: str, span: int) -> str:
    run = f"<w:r>{LOOK}<w:t>{escape(text)}</w:t></w:r>" if text else ""
    wide = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    look = f'<w:tcPr><w:tcW w:w="{1000 * span}" w:type="dxa"/>{wide}<w:vAlign w:val="center"/></w:tcPr>'
    return f'<w:tc>{look}<w:p><w:pPr><w:jc w:val="center"/>{LOOK}</w:pPr>{run}</w:p></w:tc>'


def _own_texts(data: bytes) -> list[str]:
    tables = (block for block in read_bytes(data, "forms.docx").blocks if isinstance(block, Table))
    return [cell.text for table in tables for row in table.rows for cell in row.cells]


def _their_texts(data: bytes) -> list[str]:
    import docx

    file: Any = docx.Document(io.BytesIO(data))
    texts: list[str] = []
    for table in file.tables:
        for row in table.rows:
            # A merged cell is given once for each column that it covers.
            cells = {id(cell._tc): cell for cell in row.cells}
            texts.extend(cell.text for cell in cells.values())
    return texts
