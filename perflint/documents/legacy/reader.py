"""Files of older office programs (doc, wps, rtf, odt …), read by way of LibreOffice where it is installed.

They are turned into docx or xlsx, and those are read; tables, rows and columns are the same, and so are the addresses.
`legacy_batch` does it for many files with one start of the program.
"""

import shutil
import tempfile
from pathlib import Path
from types import TracebackType

import msgspec

from perflint.documents.interface import Source
from perflint.documents.legacy.kinds import SAVE_ANEW, Kind, kind_of, refuse_unreadable
from perflint.documents.limits import Limits, too_large
from perflint.documents.model import Document
from perflint.errors import DamagedInput, UnknownFormat
from perflint.language import Bilingual


class LegacyOffice:
    """The reader of what only an office program can read."""

    format = "office"

    def recognises(self, source: Source) -> bool:
        """Whether the content is of a kind that LibreOffice reads and perflint itself does not."""
        return kind_of(source) is not None

    def read(self, source: Source) -> Document:
        """The document as LibreOffice has it. Its format is the ending of what it was.

        Raises UnknownFormat where LibreOffice is not installed, DamagedInput where it cannot open the file.
        """
        with Conversions(source.limits) as conversions:
            job = conversions.add(source)
            conversions.run()
            return conversions.document(job)


class Job(msgspec.Struct, frozen=True):
    """A file on its way: what it is called, what it is, and its copy."""

    path: str
    kind: Kind
    copy: Path


class Conversions:
    """Any number of files turned into readable ones together. All that it leaves on the disk goes with it."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._folder: Path | None = None
        self._jobs: list[Job] = []
        self._failed: set[Path] = set()

    def __enter__(self) -> "Conversions":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def add(self, source: Source) -> Job:
        """Take a file in. Raises UnknownFormat without LibreOffice, DamagedInput for one that cannot be opened."""
        from perflint.documents.legacy.office_program import find_program  # noqa: PLC0415  # most runs need no other program

        kind = kind_of(source)
        if kind is None:
            raise _not_opened(source.path)
        refuse_unreadable(source, kind)
        if find_program() is None:
            raise _not_installed(source.path, kind)
        if self._folder is None:
            self._folder = Path(tempfile.mkdtemp(prefix="perflint-"))
        copy = self._folder / f"{len(self._jobs)}.{kind.ending}"
        copy.write_bytes(source.data)
        job = Job(source.path, kind, copy)
        self._jobs.append(job)
        return job

    def run(self) -> None:
        """Convert all that was added, with one start of the program for each of the two targets."""
        from perflint.documents.legacy.office_program import convert, find_program  # noqa: PLC0415

        program = find_program()
        if self._folder is None or program is None:
            return
        for target in sorted({job.kind.target for job in self._jobs}):
            copies = [job.copy for job in self._jobs if job.kind.target == target]
            self._failed |= convert(program, copies, target, self._folder, self._limits.max_seconds)

    def document(self, job: Job) -> Document:
        """What became of a file. Raises InputError where nothing did, or where the reader of the result does."""
        from perflint.documents.registry import choose_reader  # noqa: PLC0415  # it knows this module

        source = self.converted(job)
        reader = choose_reader(source)
        if reader.format != job.kind.target:
            raise _not_opened(job.path)
        document = reader.read(source)
        return msgspec.structs.replace(document, format=job.kind.ending)

    def converted(self, job: Job) -> Source:
        """The bytes that became of a file. Raises DamagedInput where nothing did, InputTooLarge."""
        converted = job.copy.parent / "out" / f"{job.copy.stem}.{job.kind.target}"
        if job.copy in self._failed or not converted.is_file():
            raise _not_opened(job.path)
        if converted.stat().st_size > self._limits.max_bytes:
            raise too_large("max_bytes", self._limits.max_bytes, job.path)
        return Source(converted.read_bytes(), job.path, self._limits)


def _not_installed(path: str, kind: Kind) -> UnknownFormat:
    return UnknownFormat(
        Bilingual(
            zh=f"这是 {kind.name} 文件，读取它需要 LibreOffice，而本机没有安装。",
            en=f"The format is {kind.name}; reading it takes LibreOffice, which is not installed here.",
        ),
        path=path,
        remedy=Bilingual(
            zh=f"请安装 LibreOffice（免费），或用原来的程序打开，另存为 {kind.target} 后再检查。",
            en=f"Install LibreOffice (it is free), or open the file in its own program, save it as {kind.target} "
            "and check that.",
        ),
    )


def _not_opened(path: str) -> DamagedInput:
    return DamagedInput(
        Bilingual(
            zh="LibreOffice 无法打开此文件，文件可能已损坏或设有密码。",
            en="LibreOffice cannot open this file; it may be damaged or protected by a password.",
        ),
        path=path,
        remedy=SAVE_ANEW,
    )
