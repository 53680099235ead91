"""A text under change: its own encoding, mark and line ends stay; only what is replaced differs."""

import codecs
import re

from perflint.documents.interface import Source

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "gb18030")
_LINE_END = re.compile(r"\r\n|\r|\n")


class TextFile:
    """The text of a source with its line ends as they are. `usable` is False where the bytes would not come back."""

    def __init__(self, source: Source) -> None:
        self._mark, self._encoding, text = _decoded(source.data, source.text)
        self.usable = text is not None
        self._text = text or ""
        self._starts = [0, *(match.end() for match in _LINE_END.finditer(self._text))]
        self._splices: list[tuple[int, int, str]] = []

    def line(self, row: int) -> str:
        """A line (from 1) with its end; "" where there is none."""
        if not 0 < row <= len(self._starts):
            return ""
        end = self._starts[row] if row < len(self._starts) else len(self._text)
        return self._text[self._starts[row - 1] : end]

    def replace(self, row: int, column: int, before: str, after: str) -> None:
        """Let `after` stand where `before` stands from a line's character on (both from 1)."""
        start = self._starts[row - 1] + column - 1
        self._splices.append((start, start + len(before), after))

    def offset(self, shown: str, at: int) -> tuple[int, int]:
        """Line and character (from 1) of a place in the text whose lines end in a single line feed."""
        row = shown.count("\n", 0, at) + 1
        return row, at - (shown.rfind("\n", 0, at) + 1) + 1

    def done(self) -> bytes:
        """The bytes with every replacement."""
        pieces = []
        at = 0
        for start, end, text in sorted(self._splices):
            pieces += [self._text[at:start], text]
            at = end
        pieces.append(self._text[at:])
        return self._mark + "".join(pieces).encode(self._encoding)


def _decoded(data: bytes, shown: str) -> tuple[bytes, str, str | None]:
    """Mark, encoding and text of bytes that are read as `shown`; no text where none gives the same bytes back."""
    mark, encodings = next(((mark, (name,)) for mark, name in _MARKS if data.startswith(mark)), (b"", _ENCODINGS))
    for encoding in encodings:
        try:
            text = data[len(mark) :].decode(encoding)
        except UnicodeDecodeError:
            continue
        if _LINE_END.sub("\n", text).removesuffix("\x1a") == shown and mark + text.encode(encoding) == data:
            return mark, encoding, text
    return b"", "utf-8", None
