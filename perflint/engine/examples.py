"""Runs the examples inside a rule and names each result: validated, reported, noisy, missing, wrong."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec
from ruamel.yaml.nodes import MappingNode, SequenceNode

from perflint.documents.model import Address, Cell
from perflint.engine.judge import judge_form
from perflint.engine.outcome import Failed, Finding, NotEvaluated, Outcome, RuleFault
from perflint.engine.rule import Example, Rule
from perflint.engine.yamlfile import Places, load_plain, read_text
from perflint.errors import PerflintError
from perflint.language import Bilingual

# validated  nothing was to be found and nothing was, or a skip was not evaluated
# reported   what was to be found was found
# noisy      found where nothing was to be found, or more than was to be found
# missing    not found
# wrong      found, but at another place, with another message, or not judged at all
Verdict = Literal["validated", "reported", "noisy", "missing", "wrong"]
# Things of an example of which it is told why nothing was found.
MOST_REASONS = 3
GOOD: tuple[Verdict, ...] = ("validated", "reported")


class ExampleResult(msgspec.Struct, frozen=True):
    """What became of one example; `number` counts from 1 within its kind."""

    rule: str
    code: str
    kind: str
    number: int
    note: str
    verdict: Verdict
    detail: Bilingual = Bilingual("", "")

    @property
    def good(self) -> bool:
        """The rule does what the example says."""
        return self.verdict in GOOD


def run_examples(rules: Iterable[Rule]) -> Iterator[ExampleResult]:
    """Every example of every rule."""
    for rule in rules:
        counts: dict[str, int] = {}
        for example in rule.examples:
            counts[example.kind] = counts.get(example.kind, 0) + 1
            verdict, detail = run_example(rule, example)
            yield ExampleResult(rule.name, rule.code, example.kind, counts[example.kind], example.note, verdict, detail)


def run_example(rule: Rule, example: Example) -> tuple[Verdict, Bilingual]:
    """One example: its verdict, and what happened where that is not what it says."""
    # A rule file is loaded without the recogniser; only running its examples needs it.
    from perflint.forms.structured import form_from_mapping  # noqa: PLC0415

    try:
        form = form_from_mapping(example.form, path=rule.path)
    except PerflintError as error:
        return "wrong", _placed(rule, example, error)
    if not rule.meant_for(form):
        applies = Bilingual("规则不适用于这张表", "the rule is not meant for this form")
        return ("validated" if example.kind == "pass" else "wrong"), applies
    outcomes = judge_form(form, (as_set(rule, example),)).outcomes
    faults = [outcome.message for outcome in outcomes if isinstance(outcome, RuleFault)]
    if faults:
        return "wrong", faults[0]
    findings = [outcome.finding for outcome in outcomes if isinstance(outcome, Failed)]
    skips = [outcome for outcome in outcomes if isinstance(outcome, NotEvaluated)]
    verdict, detail = (_failing if example.kind == "fail" else _quiet)(example, findings, skips)
    return verdict, _with_reason(rule, example, detail) if verdict == "missing" else detail


def as_set(rule: Rule, example: Example) -> Rule:
    """The rule with the parameters that an example sets."""
    return msgspec.structs.replace(rule, settings={**rule.settings, **example.params})


def example_outcomes(rule: Rule, example: Example) -> tuple[Outcome, ...]:
    """What the rule says of an example that `run_example` found good; nothing where it is not meant for the form."""
    from perflint.forms.structured import form_from_mapping  # noqa: PLC0415

    form = form_from_mapping(example.form, path=rule.path)
    return judge_form(form, (as_set(rule, example),)).outcomes if rule.meant_for(form) else ()


def _with_reason(rule: Rule, example: Example, detail: Bilingual) -> Bilingual:
    """What is missing, and by which part of the rule each thing of the example came out as it did."""
    from perflint.engine.explaining import explain, in_a_line  # noqa: PLC0415 - for examples that do not hold
    from perflint.forms.structured import form_from_mapping  # noqa: PLC0415 - as above

    path = Path(rule.path)
    if not path.is_file():
        return detail
    form = form_from_mapping(example.form, path=rule.path)
    steps = explain(as_set(rule, example), load_plain(read_text(path), rule.path), form).steps
    said = [in_a_line(step) for step in steps if step.answer != "failed"][:MOST_REASONS]
    return Bilingual(
        "；".join([detail.zh, *(one.zh for one in said)]), "; ".join([detail.en, *(one.en for one in said)])
    )


def _placed(rule: Rule, example: Example, error: PerflintError) -> Bilingual:
    """The mistake in an example's form with file, line and column: the form is read again with its places."""
    from perflint.forms.structured import form_from_mapping  # noqa: PLC0415

    numbers = [number for number, one in enumerate(_same_kind(rule, example)) if one is example]
    if not numbers or not Path(rule.path).is_file():
        return error.message
    node = Places(read_text(Path(rule.path))).node(("examples", example.kind, numbers[0], "form"))
    if node is None:
        return error.message
    where = f"{node.start_mark.line + 1}:{node.start_mark.column + 1}"
    try:
        form_from_mapping(_with_places(node), path=rule.path)
    except PerflintError as placed:
        where = placed.place or where
    return Bilingual(*(f"{rule.path}:{where}: {message}" for message in (error.message.zh, error.message.en)))


def _same_kind(rule: Rule, example: Example) -> list[Example]:
    return [one for one in rule.examples if one.kind == example.kind]


def _with_places(node: Any) -> Any:
    """The content of a YAML node, each value a cell with the line and column of it."""
    if isinstance(node, MappingNode):
        return {str(key.value): _with_places(value) for key, value in node.value}
    if isinstance(node, SequenceNode):
        return [_with_places(member) for member in node.value]
    mark = node.start_mark
    return Cell(str(node.value), Address("line", mark.line + 1, mark.column + 1))


def _quiet(example: Example, findings: list[Finding], skips: list[NotEvaluated]) -> tuple[Verdict, Bilingual]:
    """An example in which nothing is to be found."""
    if findings:
        return "noisy", _listed(findings)
    if example.kind == "skip" and not skips:
        return "missing", Bilingual("应为“未能判断”，实际通过", "should not be evaluated, yet it passed")
    if example.kind == "pass" and skips:
        return "wrong", _reasons(skips)
    return "validated", Bilingual("", "")


def _failing(example: Example, findings: list[Finding], skips: list[NotEvaluated]) -> tuple[Verdict, Bilingual]:
    if not findings:
        return ("wrong", _reasons(skips)) if skips else ("missing", Bilingual("没有报出问题", "nothing was found"))
    if example.count is not None and len(findings) != example.count:
        return ("noisy" if len(findings) > example.count else "missing"), _listed(findings)
    if example.at and not any(finding.field == example.at for finding in findings):
        return "wrong", _listed(findings)
    for language in ("zh", "en"):
        wanted = example.message.get(language)
        said = [finding.message.zh if language == "zh" else finding.message.en for finding in findings]
        if wanted and wanted not in said:
            return "wrong", _listed(findings)
    return "reported", Bilingual("", "")


def _listed(findings: list[Finding]) -> Bilingual:
    return Bilingual(
        "；".join(f"{finding.field}：{finding.message.zh}" for finding in findings),
        "; ".join(f"{finding.field}: {finding.message.en}" for finding in findings),
    )


def _reasons(skips: list[NotEvaluated]) -> Bilingual:
    return Bilingual("；".join(skip.reason.zh for skip in skips), "; ".join(skip.reason.en for skip in skips))
