"""Patterns that are compiled when they are first used: a short run needs few of the many that reading forms takes."""

import re
from typing import Any, AnyStr, cast

_METHODS = ("search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer", "pattern", "groupindex")


class _Later:
    """Stands for a pattern; the first use of any of its methods compiles it, and later ones cost nothing more."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self.__dict__["made_of"] = (source, flags)

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        made = re.compile(*self.made_of)
        self.__dict__.update((method, getattr(made, method)) for method in _METHODS)
        return self.__dict__[name]


def pattern(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """What `re.compile` gives, made at its first use."""
    return cast("re.Pattern[AnyStr]", _Later(source, flags))
