"""A workbook with a comment on each cell that a finding is about, and fills on it and on what it rests on."""

from collections import defaultdict

from perflint.copies import colours
from perflint.copies.interface import NO_SUCH_CELL, Annotations, Copy, Missed, Note
from perflint.copies.spreadsheet.comments import SheetComments, new_comments
from perflint.copies.spreadsheet.sheet_edit import SheetEdit
from perflint.copies.spreadsheet.sheet_places import Spot
from perflint.copies.spreadsheet.workbook import Workbook
from perflint.documents.interface import Source
from perflint.documents.model import Address
from perflint.language import Bilingual

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_CONVERSATION = Bilingual(
    "这一格已有对话式批注，只涂了颜色", "a conversation stands at this cell; it was only coloured"
)
_NO_STYLES = Bilingual("工作簿没有样式表，只写了批注，没有涂色。", "The workbook has no styles: comments, no colours.")


def annotate(source: Source, wanted: Annotations) -> Copy:
    """The workbook with its notes and marks. Raises InputError."""
    workbook = Workbook(source)
    notes: dict[str, list[Note]] = defaultdict(list)
    marks: dict[str, list[Address]] = defaultdict(list)
    for note in wanted.notes:
        notes[note.address.container].append(note)
    for address in wanted.marks:
        marks[address.container].append(address)
    missed: list[Missed] = []
    placed = 0
    for name in dict.fromkeys((*notes, *marks)):
        part = workbook.sheets.get(name)
        if part is None:
            missed += [Missed(note.address, NO_SUCH_CELL) for note in notes[name]]
            continue
        spots = {(address.row, address.column): colours.RELATED for address in marks[name]}
        spots |= {_spot(note.address): colours.OF_SEVERITY[note.severity] for note in notes[name]}
        sheet, places = workbook.open(part, spots)
        if workbook.styles is not None:
            for spot, colour in spots.items():
                sheet.set_style(spot, workbook.styles.filled(sheet.style_of(spot), colour))
        legacy = places.child("legacyDrawing")
        drawing = None if legacy is None else legacy.attributes.get("id", "")
        refused = _comment(workbook, part, sheet, notes[name], drawing)
        workbook.package.put(part, sheet.done())
        placed += len(notes[name]) - len(refused)
        missed += refused
    remarks = () if workbook.styles is not None else (_NO_STYLES,)
    ending = "xlsm" if source.ending in ("xlsm", "xltm") else "xlsx"
    return Copy(workbook.save(), ending, placed, tuple(missed), remarks)


def _comment(workbook: Workbook, part: str, sheet: SheetEdit, notes: list[Note], drawing: str | None) -> list[Missed]:
    """Write the comments of a sheet, whose drawing the relation `drawing` names; those that could not be."""
    if not notes:
        return []
    package = workbook.package
    relations = {key: one for key, one in package.relations(part).items() if one[1] in package}
    comments_part = next((target for kind, target in relations.values() if kind == "comments"), None)
    drawing_part = relations[drawing][1] if drawing in relations else None
    space = (
        "http://purl.oclc.org/ooxml/spreadsheetml/main"
        if package.strict
        else "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    )
    root = package.tree(comments_part) if comments_part else new_comments(space)
    comments = SheetComments(root, package.read(drawing_part) if drawing_part else None)
    missed = [
        Missed(note.address, _CONVERSATION)
        for note in notes
        if not comments.add(note.address.row, note.address.column, note.text)
    ]
    if comments_part is None:
        comments_part = package.free_name("xl/comments{}.xml")
        package.relate(part, "comments", comments_part)
        package.declare(comments_part, _COMMENTS_TYPE)
    package.put_tree(comments_part, comments.root)
    if drawing_part is None:
        drawing_part = package.free_name("xl/drawings/vmlDrawing{}.vml")
        identifier = package.relate(part, "vmlDrawing", drawing_part)
        package.declare_ending("vml", _DRAWING_TYPE)
        sheet.set_legacy_drawing(identifier, package.relation_space)
    package.put(drawing_part, comments.drawn())
    return missed


def _spot(address: Address) -> Spot:
    return address.row, address.column
