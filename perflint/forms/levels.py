"""Which rows a merged label of level 1 or 2 covers.

Where spans are lost, a label stands beside any row of its span. It begins where it is printed unless something says
otherwise: it is the first label, the printed weights of the headings add up only otherwise, a level 2 belongs under
another level 1, or, after a page break, the names before the break already belong to it. Where nothing decides, a
level stays unknown.
"""

from collections.abc import Sequence
from decimal import Decimal

import msgspec

from perflint.documents.model import Cell
from perflint.forms.centred import LEANINGS, centred_level1, centred_level2, is_centred
from perflint.forms.fields import joined, printed
from perflint.forms.page_breaks import Anchor, Draft, Drafts
from perflint.forms.vocabulary import dimension_of, heading_weight, level_key, subdimension_of, vocabulary
from perflint.values import Unreadable, parse_number

# A heading's weight may move its beginning by this many rows, no further.
_FARTHEST = 4
# How many characters two names must share to be about the same subject: the surer way first.
_STEMS = (4, 2)
# The labels with which a table begins.
_FIRST1, _FIRST2 = "产出", "数量"
_SATISFACTION, _SATISFIED = "服务对象满意度", "满意度"


class Span(msgspec.Struct, frozen=True, gc=False):
    """A label and the rows it covers, `start` included and `end` not."""

    cell: Cell
    start: int
    end: int
    weight: Cell | None = None

    @property
    def text(self) -> str:
        """The label as printed."""
        return printed(self.cell.text)


class Levels(msgspec.Struct, frozen=True, gc=False):
    """The spans of both levels and the rows whose level is unknown."""

    level1: tuple[Span, ...]
    level2: tuple[Span, ...]
    unknown1: frozenset[int] = frozenset()
    unknown2: frozenset[int] = frozenset()

    def cells(self, level: int, rows: int) -> list[Cell | None]:
        """The label that covers each row, if one is known to."""
        spans, unknown = (self.level1, self.unknown1) if level == 1 else (self.level2, self.unknown2)
        covering: list[Cell | None] = [None] * rows
        for span in spans:
            for row in range(span.start, min(span.end, rows)):
                if row not in unknown and covering[row] is None:
                    covering[row] = span.cell
        return covering


def assign_levels(drafts: Drafts, *, whole: bool = True) -> Levels:
    """The spans of the labels.

    `whole` says that the table's beginning is there; the first rows of a fragment may belong to a label that is lost.
    """
    names = [joined(row.parts["name"]) if "name" in row.parts else "" for row in drafts.rows]
    anchors1, anchors2 = (_with_rows([one for one in drafts.anchors if one.level == level], drafts) for level in (1, 2))
    anchors1 = _distinct(anchors1)
    anchors2 = _distinct(anchors2, anchors1)
    if whole and (is_centred(anchors1) or is_centred(anchors2)):
        around = _centred(anchors1, anchors2, drafts, names)
        if around is not None:
            return around
    starts = _by_weights(anchors1, drafts) or _level1_starts(anchors1, anchors2, drafts, names, whole=whole)
    level1 = _spans(anchors1, starts, len(names))
    level2 = _level2_spans(anchors2, level1, drafts, names, whole=whole)
    unknown1, unknown2 = _unknown(level1, level2, drafts, names)
    return Levels(level1, level2, unknown1, unknown2)


def _with_rows(anchors: Sequence[Anchor], drafts: Drafts) -> list[Anchor]:
    """The anchors without those of rows that nobody filled in: the very next indicator has a label of its own.

    Beside a page break a label alone may belong to rows before it.
    """
    labelled = {one.row for one in anchors if one.standing == "row"}
    return [one for one in anchors if drafts.broken or one.standing != "loose" or one.row not in labelled]


def _distinct(anchors: Sequence[Anchor], above: Sequence[Anchor] = ()) -> list[Anchor]:
    """The anchors without labels that a new page only repeats."""
    kept: list[Anchor] = []
    for anchor in anchors:
        key = level_key(anchor.cell.text)
        if kept and level_key(kept[-1].cell.text) == key:
            renewed = any(kept[-1].row < other.row <= anchor.row for other in above)
            if anchor.cell == kept[-1].cell or not renewed:
                continue
        kept.append(anchor)
    return kept


def _spans(anchors: Sequence[Anchor], starts: Sequence[int], rows: int) -> tuple[Span, ...]:
    ends = [*starts[1:], rows] if starts else []
    return tuple(
        Span(anchor.cell, start, end, anchor.weight) for anchor, start, end in zip(anchors, starts, ends, strict=True)
    )


def _centred(
    anchors1: Sequence[Anchor], anchors2: Sequence[Anchor], drafts: Drafts, names: Sequence[str]
) -> Levels | None:
    """The spans where labels stand beside the middle of their rows; None where that does not work out."""
    weights = [_row_weight(row) for row in drafts.rows]
    found = [
        divided
        for leaning in LEANINGS
        if (divided := _centred_leaning(anchors1, anchors2, weights, names, leaning)) is not None
    ]
    return min(found, key=lambda divided: divided[0])[1] if found else None


def _centred_leaning(
    anchors1: Sequence[Anchor],
    anchors2: Sequence[Anchor],
    weights: Sequence[Decimal],
    names: Sequence[str],
    leaning: int,
) -> tuple[int, Levels] | None:
    above = centred_level1(anchors1, anchors2, weights, leaning)
    if above is None:
        return None
    total, level1 = above[0], _spans(anchors1, above[1], len(names))
    level2: list[Span] = []
    for span in level1:
        own = [anchor for anchor in anchors2 if span.start <= anchor.row < span.end]
        divided = centred_level2(own, names, (span.start, span.end), leaning)
        if divided is None:
            return None
        total += divided[0]
        level2 += _spans(own, divided[1], span.end)
    return total, Levels(level1, tuple(level2))


def _by_weights(anchors: Sequence[Anchor], drafts: Drafts) -> list[int] | None:
    """Starts for which every heading's printed weight is the sum of its rows; only for tables that breaks have cut."""
    wanted = [_weight_of(anchor) for anchor in anchors]
    if not drafts.broken or not anchors or None in wanted:
        return None
    starts, row = [], 0
    for anchor, weight in zip(anchors, wanted, strict=True):
        starts.append(row)
        rest = weight or Decimal(0)
        while rest > 0 and row < len(drafts.rows):
            rest -= _row_weight(drafts.rows[row])
            row += 1
        if rest != 0 or abs(starts[-1] - anchor.row) > _FARTHEST:
            return None
    return starts if row == len(drafts.rows) else None


def _weight_of(anchor: Anchor) -> Decimal | None:
    text = anchor.weight.text if anchor.weight is not None else heading_weight(anchor.cell.text)
    value = parse_number(text) if text.strip() else None
    return None if isinstance(value, Unreadable) else value


def _row_weight(draft: Draft) -> Decimal:
    value = parse_number(joined(draft.parts["weight"])) if "weight" in draft.parts else Decimal(0)
    return Decimal(0) if isinstance(value, Unreadable) else value


def _level1_starts(
    anchors: Sequence[Anchor], below: Sequence[Anchor], drafts: Drafts, names: Sequence[str], *, whole: bool
) -> list[int]:
    parents = vocabulary().parents
    starts: list[int] = []
    for number, anchor in enumerate(anchors):
        own = dimension_of(anchor.cell.text)
        earlier = anchors[number - 1].row if number else -1
        least = max(
            [earlier + 1]
            + [
                other.row + 1
                for other in below
                if other.row < anchor.row and parents.get(subdimension_of(other.cell.text), own) != own
            ]
        )
        latest = min(
            [anchor.row]
            + [
                other.row
                for other in below
                if least <= other.row <= anchor.row and parents.get(subdimension_of(other.cell.text)) == own
            ]
        )
        ended = _explicit_end(anchors[number - 1], drafts) if number else None
        if number == 0 and least == 0:
            starts.append(0 if whole or own == _FIRST1 else latest)
        elif anchor.standing == "break" and ended is not None and least <= ended <= latest:
            starts.append(ended)
        elif anchor.standing in ("break", "loose"):
            label = _SATISFACTION if own == "满意度" else ""
            before, alone = starts[-1] if starts else 0, anchor.standing == "loose"
            starts.append(_back_by_name(label, names, least=least, latest=latest, before=before, alone=alone))
        else:
            starts.append(max(least, latest))
    return starts


def _level2_spans(
    anchors: Sequence[Anchor], level1: Sequence[Span], drafts: Drafts, names: Sequence[str], *, whole: bool
) -> tuple[Span, ...]:
    """Level 2 within level 1: the first label of a group covers it from its beginning."""
    if not anchors:
        return ()
    groups = tuple(level1) or (Span(anchors[0].cell, 0, len(names)),)
    members: list[list[Anchor]] = [[] for _ in groups]
    for anchor in anchors:
        members[_group_of(anchor, groups)].append(anchor)
    spans: list[Span] = []
    for group, own in zip(groups, members, strict=True):
        if not own:
            continue
        starts: list[int] = []
        for number, anchor in enumerate(own):
            if number == 0:
                label = subdimension_of(anchor.cell.text)
                cut_before = not whole and group is groups[0] and label != _FIRST2
                starts.append(max(group.start, anchor.row) if cut_before else group.start)
                continue
            least, latest = starts[-1] + 1, min(max(anchor.row, starts[-1] + 1), group.end)
            ended = _explicit_end(own[number - 1], drafts)
            if anchor.standing == "break" and ended is not None and least <= ended <= latest:
                starts.append(ended)
                continue
            if anchor.standing in ("break", "loose"):
                label = subdimension_of(anchor.cell.text)
                before, alone = starts[-1], anchor.standing == "loose"
                starts.append(_back_by_name(label, names, least=least, latest=latest, before=before, alone=alone))
            else:
                starts.append(latest)
        spans += [
            Span(anchor.cell, start, end, anchor.weight)
            for anchor, start, end in zip(own, starts, [*starts[1:], group.end], strict=True)
        ]
    return tuple(spans)


def _explicit_end(anchor: Anchor, drafts: Drafts) -> int | None:
    """The row after the last that a label's own merged cell covers; None where the document keeps no spans."""
    if anchor.cell.row_span == 1:
        return None
    last = anchor.cell.address.row + anchor.cell.row_span - 1
    end = anchor.row
    while end < len(drafts.rows) and drafts.rows[end].block == drafts.rows[anchor.row].block:
        if drafts.rows[end].row > last:
            break
        end += 1
    return end


def _group_of(anchor: Anchor, groups: Sequence[Span]) -> int:
    parent = vocabulary().parents.get(subdimension_of(anchor.cell.text), "")
    named = [number for number, group in enumerate(groups) if parent and dimension_of(group.cell.text) == parent]
    covering = next(
        (number for number, group in enumerate(groups) if group.start <= anchor.row < group.end), len(groups) - 1
    )
    if not named or covering in named or _stands_beside(groups[covering].cell, anchor.cell):
        return covering
    return min(named, key=lambda number: abs(groups[number].start - anchor.row))


def _stands_beside(label: Cell, cell: Cell) -> bool:
    """The document itself says that a cell stands in a row of the label's own, whatever the cell says."""
    above, own = label.address, cell.address
    return above.container == own.container and above.row <= own.row < above.row + label.row_span


def _back_by_name(label: str, names: Sequence[str], *, least: int, latest: int, before: int, alone: bool) -> int:
    """How far before a break the rows of a level-2 label begin, as the indicators' names tell.

    least and latest bound the answer, `before` is where the group before begins; `alone` is a label without a row.
    """
    cues = vocabulary().name_cues.get(label, ())
    start = latest
    while cues and start > least and any(cue in names[start - 1] for cue in cues):
        start -= 1
    if start < latest:
        return start
    # Beside a row of its own a label has less need to reach back, so the likeness must be closer.
    restart = _restart(names, before, least, latest, _STEMS if alone else _STEMS[:1]) if alone or label else None
    return latest if restart is None else restart


def _restart(names: Sequence[str], first: int, least: int, latest: int, stems: Sequence[int]) -> int | None:
    """The row where the names begin again as the group's first did: the blocks of a table repeat their subjects."""
    for length in stems:
        apart = False
        for row in range(first + 1, latest):
            same = names[row].startswith(names[first][:length])
            if same and apart and row >= least:
                return row
            apart |= not same
    return None


def _unknown(
    level1: Sequence[Span], level2: Sequence[Span], drafts: Drafts, names: Sequence[str]
) -> tuple[frozenset[int], frozenset[int]]:
    """Rows whose label got lost with a break: their names say another level than the label that would cover them."""
    cues = vocabulary().name_cues
    printed_labels = {subdimension_of(span.cell.text) for span in level2}
    unknown1: set[int] = set()
    unknown2: set[int] = set()
    if not drafts.broken:
        return frozenset(), frozenset()
    row = len(names)
    # A level 2 of its own words (读者满意度) is no lost one.
    own = [span for span in (*level1, *level2) if _SATISFIED in span.text]
    if any(span.start < row <= span.end for span in own):
        row = 0
    while _SATISFACTION not in printed_labels and row and any(cue in names[row - 1] for cue in cues[_SATISFACTION]):
        row -= 1
        unknown1.add(row)
        unknown2.add(row)
    for lost in drafts.lost:
        row = lost
        while "时效" not in printed_labels and row and any(cue in names[row - 1] for cue in cues["时效"]):
            row -= 1
            unknown2.add(row)
    return frozenset(unknown1), frozenset(unknown2)
