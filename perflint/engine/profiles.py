"""Profiles: what differs between regions. They extend one another, choose rules, set parameters, re-grade."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NoReturn

import msgspec

from perflint.engine.declaration import NAME, SOURCE
from perflint.engine.faults import nearest, with_hint
from perflint.engine.loading import Notes, check_sources, setting, source_of
from perflint.engine.outcome import SEVERITIES, Severity
from perflint.engine.rule import Rule, Setting
from perflint.engine.ruleset import Grade, Profile
from perflint.engine.selecting import matches
from perflint.engine.shapes import SENTENCE, Key, ListOf, RecordOf, Report, TableOf, Text
from perflint.engine.shapes import Setting as SettingShape
from perflint.engine.signatures import pattern_problem
from perflint.engine.yamlfile import Place, load_plain, read_text
from perflint.errors import RuleFileError, UsageError
from perflint.language import Bilingual
from perflint.rulebook import rulebook_root

_SELECTOR = r"[A-Za-z][A-Za-z0-9-]*"
PROFILE = RecordOf({
    "name": Key(NAME, required=True),
    "title": Key(SENTENCE, required=True),
    "source": Key(ListOf(SOURCE), help="what in the region's papers it rests on"),
    "extends": Key(NAME, help="the profile whose settings hold where this one says nothing"),
    "select": Key(ListOf(Text()), help="codes, names or the beginning of codes; default: all stable rules"),
    "ignore": Key(ListOf(Text())),
    "params": Key(TableOf(TableOf(SettingShape()), pattern=_SELECTOR)),
    "severity": Key(TableOf(RecordOf({
        "to": Key(Text(choices=SEVERITIES), required=True),
        "reason": Key(Text(), help="needed to loosen a rule"),
    }), pattern=_SELECTOR)),
}, title="perflint profile")  # fmt: skip


def profile_names(folder: Path | None = None) -> tuple[str, ...]:
    """The profiles that ship with perflint."""
    found = (folder or rulebook_root() / "profiles").glob("*.yaml")
    return tuple(sorted(path.stem for path in found))


def load_profile(name: str, rules: Sequence[Rule], folder: Path | None = None) -> Profile:
    """The profile of that name, or of a file of one's own, checked against `rules`.

    Raises UsageError where there is no such profile, RuleFileError for its mistakes.
    """
    return _load(name, rules, folder or rulebook_root() / "profiles", ())


def _load(name: str, rules: Sequence[Rule], folder: Path, below: tuple[str, ...]) -> Profile:
    path = Path(name) if name.endswith((".yaml", ".yml")) else folder / f"{name}.yaml"
    if not path.is_file():
        if name == "national":
            return Profile(name="national", title=Bilingual("全国", "national"), chain=("national",))
        known = profile_names(folder)
        hint = nearest(name, known) or Bilingual(f"可选：{'、'.join(known)}", f"Known: {', '.join(known)}")
        raise UsageError(Bilingual(f"没有名为 {name} 的地区配置。{hint.zh}", f"No profile is called {name}. {hint.en}"))
    text = read_text(path)
    data = load_plain(text, str(path))
    notes = Notes(text, str(path))
    PROFILE.check(data, (), notes)
    if not notes.found:
        check_sources(data, set(), notes)
        check_settings(data, rules, notes)
    if not notes.found and data.get("extends") in (*below, data["name"]):
        notes(Place(("extends",)), Bilingual("地区配置互相继承", "profiles extend one another in a circle"))
    if notes.found:
        raise RuleFileError(notes.mistakes())
    profile = _profile(data)
    if "extends" not in data:
        return profile
    return profile.over(_load(data["extends"], rules, folder, (*below, data["name"])))


def configured(
    base: Profile,
    rules: Sequence[Rule],
    params: Mapping[str, Mapping[str, Any]],
    severity: Mapping[str, Mapping[str, Any]],
) -> Profile:
    """`base` with the parameters and severities of a configuration laid over it; raises UsageError for the first
    rule, parameter, value or severity in them that does not fit."""

    def refuse(place: Place, message: Bilingual) -> NoReturn:
        raise UsageError(message, place=".".join(map(str, place.path)))

    data = {"params": params, "severity": severity}
    for key, value in data.items():
        PROFILE.keys[key].shape.check(value, (key,), refuse)
    check_settings(data, rules, refuse)
    over = Profile(
        base.name, base.title, params=settings_of(params), severity=grades_of(severity), sources=base.sources
    )
    return over.over(base)


def _profile(data: Mapping[str, Any]) -> Profile:
    return Profile(
        name=data["name"],
        title=Bilingual(data["title"]["zh"], data["title"]["en"]),
        select=tuple(data.get("select", ())),
        ignore=tuple(data.get("ignore", ())),
        params=settings_of(data.get("params", {})),
        severity=grades_of(data.get("severity", {})),
        chain=(data["name"],),
        sources=tuple(map(source_of, data.get("source", ()))),
    )


def settings_of(data: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Setting]]:
    """Parameters by rule, from a profile or a configuration that was checked."""
    return {key: {name: setting(value) for name, value in values.items()} for key, values in data.items()}


def grades_of(data: Mapping[str, Mapping[str, Any]]) -> dict[str, Grade]:
    """Severities by rule, from a profile or a configuration that was checked."""
    return {key: Grade(value["to"], value.get("reason", "")) for key, value in data.items()}


def check_settings(data: Mapping[str, Any], rules: Sequence[Rule], notes: Report) -> None:
    """Every rule and parameter that a profile names must exist, and values must have the type of the default."""
    for key in ("select", "ignore"):
        for index, selector in enumerate(data.get(key, ())):
            if not any(matches(rule, selector) for rule in rules):
                _unknown_rule(rules, selector, Place((key, index)), notes)
    for selector, values in data.get("params", {}).items():
        rule = find(rules, selector)
        if rule is None:
            _unknown_rule(rules, selector, Place(("params", selector), key=True), notes)
            continue
        for name, value in values.items():
            _check_setting(rule, name, setting(value), Place(("params", selector, name)), notes)
    for selector, grade in data.get("severity", {}).items():
        rule = find(rules, selector)
        if rule is None:
            _unknown_rule(rules, selector, Place(("severity", selector), key=True), notes)
        elif SEVERITIES.index(grade["to"]) > SEVERITIES.index(rule.severity) and not grade.get("reason"):
            message = Bilingual("放宽规则要写明理由 reason", "loosening a rule needs a reason")
            notes(Place(("severity", selector), key=True), message)


def _check_setting(rule: Rule, name: str, value: Setting, place: Place, notes: Report) -> None:
    parameter = rule.params.get(name)
    if parameter is None and rule.replaces:
        # What a profile sets of the rule that was replaced, and the new one has no use for.
        return
    if parameter is None:
        message = Bilingual(f"规则 {rule.code} 没有参数 {name}", f"rule {rule.code} has no parameter {name}")
        notes(msgspec.structs.replace(place, key=True), with_hint(message, nearest(name, rule.params)))
    elif kind_of_setting(value) != kind_of_setting(parameter.default):
        notes(place, Bilingual("参数的类型与默认值不同", "the value is not of the default's type"))
    elif name in rule.patterns and isinstance(value, str):
        problem = pattern_problem(value)
        if problem is not None:
            notes(place, problem)


def kind_of_setting(value: Setting) -> str:
    """The type of a setting in one word; lists with the type of their members."""
    return f"list of {type(value[0]).__name__}" if isinstance(value, tuple) and value else type(value).__name__


def _unknown_rule(rules: Sequence[Rule], selector: str, place: Place, notes: Report) -> None:
    known = [word for rule in rules for word in rule.selectors()]
    message = Bilingual(f"没有规则叫 {selector}", f"no rule is called {selector}")
    notes(place, with_hint(message, nearest(selector, known) or nearest(selector.upper(), known)))


def find(rules: Sequence[Rule], selector: str) -> Rule | None:
    """The rule that a code, name or old name stands for."""
    return next((rule for rule in rules if selector in rule.selectors()), None)


def apply_profile(rule: Rule, profile: Profile) -> Rule:
    """The rule with the profile's parameters and severity."""
    settings = dict(rule.settings)
    grade: Grade | None = None
    for selector in rule.selectors():
        given = profile.params.get(selector, {})
        settings.update({name: value for name, value in given.items() if name in settings} if rule.replaces else given)
        grade = profile.severity.get(selector, grade)
    if grade is None:
        return rule if settings == rule.settings else msgspec.structs.replace(rule, settings=settings)
    return regrade(msgspec.structs.replace(rule, settings=settings), grade)


def regrade(rule: Rule, grade: Grade) -> Rule:
    """The rule at another severity; cases of their own severity move with it by the same number of steps."""
    shift = SEVERITIES.index(grade.to) - SEVERITIES.index(rule.severity)
    cases = tuple(msgspec.structs.replace(case, severity=_shifted(case.severity, shift)) for case in rule.cases)
    return msgspec.structs.replace(rule, severity=grade.to, cases=cases, regraded=grade.reason)


def _shifted(severity: Severity, steps: int) -> Severity:
    place = SEVERITIES.index(severity) + steps
    return SEVERITIES[min(max(place, 0), len(SEVERITIES) - 1)]
