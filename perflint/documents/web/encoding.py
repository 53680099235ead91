"""The encoding of a web page: its mark, its bytes, its own word, in this order.

A page saved anew often keeps the `charset` of the server it came from, so bytes that are UTF-8 are UTF-8 whatever
the page says of itself; only then is its word taken, and what it says wrongly is left to the rules of `encoding`.
"""

import codecs
import re

from perflint.documents.encoding import decode
from perflint.errors import InputError
from perflint.patterns import pattern

_HEAD = 4096
_DECLARED = pattern(
    rb"<meta\b[^>]{0,400}?charset\s*=\s*[\"']?\s*([\w.:-]+)|<\?xml\b[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# What calls itself GB 2312 is nearly always one of its supersets.
_CHINESE = frozenset(("gb2312", "gb_2312-80", "gbk", "x-gbk", "cp936", "windows-936", "gb18030", "hz-gb-2312", "gb"))
_WESTERN = "cp1252"
_OTHERS = {
    "big5": "big5hkscs",
    "big5-hkscs": "big5hkscs",
    "shift_jis": "cp932",
    "euc-jp": "euc_jp",
    "euc-kr": "cp949",
    "iso-8859-1": "cp1252",
    "windows-1252": "cp1252",
    "us-ascii": "cp1252",
}


def page_text(data: bytes, path: str, *, said: str = "") -> str:
    """The text of a page, lines ending in a single line feed; `said` is what a mail header says of its encoding.

    Raises as `encoding.decode` does.
    """
    if not data.startswith(_MARKS):
        encoding = _declared(data, said)
        if encoding is not None and b"\0" not in data:
            try:
                # Servers put Western encodings on every page; Chinese in bytes is still Chinese.
                if encoding == _WESTERN:
                    return decode(data, path)
                data.decode("utf-8")
            except (UnicodeDecodeError, InputError):
                try:
                    return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
                except UnicodeDecodeError:
                    pass
    return decode(data, path)


def _declared(data: bytes, said: str) -> str | None:
    match = _DECLARED.search(data[:_HEAD])
    name = (match[1] or match[2]).decode("ascii", "replace").lower() if match else said.lower()
    return "gb18030" if name in _CHINESE else _OTHERS.get(name)
