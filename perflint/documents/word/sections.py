"""What a Word file keeps beside its body: the heads of its pages, by section, and styles that hide or strike text.

Source: ECMA-376 part 1, 17.6 (sections), 17.10 (headers), 17.7 (styles).
"""

import posixpath
from collections.abc import Iterator, Mapping, Set
from functools import cached_property

from lxml import etree

from perflint.documents.limits import Limits
from perflint.documents.model import Table
from perflint.documents.word.names import VALUE, W, first_child, is_on
from perflint.documents.word.parts import RELATION, WordPackage
from perflint.documents.word.story import Story
from perflint.documents.word.text import HIDDEN, STRUCK
from perflint.errors import DamagedInput
from perflint.patterns import pattern

_SECTION, _SECTION_BEFORE = W + "sectPr", W + "sectPrChange"
_REFERENCE, _KIND = W + "headerReference", W + "type"
# Strict files spell the namespace of relations differently.
_IDENTITY = "}id"
_TITLE_PAGE = W + "titlePg"
_STYLE, _STYLE_NAME, _BASE, _LOOK = (W + name for name in ("style", "styleId", "basedOn", "rPr"))
# Page numbers and strokes.
_NO_TEXT = pattern(r"[\W\d_第共页/]*")


class Surroundings:
    """The parts around a body."""

    def __init__(self, package: WordPackage, limits: Limits, path: str) -> None:
        self._package = package
        self._limits = limits
        self._path = path
        self._folder, _, self._name = package.body_part().rpartition("/")
        self._known: dict[str, tuple[str, ...]] = {}

    def heads(self, body: etree._Element) -> list[tuple[str, ...]]:
        """For each section the lines at the head of its pages, those of its first page first.

        A section without a head of its own has the one before it.
        """
        sections = [node for node in body.iter(_SECTION) if _parent_tag(node) != _SECTION_BEFORE]
        found: list[tuple[str, ...]] = []
        parts: dict[str, str] = {}
        for section in sections:
            for reference in section.iterchildren(_REFERENCE):
                parts[reference.get(_KIND, "default")] = self._targets.get(_identity(reference), "")
            kinds = ("first", "default") if is_on(first_child(section, _TITLE_PAGE)) else ("default",)
            lines = (line for kind in kinds if parts.get(kind) for line in self._lines(parts[kind]))
            found.append(tuple(dict.fromkeys(lines)))
        return found if any(found) else []

    def target_of(self, element: etree._Element) -> str:
        """The part that an element refers to by its relation; "" for none."""
        return self._targets.get(_identity(element), "")

    @cached_property
    def hidden_styles(self) -> frozenset[str]:
        """The styles whose text is not shown, as those of the ends of forms in copied web pages."""
        return self._styles_with(b"vanish", frozenset((HIDDEN,)))

    @cached_property
    def struck_styles(self) -> frozenset[str]:
        """The styles whose text is struck through."""
        return self._styles_with(b"strike", STRUCK)

    def _styles_with(self, word: bytes, properties: Set[str]) -> frozenset[str]:
        """The styles that have one of the properties, by themselves or by the style they are based on."""
        part = f"{self._folder}/styles.xml"
        if part not in self._package or word not in self._package.read(part):
            return frozenset()
        try:
            styles = {style.get(_STYLE_NAME, ""): style for style in self._package.parsed(part).iter(_STYLE)}
        except DamagedInput:
            return frozenset()
        return frozenset(name for name in styles if _has(name, styles, properties))

    @cached_property
    def _targets(self) -> dict[str, str]:
        part = f"{self._folder}/_rels/{self._name}.rels"
        try:
            relations = self._package.parsed(part)
        except DamagedInput:
            return {}
        return {
            relation.get("Id", ""): posixpath.normpath(
                posixpath.join("/", self._folder, relation.get("Target", ""))
            ).lstrip("/")
            for relation in relations.iter(RELATION)
            if relation.get("TargetMode") != "External"
        }

    def _lines(self, part: str) -> tuple[str, ...]:
        """The lines of one head, those of a table cell by cell; nothing where the part is broken."""
        if part not in self._known:
            try:
                root = self._package.parsed(part)
            except DamagedInput:
                self._known[part] = ()
                return ()
            story = Story(self._limits, self._path, hidden=self.hidden_styles, struck=self.struck_styles)
            story.read(root)
            self._known[part] = tuple(line for line in _lines_of(story) if not _NO_TEXT.fullmatch(line))
        return self._known[part]


def _lines_of(story: Story) -> Iterator[str]:
    for block in story.blocks:
        cells = [cell for row in block.rows for cell in row.cells] if isinstance(block, Table) else [block.cell]
        for cell in cells:
            yield from (line.strip() for line in cell.text.split("\n") if line.strip())


def _identity(reference: etree._Element) -> str:
    return next((str(value) for name, value in reference.items() if str(name).endswith(_IDENTITY)), "")


def _has(name: str, styles: Mapping[str, etree._Element], properties: Set[str]) -> bool:
    seen: set[str] = set()
    while name in styles and name not in seen:
        seen.add(name)
        look = first_child(styles[name], _LOOK)
        said = [] if look is None else [node for node in look if node.tag in properties]
        if said:
            return any(map(is_on, said))
        base = first_child(styles[name], _BASE)
        name = "" if base is None else base.get(VALUE, "")
    return False


def _parent_tag(node: etree._Element) -> str:
    parent = node.getparent()
    return "" if parent is None else str(parent.tag)
