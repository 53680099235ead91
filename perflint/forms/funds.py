"""The fund table: one line a source of money, under headings for budget, execution, rate, weight and points."""

from collections.abc import Iterator, Mapping, Sequence

import msgspec

from perflint.documents.model import Cell
from perflint.forms import fields
from perflint.forms.compact_funds import MONEY, compact_columns
from perflint.forms.fund_headings import fund_heading
from perflint.forms.fund_labels import fund_key, is_known_fund, is_label, money_heading, names_money
from perflint.forms.grid import Line
from perflint.forms.grouped_funds import grouped_funds
from perflint.forms.looks import look_of
from perflint.forms.model import BudgetLine
from perflint.forms.rows import Slots
from perflint.forms.turned_funds import turned_funds
from perflint.forms.vocabulary import fold, heading_weight, label_key, vocabulary
from perflint.patterns import pattern

COLUMNS = (*MONEY, "weight", "rate", "score")
_LEAST_COLUMNS = 2
_OF_TASKS = ("任务名称", "任务", "主要内容", "工作内容", "项目名称", "事项", "活动名称", "重点工作")
_POINTS = ("weight", "score")
_WORDS = ("word", "sentence")
# An amount that goes on: 1,234, or 1,234,5 or 1234. or 1234.5
_CUT = pattern(r"^[0-9][0-9,]*(?:[.][0-9]?|,[0-9]{0,2})$")
_WHOLE = pattern(r"^[0-9][0-9,]*(?:[.][0-9]+)?%$|^[0-9][0-9,]*[.][0-9]{2}$")


def is_fund_row(line: Line) -> bool:
    """A row that begins with the label of a known source of money and has amounts."""
    texts = [text for _, text in line.filled]
    labelled = any(is_known_fund(text) and label_key(text) not in vocabulary().totals for text in texts[:2])
    return labelled and any(look_of(text) == "number" for text in texts)


class Funds(msgspec.Struct, frozen=True):
    """The fund rows by key, the lines of the head that belong to no fund table, and whether a row was not understood.

    Of an unclear row nothing tells which amount is which.
    """

    lines: dict[str, BudgetLine]
    rest: list[Line]
    unclear: bool


def budget_lines(head: Sequence[Line], unit: str) -> Funds:
    """The fund table of a head."""
    whole = list(_unwrapped(head))
    lines, rest, unclear = _turned(whole, unit)
    heading: dict[str, int] | None = None
    weight: Cell | None = None
    for place, line in enumerate(whole):
        if line in rest:
            continue
        pairs = _pairs(line)
        if pairs is not None:
            label, cells = pairs
            key = "total" if money_heading(label.text) else fund_key(label.text) or "total"
            more = _budget_line(key, label, cells, unit, None)
            lines[key] = _with_more(lines[key], more, cells) if key in lines else more
            continue
        found = fund_heading(line)
        if found is not None:
            heading = None if _heads_tasks(whole, place, found) else found
            weight = None if "weight" in found else _weight_in_frame(line)
            rest.append(line)
            continue
        row = _fund_row(line, heading, _amounts(lines)) if heading is not None and not line.loose else None
        if heading is not None and row is None and not lines and _is_only_row(whole, place, heading):
            frame = whole[place - 1]
            row = "total", frame.cells[frame.filled[0][0]], {name: line.cells[at] for name, at in heading.items()}
        if row is None:
            rest.append(line)
            if lines and not line.loose:
                unclear |= heading is not None and _has_amounts(line, heading)
                heading = None
            continue
        key, label, read = row
        unclear |= read is None
        cells = read or {}
        if heading is not None and len(cells) == len(heading) and all(cell.text.strip() for cell in cells.values()):
            # Where the headings are shifted, a row with all its cells shows how.
            heading = {name: cell.column for name, cell in cells.items()}
        rejoined = _rest_of_label(lines, line, label, cells)
        if rejoined is not None:
            lines = rejoined
            continue
        if key in lines:
            key = fields.printed(label.text)
        lines[key] = _budget_line(key, label, cells, unit, weight if key == "total" else None)
    return Funds(lines, rest, unclear)


def _turned(head: Sequence[Line], unit: str) -> tuple[dict[str, BudgetLine], list[Line], bool]:
    """The fund rows of a turned or a grouped table, its lines, and whether its sources were not understood."""
    turned = grouped_funds(head) or turned_funds(head)
    if turned is None:
        return {}, [], False
    lines: dict[str, BudgetLine] = {}
    for label, cells in turned.sources:
        key = "total" if money_heading(label.text) else fund_key(label.text) or "total"
        weight = _weight_in_frame(head[min(turned.places)]) if key == "total" and "weight" not in cells else None
        lines[key] = _budget_line(key, label, cells, unit, weight)
    return lines, [head[place] for place in turned.places], not lines


def _heads_tasks(head: Sequence[Line], place: int, heading: Mapping[str, int]) -> bool:
    """The headings of the year's tasks, each with its money: 任务名称 | 主要内容 | 预算数 | 执行数."""
    before = [label_key(text) for column, text in head[place].filled if column < min(heading.values())]
    if not any(key.endswith(_OF_TASKS) for key in before):
        return False
    return place + 1 == len(head) or not is_fund_row(head[place + 1])


def _has_amounts(line: Line, heading: Mapping[str, int]) -> bool:
    """Figures under two headings of money, behind words: a row of the table that was not understood."""
    figures = [name for name in MONEY if name in heading and look_of(line.text(heading[name])) == "number"]
    return len(figures) >= _LEAST_COLUMNS and look_of(line.filled[0][1]) not in ("number", "percent", "dash")


def _is_only_row(head: Sequence[Line], place: int, heading: Mapping[str, int]) -> bool:
    """Amounts without a label of their own, under each heading one, and no other row of figures below: the total's."""
    line = head[place]
    if set(heading.values()) - line.texts.keys() or fund_heading(head[place - 1]) != heading:
        return False
    if [column for column, _ in line.filled] != sorted(heading.values()) or not _has_figures_alone(line):
        return False
    below = head[place + 1] if place + 1 < len(head) else None
    return below is None or not (is_fund_row(below) or _has_figures_alone(below))


def _has_figures_alone(line: Line) -> bool:
    return not line.loose and all(look_of(text) in ("number", "percent", "dash") for _, text in line.filled)


def _amounts(lines: Mapping[str, BudgetLine]) -> Sequence[str]:
    """The amounts that the total has."""
    total = lines.get("total")
    return [name for name in MONEY if total is not None and getattr(total, name).text]


def execution_points(budget: Mapping[str, BudgetLine]) -> tuple[str, ...]:
    """The weight and the score that the fund table prints for the execution of the budget."""
    return (budget["total"].weight.text, budget["total"].score.text) if "total" in budget else ()


def with_execution(budget: dict[str, BudgetLine], row: Slots | None, unit: str) -> dict[str, BudgetLine]:
    """The fund rows with the points of a row that scores the execution of the budget among the indicators."""
    total = budget.get("total")
    if row is None or (total is not None and not (total.weight.blank and total.score.blank)):
        return budget
    cells = {name: row.cells[name] for name in _POINTS}
    if look_of(row.text("actual")) == "percent" and (total is None or total.rate.blank):
        cells["rate"] = row.cells["actual"]
    scored = _budget_line("total", row.cells.get("name", row.cells["level1"]), cells, unit, None)
    if total is not None:
        scored = msgspec.structs.replace(total, **{name: getattr(scored, name) for name in cells})
    return budget | {"total": scored}


def _unwrapped(head: Sequence[Line]) -> Iterator[Line]:
    """The lines with amounts put together whose last digits stand in a line below: 1,234,567. | 80."""
    whole: Line | None = None
    for line in head:
        if whole is not None and all(_ends_amount(whole.text(column), text) for column, text in line.filled):
            for column, text in line.filled:
                whole = whole.with_text(column, whole.text(column) + text)
            continue
        if whole is not None:
            yield whole
        whole = line
    if whole is not None:
        yield whole


def _ends_amount(above: str, text: str) -> bool:
    """Whether the upper piece is no whole amount or rate, and both pieces together are one."""
    above, text = fold(above), fold(text)
    return bool((_CUT.search(above) or text[0] in ".%") and _WHOLE.match(above + text))


def _pairs(line: Line) -> tuple[Cell, dict[str, Cell]] | None:
    """A row that prints each amount behind a label of its own: 预算数 | 80 | 执行数 | 78, then the source of both."""
    cells = [(line.cells[column], text) for column, text in line.filled]
    figures = [number for number, (_, text) in enumerate(cells) if look_of(text) in ("number", "percent", "dash")]
    if not figures or any(number == 0 or number - 1 in figures for number in figures):
        return None
    labels = [cells[number - 1] for number in figures]
    meanings = [money_heading(text) for _, text in labels]
    read = [(name, cells[at][0]) for name, at in zip(meanings, figures, strict=True) if name is not None]
    if len(dict(read)) == len(read) >= _LEAST_COLUMNS and dict(read).keys() <= set(COLUMNS):
        # 结余资金 | 15 between them is none of the columns.
        return labels[0][0], dict(read)
    sources = {fund_key(text) for _, text in labels}
    if len(labels) == _LEAST_COLUMNS and len(sources) == 1 and sources <= {key for _, key in vocabulary().fund_rows}:
        return labels[0][0], dict(zip(MONEY[1:], (cells[at][0] for at in figures), strict=True))
    return None


def _with_more(line: BudgetLine, more: BudgetLine, cells: Mapping[str, Cell]) -> BudgetLine:
    """A fund row with what another line of pairs prints of it: 执行率分值 | 10 | 执行率得分 | 9.5."""
    own = {name: getattr(more, name) for name in cells if not getattr(line, name).text}
    return msgspec.structs.replace(line, **own)


def _fund_row(
    line: Line, heading: Mapping[str, int], pattern: Sequence[str]
) -> tuple[str, Cell, dict[str, Cell] | None] | None:
    """A row with a label left of the amounts and nothing but numbers, rates and dashes in the columns."""
    first = min(heading.values())
    texts = [(column, text) for column, text in line.filled if is_label(text)]
    # A dash in front of the label is a merged cell that a program filled.
    begin = texts[0][0] if texts else 0
    figures = [
        column for column, text in line.filled if column > begin and look_of(text) in ("number", "percent", "dash")
    ]
    # What stands behind the figures is a note on them.
    labels = [(column, text) for column, text in texts if not figures or column < figures[0]]
    if not labels or len(figures) > len(heading):
        # More figures than headings: two rows in one.
        return None
    column, text = _label_of(labels, heading, figures=bool(figures))
    amounts = [(place, entry) for place, entry in line.filled if place > column]
    key = fund_key(text)
    named = [entry for place, entry in labels if place <= column or not figures]
    if key is None or (column >= first and not amounts) or any(look_of(entry) == "sentence" for entry in named):
        return None
    before = [entry for place, entry in labels if place < column]
    if before and not any(mark in fold(before[0]) for mark in ("资金", "预算", "规模")):
        return None
    return key, line.cells[column], _amount_cells(line, column, heading, pattern)


def _label_of(labels: Sequence[tuple[int, str]], heading: Mapping[str, int], *, figures: bool) -> tuple[int, str]:
    """The last of the words, but for those that stand where an amount would: 年度资金总额 | 见附件 | 52.

    A word does under a heading of money, where a source of money stands left of the table and none under the heading.
    """
    money = {heading[name] for name in MONEY if name in heading}
    for place, (column, text) in enumerate(labels[:-1]):
        others = labels[place + 1 :]
        if (
            column < min(money)
            and all(at in money and not names_money(word) for at, word in others)
            and (is_known_fund(text) or (figures and names_money(text)))
        ):
            return column, text
    return labels[-1]


def _amount_cells(line: Line, label: int, heading: Mapping[str, int], pattern: Sequence[str]) -> dict[str, Cell] | None:
    """The cells under the headings; where the row is shifted, the shift that places every filled cell.

    None where nothing tells which amount is which.
    """
    filled = [column for column, _ in line.filled if column > label]
    first, last = min(heading.values()), max(heading.values())
    if last in line.cells:
        # Words beside the table are none of its amounts.
        filled = [column for column in filled if column <= last or look_of(line.text(column)) not in _WORDS]
    if line.doubt is not None and len(filled) < len(heading) and _has_no_gap(line):
        return _compact_amounts(line, filled, heading, pattern)
    for shift in (0, -1, 1, -2, 2, -3, 3):
        if first + shift <= label:
            # A heading over the labels would be a label's.
            continue
        if shift and line.doubt is not None and len(filled) < len(heading):
            break
        places = {column + shift: name for name, column in heading.items()}
        if all(column in places for column in filled) and _fits(line, places, filled):
            return {
                name: line.cells[column] for column, name in places.items() if column in line.cells and column > label
            }
    names = sorted(heading, key=heading.__getitem__)
    if len(names) == len(filled):
        return {name: line.cells[column] for name, column in zip(names, filled, strict=True)}
    if line.doubt is not None:
        return _compact_amounts(line, filled, heading, pattern)
    return {name: line.cells[column] for name, column in heading.items() if column in line.cells and column > label}


def _compact_amounts(
    line: Line, filled: Sequence[int], heading: Mapping[str, int], pattern: Sequence[str]
) -> dict[str, Cell] | None:
    found = compact_columns(line, filled, heading, pattern)
    return None if found is None else {name: line.cells[column] for name, column in found.items()}


def _has_no_gap(line: Line) -> bool:
    """No blank cell stands in front of a filled one."""
    return sum(column <= line.filled[-1][0] for column in line.cells) == len(line.filled)


def _fits(line: Line, places: Mapping[int, str], filled: Sequence[int]) -> bool:
    for column in filled:
        text, is_rate = line.text(column), places[column] == "rate"
        # A percentage within a note is none of the row's.
        has_percent = look_of(text) == "percent"
        bare = look_of(text) == "dash" or (line.doubt is None and look_of(text) == "number")
        if has_percent != is_rate and not (is_rate and bare):
            return False
    return True


def _rest_of_label(
    lines: dict[str, BudgetLine], line: Line, label: Cell, cells: Mapping[str, Cell]
) -> dict[str, BudgetLine] | None:
    """The fund rows with the last one renamed, if `line` only carries the end of its label over a page break."""
    wrapped = line.first or len(line.filled) == 1
    if not lines or not wrapped or any(look_of(cell.text) == "number" for cell in cells.values()):
        return None
    cut_key, cut = next(reversed(lines.items()))
    known = {key for _, key in vocabulary().fund_rows}
    if cut_key in known and fund_key(label.text) in known:
        # Both are whole labels: two rows that stand on either side of the break.
        return None
    whole = fund_key(cut.label.text + label.text)
    if whole is None or whole not in known or whole in lines.keys() - {cut_key}:
        return None
    kept = {key: entry for key, entry in lines.items() if key != cut_key}
    name = fields.text_field(f"budget.{whole}.label", (*cut.label.cells, label))
    moved = {
        column: msgspec.structs.replace(getattr(cut, column), path=f"budget.{whole}.{column}") for column in COLUMNS
    }
    return kept | {whole: BudgetLine(path=f"budget.{whole}", key=whole, label=name, **moved)}


def _weight_in_frame(line: Line) -> Cell | None:
    """The cell that prints the execution's weight where there is no column for it: 预算执行情况（20分）."""
    column, text = line.filled[0]
    return line.cells[column] if heading_weight(text) and label_key(text) in vocabulary().fund_frames else None


def _budget_line(
    key: str, label: Cell, cells: Mapping[str, Cell], unit: str, weight_in_frame: Cell | None
) -> BudgetLine:
    where = f"budget.{key}"
    own = {name: (cells[name],) if name in cells else () for name in COLUMNS}
    weight = fields.weight_field(f"{where}.weight", own["weight"])
    if weight_in_frame is not None:
        weight = fields.weight_field(f"{where}.weight", (weight_in_frame,), heading_weight(weight_in_frame.text))
    return BudgetLine(
        path=where,
        key=key,
        label=fields.text_field(f"{where}.label", (label,)),
        initial=fields.money_field(f"{where}.initial", own["initial"], unit),
        annual=fields.money_field(f"{where}.annual", own["annual"], unit),
        executed=fields.money_field(f"{where}.executed", own["executed"], unit),
        weight=weight,
        rate=fields.rate_field(f"{where}.rate", own["rate"]),
        score=fields.number_field(f"{where}.score", own["score"]),
    )
