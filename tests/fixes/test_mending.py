"""The loop of mending: what is kept, what is taken back, and what is said of it."""

import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

import perflint
from perflint.fixes import mend
from perflint.fixes.model import UNSAFE, Mended

if TYPE_CHECKING:
    from perflint.engine import RuleSet
from tests.copies.building import members, repacked

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
RULE = """\
code: {code}
name: {name}
status: stable
severity: {severity}
title: {{zh: 试, en: try}}
source:
  - {{document: 内部办法, says: {{zh: 试, en: try}}, checked: true}}
each: {each}
assert: {claim}
at: {at}
message: {{zh: "试", en: "try"}}
advice: {{zh: 改, en: change}}
fix: {{field: {at}, to: "{to}", kind: {kind}}}
examples:
  pass:
    - {{form: {{indicators: [{{name: 甲, weight: 10, score: {good}}}], total: {{weight: {total}, score: {total}}}}}}}
  fail:
    - {{form: {{indicators: [{{name: 甲, weight: 10, score: {bad}}}], total: {{weight: {total}, score: {wrong}}}}}}}
"""
FORM = """\
kind: project_self_evaluation
project: 试
indicators:
  - {name: 甲, weight: 10, score: 11}
  - {name: 乙, weight: 10, score: 9}
total: {weight: 20, score: 20}
"""


def rule(code: str, **words: object) -> str:
    """A rule on the score of each indicator, with other words where the test wants them."""
    usual: dict[str, object] = {
        "name": f"rule-{code.lower()}",
        "severity": "error",
        "each": "indicator",
        "claim": "score <= weight",
        "at": "score",
        "to": "weight",
        "kind": "recompute",
        "good": 10,
        "bad": 11,
        "total": 10,
        "wrong": 10,
    }
    return RULE.format(code=code, **(usual | words))


SUM = {
    "each": "total",
    "claim": "score == sum(i.score for i in form.indicators)",
    "to": "sum(i.score for i in form.indicators)",
}
TOTAL = SUM | {"bad": 10, "wrong": 11}


@pytest.fixture
def run(tmp_path: Path) -> object:
    """Mends the form by some rules alone."""

    def start(*texts: str, form: str = FORM, accepted: tuple[str, ...] = ()) -> Mended:
        for number, text in enumerate(texts):
            (tmp_path / f"{number}.yaml").write_text(text, encoding="utf-8")
        codes = [text.split()[1] for text in texts]
        rules: RuleSet = perflint.load_rules([tmp_path], select=codes)
        return mend(form.encode(), "a.yaml", rules, kinds=UNSAFE, accepted=accepted)

    return start


def changed(mended: Mended) -> list[tuple[str, str, str, str]]:
    """The changes, short."""
    return [(one.code, one.field, one.before, one.after) for one in mended.changes]


def reasons(mended: Mended) -> list[tuple[str, str, str]]:
    """What was not changed and why, short."""
    return [(one.code, one.field, one.reason.zh) for one in mended.unfixed]


def test_fixes_that_lean_on_one_another(run) -> None:  # type: ignore[no-untyped-def]  # a function of this module
    """The score is put right, then the total that was right before."""
    mended = run(rule("MY001"), rule("MY002", **TOTAL))
    assert changed(mended) == [
        ("MY001", "indicators.0.score", "11", "10"),
        ("MY002", "total.score", "20", "19"),
    ]
    assert mended.data.decode() == FORM.replace("score: 11", "score: 10").replace("score: 20", "score: 19")
    assert not any(form.findings for form in mended.checked.forms)


def test_a_cell_that_ends_as_it_began_is_no_change(run) -> None:  # type: ignore[no-untyped-def]  # as above
    """19 becomes 20, which is the sum as printed, and 19 again once the score below it is put right."""
    mended = run(rule("MY001"), rule("MY002", **TOTAL), form=FORM.replace("score: 20", "score: 19"))
    assert changed(mended) == [("MY001", "indicators.0.score", "11", "10")]


def test_a_fix_that_brings_up_another_error_is_taken_back(run) -> None:  # type: ignore[no-untyped-def]  # as above
    """The total must be right and nothing mends it: the score stays as it was, and why is said."""
    sums = rule("MY002", **(TOTAL | {"kind": "text"}))
    mended = run(rule("MY001"), sums)
    assert changed(mended) == []
    assert mended.data.decode() == FORM
    assert reasons(mended) == [("MY001", "indicators.0.score", "改后会出现新的问题（MY002），没有采用")]


def test_a_fix_without_effect_is_taken_back(run) -> None:  # type: ignore[no-untyped-def]  # as above
    """What the rule proposes does not satisfy the rule."""
    mended = run(rule("MY001", to="weight + 5"))
    assert changed(mended) == []
    assert reasons(mended) == [("MY001", "indicators.0.score", "改后问题仍在，没有采用")]
    assert mended.data.decode() == FORM


def test_rules_that_disagree(run) -> None:  # type: ignore[no-untyped-def]  # as above
    """Two values for one cell: neither is written."""
    mended = run(rule("MY001"), rule("MY003", to="weight - 1"))
    assert changed(mended) == []
    assert reasons(mended) == [
        ("MY003", "indicators.0.score", "几条规则对这一格的改法不同，没有改"),
        ("MY001", "indicators.0.score", "几条规则对这一格的改法不同，没有改"),
    ]


def test_one_bad_fix_does_not_spoil_the_others(run) -> None:  # type: ignore[no-untyped-def]  # as above
    """The row whose fix holds is mended, the other named."""
    form = FORM.replace("name: 乙, weight: 10, score: 9", "name: 乙, weight: 10, score: 12").replace(
        "score: 20}", "score: 23}"
    )
    mended = run(rule("MY001", to="weight if weight == score - 1 else score + 1"), form=form)
    assert changed(mended) == [("MY001", "indicators.0.score", "11", "10")]
    assert reasons(mended) == [("MY001", "indicators.1.score", "改后问题仍在，没有采用")]


def test_a_fix_that_makes_a_rule_blind_is_taken_back(run) -> None:  # type: ignore[no-untyped-def]  # as above
    """A value that cannot be read would silence the rule: that is no mending."""
    mended = run(rule("MY001", to="'合格'"))
    assert changed(mended) == []
    assert mended.data.decode() == FORM
    assert len(mended.unfixed) == 1


def test_what_was_accepted_is_left_alone(run) -> None:  # type: ignore[no-untyped-def]  # as above
    """A waived finding is not mended behind the back of whoever waived it."""
    (finding,) = run(rule("MY001", kind="text")).checked.forms[0].findings
    assert changed(run(rule("MY001"), accepted=(finding.fingerprint,))) == []


def test_a_field_without_a_cell(run) -> None:  # type: ignore[no-untyped-def]  # as above
    """Where the layout has no such cell nothing is written elsewhere."""
    mended = run(
        rule("MY001", claim="score <= weight and not blank(actual)", at="actual", to="score"),
        form=FORM.replace("score: 11", "score: 10"),
    )
    assert changed(mended) == []
    assert {reason for _, _, reason in reasons(mended)} == {"表中没有这一格"}
    assert mended.data.decode() == FORM.replace("score: 11", "score: 10")


def test_a_total_that_is_a_formula() -> None:
    """The points cannot change without the total, and a formula is never overwritten: both stay, and why is said."""
    book = openpyxl.load_workbook(EXAMPLES / "formats" / "beijing.xlsx")
    page = book["自评表"]
    page["H23"] = "=I7+SUM(H13:H22)"
    buffer = io.BytesIO()
    book.save(buffer)
    part = "xl/worksheets/sheet1.xml"
    markup = re.sub(rb"</f><v ?/>|</f><v></v>", b"</f><v>99</v>", members(buffer.getvalue())[part])
    data = repacked(buffer.getvalue(), {part: markup})
    mended = perflint.fix(data, unsafe=True, select=["PF1", "PF2"])
    assert mended.data == data
    assert [(one.code, str(one.address), one.reason.zh) for one in mended.unfixed] == [
        ("PF201", "自评表!I7", "随之要改的一处（PF101）改不了：这一格是公式，没有改；请改它所引用的格，或检查公式"),
    ]
