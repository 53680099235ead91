"""What mending changes, for people: lines of a text as programs compare them, cells of an office file one by one.

a.xlsx
  自评表!H20: 101.6 → 104.6  重算 PF101
"""

import difflib
from collections.abc import Iterator

from perflint.documents.encoding import decode
from perflint.fixes.model import Change, FixKind, Mended
from perflint.language import Bilingual, Language

_KINDS: dict[FixKind, Bilingual] = {
    "format": Bilingual("格式", "format"),
    "recompute": Bilingual("重算", "recompute"),
    "text": Bilingual("建议", "proposal"),
}
_BLANK = Bilingual("（空）", "(blank)")
_SHOWN_ONLY = Bilingual("只供参考，不会写入", "only shown, never written")
_NEEDS_CONSENT = Bilingual("要加 --unsafe-fixes", "needs --unsafe-fixes")
_OFFICE = ("xlsx", "docx")


def difference(mended: Mended, language: Language) -> str:
    """The changes and the proposals of one document; nothing where there are none."""
    return "".join(f"{line}\n" for line in _lines(mended, language))


def _lines(mended: Mended, language: Language) -> Iterator[str]:
    proposals = [_cell(change, language) + _why_only(change, language) for change in mended.proposals]
    if mended.checked.format in _OFFICE or mended.data == mended.before:
        cells = [_cell(change, language) for change in mended.changes]
        if cells or proposals:
            yield mended.path
            yield from (f"  {line}" for line in (*cells, *proposals))
        return
    old, new = (decode(data, mended.path).split("\n") for data in (mended.before, mended.data))
    yield from difflib.unified_diff(old, new, mended.path, mended.path, lineterm="")
    yield from (f"# {mended.path}: {line}" for line in proposals)


def _cell(change: Change, language: Language) -> str:
    blank = _BLANK.pick(language)
    kind = " ".join(part for part in (_KINDS[change.kind].pick(language), change.code) if part)
    return f"{change.address.describe(language)}: {change.before or blank} → {change.after or blank}  {kind}"


def _why_only(change: Change, language: Language) -> str:
    said = _SHOWN_ONLY if change.kind == "text" else _NEEDS_CONSENT
    return f"（{said.zh}）" if language == "zh" else f" ({said.en})"
