"""The content of a YAML text straight from the events of the C parser, where there is nothing unusual in it.

Composing nodes first, as `engine.yamlfile` does for the rest, takes twice as long; it alone knows what is to be said.
"""

import re
from collections.abc import Callable
from decimal import Decimal
from sys import intern
from typing import Any

from ruamel.yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)

try:
    from _ruamel_yaml import CParser  # type: ignore[import-not-found,unused-ignore]  # C, without types
except ImportError:  # ruamel.yaml.clib is not there for every system
    CParser = None

MAX_DEPTH = 24
_WORDS = {"true": True, "false": False, "True": True, "False": False, "null": None, "~": None, "": None, "Null": None}
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_DECIMAL = re.compile(r"[-+]?(?:[0-9]+\.[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]{1,2})?")


class Unusual(Exception):  # noqa: N818 - no error yet: the slow reader decides
    """The text holds what a rule file may not hold, or nothing at all."""


def usual_content(text: str) -> Any:
    """The mappings, lists and scalars of the one document that `text` holds.

    Raises Unusual for anchors, aliases, tags, keys that are no text or come twice, deeper levels than MAX_DEPTH,
    any other number of documents, and always where ruamel has no C parser; MarkedYAMLError where the text is no YAML.
    """
    if CParser is None:
        raise Unusual
    parser = CParser(text)
    try:
        return _document(parser)
    finally:
        parser.dispose()


def _document(parser: Any) -> Any:
    event: Callable[[], Any] = parser.get_event
    _expect(event(), StreamStartEvent)
    _expect(event(), DocumentStartEvent)
    content = _content(event(), event, MAX_DEPTH)
    _expect(event(), DocumentEndEvent)
    _expect(event(), StreamEndEvent)
    return content


def _expect(event: Any, kind: type) -> None:
    if type(event) is not kind:
        raise Unusual


def _content(first: Any, event: Callable[[], Any], depth: int) -> Any:
    kind = type(first)
    if depth < 1 or kind not in _BEGINNINGS or first.anchor is not None or first.ctag is not None:
        raise Unusual
    if kind is ScalarEvent:
        return scalar(first.value) if first.implicit[0] else first.value
    if kind is SequenceStartEvent:
        members: list[Any] = []
        while type(member := event()) is not SequenceEndEvent:
            members.append(_content(member, event, depth - 1))
        return members
    table: dict[str, Any] = {}
    while type(key := event()) is not MappingEndEvent:
        if type(key) is not ScalarEvent or key.anchor is not None or key.ctag is not None or key.value in table:
            raise Unusual
        # The same few keys stand in every file; what is made of them is smaller and sooner kept if each is there once.
        table[intern(key.value)] = _content(event(), event, depth - 1)
    return table


_BEGINNINGS = frozenset((ScalarEvent, SequenceStartEvent, MappingStartEvent))


def scalar(text: str) -> Any:
    """What an unquoted word stands for; whatever is no number, true, false or null is a text."""
    if text in _WORDS:
        return _WORDS[text]
    if text[0] in "+-.0123456789":
        if _INTEGER.fullmatch(text):
            return int(text)
        if _DECIMAL.fullmatch(text):
            return Decimal(text)
    return intern(text)
