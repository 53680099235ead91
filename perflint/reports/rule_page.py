"""The page of one rule, as Markdown that also reads well at a terminal: `perflint explain` and the documentation.

Everything on it comes from the rule's file, so that page and rule cannot drift apart.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from perflint.engine.needs import needed_fields
from perflint.engine.rule import Example, Parameter, Rule, Source
from perflint.language import Bilingual, Language
from perflint.patterns import pattern
from perflint.reports.example_lines import fragment_line
from perflint.reports.field_names import column_name, field_name
from perflint.reports.usual_words import DOTS, usual_words
from perflint.reports.wording import SEVERITY_NAMES, STATUS_NAMES, kind_name

_EXPRESSIONS = ("each", "when", "requires", "let", "assert", "at")
# A field by its name or path, as messages hold it.
_PATH = pattern(r"[a-z_0-9]+(?:\.[a-z_0-9]+)*")
_PLACEHOLDER = pattern(r"\{\{|\}\}|\{([^{}:]*)(?::[^{}]*)?\}")
_SCOPES = {
    "form": Bilingual("整张表", "the form as a whole"),
    "indicator": Bilingual("每一条指标", "every indicator"),
    "placeholder": Bilingual("模板留下的空行", "the empty rows of the template"),
    "budget_line": Bilingual("每一行资金", "every fund row"),
    "group": Bilingual("每一级标题及其下的指标", "every heading with the indicators below it"),
    "total": Bilingual("总分行", "the total row"),
    "budget.total": Bilingual("年度资金总额行", "the row of the total funds"),
    "budget.appropriation": Bilingual("当年财政拨款行", "the row of the appropriation"),
    "budget.carryover": Bilingual("上年结转资金行", "the row of the carry-over"),
    "budget.other": Bilingual("其他资金行", "the row of other funds"),
}
_PARTS = {
    "head": Bilingual("缺表头", "the head is missing"),
    "rows": Bilingual("缺指标行", "indicator rows are missing"),
    "tail": Bilingual("缺表尾", "the tail is missing"),
    "columns": Bilingual("有认不出的列", "some columns were not understood"),
    "funds": Bilingual("有的资金行分不清哪个数是哪一列", "in some rows of money it is not known which amount is which"),
    "cells": Bilingual("有的格分不清属于哪一列", "some cells may belong to either of two columns"),
}
_ROWS = {
    "indicators": Bilingual("指标", "indicator"),
    "budget": Bilingual("资金行", "fund row"),
    "groups": Bilingual("标题", "heading"),
}
_FIXES = {
    "format": Bilingual("只改写法，不改数值：可以直接采用", "only the spelling changes, not the value: safe to apply"),
    "recompute": Bilingual(
        "给出按算式重算的数值，改不改由填报人决定", "gives the recomputed figure; the signer decides whether it goes in"
    ),
    "text": Bilingual("只提示应填什么，不改原表", "only says what should stand there; the form is not changed"),
}
_EXAMPLES = {
    "pass": Bilingual("通过", "passes"),
    "fail": Bilingual("报告", "is reported"),
    "skip": Bilingual("不能评判", "cannot be evaluated"),
}


def page(
    rule: Rule,
    declared: Mapping[str, Any],
    language: Language,
    *,
    links: str = "",
    regions: Iterable[str] = (),
    drawn: bool = False,
) -> str:
    """The page of `rule`; `declared` is the content of its file.

    links     a line of links that stands under the heading
    regions   what profiles change of the rule, a line each
    drawn     all examples, as pieces of a form, instead of one of each kind in a line
    """
    sections = (
        _head(rule, language, links),
        _checks(rule, declared, language),
        _unevaluated(rule, declared, language),
        _advice(declared, language),
        _fix(rule, language),
        _sources(rule, language),
        _parameters(rule, language),
        _regions(regions, language),
        _drawn(rule, language) if drawn else _examples(rule, language),
        _expressions(declared, language),
    )
    return "\n".join("\n".join(lines) + "\n" for section in sections if (lines := list(section)))


def _head(rule: Rule, language: Language, links: str) -> Iterator[str]:
    say = _speaker(language)
    yield f"# {rule.code} {rule.name}"
    yield ""
    if links:
        yield links
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
        yield f"- {say('只判断完整的表，残缺的表列为规则未判断', 'needs a complete form, else it is not evaluated')}"
    if rule.applies.columns:
        columns = ", ".join(column_name(name, language) for name in rule.applies.columns)
        yield f"- {say('表中须有栏目', 'needs the columns')}: {columns}"
    if rule.overrides:
        yield f"- {say('替换内置规则', 'replaces the built-in rule')}: {rule.overrides} ({rule.reason})"


def _checks(rule: Rule, declared: Mapping[str, Any], language: Language) -> Iterator[str]:
    """The title as a sentence, why, and what is said where it does not hold."""
    say = _speaker(language)
    yield say("## 检查什么", "## What it checks")
    yield ""
    for scope in dict.fromkeys(merged["each"] for merged in _merged(declared)):
        yield say("检查", "Judged: ") + _SCOPES[scope].pick(language) + say("。", ".")
    yield say("不符合时报告：", "Where it does not hold, it says:")
    yield ""
    for message in dict.fromkeys(_in_words(merged, "message", language) for merged in _merged(declared)):
        yield f"- {message}"
    yield ""
    own = {"zh": rule.why.zh, "en": rule.why.en}
    for reason in dict.fromkeys(merged.get("why", own)[language] for merged in _merged(declared)):
        yield say("理由：", "Why: ") + reason


def _unevaluated(rule: Rule, declared: Mapping[str, Any], language: Language) -> Iterator[str]:
    """What must be known to judge; on which forms the answer stays open."""
    say = _speaker(language)
    reasons = [_PARTS[part].pick(language) for part in rule.applies.parts]
    for merged in _merged(declared):
        said = ({**merged, "otherwise": one["otherwise"]} for one in merged.get("requires", ()))
        reasons += [_in_words(claim, "otherwise", language) for claim in said]
    needed = dict.fromkeys(_needed_word(path, language) for path in needed_fields(rule))
    if needed:
        cells = say("、", ", ").join(needed)
        reasons.append(say(f"判断要用到而空着或认不出：{cells}", f"blank or unreadable where it is needed: {cells}"))
    if rule.applies.complete:
        reasons.insert(0, say("表残缺（缺表头、指标行或表尾）", "the form is incomplete (its head, rows or tail)"))
    if reasons:
        yield say("## 什么时候不能评判", "## When it is not evaluated")
        yield ""
        yield from (f"- {reason}" for reason in dict.fromkeys(reasons))


def _needed_word(path: str, language: Language) -> str:
    """A needed field in the words of the form; `*` stands for every row."""
    head, star, column = path.partition(".*.")
    if not star:
        return field_name(path, language)
    return f"{_ROWS[head].pick(language)}·{column_name(f'.{column}', language)}"


def _fix(rule: Rule, language: Language) -> Iterator[str]:
    kinds = dict.fromkeys(case.correction.kind for case in rule.cases if case.correction is not None)
    if kinds:
        yield _speaker(language)("## 自动改正", "## Fix")
        yield ""
        yield from (f"- {_FIXES[kind].pick(language)}" for kind in kinds)


def _regions(regions: Iterable[str], language: Language) -> Iterator[str]:
    lines = list(regions)
    if lines:
        yield _speaker(language)("## 地区配置", "## Profiles")
        yield ""
        yield from (f"- {line}" for line in lines)


def _drawn(rule: Rule, language: Language) -> Iterator[str]:
    if rule.examples:
        from perflint.reports.rule_examples import drawn_examples  # noqa: PLC0415 - draws by running them

        yield _speaker(language)("## 例子", "## Examples")
        yield from drawn_examples(rule, language)


def _merged(declared: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Each claim with the keys that it takes over from its rule."""
    return [{**declared, **case} for case in declared.get("cases", ({},))]


def _in_words(claim: Mapping[str, Any], key: str, language: Language) -> str:
    """A sentence with the names of fields where their content would stand, and dots for what is computed."""

    def word(found: re.Match[str]) -> str:
        return found[0][0] if found[1] is None else _field_word(found[1].strip(), claim, language)

    return _PLACEHOLDER.sub(word, claim[key][language])


def _field_word(expression: str, claim: Mapping[str, Any], language: Language) -> str:
    """〔the name of a field on the form〕, the words that a `let` writes out, or dots."""
    written = usual_words(str(claim.get("let", {}).get(expression, "")))
    if written != DOTS:
        return written
    if expression == "name" and claim["each"] == "group":
        return _speaker(language)("〔标题〕", "〔heading〕")
    for name in (field_name, column_name) if _PATH.fullmatch(expression) else ():
        if name(expression, "zh") != expression:
            return f"〔{name(expression, language)}〕"
    return DOTS


def _expressions(declared: Mapping[str, Any], language: Language) -> Iterator[str]:
    """How the rule is written, for who writes rules."""
    yield _speaker(language)("## 规则写法（供编写规则的人）", "## Expressions (for rule authors)")
    for merged in _merged(declared):
        yield ""
        yield "```yaml"
        yield _yaml({key: _plain_words(merged[key], language) for key in _EXPRESSIONS if key in merged})
        yield "```"


def _plain_words(value: Any, language: Language) -> Any:
    """Sentences in one language, instead of zh: and en: side by side."""
    if isinstance(value, Mapping) and set(value) == {"zh", "en"}:
        return value[language]
    if isinstance(value, Mapping):
        return {key: _plain_words(member, language) for key, member in value.items()}
    return [_plain_words(member, language) for member in value] if isinstance(value, list) else value


def _advice(declared: Mapping[str, Any], language: Language) -> Iterator[str]:
    advice = dict.fromkeys(_in_words(merged, "advice", language) for merged in _merged(declared))
    if advice:
        yield _speaker(language)("## 怎么办", "## What to do")
        yield ""
        yield from advice


def _sources(rule: Rule, language: Language) -> Iterator[str]:
    yield _speaker(language)("## 依据", "## Source")
    yield ""
    for source in rule.sources:
        yield f"- {source_line(source, language)}"


def source_line(source: Source, language: Language) -> str:
    """A source in one line; the article only where somebody has read it."""
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
            f"（默认 {setting_text(parameter.default)}）", f" (default {setting_text(parameter.default)})"
        )
    return f"`{name}` = {setting_text(now)}{default}: {parameter.help.pick(language)}"


def setting_text(value: object) -> str:
    """The value of a parameter as pages show it."""
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _examples(rule: Rule, language: Language) -> Iterator[str]:
    """One example of each kind, in a line each."""
    if rule.examples:
        yield _speaker(language)("## 例子", "## Examples")
        yield ""
    firsts: dict[str, Example] = {}
    for example in rule.examples:
        firsts.setdefault(example.kind, example)
    for kind in ("fail", "pass", "skip"):
        if kind in firsts:
            yield f"- {_example(firsts[kind], language)}"


def _example(example: Example, language: Language) -> str:
    verdict = _EXAMPLES[example.kind].pick(language)
    note = f"{example.note} — " if example.note else ""
    colon = "：" if language == "zh" else ": "
    return f"{verdict}{colon}{note}{fragment_line(example.form, language)}"


def _years(rule: Rule, language: Language) -> str:
    first, last = rule.applies.from_year, rule.applies.until_year
    say = _speaker(language)
    parts = [
        say(f"{first} 年起", f"from {first}") if first else "",
        say(f"至 {last} 年", f"until {last}") if last else "",
    ]
    return " ".join(part for part in parts if part)


def _yaml(data: Mapping[str, Any]) -> str:
    """YAML in block style."""
    from ruamel.yaml import YAML  # noqa: PLC0415  # a table of rules needs none

    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.allow_unicode = True
    yaml.width = 100
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]  # ruamel types its default only
    stream = StringIO()
    yaml.dump(_plain(data), stream)
    # A folded line may end in the blank at which it was folded.
    return "\n".join(line.rstrip() for line in stream.getvalue().rstrip("\n").split("\n"))


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
