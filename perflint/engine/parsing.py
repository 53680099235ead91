"""Python's tree of an expression; nothing of it is ever run."""

import ast
import warnings
from functools import lru_cache

from perflint.patterns import pattern

# What Python may warn of, and rule authors write: "\d" in a pattern, `1and`.
_WARNED = pattern(r"\\|\d[A-Za-z]")


@lru_cache(maxsize=1024)
def parsed(text: str) -> ast.expr:
    """The tree of `text`; both languages of a message, and many rules, write the same ones.

    Raises SyntaxError, and ValueError, MemoryError or RecursionError for what is beyond Python's own parser.
    """
    if not _WARNED.search(text):
        return ast.parse(text, mode="eval").body
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(text, mode="eval").body
