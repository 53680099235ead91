"""What every reader has in common: it says whether an input is its own, and turns it into a `Document`."""

from functools import cached_property
from pathlib import PurePath
from typing import Protocol

from perflint.documents.encoding import decode, doubts
from perflint.documents.limits import Limits, too_large
from perflint.documents.model import Document, Notice


class Source:
    """One input on its way to a reader: its bytes, its path as people see it, and the limits that hold for it."""

    def __init__(self, data: bytes, path: str, limits: Limits) -> None:
        self.data = data
        self.path = path
        self.limits = limits

    @property
    def ending(self) -> str:
        """The file name's ending in lower case without its dot; it breaks ties and decides nothing alone."""
        return PurePath(self.path).suffix.lower().removeprefix(".")

    @cached_property
    def text(self) -> str:
        """The bytes as text, lines ending in a single line feed.

        Raises DamagedInput where the encoding is unknown, UnknownFormat where the bytes are no text.
        """
        return decode(self.data, self.path)

    @cached_property
    def breaks(self) -> int:
        """The number of line breaks. Raises InputTooLarge beyond the limit of rows."""
        count = self.text.count("\n")
        if count > self.limits.max_rows:
            raise too_large("max_rows", self.limits.max_rows, self.path)
        return count

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the text, the first being line 1 of every address.

        Raises InputTooLarge beyond the limit of rows or cells (a tab or a line break makes a cell).
        """
        if self.breaks + self.text.count("\t") + self.text.count("|") > self.limits.max_cells:
            raise too_large("max_cells", self.limits.max_cells, self.path)
        return self.text.split("\n")

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What decoding left in doubt."""
        return doubts(self.text)


class Reader(Protocol):
    """A file format. A new one is a module with such a class and one line in `registry.READERS`."""

    format: str

    def recognises(self, source: Source) -> bool:
        """Whether the content is of this format. Raises only InputError."""

    def read(self, source: Source) -> Document:
        """The whole document, every cell with its address. Raises only InputError."""
