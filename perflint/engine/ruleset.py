"""The rulebook as it runs: built-in rules and one's own, under a profile, narrowed by selectors.

What was put together once is remembered (see `remembering`), so that a second run reads no YAML and compiles nothing.
"""

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import msgspec

from perflint.engine.outcome import Severity
from perflint.engine.own_files import NOT_RULES, own_rule_files
from perflint.engine.rule import Rule, Setting, Source
from perflint.errors import Mistake
from perflint.language import Bilingual
from perflint.rulebook import rulebook_root, vocabulary_texts


class Grade(msgspec.Struct, frozen=True):
    """A severity that a profile gives a rule, and why."""

    to: Severity
    reason: str = ""


class Profile(msgspec.Struct, frozen=True):
    """A profile with everything that it extends folded in; the nearer setting wins."""

    name: str
    title: Bilingual
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    params: Mapping[str, Mapping[str, Setting]] = {}
    severity: Mapping[str, Grade] = {}
    chain: tuple[str, ...] = ()
    # What in the region's own papers it rests on.
    sources: tuple[Source, ...] = ()

    def over(self, base: "Profile") -> "Profile":
        """This profile laid over the one that it extends."""
        params = {key: dict(value) for key, value in base.params.items()}
        for key, value in self.params.items():
            params[key] = {**params.get(key, {}), **value}
        return Profile(
            name=self.name,
            title=self.title,
            select=self.select or base.select,
            ignore=(*base.ignore, *self.ignore),
            params=params,
            severity={**base.severity, **self.severity},
            chain=(*base.chain, *self.chain),
            sources=self.sources,
        )


class RuleSet(msgspec.Struct, frozen=True):
    """The rules that run, in order of their codes. `known` has those that are off as well.

    `narrowed` says that the user chose them by name: a form that none of them is meant for is then no oversight.
    """

    rules: tuple[Rule, ...]
    known: tuple[Rule, ...]
    profile: Profile
    warnings: tuple[Mistake, ...] = ()
    narrowed: bool = False

    def __iter__(self) -> Iterator[Rule]:
        return iter(self.rules)

    def __len__(self) -> int:
        return len(self.rules)

    def find(self, word: str) -> Rule | None:
        """The rule that a code, name or old name stands for, whether it runs or not."""
        return next((rule for rule in self.known if word in rule.selectors()), None)


def load_rules(
    own: Sequence[Path | str] = (),
    *,
    profile: str = "national",
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    params: Mapping[str, Mapping[str, Any]] | None = None,
    severity: Mapping[str, Mapping[str, Any]] | None = None,
    root: Path | None = None,
) -> RuleSet:
    """The rules that run.

    own       rule files or folders of them, beside the built-in ones
    profile   a profile that ships with perflint, or the path of one's own
    select    codes, names, old names or beginnings of codes (`PF2`), `all`; rules that are not stable run only if named
    ignore    the same; always wins
    params, severity   the last word on parameters and severities, from a configuration, in the shape that profiles
                       have: {"PF201": {"tolerance": 0.01}}, {"PF306": {"to": "info", "reason": "…"}}

    Raises RuleFileError with every mistake of every file, UsageError for an unknown selector, profile or path.
    """
    from perflint.engine import remembering  # noqa: PLC0415 - needs the classes above

    base = root or rulebook_root()
    if not profile.endswith((".yaml", ".yml")):
        profile = profile.lower()
    built_in = _rule_files(str(base), NOT_RULES)
    files = [*built_in, *_own_files(own, built_in)]
    asked = {"profile": profile, "select": select, "ignore": ignore, "params": params or {}, "severity": severity or {}}
    read = [*files, *_rule_files(f"{base}/profiles"), *([profile] if Path(profile).is_file() else [])]

    def key_of(contents: Iterable[tuple[str, bytes | None]]) -> str:
        # Of all that a rule set is made of: the lists of words that rules name are in the vocabulary.
        return remembering.key_of(chain(contents, vocabulary_texts().items()), [len(built_in), asked])

    held = remembering.recall(key_of(remembering.contents_of(read)))
    if held is not None:
        return held
    # Read once more and kept: what is made of these bytes is remembered under their own digest.
    contents = dict(remembering.contents_of(read))
    key = key_of(contents.items())
    from perflint.engine.assembling import assemble  # noqa: PLC0415 - a third of the start-up, for the first run alone

    made = assemble(
        {Path(path): contents[path] for path in files},
        len(built_in),
        base / "profiles",
        profile=profile,
        select=select,
        ignore=ignore,
        params=params or {},
        severity=severity or {},
    )
    made = msgspec.structs.replace(made, narrowed=bool(select) and "all" not in map(str.lower, select))
    if key == key_of(remembering.contents_of(read)):
        # Nobody has saved a profile, which is read by itself, meanwhile.
        remembering.remember(key, made)
    return made


def _own_files(own: Sequence[Path | str], built_in: Sequence[str]) -> list[str]:
    """The rule files of one's own; a built-in one that is named again is not read twice."""
    if not own:
        return []
    shipped = {Path(path).resolve() for path in built_in}
    return [str(path) for path in own_rule_files(own) if path.resolve() not in shipped]


def _rule_files(folder: str, without: Sequence[str] = ()) -> list[str]:
    """The YAML files of a folder and of those below it, except for some directly below it."""
    found: list[str] = []
    pending = [folder] if os.path.isdir(folder) else []  # noqa: PTH112 - in half the time
    while pending:
        with os.scandir(pending.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name not in without:
                        pending.append(entry.path)
                elif entry.name.endswith((".yaml", ".yml")):
                    found.append(entry.path)
    return sorted(found)
