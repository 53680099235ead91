"""Waivers and baselines on the command line: what counts, what is said, and what is written where."""

import json
from pathlib import Path

from perflint.acceptance.baseline_file import load_baseline
from tests.cli.scene import BROKEN, OWN, Perflint

WAIVER = """\
waivers:
  - rule: MY001
    project: 图书采购
    reason: 已批准
    approver: 财务科
    expires: {expires}
"""
AGAINST = "与基线相比：新增 {}，已改 {}，仍在 {}\n"


def fingerprint_of(perflint: Perflint, path: str) -> str:
    """The fingerprint of the only finding of a form."""
    (finding,) = json.loads(perflint("check", path, *OWN, "--format", "json").out)["findings"]
    return str(finding["fingerprint"])


def test_a_baseline_takes_old_findings_out_of_the_count(folder: Path, perflint: Perflint) -> None:
    """Written once, it makes the same run pass, shows nothing, and says that the finding is still there."""
    written = perflint("check", "broken.yaml", *OWN, "--write-baseline", "base.jsonl")
    assert (written.status, written.err.splitlines()[-1]) == (
        0,
        "已写入基线 base.jsonl：1 处问题；以后用 --baseline base.jsonl 只看新增的。",
    )
    assert "MY001" in written.out
    again = perflint("check", "broken.yaml", *OWN, "--baseline", "base.jsonl")
    assert (again.status, again.out) == (0, "")
    assert again.err == (
        "1 个文件，1 张表：错误 0，警告 0，提示 0，规则未判断 0\n" + AGAINST.format(0, 0, 1) + "没有新的问题。\n"
    )


def test_what_is_new_counts(folder: Path, perflint: Perflint) -> None:
    """A second row above its weight is new and fails the run; a mended one is said to be fixed."""
    perflint("check", "broken.yaml", *OWN, "--write-baseline", "base.jsonl")
    (folder / "broken.yaml").write_text(BROKEN.replace('score: "40"', 'score: "41"'), encoding="utf-8")
    worse = perflint("check", "broken.yaml", *OWN, "--baseline", "base.jsonl", "--format", "plain")
    assert (worse.status, worse.out.count("MY001")) == (1, 1)
    assert AGAINST.format(1, 0, 1) in worse.err
    (folder / "broken.yaml").write_text(BROKEN.replace('score: "61"', 'score: "60"'), encoding="utf-8")
    better = perflint("check", "broken.yaml", *OWN, "--baseline", "base.jsonl")
    assert (better.status, AGAINST.format(0, 1, 0) in better.err) == (0, True)


def test_a_file_that_cannot_be_read_is_not_fixed(folder: Path, perflint: Perflint) -> None:
    """The run ends with 4, and the entry is one that could not be told."""
    perflint("check", "broken.yaml", *OWN, "--write-baseline", "base.jsonl")
    (folder / "broken.yaml").write_bytes(b"")
    run = perflint("check", "broken.yaml", *OWN, "--baseline", "base.jsonl")
    assert run.status == 4
    assert "与基线相比：新增 0，已改 0，仍在 0；另有 1 处本次无法判断" in run.err


def test_writing_over_the_compared_baseline_keeps_what_was_not_seen(folder: Path, perflint: Perflint) -> None:
    """A run over one file of two renews its own entries and leaves those of the other alone."""
    (folder / "other.yaml").write_text(BROKEN.replace("图书采购", "道路养护"), encoding="utf-8")
    perflint("check", "broken.yaml", "other.yaml", *OWN, "--write-baseline", "base.jsonl")
    options = ("--baseline", "base.jsonl", "--write-baseline", "base.jsonl")
    assert perflint("check", "other.yaml", *OWN, *options).status == 0
    kept = load_baseline(folder / "base.jsonl").entries.values()
    assert sorted(entry.project for entry in kept) == ["图书采购", "道路养护"]


def test_a_damaged_or_missing_baseline_is_a_mistake(folder: Path, perflint: Perflint) -> None:
    """Exit 2 and the file by name; never an empty baseline."""
    (folder / "base.jsonl").write_text("", encoding="utf-8")
    for name, said in (
        ("base.jsonl", "base.jsonl:1:1: 基线文件有误"),
        ("nowhere.jsonl", "nowhere.jsonl: 没有这个基线文件。"),
    ):
        run = perflint("check", "broken.yaml", *OWN, "--baseline", name)
        assert (run.status, run.out, run.err.startswith(said)) == (2, "", True)


def test_a_baseline_is_never_written_over_a_form(folder: Path, perflint: Perflint) -> None:
    """--write-baseline with the name of an input is refused and the input stays."""
    run = perflint("check", "broken.yaml", *OWN, "--write-baseline", "broken.yaml")
    assert (run.status, (folder / "broken.yaml").read_text(encoding="utf-8")) == (2, BROKEN)
    assert run.err.startswith("--write-baseline 指向的“broken.yaml”本身就是输入文件")


def test_the_usual_waiver_file_is_found(folder: Path, perflint: Perflint) -> None:
    """perflint-waivers.yaml in the folder holds without being named; folders do not take it for a form."""
    (folder / "perflint-waivers.yaml").write_text(WAIVER.format(expires="2999-12-31"), encoding="utf-8")
    run = perflint("check", "broken.yaml", *OWN)
    assert (run.status, run.out) == (0, "")
    assert run.err == "1 个文件，1 张表：错误 0，警告 0，提示 0，规则未判断 0，豁免 1\n没有新的问题。\n"
    assert "perflint-waivers.yaml" not in perflint("check", ".", *OWN).err


def test_a_waiver_that_is_over(folder: Path, perflint: Perflint) -> None:
    """The finding fails the run again, and a warning at the entry says why."""
    (folder / "ours.yaml").write_text(WAIVER.format(expires="2020-12-31"), encoding="utf-8")
    run = perflint("check", "broken.yaml", *OWN, "--waivers", "ours.yaml", "--format", "plain")
    assert run.status == 1
    assert run.out.splitlines()[-1] == (
        "ours.yaml:2:5: warning PFW01 waiver-expired: 豁免已于 2020-12-31 到期，它豁免的 1 处问题重新计入"
    )
    assert run.err.endswith("规则说明：perflint explain MY001\n")


def test_nothing_left_but_the_waiver_file(folder: Path, perflint: Perflint) -> None:
    """Where the form is mended, the console report shows the waiver file alone and says what to do."""
    (folder / "perflint-waivers.yaml").write_text(WAIVER.format(expires="2999-12-31"), encoding="utf-8")
    (folder / "broken.yaml").write_text(BROKEN.replace('score: "61"', 'score: "60"'), encoding="utf-8")
    run = perflint("check", "broken.yaml", *OWN)
    assert (run.status, "PFW02" in run.out, run.err.endswith("请整理豁免文件。\n")) == (0, True, True)


def test_waivers_with_mistakes_stop_the_run(folder: Path, perflint: Perflint) -> None:
    """A waiver file with mistakes is exit 2; nothing is waived by half a file."""
    (folder / "perflint-waivers.yaml").write_text("waivers:\n  - {rule: MY001}\n", encoding="utf-8")
    run = perflint("check", "broken.yaml", *OWN)
    assert (run.status, run.out) == (2, "")
    assert run.err.startswith("perflint-waivers.yaml:2:5: 缺少键 reason")


WAIVE = ("--in", "broken.yaml", "--rules", "own/error.rule.yaml", "--reason", "已批准", "--approver", "财务科")


def test_waive_writes_an_entry_that_holds(folder: Path, perflint: Perflint) -> None:
    """The entry names rule, project, year and row for people, and the next run accepts the finding."""
    fingerprint = fingerprint_of(perflint, "broken.yaml")
    run = perflint("waive", fingerprint, *WAIVE, "--expires", "2999-12-31")
    assert (run.status, run.out, run.err) == (0, "", "已在 perflint-waivers.yaml 中写入 1 条豁免。\n")
    assert (folder / "perflint-waivers.yaml").read_text(encoding="utf-8").splitlines()[1:] == [
        "waivers:",
        "  - rule: MY001",
        "    project: 图书采购",
        "    year: 2022",
        "    indicator: 购置数量",
        f"    fingerprint: {fingerprint}",
        "    reason: 已批准",
        "    approver: 财务科",
        "    expires: 2999-12-31",
    ]
    assert perflint("check", "broken.yaml", *OWN).status == 0


def test_waive_refuses_what_it_cannot_stand_for(folder: Path, perflint: Perflint) -> None:
    """No such finding, a blank reason, a day that is none, an entry that is there: exit 2 and the file unchanged."""
    fingerprint = fingerprint_of(perflint, "broken.yaml")
    assert perflint("waive", fingerprint, *WAIVE).err.endswith("没有写明期限，豁免将一直有效；建议加 --expires。\n")
    before = (folder / "perflint-waivers.yaml").read_text(encoding="utf-8")
    for arguments, said in (
        ((fingerprint[:-1] + "x", *WAIVE), f"是否指 {fingerprint}？"),
        ((fingerprint, *WAIVE[:-1], " "), "--reason 与 --approver 都要写明"),
        ((fingerprint, *WAIVE, "--expires", "2026-02-30"), "不是日期"),
        ((fingerprint, *WAIVE), "perflint-waivers.yaml:3:5: 指纹为"),
    ):
        run = perflint("waive", *arguments)
        assert (run.status, said in run.err) == (2, True), run.err
        assert (folder / "perflint-waivers.yaml").read_text(encoding="utf-8") == before


def test_waive_names_the_entry_that_is_there(folder: Path, perflint: Perflint) -> None:
    """A finding that is waived already is told with the line of its entry, whether the entry holds still or is over."""
    fingerprint = fingerprint_of(perflint, "broken.yaml")
    file = folder / "perflint-waivers.yaml"
    for entry, waives in (
        (f"{{fingerprint: {fingerprint}, reason: 甲, approver: 乙}}", True),
        (f"{{fingerprint: {fingerprint}, reason: 甲, approver: 乙, expires: 2020-12-31}}", True),
        ("{rule: MY001, project: 图书采购, reason: 甲, approver: 乙, expires: 2999-12-31}", True),
        ("{rule: MY001, project: 图书采购, reason: 甲, approver: 乙, expires: 2020-12-31}", False),
        ("{rule: MY001, project: 别的项目, reason: 甲, approver: 乙}", False),
    ):
        file.write_text(f"waivers:\n  # 已批准的\n  - {entry}\n", encoding="utf-8")
        run = perflint("waive", fingerprint, *WAIVE, "--lang", "en")
        told = run.err.startswith(f"perflint-waivers.yaml:3:5: This entry waives {fingerprint} already (乙: 甲")
        assert (run.status == 2, told) == (waives, waives), run.err


def test_configuration_names_both_files(folder: Path, perflint: Perflint) -> None:
    """`waivers` and `baseline` of the configuration are read from its own folder, and must be there."""
    perflint("check", "broken.yaml", *OWN, "--write-baseline", "base.jsonl")
    (folder / "perflint.yaml").write_text("baseline: base.jsonl\nwaivers: none.yaml\n", encoding="utf-8")
    run = perflint("check", "broken.yaml", *OWN)
    assert (run.status, ":2:1: 没有“none.yaml”这个豁免文件。" in run.err) == (2, True)
    (folder / "perflint.yaml").write_text("baseline: base.jsonl\n", encoding="utf-8")
    assert perflint("check", "broken.yaml", *OWN).status == 0
