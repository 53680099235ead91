"""A document with other texts in some of its cells: the one door to all formats.

An edit is made only where the cell shows what the edit says it shows; everything else in the file stays as it is.
"""

from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from perflint.copies.interface import NO_SUCH_CELL, OTHER_TEXT, Copy, Edit, Missed, NoCopy
from perflint.documents.interface import Source
from perflint.documents.limits import Limits
from perflint.documents.model import Address, Cell, Document, Node
from perflint.documents.registry import choose_reader
from perflint.language import Bilingual

# What the readers call a format → the module that writes into it.
REWRITERS = {
    "cell-text": "perflint.copies.lines",
    "csv": "perflint.copies.separated",
    "docx": "perflint.copies.word.rewritten",
    "json": "perflint.copies.structured",
    "md": "perflint.copies.lines",
    "text": "perflint.copies.lines",
    "xlsx": "perflint.copies.spreadsheet.rewritten",
    "yaml": "perflint.copies.structured",
}
NOT_WRITABLE = Bilingual(
    "这种文件不能改，请改原来的 Word、Excel 文件或文本。",
    "Such a file cannot be changed; change the Word, Excel or text file it was made from.",
)
OLD_FORMAT = Bilingual(
    "这种旧格式不能直接改；请另存为 xlsx 或 docx，再改那一份。",
    "This old format cannot be changed here; save it as xlsx or docx and fix that.",
)
_OLD = frozenset(("xls", "ods", "doc", "dot", "wps", "wpt", "rtf", "odt", "ott", "xml", "et", "office"))


class Rewriter(Protocol):
    """A module that writes into a format."""

    def rewrite(self, source: Source, edits: Sequence[Edit]) -> Copy:
        """The copy with the edits made that can be. Raises InputError."""


def why_not(kind: str) -> Bilingual | None:
    """Why nothing is written into files that the readers call `kind`; None where it is."""
    if kind in REWRITERS:
        return None
    return OLD_FORMAT if kind in _OLD else NOT_WRITABLE


def rewrite(data: bytes, name: str, edits: Sequence[Edit], *, limits: Limits | None = None) -> Copy | NoCopy:
    """The document with the edits made; those that could not be are in `missed`. `name` is a hint at the format.

    Where nothing is changed the bytes are the same. Raises InputError.
    """
    source = Source(data, name, limits or Limits.from_environment())
    reader = choose_reader(source)
    if (reason := why_not(reader.format)) is not None:
        return NoCopy(reason)
    shown = texts_of(reader.read(source))
    missed: list[Missed] = []
    good: list[Edit] = []
    for edit in edits:
        if edit.address not in shown:
            missed.append(Missed(edit.address, NO_SUCH_CELL))
        elif shown[edit.address] != edit.before:
            missed.append(Missed(edit.address, OTHER_TEXT))
        elif edit.before != edit.after:
            good.append(edit)
    if not good:
        return Copy(data, source.ending, 0, tuple(missed))
    copy = cast("Rewriter", import_module(REWRITERS[reader.format])).rewrite(source, good)
    if not copy.placed:
        return Copy(data, copy.ending, 0, (*missed, *copy.missed))
    return Copy(copy.data, copy.ending, copy.placed, (*missed, *copy.missed), copy.remarks)


def texts_of(document: Document) -> dict[Address, str]:
    """What each cell of a document shows."""
    if document.root is not None:
        found: dict[Address, str] = {}
        _collect(document.root, found)
        return found
    return {cell.address: cell.text for _, row in document.rows() for cell in row.cells}


def _collect(node: Node, found: dict[Address, str]) -> None:
    if isinstance(node, Cell):
        found[node.address] = node.text
    else:
        for child in node.values() if isinstance(node, dict) else node:
            _collect(child, found)
