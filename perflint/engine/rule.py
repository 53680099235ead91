"""A rule as loaded: its identity, what it judges and how, and the examples that prove it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

import msgspec

from perflint.engine import tree
from perflint.engine.generate import Check, Program, generate, write_program
from perflint.engine.message import Template
from perflint.engine.outcome import Severity
from perflint.forms.model import Form, Kind, Part
from perflint.language import Bilingual

Status = Literal["preview", "stable", "retired"]
ExampleKind = Literal["pass", "fail", "skip"]

# What a parameter can be set to.
Setting = Decimal | str | bool | tuple[Decimal | str | bool, ...]


class Source(msgspec.Struct, frozen=True):
    """What in the world demands the rule; the article is printed only where somebody checked it."""

    document: str
    says: Bilingual
    article: str = ""
    checked: bool = False


class Parameter(msgspec.Struct, frozen=True):
    """A number, text, yes/no or list that profiles and configurations may set."""

    default: Setting
    help: Bilingual


class Applies(msgspec.Struct, frozen=True):
    """The forms that a rule judges at all."""

    kinds: tuple[Kind, ...] = ("project_self_evaluation", "department_self_evaluation")
    from_year: int | None = None
    until_year: int | None = None
    complete: bool = False
    parts: tuple[Part, ...] = ()
    columns: tuple[str, ...] = ()


class Example(msgspec.Struct, frozen=True):
    """A fragment of a form and what the rule must say of it; `line` is where it stands in the rule's file."""

    kind: ExampleKind
    form: Mapping[str, Any]
    note: str = ""
    at: str = ""
    count: int | None = None
    message: Mapping[str, str] = {}
    params: Mapping[str, Setting] = {}


class Correction(msgspec.Struct, frozen=True):
    """The fix that a rule proposes: which field, what it should be, and who must agree."""

    field: tree.Node
    to: tree.Node
    kind: Literal["format", "recompute", "text"]


class Requirement(msgspec.Struct, frozen=True, eq=False):
    """What must be known to judge; where it does not hold the outcome is *not evaluated* for the reason given."""

    that: tree.Node
    otherwise: Template


class Case(msgspec.Struct, frozen=True, eq=False, kw_only=True):
    """One claim of a rule, with everything that is said where it does not hold. Most rules have exactly one."""

    each: str
    severity: Severity
    when: tree.Node | None
    requirements: tuple[Requirement, ...]
    lets: Mapping[str, tree.Node]
    claim: tree.Node
    at: tree.Node | None
    message: Template
    advice: Template
    # None: the rule's own.
    why: Bilingual | None = None
    expected: tree.Node | None
    found: tree.Node | None
    correction: Correction | None


class Rule(msgspec.Struct, frozen=True, dict=True, eq=False):
    """One rule file. It is made by names of its fields only; by their order it is brought back, which is quicker."""

    code: str
    name: str
    status: Status
    severity: Severity
    title: Bilingual
    why: Bilingual
    sources: Sequence[Source]
    applies: Applies
    params: Mapping[str, Parameter]
    settings: Mapping[str, Setting]
    cases: Sequence[Case]
    examples: Sequence[Example]
    path: str
    aliases: tuple[str, ...] = ()
    # Parameters that are used as regular expressions.
    patterns: frozenset[str] = frozenset()
    overrides: str = ""
    reason: str = ""
    regraded: str = ""
    # The words that named the rule in whose place this one stands; they name this one now.
    replaces: tuple[str, ...] = ()
    # Of each entry of `cases`, the keys that it has itself; the others are the rule's.
    written: tuple[frozenset[str], ...] = ()
    # The programs of the cases, where they were written before.
    remembered: tuple[Program, ...] = ()

    @cached_property
    def programs(self) -> tuple[Program, ...]:
        """The generated function of each case as text, written when it is first needed."""
        return self.remembered or tuple(
            write_program(case.each, case.when, [one.that for one in case.requirements], case.lets, case.claim)
            for case in self.cases
        )

    @cached_property
    def checks(self) -> tuple[tuple[str, Check], ...]:
        """The scope and the function of each case; made when the first form asks for them."""
        return tuple((program.each, generate(program, self.settings)) for program in self.programs)

    @property
    def each(self) -> str:
        """The scope of the rule's first case."""
        return self.programs[0].each

    @cached_property
    def _of_all_years_and_layouts(self) -> bool:
        wanted = self.applies
        return wanted.from_year is None and wanted.until_year is None and not wanted.columns

    def meant_for(self, form: Form) -> bool:
        """The form is of a kind, year and layout that the rule judges. A form without a readable year is judged."""
        wanted = self.applies
        if form.kind not in wanted.kinds:
            return False
        if self._of_all_years_and_layouts:
            return True
        year = form.year.value
        if year is not None and not (wanted.from_year or 0) <= year <= (wanted.until_year or 9999):
            return False
        return not wanted.columns or all(column in form.columns for column in wanted.columns)

    def selectors(self) -> tuple[str, ...]:
        """Every word that names this rule: code, name, old names, and those of a rule that it replaces."""
        return tuple(dict.fromkeys((self.code, self.name, *self.aliases, *self.replaces)))
