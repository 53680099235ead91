"""OpenDocument spreadsheets: ods and its templates. The file stores the text of each cell as the clerk sees it.

Source: ODF 1.3 part 3 (ISO/IEC 26300), 9.1 (tables), 5.1 and 6.1 (paragraphs and text), 17.15 (table:display).
"""

from perflint.documents.interface import Source
from perflint.documents.model import Document, Notice, Paragraph, Table
from perflint.documents.package import ZIP, Package, encrypted
from perflint.documents.spreadsheet.beside import tables_of
from perflint.documents.spreadsheet.grid import Budget
from perflint.documents.spreadsheet.notices import (
    formulas_without_value,
    hidden_parts,
    hidden_sheets,
    in_doubt,
    shown_by_value,
)
from perflint.documents.spreadsheet.ods_content import ContentReader
from perflint.documents.spreadsheet.ods_headers import header_lines_of
from perflint.documents.spreadsheet.page_header import is_titled, titles
from perflint.documents.xml_events import Attributes, each_element
from perflint.errors import DamagedInput

_KIND = b"application/vnd.oasis.opendocument.spreadsheet"
_CONTENT = "content.xml"
_STYLES = "styles.xml"
_MANIFEST = "META-INF/manifest.xml"


class OpenSpreadsheet:
    """The reader of ods: a table for each visible sheet with text."""

    format = "ods"

    def recognises(self, source: Source) -> bool:
        """Whether the archive calls itself a spreadsheet; one without a directory (cut short) may speak of it."""
        if not source.data.startswith(ZIP):
            return False
        try:
            package = Package(source)
            # The manifest says it as well, for programs that leave the first part out.
            kind, manifest = ("mimetype" in package), (_MANIFEST in package)
            return (kind and package.read("mimetype").strip().startswith(_KIND)) or (
                manifest and not kind and _KIND in package.read(_MANIFEST)
            )
        except DamagedInput:
            return _KIND in source.data[:4096]

    def read(self, source: Source) -> Document:
        """The visible cells of the visible sheets.

        Raises DamagedInput for a broken or encrypted file, InputTooLarge beyond a limit.
        """
        package = Package(source)
        _refuse_password(package, source.path)
        reader = ContentReader(source)
        reader.read(package.chunks(_CONTENT), _CONTENT)
        notices: list[Notice] = []
        if reader.hidden:
            notices.append(hidden_sheets(reader.hidden))
        budget = Budget(source.limits, source.path)
        blocks: list[Table | Paragraph] = []
        heads: dict[str, list[str]] | None = None
        for sheet, page in zip(reader.sheets, reader.pages, strict=True):
            found, left_out = tables_of(sheet, budget)
            if found and _STYLES in package and not is_titled(sheet.cells):
                if heads is None:
                    heads = header_lines_of(package.chunks(_STYLES), path=source.path, part=_STYLES)
                blocks += titles(heads.get(page, ()), sheet.name, sheet.cells)
            blocks += in_doubt(found, sheet.name, reader.unresolved)
            if left_out.rows or left_out.columns:
                notices.append(hidden_parts(sheet.name, left_out))
        if reader.unresolved:
            notices.append(formulas_without_value(reader.unresolved))
        if reader.by_value:
            notices.append(shown_by_value(reader.by_value))
        return Document(source.path, self.format, tuple(blocks), tuple(notices))


def _refuse_password(package: Package, path: str) -> None:
    if _MANIFEST not in package:
        return

    def take(element: str, _: Attributes) -> None:
        if element == "encryption-data":
            raise encrypted(path)

    each_element(package.chunks(_MANIFEST), take, path=path, part=_MANIFEST)
