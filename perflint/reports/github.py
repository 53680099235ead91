"""Workflow commands by which GitHub annotates files of a change: one line for each finding and each obstacle.

    ::error file=forms/a.yaml,line=12,col=3,title=PF201 execution-points::自评表!J6 …

GitHub shows ten annotations of each severity per step; the SARIF upload has no such bound.
"""

from collections.abc import Iterator

from perflint.documents.model import Address
from perflint.engine.outcome import Finding, Severity
from perflint.language import Language
from perflint.reports.field_names import field_name
from perflint.reports.interface import View
from perflint.reports.obstacles import OBSTACLE_LEVELS, OBSTACLE_NAMES, obstacles
from perflint.reports.places import column_of, line_of, relative
from perflint.reports.printable import visible
from perflint.reports.unjudged import gaps
from perflint.reports.wording import form_name, place_name, sentences
from perflint.result import CheckResult

_COMMANDS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "notice"}


def render(result: CheckResult, view: View) -> str:
    """A command a line, those with the heaviest severity first: GitHub keeps the first ten of each."""
    lines = sorted(
        _commands(result, view), key=lambda line: ("::error", "::warning", "::notice").index(line.split(" ")[0])
    )
    return "".join(f"{line}\n" for line in lines)


def _commands(result: CheckResult, view: View) -> Iterator[str]:
    language = view.language
    for finding in result.findings:
        title = f"{finding.code} {finding.rule}"
        yield _command(
            _COMMANDS[finding.severity], finding.form.path, finding.address, (title, _said(finding, language)), view
        )
    for one in obstacles(result):
        title = OBSTACLE_NAMES[one.kind].pick(language)
        where = f"{form_name(one.form, language)}: " if one.form is not None else ""
        yield _command(
            OBSTACLE_LEVELS[one.kind], one.path, one.address, (title, where + one.message.pick(language)), view
        )
    for form in result.forms:
        for gap in gaps(form.not_evaluated):
            title = "规则未判断" if language == "zh" else "not evaluated"
            rules = ", ".join(rule.short for rule in gap.rules)
            text = f"{form_name(form.ref, language)}: {gap.reason.pick(language)} ({rules})"
            yield _command("notice", form.ref.path, form.begins, (title, text), view)


def _said(finding: Finding, language: Language) -> str:
    what = field_name(finding.field, language, indicator=finding.indicator or "")
    said = sentences((finding.message.pick(language), finding.advice.pick(language)), language)
    return f"{place_name(finding.address, language)} {what}{'：' if language == 'zh' else ': '}{said}"


def _command(name: str, path: str, address: Address | None, said: tuple[str, str], view: View) -> str:
    title, text = said
    places = {"file": relative(path, view.base), "line": str(line_of(address))}
    if (column := column_of(address)) is not None:
        places["col"] = str(column)
    places["title"] = title
    properties = ",".join(f"{key}={_property(value)}" for key, value in places.items())
    return f"::{name} {properties}::{_data(visible(text))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
