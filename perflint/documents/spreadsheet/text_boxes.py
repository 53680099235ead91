"""Titles in text boxes over a sheet (ECMA-376 part 1, 20.5 and 21.1.2), where the sheet itself has none."""

import posixpath
from collections.abc import Mapping

from perflint.documents.model import Address, Cell, Paragraph
from perflint.documents.package import Package
from perflint.documents.spreadsheet.page_header import is_title, is_titled
from perflint.documents.spreadsheet.xlsx_parts import relations_of
from perflint.documents.xml_events import Attributes, local, new_parser, run_parser


def boxed_title(
    package: Package, part: str, sheet: str, cells: Mapping[int, Mapping[int, str]], path: str
) -> list[Paragraph]:
    """The lines of the text boxes at the top of a sheet, where they hold a title and its cells hold none.

    Raises InputError for a broken drawing.
    """
    folder, name = posixpath.split(part)
    linked = f"{folder}/_rels/{name}.rels"
    if linked not in package or is_titled(cells):
        return []
    parts = [target for kind, target in relations_of(package, linked, folder, path).values() if kind == "drawing"]
    table = min((row for row, line in cells.items() if len(line) > 1), default=0)
    boxes = [box for drawing in parts if drawing in package for box in _boxes(package, drawing, path)]
    lines = [line for row, texts in sorted(boxes, key=lambda box: box[0]) if row <= table for line in texts]
    if not any(map(is_title, lines)):
        return []
    return [
        Paragraph(Cell(line, Address("paragraph", number, 0, f"{sheet}/box"))) for number, line in enumerate(lines, 1)
    ]


def _boxes(package: Package, part: str, path: str) -> list[tuple[int, list[str]]]:
    """The lines of text of each shape, with the row (from 1) in which its anchor begins."""
    found: list[tuple[int, list[str]]] = []
    pieces: list[str] = []
    row: list[str] = []
    lines: list[str] = []
    within: list[str] = []

    def start(name: str, _: Attributes) -> None:
        element = local(name)
        within.append(element)
        if element.endswith("Anchor"):
            row.clear()
            lines.clear()
        elif element == "p":
            pieces.clear()
        elif element == "br":
            pieces.append("\n")

    def end(name: str) -> None:
        element = local(name)
        within.pop()
        if element == "p":
            lines.extend(text for line in "".join(pieces).split("\n") if (text := line.strip()))
        elif element.endswith("Anchor") and lines:
            number = "".join(row)
            found.append((int(number) + 1 if number.isdecimal() else 1, list(lines)))

    def text(characters: str) -> None:
        if within[-1] == "t":
            pieces.append(characters)
        elif within[-2:] == ["from", "row"]:
            row.append(characters)

    parser = new_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = text
    run_parser(parser, package.chunks(part), path=path, part=part)
    return found
