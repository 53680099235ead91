"""Comma-separated values: a field is replaced where it stands; it has quotes where it had or needs them."""

from collections.abc import Sequence

from perflint.copies.interface import Copy, Edit, Missed
from perflint.copies.lines import NOT_REVERSIBLE, SPELT_OTHERWISE
from perflint.copies.text_file import TextFile
from perflint.documents.interface import Source
from perflint.documents.text.separated import field_spans

_NEEDS_QUOTES = frozenset(',;，\t\n\r"')


def rewrite(source: Source, edits: Sequence[Edit]) -> Copy:
    """The text with the edits made that can be. Raises InputError."""
    file = TextFile(source)
    spans = field_spans(source)
    missed = []
    for edit in edits:
        row, column = edit.address.row - 1, edit.address.column - 1
        if not file.usable:
            missed.append(Missed(edit.address, NOT_REVERSIBLE))
            continue
        start, end = spans[row][column] if row < len(spans) and column < len(spans[row]) else (0, 0)
        stored = source.text[start:end]
        quoted = f'"{edit.before.replace(chr(34), chr(34) * 2)}"'
        # A field over several lines may have other line ends in the file.
        if not stored or stored not in (edit.before, quoted) or "\n" in stored:
            missed.append(Missed(edit.address, SPELT_OTHERWISE))
            continue
        after = edit.after
        if stored != edit.before or _NEEDS_QUOTES & set(after):
            after = '"' + after.replace('"', '""') + '"'
        file.replace(*file.offset(source.text, start), stored, after)
    data = file.done() if file.usable else source.data
    return Copy(data, source.ending or "csv", len(edits) - len(missed), tuple(missed))
