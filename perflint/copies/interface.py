"""What goes into a copy and what comes out, the same for every format.

    (bytes of the document, notes and marks)  ──annotate──▶  Copy | NoCopy
    (bytes of the document, edits)            ──rewrite───▶  Copy | NoCopy

A format is a module with the functions that it can do, and a line in the tables of `annotate` and `rewrite`.
"""

import msgspec

from perflint.documents.model import Address
from perflint.engine.outcome import Severity
from perflint.language import Bilingual


class Note(msgspec.Struct, frozen=True):
    """What is to be said at one cell: all findings about it in one text, under the worst of their severities.

    place is the address in words.
    """

    address: Address
    text: str
    severity: Severity
    place: str


class Annotations(msgspec.Struct, frozen=True):
    """Everything that one document is to show: notes, and light marks on the cells that the findings rest on."""

    notes: tuple[Note, ...]
    marks: tuple[Address, ...]


class Edit(msgspec.Struct, frozen=True):
    """A cell that is to show another text.

    before  the text that the reader gave for the cell; where something else stands there nothing is written
    tidy    only the spelling changes: a cell that holds a number, not a text, is as it should be
    """

    address: Address
    before: str
    after: str
    tidy: bool = False


class Missed(msgspec.Struct, frozen=True):
    """A place at which nothing was written, and why."""

    address: Address
    reason: Bilingual


class Copy(msgspec.Struct, frozen=True):
    """A copy: its bytes, the ending that its name must have, what was not placed, and what else to know of it."""

    data: bytes
    ending: str
    placed: int
    missed: tuple[Missed, ...] = ()
    remarks: tuple[Bilingual, ...] = ()


class NoCopy(msgspec.Struct, frozen=True):
    """Why there is no copy of this document, in one sentence."""

    reason: Bilingual


NO_SUCH_CELL = Bilingual("文件里找不到这一格", "there is no such cell in the file")
OTHER_TEXT = Bilingual("格内的文字与读出的不一致", "the cell does not hold the text that was read from it")
NO_COMMENTS = Bilingual(
    "这种文本没有批注格式；问题所在的行见报告。",
    "Such text has no format for comments; the report names the line of each finding.",
)
