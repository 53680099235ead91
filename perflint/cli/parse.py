"""`perflint parse`: what was understood, as YAML or JSON; with `--tables` what was read before that."""

from collections.abc import Iterable
from itertools import chain
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from perflint.cli.session import Lang, Output, Quiet, open_settings

if TYPE_CHECKING:
    from perflint.errors import InputError
    from perflint.pipeline import Source
    from perflint.reports.interface import View


def parse(
    context: typer.Context,
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH…", help="文件、文件夹、通配符，- 为标准输入 / files, folders, globs, -")
    ],
    *,
    report: Annotated[
        str | None, typer.Option("--format", "-f", metavar="yaml|json", help="输出格式 / format of the result")
    ] = None,
    locations: Annotated[
        bool, typer.Option("--locations", help="YAML 中也写出各字段的位置 / addresses in YAML too")
    ] = False,
    tables: Annotated[
        bool,
        typer.Option("--tables", help="辨认之前读到的表格（text|json） / the tables as read, not recognised"),
    ] = False,
    output: Output = None,
    quiet: Quiet = False,
    lang: Lang = None,
) -> None:
    """显示读到的内容，可改后再核对 / show what was understood"""
    from perflint import pipeline  # noqa: PLC0415
    from perflint.cli import progress, streams  # noqa: PLC0415
    from perflint.cli.choices import no_such  # noqa: PLC0415
    from perflint.errors import UsageError  # noqa: PLC0415
    from perflint.reports.interface import PARSE_FORMATS, TABLE_FORMATS, View  # noqa: PLC0415

    settings = open_settings(context, lang=lang)
    known = TABLE_FORMATS if tables else PARSE_FORMATS
    chosen = report or next(iter(known))
    if chosen not in known:
        raise UsageError(no_such("--format", chosen, tuple(known)))
    view = View(language=settings.language, locations=locations)
    inputs = list(pipeline.find(paths))
    streams.keep_inputs(output, [path for path in inputs if isinstance(path, str)])
    with progress.watched(inputs, quiet=quiet, language=settings.language) as watched:
        shown = (_as_read if tables else _as_understood)(watched, chosen, view, quiet=quiet)
    # What is written for people follows their terminal, what is written for programs is UTF-8.
    streams.write_result(shown.text, output, machine=chosen != "text")
    for line in shown.said:
        streams.say(line)
    raise typer.Exit(shown.status)


class _Shown(NamedTuple):
    """The report, what to say on standard error, the exit status."""

    text: str
    said: Iterable[str]
    status: int


def _as_understood(sources: "Iterable[Source | InputError]", report: str, view: "View", *, quiet: bool) -> _Shown:
    from perflint import pipeline  # noqa: PLC0415
    from perflint.cli import status  # noqa: PLC0415
    from perflint.reports.closing import notices, parse_closing, troubles  # noqa: PLC0415
    from perflint.reports.interface import parse_report  # noqa: PLC0415

    result = pipeline.collect_parsed(pipeline.parse_each(sources))
    text = parse_report(report).render(result, view)
    said = troubles(result, view.language)
    if not quiet:
        said = chain(said, notices(result, view.language), [parse_closing(result, view.language)])
    return _Shown(text, said, status.parse_status(result))


def _as_read(sources: "Iterable[Source | InputError]", report: str, view: "View", *, quiet: bool) -> _Shown:
    from perflint import pipeline  # noqa: PLC0415
    from perflint.cli import status  # noqa: PLC0415
    from perflint.reports.closing import read_closing, troubles  # noqa: PLC0415
    from perflint.reports.interface import table_report  # noqa: PLC0415

    result = pipeline.collect_read(pipeline.read_each(sources))
    text = table_report(report).render(result, view)
    said = troubles(result, view.language)
    # The readers' notices stand in the report itself.
    return _Shown(
        text, said if quiet else chain(said, [read_closing(result, view.language)]), status.read_status(result)
    )
