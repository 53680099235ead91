"""The form as understood: every printed value beside its parsed value and the cells it came from.

Three states of a field must never be confused:
blank (`text` is empty: the cell is there and nothing is in it, or the layout has no such cell),
readable (`value` is not None) and unreadable (text without a value; `problem` says why).
`0` is a value, `—` is a printed text without a number.
"""

from decimal import Decimal
from typing import Generic, Literal, TypeVar

import msgspec

from perflint.documents.model import Address, Cell
from perflint.language import Bilingual
from perflint.values import Actual, Target, Verdict

T = TypeVar("T")

Kind = Literal["project_self_evaluation", "department_self_evaluation", "project_targets"]

# Parts that a form can lack: the head (project, budget), the tail (总分), rows in between, the meaning of columns, or
# the columns of single cells, among the indicators or among the money.
Part = Literal["head", "rows", "tail", "columns", "cells", "funds"]


class Field(msgspec.Struct, Generic[T], frozen=True, gc=False):
    """One printed value.

    path     its name in the form, `indicators.3.score`
    text     as printed: wraps of a cell joined, outer blanks trimmed; "" for blank
    value    the parsed value; None when blank or unreadable
    cells    where it was printed; the blank cell itself for a blank field; () where the layout has none
    problem  why a printed text has no value
    """

    path: str
    text: str = ""
    value: T | None = None
    cells: tuple[Cell, ...] = ()
    problem: Bilingual | None = None

    @property
    def blank(self) -> bool:
        """Nothing is printed."""
        return not self.text

    @property
    def readable(self) -> bool:
        """A value was understood."""
        return self.value is not None

    @property
    def address(self) -> Address | None:
        """Where it is printed, or None where the layout has no such cell."""
        return self.cells[0].address if self.cells else None


class BudgetLine(msgspec.Struct, frozen=True, gc=False):
    """One fund row. Amounts are in the form's own money unit; the rate is a fraction; weight and score are points.

    key is total, appropriation, carryover, other or, for any other row, its printed label.
    """

    path: str
    key: str
    label: Field[str]
    initial: Field[Decimal]
    annual: Field[Decimal]
    executed: Field[Decimal]
    weight: Field[Decimal]
    rate: Field[Decimal]
    score: Field[Decimal]


class Goal(msgspec.Struct, frozen=True, gc=False):
    """The year's overall goal as expected and as achieved."""

    expected: Field[str]
    actual: Field[str]


class Indicator(msgspec.Struct, frozen=True, gc=False):
    """One indicator row; weight and score are points.

    dimension and subdimension are the canonical names of level 1 and 2 (`rules/vocabulary/levels.yaml`), "" if unknown.
    placeholder marks a row of the printed template that nobody filled in (`指标1：` and nothing else).
    verdict says whether the actual meets the target.
    doubt says why the row itself may have been misread.
    unclear names the columns of which it is not known what stands in them, because blank cells left no trace. Nothing
    that rests on them is judged.
    unused marks a row that does not apply (不适用 without points).
    """

    path: str
    position: int
    level1: Field[str]
    level2: Field[str]
    name: Field[str]
    target: Field[Target]
    actual: Field[Actual]
    weight: Field[Decimal]
    score: Field[Decimal]
    deviation: Field[str]
    dimension: str
    subdimension: str
    placeholder: bool
    verdict: Verdict
    doubt: Bilingual | None = None
    unclear: tuple[str, ...] = ()
    unused: bool = False


class Group(msgspec.Struct, frozen=True, gc=False):
    """A heading with a printed weight (产出指标(50分), 一级权重) and the indicators under it."""

    path: str
    level: int
    name: Field[str]
    weight: Field[Decimal]
    indicators: tuple[Indicator, ...]


class Total(msgspec.Struct, frozen=True, gc=False):
    """The 总分 row, in points, and the printed grade (优/良/中/差) where there is one."""

    weight: Field[Decimal]
    score: Field[Decimal]
    grade: Field[str]


class Lack(msgspec.Struct, frozen=True, gc=False):
    """A part that the document does not have, and how one can tell."""

    part: Part
    reason: Bilingual


class Form(msgspec.Struct, frozen=True, gc=False):
    """One form.

    complete  head and tail are both there
    lacks     what is missing (head, tail, rows); rules that sum need this to be empty
    columns   the indicator columns that the layout prints ("name", "target", "actual", "weight", "score", "deviation")
    doubts    why the reading of its tables is unsure; a finding that rests on it says so
    begins    the first cell of it, by which a document of several forms is parted; None where it has no cells
    """

    path: str
    index: int
    kind: Kind
    complete: bool
    lacks: tuple[Lack, ...]
    title: Field[str]
    year: Field[int]
    project: Field[str]
    department: Field[str]
    unit: Field[str]
    leader: Field[str]
    phone: Field[str]
    money_unit: Field[str]
    start: Field[str]
    end: Field[str]
    category: Field[str]
    budget: dict[str, BudgetLine]
    # The money heads of a target form (project_total, project_annual, prior_budget, prior_executed).
    funds: dict[str, Field[Decimal]]
    goal: Goal
    indicators: tuple[Indicator, ...]
    groups: tuple[Group, ...]
    total: Total
    columns: tuple[str, ...]
    doubts: tuple[Bilingual, ...] = ()
    begins: Address | None = None


class Refusal(msgspec.Struct, frozen=True, gc=False):
    """A form of a kind that perflint knows by name and does not judge: monitoring, re-check, prose report."""

    kind: str
    reason: Bilingual
    address: Address | None


class Recognition(msgspec.Struct, frozen=True, gc=False):
    """What the recogniser made of one document."""

    forms: tuple[Form, ...]
    refusals: tuple[Refusal, ...] = ()
