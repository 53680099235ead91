"""Rules over forms: the rule language, the rulebook, and the loop that gives outcomes.

load_rules(…)             the rulebook under a profile, with own rules, narrowed by selectors → RuleSet
judge_form(form, rules)   the outcomes of one form, and how often rules held
judge.judge(forms, rules) the same as a stream over many forms
run_examples(…)           the examples inside the rules
rule_schema()             the JSON Schema of rule files

Each name is imported when it is first asked for: the outcome types cost nothing of the language.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from perflint.engine.declaration import rule_schema
    from perflint.engine.examples import ExampleResult, run_example, run_examples
    from perflint.engine.judge import Judgement, judge_form
    from perflint.engine.loading import load_rule, read_rule
    from perflint.engine.profiles import load_profile, profile_names
    from perflint.engine.rule import Rule
    from perflint.engine.ruleset import Profile, RuleSet, load_rules

_HOMES = {
    "declaration": ("rule_schema",),
    "examples": ("ExampleResult", "run_example", "run_examples"),
    "judge": ("Judgement", "judge_form"),
    "loading": ("load_rule", "read_rule"),
    "profiles": ("load_profile", "profile_names"),
    "rule": ("Rule",),
    "ruleset": ("Profile", "RuleSet", "load_rules"),
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names}

__all__ = [
    "ExampleResult",
    "Judgement",
    "Profile",
    "Rule",
    "RuleSet",
    "judge_form",
    "load_profile",
    "load_rule",
    "load_rules",
    "profile_names",
    "read_rule",
    "rule_schema",
    "run_example",
    "run_examples",
]


def __getattr__(name: str) -> object:
    """The public names, imported on first use (PEP 562)."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'perflint.engine' has no attribute {name!r}")
    return getattr(import_module(f"perflint.engine.{_HOME_OF[name]}"), name)
