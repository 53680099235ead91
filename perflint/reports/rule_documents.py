"""The pages of `docs/rules/`: one for each rule in each language, and the two indexes. `make pages` writes them."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from perflint.engine.rule import Rule
from perflint.engine.ruleset import RuleSet
from perflint.language import Bilingual, Language
from perflint.reports.rule_page import page, rule_text, setting_text
from perflint.reports.wording import SEVERITY_NAMES, STATUS_NAMES

FAMILIES = {
    "PF1": Bilingual("合计：得分与分值加得起来", "Totals: scores and weights add up"),
    "PF2": Bilingual("预算与执行：执行率、得分、各项资金", "Budget and execution: rates, points, fund rows"),
    "PF3": Bilingual("指标的得分与分值，与完成情况对照", "Scores and weights of indicators, against what was achieved"),
    "PF4": Bilingual("偏差原因：扣了分要写，不能照抄", "Deviation texts: there where points were lost, and not copied"),
    "PF5": Bilingual("指标值与实际完成值：可衡量、可比较", "Targets and actuals: measurable and comparable"),
    "PF6": Bilingual("结构：维度、表头、重复、模板残留", "Structure: dimensions, heads, duplicates, template rows"),
    "PF7": Bilingual("年度总体目标与文字", "The year's overall goal, and words"),
    "PF8": Bilingual("同一批表之间", "Across the forms of a run"),
    "PF9": Bilingual("目标申报表与自评表", "The target form against the self-evaluation"),
}
INDEX: dict[Language, str] = {"zh": "README.md", "en": "README.en.md"}
_OTHER: dict[Language, Language] = {"zh": "en", "en": "zh"}
_LANGUAGES: dict[Language, str] = {"zh": "中文", "en": "English"}


def documents(rules: Sequence[Rule], profiles: Sequence[RuleSet]) -> dict[str, str]:
    """File name → text of every page; `rules` as their files say, `profiles` the rulebook under each profile."""
    made: dict[str, str] = {}
    for language, index in INDEX.items():
        made[index] = "\n".join(_index(rules, language)) + "\n"
        for rule in rules:
            made[page_name(rule, language)] = page(
                rule,
                rule_text(rule),
                language,
                links=_links(rule, language),
                regions=_regions(rule, profiles, language),
                drawn=True,
            )
    return made


def page_name(rule: Rule, language: Language) -> str:
    """The file of a rule's page: the Chinese one is named for the code alone."""
    return f"{rule.code}.md" if language == "zh" else f"{rule.code}.{language}.md"


def _links(rule: Rule, language: Language) -> str:
    other = _OTHER[language]
    every = "全部规则" if language == "zh" else "All rules"
    return f"[{_LANGUAGES[other]}]({page_name(rule, other)}) · [{every}]({INDEX[language]})"


def _regions(rule: Rule, profiles: Sequence[RuleSet], language: Language) -> Iterator[str]:
    for rules in profiles:
        changes = list(_changes(rule, rules, language))
        if changes:
            profile = rules.profile
            joint, colon = ("；", "：") if language == "zh" else ("; ", ": ")
            yield f"`{profile.name}` {profile.title.pick(language)}{colon}{joint.join(changes)}"


def _changes(rule: Rule, rules: RuleSet, language: Language) -> Iterator[str]:
    """What a profile says of the rule that the rule's own file does not."""
    theirs = rules.find(rule.code)
    if theirs is None:
        return
    for name, value in theirs.settings.items():
        if value != rule.settings.get(name):
            yield f"`{name}` = {setting_text(value)}"
    if theirs.severity != rule.severity:
        severity = SEVERITY_NAMES[theirs.severity].pick(language)
        yield (f"级别改为{severity}" if language == "zh" else f"severity {severity}") + (
            f" ({theirs.regraded})" if theirs.regraded else ""
        )
    runs = any(one.code == rule.code for one in rules)
    if runs != (rule.status == "stable"):
        on, off = ("启用", "不用") if language == "zh" else ("on", "off")
        yield on if runs else off


def _index(rules: Sequence[Rule], language: Language) -> Iterator[str]:
    say = Bilingual("规则一览", "The rules")
    other = _OTHER[language]
    yield f"# {say.pick(language)}"
    yield ""
    yield f"[{_LANGUAGES[other]}]({INDEX[other]})"
    yield ""
    yield (
        "每条规则一页，由规则文件生成（`make pages`），请勿手改。终端里看同一页：`perflint explain PF201`。"
        if language == "zh"
        else "A page for each rule, made from the rule files in `rules/` (`make pages`); do not edit them by hand. "
        "The same at the terminal: `perflint explain PF201`."
    )
    head = "| 编号 | 名称 | 级别 | 状态 | 内容 |" if language == "zh" else "| code | name | severity | status | title |"
    for family, members in groupby(rules, key=lambda rule: rule.code[:3]):
        yield ""
        title = FAMILIES.get(family)
        yield f"## {family}" + (f" {title.pick(language)}" if title else "")
        yield ""
        yield head
        yield "| --- | --- | --- | --- | --- |"
        for rule in members:
            yield _row(rule, language)


def _row(rule: Rule, language: Language) -> str:
    cells = (
        f"[{rule.code}]({page_name(rule, language)})",
        rule.name,
        SEVERITY_NAMES[rule.severity].pick(language),
        STATUS_NAMES[rule.status].pick(language),
        rule.title.pick(language),
    )
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
