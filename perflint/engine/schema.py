"""What an expression may name: scopes, their members and their types, derived from the form model.

`perflint.forms.model` is the only place where fields are declared; this module reads the annotations and turns
`Field[Decimal]` into a number that is printed somewhere, `tuple[Indicator, ...]` into a list of records, and so on.
"""

from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from perflint.forms.model import BudgetLine, Field, Form, Goal, Group, Indicator, Lack, Total
from perflint.rulebook import vocabulary_file
from perflint.values.model import Expression, Verdict

TypeKind = Literal["number", "text", "boolean", "expression", "record", "list", "any"]

# How a member is read; `reading.py` and `generate.py` know one way each for every name here.
Access = Literal[
    "number_field", "text_field", "expression_field", "year_field",
    "plain", "whole", "verdict", "record", "form", "rows", "placeholders", "unused", "group_rows", "groups",
    "budget", "line", "lines", "components", "fund", "funds", "lacks", "texts", "part",
]  # fmt: skip


class Type(msgspec.Struct, frozen=True):
    """The type of an expression: a kind, the type of a list's members, the name of a record, the words of a text."""

    kind: TypeKind
    of: "Type | None" = None
    record: str = ""
    choices: tuple[str, ...] = ()

    @property
    def zh(self) -> str:
        """The type in Chinese."""
        if self.kind == "list" and self.of is not None:
            return f"{self.of.zh}的列表"
        return _ZH[self.kind] if self.kind != "record" else f"记录“{self.record}”"

    @property
    def en(self) -> str:
        """The type in English."""
        if self.kind == "list" and self.of is not None:
            return f"a list of {_MANY.get(self.of.kind, self.of.en)}"
        return _EN[self.kind] if self.kind != "record" else f"the record {self.record!r}"


_ZH = {"number": "数字", "text": "文字", "boolean": "真假", "expression": "指标值", "list": "列表", "any": "任意值"}
_EN = {
    "number": "a number",
    "text": "a text",
    "boolean": "true or false",
    "expression": "a target or actual",
    "list": "a list",
    "any": "anything",
}
_MANY = {"number": "numbers", "text": "texts", "boolean": "true and false", "record": "records"}

NUMBER = Type("number")
TEXT = Type("text")
BOOLEAN = Type("boolean")
EXPRESSION = Type("expression")
ANY = Type("any")


def list_of(member: Type) -> Type:
    """The type of a list of `member`."""
    return Type("list", of=member)


def record(name: str) -> Type:
    """The type of a record of the schema."""
    return Type("record", record=name)


class Member(msgspec.Struct, frozen=True):
    """One name of a record: its type, how it is read, and whether it is printed in a cell."""

    name: str
    type: Type
    access: Access

    @property
    def printed(self) -> bool:
        """It is a `Field` with text, value and cells."""
        return self.access in ("number_field", "text_field", "expression_field", "year_field", "fund")


class Schema(msgspec.Struct, frozen=True):
    """Records by name, and the record that each scope (`each:`) judges."""

    records: Mapping[str, Mapping[str, Member]]

    def members(self, kind: Type) -> Mapping[str, Member]:
        """The names that `kind` has; none for anything but records and expressions."""
        if kind.kind == "record":
            return self.records[kind.record]
        return self.records["expression"] if kind.kind == "expression" else {}


# Budget lines with a canonical key; rules may name these.
LINE_KEYS = ("total", "appropriation", "carryover", "other")
FUND_KEYS = ("project_total", "project_annual", "prior_budget", "prior_executed")
SCOPES = ("form", "indicator", "placeholder", "budget_line", "group", "total", *(f"budget.{key}" for key in LINE_KEYS))
# Scopes that judge every member of a list; each counts as one loop.
LOOPING_SCOPES = ("indicator", "placeholder", "budget_line", "group")
_SCOPE_RECORDS = {"placeholder": "indicator", "budget_line": "line"}
_HIDDEN = {"path", "index", "doubt", "doubts", "begins", "unclear"}


def scope_record(scope: str) -> Type:
    """The record that a scope judges: `placeholder` judges indicators, `budget.total` a line."""
    return record("line" if scope.startswith("budget.") else _SCOPE_RECORDS.get(scope, scope))


@cache
def form_schema() -> Schema:
    """The schema of all forms, built once from the annotations of the form model."""
    structs: dict[str, type[msgspec.Struct]] = {
        "form": Form, "indicator": Indicator, "line": BudgetLine, "group": Group, "total": Total, "goal": Goal,
    }  # fmt: skip
    records: dict[str, dict[str, Member]] = {}
    for name, struct in structs.items():
        hints = get_type_hints(struct)
        members = {key: _member(name, key, hint) for key, hint in hints.items() if key not in _HIDDEN}
        if name not in ("form", "goal"):
            members["form"] = Member("form", record("form"), "form")
        records[name] = members
    for name in ("placeholder", "unused"):
        records["indicator"].pop(name, None)
    # Canonical names of the vocabulary, so that a rule cannot wait for a word that never comes.
    for name, level in (("dimension", "level1"), ("subdimension", "level2")):
        words = Type("text", choices=tuple(vocabulary_file("levels")[level]))
        records["indicator"][name] = Member(name, words, records["indicator"][name].access)
    rows = list_of(record("indicator"))
    records["form"]["placeholders"] = Member("placeholders", rows, "placeholders")
    records["form"]["unused"] = Member("unused", rows, "unused")
    line = record("line")
    budget = {key: Member(key, line, "line") for key in LINE_KEYS}
    budget["lines"] = Member("lines", list_of(line), "lines")
    budget["components"] = Member("components", list_of(line), "components")
    records["budget"] = budget
    records["funds"] = {key: Member(key, NUMBER, "fund") for key in FUND_KEYS}
    records["expression"] = _expression_members()
    return Schema(records)


def _expression_members() -> dict[str, Member]:
    """The attributes of a target or an actual; `amount`, `upper`, `year`, `month`, `day` may be missing."""
    hints = get_type_hints(Expression)
    kinds = {"kind": hints["kind"], "sign": hints["sign"], "standing": get_args(hints["standing"])[0]}
    members = {name: Type("text", choices=tuple(get_args(hint))) for name, hint in kinds.items()}
    members |= {"unit": TEXT, "word": TEXT, "text": TEXT, "choices": list_of(TEXT)}
    members |= dict.fromkeys(("amount", "upper", "year", "month", "day"), NUMBER)
    return {name: Member(name, kind, "part") for name, kind in members.items()}


_FIELD_TYPES: dict[Any, tuple[Type, Access]] = {
    Decimal: (NUMBER, "number_field"),
    int: (NUMBER, "year_field"),
    str: (TEXT, "text_field"),
    Expression: (EXPRESSION, "expression_field"),
}
_RECORD_NAMES: dict[Any, str] = {Goal: "goal", Total: "total"}
_PLAIN_TYPES: dict[Any, tuple[Type, Access]] = {
    str: (TEXT, "plain"), bool: (BOOLEAN, "plain"), int: (NUMBER, "whole"),
}  # fmt: skip


def _member(owner: str, name: str, hint: Any) -> Member:  # noqa: PLR0911 - one line for each shape of annotation
    """One member from its annotation; an annotation that nothing here knows is a hole in this module."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Field:
        kind, access = _FIELD_TYPES[args[0]]
        return Member(name, kind, access)
    if origin is Literal:
        return Member(name, Type("text", choices=tuple(args)), "plain")
    if origin is tuple:
        return _list_member(owner, name, args[0])
    if origin is dict:
        return Member(name, record(name), "budget" if args[1] is BudgetLine else "funds")
    if hint is Verdict:
        return Member(name, Type("text", choices=get_args(get_type_hints(Verdict)["result"])), "verdict")
    if hint in _RECORD_NAMES:
        return Member(name, record(_RECORD_NAMES[hint]), "record")
    plain, how = _PLAIN_TYPES[hint]
    return Member(name, plain, how)


def _list_member(owner: str, name: str, member: Any) -> Member:
    if member is Indicator:
        return Member(name, list_of(record("indicator")), "rows" if owner == "form" else "group_rows")
    if member is Group:
        return Member(name, list_of(record("group")), "groups")
    if member is Lack:
        return Member(name, list_of(Type("text", choices=get_args(get_type_hints(Lack)["part"]))), "lacks")
    return Member(name, list_of(TEXT), "texts")
