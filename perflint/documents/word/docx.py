"""Word files of today: docx and docm (macros are not run), and what WPS and LibreOffice save under these names.

Whether a file is one is asked of every office package; what reads them is imported for those that are.
"""

from perflint.documents.interface import Source
from perflint.documents.model import Document
from perflint.documents.package import Package
from perflint.errors import DamagedInput


class WordDocument:
    """The reader of docx and docm: every table and every loose paragraph with text, in reading order."""

    format = "docx"

    def recognises(self, source: Source) -> bool:
        """Whether the archive has the parts of a Word file; one without a directory (cut short) may speak of them."""
        try:
            return any(name.startswith("word/") for name in Package(source).names)
        except DamagedInput:
            return b"word/document" in source.data

    def read(self, source: Source) -> Document:
        """The body, addressed by table, row and grid column.

        Raises DamagedInput for a broken or encrypted file, EmptyInput where it shows no text, InputTooLarge beyond a
        limit.
        """
        from perflint.documents.word.body import read_body  # noqa: PLC0415 - and with it the XML library

        return read_body(source, self.format)
