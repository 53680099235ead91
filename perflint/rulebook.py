"""Where the shipped data is: rules, profiles and vocabulary, in a checkout and in an installed wheel alike."""

from functools import cache
from pathlib import Path


@cache
def rulebook_root() -> Path:
    """The folder of the built-in rulebook.

    A wheel carries it inside the package; a checkout (and so an editable install) has it at the top.
    """
    package = Path(__file__).parent
    for candidate in (package / "rules", package.parent / "rules"):
        if (candidate / "vocabulary").is_dir():
            return candidate
    raise FileNotFoundError("perflint's rules folder is missing from this installation")
