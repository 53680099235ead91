"""A Word file under change: its body as a tree in which every address of the reader leads to its cell or paragraph.

Source: ECMA-376 part 1, 17.4 (tables). The reader itself says which markup an address belongs to, so that no second
count of tables, rows and columns can differ from its own.
"""

from typing import TYPE_CHECKING, Any

from perflint.copies.office_package import EditedPackage, serialised
from perflint.documents.interface import Source
from perflint.documents.word import names
from perflint.documents.word.body import placeholders
from perflint.documents.word.parts import WordPackage
from perflint.documents.word.sections import Surroundings
from perflint.documents.word.story import Story

if TYPE_CHECKING:
    from perflint.documents.model import Address


class WordFile:
    """The package, the tree of its body, and where each address stands in it."""

    def __init__(self, source: Source) -> None:
        """Raises InputError."""
        # Refuses what the reader refuses: document types, bodies beyond the limits.
        reader = WordPackage(source)
        reader.body()
        self.package = EditedPackage(source)
        self.part = reader.body_part()
        data = self.package.read(self.part)
        self._strict = names.STRICT.encode() in data
        if self._strict:
            # Strict files differ from the others in the names of their namespaces; they get theirs back.
            self.package.put(self.part, data.replace(names.STRICT.encode(), names.TRANSITIONAL.encode()))
        self.root = self.package.tree(self.part)
        self.places: dict[Address, Any] = {}
        body = self.root if self.root.tag == names.BODY else self.root.find(names.BODY)
        prompts = [(text, text.text) for text in placeholders(body)]
        for text, _ in prompts:
            text.text = None
        hidden = Surroundings(reader, source.limits, source.path).hidden_styles
        Story(source.limits, source.path, self.places, hidden).read(body)
        for text, prompt in prompts:
            text.text = prompt

    def save(self) -> bytes:
        """The file with all changes."""
        data = serialised(self.root)
        if self._strict:
            data = data.replace(names.TRANSITIONAL.encode(), names.STRICT.encode())
        self.package.put(self.part, data)
        return self.package.save()
