"""What `check` does for hooks and pipelines: its thresholds, the inputs that changed, runs that repeat."""

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

import typer

from perflint.cli import status, streams
from perflint.cli.session import Settings
from perflint.errors import InputError, PerflintError, UsageError
from perflint.language import Bilingual, Language

if TYPE_CHECKING:
    from perflint.pipeline import Source

T = TypeVar("T")


def one_threshold(fail_on: str | None, *, exit_zero: bool) -> None:
    """Raise UsageError where `--exit-zero` and `--fail-on` say different things."""
    if exit_zero and fail_on not in (None, "never"):
        raise UsageError(
            Bilingual(
                f"--exit-zero 与 --fail-on {fail_on} 相互矛盾。", f"--exit-zero contradicts --fail-on {fail_on}."
            ),
            remedy=Bilingual("请只用其中之一。", "Use one of them."),
        )


def this_folder(language: Language, *, quiet: bool) -> list[str]:
    """The inputs where none is named, with a word about it unless `quiet`."""
    if not quiet:
        streams.say("没有指定文件，核对当前文件夹。" if language == "zh" else "No path given: checking this folder.")
    return ["."]


def changed(inputs: "Sequence[Source | InputError]", revision: str, language: Language) -> "list[Source | InputError]":
    """The inputs touched since a git revision, with a word where there is none. Raises UsageError."""
    from perflint.cli.changed import only_changed  # noqa: PLC0415

    left = only_changed([one for one in inputs if isinstance(one, str | InputError)], revision)
    if not left:
        said = Bilingual(f"自 {revision} 以来没有改过要核对的文件。", f"No input has changed since {revision}.")
        streams.say(said.pick(language))
    return list(left)


def watch_inputs(context: typer.Context, command: Callable[..., None], settings: Settings) -> int:
    """Run the command of `context` again at every change of its inputs, rules or acceptance files."""
    from perflint.cli import own_files  # noqa: PLC0415
    from perflint.cli.watching import watch  # noqa: PLC0415

    options = {**context.params, "watch": False}

    def run() -> int:
        try:
            command(context, **options)
        except typer.Exit as done:
            return done.exit_code
        except PerflintError as error:
            # A file half saved, a rule half written: the next change mends it.
            streams.say(error.describe(settings.language))
            return status.MISTAKE
        return status.CLEAN

    named = options["paths"] or []
    written = (options["output"], options["write_baseline"])

    def files() -> list[str]:
        return own_files.without_written(_watched(named, settings), named, settings, written)

    return watch(run, files, settings.language)


def _watched(named: Sequence[str], settings: Settings) -> Iterator[str]:
    from perflint import pipeline  # noqa: PLC0415

    yield from (one for one in pipeline.find(list(named or ["."])) if isinstance(one, str))
    for folder in settings.rules:
        yield from map(str, sorted(folder.rglob("*.y*ml")) if folder.is_dir() else (folder,))
    yield from (str(path) for path in (settings.waivers, settings.baseline) if path is not None)
    yield from (str(settings.folder / name) for name in ("perflint.yaml", "pyproject.toml", "perflint-waivers.yaml"))
