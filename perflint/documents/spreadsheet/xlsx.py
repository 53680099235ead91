"""Excel workbooks of today: xlsx, xlsm (macros are not run), and what WPS and LibreOffice save under these names."""

from perflint.documents.interface import Source
from perflint.documents.model import Document, Notice, Paragraph, Table
from perflint.documents.package import ZIP, Package
from perflint.documents.spreadsheet.beside import tables_of
from perflint.documents.spreadsheet.grid import Budget
from perflint.documents.spreadsheet.notices import formulas_without_value, hidden_parts, hidden_sheets, in_doubt, macros
from perflint.documents.spreadsheet.number_format import compile_format
from perflint.documents.spreadsheet.page_header import above
from perflint.documents.spreadsheet.text_boxes import boxed_title
from perflint.documents.spreadsheet.xlsx_parts import Looks, Workbook, read_looks, read_strings, read_workbook
from perflint.documents.spreadsheet.xlsx_sheet import SharedParts, SheetReader
from perflint.documents.struck import without_struck
from perflint.errors import DamagedInput, UnknownFormat
from perflint.language import Bilingual


class ExcelWorkbook:
    """The reader of xlsx and xlsm: a table for each visible sheet with text, every cell as it is shown."""

    format = "xlsx"

    def recognises(self, source: Source) -> bool:
        """Whether the archive has the parts of a workbook; one without a directory (cut short) may speak of them."""
        if not source.data.startswith(ZIP):
            return False
        try:
            return any(name.startswith("xl/") for name in Package(source).names)
        except DamagedInput:
            return b"xl/work" in source.data

    def read(self, source: Source) -> Document:
        """The visible cells of the visible sheets.

        Raises DamagedInput for a broken or encrypted workbook, UnknownFormat for a binary one (xlsb), InputTooLarge
        beyond a limit.
        """
        package = Package(source)
        if "xl/workbook.bin" in package:
            raise _binary(source.path)
        workbook = read_workbook(package, source.path)
        if not workbook.sheets:
            raise package.damaged("工作簿中没有工作表", "the workbook has no sheet")
        notices: list[Notice] = []
        if any(name.endswith("vbaproject.bin") for name in package.names):
            notices.append(macros())
        hidden = [sheet.name for sheet in workbook.sheets if sheet.hidden]
        if hidden:
            notices.append(hidden_sheets(hidden))
        shared = _shared_parts(package, workbook, source)
        budget = Budget(source.limits, source.path)
        blocks: list[Table | Paragraph] = []
        for sheet in workbook.sheets:
            if sheet.hidden:
                continue
            reader = SheetReader(sheet.name, sheet.part, shared)
            reader.read(package.chunks(sheet.part))
            found, left_out = tables_of(reader.sheet, budget)
            if found:
                cells = reader.sheet.cells
                titles = above(reader.header, sheet.name, cells)
                blocks += titles or boxed_title(package, sheet.part, sheet.name, cells, source.path)
                blocks += in_doubt(found, sheet.name, reader.unresolved)
            if left_out.rows or left_out.columns:
                notices.append(hidden_parts(sheet.name, left_out))
            if reader.unresolved:
                notices.append(formulas_without_value(reader.unresolved))
        kept, struck = without_struck(blocks)
        return Document(source.path, self.format, kept, (*notices, *struck))


def _shared_parts(package: Package, workbook: Workbook, source: Source) -> SharedParts:
    limits, path = source.limits, source.path
    strings: list[str] = []
    if part := workbook.strings:
        strings = read_strings(package.chunks(part), most=limits.max_cells, path=path, part=part)
    looks = Looks([], frozenset())
    if part := workbook.styles:
        looks = read_looks(package.chunks(part), epoch_1904=workbook.epoch_1904, path=path, part=part)
    # The last one stands in for styles that are not there.
    looks.formats.append(compile_format("General"))
    return SharedParts(strings, looks.formats, looks.struck, {}, {}, limits, path)


def _binary(path: str) -> UnknownFormat:
    return UnknownFormat(
        Bilingual(zh="这是二进制工作簿（xlsb），无法读取。", en="This is a binary workbook (xlsb), which is not read."),
        path=path,
        remedy=Bilingual(zh="请另存为 xlsx 后再检查。", en="Save it as xlsx and check that."),
    )
