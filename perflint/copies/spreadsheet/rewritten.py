"""A workbook with other values in some cells: numbers stay numbers and are shown as wanted, formulas are left alone."""

import re
from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from perflint.copies.interface import NO_SUCH_CELL, Copy, Edit, Missed
from perflint.copies.spreadsheet.cell_styles import CellStyles
from perflint.copies.spreadsheet.recalculation import recalculated
from perflint.copies.spreadsheet.sheet_edit import SheetEdit
from perflint.copies.spreadsheet.sheet_places import CellPlace, Spot
from perflint.copies.spreadsheet.workbook import Workbook
from perflint.documents.interface import Source
from perflint.documents.spreadsheet.number_format import compile_format
from perflint.language import Bilingual

IS_FORMULA = Bilingual(
    "这一格是公式，没有改；请改它所引用的格，或检查公式", "the cell is a formula and was left alone; check the formula"
)
IS_VALUE = Bilingual("这一格存的是数值，写法由格式决定", "the cell holds a number; its format spells it")
_OTHER_KIND = Bilingual("这一格存的是日期、逻辑值或错误值", "the cell holds a date, a truth value or an error")
_RECALCULATE = Bilingual(
    "工作簿里有公式；改后的文件在 Excel、WPS 中打开时会重新计算。",
    "The workbook has formulas; they are calculated anew when the fixed file is opened.",
)
_NUMBER = re.compile(r"(?P<number>-?\d+(?P<places>\.\d+)?)(?P<percent>%?)")
_TEXTS = ("s", "str", "inlineStr")


def rewrite(source: Source, edits: Sequence[Edit]) -> Copy:
    """The workbook with the edits made that can be. Raises InputError."""
    workbook = Workbook(source)
    by_sheet: dict[str, list[Edit]] = defaultdict(list)
    for edit in edits:
        by_sheet[edit.address.container].append(edit)
    missed: list[Missed] = []
    for name, wanted in by_sheet.items():
        part = workbook.sheets.get(name)
        if part is None:
            missed += [Missed(edit.address, NO_SUCH_CELL) for edit in wanted]
            continue
        spots = {(edit.address.row, edit.address.column): edit for edit in wanted}
        sheet, places = workbook.open(part, spots)
        for spot, edit in spots.items():
            reason = _write(sheet, places.cells.get(spot), spot, edit, workbook.styles)
            if reason is not None:
                missed.append(Missed(edit.address, reason))
        workbook.package.put(part, sheet.done())
    ending = source.ending if source.ending in ("xlsm", "xltm") else "xlsx"
    placed = len(edits) - len(missed)
    remarks = (_RECALCULATE,) if placed and recalculated(workbook.package, workbook.sheets.values()) else ()
    return Copy(workbook.save() if placed else source.data, ending, placed, tuple(missed), remarks)


def _write(
    sheet: SheetEdit, cell: CellPlace | None, spot: Spot, edit: Edit, styles: CellStyles | None
) -> Bilingual | None:
    """Put a value into a cell; why not, where it is left alone."""
    if cell is not None and cell.formula:
        return IS_FORMULA
    kind = "n" if cell is None else cell.element.attributes.get("t", "n")
    if kind in _TEXTS:
        sheet.set_text(spot, edit.after)
        return None
    if kind != "n":
        return _OTHER_KIND
    if edit.tidy:
        return IS_VALUE
    _write_number(sheet, spot, edit.after, styles)
    return None


def _same(shown: str, text: str, number: Decimal) -> bool:
    """Whether a number is shown as wanted, be it with other zeros behind it (9.40 for 9.4)."""
    if shown == text:
        return True
    match = _NUMBER.fullmatch(shown)
    if match is None or match["percent"] != _NUMBER.fullmatch(text)["percent"]:  # type: ignore[index]  # it is a number
        return False
    return Decimal(match["number"]) == (number.scaleb(2) if match["percent"] else number)


def _write_number(sheet: SheetEdit, spot: Spot, text: str, styles: CellStyles | None) -> None:
    """Put a number into a cell, under a format by which it is shown as `text`; what is no number goes in as text."""
    match = _NUMBER.fullmatch(text)
    if match is None:
        sheet.set_text(spot, text)
        return
    number = Decimal(match["number"])
    if match["percent"]:
        number = number.scaleb(-2)
    style = sheet.style_of(spot)
    shown = compile_format(styles.format_of(style) if styles is not None else "General").show(number)
    if not _same(shown, text, number):
        code = "0" + ("." + "0" * (len(match["places"]) - 1) if match["places"] else "") + match["percent"]
        if styles is None or compile_format(code).show(number) != text:
            sheet.set_text(spot, text)
            return
        sheet.set_style(spot, styles.formatted(style, code))
    sheet.set_number(spot, f"{number:f}")
