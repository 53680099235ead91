"""Copies of an uploaded file, made by a worker: with the findings beside the cells, or with values put right."""

from typing import TYPE_CHECKING

from perflint.copies import NoCopy, annotate_bytes
from perflint.language import Bilingual
from perflint.result import CheckedDocument
from perflint.web.orders import Answer, Copy, Made, Unable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from perflint.choosing import RuleChoice

_NOTHING = Bilingual("没有可以自动改正的内容。", "There is nothing that can be put right automatically.")
_CHANGED = Bilingual("改了 {} 处", "{} values changed")
_PLACED = Bilingual("批注 {} 处", "{} comments")
_LEFT = Bilingual("有 {} 处没有写上", "{} places were left out")


def annotated(order: Copy, checked: CheckedDocument) -> Answer:
    """The document with a comment on each cell that a finding is about."""
    findings = [finding for form in checked.forms for finding in form.findings]
    copy = annotate_bytes(order.data, order.name, findings, language=order.wish.language)
    if isinstance(copy, NoCopy):
        return Unable(copy.reason)
    said = [_counted(_PLACED, copy.placed), *copy.remarks]
    if copy.missed:
        said.append(_counted(_LEFT, len(copy.missed)))
    return Made(copy.data, copy.ending.removeprefix("."), _joined(said))


def corrected(order: Copy, rules: "RuleChoice", checked: CheckedDocument) -> Answer:
    """The document with its spelling put right; `recomputed` also with the values that follow from others.

    What was accepted in it stays as it is.
    """
    from perflint.fixes import mend  # noqa: PLC0415  # asked for seldom
    from perflint.fixes.model import SAFE, UNSAFE  # noqa: PLC0415

    accepted = {one.finding.fingerprint for form in checked.forms for one in form.waived}
    accepted |= {finding.fingerprint for form in checked.forms for finding in form.known}
    kinds = UNSAFE if order.kind == "recomputed" else SAFE
    mended = mend(order.data, order.name, rules, kinds=kinds, accepted=accepted)
    if mended.data == mended.before:
        return Unable(mended.reason or _NOTHING)
    said = [_counted(_CHANGED, len(mended.changes)), *mended.remarks]
    if mended.unfixed:
        said.append(_counted(_LEFT, len(mended.unfixed)))
    return Made(mended.data, mended.ending.removeprefix("."), _joined(said))


def _counted(text: Bilingual, number: int) -> Bilingual:
    return Bilingual(text.zh.format(number), text.en.format(number))


def _joined(said: "Iterable[Bilingual]") -> Bilingual:
    parts = list(said)
    return Bilingual(
        "；".join(part.zh.rstrip("。") for part in parts), "; ".join(part.en.rstrip(".") for part in parts)
    )
