"""The JSON and YAML of `perflint parse` as types, for `schema form` and for the tests; version 1.

Values are the printed strings; a key is absent where the document has no such field.
"""

from typing import Literal

import msgspec

from perflint.forms.model import Kind, Part
from perflint.reports.findings_contract import ErrorEntry, NoticeEntry, RefusedEntry


class GoalShape(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The year's overall goal, as expected and as achieved."""

    expected: str = ""
    actual: str = ""


class BudgetLineShape(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One fund row; amounts in the form's own money unit."""

    label: str = ""
    initial: str = ""
    annual: str = ""
    executed: str = ""
    weight: str = ""
    rate: str = ""
    score: str = ""


class IndicatorShape(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One indicator row; columns that the layout does not print are absent."""

    level1: str = ""
    level2: str = ""
    name: str = ""
    target: str = ""
    actual: str = ""
    weight: str = ""
    score: str = ""
    deviation: str = ""
    unclear: list[str] = []


class TotalShape(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """The 总分 row, in points, and the printed grade."""

    weight: str = ""
    score: str = ""
    grade: str = ""


class FormShape(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One form: the printed strings, "" for a blank; a key is absent where the document has no such field.

    `budget` holds fund rows by key, and the money heads of a target form as plain strings.
    """

    kind: Kind = "project_self_evaluation"
    complete: bool = True
    lacks: list[Part] = []
    title: str | None = None
    year: int | None = None
    project: str | None = None
    department: str | None = None
    unit: str | None = None
    leader: str | None = None
    phone: str | None = None
    money_unit: str | None = None
    start: str | None = None
    end: str | None = None
    category: str | None = None
    budget: dict[str, BudgetLineShape | str] = {}
    goal: GoalShape = GoalShape()
    indicators: list[IndicatorShape] = []
    total: TotalShape = TotalShape()
    level1_weight: dict[str, str] = {}
    level2_weight: dict[str, str] = {}
    addresses: dict[str, str] = {}


class DocumentShape(msgspec.Struct, frozen=True):
    """One input as understood."""

    path: str
    format: str
    notices: list[NoticeEntry]
    forms: list[FormShape]
    refused: list[RefusedEntry] = []


class ParseReportShape(msgspec.Struct, frozen=True):
    """What `perflint parse` prints, as JSON or as YAML."""

    version: Literal[1]
    documents: list[DocumentShape]
    errors: list[ErrorEntry] = []
