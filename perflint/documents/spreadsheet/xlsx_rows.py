"""The rows of a sheet as Excel, WPS and LibreOffice write them, split at their tags in less than half a parser's time.

Whatever these programs do not write there (comments, prefixes, single quotes, texts inside cells, formulas without a
result, anything amiss) raises ValueError: the whole sheet is then one for the parser, which knows and judges it.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

import msgspec

from perflint.patterns import pattern

# Style, type and stored text of a cell; the text is empty where nothing is stored.
Stored = tuple[str | None, str | None, str]

_BEGINNING = pattern(
    rb"(?:\xef\xbb\xbf)?(?:<\?xml version=[\"']1\.0[\"'](?: encoding=[\"'](?i:utf-8)[\"'])?"
    rb"(?: standalone=[\"'](?:yes|no)[\"'])? ?\?>\s*)?<worksheet[ >]"
)
_PREFIX = pattern(rb" xmlns:(\w+)=")
_CELL = '<c r="'
_ROW = '<row r="'
_LOOK = pattern(r'(?: [A-Za-z][\w:]*="[^"<>&]*")*')
_ATTRIBUTE = pattern(r' ([^=]*)="([^"]*)"')
_FORMULA = r'<f(?: [A-Za-z]\w*="[^"<>&]*")*+(?:/>|>(?:[^<>&]|&(?:amp|lt|gt|quot|apos);)*+</f>)'
_VALUE = r"<v>([^<>&\x00-\x1f\ufffe\uffff]+)</v>"
_REST = pattern(rf'(?: s="(\d+)")?(?: t="([a-z]+)")?(?:/>|></c>|>(?:{_FORMULA})?{_VALUE}</c>)')


class PlainSheet(msgspec.Struct, frozen=True, gc=False):
    """A sheet's part: what stands before its rows, the rows, what stands behind them; the prefixes declared before."""

    before: bytes
    rows: str
    after: bytes
    prefixes: frozenset[str]


class PlainRow(msgspec.Struct, frozen=True, gc=False):
    """The number of a row, its other attributes, and what follows `<c r="` of each cell; it may have none."""

    number: str
    look: Mapping[str, str]
    cells: Sequence[str] = ()


def plain_sheet(part: bytes) -> PlainSheet:
    """A sheet without anything before its rows that would change how they read. Raises ValueError."""
    before, opening, tail = part.partition(b"<sheetData>")
    rows, closing, after = tail.partition(b"</sheetData>")
    beginning = _BEGINNING.match(before)
    if not closing or beginning is None or b"<!" in part or part.find(b"<?", beginning.end()) > 0:
        raise ValueError(part)
    prefixes = frozenset(name.decode() for name in _PREFIX.findall(before))
    return PlainSheet(before + opening, rows.decode(), closing + after, prefixes)


def plain_rows(sheet: PlainSheet) -> Iterator[PlainRow]:
    """Each row; those without cells, which end in their own tag, stand before the others' tags. Raises ValueError."""
    *lines, last = sheet.rows.split("</row>")
    for line in lines:
        head, *cells = line.split(_CELL)
        nothing, *without, own = head.split(_ROW)
        if nothing:
            raise ValueError(nothing)
        for row in without:
            yield _row(row, "/>", (), sheet.prefixes)
        yield _row(own, ">", cells, sheet.prefixes)
    nothing, *without = last.split(_ROW)
    if nothing:
        raise ValueError(nothing)
    for row in without:
        yield _row(row, "/>", (), sheet.prefixes)


def _row(tag: str, end: str, cells: Sequence[str], prefixes: frozenset[str]) -> PlainRow:
    number, _, rest = tag.partition('"')
    return PlainRow(number, _look(rest, end, prefixes), cells)


@lru_cache(maxsize=1024)
def _look(rest: str, end: str, prefixes: frozenset[str]) -> Mapping[str, str]:
    """The attributes of a row behind its number. Raises ValueError."""
    text = rest.removesuffix(end)
    found = _ATTRIBUTE.findall(text)
    names = {name for name, _ in found}
    if text == rest or not _LOOK.fullmatch(text) or len(names) < len(found) or "r" in names:
        raise ValueError(rest)
    if any(name.partition(":")[0] not in prefixes for name in names if ":" in name):
        raise ValueError(rest)
    return dict(found)


def stored_by(rest: str) -> Stored:
    """What a cell stores, by what follows its reference. Raises ValueError."""
    match = _REST.fullmatch(rest)
    if match is None:
        raise ValueError(rest)
    return match[1], match[2], match[3] or ""
