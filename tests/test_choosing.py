"""Which rules judge which form: profile named or guessed, overrides for paths, and the command line's last word."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from perflint import check
from perflint.choosing import Layer, Override, RuleChoice
from perflint.errors import UsageError
from tests.acceptance.scene import form

OWN = """\
name: ours
title: {zh: 本局, en: ours}
extends: hubei
params:
  PF208: {weight_due: 30}
"""
WUHAN = {"unit": "武汉市教育局"}


def weight_due(choice: RuleChoice, **heads: Any) -> int:
    """The points of execution that a form of these heads must carry."""
    rules, _ = choice.for_form(form("10", **heads))
    found = rules.find("PF208")
    assert found is not None
    value = found.settings["weight_due"]
    assert isinstance(value, Decimal)
    return int(value)


@pytest.mark.parametrize(
    ("profile", "heads", "name", "guessed"),
    [
        (None, {}, "national", False),
        (None, WUHAN, "hubei", True),
        ("auto", WUHAN, "hubei", True),
        ("Auto", WUHAN, "hubei", True),
        ("Hubei", {}, "hubei", False),
        ("national", WUHAN, "national", False),
        ("shanghai", WUHAN, "shanghai", False),
    ],
)
def test_named_or_guessed(profile: str | None, heads: dict[str, str], name: str, guessed: bool) -> None:
    """A named profile holds for every form; else the form's own words choose, and the reason is kept."""
    _, choice = RuleChoice(Layer(profile=profile)).for_form(form("10", **heads))
    assert (choice.name, choice.guessed) == (name, guessed)


def test_each_form_for_itself() -> None:
    """Two forms of one run stand under two profiles; the same rule set is handed out again."""
    choice = RuleChoice(Layer())
    assert (weight_due(choice, **WUHAN), weight_due(choice), weight_due(choice, **WUHAN)) == (20, 10, 20)
    assert choice.for_form(form("10"))[0] is choice.usual


def test_guessed_in_a_run() -> None:
    """The Python API guesses too, unless a profile is named; the result says which."""

    def profiles(**options: Any) -> list[tuple[str, bool]]:
        result = check([form("10", **WUHAN), form("10")], **options)
        return [(one.profile.name, one.profile.guessed) for one in result.forms if one.profile is not None]

    assert profiles() == [("hubei", True), ("national", False)]
    assert profiles(profile="beijing") == [("beijing", False), ("beijing", False)]


OVERRIDES = (
    Override(("2021/**",), Layer(profile="hubei", ignore=("PF302",))),
    Override(
        ("*旧*",),
        Layer(params={"PF208": {"weight_due": Decimal(15)}}, severity={"PF301": {"to": "info", "reason": "旧表"}}),
    ),
)


@pytest.mark.parametrize(
    ("path", "due", "ignored", "severity"),
    [
        ("2022/表.xlsx", 10, False, "error"),
        ("2021/表.xlsx", 20, True, "error"),
        ("2022/旧表.xlsx", 15, False, "info"),
        ("2021/旧表.xlsx", 15, True, "info"),
    ],
)
def test_overrides_for_paths(path: str, due: int, ignored: bool, severity: str) -> None:
    """Every override whose paths fit holds, the later over the earlier; other files do not notice."""
    choice = RuleChoice(Layer(), overrides=OVERRIDES)
    rules, _ = choice.for_form(form("10", path=path))
    assert weight_due(choice, path=path) == due
    assert ("PF302" not in [rule.code for rule in rules]) is ignored
    assert [rule.severity for rule in rules if rule.code == "PF301"] == [severity]


def test_layers() -> None:
    """A profile and a selection replace those below, ignored rules are added, settings are merged by rule and name."""
    base = Layer("hubei", ("PF1",), ("PF101",), {"PF1": {"a": 1, "b": 2}}, {"PF1": {"to": "info"}})
    over = Layer(None, (), ("PF102",), {"PF1": {"b": 3}, "PF2": {"c": 4}}, {"PF1": {"to": "error"}})
    assert over.over(base) == Layer(
        "hubei",
        ("PF1",),
        ("PF101", "PF102"),
        {"PF1": {"a": 1, "b": 3}, "PF2": {"c": 4}},
        {"PF1": {"to": "error"}},
    )
    assert Layer("national", ("PF2",)).over(base).select == ("PF2",)


def test_the_command_line_has_the_last_word() -> None:
    """Its profile and its selection win over those of an override."""
    choice = RuleChoice(Layer(), overrides=OVERRIDES, last=Layer(profile="national", select=("PF301",)))
    rules, profile = choice.for_form(form("10", path="2021/表.xlsx"))
    assert ([rule.code for rule in rules], profile.name) == (["PF301"], "national")


@pytest.mark.parametrize("layer", [Layer(profile="hubai"), Layer(select=("PF9999",)), Layer(ignore=("all",))])
def test_mistakes_come_before_the_first_form(layer: Layer) -> None:
    """An unknown profile or rule, and a choice that leaves no rule, are refused at once."""
    with pytest.raises(UsageError):
        RuleChoice(layer)


def test_a_profile_of_ones_own(tmp_path: Path) -> None:
    """A path stands for a profile file, and turns guessing off."""
    own = tmp_path / "ours.yaml"
    own.write_text(
        "name: ours\ntitle: {zh: 本局, en: ours}\nextends: hubei\nparams:\n  PF208: {weight_due: 30}\n",
        encoding="utf-8",
    )
    choice = RuleChoice(Layer(profile=str(own)))
    assert (weight_due(choice), choice.for_form(form("10"))[1].name) == (30, "ours")
