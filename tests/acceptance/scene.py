"""Judged forms and waiver files that the tests of acceptance use."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from perflint import Form, RuleSet, load_rules
from perflint.acceptance.waiver_file import WaiverFile, read_waivers
from perflint.engine.outcome import Finding
from perflint.forms.structured import form_from_mapping
from perflint.pipeline import check_form
from perflint.result import CheckedDocument, CheckedForm, CheckResult

TODAY = dt.date(2026, 6, 30)
COLUMNS = ("level1", "level2", "name", "target", "actual", "weight", "score", "deviation")
OUTPUT = ("产出指标", "数量指标")


def rules() -> RuleSet:
    """The rules that judge the forms of the scene: no score above its weight, none below nought."""
    return load_rules(select=("PF301", "PF302"))


def rows(*scores: str) -> list[dict[str, Any]]:
    """Indicators 指标甲, 指标乙 … of ten points each, with these scores; more than 10 breaks PF301."""
    return [
        dict(zip(COLUMNS, (*OUTPUT, f"指标{name}", "≥5次", "6次", "10", score, ""), strict=True))
        for name, score in zip("甲乙丙丁", scores, strict=False)
    ]


def form(*scores: str, project: str = "河道清淤", path: str = "2022/河道.xlsx", **heads: Any) -> Form:
    """A form with these scores; nothing else is judged of it."""
    data = {
        "kind": "project_self_evaluation",
        "year": 2022,
        "project": project,
        "unit": "甲市水务局",
        "indicators": rows(*scores),
        **heads,
    }
    return form_from_mapping(data, path=path)


def judged(*forms: Form) -> CheckResult:
    """A run over these forms, each a file of its own."""
    chosen = rules()
    checked = [check_form(one, chosen) for one in forms]
    return CheckResult(tuple(CheckedDocument(one.ref.path, "form", (one,)) for one in checked))


def only(result: CheckResult) -> CheckedForm:
    """The only form of a run."""
    (checked,) = result.forms
    return checked


def waivers(text: str, path: str = "perflint-waivers.yaml") -> WaiverFile:
    """The waivers of a file with this text."""
    return read_waivers(text, path, load_rules().known)


def entry(**said: Any) -> str:
    """A waiver file with one entry."""
    words = {"reason": "已批准", "approver": "财务科", **said}
    return "waivers:\n  - {" + ", ".join(f"{key}: {value}" for key, value in words.items()) + "}\n"


def where(findings: Sequence[Finding]) -> list[tuple[str, str]]:
    """Code and indicator of each finding."""
    return [(finding.code, finding.indicator or "") for finding in findings]
