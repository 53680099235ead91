"""By which rules a server judges and what it accepts: what `perflint check` would do in the folder of its start.

It is settled when the server starts. The workers read copies of the files, so that nobody gets other answers than his
neighbour because a rule was edited in between.
"""

import datetime as dt
import pickle
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from perflint.choosing import AUTO, PROFILE_FILES, Grounds, Layer, RuleChoice, fixed_profile
from perflint.language import Bilingual
from perflint.result import CheckedDocument, FailedInput
from perflint.web.orders import Wish

if TYPE_CHECKING:
    from perflint.acceptance.settling import Accepted
    from perflint.engine import RuleSet

# Wishes whose rules a worker holds.
_MOST_MADE = 16


class Standing(msgspec.Struct, frozen=True):
    """The rule set in force, in figures: rules that run, how many of them are the office's own or re-set by it."""

    rules: int
    own: int
    adjusted: int
    overrides: int
    waivers: int
    baseline: int


class Regime(msgspec.Struct, frozen=True):
    """The rules for each form, and what was accepted before (a waiver file, a baseline), as data for the workers.

    A profile of somebody's own is called by its name outside, never by its path: `own_profile` is that name.
    """

    grounds: Grounds = Grounds()
    accepted: "Accepted | None" = None
    own_profile: str = ""

    @property
    def profile(self) -> str:
        """The profile of whoever asks for none."""
        if self.own_profile:
            return self.own_profile
        return (self.grounds.last.profile or self.grounds.base.profile or AUTO).lower()

    def kept_in(self, folder: Path) -> "Regime":
        """The same resting on copies of its files in `folder`, the name of its profile found out.

        Raises UsageError and RuleFileError.
        """
        grounds = self.grounds.copied(folder)
        kept = Regime(grounds, _without_paths(self.accepted))
        kept = msgspec.structs.replace(kept, own_profile=kept.rules().profile.name if kept.profile_file else "")
        kept.choice(Wish(profile=kept.profile))
        return kept

    @property
    def profile_file(self) -> str:
        """The path of the profile, where it is a file of somebody's own."""
        named = self.grounds.last.profile or self.grounds.base.profile or ""
        return named if named.endswith(PROFILE_FILES) else ""

    def choice(self, wish: Wish) -> RuleChoice:
        """The rules for each form under a wish: the request's own words stand where options of a command line would.

        Raises UsageError where no rule is left.
        """
        grounds = self.grounds
        named = self._path_of(wish.profile)
        asked = named if wish.profile != self.profile else grounds.last.profile
        base = msgspec.structs.replace(
            grounds.base,
            profile=named,
            select=wish.select or grounds.base.select,
            ignore=wish.ignore or grounds.base.ignore,
        )
        last = Layer(profile=asked, select=wish.select or grounds.last.select)
        return msgspec.structs.replace(grounds, base=base, last=last).choice()

    def rules(self, wish: Wish | None = None) -> "RuleSet":
        """The rules that run under a wish where no form suggests another profile, and all that are known."""
        from perflint.engine import load_rules  # noqa: PLC0415  # the command line only hands a regime on

        base = self.grounds.base
        named = self._path_of(wish.profile) if wish is not None else self.profile_file or self.profile
        return load_rules(
            self.grounds.own,
            profile=fixed_profile(named),
            select=(wish.select if wish is not None else ()) or base.select,
            ignore=(wish.ignore if wish is not None else ()) or base.ignore,
            params=base.params,
            severity=base.severity,
        )

    def narrowed(self, wish: Wish) -> bool:
        """Whether rules were chosen or left out by name, by the request or by the office."""
        base = self.grounds.base
        return bool(wish.select or wish.ignore or base.select or base.ignore)

    def titles(self) -> dict[str, Bilingual]:
        """The profiles that can be asked for, by name."""
        from perflint.engine import load_profile, profile_names  # noqa: PLC0415  # see rules

        known = self.rules().known
        titles = {name: load_profile(name, known).title for name in profile_names()}
        if self.own_profile:
            titles[self.own_profile] = load_profile(self.profile_file, known).title
        return titles

    def settled(self, checked: CheckedDocument | FailedInput) -> CheckedDocument | FailedInput:
        """A judged file with what was accepted before apart; waivers must hold on this day."""
        if self.accepted is None:
            return checked
        from perflint.acceptance.settling import settle_each  # noqa: PLC0415  # most servers accept nothing

        today = msgspec.structs.replace(self.accepted, today=dt.date.today())  # the day on the server's own calendar
        return next(iter(settle_each([checked], today)))

    def standing(self) -> Standing:
        """What is in force where nobody asks for anything else."""
        rules = self.rules()
        own = {str(path) for path in self.grounds.own}
        base, accepted = self.grounds.base, self.accepted
        waivers = accepted.waivers.waivers if accepted is not None and accepted.waivers is not None else ()
        baseline = accepted.baseline.entries if accepted is not None and accepted.baseline is not None else {}
        return Standing(
            rules=len(rules),
            own=sum(rule.path in own for rule in rules),
            adjusted=len({*base.params, *base.severity}),
            overrides=len(self.grounds.overrides),
            waivers=len(waivers),
            baseline=sum(entry.count for entry in baseline.values()),
        )

    def _path_of(self, profile: str) -> str:
        return self.profile_file if self.own_profile and profile == self.own_profile else profile


def _without_paths(accepted: "Accepted | None") -> "Accepted | None":
    """What was accepted, its waivers told by the name of their file alone: where that lies is nobody's business."""
    if accepted is None or accepted.waivers is None:
        return accepted
    named = tuple(msgspec.structs.replace(one, path=Path(one.path).name) for one in accepted.waivers.waivers)
    return msgspec.structs.replace(accepted, waivers=msgspec.structs.replace(accepted.waivers, waivers=named))


class Ruling:
    """A regime at work: the rules for a wish, put together once."""

    def __init__(self, regime: Regime) -> None:
        self.regime = regime
        self._made: dict[tuple[str, tuple[str, ...], tuple[str, ...]], RuleChoice] = {}

    def rules(self, wish: Wish) -> RuleChoice:
        """The rules for each form under a wish."""
        key = (wish.profile, wish.select, wish.ignore)
        if key not in self._made:
            if len(self._made) >= _MOST_MADE:
                del self._made[next(iter(self._made))]
            self._made[key] = self.regime.choice(wish)
        return self._made[key]


def write_regime(regime: Regime, path: Path) -> None:
    """For the workers, in a folder that only this user can see."""
    path.write_bytes(pickle.dumps(regime, protocol=5))


def read_regime(path: Path) -> Regime:
    """What the server wrote there."""
    held = pickle.loads(path.read_bytes())  # noqa: S301  # made by the server, in its own folder
    assert isinstance(held, Regime)  # noqa: S101  # nothing else is written there
    return held
