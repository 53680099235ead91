"""The head of a form: labels with their values beside or behind them, the year, and the money unit."""

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import NamedTuple

from perflint.documents.model import Address, Cell
from perflint.forms import fields
from perflint.forms.grid import Line
from perflint.forms.model import Field
from perflint.forms.vocabulary import fold, label_key, vocabulary
from perflint.patterns import pattern
from perflint.values import Unreadable, parse_year

# (meaning, label cell, value cell)
Labelled = tuple[str, Cell, Cell]

_UNIT = pattern(r"[(（](?:单位[：:]?)?(亿元|万元|元)[)）]|(?:金额)?单位[：:](?:人民币)?(亿元|万元|元)")
_INLINE = pattern(r"^(.{2,24}?)[：:](?:\*\*)?(.+)$", re.DOTALL)
# A label behind a blank, within a line that holds several labels with their values.
_NEXT = pattern(r"[ \t\n\u3000\u00a0]+([^ \t\n\u3000\u00a0：:]{2,16})(?=[：:])")
_LONGEST_LABEL = 26
_DASHES = ("-", "—", "/", "——")
_YEAR = pattern(r"年度:((?:19|20)[0-9]{2})(?![0-9])")
# A year and nothing else, as it stands beside 单位：万元 in one row.
_YEAR_ALONE = pattern(r"\(?[0-9〇零○一二三四五六七八九]{4}(?:年(?:度|1月.{0,4}12月(?:31日)?)?\)?|\))")
_BARE_YEAR = pattern(r"20[0-9]{2}(?:年度?)?")
_LONGEST_DATED = 120
_DAY = pattern(r"(?<![0-9])20[0-9]{2}\s*[-./年]\s*[0-9]{1,2}\s*[-./月]\s*[0-9]{1,2}(?![0-9])")
_PERIOD = pattern(r"年度|[0-9日][-~—至到]+(?:20[0-9]{2}年|20[0-9]{2}[-./]|[0-9]{1,2}月)")
_FILLERS = ("填报", "申报", "自评", "评价", "编制")
_YEAR_LABELS = ("年度", "年份")
_UNIT_LABELS = ("单位", "金额单位", "计量单位")
_UNIT_ALONE = pattern(r"[(（]?(?:金额)?(?:计量)?单位[：:](?:人民币)?(亿元|万元|元)[)）]?")


def labelled_values(lines: Iterable[Line], labels: dict[str, str]) -> Iterator[Labelled]:
    """(meaning, label cell, value cell) of every label; the value stands behind a colon or in the next filled cell.

    A label without a value gives the blank cell beside it, or a blank cell of its own address at the line's end.
    """
    known = vocabulary()
    listed = list(lines)
    for place, line in enumerate(listed):
        filled = line.filled
        for number, (column, text) in enumerate(filled):
            cell = line.cells[column]
            beginning = text[:_LONGEST_LABEL]
            inline = list(_inline_values(cell, labels)) if "：" in beginning or ":" in beginning else []
            if inline:
                yield from inline
                continue
            meaning = labels.get(label_key(text))
            if meaning is None:
                continue
            after = next((place for place, value in filled[number + 1 :] if value not in _DASHES), None)
            if after is None and number + 1 < len(filled):
                after = filled[number + 1][0]
            if after is not None and label_key(line.text(after)) not in known.heads:
                yield meaning, cell, _with_wrap(line.cells[after], listed, place)
            else:
                blank = line.cells.get(column + cell.column_span)
                below = _over_the_break(listed, place, column + cell.column_span)
                own = blank if blank is not None and not blank.text.strip() else _part(cell, len(cell.text))
                yield meaning, cell, below or own


def _inline_values(cell: Cell, labels: dict[str, str]) -> Iterator[Labelled]:
    """What stands behind labels and colons within one cell, also where another label follows in the same line."""
    start = len(cell.text) - len(cell.text.lstrip())
    for end in (
        *(one.start() for one in _NEXT.finditer(cell.text) if _is_label(label_key(one.group(1)))),
        len(cell.text),
    ):
        found = _INLINE.match(cell.text[start:end].strip())
        if found and (meaning := labels.get(label_key(found.group(1)))):
            value = cell.text.index(found.group(2), start)
            yield meaning, cell, _part(cell, value, value + len(found.group(2)))
        start = end


def _is_label(key: str) -> bool:
    """A head, or the word in front of the money unit."""
    return key in vocabulary().heads or key in _UNIT_LABELS


def _with_wrap(cell: Cell, lines: Sequence[Line], place: int) -> Cell:
    """A value together with its second line, which stands alone below it."""
    below = lines[place + 1] if place + 1 < len(lines) else None
    if below is None or below.loose or not cell.column or [column for column, _ in below.filled] != [cell.column]:
        return cell
    text = below.text(cell.column)
    known = vocabulary()
    if any(label_key(text) in labels for labels in (known.heads, known.goals, known.funds)) or _INLINE.match(text):
        return cell
    return Cell(cell.text + text, cell.address, cell.column, cell.row_span, cell.column_span)


def _over_the_break(lines: Sequence[Line], place: int, column: int) -> Cell | None:
    """The value that a page break parted from its label: alone in its column on the first line after the break."""
    if place + 1 >= len(lines) or not lines[place].last or not lines[place + 1].first:
        return None
    below = lines[place + 1]
    return below.cells[column] if [where for where, _ in below.filled] == [column] else None


def _part(cell: Cell, start: int, end: int | None = None) -> Cell:
    """The rest of a cell from a character on (up to `end`); in plain text the address moves along."""
    address = cell.address
    if address.place == "line" and "\n" not in cell.text[:start]:
        address = Address("line", address.row, address.column + start)
    return Cell(cell.text[start:end], address, cell.column, cell.row_span, cell.column_span)


class Heads(NamedTuple):
    """The head's text fields by name, and its year."""

    texts: dict[str, Field[str]]
    year: Field[int]


def heads_of(opening: Sequence[Line], head: Sequence[Line]) -> Heads:
    """What the lines above the tables say."""
    values = list(labelled_values((*opening, *head), vocabulary().heads))
    return Heads(_head_fields(values), _year_field(opening, values, head))


def _head_fields(values: Iterable[Labelled]) -> dict[str, Field[str]]:
    """The first printed one counts, but for who filled the form in, where another unit is named as well."""
    found: dict[str, Field[str]] = {}
    filler = False
    for meaning, label, value in values:
        if meaning in ("ignored", "period"):
            continue
        fills = meaning == "unit" and label_key(label.text).startswith(_FILLERS)
        outdone = filler and meaning == "unit" and not fills
        if meaning not in found or ((found[meaning].blank or outdone) and value.text.strip()):
            found[meaning] = fields.text_field(meaning, (value,))
            filler = fills if meaning == "unit" else filler
    return found


def _year_field(opening: Sequence[Line], values: Iterable[Labelled], head: Sequence[Line]) -> Field[int]:
    """The form's year from the line under the title, the reporting period, or the title itself."""
    lone = [line.cells[line.filled[0][0]] for line in opening if line.lone]
    loose = [cell for cell in lone if not _says_day(cell.text)]
    periods = [value for meaning, _, value in values if meaning == "period"]
    for cell in chain(reversed(loose), _years_beside(opening), periods, _years_beside(head, "度)月")):
        year = parse_year(cell.text)
        if not isinstance(year, Unreadable):
            return Field("year", fields.printed(cell.text), year, (cell,))
    for cell in loose:
        if behind_label := _YEAR.search(fold(cell.text)):
            return Field("year", behind_label.group(1), int(behind_label.group(1)), (cell,))
    return Field("year")


def _says_day(text: str) -> bool:
    """发布时间：2023-08-15, of a page or a signature: when something was done, and no period."""
    dated = len(text) < _LONGEST_DATED and (":" in text or "：" in text) and _DAY.search(text) is not None
    return dated and not _PERIOD.search(fold(text))


def _years_beside(lines: Sequence[Line], marks: str = "年)") -> Iterator[Cell]:
    """The years that stand alone in a cell among others, behind no label of theirs (立项年度), with a mark."""
    for line in lines:
        before = ""
        for column, text in line.filled:
            if label_key(before) in _YEAR_LABELS and _BARE_YEAR.fullmatch(fold(text)):
                yield line.cells[column]
            own = fold(text) if len(text) < _LONGEST_LABEL and "年" not in before else ""
            # A line of its own says the year beside the money unit.
            said = own if len(line.filled) > 1 else _UNIT.sub("", own) if _UNIT.search(own) else ""
            if any(mark in said for mark in marks) and _YEAR_ALONE.fullmatch(said):
                yield line.cells[column]
            before = text


def says_unit(line: Line) -> bool:
    """单位：万元 and nothing else."""
    return len(line.filled) == 1 and bool(_UNIT_ALONE.fullmatch(fold(line.filled[0][1])))


def says_year(line: Line) -> bool:
    """（2023年度） and nothing else."""
    return len(line.filled) == 1 and bool(_YEAR_ALONE.fullmatch(fold(line.filled[0][1])))


def money_unit_field(opening: Sequence[Line], head: Sequence[Line]) -> Field[str]:
    """元, 万元 or 亿元 as printed in the fund table's heading or in a line 单位：万元."""
    for line in (*head, *opening):
        for column, text in line.filled:
            found = _UNIT.search(fold(text)) if len(text) < 40 else None
            if found:
                unit = found.group(1) or found.group(2)
                return Field("money_unit", unit, unit, (line.cells[column],))
    return Field("money_unit")


def target_funds(head: Sequence[Line], unit: str) -> dict[str, Field[Decimal]]:
    """The money heads of a target form (项目总预算 …), in the form's money unit."""
    return {
        meaning: fields.money_field(f"budget.{meaning}", (value,), unit)
        for meaning, _, value in labelled_values(head, vocabulary().target_funds)
        if label_key(value.text) not in vocabulary().funds
    }
