"""One sheet of an Excel workbook, in a single pass: each cell as it is shown, merged ranges, hidden rows and columns.

Source: ECMA-376 part 1, 18.3 (worksheets). The fastest library gives the values sooner than this pass, which would
still be needed beside it for formats, formulas and what is hidden.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from functools import lru_cache, partial
from itertools import chain
from string import ascii_uppercase, digits

import msgspec

from perflint.documents.limits import Limits, too_large
from perflint.documents.model import Address, column_letters
from perflint.documents.package import damaged
from perflint.documents.spreadsheet.grid import Merge, Sheet
from perflint.documents.spreadsheet.number_dates import serial_of
from perflint.documents.spreadsheet.number_format import NumberFormat, compile_format
from perflint.documents.spreadsheet.xlsx_parts import Run, plain_text
from perflint.documents.spreadsheet.xlsx_rows import plain_rows, plain_sheet, stored_by
from perflint.documents.struck import in_cell
from perflint.documents.xml_events import SEPARATOR, Attributes, new_parser, run_parser
from perflint.patterns import pattern

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384
_REFERENCE = pattern(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
_NUMBER = pattern(r"[+-]?(?:\d{1,400}\.?\d{0,400}|\.\d{1,400})(?:[Ee][+-]?\d{1,3})?")
_TRUE = ("1", "true", "on")
_HEADERS = ("oddHeader", "firstHeader")


class SharedParts(msgspec.Struct, frozen=True):
    """What all sheets of a workbook lean on; `shown` remembers by style, type and stored text what a cell shows.

    `texts` does by the rest of its element (`perflint.documents.spreadsheet.xlsx_rows`).

    Texts that are struck through are marked (`perflint.documents.struck`), as are those of the styles in `struck`.
    """

    strings: Sequence[str]
    formats: Sequence[NumberFormat]
    struck: frozenset[int]
    shown: dict[tuple[str | None, str | None, str], str]
    texts: dict[str, str]
    limits: Limits
    path: str


class SheetReader:
    """Reads one sheet; `unresolved` are the formulas without a stored result, `header` the head of its first page."""

    def __init__(self, name: str, part: str, shared: SharedParts) -> None:
        self.sheet = Sheet(name, {}, [], [], [])
        self.unresolved: list[Address] = []
        self.header = ""
        self._first_differs = False
        self._part = part
        self._shared = shared
        self._known = shared.shown
        self._columns: dict[str, int] = {}
        self._count = 0
        self._run = Run()
        self._runs: list[str] = []
        # The text since it was last of use, and whether it is a cell's value that nobody has taken in yet.
        self._pieces: list[str] = []
        self._has_value = False
        self._heed_ends: Callable[[], object] = _nothing
        # The open row and its cells (None before the first with text), the attributes of the latest cell.
        self._row = 0
        self._line: dict[int, str] | None = None
        self._cell: Attributes = {}
        # The latest cell that has a formula and, so far, no result.
        self._formula: Attributes | None = None

    def read(self, chunks: Iterable[bytes]) -> None:
        """Take in the whole part. Raises InputError."""
        rest = iter(chunks)
        first, second = next(rest, b""), next(rest, b"")
        try:
            # What comes in several chunks is too large to be held as a whole.
            around = None if second else self._take_plain(first)
        except ValueError:
            around = None
            self._begin_anew()
        self._parse(around or chain((first, second), rest))
        self._resolve()
        self._count_line()

    def _take_plain(self, part: bytes) -> tuple[bytes, bytes]:
        """Take in the rows of a sheet as the usual programs write it; what is around them is for the parser.

        Raises ValueError where it is not written so, and InputError as `_put` does.
        """
        plain = plain_sheet(part)
        texts, columns = self._shared.texts, self._columns
        for row in plain_rows(plain):
            self._open_row(int(row.number), row.look)
            line: dict[int, str] = {}
            for cell in row.cells:
                reference, _, rest = cell.partition('"')
                text = texts.get(rest)
                if text == "":
                    continue
                letters = reference.rstrip(digits)
                column = columns.get(letters) or self._column(letters)
                if text is None:
                    text = texts[rest] = self._shown(column, *stored_by(rest))
                if text:
                    line[column] = text
            if line:
                self._line = self.sheet.cells.setdefault(self._row, {})
                self._line.update(line)
        return plain.before, plain.after

    def _begin_anew(self) -> None:
        """Forget the rows that were taken in before one that is for the parser."""
        self.sheet.cells.clear()
        self.sheet.hidden_rows.clear()
        self._row = self._count = 0
        self._line = None

    def _parse(self, chunks: Iterable[bytes]) -> None:
        parser = new_parser()

        def begin(name: str, _: Attributes) -> None:
            # The names to look for have the namespace of the root, whichever of the two it is.
            prefix = name[: name.find(SEPARATOR) + 1]
            end = self._ending(prefix)
            parser.CharacterDataHandler = self._pieces.append
            # To be told where every element ends costs an eighth of the reading. Where nothing stands between them, a
            # value is over when something else begins.
            self._heed_ends = lambda: setattr(parser, "EndElementHandler", end)
            parser.StartElementHandler = self._starting(prefix)

        parser.StartElementHandler = begin
        try:
            run_parser(parser, self._with_the_last(chunks), path=self._shared.path, part=self._part)
        finally:
            # The parser holds this reader; held by it in turn, both would wait for the collector.
            self._heed_ends = _nothing

    def _with_the_last(self, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The chunks; the last value is taken in behind them, where nothing begins any more."""
        yield from chunks
        if self._has_value:
            self._take_value()

    def _starting(self, prefix: str) -> Callable[[str, Attributes], None]:
        """What is done where an element begins, in the order of how often each comes."""
        cell_tag = prefix + "c"
        value_tag = prefix + "v"
        pieces = self._pieces

        others: dict[str, Callable[[Attributes], None]] = {
            prefix + "row": self._begin_row,
            prefix + "f": self._begin_formula,
            prefix + "mergeCell": self._merge,
            prefix + "col": self._hidden_columns,
            prefix + "headerFooter": self._begin_headers,
            **{prefix + name: self._begin_text for name in ("is", "t", *_HEADERS)},
            **{prefix + part: partial(self._take_look, part) for part in ("r", "rPr", "strike")},
        }

        def start(name: str, attributes: Attributes) -> None:
            if self._has_value:
                self._take_value()
            if name == cell_tag:
                if "r" not in attributes:
                    attributes["r"] = self._next_reference()
                if self._formula is not None:
                    self._resolve()
                self._cell = attributes
            elif name == value_tag:
                if pieces and self._formula is None:
                    self._heed_ends()
                pieces.clear()
                self._has_value = True
            elif name in others:
                others[name](attributes)

        return start

    def _ending(self, prefix: str) -> Callable[[str], None]:
        """What is done where an element ends: values are shown, inline strings joined without phonetic guides."""
        text_tag, run_tag, guide_tag, inline_tag, cell_tag = (prefix + name for name in ("t", "r", "rPh", "is", "c"))
        headers = [prefix + name for name in _HEADERS]
        pieces = self._pieces
        runs = self._runs
        guides: list[str] = []

        def end(name: str) -> None:
            if self._has_value:
                self._take_value()
            elif name == cell_tag:
                return
            elif name == text_tag:
                guides[:] = pieces
                runs.extend(pieces)
            elif name == guide_tag:
                # Its text came last.
                del runs[len(runs) - len(guides) :]
            elif name == run_tag:
                guides.clear()
                runs[self._run.start :] = [self._run.marked("".join(runs[self._run.start :]))]
            elif name == inline_tag:
                if runs:
                    self._put("".join(runs))
                runs.clear()
            elif name in headers and (name == headers[0] or self._first_differs) and any(pieces):
                # That of the first page comes last.
                self.header = plain_text("".join(pieces))

        return end

    def _take_value(self) -> None:
        """The text since the beginning of a value is what the cell stores."""
        self._has_value = False
        pieces = self._pieces
        if pieces:
            self._put(pieces[0] if len(pieces) == 1 else "".join(pieces))
            pieces.clear()

    def _begin_formula(self, _: Attributes) -> None:
        if self._pieces:
            # Laid out for the eye: what follows a value's end would be taken for a part of it.
            self._heed_ends()
        self._formula = self._cell

    def _begin_text(self, _: Attributes) -> None:
        self._heed_ends()
        self._pieces.clear()

    def _begin_headers(self, attributes: Attributes) -> None:
        self._heed_ends()
        self._first_differs = attributes.get("differentFirst") in _TRUE

    def _take_look(self, element: str, attributes: Attributes) -> None:
        self._run.take(element, attributes, len(self._runs))

    def _begin_row(self, attributes: Attributes) -> None:
        self._open_row(int(attributes.get("r", self._row + 1)), attributes)

    def _open_row(self, number: int, look: Mapping[str, str]) -> None:
        self._count_line()
        self._row = number
        self._cell = {}
        if not 0 < self._row <= LAST_ROW:
            raise ValueError(self._row)
        # A height that nobody chose is worked out anew when the sheet is opened.
        flat = look.get("customHeight") in _TRUE and _is_nothing(look.get("ht"))
        if flat or look.get("hidden") in _TRUE:
            hidden = self.sheet.hidden_rows
            first = hidden.pop()[0] if hidden and hidden[-1][1] == self._row - 1 else self._row
            hidden.append((first, self._row))

    def _count_line(self) -> None:
        """The cells of the open row count towards the limit when the next begins. Raises InputTooLarge."""
        if self._line is not None:
            self._count += len(self._line)
            limit = self._shared.limits.max_cells
            if self._count > limit:
                raise too_large("max_cells", limit, self._shared.path, place=self.sheet.name)
            self._line = None

    def _resolve(self) -> None:
        """A formula's cell has ended without a value: text formulas may well show nothing, others were not computed."""
        if self._formula is not None and self._formula.get("t") != "str" and "r" in self._formula:
            column = self._column(self._formula["r"].rstrip(digits))
            row = int(self._formula["r"].lstrip(ascii_uppercase))
            self.unresolved.append(Address("sheet", row, column, self.sheet.name))
        self._formula = None

    def _next_reference(self) -> str:
        """Where a cell without a reference stands: right of the one before it."""
        column = self._column(self._cell["r"].rstrip(digits)) if self._cell else 0
        return f"{column_letters(column + 1)}{self._row}"

    def _column(self, letters: str) -> int:
        column = self._columns.get(letters)
        if column is None:
            column = self._columns[letters] = _corner(f"{letters}1")[1]
        return column

    def _hidden_columns(self, attributes: Attributes) -> None:
        if attributes.get("hidden") in _TRUE or _is_nothing(attributes.get("width")):
            self.sheet.hidden_columns.append((int(attributes["min"]), int(attributes["max"])))

    def _merge(self, attributes: Attributes) -> None:
        first, _, last = attributes.get("ref", "").partition(":")
        top, left = _corner(first)
        bottom, right = _corner(last or first)
        if (top, left) != (bottom, right):
            self.sheet.merges.append(Merge(min(top, bottom), min(left, right), max(top, bottom), max(left, right)))

    def _put(self, stored: str) -> None:
        # Runs for every cell with content: what can be looked up once is.
        cell = self._cell
        self._formula = None
        letters = cell["r"].rstrip(digits)
        column = self._columns.get(letters) or self._column(letters)
        key = (cell.get("s"), cell.get("t"), stored)
        text = self._known.get(key)
        if text is None:
            text = self._known[key] = self._shown(column, *key)
        if text:
            line = self._line
            if line is None:
                line = self._line = self.sheet.cells.setdefault(self._row, {})
            line[column] = text

    def _shown(self, column: int, styled: str | None, kind: str | None, stored: str) -> str:
        """What the cell of that column shows in the open row. Raises DamagedInput."""
        if not stored:
            return ""
        style = int(styled or "0")
        if not 0 <= style < len(self._shared.formats):
            # The last one is General, for styles that are not there.
            style = -1
        text = self._text(self._row, column, kind or "n", style, stored)
        return in_cell(text, is_struck=style in self._shared.struck)

    def _text(self, row: int, column: int, kind: str, style: int, stored: str) -> str:
        if kind == "n":
            return self._number(row, column, style, stored)
        if kind == "d":
            return self._date(row, column, style, stored)
        if kind == "b":
            return "TRUE" if stored.strip() in _TRUE else "FALSE"
        if kind == "e":
            return stored
        text = self._string(row, column, stored) if kind == "s" else plain_text(stored)
        return self._shared.formats[style].show_text(text)

    def _number(self, row: int, column: int, style: int, stored: str) -> str:
        if not _NUMBER.fullmatch(stored.strip()):
            raise self._fault(row, column, f"“{stored[:20]}”不是数", f"'{stored[:20]}' is no number")
        return self._shared.formats[style].show(Decimal(stored.strip()))

    def _string(self, row: int, column: int, stored: str) -> str:
        number = stored.strip()
        if number.isdecimal() and int(number) < len(self._shared.strings):
            return self._shared.strings[int(number)]
        raise self._fault(row, column, "单元格的文字不在共享字符串表中", "its text is not among the shared strings")

    def _date(self, row: int, column: int, style: int, stored: str) -> str:
        try:
            moment = datetime.fromisoformat(stored.strip())
        except ValueError as error:
            raise self._fault(row, column, f"“{stored[:20]}”不是日期", f"'{stored[:20]}' is no date") from error
        chosen = self._shared.formats[style]
        if not chosen.is_date:
            chosen = compile_format("yyyy/m/d")
        seconds = moment.hour * 3600 + moment.minute * 60 + moment.second
        return msgspec.structs.replace(chosen, epoch_1904=False).show(serial_of(moment.date(), seconds))

    def _fault(self, row: int, column: int, zh: str, en: str) -> Exception:
        return damaged(self._shared.path, zh, en, place=str(Address("sheet", row, column, self.sheet.name)))


def _nothing() -> None:
    """No parser is at work."""


def _is_nothing(length: str | None) -> bool:
    """A height or width of zero, by which some programs hide."""
    return bool(length) and not (length or "").strip("0.")


@lru_cache(maxsize=4096)
def _corner(reference: str) -> tuple[int, int]:
    """Row and column of `G12`. Raises ValueError."""
    match = _REFERENCE.fullmatch(reference)
    column = 0
    for letter in match[1] if match else "":
        column = column * 26 + ord(letter) - ord("A") + 1
    if match is None or column > LAST_COLUMN or int(match[2]) > LAST_ROW:
        raise ValueError(reference)
    return int(match[2]), column
