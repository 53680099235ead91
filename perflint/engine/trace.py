"""The arithmetic behind a failed claim, as a clerk would write it on paper.

`51914 ÷ 51970 = 0.998922; round(min(0.998922, 1) × 10, 2) = 9.99; 10 ≠ 9.99 (±0.01)`: first every let that counts,
then the claim turned into the statement that is true.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from perflint.engine import tree
from perflint.engine.generate import needed_lets
from perflint.engine.interpret import Run
from perflint.engine.numbers import shown
from perflint.engine.reading import NotEvaluable
from perflint.forms.model import Field

_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷", "//": "÷", "%": "mod"}
_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2, "//": 2, "%": 2}
_TRUE = {"==": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥", "in": "∈", "not in": "∉"}
_FALSE = {"==": "≠", "!=": "=", "<": "≥", "<=": ">", ">": "≤", ">=": "<", "in": "∉", "not in": "∈"}
# A sum of more terms is cut in the middle.
MAX_TERMS = 60
# Longer texts are cut: a trace compares, it does not quote.
MAX_TEXT = 24


def trace(run: Run, claim: tree.Node) -> str:
    """The steps behind a claim that does not hold; "" where there is no arithmetic in it."""
    steps: list[str] = []
    for name in needed_lets(run.lets, claim):
        steps.extend(_step(run, run.lets[name]))
    steps.extend(_statements(run, claim, holds=False))
    return "; ".join(dict.fromkeys(steps))


def _step(run: Run, node: tree.Node) -> Iterator[str]:
    """`written = value` for a number that was computed; nothing for one that was only read."""
    if node.type.kind != "number" or isinstance(node, tree.Attribute | tree.Constant | tree.Local):
        return
    try:
        value = shown(run.value(node))
    except (NotEvaluable, ArithmeticError):
        return
    written = write(run, node)
    if written != value:
        yield f"{written} = {value}"


def _statements(run: Run, node: tree.Node, *, holds: bool) -> Iterator[str]:
    """The true statements that make `node` come out as `holds`."""
    if isinstance(node, tree.Unary) and node.operator == "not":
        yield from _statements(run, node.operand, holds=not holds)
    elif isinstance(node, tree.Junction):
        for operand in node.operands:
            try:
                counts = run.value(operand) == holds
            except (NotEvaluable, ArithmeticError):
                continue
            if counts:
                yield from _statements(run, operand, holds=holds)
    elif isinstance(node, tree.Choice):
        yield from _statements(run, node.then if run.value(node.test) else node.otherwise, holds=holds)
    elif isinstance(node, tree.Comparison):
        yield from _comparison(run, node, holds=holds)
    elif isinstance(node, tree.Call):
        yield from _call(run, node, holds=holds)
    elif isinstance(node, tree.Local) and node.origin == "let":
        yield from _statements(run, run.lets[node.name], holds=holds)


def _comparison(run: Run, node: tree.Comparison, *, holds: bool) -> Iterator[str]:
    for operand in node.operands:
        yield from _step(run, operand)
    written = [_leaf(run, operand) for operand in node.operands]
    if len(node.operators) == 1:
        sign = (_TRUE if holds else _FALSE)[node.operators[0]]
        yield f"{written[0]} {sign} {written[1]}"
        return
    for position, comparator in enumerate(node.operators):
        pair = tree.Comparison(type=node.type, operands=node.operands[position : position + 2], operators=(comparator,))
        if run.value(pair) == holds:
            sign = (_TRUE if holds else _FALSE)[comparator]
            yield f"{written[position]} {sign} {written[position + 1]}"


def _call(run: Run, node: tree.Call, *, holds: bool) -> Iterator[str]:
    if node.function == "close":
        left, right, tolerance = node.arguments
        for argument in (left, right):
            yield from _step(run, argument)
        sign = "≈" if holds else "≠"
        yield f"{_leaf(run, left)} {sign} {_leaf(run, right)} (±{_leaf(run, tolerance)})"
    elif node.function in ("any", "all") and isinstance(node.arguments[0], tree.Loop):
        loop = node.arguments[0]
        if (node.function == "any") == holds or (node.function == "all") != holds:
            yield from _deciding(run, loop, holds=holds)


def _deciding(run: Run, loop: tree.Loop, *, holds: bool) -> Iterator[str]:
    """The statements of the members that decide `any` or `all`."""
    for element in run.iterate(loop):
        try:
            if run.value(element) == holds:
                yield from _statements(run, element, holds=holds)
        except (NotEvaluable, ArithmeticError):
            continue


def _leaf(run: Run, node: tree.Node) -> str:
    """The value of `node` as one word of the trace."""
    if isinstance(node, tree.Attribute) and node.member.printed and node.type.kind == "number":
        return write(run, node)
    return word(run.value(node))


def word(value: Any) -> str:
    """A value as the trace writes it."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return shown(value)
    if isinstance(value, str):
        return f"“{value if len(value) <= MAX_TEXT else value[: MAX_TEXT - 1] + '…'}”"
    if isinstance(value, Field):
        return word(value.text)
    if isinstance(value, list | tuple):
        return "、".join(word(member) for member in value[:MAX_TERMS])
    return str(value)


def write(run: Run, node: tree.Node, strength: int = 0) -> str:
    """`node` with its operands as numbers: `51914 ÷ 51970`; brackets where a stronger sign stands around it."""
    if isinstance(node, tree.Binary) and node.type.kind == "number":
        own = _STRENGTH[node.operator]
        left, right = write(run, node.left, own), write(run, node.right, own + (node.operator not in "+*"))
        text = f"{left} {_SIGNS[node.operator]} {right}"
        text = f"⌊{text}⌋" if node.operator == "//" else text
        return f"({text})" if own < strength and node.operator != "//" else text
    if isinstance(node, tree.Unary) and node.operator == "-":
        return f"−{write(run, node.operand, 3)}"
    if isinstance(node, tree.Choice):
        return write(run, node.then if run.value(node.test) else node.otherwise, strength)
    if isinstance(node, tree.Call) and node.type.kind == "number":
        return _write_call(run, node, strength)
    if isinstance(node, tree.Attribute) and node.member.access in ("number_field", "fund"):
        field = run.field(node)
        # A rate is a fraction to the rule, and a percentage to whoever reads the form.
        if field.text.endswith(("%", "％")) and field.value is not None:
            return field.text.replace("％", "%")
    return word(run.value(node))


def _write_call(run: Run, node: tree.Call, strength: int) -> str:
    if node.function == "sum" and isinstance(node.arguments[0], tree.Loop):
        terms = [write(run, element, 1) for element in run.iterate(node.arguments[0])]
        if len(terms) > MAX_TERMS:
            terms = [*terms[: MAX_TERMS - 1], "…", terms[-1]]
        text = " + ".join(terms) or "0"
        return f"({text})" if len(terms) > 1 and strength > 1 else text
    if node.function in ("round", "floor", "abs", "min", "max") and not any(
        argument.type.kind == "list" for argument in node.arguments
    ):
        return f"{node.function}({', '.join(write(run, argument) for argument in node.arguments)})"
    return word(run.value(node))
