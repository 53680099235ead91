"""YAML as `perflint parse` prints it: a tree of texts as they are spelt, each with its address.

Built from the parser's events: no tag is ever constructed, nothing is nested on Python's stack, and an alias counts
with all that it stands for, so that a few lines cannot unfold into a billion.
"""

from collections.abc import Iterator
from typing import Any

from perflint.documents.interface import Source
from perflint.documents.model import Cell, Document, Node
from perflint.documents.structured.tree import TreeBuilder
from perflint.errors import DamagedInput, EmptyInput
from perflint.language import Bilingual
from perflint.patterns import pattern

_PREAMBLE = pattern(r"(?:[ \t]*(?:#[^\n]*|---[ \t]*|%[^\n]*)?\n)*")
_KNOWN_KEY = pattern(
    r"""[-\s{\[]*(["']?)(?:version|documents|forms|path|format|kind|complete|year|title|project|department|unit|"""
    r"""budget|goal|indicators|total)\1[ ]*:(?:\s|\Z)"""
)
_ANY_KEY = pattern(r"""\s*(?:-\s|[{\[]|[^\s:|#][^\n:|]*:(?:\s|\Z))""")
_FORBIDDEN = pattern("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PLAIN_TAGS = {"tag:yaml.org,2002:" + name for name in ("str", "int", "float", "bool", "null", "map", "seq")} | {"!"}
_NULLS = {"", "~", "null", "Null", "NULL"}
_PROBLEMS = {
    "found character that cannot start any token": "此处的字符不能开始一个值（不能用制表符缩进，特殊字符要加引号）",
    "mapping values are not allowed in this context": "此处不应有冒号（含冒号的值要加引号）",
    "found unexpected end of stream": "引号没有结束",
    "did not find expected key": "缩进不一致，或此处缺少键",
    "could not find expected ':'": "缺少冒号",
    "did not find expected '-' indicator": "列表项的缩进不一致",
    "did not find expected node content": "此处缺少一个值",
    "did not find expected ',' or '}'": "花括号没有结束，或缺少逗号",
    "did not find expected ',' or ']'": "方括号没有结束，或缺少逗号",
}


class StructuredYaml:
    """The reader of structured forms in YAML."""

    format = "yaml"

    def recognises(self, source: Source) -> bool:
        """Whether the first line that says something has a key of a structured form; in a .yaml any key will do."""
        if source.ending == "md":
            return False
        start = _PREAMBLE.match(source.text)
        position = start.end() if start else 0
        key = _ANY_KEY if source.ending in {"yaml", "yml"} else _KNOWN_KEY
        return bool(key.match(source.text, position))

    def read(self, source: Source) -> Document:
        """The tree; null is an empty cell; several YAML documents become a list.

        Raises DamagedInput with the place of the fault (syntax, duplicate keys, tags, keys that are no text, merge
        keys), InputTooLarge, EmptyInput.
        """
        builder = TreeBuilder(source, "YAML")
        events = _Events(builder)
        for event in _parse(source.text, builder):
            events.take(event)
        roots = [root for root in builder.roots if not isinstance(root, Cell) or root.text]
        if not roots:
            raise EmptyInput(Bilingual(zh="YAML 中没有内容。", en="There is nothing in this YAML."), path=source.path)
        root: Node = roots[0] if len(roots) == 1 else list(roots)
        return Document(path=source.path, format=self.format, notices=source.notices, root=root)


def _parse(text: str, builder: TreeBuilder) -> Iterator[Any]:
    # Imported here: it costs a tenth of the start of the program, which most inputs never need.
    from ruamel.yaml import YAML  # noqa: PLC0415
    from ruamel.yaml.error import MarkedYAMLError, YAMLError  # noqa: PLC0415

    try:
        yield from YAML(typ="safe").parse(text)
    except MarkedYAMLError as error:
        problem = str(error.problem or error.context or "")
        mark = error.problem_mark or error.context_mark
        zh = _PROBLEMS.get(problem, problem)
        raise builder.damaged(
            Bilingual(zh=f"YAML 语法有误：{zh}。", en=f"Invalid YAML: {problem}."), mark.index if mark else 0
        ) from error
    except YAMLError as error:
        control = _FORBIDDEN.search(text)
        raise builder.damaged(
            Bilingual(zh="含有 YAML 不允许的控制字符。", en="There is a control character that YAML does not allow."),
            control.start() if control else 0,
        ) from error


class _Events:
    """Turns the parser's events into calls of the builder, and resolves aliases."""

    def __init__(self, builder: TreeBuilder) -> None:
        self._builder = builder
        # Anchor → the node and the number of nodes in it; None while it is still open.
        self._anchors: dict[str, tuple[Node, int] | None] = {}
        self._open: list[str | None] = []

    def take(self, event: Any) -> None:
        """One event, told apart by its class name: the C and the Python parser share names, not always classes."""
        offset = event.start_mark.index
        match type(event).__name__:
            case "ScalarEvent":
                self._scalar(event, offset)
            case "MappingStartEvent":
                self._start({}, event, offset)
            case "SequenceStartEvent":
                self._start([], event, offset)
            case "MappingEndEvent" | "SequenceEndEvent":
                frame = self._builder.close()
                anchor = self._open.pop()
                if anchor is not None:
                    self._anchors[anchor] = (frame.node, self._builder.size - frame.started)
            case "AliasEvent":
                self._alias(event.anchor, offset)
            case "DocumentStartEvent":
                self._anchors.clear()

    def _scalar(self, event: Any, offset: int) -> None:
        self._refuse_tag(event, offset)
        text: str = event.value
        plain = not event.style
        if self._builder.wants_key:
            if plain and text == "<<":
                raise self._fault(
                    "不支持合并键“<<”，请把内容写全", "Merge keys (<<) are not supported; write the content out", offset
                )
            self._builder.key(text, offset)
            return
        if not self._builder.frames and text:
            raise self._fault(
                "应为映射或列表，而不是单个值", "A mapping or a list is expected, not a single value", offset
            )
        if plain and text in _NULLS:
            text = ""
        # The text of a quoted scalar begins after its quote.
        cell = self._builder.scalar(text, offset + (event.style in {'"', "'"}))
        if event.anchor is not None:
            self._anchors[event.anchor] = (cell, 1)

    def _start(self, node: dict[str, Node] | list[Node], event: Any, offset: int) -> None:
        self._refuse_tag(event, offset)
        self._refuse_key(offset)
        self._builder.open(node, offset)
        self._open.append(event.anchor)
        if event.anchor is not None:
            self._anchors[event.anchor] = None

    def _alias(self, anchor: str, offset: int) -> None:
        self._refuse_key(offset)
        if anchor not in self._anchors:
            raise self._fault(f"别名“*{anchor}”没有对应的锚点", f"The alias *{anchor} has no anchor", offset)
        anchored = self._anchors[anchor]
        if anchored is None:
            raise self._fault(f"别名“*{anchor}”引用了它自己", f"The alias *{anchor} stands inside itself", offset)
        node, size = anchored
        self._builder.add(node, offset, size=size)

    def _refuse_tag(self, event: Any, offset: int) -> None:
        if event.tag is not None and str(event.tag) not in _PLAIN_TAGS:
            raise self._fault(f"不支持标签“{event.tag}”", f"The tag {event.tag} is not supported", offset)

    def _refuse_key(self, offset: int) -> None:
        if self._builder.wants_key:
            raise self._fault(
                "键只能是文字，不能是列表、映射或别名", "A key must be text, not a list, mapping or alias", offset
            )

    def _fault(self, zh: str, en: str, offset: int) -> DamagedInput:
        return self._builder.damaged(Bilingual(zh=f"{zh}。", en=f"{en}."), offset)
