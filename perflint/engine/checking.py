"""From the text of an expression to its checked tree, or to every mistake in it with its place.

Python's own parser reads the text; nothing of its tree is ever run. Each node is looked up in a short list of forms,
every name in the schema, every function in the table; what is not there does not exist.
"""

import ast
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import lru_cache
from sys import intern
from typing import NoReturn, cast

import msgspec

from perflint.engine import tree
from perflint.engine.comparing import check_comparison
from perflint.engine.faults import Fault, FaultyExpression, did_you_mean, with_hint
from perflint.engine.functions import FUNCTIONS
from perflint.engine.glosses import NOT_NOTHING, member_hint, name_hint
from perflint.engine.hints import type_hint
from perflint.engine.parsing import parsed
from perflint.engine.schema import BOOLEAN, NUMBER, TEXT, Schema, Type, form_schema, list_of
from perflint.engine.signatures import check_call, meant_function
from perflint.engine.syntax import syntax_fault
from perflint.language import Bilingual

MAX_LENGTH = 2000
MAX_DEPTH = 40
MAX_NODES = 400
MAX_NUMBER = 10**16
# Loops inside each other, the one of `each:` counted: no rule costs more than the square of the rows.
MAX_LOOPS = 2


class Scope(msgspec.Struct):
    """What an expression may name: the record judged, lets and parameters with their types, and its loops."""

    subject: Type
    names: dict[str, tree.Local]
    loops: int = 0
    used: set[str] = msgspec.field(default_factory=set)
    # Parameters that are used as regular expressions.
    patterns: set[str] = msgspec.field(default_factory=set)


_BINARY: dict[type[ast.operator], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/", ast.FloorDiv: "//", ast.Mod: "%",
}  # fmt: skip
_COMPARATORS: dict[type[ast.cmpop], tree.Comparator] = {
    ast.Eq: "==", ast.NotEq: "!=", ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">=", ast.In: "in",
    ast.NotIn: "not in",
}  # fmt: skip


# Rules name the same few numbers again and again.
_number = lru_cache(maxsize=512)(Decimal)


class Checker:
    """One expression under check; collects faults and goes on where it can."""

    def __init__(self, text: str, scope: Scope) -> None:
        self.text = text
        self.scope = scope
        self.schema: Schema = form_schema()
        self.faults: list[Fault] = []
        self.shift = len(text) - len(text.lstrip())
        self.ascii = text.isascii()
        self.encoded = b""
        self.names: Mapping[str, tree.Local] = scope.names
        # What the scope says of the names that the text holds; those of its own loops are not asked.
        self.asked: dict[str, tree.Local | None] = {}
        self.patterns: set[str] = set()
        self.loops = scope.loops
        self.nodes = 0

    # -- entry ---------------------------------------------------------------------------------------------------

    def check(self, wanted: Type | None) -> tree.Node:
        """The tree; raises FaultyExpression."""
        parsed = self._parse()
        node = self.visit(parsed, 1)
        if node is not None and wanted is not None:
            self.expect(node, wanted)
        if self.faults or node is None:
            raise FaultyExpression(self.faults)
        return node

    def _parse(self) -> ast.expr:
        if len(self.text) > MAX_LENGTH:
            self.give_up(
                0, 1, f"表达式超过 {MAX_LENGTH} 个字符", f"the expression is longer than {MAX_LENGTH} characters"
            )
        flat = self.text.strip().replace("\n", " ").replace("\r", " ")
        if not flat:
            self.give_up(0, 1, "表达式为空", "the expression is empty")
        if not self.ascii:
            self.encoded = flat.encode()
        try:
            return parsed(flat)
        except SyntaxError as error:
            fault = syntax_fault(flat, error)
            self.give_up(self.shift + fault.start, fault.width, fault.message.zh, fault.message.en)
        except (ValueError, MemoryError, RecursionError):
            self.give_up(0, 1, "表达式过于复杂", "the expression is too complex")

    # -- faults --------------------------------------------------------------------------------------------------

    def give_up(self, start: int, width: int, zh: str, en: str) -> NoReturn:
        """A fault after which nothing more can be read."""
        self.faults.append(Fault(start, width, Bilingual(zh, en)))
        raise FaultyExpression(self.faults)

    def fault(self, node: ast.AST | tree.Node, message: Bilingual) -> None:
        """A fault at `node`."""
        start, end = self.span(node)
        self.faults.append(Fault(start, max(1, end - start), message))

    def span(self, node: ast.AST | tree.Node) -> tuple[int, int]:
        """The characters of a node."""
        if isinstance(node, tree.Node):
            return node.start, node.end
        return self.place(node)

    def place(self, node: ast.AST) -> tuple[int, int]:
        """The characters of a node of Python's."""
        start, end = node.col_offset, node.end_col_offset  # type: ignore[attr-defined]
        if self.ascii:
            return self.shift + start, self.shift + end
        return self.character(start), self.character(end)

    def character(self, offset: int) -> int:
        """Python counts bytes; people count characters."""
        return self.shift + len(self.encoded[:offset].decode(errors="replace"))

    def expect(self, node: tree.Node, wanted: Type) -> None:
        """`node` must be of type `wanted`."""
        if node.type.kind != wanted.kind and "any" not in (node.type.kind, wanted.kind):
            hint = type_hint(node, wanted)
            self.fault(node, Bilingual(f"这里要{wanted.zh}，不是{node.type.zh}{hint.zh}",
                                       f"{wanted.en} wanted here, not {node.type.en}{hint.en}"))  # fmt: skip

    # -- the forms of expressions ----------------------------------------------------------------------------------

    def visit(self, node: ast.expr, depth: int) -> tree.Node | None:
        """The checked node; None where a fault was noted below it."""
        self.nodes += 1
        if depth > MAX_DEPTH or self.nodes > MAX_NODES:
            self.give_up(self.shift, 1, "表达式过于复杂", "the expression is too complex")
        visit = _VISITORS.get(type(node))
        if visit is None:
            zh, en = _REFUSED.get(type(node), ("规则语言没有这种写法", "the rule language does not have this"))
            self.fault(node, Bilingual(zh, en))
            return None
        return visit(self, node, depth)

    def both(self, nodes: list[ast.expr], depth: int) -> list[tree.Node] | None:
        """All of `nodes`, every fault noted; None if one had any."""
        visited = [self.visit(node, depth + 1) for node in nodes]
        return None if None in visited else cast("list[tree.Node]", visited)

    def constant(self, node: ast.Constant, _: int) -> tree.Node | None:
        start, end = self.place(node)
        value = node.value
        if isinstance(value, bool):
            return tree.Constant(type=BOOLEAN, value=value, start=start, end=end)
        if isinstance(value, str):
            return tree.Constant(type=TEXT, value=intern(value), start=start, end=end)
        if isinstance(value, int | float):
            if abs(value) > MAX_NUMBER:
                self.fault(node, Bilingual("数字过大", "the number is too large"))
                return None
            return tree.Constant(type=NUMBER, value=_number(repr(value)), start=start, end=end)
        message = Bilingual("规则语言没有这种值", "the rule language has no such value")
        self.fault(node, with_hint(message, NOT_NOTHING if value is None else None))
        return None

    def name(self, node: ast.Name, _: int) -> tree.Node | None:
        start, end = self.place(node)
        if node.id in ("true", "false"):
            return tree.Constant(type=BOOLEAN, value=node.id == "true", start=start, end=end)
        local = self.names.get(node.id)
        if local is None or local.origin != "loop":
            self.asked[node.id] = local
        if local is not None:
            return msgspec.structs.replace(local, start=start, end=end)
        members = self.schema.members(self.scope.subject)
        member = members.get(node.id)
        if member is not None:
            subject: tree.Node = tree.Subject(type=self.scope.subject, start=start, end=end)
            if member.access == "form":
                return tree.Root(type=member.type, start=start, end=end)
            return tree.Attribute(type=member.type, base=subject, member=member, start=start, end=end)
        message = Bilingual(f"没有名为 {node.id} 的字段、参数或 let", f"no field, parameter or let is named {node.id}")
        self.fault(node, with_hint(message, name_hint(node.id, (*self.names, *members), self.schema)))
        return None

    def attribute(self, node: ast.Attribute, depth: int) -> tree.Node | None:
        base = self.visit(node.value, depth + 1)
        if base is None:
            return None
        if base.type.kind == "any":
            return base
        members = self.schema.members(base.type)
        member = members.get(node.attr)
        start, end = self.place(node)
        if member is None:
            owner = base.type
            message = Bilingual(f"{owner.zh}没有 {node.attr}", f"{owner.en} has no {node.attr}")
            hint = member_hint(node.attr, members)
            self.faults.append(Fault(end - len(node.attr), len(node.attr), with_hint(message, hint)))
            return None
        if member.access == "form":
            return tree.Root(type=member.type, start=start, end=end)
        return tree.Attribute(type=member.type, base=base, member=member, start=start, end=end)

    def unary(self, node: ast.UnaryOp, depth: int) -> tree.Node | None:
        operand = self.visit(node.operand, depth + 1)
        if operand is None:
            return None
        start, end = self.place(node)
        if isinstance(node.op, ast.Not):
            self.expect(operand, BOOLEAN)
            return tree.Unary(type=BOOLEAN, operator="not", operand=operand, start=start, end=end)
        if isinstance(node.op, ast.USub):
            self.expect(operand, NUMBER)
            return tree.Unary(type=NUMBER, operator="-", operand=operand, start=start, end=end)
        self.fault(node, Bilingual("规则语言没有这个运算符", "the rule language does not have this operator"))
        return None

    def binary(self, node: ast.BinOp, depth: int) -> tree.Node | None:
        operator = _BINARY.get(type(node.op))
        if operator is None:
            self.fault(node, Bilingual("规则语言没有这个运算符", "the rule language does not have this operator"))
            return None
        sides = self.both([node.left, node.right], depth)
        if sides is None:
            return None
        left, right = sides
        start, end = self.place(node)
        wanted = TEXT if operator == "+" and left.type.kind == right.type.kind == "text" else NUMBER
        self.expect(left, wanted)
        self.expect(right, wanted)
        return tree.Binary(type=wanted, operator=operator, left=left, right=right, start=start, end=end)  # type: ignore[arg-type]

    def comparison(self, node: ast.Compare, depth: int) -> tree.Node | None:
        operators: list[tree.Comparator] = []
        for operator in node.ops:
            known = _COMPARATORS.get(type(operator))
            if known is None:
                nothing = any(isinstance(one, ast.Constant) and one.value is None for one in node.comparators)
                message = Bilingual("比较请用 == 或 !=", "compare with == or !=")
                self.fault(node, with_hint(message, NOT_NOTHING if nothing else None))
                return None
            operators.append(known)
        operands = self.both([node.left, *node.comparators], depth)
        if operands is None:
            return None
        for left, comparator, right in zip(operands, operators, operands[1:], strict=False):
            check_comparison(self, left, comparator, right)
        start, end = self.place(node)
        return tree.Comparison(type=BOOLEAN, operands=tuple(operands), operators=tuple(operators), start=start, end=end)

    def junction(self, node: ast.BoolOp, depth: int) -> tree.Node | None:
        operands = self.both(node.values, depth)
        if operands is None:
            return None
        for operand in operands:
            self.expect(operand, BOOLEAN)
        start, end = self.place(node)
        operator = "and" if isinstance(node.op, ast.And) else "or"
        return tree.Junction(type=BOOLEAN, operator=operator, operands=tuple(operands), start=start, end=end)  # type: ignore[arg-type]

    def choice(self, node: ast.IfExp, depth: int) -> tree.Node | None:
        branches = self.both([node.body, node.test, node.orelse], depth)
        if branches is None:
            return None
        then, test, otherwise = branches
        self.expect(test, BOOLEAN)
        self.expect(otherwise, then.type)
        start, end = self.place(node)
        return tree.Choice(type=then.type, test=test, then=then, otherwise=otherwise, start=start, end=end)

    def display(self, node: ast.List | ast.Tuple, depth: int) -> tree.Node | None:
        members = self.both(node.elts, depth)
        if members is None:
            return None
        if not members:
            self.fault(node, Bilingual("列表为空", "the list is empty"))
            return None
        for member in members:
            if member.type.kind == "list":
                self.fault(member, Bilingual("列表里不能再放列表", "a list holds no lists"))
            self.expect(member, members[0].type)
        start, end = self.place(node)
        return tree.Display(type=list_of(members[0].type), members=tuple(members), start=start, end=end)

    def loop(self, node: ast.GeneratorExp | ast.ListComp, depth: int) -> tree.Node | None:
        generator = node.generators[0]
        if len(node.generators) > 1 or len(generator.ifs) > 1 or generator.is_async:
            self.fault(node, Bilingual("循环里只能有一个 for 和一个 if", "a loop has one for and at most one if"))
            return None
        if self.loops >= MAX_LOOPS:
            self.fault(node, Bilingual(f"循环嵌套超过 {MAX_LOOPS} 层（each 也算一层）",
                                       f"loops are nested deeper than {MAX_LOOPS} (each counts as one)"))  # fmt: skip
            return None
        source = self.visit(generator.iter, depth + 1)
        if source is None:
            return None
        if not isinstance(source, tree.Attribute) or source.type.kind != "list" or source.type.of is None:
            self.fault(
                source,
                Bilingual(
                    "只能对表中的列表循环，如 indicators", "loops run over lists of the form, such as indicators"
                ),
            )
            return None
        if not isinstance(generator.target, ast.Name):
            self.fault(generator.target, Bilingual("循环变量只能是一个名字", "the loop variable is one name"))
            return None
        return self.loop_body(node, generator, source, generator.target.id, depth)

    def loop_body(
        self,
        node: ast.GeneratorExp | ast.ListComp,
        generator: ast.comprehension,
        source: tree.Node,
        name: str,
        depth: int,
    ) -> tree.Node | None:
        """Condition and element, with the loop variable known."""
        member = source.type.of
        assert member is not None  # noqa: S101 - checked by the caller
        outer = self.names
        self.names = {**outer, name: tree.Local(type=member, name=name, origin="loop")}
        self.loops += 1
        condition = self.visit(generator.ifs[0], depth + 1) if generator.ifs else None
        element = self.visit(node.elt, depth + 1)
        self.loops -= 1
        self.names = outer
        if element is None or (generator.ifs and condition is None):
            return None
        if condition is not None:
            self.expect(condition, BOOLEAN)
        start, end = self.place(node)
        return tree.Loop(type=list_of(element.type), variable=name, source=source, condition=condition,
                         element=element, start=start, end=end)  # fmt: skip

    def call(self, node: ast.Call, depth: int) -> tree.Node | None:
        if not isinstance(node.func, ast.Name):
            message = Bilingual("只能调用函数表里的函数", "only functions of the table can be called")
            meant = meant_function(node.func.attr) if isinstance(node.func, ast.Attribute) else None
            hint = Bilingual(f"写成 {meant}(…, …)", f"Write {meant}(…, …)") if meant else None
            self.fault(node.func, with_hint(message, hint))
            return None
        function = FUNCTIONS.get(node.func.id)
        if function is None:
            message = Bilingual(f"没有函数 {node.func.id}", f"there is no function {node.func.id}")
            self.fault(node.func, with_hint(message, did_you_mean(meant_function(node.func.id))))
            return None
        if node.keywords:
            self.fault(node.keywords[0], Bilingual("参数不写名字", "arguments are not named"))
            return None
        arguments = self.both(node.args, depth)
        if arguments is None:
            return None
        start, end = self.place(node)
        return check_call(self, function, arguments, start, end)


_REFUSED: dict[type[ast.expr], tuple[str, str]] = {
    ast.Lambda: ("规则语言没有 lambda", "the rule language has no lambda"),
    ast.Subscript: ("规则语言没有下标", "the rule language has no subscripts"),
    ast.NamedExpr: ("规则语言没有赋值", "the rule language has no assignment"),
    ast.JoinedStr: ("规则语言没有字符串格式化", "the rule language has no string formatting"),
    ast.Starred: ("规则语言没有星号参数", "the rule language has no starred arguments"),
    ast.Await: ("规则语言没有 await", "the rule language has no await"),
}
_VISITORS: dict[type[ast.expr], Callable[..., tree.Node | None]] = {
    ast.Constant: Checker.constant,
    ast.Name: Checker.name,
    ast.Attribute: Checker.attribute,
    ast.UnaryOp: Checker.unary,
    ast.BinOp: Checker.binary,
    ast.Compare: Checker.comparison,
    ast.BoolOp: Checker.junction,
    ast.IfExp: Checker.choice,
    ast.List: Checker.display,
    ast.Tuple: Checker.display,
    ast.GeneratorExp: Checker.loop,
    ast.ListComp: Checker.loop,
    ast.Call: Checker.call,
}
