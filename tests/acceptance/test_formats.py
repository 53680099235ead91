"""One baseline holds for the same form in every format: fingerprints know neither files nor places."""

import pytest

from perflint import check
from perflint.acceptance.baseline_file import read_baseline, write_baseline
from perflint.acceptance.settling import Accepted, accept
from perflint.result import CheckResult
from tests.acceptance.scene import TODAY
from tests.examples.expectations import EXAMPLES, FORMATS


@pytest.fixture(scope="module")
def text_run() -> CheckResult:
    """The form as text: five findings."""
    return check(EXAMPLES / "pf1_totals.txt")


@pytest.mark.parametrize("ending", ["xlsx", "docx", "pdf", "xls", "ods", "csv", "html", "md"])
def test_a_saved_again_form_has_nothing_new(text_run: CheckResult, ending: str) -> None:
    """The baseline of the text form knows every finding of the same form saved in another format."""
    baseline = read_baseline(write_baseline(text_run), EXAMPLES / "base.jsonl")
    result = accept(check(FORMATS / f"pf1_totals.{ending}"), Accepted(today=TODAY, baseline=baseline))
    report = result.acceptance.baseline
    assert report is not None
    assert (report.new, report.still, report.fixed, report.unseen) == (0, len(list(text_run.findings)), (), ())
    assert report.still > 0
