"""What the rules say of the real texts is what the figures say, worked out by hand."""

from collections import Counter

import pytest

import perflint
from tests.seed_texts import needs_shared, seed
from tests.seed_texts.expected import ERRORS, SUMS, Expected
from tests.seed_texts.expected_pf5_to_pf7 import NOTES, WARNINGS

pytestmark = needs_shared


def _found(number: str) -> list[tuple[Expected, str]]:
    result = perflint.check(seed(number))
    return [
        ((finding.form.index + 1, finding.code, finding.indicator or finding.field), finding.severity)
        for document in result.documents
        for form in document.forms
        for finding in form.findings
    ]


@pytest.mark.parametrize("number", sorted(ERRORS))
def test_errors_are_those_of_the_figures(number: str) -> None:
    """Every error-severity finding of a text, none missing and none too many."""
    found = Counter(what for what, severity in _found(number) if severity == "error")
    assert sorted(found.elements()) == sorted(ERRORS[number])


@pytest.mark.parametrize("number", sorted(SUMS))
def test_warnings_about_money_and_scores_are_those_of_the_figures(number: str) -> None:
    """Every warning of the families PF1 to PF3."""
    found = [what for what, severity in _found(number) if severity == "warning" and what[1] < "PF4"]
    assert sorted(found) == sorted(SUMS[number])


@pytest.mark.parametrize("number", sorted(WARNINGS))
@pytest.mark.parametrize(("severity", "table"), [("warning", WARNINGS), ("info", NOTES)])
def test_targets_structure_and_goals_are_those_of_the_texts(
    number: str, severity: str, table: dict[str, list[Expected]]
) -> None:
    """Every warning and every note of the families PF5 to PF7, none missing and none too many."""
    found = [what for what, level in _found(number) if level == severity and "PF5" <= what[1] < "PF8"]
    assert sorted(found) == sorted(table[number])


@pytest.mark.parametrize("number", ["000", "002"])
def test_no_sum_rule_fires_on_a_fragment(number: str) -> None:
    """A form without its head or its tail is said to be incomplete, and its sums are not judged."""
    result = perflint.check(seed(number))
    fragments = [form for document in result.documents for form in document.forms if form.lacks]
    assert fragments
    for form in fragments:
        codes = {finding.code for finding in form.findings}
        assert "PF606" in codes
        assert not codes & {"PF101", "PF102", "PF103", "PF105"}
        assert {"PF101", "PF102", "PF103"} <= {outcome.code for outcome in form.not_evaluated}
