"""Making reports of a run that is already judged: time and size, for 200 forms of 20 indicators with losses."""

from collections.abc import Iterator
from functools import partial

import perflint
from benchmarks.clock import growth, seconds
from benchmarks.figures import Figure
from benchmarks.generated import form_text
from perflint import pipeline
from perflint.reports.interface import CHECK_FORMATS, View, check_report
from perflint.result import CheckResult

FORMS = 200
MEGABYTE = 1_000_000


def measure(repeat: int, forms: int = FORMS) -> Iterator[Figure]:
    """The page against its bounds (2 s, 5 MB), every other format, and how the page grows with the forms."""
    rules = pipeline.choose_rules()
    view = View(rules=tuple(rules))
    result = _judged(forms, rules)
    number = sum(1 for _ in result.findings)
    page = check_report("html").render(result, view)
    yield Figure(f"size of the page of {forms} forms, {number} findings", len(page.encode()) / MEGABYTE, "MB", 5)
    for name in CHECK_FORMATS:
        spent = seconds(partial(check_report(name).render, result, view), min(repeat, 5))
        yield Figure(f"report as {name}, {forms} forms", spent * 1000, "ms", 2000 if name == "html" else None)
    half = _judged(max(1, forms // 2), rules)
    render = check_report("html").render
    ratio = growth(partial(render, half, view), partial(render, result, view), min(repeat, 5))[2]
    yield Figure(f"page of {forms} forms ÷ {forms // 2} forms", ratio, "×", 2.2 if forms == FORMS else None)


def _judged(forms: int, rules: perflint.RuleSet) -> CheckResult:
    texts = [form_text(20, number, losses=6).encode() for number in range(1, forms + 1)]
    return perflint.check(texts, rules=rules, keep_forms=False, keep_documents=True)
