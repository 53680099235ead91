"""Selectors: words that name rules by code, name, old name, or the beginning of a code (`PF2`)."""

import re
from collections.abc import Iterable, Sequence

from perflint.engine.faults import nearest
from perflint.engine.rule import Rule
from perflint.errors import UsageError
from perflint.language import Bilingual
from perflint.patterns import pattern

ALL = "all"
_PREFIX = pattern(r"[A-Z]+[0-9]*", re.IGNORECASE)


def matches(rule: Rule, selector: str) -> bool:
    """The selector names this rule, exactly or by the beginning of its code."""
    return (
        names(rule, selector)
        or selector.lower() == ALL
        or (bool(_PREFIX.fullmatch(selector)) and _in_family(rule, selector.upper()))
    )


def _in_family(rule: Rule, prefix: str) -> bool:
    """The rule's code begins so, or that of a rule in whose place it stands."""
    return any(word.startswith(prefix) for word in (rule.code, *rule.replaces))


def names(rule: Rule, selector: str) -> bool:
    """The selector names exactly this rule, in capitals or not."""
    return selector.lower() in (word.lower() for word in rule.selectors())


def refuse_unknown(rules: Sequence[Rule], selectors: Iterable[str]) -> None:
    """Raises UsageError for the first selector that names no rule."""
    for selector in selectors:
        if not any(matches(rule, selector) for rule in rules):
            raise UsageError(*_unknown(rules, selector))


def _unknown(rules: Sequence[Rule], selector: str) -> tuple[Bilingual]:
    known = [word for rule in rules for word in rule.selectors()]
    hint = nearest(selector, known) or nearest(selector.upper(), known)
    more = hint or Bilingual("用 perflint rules 查看全部规则。", "See perflint rules for all of them.")
    return (Bilingual(f"没有规则叫 {selector}。{more.zh}", f"No rule is called {selector}. {more.en}"),)


def chosen(
    rules: Iterable[Rule], select: Sequence[str], ignore: Sequence[str], preferred: Sequence[str] = ()
) -> list[Rule]:
    """The rules that run.

    `preferred` is what a profile selects, `select` what the user does; the user's word replaces the profile's.
    Rules that are not stable run only where a selector names them exactly. `ignore` always wins.
    """
    wanted = select or preferred
    return [
        rule
        for rule in rules
        if not any(matches(rule, selector) for selector in ignore)
        and _wanted(rule, wanted)
        and (rule.status == "stable" or any(names(rule, selector) for selector in (*select, *preferred)))
    ]


def _wanted(rule: Rule, selectors: Sequence[str]) -> bool:
    return not selectors or any(matches(rule, selector) for selector in selectors)
