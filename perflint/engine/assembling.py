"""Putting a rule set together from files: built-in rules and one's own, under a profile, narrowed by selectors."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from perflint.engine.ahead import made_ahead
from perflint.engine.loading import Loaded, read_rule
from perflint.engine.profiles import apply_profile, configured, load_profile
from perflint.engine.rule import Rule
from perflint.engine.ruleset import RuleSet
from perflint.engine.selecting import chosen, refuse_unknown
from perflint.engine.yamlfile import mistake
from perflint.errors import Mistake, RuleFileError


def assemble(
    files: Mapping[Path, bytes | None],
    built_in: int,
    profiles: Path,
    *,
    profile: str,
    select: Sequence[str],
    ignore: Sequence[str],
    params: Mapping[str, Mapping[str, Any]],
    severity: Mapping[str, Mapping[str, Any]],
) -> RuleSet:
    """The rule set of `load_rules`; the first `built_in` of the files are the shipped rules.

    Of each file it has the bytes, or None where they could not be read.

    Raises RuleFileError with every mistake of every file, UsageError for an unknown selector or profile.
    """
    loaded = _load_all(files, built_in)
    known = _together([one.rule for one in loaded], built_in)
    refuse_unknown(known, (*select, *ignore))
    settings = load_profile(profile, known, profiles)
    if params or severity:
        settings = configured(settings, known, params, severity)
    known = sorted((apply_profile(rule, settings) for rule in known), key=_order)
    return RuleSet(
        rules=tuple(chosen(known, select, (*settings.ignore, *ignore), settings.select)),
        known=tuple(known),
        profile=settings,
        warnings=tuple(warning for one in loaded for warning in one.warnings),
    )


def _order(rule: Rule) -> tuple[str, int, str]:
    letters = rule.code.rstrip("0123456789")
    return letters, int(rule.code[len(letters) :]), rule.name


def _load_all(files: Mapping[Path, bytes | None], built_in: int) -> list[Loaded]:
    """Every file; raises RuleFileError with the mistakes of all of them.

    CI has run the examples of the first `built_in`; a mistake in an example of one's own is told at once.
    """
    loaded: list[Loaded] = []
    mistakes: list[Mistake] = []
    ahead = made_ahead()
    for number, (path, content) in enumerate(files.items()):
        made = ahead.find(path, content) if number < built_in else None
        try:
            loaded.append(Loaded(made) if made is not None else read_rule(path, content, proven=number < built_in))
        except RuleFileError as error:
            mistakes.extend(error.mistakes)
    if mistakes:
        raise RuleFileError(mistakes)
    return loaded


def _together(rules: Sequence[Rule], built_in: int) -> list[Rule]:
    """All rules, each name once: a rule of one's own replaces a built-in one only where it says so."""
    taken: dict[str, Rule] = {}
    kept: list[Rule] = []
    mistakes: list[Mistake] = []
    shipped = list(rules[:built_in])
    for number, given in enumerate(rules):
        rule = given
        if rule.overrides:
            target = taken.get(rule.overrides)
            if target is None or number < built_in:
                text = f"overrides 指的规则 {rule.overrides} 不存在"
                mistakes.append(_at_key(rule, "overrides", text, f"there is no rule {rule.overrides} to override"))
            elif target not in shipped:
                text = f"{rule.overrides} 已经由 {target.path} 替换"
                mistakes.append(
                    _at_key(rule, "overrides", text, f"{rule.overrides} is replaced by {target.path} already")
                )
            else:
                # Whatever a profile or a user says of the one holds for the other.
                rule = msgspec.structs.replace(rule, replaces=target.selectors())
                kept.remove(target)
                taken |= dict.fromkeys(target.selectors(), rule)
        kept.append(rule)
        for word, key in ((rule.code, "code"), (rule.name, "name"), *((alias, "aliases") for alias in rule.aliases)):
            other = taken.get(word)
            if other is not None and other is not rule:
                mistakes.append(_taken(rule, key, word, other, number >= built_in))
            taken[word] = rule
    if mistakes:
        raise RuleFileError(mistakes)
    return kept


def refuse_taken(rules: Sequence[Rule], built_in: Sequence[Rule]) -> None:
    """Raises RuleFileError where a rule has a code or name of the rulebook that it does not say to replace.

    Each rule by itself: rules that are tested need not be able to run together.
    """
    mistakes: list[Mistake] = []
    for rule in rules:
        try:
            _together([*built_in, rule], len(built_in))
        except RuleFileError as error:
            mistakes.extend(error.mistakes)
    if mistakes:
        raise RuleFileError(mistakes)


def _taken(rule: Rule, key: str, word: str, other: Rule, own: bool) -> Mistake:
    zh = f"{word} 已经是 {other.path} 的规则"
    en = f"{word} is already the rule of {other.path}"
    if own:
        zh += f"；要替换它请写 overrides: {other.code} 和 reason"
        en += f"; to replace it, write overrides: {other.code} and a reason"
    return _at_key(rule, key, zh, en)


def _at_key(rule: Rule, key: str, zh: str, en: str) -> Mistake:
    """A mistake at the line of a top-level key of the rule's file."""
    text = Path(rule.path).read_text(encoding="utf-8-sig") if Path(rule.path).is_file() else ""
    for number, line in enumerate(text.splitlines()):
        if line.startswith(f"{key}:"):
            start = len(key) + 1 + len(line[len(key) + 1 :]) - len(line[len(key) + 1 :].lstrip())
            return mistake(text, rule.path, number, start, zh, en, max(1, len(line.rstrip()) - start))
    return mistake(text, rule.path, 0, 0, zh, en)
