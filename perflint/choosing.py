"""Which rules judge which form: the profile that somebody named or that the form suggests, and overrides for paths.

A rule set is put together when the first form needs it, and once for each profile and each set of overrides.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from perflint.errors import UsageError
from perflint.globs import covers
from perflint.language import Bilingual

if TYPE_CHECKING:
    from perflint.engine import RuleSet
    from perflint.forms.model import Form
    from perflint.forms.region import Region
    from perflint.result import ProfileChoice

AUTO = "auto"
NATIONAL = "national"
PROFILE_FILES = (".yaml", ".yml")

_NO_RULE_LEFT = Bilingual(
    "选用（select）与排除（ignore）之后没有剩下任何规则，无从核对。",
    "What is selected and what is ignored leaves no rule to check with.",
)
_CHOOSE_OTHERWISE = Bilingual(
    "请改动二者之一；试行的规则写全编号或名称才会启用。",
    "Change one of them; rules on trial run only where their whole code or name is selected.",
)

Settings = Mapping[str, Mapping[str, Any]]


class Layer(msgspec.Struct, frozen=True):
    """What somebody says of rules; None and empty say nothing. `params` and `severity` are as profiles write them."""

    profile: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    params: Settings = {}
    severity: Settings = {}

    def over(self, base: "Layer") -> "Layer":
        """This layer laid over another: a profile and a selection replace, everything else is added."""
        return Layer(
            profile=self.profile or base.profile,
            select=self.select or base.select,
            ignore=(*base.ignore, *self.ignore),
            params=_merged(base.params, self.params),
            severity={**base.severity, **self.severity},
        )


class Override(msgspec.Struct, frozen=True):
    """What holds for the files of some paths, seen from a folder, beside or instead of what holds for all."""

    paths: tuple[str, ...]
    layer: Layer
    folder: Path = Path()

    def covers(self, path: str) -> bool:
        """Whether the file is one of its own."""
        return any(covers(pattern, path, self.folder) for pattern in self.paths)


class Grounds(msgspec.Struct, frozen=True):
    """What a `RuleChoice` is made from, as data that can travel to another process."""

    base: Layer = Layer()
    own: tuple[Path, ...] = ()
    overrides: tuple[Override, ...] = ()
    last: Layer = Layer()

    def choice(self) -> "RuleChoice":
        """The rules for each form. Raises UsageError and RuleFileError, see there."""
        return RuleChoice(self.base, own=self.own, overrides=self.overrides, last=self.last)

    def copied(self, folder: Path) -> "Grounds":
        """The same resting on copies, in `folder`, of the files that it names: what becomes of those changes nothing.

        Paths of overrides are seen from the current folder then. Raises UsageError and RuleFileError for files that
        are not to be read.
        """
        from perflint.engine.own_files import own_rule_files  # noqa: PLC0415  # most choices rest on no file
        from perflint.rulebook import rulebook_root  # noqa: PLC0415

        copies: dict[Path, Path] = {}

        def copy(path: Path) -> Path:
            source = path.resolve()
            if source not in copies:
                copies[source] = folder / f"{len(copies):04}-{path.name}"
                copies[source].write_bytes(path.read_bytes())
            return copies[source]

        def layer(given: Layer) -> Layer:
            # Where the file is missing the sentence for that is told by whoever reads it.
            file = given.profile is not None and given.profile.endswith(PROFILE_FILES) and Path(given.profile).is_file()
            return msgspec.structs.replace(given, profile=str(copy(Path(given.profile or "")))) if file else given

        shipped = rulebook_root().resolve()
        own = [path for path in own_rule_files(self.own) if not path.resolve().is_relative_to(shipped)]
        return Grounds(
            base=layer(self.base),
            own=tuple(map(copy, own)),
            overrides=tuple(Override(one.paths, layer(one.layer)) for one in self.overrides),
            last=layer(self.last),
        )


class RuleChoice:
    """The rules for each form. Without a named profile (or with `auto`) the form's own words choose it.

    `last` is the word of the command line: its profile and selection win over those of all overrides.
    Raises UsageError for an unknown profile, rule or path, and where no rule is left; RuleFileError for rule files with
    mistakes.
    """

    def __init__(
        self,
        base: Layer,
        *,
        own: Sequence[Path] = (),
        overrides: Sequence[Override] = (),
        last: Layer | None = None,
    ) -> None:
        self._base = base
        self._own = tuple(own)
        self._overrides = tuple(overrides)
        self._last = last or Layer()
        self._made: dict[tuple[tuple[bool, ...], str], RuleSet] = {}
        everywhere = tuple(False for _ in self._overrides)
        layer = self._layer(everywhere)
        self._layers = {everywhere: layer}
        self._usual = self._rules(everywhere, _named(layer))
        if not len(self._usual):
            raise UsageError(_NO_RULE_LEFT, remedy=_CHOOSE_OTHERWISE)

    @property
    def usual(self) -> "RuleSet":
        """The rules where no override holds and no form suggests another profile."""
        return self._usual

    def for_form(self, form: "Form") -> "tuple[RuleSet, ProfileChoice]":
        """The rules that judge a form, and their profile with the reason where it was guessed."""
        from perflint.result import ProfileChoice  # noqa: PLC0415  # `--help` needs no results

        held, layer = self._for_file(form.path)
        region: Region | None = None
        if _guessed(layer):
            from perflint.forms.region import guess_region  # noqa: PLC0415  # a named profile needs no guess

            region = guess_region(form)
        rules = self._rules(held, region.profile if region is not None else _named(layer))
        profile = rules.profile
        return rules, ProfileChoice(profile.name, profile.title, region.why if region is not None else None)

    def guesses(self, path: str) -> bool:
        """Whether nobody named a profile for the forms of a file."""
        return _guessed(self._for_file(path)[1])

    def _for_file(self, path: str) -> tuple[tuple[bool, ...], Layer]:
        held = tuple(override.covers(path) for override in self._overrides)
        layer = self._layers.get(held)
        if layer is None:
            layer = self._layers[held] = self._layer(held)
        return held, layer

    def _layer(self, held: tuple[bool, ...]) -> Layer:
        layer = self._base
        for override, holds in zip(self._overrides, held, strict=True):
            if holds:
                layer = override.layer.over(layer)
        return self._last.over(layer)

    def _rules(self, held: tuple[bool, ...], profile: str) -> "RuleSet":
        made = self._made.get((held, profile))
        if made is None:
            from perflint.engine import load_rules  # noqa: PLC0415

            layer = self._layers[held]
            made = self._made[held, profile] = load_rules(
                self._own,
                profile=profile,
                select=layer.select,
                ignore=layer.ignore,
                params=layer.params,
                severity=layer.severity,
            )
        return made


def _guessed(layer: Layer) -> bool:
    return layer.profile is None or layer.profile.lower() == AUTO


def _named(layer: Layer) -> str:
    return fixed_profile(layer.profile)


def fixed_profile(name: str | None) -> str:
    """The profile where no form is at hand from which one could be guessed."""
    return NATIONAL if name is None or name.lower() == AUTO else name


def _merged(base: Settings, over: Settings) -> Settings:
    return {key: {**base.get(key, {}), **over.get(key, {})} for key in (*base, *over)}
