"""The style sheets and the script of pages, as they stand beside this module, and how a page allows exactly them."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files


@cache
def asset(name: str) -> str:
    """The text of a file of this folder: `form_table.css`, `report.css`, `report.js`."""
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def policy(styles: str, script: str) -> str:
    """The Content-Security-Policy of a page that loads nothing: its one inline style sheet and its one script hold."""
    own = f"style-src '{_hash(styles)}'; script-src '{_hash(script)}'"
    return f"default-src 'none'; {own}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
