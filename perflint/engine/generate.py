"""Turns the checked trees of a rule into one Python function, so that judging a row costs about a microsecond.

The text that is compiled here is made only of the words of this module, member names of the schema and names that
passed the loader's identifier check, each with a prefix of its own. Literals of the rule file never enter it: they are
handed over as objects.

The function takes the things under judgement, the form's view and a list; it gives for how many of the things the
claim holds and puts into the list, in their order, those of which it does not, each with None, or with why it cannot be
told: NotEvaluable where an operand is missing, ArithmeticError where a division has no result, Lacking.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from types import CodeType
from typing import Any

import msgspec

from perflint.engine import reading, tree
from perflint.engine.functions import FUNCTIONS, dashes

Doubt = (reading.NotEvaluable, ArithmeticError, reading.Lacking)
Odd = list[tuple[Any, Exception | None]]
Check = Callable[[Sequence[Any], reading.View, Odd], int]

_FIXED: dict[str, Any] = {
    "__builtins__": {},
    "missing": reading.missing,
    "lack": reading.lack,
    "number": reading.number,
    "part": reading.part,
    "joined": reading.joined,
    "group_rows": reading.group_rows,
    "whole": Decimal,
    "dashes": dashes,
    "Doubt": Doubt,
    **{f"f_{name}": function.run for name, function in FUNCTIONS.items()},
}

# How a member is read: from the view of the form, or from the object that it belongs to; otherwise a plain attribute.
_OF_VIEW = {
    "rows": "F.indicators",
    "placeholders": "F.placeholders",
    "lines": "F.lines",
    "components": "F.components",
    "lacks": "F.lacks",
    "line": "F.line({name!r})",
    "budget": "F",
    "funds": "F",
    "fund": "number(F.fund({name!r}))",
}
_OF_BASE = {
    "number_field": "({held} if ({held} := {base}.{name}.value) is not None else missing({base}.{name}))",
    "text_field": "(({held} := {base}.{name}).value or {held}.text)",
    "year_field": "number({base}.{name})",
    "verdict": "{base}.{name}.result",
    "group_rows": "group_rows({base})",
    "whole": "whole({base}.{name})",
}


class Program(msgspec.Struct, frozen=True):
    """One function as text, and what its names stand for; it holds for any setting of the rule's parameters.

    each        the scope that it judges
    constants   names of literals
    kept        names of lists that are the same for every row and are kept with the form
    bound       names of functions that a fixed list goes into, with the function and the name of the list
    """

    text: str
    each: str
    constants: Mapping[str, Any] = {}
    kept: tuple[str, ...] = ()
    bound: Mapping[str, tuple[str, str]] = {}


class Generator:
    """Writes the text of one function and keeps what it names."""

    def __init__(self) -> None:
        self.constants: dict[str, Any] = {}
        self.kept: list[str] = []
        self.bound: dict[str, tuple[str, str]] = {}
        self.counter = 0

    def fresh(self, prefix: str) -> str:
        """A name not used before."""
        self.counter += 1
        return f"{prefix}{self.counter}"

    def value(self, node: tree.Node) -> str:
        """Python text that gives the value of `node`."""
        return _WRITERS[type(node)](self, node)

    def field(self, node: tree.Node) -> str:
        """Python text that gives the printed field that `node` names; an absent fund row has blank fields."""
        assert isinstance(node, tree.Attribute)  # noqa: S101 - checked with the signature
        if node.member.access == "fund":
            return f"F.fund({node.member.name!r})"
        return f"{self.owner(node.base, absent='line_or_blank')}.{node.member.name}"

    def owner(self, node: tree.Node, absent: str = "line") -> str:
        """Python text that gives the object behind a record."""
        if isinstance(node, tree.Attribute) and node.member.access == "line":
            return f"F.{absent}({node.member.name!r})"
        return self.value(node)

    def constant(self, node: tree.Constant) -> str:
        return self.named(node.value)

    def named(self, value: Any) -> str:
        """The name of a literal."""
        name = self.fresh("K")
        self.constants[name] = value
        return name

    def local(self, node: tree.Local) -> str:
        return {"let": "L_", "param": "P_", "loop": "V_"}[node.origin] + node.name

    def subject(self, node: tree.Subject) -> str:
        return "F.form" if node.type.record == "form" else "s"

    def root(self, _: tree.Root) -> str:
        return "F.form"

    def attribute(self, node: tree.Attribute) -> str:
        name, access = node.member.name, node.member.access
        if access in _OF_VIEW:
            return _OF_VIEW[access].format(name=name)
        if access == "part":
            return f"part({self.field(node.base)}, {name!r})"
        return _OF_BASE.get(access, "{base}.{name}").format(base=self.owner(node.base), name=name, held=self.fresh("t"))

    def unary(self, node: tree.Unary) -> str:
        return f"({node.operator} {self.value(node.operand)})"

    def binary(self, node: tree.Binary) -> str:
        if node.type.kind == "text":
            return f"joined({self.value(node.left)}, {self.value(node.right)})"
        return f"({self.value(node.left)} {node.operator} {self.value(node.right)})"

    def comparison(self, node: tree.Comparison) -> str:
        operands = [self.value(operand) for operand in node.operands]
        pairs = (f" {operator} {operand}" for operator, operand in zip(node.operators, operands[1:], strict=True))
        return f"({operands[0]}{''.join(pairs)})"

    def junction(self, node: tree.Junction) -> str:
        return f"({f' {node.operator} '.join(self.value(operand) for operand in node.operands)})"

    def choice(self, node: tree.Choice) -> str:
        return f"({self.value(node.then)} if {self.value(node.test)} else {self.value(node.otherwise)})"

    def display(self, node: tree.Display) -> str:
        fixed = tuple(member.value for member in node.members if isinstance(member, tree.Constant))
        if len(fixed) == len(node.members):
            return self.named(fixed)
        return f"({''.join(f'{self.value(member)}, ' for member in node.members)})"

    def call(self, node: tree.Call) -> str:
        arguments = [
            self.field(argument) if as_field else self.value(argument)
            for argument, as_field in zip(node.arguments, node.fields, strict=True)
        ]
        if node.function in ("any", "all") and isinstance(node.arguments[0], tree.Loop):
            # A generator, so that the first hit ends it, as it does in the interpreter.
            return f"f_{node.function}({self.members(node.arguments[0])})"
        function, last = FUNCTIONS[node.function], node.arguments[-1]
        if function.inline:
            return function.inline.format(*arguments, held=self.fresh("t"))
        fixed = isinstance(last, tree.Local) and last.origin == "param"
        if function.bind is not None and (fixed or arguments[-1] in self.constants):
            # A parameter and a list of literals never change: what can be made of them is made once.
            bound = f"B_{node.function}_{arguments[-1]}"
            self.bound[bound] = (node.function, arguments[-1])
            return f"{bound}({', '.join(arguments[:-1])})"
        return f"f_{node.function}({', '.join(arguments)})"

    def loop(self, node: tree.Loop) -> str:
        text = f"[{self.members(node)}]"
        if not form_bound(node):
            return text
        # The same for every row of the form: computed at the first one that asks, kept with the form.
        key, held = self.fresh("M"), self.fresh("t")
        self.kept.append(key)
        return f"({held} if ({held} := F.memo.get({key})) is not None else F.memo.setdefault({key}, {text}))"

    def members(self, node: tree.Loop) -> str:
        """The inside of a comprehension."""
        condition = f" if {self.value(node.condition)}" if node.condition is not None else ""
        return f"{self.value(node.element)} for V_{node.variable} in {self.value(node.source)}{condition}"


def form_bound(loop: tree.Loop) -> bool:
    """The list depends on the form alone, not on the thing judged, a let or an outer loop; and is judged by rows."""
    own = {loop.variable} | {node.variable for node in tree.walk(loop) if isinstance(node, tree.Loop)}
    for node in tree.walk(loop):
        if isinstance(node, tree.Subject) and node.type.record != "form":
            return False
        if isinstance(node, tree.Local) and node.origin != "param" and node.name not in own:
            return False
    return True


_WRITERS: dict[type[tree.Node], Callable[..., str]] = {
    tree.Constant: Generator.constant,
    tree.Local: Generator.local,
    tree.Subject: Generator.subject,
    tree.Root: Generator.root,
    tree.Attribute: Generator.attribute,
    tree.Unary: Generator.unary,
    tree.Binary: Generator.binary,
    tree.Comparison: Generator.comparison,
    tree.Junction: Generator.junction,
    tree.Choice: Generator.choice,
    tree.Display: Generator.display,
    tree.Call: Generator.call,
    tree.Loop: Generator.loop,
}


def needed_lets(lets: Mapping[str, tree.Node], *nodes: tree.Node | None) -> list[str]:
    """The lets that `nodes` rest on, directly or through other lets, in their order of declaration."""
    if not lets:
        return []
    wanted: set[str] = set()
    pending = [node for node in nodes if node is not None]
    while pending:
        for node in tree.walk(pending.pop()):
            if isinstance(node, tree.Local) and node.origin == "let" and node.name not in wanted:
                wanted.add(node.name)
                pending.append(lets[node.name])
    return [name for name in lets if name in wanted]


# Compiled functions by their text: those that this process compiled or that an earlier one left.
COMPILED: dict[str, CodeType] = {}


def compiled(text: str) -> CodeType:
    """The code of a function's text."""
    code = COMPILED.get(text)
    if code is None:
        code = COMPILED[text] = compile(text, "<rule>", "exec")
    return code


def write_program(
    each: str,
    when: tree.Node | None,
    requirements: Sequence[tree.Node],
    lets: Mapping[str, tree.Node],
    claim: tree.Node,
) -> Program:
    """The function that judges things of one kind.

    It asks of each `when`, then each requirement, then the claim. A let is computed when the first of these that needs
    it is reached; for a thing that is done with by then, never.
    """
    writer = Generator()
    lines: list[str] = []
    known: set[str] = set()

    def prepare(node: tree.Node) -> str:
        for name in needed_lets(lets, node):
            if name not in known:
                known.add(name)
                lines.append(f"L_{name} = {writer.value(lets[name])}")
        return writer.value(node)

    if when is not None:
        lines.append(f"if not {prepare(when)}: continue")
    for number, requirement in enumerate(requirements):
        lines.append(f"if not {prepare(requirement)}: lack({number})")
    lines += [f"if {prepare(claim)}: held += 1", "else: odd.append((s, None))"]
    text = _AROUND.format(judging="\n            ".join(lines))
    return Program(text, each, writer.constants, tuple(writer.kept), writer.bound)


_AROUND = """\
def check(things, F, odd):
    held = 0
    for s in things:
        try:
            {judging}
        except Doubt as cause:
            odd.append((s, cause))
    return held
"""


def generate(program: Program, params: Mapping[str, Any]) -> Check:
    """The function of a program under these settings of the parameters."""
    objects: dict[str, Any] = {**_FIXED, **program.constants}
    objects.update((f"P_{name}", value) for name, value in params.items())
    objects.update((name, object()) for name in program.kept)
    for name, (function, fixed) in program.bound.items():
        bind = FUNCTIONS[function].bind
        assert bind is not None  # noqa: S101 - only such functions are bound
        objects[name] = bind(objects[fixed])
    exec(compiled(program.text), objects)  # noqa: S102 - see the module's docstring
    check: Check = objects["check"]
    return check
