"""Builds findings and the other outcomes of things that did not simply pass."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import msgspec

from perflint.documents.model import Address
from perflint.engine import tree
from perflint.engine.fingerprint import fingerprint
from perflint.engine.interpret import Run
from perflint.engine.message import render
from perflint.engine.numbers import plain
from perflint.engine.outcome import Finding, Fix, FormRef, Operand
from perflint.engine.reading import NotEvaluable, View
from perflint.engine.rule import Case, Rule
from perflint.engine.trace import trace
from perflint.forms.model import BudgetLine, Field, Form, Goal, Group, Indicator, Total
from perflint.language import Bilingual


class PlacelessFinding(LookupError):  # noqa: N818 - the name says what it is
    """A finding without any address: the form has no cell at all."""


def form_ref(form: Form) -> FormRef:
    """The form as outcomes name it."""
    return FormRef(
        path=form.path,
        index=form.index,
        project=form.project.text,
        kind=form.kind,
        year=form.year.value,
        unit=form.unit.text or form.department.text,
    )


def build_finding(rule: Rule, case: Case, run: Run, form: FormRef) -> Finding:
    """The finding about a thing for which the claim of `case` does not hold; raises PlacelessFinding."""
    operands = run.operands(case.claim)
    primary = _primary(case, run, operands)
    address = address_of(primary, run.subject, run.view)
    correction = case.correction
    message = case.message.render(run)
    fix = None
    if correction is not None:
        to = _plain_value(correction.to, run)
        if to:
            fix = Fix(field=run.field(correction.field).path, to=to, kind=correction.kind)
    return Finding(
        code=rule.code,
        rule=rule.name,
        severity=case.severity,
        form=form,
        message=message,
        why=case.why or rule.why,
        advice=case.advice.render(run),
        trace=trace(run, case.claim, message.zh),
        field=primary.path,
        indicator=_indicator_of(primary.path, run),
        address=address,
        related=tuple(
            Operand(field=field.path, text=field.text, address=field.address)
            for field in operands
            if field.path != primary.path
        ),
        expected=None if case.expected is None else _plain_value(case.expected, run) or None,
        found=primary.text if case.found is None else _plain_value(case.found, run),
        fingerprint=fingerprint(rule.code, run.view, run.subject, primary.path),
        fix=fix,
        doubt=_doubt(run, primary.path),
    )


def _doubt(run: Run, path: str) -> Bilingual | None:
    """Why the row that a finding is about, or else its form, may have been misread."""
    owner = path.rpartition(".")[0]
    rows = (run.subject,) if isinstance(run.subject, Indicator) else run.view.form.indicators
    for row in rows:
        if row.doubt is not None and (row is run.subject or row.path == owner):
            return row.doubt
    return next(iter(run.view.form.doubts), None)


def _primary(case: Case, run: Run, operands: tuple[Field[Any], ...]) -> Field[Any]:
    """The field that `at` names, else the first one read, else the name of the thing judged."""
    if case.at is not None:
        return named_field(case.at, run)
    return operands[0] if operands else title_field(run.subject, run.view)


def named_field(node: tree.Node, run: Run) -> Field[Any]:
    """The field behind an `at`: a field itself, the name of a record, or one of the two of a choice."""
    if isinstance(node, tree.Choice):
        try:
            chosen = run.value(node.test)
        except (NotEvaluable, ArithmeticError):
            chosen = True
        return named_field(node.then if chosen else node.otherwise, run)
    if isinstance(node, tree.Attribute) and node.member.printed:
        return run.field(node)
    if isinstance(node, tree.Attribute) and node.member.access == "line":
        return run.view.line_or_blank(node.member.name).label
    named = run.value(node)
    if isinstance(named, tuple):
        named = named[0] if named else run.subject
    return title_field(named, run.view)


def title_field(thing: Any, view: View) -> Field[Any]:
    """The field that names a thing: an indicator's name, a fund row's label, the form's project."""
    if isinstance(thing, Indicator | Group):
        return thing.name
    if isinstance(thing, BudgetLine):
        return thing.label
    if isinstance(thing, Total):
        return thing.score
    if isinstance(thing, Goal):
        return thing.actual
    return view.form.project


def address_of(field: Field[Any], subject: Any, view: View) -> Address:
    """Where a finding about `field` is shown; for a field without a cell the nearest thing that has one."""
    for candidate in (
        field,
        *_row_fields(field.path, view),
        title_field(subject, view),
        view.form.project,
        view.form.title,
    ):
        if candidate.address is not None:
            return candidate.address
    for candidate in all_fields(view.form):
        if candidate.address is not None:
            return candidate.address
    raise PlacelessFinding(f"the form has no cell that {field.path} could be shown at")


def _row_fields(path: str, view: View) -> Iterator[Field[Any]]:
    """The names of the row that a field belongs to."""
    owner = path.rpartition(".")[0]
    yield from (row.name for row in view.form.indicators if row.path == owner)
    yield from (group.name for group in view.form.groups if group.path == owner)
    yield from (line.label for line in view.lines if line.path == owner)


def _indicator_of(path: str, run: Run) -> str | None:
    """The name of the indicator that a finding is about: the one judged, else the one that holds the primary field."""
    if isinstance(run.subject, Indicator):
        return run.subject.name.text
    owner = path.rpartition(".")[0]
    return next((row.name.text for row in run.view.form.indicators if row.path == owner), None)


def all_fields(value: Any) -> Iterator[Field[Any]]:
    """Every field of a form, in the order of its model."""
    if isinstance(value, Field):
        yield value
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from all_fields(getattr(value, name))
    elif isinstance(value, dict):
        for member in value.values():
            yield from all_fields(member)
    elif isinstance(value, tuple):
        for member in value:
            yield from all_fields(member)


def _plain_value(node: tree.Node, run: Run) -> str | None:
    """A value for programs: a field as printed, a number in full, "" for a text without anything in it."""
    if isinstance(node, tree.Attribute) and node.member.printed:
        return run.field(node).text
    try:
        value = run.value(node)
    except (NotEvaluable, ArithmeticError):
        return None
    if isinstance(value, Decimal):
        return plain(value)
    return value if isinstance(value, str) and not node.type.choices else render(node, "", run, "zh")
