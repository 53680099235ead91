"""Runs a checked tree slowly and openly: for messages, traces and operands of the few things that failed.

It gives what the generated function gives, and notes every printed field that it reads on the way.
"""

import operator
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from decimal import Decimal
from typing import Any

from perflint.engine import reading, tree
from perflint.engine.functions import FUNCTIONS
from perflint.forms.model import Field

_ARITHMETIC: dict[str, Callable[[Any, Any], Any]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "//": operator.floordiv,
    "%": operator.mod,
}  # fmt: skip
_COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
    "in": lambda left, right: left in right, "not in": lambda left, right: left not in right,
}  # fmt: skip


class Run:
    """One thing under judgement, with the lets and parameters of its rule."""

    def __init__(
        self, subject: Any, view: reading.View, lets: Mapping[str, tree.Node], params: Mapping[str, Any]
    ) -> None:
        self.subject = subject
        self.view = view
        self.lets = lets
        self.params = params
        self.loops: dict[str, Any] = {}
        self.reads: list[Field[Any]] = []
        # Fields of loop variables among them, as often as they were read.
        self._of_members: list[Field[Any]] = []
        self._let_values: dict[str, Any] = {}
        self._let_reads: dict[str, list[Field[Any]]] = {}

    def operands(self, node: tree.Node) -> tuple[Field[Any], ...]:
        """The printed fields that `node` rests on, each once, in the order of reading; none after a missing one."""
        outer, self.reads = self.reads, []
        with suppress(reading.NotEvaluable, ArithmeticError):
            self.value(node)
        found, self.reads = self.reads, outer
        return tuple({field.path: field for field in found}.values())

    def value(self, node: tree.Node) -> Any:
        """The value of `node`; raises NotEvaluable and ArithmeticError."""
        return _EVALUATE[type(node)](self, node)

    def field(self, node: tree.Node) -> Field[Any]:
        """The printed field that `node` names."""
        assert isinstance(node, tree.Attribute)  # noqa: S101 - checked with the rule
        base, member = node.base, node.member
        if member.access == "fund":
            found = self.view.fund(member.name)
        elif isinstance(base, tree.Attribute) and base.member.access == "line":
            found = getattr(self.view.line_or_blank(base.member.name), member.name)
        else:
            found = getattr(self.value(base), member.name)
        self.reads.append(found)
        if _of_member(node):
            self._of_members.append(found)
        field: Field[Any] = found
        return field

    def constant(self, node: tree.Constant) -> Any:
        return node.value

    def local(self, node: tree.Local) -> Any:
        if node.origin == "param":
            return self.params[node.name]
        if node.origin == "loop":
            return self.loops[node.name]
        if node.name not in self._let_values:
            outer, self.reads = self.reads, []
            members = len(self._of_members)
            try:
                self._let_values[node.name] = self.value(self.lets[node.name])
            finally:
                # Each field once: a let of lets of lets would name the same ones again and again.
                self._let_reads[node.name], self.reads = list({id(one): one for one in self.reads}.values()), outer
                del self._of_members[members:]
        self.reads.extend(self._let_reads[node.name])
        return self._let_values[node.name]

    def subject_of(self, node: tree.Subject) -> Any:
        return self.view.form if node.type.record == "form" else self.subject

    def root(self, _: tree.Root) -> Any:
        return self.view.form

    def attribute(self, node: tree.Attribute) -> Any:
        name, access = node.member.name, node.member.access
        read = _FIELD_READERS.get(access)
        if read is not None:
            return read(self._field_or_raise(node))
        if access == "part":
            return reading.part(self.field(node.base), name)
        if access in _OF_VIEW:
            return _OF_VIEW[access](self.view, name)
        value = getattr(self.value(node.base), name)
        convert = _CONVERTED.get(access)
        return value if convert is None else convert(value)

    def _field_or_raise(self, node: tree.Attribute) -> Field[Any]:
        if isinstance(node.base, tree.Attribute) and node.base.member.access == "line":
            self.view.line(node.base.member.name)
        return self.field(node)

    def unary(self, node: tree.Unary) -> Any:
        value = self.value(node.operand)
        return -value if node.operator == "-" else not value

    def binary(self, node: tree.Binary) -> Any:
        left, right = self.value(node.left), self.value(node.right)
        return reading.joined(left, right) if node.type.kind == "text" else _ARITHMETIC[node.operator](left, right)

    def comparison(self, node: tree.Comparison) -> bool:
        left = self.value(node.operands[0])
        for comparator, operand in zip(node.operators, node.operands[1:], strict=True):
            right = self.value(operand)
            if not _COMPARE[comparator](left, right):
                return False
            left = right
        return True

    def junction(self, node: tree.Junction) -> bool:
        if node.operator == "and":
            return all(self.value(operand) for operand in node.operands)
        return any(self.value(operand) for operand in node.operands)

    def choice(self, node: tree.Choice) -> Any:
        return self.value(node.then if self.value(node.test) else node.otherwise)

    def display(self, node: tree.Display) -> tuple[Any, ...]:
        return tuple(self.value(member) for member in node.members)

    def call(self, node: tree.Call) -> Any:
        run = FUNCTIONS[node.function].run
        if node.function in ("any", "all") and isinstance(node.arguments[0], tree.Loop):
            held, before = len(self.reads), len(self._of_members)
            found = run(self.value(element) for element in self.iterate(node.arguments[0]))
            if node.function == "any" and not found:
                self._forget(held, before)
            return found
        if node.function == "occurrences" and isinstance(node.arguments[1], tree.Loop):
            return run(self.value(node.arguments[0]), self._matching(node.arguments[0], node.arguments[1]))
        return run(*(
            self.field(argument) if as_field else self.value(argument)
            for argument, as_field in zip(node.arguments, node.fields, strict=True)
        ))  # fmt: skip

    def _matching(self, wanted: tree.Node, node: tree.Loop) -> list[Any]:
        """The members of a list that are the one counted; what the others read is no operand."""
        one, found = self.value(wanted), []
        for element in self.iterate(node):
            held, before = len(self.reads), len(self._of_members)
            member = self.value(element)
            if member == one:
                found.append(member)
            else:
                del self.reads[held:], self._of_members[before:]
        return found

    def _forget(self, held: int, before: int) -> None:
        """Takes back what a search in vain read of its members: that it is nowhere stands in no cell."""
        times = Counter(map(id, self._of_members[before:]))
        del self._of_members[before:]
        kept = []
        for field in self.reads[held:]:
            if times[id(field)]:
                times[id(field)] -= 1
            else:
                kept.append(field)
        self.reads[held:] = kept

    def loop(self, node: tree.Loop) -> list[Any]:
        return [self.value(element) for element in self.iterate(node)]

    def iterate(self, node: tree.Loop) -> Iterator[tree.Node]:
        """The element, once for each member that the condition lets through, with the loop variable set.

        What only the condition reads is no operand of the result.
        """
        outer = self.loops
        try:
            for member in self.value(node.source):
                self.loops = {**outer, node.variable: member}
                if node.condition is None or self.silently(node.condition):
                    yield node.element
        finally:
            self.loops = outer

    def silently(self, node: tree.Node) -> Any:
        """The value of `node`, its fields not noted."""
        held, before = len(self.reads), len(self._of_members)
        try:
            return self.value(node)
        finally:
            del self.reads[held:], self._of_members[before:]


def _of_member(node: tree.Node) -> bool:
    """Whether a field is reached through the variable of a loop."""
    while isinstance(node, tree.Attribute):
        node = node.base
    return isinstance(node, tree.Local) and node.origin == "loop"


_FIELD_READERS: dict[str, Callable[[Field[Any]], Any]] = {
    "number_field": reading.number,
    "year_field": reading.number,
    "text_field": reading.string,
    "fund": reading.number,
    "expression_field": lambda field: field,
}
_OF_VIEW: dict[str, Callable[[reading.View, str], Any]] = {
    "rows": lambda view, _: view.indicators,
    "placeholders": lambda view, _: view.placeholders,
    "unused": lambda view, _: view.unused,
    "lines": lambda view, _: view.lines,
    "components": lambda view, _: view.components,
    "lacks": lambda view, _: view.lacks,
    "line": lambda view, name: view.line(name),
    "budget": lambda view, _: view,
    "funds": lambda view, _: view,
}
_CONVERTED: dict[str, Callable[[Any], Any]] = {
    "verdict": lambda verdict: verdict.result,
    "group_rows": lambda rows: tuple(row for row in rows if not row.placeholder),
    "whole": Decimal,
}
_EVALUATE: dict[type[tree.Node], Callable[..., Any]] = {
    tree.Constant: Run.constant,
    tree.Local: Run.local,
    tree.Subject: Run.subject_of,
    tree.Root: Run.root,
    tree.Attribute: Run.attribute,
    tree.Unary: Run.unary,
    tree.Binary: Run.binary,
    tree.Comparison: Run.comparison,
    tree.Junction: Run.junction,
    tree.Choice: Run.choice,
    tree.Display: Run.display,
    tree.Call: Run.call,
    tree.Loop: Run.loop,
}
