"""PDFs of forms: reading and checking them, pdfplumber's reading of their tables beside it, the memory of many."""

import shutil
import tempfile
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from pathlib import Path

import perflint
from benchmarks.clock import beside, seconds
from benchmarks.figures import Figure
from benchmarks.generated import form_text
from benchmarks.memory import peak_of
from perflint import pipeline
from perflint.documents import read_bytes

FORMS = 12
LONG = 500


def measure(repeat: int, files: int = 100) -> Iterator[Figure]:
    """Times per page in ms, the ratio to pdfplumber, a file of 500 pages, and the peak memory of `files` PDFs in MB."""
    import pdfplumber

    data, pages = printed(FORMS)
    rules = pipeline.choose_rules()
    forms = perflint.parse(data).forms
    if [form.complete for form in forms] != [True] * FORMS:
        raise RuntimeError(f"{len(forms)} of {FORMS} forms were recognised in the PDF")

    def tables() -> None:
        with pdfplumber.open(BytesIO(data)) as document:
            for page in document.pages:
                page.extract_tables()

    taken = beside(
        {
            "read": partial(read_bytes, data, "a.pdf"),
            "check": partial(perflint.check, data, rules=rules, keep_forms=False),
            "tables": tables,
        },
        -(-repeat // 3),
    )
    yield Figure("read of a PDF, per page", taken["read"] / pages * 1000, "ms")
    yield Figure(f"whole check of a PDF of {FORMS} forms, per page", taken["check"] / pages * 1000, "ms")
    yield Figure("pdfplumber's extract_tables of it, per page", taken["tables"] / pages * 1000, "ms")
    yield Figure("whole check ÷ extract_tables alone", taken["check"] / taken["tables"], "×", 0.25)
    yield from _long(data, pages)
    yield from _memory(data, files)


def printed(forms: int, first: int = 0) -> tuple[bytes, int]:
    """Forms printed one below the other, numbered from `first`, and the number of pages they fill."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import Flowable, Paragraph, SimpleDocTemplate, Spacer, Table

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("cell", fontName="STSong-Light", fontSize=9, leading=12, wordWrap="CJK")
    story: list[Flowable] = []
    for number in range(first, first + forms):
        title, year, *rows = [line.split("\t") for line in form_text(number=number).splitlines()]
        story += [Paragraph(title[0], style), Paragraph(year[0], style)]
        cells = [[Paragraph(text, style) for text in [*row, *[""] * (9 - len(row))]] for row in rows]
        widths = [40, 52, 62, 82, 62, 62, 40, 40, 76]
        story += [Table(cells, widths, style=[("GRID", (0, 0), (-1, -1), 0.5, "black")]), Spacer(1, 20)]
    buffer = BytesIO()
    document = SimpleDocTemplate(buffer, leftMargin=40, rightMargin=40)
    document.build(story)
    return buffer.getvalue(), document.page


def _long(data: bytes, pages: int) -> Iterator[Figure]:
    """A document of so many pages as a year's collected forms have, made of the same pages again and again."""
    import pypdfium2  # type: ignore[import-untyped]  # ships no types

    long = pypdfium2.PdfDocument.new()
    source = pypdfium2.PdfDocument(data)
    for _ in range(-(-LONG // pages)):
        long.import_pages(source)
    buffer = BytesIO()
    long.save(buffer)
    count = len(long)
    long.close()
    source.close()
    spent = seconds(partial(perflint.check, buffer.getvalue(), keep_forms=False), 1)
    yield Figure(f"whole check of a PDF of {count} pages", spent, "s")


def _memory(data: bytes, files: int) -> Iterator[Figure]:
    with tempfile.TemporaryDirectory() as folder:
        first = Path(folder) / "0.pdf"
        first.write_bytes(data)
        for number in range(1, files):
            shutil.copyfile(first, Path(folder) / f"{number}.pdf")
        yield Figure(f"peak memory, check of {files} PDFs", peak_of(Path(folder)), "MB", 300)
