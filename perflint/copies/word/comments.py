"""Word's comments: the part that holds their texts, and the marks in the body that say what each is about.

Source: ECMA-376 part 1, 17.13.4 (comments). Comments that are there stay, and keep their numbers.
"""

from typing import Any

from lxml import etree

from perflint.copies.office_package import EditedPackage
from perflint.documents.word import names
from perflint.documents.word.names import W

AUTHOR, INITIALS = "perflint", "pf"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_PRESERVED = "{http://www.w3.org/XML/1998/namespace}space"


class WordComments:
    """The comments of a document, and what is added to them."""

    def __init__(self, package: EditedPackage, body_part: str) -> None:
        self._package = package
        self._body_part = body_part
        found = next((target for kind, target in package.relations(body_part).values() if kind == "comments"), "")
        self._part = found if found in package else ""
        self._space = names.TRANSITIONAL
        if self._part:
            self._root = package.tree(self._part)
            self._space = self._root.tag[1:].partition("}")[0]
        else:
            self._space = names.STRICT if package.strict else names.TRANSITIONAL
            self._root = etree.Element(self._name("comments"), nsmap={"w": self._space})
        numbers = (one.get(self._name("id"), "") for one in self._root)
        self._next = max((int(number) for number in numbers if number.lstrip("-").isdecimal()), default=-1) + 1

    def reserve(self, root: Any) -> None:
        """Take no number that the body uses for a comment, even one whose text is lost."""
        for mark in root.iter(W + "commentReference", W + "commentRangeStart"):
            number = mark.get(W + "id", "")
            if number.isdecimal():
                self._next = max(self._next, int(number) + 1)

    def add(self, text: str) -> str:
        """A comment of one paragraph for each line; its number."""
        number = str(self._next)
        self._next += 1
        comment = etree.SubElement(
            self._root,
            self._name("comment"),
            {self._name("id"): number, self._name("author"): AUTHOR, self._name("initials"): INITIALS},
        )
        for line in text.split("\n"):
            paragraph = etree.SubElement(comment, self._name("p"))
            run = etree.SubElement(paragraph, self._name("r"))
            words = etree.SubElement(run, self._name("t"), {_PRESERVED: "preserve"})
            words.text = line
        return number

    def save(self) -> None:
        """Put the part into its package."""
        if not self._part:
            folder = self._body_part.rpartition("/")[0]
            self._part = f"{folder}/comments.xml" if folder else "comments.xml"
            if self._part in self._package:
                self._part = self._package.free_name(f"{folder}/comments{{}}.xml")
            self._package.relate(self._body_part, "comments", self._part)
            self._package.declare(self._part, _TYPE)
        self._package.put_tree(self._part, self._root)

    def _name(self, local: str) -> str:
        return f"{{{self._space}}}{local}"


def mark_range(first: Any, last: Any, number: str) -> None:
    """Lay a comment around what stands from paragraph `first` to paragraph `last`."""
    start = first.makeelement(W + "commentRangeStart", {W + "id": number})
    first.insert(1 if len(first) and first[0].tag == W + "pPr" else 0, start)
    last.append(last.makeelement(W + "commentRangeEnd", {W + "id": number}))
    run = last.makeelement(W + "r", {})
    run.append(run.makeelement(W + "commentReference", {W + "id": number}))
    last.append(run)
