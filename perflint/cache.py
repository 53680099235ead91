"""A small store of things that are dear to make and cheap to keep: made rule sets, read vocabularies.

It lies in the user's own cache folder (`PERFLINT_CACHE_DIR` names another; `off` turns it off). An entry is found by a
digest of everything that it was made from, so that a stale one is never found; it is checked by a digest of its
content, so that a damaged one is never read; and it is read only from a file that this user alone can write, because
it may hold compiled code. Without a usable folder nothing is kept and nothing is lost.
"""

import hashlib
import mmap
import os
import stat
import sys
import tempfile
from contextlib import suppress
from functools import cache
from io import FileIO
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from perflint.errors import PerflintError
from perflint.language import Bilingual

VARIABLE = "PERFLINT_CACHE_DIR"
# An entry: the digest of what follows it up to the part for later, where that begins, its digest, body, part for later.
_DIGEST = hashlib.sha256().digest_size
_LENGTH = 8
_HEAD = _DIGEST + _LENGTH + _DIGEST
# How many entries are kept; the oldest go first.
_KEPT = 24


@cache
def _folder(setting: str) -> Path | None:
    """The cache folder for a setting of the variable, or None where there is to be none."""
    if setting.lower() == "off":
        return None
    if setting:
        return Path(setting)
    home = Path.home() if os.environ.get("HOME") or os.name == "nt" else None
    if os.name == "nt":
        base = os.environ.get("LOCALAPPDATA")
        return Path(base) / "perflint" / "Cache" if base else None
    if home is None:
        return None
    if sys.platform == "darwin":
        return home / "Library" / "Caches" / "perflint"
    return Path(os.environ.get("XDG_CACHE_HOME") or home / ".cache") / "perflint"


def usable() -> bool:
    """Whether there is a folder to keep things in: what is dear to pack is not packed for nothing."""
    return _folder(os.environ.get(VARIABLE, "")) is not None


class DamagedEntryError(PerflintError):
    """The part of an entry that was left for later is no longer what it was when the entry was found."""

    def __init__(self) -> None:
        super().__init__(
            Bilingual(
                "perflint 两次运行之间保存的内容在运行中被损坏，请重新运行。",
                "What perflint keeps between runs was damaged while it ran; run it again.",
            )
        )


class Kept(NamedTuple):
    """An entry: its body, which is whole, and what was left for later, which is read when somebody asks."""

    body: memoryview
    later: "Later"


class Later:
    """The part of an entry that is read at the first question. Raises DamagedEntryError."""

    def __init__(self, file: FileIO, begins: int, digest: bytes) -> None:
        self._file = file
        self._begins = begins
        self._digest = digest
        self._content: bytes | None = None
        self._lock = Lock()

    def __call__(self) -> bytes:
        with self._lock:
            if self._content is None:
                self._file.seek(self._begins)
                content = self._file.readall()
                if _digest(content) != self._digest:
                    raise DamagedEntryError
                self._content = content
            return self._content

    def __del__(self) -> None:
        self._file.close()


def recall(name: str) -> Kept | None:
    """The entry kept under a name, or None. Its body is to be read at once and not to be kept."""
    folder = _folder(os.environ.get(VARIABLE, ""))
    if folder is None:
        return None
    try:
        file = FileIO(folder / name)
    except OSError:
        return None
    kept = None
    with suppress(OSError, ValueError, OverflowError):
        kept = _kept(file)
    if kept is None:
        file.close()
    return kept


def _kept(file: FileIO) -> Kept | None:
    """The entry in a file, unless somebody else can have written it or it is damaged.

    Raises OSError where the file cannot be read, ValueError or OverflowError where it is too short.
    """
    if not _own(os.fstat(file.fileno())):
        return None
    head = file.read(_HEAD)
    begins = int.from_bytes(head[_DIGEST : _DIGEST + _LENGTH], "little")
    # Mapped, which spares a copy. Nobody keeps it: a file that is cut off while it is mapped ends the process.
    body = memoryview(mmap.mmap(file.fileno(), begins, access=mmap.ACCESS_READ))[_HEAD:]
    if len(head) < _HEAD or _digest(head[_DIGEST:], body) != head[:_DIGEST]:
        return None
    return Kept(body, Later(file, begins, head[_DIGEST + _LENGTH :]))


def remember(name: str, body: bytes, later: bytes = b"") -> None:
    """Keeps a content under a name, whole or not at all; `later` is what most of those who find it do not need."""
    folder = _folder(os.environ.get(VARIABLE, ""))
    if folder is None:
        return
    half = ""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _own(folder.stat()):
            return
        handle, half = tempfile.mkstemp(dir=folder, prefix=".")
        head = (_HEAD + len(body)).to_bytes(_LENGTH, "little") + _digest(later)
        with os.fdopen(handle, "wb") as file:
            file.write(_digest(head, body) + head + body + later)
        Path(half).replace(folder / name)
        half = ""
        _drop_oldest(folder)
    except OSError:
        # A read-only home or a full disk: the next run makes it again.
        if half:
            with suppress(OSError):
                Path(half).unlink()


def _digest(*parts: bytes | memoryview) -> bytes:
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()


def _drop_oldest(folder: Path) -> None:
    entries = sorted((path for path in folder.iterdir() if path.is_file()), key=lambda path: path.stat().st_mtime)
    for path in entries[:-_KEPT]:
        path.unlink(missing_ok=True)


def _own(status: os.stat_result) -> bool:
    """Nobody but this user can have written it."""
    if os.name == "nt":
        return True
    return status.st_uid == os.geteuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)


def digest_of_code(*places: Path) -> bytes:
    """Changes whenever one of these modules, or one in these folders, does: what other code made is not to be found.

    A module without its source is passed over.
    """
    seen = [sys.version]
    for place in places:
        modules: list[tuple[str, os.stat_result]] = []
        if place.suffix:
            with suppress(FileNotFoundError):
                modules = [(place.name, place.stat())]
        else:
            with os.scandir(place) as entries:
                modules = sorted((entry.name, entry.stat()) for entry in entries if entry.name.endswith(".py"))
        seen.extend(f"{name} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns}" for name, status in modules)
    return hashlib.sha256("\n".join(seen).encode()).digest()
