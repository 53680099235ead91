"""The checked tree of an expression: every node knows its type and where it stands in the text."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal as Words

import msgspec

from perflint.engine.schema import Member, Type


class Node(msgspec.Struct, frozen=True, kw_only=True, eq=False):
    """What all nodes share: the type of the value and the characters [start, end) of the text."""

    type: Type
    start: int = 0
    end: int = 0

    def parts(self) -> tuple["Node", ...]:
        """The nodes directly below, in reading order."""
        return ()


class Constant(Node, frozen=True, eq=False):
    """A literal of the rule file, or a word list: a Decimal, text, boolean, or tuple of those."""

    value: Decimal | str | bool | tuple[Decimal | str | bool, ...]


class Local(Node, frozen=True, eq=False):
    """A `let`, a parameter or a loop variable."""

    name: str
    origin: Words["let", "param", "loop"]


class Subject(Node, frozen=True, eq=False):
    """The thing under judgement."""


class Root(Node, frozen=True, eq=False):
    """The form that the thing under judgement belongs to."""


class Attribute(Node, frozen=True, eq=False):
    """A member of a record, or of a target or actual."""

    base: Node
    member: Member

    def parts(self) -> tuple[Node, ...]:
        return (self.base,)


class Unary(Node, frozen=True, eq=False):
    """`-x` or `not x`."""

    operator: Words["-", "not"]
    operand: Node

    def parts(self) -> tuple[Node, ...]:
        return (self.operand,)


class Binary(Node, frozen=True, eq=False):
    """Arithmetic on two numbers, or two texts joined by `+`."""

    operator: Words["+", "-", "*", "/", "//", "%"]
    left: Node
    right: Node

    def parts(self) -> tuple[Node, ...]:
        return (self.left, self.right)


Comparator = Words["==", "!=", "<", "<=", ">", ">=", "in", "not in"]


class Comparison(Node, frozen=True, eq=False):
    """One or more comparisons in a chain: `0 < score <= weight`."""

    operands: tuple[Node, ...]
    operators: tuple[Comparator, ...]

    def parts(self) -> tuple[Node, ...]:
        return self.operands


class Junction(Node, frozen=True, eq=False):
    """`and` or `or` over two or more parts."""

    operator: Words["and", "or"]
    operands: tuple[Node, ...]

    def parts(self) -> tuple[Node, ...]:
        return self.operands


class Choice(Node, frozen=True, eq=False):
    """`then if test else otherwise`."""

    test: Node
    then: Node
    otherwise: Node

    def parts(self) -> tuple[Node, ...]:
        return (self.test, self.then, self.otherwise)


class Display(Node, frozen=True, eq=False):
    """A list or tuple written out."""

    members: tuple[Node, ...]

    def parts(self) -> tuple[Node, ...]:
        return self.members


class Call(Node, frozen=True, eq=False):
    """A function of the table. `fields` says which arguments are passed as printed fields, not as values."""

    function: str
    arguments: tuple[Node, ...]
    fields: tuple[bool, ...]

    def parts(self) -> tuple[Node, ...]:
        return self.arguments


class Loop(Node, frozen=True, eq=False):
    """`element for variable in source if condition`."""

    variable: str
    source: Node
    condition: Node | None
    element: Node

    def parts(self) -> tuple[Node, ...]:
        middle = () if self.condition is None else (self.condition,)
        return (self.source, *middle, self.element)


def walk(node: Node) -> Iterator[Node]:
    """The node and all below it, in reading order."""
    pending = [node]
    while pending:
        node = pending.pop()
        yield node
        pending.extend(reversed(node.parts()))
