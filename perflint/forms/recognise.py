"""Recognising: from a document's rows to forms, knowing layouts, labels and units, no file format and no rule."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

import msgspec

from perflint.documents.model import Cell, Document
from perflint.forms import fields
from perflint.forms.cut_headings import joined
from perflint.forms.flowed import unflow
from perflint.forms.fund_headings import fund_heading
from perflint.forms.funds import budget_lines, execution_points, is_fund_row, with_execution
from perflint.forms.goals import goal_of
from perflint.forms.grid import BLANK, Line, lines_of
from perflint.forms.heads import heads_of, labelled_values, money_unit_field, target_funds
from perflint.forms.indicators import make_indicator
from perflint.forms.layout import NATIONAL, Layout, unread_headings
from perflint.forms.levels import Levels, Span, assign_levels
from perflint.forms.looks import LABELS, look_of
from perflint.forms.model import BudgetLine, Field, Form, Group, Indicator, Kind, Lack, Recognition, Refusal, Total
from perflint.forms.page_breaks import Drafts, draft_rows, drop_cut_row
from perflint.forms.repeats import collapsed
from perflint.forms.rows import points_in, total_label
from perflint.forms.segment import Segment
from perflint.forms.segments import cut
from perflint.forms.shared_names import merged_names
from perflint.forms.shares import with_points
from perflint.forms.structured import COLUMNS, GROUP_KEYS, HEADS, LACK_REASONS, forms_in
from perflint.forms.unread import unread_forms
from perflint.forms.unused import with_unused
from perflint.forms.vocabulary import heading_weight, label_key, vocabulary
from perflint.language import Bilingual

_FULL = Decimal(100)
# Among the heads these sum the funds.
_ALSO_FUND_ROWS = frozenset(("合计", "总计"))
_HEAD_TOTAL = "自评得分"
_LEAST_FUND_ROWS = 2
_LABEL_AND_TWO = [False, True, True]

UNRECOGNISED = Bilingual(
    "这里像是一张绩效表，但认不出表头或指标，没有评判。",
    "this looks like a form, but its head or its indicators were not understood; it was not judged.",
)
CUT_OFF = Bilingual(
    "表太宽，右边的列单独印在后面，没有拼上，没有读",
    "the table is too wide; its columns at the right stand apart from it and were not read",
)
UNREAD = Bilingual(
    "这段文字里有绩效表的各种栏目，但分不出单元格，没有评判；请提供原来的表格文件（xlsx、docx、pdf 等）。",
    "this text has the labels of a form, but its cells cannot be told apart; it was not judged. "
    "Please give the original file with its table (xlsx, docx, pdf …).",
)


def recognise(document: Document) -> Recognition:
    """The forms of a document, fragments included, and the forms of kinds that are not judged.

    Raises DamagedInput for a structured document of the wrong shape.
    """
    forms, refusals = recognise_each(document)
    return Recognition(tuple(forms), refusals)


def recognise_each(document: Document) -> tuple[Iterator[Form], tuple[Refusal, ...]]:
    """The same, but each form is made when it is asked for: one that was judged can go before the next is there.

    Raises DamagedInput at once.
    """
    if document.root is not None:
        return iter(forms_in(document)), ()
    lines, flowed = unflow(collapsed(joined(lines_of(document))), _proves)
    cutter = cut(lines)
    segments, refused = cutter.segments, cutter.refused
    layouts = _layouts(segments)
    forms = (
        _form(segment, layout, document.path, index)
        for index, (segment, layout) in enumerate(zip(segments, layouts, strict=True))
    )
    refusals = tuple(
        Refusal(one.title.kind, one.title.refused, one.cell.address) for one in refused if one.title.refused is not None
    )
    # Beside real forms, what looks like another one must not vanish; what is called a form must not anywhere.
    lost = [Refusal("unrecognised", UNRECOGNISED, one.cell.address) for one in cutter.dropped if segments or one.titled]
    unread = [
        Refusal("unrecognised", UNREAD, cell.address) for cell in (*flowed, *unread_forms(cutter.lines, cutter.read()))
    ]
    return forms, (*refusals, *lost, *unread)


def _proves(rows: Sequence[Line]) -> bool:
    """Whether rows that were worked out from running text are whole forms whose weights add up.

    A row named like a level has lost its name.
    """
    segments = cut(rows).segments
    forms = [_form(one, layout, "", 0) for one, layout in zip(segments, _layouts(segments), strict=True)]
    whole = all(form.complete and not form.lacks for form in forms)
    # A blank cell has left its trace; a value without one may have gone to another row.
    return (
        bool(forms)
        and whole
        and all(
            field.text or field.cells
            for form in forms
            for row in form.indicators
            if not row.placeholder
            for field in (row.name, row.target, row.actual)
        )
        and not any(_is_level(row.name.text) for form in forms for row in form.indicators)
    )


def _is_level(name: str) -> bool:
    return name.endswith("指标") and look_of(name) in LABELS


def _layouts(segments: Sequence[Segment]) -> list[Layout]:
    """Each segment's layout; a fragment without headings borrows its neighbour's."""
    declared = [segment.layout for segment in segments if segment.layout is not None]
    layouts: list[Layout] = []
    latest = declared[0] if declared else NATIONAL
    for segment in segments:
        layouts.append(segment.layout or latest)
        latest = segment.layouts[-1][1] if segment.layouts else latest
    return layouts


def _form(segment: Segment, layout: Layout, path: str, index: int) -> Form:
    unit = money_unit_field(segment.opening, segment.head)
    money = budget_lines(segment.head, unit.text)
    budget, rest = money.lines, money.rest
    funds = target_funds(rest, unit.text)
    drafts = draft_rows(segment.rows, segment.strays, segment.layouts or [(0, layout)], execution_points(budget))
    budget = with_execution(budget, drafts.execution, unit.text)
    if segment.total is None and layout.scored:
        drop_cut_row(drafts)
    levels = assign_levels(drafts, whole=segment.layout is not None)
    heads, year = heads_of(segment.opening, rest)
    indicators = with_unused(tuple(_indicators(drafts, levels, year.value)), _execution_weight(budget))
    kind = _kind(segment, layout)
    scored = layout.scored and kind != "project_targets"
    # A form that begins at its fund table has lost its head.
    begun = segment.title is not None or bool(heads)
    has_head = begun and bool(budget or funds or "project" in heads or kind == "department_self_evaluation")
    has_head &= bool(budget) or not (scored and _funds_unread(rest))
    weights = _weights(budget, indicators)
    total = (
        _total(segment.total, layout, weights) if segment.total is not None else _total_in_head(segment.head, layout)
    )
    ended = segment.total is not None or (total.score.value is not None and weights == _FULL)
    if any("weight" in row.unclear for row in indicators) and _adds_up(budget, indicators, total):
        indicators = tuple(map(_with_sure_points, indicators))
    doubts = _doubts((*segment.head, *segment.rows))
    lacks = tuple(_lacks(layout, has_head=has_head, ended=ended or not scored, drafts=drafts, segment=segment))
    if any(row.unclear for row in indicators):
        lacks = (*lacks, Lack("cells", LACK_REASONS["cells"]))
    silent = has_head and scored and not (budget or funds)
    if money.unclear or (silent and any(map(_has_money, rest))):
        lacks = (*lacks, Lack("funds", LACK_REASONS["funds"]))
    if doubts and not _adds_up(budget, indicators, total):
        lacks = (*lacks, *(Lack("rows", doubt) for doubt in doubts))
    title = segment.title_line
    titles = [title.cells[title.filled[0][0]]] if title is not None else []
    form = Form(
        path=path,
        index=index,
        kind=kind,
        complete=not any(lack.part in ("head", "tail") for lack in lacks),
        lacks=lacks,
        title=fields.text_field("title", titles),
        year=year,
        money_unit=unit,
        budget=budget,
        funds=funds,
        goal=goal_of(rest),
        indicators=indicators,
        groups=tuple(_groups(levels, drafts, indicators)),
        total=total,
        columns=tuple(name for name in COLUMNS if name in layout.columns),
        doubts=doubts,
        begins=segment.begins,
        **{name: heads.get(name, Field(name)) for name in HEADS if name not in ("title", "money_unit")},
    )
    return with_points(form)


def _has_money(line: Line) -> bool:
    """Two amounts and more beside a label, of which nothing says what they are."""
    looks = [look_of(text) for _, text in line.filled]
    return not line.loose and looks.count("number") > 1 and looks[0] in ("word", "number") and not line.lone


def _funds_unread(rest: Sequence[Line]) -> bool:
    """Amounts without the headings that say what they are, or scored headings without a row that was understood."""
    headings = [found for line in rest if (found := fund_heading(line)) is not None]
    return any("score" in found for found in headings) or sum(map(is_fund_row, rest)) >= _LEAST_FUND_ROWS


def _adds_up(budget: Mapping[str, BudgetLine], indicators: Sequence[Indicator], total: Total) -> bool:
    """Whether an unsure reading proves itself: every weight was read, and they add up to the printed total."""
    weights = _weights(budget, indicators)
    return weights is not None and weights == total.weight.value


def _with_sure_points(row: Indicator) -> Indicator:
    """A row whose weight is what the total asks for: its points are sure, and so is what could only be one of them."""
    left = tuple(name for name in row.unclear if name not in ("weight", "score"))
    return msgspec.structs.replace(row, unclear=left if len(left) > 1 else ()) if "weight" in row.unclear else row


def _weights(budget: Mapping[str, BudgetLine], indicators: Sequence[Indicator]) -> Decimal | None:
    """The sum of all weights, the execution's included; None where one of them was not read."""
    weights = [_execution_weight(budget) or Decimal(0)]
    for indicator in indicators:
        if indicator.weight.value is None and not (indicator.placeholder or indicator.unused):
            return None
        weights.append(indicator.weight.value or Decimal(0))
    return sum(weights, Decimal(0)) if indicators else None


def _execution_weight(budget: Mapping[str, BudgetLine]) -> Decimal | None:
    return budget["total"].weight.value if "total" in budget else None


def _kind(segment: Segment, layout: Layout) -> Kind:
    kind = segment.title.kind if segment.title is not None else ""
    if kind == "department_self_evaluation":
        return "department_self_evaluation"
    if kind == "project_targets" and not layout.columns.keys() & {"actual", "score"}:
        # Weights alone are those that the targets were approved with.
        return "project_targets"
    judged = layout.scored or "actual" in layout.columns or segment.total is not None
    return "project_self_evaluation" if judged else "project_targets"


def _lacks(layout: Layout, *, has_head: bool, ended: bool, drafts: Drafts, segment: Segment) -> Iterator[Lack]:
    if not has_head:
        yield Lack("head", LACK_REASONS["head"])
    if drafts.lost or (not drafts.rows and has_head):
        yield Lack("rows", LACK_REASONS["rows"])
    if segment.cut_off:
        yield Lack("columns", CUT_OFF)
    unread = unread_headings(layout) if segment.layout is not None else ()
    if unread:
        yield Lack(
            "columns",
            Bilingual(
                f"认不出的列标题：{'、'.join(unread)}，这些列没有读",
                f"headings not understood: {', '.join(unread)}; not read",
            ),
        )
    # A layout without weights and scores ends without a total.
    if not ended:
        yield Lack("tail", LACK_REASONS["tail"])


def _doubts(lines: Sequence[Line]) -> tuple[Bilingual, ...]:
    return tuple(dict.fromkeys(line.doubt for line in lines if line.doubt is not None))


def _indicators(drafts: Drafts, levels: Levels, year: int | None) -> Iterator[Indicator]:
    labels = (levels.cells(level, len(drafts.rows)) for level in (1, 2))
    names = merged_names(draft.parts.get("name", ()) for draft in drafts.rows)
    for position, (draft, name, level1, level2) in enumerate(zip(drafts.rows, names, *labels, strict=True)):
        cells = {
            **draft.parts,
            "name": name,
            "level1": () if level1 is None else (level1,),
            "level2": () if level2 is None else (level2,),
        }
        yield make_indicator(position, cells, draft.doubt, draft.unclear, year)


def _groups(levels: Levels, drafts: Drafts, indicators: Sequence[Indicator]) -> Iterator[Group]:
    """The headings that print a weight of their own."""
    ends = [row for row, _ in drafts.blocks[1:]] + [len(indicators)]
    blocks = tuple(Span(cell, row, end) for (row, cell), end in zip(drafts.blocks, ends, strict=False))
    for level, spans in ((0, blocks), (1, levels.level1), (2, levels.level2)):
        for span in spans:
            weight = _group_weight(span)
            if weight is not None:
                where = f"{GROUP_KEYS[level]}.{span.text}"
                yield Group(
                    path=where,
                    level=level,
                    name=fields.text_field(f"{where}.name", (span.cell,)),
                    weight=fields.weight_field(where, (weight[0],), weight[1]),
                    indicators=tuple(indicators[span.start : span.end]),
                )


def _group_weight(span: Span) -> tuple[Cell, str] | None:
    """The cell and the text of a heading's weight: a column of its own, or brackets behind the label."""
    if span.weight is not None and span.weight.text.strip(BLANK):
        return span.weight, span.weight.text.strip(BLANK)
    text = heading_weight(span.cell.text)
    return (span.cell, text) if text else None


def _total(line: Line | None, layout: Layout, weights: Decimal | None) -> Total:
    """The numbers of the 总分 row: weight and score, told by their columns where only one is printed."""
    cells: dict[str, Cell] = {}
    if line is not None:
        known = vocabulary()
        label = next(column for column, text in line.filled if total_label(line) in label_key(text))
        # Without a column of scores nothing tells whether the number under 扣分 is what was lost or what was got.
        lost = layout.lost if "score" not in layout.columns else ()
        points = [column for column, text in line.filled if points_in(text) and column not in lost]
        numbers = [column for column in points if column > label] or points
        grades = [column for column, text in line.filled if text in known.grades]
        if len(numbers) == 1:
            cells[_lone_number(line, numbers[0], layout, weights)] = line.cells[numbers[0]]
        elif numbers:
            places = _total_columns(numbers, layout)
            cells = {name: line.cells[column] for name, column in places.items()}
        if grades:
            cells["grade"] = line.cells[grades[-1]]
    own = {name: (cells[name],) if name in cells else () for name in ("weight", "score", "grade")}
    return Total(
        weight=fields.weight_field("total.weight", own["weight"], _points_text(own["weight"])),
        score=fields.weight_field("total.score", own["score"], _points_text(own["score"])),
        grade=fields.text_field("total.grade", own["grade"]),
    )


def _lone_number(line: Line, column: int, layout: Layout, weights: Decimal | None) -> str:
    """Whether the only number of a total row is a weight or a score: by its column, else by what the weights make."""
    number = fields.weight_field("", (line.cells[column],)).value
    if column == layout.columns.get("weight"):
        # A cell may span both columns; then it holds the score, as the number shows.
        return "weight" if line.cells[column].column_span == 1 or number in (weights, _FULL) else "score"
    if column == layout.columns.get("score"):
        return "score"
    return "weight" if number == weights == _FULL else "score"


def _total_in_head(head: Sequence[Line], layout: Layout) -> Total:
    """自评总分 printed among the heads, above the table; both its numbers where the table stands inside another one."""
    names = vocabulary().totals - _ALSO_FUND_ROWS
    for line in head:
        if total_label(line) in names and [bool(points_in(text)) for _, text in line.filled] == _LABEL_AND_TWO:
            return _total(line, layout, None)
    labels = dict.fromkeys(names | {_HEAD_TOTAL}, "score")
    values = [cell for _, _, cell in labelled_values(head, labels) if points_in(cell.text.strip())]
    own = values[:1]
    return Total(
        weight=fields.weight_field("total.weight", ()),
        score=fields.weight_field("total.score", own, _points_text(own)),
        grade=fields.text_field("total.grade", ()),
    )


def _points_text(cells: Sequence[Cell]) -> str | None:
    """The number alone where a grade stands behind it."""
    text = cells[0].text.strip() if cells else ""
    return points_in(text) if text.endswith((")", "）")) else None


def _total_columns(numbers: Sequence[int], layout: Layout) -> dict[str, int]:
    """Which of several numbers are the total's weight and score: those under their headings, else the last two."""
    under = {name: layout.columns[name] for name in ("weight", "score") if layout.columns.get(name) in numbers}
    if len(under) == len(numbers) or (len(numbers) > len(("weight", "score")) and len(under) > 1):
        return under
    # A reviewer's points behind the unit's own are not the form's.
    own = numbers[:-1] if layout.columns.get("review", -1) > layout.columns.get("score", 0) else numbers
    return dict(zip(("weight", "score"), own[-2:] if len(own) > 1 else numbers, strict=True))
