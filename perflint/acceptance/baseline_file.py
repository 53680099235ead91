"""The baseline: the findings of an earlier run, one line of JSON each, so that git merges and people review it by line.

    {"perflint_baseline":1}
    {"code":"PF101","rule":"total-score-sum","kind":"project_self_evaluation","year":2022,"project":"…","fingerprint":"…"}

Lines are sorted by form, rule and indicator; an entry that a merge has doubled counts once. A file that is damaged is
refused with its line: read as empty, it would turn every old finding into a new one, or hide that it was cut.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec

from perflint.errors import Mistake, RuleFileError, UsageError
from perflint.language import Bilingual
from perflint.result import BaselineEntry, CheckResult

VERSION = 1
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
_HEX = frozenset("0123456789abcdef")


class Head(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The first line: what the file is."""

    perflint_baseline: int


class Line(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """An entry as written; its members in this order."""

    code: str
    rule: str
    kind: str
    year: int | None = None
    project: str = ""
    unit: str = ""
    indicator: str = ""
    fingerprint: str
    count: int = 1


class Baseline(msgspec.Struct, frozen=True):
    """A baseline as read, by fingerprint."""

    path: str
    entries: dict[str, BaselineEntry]


def load_baseline(path: Path) -> Baseline:
    """The baseline in a file; raises UsageError where there is none, RuleFileError where it is damaged."""
    if not path.is_file():
        raise UsageError(
            Bilingual("没有这个基线文件。", "There is no such baseline file."),
            path=str(path),
            remedy=Bilingual("先用 --write-baseline 写一份。", "Write one with --write-baseline first."),
        )
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise UsageError(
            Bilingual(f"基线文件读不了：{why}。", f"The baseline cannot be read: {why}."), path=str(path)
        ) from error
    except UnicodeDecodeError as error:
        raise _damaged(path, 1, "", Bilingual("不是 UTF-8 文本", "it is not UTF-8 text")) from error
    return read_baseline(text, path)


def read_baseline(text: str, path: Path) -> Baseline:
    """The baseline that `text` holds; raises RuleFileError where it is damaged."""
    entries: dict[str, BaselineEntry] = {}
    lines = text.split("\n")
    _check_head(lines[0], path)
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        entry = _entry(line, number, path)
        former = entries.get(entry.fingerprint)
        if former is None or former.count < entry.count:
            entries[entry.fingerprint] = entry
    return Baseline(str(path), entries)


def write_baseline(result: CheckResult, former: Iterable[BaselineEntry] = ()) -> str:
    """The text of a baseline with every finding of a run that nobody has waived, and the entries of `former`.

    These are the ones of an older baseline of which the run could not tell (`BaselineReport.unseen`).
    """
    entries = {entry.fingerprint: entry for entry in former}
    found = [finding for form in result.forms for finding in (*form.findings, *form.known)]
    counts = Counter(finding.fingerprint for finding in found)
    for finding in found:
        form = finding.form
        entries[finding.fingerprint] = BaselineEntry(
            fingerprint=finding.fingerprint,
            count=counts[finding.fingerprint],
            code=finding.code,
            rule=finding.rule,
            kind=form.kind,
            year=form.year,
            project=form.project,
            unit=form.unit,
            indicator=finding.indicator or "",
        )
    return "".join(f"{line}\n" for line in _lines(entries.values()))


def _lines(entries: Iterable[BaselineEntry]) -> Iterator[str]:
    yield msgspec.json.encode(Head(VERSION)).decode()
    for entry in sorted(entries, key=_order):
        yield msgspec.json.encode(Line(**msgspec.structs.asdict(entry))).decode()


def _order(entry: BaselineEntry) -> tuple[str, int, str, str, str, str]:
    return entry.project, entry.year or 0, entry.unit, entry.code, entry.indicator, entry.fingerprint


def _check_head(line: str, path: Path) -> None:
    try:
        head = msgspec.json.decode(line, type=Head)
    except msgspec.DecodeError as error:
        wanted = f'{{"perflint_baseline":{VERSION}}}'
        raise _damaged(
            path, 1, line, Bilingual(f"第一行应为 {wanted}", f"its first line should be {wanted}")
        ) from error
    if head.perflint_baseline != VERSION:
        number = head.perflint_baseline
        message = Bilingual(
            f"是第 {number} 版的基线，此版本只认第 {VERSION} 版", f"it is of version {number}, not {VERSION}"
        )
        raise _damaged(path, 1, line, message)


def _entry(line: str, number: int, path: Path) -> BaselineEntry:
    if line.startswith(_CONFLICT):
        message = Bilingual("git 合并的冲突还没有解决", "a conflict of git is not resolved")
        raise _damaged(path, number, line, message)
    try:
        read = msgspec.json.decode(line, type=Line)
    except msgspec.DecodeError as error:
        message = Bilingual(f"这一行不完整或被改坏（{error}）", f"this line is cut or broken ({error})")
        raise _damaged(path, number, line, message) from error
    if len(read.fingerprint) != 16 or not _HEX.issuperset(read.fingerprint) or read.count < 1:
        message = Bilingual(
            "指纹应为 16 位十六进制、次数至少为 1", "a fingerprint has 16 hex digits, a count is at least 1"
        )
        raise _damaged(path, number, line, message)
    return BaselineEntry(**msgspec.structs.asdict(read))


def _damaged(path: Path, line: int, text: str, what: Bilingual) -> RuleFileError:
    message = Bilingual(f"基线文件有误：{what.zh}。", f"The baseline is damaged: {what.en}.")
    remedy = Bilingual(
        "请从版本库取回，或用 --write-baseline 重写。", "Restore it, or write it again with --write-baseline."
    )
    shown = text if len(text) <= 200 else ""
    return RuleFileError([Mistake(message, path=str(path), line=line, column=1, source_line=shown, remedy=remedy)])
