"""The headings of the fund table."""

from perflint.forms.alignment import OTHER
from perflint.forms.compact_funds import MONEY
from perflint.forms.fund_labels import money_heading
from perflint.forms.grid import Line
from perflint.forms.labels import FUNDS, undated
from perflint.forms.layout import by_word
from perflint.forms.vocabulary import fold, label_key, vocabulary
from perflint.patterns import pattern

_LEAST_COLUMNS = 2
_LEAST_LISTED = 3
_BEFORE = ("上年", "上一年", "去年", "前年")
_YEAR = pattern(r"^(20[0-9]{2})年度?")
# Later than any year that is printed.
_NOW = "9999"


def fund_heading(line: Line) -> dict[str, int] | None:
    """Column meanings of the fund table's heading row, or None."""
    if not line.announced & FUNDS:
        return None
    known = vocabulary().funds
    found: dict[str, int] = {}
    for column, text in line.filled:
        meaning = money_heading(text)
        if meaning is not None:
            found.setdefault(meaning, column)
    for column, text in line.filled:
        if label_key(text) in vocabulary().arranged_budgets:
            found.setdefault("initial" if "annual" in found else "annual", column)
    if any(text.startswith("20") for _, text in line.filled) and not _lists(line):
        _find_dated(found, line)
    if len(found) < _LEAST_COLUMNS or heads_list(line):
        return None
    # In front of the amounts stand labels: 资金来源.
    others = [
        (column, text)
        for column, text in line.filled
        if label_key(text) not in known and (column > min(found.values()) or _is_dated(text))
    ]
    # Of several years the latest is the form's own.
    for column, text in sorted(others, key=lambda other: _year(other[1]), reverse=True):
        if column not in found.values():
            meaning = "" if fold(text).startswith(_BEFORE) else by_word(text, vocabulary().fund_words)
            found[meaning if meaning and meaning not in found else f"{OTHER}{column}"] = column
    return found if found.keys() & set(MONEY) else None


def _find_dated(found: dict[str, int], line: Line) -> None:
    """2023年年初预算数 is 年初预算数, the latest of several years that of the form."""
    for column, text in sorted(line.filled, key=lambda other: _year(other[1]), reverse=True):
        meaning = money_heading(undated(fold(text)))
        if meaning is not None:
            found.setdefault(meaning, column)


def _is_dated(text: str) -> bool:
    """上年执行数 or 2022年执行数, in front of other amounts."""
    dated = fold(text).startswith(_BEFORE) or _YEAR.match(fold(text))
    return bool(dated) and bool(by_word(text, vocabulary().fund_words))


def _year(text: str) -> str:
    found = _YEAR.match(fold(text))
    return found.group(1) if found else _NOW


def heads_list(line: Line) -> bool:
    """The headings of a list of projects (项目名称 | 预算数 | 执行数 | 得分), which is no form."""
    known = vocabulary()
    of_list = _lists(line)
    if not of_list:
        return False
    keys = [label_key(text) for _, text in line.filled]
    listed = [
        place for place, key in enumerate(keys) if key in known.funds or key in known.columns or key in known.totals
    ]
    # Behind a label of the head its value stands; behind that of a list another label.
    return len(listed) >= _LEAST_LISTED or (len(listed) > 1 and of_list[0] + 1 in listed)


def _lists(line: Line) -> list[int]:
    """The places of the labels of a head with which a list may begin."""
    known = vocabulary()
    first = [label_key(text) for _, text in line.filled[:_LEAST_LISTED]]
    if first[0] in known.fund_frames:
        # 项目资金 | 子项目名称 | 年初预算数: the parts of the project's own money.
        return []
    return [place for place, key in enumerate(first) if known.heads.get(key) in ("project", "unit", "department")]
