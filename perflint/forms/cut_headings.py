"""The headings of the fund table, cut in two by the end of a page.

项目资金 |  | 年初预 | 全年预 | 全年执 | 分值 | 执行率 | 得分      the last row of a page
（元）   |  | 算数   | 算数   | 行数   |      |        |           the first of the next
"""

from collections.abc import Iterable

import msgspec

from perflint.forms.compact_funds import MONEY
from perflint.forms.fund_headings import fund_heading
from perflint.forms.grid import Line


def joined(lines: Iterable[Line]) -> list[Line]:
    """The lines, in which such headings are one; its cells keep the places of the upper part."""
    result: list[Line] = []
    for line in lines:
        whole = _whole(result[-1], line) if result and line.first and not line.loose else None
        if whole is None:
            result.append(line)
        else:
            result[-1] = whole
    return result


def _whole(upper: Line, lower: Line) -> Line | None:
    """Both parts as one line, where that makes headings of what was none; None for any other two lines."""
    if not upper.last or upper.loose or upper.block == lower.block:
        return None
    if not {column for column, _ in lower.filled} <= {column for column, _ in upper.filled}:
        return None
    whole = upper
    for column, text in lower.filled:
        whole = whole.with_text(column, whole.text(column) + text)
    # 预算数, the end of 年初预算数, is a heading too.
    gains = max(_amounts(upper), _amounts(lower)) < _amounts(whole)
    return msgspec.structs.replace(whole, last=lower.last) if gains else None


def _amounts(line: Line) -> int:
    return len((fund_heading(line) or {}).keys() & set(MONEY))
