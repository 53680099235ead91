"""Which findings a waiver takes out of the count, and what is said of waivers that are over or not needed."""

from typing import Any

import pytest

from perflint.acceptance.settling import Accepted, accept
from perflint.result import CheckResult
from tests.acceptance.scene import TODAY, entry, form, judged, only, waivers, where


def waived(result: CheckResult, text: str) -> CheckResult:
    """The run under a waiver file of this text."""
    return accept(result, Accepted(today=TODAY, waivers=waivers(text)))


def fingerprint(result: CheckResult, number: int = 0) -> str:
    """The fingerprint of one finding of a run."""
    return result.findings[number].fingerprint


@pytest.mark.parametrize(
    ("said", "accepts"),
    [
        ({"rule": "PF301", "project": "河道清淤"}, True),
        ({"rule": "PF301", "project": "河 道 清 淤"}, True),
        ({"rule": "PF301", "project": "河道清淤", "year": 2022, "unit": "甲市水务局", "indicator": "指标甲"}, True),
        ({"rule": "PF301", "path": "2022/*.xlsx"}, True),
        ({"rule": "PF302", "project": "河道清淤"}, False),
        ({"rule": "PF301", "project": "河道"}, False),
        ({"rule": "PF301", "project": "河道清淤", "year": 2023}, False),
        ({"rule": "PF301", "project": "河道清淤", "unit": "乙市水务局"}, False),
        ({"rule": "PF301", "project": "河道清淤", "indicator": "指标乙"}, False),
        ({"rule": "PF301", "path": "2021/**"}, False),
        ({"fingerprint": "0123456789abcdef"}, False),
    ],
    ids=str,
)
def test_what_an_entry_narrows(said: dict[str, Any], accepts: bool) -> None:
    """Every key that an entry has must fit; what it leaves out fits always."""
    result = waived(judged(form("11", "10")), entry(**said))
    checked = only(result)
    assert (len(checked.waived), len(checked.findings)) == ((1, 0) if accepts else (0, 1))
    if accepts:
        assert (checked.waived[0].waiver.reason, checked.waived[0].finding.indicator) == ("已批准", "指标甲")


def test_by_fingerprint() -> None:
    """A fingerprint names one finding of two."""
    result = judged(form("11", "12"))
    checked = only(waived(result, entry(fingerprint=fingerprint(result, 1))))
    assert (where(checked.findings), [one.finding.indicator for one in checked.waived]) == (
        [("PF301", "指标甲")],
        ["指标乙"],
    )


def test_waived_findings_leave_the_count() -> None:
    """The counts have the waived one apart, and the form is settled but not spotless."""
    result = waived(judged(form("11")), entry(rule="PF301", project="河道清淤"))
    counts = result.counts()
    assert (counts.error, counts.waived) == (0, 1)
    assert (only(result).settled, only(result).spotless, only(result).judged) == (True, False, True)
    assert not result.findings


@pytest.mark.parametrize(("day", "over"), [("2026-06-29", True), ("2026-06-30", False), ("2026-07-01", False)])
def test_the_last_day_is_included(day: str, over: bool) -> None:
    """A waiver holds on its last day; the day after, what it accepted counts again and a warning says so."""
    result = waived(judged(form("11")), entry(rule="PF301", project="河道清淤", expires=day))
    counted = [("PF301", "指标甲"), ("PFW01", "")] if over else []
    assert where(result.findings) == counted
    if over:
        notice = result.acceptance.findings[0]
        assert (notice.severity, str(notice.address), notice.form.path) == ("warning", "2:5", "perflint-waivers.yaml")
        assert notice.message.zh == "豁免已于 2026-06-29 到期，它豁免的 1 处问题重新计入"
        assert notice.message.en == "the waiver ended on 2026-06-29: 1 finding that it accepted counts again"


def test_over_and_nothing_to_accept() -> None:
    """A waiver that is over is reported where its finding is gone, too."""
    result = waived(judged(form("10")), entry(rule="PF301", project="河道清淤", expires="2025-01-01"))
    assert [finding.message.zh for finding in result.findings] == ["豁免已于 2025-01-01 到期，本次没有遇到它豁免的问题"]


UNUSED = {"rule": "PF301", "project": "河道清淤"}


@pytest.mark.parametrize(
    ("forms", "said", "unused"),
    [
        ([form("10")], UNUSED, True),
        ([form("11")], UNUSED, False),
        ([form("11")], {**UNUSED, "indicator": "指标乙"}, True),
        ([form("10", project="道路养护")], UNUSED, False),
        ([form("10", complete=False, lacks=["rows"])], UNUSED, False),
        ([form("优")], UNUSED, False),
        ([form("10")], {"rule": "PF101", "project": "河道清淤"}, False),
        ([form("10"), form("11", path="又.xlsx")], UNUSED, False),
        ([form("10")], {"rule": "PF301", "path": "2022/**"}, True),
        ([form("10")], {"fingerprint": "0123456789abcdef"}, False),
        ([form("10")], {"fingerprint": "0123456789abcdef", "project": "河道清淤"}, True),
    ],
    ids=[
        "mended", "needed", "another row", "form not in this run", "part of a form", "not evaluated",
        "rule not in this run", "needed by one of two", "by path", "fingerprint alone", "fingerprint and form",
    ],
)  # fmt: skip
def test_unused_only_where_the_run_can_tell(forms: list[Any], said: dict[str, Any], unused: bool) -> None:
    """An entry is unused where its form was judged whole by its rule; a run over other forms says nothing of it."""
    result = waived(judged(*forms), entry(**said))
    assert [finding.code for finding in result.acceptance.findings] == (["PFW02"] if unused else [])


def test_unused_is_an_information() -> None:
    """It never decides the exit status by default."""
    result = waived(judged(form("10")), entry(**UNUSED))
    assert [(one.severity, one.rule, str(one.address)) for one in result.acceptance.findings] == [
        ("info", "waiver-unused", "2:5")
    ]
    assert result.counts().info == 1
