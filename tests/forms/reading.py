"""From text to the plain data of its forms, through the real reader and the real recogniser."""

from typing import Any

from perflint.documents import read_bytes
from perflint.forms.export import form_to_mapping
from perflint.forms.model import Recognition
from perflint.forms.recognise import recognise


def recognised(text: str) -> Recognition:
    """What is recognised in a text."""
    return recognise(read_bytes(text.encode(), "form.txt"))


def forms_of(text: str) -> list[dict[str, Any]]:
    """The forms in a text as `perflint parse` prints them."""
    return [form_to_mapping(form) for form in recognised(text).forms]


def rows_of(form: dict[str, Any], *names: str) -> list[tuple[str, ...]]:
    """The named columns of a form's indicators."""
    return [tuple(row[name] for name in names) for row in form["indicators"]]
