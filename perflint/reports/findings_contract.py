"""The JSON of `perflint check` as types: what other programs rely on and what `schema findings` describes.

Version 1. Members may be added; none is renamed, removed or given another meaning without a new version.
Figures are the exact decimals of the form as strings, never JSON numbers.
"""

from typing import Literal

import msgspec

from perflint.engine.outcome import Severity
from perflint.forms.model import Part

VERSION: Literal[1] = 1


class FormPlace(msgspec.Struct, frozen=True):
    """The form in its document (index from 0), its project and its kind."""

    index: int
    project: str
    kind: str


class RelatedPlace(msgspec.Struct, frozen=True):
    """A field that a finding rests on and where it is printed, null where the layout has no such cell."""

    field: str
    address: str | None


class FixEntry(msgspec.Struct, frozen=True):
    """A proposed correction: `format` is safe, `recompute` needs the signer, `text` is only shown."""

    field: str
    to: str
    kind: Literal["format", "recompute", "text"]


class FindingEntry(msgspec.Struct, frozen=True, kw_only=True):
    """One contradiction."""

    code: str
    rule: str
    severity: Severity
    message: str
    why: str
    advice: str
    trace: str
    path: str
    form: FormPlace
    field: str
    indicator: str | None
    address: str
    related: list[RelatedPlace]
    expected: str | None
    found: str | None
    fingerprint: str
    fix: FixEntry | None
    # Only where the reading that the finding rests on is unsure.
    doubt: str | msgspec.UnsetType = msgspec.UNSET


class WaiverEntry(msgspec.Struct, frozen=True):
    """Why and by whom a finding was accepted, until when (a date, that day included; null for always), and where."""

    reason: str
    approver: str
    expires: str | None
    path: str
    address: str


class WaivedEntry(msgspec.Struct, frozen=True):
    """A finding that a waiver accepts: it does not count."""

    finding: FindingEntry
    waiver: WaiverEntry


class RememberedEntry(msgspec.Struct, frozen=True, kw_only=True):
    """A finding of an earlier run, as the baseline keeps it."""

    fingerprint: str
    count: int
    code: str
    rule: str
    kind: str
    year: int | None
    project: str
    unit: str
    indicator: str


class BaselineEntry(msgspec.Struct, frozen=True):
    """The balance against the baseline: findings that are new and still there, entries that are fixed or not seen."""

    path: str
    new: int
    still: int
    fixed: list[RememberedEntry]
    unseen: list[RememberedEntry]


class NotEvaluatedEntry(msgspec.Struct, frozen=True):
    """A rule that should have been judged on a thing and could not be."""

    rule: str
    path: str
    form: FormPlace
    reason: str
    code: str
    field: str


class NoticeEntry(msgspec.Struct, frozen=True):
    """What the reader of a file wants people to know."""

    message: str
    address: str | None


class ProfileEntry(msgspec.Struct, frozen=True):
    """The profile that a form was judged under; `why` says from what it was guessed, null where it was named."""

    name: str
    guessed: bool
    why: str | None


class InputForm(msgspec.Struct, frozen=True):
    """A form that was found. `judged` is false where nothing is said of it; `lacks` names its missing parts."""

    index: int
    project: str
    kind: str
    complete: bool
    lacks: list[Part]
    judged: bool
    profile: ProfileEntry | msgspec.UnsetType = msgspec.UNSET


class InputEntry(msgspec.Struct, frozen=True):
    """An input that was read."""

    path: str
    format: str
    forms: list[InputForm]
    notices: list[NoticeEntry]


class ErrorEntry(msgspec.Struct, frozen=True):
    """An input that could not be read."""

    path: str
    message: str


class RefusedEntry(msgspec.Struct, frozen=True):
    """A form of a kind that perflint knows by name and does not judge."""

    path: str
    kind: str
    reason: str
    address: str | None


class FaultEntry(msgspec.Struct, frozen=True):
    """A rule that broke while running: its own fault, not the form's."""

    code: str
    rule: str
    path: str
    form: FormPlace
    message: str


class Summary(msgspec.Struct, frozen=True):
    """The counts of the run.

    `documents` and `forms` count what was read, `unreadable` what was not; `passed_over` counts the forms for which
    none of the rules that the user selected is meant. `error`, `warning` and `info` count neither `waived` findings nor
    the `known` ones of a baseline.
    """

    documents: int
    forms: int
    error: int
    warning: int
    info: int
    not_evaluated: int
    waived: int
    refused: int
    unjudged: int
    without_form: int
    unreadable: int
    faults: int
    passed_over: int
    known: int


class FindingsReport(msgspec.Struct, frozen=True):
    """What `perflint check --format json` prints."""

    version: Literal[1]
    summary: Summary
    findings: list[FindingEntry]
    not_evaluated: list[NotEvaluatedEntry]
    inputs: list[InputEntry]
    errors: list[ErrorEntry]
    refused: list[RefusedEntry]
    faults: list[FaultEntry]
    waived: list[WaivedEntry]
    known: list[FindingEntry]
    baseline: BaselineEntry | None
