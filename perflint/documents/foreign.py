"""Formats that people bring and this version does not read: named, with what to do, instead of a shrug.

A reader added to the registry is asked before this table, so an entry here never stands in its way.
"""

import io
import re
from pathlib import PurePath

from perflint.errors import DamagedInput, InputError, UnknownFormat
from perflint.language import Bilingual
from perflint.patterns import pattern

_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

# A member of the package → what the package is.
_PACKAGES = (
    (b"xl/workbook", "Excel (xlsx)", True),
    (b"word/document", "Word (docx)", True),
    (b"ppt/presentation", "PowerPoint (pptx)", True),
    (b"opendocument.spreadsheet", "OpenDocument (ods)", True),
    (b"opendocument.text", "OpenDocument (odt)", True),
    (b"OFD.xml", "OFD", True),
    (b"", "zip", False),
)
# A stream of the compound file, as its directory spells it in UTF-16 → what the file is.
_COMPOUNDS = (
    ("Workbook", "Excel 97-2003 (xls)"),
    ("Book", "Excel 5.0/95 (xls)"),
    ("WordDocument", "Word 97-2003 (doc)"),
    ("PowerPoint Document", "PowerPoint 97-2003 (ppt)"),
    ("", "Office 97-2003"),
)
_SIGNATURES = (
    (b"{\\rtf", "RTF", True),
    (b"\x89PNG", "PNG", False),
    (b"\xff\xd8\xff", "JPEG", False),
    (b"GIF8", "GIF", False),
    (b"BM", "BMP", False),
    (b"II*\0", "TIFF", False),
    (b"MM\0*", "TIFF", False),
    (b"Rar!", "RAR", False),
    (b"7z\xbc\xaf\x27\x1c", "7z", False),
    (b"\x1f\x8b", "gzip", False),
)
# Packages that some reader would have taken, were they whole.
_OFFICE = dict.fromkeys((".xlsx", ".xlsm"), "Excel") | dict.fromkeys((".docx", ".docm", ".dotx", ".dotm"), "Word")
_PICTURES = {"PNG", "JPEG", "GIF", "BMP", "TIFF"}
_MARKUP = pattern(r"\s*(?:<!--(?:(?!-->).)*-->\s*)*<\?xml", re.IGNORECASE | re.DOTALL)


def refuse_foreign_bytes(data: bytes, path: str) -> None:
    """Raise UnknownFormat (DamagedInput where it is encrypted) for a known binary format without a reader."""
    if data.startswith((_ZIP, _EMPTY_ZIP)):
        if program := _OFFICE.get(PurePath(path).suffix.lower()):
            raise _damaged(program, path)
        packages = _PACKAGES[-1:] if _holds_files(data) else _PACKAGES
        raise next(_refusal(name, path, table=table) for member, name, table in packages if member in data)
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise _encrypted(path)
        raise next(
            _refusal(name, path, table=True) for stream, name in _COMPOUNDS if stream.encode("utf-16-le") in data
        )
    for signature, name, table in _SIGNATURES:
        # "BM" alone also begins an English text.
        if data.startswith(signature) and (name != "BMP" or b"\0" in data[:32]):
            raise _refusal(name, path, table=table)


def refuse_foreign_text(text: str, path: str) -> None:
    """Raise UnknownFormat for XML, unless a page stands behind its declaration."""
    if _MARKUP.match(text[:4096]) and "<html" not in text[:4096].lower():
        raise _refusal("XML", path, table=True)


def _holds_files(data: bytes) -> bool:
    """Whether these are files of their own, office files packed without compression among them."""
    from perflint.documents.archive import holds_files  # noqa: PLC0415  # it asks the registry, which imports this

    return holds_files(io.BytesIO(data)) is True


def _refusal(name: str, path: str, *, table: bool) -> InputError:
    if table:
        remedy = Bilingual(
            zh="请用原来的程序打开，另存为 xlsx 或 docx 后再检查。",
            en="Open it in the program it came from, save it as xlsx or docx and check that.",
        )
    elif name in _PICTURES:
        remedy = Bilingual(
            zh="图片中的文字无法读取，请使用原始的表格或文本。",
            en="Text in pictures cannot be read; use the original table or text.",
        )
    else:
        remedy = Bilingual(zh="请先解压，再检查其中的文件。", en="Unpack it first and check the files in it.")
    return UnknownFormat(
        Bilingual(
            zh=f"这是 {name} 文件，此版本尚不能读取。",
            en=f"The format is {name}, which this version does not read yet.",
        ),
        path=path,
        remedy=remedy,
    )


def _damaged(program: str, path: str) -> InputError:
    return DamagedInput(
        Bilingual(
            zh=f"{program} 文件已损坏或没有传完整，打不开。",
            en=f"The {program} file is damaged or was not transferred whole; it cannot be opened.",
        ),
        path=path,
        remedy=Bilingual(
            zh=f"请用 {program} 或 WPS 打开并修复、另存，或重新取得这份文件，再检查。",
            en=f"Repair it in {program} or WPS and save it, or get the file again, and check that.",
        ),
    )


def _encrypted(path: str) -> InputError:
    return DamagedInput(
        Bilingual(zh="文件设有打开密码，无法读取。", en="The file is protected by a password and cannot be read."),
        path=path,
        remedy=Bilingual(zh="请取消密码，保存后再检查。", en="Remove the password, save it and check it again."),
    )
