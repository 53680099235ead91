"""PDFs that cannot be read, or not in full: one clear sentence each, bounded time, nothing left open."""

import base64 as b64
import hashlib
import re
import zlib
from collections.abc import Callable
from io import BytesIO
from time import perf_counter

import pypdfium2.raw as pdfium  # type: ignore[import-untyped]  # ships no types
import pytest
from PIL import Image
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from perflint.documents import Limits, read_bytes
from perflint.documents.pdf.pages import PDFIUM
from perflint.errors import DamagedInput, EmptyInput, InputTooLarge
from tests.documents.pdf_printing import FONT, HEIGHT, draw_table, pdf, plain, texts

ROWS = [["指标", "得分"], ["班次", "9.5"]]
AGAIN = "请重新下载或重新导出后再检查。"
ORIGINAL = "请改用原来的 Word、Excel 文件，或先用文字识别（OCR）软件转换后再检查。"


def table(canvas: Canvas) -> None:
    draw_table(canvas, plain(ROWS))


def blank(canvas: Canvas) -> None:
    """Nothing."""


def scan(canvas: Canvas) -> None:
    buffer = BytesIO()
    Image.new("L", (60, 80), 200).save(buffer, "PNG")
    buffer.seek(0)
    canvas.drawImage(ImageReader(buffer), 20, 20, 500, 700)


def recognised_scan(canvas: Canvas) -> None:
    scan(canvas)
    text = canvas.beginText(60, HEIGHT - 100)
    text.setTextRenderMode(3)
    text.textLine("绩效自评表")
    canvas.drawText(text)


def outlines(canvas: Canvas) -> None:
    for number in range(120):
        path = canvas.beginPath()
        path.moveTo(50 + number, 500)
        path.curveTo(55 + number, 510, 60 + number, 490, 58 + number, 480)
        path.close()
        canvas.drawPath(path, stroke=0, fill=1)


def refusal(data: bytes, limits: Limits | None = None) -> tuple[type[Exception], str]:
    with pytest.raises((DamagedInput, EmptyInput, InputTooLarge)) as caught:
        read_bytes(data, "a.pdf", limits)
    return type(caught.value), caught.value.describe("zh").removeprefix("a.pdf: ")


@pytest.mark.parametrize(
    ("data", "error", "zh"),
    [
        (
            lambda: pdf(table, encrypt=StandardEncryption("geheim", strength=128)),
            DamagedInput,
            "PDF 设有打开密码，无法读取。请取消密码后另存，或改用原来的 Word、Excel 文件。",
        ),
        (lambda: b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", DamagedInput, "PDF 文件已损坏或不完整，无法打开。" + AGAIN),
        (lambda: b"%PDF-1.4\n" + b"\0" * 5000, DamagedInput, "PDF 文件已损坏或不完整，无法打开。" + AGAIN),
        (lambda: pdf(table)[:400], DamagedInput, "PDF 文件已损坏或不完整，无法打开。" + AGAIN),
        (lambda: pdf(blank, blank), EmptyInput, "PDF 各页都是空白，没有可检查的内容。"),
        (lambda: pdf(scan, blank, scan), DamagedInput, "PDF 各页都是扫描图片，读不出文字。" + ORIGINAL),
        (lambda: pdf(outlines), DamagedInput, "PDF 中的文字已转成图形，读不出来。" + ORIGINAL),
    ],
)
def test_unreadable(data: Callable[[], bytes], error: type[Exception], zh: str) -> None:
    """A password, damage, blank paper, scans, drawn letters: what it is and what to do."""
    assert refusal(data()) == (error, zh)


@pytest.mark.parametrize(
    ("pages", "zh"),
    [
        ([table, scan, table], ["第2页是扫描图片，读不出文字。"]),
        ([scan, scan, scan, table, scan], ["第1–3、5页是扫描图片，读不出文字。"]),
        ([table, outlines], ["第2页的文字已转成图形，读不出来。"]),
        ([table, recognised_scan], ["第2页的文字是扫描件识别（OCR）出来的，可能有错字，请核对。"]),
        ([table, blank], []),
    ],
)
def test_pages_in_doubt(pages: list[Callable[[Canvas], None]], zh: list[str]) -> None:
    """What can be read is read; the other pages are named."""
    document = read_bytes(pdf(*pages), "a.pdf")
    assert ROWS in texts(document)
    assert [notice.message.zh for notice in document.notices] == zh


def test_open_for_reading() -> None:
    """A PDF that only forbids printing and copying needs no password to be read."""
    data = pdf(table, encrypt=StandardEncryption("", ownerPassword="x", canCopy=0, strength=128))
    assert texts(read_bytes(data, "a.pdf")) == [ROWS]


def test_whatever_its_name() -> None:
    """The content decides: a PDF under another ending, with blanks or a byte order mark in front."""
    for front in (b"", b"\xef\xbb\xbf", b"\r\n"):
        assert texts(read_bytes(front + pdf(table), "自评表.docx")) == [ROWS]


def test_cut_off() -> None:
    """A PDF whose end is missing is read as far as it goes, and said to be incomplete."""
    data = pdf(*[table] * 3)
    document = read_bytes(data[: data.rindex(b"xref")], "a.pdf")
    assert texts(document) == [ROWS] * 3
    assert [notice.message.zh for notice in document.notices] == [
        "PDF 末尾不完整，可能没有下载完；读出了 3 页，后面的内容可能缺失。"
    ]


def raw_pdf(*objects: bytes) -> bytes:
    """Objects 1, 2 … of a PDF written by hand, without a table of their places, which readers make up for."""
    numbered = (b"%d 0 obj%s endobj\n" % (number, content) for number, content in enumerate(objects, 1))
    return b"%PDF-1.4\n" + b"".join(numbered) + b"trailer<</Root 1 0 R>>\n%%EOF\n"


def stream(content: bytes, entries: bytes = b"") -> bytes:
    return b"<</Length %d%s>>stream\n%s\nendstream" % (len(content), entries, content)


def one_page(contents: bytes, resources: bytes, *objects: bytes) -> bytes:
    """A page whose contents are object 4."""
    return raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<<%s>>>>" % resources,
        contents,
        *objects,
    )


def test_letters_without_names() -> None:
    """Where a font does not say what its letters are, the page is named."""
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 600 700]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 65/LastChar 66"
        b"/Widths[600 600]/Encoding<</Type/Encoding/Differences[65/g65/g66]>>/CharProcs<</g65 6 0 R/g66 6 0 R>>>>"
    )
    glyph = stream(b"600 0 0 0 500 700 d1 0 0 500 700 re f")
    text = stream(b"BT /F1 10 Tf 20 50 Td (ABAB) Tj ET")
    (notice,) = read_bytes(one_page(text, b"/Font<</F1 5 0 R>>", font, glyph), "a.pdf").notices
    assert notice.message.zh == "第1页的字体没有文字编码，读出的可能是乱码。"


def test_illegible_letters() -> None:
    """A document of nothing but letters that nobody can name is refused; beside others its page is named."""
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 600 700]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 1/LastChar 2"
        b"/Widths[600 600]/Encoding<</Type/Encoding/Differences[1/g1/g2]>>/CharProcs<</g1 6 0 R/g2 6 0 R>>>>"
    )
    glyph = stream(b"600 0 0 0 500 700 d1 0 0 500 700 re f")
    text = stream(b"BT /F1 10 Tf 20 50 Td (\\001\\002\\001\\002) Tj ET")
    with pytest.raises(DamagedInput) as caught:
        read_bytes(one_page(text, b"/Font<</F1 5 0 R>>", font, glyph), "a.pdf")
    assert caught.value.message.zh == "PDF 的字体没有文字编码，读不出文字。"
    legible = stream(b"BT /F2 10 Tf 20 50 Td (plain text) Tj ET")
    pages = raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R 7 0 R]/Count 2>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        text,
        font,
        glyph,
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 8 0 R/Resources<</Font<</F2 9 0 R>>>>>>",
        legible,
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    (notice,) = read_bytes(pages, "a.pdf").notices
    assert notice.message.zh == "第1页的字体没有文字编码，读不出文字。"


@pytest.mark.parametrize(
    ("limits", "zh"),
    [
        (Limits(max_pages=2), "页数超过 2 的上限，没有读取。请拆分文件，或用环境变量 PERFLINT_LIMIT_PAGES 调高上限。"),
        (
            Limits(max_page_objects=5),
            (
                "P1: 一页上的文字或图形数超过 5 的上限，没有读取。"
                "请拆分文件，或用环境变量 PERFLINT_LIMIT_PAGE_OBJECTS 调高上限。"
            ),
        ),
        (Limits(max_rows=5), "行数超过 5 的上限，没有读取。请拆分文件，或用环境变量 PERFLINT_LIMIT_ROWS 调高上限。"),
        (
            Limits(max_cells=17),
            "单元格数超过 17 的上限，没有读取。请拆分文件，或用环境变量 PERFLINT_LIMIT_CELLS 调高上限。",
        ),
    ],
)
def test_beyond_a_limit(limits: Limits, zh: str) -> None:
    """Pages, marks of a page, rows and cells are bounded."""
    error, message = refusal(pdf(*[table] * 5), limits)
    assert (error, re.sub(r"^:?a.pdf:", "", message)) == (InputTooLarge, zh)


@pytest.mark.parametrize(
    ("filters", "pack"),
    [
        (b"/FlateDecode", lambda data: zlib.compress(data, 9)),
        (b"[/FlateDecode/FlateDecode]", lambda data: zlib.compress(zlib.compress(data, 9), 9)),
        (b"[/ASCII85Decode/FlateDecode]", lambda data: b64.a85encode(zlib.compress(data, 9)) + b"~>"),
        (b"[/ASCIIHexDecode/FlateDecode]", lambda data: zlib.compress(data, 9).hex().encode() + b">"),
    ],
)
def test_bomb(filters: bytes, pack: Callable[[bytes], bytes]) -> None:
    """A page that unpacks to far more than the limit is refused before it is unpacked."""
    data = one_page(stream(pack(b" " * (3 << 20)), b"/Filter" + filters), b"")
    assert refusal(data, Limits(max_unpacked=1 << 20)) == (
        InputTooLarge,
        "文件解压后大于 1 MiB 的上限，没有读取。请拆分文件，或用环境变量 PERFLINT_LIMIT_UNPACKED 调高上限。",
    )
    assert refusal(data) == (EmptyInput, "PDF 各页都是空白，没有可检查的内容。")


def test_a_part_listed_again_and_again() -> None:
    """A page that lists one large part many times is refused by what it would come to."""
    data = raw_pdf(
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Contents[%s]>>" % (b" 4 0 R" * 40),
        stream(zlib.compress(b" " * (1 << 19), 9), b"/Filter/FlateDecode"),
    )
    assert refusal(data, Limits(max_unpacked=1 << 20))[0] is InputTooLarge
    assert refusal(data, Limits(max_unpacked=1 << 25))[0] is EmptyInput


def test_large_parts_are_no_bomb() -> None:
    """Fonts and pictures that are large but hardly packed do not count."""
    noise = bytes(hashlib.sha256(number.to_bytes(4, "big")).digest()[0] for number in range(300_000))
    data = pdf(table)[: -len(b"%%EOF\n")] + b"9 0 obj" + stream(zlib.compress(noise)) + b"endobj\n%%EOF\n"
    assert texts(read_bytes(data, "a.pdf", Limits(max_unpacked=1 << 17))) == [ROWS]


def test_a_dense_drawing() -> None:
    """Hatching of thousands of crossing lines is refused by the number of its cells, not computed."""

    def hatched(canvas: Canvas) -> None:
        canvas.setFont(FONT, 9)
        for number in range(180):
            canvas.line(20 + 3 * number, 20, 20 + 3 * number, 560)
            canvas.line(20, 20 + 3 * number, 557, 20 + 3 * number)

    error, message = refusal(pdf(hatched), Limits(max_cells=10_000))
    assert error is InputTooLarge
    assert "单元格数超过 10000 的上限" in message


def test_everything_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Documents, pages and texts are closed again, also where reading stops at a limit."""
    open_now: list[str] = []

    def counted(opener: str, closer: str) -> None:
        native_open, native_close = getattr(pdfium, opener), getattr(pdfium, closer)

        def opening(*arguments: object) -> object:
            result = native_open(*arguments)
            if result:
                open_now.append(opener)
            return result

        def closing(*arguments: object) -> object:
            open_now.remove(opener)
            return native_close(*arguments)

        monkeypatch.setattr(pdfium, opener, opening)
        monkeypatch.setattr(pdfium, closer, closing)

    counted("FPDF_LoadMemDocument64", "FPDF_CloseDocument")
    counted("FPDF_LoadPage", "FPDF_ClosePage")
    counted("FPDFText_LoadPage", "FPDFText_ClosePage")
    data = pdf(table, table)
    for limits in (Limits(), Limits(max_pages=1), Limits(max_page_objects=5), Limits(max_rows=1)):
        if limits == Limits():
            read_bytes(data, "a.pdf", limits)
        else:
            # The error is kept, as a run over many files keeps it.
            with pytest.raises(InputTooLarge) as caught:
                read_bytes(data, "a.pdf", limits)
            assert caught.value.path == "a.pdf"
        assert open_now == []
        assert not PDFIUM.locked()


def test_filled_in_fields_and_notes() -> None:
    """What was typed into the fields of a form, or written on the page as a note, is read as it is printed."""

    def fields(canvas: Canvas) -> None:
        draw_table(canvas, plain([["score", ""]]))
        canvas.acroForm.textfield(
            value="9.5",
            x=155,
            y=int(HEIGHT) - 122,
            width=80,
            height=20,
            borderWidth=0,
            fontName="Helvetica",
            fontSize=9,
        )

    assert texts(read_bytes(pdf(fields), "a.pdf")) == [[["score", "9.5"]]]


@pytest.mark.parametrize(
    "crowd",
    [
        lambda canvas: [canvas.drawString(20 + n % 100 * 5, 20 + n // 100 * 7, ".") for n in range(10_000)],
        lambda canvas: [canvas.drawString(20 + n % 50 * 11, 20 + n // 50 * 7.3, "甲") for n in range(5_000)],
        lambda canvas: [
            canvas.line(20 + n % 100 * 5, 20 + n // 100 * 7, 23 + n % 100 * 5, 20 + n // 100 * 7) for n in range(10_000)
        ],
        lambda canvas: [canvas.rect(20 + n, 20 + n, 500 - 2 * n, 700 - 2 * n) for n in range(240)],
    ],
)
def test_crowded_pages(crowd: Callable[[Canvas], object]) -> None:
    """Thousands of marks on a page take a moment, not minutes."""

    def page(canvas: Canvas) -> None:
        crowd(canvas)
        canvas.drawString(20, 800, "绩效自评表")

    started = perf_counter()
    document = read_bytes(pdf(page), "a.pdf")
    assert any("绩效自评表" in cell.text for _, row in document.rows() for cell in row.cells)
    assert perf_counter() - started < 20
