"""Values put right in copies of the user's own documents.

mend(data, name, rules)   a document with the fixes of its findings made, each checked again by the rules
difference(mended)        what was or would be changed, for people

format      how a value is spelt (１０ → 10, ＞= → ≥): safe, its value is the same before and after
recompute   a value that follows from others (rate, execution points, total): the signer must agree
text        a proposal that is only shown
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perflint.fixes.difference import difference
    from perflint.fixes.mending import mend
    from perflint.fixes.model import Change, Mended, Unfixed
    from perflint.fixes.source import fix

_HOMES = {
    "difference": ("difference",),
    "mending": ("mend",),
    "model": ("Change", "Mended", "Unfixed"),
    "source": ("fix",),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = ["Change", "Mended", "Unfixed", "difference", "fix", "mend"]


def __getattr__(name: str) -> object:
    """The public names, imported on first use (PEP 562)."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'perflint.fixes' has no attribute {name!r}")
    value: object = getattr(import_module(f"perflint.fixes.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value
