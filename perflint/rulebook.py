"""Where the shipped data is: rules, profiles and vocabulary, in a checkout and in an installed wheel alike."""

import hashlib
import os
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from perflint import __version__
from perflint.cache import recall, remember

# Of such a file; a longer one takes another turn.
_USUAL_SIZE = 32_768


@cache
def rulebook_root() -> Path:
    """The folder of the built-in rulebook.

    A wheel carries it inside the package; a checkout (and so an editable install) has it at the top.
    """
    package = Path(__file__).parent
    for candidate in (package / "rules", package.parent / "rules"):
        if (candidate / "vocabulary").is_dir():
            return candidate
    raise FileNotFoundError("perflint's rules folder is missing from this installation")


def content_of(path: str) -> bytes:
    """The bytes of a rule, profile or vocabulary file. Raises OSError.

    Without Python's objects for files in half the time, and there are many.
    """
    handle = os.open(path, os.O_RDONLY | getattr(os, "O_BINARY", 0))
    try:
        content = os.read(handle, _USUAL_SIZE)
        # Whether that was all costs least to ask by one byte.
        while more := os.read(handle, 1):
            content += more + os.read(handle, _USUAL_SIZE)
    finally:
        os.close(handle)
    return content


@cache
def vocabulary_texts() -> dict[str, bytes]:
    """The files of `rules/vocabulary/` by name, as this process read them first: all that it makes is made of these."""
    folder = f"{rulebook_root()}/vocabulary"
    names = sorted(name for name in os.listdir(folder) if name.endswith(".yaml"))  # noqa: PTH208 - in half the time
    return {name: content_of(f"{folder}/{name}") for name in names}


@cache
def vocabulary_file(name: str) -> dict[str, Any]:
    """The plain content of `rules/vocabulary/NAME.yaml`, read once; between runs it is kept under its digest."""
    text = vocabulary_texts()[f"{name}.yaml"]
    key = f"words-{hashlib.sha256(__version__.encode() + text).hexdigest()[:40]}"
    held = recall(key)
    if held is not None:
        return msgspec.msgpack.decode(held.body, type=dict[str, Any])
    loaded: dict[str, Any] = _content(text.decode())
    remember(key, msgspec.msgpack.encode(loaded))
    return loaded


def _content(text: str) -> Any:
    from perflint.yamlevents import Unusual, usual_content  # noqa: PLC0415 - ruamel costs as much as the rest

    try:
        return usual_content(text)
    except Unusual:
        from ruamel.yaml import YAML  # noqa: PLC0415

        return YAML(typ="safe").load(text)
