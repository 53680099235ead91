"""Forms as running text: every cell is there in its order, and nothing tells where a row ends.

    项目支出绩效自评表 项目名称 道路养护 … 一级指标 … 得分 产出指标 数量指标 里程 ≥20公里 21公里 10 10 … 总分 100 98

A copied page gives such text, on one line or one cell a line. The labels of the head begin its rows; the headings say
which columns there are; each indicator ends with its weight and score, side by side. What comes out is doubted, and is
taken for a form only where its weights add up; else the text stays unread and is named.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from itertools import groupby

from perflint.documents.model import Address, Cell
from perflint.forms.fund_labels import fund_key
from perflint.forms.grid import BLANK, Line
from perflint.forms.labels import announced_in
from perflint.forms.looks import LABELS, look_of
from perflint.forms.placeholders import is_placeholder_name
from perflint.forms.unread import looks_like_a_form
from perflint.forms.vocabulary import label_key, vocabulary
from perflint.language import Bilingual
from perflint.patterns import pattern

DOUBT = Bilingual(
    "文字里没有行列，行是按栏目和分值推出来的，请与原件核对",
    "the text has neither rows nor columns; rows were worked out from labels and weights: compare with the original",
)

_TOKEN = pattern(r"[^ \t\u3000\xa0]+")
_TRAILING_PIPE = " \t\u3000|"
# A line that holds this many cells is running text; a cell printed on a line of its own may hold a few blanks.
_RUNNING = 12
_LEAST_HEADINGS = 4
_POINTS = 2
_LABELLED = ("frame", "level1", "level2")
_PIPE = "|"
# Of how many pieces a label may be put together, and what it is then made of.
_LONGEST_WRAP = 4
_LABEL = pattern(r"^[\u4e00-\u9fff、（）()]{2,16}$")
# The end of many labels, and the beginning of names that the template numbers.
_NUMBERED = "指标"

Tokens = Sequence[Cell]


def unflow(lines: Sequence[Line], proves: Callable[[Sequence[Line]], bool]) -> tuple[list[Line], list[Cell]]:
    """The lines, with each run of loose text that is a whole form parted into rows; and where such text stays unread.

    `proves` says whether rows show by their own figures that they were parted rightly; else the text is left out, so
    that no piece of it is taken for a form.
    """
    result: list[Line] = []
    unread: list[Cell] = []
    for loose, group in groupby(lines, key=lambda line: line.loose):
        run = list(group)
        if not loose or not looks_like_a_form(" ".join(line.filled[0][1] for line in run)):
            result.extend(run)
        elif (rows := _rows(run)) and proves(rows):
            result.extend(rows)
        else:
            unread.append(run[0].cells[run[0].filled[0][0]])
    return result, unread


def _rows(run: Sequence[Line]) -> list[Line]:
    piped = sum(line.filled[0][1].endswith(_PIPE) for line in run) * 2 > len(run)
    tokens = [token for line in run for token in (_piped(line) if piped else _tokens(line))]
    if not piped:
        tokens = list(_with_whole_labels(tokens))
    rows = list(_parted(tokens, with_blanks=piped))
    rows = [row for row in rows if any(cell.text for cell in row)]
    return [_line(row, number, len(rows), run[0].block) for number, row in enumerate(rows)]


def _with_whole_labels(tokens: Tokens) -> Iterator[Cell]:
    """The cells, with labels put together that stand on several lines: 年度 | 指标值, 经济效益 | 指标."""
    at = 0
    while at < len(tokens):
        length = next((length for length in range(_LONGEST_WRAP, 1, -1) if _is_one_label(tokens[at : at + length])), 1)
        yield _whole(tokens[at : at + length])
        at += length


def _is_one_label(tokens: Tokens) -> bool:
    texts = [token.text for token in tokens]
    if len(texts) < _POINTS or (all(map(_is_label, texts)) and texts[-1] != _NUMBERED):
        return False
    whole = "".join(texts)
    return bool(_LABEL.match(whole)) and _is_label(whole)


def _is_label(text: str) -> bool:
    known = vocabulary()
    key = label_key(text)
    return key in known.columns or key in known.funds or key in known.goals or look_of(text) in LABELS


def _whole(tokens: Tokens) -> Cell:
    first = tokens[0]
    if len(tokens) == 1:
        return first
    return Cell("".join(token.text for token in tokens), first.address, first.column)


def _piped(line: Line) -> Iterator[Cell]:
    """A line that is one cell with a pipe behind it; a pipe alone is a blank cell."""
    cell = next(iter(line.cells.values()))
    text = cell.text.strip(_TRAILING_PIPE)
    yield _part(cell, text, cell.text.index(text))


def _tokens(line: Line) -> Iterator[Cell]:
    """The cells of a line: all its words where it is running text, else the line itself."""
    cell = next(iter(line.cells.values()))
    found = list(_TOKEN.finditer(cell.text))
    if len(found) < _RUNNING:
        text = cell.text.strip(_TRAILING_PIPE)
        if text:
            yield _part(cell, text, cell.text.index(text))
        return
    for match in found:
        if match.group().strip(_TRAILING_PIPE):
            yield _part(cell, match.group(), match.start())


def _part(cell: Cell, text: str, start: int) -> Cell:
    address = cell.address
    if address.place == "line":
        address = Address("line", address.row, address.column + start)
    return Cell(text, address)


def _parted(tokens: Tokens, *, with_blanks: bool) -> Iterator[list[Cell]]:
    """The rows of every form in the text; nothing where no headings of indicators were found."""
    position = 0
    while (found := _headings(tokens, position)) is not None:
        start, end = found
        yield from _head(tokens[position:start])
        yield list(tokens[start:end])
        position = yield from (_whole_rows if with_blanks else _indicators)(tokens, start, end)
    if position:
        yield from ([token] for token in tokens[position:])


def _headings(tokens: Tokens, position: int) -> tuple[int, int] | None:
    """The longest run of column headings from a position on that has names and values."""
    known = vocabulary().columns
    start = position
    while start < len(tokens):
        end = start
        while end < len(tokens) and label_key(tokens[end].text) in known:
            end += 1
        meanings = {known[label_key(token.text)] for token in tokens[start:end]}
        if len(meanings) >= _LEAST_HEADINGS and {"target", "weight", "score"} <= meanings:
            return start, end
        start = max(end, start + 1)
    return None


def _head(tokens: Tokens) -> Iterator[list[Cell]]:
    """The rows above the table: each label begins one, headings of money and of goals stand together."""
    row: list[Cell] = []
    before = ""
    for token in tokens:
        kind = _head_kind(token.text)
        if not kind and _ends_amounts(row) and fund_key(token.text):
            # A source of money that is not known by name.
            kind = "fund row"
        if kind and not (kind == before and kind in ("funds", "goal")) and row:
            yield row
            row = []
        elif row and before in ("goal", "title") and not kind:
            # The two texts of the goal, and the year below the title, stand in a row of their own.
            yield row
            row = []
        row.append(token)
        before = kind
    if row:
        yield row


def _ends_amounts(row: Tokens) -> bool:
    """Whether the row so far is a source of money with its amounts."""
    looks = [look_of(cell.text) for cell in row if cell.text]
    return len(looks) > _POINTS and looks[0] == "word" and set(looks[1:]) <= {"number", "percent", "dash"}


def _head_kind(text: str) -> str:
    """What a label of the head begins: a head, a row of money, the headings of money or of goals; "" for a value."""
    known = vocabulary()
    key = label_key(text)
    if key in known.funds or key in known.fund_frames:
        return "funds"
    if key in known.goals:
        return "goal"
    if key in known.heads:
        return "head"
    if fund_key(text) in set(dict(known.fund_rows).values()) and look_of(text) == "word":
        return "fund row"
    return "title" if any(word in key for _, words in known.kinds for word in words) else ""


def _indicators(tokens: Tokens, start: int, end: int) -> Generator[list[Cell], None, int]:
    """The rows of the table and its total; gives the position behind them."""
    width = _width(tokens[start:end])
    position, row = end, list[Cell]()
    while position < len(tokens):
        if label_key(tokens[position].text) in vocabulary().totals:
            yield from ([row] if row else [])
            total = [tokens[position], *_figures(tokens, position + 1)]
            yield total
            return position + len(total)
        if _is_unfilled(tokens, position):
            yield [*row, tokens[position]]
            row = []
            position += 1
            continue
        points = _figures(tokens, position)
        if len(points) < _POINTS:
            row.append(tokens[position])
            position += 1
            continue
        row.extend(points)
        position += len(points)
        rest = _deviation(tokens, position, width)
        row.extend(tokens[position : position + rest])
        position += rest
        yield row
        row = []
    if row:
        yield row
    return position


def _is_unfilled(tokens: Tokens, position: int) -> bool:
    """A row of the template that holds nothing but 指标2 or dots: no value follows, but another row or its label."""
    if not is_placeholder_name(tokens[position].text):
        return False
    after = tokens[position + 1].text if position + 1 < len(tokens) else ""
    ends = look_of(after) in LABELS or label_key(after) in vocabulary().totals or after.startswith(_NUMBERED)
    return ends or not after or is_placeholder_name(after)


def _whole_rows(tokens: Tokens, start: int, end: int) -> Generator[list[Cell], None, int]:
    """The same where blank cells left their trace: behind its labels each row has all its cells."""
    known = vocabulary()
    columns = [known.columns[label_key(token.text)] for token in tokens[start:end]]
    values = [column for column, meaning in enumerate(columns) if meaning not in _LABELLED]
    position = end
    while position < len(tokens):
        if label_key(tokens[position].text) in known.totals:
            total = [tokens[position], *_figures(tokens, position + 1)]
            yield total
            return position + len(total)
        places = _label_places(tokens[position : position + len(_LABELLED)], columns)
        row = tokens[position : position + len(places) + len(values)]
        yield [_at(cell, column) for cell, column in zip(row, (*places, *values), strict=False)]
        position += len(row)
    return position


def _label_places(tokens: Tokens, columns: Sequence[str]) -> list[int]:
    """The columns of the labels that begin a row: each level once, in their order; what follows is the name."""
    places: list[int] = []
    for token in tokens:
        look = look_of(token.text)
        after = columns[places[-1] + 1 :] if places else columns
        meaning = "level2" if look == "level12" and "level1" not in after else "level1" if look == "level12" else look
        if meaning not in _LABELLED or meaning not in after:
            break
        places.append(columns.index(meaning))
    return places


def _width(headings: Tokens) -> int:
    """How many cells an indicator has before its points: name, target, actual, sign and unit."""
    known = vocabulary().columns
    columns = {known[label_key(token.text)] for token in headings}
    return len(columns & {"name", "target", "actual", "sign", "unit", "adjusted_target"})


def _figures(tokens: Tokens, position: int) -> list[Cell]:
    """The bare numbers that stand together from a position on."""
    end = position
    while end < len(tokens) and look_of(tokens[end].text.strip(BLANK)) in ("number", "dash"):
        end += 1
    return list(tokens[position:end])


def _deviation(tokens: Tokens, position: int, width: int) -> int:
    """How many cells behind a row's points are still its own: those before a label, or too many for the next row."""
    end = position
    while end < len(tokens) and len(_figures(tokens, end)) < _POINTS:
        text = tokens[end].text
        if look_of(text) in LABELS or label_key(text) in vocabulary().totals or _is_unfilled(tokens, end):
            return end - position
        end += 1
    own = end - position + max(0, len(_figures(tokens, end)) - _POINTS)
    return max(0, min(own - width, end - position)) if end < len(tokens) else 0


def _at(cell: Cell, column: int) -> Cell:
    return Cell(cell.text, cell.address, column)


def _line(cells: Sequence[Cell], number: int, count: int, block: int) -> Line:
    known = any(cell.column for cell in cells)
    placed = {cell.column: cell for cell in (cells if known else map(_at, cells, range(len(cells))))}
    texts = {column: cell.text.strip(BLANK) for column, cell in placed.items()}
    filled = tuple(entry for entry in texts.items() if entry[1])
    return Line(placed, texts, filled, announced_in(filled), number == 0, number == count - 1, False, block, DOUBT)
