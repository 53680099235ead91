"""Where results go: `--format NAME[:FILE]`, several in one run, and `--output FILE` for the one that names no file."""

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from perflint.cli.choices import no_such
from perflint.cli.environment import colour_welcome
from perflint.cli.streams import keep_inputs, write_result, write_whole
from perflint.errors import UsageError
from perflint.language import Bilingual
from perflint.reports.interface import CHECK_FORMATS, CONSOLE_FORMATS, PACKED_FORMATS, check_report, packed_report

if TYPE_CHECKING:
    from perflint.reports.interface import View
    from perflint.result import CheckResult


class Destination(msgspec.Struct, frozen=True):
    """A format and the file that takes it; standard output where there is none."""

    format: str
    file: Path | None = None


def parted(asked: str) -> tuple[str, str]:
    """`sarif:out.sarif` as its format and its file; "" where no file is named."""
    name, _, file = asked.partition(":")
    return name, file


def wrong_format(option: str, asked: str) -> Bilingual | None:
    """What is wrong with `NAME[:FILE]`, if anything."""
    name, file = parted(asked)
    if name not in CHECK_FORMATS:
        return no_such(option, name, tuple(CHECK_FORMATS))
    if ":" in asked and not file:
        return Bilingual(
            f"{option} 的“{asked}”在冒号后没有写文件名。", f"{option} “{asked}” names no file behind its colon."
        )
    return None


def destinations(asked: Sequence[str], output: Path | None, inputs: Iterable[str]) -> tuple[Destination, ...]:
    """The formats with their files.

    Raises UsageError for two formats that share a place, an `--output` without a format that it could be for, a format
    that needs a file and has none, and a file that is one of the inputs.
    """
    found = [Destination(name, Path(file) if file else None) for name, file in map(parted, asked)]
    open_ones = [one for one in found if one.file is None]
    if len(open_ones) > 1:
        names = [one.format for one in open_ones]
        raise UsageError(
            Bilingual(
                f"只能有一种格式写到标准输出，现有 {len(names)} 种：{'、'.join(names)}。",
                f"Only one format can go to standard output, not {len(names)}: {', '.join(names)}.",
            ),
            remedy=_NAME_A_FILE,
        )
    if output is not None and not open_ones:
        raise UsageError(
            Bilingual(
                "各种格式都已写明文件，--output 没有用处。",
                "Every format names its file; --output is for one that does not.",
            ),
            remedy=_NAME_A_FILE,
        )
    whole = tuple(Destination(one.format, output) if one.file is None else one for one in found)
    _in_files(whole)
    _apart(whole)
    listed = list(inputs)
    for one in whole:
        option = "--output" if one.file is output else "--format"
        keep_inputs(one.file, listed, option=option)
    return whole


def write_reports(
    result: "CheckResult",
    view: "View",
    targets: Sequence[Destination],
    output: Path | None,
    *,
    instead: str | None = None,
) -> list[tuple[str, str]]:
    """Render each format and put it where it belongs; or the text that is shown `instead` of all of them.

    Gives the formats that went into files of their own, with these. Raises UsageError where one cannot be written.
    """
    if instead is not None:
        write_result(instead, output)
        return []
    for target in targets:
        seen = msgspec.structs.replace(view, colour=target.file is None and colour_welcome(sys.stdout))
        option = "--output" if target.file is output else "--format"
        if target.file is not None and target.format in PACKED_FORMATS:
            write_whole(packed_report(target.format).render(result, seen), target.file, option=option)
            continue
        text = check_report(target.format).render(result, seen)
        write_result(text, target.file, machine=target.format not in CONSOLE_FORMATS, option=option)
    return [(target.format, str(target.file)) for target in targets if target.file not in (None, output)]


_NAME_A_FILE = Bilingual(
    "请写成 --format 格式:文件，例如 --format sarif:out.sarif。",
    "Write --format NAME:FILE, such as --format sarif:out.sarif.",
)


def _in_files(found: Iterable[Destination]) -> None:
    for one in found:
        if one.format in PACKED_FORMATS and one.file is None:
            raise UsageError(
                Bilingual(f"格式 {one.format} 要写入文件。", f"The format {one.format} goes to a file."),
                remedy=Bilingual(
                    f"请写成 --format {one.format}:文件，例如 --format {one.format}:问题清单.{one.format}。",
                    f"Write --format {one.format}:FILE, such as --format {one.format}:findings.{one.format}.",
                ),
            )


def _apart(found: Iterable[Destination]) -> None:
    taken: dict[str, str] = {}
    for one, target in _targets(found):
        if target in taken:
            raise UsageError(
                Bilingual(
                    f"格式 {taken[target]} 与 {one.format} 都要写入“{one.file}”。",
                    f"The formats {taken[target]} and {one.format} would both be written to “{one.file}”.",
                ),
                remedy=Bilingual("请各给一个文件名。", "Give each a file of its own."),
            )
        taken[target] = one.format


def _targets(found: Iterable[Destination]) -> Iterator[tuple[Destination, str]]:
    for one in found:
        # The null device takes any number.
        if one.file is not None and os.fspath(one.file) != os.devnull:
            yield one, os.path.realpath(one.file)
