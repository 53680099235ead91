"""What the settings accept before a run, and the baseline that a run writes."""

from pathlib import Path
from typing import TYPE_CHECKING

from perflint.cli import streams
from perflint.cli.session import Settings
from perflint.errors import UsageError
from perflint.language import Bilingual

if TYPE_CHECKING:
    from perflint.acceptance.settling import Accepted
    from perflint.choosing import RuleChoice
    from perflint.result import CheckResult

WAIVER_NAME = "perflint-waivers.yaml"


def waiver_path(settings: Settings) -> Path:
    """The waiver file that the settings name, else the usual one beside the configuration (or in this folder)."""
    return settings.waivers if settings.waivers is not None else settings.folder / WAIVER_NAME


def accepted_by(settings: Settings, rules: "RuleChoice") -> "Accepted | None":
    """What the settings accept; None where there is nothing. Raises UsageError and RuleFileError."""
    from perflint import pipeline  # noqa: PLC0415

    waivers = waiver_path(settings)
    named = settings.waivers is not None or waivers.is_file()
    return pipeline.choose_accepted(rules, waivers=waivers if named else None, baseline=settings.baseline)


def keep_baseline(result: "CheckResult", path: Path, settings: Settings) -> "CheckResult":
    """Write the run's findings as a baseline, and give the run as this baseline sees it: without new findings.

    Entries of the baseline that the run was compared with, and of which it could not tell, stay in.
    Raises UsageError if the file cannot be written.
    """
    import datetime as dt  # noqa: PLC0415

    from perflint.acceptance.baseline_file import read_baseline, write_baseline  # noqa: PLC0415
    from perflint.acceptance.settling import Accepted, accept  # noqa: PLC0415

    report = result.acceptance.baseline
    text = write_baseline(result, report.unseen if report is not None else ())
    streams.write_whole(text, path, option="--write-baseline")
    baseline = read_baseline(text, path)
    number = sum(entry.count for entry in baseline.entries.values())
    said = Bilingual(
        f"已写入基线 {path}：{number} 处问题；以后用 --baseline {path} 只看新增的。",
        f"Baseline {path} written, findings: {number}; --baseline {path} shows what is new.",
    )
    streams.say(said.pick(settings.language))
    kept = accept(result, Accepted(today=dt.date.min, baseline=baseline))
    acceptance = result.acceptance
    return type(result)(kept.documents, kept.failures, acceptance)


def need_waivers(settings: Settings) -> Path:
    """The waiver file that a new entry goes to; raises UsageError where its folder is missing."""
    path = waiver_path(settings)
    if not path.parent.is_dir():
        raise UsageError(Bilingual("没有这个文件夹。", "There is no such folder."), path=str(path.parent))
    return path
