"""`perflint test-rules`: run the examples inside rule files, and look at what they leave open."""

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
    strict: Annotated[
        bool, typer.Option("--strict", help="有不整齐之处也算不通过 / what is untidy fails, too")
    ] = False,
    suggest: Annotated[
        bool, typer.Option("--suggest", help="给出可以补充的例子 / print examples that the rules lack")
    ] = False,
    output: Output = None,
    quiet: Quiet = False,
    lang: Lang = None,
) -> None:
    """运行规则自带的例子，并指出不整齐之处 / run the examples in rules"""
    from perflint.cli import status, streams  # noqa: PLC0415
    from perflint.cli.rule_files import rules_of  # noqa: PLC0415
    from perflint.engine.examples import run_examples as results_of  # noqa: PLC0415
    from perflint.engine.tidiness import review  # noqa: PLC0415
    from perflint.reports.example_report import bad_examples, broken_rules, examples_closing  # noqa: PLC0415
    from perflint.reports.suggested_examples import suggested_examples  # noqa: PLC0415

    settings = open_settings(context, lang=lang)
    language = settings.language
    rules, untidy = rules_of(paths or [])
    tested = [(rule, list(results_of([rule]))) for rule in rules]
    results = [result for _, given in tested for result in given]
    # Of a rule whose examples do not hold nothing more can be learnt from them.
    sound = [rule for rule, given in tested if all(result.good for result in given)]
    reviews = [review(rule, suggest=suggest) for rule in sound]
    untidy += [mistake for one in reviews for mistake in one.untidy]
    broken = broken_rules(reviews, language)
    told = "".join(f"{mistake.describe(language)}\n" for mistake in untidy)
    text = bad_examples(results, language) + broken + (told if strict else "")
    streams.write_result(text + (suggested_examples(reviews, language) if suggest else ""), output)
    if not quiet:
        if told and not strict:
            streams.say(told.rstrip("\n"))
        streams.say(examples_closing(results, reviews, len(rules), len(untidy), language))
    raise typer.Exit(status.FINDINGS if len(sound) < len(rules) or broken or (strict and untidy) else status.CLEAN)
