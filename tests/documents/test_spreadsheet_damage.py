"""Spreadsheets that are broken, locked, disguised or hostile: one sentence each, bounded time and memory."""

import io
import os
import random
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perflint.documents import Table, read_bytes, read_path
from perflint.documents.interface import Source
from perflint.documents.limits import MIB, Limits
from perflint.documents.spreadsheet.xlsx import ExcelWorkbook
from perflint.errors import EmptyInput, InputError, InputTooLarge, MissingInput, UnknownFormat
from tests.documents.spreadsheet_samples import archive, inline, ods_of, raw_xlsx, rows, xlsx_of
from tests.forms.rendering import sample

OLD = Path(__file__).with_name("old_workbook.xls")
SAVE_AGAIN = "请用 Excel 或 WPS 打开并重新保存后再检查。"
SHEET = "xl/worksheets/sheet1.xml"
BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]>'


def sentence(data: bytes, name: str = "自评表.xlsx", limits: Limits | None = None) -> str:
    """What a reader says of these bytes."""
    with pytest.raises(InputError) as caught:
        read_bytes(data, name, limits)
    assert caught.value.path == name
    assert caught.value.describe("en")
    return caught.value.describe("zh")


def readable(data: bytes, name: str) -> bool:
    """Whether the bytes give a document; if not, an InputError with both sentences is the only thing allowed."""
    try:
        read_bytes(data, name)
    except InputError as caught:
        error = caught
    else:
        return True
    assert error.path == name
    assert error.describe("zh") != error.describe("en")
    return False


def replaced(data: bytes, part: str, content: str | bytes | None) -> bytes:
    """The package with one part replaced or, for None, taken out."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    parts.pop(part, None)
    return archive(parts if content is None else parts | {part: content})


def plain() -> bytes:
    return raw_xlsx({"表": rows('<c r="A1" t="s"><v>0</v></c>')}, strings="<si><t>a</t></si>")


@pytest.mark.parametrize(
    ("cell", "place", "fault"),
    [
        ('<c r="A1" t="s"><v>7</v></c>', "表!A1", "单元格的文字不在共享字符串表中"),
        ('<c r="B2" t="s"><v>-1</v></c>', "表!B1", "单元格的文字不在共享字符串表中"),
        ('<c r="A1"><v>十</v></c>', "表!A1", "“十”不是数"),
        ('<c r="A1"><v>NaN</v></c>', "表!A1", "“NaN”不是数"),
        ('<c r="A1" t="d"><v>昨天</v></c>', "表!A1", "“昨天”不是日期"),
    ],
)
def test_cells_that_cannot_be_read(cell: str, place: str, fault: str) -> None:
    """A cell whose text or number is lost refuses the file and is named, never left blank."""
    data = raw_xlsx({"表": rows(cell)}, strings="<si><t>a</t></si>")
    assert sentence(data) == f"自评表.xlsx:{place}: 文件已损坏：{fault}。{SAVE_AGAIN}"


@pytest.mark.parametrize(
    ("part", "content", "fault"),
    [
        ("xl/sharedStrings.xml", "<sst><si><t>a</t>", "部件 {} 的内容无效"),
        ("xl/styles.xml", "<styleSheet><cellXfs><xf numFmtId='x'/></cellXfs></styleSheet>", "部件 {} 的内容无效"),
        (SHEET, "", "部件 {} 的内容无效"),
        (SHEET, "\0\0", "部件 {} 的内容无效"),
        (SHEET, '<?xml version="1.0" encoding="GB2312"?><a/>', "部件 {} 的内容无效"),
        (SHEET, None, "缺少部件 {}"),
        ("xl/workbook.xml", None, "缺少部件 {}"),
        ("xl/workbook.xml", "<workbook><sheets/></workbook>", "工作簿中没有工作表"),
        (SHEET, BOMB + "<worksheet>&b;</worksheet>", "部件 {} 含有文档类型声明（DTD），可能被人改动"),
        ("xl/sharedStrings.xml", OUTSIDE + "<sst>&a;</sst>", "部件 {} 含有文档类型声明（DTD），可能被人改动"),
    ],
)
def test_broken_parts(part: str, content: str | None, fault: str) -> None:
    """A part that is missing, cut, no XML, or declares entities refuses the file."""
    assert sentence(replaced(plain(), part, content)) == f"自评表.xlsx: 文件已损坏：{fault.format(part)}。{SAVE_AGAIN}"


def test_entities_in_an_ods() -> None:
    """OpenDocument content is guarded alike."""
    data = replaced(ods_of([sample()]), "content.xml", BOMB + "<a>&b;</a>")
    assert sentence(data, "a.ods") == (
        f"a.ods: 文件已损坏：部件 content.xml 含有文档类型声明（DTD），可能被人改动。{SAVE_AGAIN}"
    )


@pytest.mark.parametrize("make", [lambda: xlsx_of([sample()]), lambda: ods_of([sample()])])
@pytest.mark.parametrize("share", [0.5, 0.9, 0.999])
def test_truncated_archives(make: Callable[[], bytes], share: float) -> None:
    """A download that broke off says so, whatever was left of it."""
    data = make()
    assert sentence(data[: int(len(data) * share)], "a") == (
        f"a: 文件已损坏：压缩包不完整（可能没有下载完）。{SAVE_AGAIN}"
    )


def test_no_shared_strings_at_all() -> None:
    """Cells that point into a part that is not there refuse the file."""
    data = replaced(plain(), "xl/sharedStrings.xml", None)
    assert sentence(data) == f"自评表.xlsx:表!A1: 文件已损坏：单元格的文字不在共享字符串表中。{SAVE_AGAIN}"


def test_passwords() -> None:
    """An encrypted workbook is a compound file with the package inside; an encrypted zip marks its members."""
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 64
    assert sentence(data).startswith("自评表.xlsx: 文件设有打开密码，无法读取。")
    marked = bytearray(plain())
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = marked.find(signature)
        while place >= 0:
            marked[place + offset] |= 1
            place = marked.find(signature, place + 4)
    assert sentence(bytes(marked)) == "自评表.xlsx: 文件设有打开密码，无法读取。请取消密码，重新保存后再检查。"


def test_zip_bomb() -> None:
    """A few kilobytes that unpack into far more are refused on the way, in bounded time."""
    huge = "<worksheet><sheetData>" + '<row r="1"/>' * 4_000_000 + "</sheetData></worksheet>"
    data = replaced(plain(), "xl/worksheets/sheet1.xml", huge)
    assert len(data) < 200_000
    began = time.monotonic()
    assert sentence(data, limits=Limits(max_unpacked=8 * MIB)) == (
        "自评表.xlsx: 文件解压后大于 8 MiB 的上限，没有读取。"
        "请拆分文件，或用环境变量 PERFLINT_LIMIT_UNPACKED 调高上限。"
    )
    assert time.monotonic() - began < 10


def test_strings_beyond_the_limit() -> None:
    """Millions of shared strings that no cell uses are refused too."""
    data = replaced(plain(), "xl/sharedStrings.xml", "<sst>" + "<si/>" * 1000 + "</sst>")
    with pytest.raises(InputTooLarge):
        read_bytes(data, "a.xlsx", Limits(max_cells=999))


def test_many_merged_ranges() -> None:
    """Tens of thousands of overlapping merged ranges take no more than a moment."""
    merges = "".join(f'<mergeCell ref="A{n}:Z9000"/>' for n in range(1, 20_001))
    cells = rows(inline("A1", "a")).replace("</sheetData>", f'<row r="9000">{inline("Z9000", "z")}</row></sheetData>')
    began = time.monotonic()
    assert read_bytes(raw_xlsx({"表": f"{cells}<mergeCells>{merges}</mergeCells>"}), "a.xlsx").blocks
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("name", ["自评表.xls", "自评表.ods", "自评表.txt", "-"])
def test_wrong_endings(name: str) -> None:
    """The content decides: a new workbook under any name, and text that calls itself a workbook."""
    assert read_bytes(plain(), name).format == "xlsx"
    assert read_bytes("指标\t得分\t分值\n".encode("gb18030"), name.replace("ods", "xls")).format == "text"


def test_binary_workbook() -> None:
    """xlsb is named, with what to do."""
    data = archive({"[Content_Types].xml": "<Types/>", "xl/workbook.bin": b"\x83\x01\x00"})
    with pytest.raises(UnknownFormat) as caught:
        read_bytes(data, "自评表.xlsb")
    assert caught.value.describe("zh") == "自评表.xlsb: 这是二进制工作簿（xlsb），无法读取。请另存为 xlsx 后再检查。"


def test_a_workbook_in_a_document() -> None:
    """A document with a workbook embedded is no workbook."""
    data = archive({"word/document.xml": "<a/>", "word/embeddings/a.xlsx": plain()})
    assert not ExcelWorkbook().recognises(Source(data, "自评表.docx", Limits()))


def test_empty_and_unreadable_files(tmp_path: Path) -> None:
    """No bytes, and no permission."""
    path = tmp_path / "自评表.xlsx"
    path.write_bytes(b"")
    with pytest.raises(EmptyInput):
        read_path(path)
    path.write_bytes(plain())
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    with pytest.raises(MissingInput) as caught:
        read_path(path)
    assert caught.value.message.zh == "没有读取权限。"


def damaged(data: bytes, chance: random.Random) -> bytes:
    """One to eight bytes changed, dropped or doubled."""
    broken = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        place = chance.randrange(len(broken))
        match chance.randrange(4):
            case 0:
                del broken[place]
            case 1:
                broken.insert(place, chance.randrange(256))
            case 2:
                broken[place] = chance.choice(b"<>&\"'09/=\0\xff")
            case _:
                broken[place] ^= 1 << chance.randrange(8)
    return bytes(broken)


def damages(kind: str, count: int) -> Iterator[bytes]:
    """Damaged files: as a whole, and within the parts of an archive, where checksums do not catch it."""
    chance = random.Random(20230712)  # noqa: S311  # the same damages at every run
    data = {
        "xlsx": lambda: xlsx_of([sample()]),
        "shared.xlsx": plain,
        "ods": lambda: ods_of([sample()]),
        "xls": OLD.read_bytes,
    }[kind]()
    parts: list[str] = []
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = [name for name in package.namelist() if name.startswith(("xl/", "content"))]
    for number in range(count):
        if not parts or number % 3 == 0:
            yield damaged(data, chance)
            continue
        part = chance.choice(parts)
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            content = package.read(part)
        yield replaced(data, part, damaged(content, chance))


@pytest.mark.parametrize(("kind", "count"), [("xlsx", 800), ("shared.xlsx", 600), ("ods", 700), ("xls", 900)])
def test_random_damage(kind: str, count: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever bytes are wrong: a document or an InputError with both sentences, soon, and no file left behind."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    outcomes = {True: 0, False: 0}
    for data in damages(kind, count):
        began = time.monotonic()
        outcomes[readable(data, f"a.{kind}")] += 1
        assert time.monotonic() - began < 20
    assert list(tmp_path.iterdir()) == []
    assert min(outcomes.values()) > 0


XML = st.lists(
    st.sampled_from(
        ["<sheetData>", "</sheetData>", '<row r="1">', "<row>", '<row r="0">', '<row r="9" hidden="1">', "</row>",
         '<c r="A1">', '<c r="ZZZ9">', '<c r="9">', '<c t="s">', '<c t="x" s="-1">', '<c t="inlineStr">', "</c>", "<v>",
         "</v>", "0", "1e999", "甲", "<f>", "</f>", "<is>", "</is>", "<t>", "</t>", "<rPh>", "</rPh>", "<r>",
         "</r>",
         '<mergeCell ref="A1:B2"/>', '<mergeCell ref="B2:A1"/>', '<mergeCell ref="x"/>',
         '<col min="1" max="9" hidden="1"/>',
         '<col min="9" max="1" hidden="1"/>', '<col hidden="1"/>'],
    ),
    max_size=30,
).map("".join)  # fmt: skip
CELLS = st.lists(
    st.tuples(
        st.integers(1, 30),
        st.integers(1, 6),
        st.sampled_from(["甲", "1", " ", "a\nb", "0.5"]),
        st.integers(1, 5),
        st.integers(1, 4),
    ),
    max_size=25,
)


@settings(max_examples=300, deadline=None)
@given(XML)
def test_any_sheet_content(content: str) -> None:
    """Elements in any order and nesting give a document or an InputError."""
    readable(raw_xlsx({"表": content}, strings="<si><t>a</t></si>"), "a.xlsx")


@settings(max_examples=300, deadline=None)
@given(CELLS, st.sets(st.integers(1, 30), max_size=6), st.tuples(st.integers(1, 6), st.integers(1, 6)))
def test_every_grid_is_whole(
    placed: list[tuple[int, int, str, int, int]], hidden: set[int], columns: tuple[int, int]
) -> None:
    """Each position of a visible grid is held by exactly one cell or by what it spans; no visible text is lost."""
    lines: dict[int, dict[int, str]] = {}
    merges = ""
    for row, column, text, high, wide in placed:
        lines.setdefault(row, {})[column] = text
        if high * wide > 1:
            merges += (
                f'<mergeCell ref="{"ABCDEFGHIJ"[column - 1]}{row}:{"ABCDEFGHIJ"[column + wide - 2]}{row + high - 1}"/>'
            )
    content = "".join(
        f'<row r="{row}" hidden="{int(row in hidden)}">'
        + "".join(inline(f"{'ABCDEFGHIJ'[column - 1]}{row}", cells[column]) for column in sorted(cells))
        + "</row>"
        for row, cells in sorted(lines.items())
    )
    first, last = sorted(columns)
    data = raw_xlsx(
        {"表": f'<cols><col min="{first}" max="{last}" hidden="1"/></cols><sheetData>{content}</sheetData>'
               f"<mergeCells>{merges}</mergeCells>"}
    )  # fmt: skip
    document = read_bytes(data, "a.xlsx")
    seen: set[str] = set()
    for block in document.blocks:
        assert isinstance(block, Table)
        held: set[tuple[int, int]] = set()
        found = block.rows
        width = 0
        for number, row_ in enumerate(found):
            for cell in row_.cells:
                area = {(number + y, cell.column + x) for y in range(cell.row_span) for x in range(cell.column_span)}
                assert not area & held
                held |= area
                seen.add(str(cell.address))
                width = max(width, cell.column + cell.column_span)
        assert held == {(y, x) for y in range(len(found)) for x in range(width)}
    if not merges:
        shown = {
            f"表!{'ABCDEF'[column - 1]}{row}"
            for row, cells in lines.items()
            for column, text in cells.items()
            if row not in hidden and not first <= column <= last and text.strip()
        }
        assert shown <= seen
