"""Patterns of file paths, as configurations and waivers write them: `2021/**`, `*区/*.xlsx`, `附件*.docx`.

`*` and `?` stand for characters of one name, `**` for any folders, `[ab]` for one of some characters. A pattern without
a slash is about the name of a file in any folder; with one it is read from the folder of the file that holds it. What
names a folder (`2021`, `2021/`) means everything below it. Letters are compared as written, however the system composes
them.
"""

import contextlib
import os
import re
from functools import lru_cache
from pathlib import Path
from unicodedata import normalize


def covers(pattern: str, path: str, folder: Path) -> bool:
    """Whether `pattern`, written in a file of `folder`, means the file at `path` (as the user named it)."""
    return bool(_compiled(pattern).match(_seen_from(path, folder)))


def _seen_from(path: str, folder: Path) -> str:
    """The path from the folder, with slashes; one on another drive stays as it is."""
    whole = os.path.abspath(path)  # noqa: PTH100 - links are not followed: people mean the path that they see
    with contextlib.suppress(ValueError):
        whole = os.path.relpath(whole, os.path.abspath(folder))  # noqa: PTH100
    return normalize("NFC", whole.replace(os.sep, "/"))


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    steps = [step for step in normalize("NFC", pattern).replace("\\", "/").split("/") if step not in ("", ".")]
    anywhere = "/" not in pattern.replace("\\", "/").rstrip("/")
    text = "(?:.*/)?" if anywhere else ""
    for step in steps:
        text += "(?:[^/]+/)*" if step == "**" else f"{_name(step)}/"
    # The last slash stands before what is below, or is not there.
    return re.compile(f"{text.removesuffix('/')}(?:/.*)?$" if text.endswith("/") else f"{text}[^/]+$", re.DOTALL)


def _name(step: str) -> str:
    """One name of a pattern as a regular expression."""
    text = ""
    for piece in re.split(r"(\*+|\?|\[!?\]?[^\]]*\])", step):
        if piece.startswith("*"):
            text += "[^/]*"
        elif piece == "?":
            text += "[^/]"
        elif piece.startswith("[") and piece.endswith("]") and len(piece) > 2:
            inside = piece[1:-1].replace("\\", "\\\\").replace("[", "\\[")
            text += f"[{'^/' + inside[1:] if inside.startswith('!') else inside.replace('^', chr(92) + '^')}]"
        else:
            text += re.escape(piece)
    return text
