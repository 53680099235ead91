"""What could not be evaluated, gathered so that people can read it: one entry for each reason, with its rules."""

from collections.abc import Iterable

import msgspec

from perflint.engine.outcome import NotEvaluated
from perflint.language import Bilingual


class RuleCount(msgspec.Struct, frozen=True):
    """A rule and how many things of one form it could not judge."""

    code: str
    rule: str
    times: int

    @property
    def short(self) -> str:
        """`PF301 ×3`."""
        return self.code + (f" ×{self.times}" if self.times > 1 else "")

    def __str__(self) -> str:
        """`PF301 score-above-weight ×3`."""
        return f"{self.code} {self.rule}" + (f" ×{self.times}" if self.times > 1 else "")


class Gap(msgspec.Struct, frozen=True):
    """One reason, and the rules that it kept from judging."""

    reason: Bilingual
    rules: tuple[RuleCount, ...]

    @property
    def times(self) -> int:
        """How many outcomes this gap stands for."""
        return sum(rule.times for rule in self.rules)


def gaps(outcomes: Iterable[NotEvaluated]) -> list[Gap]:
    """The outcomes of one form by reason, in the order in which reasons and rules first occur."""
    table: dict[Bilingual, dict[tuple[str, str], int]] = {}
    for outcome in outcomes:
        rules = table.setdefault(outcome.reason, {})
        rules[outcome.code, outcome.rule] = rules.get((outcome.code, outcome.rule), 0) + 1
    return [
        Gap(reason, tuple(RuleCount(code, rule, times) for (code, rule), times in rules.items()))
        for reason, rules in table.items()
    ]
