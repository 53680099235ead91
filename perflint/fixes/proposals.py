"""From findings and forms to edits: which cell is to show what."""

import re
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

from perflint.documents.model import Address
from perflint.engine.findings import all_fields
from perflint.engine.outcome import Finding
from perflint.fixes.model import FixKind
from perflint.fixes.spelling import tidy
from perflint.forms.fields import printed
from perflint.forms.model import Field, Form
from perflint.language import Bilingual
from perflint.result import CheckedDocument, CheckedForm

NO_CELL = Bilingual("表中没有这一格", "the form has no such cell")
SEVERAL_CELLS = Bilingual("这个值分在几格里", "the value is spread over several cells")
MORE_IN_CELL = Bilingual("格内除这个值外还有别的内容", "the cell holds more than this value")

# A number with words around it: 得9.5分.
_ONE_NUMBER = re.compile(r"(?P<front>[^\d+-]*)[+-]?\d[\d,，]*(?:[.．](?P<places>\d+))?(?P<back>[^\d]*)")
_PLAIN_NUMBER = re.compile(r"(?P<whole>-?\d+)(?:\.(?P<places>\d+))?(?P<percent>%?)")
_PERCENT = ("%", "％")
# The last words of the paths whose values are numbers or targets.
_TIDIED = frozenset(("initial", "annual", "executed", "rate", "weight", "score", "target", "actual"))

Key = tuple[int, str, str]
"""Form, rule (`""` for a spelling) and field: what is told apart when fixes are tried."""


class Proposal(NamedTuple):
    """A fix, and the cell that it goes to; `reason` says why there is none."""

    key: Key
    kind: FixKind
    address: Address | None
    before: str
    after: str
    cell_text: str = ""
    reason: Bilingual | None = None


def proposals(checked: CheckedDocument, accepted: Collection[str]) -> Iterator[Proposal]:
    """What the findings of a document propose, but for those that were accepted (by their fingerprints)."""
    for form in checked.forms:
        fields = fields_of(form)
        for finding in form.findings:
            if finding.fix is not None and finding.fingerprint not in accepted:
                yield _proposal(finding, fields)


def spellings(checked: CheckedDocument) -> Iterator[Proposal]:
    """What could be spelt more plainly: values that stand alone in their cell."""
    for number, form in enumerate(checked.forms):
        for path, field in fields_of(form).items():
            if path.rpartition(".")[2] not in _TIDIED or not field.readable or len(field.cells) != 1:
                continue
            (cell,) = field.cells
            after = tidy(cell.text)
            if after != cell.text:
                yield Proposal((number, "", path), "format", cell.address, cell.text, after, cell.text)


def fields_of(form: CheckedForm) -> dict[str, Field[Any]]:
    """The fields of a form by their paths."""
    return {} if form.form is None else _fields(form.form)


def _fields(form: Form) -> dict[str, Field[Any]]:
    found: dict[str, Field[Any]] = {}
    for field in all_fields(form):
        found.setdefault(field.path, field)
    return found


def _proposal(finding: Finding, fields: dict[str, Field[Any]]) -> Proposal:
    fix = finding.fix
    assert fix is not None  # noqa: S101  # the caller asked
    key = (finding.form.index, finding.code, fix.field)
    field = fields.get(fix.field)
    if field is None or not field.cells:
        return Proposal(key, fix.kind, None, "", fix.to, reason=NO_CELL)
    cell = field.cells[0]
    before, after = field.text, respelt(field.text, fix.to)
    if len(field.cells) > 1:
        return Proposal(key, fix.kind, cell.address, before, after, reason=SEVERAL_CELLS)
    if field.text not in (printed(cell.text), cell.text.strip()):
        return Proposal(key, fix.kind, cell.address, before, after, reason=MORE_IN_CELL)
    return Proposal(key, fix.kind, cell.address, before, after, cell.text)


def respelt(before: str, to: str) -> str:
    """A new value in the words and with the places of the old one: 得9.50分 and 9.4 → 得9.40分; else as it is."""
    match, new = _ONE_NUMBER.fullmatch(before), _PLAIN_NUMBER.fullmatch(to)
    if match is None or new is None:
        return to
    back = match["back"]
    if new["percent"] and back.startswith(_PERCENT):
        back = back[1:]
    places = (new["places"] or "").ljust(len(match["places"] or ""), "0")
    number = f"{new['whole']}.{places}" if places else new["whole"]
    return f"{match['front']}{number}{new['percent']}{back}"
