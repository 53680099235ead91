"""What the readers of spreadsheets tell people: parts that were left out, and values that were not there."""

from collections.abc import Sequence

import msgspec

from perflint.documents.model import Address, Notice, Table
from perflint.documents.spreadsheet.grid import Hidden, range_names
from perflint.language import Bilingual

# Addresses named one by one; the rest is counted.
_NAMED = 5
# Whoever finds that a value is missing should know that it may be there.
_NO_RESULT = Bilingual(
    zh="工作表里有公式没有保存计算结果，按空白读取，请用 Excel 或 WPS 打开并重新保存后再检查。",
    en="Formulas of the sheet have no stored result and were read as blank: save the file again in Excel or WPS.",
)


def hidden_sheets(names: Sequence[str]) -> Notice:
    """Sheets that the office program does not show: they may be stale copies or lists for choosing from."""
    return Notice(
        Bilingual(
            zh=f"隐藏的工作表没有读取：{'、'.join(names)}。如需检查，请取消隐藏。",
            en=f"Hidden sheets were not read: {', '.join(names)}. Unhide them to have them checked.",
        )
    )


def hidden_parts(sheet: str, hidden: Hidden) -> Notice:
    """Hidden rows and columns with text in them."""
    zh, en = [], []
    if hidden.rows:
        zh.append(f"第 {range_names(hidden.rows)} 行")
        en.append(f"rows {range_names(hidden.rows).replace('、', ', ')}")
    if hidden.columns:
        zh.append(f"{range_names(hidden.columns, letters=True)} 列")
        en.append(f"columns {range_names(hidden.columns, letters=True).replace('、', ', ')}")
    first = Address(
        "sheet",
        hidden.rows[0] if hidden.rows else 1,
        hidden.columns[0] if hidden.columns else 1,
        sheet,
    )
    return Notice(
        Bilingual(
            zh=f"工作表“{sheet}”中隐藏的{'、'.join(zh)}没有读取。如需检查，请取消隐藏。",
            en=f"Hidden {' and '.join(en)} of sheet '{sheet}' were not read. Unhide them to have them checked.",
        ),
        first,
    )


def formulas_without_value(addresses: Sequence[Address]) -> Notice:
    """Formulas whose result was never stored: such cells read as blank."""
    count = len(addresses)
    named = [str(address) for address in addresses[:_NAMED]]
    more = count > _NAMED
    return Notice(
        Bilingual(
            zh=f"{count} 个公式没有保存计算结果，按空白处理：{'、'.join(named)}{'…' if more else ''}。"
            "请用 Excel 或 WPS 打开并重新保存。",
            en=f"{count} formula(s) have no stored result and read as blank: {', '.join(named)}{' …' if more else ''}. "
            "Open the file in Excel or WPS and save it again.",
        ),
        addresses[0],
    )


def in_doubt(tables: Sequence[Table], sheet: str, without_value: Sequence[Address]) -> Sequence[Table]:
    """The tables of a sheet, as unsure where a formula of the sheet has no stored result."""
    if not any(address.container == sheet for address in without_value):
        return tables
    return [msgspec.structs.replace(table, doubt=_NO_RESULT) for table in tables]


def macros() -> Notice:
    """Macros in the file."""
    return Notice(
        Bilingual(
            zh="文件含有宏，宏没有运行，只读取了单元格的内容。",
            en="The file has macros; they were not run, only the cells were read.",
        )
    )


def shown_by_value(addresses: Sequence[Address]) -> Notice:
    """Cells whose file stores a value and not how it is shown."""
    return Notice(
        Bilingual(
            zh=f"{len(addresses)} 个单元格没有保存显示的文字，按数值读取，显示格式可能不同。",
            en=f"{len(addresses)} cell(s) store no displayed text and were read by value; they may look different.",
        ),
        addresses[0],
    )
