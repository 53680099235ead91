"""What lies among the forms of a folder because of the run itself: rules, baseline, waivers, reports yet empty."""

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from perflint.cli.destinations import parted
from perflint.cli.session import Settings
from perflint.cli.shelf import ANNOTATED, FIXED, is_copy
from perflint.documents.own_reports import is_findings_workbook

T = TypeVar("T")


def without_own(
    inputs: Iterable[T], named: Sequence[str], settings: Settings, written: Sequence[Path | None]
) -> list[T]:
    """The inputs without those that the run uses for something else, unless the user named them as inputs.

    `written` are the files that options name beside those of the formats. A file that is to be written counts as
    perflint's own only while it is empty: what has content and is no report of perflint's may be somebody's form.
    """
    rules = tuple(map(os.path.realpath, settings.rules))
    # The profile may be a file too.
    used = {os.path.realpath(path) for path in (settings.waivers, settings.baseline, settings.profile) if path}
    targets = _targets(settings, written)
    own = set(named)

    def is_form(one: T) -> bool:
        if not isinstance(one, str) or one in own:
            return True
        path = os.path.realpath(one)
        if path in used or any(path == rule or path.startswith(f"{rule}{os.sep}") for rule in rules):
            return False
        if path.lower().endswith(".xlsx") and is_findings_workbook(path):
            return False
        return not (_is_empty(path) and (path in targets or _is_standard_output(path)))

    return [one for one in inputs if is_form(one)]


def kept(settings: Settings) -> list[str]:
    """The files that the run reads beside its inputs, over which no report may be written."""
    named = (settings.file.path, settings.waivers, settings.baseline, settings.profile)
    below = (found for rule in map(Path, settings.rules) for found in (rule, *rule.rglob("*.yaml")))
    return [str(path) for path in (*named, *below) if path and Path(path).is_file()]


def without_written(
    files: Iterable[str], named: Sequence[str], settings: Settings, written: Sequence[Path | None]
) -> list[str]:
    """The files whose change calls for another run: none that a run writes itself, or it would never end."""
    targets = _targets(settings, written)

    def is_written(one: str) -> bool:
        path = os.path.realpath(one)
        return path in targets or _is_standard_output(path) or is_copy(one, ANNOTATED) or is_copy(one, FIXED)

    return [one for one in files if one in named or not is_written(one)]


def _targets(settings: Settings, written: Sequence[Path | None]) -> set[str]:
    files = [Path(file) for _, file in map(parted, settings.formats) if file]
    return {os.path.realpath(path) for path in (*files, *written) if path is not None}


def _is_empty(path: str) -> bool:
    try:
        return Path(path).stat().st_size == 0
    except OSError:
        return False


def _is_standard_output(path: str) -> bool:
    """Whether the shell has just made the file for the result: `> result.json`."""
    try:
        return os.path.samestat(os.stat(path), os.fstat(sys.stdout.fileno()))  # noqa: PTH116  # fstat has no other form
    except (OSError, ValueError, AttributeError):
        # No file at all: a stream of a test, or closed.
        return False
