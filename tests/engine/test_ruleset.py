"""The rulebook as it runs: files found, names unique, selectors, own rules, profiles in chains."""

import pickle
from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from perflint.engine.judge import judge_form
from perflint.engine.profiles import profile_names
from perflint.engine.ruleset import Profile, RuleSet, load_rules
from perflint.errors import RuleFileError, UsageError
from tests.engine.building import form, rule_text

PARAMS = """
each: indicator
params:
  limit: {default: 0.01, help: {zh: 限, en: limit}}
  words: {default: [甲, 乙], help: {zh: 词, en: words}}
  shape: {default: '^甲', help: {zh: 式, en: pattern}}
assert: score <= limit and name in words and matches(name, shape)
examples: {pass: [{form: {}}], fail: [{form: {}}]}
"""
PLAIN = "each: form\nassert: present(project)\nexamples: {pass: [{form: {}}], fail: [{form: {}}]}"
EXTRA = "cases: [{severity: warning, each: form, assert: present(year)}, {each: form, assert: present(project)}]\n"
EXTRA += "examples: {pass: [{form: {}}], fail: [{form: {}}]}"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A rulebook of four rules: three stable in two families, one preview."""
    base = tmp_path / "rules"
    for folder in ("pf1_totals", "pf2_budget", "profiles", "vocabulary"):
        (base / folder).mkdir(parents=True)
    write(base / "pf1_totals" / "a.yaml", PARAMS, "PF101", "first-rule", "stable", "aliases: [old-first]")
    write(base / "pf2_budget" / "b.yaml", PLAIN, "PF201", "second-rule", "stable")
    write(base / "pf2_budget" / "c.yaml", EXTRA, "PF202", "third-rule", "stable")
    write(base / "pf2_budget" / "d.yaml", PLAIN, "PF203", "preview-rule", "preview")
    (base / "vocabulary" / "words.yaml").write_text("not: a rule", encoding="utf-8")
    return base


def write(  # noqa: PLR0917 - what a rule file is made of
    path: Path, body: str, code: str, name: str, status: str = "stable", extra: str = ""
) -> Path:
    """A rule file."""
    path.write_text(rule_text(f"{body.strip()}\n{extra}", code=code, name=name, status=status), encoding="utf-8")
    return path


def profile(root: Path, name: str, text: str = "") -> None:
    """A profile file; the rest of it begins at line 3."""
    head = f"name: {name}\ntitle: {{zh: 档, en: profile}}\n"
    (root / "profiles" / f"{name}.yaml").write_text(head + text, encoding="utf-8")


def codes(rules: RuleSet) -> list[str]:
    """The codes of the rules that run."""
    return [rule.code for rule in rules]


def test_stable_rules_run_and_others_are_known(root: Path) -> None:
    """Profiles and vocabulary are no rules; a preview is known and off."""
    rules = load_rules(root=root)
    assert codes(rules) == ["PF101", "PF201", "PF202"]
    assert len(rules) == 3
    assert [rule.code for rule in rules.known] == ["PF101", "PF201", "PF202", "PF203"]


SELECTIONS: list[tuple[Sequence[str], Sequence[str], list[str]]] = [
    (("PF2",), (), ["PF201", "PF202"]),
    (("PF201", "PF101"), (), ["PF101", "PF201"]),
    (("second-rule",), (), ["PF201"]),
    (("old-first",), (), ["PF101"]),
    (("PF203",), (), ["PF203"]),
    (("preview-rule", "PF1"), (), ["PF101", "PF203"]),
    (("all",), (), ["PF101", "PF201", "PF202"]),
    ((), ("PF2",), ["PF101"]),
    ((), ("old-first", "third-rule"), ["PF201"]),
    (("PF2",), ("PF201",), ["PF202"]),
    (("pf2",), ("pf201",), ["PF202"]),
    (("Old-First",), (), ["PF101"]),
]


@pytest.mark.parametrize(("select", "ignore", "expected"), SELECTIONS)
def test_selectors(root: Path, select: Sequence[str], ignore: Sequence[str], expected: list[str]) -> None:
    """Codes, names, old names, beginnings of codes; a preview runs only where it is named itself."""
    assert codes(load_rules(root=root, select=select, ignore=ignore)) == expected


@pytest.mark.parametrize(
    ("selector", "hint"), [("secnd-rule", "second-rule"), ("pf2o1", "PF201"), ("PF9", None), ("x", None)]
)
def test_an_unknown_selector_is_a_usage_error(root: Path, selector: str, hint: str | None) -> None:
    """A word that selects nothing is a slip of the pen, not an empty run; the nearest name is offered."""
    for chosen in ({"select": [selector]}, {"ignore": [selector]}):
        with pytest.raises(UsageError) as caught:
            load_rules(root=root, **chosen)  # type: ignore[arg-type]
        assert selector in caught.value.message.zh
        assert hint is None or f"Did you mean {hint}?" in caught.value.message.en


def test_own_rules_stand_beside_the_built_in_ones(root: Path, tmp_path: Path) -> None:
    """A file or a folder of them."""
    own = tmp_path / "own"
    own.mkdir()
    write(own / "x.yaml", PLAIN, "BJ1", "own-rule")
    assert codes(load_rules([own], root=root)) == ["BJ1", "PF101", "PF201", "PF202"]
    assert codes(load_rules([own / "x.yaml"], root=root, select=["own-rule"])) == ["BJ1"]


def test_an_own_rule_replaces_a_built_in_one_with_a_reason(root: Path, tmp_path: Path) -> None:
    """`overrides` takes the place, code and name included."""
    extra = "overrides: PF201\nreason: 本市另有规定"
    own = write(tmp_path / "x.yaml", PLAIN.replace("project", "year"), "PF201", "second-rule", extra=extra)
    rules = load_rules([own], root=root)
    assert codes(rules) == ["PF101", "PF201", "PF202"]
    found = rules.find("second-rule")
    assert found is not None
    assert (found.path, found.overrides, found.reason) == (str(own), "PF201", "本市另有规定")


SHOWN = "examples: {pass: [{form: {}}], fail: [{form: {}}]}"
WITH_PARAMETER = f"""\
each: budget.total
params: {{weight_due: {{default: 15, help: {{zh: 分值, en: weight}}}}}}
assert: weight == weight_due
{SHOWN}
"""
REPLACING = "overrides: PF208\nreason: 本局另有规定"


def test_what_is_said_of_a_rule_holds_for_the_one_in_its_place(tmp_path: Path) -> None:
    """The profile's parameter, a selection and an ignore that name the built-in rule reach its replacement."""
    own = write(tmp_path / "x.yaml", WITH_PARAMETER, "OWN9", "own-weight", extra=REPLACING)
    rules = load_rules([own])
    found = rules.find("PF208")
    assert found is not None
    # 10 stands in the national profile, for PF208.
    assert (found.code, str(found.settings["weight_due"])) == ("OWN9", "10")
    assert found is rules.find("execution-weight")
    assert "PF208" not in codes(rules)
    assert codes(load_rules([own], select=["PF208"])) == ["OWN9"]
    assert codes(load_rules([own], select=["PF2"], ignore=["PF20"])) == ["PF210", "PF211", "PF212", "PF213"]
    assert "OWN9" not in codes(load_rules([own], ignore=["execution-weight"]))
    found = load_rules([own], params={"PF208": {"weight_due": 20}}).find("OWN9")
    assert found is not None
    assert str(found.settings["weight_due"]) == "20"


def test_a_replacement_need_not_have_the_same_parameters(tmp_path: Path) -> None:
    """What a profile sets of the replaced rule is passed over where the new one has no use for it."""
    own = write(
        tmp_path / "x.yaml", f"each: budget.total\nassert: weight == 20\n{SHOWN}", "OWN9", "own-weight", extra=REPLACING
    )
    found = load_rules([own]).find("PF208")
    assert found is not None
    assert found.settings == {}


def test_a_rule_is_replaced_once(tmp_path: Path) -> None:
    """Two files that replace the same rule are a mistake of the second."""
    for number in (1, 2):
        write(tmp_path / f"{number}.yaml", PLAIN, f"OWN{number}", f"own-{number}", extra=REPLACING)
    with pytest.raises(RuleFileError) as caught:
        load_rules([tmp_path])
    (mistake,) = caught.value.mistakes
    assert (mistake.path, mistake.message.en) == (
        str(tmp_path / "2.yaml"),
        f"PF208 is replaced by {tmp_path / '1.yaml'} already",
    )


CLASHES = [
    ("PF201", "another", "", 1, "PF201 is already the rule of"),
    ("BJ1", "second-rule", "", 2, "second-rule is already the rule of"),
    ("BJ1", "old-first", "", 2, "old-first is already the rule of"),
    ("BJ1", "another", "overrides: PF999\nreason: x", 11, "there is no rule PF999 to override"),
]


@pytest.mark.parametrize("clash", CLASHES)
def test_names_are_taken_once(root: Path, tmp_path: Path, clash: tuple[str, str, str, int, str]) -> None:
    """A code, name or old name that exists is a mistake with its place."""
    code, name, extra, line, message = clash
    own = write(tmp_path / "x.yaml", PLAIN, code, name, extra=extra)
    with pytest.raises(RuleFileError) as caught:
        load_rules([own], root=root)
    (mistake,) = caught.value.mistakes
    assert (mistake.path, mistake.line) == (str(own), line)
    assert mistake.message.en.startswith(message)


def test_mistakes_of_all_files_come_at_once(root: Path) -> None:
    """Two broken files, two mistakes, each with its path."""
    for name in ("y", "z"):
        (root / "pf1_totals" / f"{name}.yaml").write_text(
            rule_text("each: form\nassert: nope", code="X1", name=name), encoding="utf-8"
        )
    with pytest.raises(RuleFileError) as caught:
        load_rules(root=root)
    assert [Path(mistake.path).name for mistake in caught.value.mistakes] == ["y.yaml", "z.yaml"]


def test_a_missing_rule_path_is_a_usage_error(root: Path, tmp_path: Path) -> None:
    """Named, not passed over."""
    with pytest.raises(UsageError) as caught:
        load_rules([tmp_path / "none"], root=root)
    assert caught.value.path.endswith("none")


def test_profiles_extend_one_another(root: Path) -> None:
    """The nearer setting wins, what it leaves out is inherited, what any of them ignores is off."""
    profile(root, "national", "params: {PF101: {limit: 0.5, words: [丙]}}\nignore: [PF201]\n")
    profile(root, "province", "extends: national\nparams: {first-rule: {limit: 2}}\nignore: [third-rule]\n")
    profile(root, "city", "extends: province\nparams: {old-first: {shape: 乙$}}\n")
    rules = load_rules(root=root, profile="city")
    assert codes(rules) == ["PF101"]
    assert rules.profile.chain == ("national", "province", "city")
    assert dict(rules.rules[0].settings) == {"limit": Decimal(2), "words": ("丙",), "shape": "乙$"}


def test_a_profile_selects_and_the_user_has_the_last_word(root: Path) -> None:
    """The profile's choice holds until the user makes one."""
    profile(root, "small", "select: [PF1, preview-rule]\n")
    assert codes(load_rules(root=root, profile="small")) == ["PF101", "PF203"]
    assert codes(load_rules(root=root, profile="small", select=["PF201"])) == ["PF201"]


def test_severities_move_with_their_cases(root: Path) -> None:
    """A re-graded rule takes its milder cases along, and says why."""
    profile(root, "mild", "severity: {PF202: {to: warning, reason: 本地从宽}}\n")
    rule = load_rules(root=root, profile="mild").find("PF202")
    assert rule is not None
    assert (rule.severity, [case.severity for case in rule.cases], rule.regraded) == (
        "warning",
        ["info", "warning"],
        "本地从宽",
    )


def test_a_configuration_lies_over_the_profile(root: Path) -> None:
    """Parameters and severities of a configuration are the last word."""
    profile(root, "city", "params: {PF101: {limit: 2}}\n")
    rules = load_rules(
        root=root,
        profile="city",
        params={"PF101": {"limit": Decimal(3), "words": ["丙"]}},
        severity={"PF201": {"to": "info", "reason": "试行"}},
    )
    first, second = rules.find("PF101"), rules.find("PF201")
    assert first is not None
    assert second is not None
    assert (first.settings["limit"], first.settings["words"], second.severity) == (Decimal(3), ("丙",), "info")


WRONG_SETTINGS: list[tuple[dict[str, Any], str, str]] = [
    ({"params": {"PF999": {"limit": 1}}}, "params.PF999", "no rule is called PF999"),
    ({"params": {"PF101": {"limt": 1}}}, "params.PF101.limt", "rule PF101 has no parameter limt. Did you mean limit?"),
    ({"params": {"PF101": {"limit": "x"}}}, "params.PF101.limit", "the value is not of the default's type"),
    ({"params": {"PF101": 1}}, "params.PF101", "a mapping wanted here, not a number"),
    ({"severity": {"PF101": {"to": "info"}}}, "severity.PF101", "loosening a rule needs a reason"),
]


@pytest.mark.parametrize(("settings", "place", "message"), WRONG_SETTINGS)
def test_mistakes_in_a_configuration(root: Path, settings: dict[str, Any], place: str, message: str) -> None:
    """What a configuration sets must exist; the key is named."""
    with pytest.raises(UsageError) as caught:
        load_rules(root=root, **settings)
    assert (caught.value.place, caught.value.message.en) == (place, message)


def test_the_same_file_twice_is_one_rule(root: Path, tmp_path: Path) -> None:
    """A folder and a file in it, or the built-in rulebook, are no clash; profiles beside own rules are no rules."""
    own = tmp_path / "own"
    (own / "profiles").mkdir(parents=True)
    (own / "profiles" / "p.yaml").write_text("name: p", encoding="utf-8")
    write(own / "x.yaml", PLAIN, "BJ1", "own-rule")
    assert codes(load_rules([own, own / "x.yaml", root], root=root)) == ["BJ1", "PF101", "PF201", "PF202"]


def test_rules_travel_to_other_processes(root: Path) -> None:
    """A rule set can be pickled, also after it judged, and judges the same where it arrives."""
    rules = load_rules(root=root)
    before = judge_form(form(project="", title="自评表"), rules)
    again = pickle.loads(pickle.dumps(rules))  # noqa: S301 - made a moment ago
    assert judge_form(form(project="", title="自评表"), again) == before
    assert len(before.outcomes) == 3


MISTAKES = [
    ("params: {PF999: {limit: 1}}", 3, 10, "no rule is called PF999"),
    ("params: {PF101: {limt: 1}}", 3, 18, "rule PF101 has no parameter limt. Did you mean limit?"),
    ("params: {PF101: {limit: viel}}", 3, 25, "the value is not of the default's type"),
    ("params: {PF101: {words: [1]}}", 3, 25, "the value is not of the default's type"),
    ("params: {PF101: {shape: '['}}", 3, 25, None),
    ("severity: {PF101: {to: info}}", 3, 12, "loosening a rule needs a reason"),
    ("severity: {PF101: {to: fatal}}", 3, 24, None),
    ("select: [PF1, PF9]", 3, 15, "no rule is called PF9"),
    ("ignore: [secnd-rule]", 3, 10, "no rule is called secnd-rule. Did you mean second-rule?"),
    ("extend: national", 3, 1, "unknown key extend. Did you mean extends?"),
    ("extends: odd", 3, 10, "profiles extend one another in a circle"),
]


@pytest.mark.parametrize(("text", "line", "column", "message"), MISTAKES)
def test_mistakes_in_profiles(root: Path, text: str, line: int, column: int, message: str | None) -> None:
    """As in rule files: line, column, and what was meant."""
    profile(root, "odd", text + "\n")
    with pytest.raises(RuleFileError) as caught:
        load_rules(root=root, profile="odd")
    (mistake,) = caught.value.mistakes
    assert (mistake.line, mistake.column) == (line, column)
    assert message is None or mistake.message.en == message


def test_profiles_by_name_and_by_path(root: Path, tmp_path: Path) -> None:
    """An unknown name is a usage error with the nearest one; a path is a profile of one's own."""
    profile(root, "shanghai")
    assert profile_names(root / "profiles") == ("shanghai",)
    with pytest.raises(UsageError) as caught:
        load_rules(root=root, profile="shanghia")
    assert "Did you mean shanghai?" in caught.value.message.en
    own = tmp_path / "mine.yaml"
    own.write_text("name: mine\ntitle: {zh: 我, en: mine}\nextends: shanghai\n", encoding="utf-8")
    assert load_rules(root=root, profile=str(own)).profile.chain == ("shanghai", "mine")
    assert load_rules(root=root).profile == Profile(
        "national", load_rules(root=root).profile.title, chain=("national",)
    )
