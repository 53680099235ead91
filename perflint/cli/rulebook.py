"""The rules that a command is about: those that run, those for each form, or one by name."""

from collections.abc import Sequence

from perflint.choosing import Grounds, Layer, RuleChoice, fixed_profile
from perflint.cli.configuration import refuse_wrong_names
from perflint.cli.session import Settings
from perflint.engine import Rule, RuleSet, load_rules
from perflint.engine.selecting import refuse_unknown
from perflint.errors import UsageError
from perflint.language import Bilingual


def chosen_rules(settings: Settings) -> RuleSet:
    """The rules that the settings choose, overrides for paths aside. Raises UsageError and RuleFileError."""
    refuse_wrong_names(settings.file, _known(settings))
    return load_rules(
        settings.rules,
        profile=fixed_profile(settings.profile),
        select=settings.select,
        ignore=settings.ignore,
        params=settings.file.params,
        severity=settings.file.severity,
    )


def grounds_for_forms(settings: Settings) -> Grounds:
    """What the settings say of the rules for each form. Raises UsageError and RuleFileError."""
    file = settings.file
    refuse_wrong_names(file, _known(settings))
    layer = Layer(settings.profile, settings.select, settings.ignore, file.params, file.severity)
    return Grounds(layer, settings.rules, file.overrides, settings.last)


def choice_for_forms(settings: Settings) -> RuleChoice:
    """The rules for each form, as the settings choose them. Raises UsageError and RuleFileError."""
    return grounds_for_forms(settings).choice()


def _known(settings: Settings) -> Sequence[Rule]:
    """Every rule that a configuration may name; not looked up where it names none."""
    if not settings.file.names_rules:
        return ()
    return load_rules(settings.rules, profile=fixed_profile(settings.profile)).known


def find_rule(word: str, settings: Settings) -> Rule:
    """The rule of that code, name or old name, whether it runs or not. Raises UsageError if there is none."""
    refuse_wrong_names(settings.file, _known(settings))
    rules = load_rules(
        settings.rules,
        profile=fixed_profile(settings.profile),
        params=settings.file.params,
        severity=settings.file.severity,
    )
    found = rules.find(word) or rules.find(word.upper()) or rules.find(word.lower())
    if found is not None:
        return found
    refuse_unknown(rules.known, (word,))
    raise UsageError(
        Bilingual(
            f"“{word}”是一族规则，不是一条；用 perflint rules --select {word} 列出。",
            f"“{word}” is a family, not a rule; perflint rules --select {word} lists it.",
        )
    )
