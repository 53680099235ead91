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

        held = tuple(override.covers(form.path) for override in self._overrides)
        layer = self._layers.get(held)
        if layer is None:
            layer = self._layers[held] = self._layer(held)
        region: Region | None = None
        if layer.profile is None or layer.profile.lower() == AUTO:
            from perflint.forms.region import guess_region  # noqa: PLC0415  # a named profile needs no guess

            region = guess_region(form)
        rules = self._rules(held, region.profile if region is not None else _named(layer))
        profile = rules.profile
        return rules, ProfileChoice(profile.name, profile.title, region.why if region is not None else None)

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


def _named(layer: Layer) -> str:
    return fixed_profile(layer.profile)


def fixed_profile(name: str | None) -> str:
    """The profile where no form is at hand from which one could be guessed."""
    return NATIONAL if name is None or name.lower() == AUTO else name


def _merged(base: Settings, over: Settings) -> Settings:
    return {key: {**base.get(key, {}), **over.get(key, {})} for key in (*base, *over)}
