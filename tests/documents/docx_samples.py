"""Word files written by hand, part by part, and forms laid out as Word tables with merged cells."""

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from xml.sax.saxutils import escape

from tests.forms.rendering import COLUMNS, HEADINGS, WIDTH

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NAMESPACES = (
    f'xmlns:w="{WORD}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>'
)
LABELS = {
    "total": "年度资金总额",
    "appropriation": "其中：当年财政拨款",
    "carryover": "上年结转资金",
    "other": "其他资金",
}


class Box(NamedTuple):
    """A cell to be written: its text, its first column and what it spans."""

    text: str
    column: int
    columns: int = 1
    rows: int = 1


def relations(target: str = "word/document.xml") -> str:
    """The package's relations, with the main part where told."""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/officeDocument" Target="{target}"/></Relationships>'
    )


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A compressed archive of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def document_xml(body: str) -> str:
    """The main part around a body."""
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document {NAMESPACES}><w:body>{body}</w:body></w:document>'


def docx(body: str, extra: Mapping[str, str | bytes] | None = None) -> bytes:
    """A Word file with this body and perhaps more parts."""
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relations(),
        "word/document.xml": document_xml(body),
    }
    return zipped(parts | dict(extra or {}))


def run(text: str) -> str:
    """A run; each line feed becomes a break."""
    pieces = (f'<w:t xml:space="preserve">{escape(line)}</w:t>' for line in text.split("\n"))
    return f"<w:r>{'<w:br/>'.join(pieces)}</w:r>"


def p(text: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p>{run(text)}</w:p>" if text else "<w:p/>"


def tc(content: str = "", look: str = "") -> str:
    """A cell with its properties; content that is no markup becomes one paragraph."""
    inner = content if content.startswith("<") else p(content)
    return f"<w:tc>{f'<w:tcPr>{look}</w:tcPr>' if look else ''}{inner}</w:tc>"


def tr(*cells: str, look: str = "") -> str:
    """A row with its properties."""
    return f"<w:tr>{f'<w:trPr>{look}</w:trPr>' if look else ''}{''.join(cells)}</w:tr>"


def tbl(*rows: str, columns: int = 0) -> str:
    """A table; programs that draw it need the widths of its columns."""
    grid = '<w:gridCol w:w="1000"/>' * columns
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


def span(columns: int) -> str:
    """The property of a cell over several columns."""
    return f'<w:gridSpan w:val="{columns}"/>'


def width(columns: int) -> str:
    """The property of a cell as wide as several columns."""
    return f'<w:tcW w:w="{1000 * columns}" w:type="dxa"/>'


START, GO_ON = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"


def boxes_table(rows: Sequence[Sequence[Box]], columns: int = WIDTH) -> str:
    """The boxes as Word writes them, a covered cell being there without text; each line is a paragraph."""
    open_boxes: dict[int, tuple[Box, int]] = {}
    written = []
    for row in rows:
        here = {box.column: box for box in row}
        cells, column = [], 0
        while column < columns:
            if column in open_boxes:
                box, left = open_boxes.pop(column)
                cells.append(tc("", width(box.columns) + span(box.columns) + GO_ON))
            else:
                box = here.get(column, Box("", column))
                left = box.rows
                look = width(box.columns) + (span(box.columns) if box.columns > 1 else "")
                cells.append(tc("".join(map(p, box.text.split("\n"))), look + (START if box.rows > 1 else "")))
            if left > 1:
                open_boxes[column] = (box, left - 1)
            column += box.columns
        written.append(tr(*cells))
    return tbl(*written, columns=columns)


def form_boxes(form: Mapping[str, Any]) -> list[list[Box]]:
    """A form in the national layout, labels merged over the rows that they stand for."""
    budget = form["budget"]
    unit = f"项目资金\n（{form['money_unit']}）"
    heads = ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分")
    rows = [
        [Box("项目名称", 0, 2), Box(form["project"], 2, 7)],
        [Box("主管部门", 0, 2), Box(form["department"], 2, 3), Box("实施单位", 5), Box(form["unit"], 6, 3)],
        [Box(unit, 0, 2, 1 + len(budget)), Box("", 2), *(Box(text, 3 + at) for at, text in enumerate(heads))],
    ]
    for key, line in budget.items():
        values = [line[name] for name in ("initial", "annual", "executed", "weight", "rate", "score")]
        rows.append([Box(LABELS[key], 2), *(Box(value, 3 + at) for at, value in enumerate(values))])
    rows.append([Box("年度\n总体\n目标", 0, 1, 2), Box("预期目标", 1, 4), Box("实际完成情况", 5, 4)])
    rows.append([Box(form["goal"]["expected"], 1, 4), Box(form["goal"]["actual"], 5, 4)])
    indicators = form["indicators"]
    rows.append(
        [Box("绩\n效\n指\n标", 0, 1, 1 + len(indicators)), *(Box(t, at) for at, t in enumerate(HEADINGS) if at)]
    )
    rows.extend(_indicator_boxes(indicators))
    total = form["total"]
    rows.append([Box("总分", 0, 6), Box(total["weight"], 6), Box(total["score"], 7), Box("", 8)])
    return rows


def _indicator_boxes(indicators: Sequence[Mapping[str, str]]) -> Iterable[list[Box]]:
    for at, row in enumerate(indicators):
        boxes = []
        for column, names in ((1, ("level1",)), (2, ("level1", "level2"))):
            keys = [tuple(one[name] for name in names) for one in indicators]
            if not at or keys[at - 1] != keys[at]:
                rest = keys[at:]
                boxes.append(
                    Box(row[names[-1]], column, 1, next((n for n, k in enumerate(rest) if k != keys[at]), len(rest)))
                )
        yield [*boxes, *(Box(row[name], 3 + place) for place, name in enumerate(COLUMNS))]


def form_docx(forms: Iterable[Mapping[str, Any]]) -> bytes:
    """The forms one after the other in a Word file, each with its title and year above its table."""
    blocks = []
    for form in forms:
        year = form.get("year")
        blocks += [p(form.get("title") or "项目支出绩效自评表"), p(f"（{year}年度）" if year else "")]
        blocks += [boxes_table(form_boxes(form)), p()]
    return docx("".join(blocks))
