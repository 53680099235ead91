"""Web archives (MHT, MHTML): a mail whose parts are pages, as Word, Excel, WPS and browsers save them (RFC 2557).

Each page part is read in its order; Excel makes one for every sheet, besides a frame and a strip of tabs, which show
no table and are left out where others do.
"""

import re
from email import message_from_bytes
from email.errors import MessageError
from typing import TYPE_CHECKING

from perflint.documents.interface import Source
from perflint.documents.model import Document, Table
from perflint.documents.struck import without_struck
from perflint.documents.web.encoding import page_text
from perflint.documents.web.html import Page
from perflint.errors import DamagedInput, EmptyInput
from perflint.language import Bilingual
from perflint.patterns import pattern

if TYPE_CHECKING:
    from email.message import Message

_HEAD = 8 * 1024
_HEADERS = pattern(
    rb"\s*(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*(?:multipart/related|text/html)", re.IGNORECASE
)
_VERSION = pattern(rb"^mime-version:", re.IGNORECASE | re.MULTILINE)
# The parser calls itself for each part inside a part.
_MAX_NESTING = 16


class WebArchive:
    """The reader of web archives."""

    format = "mht"

    def recognises(self, source: Source) -> bool:
        """Whether it begins as a mail that is a page or holds pages."""
        head = source.data[:_HEAD]
        return bool(_VERSION.search(head) and _HEADERS.match(head))

    def read(self, source: Source) -> Document:
        """What all its pages show.

        Raises DamagedInput for a broken archive or an unknown encoding, EmptyInput where nothing is shown,
        InputTooLarge.
        """
        page = Page(source.limits, source.path)
        parts = [page.blocks(text) for text in texts_of_pages(source)]
        with_tables = [blocks for blocks in parts if any(isinstance(block, Table) for block in blocks)]
        blocks = [block for part in with_tables or parts for block in part]
        if not blocks:
            raise _broken(source.path) if not parts else _blank(source.path)
        kept, notices = without_struck(blocks)
        return Document(source.path, self.format, kept, (*page.notices, *notices))


def texts_of_pages(source: Source) -> list[str]:
    """The pages of an archive in their order. Raises DamagedInput for a broken archive or an unknown encoding."""
    if source.data.lower().count(b"multipart/") > _MAX_NESTING:
        raise _broken(source.path)
    try:
        message = message_from_bytes(source.data)
        pages = [part for part in message.walk() if part.get_content_type() == "text/html"]
        return [_text(part, source.path) for part in pages]
    except (MessageError, LookupError, ValueError) as error:
        raise _broken(source.path) from error


def _text(part: "Message[str, str]", path: str) -> str:
    data = part.get_payload(decode=True)
    said = part.get_content_charset("")
    return page_text(data if isinstance(data, bytes) else b"", path, said=said)


def _broken(path: str) -> DamagedInput:
    return DamagedInput(
        Bilingual(
            zh="网页归档（.mht）不完整，其中没有可读的网页。",
            en="The web archive (.mht) is cut short or broken: there is no page in it that can be read.",
        ),
        path=path,
        remedy=Bilingual(
            zh="请用原来的程序打开，另存为 xlsx 或 docx 后再检查。",
            en="Open it in the program it came from, save it as xlsx or docx and check that.",
        ),
    )


def _blank(path: str) -> EmptyInput:
    return EmptyInput(
        Bilingual(zh="网页归档中没有可见的文字。", en="The pages of the archive show no text."), path=path
    )
