"""The identity of a finding by meaning: it survives moved rows, renamed files and other formats.

Built from the rule's code, the form (kind, year, project, unit), the row (levels and name of the indicator, and a
counter where a form has several of the same; or the key of the fund row), and the field. Places, file names and
printed values are no part of it.
"""

import hashlib
from typing import Any

from perflint.engine.functions import normalise
from perflint.engine.reading import View, string
from perflint.forms.model import BudgetLine, Form, Group, Indicator

LENGTH = 16


def fingerprint(code: str, view: View, subject: Any, field: str) -> str:
    """16 hexadecimal digits; `field` is the path of the primary field."""
    owner, _, last = field.rpartition(".")
    return fingerprint_of(code, *form_identity(view), *_thing(view, subject, owner), last)


def fingerprint_of(*parts: object) -> str:
    """The 16 digits that stand for these parts in this order."""
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:LENGTH]


def form_identity(view: View) -> tuple[str, ...]:
    """Kind, year, project and unit of a form, normalised."""
    found: tuple[str, ...] | None = view.memo.get("identity")
    if found is None:
        form: Form = view.form
        year = str(form.year.value) if form.year.value is not None else normalise(form.year.text)
        unit = string(form.unit) or string(form.department)
        found = (form.kind, year, normalise(string(form.project)), normalise(unit))
        view.memo["identity"] = found
    return found


def _thing(view: View, subject: Any, owner: str) -> tuple[str, ...]:
    """What inside the form the finding is about: the row that holds the primary field, else the thing judged."""
    identities = _row_identities(view)
    if owner in identities:
        return identities[owner]
    if isinstance(subject, Indicator) and owner.startswith("indicators."):
        return identities[subject.path]
    if isinstance(subject, BudgetLine):
        return ("line", normalise(subject.key))
    if isinstance(subject, Group):
        return ("group", normalise(string(subject.name)), owner.partition(".")[0])
    return (owner,)


def _row_identities(view: View) -> dict[str, tuple[str, ...]]:
    """Every indicator row by path: its levels, name and how many of the same stand above it."""
    found: dict[str, tuple[str, ...]] | None = view.memo.get("rows")
    if found is None:
        found, seen = {}, dict[tuple[str, ...], int]()
        for row in view.form.indicators:
            name = (row.dimension, row.subdimension, normalise(string(row.name)))
            count = seen.get(name, 0)
            seen[name] = count + 1
            found[row.path] = ("indicator", *name, str(count))
        view.memo["rows"] = found
    return found
