"""Files of older office programs, read by way of LibreOffice, all of a run with one start."""

import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest

import perflint
from perflint.documents import Document, Limits, convert_together, read_bytes, read_inputs, read_path
from perflint.documents.legacy import office_program
from perflint.errors import DamagedInput, InputError, UnknownFormat
from perflint.forms.export import form_to_mapping
from tests.documents.docx_samples import docx, form_docx, tbl, tc, tr
from tests.documents.old_office_samples import ODT_TYPE, compound, open_document, word_stream
from tests.forms.rendering import sample

PROGRAM = office_program.find_program()
needs_program = pytest.mark.skipif(PROGRAM is None, reason="LibreOffice is not installed")


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
        f"表.doc: 这是 {message} 文件，读取它需要 LibreOffice，而本机没有安装。"
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
        "表.rtf: LibreOffice 无法打开此文件，文件可能已损坏或设有密码。"
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
