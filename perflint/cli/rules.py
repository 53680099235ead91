"""`perflint rules`: the list of rules."""

from typing import Annotated

import typer

from perflint.cli.session import Ignore, Lang, Output, Profile, Rules, Select, open_settings


def rules(
    context: typer.Context,
    *,
    select: Select = None,
    ignore: Ignore = None,
    profile: Profile = None,
    own: Rules = None,
    report: Annotated[
        str, typer.Option("--format", "-f", metavar="table|md|json", help="输出格式 / format of the result")
    ] = "table",
    output: Output = None,
    lang: Lang = None,
) -> None:
    """列出规则 / list the rules"""
    from perflint.cli import streams  # noqa: PLC0415
    from perflint.cli.choices import no_such  # noqa: PLC0415
    from perflint.cli.rulebook import chosen_rules  # noqa: PLC0415
    from perflint.errors import UsageError  # noqa: PLC0415
    from perflint.reports.rule_list import LIST_FORMATS, rule_list  # noqa: PLC0415

    settings = open_settings(context, lang=lang, select=select, ignore=ignore, profile=profile, rules=own)
    if report not in LIST_FORMATS:
        raise UsageError(no_such("--format", report, LIST_FORMATS))
    # Without a selection the whole rulebook is shown, rules that are off by default included.
    chosen = chosen_rules(settings)
    listed = chosen.rules if settings.select or settings.ignore else chosen.known
    streams.write_result(rule_list(listed, report, settings.language), output, machine=report != "table")
