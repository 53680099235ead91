"""Rows that are split at their tags: never otherwise than the parser reads them, or left to it."""

import io
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from perflint.documents.limits import Limits
from perflint.documents.spreadsheet.grid import Sheet
from perflint.documents.spreadsheet.number_format import NumberFormat, compile_format
from perflint.documents.spreadsheet.xlsx_rows import plain_rows, plain_sheet
from perflint.documents.spreadsheet.xlsx_sheet import SharedParts, SheetReader
from perflint.errors import InputError
from tests.documents.spreadsheet_samples import MAIN, inline

EXAMPLES = sorted((Path(__file__).parents[2] / "examples" / "formats").glob("*.xlsx"))
FORMATS = ["General", "0.00%", "#,##0.00", "@", "General"]
STRINGS = ["产出指标", "≥95%", "", "满意度"]


def part(rows: str, *, declaration: str = "", before: str = "", after: str = "", root: str = "worksheet") -> bytes:
    """A sheet's part with these rows."""
    content = (
        f"{declaration}<{root} xmlns='{MAIN}' xmlns:x14ac='urn:x'>{before}<sheetData>{rows}</sheetData>{after}</{root}>"
    )
    return content.encode()


def is_plain(content: bytes) -> bool:
    """Whether its rows can be split at their tags, down to each cell."""
    reader = SheetReader("表", "sheet1.xml", shared())
    try:
        reader._take_plain(content)
    except ValueError:
        return False
    return True


def shared() -> SharedParts:
    """Four formats and four strings."""
    formats: list[NumberFormat] = [compile_format(code) for code in FORMATS]
    return SharedParts(STRINGS, formats, frozenset({3}), {}, {}, Limits(), "a.xlsx")


def read(content: bytes, *, parsed: bool) -> Sheet | str:
    """The sheet or the mistake; a part that comes in two chunks is parsed."""
    reader = SheetReader("表", "sheet1.xml", shared())
    try:
        reader.read([content[:9], content[9:]] if parsed else [content])
    except InputError as error:
        return f"{error.place} {error}"
    return reader.sheet


PLAIN = [
    '<row r="1"><c r="A1" s="1"><v>0.9998</v></c><c r="B1" s="3" t="s"><v>0</v></c></row>',
    '<row r="1" spans="1:9" ht="27" customHeight="1" x14ac:dyDescent="0.25"><c r="A1"/><c r="B1" s="2"></c></row>',
    '<row r="2"/><row r="3" hidden="1"/><row r="4"><c r="A4"><v>5</v></c></row><row r="5" hidden="true"/><row r="6"/>',
    '<row r="1" ht="0" customHeight="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="e"><v>#N/A</v></c></row>',
    '<row r="1"><c r="A1"><f>B1&amp;"x"</f><v>3</v></c><c r="B1"><f t="shared" si="0"/><v>1</v></c></row>',
    '<row r="1"><c r="A1" t="str"><v> 九成 </v></c><c r="AA1" t="s"><v>2</v></c><c r="XFD1"><v>-1E-3</v></c></row>',
    '<row r="1"><c r="A1" t="d"><v>2023-01-05</v></c></row>',
    '<row r="3"><c r="A3"><v>1</v></c></row><row r="1"><c r="A1"><v>2</v></c></row><row r="3"><c r="B3"/></row>',
    '<row r="3"><c r="A3"><v>1</v></c></row><row r="3"><c r="A3"><v>2</v></c><c r="B3"><v>4</v></c></row>',
    "",
]  # fmt: skip
FOR_THE_PARSER = [
    '<row r="1"><c r="A1"><v>1</v></c> <c r="B1"><v>2</v></c></row>',
    '<row r="1"><c r="A1"> <v>1</v></c></row>',
    "<row r='1'><c r='A1'><v>1</v></c></row>",
    '<row r="1"><!-- --><c r="A1"><v>1</v></c></row>',
    '<row r="1"><c r="A1"><v><![CDATA[1]]></v></c></row>',
    '<row r="1"><c r="A1" t="str"><v>甲&amp;乙</v></c></row>',
    '<row r="1"><c r="A1" t="str"><v>甲&#x4e59;</v></c></row>',
    '<row r="1"><c r="A1" t="str"><v>甲\n乙</v></c></row>',
    '<row r="1"><c r="A1" t="str"><v>]]></v></c></row>',
    '<row r="1"><c r="A1" t="str"><v>\x01</v></c></row>',
    f'<row r="1">{inline("A1", "甲")}</row>',
    '<row r="1"><c r="A1"><f>1+1</f></c></row>',
    '<row r="1"><c r="A1"><f>1+1</f><v></v></c></row>',
    '<row r="1"><c r="A1"><v/></c></row>',
    '<row r="1"><c s="1" r="A1"><v>1</v></c></row>',
    '<row r="1"><c><v>1</v></c></row>',
    '<row><c r="A1"><v>1</v></c></row>',
    '<row spans="1:9" r="1"><c r="A1"><v>1</v></c></row>',
    '<row r="1" r="2"><c r="A1"><v>1</v></c></row>',
    '<row r="1" ht="1" ht="2"><c r="A1"><v>1</v></c></row>',
    '<row r="1" y:ht="1"><c r="A1"><v>1</v></c></row>',
    '<row r="1" ht="&lt;"><c r="A1"><v>1</v></c></row>',
    '<row r="0"><c r="A1"><v>1</v></c></row>',
    '<row r="1048577"><c r="A1"><v>1</v></c></row>',
    '<row r="x"><c r="A1"><v>1</v></c></row>',
    '<row r="1"><c r="XFE1"><v>1</v></c></row>',
    '<row r="1"><c r="a1"><v>1</v></c></row>',
    '<row r="1"><c r="A1" s="1" s="2"><v>1</v></c></row>',
    '<row r="1"><c r="A1" s="-1"><v>1</v></c></row>',
    '<row r="1"><c r="A1"><v>1</v><v>2</v></c></row>',
    '<row r="1"><c r="A1"><v>1</v></c>',
    '<row r="1"><c r="A1"><v>1</v></row>',
    '<c r="A1"><v>1</v></c>',
    '<row r="1"><row r="2"><c r="A2"><v>1</v></c></row></row>',
    '<row r="1"/>x<row r="2"><c r="A2"><v>1</v></c></row>',
    '<row r="1"><c r="A1"><v>1</v></c></row>x',
    '<row r="1"><c r="A1"><v>1</v></c></row><x/>',
    '<row r="1"><c r="A1"><v>1</v></c><extLst/></row>',
    '<row r="1" hidden="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v/></c></row>',
]  # fmt: skip


@pytest.mark.parametrize("rows", PLAIN)
def test_what_programs_write_is_split(rows: str) -> None:
    """Styles, types, formulas with their results, empty and hidden rows: split, and read as the parser does."""
    content = part(rows, after='<mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>')
    assert is_plain(content)
    sheet = read(content, parsed=False)
    assert sheet == read(content, parsed=True)
    assert isinstance(sheet, Sheet)


def test_values_of_split_rows() -> None:
    """By hand: what the cells of three such sheets show, and which rows are hidden."""
    rates, hidden, formulas = (read(part(PLAIN[number]), parsed=False) for number in (0, 2, 4))
    assert isinstance(rates, Sheet)
    assert rates.cells[1][1] == "99.98%"
    assert rates.cells[1][2].strip("\ufdd0\ufdd1") == "产出指标"
    assert isinstance(hidden, Sheet)
    assert hidden.cells == {4: {1: "5"}}
    assert hidden.hidden_rows == [(3, 3), (5, 5)]
    assert isinstance(formulas, Sheet)
    assert formulas.cells == {1: {1: "3", 2: "1"}}


@pytest.mark.parametrize("rows", FOR_THE_PARSER)
def test_the_rest_is_for_the_parser(rows: str) -> None:
    """Whatever those programs do not write is not split; the parser's sheet, or its mistake, is what comes out."""
    content = part(rows)
    assert not is_plain(content)
    assert read(content, parsed=False) == read(content, parsed=True)


@pytest.mark.parametrize(
    ("content", "plain"),
    [
        (part(PLAIN[0], declaration='<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'), True),
        (part(PLAIN[0], declaration="<?xml version='1.0' encoding='utf-8'?>\n"), True),
        (b"\xef\xbb\xbf" + part(PLAIN[0]), True),
        (part(PLAIN[0], declaration="<?xml version='1.0' encoding='GB18030'?>\n"), False),
        (part(PLAIN[0], declaration="<!DOCTYPE worksheet>"), False),
        (part(PLAIN[0], before="<?mso <sheetData>?>"), False),
        (part(PLAIN[0], root="x:worksheet"), False),
        (part(PLAIN[0]).decode().encode("utf-16"), False),
        (part(PLAIN[0]).replace("产".encode(), b"\xff"), True),
        (part(PLAIN[5]).replace("九".encode(), b"\xff"), False),
        (part(PLAIN[0]).replace(b"</sheetData>", b""), False),
        (part(PLAIN[0]).replace(b"<sheetData>", b"<sheetData >"), False),
        (part(PLAIN[0], after="<mergeCells>"), True),
    ],
)
def test_what_stands_around_the_rows(content: bytes, plain: bool) -> None:
    """Another encoding, a document type, an instruction or a prefix change how rows read; the rest is parsed anyway."""
    assert is_plain(content) is plain
    assert read(content, parsed=False) == read(content, parsed=True)


def test_a_bad_number_is_told_with_its_cell() -> None:
    """A cell that cannot be shown is the same mistake at the same place, by either way."""
    content = part('<row r="7"><c r="B7"><v>1</v></c><c r="C7"><v>1x</v></c></row>')
    mistake = read(content, parsed=False)
    assert mistake == read(content, parsed=True)
    assert isinstance(mistake, str)
    assert "表!C7" in mistake


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_examples_are_split(path: Path) -> None:
    """The project's own workbooks take the short way, every sheet of them."""
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        sheets = [package.read(name) for name in package.namelist() if name.startswith("xl/worksheets/sheet")]
    assert sheets
    assert all(list(plain_rows(plain_sheet(sheet))) for sheet in sheets)


TAGS = st.lists(
    st.sampled_from(
        ['<row r="1">', '<row r="2" ht="0" customHeight="1">', '<row r="3"/>', '<row r="4" hidden="1"/>', "</row>",
         "<row>", '<c r="A1">', '<c r="B1" s="1">', '<c r="C2" t="s">', '<c r="D2" s="2" t="str">', '<c r="E1"/>',
         "</c>", "<v>", "</v>",
         "<v>1</v>", "<v>甲</v>", "<f>", "</f>", "<f/>", " ", "&amp;", "<v/>", '<c r="A1" s="1"><v>3</v></c>',
         '<c r="B2" t="s"><v>1</v></c>', '<c r="C1" t="str"><f>1</f><v>乙</v></c>', '<c r="F1" s="9"></c>', "</row>",
         '<row r="5"><c r="A5" t="str"><v>丙</v></c></row>'],
    ),
    max_size=12,
).map("".join)  # fmt: skip


@settings(max_examples=1500, deadline=None)
@given(TAGS)
def test_both_ways_agree(rows: str) -> None:
    """Tags in any order: the same sheet, or the same mistake, whichever way it went."""
    content = part(rows)
    assert read(content, parsed=False) == read(content, parsed=True)
