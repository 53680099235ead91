"""Judges forms given as plain data with the built-in rules."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from perflint.engine.judge import Judgement, judge_form
from perflint.engine.outcome import Failed, Finding, RuleFault
from perflint.engine.ruleset import RuleSet, load_rules
from perflint.forms.structured import form_from_mapping


@cache
def rulebook(profile: str = "national") -> RuleSet:
    """The built-in rules under a profile, loaded once."""
    return load_rules(profile=profile)


def judged(form: Mapping[str, Any], profile: str = "national") -> Judgement:
    """Everything that the built-in rules say of a form; no rule may break."""
    judgement = judge_form(form_from_mapping(form), rulebook(profile))
    faults = [outcome for outcome in judgement.outcomes if isinstance(outcome, RuleFault)]
    assert faults == []
    return judgement


def findings(form: Mapping[str, Any], profile: str = "national") -> list[Finding]:
    """The findings of the built-in rules on a form."""
    return [outcome.finding for outcome in judged(form, profile).outcomes if isinstance(outcome, Failed)]
