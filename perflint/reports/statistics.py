"""`--statistics`: how often each rule found something, most often first."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from perflint.engine.outcome import SEVERITIES
from perflint.language import Language
from perflint.reports.wording import SEVERITY_NAMES
from perflint.result import CheckResult

if TYPE_CHECKING:
    from perflint.engine.rule import Rule


def statistics(result: CheckResult, language: Language, rules: "Iterable[Rule]" = ()) -> Iterator[str]:
    """A line for each rule: the number of findings and of forms with one, its worst severity, code, and name.

    In Chinese the rule's title stands for its name, where `rules` have it.
    """
    titles = {rule.code: rule.title.zh for rule in rules} if language == "zh" else {}
    found = [(finding.code, finding.rule, finding.severity, finding.form) for finding in result.findings]
    times = Counter((code, name) for code, name, _, _ in found)
    width = len(str(max(times.values(), default=0)))
    for (code, name), number in sorted(times.items(), key=lambda item: (-item[1], item[0])):
        own = [(severity, form) for own_code, _, severity, form in found if own_code == code]
        worst = SEVERITY_NAMES[min((severity for severity, _ in own), key=SEVERITIES.index)].pick(language)
        forms = len({(form.path, form.index) for _, form in own})
        where = f"（{forms} 张表）" if language == "zh" else f" ({forms} form{'s' if forms != 1 else ''})"
        yield f"{number:>{width}}  {worst} {code} {titles.get(code, name)}{where}"
