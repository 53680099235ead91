"""Files of older office programs: told by their content, read by way of LibreOffice, all of a run with one start."""

import hashlib
import io
import os
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

import perflint
from perflint.documents import Document, Limits, convert_together, office_program, read_bytes, read_inputs, read_path
from perflint.documents.compound_file import OLE, BrokenCompoundError, CompoundFile
from perflint.documents.interface import Source
from perflint.documents.legacy_kinds import DOC, EXCEL_XML, ODT, RICH_TEXT, WORD_XML, XLS, Kind, kind_of
from perflint.errors import DamagedInput, InputError, UnknownFormat
from perflint.forms.export import form_to_mapping
from tests.documents.docx_samples import docx, form_docx, p, tbl, tc, tr, zipped
from tests.forms.rendering import sample

PROGRAM = office_program.find_program()
needs_program = pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not installed")

SECTOR = 512
FREE, END, FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def compound(streams: dict[str, bytes]) -> bytes:
    """A compound file with these streams, each of 4096 bytes or more (MS-CFB, version 3)."""
    names = ["Root Entry", *streams]
    directory_sectors = -(-len(names) // 4)
    table = [FAT, *range(2, 1 + directory_sectors), END]
    content, firsts = [], []
    for data in streams.values():
        sectors = -(-len(data) // SECTOR)
        firsts.append(len(table))
        table += [*range(len(table) + 1, len(table) + sectors), END]
        content.append(data.ljust(sectors * SECTOR, b"\0"))
    table += [FREE] * (SECTOR // 4 - len(table))
    entries = []
    for number, name in enumerate(names):
        spelled = name.encode("utf-16-le")
        right = number + 1 if 0 < number < len(streams) else FREE
        below = 1 if not number and streams else FREE
        first, size = (END, 0) if not number else (firsts[number - 1], len(streams[name]))
        entries.append(
            struct.pack(
                "<64sHBBIII36xIII", spelled, len(spelled) + 2, 2 if number else 5, 1, FREE, right, below, first, size, 0
            )
        )
    sizes = (0x3E, 3, 0xFFFE, 9, 6)
    places = (0, 1, 1, 0, 4096, END, 0, END, 0, 0)
    head = struct.pack("<8s16xHHHHH6xIIIIIIIIII", OLE, *sizes, *places) + struct.pack("<108I", *[FREE] * 108)
    directory = b"".join(entries).ljust(directory_sectors * SECTOR, b"\0")
    return head + struct.pack(f"<{SECTOR // 4}I", *table) + directory + b"".join(content)


def word_stream(flags: int = 0) -> bytes:
    """The beginning of a Word stream, with the flags of its information block."""
    return struct.pack("<HHHHHH", 0xA5EC, 0xC1, 0, 0x409, 0, flags).ljust(5000, b"\0")


def source(data: bytes, name: str = "表.doc") -> Source:
    return Source(data, name, Limits())


ODT_TYPE = "application/vnd.oasis.opendocument.text"


def open_document(mimetype: str, manifest: str = "<a/>") -> bytes:
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", mimetype)
        archive.writestr("META-INF/manifest.xml", manifest)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (compound({"WordDocument": word_stream()}), DOC),
        (compound({"Workbook": b"x" * 5000}), XLS),
        (compound({"Book": b"x" * 5000}), XLS),
        (compound({"1Table": b"x" * 5000, "WordDocument": word_stream()}), DOC),
        (compound({"PowerPoint Document": b"x" * 5000}), None),
        (compound({"EncryptedPackage": b"x" * 5000}), None),
        (compound({}), None),
        (compound({"WordDocument": word_stream()})[:1500], DOC),
        (b"{\\rtf1\\ansi a}", RICH_TEXT),
        (open_document(ODT_TYPE), ODT),
        (open_document("application/vnd.oasis.opendocument.graphics"), None),
        (docx(p("a")), None),
        (zipped({"a.txt": "a"}), None),
        (b'<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?><w:wordDocument/>', WORD_XML),
        (b'\xef\xbb\xbf<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', EXCEL_XML),
        (b'<?xml version="1.0"?><html/>', None),
        (b"<html/>", None),
        ("项目\t得分".encode(), None),
    ],
)  # fmt: skip
def test_kinds(data: bytes, kind: Kind | None) -> None:
    """The content decides what a file is, and whether an office program is needed for it."""
    assert kind_of(source(data)) is kind


def test_embedded_files_do_not_decide() -> None:
    """A stream inside a storage (a Word file embedded in a workbook) is not the file's own."""
    data = bytearray(compound({"Workbook": b"x" * 5000, "WordDocument": word_stream()}))
    second = 512 + SECTOR + 2 * 128
    # The second stream is no longer beside the first: nothing leads to it from the top.
    struct.pack_into("<I", data, second - 128 + 0x48, FREE)
    struct.pack_into("<I", data, 512 + SECTOR + 128 + 0x48, FREE)
    assert kind_of(source(bytes(data))) is XLS


def test_every_cut_of_a_compound_file_is_noticed() -> None:
    """A file cut anywhere before the end of its last stream is not taken for a whole one."""
    whole = compound({"1Table": b"x" * 4500, "WordDocument": word_stream()})
    CompoundFile(whole).start("WordDocument", 32)
    for length in range(0, len(whole) - (SECTOR - 5000 % SECTOR) - 1, 61):
        with pytest.raises((BrokenCompoundError, KeyError)):
            CompoundFile(whole[:length]).start("WordDocument", 32)


def test_damage_to_a_compound_file() -> None:
    """Whatever stands in its tables (loops, sectors that are not there), its reader comes to an end."""
    import random

    whole = compound({"1Table": b"x" * 5000, "WordDocument": word_stream()})
    chance = random.Random(7)  # noqa: S311
    for _ in range(2000):
        data = bytearray(whole)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(0, 3 * SECTOR, 4)
            data[at : at + 4] = struct.pack(
                "<I", chance.choice((0, 1, 2, 3, 5, FREE, END, FAT, 0xFFFFFFF0, chance.randrange(2**32)))
            )
        try:
            file = CompoundFile(bytes(data))
            for name in file.streams:
                file.start(name, 32)
        except BrokenCompoundError:
            continue


LOCKED = "文件设有打开密码，无法读取。"
DAMAGED = "文件已损坏或不完整，无法打开。"


@pytest.mark.parametrize(
    ("data", "zh"),
    [
        (compound({"WordDocument": word_stream(0x0100)}), LOCKED),
        (open_document(ODT_TYPE, "<manifest:encryption-data/>"), LOCKED),
        (compound({"WordDocument": word_stream()})[:3000], DAMAGED),
        (compound({"WordDocument": word_stream()})[:1500], DAMAGED),
    ],
)
def test_refused_before_any_program_starts(data: bytes, zh: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A password or a missing end is seen in the file itself: nothing is mended and half read."""
    monkeypatch.setattr(office_program, "convert", None)
    with pytest.raises(DamagedInput) as caught:
        read_bytes(data, "表.doc")
    assert caught.value.message.zh == zh


@pytest.mark.parametrize(
    ("data", "message", "target"),
    [
        (compound({"WordDocument": word_stream()}), "Word 97-2003 (doc, wps)", "docx"),
        (b"{\\rtf1\\ansi a}", "RTF", "docx"),
        (open_document(ODT_TYPE), "OpenDocument (odt)", "docx"),
    ],
)
def test_without_the_program(data: bytes, message: str, target: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where LibreOffice is not installed, the sentence says how to get it and what to do instead."""
    monkeypatch.setattr(office_program, "find_program", lambda: None)
    with pytest.raises(UnknownFormat) as caught:
        read_bytes(data, "表.doc")
    assert caught.value.describe("zh") == (
        f"表.doc: 这是 {message} 文件，读取它需要 LibreOffice，而本机没有安装。 "
        f"请安装 LibreOffice（免费），或用原来的程序打开，另存为 {target} 后再检查。"
    )
    assert caught.value.describe("en") == (
        f"表.doc: The format is {message}; reading it takes LibreOffice, which is not installed here. "
        f"Install LibreOffice (it is free), or open the file in its own program, save it as {target} and check that."
    )


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for temporary files; it must be empty in the end."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


# A program that does as LibreOffice would, or not: per file, by its content.
STAND_IN = """#!{python}
import pathlib, shutil, subprocess, sys, time
arguments = sys.argv[1:]
out = pathlib.Path(arguments[arguments.index("--outdir") + 1])
out.mkdir(exist_ok=True)
with open({log!r}, "a") as log:
    log.write("start\\n")
for name in arguments[arguments.index("--outdir") + 2:]:
    content = pathlib.Path(name).read_bytes()
    if b"crash" in content:
        sys.exit(9)
    if b"hang" in content:
        child = subprocess.Popen(["sleep", "300"])
        with open({log!r}, "a") as log:
            log.write(f"{{child.pid}}\\n")
        time.sleep(300)
    if b"fail" in content:
        continue
    shutil.copy({result!r}, out / (pathlib.Path(name).stem + ".docx"))
"""


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, temporary: Path) -> Path:
    """Puts a program in LibreOffice's place; gives the file in which it notes its starts."""
    if sys.platform == "win32":
        pytest.skip("the stand-in is a script with a shebang line")
    result, log, program = tmp_path / "result.docx", tmp_path / "log", tmp_path / "soffice"
    result.write_bytes(docx(tbl(tr(tc("甲")))))
    program.write_text(STAND_IN.format(python=sys.executable, log=str(log), result=str(result)), encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setattr(office_program, "find_program", lambda: str(program))
    return log


def rtf_files(folder: Path, *words: str) -> list[str]:
    paths = []
    for number, word in enumerate(words):
        path = folder / f"{number}-{word}.rtf"
        path.write_bytes(b"{\\rtf1 " + word.encode() + b"}")
        paths.append(str(path))
    return paths


def outcomes(results: Sequence[object]) -> list[str]:
    return [type(result).__name__ if isinstance(result, Document | InputError) else str(result) for result in results]


def test_one_start_for_many_files(tmp_path: Path, stand_in: Path) -> None:
    """All older files of a run are converted together; the others are left alone, and the order is kept."""
    paths = [*rtf_files(tmp_path, "a", "b", "fail", "c"), str(tmp_path / "gone.doc")]
    plain = tmp_path / "表.txt"
    plain.write_text("项目\t得分\n", encoding="utf-8")
    inputs = [*paths[:2], str(plain), b"bytes", *paths[2:]]
    results = list(convert_together(inputs))
    assert outcomes(results) == [
        "Document",
        "Document",
        str(plain),
        "b'bytes'",
        "DamagedInput",
        "Document",
        "MissingInput",
    ]
    assert [result.path for result in results if isinstance(result, Document)] == [paths[0], paths[1], paths[3]]
    assert stand_in.read_text(encoding="utf-8") == "start\n"


def test_a_run_converts_together(tmp_path: Path, stand_in: Path) -> None:
    """The run of many inputs, and the check of many paths, start the program once."""
    paths = rtf_files(tmp_path, "a", "b", "c")
    assert outcomes(list(read_inputs(paths))) == ["Document"] * 3
    assert len(perflint.parse_all(paths).documents) == 3
    assert stand_in.read_text(encoding="utf-8") == "start\n" * 2


def test_a_file_that_breaks_the_program(tmp_path: Path, stand_in: Path) -> None:
    """It is given up, and the ones after it get a new start."""
    paths = rtf_files(tmp_path, "a", "crash", "b", "crash", "c")
    assert outcomes(list(convert_together(paths))) == [
        "Document",
        "DamagedInput",
        "Document",
        "DamagedInput",
        "Document",
    ]
    assert stand_in.read_text(encoding="utf-8") == "start\n" * 3


def test_a_file_that_takes_for_ever(tmp_path: Path, stand_in: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After the time limit the program is ended with all that it started; the files after it are still read."""
    monkeypatch.setattr(office_program, "_SECONDS_TO_START", 0)
    start = time.monotonic()
    results = list(convert_together(rtf_files(tmp_path, "a", "hang", "b"), Limits(max_seconds=1)))
    assert outcomes(results) == ["Document", "DamagedInput", "Document"]
    assert time.monotonic() - start < 20
    child = int(stand_in.read_text(encoding="utf-8").split()[1])
    with pytest.raises(ProcessLookupError):
        wait_until_gone(child)


def wait_until_gone(process: int) -> None:
    """Ends with ProcessLookupError as soon as there is no such process."""
    for _ in range(100):
        os.kill(process, 0)
        status = Path(f"/proc/{process}/stat")
        if status.is_file() and status.read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z":
            raise ProcessLookupError
        time.sleep(0.05)


def test_an_interrupted_run_leaves_nothing(tmp_path: Path, stand_in: Path) -> None:
    """Whoever stops taking results has the temporary files removed all the same."""
    results = convert_together(rtf_files(tmp_path, "a", "b"))
    assert isinstance(next(results), Document)
    results.close()  # type: ignore[attr-defined]


def test_the_message_of_a_failed_conversion(tmp_path: Path, stand_in: Path) -> None:
    """What LibreOffice cannot open is damaged or locked."""
    with pytest.raises(DamagedInput) as caught:
        read_bytes(b"{\\rtf1 fail}", "表.rtf")
    assert caught.value.describe("zh") == (
        "表.rtf: LibreOffice 无法打开此文件，文件可能已损坏或设有密码。 "
        "请用原来的程序打开，另存为 docx 或 xlsx 后再检查。"
    )


@pytest.fixture(scope="session")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes, str], bytes]:
    """Turns a Word file into another format with LibreOffice."""

    def convert(data: bytes, target: str) -> bytes:
        folder = tmp_path_factory.mktemp("converted")
        (folder / "form.docx").write_bytes(data)
        command = [str(PROGRAM), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", target, "--outdir", str(folder / "out"), str(folder / "form.docx")]
        subprocess.run(command, capture_output=True, check=True, timeout=120)
        return (folder / "out" / f"form.{target}").read_bytes()

    return convert


@needs_program
@pytest.mark.parametrize(
    ("target", "name"), [("doc", "表.doc"), ("doc", "表.wps"), ("rtf", "表.doc"), ("odt", "表.odt")]
)
def test_older_formats_read_the_same(
    target: str, name: str, converted: Callable[[bytes, str], bytes], temporary: Path
) -> None:
    """A form is the same in every field, and at the same addresses, in the old formats as in a docx."""
    data = form_docx([sample(), sample() | {"project": "乙"}])
    (first, second), (old, older) = (
        [form_to_mapping(form, addresses=True) for form in perflint.parse(read_bytes(content, name)).forms]
        for content in (data, converted(data, target))
    )
    assert (old, older) == (first, second)
    assert read_bytes(data, name).format == "docx"


@needs_program
def test_files_that_the_program_cannot_open(temporary: Path) -> None:
    """What passes for an older file and is none gives a sentence."""
    with pytest.raises(InputError):
        read_bytes(compound({"WordDocument": word_stream()}), "表.doc")


@needs_program
@pytest.mark.skipif(sys.platform != "linux", reason="where the socket stands is known for Linux only")
def test_a_killed_program_leaves_no_socket(
    converted: Callable[[bytes, str], bytes], temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its name begins with a digest of the profile's place, so that it can be told from those of other programs."""
    data = converted(form_docx([sample()]), "doc")
    seen: list[str] = []
    ends = office_program._ends

    def wait_for_socket(process: subprocess.Popen[bytes], out: Path, seconds: int) -> bool:
        own = (out.parent.resolve() / "profile").as_uri().encode("utf-16-le")
        name = "".join(f"{byte:x}" for byte in hashlib.md5(own, usedforsecurity=False).digest())
        for _ in range(200):
            seen.extend(str(path) for path in Path("/tmp").glob(f"OSL_PIPE_*{name}"))  # noqa: S108
            if seen or process.poll() is not None:
                break
            time.sleep(0.02)
        return False if seen else ends(process, out, seconds)

    monkeypatch.setattr(office_program, "_ends", wait_for_socket)
    with pytest.raises(DamagedInput):
        read_bytes(data, "表.doc")
    assert seen
    assert not any(Path(path).exists() for path in seen)


@needs_program
def test_many_real_files(tmp_path: Path, converted: Callable[[bytes, str], bytes], temporary: Path) -> None:
    """A folder of older files is read with one start, the broken one among them apart."""
    data = converted(form_docx([sample()]), "doc")
    for number in range(5):
        (tmp_path / f"{number}.doc").write_bytes(data if number != 2 else data[: len(data) // 2])
    results = list(read_inputs([tmp_path / f"{number}.doc" for number in range(5)]))
    assert outcomes(results) == ["Document", "Document", "DamagedInput", "Document", "Document"]
    (alone,) = (read_path(tmp_path / "0.doc"),)
    assert results[0] == alone
