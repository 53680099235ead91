"""`perflint test-rules`: run the examples inside rule files."""

from pathlib import Path
from typing import Annotated

import typer

from perflint.cli.session import Lang, Output, Quiet, open_settings


def run_examples(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="[PATH…]",
            help="规则文件或文件夹，默认为内置规则 / rule files or folders, the built-in ones by default",
        ),
    ] = None,
    *,
    output: Output = None,
    quiet: Quiet = False,
    lang: Lang = None,
) -> None:
    """运行规则自带的例子 / run the examples inside rule files"""
    from perflint.cli import status, streams  # noqa: PLC0415
    from perflint.cli.rulebook import rules_of  # noqa: PLC0415
    from perflint.engine import examples  # noqa: PLC0415
    from perflint.reports.example_report import bad_examples, examples_closing  # noqa: PLC0415

    settings = open_settings(context, lang=lang)
    rules, untidy = rules_of(paths or [])
    results = list(examples.run_examples(rules))
    streams.write_result(bad_examples(results, settings.language), output)
    if not quiet:
        for mistake in untidy:
            streams.say(mistake.describe(settings.language))
        streams.say(examples_closing(len(rules), results, settings.language))
    raise typer.Exit(status.CLEAN if all(result.good for result in results) else status.FINDINGS)
