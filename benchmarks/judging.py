"""Reading, recognising and judging inside one process, and how the time grows with the forms."""

from collections.abc import Iterator
from functools import partial

import perflint
from benchmarks.clock import growth, seconds
from benchmarks.figures import Figure
from benchmarks.generated import form_text, forms_text
from perflint import pipeline


def measure(repeat: int) -> Iterator[Figure]:
    """Times per form in ms, the load of the rulebook, and the growth from 100 to 200 forms."""
    rules = pipeline.choose_rules()
    for indicators in (12, 60):
        text = form_text(indicators).encode()
        (form,) = perflint.parse(text).forms
        if len(form.indicators) != indicators or not form.complete:
            raise RuntimeError(f"{len(form.indicators)} of {indicators} indicators were recognised")
        spent = seconds(partial(perflint.parse, text), repeat, loops=5)
        yield Figure(f"parse, a text form of {indicators} indicators", spent * 1000, "ms")
        spent = seconds(partial(pipeline.check_form, form, rules), repeat, loops=20)
        bound = 3 if indicators == 60 else None
        yield Figure(f"whole rulebook, a form of {indicators} indicators", spent * 1000, "ms", bound)
    (form,) = perflint.parse(form_text(60, losses=12).encode()).forms
    findings = len(pipeline.check_form(form, rules).findings)
    spent = seconds(partial(pipeline.check_form, form, rules), repeat, loops=20)
    yield Figure(f"whole rulebook, 60 indicators with {findings} findings", spent * 1000, "ms")
    yield from _growth(repeat, rules)


def _growth(repeat: int, rules: perflint.RuleSet) -> Iterator[Figure]:
    texts = {forms: forms_text(forms).encode() for forms in (100, 200)}
    checks = [partial(perflint.check, text, rules=rules, keep_forms=False) for text in texts.values()]
    *times, ratio = growth(checks[0], checks[1], repeat)
    for forms, spent in zip(texts, times, strict=True):
        yield Figure(f"whole check of a text with {forms} forms, per form", spent / forms * 1000, "ms")
    yield Figure("200 forms ÷ 100 forms", ratio, "×", 2.2)
