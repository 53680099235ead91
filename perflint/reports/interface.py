"""One interface for all formats: a result and a view go in, text comes out, or the bytes of a file.

A format is a module with a `render` function; a name in one of the tables below makes it a choice of `--format`.
Nothing is imported before it is asked for, so a format may lean on heavy libraries.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

import msgspec

from perflint.language import Language

if TYPE_CHECKING:
    from perflint.engine.rule import Rule
    from perflint.result import CheckResult, ParseResult, ReadResult

CHECK_FORMATS = {
    "rich": "perflint.reports.rich_report",
    "plain": "perflint.reports.plain",
    "json": "perflint.reports.json_report",
    "jsonl": "perflint.reports.json_lines",
    "sarif": "perflint.reports.sarif",
    "junit": "perflint.reports.junit",
    "github": "perflint.reports.github",
    "gitlab": "perflint.reports.gitlab",
    "csv": "perflint.reports.csv_report",
    "xlsx": "perflint.reports.findings_workbook",
    "markdown": "perflint.reports.markdown",
    "html": "perflint.reports.html.page",
}

# Formats for the eyes of who started the run; all others are UTF-8 whatever the terminal speaks.
CONSOLE_FORMATS = ("rich", "plain")

# Formats that are bytes: they need a file.
PACKED_FORMATS = ("xlsx",)

# Formats that draw tables and need the documents kept; with the others each is forgotten as soon as it is judged.
DRAWING_FORMATS = ("html",)

PARSE_FORMATS = {
    "yaml": "perflint.reports.parse_yaml",
    "json": "perflint.reports.parse_json",
}

# What the readers saw, before recognition (`parse --tables`).
TABLE_FORMATS = {
    "text": "perflint.reports.parse_tables",
    "json": "perflint.reports.parse_tables_json",
}


class View(msgspec.Struct, frozen=True):
    """How the reader wants to see it.

    colour     terminal colours are welcome
    width      columns that a line may take (console formats only)
    verbose    clean forms and the readers' notices too
    locations  `parse`: the address of every field (JSON always has them)
    rules      the rules of the run, for formats that list or explain them
    fail_on    the severity from which on findings make the run fail, or `never`
    exit_code  what the process is going to end with, where there is one
    base       the folder from which programs see the files; paths below it are shown relative to it
    """

    language: Language = "zh"
    colour: bool = False
    width: int = 100
    verbose: bool = False
    locations: bool = False
    rules: "tuple[Rule, ...]" = ()
    fail_on: str = "error"
    exit_code: int | None = None
    base: str = ""


class CheckReport(Protocol):
    """A module that shows the result of a check."""

    def render(self, result: "CheckResult", view: View) -> str:
        """The whole report, ending in a line break unless it is empty."""


class PackedReport(Protocol):
    """A module that makes a file of the result of a check; one of `PACKED_FORMATS`."""

    def render(self, result: "CheckResult", view: View) -> bytes:
        """The whole file."""


class ParseReport(Protocol):
    """A module that shows what was understood."""

    def render(self, result: "ParseResult", view: View) -> str:
        """The whole report, ending in a line break."""


class TableReport(Protocol):
    """A module that shows what was read."""

    def render(self, result: "ReadResult", view: View) -> str:
        """The whole report, ending in a line break."""


def check_report(name: str) -> CheckReport:
    """The format called `name` for a check, none of `PACKED_FORMATS`; KeyError if there is none."""
    return cast("CheckReport", import_module(CHECK_FORMATS[name]))


def packed_report(name: str) -> PackedReport:
    """The format called `name` that is bytes; KeyError if there is none."""
    return cast("PackedReport", import_module(CHECK_FORMATS[name]))


def parse_report(name: str) -> ParseReport:
    """The format called `name` for `parse`; KeyError if there is none."""
    return cast("ParseReport", import_module(PARSE_FORMATS[name]))


def table_report(name: str) -> TableReport:
    """The format called `name` for `parse --tables`; KeyError if there is none."""
    return cast("TableReport", import_module(TABLE_FORMATS[name]))
