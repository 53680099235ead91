"""One document mended, from a path or its bytes: the door for programs."""

from collections.abc import Sequence
from pathlib import Path

from perflint.choosing import Layer, RuleChoice
from perflint.documents.files import display_path, file_bytes
from perflint.documents.limits import Limits
from perflint.engine import RuleSet
from perflint.fixes.mending import mend
from perflint.fixes.model import SAFE, UNSAFE, Mended

NAMELESS = "<bytes>"


def fix(
    source: str | Path | bytes,
    *,
    unsafe: bool = False,
    rules: RuleSet | RuleChoice | None = None,
    profile: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    name: str = NAMELESS,
    limits: Limits | None = None,
) -> Mended:
    """A document with what can be put right put right; with `unsafe` also what follows from other values.

    Nothing is written: `data` of the result holds the bytes, `changes` what was changed, `unfixed` what was not and
    why, `checked` what the rules say of it now. The rules are chosen as in `check`; `name` calls bytes by a name, whose
    ending is a hint at the format. Raises InputError where the document cannot be read, UsageError as `check` does.
    """
    limits = limits or Limits.from_environment()
    chosen = rules
    if chosen is None:
        chosen = RuleChoice(Layer(profile=profile, select=tuple(select), ignore=tuple(ignore)))
    if isinstance(source, bytes):
        data = source
    else:
        name = display_path(source)
        data = file_bytes(source, name, limits.max_bytes)
    return mend(data, name, chosen, kinds=UNSAFE if unsafe else SAFE, limits=limits)
