"""`perflint explain`: the page of a rule."""

from typing import Annotated

import typer

from perflint.cli.session import Lang, Output, Profile, Rules, open_settings


def explain(
    context: typer.Context,
    rule: Annotated[str, typer.Argument(metavar="RULE", help="规则编号或名称 / code or name of a rule")],
    *,
    profile: Profile = None,
    rules: Rules = None,
    output: Output = None,
    lang: Lang = None,
) -> None:
    """说明一条规则 / the page of a rule"""
    from perflint.cli import streams  # noqa: PLC0415
    from perflint.cli.rulebook import find_rule  # noqa: PLC0415
    from perflint.reports.rule_page import page, rule_text  # noqa: PLC0415

    settings = open_settings(context, lang=lang, profile=profile, rules=rules)
    found = find_rule(rule, settings)
    streams.write_result(page(found, rule_text(found), settings.language), output)
