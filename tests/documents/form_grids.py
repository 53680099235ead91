"""Forms laid out as people see them: a grid of nine columns with merged cells, in the national layout."""

from collections.abc import Iterable, Iterator, Mapping
from html import escape
from itertools import groupby
from typing import Any, NamedTuple

from tests.forms.rendering import COLUMNS, HEADINGS

WIDTH = 9
_LINES = {
    "total": "年度资金总额",
    "appropriation": "其中：当年财政拨款",
    "carryover": "上年结转资金",
    "other": "其他资金",
}


class Box(NamedTuple):
    """A cell of the grid: what it says, how many rows and columns it takes."""

    text: str
    down: int = 1
    across: int = 1


def grid(form: Mapping[str, Any]) -> list[list[Box]]:
    """A whole form; a cell stands in the first row and column of its span, as in HTML."""

    def said(value: object) -> str:
        return "" if value in (None, "*") else str(value)

    rows = [
        [Box(said(form.get("title")) or "项目支出绩效自评表", across=WIDTH)],
        [Box(f"（{form['year']}年度）", across=WIDTH)],
        [Box("项目名称"), Box(said(form["project"]), across=8)],
        [
            Box("主管部门"),
            Box(said(form["department"]), across=3),
            Box("实施单位"),
            Box(said(form["unit"]), across=4),
        ],
    ]
    money = [[Box(""), *(Box(text) for text in ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率"))]]
    money[0].append(Box("得分", across=2))
    for key, line in form["budget"].items():
        values = [said(line[name]) for name in ("initial", "annual", "executed", "weight", "rate", "score")]
        money.append([Box(_LINES[key]), *map(Box, values[:-1]), Box(values[-1], across=2)])
    money[0].insert(0, Box(f"项目资金（{form['money_unit']}）", down=len(money)))
    rows += money
    goal = form["goal"]
    rows.append([Box("年度总体目标", down=2), Box("预期目标", across=4), Box("实际完成情况", across=4)])
    rows.append([Box(said(goal["expected"]), across=4), Box(said(goal["actual"]), across=4)])
    rows += _indicators(form["indicators"])
    total = form["total"]
    rows.append([Box("总分", across=6), Box(said(total["weight"])), Box(said(total["score"])), Box("")])
    return rows


def _indicators(indicators: list[Mapping[str, str]]) -> list[list[Box]]:
    rows = [[Box(HEADINGS[0], down=len(indicators) + 1), *map(Box, HEADINGS[1:])]]
    for level1, outer in groupby(indicators, lambda row: row["level1"]):
        first = len(rows)
        for level2, inner in groupby(outer, lambda row: row["level2"]):
            group = list(inner)
            for number, row in enumerate(group):
                cells = [Box(row[name] if row[name] != "*" else "") for name in COLUMNS]
                rows.append([*([] if number else [Box(level2, down=len(group))]), *cells])
        rows[first].insert(0, Box(level1, down=len(rows) - first))
    return rows


def html_table(rows: Iterable[Iterable[Box]]) -> str:
    """The grid as a table of a page; line breaks as `<br>`."""
    lines = []
    for row in rows:
        cells = "".join(
            f'<td rowspan="{box.down}" colspan="{box.across}">{escape(box.text).replace(chr(10), "<br>")}</td>'
            for box in row
        )
        lines.append(f"<tr>{cells}</tr>\n")
    return f"<table>\n{''.join(lines)}</table>\n"


def flat(rows: Iterable[Iterable[Box]]) -> Iterator[list[str]]:
    """The grid as a spreadsheet saves it as text: a merged cell's text at its first place, the others empty."""
    covered: dict[tuple[int, int], bool] = {}
    for number, row in enumerate(rows):
        line: list[str] = []
        for box in row:
            while (number, len(line)) in covered:
                line.append("")
            for down in range(1, box.down):
                covered.update({(number + down, len(line) + right): True for right in range(box.across)})
            line += [box.text, *[""] * (box.across - 1)]
        yield [*line, *[""] * (WIDTH - len(line))]


def csv_text(lines: Iterable[list[str]], separator: str = ",") -> str:
    """Lines of cells as a spreadsheet writes them: in quotes where they need it."""

    def written(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if set(text) & {separator, '"', "\n"} else text

    return "".join(separator.join(map(written, line)) + "\r\n" for line in lines)


def md_text(lines: Iterable[list[str]]) -> str:
    """Lines of cells as a pipe table."""
    rows = ["| " + " | ".join(text.replace("|", "\\|").replace("\n", "<br>") for text in line) + " |" for line in lines]
    return "\n".join([rows[0], "|" + "---|" * WIDTH, *rows[1:]]) + "\n"
