"""What the rules say of the real texts is what the figures say, worked out by hand."""

from collections import Counter

import pytest

import perflint
from tests.seed_texts import expected_pf1_to_pf4 as first
from tests.seed_texts import expected_pf5_to_pf7 as second
from tests.seed_texts import needs_shared, seed
from tests.seed_texts.expected import ERRORS, Expected

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


@pytest.mark.parametrize("number", sorted(first.WARNINGS))
@pytest.mark.parametrize(("severity", "expected"), [("warning", first.WARNINGS), ("info", first.NOTES)])
def test_warnings_and_notes_of_pf1_to_pf4_are_those_of_the_figures(
    number: str, severity: str, expected: dict[str, list[Expected]]
) -> None:
    """Every warning and every note of the families PF1 to PF4, none missing and none too many."""
    found = [what for what, grade in _found(number) if grade == severity and what[1] < "PF5"]
    assert sorted(found) == sorted(expected[number])


@pytest.mark.parametrize("number", sorted(second.WARNINGS))
@pytest.mark.parametrize(("severity", "table"), [("warning", second.WARNINGS), ("info", second.NOTES)])
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
