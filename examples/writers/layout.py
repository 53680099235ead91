"""The national layout of a form: nine columns, labels merged over the rows and columns that they stand for."""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from perflint.forms.model import Form, Indicator

WIDTH = 9
FUND_HEADS = ("", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
HEADINGS = (
    "绩效指标",
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值",
    "实际完成值",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
)
# How wide the columns are in relation to each other.
PROPORTIONS = (2, 5, 6, 9, 7, 7, 4, 4, 8)


class Placed(NamedTuple):
    """A text, its row and column (from 0), and how many of each it takes."""

    text: str
    row: int
    column: int
    high: int = 1
    wide: int = 1


class Sheet(NamedTuple):
    """What stands above the table (title, year, unit of money …), and its cells in reading order.

    Every position of the grid is in exactly one cell.
    """

    above: tuple[str, ...]
    cells: tuple[Placed, ...]

    @property
    def rows(self) -> int:
        """How many rows the table has."""
        return max(cell.row + cell.high for cell in self.cells)

    def by_row(self) -> Iterator[list[Placed]]:
        """The cells that begin in each row, from left to right."""
        for row in range(self.rows):
            yield [cell for cell in self.cells if cell.row == row]

    def whole(self) -> list[Placed]:
        """The cells with what stands above them as first rows over the whole width, as spreadsheets have it."""
        below = len(self.above)
        cells = [Placed(text, row, 0, 1, WIDTH) for row, text in enumerate(self.above)]
        return cells + [cell._replace(row=cell.row + below) for cell in self.cells]

    def cut(self, row: int) -> tuple["Sheet", "Sheet"]:
        """The table as paper cuts it above `row`: a cell that goes on below keeps its text on the first part."""
        first, second = [], []
        for cell in self.cells:
            here = min(max(row - cell.row, 0), cell.high)
            if here:
                first.append(cell._replace(high=here))
            if here < cell.high:
                below = max(cell.row - row, 0)
                second.append(cell._replace(text="" if here else cell.text, row=below, high=cell.high - here))
        return Sheet(self.above, tuple(first)), Sheet((), tuple(second))

    def lines(self, row: int, room: float) -> int:
        """How many lines the row needs where the whole table is `room` Chinese characters wide."""
        columns = widths(room)
        return max(
            -(-len(cell.text) // int(sum(columns[cell.column : cell.column + cell.wide])) or 1)
            for cell in self.cells
            if cell.row == row and cell.high == 1
        )

    def flat(self) -> list[list[str]]:
        """The grid as formats without merged cells have it: the text at its first place, the other places empty."""
        grid = [[""] * WIDTH for _ in range(self.rows)]
        for cell in self.cells:
            grid[cell.row][cell.column] = cell.text
        return grid


def national(form: Form) -> Sheet:
    """A form with its printed strings, each at its place."""
    cells = [*_heads(form)]
    for part in (_funds(form), _goal(form), _indicators(form.indicators), _total(form)):
        below = max(cell.row + cell.high for cell in cells)
        cells += [cell._replace(row=below + cell.row) for cell in part]
    title = form.title.text or "项目支出绩效自评表"
    return Sheet((title, f"（{form.year.value}年度）"), tuple(sorted(cells, key=lambda cell: cell[1:3])))


def _heads(form: Form) -> Iterator[Placed]:
    yield Placed("项目名称", 0, 0, 1, 2)
    yield Placed(form.project.text, 0, 2, 1, 7)
    pairs = (("主管部门", form.department, "实施单位", form.unit), ("项目负责人", form.leader, "联系电话", form.phone))
    for row, (left, first, right, second) in enumerate(pairs, 1):
        yield Placed(left, row, 0, 1, 2)
        yield Placed(first.text, row, 2, 1, 3)
        yield Placed(right, row, 5)
        yield Placed(second.text, row, 6, 1, 3)


def _funds(form: Form) -> Iterator[Placed]:
    yield Placed(f"项目资金（{form.money_unit.text}）", 0, 0, 1 + len(form.budget), 2)
    lines: list[tuple[str, ...]] = [FUND_HEADS]
    for line in form.budget.values():
        values = (line.label, line.initial, line.annual, line.executed, line.weight, line.rate, line.score)
        lines.append(tuple(value.text for value in values))
    for row, texts in enumerate(lines):
        for place, text in enumerate(texts):
            yield Placed(text, row, 2 + place)


def _goal(form: Form) -> Iterator[Placed]:
    yield Placed("年度总体目标", 0, 0, 2)
    for row, (left, right) in enumerate(
        (("预期目标", "实际完成情况"), (form.goal.expected.text, form.goal.actual.text))
    ):
        yield Placed(left, row, 1, 1, 4)
        yield Placed(right, row, 5, 1, 4)


def _indicators(indicators: Sequence[Indicator]) -> Iterator[Placed]:
    yield Placed(HEADINGS[0], 0, 0, 1 + len(indicators))
    for column, text in enumerate(HEADINGS[1:], 1):
        yield Placed(text, 0, column)
    row = 1
    for level1, outer in groupby(indicators, lambda one: one.level1.text):
        members = list(outer)
        yield Placed(level1, row, 1, len(members))
        for level2, inner in groupby(members, lambda one: one.level2.text):
            group = list(inner)
            yield Placed(level2, row, 2, len(group))
            for one in group:
                for place, text in enumerate(_values(one)):
                    yield Placed(text, row, 3 + place)
                row += 1


def _values(one: Indicator) -> tuple[str, ...]:
    numbers = (one.weight.text, one.score.text)
    return (one.name.text, one.target.text, one.actual.text, *numbers, one.deviation.text)


def _total(form: Form) -> Iterator[Placed]:
    yield Placed("总分", 0, 0, 1, 6)
    for column, text in enumerate((form.total.weight.text, form.total.score.text, ""), 6):
        yield Placed(text, 0, column)


def edges(total: float) -> list[float]:
    """Where the columns begin and the last one ends, over a width of `total`."""
    unit = total / sum(PROPORTIONS)
    return [unit * sum(PROPORTIONS[:at]) for at in range(WIDTH + 1)]


def widths(total: float) -> list[float]:
    """How wide each column is."""
    return [right - left for left, right in pairwise(edges(total))]
