"""`perflint explain`: the page of a rule, or what it says of each thing in a file and why."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from perflint.cli.session import Lang, Output, Profile, Rules, Settings, open_settings

if TYPE_CHECKING:
    from perflint.engine import Rule

PAGE_FORMATS = ("text", "md")


def explain(
    context: typer.Context,
    rule: Annotated[str, typer.Argument(metavar="RULE", help="规则编号或名称 / code or name of a rule")],
    *,
    on: Annotated[
        Path | None,
        typer.Option(
            "--on",
            metavar="FILE",
            help="逐条说明它怎样判断这个文件里的表，通过的也说 / what it says of each thing in a file",
        ),
    ] = None,
    report: Annotated[
        str, typer.Option("--format", "-f", metavar="text|md", help="md 为带全部例子的网页 / md draws all examples")
    ] = "text",
    profile: Profile = None,
    rules: Rules = None,
    output: Output = None,
    lang: Lang = None,
) -> None:
    """说明一条规则，或它对一个文件的判断 / a rule's page, or why it says so"""
    from perflint.cli import streams  # noqa: PLC0415
    from perflint.cli.choices import no_such  # noqa: PLC0415
    from perflint.cli.rulebook import find_rule  # noqa: PLC0415
    from perflint.errors import UsageError  # noqa: PLC0415
    from perflint.reports.rule_page import page, rule_text  # noqa: PLC0415

    settings = open_settings(context, lang=lang, profile=profile, rules=rules)
    if report not in PAGE_FORMATS:
        raise UsageError(no_such("--format", report, PAGE_FORMATS))
    found = find_rule(rule, settings)
    if on is None:
        streams.write_result(page(found, rule_text(found), settings.language, drawn=report == "md"), output)
        return
    streams.keep_inputs(output, [str(on)])
    text, reached = _on(found, on, settings)
    if text:
        streams.write_result(text, output)
    raise typer.Exit(reached)


def _on(rule: "Rule", path: Path, settings: Settings) -> tuple[str, int]:
    """The judging of every form of a file, or of the files of an archive, and the exit status; "" without any form."""
    from perflint import pipeline  # noqa: PLC0415
    from perflint.cli import status, streams  # noqa: PLC0415
    from perflint.engine.explaining import explain as steps_of  # noqa: PLC0415
    from perflint.language import Bilingual  # noqa: PLC0415
    from perflint.reports.closing import troubles  # noqa: PLC0415
    from perflint.reports.explanation import explanation_text  # noqa: PLC0415
    from perflint.reports.rule_page import rule_text  # noqa: PLC0415

    result = pipeline.parse_all(path)
    forms = [form for document in result.documents for form in document.forms]
    reached = status.NOT_JUDGED if result.failures else status.CLEAN if forms else status.NO_FORM
    for line in troubles(result, settings.language) if result.failures else ():
        streams.say(line)
    if reached == status.NO_FORM:
        said = Bilingual(f"{path}: 没有找到绩效表。", f"{path}: no form was found.")
        streams.say(said.pick(settings.language))
    declared = rule_text(rule)
    steps = [steps_of(rule, declared, form) for form in forms]
    return explanation_text(rule, steps, settings.language) if forms else "", reached
