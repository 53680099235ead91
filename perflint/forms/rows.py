"""One line of an indicator table, told apart into its columns.

Where the cells stand exactly under their headings and look right, they are taken as they stand. Page breaks and text
extraction shift them, so else the filled cells are matched with the columns in their printed order: what a cell looks
like (a label, a number, a value, a sentence) decides, where it stands breaks ties.
"""

from functools import lru_cache

import msgspec

from perflint.documents.model import Cell
from perflint.forms.alignment import OTHER, match, plausible
from perflint.forms.grid import Line
from perflint.forms.labels import SCORE_ENDING, TOTAL, total_key
from perflint.forms.layout import Layout
from perflint.forms.looks import LABELS, SIGNS, look_of
from perflint.forms.placeholders import is_placeholder_name
from perflint.forms.vocabulary import fold, label_key, vocabulary
from perflint.patterns import pattern

_FAILED = pattern(r"#(?:REF!|DIV/0!|VALUE!|NAME\?|NUM!|NULL!|N/A)$")
_POINTS = pattern(r"(-?[0-9][0-9,]*(?:\.[0-9]+)?)[分%]?(?:\((?:优|优秀|良|良好|中|差|合格|不合格)\))?$")
_LABELLED_NUMBER = pattern(r"([^：:]{2,12})[：:]\s*([0-9]+(?:\.[0-9]+)?)\s*分?[。]?$")
_SCORE_ALONE = "自评得分"
_NEEDED = ("name", "target", "weight", "score")
_BESIDE = ("frame", "level1", "level2", "name")
_MERGED = frozenset(("frame", "level1", "level2"))
_CORE = ("name", "target", "actual", "weight", "score", "deviation")
_NEAR_NUMBER = pattern(r"^-?[0-9０-９][0-9０-９,，.．\s]*[分%％]?$")

# Points with a letter or a comma that was taken for a digit or a point: 1O, l0, 11、25.
# And points in words: 十, 九点五; 一 alone is as often a dash.
_MISREAD = pattern(
    r"^(?=.*[0-9])[0-9OolI〇.,，、。]{1,6}分?$|^(?!一分?$)[零〇一二三四五六七八九十百]{1,4}(?:点[零〇一二三四五六七八九]{1,2})?分?$"
)


class Slots(msgspec.Struct, frozen=True, eq=False, gc=False):
    """The cells of one line by column meaning; blank cells are kept where the position tells which they are.

    `unplaced` counts filled cells that fit no column: two rows in one, or a table that is not understood. `unclear`
    names the columns of which nothing tells what stands in them.
    """

    line: Line
    cells: dict[str, Cell]
    exact: bool
    unplaced: int = 0
    unclear: tuple[str, ...] = ()

    def text(self, meaning: str) -> str:
        """The trimmed text in a column, "" where it is blank or absent."""
        cell = self.cells.get(meaning)
        return self.line.texts[cell.column] if cell else ""

    @property
    def numbered(self) -> bool:
        """A weight or a score is printed."""
        return _near_number(self.text("weight")) or _near_number(self.text("score"))

    @property
    def is_indicator(self) -> bool:
        """The line carries an indicator of its own (a filled row, or one of the template's empty rows)."""
        name = self.text("name")
        if not name:
            return self.numbered and bool(self.text("target"))
        return self.numbered or bool(self.text("target")) or is_placeholder_name(name)


@lru_cache(maxsize=8192)
def _near_number(text: str) -> bool:
    return bool(_NEAR_NUMBER.match(text))


def split_line(line: Line, layout: Layout) -> Slots:
    """The cells of a line under the columns of `layout`."""
    if len(line.filled) == 1 and line.filled[0][0] == layout.columns.get("name") and not line.loose:
        # The cut end of a name can read like a label (…数量), but it stands under the names.
        return Slots(line, {"name": line.cells[line.filled[0][0]]}, False)
    return _as_it_stands(line, layout) or _at_right(line, layout) or _by_content(line, layout)


def under_headings(line: Line, layout: Layout) -> Slots | None:
    """A piece of a row, each filled cell in the column under whose heading it stands; None where one does not fit."""
    names = layout.names
    if not all(column in names and _may_stand(names[column], text) for column, text in line.filled):
        return None
    return Slots(line, {layout.names[column]: line.cells[column] for column, _ in line.filled}, False)


def _as_it_stands(line: Line, layout: Layout) -> Slots | None:
    columns, names = layout.columns, layout.names
    beside = noted = False
    for column, text in line.filled:
        name = names.get(column)
        if name is None and _is_remark(line, column, layout):
            noted = True
            continue
        if name in _MERGED and look_of(text) == "dash":
            continue
        if name is None or not _may_stand(name, text):
            return None
        beside = beside or name not in _BESIDE
    cells = line.cells
    found = {
        name: cells[column]
        for name, column in columns.items()
        if column in cells and not (name in _MERGED and look_of(line.texts[column]) == "dash")
    }
    for name in _NEEDED:
        if name in columns and not line.text(columns[name]):
            signed = _shows_blanks(line) and line.text(columns.get("sign", -1)) in SIGNS
            if name in ("weight", "score") and signed:
                # A sign under its heading shows that nothing is shifted: the points are still to come or left out.
                continue
            named = line.text(columns["name"]) if "name" in columns else ""
            return None if beside or noted or not is_placeholder_name(named) else Slots(line, found, True)
    if columns.get("deviation", 0) > line.filled[-1][0] and _may_be_reason(line, layout):
        return None
    # Without a reason, what stands beside the table may still be one.
    return Slots(line, found, not noted or bool(line.text(columns["deviation"])))


def _shows_blanks(line: Line) -> bool:
    """A blank cell stands where it is: the reading is sure, or a cell in front of filled ones is blank."""
    last = line.filled[-1][0] if line.filled else 0
    return line.doubt is None or any(not line.texts[column] for column in line.cells if column < last)


def _at_right(line: Line, layout: Layout) -> Slots | None:
    """A row without the cells of merged labels at its left, whose blank cells show where the others stand."""
    moved = layout.end + 1 - len(line.cells)
    blanks = len(line.cells) - len(line.filled)
    if not blanks or line.doubt is not None or not 0 < moved <= len(_MERGED) or max(line.cells) >= len(line.cells):
        return None
    cells = {
        name: line.cells[column - moved] for name, column in layout.columns.items() if column - moved in line.cells
    }
    texts = {name: line.texts[cell.column] for name, cell in cells.items() if line.texts[cell.column]}
    numbers = all(look_of(texts.get(name, "")) == "number" for name in ("weight", "score") if name in layout.columns)
    fits = len(texts) == len(line.filled) and all(_may_stand(name, text) for name, text in texts.items())
    return Slots(line, cells, False) if fits and numbers and "name" in texts else None


def _may_be_reason(line: Line, layout: Layout) -> bool:
    """The last text, under a heading like 数据来源 in a row that ends there, may have slipped from the reasons."""
    name = layout.names.get(line.filled[-1][0], "")
    return name.startswith(OTHER) and layout.columns["deviation"] not in line.cells


def _is_remark(line: Line, column: int, layout: Layout) -> bool:
    """Words beside the table: right of all headings, in a row that has a cell of its own under the last of them."""
    return (
        column > layout.end
        and layout.columns.get("deviation") in line.cells
        and layout.order[-1][1] in line.cells
        and look_of(line.texts[column]) in ("word", "sentence")
        and look_of(line.text(layout.columns.get("name", -1))) not in LABELS
    )


@lru_cache(maxsize=16384)
def _may_stand(name: str, text: str) -> bool:
    if name in ("weight", "score") and (_MISREAD.match(text) or text in vocabulary().grades):
        # No number, but what somebody put there for one.
        return True
    return plausible(name, look_of(text))


def _by_content(line: Line, layout: Layout) -> Slots:
    looks = tuple((column, look_of(text)) for column, text in line.filled)
    cells = {name: line.cells[column] for name, column in match(layout.order, looks).items()}
    untold = line.doubt is not None or len(line.cells) == len(looks)
    if "deviation" in cells and untold and len(looks) < len(layout.columns):
        unread = [column for name, column in layout.order if name.startswith(OTHER) and name not in cells]
        if look_of(line.texts[cells["deviation"].column]) == "word" and max(unread, default=-1) > layout.columns.get(
            "score", 0
        ):
            # Empty cells left no trace: the word may as well belong to 数据来源 as be a reason.
            cells[f"{OTHER}{unread[-1]}"] = cells.pop("deviation")
    return Slots(line, _with_blanks(line, layout, cells), False, len(looks) - len(cells))


def _with_blanks(line: Line, layout: Layout, cells: dict[str, Cell]) -> dict[str, Cell]:
    """Give each empty column between two placed ones the blank cell that stands for it, where there is just one."""
    order = [name for name, _ in layout.order if name in _CORE]
    taken = {cell.column for cell in cells.values()}
    result = dict(cells)
    for position, name in enumerate(order):
        if name in result:
            continue
        before = max((result[other].column for other in order[:position] if other in result), default=-1)
        after = min((result[other].column for other in order[position + 1 :] if other in result), default=1 << 20)
        free = [column for column in line.cells if before < column < after and column not in taken]
        if before >= 0 and free:
            column = min(free)
            result[name] = line.cells[column]
            taken.add(column)
    return result


def is_note(line: Line) -> bool:
    """A row about the whole form (评价结论, 存在问题 …): its label and a text, no numbers of an indicator."""
    key = label_key(line.filled[0][1].split("：", 1)[0])
    return key in vocabulary().notes and not any(look_of(text) == "number" for _, text in line.filled)


def total_label(line: Line) -> str:
    """The label of a total row, "" for any other row; what stands in brackets behind it does not count."""
    if not line.announced & TOTAL:
        return ""
    key = ""
    for _, text in line.filled:
        key = total_key(text)
        if key or look_of(text) not in ("number", "frame", "dash"):
            break
    if not key and _is_score_alone(line):
        return label_key(line.filled[0][1])
    return key


def _is_score_alone(line: Line) -> bool:
    """自评得分 and a number, or another 得分 beside the full hundred, and nothing else."""
    key = label_key(line.filled[0][1])
    if not key.endswith(SCORE_ENDING):
        return False
    numbers = [points_in(text) for _, text in line.filled[1:]]
    if not numbers or not all(numbers):
        return False
    return (key == _SCORE_ALONE and len(numbers) == 1) or "100" in numbers


@lru_cache(maxsize=8192)
def points_in(text: str) -> str:
    """The number of a total cell, also where the grade stands behind it: 98（优）; "" where there is none.

    A formula that failed (#REF!) stands for its number.
    """
    folded = fold(text)
    found = _POINTS.match(folded)
    return found.group(1) if found else folded if _FAILED.match(folded) else ""


def parted_total(line: Line) -> Line:
    """A line whose only cell is a total and its number (自评总分：96.5分), with each of them in its own cell."""
    if len(line.filled) != 1:
        return line
    column, text = line.filled[0]
    found = _LABELLED_NUMBER.match(text)
    if found is None or not total_key(found.group(1)):
        return line
    return line.parted(column, line.cells[column].text.index(found.group(2)))


def is_total(line: Line) -> bool:
    """总分 (or another name of it) before anything else, with a number beside it."""
    if line.loose or not total_label(line):
        return False
    return any(points_in(text) for _, text in line.filled)
