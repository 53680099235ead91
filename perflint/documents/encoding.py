"""Bytes to text: byte-order mark, strict UTF-8, UTF-16 without a mark, GB18030. Nothing is replaced or dropped.

Measured on Chinese samples this order is right where statistical guessing is not; GB18030 accepts nearly any bytes,
so its result must also look like Chinese before it is believed.
"""

import codecs

from perflint.documents.model import Address, Notice
from perflint.errors import DamagedInput, UnknownFormat
from perflint.language import Bilingual
from perflint.patterns import pattern

# UTF-32 before UTF-16: their little-endian marks begin alike.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1a\x1b")) + b"\x7f"
_REPLACEMENT = "\ufffd"
# Characters that Chinese forms are made of: printable ASCII, the marks of typography and mathematics, CJK, full width.
_FAMILIAR = pattern(r"[\t-\r -~\u00a0-\u00ff\u2000-\u26ff\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]")
_NOT_ASCII = pattern(r"[^\x00-\x7f]")
_SAMPLE = 64 * 1024


def decode(data: bytes, path: str = "") -> str:
    """The text of `data`, every line ending in a single line feed, without the byte-order mark.

    Raises UnknownFormat where the bytes are no text at all, DamagedInput where no known encoding fits.
    """
    text = _decode_marked(data, path)
    if text is None:
        text = _decode_unmarked(data, path)
    if "\0" in text:
        raise _binary(path)
    return text.replace("\r\n", "\n").replace("\r", "\n").removesuffix("\x1a")


def doubts(text: str) -> tuple[Notice, ...]:
    """Notices on a decoded text: replacement characters mean that an earlier program lost something."""
    count = text.count(_REPLACEMENT)
    if not count:
        return ()
    before = text[: text.index(_REPLACEMENT)]
    address = Address("line", before.count("\n") + 1, len(before) - before.rfind("\n"))
    message = Bilingual(
        zh=f"文中有 {count} 个替换字符（{_REPLACEMENT}），原文在此前的转换中已丢失。",
        en=f"The text has {count} replacement character(s) ({_REPLACEMENT}): an earlier conversion lost the original.",
    )
    return (Notice(message, address),)


def _decode_marked(data: bytes, path: str) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise _broken(encoding, data[len(mark) :], error, path) from error
    return None


def _decode_unmarked(data: bytes, path: str) -> str:
    if b"\0" in data:
        text = _utf16(data)
        if text is None:
            raise _binary(path)
        return text
    if len(data) - len(data.translate(None, _CONTROLS)) > len(data) // 100:
        raise _binary(path)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_damaged_utf8(data, error, path)
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise _unknown_encoding(path) from error
    if not _looks_chinese(text):
        raise _unknown_encoding(path)
    return text


def _utf16(data: bytes) -> str | None:
    if len(data) % 2:
        return None
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        sample = text[:_SAMPLE]
        if len(_FAMILIAR.findall(sample)) * 10 >= len(sample) * 9:
            return text
    return None


def _refuse_damaged_utf8(data: bytes, error: UnicodeDecodeError, path: str) -> None:
    """A few bad bytes among many good sequences: damaged UTF-8, which GB18030 would turn into nonsense."""
    sample = data[max(0, error.start - _SAMPLE) : error.start + _SAMPLE]
    text = sample.decode("utf-8", "replace")
    bad = text.count(_REPLACEMENT)
    good = len(_NOT_ASCII.findall(text)) - bad
    if good >= 4 * bad:
        raise _broken("utf-8", data, error, path) from error


def _looks_chinese(text: str) -> bool:
    """Whether most characters beyond ASCII are of GB 2312's symbols and first, most frequent, plane."""
    strange = _NOT_ASCII.findall(text[:_SAMPLE])
    common = sum(map(_is_common, strange))
    return common * 10 >= len(strange) * 6


def _is_common(character: str) -> bool:
    code = character.encode("gb18030")
    return len(code) == 2 and code[1] >= 0xA1 and (code[0] <= 0xA3 or 0xB0 <= code[0] <= 0xD7)


def _binary(path: str) -> UnknownFormat:
    return UnknownFormat(
        Bilingual(zh="不是文本文件，也不是已知格式。", en="This is neither text nor any known format."),
        path=path,
        remedy=Bilingual(
            zh="请另存为制表符分隔的文本（.txt）后再检查。",
            en="Save it as tab-separated text (.txt) and check that.",
        ),
    )


def _broken(encoding: str, data: bytes, error: UnicodeDecodeError, path: str) -> DamagedInput:
    before = data[: error.start].decode(encoding)
    name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
    return DamagedInput(
        Bilingual(
            zh=f"文件是 {name} 编码，但此处的字节已损坏。",
            en=f"The file is {name}, but its bytes are damaged here.",
        ),
        path=path,
        place=f"{before.count(chr(10)) + 1}:{len(before) - before.rfind(chr(10))}",
        remedy=Bilingual(
            zh="请从原件重新导出，另存为 UTF-8。", en="Export it again from the original and save it as UTF-8."
        ),
    )


def _unknown_encoding(path: str) -> DamagedInput:
    return DamagedInput(
        Bilingual(
            zh="无法识别文字编码：不是 UTF-8、UTF-16、UTF-32，也不是 GB18030（GBK、GB2312）。",
            en="The text encoding is unknown: neither UTF-8, UTF-16, UTF-32 nor GB18030 (GBK, GB2312).",
        ),
        path=path,
        remedy=Bilingual(
            zh="请用原来的程序打开，另存为 UTF-8。",
            en="Open it in the program it came from and save it as UTF-8.",
        ),
    )
