"""What a rule says of one thing: passed, failed with a finding, could not be evaluated, or waived."""

import datetime as dt
from typing import Literal

import msgspec

from perflint.documents.model import Address
from perflint.language import Bilingual, Language
from perflint.patterns import pattern

Severity = Literal["error", "warning", "info"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
_TOLERANCE = pattern(r" \(±([\d.]+)\)")


class FormRef(msgspec.Struct, frozen=True):
    """The form that an outcome is about: its place in its document, its project and its kind, its year and unit.

    `unit` is the department where the form names no unit. A finding about a waiver file has the file here, of the kind
    `waiver_file`.
    """

    path: str
    index: int
    project: str
    kind: str
    year: int | None = None
    unit: str = ""


class Operand(msgspec.Struct, frozen=True):
    """A field that a finding rests on: its path in the form, its printed text, and where it stands."""

    field: str
    text: str
    address: Address | None


class Fix(msgspec.Struct, frozen=True):
    """A proposed correction: `format` is safe, `recompute` needs the signer, `text` is only shown."""

    field: str
    to: str
    kind: Literal["format", "recompute", "text"]


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """A contradiction: what is wrong, why, what to do, where, and the arithmetic that shows it."""

    code: str
    rule: str
    severity: Severity
    form: FormRef
    message: Bilingual
    why: Bilingual
    advice: Bilingual
    trace: str
    field: str
    indicator: str | None
    address: Address
    related: tuple[Operand, ...]
    expected: str | None
    found: str | None
    fingerprint: str
    fix: Fix | None
    # Why the reading that it rests on is unsure.
    doubt: Bilingual | None = None

    def arithmetic(self, language: Language) -> str:
        """The trace with the punctuation of the language and the tolerance in words; "" where nothing was computed."""
        if language == "en":
            return self.trace
        return _TOLERANCE.sub("（允许误差 ±\\1）", self.trace).replace("; ", "；")


class Passed(msgspec.Struct, frozen=True):
    """The rule applied to this thing and held."""

    rule: str
    form: FormRef
    field: str


class Failed(msgspec.Struct, frozen=True):
    """The rule applied and did not hold."""

    finding: Finding


class NotEvaluated(msgspec.Struct, frozen=True):
    """The rule should have been judged and could not be: a field is missing, unreadable, or the form incomplete."""

    code: str
    rule: str
    form: FormRef
    field: str
    reason: Bilingual


class Waiver(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of a waiver file: which findings somebody accepts, why, who, and until when (that day included).

    What is empty narrows nothing: `code` (of the rule), `project`, `year`, `unit`, `indicator`, `fingerprint`, and
    `paths`, a pattern of file paths as seen from the folder of the waiver file. `path` and `address` say where the
    entry stands.
    """

    reason: str
    approver: str
    expires: dt.date | None = None
    code: str = ""
    project: str = ""
    year: int | None = None
    unit: str = ""
    paths: str = ""
    indicator: str = ""
    fingerprint: str = ""
    path: str
    address: Address

    def expired(self, today: dt.date) -> bool:
        """Whether its last day is over."""
        return self.expires is not None and self.expires < today


class Waived(msgspec.Struct, frozen=True):
    """A finding that somebody accepted in writing; it does not count."""

    finding: Finding
    waiver: Waiver


class RuleFault(msgspec.Struct, frozen=True):
    """A rule that broke while running: its own fault, not the form's. The other rules go on; the run exits with 2."""

    code: str
    rule: str
    form: FormRef
    message: Bilingual


Outcome = Passed | Failed | NotEvaluated | Waived | RuleFault
