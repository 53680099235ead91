"""The examples of a rule drawn as pieces of a form: tables with the cell in bold that is reported, and what is said."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from perflint.engine.examples import example_outcomes
from perflint.engine.outcome import Failed, NotEvaluated
from perflint.engine.rule import Example, Rule
from perflint.language import Bilingual, Language
from perflint.reports.example_lines import fragment_line
from perflint.reports.field_names import column_name, field_name

_KINDS = {
    "fail": Bilingual("报告", "Reported"),
    "pass": Bilingual("通过", "Passed"),
    "skip": Bilingual("不能评判", "Not evaluated"),
}
# The order of columns on the forms.
_INDICATOR = ("level1", "level2", "name", "target", "actual", "weight", "score", "deviation")
_LINE = ("label", "initial", "annual", "executed", "weight", "rate", "score")
_ROW = Bilingual("资金", "funds")
_LABEL = Bilingual("印出的名称", "printed label")
_BLANK = Bilingual("（空）", "(blank)")
# Longer texts are cut on the page.
_MAX_CELL = 60


def drawn_examples(rule: Rule, language: Language) -> Iterator[str]:
    """Every example of the rule as Markdown lines, failing ones first."""
    for kind in ("fail", "pass", "skip"):
        listed = [example for example in rule.examples if example.kind == kind]
        for number, example in enumerate(listed, start=1):
            yield ""
            note = f": {example.note}" if example.note and language == "en" else example.note and f"：{example.note}"
            yield f"**{_KINDS[example.kind].pick(language)} {number}**{note}"
            yield from _drawn(rule, example, language)


def _drawn(rule: Rule, example: Example, language: Language) -> Iterator[str]:
    outcomes = example_outcomes(rule, example)
    findings = [outcome.finding for outcome in outcomes if isinstance(outcome, Failed)]
    gaps = [outcome for outcome in outcomes if isinstance(outcome, NotEvaluated)]
    if example.params:
        settings = ", ".join(f"`{name}` = {value}" for name, value in example.params.items())
        yield ""
        yield f"{'参数' if language == 'zh' else 'With'} {settings}"
    yield from _form(example.form, {finding.field for finding in findings}, language)
    said = [finding.message.pick(language) for finding in findings]
    said += [f"{'未判断：' if language == 'zh' else 'not evaluated: '}{gap.reason.pick(language)}" for gap in gaps]
    for number, line in enumerate(dict.fromkeys(said)):
        yield ">" if number else ""
        yield f"> {line}"


def _form(form: Mapping[str, Any], marked: set[str], language: Language) -> Iterator[str]:
    rest = {key: value for key, value in form.items() if key not in ("budget", "indicators")}
    budget = form.get("budget") or {}
    lines = {key: value for key, value in budget.items() if isinstance(value, Mapping)}
    funds = {key: value for key, value in budget.items() if key not in lines}
    if funds:
        rest["budget"] = funds
    if rest:
        yield ""
        yield fragment_line(rest, language)
    rows: Sequence[Any] = form.get("indicators") or []
    drawn = [_cells(value, f"budget.{key}", marked, language) for key, value in lines.items()]
    for key, cells in zip(lines, drawn, strict=True):
        cells["row"] = _bold(field_name(f"budget.{key}", language), f"budget.{key}.label" in marked, language)
    yield from _table(drawn, ("row", *_LINE), language)
    cells_of_rows = [_cells(row, f"indicators.{number}", marked, language) for number, row in enumerate(rows)]
    yield from _table(cells_of_rows, _INDICATOR, language)


def _cells(row: Mapping[str, Any], path: str, marked: set[str], language: Language) -> dict[str, str]:
    """The cells of a row by column; one that the fragment does not have and that is reported stands as blank."""
    absent = {name: "" for name in (*_INDICATOR, *_LINE) if f"{path}.{name}" in marked and name != "label"}
    return {
        name: _bold(_text(value), f"{path}.{name}" in marked, language) for name, value in {**absent, **row}.items()
    }


def _table(rows: Sequence[Mapping[str, str]], columns: Sequence[str], language: Language) -> Iterator[str]:
    shown = [column for column in columns if any(column in row for row in rows)]
    if not shown:
        return
    yield ""
    own = {"row": _ROW, "label": _LABEL}
    heads = [own[name].pick(language) if name in own else column_name(f".{name}", language) for name in shown]
    yield f"| {' | '.join(heads)} |"
    yield f"|{' --- |' * len(shown)}"
    for row in rows:
        yield f"| {' | '.join(row.get(column, '') for column in shown)} |"


def _bold(text: str, marked: bool, language: Language) -> str:
    return f"**{text or _BLANK.pick(language)}**" if marked else text


def _text(value: Any) -> str:
    """The printed text as it may stand in a table of Markdown."""
    text = "" if value is None else " ".join(str(value).split())
    text = text if len(text) <= _MAX_CELL else f"{text[: _MAX_CELL - 1]}…"
    for char in "\\|*<":
        text = text.replace(char, f"\\{char}")
    return text
