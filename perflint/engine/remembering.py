"""Rule sets remembered between runs, with their generated functions compiled.

The key is a digest of every rule and profile file's path and content, of what was asked, of this Python and of the
engine's own code: change any of them and the rule set is made anew.
"""

import hashlib
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import msgspec

from perflint import __version__, cache
from perflint.engine.packing import compiled_rule, pack, packed_rule, unpack
from perflint.engine.ruleset import RuleSet
from perflint.rulebook import content_of

_PACKAGE = Path(__file__).parent.parent
# The code that decides what is made of a rule file; what runs over a form is looked up anew each time.
MAKERS = (
    _PACKAGE / "engine",
    *(
        _PACKAGE / name
        for name in (
            "documents/model.py",
            "errors.py",
            "forms/model.py",
            "language.py",
            "patterns.py",
            "rulebook.py",
            "values/model.py",
            "values/vocabulary.py",
            "yamlevents.py",
        )
    ),
)


@lru_cache(maxsize=1)
def _code() -> bytes:
    # Once in a process, which runs the code that was there when it began.
    return cache.digest_of_code(*MAKERS)


def contents_of(files: Iterable[str]) -> Iterator[tuple[str, bytes | None]]:
    """What each file holds, None where it cannot be read."""
    for path in files:
        try:
            yield path, content_of(path)
        except OSError:
            yield path, None


def key_of(contents: Iterable[tuple[str, bytes | None]], asked: object) -> str:
    """The name under which the rule set made of these contents is kept, "" where one of them could not be read."""
    digest = hashlib.sha256(f"{__version__} {asked!r}".encode())
    digest.update(_code())
    for path, content in contents:
        if content is None:
            return ""
        digest.update(f"\0{path}\0{len(content)}\0".encode("utf-8", "surrogateescape"))
        digest.update(content)
    return f"rules-{digest.hexdigest()[:40]}"


# Rule sets of this process, the latest last; they never change.
_HELD: dict[str, RuleSet] = {}
_MOST_HELD = 8


def _hold(key: str, rules: RuleSet) -> RuleSet:
    while len(_HELD) >= _MOST_HELD:
        del _HELD[next(iter(_HELD))]
    _HELD[key] = rules
    return rules


def recall(key: str) -> RuleSet | None:
    """The rule set kept under a key, ready to run; one that this process has made or read is simply handed out."""
    if key in _HELD:
        return _HELD[key]
    kept = cache.recall(key) if key else None
    if kept is None:
        return None
    rules = unpack(kept.body, kept.later)
    assert isinstance(rules, RuleSet)  # noqa: S101 - the key names the kind
    return _hold(key, rules)


def remember(key: str, rules: RuleSet) -> None:
    """Keeps a rule set and the code of its functions."""
    if not key:
        return
    _hold(key, rules)
    if not cache.usable():
        return
    small = {id(rule): packed_rule(rule) for rule in rules.known}
    for rule in rules:
        # Of those that are off nobody needs the code.
        small[id(rule)] = compiled_rule(small[id(rule)])
    running = tuple(small[id(rule)] for rule in rules.rules)
    cache.remember(key, *pack(msgspec.structs.replace(rules, rules=running, known=tuple(small.values()))))
