"""The page of one rule, as Markdown that also reads well at a terminal: `perflint explain` and the documentation.

Everything on it comes from the rule's file, so that page and rule cannot drift apart.
"""

from collections.abc import Callable, Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from perflint.engine.rule import Example, Parameter, Rule, Source
from perflint.language import Bilingual, Language
from perflint.reports.wording import SEVERITY_NAMES, STATUS_NAMES, kind_name

_EXPRESSIONS = ("each", "when", "requires", "let", "assert", "at")
_EXAMPLES = {
    "pass": Bilingual("通过", "passes"),
    "fail": Bilingual("报告", "is reported"),
    "skip": Bilingual("不能评判", "cannot be evaluated"),
}


def page(rule: Rule, declared: Mapping[str, Any], language: Language) -> str:
    """The page of `rule`; `declared` is the content of its file."""
    sections = (
        _head(rule, language),
        _checks(declared, language),
        _advice(declared, language),
        _sources(rule, language),
        _parameters(rule, language),
        _examples(rule, language),
    )
    return "\n".join("\n".join(lines) + "\n" for section in sections if (lines := list(section)))


def _head(rule: Rule, language: Language) -> Iterator[str]:
    say = _speaker(language)
    yield f"# {rule.code} {rule.name}"
    yield ""
    yield rule.title.pick(language)
    yield ""
    yield f"- {say('级别', 'severity')}: {SEVERITY_NAMES[rule.severity].pick(language)}"
    if rule.regraded:
        yield f"- {say('改级理由', 'regraded because')}: {rule.regraded}"
    yield f"- {say('状态', 'status')}: {STATUS_NAMES[rule.status].pick(language)}"
    if rule.aliases:
        yield f"- {say('旧名', 'old names')}: {', '.join(rule.aliases)}"
    kinds = (kind_name(kind, language) for kind in rule.applies.kinds)
    yield f"- {say('适用', 'applies to')}: {('、' if language == 'zh' else ', ').join(kinds)}"
    years = _years(rule, language)
    if years:
        yield f"- {say('年度', 'years')}: {years}"
    if rule.applies.complete:
        yield f"- {say('只评判完整的表，残缺的表列为未评判', 'needs a complete form, else it is not evaluated')}"
    if rule.applies.columns:
        yield f"- {say('表中须有栏目', 'needs the columns')}: {', '.join(rule.applies.columns)}"
    if rule.overrides:
        yield f"- {say('替换内置规则', 'replaces the built-in rule')}: {rule.overrides} ({rule.reason})"


def _checks(declared: Mapping[str, Any], language: Language) -> Iterator[str]:
    yield _speaker(language)("## 检查什么", "## What it checks")
    yield ""
    for case in declared.get("cases", (declared,)):
        merged = {**declared, **case}
        yield "```yaml"
        yield _yaml({key: merged[key] for key in _EXPRESSIONS if key in merged}, flow=False)
        yield "```"
        message = merged.get("message", {}).get(language, "")
        if message:
            yield f"→ {message}"


def _advice(declared: Mapping[str, Any], language: Language) -> Iterator[str]:
    cases = [declared, *declared.get("cases", ())]
    advice = dict.fromkeys(case["advice"][language] for case in cases if case.get("advice"))
    if advice:
        yield _speaker(language)("## 怎么办", "## What to do")
        yield ""
        yield from advice


def _sources(rule: Rule, language: Language) -> Iterator[str]:
    yield _speaker(language)("## 依据", "## Source")
    yield ""
    for source in rule.sources:
        yield f"- {_source(source, language)}"


def _source(source: Source, language: Language) -> str:
    say = _speaker(language)
    article = f" {source.article}" if source.article and source.checked else ""
    note = "" if source.checked else say("（未核对原文）", " (the text itself was not checked)")
    return f"{source.document}{article}: {source.says.pick(language)}{note}"


def _parameters(rule: Rule, language: Language) -> Iterator[str]:
    if rule.params:
        yield _speaker(language)("## 参数", "## Parameters")
        yield ""
    for name, parameter in rule.params.items():
        yield f"- {_parameter(name, parameter, rule, language)}"


def _parameter(name: str, parameter: Parameter, rule: Rule, language: Language) -> str:
    now = rule.settings.get(name, parameter.default)
    default = ""
    if now != parameter.default:
        default = _speaker(language)(
            f"（默认 {_setting(parameter.default)}）", f" (default {_setting(parameter.default)})"
        )
    return f"`{name}` = {_setting(now)}{default}: {parameter.help.pick(language)}"


def _setting(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _examples(rule: Rule, language: Language) -> Iterator[str]:
    if rule.examples:
        yield _speaker(language)("## 例子", "## Examples")
    for example in rule.examples:
        yield ""
        yield _example_head(example, language)
        yield "```yaml"
        yield _yaml(example.form, flow=None)
        yield "```"


def _example_head(example: Example, language: Language) -> str:
    verdict = _EXAMPLES[example.kind].pick(language)
    at = f" @ {example.at}" if example.at else ""
    note = f": {example.note}" if example.note else ""
    said = f" → {example.message[language]}" if language in example.message else ""
    return f"{verdict}{at}{note}{said}"


def _years(rule: Rule, language: Language) -> str:
    first, last = rule.applies.from_year, rule.applies.until_year
    say = _speaker(language)
    parts = [
        say(f"{first} 年起", f"from {first}") if first else "",
        say(f"至 {last} 年", f"until {last}") if last else "",
    ]
    return " ".join(part for part in parts if part)


def _yaml(data: Mapping[str, Any], *, flow: bool | None) -> str:
    """YAML in block style; with `flow` None the innermost mappings take one line each."""
    from ruamel.yaml import YAML  # noqa: PLC0415  # a table of rules needs none

    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = flow
    yaml.allow_unicode = True
    yaml.width = 100
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]  # ruamel types its default only
    stream = StringIO()
    yaml.dump(_plain(data), stream)
    return stream.getvalue().rstrip("\n")


def _plain(data: Any) -> Any:
    """Exact decimals as the plain text that they are, so that YAML prints no Python."""
    if isinstance(data, Mapping):
        return {str(key): _plain(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_plain(value) for value in data]
    return data if data is None or isinstance(data, str | int | bool) else str(data)


def _speaker(language: Language) -> Callable[[str, str], str]:
    """Picks between two wordings written side by side, the Chinese one first."""
    return lambda zh, en: zh if language == "zh" else en


def rule_text(rule: Rule) -> Mapping[str, Any]:
    """The content of a rule's file as written, for the parts that a loaded rule holds in compiled form only."""
    from perflint.engine.yamlfile import load_plain  # noqa: PLC0415  # a table of rules needs none

    declared: Mapping[str, Any] = load_plain(Path(rule.path).read_text(encoding="utf-8-sig"), rule.path)
    return declared
