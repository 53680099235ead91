"""What the surroundings say: the language of the locale, whether colours are welcome, how wide the terminal is."""

import os
import shutil
from collections.abc import Mapping
from typing import TextIO

from perflint.language import Language

# Wide enough for the three columns of the console report, narrow enough for a mail or a printout.
WIDTH_WITHOUT_TERMINAL = 100


def locale_language(environment: Mapping[str, str] | None = None) -> Language:
    """English where the locale of messages is English, else Chinese (so also for C and POSIX)."""
    settings = os.environ if environment is None else environment
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := settings.get(name, ""):
            return "en" if value.lower().startswith("en") else "zh"
    return "zh"


def colour_welcome(stream: TextIO | None, environment: Mapping[str, str] | None = None) -> bool:
    """Whether `stream` takes colours: NO_COLOR forbids them, FORCE_COLOR asks for them, else a terminal decides."""
    settings = os.environ if environment is None else environment
    if settings.get("NO_COLOR"):
        return False
    if settings.get("FORCE_COLOR", "0") not in ("", "0"):
        return True
    return settings.get("TERM") != "dumb" and is_terminal(stream)


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody is looking; a closed or missing stream is no terminal."""
    try:
        return stream is not None and stream.isatty()
    except ValueError:
        return False


def line_width() -> int:
    """The columns of the terminal (or of COLUMNS), and a fixed width where there is no terminal."""
    return shutil.get_terminal_size((WIDTH_WITHOUT_TERMINAL, 24)).columns
