"""What a waiver file may say, and how its mistakes are shown."""

import datetime as dt
from pathlib import Path

import jsonschema
import pytest

from perflint import Waiver, load_rules
from perflint.acceptance.waiver_file import WaiverFile, load_waivers, read_waivers, waiver_schema
from perflint.documents.model import Address
from perflint.engine.yamlfile import load_plain
from perflint.errors import RuleFileError, UsageError
from tests.acceptance.scene import entry, waivers

FULL = """\
# 2022 年度
waivers:
  - rule: score-above-weight      # by name
    project: 河道清淤
    year: 2022
    unit: 甲市水务局
    path: "2022/**"
    indicator: 指标甲
    reason: "  经会议同意 "
    approver: 财务科
    expires: 2026-12-31
  - fingerprint: 0123456789abcdef
    reason: 见批复
    approver: 甲市财政局
"""


def test_every_key() -> None:
    """Rules are looked up by any of their names, the day is a day, and each entry knows where it stands."""
    first = Waiver(
        reason="经会议同意",
        approver="财务科",
        expires=dt.date(2026, 12, 31),
        code="PF301",
        project="河道清淤",
        year=2022,
        unit="甲市水务局",
        paths="2022/**",
        indicator="指标甲",
        path="w.yaml",
        address=Address("line", 3, 5),
    )
    second = Waiver(
        reason="见批复",
        approver="甲市财政局",
        fingerprint="0123456789abcdef",
        path="w.yaml",
        address=Address("line", 12, 5),
    )
    assert waivers(FULL, "w.yaml") == WaiverFile("w.yaml", (first, second))


@pytest.mark.parametrize("text", ["", "# 还没有豁免\n", "waivers:\n", "waivers: []\n"])
def test_a_file_that_was_begun(text: str) -> None:
    """A file without entries waives nothing and is no mistake."""
    assert waivers(text).waivers == ()


RULE = {"rule": "PF301", "project": "甲"}
TWICE = "  - {reason: 又, approver: 丙, rule: score-above-weight, project: 甲}\n"


@pytest.mark.parametrize(
    ("text", "marked", "said"),
    [
        (entry(**RULE, reson="x"), "reson", "不认识的键 reson，是否想写 reason？"),
        ("waivers:\n  - {rule: PF301, project: 甲, approver: 乙}\n", "{rule", "缺少键 reason"),
        (entry(**{**RULE, "reason": "'  '"}), "'  '", "'  ' 写法不对，应为写明内容，不能空着"),
        (entry(rule="PF399", project="甲"), "PF399", "没有规则叫 PF399"),
        (entry(rule="score-above-wieght", project="甲"), "score-", "没有规则叫 score-above-wieght，是否想写 score-ab"),
        (entry(project="甲"), "{reason", "要写明 rule（规则）或 fingerprint（指纹）"),
        (entry(rule="PF301", year=2022), "{reason", "要写明是哪张表：project、path 或 fingerprint"),
        (entry(fingerprint="abc3"), "abc3", "'abc3' 写法不对，应为16 位的指纹（小写十六进制）"),
        (entry(**RULE, expires="2026-02-30"), "2026", "没有 2026-02-30 这一天"),
        (entry(**RULE, expires="明年"), "明年", "'明年' 写法不对，应为年-月-日，如 2026-12-31"),
        (entry(**RULE, year="二〇二二"), "二〇二二", "这里要整数，不是文字"),
        (entry(**RULE) + TWICE, "{reason: 又", "与第 1 条豁免的是同一件事"),
        ("- a\n", "- a", "这里要映射，不是列表"),
        ("waiver: []\n", "waiver", "不认识的键 waiver，是否想写 waivers？"),
        ("waivers: [,]\n", ",]", ""),
    ],
    ids=[
        "unknown key", "no reason", "blank reason", "unknown code", "unknown name", "neither rule nor fingerprint",
        "no form", "fingerprint", "no such day", "no date", "year", "twice", "list", "other top", "syntax",
    ],
)  # fmt: skip
def test_mistakes_with_their_places(text: str, marked: str, said: str) -> None:
    """Each mistake has its line and column, and says what was probably meant."""
    (number, line), *_ = [(number, line) for number, line in enumerate(text.splitlines(), 1) if marked in line]
    with pytest.raises(RuleFileError) as caught:
        waivers(text, "w.yaml")
    assert caught.value.describe("zh").startswith(f"w.yaml:{number}:{line.index(marked) + 1}: {said}")


def test_all_mistakes_at_once() -> None:
    """Two entries, two mistakes, one error."""
    text = "waivers:\n  - {rule: PF999, project: 甲, reason: 乙, approver: 丙}\n  - {reason: 乙, approver: 丙}\n"
    with pytest.raises(RuleFileError) as caught:
        waivers(text)
    assert [mistake.line for mistake in caught.value.mistakes] == [2, 3]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    """A missing file is said by name; it never counts as one without entries."""
    with pytest.raises(UsageError, match="no such waiver file"):
        load_waivers(tmp_path / "nowhere.yaml", load_rules().known)


def test_schema_takes_what_the_reader_takes() -> None:
    """The published schema accepts the full file and refuses an unknown key and a missing reason."""
    validator = jsonschema.Draft202012Validator(waiver_schema())
    assert list(validator.iter_errors(load_plain(FULL, "w.yaml"))) == []
    for text in (entry(rule="PF301", reson="x"), "waivers: [{rule: PF301, approver: 甲}]"):
        assert list(validator.iter_errors(load_plain(text, "w.yaml")))


def test_read_from_disk(tmp_path: Path) -> None:
    """A file of an editor that writes a byte order mark is read."""
    path = tmp_path / "w.yaml"
    path.write_text(FULL, encoding="utf-8-sig")
    assert load_waivers(path, load_rules().known) == read_waivers(FULL, str(path), load_rules().known)
