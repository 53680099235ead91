"""Zip archives of forms: each file inside is an input of its own, called `archive.zip!/folder/form.xlsx`.

Nothing is written to disk. An archive inside an archive is opened too, one inside that is not. An office file is a
zip package by its making and no archive. A ratio of compression needs no limit: what a member, and what all of them
together, those of archives inside among them, may unpack to is bounded in bytes, whatever the directory declares.
"""

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from perflint.documents.files import display_path, may_be_archive
from perflint.documents.interface import Source
from perflint.documents.limits import Limits, too_large
from perflint.documents.registry import known_endings
from perflint.errors import DamagedInput, EmptyInput, InputError, MissingInput
from perflint.language import Bilingual
from perflint.patterns import pattern

SEPARATOR = "!/"
ENDING = "zip"

_PACKAGE_MEMBERS = frozenset(("[Content_Types].xml", "OFD.xml", "META-INF/manifest.xml"))
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1
_DRIVE = pattern(r"[A-Za-z]:")
_DEEPEST = 2
_DAMAGE = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)


class Member(NamedTuple):
    """A file in an archive: its name below the archive (`b.zip!/c.txt`), and the bytes that its directory declares."""

    name: str
    size: int
    archive: "_Archive"
    info: zipfile.ZipInfo

    def read(self, shown: str, limits: Limits) -> bytes:
        """Its bytes, for people called `shown`. Raises DamagedInput, InputTooLarge."""
        return self.archive.read(self.info, shown, limits)


def is_archive(path: str) -> bool:
    """Whether the zip file at `path` is no office package.

    One without a readable directory counts as an archive, unless its ending is that of another format.
    """
    return _is_archive(path, path)


def is_archive_in_memory(data: bytes, name: str) -> bool:
    """The same for the bytes of a file; `name` is what reports call it."""
    return may_be_archive(data) and _is_archive(io.BytesIO(data), name)


def holds_files(file: str | io.BytesIO) -> bool | None:
    """Whether a zip file holds files of their own, not the parts of one document; None without a readable directory."""
    try:
        with zipfile.ZipFile(file) as archive:
            return _PACKAGE_MEMBERS.isdisjoint(archive.namelist())
    except _DAMAGE:
        return None


def _is_archive(file: str | io.BytesIO, name: str) -> bool:
    holds = holds_files(file)
    return _ending(name) not in known_endings() if holds is None else holds


def list_members(path: str, name: str, limits: Limits) -> Iterator[str | InputError]:
    """The inputs in the archive at `path`, sorted, spelt `path!/member`, and an error for each that is not taken.

    As from a folder, files with a known ending are taken and hidden ones left out. `name` is the path for display.
    """
    try:
        for found in _walk(_open(path, name, limits), name, limits):
            yield f"{path}{SEPARATOR}{found.name}" if isinstance(found, Member) else found
    except InputError as error:
        yield error


def members_of(data: bytes, name: str, limits: Limits) -> Iterator[Member | InputError]:
    """The same for an archive in memory, which reports call `name`."""
    try:
        if len(data) > limits.max_bytes:
            raise too_large("max_bytes", limits.max_bytes, name)
        yield from _walk(_Archive(data, name), name, limits)
    except InputError as error:
        yield error


def unpacked(data: bytes, name: str, limits: Limits) -> Iterator[Source | InputError]:
    """What is in an archive in memory, read one by one as it is asked for."""
    for found in members_of(data, name, limits):
        if not isinstance(found, Member):
            yield found
            continue
        shown = f"{name}{SEPARATOR}{found.name}"
        try:
            yield Source(found.read(shown, limits), shown, limits)
        except InputError as error:
            yield error


def is_inside(path: str) -> bool:
    """Whether `path` names something in an archive, not a file of its own."""
    return bool(_split(path)[0])


def member_bytes(path: str, name: str, limits: Limits) -> bytes:
    """The bytes of a member by its path `archive.zip!/member`; at most one more than the limit.

    Raises MissingInput where there is no such archive or member, DamagedInput for broken or encrypted ones,
    InputTooLarge.
    """
    outer, inner = _split(path)
    return _find(_open(outer, name, limits), inner, name, limits)


def member_bytes_in_memory(data: bytes, inner: str, name: str, limits: Limits) -> bytes:
    """The same for an archive in memory, by the member's name below it; reports call the member `name`."""
    return _find(_Archive(data, name), inner, name, limits)


def _find(archive: "_Archive", inner: str, name: str, limits: Limits) -> bytes:
    members = archive.members()
    if inner not in members:
        # A name may itself hold the separator; else it is in an archive inside this one.
        parts = inner.split(SEPARATOR)
        heads = (SEPARATOR.join(parts[:count]) for count in range(1, len(parts)))
        first = next((head for head in heads if head in members and _ending(head) == ENDING), None)
        if first is None:
            raise _no_member(name)
        archive = _Archive(archive.read(members[first], name, limits), name)
        members, inner = archive.members(), inner[len(first) + len(SEPARATOR) :]
        if inner not in members:
            raise _no_member(name)
    return archive.read(members[inner], name, limits)


class _Archive:
    """An open archive in memory, its members by their true names."""

    def __init__(self, data: bytes, name: str) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except _DAMAGE as error:
            raise _damaged(name) from error
        self._members: dict[str, zipfile.ZipInfo] | None = None

    def members(self) -> dict[str, zipfile.ZipInfo]:
        """The files, by name; of two of one name the later, as unpacking would leave it."""
        if self._members is None:
            self._members = {_true_name(info): info for info in self._zip.infolist() if not info.is_dir()}
        return self._members

    def read(self, info: zipfile.ZipInfo, name: str, limits: Limits) -> bytes:
        """A member's bytes, at most one more than the limit."""
        if info.flag_bits & _ENCRYPTED:
            raise _encrypted(name)
        if info.file_size > limits.max_bytes:
            raise too_large("max_bytes", limits.max_bytes, name)
        try:
            with self._zip.open(info) as file:
                return file.read(limits.max_bytes + 1)
        except _DAMAGE as error:
            raise _damaged(name) from error


class _Left:
    """What may still come out of an archive and those inside it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._members = limits.max_members
        self._bytes = limits.max_unpacked

    def take(self, members: int, size: int, name: str) -> None:
        """Count these. Raises InputTooLarge, and counts nothing then."""
        if members > self._members:
            raise too_large("max_members", self._limits.max_members, name)
        if size > self._bytes:
            raise too_large("max_unpacked", self._limits.max_unpacked, name)
        self._members -= members
        self._bytes -= size


def _walk(
    archive: _Archive, name: str, limits: Limits, *, above: str = "", depth: int = 1, left: _Left | None = None
) -> Iterator[Member | InputError]:
    """The members, their names behind `above`; `name` is the archive's for people."""
    left = left or _Left(limits)
    members = archive.members()
    endings = known_endings() | {ENDING}
    taken = sorted(
        (member, info) for member, info in members.items() if _ending(member) in endings and not _is_hidden(member)
    )
    left.take(len(members), sum(info.file_size for _, info in taken), name)
    if not taken:
        yield _nothing(name)
    if any(info.flag_bits & _ENCRYPTED for _, info in taken):
        raise _encrypted(name)
    for member, info in taken:
        place, shown = f"{above}{member}", f"{name}{SEPARATOR}{member}"
        if fault := _fault(member, info, depth):
            yield DamagedInput(fault, path=shown, remedy=_UNPACK)
        elif _ending(member) == ENDING:
            try:
                inner = _Archive(archive.read(info, shown, limits), shown)
                behind = f"{place}{SEPARATOR}"
                yield from _walk(inner, shown, limits, above=behind, depth=depth + 1, left=left)
            except InputError as error:
                yield error
        else:
            yield Member(place, info.file_size, archive, info)


def _fault(member: str, info: zipfile.ZipInfo, depth: int) -> Bilingual | None:
    if member.startswith("/") or _DRIVE.match(member) or ".." in PurePosixPath(member).parts:
        return Bilingual(
            zh="压缩包内的路径指向包外，没有读取。",
            en="Its path in the archive points outside of it; it was not read.",
        )
    if stat.S_ISLNK(info.external_attr >> 16):
        return Bilingual(
            zh="压缩包内的这一项是链接，没有读取。", en="This item of the archive is a link; it was not read."
        )
    if _ending(member) == ENDING and depth >= _DEEPEST:
        return Bilingual(
            zh="压缩包嵌套超过两层，没有读取。",
            en="Archives are nested more than two deep; this one was not read.",
        )
    return None


def _split(path: str) -> tuple[str, str]:
    """The archive's own path and the rest behind the separator; empty where no file stands in front of one."""
    at = path.find(SEPARATOR)
    while at > 0:
        if Path(path[:at]).is_file():
            return path[:at], path[at + len(SEPARATOR) :]
        at = path.find(SEPARATOR, at + 1)
    return "", ""


def _open(path: str, name: str, limits: Limits) -> _Archive:
    try:
        status = Path(path).stat()
        if status.st_size > limits.max_bytes:
            raise too_large("max_bytes", limits.max_bytes, name)
        return _opened(path, status.st_size, status.st_mtime_ns)
    except (OSError, ValueError) as error:
        raise _no_member(name) from error


# Its members are asked for one after the other; one archive at a time is kept.
@lru_cache(maxsize=1)
def _opened(path: str, size: int, _changed: int) -> _Archive:
    with Path(path).open("rb") as file:
        return _Archive(file.read(size + 1), display_path(path))


def _true_name(info: zipfile.ZipInfo) -> str:
    """The name as its author saw it: without the flag for UTF-8 it is UTF-8 or GBK all the same."""
    name = info.orig_filename
    if not info.flag_bits & _UTF8_NAME:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return name.replace("\\", "/").replace("\0", "")


def _ending(member: str) -> str:
    return PurePosixPath(member).suffix.lower().removeprefix(".")


def _is_hidden(member: str) -> bool:
    parts = [part for part in PurePosixPath(member).parts if part != ".."]
    return any(part.startswith((".", "~$")) or part == "__MACOSX" for part in parts)


_UNPACK = Bilingual(zh="请先解压，再检查其中的文件。", en="Unpack it first and check the files in it.")


def _damaged(name: str) -> DamagedInput:
    return DamagedInput(
        Bilingual(
            zh="压缩包已损坏或使用了不支持的压缩方式。",
            en="The archive is damaged, or compressed in a way that is not supported.",
        ),
        path=name,
        remedy=Bilingual(
            zh="请重新打包，或先解压，再检查其中的文件。", en="Pack it again, or unpack it and check the files in it."
        ),
    )


def _encrypted(name: str) -> DamagedInput:
    return DamagedInput(
        Bilingual(zh="压缩包设有密码，无法读取。", en="The archive is protected by a password and cannot be read."),
        path=name,
        remedy=_UNPACK,
    )


def _nothing(name: str) -> EmptyInput:
    return EmptyInput(
        Bilingual(zh="压缩包里没有可检查的文件。", en="There is no file in the archive that could be checked."),
        path=name,
    )


def _no_member(name: str) -> MissingInput:
    return MissingInput(
        Bilingual(zh="压缩包里没有这个文件。", en="There is no such file in the archive."),
        path=name,
        remedy=Bilingual(zh="请检查路径是否写对。", en="Check the spelling of the path."),
    )
