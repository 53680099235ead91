"""How values come out of a form while a rule runs, and the exception that says why one does not."""

from decimal import Decimal
from typing import Any, Literal, NoReturn

from perflint.forms.model import BudgetLine, Field, Form, Group, Indicator

Cause = Literal[
    "blank",
    "unreadable",
    "no_part",
    "no_line",
    "division",
    "too_large",
    "no_rows",
    "pattern_time",
    "not_comparable",
    "unclear",
]

# Characters of a text that a rule puts together.
MAX_JOINED = 20_000
NO_FIELD: Field[Any] = Field(path="")


class NotEvaluable(Exception):  # noqa: N818 - it is the absence of a value, not an error
    """An operand is missing: the outcome is *not evaluated*. Turned into a sentence only when somebody reads it."""

    def __init__(self, cause: Cause, field: Field[Any] = NO_FIELD, detail: str = "") -> None:
        super().__init__(cause)
        self.cause = cause
        self.field = field
        self.detail = detail


class View:
    """A form as rules see it: the filled rows, the template's, those that do not apply, the fund rows, each made once.

    memo     what is the same for every row that asks: the things of each scope, lists of the whole form
    unclear  of some row it is not known which column a text belongs to
    """

    __slots__ = ("components", "form", "indicators", "lacks", "lines", "memo", "placeholders", "unclear", "unused")

    def __init__(self, form: Form) -> None:
        self.form = form
        self.indicators = tuple(row for row in form.indicators if not (row.placeholder or row.unused))
        self.placeholders = tuple(row for row in form.indicators if row.placeholder)
        self.unused = tuple(row for row in form.indicators if row.unused)
        self.lines = tuple(form.budget.values())
        self.components = tuple(line for line in self.lines if line.key != "total")
        self.lacks = tuple(dict.fromkeys(lack.part for lack in form.lacks))
        self.memo: dict[object, Any] = {}
        self.unclear = any(row.unclear for row in form.indicators)

    def line(self, key: str) -> BudgetLine:
        """The fund row of that key."""
        line = self.form.budget.get(key)
        if line is None:
            raise NotEvaluable("no_line", Field(path=f"budget.{key}"), key)
        return line

    def line_or_blank(self, key: str) -> BudgetLine:
        """The fund row of that key, or one with every field blank: for questions about the printed state."""
        line = self.form.budget.get(key)
        if line is not None:
            return line
        path = f"budget.{key}"
        label: Field[str] = Field(path=f"{path}.label")
        names = ("initial", "annual", "executed", "weight", "rate", "score")
        numbers: dict[str, Field[Decimal]] = {name: Field(path=f"{path}.{name}") for name in names}
        return BudgetLine(path=path, key=key, label=label, **numbers)

    def fund(self, key: str) -> Field[Decimal]:
        """A money head of a target form; a blank one where the form has none."""
        return self.form.funds.get(key) or Field(path=f"funds.{key}")


def group_rows(group: Group) -> tuple[Indicator, ...]:
    """The filled rows under a heading."""
    return tuple(row for row in group.indicators if not (row.placeholder or row.unused))


def missing(field: Field[Any]) -> NoReturn:
    """Nothing printed, or nothing understood."""
    raise NotEvaluable("unreadable" if field.text else "blank", field)


class Lacking(Exception):  # noqa: N818 - it is the absence of knowledge, not an error
    """A requirement of the rule does not hold; `number` counts from 0."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number


def lack(number: int) -> NoReturn:
    """The requirement of that number does not hold."""
    raise Lacking(number)


def joined(left: str, right: str) -> str:
    """Two texts as one. A text that grows beyond measure (a let of lets of lets) is given up."""
    if len(left) + len(right) > MAX_JOINED:
        raise NotEvaluable("too_large")
    return left + right


def number(field: Field[Any]) -> Decimal:
    """The number of a field."""
    value = field.value
    if value is None:
        missing(field)
    return value if type(value) is Decimal else Decimal(value)


def string(field: Field[Any]) -> str:
    """The text of a field: its value where the form knows a cleaner one, else what is printed; "" for a blank."""
    value = field.value
    return value if isinstance(value, str) and value else field.text


def part(field: Field[Any], name: str) -> Any:
    """One attribute of a target or an actual."""
    expression = field.value
    if expression is None:
        missing(field)
    if name in ("amount", "upper"):
        quantity = expression.quantity if name == "amount" else expression.upper
        if quantity is None:
            raise NotEvaluable("no_part", field, name)
        return quantity.amount
    if name in ("year", "month", "day"):
        value = getattr(expression.moment, name, None)
        if value is None:
            raise NotEvaluable("no_part", field, name)
        return Decimal(value)
    if name == "unit":
        return expression.quantity.unit if expression.quantity is not None else ""
    value = getattr(expression, name)
    return "" if value is None else value
