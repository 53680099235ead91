"""Tables too wide for their paper, printed by parts: put together where they are parts, and left alone elsewhere."""

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise
from typing import Any

import pytest
from reportlab.pdfgen.canvas import Canvas

from perflint.documents import Table, read_bytes
from perflint.documents.interface import Source
from perflint.documents.limits import Limits
from perflint.documents.pdf.reader import boxes_in
from tests.documents.pdf_printing import FONT, HEIGHT, pdf
from tests.documents.pdf_samples import Piece, national_grid
from tests.documents.test_pdf_forms import parsed, without_blanks
from tests.forms.rendering import sample

WIDTHS = (56, 64, 110, 96, 88, 84, 60, 60, 130)
LEFT, TOP = 40, 60


def heights_of(grid: Sequence[object]) -> list[float]:
    """Rows as high as their texts are long, without any order."""
    return [16.0 + number * number * 7 % 23 for number in range(len(grid))]


def part(
    grid: Sequence[Sequence[Piece]], columns: tuple[int, int], rows: tuple[int, int], heights: Sequence[float]
) -> Callable[[Canvas], None]:
    """A page with these columns and rows of a grid; cells that it cuts have no line there."""
    xs = [LEFT + x - sum(WIDTHS[: columns[0]]) for x in accumulate(WIDTHS, initial=0)]
    ys = [TOP + y - sum(heights[: rows[0]]) for y in accumulate(heights, initial=0)]

    def page(canvas: Canvas) -> None:
        canvas.setFont(FONT, 7)
        for row, pieces in enumerate(grid):
            for piece in pieces:
                left, right = max(piece.column, columns[0]), min(piece.column + piece.columns, columns[1])
                top, bottom = max(row, rows[0]), min(row + piece.rows, rows[1])
                if left >= right or top >= bottom:
                    continue
                for y in (ys[top], ys[bottom]):
                    canvas.line(xs[left], HEIGHT - y, xs[right], HEIGHT - y)
                for at in {piece.column, piece.column + piece.columns} & {left, right}:
                    canvas.line(xs[at], HEIGHT - ys[top], xs[at], HEIGHT - ys[bottom])
                if top != row:
                    continue
                canvas.saveState()
                clip = canvas.beginPath()
                clip.rect(xs[left], HEIGHT - ys[bottom], xs[right] - xs[left], ys[bottom] - ys[top])
                canvas.clipPath(clip, stroke=0)
                for number, line in enumerate(piece.text.split("\n")):
                    canvas.drawString(xs[piece.column] + 2, HEIGHT - ys[top] - 9 - 8 * number, line)
                canvas.restoreState()

    return page


def form_parts(
    form: dict[str, Any], columns: Sequence[int], rows: Sequence[int], *, over: bool, height: float | None = None
) -> list[Any]:
    grid = national_grid(form)
    heights = heights_of(grid) if height is None else [height] * len(grid)
    ends = [*rows, len(grid)]
    strips, bands = list(pairwise(columns)), list(pairwise(ends))
    places = [(strip, band) for band in bands for strip in strips] if over else [
        (strip, band) for strip in strips for band in bands
    ]  # fmt: skip
    return [part(grid, strip, band, heights) for strip, band in places]


@pytest.mark.parametrize("over", [False, True])
@pytest.mark.parametrize(("columns", "rows"), [((0, 6, 9), (0,)), ((0, 6, 9), (0, 9)), ((0, 6, 9), (0, 14))])
def test_wide_forms(columns: Sequence[int], rows: Sequence[int], over: bool) -> None:
    """Two wide forms on two or four pages each, printed down or across first, come back value for value."""
    forms = [sample() | {"project": name} for name in ("培训一", "培训二")]
    pages = [page for form in forms for page in form_parts(form, columns, rows, over=over)]
    found = parsed(pdf(*pages))
    for form, true in zip(found, forms, strict=True):
        want = {path: text for path, text in without_blanks(true).items() if path not in (".title", ".year")}
        assert without_blanks(form).items() >= want.items()


def test_what_is_said() -> None:
    """A notice names the pages; places count columns over all parts, and boxes are those of the first page's paper."""
    data = pdf(*form_parts(sample(), (0, 6, 9), (0,), over=False))
    document = read_bytes(data, "表.pdf")
    assert [notice.message.zh for notice in document.notices] == [
        "第1–2页是太宽的表左右分开印的部分，已拼合，列号按拼合后的表计。"
    ]
    (table,) = [block for block in document.blocks if isinstance(block, Table)]
    assert [str(cell.address) for cell in table.rows[3].cells] == [f"P1R4C{column}" for column in range(3, 10)]
    boxes = boxes_in(Source(data, "表.pdf", Limits()))
    assert {str(address) for address in boxes if address.row == 4} == {f"P1R4C{column}" for column in range(3, 7)}


@pytest.mark.parametrize("over", [False, True])
def test_wide_forms_with_rows_of_one_height(over: bool) -> None:
    """Where all rows are level by their making, the merged cells that go over the cut show what belongs together."""
    form = sample()
    (found,) = parsed(pdf(*form_parts(form, (0, 6, 9), (0,), over=over, height=24.0)))
    want = {path: text for path, text in without_blanks(form).items() if path not in (".title", ".year")}
    assert without_blanks(found).items() >= want.items()


def test_what_is_no_part() -> None:
    """Copies of one template, tables of even rows, and a form beside a table of other rows stay what they are."""
    form = national_grid(sample())
    whole = part(form, (0, 7), (0, len(form)), heights_of(form))
    even = [
        part(
            [[Piece(f"{label}{row}", column) for column in range(8)] for row in range(12)], (0, 8), (0, 12), [20.0] * 12
        )
        for label in ("收入", "支出")
    ]
    document = read_bytes(pdf(whole, whole, *even), "表.pdf")
    assert not document.notices
    assert len([block for block in document.blocks if isinstance(block, Table)]) == 4
