"""Weights and scores printed as shares of one, as percentages or out of a hundred each."""

import json
from decimal import Decimal
from typing import Any

import pytest

import perflint
from perflint.forms.structured import form_from_mapping
from tests.forms.rendering import form_lines, sample, tabbed

# The weights of the sample as shares: 0.1 for the execution and 0.9 for its seven rows.
SHARES = ("0.15", "0.1", "0.15", "0.10", ".15", "0.150", "0.1")


def _form(execution: str, total: str, weights: tuple[str, ...] = SHARES, **scores: str) -> dict[str, Any]:
    form = sample()
    for row, weight in zip(form["indicators"], weights, strict=True):
        row["weight"] = weight
    form["indicators"][0].update(scores)
    form["budget"]["total"]["weight"] = execution
    form["total"]["weight"] = total
    return form


def _found(form: dict[str, Any]) -> list[str]:
    """The findings of the form as a table; those of the same fields as data must be the same."""
    text = [finding.code for finding in perflint.check(tabbed(form_lines(form)).encode()).findings]
    data = perflint.check(json.dumps(form).encode())
    assert [finding.code for finding in data.findings] == text
    return text


@pytest.mark.parametrize("execution", ["0.1", "10", "10%"])
@pytest.mark.parametrize("total", ["1", "1.00", "100", "100%"])
def test_shares_are_points(execution: str, total: str) -> None:
    """0.15 beside a score of 15 is 15 points of the hundred, whether the total says 1 or 100."""
    assert _found(_form(execution, total)) == []


def test_the_text_stays_as_printed() -> None:
    """Only the value is in points."""
    form = form_from_mapping(_form("0.1", "1"))
    assert [(row.weight.text, row.weight.value) for row in form.indicators[:2]] == [
        ("0.15", Decimal(15)),
        ("0.1", Decimal(10)),
    ]
    assert (form.budget["total"].weight.value, form.total.weight.value) == (Decimal(10), Decimal(100))


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        # 0.05 instead of 0.1: the weights make 95, and the score of 10 is above 5.
        (_form("0.1", "1", (*SHARES[:6], "0.05")), ["PF301", "PF102", "PF103"]),
        # 0.2 instead of 0.1: 110; the row has 10 of 20 points and no reason.
        (_form("0.1", "1", (*SHARES[:6], "0.2")), ["PF401", "PF102", "PF103"]),
        # A score of 16 of 15 points; the total of the scores is one more.
        (_form("0.1", "1", score="16") | {"total": {"weight": "1", "score": "97.5"}}, ["PF301"]),
        # A total of 98 where the weights add up to 100.
        (_form("0.1", "0.98"), ["PF102"]),
    ],
)
def test_what_is_wrong_is_said_once(form: dict[str, Any], expected: list[str]) -> None:
    """A wrong share is found where it stands, and the others are not blamed."""
    assert _found(form) == expected


def test_shares_in_every_column() -> None:
    """Where scores are shares too nothing tells that the weights are: they make 1, not 100, and 0.1 where 10 is due."""
    form = _form("0.1", "1")
    for row, score in zip(form["indicators"], ("0.15", "0.1", "0.15", "0.1", "0.15", "0.12", "0.1"), strict=True):
        row["score"] = score
    form["budget"]["total"]["score"] = "0.095"
    form["total"]["score"] = "0.965"
    assert _found(form) == ["PF208", "PF103"]


@pytest.mark.parametrize(
    ("weight", "scores"), [("0.5", ("0.5", "0.5", "1")), ("1", ("2", "2", "2")), ("0.5", ("1", "1"))]
)
def test_a_few_small_weights_are_no_shares(weight: str, scores: tuple[str, ...]) -> None:
    """A fragment whose rows have a point each and less is read as printed, whoever scored too much."""
    form = form_from_mapping({"indicators": [{"weight": weight, "score": score} for score in scores]})
    assert [row.weight.value for row in form.indicators] == [Decimal(weight)] * len(scores)


def test_heads_with_shares() -> None:
    """The weights of the levels are shares as well, or percentages, or points."""
    form = _form("0.1", "1") | {"level1_weight": {"产出指标": "0.5", "效益指标": "30%", "满意度指标": "10"}}
    assert list(perflint.check(json.dumps(form).encode()).findings) == []
    form["level1_weight"]["产出指标"] = "0.4"
    assert [finding.code for finding in perflint.check(json.dumps(form).encode()).findings] == ["PF104"]


# The scores of the sample are 15, 10, 15, 10, 15, 12 of 15, 10; with 9.5 of 10 for the execution they make 96.5.
POINTS = ("15", "10", "15", "10", "15", "15", "10")
OF_HUNDRED = ("100", "100", "100", "100", "100", "80", "100")
OF_ONE = ("1", "1", "1", "1", "1", "0.8", "1")
SCORES = ("15", "10", "15", "10", "15", "12", "10")


def _percent(numbers: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{number}%" for number in numbers)


def _scored(
    weights: tuple[str, ...], scores: tuple[str, ...], execution: tuple[str, str], total: tuple[str, str]
) -> dict[str, Any]:
    form = _form(execution[0], total[0], weights)
    for row, score in zip(form["indicators"], scores, strict=True):
        row["score"] = score
    form["budget"]["total"]["score"], form["total"]["score"] = execution[1], total[1]
    return form


@pytest.mark.parametrize(
    ("weights", "scores", "execution", "total"),
    [
        # Percentages of the weight, with the execution and the total in points or in percent as well.
        (POINTS, _percent(OF_HUNDRED), ("10", "95%"), ("100", "96.5")),
        (POINTS, _percent(OF_HUNDRED), ("10", "9.5"), ("100", "96.5")),
        (POINTS, _percent(OF_HUNDRED), ("10", "95%"), ("100", "96.5%")),
        (_percent(POINTS), _percent(OF_HUNDRED), ("10%", "95%"), ("100%", "96.5%")),
        (SHARES, _percent(OF_HUNDRED), ("0.1", "95%"), ("1", "96.5")),
        # Percentages of the hundred, as weights are printed.
        (_percent(POINTS), _percent(SCORES), ("10%", "9.5%"), ("100%", "96.5%")),
        (POINTS, _percent(SCORES), ("10", "9.5"), ("100", "96.5")),
        (SHARES, _percent(SCORES), ("0.1", "9.5%"), ("1", "96.5%")),
        # Out of a hundred each.
        (SHARES, OF_HUNDRED, ("0.1", "95"), ("1", "96.5")),
        (SHARES, OF_HUNDRED, ("10", "9.5"), ("100", "96.5")),
        (POINTS, OF_HUNDRED, ("10", "95"), ("100", "96.5")),
        (_percent(POINTS), OF_HUNDRED, ("10%", "95"), ("100%", "96.5")),
        # Out of one each.
        (POINTS, OF_ONE, ("10", "0.95"), ("100", "96.5")),
        (POINTS, OF_ONE, ("10", "9.5"), ("100", "96.5")),
        (SHARES, OF_ONE, ("0.1", "0.95"), ("1", "0.965")),
    ],
)
def test_scores_in_other_measures(
    weights: tuple[str, ...], scores: tuple[str, ...], execution: tuple[str, str], total: tuple[str, str]
) -> None:
    """What all rows print in one measure is read in it, and a right form has no findings."""
    form = _scored(weights, scores, execution, total)
    assert _found(form) == []
    read = form_from_mapping(form)
    assert [row.score.value for row in read.indicators] == [Decimal(score) for score in SCORES]
    assert (read.budget["total"].score.value, read.total.score.value) == (Decimal("9.5"), Decimal("96.5"))


@pytest.mark.parametrize(
    ("weights", "scores", "execution", "total", "expected"),
    [
        # 96.5 in truth: the total is wrong, once.
        (POINTS, OF_HUNDRED, ("10", "95"), ("100", "98"), ["PF101"]),
        (POINTS, _percent(OF_HUNDRED), ("10", "95%"), ("100", "98"), ["PF101"]),
        # The scores simply added up.
        (POINTS, OF_HUNDRED, ("10", "95"), ("100", "775"), ["PF101", "PF105"]),
        # 120% of 15 are 18 points: more than the weight, and 99.5 in all.
        (POINTS, ("120%", *_percent(OF_HUNDRED[1:])), ("10", "9.5"), ("100", "99.5"), ["PF301"]),
        # 90% of 15 points without a reason (PF401 speaks for PF306 as well): 95 in all.
        (POINTS, ("90%", *_percent(OF_HUNDRED[1:])), ("10", "9.5"), ("100", "95"), ["PF401"]),
        # One percentage among points says nothing.
        (POINTS, (*SCORES[:3], "10%", *SCORES[4:]), ("10", "9.5"), ("100", "96.5"), ["PF303"]),
    ],
)
def test_what_is_wrong_in_other_measures(
    weights: tuple[str, ...],
    scores: tuple[str, ...],
    execution: tuple[str, str],
    total: tuple[str, str],
    expected: list[str],
) -> None:
    """A mistake is found where it stands, in whatever measure the form is printed."""
    assert sorted(_found(_scored(weights, scores, execution, total))) == expected


@pytest.mark.parametrize(
    ("weights", "scores"),
    [
        # Weights halved, weights a tenth of what they should be, every score somewhat too high: no measure at all.
        (("7.5", "5", "7.5", "5", "7.5", "7.5", "5"), SCORES),
        (("1.5", "1", "1.5", "1", "1.5", "1.5", "1"), SCORES),
        (POINTS, ("18", "12", "18", "12", "18", "18", "12")),
        # One point each of many, and the total is another.
        (POINTS, OF_ONE),
    ],
)
def test_numbers_that_fit_no_measure_stay(weights: tuple[str, ...], scores: tuple[str, ...]) -> None:
    """Where no measure makes sense of the scores they are what is printed."""
    read = form_from_mapping(_scored(weights, scores, ("10", "9.5"), ("100", "50")))
    assert [row.score.value for row in read.indicators] == [Decimal(score) for score in scores]
    assert [row.weight.value for row in read.indicators] == [Decimal(weight) for weight in weights]
