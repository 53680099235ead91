"""The list of rules: for people, for Markdown pages, for programs."""

import json
from collections.abc import Iterable, Sequence

from perflint.engine.rule import Rule
from perflint.language import Language
from perflint.reports.wording import SEVERITY_NAMES, STATUS_NAMES

LIST_FORMATS = ("table", "md", "json")


def rule_list(rules: Iterable[Rule], report: str, language: Language) -> str:
    """Code, name, severity, status and title of each rule; `report` is one of LIST_FORMATS."""
    listed = list(rules)
    if report == "json":
        return json.dumps([_entry(rule, language) for rule in listed], ensure_ascii=False, indent=2) + "\n"
    head = (
        ("编号", "名称", "级别", "状态", "内容")
        if language == "zh"
        else ("code", "name", "severity", "status", "title")
    )
    rows = [head]
    for rule in listed:
        status = STATUS_NAMES[rule.status].pick(language)
        rows.append((rule.code, rule.name, _severity(rule, language), status, _title(rule, language)))
    return _markdown(rows) if report == "md" else _table(rows)


def _entry(rule: Rule, language: Language) -> dict[str, object]:
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity,
        "status": rule.status,
        "title": rule.title.pick(language),
        "aliases": list(rule.aliases),
        "kinds": list(rule.applies.kinds),
        "params": {name: _shown(value) for name, value in rule.settings.items()},
    }


def _shown(value: object) -> object:
    if isinstance(value, tuple):
        return [_shown(member) for member in value]
    return value if isinstance(value, str | bool) else str(value)


def _severity(rule: Rule, language: Language) -> str:
    return SEVERITY_NAMES[rule.severity].pick(language)


def _title(rule: Rule, language: Language) -> str:
    return rule.title.pick(language)


def _markdown(rows: Sequence[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "".join(f"{line}\n" for line in lines)


def _table(rows: Sequence[Sequence[str]]) -> str:
    from rich.cells import cell_len  # noqa: PLC0415  # the other formats count no columns

    widths = [max(cell_len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = (
        "  ".join(cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )
    return "".join(f"{line.rstrip()}\n" for line in lines)
