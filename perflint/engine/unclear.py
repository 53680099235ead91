"""Rows of which it is not known which column a text belongs to: what rests on such a column is not judged.

A rule is asked what it reads, not whether the reading turned out to matter: a claim that holds by the one reading and
fails by the other has neither held nor failed. What a row of its own says is asked of that row alone; what is said of a
form rests on every row of it.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from perflint.engine import tree
from perflint.engine.generate import needed_lets
from perflint.engine.reading import NotEvaluable, View
from perflint.engine.rule import Case
from perflint.forms.model import Indicator

# What is made of several columns, or of one by another name.
_MADE_OF = {"verdict": ("target", "actual"), "dimension": ("level1",), "subdimension": ("level2",)}


class _Read(msgspec.Struct):
    """The columns that are read, and those of which it is asked only whether one of them at all is filled."""

    columns: set[str] = msgspec.field(default_factory=set)
    together: list[set[str]] = msgspec.field(default_factory=list)

    def touches(self, unclear: Sequence[str]) -> bool:
        """Whether what is read may be another by another reading of these columns."""
        return not self.columns.isdisjoint(unclear) or any(
            not names.isdisjoint(unclear) and not names.issuperset(unclear) for names in self.together
        )


def with_unclear(case: Case, things: Sequence[Any], view: View) -> Iterator[tuple[Any, NotEvaluable | None]]:
    """The things, each with why it cannot be judged: the case reads a column of it that is not known."""
    nodes = [node for node in (case.when, *(one.that for one in case.requirements), case.claim) if node is not None]
    read = _Read()
    for node in (*nodes, *(case.lets[name] for name in needed_lets(case.lets, *nodes))):
        _look(node, read, of_row=case.each == "indicator")
    for thing in things:
        rows = (thing,) if case.each == "indicator" else view.indicators
        row = next((row for row in rows if row.unclear and read.touches(row.unclear)), None)
        yield thing, None if row is None else _because(row)


def _because(row: Indicator) -> NotEvaluable:
    return NotEvaluable("unclear", getattr(row, row.unclear[0]), ",".join(row.unclear))


def _look(node: tree.Node, read: _Read, *, of_row: bool) -> None:
    """What a node reads of the row that is judged, or else of any row."""
    parts: Sequence[tree.Node] = node.parts()
    if isinstance(node, tree.Attribute) and node.base.type.record == "indicator":
        if not of_row or isinstance(node.base, tree.Subject):
            read.columns.update(_MADE_OF.get(node.member.name, (node.member.name,)))
    elif isinstance(node, tree.Junction) and node.operator == "or":
        asked = {part: name for part in parts if (name := _asked_filled(part))}
        if not of_row or all(isinstance(part.parts()[0].parts()[0], tree.Subject) for part in asked):
            read.together.append({*asked.values()})
            parts = [part for part in parts if part not in asked]
    for part in parts:
        _look(part, read, of_row=of_row)


def _asked_filled(node: tree.Node) -> str:
    """The column of which `filled(…)` asks, "" for anything else."""
    if not isinstance(node, tree.Call) or node.function != "filled":
        return ""
    (asked,) = node.arguments
    if isinstance(asked, tree.Attribute) and asked.base.type.record == "indicator" and asked.member.printed:
        return asked.member.name
    return ""
