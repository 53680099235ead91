"""A Word file with other texts in some cells: the look of the first run stays, what is more than text is left alone."""

from collections.abc import Sequence
from copy import deepcopy
from typing import Any

from perflint.copies.interface import NO_SUCH_CELL, Copy, Edit, Missed
from perflint.copies.word.document import WordFile
from perflint.documents.interface import Source
from perflint.documents.word import names
from perflint.documents.word.names import W
from perflint.language import Bilingual

NOT_PLAIN = Bilingual(
    "这一格里有修订、域、控件或分成几段的内容，没有改；请在 Word 中手工改",
    "the cell holds changes, fields, controls or several paragraphs and was left alone; change it in Word",
)
_PRESERVED = "{http://www.w3.org/XML/1998/namespace}space"
_RUN, _TEXT, _LOOK = W + "r", names.TEXT, W + "rPr"
# Beside the runs of a paragraph, without any text of their own.
_AROUND = frozenset(
    W + name
    for name in ("pPr", "bookmarkStart", "bookmarkEnd", "proofErr", "commentRangeStart", "commentRangeEnd")
)  # fmt: skip
_WITHIN = frozenset((_LOOK, _TEXT, W + "tab", W + "br", W + "cr", W + "lastRenderedPageBreak"))
_ENDINGS = ("docm", "dotx", "dotm")


def rewrite(source: Source, edits: Sequence[Edit]) -> Copy:
    """The document with the edits made that can be. Raises InputError."""
    file = WordFile(source)
    missed = []
    for edit in edits:
        place = file.places.get(edit.address)
        if place is None:
            missed.append(Missed(edit.address, NO_SUCH_CELL))
        elif not _write(place, edit.after):
            missed.append(Missed(edit.address, NOT_PLAIN))
    placed = len(edits) - len(missed)
    ending = source.ending if source.ending in _ENDINGS else "docx"
    return Copy(file.save() if placed else source.data, ending, placed, tuple(missed))


def _write(place: Any, text: str) -> bool:
    """Put a text into a cell or a paragraph; False where it holds more than plain runs in one paragraph."""
    is_cell = place.tag == names.CELL
    paragraphs = [child for child in place if child.tag != W + "tcPr"] if is_cell else [place]
    if not paragraphs or any(child.tag != names.PARAGRAPH for child in paragraphs):
        return False
    filled = [paragraph for paragraph in paragraphs if next(paragraph.iter(_TEXT), None) is not None]
    if len(filled) > 1 or not all(map(_is_plain, paragraphs)):
        return False
    paragraph = filled[0] if filled else paragraphs[0]
    runs = [run for run in paragraph.iterchildren(_RUN) if not _is_reference(run)]
    first = next((run for run in runs if run.find(_TEXT) is not None), runs[0] if runs else None)
    if first is None:
        first = _new_run(paragraph)
    for run in runs:
        for child in list(run):
            if child.tag != _LOOK:
                run.remove(child)
    words = first.makeelement(_TEXT, {_PRESERVED: "preserve"} if text != text.strip() else {})
    words.text = text
    first.append(words)
    return True


def _is_plain(paragraph: Any) -> bool:
    return all(
        child.tag in _AROUND
        or (child.tag == _RUN and (_is_reference(child) or all(inner.tag in _WITHIN for inner in child)))
        for child in paragraph
    )


def _is_reference(run: Any) -> bool:
    """Whether a run only shows where a comment belongs."""
    content = [child.tag for child in run if child.tag != _LOOK]
    return bool(content) and all(tag in (W + "commentReference", W + "annotationRef") for tag in content)


def _new_run(paragraph: Any) -> Any:
    """A run at the end of a paragraph without any, with the look of the paragraph's mark."""
    run = paragraph.makeelement(_RUN, {})
    mark = paragraph.find(f"{W}pPr/{_LOOK}")
    if mark is not None:
        look = deepcopy(mark)
        for change in look.xpath("*[local-name()='ins' or local-name()='del' or local-name()='rPrChange']"):
            look.remove(change)
        run.append(look)
    paragraph.append(run)
    return run
