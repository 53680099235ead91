"""From what the user names (files, folders, patterns, `-`) to the inputs to read."""

import os
import re
from collections.abc import Iterable, Iterator
from glob import has_magic
from pathlib import Path

from perflint.documents.files import STDIN, display_path, missing, read_input, unreadable
from perflint.documents.limits import Limits
from perflint.documents.model import Document
from perflint.documents.registry import known_endings
from perflint.errors import InputError, MissingInput
from perflint.language import Bilingual

_STARS = re.compile(r"\*\*+")


def find_inputs(paths: Iterable[Path | str]) -> Iterator[str | InputError]:
    """The inputs behind `paths`, in their order, each once: file paths, `-`, and an error for what is not there.

    A file named explicitly or by a pattern is always given. From a folder, and all below it, come the files with a
    known ending, sorted; hidden ones and the lock files of office programs (`~$…`) are left out. Links to folders
    are not followed, so that loops do no harm. Which folder gave nothing is for the caller to notice.
    """
    seen: set[str] = set()
    for path in paths:
        for found in _expand(os.fspath(path)):
            if isinstance(found, str):
                identity = found if found == STDIN else os.path.realpath(found)
                if identity in seen:
                    continue
                seen.add(identity)
            yield found


def read_inputs(paths: Iterable[Path | str], limits: Limits | None = None) -> Iterator[Document | InputError]:
    """Every input behind `paths` as its document, or as the error that kept it from being read."""
    limits = limits or Limits.from_environment()
    for found in find_inputs(paths):
        if isinstance(found, InputError):
            yield found
            continue
        try:
            yield read_input(found, limits)
        except InputError as error:
            yield error


def _expand(path: str) -> Iterator[str | InputError]:
    if path == STDIN:
        yield path
    elif path and Path(path).is_dir():
        yield from _walk(path)
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
    endings = known_endings()
    pending = [folder]
    while pending:
        current = pending.pop()
        try:
            with os.scandir(current) as entries:
                listing = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            yield unreadable(display_path(current), error)
            continue
        visible = [entry for entry in listing if not _is_hidden(entry.name)]
        for entry in visible:
            ending = Path(entry.name).suffix.lower().removeprefix(".")
            if ending in endings and not Path(entry.path).is_dir():
                yield entry.path
        pending.extend(entry.path for entry in reversed(visible) if entry.is_dir(follow_symlinks=False))


def _is_hidden(name: str) -> bool:
    return name.startswith((".", "~$"))
