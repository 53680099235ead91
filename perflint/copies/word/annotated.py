"""A Word file with a comment around each cell that a finding is about, and shades on it and on what it rests on."""

from typing import Any

from perflint.copies import colours
from perflint.copies.interface import NO_SUCH_CELL, Annotations, Copy, Missed
from perflint.copies.word.comments import WordComments, mark_range
from perflint.copies.word.document import WordFile
from perflint.documents.interface import Source
from perflint.documents.word import names
from perflint.documents.word.names import W

# What may stand behind the shade among a cell's properties (17.4.66), and among a paragraph's (17.3.1.26).
_BEHIND_IN_CELL = frozenset(
    W + name
    for name in (
        "noWrap", "tcMar", "textDirection", "tcFitText", "vAlign", "hideMark", "headers",
        "cellIns", "cellDel", "cellMerge", "tcPrChange",
    )
)  # fmt: skip
_BEFORE_IN_PARAGRAPH = frozenset(
    W + name
    for name in ("pStyle", "keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl", "numPr",
                 "suppressLineNumbers", "pBdr")
)  # fmt: skip
_ENDINGS = ("docm", "dotx", "dotm")


def annotate(source: Source, wanted: Annotations) -> Copy:
    """The document with its notes and marks. Raises InputError."""
    file = WordFile(source)
    comments = WordComments(file.package, file.part)
    comments.reserve(file.root)
    missed = []
    placed = 0
    for note in wanted.notes:
        place = file.places.get(note.address)
        paragraphs = [] if place is None else _paragraphs(place)
        if not paragraphs:
            missed.append(Missed(note.address, NO_SUCH_CELL))
            continue
        mark_range(paragraphs[0], paragraphs[-1], comments.add(note.text))
        _shade(place, colours.OF_SEVERITY[note.severity])
        placed += 1
    for address in wanted.marks:
        if (place := file.places.get(address)) is not None:
            _shade(place, colours.RELATED)
    comments.save()
    return Copy(file.save(), source.ending if source.ending in _ENDINGS else "docx", placed, tuple(missed))


def _paragraphs(place: Any) -> list[Any]:
    """The paragraphs of a cell's own, in order, not those of tables and boxes in it; a paragraph is its own."""
    if place.tag == names.PARAGRAPH:
        return [place]
    return list(names.within(place, frozenset((names.PARAGRAPH,)), set()))


def _shade(place: Any, colour: str) -> None:
    """Give a cell (or a paragraph outside of tables) a ground of that colour."""
    is_cell = place.tag == names.CELL
    holder = W + ("tcPr" if is_cell else "pPr")
    look = names.first_child(place, holder)
    if look is None:
        look = place.makeelement(holder, {})
        place.insert(0, look)
    shade = names.first_child(look, W + "shd")
    if shade is None:
        shade = look.makeelement(W + "shd", {})
        look.insert(_shade_position(look, is_cell=is_cell), shade)
    # A theme's colour would outrank the one set here.
    for key in list(shade.attrib):
        del shade.attrib[key]
    shade.set(W + "val", "clear")
    shade.set(W + "color", "auto")
    shade.set(W + "fill", colour)


def _shade_position(look: Any, *, is_cell: bool) -> int:
    if is_cell:
        return next((at for at, child in enumerate(look) if child.tag in _BEHIND_IN_CELL), len(look))
    return sum(child.tag in _BEFORE_IN_PARAGRAPH for child in look)
