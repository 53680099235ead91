"""Where a finding is for programs that know files and lines only: relative paths, URIs, line numbers."""

import os
from urllib.parse import quote

from perflint.documents.model import Address


def relative(path: str, base: str) -> str:
    """The path as seen from the folder `base`, with `/` between its parts; one outside of it stays as it is."""
    plain = path.replace(os.sep, "/")
    root = base.replace(os.sep, "/").rstrip("/")
    if root and plain.startswith(f"{root}/"):
        plain = plain[len(root) + 1 :]
    while plain.startswith("./"):
        plain = plain[2:]
    return plain


def uri(path: str, base: str) -> str:
    """The path as a URI reference: relative where it lies below `base`, percent-encoded in UTF-8."""
    plain = relative(path, base)
    return ("file://" if plain.startswith("/") else "") + quote(plain, safe="/")


def line_of(address: Address | None) -> int:
    """The line of the file; 1 where its format has no lines that anybody could open."""
    return address.row if address is not None and address.place == "line" else 1


def column_of(address: Address | None) -> int | None:
    """The character in the line, where there is one."""
    return address.column if address is not None and address.place == "line" else None
