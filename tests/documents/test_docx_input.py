"""Word files that are broken, hostile or enormous: one sentence, in bounded time and memory."""

import io
import random
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perflint.documents import Document, Limits, Paragraph, Table, read_bytes, read_path
from perflint.errors import DamagedInput, EmptyInput, InputError, InputTooLarge
from tests.documents.docx_samples import (
    CONTENT_TYPES,
    GO_ON,
    OFFICE,
    START,
    document_xml,
    docx,
    form_docx,
    p,
    relations,
    span,
    tbl,
    tc,
    tr,
    zipped,
)
from tests.forms.rendering import sample

SAVE_AGAIN = "请用 Word 或 WPS 打开并重新保存后再检查。"
ENTITY = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
LAUGHS = (
    "<!DOCTYPE w:document [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 10))
    + "]>"
)


def parts(document: str | bytes, rels: str | None = None) -> bytes:
    """A Word file with this main part, and perhaps other relations."""
    content: dict[str, str | bytes] = {"[Content_Types].xml": CONTENT_TYPES, "word/document.xml": document}
    return zipped(content | ({} if rels is None else {"_rels/.rels": rels}))


def with_password() -> bytes:
    """An archive whose main part says that it is encrypted."""
    data = bytearray(docx(p("甲")))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def typed(declaration: str, text: str) -> bytes:
    return parts(document_xml(p("甲")).replace("?>", "?>" + declaration, 1).replace("甲", text), relations())


@pytest.mark.parametrize(
    ("data", "zh"),
    [
        (form_docx([sample()])[:-200], "文件已损坏：压缩包不完整（可能没有下载完）。"),
        (zipped({"word/styles.xml": "<a/>"}), "文件已损坏：缺少部件 word/document.xml。"),
        (parts("<w:document", relations()), "文件已损坏：部件 word/document.xml 的内容无效。"),
        (parts("", relations()), "文件已损坏：部件 word/document.xml 的内容无效。"),
        (parts("<a/>", relations()), "文件已损坏：部件 word/document.xml 中没有正文。"),
        (typed(ENTITY, "&x;"), "文件已损坏：部件 word/document.xml 含有文档类型声明（DTD），可能被人改动。"),
        (typed(LAUGHS, "&a9;"), "文件已损坏：部件 word/document.xml 含有文档类型声明（DTD），可能被人改动。"),
        (docx("<w:ins>" * 300 + p("甲") + "</w:ins>" * 300), "文件已损坏：部件 word/document.xml 的嵌套过深。"),
    ],
)  # fmt: skip
def test_broken_files(data: bytes, zh: str) -> None:
    """The sentence says what is wrong and what to do."""
    with pytest.raises(DamagedInput) as caught:
        read_bytes(data, "表.docx")
    assert caught.value.describe("zh") == f"表.docx: {zh}{SAVE_AGAIN}"


def test_entities_in_another_encoding() -> None:
    """A document type is refused in whatever encoding it is written."""
    for encoding in ("utf-16", "cp037"):
        text = document_xml(p("a")).replace("UTF-8", encoding).replace("?>", "?>" + LAUGHS, 1).replace(">a<", ">&a9;<")
        with pytest.raises(DamagedInput):
            read_bytes(parts(text.encode(encoding), relations()), "表.docx")


def test_a_password_on_the_archive() -> None:
    """Encrypted parts are named as such."""
    with pytest.raises(DamagedInput) as caught:
        read_bytes(with_password(), "表.docx")
    assert caught.value.message.zh == "文件设有打开密码，无法读取。"


@pytest.mark.parametrize(
    ("body", "zh"),
    [
        ("", "文档是空的，没有可检查的内容。"),
        (p() * 3 + "<w:sectPr/>", "文档是空的，没有可检查的内容。"),
        ("<w:p><w:r><w:drawing/></w:r></w:p>", "文档中只有图片，没有可读取的文字。"),
    ],
)
def test_nothing_to_read(body: str, zh: str) -> None:
    """A file without text says so; one of pictures alone is told from an empty one."""
    with pytest.raises(EmptyInput) as caught:
        read_bytes(docx(body), "表.docx")
    assert caught.value.message.zh == zh


@pytest.mark.parametrize("rels", [None, "", "<broken", relations("word/gone.xml"), relations("../../etc/passwd")])
def test_broken_relations(rels: str | None) -> None:
    """Where the relations lead nowhere, the body is looked for at its usual place."""
    document = read_bytes(parts(document_xml(p("甲")), rels), "表.docx")
    assert len(document.blocks) == 1


@pytest.mark.parametrize(
    "target", ["word/document2.xml", "/word/document2.xml", "word\\document2.xml", "WORD/Document2.xml"]
)
def test_the_relations_name_the_body(target: str) -> None:
    """The body need not stand at its usual place."""
    content = {"[Content_Types].xml": CONTENT_TYPES, "_rels/.rels": relations(target)}
    document = read_bytes(zipped(content | {"word/document2.xml": document_xml(p("甲"))}), "表.docx")
    assert len(document.blocks) == 1


@pytest.mark.parametrize("name", ["表.doc", "表.xlsx", "表.pdf", "表.txt", "表"])
def test_the_name_does_not_decide(name: str) -> None:
    """A Word file is read under any name."""
    assert read_bytes(docx(p("甲")), name).format == "docx"


def test_no_permission(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:  # type: ignore[no-untyped-def]
    """A file that may not be opened says so."""
    path = tmp_path / "表.docx"
    path.write_bytes(docx(p("甲")))

    def refuse(*_: object) -> int:
        raise PermissionError(13, "denied")

    monkeypatch.setattr("os.open", refuse)
    with pytest.raises(InputError) as caught:
        read_path(path)
    assert caught.value.message.zh == "没有读取权限。"


@pytest.mark.parametrize(
    ("body", "limits", "place"),
    [
        (p("甲" * 1_000_000), Limits(max_unpacked=1_000_000), "PERFLINT_LIMIT_UNPACKED"),
        (p() * 2_000_000, Limits(max_cells=100_000), "PERFLINT_LIMIT_CELLS"),
        (tbl(tr(tc()) * 300_000), Limits(), "PERFLINT_LIMIT_ROWS"),
        (tbl(tr(tc("甲", span(500))) * 5_000), Limits(), "PERFLINT_LIMIT_CELLS"),
    ],
)
def test_enormous_files(body: str, limits: Limits, place: str) -> None:
    """What unpacks to too much is refused quickly, and the sentence says how to raise the limit."""
    data = docx(body)
    assert len(data) < 1_000_000
    start = time.perf_counter()
    with pytest.raises(InputTooLarge) as caught:
        read_bytes(data, "表.docx", limits)
    assert time.perf_counter() - start < 40
    assert place in caught.value.describe("zh")


def test_a_zip_bomb() -> None:
    """A part of gigabytes that says it is small is unpacked no further than to the limit."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        with archive.open("word/document.xml", "w") as part:
            for _ in range(256):
                part.write(b" " * 1024 * 1024)
    tracemalloc.start()
    try:
        with pytest.raises(InputTooLarge):
            read_bytes(buffer.getvalue(), "表.docx", Limits(max_unpacked=8 * 1024 * 1024))
        assert tracemalloc.get_traced_memory()[1] < 64 * 1024 * 1024
    finally:
        tracemalloc.stop()


def outcome(data: bytes) -> Document | InputError:
    """What comes of some bytes; anything but a document or a typed error fails the test."""
    try:
        return read_bytes(data, "表.docx", Limits(max_unpacked=4 * 1024 * 1024))
    except InputError as error:
        return error


def test_random_damage_to_the_archive() -> None:
    """Bytes changed, cut out or doubled anywhere give a document or a typed error."""
    whole = form_docx([sample()])
    chance = random.Random(20230)  # noqa: S311
    failed = 0
    for _ in range(1500):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(data))
            match chance.randrange(4):
                case 0:
                    data[at] = chance.randrange(256)
                case 1:
                    del data[at : at + chance.randint(1, 40)]
                case 2:
                    data[at:at] = data[at : at + chance.randint(1, 40)]
                case 3:
                    data[at : at + 4] = chance.choice((b"\xff\xff\xff\xff", b"\0\0\0\0", b"PK\x05\x06", b"\x01\0\0\0"))
        failed += isinstance(outcome(bytes(data)), InputError)
    assert failed > 500


def test_random_damage_to_the_markup() -> None:
    """The same inside the main part, where the archive still opens."""
    markup = document_xml(form_markup()).encode()
    chance = random.Random(20231)  # noqa: S311
    read = 0
    names = (
        b"w:p",
        b"w:tbl",
        b"w:tr",
        b"w:tc",
        b"w:sdt",
        b"w:r",
        b"w:t",
        b"w:tcPr",
        b"w:vMerge",
        b"w:del",
        b"w:hMerge",
    )
    for _ in range(1500):
        data = bytearray(markup)
        for _ in range(chance.randint(1, 3)):
            # Names are exchanged for names, so that much of it stays well-formed.
            if chance.random() < 0.8:
                old, new = chance.choice(names), chance.choice(names)
                data = bytearray(
                    bytes(data)
                    .replace(b"<" + old + b">", b"<" + new + b">")
                    .replace(b"</" + old + b">", b"</" + new + b">")
                )
            else:
                data[chance.randrange(len(data))] = chance.randrange(256)
        read += isinstance(outcome(parts(bytes(data), relations())), Document)
    assert read > 100


def form_markup() -> str:
    from tests.documents.docx_samples import boxes_table, form_boxes

    return p("项目支出绩效自评表") + boxes_table(form_boxes(sample()))


LOOKS = st.lists(
    st.sampled_from([START, GO_ON, span(2), span(3), '<w:hMerge w:val="restart"/>', "<w:hMerge/>", "<w:cellDel/>"]),
    max_size=2,
    unique=True,
).map("".join)
TEXTS = st.sampled_from(["", "甲", "≥95%", "10", "总分"]).map(p)
ROW_LOOKS = st.sampled_from(["", '<w:gridBefore w:val="1"/>', "<w:del/>", "<w:hidden/>"])


def table_around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    cells = st.builds(tc, st.lists(inner, max_size=2).map("".join), LOOKS)
    rows = st.builds(lambda row, look: tr(*row, look=look), st.lists(cells, max_size=4), ROW_LOOKS)
    return st.lists(rows, max_size=4).map(lambda written: tbl(*written))


BLOCKS = st.recursive(TEXTS, table_around, max_leaves=20)


@settings(max_examples=300, deadline=None)
@given(st.lists(BLOCKS, max_size=4).map("".join))
def test_any_structure(body: str) -> None:
    """However rows, spans and tables are put together, each position of a table's grid is covered exactly once."""
    document = outcome(docx(body))
    if isinstance(document, EmptyInput):
        return
    assert isinstance(document, Document)
    for block in document.blocks:
        rows = getattr(block, "rows", ())
        covered = [
            (number + down, cell.column + right)
            for number, row in enumerate(rows)
            for cell in row.cells
            for down in range(cell.row_span)
            for right in range(cell.column_span)
        ]
        width = max((column for _, column in covered), default=-1) + 1
        assert sorted(covered) == [(row, column) for row in range(len(rows)) for column in range(width)]


PAGE = "<html><p>（2022年度）</p><table><tr><td rowspan=2>项目<td>甲<tr><td>乙</table></html>"
ARCHIVE = f"MIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{PAGE}"


@pytest.mark.parametrize(("name", "page"), [("afchunk.html", PAGE), ("afchunk.mht", ARCHIVE)])
def test_pages_kept_as_they_are(name: str, page: str) -> None:
    """A Word file made of a web page by a program holds the page; its table is read."""
    body = f'<w:altChunk xmlns:r="{OFFICE}" r:id="rId7"/><w:p/>'
    related = relations(name).replace("officeDocument", "aFChunk").replace("rId1", "rId7")
    document = read_bytes(docx(body, {"word/_rels/document.xml.rels": related, f"word/{name}": page}), "表.docx")
    loose, table = document.blocks
    assert isinstance(loose, Paragraph)
    assert isinstance(table, Table)
    assert (document.format, loose.cell.text) == ("docx", "（2022年度）")
    assert [(cell.text, str(cell.address), cell.row_span) for row in table.rows for cell in row.cells] == [
        ("项目", "T1R1C1", 2), ("甲", "T1R1C2", 1), ("乙", "T1R2C2", 1)
    ]  # fmt: skip


def test_a_page_that_is_not_there() -> None:
    """A file that only refers to another one is empty."""
    with pytest.raises(EmptyInput):
        read_bytes(docx(f'<w:altChunk xmlns:r="{OFFICE}" r:id="rId7"/>'), "表.docx")
