"""Checks the expressions and messages of a rule's cases, in the scope that each case judges."""

import keyword
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from perflint.engine import tree
from perflint.engine.checking import Scope
from perflint.engine.declaration import RULE
from perflint.engine.expressions import check_expression
from perflint.engine.faults import FaultyExpression
from perflint.engine.generate import Program, write_program
from perflint.engine.message import FORMAT, WIDE_BRACE, BrokenTemplate, Piece, Placeholder, Template, split
from perflint.engine.rule import Case, Correction, Parameter, Requirement, Setting
from perflint.engine.schema import ANY, BOOLEAN, LOOPING_SCOPES, NUMBER, TEXT, Type, form_schema, list_of, scope_record
from perflint.engine.shapes import Report, Steps
from perflint.engine.yamlfile import Place
from perflint.language import Bilingual
from perflint.patterns import pattern

if TYPE_CHECKING:
    from perflint.engine.loading import Notes

NEEDED = ("severity", "each", "assert", "message", "advice")
# Records that a cell of the form names.
_PRINTED_RECORDS = ("indicator", "line", "group", "goal", "total", "form")
_WORD = pattern(r"[^\W\d]\w*")
_UNUSED_LET = Bilingual("中间值", "let")
_UNUSED_PARAM = Bilingual("参数", "parameter")


def type_of(value: Setting) -> Type:
    """The type that a parameter has in expressions."""
    if isinstance(value, tuple):
        return list_of(type_of(value[0]))
    if isinstance(value, bool):
        return BOOLEAN
    return TEXT if isinstance(value, str) else NUMBER


class CaseBuilder:
    """Builds the cases of one rule file; keys that a case leaves out are those of the rule."""

    def __init__(
        self,
        data: Mapping[str, Any],
        params: Mapping[str, Parameter],
        broken: set[str | int],
        notes: "Notes",
        warnings: "Notes",
    ) -> None:
        self.data = data
        self.params = params
        self.broken = broken
        self.notes = notes
        self.warnings = warnings
        self.used: set[str] = set()
        self.patterns: set[str] = set()

    def cases(self) -> list[Case]:
        """Every case whose parts are all right."""
        made = []
        for each, expressions in self._given():
            lets = expressions.lets()
            made.append(expressions.case(each, lets))
            self._count_in(expressions.scope)
            if made[-1] is not None:
                for name in sorted(set(lets) - expressions.scope.used):
                    self._unused(_UNUSED_LET, (*expressions.place("let"), name))
        if not self.notes.found:
            for name in sorted(set(self.params) - self.used):
                self._unused(_UNUSED_PARAM, ("params", name))
        return [case for case in made if case is not None]

    def programs(self) -> tuple[Program, ...]:
        """What the cases ask of a form, without what they say of it: all that judging a clean form takes."""
        made = []
        for each, expressions in self._given():
            made.append(expressions.program(each))
            self._count_in(expressions.scope)
        return tuple(program for program in made if program is not None)

    def _count_in(self, scope: Scope) -> None:
        self.used |= scope.used
        self.patterns |= scope.patterns

    def _unused(self, kind: Bilingual, steps: Steps) -> None:
        message = Bilingual(f"{kind.zh} {steps[-1]} 没有用到", f"the {kind.en} {steps[-1]} is not used")
        self.warnings(Place(steps, key=True), message)

    def _given(self) -> Iterator[tuple[str, "_Expressions"]]:
        """The scope of each case and what is written in it; missing keys are noted."""
        listed = self.data.get("cases")
        if "cases" in self.broken or (listed is not None and not isinstance(listed, list)):
            return
        given: list[tuple[Steps, Any]] = [((), {})]
        if listed:
            given = [(("cases", index), case) for index, case in enumerate(listed)]
        for steps, case in given:
            found = self._case(steps, case) if isinstance(case, Mapping) else None
            if found is not None:
                yield found

    def _case(self, steps: Steps, case: Mapping[str, Any]) -> tuple[str, "_Expressions"] | None:
        def place(key: str) -> Steps:
            return (*steps, key) if key in case else (key,)

        values: dict[Any, Any] = {**self.data, **case}
        for key in self.broken - case.keys():
            values.pop(key, None)
        for key in NEEDED:
            if key not in values and key not in self.broken and key not in self._meant(case):
                self.notes(Place(steps), Bilingual(f"缺少键 {key}", f"the key {key} is missing"))
        each = values.get("each")
        # Without its lets, every name of them would be another mistake.
        lost = "let" in self.broken and not isinstance(self.data.get("let"), Mapping)
        if not isinstance(each, str) or "params" in self.broken or lost:
            return None
        return each, _Expressions(values, place, self._scope(each), self.notes)

    def _meant(self, case: Mapping[str, Any]) -> set[str | None]:
        """The keys that misspelt ones stand for: those are reported as such, not as missing too."""
        from perflint.engine.slips import meant_key  # noqa: PLC0415 - only for a mistake

        return {meant_key(str(key), RULE.keys) for key in (*self.data, *case) if key not in RULE.keys}

    def _scope(self, each: str) -> Scope:
        subject = scope_record(each)
        names = {}
        for name, parameter in self.params.items():
            if name in form_schema().members(subject):
                message = Bilingual(f"参数 {name} 与字段同名", f"the parameter {name} has the name of a field")
                self.notes(Place(("params", name), key=True), message)
            names[name] = tree.Local(type=type_of(parameter.default), name=name, origin="param")
        return Scope(subject=subject, names=names, loops=1 if each in LOOPING_SCOPES else 0)


class _Expressions:
    """The expressions of one case."""

    def __init__(self, values: Mapping[str, Any], place: Callable[[str], Steps], scope: Scope, report: Report) -> None:
        self.values = values
        self.place = place
        self.scope = scope
        self.report = report
        self.faulty = False
        # What the sentences of a case print; both languages, and message and advice, mostly print the same.
        self.printed: dict[str, tree.Node] = {}

    def lets(self, wanted: Container[str] | None = None) -> dict[str, tree.Node]:
        """The lets in order; each sees those before it. A faulty one fits everywhere, so that it is reported once.

        Given `wanted`, those alone.
        """
        found: dict[str, tree.Node] = {}
        for name, text in self._written_lets().items():
            if wanted is not None and name not in wanted:
                continue
            steps = (*self.place("let"), name)
            if keyword.iskeyword(name) or self._is_param(name):
                message = Bilingual(f"{name} 不能作中间值的名字", f"{name} cannot be the name of a let")
                self.report(Place(steps, key=True), message)
            node = self.expression(text, steps)
            if node is not None:
                found[name] = node
                kind = node.type
            else:
                kind = ANY
            self.scope.names[name] = tree.Local(type=kind, name=name, origin="let")
        return found

    def _written_lets(self) -> Mapping[str, Any]:
        let = self.values.get("let", {})
        return let if isinstance(let, Mapping) else {}

    def _is_param(self, name: str) -> bool:
        known = self.scope.names.get(name)
        return known is not None and known.origin == "param"

    def program(self, each: str) -> Program | None:
        """The function of the case, or None where something in it is faulty."""
        asked = [self.values.get("when"), self.values.get("assert")]
        asked += [entry["that"] for _, entry in self._written_requirements()]
        lets = self.lets(_named(asked, self._written_lets()))
        when, claim = self.optional("when", BOOLEAN), self.optional("assert", BOOLEAN)
        thats = [self._that(steps, entry) for steps, entry in self._written_requirements()]
        if self.faulty or claim is None:
            return None
        return write_program(each, when, [that for that in thats if that is not None], lets, claim)

    def case(self, each: str, lets: Mapping[str, tree.Node]) -> Case | None:
        """The case, or None where something in it is faulty."""
        when = self.optional("when", BOOLEAN)
        claim = self.optional("assert", BOOLEAN)
        at = self.optional("at", None)
        if at is not None and not names_place(at):
            wanted = Bilingual("at 要表中的一个字段，如 score", "at names a field, such as score")
            self.fault(self.place("at"), at, wanted)
        requirements = self.requirements()
        expected, found = self.optional("expected", None), self.optional("found", None)
        correction = self.correction()
        message, advice = self.template("message"), self.template("advice")
        if self.faulty or claim is None or self.values.get("severity") is None:
            return None
        return Case(
            each=each,
            severity=self.values["severity"],
            when=when,
            requirements=requirements,
            lets=lets,
            claim=claim,
            at=at,
            message=message,
            advice=advice,
            why=self.why(),
            expected=expected,
            found=found,
            correction=correction,
        )

    def optional(self, key: str, wanted: Type | None) -> tree.Node | None:
        """The expression under `key`, if there is one."""
        return self.expression(self.values[key], self.place(key), wanted) if key in self.values else None

    def expression(self, value: Any, steps: Steps, wanted: Type | None = None, shift: int = 0) -> tree.Node | None:
        """The checked tree; every fault is reported at its place."""
        if not isinstance(value, str | int | Decimal):
            return None
        try:
            return check_expression(str(value), self.scope, wanted)
        except FaultyExpression as faulty:
            self.faulty = True
            for fault in faulty.faults:
                self.report(Place(steps, start=fault.start + shift, width=fault.width), fault.message)
            return None

    def fault(self, steps: Steps, node: tree.Node, message: Bilingual) -> None:
        """A mistake at a node that is an expression by itself."""
        self.faulty = True
        self.report(Place(steps, start=node.start, width=max(1, node.end - node.start)), message)

    def why(self) -> Bilingual | None:
        """The reason that the case or its rule states in words of its own."""
        given = self.values.get("why")
        if not isinstance(given, Mapping) or not {"zh", "en"} <= set(given):
            return None
        return Bilingual(str(given["zh"]), str(given["en"]))

    def requirements(self) -> tuple[Requirement, ...]:
        """What must be known before the claim is judged."""
        found = []
        for steps, entry in self._written_requirements():
            that = self._that(steps, entry)
            otherwise = self.sentence(entry["otherwise"], (*steps, "otherwise"))
            if that is not None:
                found.append(Requirement(that, otherwise))
        return tuple(found)

    def _that(self, steps: Steps, entry: Mapping[str, Any]) -> tree.Node | None:
        return self.expression(entry["that"], (*steps, "that"), BOOLEAN)

    def _written_requirements(self) -> Iterator[tuple[Steps, Mapping[str, Any]]]:
        given = self.values.get("requires")
        for index, entry in enumerate(given if isinstance(given, list) else ()):
            if isinstance(entry, Mapping) and {"that", "otherwise"} <= set(entry):
                yield (*self.place("requires"), index), entry

    def correction(self) -> Correction | None:
        """The proposed fix."""
        fix = self.values.get("fix")
        if not isinstance(fix, Mapping) or not {"field", "to", "kind"} <= set(fix):
            return None
        steps = self.place("fix")
        field, to = self.expression(fix["field"], (*steps, "field")), self.expression(fix["to"], (*steps, "to"))
        if field is None or to is None:
            return None
        if not (isinstance(field, tree.Attribute) and field.member.printed):
            self.fault((*steps, "field"), field, Bilingual("field 要表中的一个字段", "field names a field of the form"))
        return Correction(field=field, to=to, kind=fix["kind"])

    def template(self, key: str) -> Template:
        """The message or advice."""
        return self.sentence(self.values.get(key), self.place(key))

    def sentence(self, given: Any, steps: Steps) -> Template:
        """A sentence with expressions in it, both languages."""
        if not isinstance(given, Mapping):
            return Template()
        halves = {
            language: self._half(given[language], (*steps, language))
            for language in ("zh", "en")
            if isinstance(given.get(language), str)
        }
        return Template(**halves)

    def _half(self, text: str, steps: Steps) -> tuple[str | Placeholder, ...]:
        try:
            pieces = split(text)
        except BrokenTemplate as broken:
            self.faulty = True
            self.report(Place(steps, start=broken.start, width=1), broken.said)
            return ()
        wide = text.find("｛")
        if wide >= 0:
            self.faulty = True
            self.report(Place(steps, start=wide, width=1), WIDE_BRACE)
        made = [self._piece(piece, steps) for piece in pieces]
        return tuple(piece for piece in made if piece is not None)

    def _piece(self, piece: Piece, steps: Steps) -> str | Placeholder | None:
        if piece.start is None:
            return piece.text
        node = self.printed.get(piece.text) or self.expression(piece.text, steps, shift=piece.start)
        if node is not None:
            self.printed[piece.text] = node
        if piece.format and not FORMAT.fullmatch(piece.format):
            self.faulty = True
            message = Bilingual("格式只有 .2f、.2% 和 , 几种", "a format is .2f, .2% or , only")
            self.report(Place(steps, start=piece.format_start, width=len(piece.format)), message)
        elif node is not None and piece.format and node.type.kind not in ("number", "list"):
            self.faulty = True
            message = Bilingual("格式只用于数字", "formats are for numbers only")
            self.report(Place(steps, start=piece.format_start, width=len(piece.format)), message)
        if node is None:
            return None
        if node.type.kind == "record":
            self.fault_at(steps, piece, Bilingual(f"消息里不能写{node.type.zh}", f"{node.type.en} cannot be printed"))
        return Placeholder(node, piece.format)

    def fault_at(self, steps: Steps, piece: Piece, message: Bilingual) -> None:
        """A mistake that is about a whole placeholder."""
        self.faulty = True
        self.report(Place(steps, start=piece.start or 0, width=max(1, len(piece.text))), message)


def _named(texts: Sequence[Any], lets: Mapping[str, Any]) -> set[str]:
    """The lets whose names stand in these texts, or in lets that do."""
    found: set[str] = set()
    pending = [*texts]
    while pending:
        new = {word for word in _WORD.findall(str(pending.pop())) if word in lets} - found
        found |= new
        pending += [lets[name] for name in new]
    return found


def names_place(node: tree.Node) -> bool:
    """The node names a printed field or a record that has one, or chooses between such."""
    if isinstance(node, tree.Choice):
        return names_place(node.then) and names_place(node.otherwise)
    if isinstance(node, tree.Root):
        return True
    if isinstance(node, tree.Attribute):
        kind = node.type.of if node.type.kind == "list" and node.type.of is not None else node.type
        return node.member.printed or (kind.kind == "record" and kind.record in _PRINTED_RECORDS)
    return False
