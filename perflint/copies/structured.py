"""YAML and JSON: a scalar is replaced where it stands, so that comments, order, quotes and blanks stay as they are.

A value that would read as something else without quotes gets them.
"""

import re
from collections.abc import Sequence

from perflint.copies.interface import Copy, Edit, Missed
from perflint.copies.lines import NOT_REVERSIBLE, SPELT_OTHERWISE
from perflint.copies.text_file import TextFile
from perflint.documents.interface import Source
from perflint.documents.registry import choose_reader

# Plain in YAML within brackets and outside of them.
_PLAIN = re.compile(r"[\w≥≤][\w≥≤.%/]*")
_JSON_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?")
_ESCAPED = frozenset("\"'\\\n\r\t")


def rewrite(source: Source, edits: Sequence[Edit]) -> Copy:
    """The text with the edits made that can be. Raises InputError."""
    json = choose_reader(source).format == "json"
    file = TextFile(source)
    missed = []
    for edit in edits:
        row, column = edit.address.row, edit.address.column
        line = file.line(row)
        spelt = _spelt(line, column, edit, json=json)
        if not file.usable:
            missed.append(Missed(edit.address, NOT_REVERSIBLE))
        elif spelt is None:
            missed.append(Missed(edit.address, SPELT_OTHERWISE))
        else:
            file.replace(row, column, edit.before, spelt)
    data = file.done() if file.usable else source.data
    return Copy(data, source.ending or ("json" if json else "yaml"), len(edits) - len(missed), tuple(missed))


def _spelt(line: str, column: int, edit: Edit, *, json: bool) -> str | None:
    """How the new text is to be spelt in the place of the old one; None where it cannot be replaced there."""
    before, after = edit.before, edit.after
    start = column - 1
    end = start + len(before)
    if line[start:end] != before or _ESCAPED & set(before + after):
        return None
    quote = line[start - 1 : start]
    if quote in ('"', "'") and line[end : end + 1] == quote:
        return after
    if not before:
        # Nothing stands there that could be replaced.
        return None
    if json:
        return after if _JSON_NUMBER.fullmatch(after) else f'"{after}"'
    return after if _PLAIN.fullmatch(after) else f"'{after}'"
