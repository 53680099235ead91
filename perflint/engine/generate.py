"""Turns the checked trees of a rule into one Python function, so that judging a row costs about a microsecond.

The text that is compiled here is made only of the words of this module, member names of the schema and names that
passed the loader's identifier check, each with a prefix of its own. Literals of the rule file never enter it: they are
handed over as objects.

Python takes longer to read the text than to run it over a form: it has no brackets that are not needed, and reads a
printed value of the thing judged once, however often the rule names it.

A check takes the things under judgement, the form's view and a list; it gives for how many of them the
claim holds and puts into the list, in their order, those of which it does not, each with None, or with why it cannot be
told: NotEvaluable where an operand is missing, ArithmeticError where a division has no result, Lacking.
"""

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from sys import intern
from types import CodeType, FunctionType
from typing import Any, cast

import msgspec

from perflint.engine import reading, tree
from perflint.engine.functions import FUNCTIONS, dashes

Doubt = (reading.NotEvaluable, ArithmeticError, reading.Lacking)
Odd = list[tuple[Any, Exception | None]]
Check = Callable[[Sequence[Any], reading.View, Odd], int]

# What every function finds: it stands in the place of Python's own builtins, of which there are none here but these.
_FIXED: dict[str, Any] = {
    "lack": reading.lack,
    "len": len,
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
    "unused": "F.unused",
    "lines": "F.lines",
    "components": "F.components",
    "lacks": "F.lacks",
    "line": "F.line({name!r})",
    "budget": "F",
    "funds": "F",
    "fund": "number(F.fund({name!r}))",
}
_OF_BASE = {
    # A zero goes the longer way.
    "number_field": "{base}.{name}.value or number({base}.{name})",
    "text_field": "{base}.{name}.value or {base}.{name}.text",
    "year_field": "number({base}.{name})",
    "verdict": "{base}.{name}.result",
    "group_rows": "group_rows({base})",
    "whole": "whole({base}.{name})",
}
_READ_ONCE = frozenset(("number_field", "text_field"))


class Program(msgspec.Struct, frozen=True):
    """One function, and what its names stand for; it holds for any setting of the rule's parameters.

    function    its text, or its code where that was compiled already
    each        the scope that it judges
    constants   names of literals
    kept        names of lists that are the same for every row and are kept with the form
    bound       names of functions that a fixed list goes into, with the function and the name of the list
    """

    function: str | CodeType
    each: str
    constants: Mapping[str, Any] = {}
    kept: tuple[str, ...] = ()
    bound: Mapping[str, tuple[str, str]] = {}

    @property
    def code(self) -> CodeType:
        """The code of the function."""
        return self.function if isinstance(self.function, CodeType) else _compiled(self.function)


# How strongly a text holds together, by Python's order of operators; what is weaker than its place asks gets brackets.
_CHOICE, _OR, _AND, _NOT, _COMPARED, _SUM, _PRODUCT, _SIGN, _WHOLE = range(9)
_OPERATORS = {"or": _OR, "and": _AND, "not": _NOT, "+": _SUM, "-": _SUM, "*": _PRODUCT, "/": _PRODUCT, "//": _PRODUCT,
              "%": _PRODUCT}  # fmt: skip


def _strength(node: tree.Node) -> int:
    """Of the weaker kinds; the others need no brackets anywhere."""
    if isinstance(node, tree.Junction | tree.Binary | tree.Unary):
        # A sign counts as a sum, which is weaker than it is.
        return _OPERATORS[node.operator]
    return _COMPARED if isinstance(node, tree.Comparison) else _CHOICE


class Generator:
    """Writes the text of one function and keeps what it names."""

    def __init__(self) -> None:
        self.constants: dict[str, Any] = {}
        self.kept: list[str] = []
        self.bound: dict[str, tuple[str, str]] = {}
        self.counter = 0
        # What surely was computed before the place that is written now, and the name that holds it.
        self.held: dict[str, str] = {}
        self.looping = False
        # What is written rests on these besides the form and the parameters: the thing judged, lets, loops around it.
        self.free: set[str] = set()

    def fresh(self, prefix: str) -> str:
        """A name not used before."""
        self.counter += 1
        return intern(f"{prefix}{self.counter}")

    def value(self, node: tree.Node, least: int = _CHOICE) -> str:
        """Python text that gives the value of `node`, for a place that wants at least that strength."""
        text = _WRITERS[type(node)](self, node)
        if least == _CHOICE or type(node) in _CLOSED:
            return text
        return f"({text})" if _strength(node) < least else text

    def maybe(self, node: tree.Node, least: int) -> str:
        """The same where the text may be passed over when it runs: what it computes is not there afterwards."""
        before = self.held.copy()
        text = self.value(node, least)
        self.held = before
        return text

    def once(self, text: str) -> str:
        """What `text` gives, held under a name for the next time. In a loop it is another every time."""
        if self.looping:
            return f"({text})"
        name = self.held.get(text)
        if name is None:
            name = self.held[text] = self.fresh("t")
            return f"({name} := {text})"
        return name

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
        return self.value(node, _WHOLE)

    def constant(self, node: tree.Constant) -> str:
        return self.named(node.value)

    def named(self, value: Any) -> str:
        """The name of a literal."""
        name = self.fresh("K")
        self.constants[name] = value
        return name

    def local(self, node: tree.Local) -> str:
        if node.origin != "param":
            self.free.add(f"{node.origin} {node.name}")
        return {"let": "L_", "param": "P_", "loop": "V_"}[node.origin] + node.name

    def subject(self, node: tree.Subject) -> str:
        if node.type.record == "form":
            return "F.form"
        self.free.add("subject")
        return "s"

    def root(self, _: tree.Root) -> str:
        return "F.form"

    def attribute(self, node: tree.Attribute) -> str:
        name, access = node.member.name, node.member.access
        if access in _OF_VIEW:
            return _OF_VIEW[access].format(name=name)
        if access == "part":
            return f"part({self.field(node.base)}, {name!r})"
        text = _OF_BASE.get(access, "{base}.{name}").format(base=self.owner(node.base), name=name)
        return self.once(text) if access in _READ_ONCE else text

    def unary(self, node: tree.Unary) -> str:
        return f"{node.operator} {self.value(node.operand, _NOT if node.operator == 'not' else _SIGN)}"

    def binary(self, node: tree.Binary) -> str:
        if node.type.kind == "text":
            return f"joined({self.value(node.left)}, {self.value(node.right)})"
        own = _OPERATORS[node.operator]
        return f"{self.value(node.left, own)} {node.operator} {self.value(node.right, own + 1)}"

    def comparison(self, node: tree.Comparison) -> str:
        first, second, *others = node.operands
        # A chain ends at the first comparison that does not hold.
        operands = [self.value(first, _SUM), self.value(second, _SUM), *(self.maybe(one, _SUM) for one in others)]
        pairs = (f" {operator} {operand}" for operator, operand in zip(node.operators, operands[1:], strict=True))
        return f"{operands[0]}{''.join(pairs)}"

    def junction(self, node: tree.Junction) -> str:
        own = _OPERATORS[node.operator]
        first = self.value(node.operands[0], own)
        before = self.held.copy()
        # Whoever gets to one of them has computed those before it.
        parts = [first, *(self.value(operand, own) for operand in node.operands[1:])]
        self.held = before
        return f" {node.operator} ".join(parts)

    def choice(self, node: tree.Choice) -> str:
        test = self.value(node.test, _OR)
        return f"{self.maybe(node.then, _OR)} if {test} else {self.maybe(node.otherwise, _CHOICE)}"

    def display(self, node: tree.Display) -> str:
        fixed = tuple(member.value for member in node.members if isinstance(member, tree.Constant))
        if len(fixed) == len(node.members):
            return self.named(fixed)
        return f"({''.join(f'{self.value(member)}, ' for member in node.members)})"

    def call(self, node: tree.Call) -> str:
        if node.function in ("any", "all") and isinstance(node.arguments[0], tree.Loop):
            # A generator, so that the first hit ends it, as it does in the interpreter.
            return f"f_{node.function}({self.comprehension(node.arguments[0])[0]})"
        arguments = [
            self.field(argument) if as_field else self.value(argument)
            for argument, as_field in zip(node.arguments, node.fields, strict=True)
        ]
        function, last = FUNCTIONS[node.function], node.arguments[-1]
        if function.inline:
            return self.once(function.inline.format(*arguments))
        fixed = isinstance(last, tree.Local) and last.origin == "param"
        if function.bind is not None and (fixed or arguments[-1] in self.constants):
            # A parameter and a list of literals never change: what can be made of them is made once.
            bound = f"B_{node.function}_{arguments[-1]}"
            self.bound[bound] = (node.function, arguments[-1])
            return f"{bound}({', '.join(arguments[:-1])})"
        return f"f_{node.function}({', '.join(arguments)})"

    def loop(self, node: tree.Loop) -> str:
        outside, self.looping = self.looping, True
        text, free = self.comprehension(node)
        self.looping = outside
        if free:
            return f"[{text}]"
        # The same for every row of the form: computed at the first one that asks, kept with the form.
        key, held = self.fresh("M"), self.fresh("t")
        self.kept.append(key)
        return f"({held} if ({held} := F.memo.get({key})) is not None else F.memo.setdefault({key}, [{text}]))"

    def comprehension(self, node: tree.Loop) -> tuple[str, set[str]]:
        """The inside of a comprehension, and what it rests on besides the form."""
        around, self.free = self.free, set()
        source = self.value(node.source, _OR)
        outside, self.looping = self.looping, True
        element = self.value(node.element)
        condition = f" if {self.value(node.condition, _OR)}" if node.condition is not None else ""
        self.looping = outside
        free = self.free - {f"loop {node.variable}"}
        self.free = around | free
        return f"{element} for V_{node.variable} in {source}{condition}", free


_CLOSED = frozenset(
    (tree.Constant, tree.Local, tree.Subject, tree.Root, tree.Attribute, tree.Display, tree.Call, tree.Loop)
)
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
    pending = [*nodes]
    while pending:
        node = pending.pop()
        if type(node) is tree.Local:
            if node.origin == "let" and node.name not in wanted:
                wanted.add(node.name)
                pending.append(lets[node.name])
        elif node is not None:
            pending.extend(node.parts())
    return [name for name in lets if name in wanted]


@lru_cache(maxsize=1024)
def _compiled(text: str) -> CodeType:
    """The code of the function in a text; under other settings the same text runs again."""
    return next(one for one in compile(text, "<rule>", "exec").co_consts if isinstance(one, CodeType))


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

    def prepare(node: tree.Node, least: int = _NOT) -> str:
        for name in needed_lets(lets, node) if len(known) < len(lets) else ():
            if name not in known:
                known.add(name)
                lines.append(f"L_{name} = {writer.value(lets[name])}")
        return writer.value(node, least)

    many = each in _MANY
    if when is not None:
        lines.append(f"if not {prepare(when)}: {'continue' if many else 'return'}")
    for number, requirement in enumerate(requirements):
        lines.append(f"if not {prepare(requirement)}: lack({number})")
    if many:
        lines += [f"if {prepare(claim, _CHOICE)}: held += 1", "else: odd.append((s, None))"]
        text = _ALL.format(judging="\n            ".join(lines))
    else:
        lines.append(f"return {prepare(claim, _CHOICE)}")
        text = _ONE.format(judging="\n    ".join(lines))
    return Program(text, each, writer.constants, tuple(writer.kept), writer.bound)


# Scopes of so many things that the loop is worth its own code, which takes longer to compile than most claims.
_MANY = frozenset(("indicator",))
_ALL = """\
def check(things, F, odd):
    held = 0
    for s in things:
        try:
            {judging}
        except Doubt as cause:
            odd.append((s, cause))
    return held
"""
_ONE = """\
def judge(s, F):
    {judging}
"""


def _one_by_one(judge: Callable[[Any, reading.View], bool | None]) -> Check:
    """The loop around the judgement of one thing, which gives None where the rule does not apply to it."""

    def check(things: Sequence[Any], view: reading.View, odd: Odd) -> int:
        held = 0
        for thing in things:
            try:
                holds = judge(thing, view)
            except Doubt as cause:
                odd.append((thing, cause))
                continue
            if holds:
                held += 1
            elif holds is not None:
                odd.append((thing, None))
        return held

    return check


def generate(program: Program, params: Mapping[str, Any]) -> Check:
    """The function of a program under these settings of the parameters."""
    objects: dict[str, Any] = {"__builtins__": _FIXED, **program.constants}
    objects.update((f"P_{name}", value) for name, value in params.items())
    objects.update((name, object()) for name in program.kept)
    for name, (function, fixed) in program.bound.items():
        bind = FUNCTIONS[function].bind
        assert bind is not None  # noqa: S101 - only such functions are bound
        objects[name] = bind(objects[fixed])
    made: Any = FunctionType(program.code, objects)
    return cast("Check", made) if program.each in _MANY else _one_by_one(made)
