"""The arithmetic behind a failed claim, as a clerk would write it on paper.

`51914 ÷ 51970 = 0.998922; round(0.998922 × 10, 2) = 9.99; 10 ≠ 9.99 (±0.01)`: first every let that counts,
then the claim turned into the statement that is true.
"""

from collections.abc import Iterator
from contextlib import suppress
from decimal import Decimal
from typing import Any

from perflint.engine import tree
from perflint.engine.interpret import Run
from perflint.engine.numbers import shown
from perflint.engine.reading import NotEvaluable
from perflint.forms.model import Field
from perflint.patterns import pattern

_SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷", "//": "÷", "%": "mod"}
_STRENGTH = {"+": 1, "-": 1, "*": 2, "/": 2, "//": 2, "%": 2}
_TRUE = {"==": "=", "!=": "≠", "<": "<", "<=": "≤", ">": ">", ">=": "≥", "in": "∈", "not in": "∉"}
_FALSE = {"==": "≠", "!=": "=", "<": "≥", "<=": ">", ">": "≤", ">=": "<", "in": "∉", "not in": "∈"}
# A sum of more terms is cut in the middle.
MAX_TERMS = 60
# Longer texts are cut: a trace compares, it does not quote.
MAX_TEXT = 24


_FIGURE = pattern(r"\d[\d.]*")
_COMPUTED = pattern(r"[×÷−+±%⌊(]")


def trace(run: Run, claim: tree.Node, said: str = "") -> str:
    """The steps behind a claim that does not hold.

    "" where there is no arithmetic in it: words were compared, or printed figures that the message (`said`) names.
    """
    steps: dict[str, None] = {}
    # A part of the claim that was never reached may have no value; what was found until then still counts.
    with suppress(NotEvaluable, ArithmeticError):
        for step in _statements(run, claim, holds=False):
            steps[step] = None
    text = "; ".join(steps)
    told = not _COMPUTED.search(text) and all(figure in said for figure in _FIGURE.findall(text))
    return "" if told else text


def truth(run: Run, node: tree.Node, *, holds: bool) -> str:
    """The statements about figures that make a condition come out as it does; "" where words were compared."""
    with suppress(NotEvaluable, ArithmeticError):
        return "; ".join(dict.fromkeys(_statements(run, node, holds=holds)))
    return ""


def _statements(run: Run, node: tree.Node, *, holds: bool) -> Iterator[str]:
    """The true statements that make `node` come out as `holds`, each behind the steps that lead to it."""
    if isinstance(node, tree.Unary) and node.operator == "not":
        yield from _statements(run, node.operand, holds=not holds)
    elif isinstance(node, tree.Junction):
        for operand in node.operands:
            if _comes_out(run, operand, holds):
                yield from _statements(run, operand, holds=holds)
    elif isinstance(node, tree.Choice):
        yield from _statements(run, _branch(run, node), holds=holds)
    elif isinstance(node, tree.Comparison):
        yield from _comparison(run, node, holds=holds)
    elif isinstance(node, tree.Call):
        yield from _call(run, node, holds=holds)
    elif isinstance(node, tree.Local) and node.origin == "let":
        yield from _statements(run, run.lets[node.name], holds=holds)


def _comes_out(run: Run, node: tree.Node, holds: bool) -> bool:
    try:
        return bool(run.value(node) == holds)
    except (NotEvaluable, ArithmeticError):
        return False


def _branch(run: Run, node: tree.Choice) -> tree.Node:
    return node.then if run.value(node.test) else node.otherwise


def _comparison(run: Run, node: tree.Comparison, *, holds: bool) -> Iterator[str]:
    for left, comparator, right in zip(node.operands, node.operators, node.operands[1:], strict=False):
        pair = tree.Comparison(type=node.type, operands=(left, right), operators=(comparator,))
        if run.value(pair) == holds and _rests_on_numbers(run, (left, right)):
            yield from _steps(run, left)
            yield from _steps(run, right)
            yield " ".join((_leaf(run, left, right), sign(comparator, holds=holds), _leaf(run, right, left)))


def sign(comparator: tree.Comparator, *, holds: bool) -> str:
    """How a comparison that came out so is written."""
    return (_TRUE if holds else _FALSE)[comparator]


def _call(run: Run, node: tree.Call, *, holds: bool) -> Iterator[str]:
    if node.function == "close":
        left, right, tolerance = node.arguments
        yield from _steps(run, left)
        yield from _steps(run, right)
        within = _leaf(run, tolerance, right if _percent(run, right) else left)
        yield f"{_leaf(run, left, right)} {'≈' if holds else '≠'} {_leaf(run, right, left)} (±{within})"
    elif node.function in ("any", "all") and isinstance(node.arguments[0], tree.Loop):
        decided_by_one = (node.function == "any") == holds
        if decided_by_one:
            for element in run.iterate(node.arguments[0]):
                if _comes_out(run, element, holds):
                    yield from _statements(run, element, holds=holds)


def _rests_on_numbers(run: Run, nodes: tuple[tree.Node, ...]) -> bool:
    """A printed number stands behind one of `nodes`; counts of rows and comparisons of words are no arithmetic."""
    if any(node.type.kind != "number" for node in nodes):
        return False
    for node in nodes:
        for below in _spread(run, node):
            if isinstance(below, tree.Attribute) and (below.member.printed or below.member.access == "part"):
                return True
    return False


def _spread(run: Run, node: tree.Node) -> Iterator[tree.Node]:
    """All nodes that count for a value: through lets, only the chosen branch, not what is merely counted."""
    pending, seen = [node], set[str]()
    while pending:
        below = pending.pop()
        yield below
        if isinstance(below, tree.Local) and below.origin == "let":
            # Each let once: lets of lets of lets stand for more nodes than there is time for.
            if below.name not in seen:
                seen.add(below.name)
                pending.append(run.lets[below.name])
        elif isinstance(below, tree.Choice):
            pending.append(_branch(run, below))
        elif isinstance(below, tree.Loop):
            pending.append(below.element)
        elif not (
            isinstance(below, tree.Call) and below.function in ("len", "count", "distinct", "occurrences", "length")
        ):
            pending.extend(reversed(below.parts()))


def _steps(run: Run, node: tree.Node) -> Iterator[str]:
    """The lets behind a number in the order of computing, then the number itself where it is computed on the spot."""
    found = {below.name for below in _spread(run, node) if isinstance(below, tree.Local) and below.origin == "let"}
    for name in run.lets:
        if name in found:
            yield from _step(run, run.lets[name])
    yield from _step(run, node)


def _step(run: Run, node: tree.Node) -> Iterator[str]:
    """`written = value` for a number that was computed; nothing for one that was only read."""
    if isinstance(node, tree.Choice):
        yield from _step(run, _branch(run, node))
    elif node.type.kind == "number" and not isinstance(node, tree.Attribute | tree.Constant | tree.Local):
        value = shown(run.value(node))
        written = write(run, node)
        if written != value and any(char.isdigit() for char in written):
            yield f"{written} = {value}"


def _leaf(run: Run, node: tree.Node, beside: tree.Node) -> str:
    """The value of `node` as one word; in percent where it, or the number beside it, is printed so."""
    if _percent(run, node):
        return write(run, node)
    if _percent(run, beside):
        return f"{shown(run.value(node) * 100, 4)}%"
    return word(run.value(node))


def _percent(run: Run, node: tree.Node) -> bool:
    """A field that the form prints with a percent sign: a fraction to the rule, a percentage to whoever reads it."""
    if not (isinstance(node, tree.Attribute) and node.member.access == "number_field"):
        return False
    field = run.field(node)
    return field.value is not None and field.text.endswith(("%", "％"))


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
        return f"-{write(run, node.operand, 3)}"
    if isinstance(node, tree.Choice):
        return write(run, _branch(run, node), strength)
    if isinstance(node, tree.Call) and node.type.kind == "number":
        return _write_call(run, node, strength)
    if isinstance(node, tree.Attribute) and _percent(run, node):
        return run.field(node).text.replace("％", "%")
    return word(run.value(node))


def _write_call(run: Run, node: tree.Call, strength: int) -> str:
    if node.function == "sum" and isinstance(node.arguments[0], tree.Loop):
        terms = [write(run, element, 1) for element in run.iterate(node.arguments[0])]
        if len(terms) > MAX_TERMS:
            terms = [*terms[: MAX_TERMS - 1], "…", terms[-1]]
        text = " + ".join(terms) or "0"
        return f"({text})" if len(terms) > 1 and strength > 1 else text
    if node.function == "ratio":
        return _write_ratio(run, node)
    if node.function in ("min", "max") and (only := _unbounded(run, node)) is not None:
        return write(run, only, strength)
    if node.function == "abs":
        return f"|{write(run, node.arguments[0])}|"
    if node.function in ("round", "floor", "min", "max") and not any(
        argument.type.kind == "list" for argument in node.arguments
    ):
        return f"{node.function}({', '.join(write(run, argument) for argument in node.arguments)})"
    return word(run.value(node))


def _unbounded(run: Run, node: tree.Call) -> tree.Node | None:
    """The one computed argument of `min` or `max` where the written-out bounds beside it change nothing."""
    free = [argument for argument in node.arguments if not isinstance(argument, tree.Constant)]
    if len(free) == 1 and len(node.arguments) > 1 and run.value(free[0]) == run.value(node):
        return free[0]
    return None


def _write_ratio(run: Run, node: tree.Call) -> str:
    """`90.25 ÷ 95` where actual and target print the same unit, else the quotient alone."""
    quotient = run.value(node)
    printed = [run.field(argument).value for argument in node.arguments if isinstance(argument, tree.Attribute)]
    quantities = [one.quantity for one in printed if one is not None and one.kind == "quantity"]
    if len(quantities) == 2 and quantities[0].unit == quantities[1].unit:
        return " ÷ ".join(shown(quantity.amount) for quantity in quantities)
    return word(quotient)
