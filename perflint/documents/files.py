"""Getting the bytes: from a file, from memory, from standard input. Nothing is ever written, nothing ever blocks on
a pipe or a device that was named as a file.
"""

import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, TypeVar

from perflint.documents.interface import Source
from perflint.documents.limits import Limits, too_large
from perflint.documents.model import Document
from perflint.documents.registry import choose_reader, library_missing
from perflint.errors import InputError, MissingInput, UnknownFormat
from perflint.language import Bilingual

STDIN = "-"

HEAD = 64
"""As many bytes of a file as `may_be_archive` needs."""

_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_ZIP_NAME = 30  # where the header of the first member has its name
# How the first member of an office package is usually called: OOXML, OpenDocument, OFD.
_PACKAGES = (b"[Content_Types].xml", b"_rels/", b"docProps/", b"xl/", b"word/", b"mimetype", b"OFD.xml")

Input = TypeVar("Input")


def read_bytes(data: bytes, name: str, limits: Limits | None = None) -> Document:
    """The document in `data`; `name` is what reports call it, its ending a hint at the format.

    Without `limits` those of the environment hold. Raises InputError; UsageError for a wrong limit there.
    """
    return read_source(Source(data, name, limits or Limits.from_environment()))


def read_source(source: Source) -> Document:
    """The document in bytes that are at hand. Raises InputError."""
    if len(source.data) > source.limits.max_bytes:
        raise too_large("max_bytes", source.limits.max_bytes, source.path)
    try:
        return choose_reader(source).read(source)
    except ImportError as error:
        raise library_missing(error, source.path) from error


def read_path(path: Path | str, limits: Limits | None = None) -> Document:
    """The document in a file, its `path` spelt as given; `archive.zip!/member` is a file in a zip archive.

    Raises InputError.
    """
    limits = limits or Limits.from_environment()
    name = display_path(path)
    return read_bytes(file_bytes(path, name, limits.max_bytes), name, limits)


def read_stdin(stream: BinaryIO | None = None, limits: Limits | None = None) -> Document:
    """The document on standard input (or on `stream`); its path is `-`. Raises InputError."""
    limits = limits or Limits.from_environment()
    return read_bytes(_stdin_bytes(limits, stream), STDIN, limits)


def read_input(given: str | Source, limits: Limits | None = None) -> Document:
    """What `find_inputs` and `open_streams` gave: a file, standard input for `-`, bytes at hand. Raises InputError."""
    if isinstance(given, Source):
        return read_source(given)
    return read_stdin(limits=limits) if given == STDIN else read_path(given, limits)


def open_streams(
    inputs: Iterable[Input], limits: Limits | None = None, *, nameless: str = "<bytes>"
) -> Iterator[Input | Source | InputError]:
    """The inputs as they are, but standard input and bytes as what is in them: each file of a zip archive, else they.

    Files of an archive are called `-!/folder/form.xlsx`, those of bytes with `nameless` in front. Nothing is read
    before it is asked for.
    """
    for one in inputs:
        if isinstance(one, bytes):
            yield from _opened(one, nameless, limits or Limits.from_environment())
        elif one == STDIN or (isinstance(one, Path) and str(one) == STDIN):
            held = limits or Limits.from_environment()
            yield from _opened(_stdin_bytes(held), STDIN, held)
        else:
            yield one


def may_be_archive(data: bytes) -> bool:
    """Whether a file begins as a zip archive does; most office packages already show there that they are none."""
    return data.startswith(_ZIP) and not data.startswith(_PACKAGES, _ZIP_NAME)


def is_from_stdin(path: str) -> bool:
    """Whether reports call standard input, or a file of an archive there, by this path."""
    return path == STDIN or path.startswith(f"{STDIN}!/")


def _opened(data: bytes, name: str, limits: Limits) -> Iterator[Source | InputError]:
    if may_be_archive(data):
        from perflint.documents.archive import is_archive_in_memory, unpacked  # noqa: PLC0415  # see file_bytes

        if is_archive_in_memory(data, name):
            yield from unpacked(data, name, limits)
            return
    yield Source(data, name, limits)


def _stdin_bytes(limits: Limits, stream: BinaryIO | None = None) -> bytes:
    return (stream or sys.stdin.buffer).read(limits.max_bytes + 1)


def display_path(path: Path | str) -> str:
    """The path as text that can always be printed.

    File names are bytes on many systems; those that are no UTF-8 (archives packed on Chinese Windows) are shown as
    GB18030 where that fits, else with escapes.
    """
    name = os.fspath(path)
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return "/".join(map(_display_part, os.fsencode(name).split(b"/")))
    return name


def _display_part(part: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return part.decode(encoding)
        except UnicodeDecodeError:
            continue
    return part.decode("utf-8", "backslashreplace")


def file_bytes(path: Path | str, name: str, limit: int) -> bytes:
    """The bytes of a regular file, at most `limit` and one more. Raises InputError, calling the file `name`."""
    if "!/" in name and not os.path.lexists(path):
        from perflint.documents.archive import is_inside, member_bytes  # noqa: PLC0415  # few inputs are in archives

        if is_inside(os.fspath(path)):
            return member_bytes(os.fspath(path), name, Limits(max_bytes=limit))
    try:
        status = Path(path).stat()
        if not stat.S_ISREG(status.st_mode):
            raise _not_a_file(status.st_mode, name)
        if status.st_size > limit:
            raise too_large("max_bytes", limit, name)
        # A pipe put in the file's place meanwhile would keep an ordinary opening waiting for ever.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(handle, "rb") as file:
            return file.read(limit + 1)
    except (OSError, ValueError) as error:
        raise unreadable(name, error) from error


def unreadable(name: str, error: OSError | ValueError) -> InputError:
    """Why the system would not give a file or folder, as a sentence."""
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return missing(name)
    if isinstance(error, PermissionError):
        return MissingInput(
            Bilingual(zh="没有读取权限。", en="There is no permission to read this."),
            path=name,
            remedy=Bilingual(
                zh="请检查文件权限，或确认文件没有被其他程序占用。",
                en="Check its permissions, and that no other program holds it open.",
            ),
        )
    reason = getattr(error, "strerror", None) or str(error)
    return MissingInput(Bilingual(zh=f"无法打开（{reason}）。", en=f"It cannot be opened ({reason})."), path=name)


def missing(name: str) -> MissingInput:
    """The refusal of a path at which nothing stands."""
    return MissingInput(
        Bilingual(zh="文件或文件夹不存在。", en="There is no such file or folder."),
        path=name,
        remedy=Bilingual(zh="请检查路径是否写对。", en="Check the spelling of the path."),
    )


def _not_a_file(mode: int, name: str) -> UnknownFormat:
    if stat.S_ISDIR(mode):
        return UnknownFormat(
            Bilingual(zh="这是文件夹，不是文件。", en="This is a folder, not a file."),
            path=name,
            remedy=Bilingual(zh="请指定其中的文件。", en="Name a file in it."),
        )
    return UnknownFormat(
        Bilingual(zh="这是管道或设备，不是普通文件。", en="This is a pipe or a device, not a regular file."),
        path=name,
        remedy=Bilingual(
            zh="请改用普通文件，或用“-”从标准输入读取。", en="Use a regular file, or '-' for standard input."
        ),
    )
