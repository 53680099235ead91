"""Which reader takes an input, and what is said of inputs that none takes."""

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from perflint.documents import find_inputs, known_endings, read_bytes
from perflint.documents.interface import Source
from perflint.documents.limits import Limits
from perflint.documents.registry import READERS, choose_reader, library_missing
from perflint.errors import DamagedInput, EmptyInput, InputError, UnknownFormat

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 504

SAVE_AS_TEXT = "请用原来的程序打开，另存为 xlsx 或 docx 后再检查。"
UNPACK = "请先解压，再检查其中的文件。"
PICTURE = "图片中的文字无法读取，请使用原始的表格或文本。"


def package(*members: str) -> bytes:
    """A zip file with these members."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for member in members:
            archive.writestr(member, "x")
    return buffer.getvalue()


def compound(stream: str) -> bytes:
    """The beginning of a compound file whose directory names a stream."""
    return OLE + "Root Entry".encode("utf-16-le") + stream.encode("utf-16-le") + b"\0" * 64


@pytest.mark.parametrize(
    ("data", "format_name", "remedy"),
    [
        (package("OFD.xml", "Doc_0/Document.xml"), "OFD", SAVE_AS_TEXT),
        (package("forms/a.txt"), "zip", UNPACK),
        (package(), "zip", UNPACK),
        (compound("Whatever"), "Office 97-2003", SAVE_AS_TEXT),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "PNG", PICTURE),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "JPEG", PICTURE),
        (b"Rar!\x1a\x07\x01\0", "RAR", UNPACK),
        (b"\xef\xbb\xbf<?xml version='1.0'?>\n<a/>", "XML", SAVE_AS_TEXT),
    ],
)
def test_formats_without_a_reader_are_named(data: bytes, format_name: str, remedy: str) -> None:
    """A known format that this version does not read is called by its name, whatever the file is called."""
    with pytest.raises(UnknownFormat) as caught:
        read_bytes(data, "自评表.txt")
    assert caught.value.describe("zh") == f"自评表.txt: 这是 {format_name} 文件，此版本尚不能读取。{remedy}"


@pytest.mark.parametrize(("name", "program"), [("自评表.XLSX", "Excel"), ("a/自评表.docx", "Word")])
@pytest.mark.parametrize("data", [package("x")[:30], package("part/x"), b"PK\x03\x04" + b"\0" * 200])
def test_an_office_file_in_pieces_is_called_damaged(data: bytes, name: str, program: str) -> None:
    """What is called an office file and is a zip without its parts is damaged; nobody shall unpack or pack it."""
    with pytest.raises(DamagedInput) as caught:
        read_bytes(data, name)
    assert caught.value.describe("zh") == (
        f"{name}: {program} 文件已损坏或没有传完整，打不开。"
        f"请用 {program} 或 WPS 打开并修复、另存，或重新取得这份文件，再检查。"
    )


def test_a_damaged_office_file_in_a_folder_is_no_archive(tmp_path: Path) -> None:
    """A broken directory makes a file with an office ending a broken office file, not a broken archive."""
    (tmp_path / "a.xlsx").write_bytes(package("part/x")[:-10])
    (found,) = find_inputs([tmp_path])
    assert found == str(tmp_path / "a.xlsx")


@pytest.mark.parametrize(
    ("library", "data"),
    [
        ("pypdfium2", b"%PDF-1.7\n"),
        ("lxml", package("word/document.xml")),
        ("selectolax", b"<html><table><tr><td>a</td></tr></table></html>"),
    ],
    ids=["with the reader", "with what reads", "while reading"],
)
def test_a_missing_library_costs_one_input(monkeypatch: pytest.MonkeyPatch, library: str, data: bytes) -> None:
    """A reader whose library is not installed refuses its input by name, with the remedy."""
    readers = tuple(f"perflint.documents.{family}" for family in ("pdf", "word", "web"))
    for module in [name for name in sys.modules if name.startswith(readers)]:
        monkeypatch.delitem(sys.modules, module)
    for module in [name for name in sys.modules if name.partition(".")[0] == library] or [library]:
        monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(InputError) as caught:
        read_bytes(data, "自评表")
    assert caught.value.describe("zh") == (
        f"自评表: 读取这种文件要用的程序库 {library} 没有装好。"
        f"请在 perflint 所在的环境里运行 python -m pip install --force-reinstall {library}，再检查。"
    )


def test_a_gap_in_perflint_itself_is_no_missing_library() -> None:
    """An import that fails inside perflint is its own fault and is not blamed on the input."""
    with pytest.raises(ImportError):
        library_missing(ImportError(name="perflint.documents.word"), "自评表")


def test_format_without_a_reader_in_english() -> None:
    """The same sentence in English."""
    with pytest.raises(UnknownFormat) as caught:
        read_bytes(package("OFD.xml", "Doc_0/Document.xml"), "a.ofd")
    assert caught.value.describe("en") == (
        "a.ofd: The format is OFD, which this version does not read yet. "
        "Open it in the program it came from, save it as xlsx or docx and check that."
    )


def test_commas() -> None:
    """Commas make a table in a .csv; one with tabs only is tab-separated, and commas in a .txt are plain text."""
    assert read_bytes("指标,得分\n".encode(), "a.csv").format == "csv"
    assert read_bytes("指标\t得\t分,\n".encode(), "a.csv").format == "text"
    assert read_bytes("指标,得分\n".encode(), "a.txt").format == "text"


@pytest.mark.parametrize("data", [b"<!DOCTYPE html>\n<p>a", b"\n<!-- a --> <!-- b -->\n<html>a", b"<table><tr><td>a"])
@pytest.mark.parametrize("ending", ["html", "xls", "txt"])
def test_pages_by_their_beginning(data: bytes, ending: str) -> None:
    """A page is a page whatever its name: many systems export one as .xls."""
    assert read_bytes(data, f"a.{ending}").format == "html"


def test_encrypted_office_file() -> None:
    """A workbook with a password says so instead of passing for an old format."""
    with pytest.raises(DamagedInput) as caught:
        read_bytes(compound("EncryptedPackage"), "a.xlsx")
    assert caught.value.describe("zh") == ("a.xlsx: 文件设有打开密码，无法读取。请取消密码，保存后再检查。")


@pytest.mark.parametrize("data", [b"", b"\xef\xbb\xbf", b" \r\n\t\n", "　\n".encode(), b"\xff\xfe", b"\x1a"])
def test_nothing_in_it(data: bytes) -> None:
    """No bytes, a lone byte-order mark and nothing but blanks are all an empty file."""
    with pytest.raises(EmptyInput) as caught:
        read_bytes(data, "a.xlsx")
    assert caught.value.describe("zh") == "a.xlsx: 文件是空的，没有可检查的内容。"
    assert caught.value.describe("en") == "a.xlsx: The file is empty; there is nothing to check."


@pytest.mark.parametrize("ending", ["xlsx", "docx", "pdf", "json", "yaml", ""])
def test_the_name_does_not_decide(ending: str) -> None:
    """Tab-separated text is read as such under any name."""
    assert read_bytes("指标\t得分\t分值\n".encode(), f"a.{ending}").format == "text"


def test_every_entry_of_the_registry_leads_to_a_reader() -> None:
    """Each text reader of the registry takes a sample of its own format, and says so by the same name."""
    samples = {
        "json": '{"forms": []}',
        "yaml": "forms: []",
        "html": "# a\n<table><tr><td>a</td></tr></table>",
        "md": "| a |\n| b |",
        "csv": "a,b,c,d\n" * 4,
        "cell-text": "\ta\n\tb\n",
        "spaced-text": "名称  目标  实际  得分\n" * 4,
        "text": "a\tb\tc",
    }
    chosen = {name: choose_reader(Source(text.encode(), "-", Limits())) for name, text in samples.items()}
    assert {name: reader.format for name, reader in chosen.items()} == {name: name for name in samples}
    assert [type(reader).__name__ for reader in chosen.values()] == [
        entry.reader for entry in READERS if not entry.magic
    ]


def test_endings_taken_from_folders() -> None:
    """The registry owns the list of endings."""
    texts = {"txt", "tsv", "csv", "md", "yaml", "yml", "json"}
    sheets = {"xlsx", "xlsm", "xls", "et", "ods"}
    word = {"docx", "docm", "dotx", "dotm", "doc", "dot", "wps", "wpt", "rtf", "odt", "ott"}
    assert known_endings() == texts | sheets | word | {"pdf", "html", "htm", "mht", "mhtml"}


def test_readers_are_imported_when_used() -> None:
    """Importing the package loads no reader, and reading tab-separated text loads no YAML parser."""
    program = (
        "import sys, perflint.documents as d; "
        "print(any('delimited_text' in m for m in sys.modules)); "
        "d.read_bytes(b'a\\tb\\tc', '-'); print(any(m.startswith('ruamel') for m in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


@pytest.mark.parametrize("data", [package("xl/workbook.xml")[:40], OLE[:20], b"%PDF", b"PK\x03\x04"])
def test_truncated_binaries_are_input_errors(data: bytes) -> None:
    """A cut file of a binary format is refused, not taken for text."""
    with pytest.raises(InputError):
        read_bytes(data + b"\0", "a.xlsx")
