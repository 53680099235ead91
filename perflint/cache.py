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
from pathlib import Path

VARIABLE = "PERFLINT_CACHE_DIR"
_DIGEST = hashlib.sha256().digest_size
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


def recall(name: str) -> memoryview | None:
    """The content kept under a name, or None; to be read at once and not to be kept."""
    folder = _folder(os.environ.get(VARIABLE, ""))
    if folder is None:
        return None
    try:
        with (folder / name).open("rb", buffering=0) as file:
            if not _own(os.fstat(file.fileno())):
                return None
            # Mapped, which spares a copy. Nobody keeps it: a file that is cut off while it is mapped ends the process.
            content = memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    except (OSError, ValueError):
        # Not there, or empty.
        return None
    digest, body = content[:_DIGEST], content[_DIGEST:]
    return body if hashlib.sha256(body).digest() == digest else None


def remember(name: str, body: bytes) -> None:
    """Keeps a content under a name, whole or not at all."""
    folder = _folder(os.environ.get(VARIABLE, ""))
    if folder is None:
        return
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _own(folder.stat()):
            return
        handle, half = tempfile.mkstemp(dir=folder, prefix=".")
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(body).digest() + body)
        Path(half).replace(folder / name)
        _drop_oldest(folder)
    except OSError:
        # A read-only home or a full disk: the next run makes it again.
        return


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
