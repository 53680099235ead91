"""What a rule must be able to read: the fields without which it is not evaluated, told from its expressions."""

from collections.abc import Iterator

from perflint.engine import tree
from perflint.engine.generate import needed_lets
from perflint.engine.rule import Case, Rule

# Functions that take a field itself and still need its value; all others that take one look at what is printed.
_READING = ("precision", "ratio")
_NUMBERS = ("number_field", "year_field", "fund")


def needed_fields(rule: Rule) -> tuple[str, ...]:
    """The fields whose numbers or attributes the rule reads, as paths, each once and in the order of reading.

    A row stands as `*`: `indicators.*.score`, `budget.*.annual`, `groups.*.weight`.
    """
    return tuple(dict.fromkeys(path for case in rule.cases for path in _of_case(case)))


def _of_case(case: Case) -> Iterator[str]:
    nodes = [node for node in (case.when, *(one.that for one in case.requirements), case.claim) if node is not None]
    lets = needed_lets(case.lets, *nodes)
    for node in (*(case.lets[name] for name in lets), *nodes):
        yield from _read(node, case.each)


def _read(node: tree.Node, each: str) -> Iterator[str]:
    if isinstance(node, tree.Attribute):
        if node.member.access in _NUMBERS:
            yield _path(node, each)
        elif node.member.access == "part" and isinstance(node.base, tree.Attribute):
            yield _path(node.base, each)
    if isinstance(node, tree.Call):
        for argument, as_field in zip(node.arguments, node.fields, strict=True):
            if as_field and isinstance(argument, tree.Attribute):
                if node.function in _READING:
                    yield _path(argument, each)
            else:
                yield from _read(argument, each)
        return
    for part in node.parts():
        yield from _read(part, each)


def _path(node: tree.Attribute, each: str) -> str:
    """The path of a field as outcomes spell it, with `*` for a row."""
    return f"{_owner(node.base, each)}{node.member.name}"


def _owner(base: tree.Node, each: str) -> str:
    if isinstance(base, tree.Attribute) and base.member.access == "line":
        return f"budget.{base.member.name}."
    if isinstance(base, tree.Subject) and each.startswith("budget."):
        return f"{each}."
    return _RECORDS.get(base.type.record, "")


_RECORDS = {
    "indicator": "indicators.*.",
    "line": "budget.*.",
    "group": "groups.*.",
    "total": "total.",
    "goal": "goal.",
    "funds": "funds.",
}
