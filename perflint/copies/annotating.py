"""The user's own document with its findings written beside the cells: the one door to all formats."""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from perflint.copies.interface import NO_COMMENTS, Annotations, Copy, NoCopy
from perflint.copies.notes import annotations
from perflint.documents.files import display_path, file_bytes
from perflint.documents.interface import Source
from perflint.documents.limits import Limits
from perflint.documents.registry import choose_reader
from perflint.engine.outcome import Finding
from perflint.language import Bilingual, Language
from perflint.result import CheckedDocument, CheckResult

NAMELESS = "<bytes>"

# What the readers call a format → the module that annotates it.
ANNOTATORS = {
    "html": "perflint.copies.page",
    "ods": "perflint.copies.converted",
    "office": "perflint.copies.converted",
    "xls": "perflint.copies.converted",
    "docx": "perflint.copies.word.annotated",
    "pdf": "perflint.copies.pdf",
    "xlsx": "perflint.copies.spreadsheet.annotated",
}
_OTHERS = {
    "mht": Bilingual(
        "网页归档（.mht）里写不进批注；请用浏览器或 Word 另存为 html 或 docx，再对它出批注件。",
        "No notes can be written into a web archive (.mht); save it as html or docx and annotate that.",
    ),
}
_NOTHING = Bilingual("没有问题，不出批注件。", "There is no finding, hence no annotated copy.")


class Annotator(Protocol):
    """A module that annotates a format."""

    def annotate(self, source: Source, wanted: Annotations) -> Copy | NoCopy:
        """The copy, or why there is none. Raises InputError."""


def annotate(
    source: str | Path | bytes,
    result: CheckResult | CheckedDocument | Iterable[Finding],
    *,
    language: Language = "zh",
    limits: Limits | None = None,
) -> Copy | NoCopy:
    """A copy of a document with a comment on each cell that a finding is about, and light marks on what it rests on.

    `source` is the file (or its bytes) that `result` was made of; of a result of many files the findings of this one
    are taken. Nothing is written: `data` of the copy holds its bytes, `missed` what could not be placed. A NoCopy says
    why the format takes no comments. Raises InputError where the file cannot be read.
    """
    limits = limits or Limits.from_environment()
    if isinstance(source, bytes):
        data, name = source, NAMELESS
    else:
        name = display_path(source)
        data = file_bytes(source, name, limits.max_bytes)
    return annotate_bytes(data, name, findings_of(result, name), language=language, limits=limits)


def annotate_bytes(
    data: bytes, name: str, findings: Iterable[Finding], *, language: Language = "zh", limits: Limits | None = None
) -> Copy | NoCopy:
    """The same from bytes and their findings alone; `name` is a hint at the format, as for the readers."""
    wanted = annotations(findings, language)
    if not wanted.notes:
        return NoCopy(_NOTHING)
    source = Source(data, name, limits or Limits.from_environment())
    kind = choose_reader(source).format
    if kind in ANNOTATORS:
        return cast("Annotator", import_module(ANNOTATORS[kind])).annotate(source, wanted)
    return NoCopy(_OTHERS.get(kind, NO_COMMENTS))


def findings_of(result: CheckResult | CheckedDocument | Iterable[Finding], name: str) -> list[Finding]:
    """The findings about one file; a single document's are all its own."""
    if isinstance(result, CheckedDocument):
        return [finding for form in result.forms for finding in form.findings]
    found = list(result.findings if isinstance(result, CheckResult) else result)
    if len({finding.form.path for finding in found}) < 2:
        return found
    return [finding for finding in found if finding.form.path == name]
