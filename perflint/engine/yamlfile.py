"""YAML as rule files use it: read fast when all is well, read again with places when something is wrong.

Anchors, aliases and tags are refused: a rule file is a tree that a person can read from top to bottom.
"""

import re
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

import msgspec
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from perflint.errors import Mistake, RuleFileError
from perflint.language import Bilingual

# A rule with all its examples takes about 10 kB.
MAX_BYTES = 512_000
MAX_DEPTH = 24

# Characters that could start an anchor, an alias or a tag, and lines or brackets that could nest deeply. Only where
# one of these is found is the slow reader asked; it alone decides.
_SUSPECT = re.compile(r"(?m)(?:^|[\s\[{,:-])(?:[&*][^\s&*]|!(?!=)\S)|^[\s\-?]{60}|(?:[\[{][^\[\]{}]*){20}")


class _Constructor(SafeConstructor):  # type: ignore[misc]
    """Numbers stay exact, dates stay text."""

    def construct_exact(self, node: ScalarNode) -> Decimal | str:
        """A decimal fraction with the digits that are written."""
        text = str(node.value)
        try:
            number = Decimal(text.replace("_", ""))
        except InvalidOperation:
            return text
        return number if number.is_finite() else text

    def construct_text(self, node: ScalarNode) -> str:
        """A scalar as written."""
        return str(node.value)


_Constructor.add_constructor("tag:yaml.org,2002:float", _Constructor.construct_exact)
_Constructor.add_constructor("tag:yaml.org,2002:timestamp", _Constructor.construct_text)


@cache
def _reader(*, pure: bool) -> YAML:
    reader = YAML(typ="safe", pure=pure)
    reader.Constructor = _Constructor
    return reader


def load_plain(text: str, path: str) -> Any:
    """The content of a YAML text as mappings, lists, texts, Decimals, ints, booleans; raises RuleFileError."""
    if len(text) > MAX_BYTES:
        raise RuleFileError([mistake(text, path, 0, 0, "文件过大", "the file is too large")])
    try:
        if _SUSPECT.search(text):
            refuse_tricks(text, path)
        return _reader(pure=False).load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line, mark.column) if mark is not None else (0, 0)
        raise RuleFileError([_syntax(text, path, line, column, error)]) from None
    except (YAMLError, ValueError, RecursionError) as error:
        # A character that YAML does not allow, or a number that Python does not take.
        raise RuleFileError(
            [mistake(text, path, 0, 0, "不是合法的 YAML", f"not valid YAML: {_first_line(error)}")]
        ) from None


def refuse_tricks(text: str, path: str) -> None:
    """Raises RuleFileError at the first anchor, alias, tag or too deep nesting."""
    depth = 0
    for event in _reader(pure=True).parse(text):
        name = type(event).__name__
        mark = event.start_mark
        if name == "AliasEvent" or getattr(event, "anchor", None):
            raise RuleFileError([mistake(text, path, mark.line, mark.column, "规则文件不能用锚点和别名",
                                         "anchors and aliases are not allowed in rule files")])  # fmt: skip
        tag = getattr(event, "tag", None)
        if tag is not None and str(tag) not in ("None", "!"):
            raise RuleFileError([mistake(text, path, mark.line, mark.column, "规则文件不能用标签",
                                         "tags are not allowed in rule files")])  # fmt: skip
        depth += name.endswith("StartEvent") - name.endswith("EndEvent")
        if depth > MAX_DEPTH:
            raise RuleFileError([mistake(text, path, mark.line, mark.column, "嵌套过深", "nested too deeply")])


def _syntax(text: str, path: str, line: int, column: int, error: MarkedYAMLError) -> Mistake:
    problem = str(error.problem or error.context or "").strip()
    if "duplicate key" in problem:
        key = problem.split('"')[1] if '"' in problem else ""
        return mistake(text, path, line, column, f"键 {key} 重复", f"the key {key} occurs twice", len(key) or 1)
    return mistake(text, path, line, column, "不是合法的 YAML", f"not valid YAML: {problem}")


def _first_line(error: BaseException) -> str:
    lines = str(error).splitlines()
    return lines[0] if lines else type(error).__name__


def mistake(text: str, path: str, line: int, column: int, zh: str, en: str, width: int = 1) -> Mistake:
    """A mistake at a line and column that count from 0, with the line itself."""
    lines = text.splitlines()
    shown = lines[line] if 0 <= line < len(lines) else ""
    return Mistake(Bilingual(zh, en), path=path, line=line + 1, column=column + 1, source_line=shown, width=width)


class Place(msgspec.Struct, frozen=True):
    """A place in the content: the keys and indices that lead to it, the key itself or its value, characters in it."""

    path: tuple[str | int, ...]
    key: bool = False
    start: int = 0
    width: int = 0


class Places:
    """Finds lines and columns for places in a text that YAML can read."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.root: Node | None = _reader(pure=True).compose(text)

    def locate(self, place: Place) -> tuple[int, int, int]:
        """Line and column from 0, and the width that carets cover; of the nearest thing above if it is not there."""
        node, key = self.root, None
        for step in place.path:
            found = _child(node, step)
            if found is None:
                break
            key, node = found
        else:
            if place.key and key is not None:
                return key.start_mark.line, key.start_mark.column, max(1, len(str(key.value)))
            if isinstance(node, ScalarNode) and place.width:
                return self._inside(node, place)
            return self._whole(node)
        shown = key if key is not None else node
        return self._whole(shown)

    def _whole(self, node: Node | None) -> tuple[int, int, int]:
        if node is None:
            return 0, 0, 1
        start, end = node.start_mark, node.end_mark
        one_line = isinstance(node, ScalarNode) and start.line == end.line
        return start.line, start.column, max(1, end.column - start.column) if one_line else 1

    def _inside(self, node: ScalarNode, place: Place) -> tuple[int, int, int]:
        """The place of characters of a scalar: the text as written is walked beside the value it stands for."""
        index, end = node.start_mark.index, node.end_mark.index
        if node.style in ("|", ">"):
            index = self.text.find("\n", index) + 1
        elif node.style in ("'", '"'):
            index += 1
        for char in str(node.value)[: place.start]:
            index = self._after(char, index, end)
        while index < end and self.text[index] in " \n\t" and str(node.value)[place.start : place.start + 1].strip():
            index += 1
        line = self.text.count("\n", 0, index)
        column = index - (self.text.rfind("\n", 0, index) + 1)
        return line, column, place.width

    def _after(self, char: str, index: int, end: int) -> int:
        """The index behind `char`, written as itself, as a fold of lines, or as an escape."""
        if char.isspace():
            while index < end and self.text[index].isspace():
                index += 1
            return index
        found = self.text.find(char, index, end)
        return found + 1 if found >= 0 else index


def _child(node: Node | None, step: str | int) -> tuple[Node, Node] | None:
    """Key node and value node of one step; a list's member stands for its own key."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if str(key.value) == str(step):
                return key, value
    elif isinstance(node, SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step], node.value[step]
    return None
