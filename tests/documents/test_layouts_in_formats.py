"""Every layout in use as a whole form in xlsx, docx and pdf, merged cells included: the same form as from its text."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import pytest
from openpyxl import Workbook

from perflint.documents import read_bytes
from perflint.forms.export import form_to_mapping
from perflint.forms.recognise import recognise
from tests.documents import docx_samples, pdf_printing, pdf_samples, spreadsheet_samples
from tests.forms import layout_samples
from tests.forms.layout_samples import Lines
from tests.forms.reading import forms_of, rows_of
from tests.forms.rendering import tabbed

LAYOUTS = (
    layout_samples.weight_first,
    layout_samples.sichuan,
    layout_samples.yunnan,
    layout_samples.hubei,
    layout_samples.chongqing,
    layout_samples.transfer,
    layout_samples.region,
    layout_samples.reviewed,
)
FUNDS = {"年初预算数", "预算数（A）", "全年预算数（A）"}
GOALS = {"年度总体目标", "总体目标完成情况"}
NAMES = {"三级指标", "指标名称"}
SECOND = {"指标性质"}
TOTALS = {"总分", "合计"}


class Merged(NamedTuple):
    """A cell of a form as people merge it: where it begins (from 0) and what it takes."""

    text: str
    row: int
    column: int
    rows: int = 1
    columns: int = 1


def parts_of(lines: Lines) -> list[str]:
    """What each line belongs to: head, funds, goals, table, total or notes."""
    part, parts = "head", []
    for line in lines:
        texts = set(line)
        if texts & FUNDS:
            part = "funds"
        elif texts & GOALS:
            part = "goals"
        elif texts & NAMES:
            part = "table"
        elif line[0] in TOTALS:
            part = "total"
        elif part in ("table", "total") and not any(line[2:]):
            part = "notes"
        parts.append(part)
    return parts


def owner_of(lines: Lines, row: int, column: int, part: str, name: int) -> tuple[int, int]:
    """The cell that a merged cell covers this one from: above, at the left, or itself."""
    line, own = lines[row], (row, column)
    if column >= len(line):
        return row, column - 1
    if line[column]:
        return own
    label = {
        "funds": not column,
        "goals": not column,
        "table": not set(line) & NAMES and (column < name or bool(set(line) & SECOND)),
    }
    if label.get(part):
        return row - 1, column
    stays = {
        "funds": True,
        "table": not set(line) & NAMES,
        "total": any(line[1:column]),
    }
    return own if stays.get(part) else (row, column - 1)


def merged(lines: Lines) -> list[Merged]:
    """The lines as merged cells that fill the whole grid.

    A blank cell goes to the label above it at the left of the tables and under their headings, elsewhere to the cell
    before it; the last cell of a short line reaches to the right edge. Numbers and remarks stay blank on their own.
    """
    width, parts = max(map(len, lines)), parts_of(lines)
    name = min(line.index(text) for line in lines for text in NAMES if text in line)
    first: dict[tuple[int, int], tuple[int, int]] = {}
    last: dict[tuple[int, int], tuple[int, int]] = {}
    for row, part in enumerate(parts):
        for column in range(width):
            owner = owner_of(lines, row, column, part, name)
            place = row, column
            first[place] = place if owner == place else first[owner]
            last[first[place]] = place
    return [
        Merged(lines[row][column], row, column, down - row + 1, right - column + 1)
        for (row, column), (down, right) in last.items()
    ]


def as_xlsx(lines: Lines) -> bytes:
    """A workbook by openpyxl; numbers and rates are numbers with a format."""
    book = Workbook()
    placed = [
        spreadsheet_samples.Placed(cell.text, cell.row + 1, cell.column + 1, cell.rows, cell.columns)
        for cell in merged(lines)
    ]
    spreadsheet_samples.fill(book.worksheets[0], placed)
    return spreadsheet_samples.saved(book)


def above_table(lines: Lines) -> int:
    """How many lines a Word file has as paragraphs above its table: title and year."""
    return next(number for number, line in enumerate(lines) if len(line) > 1)


def as_docx(lines: Lines, above: int = 0) -> bytes:
    """A Word file, as many lines as told above its table."""
    rows: list[list[docx_samples.Box]] = [[] for _ in lines[above:]]
    for cell in merged(lines[above:]):
        rows[cell.row].append(docx_samples.Box(cell.text, cell.column, cell.columns, cell.rows))
    paragraphs = "".join(docx_samples.p(line[0]) for line in lines[:above])
    return docx_samples.docx(paragraphs + docx_samples.boxes_table(rows, max(map(len, lines))))


def as_pdf(lines: Lines, above: int = 0) -> bytes:
    """A PDF with ruling lines, as many lines as told above its table."""
    rows: list[list[pdf_samples.Piece]] = [[] for _ in lines[above:]]
    for cell in merged(lines[above:]):
        rows[cell.row].append(pdf_samples.Piece(cell.text, cell.column, cell.rows, cell.columns))
    return pdf_printing.printed_grid(rows, [line[0] for line in lines[:above]], columns=max(map(len, lines)))


FORMATS: dict[str, tuple[str, Callable[[Lines], bytes]]] = {
    "xlsx": ("a.xlsx", as_xlsx),
    "docx": ("a.docx", as_docx),
    "docx with its title above": ("a.docx", lambda lines: as_docx(lines, above_table(lines))),
    "pdf": ("a.pdf", as_pdf),
    "pdf with its title above": ("a.pdf", lambda lines: as_pdf(lines, above_table(lines))),
}


def leaves(value: Any, path: str = "") -> Iterator[tuple[str, object]]:
    """Every field of a form by its path."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from leaves(inner, f"{path}.{number}")
    else:
        yield path, value


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.__name__)
def test_every_layout_in_every_format(layout: Callable[[], Lines], kind: str) -> None:
    """The form is the one that its tab-separated text gives, field by field."""
    lines = layout()
    name, written = FORMATS[kind]
    [expected] = forms_of(tabbed(lines))
    [form] = [form_to_mapping(one) for one in recognise(read_bytes(written(lines), name)).forms]
    assert dict(leaves(form)) == dict(leaves(expected))


def test_the_text_of_each_layout_is_a_whole_form() -> None:
    """What the formats are compared with has lost nothing itself."""
    for layout in LAYOUTS:
        [form] = forms_of(tabbed(layout()))
        assert form["complete"], layout.__name__
        assert form["project"], layout.__name__
        assert len(form["indicators"]) == sum(part == "table" for part in parts_of(layout())) - headings(layout())


def headings(lines: Lines) -> int:
    """How many lines are headings of the indicator table."""
    return sum(bool(set(line) & (NAMES | SECOND)) for line in lines)


def test_a_regions_form_has_one_score_after_the_actual() -> None:
    """L7: no weights; the one score column counts, for the total too."""
    [form] = forms_of(tabbed(layout_samples.region()))
    assert rows_of(form, "level1", "level2", "name", "target", "actual", "score") == [
        ("产出指标", "数量指标", "养护里程", "≥120公里", "126公里", "25"),
        ("产出指标", "数量指标", "养护桥梁", "≥8座", "8座", "10"),
        ("产出指标", "质量指标", "验收合格率", "≥98%", "100%", "15"),
        ("效益指标", "社会效益指标", "通行条件", "改善", "改善", "30"),
        ("满意度指标", "服务对象满意度指标", "群众满意度", "≥85%", "90%", "10"),
    ]
    assert "weight" not in form["indicators"][0]
    assert form["total"] == {"weight": "", "score": "99.5"}
    assert (form["project"], form["department"], form["unit"]) == ("农村公路养护补助", "青川市交通局", "云溪区公路站")
    assert form["goal"] == {"expected": "养护县乡公路，保障出行。", "actual": "县乡公路全部养护一遍。"}
    assert list(form["budget"]) == ["total", "appropriation", "地方资金"]
