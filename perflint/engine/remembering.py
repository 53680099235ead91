"""Rule sets remembered between runs, with their generated functions compiled.

The key is a digest of every rule and profile file's path and content, of what was asked, of this Python and of the
engine's own code: change any of them and the rule set is made anew.
"""

import hashlib
import marshal
import pickle
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import msgspec

from perflint import __version__, cache
from perflint.engine import generate
from perflint.engine.later import ExamplesIn, Packed
from perflint.engine.rule import Rule
from perflint.engine.ruleset import RuleSet

_PACKAGE = Path(__file__).parent.parent


def contents_of(files: Sequence[Path]) -> dict[Path, bytes]:
    """What the files hold, without those that cannot be read."""
    contents = {}
    for path in files:
        with suppress(OSError), open(path, "rb", buffering=0) as file:  # noqa: PTH123 - in half the time; there are many
            contents[path] = file.readall()
    return contents


def key_of(contents: Mapping[Path, bytes], asked: object) -> str:
    """The name under which the rule set made of these contents is kept."""
    digest = hashlib.sha256(f"{__version__} {asked!r}".encode())
    digest.update(cache.digest_of_code(_PACKAGE / "engine", _PACKAGE / "forms", _PACKAGE / "values"))
    for path, content in contents.items():
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
    body = cache.recall(key) if key else None
    if body is None:
        return None
    rules, codes = pickle.loads(body)  # noqa: S301 - a file that only this user can write, checked by its digest
    assert isinstance(rules, RuleSet)  # noqa: S101 - the key names the kind
    generate.COMPILED.update(zip(_texts(rules), marshal.loads(codes), strict=True))  # noqa: S302 - the same
    return _hold(key, rules)


def remember(key: str, rules: RuleSet) -> None:
    """Keeps a rule set and the code of its functions."""
    if not key:
        return
    _hold(key, rules)
    if not cache.usable():
        return
    codes = [generate.compiled(text) for text in _texts(rules)]
    cache.remember(key, pickle.dumps((_packed(rules), marshal.dumps(codes)), protocol=5))


def _texts(rules: RuleSet) -> list[str]:
    return [program.text for rule in rules for program in rule.programs]


def _packed(rules: RuleSet) -> RuleSet:
    """The same rule set with everything packed that judging a clean form does not need."""
    packed = {id(rule): _packed_rule(rule) for rule in rules.known}
    return msgspec.structs.replace(
        rules,
        rules=tuple(packed[id(rule)] for rule in rules.rules),
        known=tuple(packed.values()),
    )


def _packed_rule(rule: Rule) -> Rule:
    examples = rule.examples if isinstance(rule.examples, ExamplesIn) else Packed(rule.examples)
    return msgspec.structs.replace(
        rule,
        sources=Packed(rule.sources),
        cases=Packed(rule.cases),
        examples=examples,
        remembered=rule.programs,
    )
