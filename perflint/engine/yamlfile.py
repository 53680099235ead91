"""YAML as rule files use it: read fast when all is well, read again with places when something is wrong.

Anchors, aliases and tags are refused: a rule file is a tree that a person can read from top to bottom.
"""

from codecs import BOM_UTF8
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from ruamel.yaml import YAML
from ruamel.yaml.constructor import SafeConstructor
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.tag import Tag

from perflint.engine.own_files import MAX_CHARACTERS
from perflint.errors import Mistake, RuleFileError
from perflint.language import Bilingual
from perflint.patterns import pattern
from perflint.yamlevents import MAX_DEPTH, Unusual, scalar, usual_content

# A longer line is named by its number only.
MAX_SHOWN = 400
# The C composer calls itself for every level; a text that could go deeper than this is measured before it gets there.
_SAFE_DEPTH = 100
_INDENTED = pattern(rf"(?m)^[ \t\-?:]{{{_SAFE_DEPTH}}}")
_BRACKETS = pattern(r"[\[\]{}]")

_TEXT, _TABLE, _LIST = (Tag(suffix=f"tag:yaml.org,2002:{name}") for name in ("str", "map", "seq"))
_PLAIN = Tag(suffix="tag:yaml.org,2002:plain")
_OURS = (_TEXT, _TABLE, _LIST, _PLAIN)


class _Resolver(VersionedResolver):  # type: ignore[misc,unused-ignore] # ruamel has no types in some releases
    """Tags without the search through versions and paths, which takes three quarters of the time of a load."""

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Tag:  # noqa: ARG002
        if kind is ScalarNode:
            return _PLAIN if implicit[0] else _TEXT
        return _LIST if kind is SequenceNode else _TABLE

    def descend_resolver(self, current_node: Any, current_index: Any) -> None:
        """Paths have no meaning here."""

    def ascend_resolver(self) -> None:
        """Paths have no meaning here."""


class _Refused(Exception):  # noqa: N818 - turned into a Mistake by the caller, who has the text
    def __init__(self, node: Node, message: Bilingual, width: int = 1) -> None:
        super().__init__(message.en)
        self.node = node
        self.message = message
        self.width = width


class _Constructor(SafeConstructor):  # type: ignore[misc,unused-ignore]
    """Numbers stay exact, dates stay text, every node stands in one place."""

    def get_single_data(self) -> Any:
        node = self.composer.get_single_node()
        return None if node is None else _content(node, 1, set())


def _content(node: Node, depth: int, seen: set[int]) -> Any:
    if id(node) in seen or node.anchor is not None:
        raise _Refused(node, Bilingual("规则文件不能用锚点和别名", "anchors and aliases are not allowed in rule files"))
    seen.add(id(node))
    if not any(node.ctag is tag for tag in _OURS):
        raise _Refused(node, Bilingual("规则文件不能用标签", "tags are not allowed in rule files"))
    if depth > MAX_DEPTH:
        raise _Refused(node, Bilingual("嵌套过深", "nested too deeply"))
    if isinstance(node, ScalarNode):
        return scalar(node.value) if node.ctag is _PLAIN else node.value
    if isinstance(node, SequenceNode):
        return [_content(member, depth + 1, seen) for member in node.value]
    table: dict[Any, Any] = {}
    for key, value in node.value:
        name = key.value if isinstance(key, ScalarNode) else None
        if name is None:
            raise _Refused(key, Bilingual("键要是文字", "a key is a text"))
        if name in table:
            raise _Refused(key, Bilingual(f"键 {name} 重复", f"the key {name} occurs twice"), len(name))
        table[name] = _content(value, depth + 1, seen)
    return table


@cache
def _reader(*, pure: bool) -> YAML:
    reader = YAML(typ="safe", pure=pure)
    if not pure:
        reader.Constructor = _Constructor
        reader.Resolver = _Resolver
    return reader


def read_text(path: Path, content: bytes | None = None) -> str:
    """The text of a rule, profile or configuration file; raises RuleFileError where it cannot be read.

    Of a file that was read already `content` has the bytes.
    """
    try:
        if content is None:
            content = path.read_bytes()
        return content.removeprefix(BOM_UTF8).decode().replace("\r\n", "\n")
    except UnicodeDecodeError:
        problem = Bilingual("规则文件不是 UTF-8 编码", "the rule file is not UTF-8")
    except OSError as error:
        why = error.strerror or type(error).__name__
        problem = Bilingual(f"读不了规则文件：{why}", f"the rule file cannot be read: {why}")
    raise RuleFileError([mistake("", str(path), 0, 0, problem.zh, problem.en)])


def load_plain(text: str, path: str) -> Any:
    """The content of a YAML text as mappings, lists, texts, Decimals, ints, booleans; raises RuleFileError.

    Keys are texts always, as written.
    """
    if len(text) > MAX_CHARACTERS:
        raise RuleFileError([mistake(text, path, 0, 0, "文件过大", "the file is too large")])
    try:
        with suppress(Unusual):
            return usual_content(text)
        if _may_be_deep(text):
            _refuse_depth(text)
        return _reader(pure=False).load(text)
    except _Refused as refused:
        mark = refused.node.start_mark
        zh, en = refused.message.zh, refused.message.en
        raise RuleFileError([mistake(text, path, mark.line, mark.column, zh, en, refused.width)]) from None
    except MarkedYAMLError as error:
        raise RuleFileError([_syntax(text, path, error)]) from None
    except (YAMLError, ValueError, RecursionError) as error:
        # A character that YAML does not allow.
        problem = f"not valid YAML: {_first_line(error)}"
        raise RuleFileError([mistake(text, path, 0, 0, "不是合法的 YAML", problem)]) from None


def _may_be_deep(text: str) -> bool:
    if _INDENTED.search(text):
        return True
    depth = 0
    for bracket in _BRACKETS.findall(text):
        depth += 1 if bracket in "[{" else -1
        if depth > _SAFE_DEPTH:
            return True
    return False


def _refuse_depth(text: str) -> None:
    """The slow reader keeps its own stack, so that it can measure any depth."""
    depth = 0
    for event in _reader(pure=True).parse(text):
        name = type(event).__name__
        depth += name.endswith("StartEvent") - name.endswith("EndEvent")
        if depth > MAX_DEPTH:
            raise _Refused(event, Bilingual("嵌套过深", "nested too deeply"))


def _syntax(text: str, path: str, error: MarkedYAMLError) -> Mistake:
    from perflint.engine.yamlslips import yaml_fault  # noqa: PLC0415 - only for a mistake

    fault = yaml_fault(text, error)
    zh, en = f"不是合法的 YAML：{fault.said.zh}", f"not valid YAML: {fault.said.en}"
    return mistake(text, path, fault.line, fault.column, zh, en)


def _first_line(error: BaseException) -> str:
    lines = str(error).splitlines()
    return lines[0] if lines else type(error).__name__


def mistake(  # noqa: PLR0917 - a place and a sentence, always all of them
    text: str, path: str, line: int, column: int, zh: str, en: str, width: int = 1
) -> Mistake:
    """A mistake at a line and column that count from 0, with the line itself."""
    lines = text.splitlines()
    shown = lines[line] if 0 <= line < len(lines) and len(lines[line]) <= MAX_SHOWN else ""
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
        # The reader that found the text readable: the slow one refuses a few texts more.
        self.root: Node | None = _reader(pure=False).compose(text)

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

    def node(self, path: tuple[str | int, ...]) -> Node | None:
        """The node that keys and indices lead to, if it is there."""
        node = self.root
        for step in path:
            found = _child(node, step)
            if found is None:
                return None
            node = found[1]
        return node

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
