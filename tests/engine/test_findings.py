"""What a finding carries: its place, its words, its numbers for programs, and its identity."""

from typing import Any

import msgspec
import pytest

from perflint.engine.findings import PlacelessFinding, address_of
from perflint.engine.judge import judge_form
from perflint.engine.outcome import Failed, Fix, RuleFault
from perflint.engine.reading import View
from perflint.forms.model import Field, Form
from tests.engine.building import claim, findings, form, line, only_finding, outcomes, rows, rule

EXECUTION = """
    each: budget.total
    let: {expected: "round(min(executed / annual, 1) * weight, 2)"}
    assert: score == expected
    at: score
    expected: expected
    found: score
    fix: {field: score, to: expected, kind: recompute}
"""
WRONG = {"annual": "51970", "executed": "51914", "weight": "10", "score": "10.00"}


def test_a_whole_finding() -> None:
    """Everything that reports need, in one value."""
    judged = rule(EXECUTION, severity="warning")
    printed = form(budget={"total": WRONG}, project="道路养护", year="2022", unit="甲")
    finding = only_finding(judged, printed)
    assert (finding.code, finding.rule, finding.severity) == ("T1", "test-rule", "warning")
    assert (finding.form.path, finding.form.index, finding.form.project) == ("form.yaml", 0, "道路养护")
    assert (finding.message.zh, finding.why.en, finding.advice.zh) == ("不对", "demand", "改")
    assert (finding.field, finding.indicator) == ("budget.total.score", None)
    assert (finding.expected, finding.found) == ("9.99", "10.00")
    assert finding.fix == Fix(field="budget.total.score", to="9.99", kind="recompute")
    assert [operand.field for operand in finding.related] == [
        "budget.total.executed",
        "budget.total.annual",
        "budget.total.weight",
    ]


PLACES: list[tuple[str, Any, str]] = [
    ("score > 100", {"name": "甲", "weight": "1", "score": "1"}, "indicators.0.score"),
    ("present(score)", {"name": "甲", "weight": "1", "score": ""}, "indicators.0.score"),
    # The layout has no score column: the name of the indicator is where a person would look.
    ("present(score)", {"name": "甲", "weight": "1"}, "indicators.0.name"),
]


@pytest.mark.parametrize(("expression", "row", "address"), PLACES)
def test_a_field_without_a_cell_is_shown_at_its_row(expression: str, row: dict[str, Any], address: str) -> None:
    """The field keeps its name, the address is the nearest thing that is printed."""
    finding = only_finding(claim(expression, "indicator"), rows(row))
    assert finding.field == "indicators.0.score"
    assert str(finding.address) == address


NEAREST: list[tuple[Form, str, str]] = [
    (
        form(budget={"total": {"label": "年度资金总额", "annual": "1"}}),
        "present(budget.total.score)",
        "budget.total.label",
    ),
    (form(project="甲", title="自评表"), "present(total.score)", "project"),
    (form(title="自评表"), "present(total.score)", "title"),
    (form(total={"grade": "优"}), "present(year)", "total.grade"),
]


@pytest.mark.parametrize(("printed", "expression", "address"), NEAREST, ids=["line", "project", "title", "anything"])
def test_the_nearest_printed_thing(printed: Form, expression: str, address: str) -> None:
    """The fund row's label, the project, the title, at last any cell."""
    assert str(only_finding(claim(expression), printed).address) == address


def test_no_finding_without_a_place() -> None:
    """A form without any cell cannot have findings; the builder refuses, and the judge reports the rule."""
    empty = form()
    with pytest.raises(PlacelessFinding):
        address_of(Field(path="year"), empty, View(empty))
    assert [type(one) for one in outcomes(claim("present(year)"), empty)] == [RuleFault]


AT = [
    ("at: weight", "indicators.0.weight"),
    ("at: form.total", "total.score"),
    ("at: form.budget.total", "budget.total.label"),
    ("at: form.indicators", "indicators.0.name"),
    ("at: form.goal", "goal.actual"),
    ("at: form", "project"),
    ("at: score if present(score) else weight", "indicators.0.score"),
    ("at: weight if present(score) else score", "indicators.0.weight"),
]


@pytest.mark.parametrize(("at", "field"), AT)
def test_at_names_the_primary_field(at: str, field: str) -> None:
    """A field, a record, a list, or a choice."""
    printed = rows({"name": "甲", "weight": "1", "score": "1"}, project="乙", total={"score": "1"})
    assert only_finding(claim("score > 100", "indicator", at), printed).field == field


A = {"level1": "产出指标", "name": "培训场次", "weight": "10", "score": "20"}
B = {"level1": "产出指标", "name": "培训人次", "weight": "10", "score": "30"}
TOO_HIGH = claim("score <= weight", "indicator")
HEAD = {"project": "教师培训", "year": "2022", "unit": "甲市教育局"}


def fingerprints(printed: Form, judged: Any = TOO_HIGH) -> list[str]:
    """The fingerprints of all findings."""
    return [finding.fingerprint for finding in findings(judged, printed)]


def test_fingerprints_survive_what_means_nothing() -> None:
    """Moved rows, other files, other places, other figures, blanks and full width leave a finding the same."""
    first, second = fingerprints(rows(A, B, **HEAD))
    assert first != second
    assert len(first) == 16
    assert fingerprints(rows({"name": "新增", "weight": "9", "score": "1"}, B, A, **HEAD)) == [second, first]
    assert fingerprints(rows({**A, "score": "40"}, **HEAD)) == [first]
    assert fingerprints(rows({**A, "name": "培训 场次"}, **{**HEAD, "unit": "甲市教育局 "})) == [first]
    moved = msgspec.structs.replace(rows(A, **HEAD), path="另一份.xlsx", index=7)
    assert fingerprints(moved) == [first]


OTHERS = [
    rows(A, **{**HEAD, "project": "学生培训"}),
    rows(A, **{**HEAD, "year": "2023"}),
    rows(A, **{**HEAD, "unit": "乙市教育局"}),
    rows({**A, "name": "开班场次"}, **HEAD),
    rows({**A, "level1": "效益指标"}, **HEAD),
    rows(A, kind="department_self_evaluation", **HEAD),
]


@pytest.mark.parametrize("other", OTHERS)
def test_fingerprints_tell_different_things_apart(other: Form) -> None:
    """Another project, year, unit, indicator, level or kind of form is another finding."""
    assert fingerprints(other) != fingerprints(rows(A, **HEAD))


def test_fingerprints_of_rules_fields_and_equal_names_differ() -> None:
    """Two rules, two fields, two rows of one name."""
    printed = rows(A, A, **HEAD)
    first, second = fingerprints(printed)
    assert first != second
    assert fingerprints(printed, claim("score <= weight", "indicator", "at: weight"))[0] not in (first, second)
    renamed = rule("each: indicator\nassert: score <= weight", code="T2")
    assert fingerprints(printed, renamed)[0] not in (first, second)


def test_findings_of_a_form_wide_rule_name_the_indicator_they_stand_at() -> None:
    """A rule about the form that points at a row says which."""
    finding = only_finding(claim("all(i.score < i.weight for i in indicators)"), rows(A, **HEAD))
    assert finding.indicator == "培训场次"


def test_cases_share_a_rule_and_keep_their_own_words() -> None:
    """Each case has its own claim, place and severity; what it leaves out is the rule's."""
    judged = rule(
        """
        each: form
        cases:
          - {assert: present(project), at: project}
          - assert: present(year)
            at: year
            severity: info
            message: {zh: 没有年度, en: no year}
        """
    )
    found = [
        (one.finding.field, one.finding.severity, one.finding.message.zh)
        for one in judge_form(form(project="", year=""), [judged]).outcomes
        if isinstance(one, Failed)
    ]
    assert found == [("project", "error", "不对"), ("year", "info", "没有年度")]


def test_a_fix_without_a_value_is_none() -> None:
    """What cannot be computed is not proposed."""
    judged = rule(
        EXECUTION.replace("assert: score == expected", "assert: score == 1").replace("expected: expected", "")
    )
    assert only_finding(judged, line(weight="10", score="9")).fix is None


@pytest.mark.parametrize("to", ["''", "'' if weight > 1 else '9'"])
def test_a_fix_of_nothing_is_none(to: str) -> None:
    """A rule proposes nothing by an empty text, and expects nothing by one."""
    judged = claim("score > weight", "budget.total", f'expected: "{to}"\nfix: {{field: score, to: "{to}", kind: text}}')
    finding = only_finding(judged, line(weight="10", score="9"))
    assert (finding.fix, finding.expected) == (None, None)


ALIKE = rows(
    {"name": "甲", "weight": "3", "score": "1", "deviation": ""},
    {"name": "乙", "weight": "3", "score": "2", "deviation": "经费减少"},
    {"name": "甲", "weight": "3", "score": "3", "deviation": "经费减少"},
)
RELATED: list[tuple[str, list[str]]] = [
    # Looked for and nowhere found: no cell says so.
    ("any(i.deviation == 'x' for i in form.indicators)", []),
    ("any(i.position < position and i.deviation == '无' for i in form.indicators)", []),
    ("weight < 2 or any(i.score == 7 for i in form.indicators)", ["2.weight"]),
    # What the row itself says within the search stays, also where the search reads it too.
    ("any(i.score == weight + 1 for i in form.indicators)", ["2.weight"]),
    # What only the search's condition asks, or a let made before, takes nothing away.
    ("any(i.score == best + 1 for i in form.indicators if i.weight == 3)", ["0.score", "1.score", "2.score"]),
    # All rows alike is said by all of them, one that is found by itself and those before it.
    ("not all(i.weight == 3 for i in form.indicators)", ["0.weight", "1.weight", "2.weight"]),
    ("not any(i.score == 2 for i in form.indicators)", ["0.score", "1.score"]),
    # Of texts that are counted, those that are alike.
    ("occurrences(name, [i.name for i in form.indicators]) < 2", ["2.name", "0.name"]),
    ("occurrences('丙', [i.name for i in form.indicators]) > 0", []),
]


@pytest.mark.parametrize(("expression", "related"), RELATED)
def test_related_cells_say_something(expression: str, related: list[str]) -> None:
    """Of the third row: beside the cell at fault stand those that the finding rests on, not all that were read."""
    extra = 'let: {best: "max([i.score for i in form.indicators])"}' if "best" in expression else ""
    judged = claim(f"position < 2 or {expression}", "indicator", f"{extra}\nat: deviation")
    finding = only_finding(judged, ALIKE)
    given = [operand.field.removeprefix("indicators.") for operand in finding.related]
    assert given == related
