"""Files of older office programs among the inputs of a run: converted many at a time, so that LibreOffice starts once.

The inputs keep their order. As long as there is no such file nothing is read ahead.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, TypeVar

from perflint.documents.files import display_path, file_bytes
from perflint.documents.interface import Source
from perflint.documents.limits import Limits, too_large
from perflint.documents.model import Document
from perflint.errors import InputError

if TYPE_CHECKING:
    from perflint.documents.legacy.reader import Conversions, Job

# Endings by which a file is looked at beforehand; under any other name it is converted alone.
_ENDINGS = frozenset((".doc", ".dot", ".wps", ".wpt", ".rtf", ".odt", ".ott", ".xml"))
# Inputs that are looked ahead: enough to start seldom, few enough not to fill the disk with copies.
_AHEAD = 100

Input = TypeVar("Input")


def convert_together(inputs: Iterable[Input], limits: Limits | None = None) -> Iterator[Input | Document | InputError]:
    """The inputs as they are, but for paths of older office files: those as documents, or as what kept them from it.

    Without `limits` those of the environment hold. Raises UsageError for a wrong limit there.
    """
    rest = iter(inputs)
    for first in rest:
        if not _is_older(first):
            yield first
            continue
        yield from _converted([first, *islice(rest, _AHEAD - 1)], limits or Limits.from_environment())


def _is_older(candidate: object) -> bool:
    name = candidate.path if isinstance(candidate, Source) else candidate
    return isinstance(name, str | Path) and PurePath(name).suffix.lower() in _ENDINGS


def _converted(batch: list[Input], limits: Limits) -> Iterator[Input | Document | InputError]:
    from perflint.documents.legacy.reader import Conversions  # noqa: PLC0415  # only where there are such files

    with Conversions(limits) as conversions:
        jobs = [_job(one, conversions, limits) for one in batch]
        conversions.run()
        for one, job in zip(batch, jobs, strict=True):
            if job is None or isinstance(job, InputError):
                yield job or one
                continue
            try:
                yield conversions.document(job)
            except InputError as error:
                yield error


def _job(candidate: object, conversions: "Conversions", limits: Limits) -> "Job | InputError | None":
    """An input taken in for conversion, what is wrong with it, or None where it needs no conversion."""
    from perflint.documents.legacy.reader import LegacyOffice  # noqa: PLC0415
    from perflint.documents.registry import choose_reader  # noqa: PLC0415

    if not isinstance(candidate, str | Path | Source) or not _is_older(candidate):
        return None
    name = candidate.path if isinstance(candidate, Source) else display_path(candidate)
    try:
        if isinstance(candidate, Source):
            source = candidate
        else:
            source = Source(file_bytes(candidate, name, limits.max_bytes), name, limits)
        if len(source.data) > limits.max_bytes:
            raise too_large("max_bytes", limits.max_bytes, name)
        return conversions.add(source) if isinstance(choose_reader(source), LegacyOffice) else None
    except InputError as error:
        return error
