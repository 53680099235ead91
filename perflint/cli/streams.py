"""Results to standard output or a file, everything else to standard error."""

import contextlib
import errno
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from perflint.cli.environment import is_terminal
from perflint.errors import UsageError
from perflint.language import Bilingual
from perflint.reports.printable import visible


def write_result(text: str, output: Path | None, *, machine: bool = False, option: str = "--output") -> None:
    """Put a finished result where it belongs; `machine` formats are UTF-8 whatever the terminal speaks.

    A reader that went away (`| head`) is no error. Raises UsageError, which names `option`, if `output` cannot be
    written.
    """
    if output is not None:
        write_whole(text, output, option=option)
        return
    if machine and not is_terminal(sys.stdout):
        _reconfigure(sys.stdout, encoding="utf-8")
    try:
        _put(sys.stdout, text)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise UsageError(
            Bilingual(
                f"结果无法写到标准输出（{reason}）。", f"The result cannot be written to standard output ({reason})."
            )
        ) from error


def write_new(text: str, target: Path, *, force: bool = False) -> None:
    """A new file, with the folders that it needs. Raises UsageError where there is one already, unless by `force`."""
    if target.exists() and not force:
        raise UsageError(
            Bilingual(f"“{target}”已经有了，没有改动它。", f"“{target}” is there already and was left as it is."),
            remedy=Bilingual("要覆盖请加 --force。", "To write over it, add --force."),
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UsageError(
            Bilingual(f"无法建立文件夹“{target.parent}”（{error.strerror}）。",
                      f"The folder “{target.parent}” cannot be made ({error.strerror}).")
        ) from error  # fmt: skip
    write_whole(text, target)


def say(line: str) -> None:
    """One line for people, on standard error."""
    # Where even this cannot be said, the exit status still speaks.
    with contextlib.suppress(OSError):
        _put(sys.stderr, visible(line) + "\n")


def prepare() -> None:
    """Let characters that the terminal cannot show become question marks instead of an error."""
    for stream in (sys.stdout, sys.stderr):
        _reconfigure(stream, errors="replace")


def keep_inputs(output: Path | None, inputs: Iterable[str], *, option: str = "--output") -> None:
    """Raise UsageError if the file of an option would be written over one of the inputs."""
    if output is None:
        return
    target = os.path.realpath(output)
    for path in inputs:
        if path != "-" and os.path.realpath(path) == target:
            raise UsageError(
                Bilingual(
                    f"{option} 指向的“{output}”本身就是输入文件，不能覆盖。",
                    f"{option} names “{output}”, which is one of the inputs and must not be overwritten.",
                ),
                remedy=Bilingual("请换一个文件名或文件夹。", "Choose another name or folder."),
            )


def _put(stream: TextIO | None, text: str) -> None:
    if stream is None:
        # Started with the stream closed (`>&-`).
        return
    try:
        stream.write(text)
        stream.flush()
    except OSError as error:
        # Python flushes once more when it ends, and would then complain again.
        with contextlib.suppress(OSError, ValueError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        # Windows says EINVAL where others say EPIPE.
        if error.errno not in (errno.EPIPE, errno.EINVAL):
            raise


def _reconfigure(stream: TextIO | None, **settings: str) -> None:
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(**settings)


def write_whole(content: str | bytes, output: Path, *, option: str = "--output") -> None:
    """Write a file whole or not at all; raises UsageError, which names the option, if it cannot be written."""
    target = Path(os.path.realpath(output))
    data = content if isinstance(content, bytes) else content.encode("utf-8", errors="replace")
    try:
        if target.exists() and not target.is_file():
            # A device or a pipe cannot be replaced; a folder fails here with the system's own reason.
            target.write_bytes(data)
            return
        draft = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            with draft.open("xb") as file:
                file.write(data)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(
            Bilingual(
                f"无法写入 {option} 指定的“{output}”（{error.strerror}）。",
                f"{option} “{output}” cannot be written ({error.strerror}).",
            )
        ) from error
