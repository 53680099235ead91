"""The example forms and what must be said of them, as written down by hand beside each."""

from pathlib import Path

import msgspec

from perflint import CheckResult

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FORMATS = EXAMPLES / "formats"


class ExpectedForm(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A form that must be recognised, with the parts that it lacks."""

    index: int
    kind: str
    project: str
    lacks: tuple[str, ...]


class ExpectedFinding(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A finding, and the figures that make it one."""

    form: int
    code: str
    severity: str
    field: str
    indicator: str | None
    why: str

    @property
    def key(self) -> "Key":
        """What is compared."""
        return (self.form, self.code, self.severity, self.field, self.indicator or "")


class ExpectedGap(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A rule that cannot be judged on a form, and why."""

    form: int
    code: str
    why: str


class ExpectedRefusal(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A form of a kind that is named and not judged."""

    kind: str
    why: str


class Expectation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that must be said of one file.

    No key of it is one of a form's own, so that a run over the whole folder does not take it for a form.
    """

    recognised: tuple[ExpectedForm, ...]
    findings: tuple[ExpectedFinding, ...]
    not_evaluated: tuple[ExpectedGap, ...]
    refused: tuple[ExpectedRefusal, ...]


# form, code, severity, field, indicator
Key = tuple[int, str, str, str, str]


def example_files() -> list[Path]:
    """The inputs, without the expectations and the table of contents."""
    return sorted(path for path in EXAMPLES.iterdir() if path.suffix in (".txt", ".yaml"))


def format_files() -> list[Path]:
    """The same forms as made by examples/make_formats.py, a file for each form and format."""
    return sorted(FORMATS.iterdir())


def expectation_of(path: Path) -> Expectation:
    """What stands beside an input; a file of another format has that of the text with its name."""
    return msgspec.json.decode((EXAMPLES / f"{path.stem}.expected").read_bytes(), type=Expectation)


def finding_keys(result: CheckResult) -> list[Key]:
    """The findings of a run as the expectations spell them."""
    return sorted(
        (finding.form.index, finding.code, finding.severity, finding.field, finding.indicator or "")
        for finding in result.findings
    )


def gap_keys(result: CheckResult) -> list[tuple[int, str]]:
    """Which rules could not be judged on which form, each once."""
    return sorted({(gap.form.index, gap.code) for gap in result.not_evaluated})
