"""From what the user names (files, folders, patterns, `-`) to the inputs to read."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator
from glob import has_magic
from pathlib import Path

from perflint.documents.files import (
    HEAD,
    STDIN,
    display_path,
    may_be_archive,
    missing,
    open_streams,
    read_input,
    unreadable,
)
from perflint.documents.legacy.batch import convert_together
from perflint.documents.limits import Limits
from perflint.documents.model import Document
from perflint.documents.own_reports import is_own_report
from perflint.documents.registry import known_endings
from perflint.errors import InputError, MissingInput
from perflint.language import Bilingual
from perflint.patterns import pattern

# perflint's own settings are YAML as forms can be, and are no forms.
_OWN_FILES = ("perflint.yaml", "perflint-waivers.yaml")
_STARS = pattern(r"\*\*+")


def find_inputs(paths: Iterable[Path | str], limits: Limits | None = None) -> Iterator[str | InputError]:
    """The inputs behind `paths`, in their order, each once: file paths, `-`, and an error for what is not there.

    A file named explicitly or by a pattern is always given. From a folder, and all below it, come the files with a
    known ending, sorted; hidden ones, the lock files of office programs (`~$…`), perflint's own settings and its own
    reports are left out. Links to folders are not followed, so that loops do no harm. A zip archive stands for the
    files in it; one on standard input is opened by `open_streams`. Which folder gave nothing is for the caller to
    notice.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _unpacked(_expand(os.fspath(path)), limits):
            if isinstance(found, str):
                identity = found if found == STDIN else os.path.realpath(found)
                if identity in seen:
                    continue
                seen.add(identity)
            yield found


def endings_passed_over(paths: Iterable[Path | str]) -> Counter[str]:
    """The endings that no reader knows, and how many files below the folders among `paths` are left out for each.

    Hidden files are nobody's input and are not counted; nor is anything behind a pattern.
    """
    folders = {os.path.realpath(path) for path in paths if os.fspath(path) not in ("", STDIN) and Path(path).is_dir()}
    return sum(map(_unknown_endings, folders), Counter[str]())


def _taken_from_folders() -> frozenset[str]:
    # Forms are published as OFD: until a reader takes them, each is named as unread and none passed over.
    return known_endings() | {"zip", "ofd"}


def _unknown_endings(folder: str) -> Counter[str]:
    endings = _taken_from_folders()
    found: Counter[str] = Counter()
    for _, below, names in os.walk(folder):
        # In place: the walk goes on from what is left.
        below[:] = [name for name in below if not _is_hidden(name)]
        found.update(_ending(name) for name in names if _ending(name) not in endings and not _is_hidden(name))
    return found


def read_inputs(paths: Iterable[Path | str], limits: Limits | None = None) -> Iterator[Document | InputError]:
    """Every input behind `paths` as its document, or as the error that kept it from being read."""
    limits = limits or Limits.from_environment()
    for found in convert_together(open_streams(find_inputs(paths, limits), limits), limits):
        if isinstance(found, Document | InputError):
            yield found
            continue
        try:
            yield read_input(found, limits)
        except InputError as error:
            yield error


def _is_inside(path: str) -> bool:
    from perflint.documents.archive import is_inside  # noqa: PLC0415

    return is_inside(path)


def _is_archive(path: str) -> bool:
    try:
        if not Path(path).is_file():
            return False
        with Path(path).open("rb") as file:
            head = file.read(HEAD)
    except (OSError, ValueError):
        return False
    if not may_be_archive(head):
        return False
    from perflint.documents.archive import is_archive  # noqa: PLC0415  # few inputs are archives

    return is_archive(path)


def _unpacked(inputs: Iterable[str | InputError], limits: Limits | None) -> Iterator[str | InputError]:
    for found in inputs:
        if isinstance(found, str) and found != STDIN and _is_archive(found):
            from perflint.documents.archive import list_members  # noqa: PLC0415

            yield from list_members(found, display_path(found), limits or Limits.from_environment())
        else:
            yield found


def _expand(path: str) -> Iterator[str | InputError]:
    if path == STDIN:
        yield path
    elif path and Path(path).is_dir():
        yield from _walk(path)
    elif "!/" in path and not os.path.lexists(path) and _is_inside(path):
        yield path
    elif os.path.lexists(path) or not has_magic(path):
        yield path if os.path.lexists(path) else missing(display_path(path))
    else:
        yield from _match(path)


def _match(pattern: str) -> Iterator[str | InputError]:
    parts = Path(pattern).parts
    first = next(index for index, part in enumerate(parts) if has_magic(part))
    # Two stars mean folders only where they stand alone; unlike glob.glob, Path.glob then follows no links.
    wanted = [part if part == "**" else _STARS.sub("*", part) for part in parts[first:]]
    matches = sorted(Path(*parts[:first]).glob("/".join(wanted)))
    found = [match for match in matches if not any(map(_is_hidden, match.parts[first:]))]
    if not found:
        yield MissingInput(
            Bilingual(zh="没有与此模式匹配的文件。", en="No file matches this pattern."),
            path=display_path(pattern),
            remedy=Bilingual(zh="请检查路径是否写对。", en="Check the spelling of the path."),
        )
    for match in found:
        if match.is_dir():
            yield from _walk(str(match))
        else:
            yield str(match)


def _walk(folder: str) -> Iterator[str | InputError]:
    endings = _taken_from_folders()
    pending = [folder]
    while pending:
        current = pending.pop()
        try:
            with os.scandir(current) as entries:
                listing = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            yield unreadable(display_path(current), error)
            continue
        visible = [entry for entry in listing if not _is_hidden(entry.name) and entry.name not in _OWN_FILES]
        for entry in visible:
            path = Path(entry.path)
            if _ending(entry.name) in endings and not path.is_dir() and not is_own_report(path):
                # `.` says nothing that a reader of the report, or git, would write.
                yield entry.path.removeprefix(f".{os.sep}") if folder == "." else entry.path
        pending.extend(entry.path for entry in reversed(visible) if entry.is_dir(follow_symlinks=False))


def _ending(name: str) -> str:
    return Path(name).suffix.lower().removeprefix(".")


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))
