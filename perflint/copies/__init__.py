"""Copies of the user's own documents: with the findings written beside the cells.

annotate(source, result)      bytes in, bytes out: the document with a comment on each cell that a finding is about

A copy changes what it was asked to change and nothing else; what could not be placed is named. Nothing here knows
forms or rules, and nothing writes to the disk.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perflint.copies.annotating import annotate, annotate_bytes
    from perflint.copies.interface import Copy, Missed, NoCopy

_HOMES = {
    "annotating": ("annotate", "annotate_bytes"),
    "interface": ("Copy", "Missed", "NoCopy"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = ["Copy", "Missed", "NoCopy", "annotate", "annotate_bytes"]


def __getattr__(name: str) -> object:
    """The public names, imported on first use (PEP 562)."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'perflint.copies' has no attribute {name!r}")
    value: object = getattr(import_module(f"perflint.copies.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value
