"""`perflint parse`: what was understood, as YAML or JSON."""

from typing import Annotated

import typer

from perflint.cli.session import Lang, Output, Quiet, open_settings


def parse(
    context: typer.Context,
    paths: Annotated[
        list[str], typer.Argument(metavar="PATH…", help="文件、文件夹、通配符，- 为标准输入 / files, folders, globs, -")
    ],
    *,
    report: Annotated[
        str, typer.Option("--format", "-f", metavar="yaml|json", help="输出格式 / format of the result")
    ] = "yaml",
    locations: Annotated[
        bool, typer.Option("--locations", help="YAML 中也写出各字段的位置 / addresses in YAML too")
    ] = False,
    output: Output = None,
    quiet: Quiet = False,
    lang: Lang = None,
) -> None:
    """显示读到的内容，可改后再核对 / show what was understood"""
    from itertools import chain  # noqa: PLC0415

    from perflint import pipeline  # noqa: PLC0415
    from perflint.cli import progress, status, streams  # noqa: PLC0415
    from perflint.cli.choices import no_such  # noqa: PLC0415
    from perflint.errors import UsageError  # noqa: PLC0415
    from perflint.reports.closing import notices, parse_closing, troubles  # noqa: PLC0415
    from perflint.reports.interface import PARSE_FORMATS, View, parse_report  # noqa: PLC0415

    settings = open_settings(context, lang=lang)
    if report not in PARSE_FORMATS:
        raise UsageError(no_such("--format", report, tuple(PARSE_FORMATS)))
    inputs = list(pipeline.find(paths))
    streams.keep_inputs(output, [path for path in inputs if isinstance(path, str)])
    with progress.watched(inputs, quiet=quiet, language=settings.language) as watched:
        result = pipeline.collect_parsed(pipeline.parse_each(watched))
    text = parse_report(report).render(result, View(language=settings.language, locations=locations))
    streams.write_result(text, output, machine=True)
    said = troubles(result, settings.language)
    if not quiet:
        said = chain(said, notices(result, settings.language), [parse_closing(result, settings.language)])
    for line in said:
        streams.say(line)
    raise typer.Exit(status.parse_status(result))
