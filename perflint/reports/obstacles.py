"""What stood in the way of judging: inputs that could not be read, forms that were refused or not judged, broken rules.

Every format shows these beside the findings: what was not judged must never look like what is clean.
"""

from collections.abc import Iterator
from typing import Literal

import msgspec

from perflint.documents.model import Address
from perflint.engine.outcome import FormRef
from perflint.language import Bilingual, Language
from perflint.reports.wording import NO_FORM, NO_RULE_APPLIES, NOTHING_EVALUATED
from perflint.result import CheckedDocument, CheckedForm, CheckResult

ObstacleKind = Literal["unreadable", "no-form", "refused", "not-judged", "rule-fault"]

OBSTACLE_NAMES: dict[ObstacleKind, Bilingual] = {
    "unreadable": Bilingual("无法读取", "cannot be read"),
    "no-form": Bilingual("没有绩效表", "no form in it"),
    "refused": Bilingual("不评判的表", "form not judged by design"),
    "not-judged": Bilingual("整表未评判", "form not judged"),
    "rule-fault": Bilingual("规则故障", "broken rule"),
}


OBSTACLE_LEVELS: dict[ObstacleKind, Literal["error", "warning"]] = {
    "unreadable": "error",
    "no-form": "warning",
    "refused": "warning",
    "not-judged": "error",
    "rule-fault": "error",
}
"""How loudly a code host's own formats say it."""


class Obstacle(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that was not judged, and why; `code` and `rule` name a rule that broke."""

    kind: ObstacleKind
    path: str
    message: Bilingual
    form: FormRef | None = None
    address: Address | None = None
    code: str = ""
    rule: str = ""

    def say(self, language: Language) -> str:
        """What it is and why, without the path."""
        colon = "：" if language == "zh" else ": "
        return f"{OBSTACLE_NAMES[self.kind].pick(language)}{colon}{self.message.pick(language)}"


def obstacles(result: CheckResult) -> Iterator[Obstacle]:
    """All of a run, document by document; the inputs that could not be read come last."""
    for document in result.documents:
        yield from obstacles_in(document)
    for failure in result.failures:
        message = Bilingual(failure.explain("zh"), failure.explain("en"))
        yield Obstacle(kind="unreadable", path=failure.path, message=message)


def obstacles_in(document: CheckedDocument) -> Iterator[Obstacle]:
    """Those of one document."""
    for form in document.forms:
        yield from obstacles_of(form)
    for refusal in document.refusals:
        yield Obstacle(kind="refused", path=document.path, message=refusal.reason, address=refusal.address)
    if document.formless:
        yield Obstacle(kind="no-form", path=document.path, message=NO_FORM)


def obstacles_of(form: CheckedForm) -> Iterator[Obstacle]:
    """Those of one form: that nothing is said of it, and rules that broke on it."""
    if not (form.judged or form.passed_over):
        why = NOTHING_EVALUATED if form.applicable else NO_RULE_APPLIES
        yield Obstacle(kind="not-judged", path=form.ref.path, message=why, form=form.ref, address=form.begins)
    for fault in form.faults:
        yield Obstacle(
            kind="rule-fault",
            path=fault.form.path,
            message=fault.message,
            form=fault.form,
            code=fault.code,
            rule=fault.rule,
        )
