"""A workbook under change: its sheets by their names, each scanned for the cells that are wanted of it."""

from collections.abc import Iterable

from lxml import etree

from perflint.copies.office_package import EditedPackage
from perflint.copies.spreadsheet.cell_styles import CellStyles
from perflint.copies.spreadsheet.sheet_edit import SheetEdit
from perflint.copies.spreadsheet.sheet_places import SheetPlaces, Spot, sheet_places
from perflint.documents.interface import Source
from perflint.documents.package import Package
from perflint.documents.spreadsheet.xlsx_parts import read_workbook


class Workbook:
    """The package, its styles, and where its sheets are."""

    def __init__(self, source: Source) -> None:
        """Raises InputError."""
        self.package = EditedPackage(source)
        described = read_workbook(Package(source), source.path)
        self._path = source.path
        # Of sheets of one name Excel lets nobody make two; the first is what the reader's address leads to.
        self.sheets = {sheet.name: sheet.part for sheet in reversed(described.sheets) if not sheet.hidden}
        self._styles_part = described.styles
        self.styles = CellStyles(self.package.tree(described.styles)) if described.styles else None
        if self.styles is not None and not self.styles.usable:
            self.styles = None

    def open(self, part: str, wanted: Iterable[Spot]) -> tuple[SheetEdit, SheetPlaces]:
        """A sheet to be changed at the cells wanted. Raises DamagedInput."""
        data = _utf8(self.package.read(part))
        places = sheet_places(data, wanted, path=self._path, part=part)
        return SheetEdit(data, places), places

    def save(self) -> bytes:
        """The file with all changes."""
        if self.styles is not None and self.styles.changed:
            self.package.put_tree(self._styles_part, self.styles.root)
        return self.package.save()


def _utf8(data: bytes) -> bytes:
    """A part in UTF-8, as nearly all are; others are written anew."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\0" in data[:4]:
        text: bytes = etree.tostring(
            etree.fromstring(data), xml_declaration=True, encoding="UTF-8", standalone=True
        )  # fmt: skip
        return text
    return data
