"""What a baseline takes out of the count, and which of its entries are fixed, still there, or not to be told."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from perflint.acceptance.baseline_file import load_baseline, read_baseline, write_baseline
from perflint.acceptance.settling import Accepted, accept
from perflint.errors import RuleFileError, UsageError
from perflint.result import BaselineReport, CheckResult
from tests.acceptance.scene import TODAY, entry, form, judged, only, waivers, where

HEAD = '{"perflint_baseline":1}\n'
PATH = Path("base.jsonl")
LINE = (
    '{"code":"PF301","rule":"score-above-weight","kind":"project_self_evaluation","fingerprint":"0123456789abcdef"}\n'
)


def against(old: CheckResult, new: CheckResult) -> CheckResult:
    """The new run compared with the baseline that the old one writes."""
    return accept(new, Accepted(today=TODAY, baseline=read_baseline(write_baseline(old), PATH)))


def balance(result: CheckResult) -> tuple[int, int, int, int]:
    """New, still there, fixed, unseen."""
    report = result.acceptance.baseline
    assert isinstance(report, BaselineReport)
    fixed, unseen = (sum(one.count for one in entries) for entries in (report.fixed, report.unseen))
    return report.new, report.still, fixed, unseen


def test_the_file_is_one_line_a_finding() -> None:
    """Sorted by form, rule and row, words for people, no place, no file name, no figure of the form."""
    result = judged(form("10", "11", project="乙"), form("12", "11", project="甲", unit="", year=""))
    prints = {one.indicator: one.fingerprint for one in result.findings if one.form.project == "甲"}
    (last,) = [one.fingerprint for one in result.findings if one.form.project == "乙"]
    kind = '"code":"PF301","rule":"score-above-weight","kind":"project_self_evaluation"'
    assert write_baseline(result) == (
        f'{HEAD}{{{kind},"year":2022,"project":"乙","unit":"甲市水务局","indicator":"指标乙","fingerprint":"{last}"}}\n'
        f'{{{kind},"project":"甲","indicator":"指标乙","fingerprint":"{prints["指标乙"]}"}}\n'
        f'{{{kind},"project":"甲","indicator":"指标甲","fingerprint":"{prints["指标甲"]}"}}\n'
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([form("11")], [form("11")], (0, 1, 0, 0)),
        ([form("11", "10")], [form("11", "12")], (1, 1, 0, 0)),
        ([form("11", "12")], [form("10", "12")], (0, 1, 1, 0)),
        ([form("11")], [form("10")], (0, 0, 1, 0)),
        ([form("11")], [form("11", path="改名后.docx")], (0, 1, 0, 0)),
        ([form("11"), form("12", project="道路")], [form("11")], (0, 1, 0, 1)),
        ([form("11")], [], (0, 0, 0, 1)),
        ([form("11")], [form("10", complete=False, lacks=["rows"])], (0, 0, 0, 1)),
        ([form("11")], [form("优")], (0, 0, 0, 1)),
        ([form("11"), form("11", path="又.xlsx")], [form("11"), form("11", path="又.xlsx")], (0, 2, 0, 0)),
        ([form("11")], [form("11"), form("11", path="又.xlsx")], (1, 1, 0, 0)),
        ([form("11"), form("11", path="又.xlsx")], [form("11"), form("10", path="又.xlsx")], (0, 1, 1, 0)),
        ([form("11", year=2021)], [form("11")], (1, 0, 0, 1)),
    ],
    ids=[
        "still there", "one new", "one fixed", "all fixed", "renamed file", "another form not in this run",
        "nothing in this run", "part of the form", "not evaluated", "same finding twice", "one of two new",
        "one of two fixed", "next year's form",
    ],
)  # fmt: skip
def test_new_fixed_and_still_there(old: list[Any], new: list[Any], expected: tuple[int, int, int, int]) -> None:
    """Worked out by hand from which rows are above their 10 points, before and now."""
    assert balance(against(judged(*old), judged(*new))) == expected


def test_only_new_findings_count() -> None:
    """The counts, the findings and the form speak of what is new; what is known stands apart."""
    result = against(judged(form("11", "10")), judged(form("11", "12")))
    assert where(result.findings) == [("PF301", "指标乙")]
    assert where(only(result).known) == [("PF301", "指标甲")]
    counts = result.counts()
    assert (counts.error, counts.known) == (1, 1)


def test_a_rule_that_did_not_run_has_fixed_nothing() -> None:
    """An entry of a rule that this run left out is not told."""
    baseline = read_baseline(HEAD + LINE.replace("PF301", "PF999"), PATH)
    result = accept(judged(form("10")), Accepted(today=TODAY, baseline=baseline))
    assert balance(result) == (0, 0, 0, 1)


def test_rows_that_changed_places() -> None:
    """The same rows in another order are the same findings."""
    old = judged(form("11", "10", "12"))
    moved = form("11", "10", "12")
    moved = msgspec.structs.replace(moved, indicators=moved.indicators[::-1])
    assert balance(against(old, judged(moved))) == (0, 2, 0, 0)


def test_what_is_waived_is_neither_new_nor_fixed() -> None:
    """A finding of the baseline that a waiver accepts now was not mended; nor is it written to a new baseline."""
    old = judged(form("11"))
    accepted = Accepted(
        today=TODAY,
        waivers=waivers(entry(rule="PF301", project="河道清淤")),
        baseline=read_baseline(write_baseline(old), PATH),
    )
    result = accept(judged(form("11")), accepted)
    assert balance(result) == (0, 0, 0, 0)
    assert write_baseline(result) == HEAD


def test_known_findings_are_written_again() -> None:
    """A baseline that a compared run writes has the known findings, the new ones, and what the run could not tell."""
    result = against(judged(form("11"), form("12", project="道路")), judged(form("11", "12")))
    report = result.acceptance.baseline
    assert report is not None
    again = read_baseline(write_baseline(result, report.unseen), PATH)
    assert sorted((one.project, one.indicator) for one in again.entries.values()) == [
        ("河道清淤", "指标乙"),
        ("河道清淤", "指标甲"),
        ("道路", "指标甲"),
    ]


def test_lines_that_a_merge_has_doubled_count_once() -> None:
    """Two branches that wrote the same line, one with a higher count: the higher one holds."""
    text = HEAD + LINE + LINE + LINE.replace("}", ',"count":2}') + LINE
    assert [entry.count for entry in read_baseline(text, PATH).entries.values()] == [2]


@pytest.mark.parametrize(
    ("text", "described"),
    [
        ("", "base.jsonl:1:1: 基线文件有误：第一行应为 {\"perflint_baseline\":1}。"),
        (LINE, "base.jsonl:1:1: 基线文件有误：第一行应为"),
        ('{"perflint_baseline":2}\n', "base.jsonl:1:1: 基线文件有误：是第 2 版的基线，此版本只认第 1 版。"),
        (HEAD + LINE + LINE[:40], "base.jsonl:3:1: 基线文件有误：这一行不完整或被改坏"),
        (HEAD + LINE.replace("code", "kode"), "base.jsonl:2:1: 基线文件有误：这一行不完整或被改坏"),
        (HEAD + LINE.replace("abcdef", "abcdeg"), "base.jsonl:2:1: 基线文件有误：指纹应为 16 位十六进制"),
        (HEAD + LINE.replace("}", ',"count":0}'), "base.jsonl:2:1: 基线文件有误：指纹应为 16 位十六进制"),
        (HEAD + "<<<<<<< HEAD\n" + LINE, "base.jsonl:2:1: 基线文件有误：git 合并的冲突还没有解决。"),
    ],
    ids=["empty", "no head", "version", "cut", "key", "fingerprint", "count", "conflict"],
)  # fmt: skip
def test_damage_is_refused(text: str, described: str) -> None:
    """A damaged baseline is never taken for an empty one: it is named with its line."""
    with pytest.raises(RuleFileError) as caught:
        read_baseline(text, PATH)
    assert caught.value.describe("zh").startswith(described)
    assert "请从版本库取回，或用 --write-baseline 重写。" in caught.value.describe("zh")


def test_no_file_and_no_text(tmp_path: Path) -> None:
    """A missing file, a folder and bytes that are no text are each said as such."""
    for path in (tmp_path / "nowhere.jsonl", tmp_path):
        with pytest.raises(UsageError, match="no such baseline file"):
            load_baseline(path)
    (tmp_path / "b.jsonl").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RuleFileError, match="not UTF-8"):
        load_baseline(tmp_path / "b.jsonl")
