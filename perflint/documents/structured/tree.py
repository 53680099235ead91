"""Building the tree of a structured document: addresses, limits and duplicate keys, the same for YAML and JSON."""

import re
from bisect import bisect_right

from perflint.documents.interface import Source
from perflint.documents.limits import too_large
from perflint.documents.model import Address, Cell, Node
from perflint.errors import DamagedInput
from perflint.language import Bilingual
from perflint.patterns import pattern

_LONE_SURROGATE = pattern("[\ud800-\udfff]")


class Frame:
    """A mapping or list that is still open; `key` waits for its value, `started` is the size of the tree before it."""

    def __init__(self, node: dict[str, Node] | list[Node], started: int) -> None:
        self.node = node
        self.started = started
        self.key: str | None = None
        self.keys: dict[str, int] = {}


class TreeBuilder:
    """Takes what a parser meets, in its order, and gives the tree. Offsets are characters from the text's beginning."""

    def __init__(self, source: Source, language: str) -> None:
        self._source = source
        self._language = language
        # Most lines of a large file are counted before any is stored.
        self._starts = [0] if not source.breaks else [0, *(match.end() for match in re.finditer("\n", source.text))]
        self.frames: list[Frame] = []
        self.size = 0
        self.roots: list[Node] = []

    @property
    def wants_key(self) -> bool:
        """Whether the next scalar is the key of the open mapping."""
        return bool(self.frames) and isinstance(self.frames[-1].node, dict) and self.frames[-1].key is None

    def address(self, offset: int) -> Address:
        """Line and column of a character."""
        line = bisect_right(self._starts, offset)
        return Address("line", line, offset - self._starts[line - 1] + 1)

    def open(self, node: dict[str, Node] | list[Node], offset: int) -> None:
        """A mapping or list begins; it is at once the value of what encloses it."""
        limit = self._source.limits.max_depth
        if len(self.frames) >= limit:
            raise too_large("max_depth", limit, self._source.path, place=str(self.address(offset)))
        started = self.size
        self.add(node, offset)
        self.frames.append(Frame(node, started))

    def close(self) -> Frame:
        """The innermost mapping or list ends."""
        return self.frames.pop()

    def key(self, text: str, offset: int) -> None:
        """A key of the open mapping."""
        frame = self.frames[-1]
        if text in frame.keys:
            first = self.address(frame.keys[text]).row
            raise self.damaged(
                Bilingual(
                    zh=f"键“{text}”重复，第 {first} 行已有同名的键。",
                    en=f"The key '{text}' is repeated; line {first} has it already.",
                ),
                offset,
            )
        self._check_text(text, offset)
        frame.keys[text] = offset
        frame.key = text

    def scalar(self, text: str, offset: int) -> Cell:
        """A leaf, addressed by its first character."""
        self._check_text(text, offset)
        cell = Cell(text, self.address(offset))
        self.add(cell, offset)
        return cell

    def add(self, node: Node, offset: int, *, size: int = 1) -> None:
        """A finished value of `size` nodes, all of them new to this place of the tree."""
        self.size += size
        limit = self._source.limits.max_cells
        if self.size > limit:
            raise too_large("max_cells", limit, self._source.path, place=str(self.address(offset)))
        if not self.frames:
            self.roots.append(node)
            return
        frame = self.frames[-1]
        if isinstance(frame.node, list):
            frame.node.append(node)
        elif frame.key is not None:
            frame.node[frame.key] = node
            frame.key = None

    def damaged(self, message: Bilingual, offset: int) -> DamagedInput:
        """The refusal of the whole file for a fault at one place."""
        remedy = Bilingual(
            zh=f"请改正此处的 {self._language} 后再检查。", en=f"Correct the {self._language} at this place."
        )
        place = str(self.address(min(offset, len(self._source.text))))
        return DamagedInput(message, path=self._source.path, place=place, remedy=remedy)

    def _check_text(self, text: str, offset: int) -> None:
        if _LONE_SURROGATE.search(text):
            raise self.damaged(
                Bilingual(
                    zh="转义字符不成对，不是有效的文字。",
                    en="An escaped surrogate stands alone; this is no valid text.",
                ),
                offset,
            )
