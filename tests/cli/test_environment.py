"""The language of the locale, and when colours are welcome."""

from collections.abc import Mapping
from io import StringIO

import pytest

from perflint.cli.environment import colour_welcome, locale_language


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "zh"),
        ({"LANG": "C"}, "zh"),
        ({"LANG": "POSIX"}, "zh"),
        ({"LANG": "C.UTF-8"}, "zh"),
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "zh"),
        ({"LC_MESSAGES": "en_GB", "LANG": "zh_CN"}, "en"),
        ({"LC_ALL": "zh_CN", "LC_MESSAGES": "en_GB", "LANG": "en_GB"}, "zh"),
        ({"LC_ALL": "", "LANG": "en"}, "en"),
    ],
)
def test_language(environment: Mapping[str, str], language: str) -> None:
    """LC_ALL before LC_MESSAGES before LANG; English for en, else Chinese."""
    assert locale_language(environment) == language


class Terminal(StringIO):
    """A stream that somebody looks at."""

    def isatty(self) -> bool:
        """Always."""
        return True


@pytest.mark.parametrize(
    ("terminal", "environment", "welcome"),
    [
        (True, {}, True),
        (False, {}, False),
        (True, {"NO_COLOR": "1"}, False),
        (True, {"NO_COLOR": ""}, True),
        (False, {"FORCE_COLOR": "1"}, True),
        (False, {"FORCE_COLOR": "0"}, False),
        (True, {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        (True, {"TERM": "dumb"}, False),
    ],
)
def test_colour(*, terminal: bool, environment: Mapping[str, str], welcome: bool) -> None:
    """NO_COLOR forbids, FORCE_COLOR asks, else a terminal decides."""
    assert colour_welcome(Terminal() if terminal else StringIO(), environment) is welcome


def test_closed_stream_takes_no_colour() -> None:
    """A stream that is closed already is no terminal."""
    stream = StringIO()
    stream.close()
    assert colour_welcome(stream, {}) is False
