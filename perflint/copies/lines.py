"""Text in lines (tab-separated, one cell per line, Markdown): a value is replaced where it stands."""

from collections.abc import Sequence

from perflint.copies.interface import Copy, Edit, Missed
from perflint.copies.text_file import TextFile
from perflint.documents.interface import Source
from perflint.language import Bilingual

SPELT_OTHERWISE = Bilingual(
    "原文的写法（换行、转义等）不能原样替换，请手工改",
    "its spelling cannot be replaced in place; change it by hand",
)
NOT_REVERSIBLE = Bilingual(
    "文件的编码不能原样写回，请手工改", "the file's encoding cannot be written back as it was; change it by hand"
)
# What would make another cell or another line of it.
_BREAKING = frozenset("\t\n\r|")


def rewrite(source: Source, edits: Sequence[Edit]) -> Copy:
    """The text with the edits made that can be. Raises InputError."""
    file = TextFile(source)
    missed = []
    for edit in edits:
        row, column = edit.address.row, edit.address.column
        if not file.usable:
            missed.append(Missed(edit.address, NOT_REVERSIBLE))
        elif not _stands(file.line(row), column, edit.before) or _BREAKING & set(edit.after):
            missed.append(Missed(edit.address, SPELT_OTHERWISE))
        else:
            file.replace(row, column, edit.before, edit.after)
    return Copy(
        file.done() if file.usable else source.data, source.ending or "txt", len(edits) - len(missed), tuple(missed)
    )


def _stands(line: str, column: int, text: str) -> bool:
    return line[column - 1 : column - 1 + len(text)] == text
