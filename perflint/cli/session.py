"""What a command knows before it starts: the options and the configuration, merged, and the language to speak."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import msgspec
import typer

from perflint.choosing import Layer
from perflint.cli.choices import no_such, split_list
from perflint.cli.configuration import CHOICES, Configuration, find_configuration
from perflint.cli.destinations import wrong_format
from perflint.cli.environment import locale_language
from perflint.errors import UsageError
from perflint.language import Language


class Session(msgspec.Struct):
    """One run of the command line. `language` is the locale's until options or the configuration say otherwise."""

    language: Language


class Settings(msgspec.Struct, frozen=True):
    """What holds for a command: the command line before the configuration before the defaults."""

    language: Language
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    profile: str | None
    rules: tuple[Path, ...]
    fail_on: str
    formats: tuple[str, ...]
    # The folder of the configuration, else the current one.
    folder: Path = Path()
    waivers: Path | None = None
    baseline: Path | None = None
    # What only the command line says, and what only the configuration does.
    last: Layer = Layer()
    file: Configuration = Configuration()


Lang = Annotated[
    str | None,
    typer.Option("--lang", metavar="zh|en", help="语言，默认随系统 / language, the locale's by default"),
]
Select = Annotated[
    list[str] | None,
    typer.Option(
        "--select", metavar="RULE,…", help="只用这些规则：编号、名称或系列 PF2 / only these: code, name, family"
    ),
]
Ignore = Annotated[
    list[str] | None,
    typer.Option("--ignore", metavar="RULE,…", help="不用这些规则 / leave these rules out"),
]
Profile = Annotated[
    str | None,
    typer.Option(
        "--profile",
        metavar="NAME",
        help="地区：national、hubei …，默认由表推断（auto） / region, by default guessed from the form",
    ),
]
Rules = Annotated[
    list[Path] | None,
    typer.Option("--rules", metavar="PATH", help="另加自有规则文件或文件夹 / own rules beside the built-in ones"),
]
Waivers = Annotated[
    Path | None,
    typer.Option("--waivers", metavar="FILE", help="豁免文件，默认 perflint-waivers.yaml / waiver file"),
]
Baseline = Annotated[
    Path | None,
    typer.Option("--baseline", metavar="FILE", help="基线文件：只计新增的问题 / only findings that it lacks count"),
]
ExitZero = Annotated[
    bool, typer.Option("--exit-zero", help="有问题也不算失败，同 --fail-on never / findings never fail the run")
]
AllowNoForm = Annotated[
    bool,
    typer.Option("--allow-no-form", help="没有绩效表不算失败（提交钩子用） / no form found is no failure (for hooks)"),
]
ChangedSince = Annotated[
    str | None,
    typer.Option(
        "--changed-since", metavar="REV", help="只查自 git 版本 REV 以来改过的文件 / only files changed since REV"
    ),
]
Output = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="结果写入文件 / write the result to a file"),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="不显示汇总与进度 / no summary, no progress")]


def open_settings(
    context: typer.Context,
    *,
    lang: str | None = None,
    select: Sequence[str] | None = None,
    ignore: Sequence[str] | None = None,
    profile: str | None = None,
    rules: Sequence[Path] | None = None,
    fail_on: str | None = None,
    reports: Sequence[str] | None = None,
    configured: bool = True,
    waivers: Path | None = None,
    baseline: Path | None = None,
) -> Settings:
    """The settings of a command; the session speaks their language from then on.

    Raises UsageError for a value that is no choice, RuleFileError for a configuration with mistakes.
    """
    session = context.find_object(Session) or Session(locale_language())
    if lang is not None:
        _known("--lang", lang, CHOICES["lang"])
        session.language = "en" if lang == "en" else "zh"
    # A command that makes a first configuration or rule is not stopped by a faulty one.
    file = find_configuration(Path.cwd()) if configured else Configuration()
    if lang is None and file.lang is not None:
        session.language = "en" if file.lang == "en" else "zh"
    _known("--fail-on", fail_on, CHOICES["fail-on"])
    for report in reports or ():
        if (wrong := wrong_format("--format", report)) is not None:
            raise UsageError(wrong)
    return Settings(
        language=session.language,
        select=split_list(select) if select else file.select or (),
        ignore=split_list(ignore) if ignore else file.ignore or (),
        profile=profile or file.profile,
        rules=tuple(rules or map(Path, file.rules or ())),
        fail_on=fail_on or file.fail_on or "error",
        formats=tuple(reports or file.format or ("rich",)),
        folder=_as_seen(Path(file.path).parent) if file.path else Path(),
        waivers=waivers or (Path(file.waivers) if file.waivers else None),
        baseline=baseline or (Path(file.baseline) if file.baseline else None),
        last=Layer(profile=profile, select=split_list(select or ())),
        file=file,
    )


def _as_seen(folder: Path) -> Path:
    """The folder as short as people would write it."""
    return Path() if folder == Path.cwd() else folder


def _known(option: str, value: str | None, choices: Mapping[str, object] | Sequence[str]) -> None:
    if value is not None and value not in choices:
        raise UsageError(no_such(option, value, tuple(choices)))
