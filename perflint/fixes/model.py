"""What mending a document gives: the changes that were made, those that were not, and the document itself."""

from typing import Literal

import msgspec

from perflint.documents.model import Address
from perflint.language import Bilingual
from perflint.result import CheckedDocument

FixKind = Literal["format", "recompute", "text"]

SAFE: frozenset[FixKind] = frozenset(("format",))
UNSAFE: frozenset[FixKind] = frozenset(("format", "recompute"))


class Change(msgspec.Struct, frozen=True):
    """A cell that shows, or would show, another text.

    form    the form's place in its document, from 0
    code    the rule that asks for it; "" where only the spelling is tidied
    """

    form: int
    code: str
    kind: FixKind
    field: str
    address: Address
    before: str
    after: str


class Unfixed(msgspec.Struct, frozen=True):
    """A change that was wanted and not made, and why; without an address the layout has no such cell."""

    form: int
    code: str
    kind: FixKind
    field: str
    address: Address | None
    before: str
    after: str
    reason: Bilingual


class Mended(msgspec.Struct, frozen=True, kw_only=True):
    """A document after mending.

    before, data  its bytes as they were and as they are; the same where nothing was changed
    ending        what the name of the new file must end in
    changes       what was changed, in the order of the paper
    unfixed       what was not, though it was wanted
    proposals     fixes of kinds that were not asked for
    checked       what the rules say of the new bytes, with the forms
    reason        why such a file is never changed
    remarks       what else to know of the new file
    """

    path: str
    before: bytes
    data: bytes
    ending: str
    changes: tuple[Change, ...]
    unfixed: tuple[Unfixed, ...]
    proposals: tuple[Change, ...]
    checked: CheckedDocument
    reason: Bilingual | None = None
    remarks: tuple[Bilingual, ...] = ()
