"""Values parted by commas, semicolons, full-width commas, or tabs with quotes, as spreadsheets write them.

    项目支出绩效自评表,,,,              a row of the one table; rows that are too short are filled up
    满意度,"≥90%","说明：
    第二行"                             a quoted cell may hold commas and line breaks, and "" for a quote

Addresses are those of the spreadsheet that opens the file: its sheet has the file's name, and a row may be several
lines of text. A first line `sep=;` names the separator and is no row.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from pathlib import PurePath

from perflint.documents.interface import Source
from perflint.documents.limits import too_large
from perflint.documents.model import Address, Cell, Document, Row, Table
from perflint.patterns import pattern

_SEPARATORS = ",;，"
_FIELDS = {
    separator: re.compile(rf'(?:"((?:[^"]|"")*+)"(?=[{separator}\n]|\Z)|([^{separator}\n]*))([{separator}\n]|\Z)')
    for separator in f"{_SEPARATORS}\t"
}
_SEPARATOR_LINE = pattern(r"sep=([,;\t])\n", re.IGNORECASE)
# Excel quotes a cell in tab-separated text only for what is in it.
_QUOTED_BETWEEN_TABS = pattern(r'(?:^|[\t\n])"(?=(?:[^"\t]|"")*?(?:[,\n]|""))(?:[^"\t]|"")*+"(?=[\t\n]|\Z)')
_FORMULA_TEXT = pattern(r'="(.*)"', re.DOTALL)
_SENTENCE_ENDS = tuple("。！？；：.!?;:")
_SAMPLE = 500
# Of so many of a hundred rows that have several cells, one is so wide at least.
_RAGGED, _COLUMNS = 75, 4
_NAMED = frozenset(("csv", "tsv"))


class SeparatedValues:
    """The reader of CSV."""

    format = "csv"

    def recognises(self, source: Source) -> bool:
        """Whether a separator makes rows of equal width.

        In a .csv half of the rows will do, or rows of any width without their blank ends. Under other names prose must
        not pass for a table: nine in ten rows of at least four columns, four rows at least, and hardly any that ends as
        a sentence.
        """
        return _separator(source) is not None

    def read(self, source: Source) -> Document:
        """One table. Raises InputTooLarge."""
        separator = _separator(source) or ","
        limit = source.limits.max_cells
        rows: list[list[str]] = []
        cells = width = 0
        # Counts the lines against their limit before anything is stored.
        body = _body(source.text) if source.breaks >= 0 else ""
        for row in _records(body, separator):
            rows.append(row)
            cells += len(row)
            width = max(width, len(row))
            if max(cells, width * len(rows)) > limit:
                raise too_large("max_cells", limit, source.path)
        name = PurePath(source.path.replace("\\", "/")).stem
        table = Table(tuple(_row(row, number, width, name) for number, row in enumerate(rows, 1)), name=name)
        return Document(path=source.path, format=self.format, blocks=(table,), notices=source.notices)


def _row(texts: list[str], number: int, width: int, sheet: str) -> Row:
    texts.extend([""] * (width - len(texts)))
    return Row(tuple(Cell(text, Address("sheet", number, at + 1, sheet), at) for at, text in enumerate(texts)))


def _body(text: str) -> str:
    line = _SEPARATOR_LINE.match(text)
    return text[line.end() :] if line else text


def field_spans(source: Source) -> list[list[tuple[int, int]]]:
    """Where in the text each field of each row stands, quotes included; for whoever writes into the file."""
    separator = _separator(source) or ","
    text = source.text
    before = len(text) - len(_body(text))
    rows: list[list[tuple[int, int]]] = [[]]
    for match in _matches(text[before:], separator):
        rows[-1].append((before + match.start(), before + match.start(3)))
        if match[3] != separator:
            rows.append([])
    return rows


def _records(text: str, separator: str) -> Iterator[list[str]]:
    """The rows, without the empty line that the last line break begins."""
    row: list[str] = []
    for match in _matches(text, separator):
        quoted, plain, end = match.groups()
        row.append(_plain(plain if quoted is None else quoted.replace('""', '"')))
        if end != separator:
            if end or row != [""]:
                yield row
            row = []


def _matches(text: str, separator: str) -> Iterator[re.Match[str]]:
    """Each field with what ends it, up to the end of the text."""
    for match in _FIELDS[separator].finditer(text):
        yield match
        if not match[3]:
            return


def _plain(text: str) -> str:
    if text.startswith('="') and (formula := _FORMULA_TEXT.fullmatch(text)):
        return formula[1].replace('""', '"')
    return text


def _separator(source: Source) -> str | None:
    text = source.text
    if line := _SEPARATOR_LINE.match(text):
        return line[1]
    if "\t" in text and source.ending not in _NAMED:
        return "\t" if _QUOTED_BETWEEN_TABS.search(text) and _quotes_matter(text) else None
    best, share, width = max(
        ((separator, *_evenness(text, separator)) for separator in f"\t{_SEPARATORS}" if separator in text),
        key=lambda candidate: candidate[1] * min(candidate[2], 4),
        default=("", 0, 0),
    )
    if best == "\t":
        return best if _QUOTED_BETWEEN_TABS.search(text) else None
    if source.ending in _NAMED:
        return best if width > 1 and share >= 50 else _ragged(text)
    return best if best in (",", ";") and width >= 4 and share >= 90 and _is_no_prose(text, best) else None


def _evenness(text: str, separator: str) -> tuple[int, int]:
    """The commonest number of columns, with the percentage of the rows that have it; empty lines do not count."""
    records = islice(_records(_sample(text), separator), _SAMPLE)
    widths = Counter(len(record) for record in records if any(record) or len(record) > 1)
    wide = [(count, width) for width, count in widths.items() if width > 1]
    if not wide:
        return 0, 0
    count, width = max(wide)
    return count * 100 // widths.total(), width


def _ragged(text: str) -> str | None:
    """The separator of rows whose blank ends were cut, so that each is as wide as what it says."""
    for separator in _SEPARATORS[:2]:
        records = [record for record in islice(_records(_sample(text), separator), _SAMPLE) if any(record)]
        several = [len(record) for record in records if len(record) > 1]
        if len(several) * 100 >= len(records) * _RAGGED and max(several, default=0) >= _COLUMNS:
            return separator
    return None


def _is_no_prose(text: str, separator: str) -> bool:
    records = list(islice(_records(_sample(text), separator), _SAMPLE))
    sentences = sum(record[-1].rstrip().endswith(_SENTENCE_ENDS) for record in records)
    return len(records) >= 4 and sentences * 4 <= len(records)


def _quotes_matter(text: str) -> bool:
    """Whether rows are as even with cells in quotes as with bare lines, at least."""
    bare = text.replace('"', "'")
    return _evenness(text, "\t")[0] >= _evenness(bare, "\t")[0]


def _sample(text: str) -> str:
    """Enough of the text to judge by, ending with a whole line."""
    cut = text.rfind("\n", 0, 256 * 1024) if len(text) > 256 * 1024 else -1
    return text if cut < 0 else text[: cut + 1]
