"""Text that is struck through: whoever reads the document takes it for deleted, so it is left out, and said.

    ≥̶5̶6次        a cell of which a part is struck: the rest counts
    ̶≥̶5̶次         a cell that is struck from end to end: kept, as nobody says what stands instead

So is a document most of which is struck. Readers mark what is struck while they read; here it is decided what becomes
of it, when all is read.
"""

from collections.abc import Iterable, Sequence

import msgspec

from perflint.documents.model import Address, Cell, Notice, Paragraph, Row, Table
from perflint.language import Bilingual
from perflint.patterns import pattern

# No characters (U+FDD0 and what follows), so that no text has them.
_BEGIN, _END, _OWN = "\ufdd0", "\ufdd1", "\ufdd2"
_STRUCK = pattern(f"{_BEGIN}([^{_BEGIN}{_END}]*){_END}")
_MARKS = pattern(f"[{_BEGIN}{_END}{_OWN}]")
# Where a line held struck text alone, no blank line stays.
_GONE = "\ufdd3"
# Places named one by one; the rest is counted.
_NAMED = 5


def struck(text: str) -> str:
    """The text marked as struck through."""
    return f"{_BEGIN}{text}{_END}" if text.strip() else text


def with_own_look(text: str) -> str:
    """The text marked as one whose look does not depend on that of its cell."""
    return f"{_OWN}{text}{_OWN}"


def in_cell(text: str, *, is_struck: bool) -> str:
    """A text in a cell whose own look is struck through or not, which holds for all of it without a look of its own."""
    if not is_struck:
        return text.replace(_OWN, "")
    pieces = text.split(_OWN)
    return "".join(piece if at % 2 or _BEGIN in piece else struck(piece) for at, piece in enumerate(pieces))


class _Count(msgspec.Struct):
    """What was left out, and the cells that were kept though struck from end to end."""

    dropped: list[Address] = []
    kept: list[Address] = []


def without_struck(blocks: Sequence[Table | Paragraph]) -> tuple[tuple[Table | Paragraph, ...], tuple[Notice, ...]]:
    """The blocks without what is struck through, and what people should know of that."""
    texts = [cell.text for cell in _cells(blocks)]
    together = "".join(texts)
    if _BEGIN not in together and _OWN not in together:
        return tuple(blocks), ()
    crossed = sum(len(piece) for text in texts for piece in _STRUCK.findall(text))
    keeps_all = crossed * 2 > sum(map(len, texts))
    count = _Count()
    found: list[Table | Paragraph] = []
    for block in blocks:
        if isinstance(block, Table):
            rows = (Row(tuple(_decided(cell, count, keeps=keeps_all) for cell in row.cells)) for row in block.rows)
            found.append(Table(tuple(rows), block.name, block.doubt))
        elif (cell := _decided(block.cell, count, keeps=keeps_all, loose=True)).text:
            found.append(Paragraph(cell))
    return tuple(found), tuple(_notices(count, keeps_all=keeps_all))


def _cells(blocks: Iterable[Table | Paragraph]) -> Iterable[Cell]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.cell
        else:
            for row in block.rows:
                yield from row.cells


def _decided(cell: Cell, count: _Count, *, keeps: bool, loose: bool = False) -> Cell:
    if not _MARKS.search(cell.text):
        return cell
    has_struck = bool(_STRUCK.search(cell.text))
    rest = "\n".join(line for line in _STRUCK.sub(_GONE, cell.text).split("\n") if line.strip(f"{_GONE} ") or not line)
    rest = _MARKS.sub("", rest.replace(_GONE, "")).strip("\n ") if has_struck else cell.text
    if has_struck and (keeps or not (loose or rest.strip())):
        count.kept.append(cell.address)
        rest = cell.text
    elif has_struck:
        count.dropped.append(cell.address)
    return Cell(_MARKS.sub("", rest), cell.address, cell.column, cell.row_span, cell.column_span)


def _notices(count: _Count, *, keeps_all: bool) -> Iterable[Notice]:
    if keeps_all:
        yield Notice(
            Bilingual(
                zh="文件的大部分文字带删除线，这些文字仍按内容读取，请核对。",
                en="Most of the text is struck through; it was read all the same: please check.",
            ),
            count.kept[0],
        )
        return
    if count.dropped:
        zh, en = _places(count.dropped)
        yield Notice(
            Bilingual(
                zh=f"{len(count.dropped)} 处带删除线的文字按已删除处理，没有读取：{zh}。",
                en=f"Text that is struck through was taken for deleted and not read, in {len(count.dropped)} place(s): "
                f"{en}.",
            ),
            count.dropped[0],
        )
    if count.kept:
        zh, en = _places(count.kept)
        yield Notice(
            Bilingual(
                zh=f"{len(count.kept)} 个单元格的全部文字带删除线，仍按内容读取，请核对：{zh}。",
                en=f"{len(count.kept)} cell(s) are struck through from end to end and were read all the same: {en}. "
                "Please check.",
            ),
            count.kept[0],
        )


def _places(addresses: Sequence[Address]) -> tuple[str, str]:
    named = [str(address) for address in addresses[:_NAMED]]
    more = len(addresses) > _NAMED
    return "、".join(named) + ("…" if more else ""), ", ".join(named) + (" …" if more else "")
