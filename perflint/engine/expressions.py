"""Checked expressions by their text: what means the same in two places is checked once."""

from collections.abc import Mapping

import msgspec

from perflint.engine import tree
from perflint.engine.checking import Checker, Scope
from perflint.engine.schema import Type


class _Checked(msgspec.Struct, frozen=True):
    """A tree that holds wherever the names asked of the scope mean what they meant then (None: nothing)."""

    node: tree.Node
    asked: Mapping[str, tree.Local | None]
    patterns: frozenset[str]


# Rules say many things in the same words, and the cases of one rule share their lets.
_CHECKED: dict[tuple[str, str, int, Type | None], _Checked] = {}
_MOST_CHECKED = 4096


def check_expression(text: str, scope: Scope, wanted: Type | None = None) -> tree.Node:
    """The tree of `text`, of type `wanted` if one is given; raises FaultyExpression with every mistake."""
    local = scope.names.get(text)
    if local is not None and wanted is None:
        scope.used.add(text)
        return msgspec.structs.replace(local, start=0, end=len(text))
    key = (text, scope.subject.record, scope.loops, wanted)
    known = _CHECKED.get(key)
    if known is None or not all(_means(local, scope.names.get(name)) for name, local in known.asked.items()):
        checker = Checker(text, scope)
        node = checker.check(wanted)
        if len(_CHECKED) >= _MOST_CHECKED:
            _CHECKED.clear()
        known = _CHECKED[key] = _Checked(node, checker.asked, frozenset(checker.patterns))
    scope.used.update(name for name, local in known.asked.items() if local is not None)
    scope.patterns |= known.patterns
    return known.node


def _means(one: tree.Local | None, other: tree.Local | None) -> bool:
    if one is None or other is None:
        return one is other
    return one.type == other.type and one.origin == other.origin
