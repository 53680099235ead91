"""Which waivers are about a form, and which about a finding."""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from perflint.engine.functions import normalise
from perflint.engine.outcome import Finding, FormRef, Waiver
from perflint.globs import covers

_same = lru_cache(maxsize=1024)(normalise)


def about_form(waiver: Waiver, form: FormRef) -> bool:
    """Whether the form is one that the waiver names; a waiver that names none is about every form."""
    return (
        (waiver.year is None or waiver.year == form.year)
        and (not waiver.project or _same(waiver.project) == _same(form.project))
        and (not waiver.unit or _same(waiver.unit) == _same(form.unit))
        and (not waiver.paths or covers(waiver.paths, form.path, Path(waiver.path).parent))
    )


def about(waiver: Waiver, finding: Finding) -> bool:
    """Whether the finding is one that the waiver accepts, its date aside."""
    return (
        (not waiver.fingerprint or waiver.fingerprint == finding.fingerprint)
        and (not waiver.code or waiver.code == finding.code)
        and (not waiver.indicator or _same(waiver.indicator) == _same(finding.indicator or ""))
        and about_form(waiver, finding.form)
    )


def accepting(waivers: Iterable[Waiver], finding: Finding) -> Waiver | None:
    """The first of the waivers that is about the finding."""
    return next((waiver for waiver in waivers if about(waiver, finding)), None)
