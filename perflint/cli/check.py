"""`perflint check`: read, recognise, judge, report."""

from pathlib import Path
from typing import Annotated

import typer

from perflint.cli.annotate import Annotate
from perflint.cli.fix import Diff, Fix, FixDir, InPlace, UnsafeFixes
from perflint.cli.session import (
    AllowNoForm,
    Baseline,
    ChangedSince,
    ExitZero,
    Ignore,
    Lang,
    Output,
    Profile,
    Quiet,
    Rules,
    Select,
    Waivers,
    open_settings,
)


def check(
    context: typer.Context,
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH…]",
            help="文件、文件夹、通配符，- 为标准输入；不写为当前文件夹 / files, folders, globs, -; else here",
        ),
    ] = None,
    *,
    select: Select = None,
    ignore: Ignore = None,
    profile: Profile = None,
    rules: Rules = None,
    waivers: Waivers = None,
    baseline: Baseline = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="把本次的问题写成基线文件 / write the findings of this run as a baseline"),
    ] = None,
    fail_on: Annotated[
        str | None,
        typer.Option(
            metavar="error|warning|info|never", help="达到此级别时退出码为 1，默认 error / exit 1 from this severity on"
        ),
    ] = None,
    exit_zero: ExitZero = False,
    allow_no_form: AllowNoForm = False,
    changed_since: ChangedSince = None,
    report: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            "-f",
            metavar="NAME[:FILE]",
            help="输出格式，可多次：rich, plain, json, jsonl, sarif, junit, github, gitlab, csv, xlsx, markdown, html"
            " / format of the result, several in one run",
        ),
    ] = None,
    output: Output = None,
    annotate: Annotate = None,
    fix: Fix = False,
    unsafe_fixes: UnsafeFixes = False,
    diff: Diff = False,
    in_place: InPlace = False,
    fix_dir: FixDir = None,
    quiet: Quiet = False,
    verbose: Annotated[
        bool,
        typer.Option("--verbose", "-v", help="也列出无问题的表与读取说明（rich、plain） / clean forms and notices too"),
    ] = False,
    statistics: Annotated[
        bool, typer.Option("--statistics", help="末尾按规则计数 / counts by rule at the end")
    ] = False,
    watch: Annotated[bool, typer.Option("--watch", help="文件一改就重查 / check again at every change")] = False,
    lang: Lang = None,
) -> None:
    """核对绩效自评表 / check forms"""
    from functools import partial  # noqa: PLC0415
    from itertools import chain  # noqa: PLC0415
    from pathlib import Path  # noqa: PLC0415

    from perflint import pipeline  # noqa: PLC0415
    from perflint.cli import acceptances, gates, own_files, progress, rulebook, status, streams  # noqa: PLC0415
    from perflint.cli.copying import Copying  # noqa: PLC0415
    from perflint.cli.destinations import destinations, write_reports  # noqa: PLC0415
    from perflint.cli.environment import line_width  # noqa: PLC0415
    from perflint.cli.fix import wanted  # noqa: PLC0415
    from perflint.documents import endings_passed_over  # noqa: PLC0415
    from perflint.reports.closing import closing, notices, passed_over, troubles, written  # noqa: PLC0415
    from perflint.reports.interface import DRAWING_FORMATS, View  # noqa: PLC0415
    from perflint.reports.statistics import statistics as by_rule  # noqa: PLC0415

    gates.one_threshold(fail_on, exit_zero=exit_zero)
    settings = open_settings(
        context,
        lang=lang,
        select=select,
        ignore=ignore,
        profile=profile,
        rules=rules,
        fail_on="never" if exit_zero else fail_on,
        reports=report,
        waivers=waivers,
        baseline=baseline,
    )
    if watch:
        raise typer.Exit(gates.watch_inputs(context, check, settings))
    paths = paths or gates.this_folder(settings.language, quiet=quiet)
    asked = wanted(fix=fix, unsafe=unsafe_fixes, diff=diff, in_place=in_place, folder=fix_dir)
    copying = Copying(annotate, asked, settings.language)
    inputs = copying.inputs(
        own_files.without_own(pipeline.find(paths), paths, settings, (output, write_baseline)), paths
    )
    if changed_since is not None:
        inputs = gates.changed(inputs, changed_since, settings.language)
    named = [path for path in inputs if isinstance(path, str)]
    targets = destinations(settings.formats, output, [*named, *own_files.kept(settings)])
    streams.keep_inputs(write_baseline, named, option="--write-baseline")
    chosen = rulebook.choice_for_forms(settings)
    accepted = acceptances.accepted_by(settings, chosen)
    with progress.watched(inputs, quiet=quiet, language=settings.language) as watched:
        drawn = any(target.format in DRAWING_FORMATS for target in targets)
        each = pipeline.check_each(watched, chosen, accepted=accepted, keep_forms=False, keep_documents=drawn)
        result = copying.fixed(pipeline.collect(each, accepted), named, chosen, accepted)
    formless = allow_no_form or (changed_since is not None and not inputs)
    check_status = partial(status.check_status, fail_on=settings.fail_on, allow_no_form=formless)
    view = View(
        language=settings.language,
        width=line_width(),
        verbose=verbose,
        rules=tuple(chosen.usual),
        fail_on=settings.fail_on,
        # With a baseline yet to be written it is not known.
        exit_code=copying.status(check_status(result)) if write_baseline is None else None,
        base=str(Path.cwd()),
    )
    files = write_reports(result, view, targets, output, instead=copying.difference)
    said = troubles(result, settings.language)
    if not quiet:
        left_out = passed_over(endings_passed_over(paths), settings.language)
        reports = written(files, settings.language)
        said = chain(said, notices(result, settings.language), left_out, reports, closing(result, settings.language))
    if statistics:
        said = chain(said, by_rule(result, settings.language, chosen.usual))
    for line in said:
        streams.say(line)
    for line in copying.lines(result, named, quiet=quiet):
        streams.say(line)
    if write_baseline is not None:
        result = acceptances.keep_baseline(result, write_baseline, settings)
    raise typer.Exit(copying.status(check_status(result)))
