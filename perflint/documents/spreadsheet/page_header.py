"""The head of a sheet's printed pages, where some clerks keep the title (ECMA-376 part 1, 18.3.1.46).

&L附件2&C&"宋体,加粗"&14项目支出绩效自评表        left, centre and right; fonts, sizes and fields begin with &
"""

import re
from collections.abc import Mapping, Sequence
from itertools import takewhile

from perflint.documents.model import Address, Cell, Paragraph
from perflint.patterns import pattern

_SECTION = pattern(r"&([LCR])")
_CODE = pattern(r'&(?:"[^"]*"|\d{1,3} ?|K(?:[0-9A-Fa-f]{6}|\d\d[+-]\d{3}) ?|.)', re.DOTALL)
# Page numbers and strokes.
_NO_TEXT = pattern(r"[\W\d_第共页]*")
# A title has so many; 附件2, 单位：万元 and （2023年度） have fewer.
_TITLE = 5


def above(header: str, sheet: str, cells: Mapping[int, Mapping[int, str]]) -> list[Paragraph]:
    """The lines of a sheet's page header, where they hold a title and the top of the sheet has none."""
    return titles(header_lines(header, sheet), sheet, cells) if header else []


def titles(lines: Sequence[str], sheet: str, cells: Mapping[int, Mapping[int, str]]) -> list[Paragraph]:
    """The same, of lines that are known; numbers of pages among them are left out."""
    lines = [line for line in lines if not _NO_TEXT.fullmatch(line)]
    if not any(map(is_title, lines)) or is_titled(cells):
        return []
    return [
        Paragraph(Cell(line, Address("paragraph", number, 0, f"{sheet}/header")))
        for number, line in enumerate(lines, 1)
    ]


def header_lines(header: str, sheet: str) -> list[str]:
    """The lines of text of a page header, from the left; numbers of pages, dates and names of files are none."""
    lines = []
    # Text in front of the first mark stands in the centre; `&&` is no mark.
    for section in _SECTION.split(header.replace("&&", "\0"))[::2]:
        text = _CODE.sub(lambda code: sheet if code[0] == "&A" else "", section).replace("\0", "&")
        lines += [line.strip() for line in text.splitlines()]
    return [line for line in lines if not _NO_TEXT.fullmatch(line)]


def is_titled(cells: Mapping[int, Mapping[int, str]]) -> bool:
    """Whether a title stands among the lone texts at the top of a sheet."""
    rows = (cells[row] for row in sorted(cells) if cells[row])
    return any(is_title(text) for row in takewhile(lambda row: len(row) == 1, rows) for text in row.values())


def is_title(text: str) -> bool:
    """Whether a text may be a title: long enough, and no label with its value."""
    return "：" not in text and ":" not in text and sum("\u4e00" <= letter <= "\u9fff" for letter in text) >= _TITLE
