"""New entries of a waiver file leave everything as it stands there."""

import datetime as dt

from perflint.acceptance.waiver_writing import append_entries, entries_for
from tests.acceptance.scene import form, judged, waivers

OLD = """\
# 豁免清单（每年清理一次）

waivers:
# 水务
- rule: PF301        # 得分
  project: "河道清淤"
  reason: '经会议同意'
  approver: 财务科
"""


def test_a_new_file() -> None:
    """An empty text becomes a file with its heading and the entries; days are written without quotes."""
    findings = list(judged(form("11")).findings)
    text = append_entries("", entries_for(findings, reason="已批准", approver="财务科", expires=dt.date(2026, 12, 31)))
    assert text == (
        "# 豁免：哪张表的哪个问题、为什么、谁批准、到哪天为止。格式见 perflint schema waivers。\n"
        "waivers:\n"
        "  - rule: PF301\n"
        "    project: 河道清淤\n"
        "    year: 2022\n"
        "    indicator: 指标甲\n"
        f"    fingerprint: {findings[0].fingerprint}\n"
        "    reason: 已批准\n"
        "    approver: 财务科\n"
        "    expires: 2026-12-31\n"
    )
    assert [one.expires for one in waivers(text).waivers] == [dt.date(2026, 12, 31)]


def test_what_stands_there_stays() -> None:
    """Comments, order, quotes, indentation of the old entries are kept; the new one comes last, indented alike."""
    text = append_entries(OLD, [{"rule": "PF302", "project": "道路", "reason": "甲", "approver": "乙"}])
    assert text == OLD + "- rule: PF302\n  project: 道路\n  reason: 甲\n  approver: 乙\n"


def test_a_file_of_comments() -> None:
    """The comment of a file that was begun stays at its top."""
    text = append_entries("# 还没有豁免\n", [{"rule": "PF302", "project": "道路", "reason": "甲", "approver": "乙"}])
    assert text.startswith("# 还没有豁免\nwaivers:\n")
    assert len(waivers(text).waivers) == 1


def test_words_that_yaml_would_take_for_something_else() -> None:
    """A reason that looks like a number, a colon or a comment is read back as it was said."""
    for reason in ("12", "见: 批复", "# 号文", "true", "2026-01-01", "两行\n理由", "'引号'"):
        text = append_entries("", [{"rule": "PF302", "project": "道路", "reason": reason, "approver": "乙"}])
        assert [one.reason for one in waivers(text).waivers] == [reason]


def test_one_entry_for_one_fingerprint() -> None:
    """Two findings that nothing tells apart are waived by one entry."""
    findings = [*judged(form("11")).findings, *judged(form("11", path="又.xlsx")).findings]
    assert len(entries_for(findings, reason="甲", approver="乙", expires=None)) == 1
