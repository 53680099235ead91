"""Text of strangers on its way into a page: always escaped, never markup, nothing invisible that steers."""

from html import escape

from perflint.reports.printable import visible

_BLANK = " \t\r\n\u3000\u00a0\u200b\ufeff"


def text(content: str) -> str:
    """Content of an element; outer blanks are dropped and line breaks kept."""
    return escape(visible(content.strip(_BLANK)), quote=False).replace("\n", "<br>")


def attribute(content: str) -> str:
    """Content of a quoted attribute, in one line."""
    return escape(" ".join(visible(content).split()))
